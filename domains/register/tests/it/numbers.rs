//! Identity numbers: replaced on the grounds of the law by two officers, issued in bulk, checked.

use crate::civil::{Newborn, refused};
use crate::world::{PHUC_XA, TRUC_BACH, World, alone, birth, facts, ground, mover, number, on_both, unit};
use access::{Actor, Denied, Grant, Role};
use country::Pack;
use kernel::{PersonId, PersonalNumber, Sex, StaffId};
use register::numbers::{self, Outcome, Run, RunKind};
use register::{
    AskNumberReplacement, ChangeKind, CivilError, CorrectPerson, Corrected, Error, Fact, Fields, LifeState, Page, Relation,
    RequestFilter, RequestId, RequestState,
};
use std::sync::LazyLock;

static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::embedded().expect("the pack loads"));

fn second(world: &World, code: &str) -> Actor {
    world.base.staff(StaffId::from_raw(2), vec![Grant::new(Role::Register, unit(code))])
}

/// Somebody whose number says male, 1990, Ha Noi.
fn resident(world: &World) -> PersonId {
    let mut known = facts("Trần Văn Minh", Sex::Male, "1990-04-12");
    known.number = Some(number("001090000123"));
    known.birth_registered_at = Some("01".to_owned());
    let person = world.create(&world.city(), known, PHUC_XA).expect("a person");
    world.household(PHUC_XA, "Số 1 Phố An Xá", &[(person, Relation::Head)]);
    person
}

fn asking(world: &World, person: PersonId, ground: &str, corrected: Option<Corrected>) -> AskNumberReplacement {
    AskNumberReplacement {
        person,
        version: world.record(person).version,
        ground: ground.to_owned(),
        corrected,
        place: None,
        evidence: "Quyết định 12/QĐ-UBND".to_owned(),
        reason: Some("Đã đối chiếu giấy khai sinh".to_owned()),
    }
}

fn ask(world: &World, actor: &Actor, command: &AskNumberReplacement) -> Result<RequestId, Error> {
    let (actor, command) = (actor.clone(), command.clone());
    world.act(move |tx| register::ask_number_replacement(tx, &actor, PACK.number_grounds(), PACK.number_places(), &command))
}

fn approve(world: &World, actor: &Actor, id: RequestId) -> Result<(), Error> {
    let actor = actor.clone();
    world.act(move |tx| register::approve_request(tx, &actor, id, None))
}

fn by_number(world: &World, wanted: &str) -> Option<PersonId> {
    let (actor, wanted) = (world.city(), number(wanted));
    let found = world.act(move |tx| register::person_by_number(tx, &actor, &wanted, Fields::IDENTITY));
    found.expect("permitted").map(|person| person.id)
}

#[test]
fn two_officers_replace_a_number_and_the_old_one_still_leads_to_the_person() {
    on_both(|world| {
        let person = resident(&world);
        let officer = world.officer(PHUC_XA);
        let id = ask(&world, &officer, &asking(&world, person, "sex-redetermined", Some(Corrected::Sex(Sex::Female))))
            .expect("it is asked for");
        assert!(matches!(approve(&world, &officer, id), Err(Error::Denied(Denied::NeedsSecondOfficer))));
        assert_eq!(world.record(person).facts.sex, Sex::Male, "nothing changes before the second officer");
        approve(&world, &second(&world, PHUC_XA), id).expect("approved");

        let after = world.record(person);
        let new = after.facts.number.expect("a number");
        assert_eq!((after.facts.sex, new.sex(), new.birth_year(), new.place()), (Sex::Female, Sex::Female, 1990, "001"));
        assert_eq!(by_number(&world, "001090000123"), Some(person), "the old number still leads to the person");
        assert_eq!(by_number(&world, new.as_str()), Some(person));
        let actor = world.city();
        let former = world.act(move |tx| register::former_numbers(tx, &actor, person)).expect("permitted");
        assert_eq!(
            former.iter().map(|old| (old.number, old.reason.as_str())).collect::<Vec<_>>(),
            [(number("001090000123"), "sex-redetermined")]
        );
        let actor = world.city();
        let history = world.act(move |tx| register::history(tx, &actor, person, Page::first(5))).expect("permitted");
        assert_eq!(history[0].kind, ChangeKind::NumberReplaced);
        assert_eq!(
            (history[0].before["number"].as_str(), history[0].before["sex"].as_str()),
            (Some("001090000123"), Some("male"))
        );
        assert_eq!(history[0].ground.evidence.as_deref(), Some("Quyết định 12/QĐ-UBND"));
        assert!(matches!(approve(&world, &second(&world, PHUC_XA), id), Err(Error::RequestDecided(RequestState::Approved))));
        world.is_sound();

        // The cancelled number is nobody's to have again.
        let mut other = facts("Lê Văn Khác", Sex::Male, "1990-01-01");
        other.number = Some(number("001090000123"));
        assert!(matches!(world.create(&world.city(), other, PHUC_XA), Err(Error::NumberTaken)));
    });
}

