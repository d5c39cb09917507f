//! What the interface says of dossiers.

use dossiers::{ConsentRequest, Dossier, OwnDossier, QueueRow, Submitted, Tracked};
use register::HeadNeeded;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// A dossier that was just filed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FiledView {
    /// Its id.
    pub(crate) id: String,
    /// Its code, as on papers.
    #[schema(example = "000.00.01.H26-260315-0001")]
    pub(crate) code: String,
    /// What the tracking page asks for beside the code.
    pub(crate) secret: String,
    /// When the result is expected.
    pub(crate) due_at: String,
    /// Whether the same key had been sent before.
    pub(crate) repeated: bool,
}

impl From<Submitted> for FiledView {
    fn from(filed: Submitted) -> Self {
        Self {
            id: filed.id.to_string(),
            code: filed.code,
            secret: filed.secret,
            due_at: filed.due_at.to_string(),
            repeated: filed.repeated,
        }
    }
}

/// A dossier.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DossierView {
    /// Its id.
    pub(crate) id: String,
    /// Its code.
    pub(crate) code: String,
    /// The service.
    pub(crate) service: String,
    /// The version it was filed under.
    pub(crate) version: u32,
    /// The commune it belongs to.
    pub(crate) unit: String,
    /// The unit whose office has it.
    pub(crate) desk: String,
    /// Where it stands.
    pub(crate) state: &'static str,
    /// The number of the state on the national portal.
    pub(crate) state_number: u8,
    /// How it was decided.
    pub(crate) outcome: Option<&'static str>,
    /// How it stands with the agreement it needs.
    pub(crate) consent: &'static str,
    /// Whose it is.
    pub(crate) applicant: String,
    /// The applicant's name when it was filed.
    pub(crate) applicant_name: String,
    /// When it was filed.
    pub(crate) filed_at: String,
    /// When it is due.
    pub(crate) due_at: String,
    /// When it was taken in.
    pub(crate) received_at: Option<String>,
    /// When it was decided.
    pub(crate) decided_at: Option<String>,
    /// The answers.
    #[schema(value_type = Object)]
    pub(crate) answers: Map<String, Value>,
    /// What the caller may do with it now.
    pub(crate) acts: Vec<&'static str>,
    /// The papers made for it.
    pub(crate) papers: Vec<String>,
    /// The households that a grant would leave without a head: `new_heads` of the decision names the next ones.
    pub(crate) heads_needed: Vec<HeadNeededView>,
}

/// A household that a grant would leave without a head.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HeadNeededView {
    /// Its id.
    pub(crate) household: String,
    /// Where it lives: house and street.
    pub(crate) address: String,
    /// The members who stay and may head it.
    pub(crate) candidates: Vec<CandidateView>,
}

/// Somebody who may head a household.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CandidateView {
    /// The person's id.
    pub(crate) person: String,
    /// The name.
    pub(crate) name: String,
    /// The date of birth, ISO, possibly partial.
    pub(crate) birth: String,
}

impl From<HeadNeeded> for HeadNeededView {
    fn from(needed: HeadNeeded) -> Self {
        let candidates = needed.candidates.into_iter().map(|member| CandidateView {
            person: member.person.id.to_string(),
            name: member.person.name.full().to_owned(),
            birth: member.person.birth.to_string(),
        });
        Self { household: needed.household.to_string(), address: needed.address, candidates: candidates.collect() }
    }
}

impl From<Dossier> for DossierView {
    fn from(dossier: Dossier) -> Self {
        let progress = &dossier.progress;
        Self {
            id: dossier.id.to_string(),
            version: dossier.version,
            unit: dossier.unit.to_string(),
            desk: dossier.desk.to_string(),
            state: progress.state.as_str(),
            state_number: progress.state.number(),
            outcome: progress.outcome.map(dossiers::Outcome::as_str),
            consent: progress.consent.as_str(),
            applicant: dossier.applicant.to_string(),
            filed_at: dossier.filed_at.to_string(),
            due_at: dossier.due_at.to_string(),
            received_at: progress.received_at.map(|at| at.to_string()),
            decided_at: progress.decided_at.map(|at| at.to_string()),
            code: dossier.code,
            service: dossier.service,
            applicant_name: dossier.applicant_name,
            answers: dossier.answers,
            acts: Vec::new(),
            papers: Vec::new(),
            heads_needed: Vec::new(),
        }
    }
}

