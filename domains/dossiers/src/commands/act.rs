//! What every act on a dossier shares: finding it, asking whether the actor may, and writing down what happened.

use crate::events::{DossierEvent, Timeliness, topic};
use crate::load::{self, Dossier};
use crate::model::{Act, Obstacle, Outcome, Progress};
use crate::papers::{self, PaperWish};
use crate::services::{Catalogue, Service};
use crate::{Error, sql};
use access::{Actor, Denied, Purpose, Resource, Subject};
use kernel::{DossierId, Locale, PersonId};
use notify::{Args, Message};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::sync::Arc;
use store::{Tx, params};

/// The longest note, in characters.
pub const NOTE_CHARACTERS_MAX: usize = 2_000;

/// A dossier that the actor may see, with its service.
pub(crate) struct Opened {
    pub(crate) dossier: Dossier,
    pub(crate) service: Arc<Service>,
}

/// The dossier as a thing that permission is asked for: in the commune that keeps it, owned by its applicant.
pub(crate) fn resource(dossier: &Dossier) -> Resource {
    Resource::new("dossier").unit(dossier.keeper.clone()).owner(dossier.applicant)
}

/// Turns a hidden thing into one that is not there.
pub(crate) fn hide(denied: Denied) -> Error {
    match denied {
        Denied::Hidden => Error::NotFound,
        other => other.into(),
    }
}

/// The purpose of handling a dossier, and of filing one for somebody at the counter, by their codes in the pack.
pub(crate) const SERVE: &str = "serve-dossier";
pub(crate) const ASSIST: &str = "assist-filing";

/// The officer with what they are doing as the purpose, when none other was stated: opening a dossier says why.
pub(crate) fn with_purpose<'a>(actor: &'a Actor, purpose: &str) -> Cow<'a, Actor> {
    if actor.staff().is_none() || actor.purpose.is_given() {
        return Cow::Borrowed(actor);
    }
    let mut actor = actor.clone();
    actor.purpose = purpose.parse::<Purpose>().unwrap_or_default();
    Cow::Owned(actor)
}

/// Finds a dossier for one of the applicant's own acts, or an officer's on the applicant's behalf.
pub(crate) fn open(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, id: DossierId, action: &str) -> Result<Opened, Error> {
    let dossier = load::dossier(tx, id)?;
    actor.authorize(action, &resource(&dossier)).map_err(hide)?;
    let service = catalogue.version(&dossier.service, dossier.version)?;
    Ok(Opened { dossier, service })
}

/// Finds a dossier for an act of an office, and does the act: first whether the actor may see the dossier, then whether
/// the dossier's life allows the act, then whether this office and this officer may do it.
pub(crate) fn act_at_desk(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    id: DossierId,
    action: &str,
    decide: impl FnOnce(&Opened) -> Result<Progress, Obstacle>,
) -> Result<(Opened, Progress), Error> {
    let opened = open(tx, actor, catalogue, id, "dossiers.view")?;
    let next = decide(&opened)?;
    may_act(actor, &opened, action)?;
    Ok((opened, next))
}

/// Whether this officer takes the step at which the dossier is.
///
/// Whoever may see the dossier but sits at another desk is refused, not told that there is nothing.
pub(crate) fn may_act(actor: &Actor, opened: &Opened, action: &str) -> Result<(), Error> {
    let Opened { dossier, service } = opened;
    let step = service.definition.step(dossier.progress.step);
    actor.authorize(action, &Resource::new("dossier").unit(dossier.desk.clone())).map_err(|denied| match denied {
        Denied::Hidden => Denied::Forbidden,
        other => other,
    })?;
    if matches!(actor.subject, Subject::System { .. }) {
        return Ok(());
    }
    if !actor.roles.iter().any(|grant| step.roles.contains(&grant.role) && grant.unit.contains(&dossier.desk)) {
        return Err(Denied::Forbidden.into());
    }
    if step.second_officer && actor.staff().is_some() && dossier.handed_on_by == actor.staff() {
        return Err(Denied::NeedsSecondOfficer.into());
    }
    Ok(())
}

