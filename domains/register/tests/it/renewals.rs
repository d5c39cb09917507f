//! Renewing a temporary residence in the last days of its term.

use crate::world::{HANG_BAI, PHUC_XA, TRUC_BACH, World, alone, date, ground, mover, new_home, on_both, rules};
use kernel::PersonId;
use kernel::Sex::{Female, Male};
use register::Relation::{Head, NonRelative};
use register::{ChangeId, ChangeKind, EndReason, Error, Page, RenewTemporary, Stay};

const DAY: i64 = 24 * 3_600;

fn renew(world: &World, people: &[PersonId], until: &str, officer: &str) -> Result<Vec<ChangeId>, Error> {
    let (actor, people, until) = (world.officer(officer), people.to_vec(), date(until));
    world.act(move |tx| {
        let command = RenewTemporary { people: people.clone(), until, rules: rules(), ground: ground() };
        register::renew_temporary(tx, &actor, &command)
    })
}

#[test]
fn a_term_is_renewed_within_its_last_fifteen_days() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999-01-15");
        world.household(PHUC_XA, "Số 1", &[(person, Head)]);
        // The clock stands at 6 March 2025; the last fifteen days of this term begin on 17 March.
        world.stay(&[mover(person, NonRelative)], alone(HANG_BAI, "Phòng 3"), "2025-03-31", false).expect("a stay");
        world.base.clock.advance_seconds(10 * DAY);
        assert!(matches!(renew(&world, &[person], "2026-03-31", HANG_BAI), Err(Error::TooEarlyToRenew { days: 15 })), "16 March");
        world.base.clock.advance_seconds(DAY);
        assert!(matches!(renew(&world, &[person], "2027-04-02", HANG_BAI), Err(Error::TemporaryTooLong { months_max: 24 })));
        assert!(matches!(renew(&world, &[person], "2025-03-31", HANG_BAI), Err(Error::EndsBeforeStart)));
        assert!(matches!(renew(&world, &[person], "2026-03-31", TRUC_BACH), Err(Error::PersonNotFound)), "another commune's");
        assert!(matches!(renew(&world, &[person, person], "2026-03-31", HANG_BAI), Err(Error::NamedTwice(_))));
        renew(&world, &[person], "2027-04-01", HANG_BAI).expect("two years after the term");

        let stays = world.record(person).temporary(date("2027-04-01")).cloned().expect("a temporary residence");
        assert_eq!((stays.address.as_str(), stays.from), ("Phòng 3", Some(date("2025-03-17"))));
        let actor = world.city();
        let (past, entries) = world
            .act(move |tx| {
                let past = register::past_residences(tx, &actor, person, Page::first(5))?;
                Ok((past, register::history(tx, &actor, person, Page::first(5))?))
            })
            .expect("permitted");
        assert_eq!((past[0].end_reason, past[0].until), (Some(EndReason::Renewed), Some(date("2025-03-31"))));
        assert_eq!(entries[0].kind, ChangeKind::Renewed);
        assert_eq!((&entries[0].before["until"], &entries[0].after["until"]), (&"2025-03-31".into(), &"2027-04-01".into()));
        assert!(matches!(renew(&world, &[person], "2028-04-01", HANG_BAI), Err(Error::TooEarlyToRenew { .. })), "not twice");
        world.is_sound();
    });
}

#[test]
fn a_household_of_temporary_residents_keeps_its_head_through_a_renewal() {
    on_both(|world| {
        let (head, friend) = (world.born("Trần Văn Mẫu", Male, "1990"), world.born("Lê Văn Thử", Male, "1991"));
        let stay = Stay::Home(new_home(HANG_BAI, "Số 9"));
        let settled = world.stay(&[mover(head, Head), mover(friend, NonRelative)], stay, "2025-03-15", false).expect("a stay");
        let home = settled.household.expect("a household");
        renew(&world, &[head, friend], "2026-03-15", HANG_BAI).expect("renewed");
        let household = world.open_household(home);
        assert_eq!((household.head, household.members.len()), (Some(head), 2));
        world.is_sound();
        // What has run out is not renewed but registered anew.
        world.base.clock.advance_seconds(400 * DAY);
        assert!(matches!(renew(&world, &[friend], "2027-03-15", HANG_BAI), Err(Error::ResidenceNotFound)));
    });
}