impl DossierView {
    /// With what the caller may do, and the papers.
    pub(crate) fn whole(view: dossiers::DossierView) -> Self {
        let acts = view.acts.iter().map(|act| act.as_str()).collect();
        let papers = view.papers.iter().map(|paper| paper.paper.to_string()).collect();
        let heads_needed = view.heads_needed.into_iter().map(HeadNeededView::from).collect();
        Self { acts, papers, heads_needed, ..Self::from(view.dossier) }
    }
}

/// A dossier in a queue.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QueueRowView {
    /// Its id.
    pub(crate) id: String,
    /// Its code.
    pub(crate) code: String,
    /// The service.
    pub(crate) service: String,
    /// The commune it belongs to.
    pub(crate) unit: String,
    /// Where it stands.
    pub(crate) state: &'static str,
    /// `online` or `counter`.
    pub(crate) channel: &'static str,
    /// The applicant's name.
    pub(crate) applicant_name: String,
    /// When it was filed.
    pub(crate) filed_at: String,
    /// When it is due.
    pub(crate) due_at: String,
}

impl From<QueueRow> for QueueRowView {
    fn from(row: QueueRow) -> Self {
        Self {
            id: row.id.to_string(),
            code: row.code,
            service: row.service,
            unit: row.unit.to_string(),
            state: row.state.as_str(),
            channel: row.channel.as_str(),
            applicant_name: row.applicant_name,
            filed_at: row.filed_at.to_string(),
            due_at: row.due_at.to_string(),
        }
    }
}

/// One's own dossier in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnDossierView {
    /// Its id.
    pub(crate) id: String,
    /// Its code.
    pub(crate) code: String,
    /// The service.
    pub(crate) service: String,
    /// Where it stands.
    pub(crate) state: &'static str,
    /// How it was decided.
    pub(crate) outcome: Option<&'static str>,
    /// When it was filed.
    pub(crate) filed_at: String,
    /// When it is due.
    pub(crate) due_at: String,
}

impl From<OwnDossier> for OwnDossierView {
    fn from(own: OwnDossier) -> Self {
        Self {
            id: own.id.to_string(),
            code: own.code,
            service: own.service,
            state: own.state.as_str(),
            outcome: own.outcome.map(dossiers::Outcome::as_str),
            filed_at: own.filed_at.to_string(),
            due_at: own.due_at.to_string(),
        }
    }
}

/// A dossier that waits for an agreement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConsentRequestView {
    /// Its id.
    pub(crate) id: String,
    /// Its code.
    pub(crate) code: String,
    /// The service.
    pub(crate) service: String,
    /// The commune.
    pub(crate) unit: String,
    /// Who asks.
    pub(crate) applicant_name: String,
    /// When it was filed.
    pub(crate) filed_at: String,
}

impl From<ConsentRequest> for ConsentRequestView {
    fn from(request: ConsentRequest) -> Self {
        Self {
            id: request.id.to_string(),
            code: request.code,
            service: request.service.id().to_owned(),
            unit: request.unit.to_string(),
            applicant_name: request.applicant_name,
            filed_at: request.filed_at.to_string(),
        }
    }
}

/// The public face of a dossier.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrackedView {
    /// Its code.
    pub(crate) code: String,
    /// The commune.
    pub(crate) unit: String,
    /// Where it stands.
    pub(crate) state: &'static str,
    /// How it was decided.
    pub(crate) outcome: Option<&'static str>,
    /// When it was filed.
    pub(crate) filed_at: String,
    /// When it is due.
    pub(crate) due_at: String,
    /// Until when the applicant may supply what is missing.
    pub(crate) answer_by: Option<String>,
    /// When it was decided.
    pub(crate) decided_at: Option<String>,
}

impl From<Tracked> for TrackedView {
    fn from(tracked: Tracked) -> Self {
        Self {
            code: tracked.code,
            unit: tracked.unit.to_string(),
            state: tracked.state.as_str(),
            outcome: tracked.outcome.map(dossiers::Outcome::as_str),
            filed_at: tracked.filed_at.to_string(),
            due_at: tracked.due_at.to_string(),
            answer_by: tracked.answer_by.map(|at| at.to_string()),
            decided_at: tracked.decided_at.map(|at| at.to_string()),
        }
    }
}
