//! Reading a dossier's row. Nothing here asks for permission: the callers do.

use crate::model::{Consent, Outcome, Progress, State};
use crate::services::{Answers, Channel};
use crate::{Error, sql};
use kernel::calendar::Pause;
use kernel::{DossierId, Instant, PersonId, StaffId, UnitCode};
use serde_json::Value;
use std::fmt;
use store::{ReadTx, params};

/// A chain of communes that took each other over is as long as the map was redrawn; a longer one is a circle.
const REDRAWN_MAX: usize = 16;

/// A dossier, whole.
#[derive(Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Its id.
    pub id: DossierId,
    /// Its code, as it stands on papers.
    pub code: String,
    /// What proves to the tracking page that somebody may ask: printed on the receipt.
    pub secret: String,
    /// The service.
    pub service: String,
    /// The version of the service it was filed under.
    pub version: u32,
    /// The commune it belongs to.
    pub unit: UnitCode,
    /// The commune whose officers may open it: its own, or for a closed one of a commune that ended who took that over.
    pub keeper: UnitCode,
    /// The unit whose office has it now.
    pub desk: UnitCode,
    /// How far it has come.
    pub progress: Progress,
    /// How it came in.
    pub channel: Channel,
    /// Whose it is.
    pub applicant: PersonId,
    /// The applicant's name when it was filed.
    pub applicant_name: String,
    /// When it was filed.
    pub filed_at: Instant,
    /// The officer who filed it for the applicant.
    pub filed_by: Option<StaffId>,
    /// When it is due; until it is received, when it would be.
    pub due_at: Instant,
    /// Whose agreement it needs.
    pub consenter: Option<PersonId>,
    /// The officer who handed it on.
    pub handed_on_by: Option<StaffId>,
    /// How many acts there were.
    pub acts: u32,
    /// The answers.
    pub answers: Answers,
}

impl fmt::Debug for Dossier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Dossier({}, {})", self.id, self.progress.state)
    }
}

impl Dossier {
    /// A text answer.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.answers.get(field).and_then(Value::as_str)
    }
}

store::row! {
    struct DossierRow {
        id: DossierId,
        code: String,
        secret: String,
        service: String,
        version: u32,
        unit: UnitCode,
        desk: UnitCode,
        state: State,
        step: u32,
        outcome: Option<Outcome>,
        channel: Channel,
        applicant: PersonId,
        applicant_name: String,
        filed_at: Instant,
        filed_by: Option<StaffId>,
        due_at: Instant,
        received_at: Option<Instant>,
        paused_at: Option<Instant>,
        answer_by: Option<Instant>,
        decided_at: Option<Instant>,
        pauses: Option<Value>,
        supplemented: bool,
        consent: Consent,
        consenter: Option<PersonId>,
        handed_on_by: Option<StaffId>,
        acts: u32,
        answers: Value,
    }
}

impl TryFrom<DossierRow> for Dossier {
    type Error = Error;

    fn try_from(row: DossierRow) -> Result<Self, Error> {
        let pauses: Vec<Pause> =
            row.pauses.map(serde_json::from_value).transpose().map_err(store::Error::from)?.unwrap_or_default();
        let answers: Answers = serde_json::from_value(row.answers).map_err(store::Error::from)?;
        Ok(Self {
            id: row.id,
            code: row.code,
            secret: row.secret,
            service: row.service,
            version: row.version,
            keeper: row.unit.clone(),
            unit: row.unit,
            desk: row.desk,
            progress: Progress {
                state: row.state,
                step: row.step,
                outcome: row.outcome,
                consent: row.consent,
                supplemented: row.supplemented,
                received_at: row.received_at,
                paused_at: row.paused_at,
                answer_by: row.answer_by,
                decided_at: row.decided_at,
                interruptions: pauses,
            },
            channel: row.channel,
            applicant: row.applicant,
            applicant_name: row.applicant_name,
            filed_at: row.filed_at,
            filed_by: row.filed_by,
            due_at: row.due_at,
            consenter: row.consenter,
            handed_on_by: row.handed_on_by,
            acts: row.acts,
            answers,
        })
    }
}

/// One dossier.
pub(crate) fn dossier(tx: &mut ReadTx<'_>, id: DossierId) -> Result<Dossier, Error> {
    let row = tx.optional::<DossierRow>(&sql::DOSSIER_BY_ID, params![id])?.ok_or(Error::NotFound)?;
    let mut dossier = Dossier::try_from(row)?;
    dossier.keeper = keeper(tx, &dossier.unit, dossier.progress.state)?;
    Ok(dossier)
}

/// The commune whose officers may open a dossier of `unit`. Open ones move when a commune ends; closed ones stay where
/// they were closed, and whoever took the commune over looks after them.
pub(crate) fn keeper(tx: &mut ReadTx<'_>, unit: &UnitCode, state: State) -> Result<UnitCode, Error> {
    let mut keeper = unit.clone();
    if state.is_closed() {
        for _ in 0..REDRAWN_MAX {
            let Some((successor,)) = tx.optional::<(UnitCode,)>(&sql::SUCCESSOR_OF, params![keeper])? else { break };
            keeper = successor;
        }
    }
    Ok(keeper)
}

/// A commune, and the communes that it took over, which have closed dossiers only.
pub(crate) fn with_ended(tx: &mut ReadTx<'_>, unit: &UnitCode) -> Result<Vec<UnitCode>, Error> {
    let mut units = vec![unit.clone()];
    let mut place = 0;
    while let Some(unit) = units.get(place) {
        let ended = tx.many::<(UnitCode,)>(&sql::ENDED_INTO, params![unit])?;
        units.extend(ended.into_iter().map(|(unit,)| unit));
        place += 1;
    }
    Ok(units)
}
