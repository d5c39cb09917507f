//! Telling the unit that answers for a person what was learned elsewhere, and what that unit says.
//!
//! Who makes a notice shows the person's card, and sees of the person what the card look-up shows, no more: not even
//! whether what the notice says was news.

use super::correct_person::{CorrectPerson, correct_person};
use crate::model::{ChangeId, Notice, NoticeAct, NoticeId, NoticeKind, NoticeState, REPORTED_FACTS};
use crate::notices::load;
use crate::prefill::CardShown;
use crate::sql::notices as sql;
use crate::{Error, load as rows, permit};
use access::{Actor, Resource};
use country::Pack;
use kernel::{Instant, PartialDate, PersonId, UnitCode};
use notify::{Args, Message};
use store::{Tx, params};

/// The longest text of a notice or an answer, in characters.
pub const NOTICE_CHARACTERS_MAX: usize = 2_000;
/// The legal value that says how long a unit has for its answer, in working days.
const ANSWER_LIMIT: &str = "limit.change-notice-answer";

/// What an officer learned.
#[derive(Debug, Clone)]
pub struct MakeNotice {
    /// The card of the person.
    pub card: CardShown,
    /// What was learned.
    pub kind: NoticeKind,
    /// The officer's own unit, which learned it.
    pub from: UnitCode,
    /// In words.
    pub said: String,
    /// When it happened.
    pub happened_on: Option<PartialDate>,
    /// What proves it.
    pub evidence: Option<String>,
}

/// Tells the unit that answers for the person. The person's card must be shown.
///
/// # Errors
/// [`Error::PersonNotFound`] when the card is nobody's; [`Error::AnswersAlready`] when the officer's own unit answers for the
/// person; [`Error::SaidMissing`], [`Error::RemarkTooLong`]; [`Error::Denied`]; what the country pack lacks.
pub fn make_notice(tx: &mut Tx<'_>, actor: &Actor, pack: &Pack, command: &MakeNotice) -> Result<NoticeId, Error> {
    actor.authorize(permit::NOTICE, &Resource::new("person").unit(command.from.clone()))?;
    if !NoticeKind::OF_UNITS.contains(&command.kind) {
        return Err(Error::Denied(access::Denied::Forbidden));
    }
    crate::misses::may_look(tx, actor)?;
    let Some(person) = rows::person_by_card(tx, &command.card)? else {
        crate::misses::missed(tx, actor)?;
        return Err(Error::PersonNotFound);
    };
    let own = permit::units_of(&person).iter().any(|unit| command.from.contains(unit));
    if own {
        return Err(Error::AnswersAlready);
    }
    let said = text(&command.said)?.ok_or(Error::SaidMissing)?;
    let evidence = command.evidence.as_deref().map(text).transpose()?.flatten();
    let new = New {
        kind: command.kind,
        person: person.id,
        from: Some(&command.from),
        to: &person.unit,
        fact: None,
        said: &said,
        happened_on: command.happened_on,
        evidence: evidence.as_deref(),
    };
    insert(tx, actor, pack, &new)
}

/// What a citizen calls wrong in the own record.
#[derive(Debug, Clone)]
pub struct ReportMistake {
    /// The name of the fact, one of [`REPORTED_FACTS`].
    pub fact: String,
    /// What is right.
    pub said: String,
    /// What proves it.
    pub evidence: Option<String>,
}

/// The most reports of one person that wait at the same time.
pub const OPEN_REPORTS_MAX: usize = 10;

/// Tells the unit that answers for the citizen's own record that a fact in it is wrong.
///
/// # Errors
/// [`Error::UnknownFact`]; [`Error::SaidMissing`], [`Error::RemarkTooLong`]; [`Error::TooManyReports`]; [`Error::Denied`].
pub fn report_mistake(tx: &mut Tx<'_>, actor: &Actor, pack: &Pack, command: &ReportMistake) -> Result<NoticeId, Error> {
    let me = actor.person().ok_or(Error::Denied(access::Denied::Hidden))?;
    let person = rows::person(tx, me)?.ok_or(Error::PersonNotFound)?;
    actor.authorize(permit::REPORT, &Resource::new("person").unit(person.unit.clone()).owner(me))?;
    let fact = REPORTED_FACTS.iter().find(|known| **known == command.fact).ok_or(Error::UnknownFact)?;
    let said = text(&command.said)?.ok_or(Error::SaidMissing)?;
    let evidence = command.evidence.as_deref().map(text).transpose()?.flatten();
    let open = crate::notices::reports_of(tx, me)?.iter().filter(|notice| notice.state == NoticeState::Open).count();
    if open >= OPEN_REPORTS_MAX {
        return Err(Error::TooManyReports);
    }
    let new = New {
        kind: NoticeKind::CitizenReport,
        person: me,
        from: None,
        to: &person.unit,
        fact: Some(fact),
        said: &said,
        happened_on: None,
        evidence: evidence.as_deref(),
    };
    insert(tx, actor, pack, &new)
}