#[test]
fn only_the_grounds_of_the_law_and_what_they_say() {
    on_both(|world| {
        let person = resident(&world);
        let officer = world.officer(PHUC_XA);
        let refused = |ground: &str, corrected| ask(&world, &officer, &asking(&world, person, ground, corrected)).err();
        assert!(matches!(refused("lucky-number", None), Some(Error::UnknownGround)));
        assert!(matches!(refused("sex-redetermined", None), Some(Error::GroundNotMet)));
        assert!(matches!(refused("sex-redetermined", Some(Corrected::Sex(Sex::Male))), Some(Error::GroundNotMet)));
        let same_year = Some(Corrected::Birth(birth("1990-05-01")));
        assert!(matches!(refused("birth-year-corrected", same_year), Some(Error::GroundNotMet)));
        assert!(matches!(refused("issued-wrongly", Some(Corrected::Sex(Sex::Female))), Some(Error::GroundNotMet)));
        let future = Some(Corrected::Birth(birth("2090")));
        assert!(matches!(refused("birth-year-corrected", future), Some(Error::BadBirth)));
        let mut unproven = asking(&world, person, "issued-wrongly", None);
        unproven.evidence = "  ".to_owned();
        assert!(matches!(ask(&world, &officer, &unproven), Err(Error::EvidenceMissing)));
        let mut nowhere = asking(&world, person, "issued-wrongly", None);
        nowhere.place = Some("003".to_owned());
        assert!(matches!(ask(&world, &officer, &nowhere), Err(Error::UnknownPlace)));
        let elsewhere = world.officer(TRUC_BACH);
        assert!(matches!(ask(&world, &elsewhere, &asking(&world, person, "issued-wrongly", None)), Err(Error::PersonNotFound)));
        let first = ask(&world, &officer, &asking(&world, person, "issued-wrongly", None)).expect("it is asked for");
        assert!(matches!(refused("issued-wrongly", None), Some(Error::RequestOpen)), "two do not wait for one person");
        let elsewhere = second(&world, TRUC_BACH);
        assert!(matches!(approve(&world, &elsewhere, first), Err(Error::RequestNotFound)));
    });
}

