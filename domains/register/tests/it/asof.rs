//! The register as it read at a moment.

use crate::world::{HANG_BAI, PHUC_XA, World, alone, birth, date, ground, mover, name, new_home, on_both, unit};
use access::{Denied, Role};
use kernel::Sex::{Female, Male};
use kernel::{HouseholdId, PersonId};
use register::Relation::{Child, Head, Spouse};
use register::{
    AsOf, ChangeHead, CorrectPerson, EndReason, EndResidence, Error, Fact, Fields, Home, Page, Person, ResidenceKind,
};

/// The moment now; what comes after it comes a minute later.
pub(crate) fn moment(world: &World) -> AsOf {
    let now = AsOf::instant(world.base.context.now());
    world.base.clock.advance_seconds(60);
    now
}

fn then(world: &World, person: PersonId, at: AsOf) -> Option<Person> {
    let actor = world.city();
    world.act(move |tx| register::person_as_of(tx, &actor, person, at, Fields::ALL)).expect("permitted")
}

fn household_then(world: &World, household: HouseholdId, at: AsOf) -> Option<register::Household> {
    let actor = world.city();
    world.act(move |tx| register::household_as_of(tx, &actor, household, at)).expect("permitted")
}

fn correct(world: &World, person: PersonId, facts: Vec<Fact>) {
    let actor = world.city();
    world
        .act(move |tx| {
            register::correct_person(tx, &actor, &CorrectPerson { person, version: None, facts: facts.clone(), ground: ground() })
        })
        .expect("a correction");
}

#[test]
fn a_record_reads_as_it_did() {
    on_both(|world| {
        let before = moment(&world);
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999");
        let entered = moment(&world);
        correct(&world, person, vec![Fact::Birth(birth("1999-01-15")), Fact::Phone(Some("0900000001".to_owned()))]);
        let corrected = moment(&world);
        correct(&world, person, vec![Fact::Name(name("Nguyễn Thị Thí Dụ")), Fact::Phone(None)]);
        let renamed = moment(&world);

        assert_eq!(then(&world, person, before), None, "nobody was there");
        let first = then(&world, person, entered).expect("there");
        assert_eq!((first.facts.birth, first.facts.phone.as_deref()), (birth("1999"), None));
        let second = then(&world, person, corrected).expect("there");
        assert_eq!((second.facts.name.full(), second.facts.birth), ("Nguyễn Thị Ví Dụ", birth("1999-01-15")));
        assert_eq!(second.facts.phone.as_deref(), Some("0900000001"));
        let now = then(&world, person, renamed).expect("there");
        assert_eq!(now.facts, world.record(person).facts);
        assert_eq!(now.version, 0, "a past record is not for correcting");
    });
}

#[test]
fn a_household_reads_as_it_did() {
    on_both(|world| {
        let father = world.born("Trần Văn Cha", Male, "1960-01-02");
        let mother = world.born("Lê Thị Mẹ", Female, "1962-03-04");
        let son = world.born("Trần Văn Con", Male, "1990-05-06");
        let home = world.household(PHUC_XA, "Số 1", &[(father, Head), (mother, Spouse), (son, Child)]);
        let whole = moment(&world);
        let actor = world.city();
        let command = ChangeHead { household: home, head: son, relations: Vec::new(), ground: ground() };
        world.act(move |tx| register::change_head(tx, &actor, &command)).expect("a new head");
        let headed = moment(&world);
        world.move_to(&[mover(father, Head)], new_home(HANG_BAI, "Số 9"), &[]).expect("a move");
        let parted = moment(&world);
        let movers = [mover(son, Head), mover(mother, register::Relation::Parent)];
        world.move_to(&movers, new_home(HANG_BAI, "Số 10"), &[]).expect("a move");

        let members = |at: AsOf| -> Vec<(PersonId, register::Relation)> {
            let household = household_then(&world, home, at).expect("there");
            household.members.iter().map(|member| (member.person.id, member.relation)).collect()
        };
        assert_eq!(members(whole), [(father, Head), (mother, Spouse), (son, Child)]);
        let parent = register::Relation::Parent;
        assert_eq!(members(headed), [(son, Head), (father, parent), (mother, parent)]);
        assert_eq!(members(parted), [(son, Head), (mother, parent)]);
        let gone = household_then(&world, home, moment(&world)).expect("it is still known");
        assert!(gone.members.is_empty() && gone.dissolved_on.is_some() && gone.head.is_none());
        assert!(household_then(&world, home, whole).is_some_and(|then| then.dissolved_on.is_none() && then.head == Some(father)));

        let lived = then(&world, father, headed).expect("there");
        let residence = lived.permanent().expect("a residence");
        assert_eq!((residence.household, residence.head, residence.relation), (Some(home), Some(son), Some(parent)));
        assert_eq!((lived.unit.as_str(), world.record(father).unit.as_str()), (PHUC_XA, HANG_BAI));
    });
}

