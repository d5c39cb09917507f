//! Sending a dossier.

use super::act::{self, ASSIST, Deed, hide, with_purpose};
use super::number::{self, Numbering};
use crate::load::{self, Dossier};
use crate::model::{Act, Consent, Progress};
use crate::queries::{self, Draft, DraftId};
use crate::services::{Answers, Catalogue, Channel, FieldError, KnownFacts, Service, VersionState, applies, broken_rules};
use crate::{Error, sql};
use access::{Actor, Resource};
use kernel::{DossierId, Instant, PersonId, UnitCode};
use register::{CardShown, Errand, Headship, Proof, Relation};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;
use store::{Tx, params};

/// The longest key of a submission, in bytes.
pub const FILING_KEY_BYTES_MAX: usize = 64;
/// The most that the answers of one dossier may take as JSON, in bytes.
pub const ANSWERS_BYTES_MAX: usize = 64 * 1024;

/// The command.
#[derive(Debug, Clone)]
pub struct Submit {
    /// The service.
    pub service: String,
    /// The version whose form was filled in; the one that is offered when left out.
    pub version: Option<u32>,
    /// Whose dossier it is.
    pub applicant: PersonId,
    /// The answers. Those that the register gives are replaced by what it says.
    pub answers: Answers,
    /// A key of the sender's: sending it again gives the same dossier instead of a second one.
    pub key: Option<String>,
    /// The draft that is sent. It can be opened no more, and its id is the key when there is no other.
    pub draft: Option<DraftId>,
    /// The card that the applicant showed: an officer needs it for somebody from elsewhere, unless it was checked when the
    /// draft was made.
    pub card: Option<CardShown>,
}

/// What the sender gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// The dossier.
    pub id: DossierId,
    /// Its code.
    pub code: String,
    /// What the tracking page asks for beside the code.
    pub secret: String,
    /// When the result is expected.
    pub due_at: Instant,
    /// Whether the same submission had been made before.
    pub repeated: bool,
}

impl From<&Dossier> for Submitted {
    fn from(dossier: &Dossier) -> Self {
        Self {
            id: dossier.id,
            code: dossier.code.clone(),
            secret: dossier.secret.clone(),
            due_at: dossier.due_at,
            repeated: false,
        }
    }
}

/// Somebody who moves along with the applicant, as the register had them when the dossier was filed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companion {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The date of birth, ISO, possibly partial.
    pub birth: String,
    /// `male` or `female`.
    pub sex: String,
    /// The identity number.
    pub number: Option<String>,
    /// What they are to the applicant's household: kept when the applicant heads it, otherwise a relative.
    pub relation: Relation,
}

impl std::fmt::Debug for Companion {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Companion({})", self.person)
    }
}

/// Sends a dossier: the applicant online, or an officer for an applicant at the counter.
///
/// # Errors
/// [`Error::Answers`] names every answer that cannot stay; [`Error::ServiceNotOffered`]; [`Error::Denied`];
/// [`Error::KeyUsed`]; [`Error::NotFound`] when the draft is not the actor's to send; [`Error::Register`] when the
/// register does not know the applicant, or the actor may not: somebody from elsewhere whose card was not shown.
pub fn submit(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, command: &Submit) -> Result<Submitted, Error> {
    let actor = &*with_purpose(actor, ASSIST);
    let id: DossierId = actor.new_id();
    let key = filing_key(command, id)?;
    if (command.key.is_some() || command.draft.is_some())
        && let Some(earlier) = filed_before(tx, actor, command, &key)?
    {
        return Ok(earlier);
    }
    if register::has_died(tx, command.applicant)? {
        return Err(register::Error::NotLiving(command.applicant).into());
    }
    let service = offered(actor, catalogue, command)?;
    let names: Vec<&str> = service.prefill_names.iter().map(String::as_str).collect();
    let errand = Errand { dossier: Some(id), proof: proof(tx, actor, command)? };
    let known = register::facts_for_prefill(tx, actor, catalogue.places(), command.applicant, &names, &errand)?;
    let answers = settle(catalogue, &service, actor, command, &known)?;
    let (unit, agency) = receiver(catalogue, &service, actor, &answers, &known)?;
    authorize(actor, command.applicant, &unit)?;
    let head = consenter(tx, &service, &answers, &unit)?;
    let companions = companions(tx, actor, command.applicant, &answers)?;

    let desk = service.definition.step(0).desk(&unit);
    let numbering = Numbering { agency, stripes: catalogue.stripes(tx.is_postgres()) };
    let dossier = Dossier {
        id,
        code: number::draw_code(tx, actor, &numbering)?,
        secret: number::draw_secret(actor),
        service: service.id().to_owned(),
        version: service.version,
        desk,
        keeper: unit.clone(),
        unit,
        progress: Progress::filed(if head.is_some() { Consent::Pending } else { Consent::NotNeeded }),
        channel: if actor.staff().is_some() { Channel::Counter } else { Channel::Online },
        applicant: command.applicant,
        applicant_name: known_text(&known, "person.full_name"),
        filed_at: actor.now(),
        filed_by: actor.staff(),
        due_at: catalogue.due(&service.definition, actor.now(), &[])?,
        consenter: head.map(|head| head.head),
        handed_on_by: None,
        acts: 1,
        answers,
    };
    if !insert(tx, &dossier, &key)? {
        // Somebody sent the same at the same moment, and was first.
        return filed_before(tx, actor, command, &key)?.ok_or(Error::ChangedMeanwhile);
    }
    write_down(tx, actor, &service, &dossier, &companions)?;
    if let Some(draft) = command.draft {
        tx.execute(&sql::DRAFT_SENT, params![draft, dossier.id, actor.now()])?;
    }
    Ok(Submitted::from(&dossier))
}

