//! Notices of a change between units, and citizens who report a mistake.

use crate::world::{HANG_BAI, PHUC_XA, TRUC_BACH, World, birth, facts, number, on_both, unit};
use access::{Actor, Denied, Role};
use country::Pack;
use kernel::{PersonId, Sex};
use register::{
    CardShown, Confirm, CorrectPerson, Error, Fact, Ground, MakeNotice, NoticeAct, NoticeBox, NoticeFilter, NoticeId, NoticeKind,
    NoticeOpened, NoticeState, Relation, ReportMistake,
};
use std::sync::LazyLock;

static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::embedded().expect("the pack loads"));

/// Somebody who lives in Phuc Xa as far as the register knows.
fn resident(world: &World) -> PersonId {
    let mut known = facts("Trần Văn Minh", Sex::Male, "1990-04-12");
    known.number = Some(number("001090000123"));
    let person = world.create(&world.city(), known, PHUC_XA).expect("a person");
    world.household(PHUC_XA, "Số 1 Phố An Xá", &[(person, Relation::Head)]);
    person
}

fn notice(card_birth: &str, from: &str) -> MakeNotice {
    MakeNotice {
        card: CardShown { number: number("001090000123"), birth: birth(card_birth) },
        kind: NoticeKind::Contact,
        from: unit(from),
        said: "Số điện thoại mới 0912345678".to_owned(),
        happened_on: Some(birth("2025-03")),
        evidence: None,
    }
}

fn make(world: &World, actor: &Actor, command: &MakeNotice) -> Result<NoticeId, Error> {
    let (actor, command) = (actor.clone(), command.clone());
    world.act(move |tx| register::make_notice(tx, &actor, &PACK, &command))
}

fn open(world: &World, actor: &Actor, id: NoticeId) -> Option<NoticeOpened> {
    let actor = actor.clone();
    world.act(move |tx| register::notice(tx, &actor, id)).expect("permitted")
}

fn listed(world: &World, actor: &Actor, side: NoticeBox, state: NoticeState, overdue: bool) -> Vec<NoticeId> {
    let (actor, filter) = (actor.clone(), NoticeFilter { side, state, overdue, after: None, rows: 10 });
    let lines = world.act(move |tx| register::notices(tx, &actor, &filter)).expect("permitted");
    lines.into_iter().map(|line| line.notice.id).collect()
}

fn confirm(world: &World, actor: &Actor, id: NoticeId, command: Confirm) -> Result<(), Error> {
    let actor = actor.clone();
    world.act(move |tx| register::confirm_notice(tx, &actor, id, &command).map(drop))
}

fn give_back(world: &World, actor: &Actor, id: NoticeId, reason: &str) -> Result<(), Error> {
    let (actor, reason) = (actor.clone(), reason.to_owned());
    world.act(move |tx| register::return_notice(tx, &actor, id, &reason))
}

fn correction(person: PersonId, fact: Fact) -> CorrectPerson {
    CorrectPerson { person, version: None, facts: vec![fact], ground: Ground::new("change-notice") }
}