/// What the actor may do with a dossier now, for the buttons of a page. Doing it asks again.
pub(crate) fn open_acts(actor: &Actor, dossier: &Dossier, service: &Arc<Service>) -> Vec<Act> {
    let opened = Opened { dossier: dossier.clone(), service: Arc::clone(service) };
    let (progress, definition, now) = (&dossier.progress, &service.definition, actor.now());
    // What takes a second factor is offered, and asks for it when it is done.
    let own = |action| matches!(actor.authorize(action, &resource(dossier)), Ok(()) | Err(Denied::NeedsStepUp));
    let at_desk = |action| may_act(actor, &opened, action).is_ok();
    let deciding = if progress.step == 0 { "dossiers.decide" } else { "dossiers.approve" };
    let head = dossier
        .consenter
        .map_or_else(|| Resource::new("dossier"), |head| Resource::new("dossier").owner(head))
        .unit(dossier.unit.clone());
    let possible = [
        (Act::Receive, progress.receive(definition, now).is_ok() && at_desk("dossiers.receive")),
        (Act::Decline, progress.decline(definition).is_ok() && at_desk("dossiers.receive")),
        (Act::RequestSupplement, progress.request_supplement(definition, now, now).is_ok() && at_desk("dossiers.supplement")),
        (Act::Forward, progress.forward(definition).is_ok() && at_desk("dossiers.forward")),
        (Act::Grant, progress.decide(definition, Outcome::Granted, now).is_ok() && at_desk(deciding)),
        (Act::Refuse, progress.decide(definition, Outcome::Refused, now).is_ok() && at_desk(deciding)),
        (Act::ReturnResult, progress.return_result(definition).is_ok() && at_desk("dossiers.return")),
        (Act::AnswerSupplement, progress.answer_supplement(now).is_ok() && own("dossiers.answer")),
        (Act::GiveConsent, progress.settle_consent(true).is_ok() && actor.authorize("dossiers.consent", &head).is_ok()),
        (Act::Withdraw, progress.withdraw(now).is_ok() && own("dossiers.withdraw")),
    ];
    possible.into_iter().filter(|(_, possible)| *possible).map(|(act, _)| act).collect()
}

/// An act, ready to be written down.
pub(crate) struct Deed<'a> {
    pub(crate) act: Act,
    pub(crate) next: Progress,
    /// What the office wrote to the applicant.
    pub(crate) note: Option<&'a str>,
    /// Particulars for later readers: defects, papers seen.
    pub(crate) detail: Option<Value>,
    /// What the applicant is told; nothing when they know or need not.
    pub(crate) tell: Option<&'static str>,
    /// The paper that is made of it.
    pub(crate) paper: Option<PaperWish>,
}

impl<'a> Deed<'a> {
    pub(crate) const fn new(act: Act, next: Progress) -> Self {
        Self { act, next, note: None, detail: None, tell: None, paper: None }
    }

    pub(crate) const fn note(mut self, note: Option<&'a str>) -> Self {
        self.note = note;
        self
    }

    pub(crate) fn detail(mut self, detail: Value) -> Self {
        self.detail = Some(detail);
        self
    }

    pub(crate) const fn tell(mut self, message: &'static str) -> Self {
        self.tell = Some(message);
        self
    }

    pub(crate) const fn paper(mut self, paper: PaperWish) -> Self {
        self.paper = Some(paper);
        self
    }
}

/// Writes an act down: the dossier, its history, the log, the event, the applicant's inbox, the paper.
pub(crate) fn carry_out(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    opened: &Opened,
    deed: &Deed<'_>,
) -> Result<Dossier, Error> {
    let Opened { dossier: before, service } = opened;
    if let Some(broken) = deed.next.contradiction() {
        tracing::error!(dossier.id = %before.id, "An act would contradict itself: {broken}");
        return Err(Obstacle::State(before.progress.state).into());
    }
    let after = moved(actor, catalogue, service, before, deed)?;
    update(tx, before, &after)?;
    record(tx, actor, &after, deed)?;
    tx.publish(topic(deed.act), &event(actor, Some(before), &after, deed.act))?;
    if let Some(name) = deed.tell {
        tell_applicant(tx, actor, service, &after, name)?;
    }
    if let Some(wish) = deed.paper {
        papers::promise(tx, actor, after.id, wish)?;
    }
    Ok(after)
}

/// The dossier after the act: at the desk of its step, due when its clock says.
fn moved(actor: &Actor, catalogue: &Catalogue, service: &Service, before: &Dossier, deed: &Deed<'_>) -> Result<Dossier, Error> {
    let next = &deed.next;
    let mut after = before.clone();
    after.desk = service.definition.step(next.step).desk(&before.unit);
    if let Some(received) = next.received_at
        && (before.progress.received_at.is_none() || next.interruptions != before.progress.interruptions)
    {
        after.due_at = catalogue.due(&service.definition, received, &next.interruptions)?;
    }
    if deed.act == Act::Forward {
        after.handed_on_by = actor.staff();
    }
    after.acts += 1;
    after.progress = next.clone();
    Ok(after)
}

