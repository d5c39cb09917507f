//! Drafts.

use crate::services::Answers;
use crate::{Error, sql};
use access::{Actor, Denied, Resource};
use kernel::{Instant, PersonId, StaffId, UnitCode};
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
    if may_open(actor, &draft)? { Ok(Some(draft)) } else { Ok(None) }
}

fn may_open(actor: &Actor, draft: &Draft) -> Result<bool, Error> {
    let mut resource = Resource::new("dossier").owner(draft.applicant);
    if let Some(office) = &draft.office {
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
        if may_open(actor, &draft)? {
            drafts.push(draft);
        }
    }
    Ok(drafts)
}