/// The key under which a submission is known: the sender's, the draft's, or one that no other has.
fn filing_key(command: &Submit, id: DossierId) -> Result<String, Error> {
    let key = match (&command.key, command.draft) {
        (Some(key), _) => key.clone(),
        (None, Some(draft)) => draft.to_string(),
        (None, None) => id.to_string(),
    };
    if key.len() > FILING_KEY_BYTES_MAX { Err(Error::TooLong(FILING_KEY_BYTES_MAX)) } else { Ok(key) }
}

/// What opens the applicant's record: a draft for which the card was checked, or the card itself.
fn proof(tx: &mut Tx<'_>, actor: &Actor, command: &Submit) -> Result<Proof, Error> {
    let card = command.card.map_or(Proof::Nothing, Proof::Card);
    let Some(id) = command.draft else { return Ok(card) };
    let sent = |draft: &Draft| draft.applicant == command.applicant && draft.service == command.service;
    let draft = queries::draft(tx, actor, id)?.filter(sent).ok_or(Error::NotFound)?;
    Ok(if draft.card_seen { Proof::Opened } else { card })
}

fn filed_before(tx: &mut Tx<'_>, actor: &Actor, command: &Submit, key: &str) -> Result<Option<Submitted>, Error> {
    let applicant = command.applicant;
    let Some((id,)) = tx.optional::<(DossierId,)>(&sql::FILED_UNDER, params![applicant, key])? else { return Ok(None) };
    let dossier = load::dossier(tx, id)?;
    authorize(actor, applicant, &dossier.unit)?;
    if dossier.service != command.service {
        return Err(Error::KeyUsed);
    }
    Ok(Some(Submitted { repeated: true, ..Submitted::from(&dossier) }))
}

fn authorize(actor: &Actor, applicant: PersonId, unit: &UnitCode) -> Result<(), Error> {
    actor.authorize("dossiers.submit", &Resource::new("dossier").unit(unit.clone()).owner(applicant)).map_err(hide)
}

/// The version that is filed under. One that was offered when the form was opened is taken too, unless it was retired.
fn offered(actor: &Actor, catalogue: &Catalogue, command: &Submit) -> Result<Arc<Service>, Error> {
    let Some(version) = command.version else {
        return catalogue.offered(&command.service, actor.today()).ok_or(Error::ServiceNotOffered);
    };
    let service = catalogue.version(&command.service, version)?;
    let live = service.state == VersionState::Live && service.valid_from <= actor.today();
    if live { Ok(service) } else { Err(Error::ServiceNotOffered) }
}

/// The answers as they are kept, or what is wrong with them.
pub(crate) fn settle(
    catalogue: &Catalogue,
    service: &Service,
    actor: &Actor,
    command: &Submit,
    known: &KnownFacts,
) -> Result<Answers, Error> {
    let whole = Value::Object(service.form.settle(command.answers.clone(), known));
    if serde_json::to_string(&whole).map_err(store::Error::from)?.len() > ANSWERS_BYTES_MAX {
        return Err(Error::TooLong(ANSWERS_BYTES_MAX));
    }
    let mut errors = service.form.errors(&whole);
    let Value::Object(answers) = whole else { return Err(Error::Answers(errors)) };
    if errors.is_empty() {
        errors = broken_rules(catalogue, service, &answers, actor.today())?;
    }
    if errors.is_empty() { Ok(answers) } else { Err(Error::Answers(errors)) }
}

/// The commune that receives, and the id of its agency.
fn receiver<'c>(
    catalogue: &'c Catalogue,
    service: &Service,
    actor: &Actor,
    answers: &Answers,
    known: &KnownFacts,
) -> Result<(UnitCode, &'c str), Error> {
    let receiver = &service.definition.receiver;
    let (field, named) = match (&receiver.answer, &receiver.prefill) {
        (Some(field), _) => (field.as_str(), answers.get(field)),
        (None, Some(fact)) => ("", known.get(fact)),
        (None, None) => ("", None),
    };
    let unit: Option<UnitCode> = named.and_then(Value::as_str).and_then(|code| code.parse().ok());
    let found = unit.and_then(|unit| catalogue.agency(&unit, actor.today()).map(|agency| (unit, agency)));
    let message = if field.is_empty() { "form-error-no-receiver" } else { "form-error-commune" };
    found.ok_or_else(|| Error::Answers(vec![FieldError::new(field, message)]))
}

