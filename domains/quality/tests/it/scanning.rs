//! What a review of the whole register finds, opens, closes and opens again.

use crate::world::{PHUC_TAN, PHUC_XA, World, an, facts, lan, on_both, unit};
use kernel::{PartialDate, Sex};
use quality::{Standing, State, Subject};
use register::{Fact, PersonFacts};

fn without_anything() -> PersonFacts {
    let mut facts = an();
    facts.number = None;
    facts.old_number = None;
    facts.origin = None;
    facts.birth_place = None;
    facts
}

/// A person whose record has one thing wrong, and the rule that finds it.
fn wrong() -> Vec<(PersonFacts, &'static str)> {
    let with = |change: fn(&mut PersonFacts)| {
        let mut facts = lan();
        facts.number = None;
        facts.old_number = None;
        facts.number = Some("001190000009".parse().expect("a number"));
        change(&mut facts);
        facts
    };
    vec![
        (with(|facts| facts.origin = None), "facts-missing"),
        (with(|facts| facts.marital = None), "marital-missing"),
        (with(|facts| facts.number = None), "number-missing"),
        (with(|facts| facts.number = Some("001090000009".parse().expect("a number"))), "number-contradicts"),
        (with(|facts| facts.number = Some("999190000009".parse().expect("a number"))), "number-place-unknown"),
        (
            with(|facts| {
                facts.number = None;
                facts.old_number = Some("012345678".parse().expect("a number"));
            }),
            "old-number-only",
        ),
        (with(|facts| facts.name = kernel::PersonName::parse("NGUYỄN THỊ LAN").expect("a name")), "name-form"),
        (with(|facts| facts.name = kernel::PersonName::parse("Nguyen Thi Lan").expect("a name")), "name-without-marks"),
        (with(|facts| facts.birth = PartialDate::year_only(1990).expect("a year")), "birth-partial"),
    ]
}

#[test]
fn each_rule_finds_what_it_is_for_and_nothing_else() {
    for (facts, rule) in wrong() {
        on_both(|world| {
            world.load(PHUC_XA, &[an(), facts.clone()], true);
            let run = world.scan();
            assert_eq!(world.found(), [rule]);
            assert_eq!((run.opened, run.standing, run.looked_at), (1, 1, 3), "two persons and a household");
        });
    }
}

#[test]
fn nothing_is_found_in_a_clean_register() {
    on_both(|world| {
        world.load(PHUC_XA, &[an(), lan()], true);
        let run = world.scan();
        assert_eq!((run.opened, run.standing), (0, 0));
        assert!(world.found().is_empty());
    });
}

#[test]
fn a_household_without_a_head_is_a_case_of_the_household() {
    on_both(|world| {
        let (household, _) = world.load(PHUC_XA, &[an(), lan()], false);
        world.scan();
        assert_eq!(world.found(), ["household-without-head"]);
        let case = world.case("household-without-head", Subject::Household(household));
        assert_eq!((case.state, case.unit.clone(), case.times), (State::Open, unit(PHUC_XA), 1));
        // Ten working days from Thursday 6 March 2025.
        assert_eq!(case.due_at.date_in_vietnam().to_string(), "2025-03-20");
    });
}

#[test]
fn a_minor_heads_nobody_where_there_is_an_adult() {
    on_both(|world| {
        let child = facts("Nguyễn Văn Bình", Sex::Male, "2012-04-01", "001212000003");
        world.load(PHUC_XA, &[child, lan()], true);
        world.scan();
        assert_eq!(world.found(), ["head-minor"]);
    });
}

#[test]
fn children_and_the_very_old_are_measured_by_the_ages_of_the_pack() {
    on_both(|world| {
        let mut child = facts("Nguyễn Văn Bình", Sex::Male, "2020-04-01", "001220000003");
        child.number = None;
        child.marital = None;
        let old = facts("Nguyễn Thị Cúc", Sex::Female, "1912-04-01", "001112000004");
        world.load(PHUC_XA, &[an(), child, old], true);
        world.scan();
        assert_eq!(world.found(), ["child-without-number", "very-old"]);
    });
}

#[test]
fn one_old_number_of_two_persons_names_each_other() {
    on_both(|world| {
        let mut one = an();
        one.old_number = Some("012345678".parse().expect("a number"));
        let mut two = lan();
        two.old_number = one.old_number;
        let (_, people) = world.load(PHUC_XA, &[one, two], true);
        world.scan();
        assert_eq!(world.found(), ["old-number-shared", "old-number-shared"]);
        let case = world.case("old-number-shared", Subject::Person(people[0]));
        assert_eq!(case.finding, serde_json::json!({ "persons": [people[1]] }));
    });
}