#[test]
fn a_unit_tells_the_one_that_answers_and_both_see_what_became_of_it() {
    on_both(|world| {
        let person = resident(&world);
        let (here, there) = (world.officer(TRUC_BACH), world.officer(PHUC_XA));
        let id = make(&world, &here, &notice("1990-04-12", TRUC_BACH)).expect("made");
        assert_eq!(listed(&world, &there, NoticeBox::In, NoticeState::Open, false), [id]);
        assert_eq!(listed(&world, &here, NoticeBox::Out, NoticeState::Open, false), [id]);
        assert_eq!(listed(&world, &there, NoticeBox::In, NoticeState::Open, true), []);
        // Three working days from Thursday morning end on Tuesday.
        let opened = open(&world, &there, id).expect("there");
        assert_eq!(
            (opened.side, opened.line.notice.due_at.date_in_vietnam().to_string().as_str()),
            (NoticeBox::In, "2025-03-11")
        );
        world.base.clock.advance_seconds(6 * 86_400);
        let (here, there) = (world.officer(TRUC_BACH), world.officer(PHUC_XA));
        assert_eq!(listed(&world, &there, NoticeBox::In, NoticeState::Open, true), [id], "it is overdue by now");
        let counts = |actor: &Actor| {
            let actor = actor.clone();
            world.act(move |tx| register::notice_counts(tx, &actor)).expect("counted")
        };
        assert_eq!((counts(&there).waiting, counts(&there).overdue, counts(&here).sent, counts(&here).waiting), (1, 1, 1, 0));

        let command = Confirm {
            said: Some("Đã gọi lại".to_owned()),
            correction: Some(correction(person, Fact::Phone(Some("0912345678".to_owned())))),
        };
        confirm(&world, &there, id, command.clone()).expect("taken over");
        assert_eq!(world.record(person).facts.phone.as_deref(), Some("0912345678"), "the record was corrected in the same act");
        let seen = open(&world, &here, id).expect("there");
        assert_eq!((seen.side, seen.line.notice.state), (NoticeBox::Out, NoticeState::Confirmed));
        assert_eq!(seen.steps.iter().map(|step| step.what).collect::<Vec<_>>(), [NoticeAct::Made, NoticeAct::Confirmed]);
        assert_eq!(seen.steps[1].said.as_deref(), Some("Đã gọi lại"));
        assert!(matches!(confirm(&world, &there, id, command), Err(Error::NoticeAnswered(NoticeState::Confirmed))));
        assert!(open(&world, &world.officer(HANG_BAI), id).is_none(), "a third unit sees nothing");
    });
}

#[test]
fn who_makes_a_notice_learns_no_more_than_the_card_shows() {
    on_both(|world| {
        let person = resident(&world);
        let here = world.officer(TRUC_BACH);
        assert!(matches!(make(&world, &here, &notice("1990-04-13", TRUC_BACH)), Err(Error::PersonNotFound)));
        assert!(matches!(make(&world, &world.officer(PHUC_XA), &notice("1990-04-12", PHUC_XA)), Err(Error::AnswersAlready)));
        assert!(matches!(make(&world, &here, &notice("1990-04-12", HANG_BAI)), Err(Error::Denied(Denied::Hidden))));
        let id = make(&world, &here, &notice("1990-04-12", TRUC_BACH)).expect("made");
        let seen = open(&world, &here, id).expect("there").line.person.expect("named");
        assert_eq!((seen.id, seen.number, seen.address, seen.household), (person, None, None, None));
        assert!(world.look(&here, person).expect("permitted").is_none(), "the record stays hidden");
        let answered = confirm(&world, &here, id, Confirm::default());
        assert!(matches!(answered, Err(Error::NoticeNotFound)), "the unit that noticed does not answer");
        let counter = world.base.officer(Role::Counter, &unit(TRUC_BACH));
        assert!(make(&world, &counter, &notice("1990-04-12", TRUC_BACH)).is_ok(), "the counter notices things too");
        let of_there = world.base.officer(Role::Counter, &unit(PHUC_XA));
        assert!(matches!(confirm(&world, &of_there, id, Confirm::default()), Err(Error::Denied(Denied::Forbidden))));
    });
}

