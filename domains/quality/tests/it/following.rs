//! What changes in the register is judged again at once, with whom and what hangs on it.

use crate::world::{PHUC_XA, an, lan, on_both};
use quality::{State, Subject};
use register::Fact;

#[test]
fn a_correction_closes_the_case_without_a_review() {
    on_both(|world| {
        let mut facts = lan();
        facts.origin = None;
        let (_, people) = world.load(PHUC_XA, &[an(), facts], true);
        world.scan();
        world.follow();
        world.correct(people[1], Fact::Origin(Some("Hà Nội".to_owned())));
        world.follow();
        assert_eq!(world.case("facts-missing", Subject::Person(people[1])).state, State::Closed);
        assert!(world.found().is_empty());
        world.correct(people[1], Fact::Origin(None));
        world.follow();
        assert_eq!(world.found(), ["facts-missing"]);
    });
}

#[test]
fn a_household_that_gets_a_head_is_closed() {
    on_both(|world| {
        let (household, people) = world.load(PHUC_XA, &[an(), lan()], false);
        world.scan();
        world.appoint(household, people[0], &people[1..]);
        world.follow();
        assert_eq!(world.case("household-without-head", Subject::Household(household)).state, State::Closed);
    });
}

#[test]
fn whom_a_finding_names_is_judged_along() {
    on_both(|world| {
        let mut one = an();
        one.old_number = Some("012345678".parse().expect("a number"));
        let mut two = lan();
        two.old_number = one.old_number;
        let (_, people) = world.load(PHUC_XA, &[one, two], true);
        world.scan();
        world.correct(people[0], Fact::OldNumber(None));
        world.follow();
        for person in people {
            assert_eq!(world.case("old-number-shared", Subject::Person(person)).state, State::Closed);
        }
    });
}

#[test]
fn a_load_is_followed_by_a_review_unless_one_began_since() {
    on_both(|world| {
        let waiting = |world: &crate::world::World| {
            world.store.read_blocking::<_, store::Error>(|tx| store::jobs::count(tx, false)).expect("counts")
        };
        world.load(PHUC_XA, &[an()], true);
        world.scan();
        world.follow();
        assert_eq!(waiting(&world), 0, "the review came after the load");
        world.base.clock.advance_seconds(60);
        world.load(PHUC_XA, &[lan()], true);
        world.follow();
        assert_eq!(waiting(&world), 1);
    });
}

#[test]
fn an_event_that_nobody_can_read_does_not_stop_the_rest() {
    on_both(|world| {
        let (household, people) = world.load(PHUC_XA, &[an(), lan()], false);
        world.scan();
        world.act(|tx| Ok(tx.publish("register.head", &serde_json::json!("?"))?)).expect("publishes");
        world.appoint(household, people[0], &people[1..]);
        world.follow();
        assert!(world.found().is_empty());
    });
}