/// Who must agree. Number and name must both be right, so that the form tells nobody who heads a household.
fn consenter(tx: &mut Tx<'_>, service: &Service, answers: &Answers, unit: &UnitCode) -> Result<Option<Headship>, Error> {
    let Some(rule) = service.definition.consent.as_ref().filter(|rule| applies(rule.when.as_ref(), answers)) else {
        return Ok(None);
    };
    let text = |field: &str| answers.get(field).and_then(Value::as_str).unwrap_or_default();
    let wrong = |field: &str, message| Error::Answers(vec![FieldError::new(field, message)]);
    let number = text(&rule.number).parse().map_err(|_| wrong(&rule.number, "form-error-personal-number"))?;
    let head = register::headed_by_named(tx, &number, text(&rule.name))?
        .ok_or_else(|| wrong(&rule.number, "form-error-head-unknown"))?;
    let receiver = service.definition.receiver.answer.as_deref().unwrap_or_default();
    if head.unit == *unit { Ok(Some(head)) } else { Err(wrong(receiver, "form-error-head-elsewhere")) }
}

/// The answer that lists household members who come along.
pub(crate) const MEMBERS: &str = "members";

/// The members who come along, who must be of the applicant's household.
pub(crate) fn companions(
    tx: &mut Tx<'_>,
    actor: &Actor,
    applicant: PersonId,
    answers: &Answers,
) -> Result<Vec<Companion>, Error> {
    let Some(wanted) = answers.get(MEMBERS).and_then(Value::as_array).filter(|wanted| !wanted.is_empty()) else {
        return Ok(Vec::new());
    };
    let members = register::household_of(tx, actor, applicant)?.map_or_else(Vec::new, |household| household.members);
    let heads = members.iter().any(|member| member.person.id == applicant && member.relation == Relation::Head);
    let mut companions = Vec::with_capacity(wanted.len());
    for (place, id) in wanted.iter().enumerate() {
        let id: Option<PersonId> = id.as_str().and_then(|id| id.parse().ok());
        let member = members.iter().find(|member| Some(member.person.id) == id && member.person.id != applicant);
        let Some(member) = member else {
            return Err(Error::Answers(vec![FieldError::new(&format!("{MEMBERS}/{place}"), "form-error-not-a-member")]));
        };
        companions.push(Companion {
            person: member.person.id,
            name: member.person.name.full().to_owned(),
            birth: member.person.birth.to_string(),
            sex: member.person.sex.to_string(),
            number: member.person.number.map(|number| number.as_str().to_owned()),
            relation: if heads { member.relation } else { Relation::OtherRelative },
        });
    }
    Ok(companions)
}

fn insert(tx: &mut Tx<'_>, dossier: &Dossier, key: &str) -> Result<bool, Error> {
    let inserted = tx.execute(
        &sql::INSERT_DOSSIER,
        params![
            dossier.id,
            dossier.code,
            dossier.secret,
            dossier.service,
            dossier.version,
            dossier.unit,
            dossier.desk,
            dossier.progress.state,
            dossier.channel,
            dossier.applicant,
            dossier.applicant_name,
            kernel::name::fold(&dossier.applicant_name),
            key,
            dossier.filed_at,
            dossier.filed_by,
            dossier.due_at,
            dossier.progress.consent,
            dossier.consenter,
            serde_json::to_string(&dossier.answers).map_err(store::Error::from)?
        ],
    )?;
    Ok(inserted == 1)
}

/// History, log, event and messages of a new dossier.
fn write_down(
    tx: &mut Tx<'_>,
    actor: &Actor,
    service: &Service,
    dossier: &Dossier,
    companions: &[Companion],
) -> Result<(), Error> {
    let mut deed = Deed::new(Act::Submit, dossier.progress.clone());
    if !companions.is_empty() {
        deed = deed.detail(json!({ "members": companions }));
    }
    act::record(tx, actor, dossier, &deed)?;
    tx.publish(crate::events::SUBMITTED, &act::event(actor, None, dossier, Act::Submit))?;
    act::tell_applicant(tx, actor, service, dossier, "inbox-dossier-submitted")?;
    if let Some(head) = dossier.consenter {
        act::tell(tx, actor, service, dossier, head, "inbox-consent-asked", None)?;
    }
    Ok(())
}

fn known_text(known: &KnownFacts, fact: &str) -> String {
    known.get(fact).and_then(Value::as_str).unwrap_or_default().to_owned()
}