#[test]
fn a_notice_that_was_given_back_is_sent_again_or_one_is_taken_back() {
    on_both(|world| {
        resident(&world);
        let (here, there) = (world.officer(TRUC_BACH), world.officer(PHUC_XA));
        let id = make(&world, &here, &notice("1990-04-12", TRUC_BACH)).expect("made");
        assert!(matches!(give_back(&world, &there, id, " "), Err(Error::RemarkMissing)));
        give_back(&world, &there, id, "Thiếu ngày").expect("given back");
        assert_eq!(listed(&world, &here, NoticeBox::Out, NoticeState::Returned, false), [id]);
        let (actor, again) = (here.clone(), id);
        world.act(move |tx| register::resend_notice(tx, &actor, &PACK, again, "Ngày 5 tháng 3")).expect("sent again");
        assert_eq!(listed(&world, &there, NoticeBox::In, NoticeState::Open, false), [id]);
        let (actor, other) = (there.clone(), id);
        let taken = world.act(move |tx| register::withdraw_notice(tx, &actor, other));
        assert!(matches!(taken, Err(Error::NoticeNotFound)), "only who made it takes it back");
        let actor = here;
        world.act(move |tx| register::withdraw_notice(tx, &actor, id)).expect("taken back");
        let steps: Vec<_> = open(&world, &there, id).expect("there").steps.into_iter().map(|step| step.what).collect();
        assert_eq!(steps, [NoticeAct::Made, NoticeAct::Returned, NoticeAct::SentAgain, NoticeAct::Withdrawn]);
    });
}

#[test]
fn a_citizen_reports_a_mistake_and_reads_what_became_of_it() {
    on_both(|world| {
        let person = resident(&world);
        let (me, officer) = (world.base.citizen(person), world.officer(PHUC_XA));
        let report = |fact: &str, said: &str| {
            let command = ReportMistake { fact: fact.to_owned(), said: said.to_owned(), evidence: Some("CCCD".to_owned()) };
            let actor = me.clone();
            world.act(move |tx| register::report_mistake(tx, &actor, &PACK, &command))
        };
        assert!(matches!(report("shoe_size", "42"), Err(Error::UnknownFact)));
        assert!(matches!(report("ethnicity", " "), Err(Error::SaidMissing)));
        let first = report("ethnicity", "Tày").expect("reported");
        let second = report("birth", "1991").expect("reported");
        let opened = open(&world, &officer, first).expect("there");
        assert_eq!((opened.line.notice.kind, opened.line.notice.fact.as_deref()), (NoticeKind::CitizenReport, Some("ethnicity")));
        let command = Confirm { said: None, correction: Some(correction(person, Fact::Ethnicity(Some("02".to_owned())))) };
        confirm(&world, &officer, first, command).expect("corrected");
        give_back(&world, &officer, second, "Giấy khai sinh ghi 1990").expect("refused");
        assert_eq!(world.record(person).facts.ethnicity.as_deref(), Some("02"));
        let actor = me.clone();
        let reports = world.act(move |tx| register::my_reports(tx, &actor)).expect("permitted");
        let states: Vec<_> = reports.iter().map(|report| report.notice.state).collect();
        assert_eq!(states, [NoticeState::Returned, NoticeState::Confirmed]);
        assert_eq!(reports[0].steps[1].said.as_deref(), Some("Giấy khai sinh ghi 1990"));
        let actor = me.clone();
        let told = world.store.read_blocking::<_, notify::Error>(|tx| notify::inbox(tx, &actor, None, 10)).expect("messages");
        assert_eq!(told.len(), 2, "each answer is told");
        for _ in 0..10 {
            report("phone", "0900000000").expect("reported");
        }
        assert!(matches!(report("phone", "0900000000"), Err(Error::TooManyReports)));
        let stranger = world.base.citizen(PersonId::from_raw(4_711));
        let own = world.act(move |tx| register::my_reports(tx, &stranger)).expect("permitted");
        assert!(own.is_empty());
    });
}

#[test]
fn a_correction_of_somebody_else_does_not_settle_a_notice() {
    on_both(|world| {
        resident(&world);
        let other = world.create(&world.city(), facts("Lê Thị Khác", Sex::Female, "1980"), PHUC_XA).expect("a person");
        let id = make(&world, &world.officer(TRUC_BACH), &notice("1990-04-12", TRUC_BACH)).expect("made");
        let command = Confirm { said: None, correction: Some(correction(other, Fact::Phone(Some("0912345678".to_owned())))) };
        assert!(matches!(confirm(&world, &world.officer(PHUC_XA), id, command), Err(Error::PersonNotFound)));
        assert_eq!(listed(&world, &world.officer(PHUC_XA), NoticeBox::In, NoticeState::Open, false), [id]);
    });
}