fn update(tx: &mut Tx<'_>, before: &Dossier, after: &Dossier) -> Result<(), Error> {
    let progress = &after.progress;
    let pauses = if progress.interruptions.is_empty() { None } else { Some(json!(progress.interruptions)) };
    let touched = tx.execute(
        &sql::UPDATE_DOSSIER,
        params![
            before.id,
            before.acts,
            after.desk,
            progress.state,
            progress.step,
            progress.outcome,
            after.due_at,
            progress.received_at,
            progress.paused_at,
            progress.answer_by,
            progress.decided_at,
            pauses,
            progress.supplemented,
            progress.consent,
            after.handed_on_by
        ],
    )?;
    if touched == 1 { Ok(()) } else { Err(Error::ChangedMeanwhile) }
}

/// One row of history and one of the log.
pub(crate) fn record(tx: &mut Tx<'_>, actor: &Actor, after: &Dossier, deed: &Deed<'_>) -> Result<(), Error> {
    let number = after.acts - 1;
    tx.execute(
        &sql::INSERT_EVENT,
        params![
            after.id,
            number,
            actor.now(),
            deed.act,
            after.progress.state,
            after.progress.step,
            actor.staff(),
            actor.person(),
            actor.office(),
            deed.note,
            deed.detail
        ],
    )?;
    let change = audit::Change {
        entity: "dossier",
        id: after.id.get(),
        person: Some(after.applicant),
        act: audited(deed.act),
        detail: json!({ "code": after.code, "state": after.progress.state }),
    };
    audit::change(tx, actor, &change)?;
    Ok(())
}

const fn audited(act: Act) -> &'static str {
    match act {
        Act::Submit => "dossiers.submit",
        Act::Receive => "dossiers.receive",
        Act::Decline => "dossiers.decline",
        Act::RequestSupplement => "dossiers.supplement",
        Act::AnswerSupplement => "dossiers.answer",
        Act::GiveConsent | Act::DenyConsent => "dossiers.consent",
        Act::Forward => "dossiers.forward",
        Act::Grant | Act::Refuse => "dossiers.decide",
        Act::ReturnResult => "dossiers.return",
        Act::Withdraw => "dossiers.withdraw",
        Act::Stop => "dossiers.stop",
        Act::MoveUnit => "dossiers.move-unit",
    }
}

pub(crate) fn event(actor: &Actor, before: Option<&Dossier>, after: &Dossier, act: Act) -> DossierEvent {
    let outcome = matches!(act, Act::Grant | Act::Refuse).then_some(after.progress.outcome).flatten();
    DossierEvent {
        dossier: after.id,
        act,
        service: after.service.clone(),
        unit: after.unit.clone(),
        unit_before: None,
        desk: after.desk.clone(),
        channel: after.channel,
        state_before: before.map(|before| before.progress.state),
        state: after.progress.state,
        at: actor.now(),
        day: actor.today(),
        filed_day: after.filed_at.date_in_vietnam(),
        due: after.due_at,
        due_day: after.due_at.date_in_vietnam(),
        due_day_before: before.map(|before| before.due_at.date_in_vietnam()),
        outcome,
        timeliness: outcome.map(|_| Timeliness::of(actor.now(), after.due_at)),
    }
}

/// Puts a message into the applicant's inbox, and sends it as mail where an address was given.
pub(crate) fn tell_applicant(
    tx: &mut Tx<'_>,
    actor: &Actor,
    service: &Service,
    dossier: &Dossier,
    name: &'static str,
) -> Result<(), Error> {
    // What language somebody reads is known only while they act themselves.
    let locale = if actor.person() == Some(dossier.applicant) { actor.locale } else { Locale::Vi };
    let mail = dossier.text("email").map(|address| (address, locale));
    tell(tx, actor, service, dossier, dossier.applicant, name, mail)
}

/// Puts a message about a dossier into somebody's inbox.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    actor: &Actor,
    service: &Service,
    dossier: &Dossier,
    person: PersonId,
    name: &'static str,
    mail: Option<(&str, Locale)>,
) -> Result<(), Error> {
    // Nobody reads what is written to the dead, and whoever opens their mail is somebody else.
    if register::has_died(tx, person)? {
        return Ok(());
    }
    let words = &service.definition.name;
    let mut args =
        Args::new().text("code", &dossier.code).localised("service", &words.vi, &words.en).moment("due", dossier.due_at);
    if let Some(limit) = dossier.progress.answer_by {
        args = args.moment("limit", limit);
    }
    notify::tell(tx, actor, &Message { person, name, args, dossier: Some(dossier.id), mail })?;
    Ok(())
}

/// A text that must say something, within its limit.
pub(crate) fn reason(text: &str) -> Result<&str, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::ReasonMissing);
    }
    note(text)
}

/// A text within its limit.
pub(crate) fn note(text: &str) -> Result<&str, Error> {
    if text.chars().count() > NOTE_CHARACTERS_MAX { Err(Error::TooLong(NOTE_CHARACTERS_MAX)) } else { Ok(text) }
}