#[test]
fn a_number_of_another_sex_is_not_given_against_the_ties() {
    on_both(|world| {
        let officer = world.officer(PHUC_XA);
        let woman = || a_woman(&world);
        // A mother by birth stays one, and a wife is the spouse of a man.
        let mother = woman();
        world.birth_of(&world.city(), &Newborn::of(Some(mother), None)).expect("a birth");
        let man = Some(Corrected::Sex(Sex::Male));
        let refusal = refused(ask(&world, &officer, &asking(&world, mother, "sex-redetermined", man)));
        assert!(matches!(refusal, CivilError::SexContradicts { .. }), "{refusal:?}");
        let wife = woman();
        let husband = world.born("Lê Văn Chồng", Sex::Male, "1985-01-01");
        world.marry(wife, husband, "2025-03-01").expect("a marriage");
        let refusal = refused(ask(&world, &officer, &asking(&world, wife, "sex-redetermined", man)));
        assert_eq!(refusal, CivilError::AlreadyMarried(wife));
        world.divorce(wife, "2025-03-02").expect("a divorce");
        let asked = ask(&world, &officer, &asking(&world, wife, "sex-redetermined", man)).expect("nothing is against it now");
        // What comes between the two officers counts too; it is no change of the facts of the mother.
        world.birth_of(&world.city(), &Newborn::of(Some(wife), None)).expect("a birth");
        let refusal = refused(approve(&world, &second(&world, PHUC_XA), asked));
        assert!(matches!(refusal, CivilError::SexContradicts { .. }), "{refusal:?}");
        assert_eq!(world.record(wife).facts.sex, Sex::Female);
        world.is_sound();
    });
}

/// A woman with a number.
fn a_woman(world: &World) -> PersonId {
    let mut known = facts("Lê Thị Mẫu", Sex::Female, "1990-04-12");
    known.number = Some(number(["001190000124", "001190000125"][usize::from(by_number(world, "001190000124").is_some())]));
    world.create(&world.city(), known, PHUC_XA).expect("a person")
}

#[test]
fn a_request_is_refused_with_a_reason_or_taken_back_by_who_asked() {
    on_both(|world| {
        let person = resident(&world);
        let (officer, other) = (world.officer(PHUC_XA), second(&world, PHUC_XA));
        let command = asking(&world, person, "birth-year-corrected", Some(Corrected::Birth(birth("1991-04-12"))));
        let id = ask(&world, &officer, &command).expect("it is asked for");
        let refuse = |actor: &Actor, remark: &str| {
            let (actor, remark) = (actor.clone(), remark.to_owned());
            world.act(move |tx| register::refuse_request(tx, &actor, id, &remark))
        };
        assert!(matches!(refuse(&officer, "Không"), Err(Error::Denied(Denied::NeedsSecondOfficer))));
        assert!(matches!(refuse(&other, " "), Err(Error::RemarkMissing)));
        refuse(&other, "Thiếu bản chính").expect("refused");
        let listed = |state| {
            let (actor, filter) = (world.officer(PHUC_XA), RequestFilter { state, kind: None, before: None, rows: 10 });
            world.act(move |tx| register::requests(tx, &actor, &filter)).expect("permitted")
        };
        assert!(listed(RequestState::Open).is_empty());
        let line = listed(RequestState::Refused).pop().expect("a line");
        assert_eq!(line.request.remark.as_deref(), Some("Thiếu bản chính"));
        assert_eq!(line.request.decided_by, Some(StaffId::from_raw(2)));
        assert_eq!(line.person.map(|person| person.id), Some(person));

        let again = ask(&world, &officer, &command).expect("it is asked for again");
        let withdraw = |actor: &Actor| {
            let actor = actor.clone();
            world.act(move |tx| register::withdraw_request(tx, &actor, again))
        };
        assert!(matches!(withdraw(&other), Err(Error::Denied(Denied::Forbidden))));
        withdraw(&officer).expect("taken back");
        assert!(matches!(approve(&world, &other, again), Err(Error::RequestDecided(RequestState::Withdrawn))));
        assert_eq!(world.record(person).facts.number, Some(number("001090000123")));
    });
}

#[test]
fn a_record_that_changed_since_is_not_given_another_number() {
    on_both(|world| {
        let person = resident(&world);
        let command = asking(&world, person, "issued-wrongly", None);
        let id = ask(&world, &world.officer(PHUC_XA), &command).expect("it is asked for");
        let actor = world.city();
        world
            .act(move |tx| {
                let facts = vec![Fact::Phone(Some("0900000000".to_owned()))];
                register::correct_person(tx, &actor, &CorrectPerson { person, version: None, facts, ground: ground() })
            })
            .expect("corrected");
        assert!(matches!(approve(&world, &second(&world, PHUC_XA), id), Err(Error::ChangedMeanwhile(_))));
    });
}

