//! What officers do with a case, and who may.

use crate::world::{PHUC_TAN, PHUC_XA, RULES, World, an, lan, on_both, unit};
use access::{Actor, Denied, Grant, Role};
use kernel::{PersonId, StaffId};
use quality::{CaseFilter, CaseId, Class, Error, Evidence, Ground, Proof, Severity, Standing, State, Subject, What};
use register::Fact;

/// Somebody whose number says another sex, and the case of it.
fn contradiction(world: &World) -> (PersonId, CaseId) {
    let mut facts = lan();
    facts.number = Some("001090000009".parse().expect("a number"));
    let (_, people) = world.load(PHUC_XA, &[an(), facts], true);
    world.scan();
    (people[1], world.case("number-contradicts", Subject::Person(people[1])).id)
}

fn proof() -> Proof {
    Proof { evidence: Evidence::Card, said: "CCCD 001190000001".to_owned() }
}

fn take(world: &World, actor: &Actor, id: CaseId) -> Result<(), Error> {
    let actor = actor.clone();
    world.act(move |tx| quality::take(tx, &actor, id))
}

fn refute(world: &World, actor: &Actor, id: CaseId, proof: Proof) -> Result<(), Error> {
    let actor = actor.clone();
    world.act(move |tx| quality::refute(tx, &actor, &RULES, id, Ground::PapersAgree, &proof))
}

fn correct(world: &World, actor: &Actor, id: CaseId, evidence: Evidence) -> Result<(), Error> {
    let actor = actor.clone();
    world.act(move |tx| quality::correct(tx, &actor, &RULES, id, &Proof { evidence, ..proof() }))
}

fn agree(world: &World, actor: &Actor, id: CaseId) -> Result<(), Error> {
    let actor = actor.clone();
    world.act(move |tx| quality::agree(tx, &actor, &RULES, id, ""))
}

fn steps(world: &World, id: CaseId) -> Vec<What> {
    let actor = world.officer(1, "01");
    let opened = world.act(move |tx| quality::case(tx, &actor, id)).expect("permitted").expect("there");
    opened.steps.into_iter().map(|step| step.what).collect()
}

#[test]
fn what_an_officer_worked_on_is_confirmed_by_another() {
    on_both(|world| {
        let (person, id) = contradiction(&world);
        let (officer, colleague) = (world.officer(1, PHUC_XA), world.officer(2, PHUC_XA));
        take(&world, &officer, id).expect("taken");
        let still = correct(&world, &officer, id, Evidence::Card);
        assert!(matches!(still, Err(Error::StillFound)), "{still:?}");
        world.correct(person, Fact::Sex(kernel::Sex::Male));
        world.follow();
        let subject = Subject::Person(person);
        assert_eq!(world.case("number-contradicts", subject).state, State::Corrected);
        let own = agree(&world, &officer, id);
        assert!(matches!(own, Err(Error::Denied(Denied::NeedsSecondOfficer))), "{own:?}");
        agree(&world, &colleague, id).expect("agreed");
        let closed = world.case("number-contradicts", subject);
        assert_eq!((closed.state, closed.officer), (State::Closed, Some(StaffId::from_raw(1))));
        assert_eq!(steps(&world, id), [What::Found, What::Taken, What::Gone, What::Agreed]);
    });
}

#[test]
fn nobody_agrees_while_the_rule_still_finds_it() {
    on_both(|world| {
        let mut old = lan();
        (old.number, old.birth) = (None, "1912".parse().expect("a year"));
        let (_, people) = world.load(PHUC_XA, &[an(), old], true);
        world.scan();
        let (person, rule) = (people[1], "very-old");
        let id = world.case(rule, Subject::Person(person)).id;
        let (officer, colleague) = (world.officer(1, PHUC_XA), world.officer(2, PHUC_XA));
        take(&world, &officer, id).expect("taken");
        world.correct(person, Fact::Birth("1962".parse().expect("a year")));
        correct(&world, &officer, id, Evidence::DeathCertificate).expect("it is mended");
        world.correct(person, Fact::Birth("1912".parse().expect("a year")));
        let refused = agree(&world, &colleague, id);
        assert!(matches!(refused, Err(Error::StillFound)), "{refused:?}");
        world.follow();
        let back = world.case(rule, Subject::Person(person));
        assert_eq!((back.state, back.officer), (State::Assigned, Some(StaffId::from_raw(1))));
    });
}

#[test]
fn what_is_no_error_is_dismissed_and_stays_so() {
    on_both(|world| {
        let mut bare = lan();
        bare.origin = None;
        let (_, people) = world.load(PHUC_XA, &[an(), bare], true);
        world.scan();
        let (person, rule) = (people[1], "facts-missing");
        let id = world.case(rule, Subject::Person(person)).id;
        let (officer, colleague) = (world.officer(1, PHUC_XA), world.officer(2, PHUC_XA));
        let no_word = refute(&world, &officer, id, Proof { said: " ".to_owned(), ..proof() });
        assert!(matches!(no_word, Err(Error::SaidMissing)), "{no_word:?}");
        let wrong = refute(&world, &officer, id, Proof { evidence: Evidence::MarriageCertificate, ..proof() });
        assert!(matches!(wrong, Err(Error::WrongEvidence)), "{wrong:?}");
        refute(&world, &officer, id, proof()).expect("refuted");
        agree(&world, &colleague, id).expect("agreed");
        let subject = Subject::Person(person);
        assert_eq!(world.case(rule, subject).state, State::Dismissed);
        let run = world.scan();
        assert_eq!((run.reopened, run.standing), (0, 0));
        assert_eq!(world.case(rule, subject).state, State::Dismissed);
        // That another fact is missing as well is not what was dismissed.
        world.correct(person, Fact::BirthPlace(None));
        world.follow();
        assert_eq!(world.case(rule, subject).state, State::Open);
    });
}

