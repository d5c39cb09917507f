//! Drafts.

use crate::commands::{SERVE, hide, resource, with_purpose};
use crate::load;
use crate::services::Answers;
use crate::{Error, sql};
use access::{Actor, Denied, Resource};
use kernel::{DossierId, Instant, PersonId, StaffId, UnitCode};
use serde_json::Value;
use store::{ReadTx, params};

kernel::define_id!(
    /// What somebody has begun to fill in.
    DraftId,
    "drf"
);

/// The most drafts that are listed.
pub const DRAFTS_MAX: u32 = 50;

/// What somebody has begun to fill in.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// Whose dossier it will be.
    pub applicant: PersonId,
    /// The officer who began it at the counter.
    pub staff: Option<StaffId>,
    /// The office of that officer.
    pub office: Option<UnitCode>,
    /// The service.
    pub service: String,
    /// The version of the service it was begun with.
    pub version: u32,
    /// What was filled in so far, unchecked.
    pub answers: Answers,
    /// When it was last saved.
    pub saved_at: Instant,
    /// Whether the applicant's card was checked when an officer began it.
    pub card_seen: bool,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Draft({})", self.id)
    }
}

store::row! {
    struct DraftRow {
        id: DraftId,
        applicant: PersonId,
        staff: Option<StaffId>,
        office: Option<UnitCode>,
        service: String,
        version: u32,
        answers: Value,
        saved_at: Instant,
        card_seen: bool,
    }
}

impl From<DraftRow> for Draft {
    fn from(row: DraftRow) -> Self {
        let answers = match row.answers {
            Value::Object(answers) => answers,
            _ => Answers::new(),
        };
        Self {
            id: row.id,
            applicant: row.applicant,
            staff: row.staff,
            office: row.office,
            service: row.service,
            version: row.version,
            answers,
            saved_at: row.saved_at,
            card_seen: row.card_seen,
        }
    }
}

/// A draft; `None` when there is none that the actor may open: the applicant their own, officers those of their office.
///
/// # Errors
/// [`Error::Denied`] when something is missing that the actor can supply; failures of the store.
pub fn draft(tx: &mut ReadTx<'_>, actor: &Actor, id: DraftId) -> Result<Option<Draft>, Error> {
    let Some(row) = tx.optional::<DraftRow>(&sql::DRAFT_BY_ID, params![id])? else { return Ok(None) };
    let draft = Draft::from(row);
    if may_open(actor, draft.applicant, draft.office.as_ref())? { Ok(Some(draft)) } else { Ok(None) }
}

/// The dossier that a draft became, for whoever could open the draft and may see the dossier.
///
/// # Errors
/// Those of [`draft`].
pub fn sent_as(tx: &mut ReadTx<'_>, actor: &Actor, id: DraftId) -> Result<Option<DossierId>, Error> {
    let row = tx.optional::<(PersonId, Option<UnitCode>, DossierId)>(&sql::SENT_AS, params![id])?;
    let Some((applicant, office, dossier)) = row else { return Ok(None) };
    if !may_open(actor, applicant, office.as_ref())? {
        return Ok(None);
    }
    let dossier = load::dossier(tx, dossier)?;
    match with_purpose(actor, SERVE).authorize("dossiers.view", &resource(&dossier)).map_err(hide) {
        Ok(()) => Ok(Some(dossier.id)),
        Err(Error::NotFound) => Ok(None),
        Err(denied) => Err(denied),
    }
}

fn may_open(actor: &Actor, applicant: PersonId, office: Option<&UnitCode>) -> Result<bool, Error> {
    let mut resource = Resource::new("dossier").owner(applicant);
    if let Some(office) = office {
        resource = resource.unit(office.clone());
    }
    match actor.authorize("dossiers.draft", &resource) {
        Ok(()) => Ok(true),
        Err(Denied::Hidden) => Ok(false),
        Err(denied) => Err(denied.into()),
    }
}

/// A person's drafts that the actor may open, the latest first.
///
/// # Errors
/// Those of [`draft`].
pub fn drafts_of(tx: &mut ReadTx<'_>, actor: &Actor, applicant: PersonId) -> Result<Vec<Draft>, Error> {
    let rows = tx.many::<DraftRow>(&sql::DRAFTS_OF, params![applicant, i64::from(DRAFTS_MAX)])?;
    let mut drafts = Vec::with_capacity(rows.len());
    for draft in rows.into_iter().map(Draft::from) {
        if may_open(actor, draft.applicant, draft.office.as_ref())? {
            drafts.push(draft);
        }
    }
    Ok(drafts)
}