/// A resident without a number.
fn unnumbered(world: &World, name: &str, code: &str, registered_at: Option<&str>, lives: bool) -> PersonId {
    let mut known = facts(name, Sex::Female, "2001-02-03");
    known.birth_registered_at = registered_at.map(str::to_owned);
    let person = world.create(&world.city(), known, code).expect("a person");
    if lives {
        world
            .stay(&[mover(person, Relation::NonRelative)], alone(code, "Số 9 Phố Nguyễn Khắc Nhu"), "2026-03-01", false)
            .expect("lives");
    }
    person
}

fn run_to_its_end(world: &World, kind: RunKind, code: &str) -> Run {
    let (actor, place) = (world.officer(code), unit(code));
    let id = world.act(move |tx| numbers::begin(tx, &actor, kind, &place)).expect("begun");
    for _ in 0..50 {
        let run = numbers::advance(&world.store, &world.officer(code), PACK.number_places(), id).expect("it moves on");
        if run.finished_at.is_some() {
            return run;
        }
    }
    panic!("the run does not come to its end");
}

fn outcomes(world: &World, run: &Run, code: &str) -> Vec<(PersonId, Outcome)> {
    let (actor, id) = (world.officer(code), run.id);
    let lines = world.act(move |tx| numbers::lines(tx, &actor, id, None, 100)).expect("permitted");
    lines.into_iter().map(|line| (line.person.id, line.outcome)).collect()
}

#[test]
fn numbers_are_issued_in_bulk_to_those_whose_data_are_complete() {
    on_both(|world| {
        let whole = unnumbered(&world, "Nguyễn Thị Đủ", PHUC_XA, Some("01-001"), true);
        let named = unnumbered(&world, "Nguyễn Thị Tên", PHUC_XA, Some("xã Hải Hậu, tỉnh Nam Định"), true);
        let missing = unnumbered(&world, "Nguyễn Thị Thiếu", PHUC_XA, None, true);
        let unclear = unnumbered(&world, "Nguyễn Thị Mờ", PHUC_XA, Some("Ba Đình, HN"), true);
        let nowhere = unnumbered(&world, "Nguyễn Thị Trống", PHUC_XA, Some("01"), false);
        let elsewhere = unnumbered(&world, "Nguyễn Thị Khác", TRUC_BACH, Some("01"), true);
        let expected = |done| {
            vec![
                (whole, done),
                (named, done),
                (missing, Outcome::BirthRegistrationMissing),
                (unclear, Outcome::BirthRegistrationUnclear),
                (nowhere, Outcome::NoResidence),
            ]
        };
        let tried = run_to_its_end(&world, RunKind::DryRun, PHUC_XA);
        assert_eq!((tried.looked_at, tried.done, tried.found), (5, 2, 3));
        assert_eq!(outcomes(&world, &tried, PHUC_XA), expected(Outcome::WouldBeIssued));
        assert_eq!(world.record(whole).facts.number, None, "a dry run issues nothing");

        let run = run_to_its_end(&world, RunKind::Issue, PHUC_XA);
        assert_eq!((run.looked_at, run.done, run.found), (5, 2, 3));
        assert_eq!(outcomes(&world, &run, PHUC_XA), expected(Outcome::Issued));
        let issued = world.record(whole).facts.number.expect("a number");
        assert_eq!((issued.place(), issued.sex(), issued.birth_year()), ("001", Sex::Female, 2001));
        assert_eq!(world.record(named).facts.number.as_ref().map(PersonalNumber::place), Some("036"));
        assert_eq!(world.record(elsewhere).facts.number, None, "another unit's residents are left alone");
        let actor = world.city();
        let history = world.act(move |tx| register::history(tx, &actor, whole, Page::first(1))).expect("permitted");
        assert_eq!(history[0].kind, ChangeKind::NumberIssued);

        let again = run_to_its_end(&world, RunKind::Issue, PHUC_XA);
        assert_eq!((again.done, again.found), (0, 3), "whoever has a number is not looked at again");
        world.is_sound();
    });
}