#[test]
fn reviewing_twice_changes_nothing() {
    on_both(|world| {
        world.load(PHUC_XA, &[an(), without_anything()], false);
        world.scan();
        let before = everything(&world);
        let again = world.scan();
        assert_eq!((again.opened, again.reopened, again.gone), (0, 0, 0));
        assert_eq!(everything(&world), before);
    });
}

fn everything(world: &World) -> Vec<quality::Case> {
    Standing::ALL.iter().flat_map(|standing| world.cases(*standing)).map(|line| line.case).collect()
}

#[test]
fn what_is_gone_is_closed_and_what_comes_back_is_the_same_case() {
    on_both(|world| {
        let (_, people) = world.load(PHUC_XA, &[an(), without_anything()], true);
        world.scan();
        let subject = Subject::Person(people[1]);
        let first = world.case("facts-missing", subject);
        world.correct(people[1], Fact::Origin(Some("Hà Nội".to_owned())));
        world.correct(people[1], Fact::BirthPlace(Some("Hà Nội".to_owned())));
        let run = world.scan();
        assert_eq!((run.gone, run.reopened), (1, 0));
        let closed = world.case("facts-missing", subject);
        assert_eq!((closed.id, closed.state), (first.id, State::Closed));
        world.correct(people[1], Fact::Origin(None));
        let run = world.scan();
        assert_eq!((run.opened, run.reopened), (0, 1));
        let again = world.case("facts-missing", subject);
        assert_eq!((again.id, again.state, again.times), (first.id, State::Open, 2));
        assert_eq!(again.finding, serde_json::json!({ "facts": ["origin"] }));
    });
}

#[test]
fn a_run_that_was_stopped_goes_on_where_it_stood() {
    on_both(|world| {
        world.load(PHUC_XA, &[an(), without_anything()], true);
        let actor = world.base.system();
        let by = actor.clone();
        let id = world.act(move |tx| quality::scan::begin(tx, &by)).expect("begins");
        let half = quality::scan::advance(&world.store, &crate::world::RULES, &actor, id).expect("moves on");
        assert!(half.finished_at.is_none());
        assert_eq!(half.looked_at, 2, "the persons, not the household yet");
        let whole = world.scan();
        assert_eq!((whole.id, whole.looked_at), (id, 3));
    });
}

#[test]
fn only_the_program_reviews() {
    on_both(|world| {
        let officer = world.officer(1, "01");
        let refused = world.act(move |tx| quality::scan::begin(tx, &officer));
        assert!(matches!(refused, Err(quality::Error::Denied(_))));
    });
}

#[test]
fn the_board_counts_the_whole_and_its_parts() {
    on_both(|world| {
        world.load(PHUC_XA, &[an(), without_anything()], false);
        world.load(PHUC_TAN, &[lan()], true);
        world.scan();
        let actor = world.officer(1, "01");
        let children = [unit("01-001"), unit("01-002")];
        let board = world.store.read_blocking(move |tx| quality::board(tx, &actor, &unit("01"), &children)).expect("permitted");
        let share = |share: quality::Share| (share.part, share.whole);
        assert!(board.run.is_some());
        assert_eq!(share(board.score.correct), (2, 2), "of those who have a number");
        // Seven facts each: five of origin, the marital status, the number. One lacks three of them.
        assert_eq!(share(board.score.complete), (18, 21));
        assert_eq!(share(board.score.clean), (3, 3), "a missing fact does not soil a record");
        assert_eq!(share(board.score.live), (3, 3));
        assert_eq!(share(board.score.households), (1, 2));
        let [(_, first), (_, second)] = &board.children[..] else { panic!("two children") };
        assert_eq!((share(first.clean), share(second.clean)), ((2, 2), (1, 1)));
        assert_eq!((first.all().work, second.all().work), (3, 0));
        assert_eq!(first.of_report(&crate::world::RULES, quality::Reported::NoHead).found(), 1);
        let elsewhere = world.officer(2, PHUC_TAN);
        let refused = world.store.read_blocking(move |tx| quality::board(tx, &elsewhere, &unit("01"), &[]));
        assert!(matches!(refused, Err(quality::Error::Denied(_))));
    });
}