struct New<'a> {
    kind: NoticeKind,
    person: PersonId,
    from: Option<&'a UnitCode>,
    to: &'a UnitCode,
    fact: Option<&'a str>,
    said: &'a str,
    happened_on: Option<PartialDate>,
    evidence: Option<&'a str>,
}

fn insert(tx: &mut Tx<'_>, actor: &Actor, pack: &Pack, new: &New<'_>) -> Result<NoticeId, Error> {
    let id: NoticeId = actor.new_id();
    let due = due(actor, pack)?;
    let made_by = actor.subject_name();
    tx.execute(
        &sql::INSERT_NOTICE,
        params![
            id,
            new.kind,
            new.person,
            new.from,
            new.to,
            new.fact,
            new.said,
            new.happened_on,
            new.evidence,
            made_by,
            actor.now(),
            due,
            NoticeState::Open
        ],
    )?;
    step(tx, actor, id, NoticeAct::Made, new.from, None)?;
    log(tx, actor, id, new.kind, new.person, "register.notice-made")?;
    Ok(id)
}

/// When the answer is due, in working days of the unit that answers.
fn due(actor: &Actor, pack: &Pack) -> Result<Instant, Error> {
    let days = pack.fact(ANSWER_LIMIT, actor.today())?.value;
    let days = u32::try_from(days).unwrap_or(0);
    Ok(pack.calendar().due(actor.now(), days, &[])?)
}

/// A text without blanks around it; nothing when it is empty.
fn text(typed: &str) -> Result<Option<String>, Error> {
    let tidy = typed.trim();
    if tidy.chars().count() > NOTICE_CHARACTERS_MAX {
        return Err(Error::RemarkTooLong(NOTICE_CHARACTERS_MAX));
    }
    Ok((!tidy.is_empty()).then(|| tidy.to_owned()))
}

fn step(
    tx: &mut Tx<'_>,
    actor: &Actor,
    notice: NoticeId,
    what: NoticeAct,
    office: Option<&UnitCode>,
    said: Option<&str>,
) -> Result<(), Error> {
    let office = office.or_else(|| actor.office());
    tx.execute(&sql::INSERT_STEP, params![notice, what, actor.now(), actor.subject_name(), office, said])?;
    Ok(())
}

fn log(
    tx: &mut Tx<'_>,
    actor: &Actor,
    notice: NoticeId,
    kind: NoticeKind,
    person: PersonId,
    act: &'static str,
) -> Result<(), Error> {
    let detail = serde_json::json!({ "notice": notice, "kind": kind });
    Ok(audit::change(tx, actor, &audit::Change { entity: "notice", id: notice.get(), person: Some(person), act, detail })?)
}

/// How a unit takes a notice over.
#[derive(Debug, Clone, Default)]
pub struct Confirm {
    /// What the other side should know.
    pub said: Option<String>,
    /// The correction of the record that follows, carried out in the same act. It must be of the notice's person.
    pub correction: Option<CorrectPerson>,
}

/// Takes a notice over, and corrects the record in the same act where that is asked for.
///
/// # Errors
/// [`Error::NoticeNotFound`]; [`Error::NoticeAnswered`]; [`Error::Denied`]; what the correction refuses.
pub fn confirm_notice(tx: &mut Tx<'_>, actor: &Actor, id: NoticeId, command: &Confirm) -> Result<Option<ChangeId>, Error> {
    let notice = to_answer(tx, actor, id)?;
    let said = command.said.as_deref().map(text).transpose()?.flatten();
    let change = match &command.correction {
        Some(correction) if correction.person == notice.person => Some(correct_person(tx, actor, correction)?),
        Some(_) => return Err(Error::PersonNotFound),
        None => None,
    };
    answer(tx, actor, &notice, NoticeAct::Confirmed, said.as_deref(), change)?;
    Ok(change)
}

/// Gives a notice back with a reason.
///
/// # Errors
/// [`Error::NoticeNotFound`]; [`Error::NoticeAnswered`]; [`Error::RemarkMissing`]; [`Error::Denied`].
pub fn return_notice(tx: &mut Tx<'_>, actor: &Actor, id: NoticeId, reason: &str) -> Result<(), Error> {
    let notice = to_answer(tx, actor, id)?;
    let said = text(reason)?.ok_or(Error::RemarkMissing)?;
    answer(tx, actor, &notice, NoticeAct::Returned, Some(&said), None)
}