#[test]
fn a_run_of_many_goes_in_bounded_units_of_work_and_can_be_stopped() {
    on_both(|world| {
        let many: usize = 450;
        for count in 0..many {
            unnumbered(
                &world,
                &format!("Lê Thị {}", ["An", "Bình", "Chi", "Dung", "Giang"][count % 5]),
                PHUC_XA,
                Some("01"),
                false,
            );
        }
        let (actor, place) = (world.officer(PHUC_XA), unit(PHUC_XA));
        let id = world.act(move |tx| numbers::begin(tx, &actor, RunKind::DryRun, &place)).expect("begun");
        let step = || numbers::advance(&world.store, &world.officer(PHUC_XA), PACK.number_places(), id).expect("it moves on");
        assert_eq!((step().looked_at, step().looked_at), (200, 400));
        let last = step();
        assert_eq!((last.looked_at, last.found, last.finished_at.is_some()), (450, 450, true));
        assert_eq!(step(), last, "a run that is over stays as it is");
    });
}

#[test]
fn numbers_that_contradict_the_record_are_found() {
    on_both(|world| {
        let right = resident(&world);
        let load = |name: &str, sex, born: &str, digits: &str, registered: &str| {
            let mut known = facts(name, sex, born);
            known.number = Some(number(digits));
            known.birth_registered_at = Some(registered.to_owned());
            let id: PersonId = world.city().new_id();
            let (actor, place) = (world.city(), unit(PHUC_XA));
            let person =
                register::bulk::NewPerson { id, facts: known, state: LifeState::Living, died_on: None, unit: place.clone() };
            // A bulk load takes rows as they are, dirt included.
            world
                .act(move |tx| {
                    let entered = register::bulk::begin_load(tx, &actor, &place, &ground())?;
                    let mut batch = register::bulk::Batch::new(entered);
                    batch.people.push(person.clone());
                    batch.write(tx)
                })
                .expect("loaded");
            id
        };
        let sex = load("Trần Thị Sai", Sex::Female, "1990", "001090000124", "01");
        let year = load("Trần Văn Sai", Sex::Male, "1991", "001090000125", "01");
        let place = load("Trần Văn Nơi", Sex::Male, "1990", "036090000126", "01");
        let abroad = load("Trần Văn Xa", Sex::Male, "1990", "123090000127", "Paris, Pháp");
        let run = run_to_its_end(&world, RunKind::Check, PHUC_XA);
        assert_eq!((run.looked_at, run.done, run.found), (5, 0, 4));
        let found = outcomes(&world, &run, PHUC_XA);
        assert!(!found.iter().any(|(person, _)| *person == right));
        assert_eq!(
            found,
            [(sex, Outcome::Sex), (year, Outcome::BirthYear), (place, Outcome::Place), (abroad, Outcome::PlaceUnknown)]
        );
    });
}

#[test]
fn who_does_not_keep_the_register_issues_nothing() {
    on_both(|world| {
        let counter = world.base.officer(Role::Counter, &unit(PHUC_XA));
        let begun = |actor: &Actor, code: &str| {
            let (actor, place) = (actor.clone(), unit(code));
            world.act(move |tx| numbers::begin(tx, &actor, RunKind::Issue, &place).map(drop))
        };
        assert!(matches!(begun(&counter, PHUC_XA), Err(Error::Denied(Denied::Forbidden))));
        assert!(matches!(begun(&world.officer(TRUC_BACH), PHUC_XA), Err(Error::Denied(Denied::Hidden))));
    });
}