#[test]
fn a_colleague_sends_back_with_a_reason() {
    on_both(|world| {
        let (_, id) = contradiction(&world);
        let (officer, colleague) = (world.officer(1, PHUC_XA), world.officer(2, PHUC_XA));
        refute(&world, &officer, id, proof()).expect("refuted");
        let by = colleague.clone();
        let silent = world.act(move |tx| quality::send_back(tx, &by, id, ""));
        assert!(matches!(silent, Err(Error::SaidMissing)), "{silent:?}");
        world.act(move |tx| quality::send_back(tx, &colleague, id, "Ảnh giấy tờ mờ")).expect("sent back");
        assert_eq!(steps(&world, id), [What::Found, What::Refuted, What::SentBack]);
        let again = agree(&world, &world.officer(2, PHUC_XA), id);
        assert!(matches!(again, Err(Error::NotNow(State::Verifying))), "{again:?}");
    });
}

#[test]
fn a_case_of_another_commune_is_not_there() {
    on_both(|world| {
        let (_, id) = contradiction(&world);
        let stranger = world.officer(3, PHUC_TAN);
        let seen = stranger.clone();
        assert!(world.act(move |tx| quality::case(tx, &seen, id)).expect("answers").is_none());
        assert!(matches!(take(&world, &stranger, id), Err(Error::CaseNotFound)));
        let listed = world.act(move |tx| quality::cases(tx, &stranger, &CaseFilter::of(Standing::Work, 10)));
        assert!(listed.expect("permitted").is_empty());
    });
}

#[test]
fn cases_are_for_who_keeps_the_register_and_says_why() {
    on_both(|world| {
        let (_, id) = contradiction(&world);
        let counter = world.base.officer(Role::Counter, &unit(PHUC_XA));
        assert!(matches!(take(&world, &counter, id), Err(Error::CaseNotFound | Error::Denied(_))));
        let mut silent = world.officer(1, PHUC_XA);
        silent.purpose = access::Purpose::none();
        let refused = take(&world, &silent, id);
        assert!(matches!(refused, Err(Error::Denied(Denied::NeedsPurpose))), "{refused:?}");
        let approver = world.base.staff(StaffId::from_raw(4), vec![Grant::new(Role::Approver, unit(PHUC_XA))]);
        assert!(take(&world, &approver, id).is_err(), "who approves does not work on cases");
    });
}

#[test]
fn lists_are_narrowed_and_read_on() {
    on_both(|world| {
        let mut bare = an();
        bare.number = None;
        bare.origin = None;
        bare.birth = "1962".parse().expect("a year");
        world.load(PHUC_XA, &[lan(), bare], true);
        world.scan();
        let all = world.cases(Standing::Work);
        assert_eq!(all.len(), 3);
        assert!(all.iter().all(|line| line.person.is_some()), "everybody is named");
        assert!(all.windows(2).all(|pair| pair[0].case.due_at <= pair[1].case.due_at), "the most urgent first");
        let listed = |filter: CaseFilter| {
            let actor = world.officer(1, PHUC_XA);
            let lines = world.act(move |tx| quality::cases(tx, &actor, &filter)).expect("permitted");
            lines.into_iter().map(|line| line.case.rule).collect::<Vec<_>>()
        };
        let of = |rows| CaseFilter::of(Standing::Work, rows);
        assert_eq!(listed(CaseFilter { class: Some(Class::C16), ..of(10) }), ["birth-partial"]);
        assert_eq!(listed(CaseFilter { severity: Some(Severity::High), ..of(10) }), ["number-missing"]);
        assert_eq!(listed(CaseFilter { rule: Some("facts-missing".to_owned()), ..of(10) }), ["facts-missing"]);
        assert_eq!(listed(CaseFilter { overdue: true, ..of(10) }), [""; 0]);
        let first = &all[0].case;
        let rest = listed(CaseFilter { after: Some((first.due_at, first.id)), ..of(10) });
        assert_eq!(rest.len(), 2);
        world.base.clock.advance_seconds(90 * 24 * 3600);
        assert_eq!(listed(CaseFilter { overdue: true, ..of(10) }).len(), 3);
        let actor = world.officer(1, "01");
        let counts = world.store.read_blocking(move |tx| quality::case_counts(tx, &actor, None)).expect("permitted");
        assert_eq!((counts.work, counts.late, counts.second, counts.settled), (3, 3, 0, 0));
    });
}

#[test]
fn who_sees_a_list_is_written_down_for_everybody_named() {
    on_both(|world| {
        let (person, _) = contradiction(&world);
        let before = looks(&world, person);
        world.cases(Standing::Work);
        assert_eq!(looks(&world, person), before + 1);
    });
}

fn looks(world: &World, person: PersonId) -> usize {
    world.store.read_blocking(move |tx| audit::of_person(tx, person, None, 200)).map(|entries| entries.len()).expect("reads")
}