/// An open notice that the actor's unit answers.
fn to_answer(tx: &mut Tx<'_>, actor: &Actor, id: NoticeId) -> Result<Notice, Error> {
    let notice = load(tx, id)?.ok_or(Error::NoticeNotFound)?;
    let units = answering(tx, &notice)?;
    if !permit::hidden_is_absent(permit::authorize_in_any(actor, permit::ANSWER, "person", &units, &[]))? {
        return Err(Error::NoticeNotFound);
    }
    if notice.state != NoticeState::Open {
        return Err(Error::NoticeAnswered(notice.state));
    }
    Ok(notice)
}

/// The units that may answer: the one it was sent to, or who took it over, and those where the person lives by now.
pub(crate) fn answering(tx: &mut Tx<'_>, notice: &Notice) -> Result<Vec<UnitCode>, Error> {
    let mut units = vec![notice.to.clone()];
    if let Some(person) = rows::person(tx, notice.person)? {
        units.extend(permit::units_of(&person).into_iter().filter(|unit| *unit != notice.to));
    }
    crate::reform::with_successors(tx, units)
}

fn answer(
    tx: &mut Tx<'_>,
    actor: &Actor,
    notice: &Notice,
    what: NoticeAct,
    said: Option<&str>,
    change: Option<ChangeId>,
) -> Result<(), Error> {
    let (state, words, act) = match what {
        NoticeAct::Confirmed => (NoticeState::Confirmed, "inbox-report-confirmed", "register.notice-confirmed"),
        _ => (NoticeState::Returned, "inbox-report-returned", "register.notice-returned"),
    };
    advance(tx, notice, state, notice.due_at, change)?;
    step(tx, actor, notice.id, what, Some(&notice.to), said)?;
    log(tx, actor, notice.id, notice.kind, notice.person, act)?;
    if notice.kind == NoticeKind::CitizenReport {
        let args = Args::new().text("said", said.unwrap_or("–"));
        notify::tell(tx, actor, &Message { person: notice.person, name: words, args, dossier: None, mail: None })?;
    }
    Ok(())
}

fn advance(tx: &mut Tx<'_>, notice: &Notice, state: NoticeState, due_at: Instant, change: Option<ChangeId>) -> Result<(), Error> {
    if tx.execute(&sql::MOVE_NOTICE, params![notice.id, notice.state, state, due_at, change])? == 0 {
        return Err(Error::NoticeAnswered(state));
    }
    Ok(())
}

/// Sends a notice that was given back once more, with what was missing; the unit has its time again.
///
/// # Errors
/// [`Error::NoticeNotFound`]; [`Error::NoticeAnswered`] for one that was not given back; [`Error::SaidMissing`];
/// [`Error::Denied`].
pub fn resend_notice(tx: &mut Tx<'_>, actor: &Actor, pack: &Pack, id: NoticeId, said: &str) -> Result<(), Error> {
    let notice = own(tx, actor, id)?;
    if notice.state != NoticeState::Returned {
        return Err(Error::NoticeAnswered(notice.state));
    }
    let said = text(said)?.ok_or(Error::SaidMissing)?;
    advance(tx, &notice, NoticeState::Open, due(actor, pack)?, None)?;
    step(tx, actor, id, NoticeAct::SentAgain, notice.from.as_ref(), Some(&said))?;
    log(tx, actor, id, notice.kind, notice.person, "register.notice-sent-again")
}

/// Takes a notice back that nobody has answered yet.
///
/// # Errors
/// [`Error::NoticeNotFound`]; [`Error::NoticeAnswered`]; [`Error::Denied`].
pub fn withdraw_notice(tx: &mut Tx<'_>, actor: &Actor, id: NoticeId) -> Result<(), Error> {
    let notice = own(tx, actor, id)?;
    if notice.state != NoticeState::Open {
        return Err(Error::NoticeAnswered(notice.state));
    }
    advance(tx, &notice, NoticeState::Withdrawn, notice.due_at, None)?;
    step(tx, actor, id, NoticeAct::Withdrawn, notice.from.as_ref(), None)?;
    log(tx, actor, id, notice.kind, notice.person, "register.notice-withdrawn")
}

/// A notice that the actor's side made: the unit, or the citizen.
fn own(tx: &mut Tx<'_>, actor: &Actor, id: NoticeId) -> Result<Notice, Error> {
    let notice = load(tx, id)?.ok_or(Error::NoticeNotFound)?;
    let permitted = match &notice.from {
        Some(from) => actor.authorize(permit::NOTICE, &Resource::new("person").unit(from.clone())),
        None => actor.authorize(permit::REPORT, &Resource::new("person").unit(notice.to.clone()).owner(notice.person)),
    };
    if permit::hidden_is_absent(permitted)? { Ok(notice) } else { Err(Error::NoticeNotFound) }
}