#[test]
fn a_commune_reads_as_it_did() {
    on_both(|world| {
        let head = world.born("Trần Văn Một", Male, "1960");
        let wife = world.born("Lê Thị Hai", Female, "1962");
        let lodger = world.born("Phạm Văn Ba", Male, "1990");
        world.household(PHUC_XA, "Số 1", &[(head, Head), (wife, Spouse)]);
        world.household(HANG_BAI, "Số 2", &[(lodger, Head)]);
        world.stay(&[mover(lodger, Head)], alone(PHUC_XA, "Nhà trọ"), "2026-03-05", false).expect("a stay");
        let full = moment(&world);
        let movers = [mover(head, Head), mover(wife, Spouse)];
        world.move_to(&movers, new_home(HANG_BAI, "Số 3"), &[]).expect("a move");
        let moved = moment(&world);
        let actor = world.city();
        let end = EndResidence {
            person: lodger,
            kind: ResidenceKind::Temporary,
            on: date("2025-03-06"),
            reason: EndReason::Removed,
            new_heads: Vec::new(),
            ground: ground(),
        };
        world.act(move |tx| register::end_residence(tx, &actor, &end)).expect("an end");
        let empty = moment(&world);

        let counted = |code: &str, at: AsOf| {
            let (actor, unit) = (world.city(), unit(code));
            let counted = world.act(move |tx| register::residents_counted_as_of(tx, &actor, &unit, at)).expect("permitted");
            (counted.persons, counted.permanent, counted.temporary, counted.households)
        };
        assert_eq!([full, moved, empty].map(|at| counted(PHUC_XA, at)), [(3, 2, 1, 1), (1, 0, 1, 0), (0, 0, 0, 0)]);
        assert_eq!([full, moved, empty].map(|at| counted(HANG_BAI, at)), [(1, 1, 0, 1), (3, 3, 0, 2), (3, 3, 0, 2)]);
        assert_eq!(counted("01", full), (3, 3, 1, 2), "who lives in two places is one person");

        let residents = |at: AsOf, page: Page| -> Vec<PersonId> {
            let (actor, unit) = (world.officer(PHUC_XA), unit(PHUC_XA));
            let lines = world.act(move |tx| register::residents_as_of(tx, &actor, &unit, at, page)).expect("permitted");
            lines.into_iter().map(|line| line.id).collect()
        };
        assert_eq!(residents(full, Page::first(10)), [head, wife, lodger], "households first");
        assert_eq!(residents(full, Page { number: 1, rows: 2 }), [lodger]);
        assert_eq!(residents(moved, Page::first(10)), [lodger]);
        let (actor, phuc_xa) = (world.officer(PHUC_XA), unit(PHUC_XA));
        let homes = world.act(move |tx| register::households_as_of(tx, &actor, &phuc_xa, full, Page::first(10)));
        let homes = homes.expect("permitted");
        assert_eq!((homes.len(), homes[0].members), (1, 2));
        assert_eq!(homes[0].head.as_ref().map(|line| (line.id, line.unit.as_str())), Some((head, PHUC_XA)));

        let entries = world.store.read_blocking::<_, store::Error>(|tx| audit::of_person(tx, wife, None, 1)).expect("the log");
        assert_eq!(entries[0].act, "read", "whoever is listed learns it, wherever they live now");
        let (stranger, there) = (world.officer(HANG_BAI), unit(PHUC_XA));
        let refused = world.act(move |tx| register::residents_as_of(tx, &stranger, &there, full, Page::first(10)));
        assert!(matches!(refused, Err(Error::Denied(Denied::Hidden | Denied::Forbidden))), "{refused:?}");
    });
}

#[test]
fn the_past_opens_to_whom_the_present_does() {
    on_both(|world| {
        let wife = world.born("Lê Thị Vợ", Female, "1980");
        let husband = world.born("Trần Văn Chồng", Male, "1980");
        let home = world.household(PHUC_XA, "Số 1", &[(husband, Head), (wife, Spouse)]);
        let married = moment(&world);
        world.move_to(&[mover(wife, Head)], new_home(HANG_BAI, "Số 2"), &[]).expect("a move");
        let later = moment(&world);
        let newcomer = world.born("Phạm Thị Mới", Female, "1985");
        world.move_to(&[mover(newcomer, Spouse)], Home::Join(home), &[]).expect("a move");

        let open = |actor: access::Actor, at: AsOf| {
            world.act(move |tx| register::household_as_of(tx, &actor, home, at)).expect("permitted").is_some()
        };
        assert!(open(world.base.citizen(wife), married), "who belonged to it then");
        assert!(!open(world.base.citizen(wife), later));
        assert!(!open(world.base.citizen(newcomer), married), "whoever came later does not see who was there before");
        assert!(open(world.officer(PHUC_XA), married) && !open(world.officer(HANG_BAI), married));
        let counter = world.base.officer(Role::Steering, &unit(PHUC_XA));
        let refused = world.act(move |tx| register::household_as_of(tx, &counter, home, married));
        assert!(matches!(refused, Err(Error::Denied(_))), "{refused:?}");

        let look = |actor: access::Actor| {
            world.act(move |tx| register::person_as_of(tx, &actor, wife, married, Fields::ALL)).expect("permitted").is_some()
        };
        assert!(look(world.base.citizen(wife)) && look(world.officer(HANG_BAI)));
        assert!(!look(world.officer(PHUC_XA)), "the record is another commune's now");
    });
}

#[test]
fn a_day_is_over_at_midnight_in_viet_nam() {
    let noon = AsOf::instant("2025-03-06T05:00:00Z".parse().expect("an instant"));
    let over = AsOf::instant("2025-03-06T16:59:59.999999Z".parse().expect("an instant"));
    assert_eq!(AsOf::end_of(date("2025-03-06")), over);
    assert_ne!(AsOf::end_of(date("2025-03-06")), noon);
}

#[test]
fn the_digest_tells_whether_the_register_reads_the_same() {
    on_both(|world| {
        let digest =
            |at: Option<AsOf>| world.store.read_blocking::<_, Error>(move |tx| register::digest(tx, at)).expect("a digest");
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999");
        world.household(PHUC_XA, "Số 1", &[(person, Head)]);
        let (at, was) = (moment(&world), digest(None));
        assert_eq!(digest(Some(at)), was);
        correct(&world, person, vec![Fact::BloodGroup(Some(register::BloodGroup::AbPositive))]);
        assert_ne!(digest(None), was);
        assert_eq!(digest(Some(at)), was);
        assert_eq!(digest(Some(moment(&world))), digest(None));
    });
}
