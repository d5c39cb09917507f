//! What others may react to. Payloads carry ids and codes, never names.

use crate::model::{Act, Outcome, State};
use crate::services::Channel;
use kernel::{Date, DossierId, Instant, UnitCode, text_enum};
use serde::{Deserialize, Serialize};

/// A dossier was filed.
pub const SUBMITTED: &str = "dossiers.submitted";
/// An office took it in; its clock runs.
pub const RECEIVED: &str = "dossiers.received";
/// An office sent it back without taking it in.
pub const DECLINED: &str = "dossiers.declined";
/// An office asked for what is missing; the clock stands.
pub const SUPPLEMENT: &str = "dossiers.supplement";
/// The applicant supplied it; the clock runs on, with a later end.
pub const SUPPLEMENTED: &str = "dossiers.supplemented";
/// The one whose agreement it needs agreed, or did not.
pub const CONSENT: &str = "dossiers.consent";
/// An office handed it to the next step.
pub const FORWARDED: &str = "dossiers.forwarded";
/// It was decided; the clock has ended.
pub const DECIDED: &str = "dossiers.decided";
/// The result was handed over.
pub const RETURNED: &str = "dossiers.returned";
/// The applicant took it back.
pub const WITHDRAWN: &str = "dossiers.withdrawn";
/// It ended because nothing was supplied in time.
pub const STOPPED: &str = "dossiers.stopped";

/// The commune it belonged to ended: another has it.
pub const UNIT_MOVED: &str = "dossiers.unit-moved";
/// A commune ended and nothing open is left in it. The payload is [`UnitEnded`].
pub const UNIT_ENDED: &str = "dossiers.unit-ended";

/// Every topic, for consumers that fold them all.
pub const TOPICS: &[&str] = &[
    SUBMITTED,
    RECEIVED,
    DECLINED,
    SUPPLEMENT,
    SUPPLEMENTED,
    CONSENT,
    FORWARDED,
    DECIDED,
    RETURNED,
    WITHDRAWN,
    STOPPED,
    UNIT_MOVED,
];

text_enum! {
    /// How a decision kept its time.
    pub enum Timeliness {
        /// On a day before the day it was due.
        Early = "early",
        /// On the day it was due, before the hour.
        OnTime = "on_time",
        /// After.
        Overdue = "overdue",
    }
}

impl Timeliness {
    /// How something done at `at` kept a time that ended at `due`.
    #[must_use]
    pub fn of(at: Instant, due: Instant) -> Self {
        if at > due {
            Self::Overdue
        } else if at.date_in_vietnam() < due.date_in_vietnam() {
            Self::Early
        } else {
            Self::OnTime
        }
    }
}

/// The payload of every event of dossiers.
///
/// A tally of what is pending by the day it is due adds one at `due_day` when a dossier appears and takes one away at
/// `due_day_before` when it moves or ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierEvent {
    /// Which dossier.
    pub dossier: DossierId,
    /// What happened.
    pub act: Act,
    /// The service.
    pub service: String,
    /// The commune it belongs to.
    pub unit: UnitCode,
    /// The commune it belonged to before, when that one ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_before: Option<UnitCode>,
    /// The unit whose office has it now.
    pub desk: UnitCode,
    /// How it came in.
    pub channel: Channel,
    /// Where it stood before; nothing for a new one.
    pub state_before: Option<State>,
    /// Where it stands.
    pub state: State,
    /// When this happened.
    pub at: Instant,
    /// The day of that, in Viet Nam.
    pub day: Date,
    /// The day on which it was filed.
    pub filed_day: Date,
    /// When it is due.
    pub due: Instant,
    /// The day of that.
    pub due_day: Date,
    /// The day on which it was due before this happened; nothing for a new one.
    pub due_day_before: Option<Date>,
    /// For a decision: which.
    pub outcome: Option<Outcome>,
    /// For a decision: how it kept its time.
    pub timeliness: Option<Timeliness>,
}

/// The payload of [`UNIT_ENDED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitEnded {
    /// The commune that ended.
    pub unit: UnitCode,
    /// The one that took it over.
    pub successor: UnitCode,
    /// When this was written down.
    pub at: Instant,
}

/// The topic of an act.
pub(crate) const fn topic(act: Act) -> &'static str {
    match act {
        Act::Submit => SUBMITTED,
        Act::Receive => RECEIVED,
        Act::Decline => DECLINED,
        Act::RequestSupplement => SUPPLEMENT,
        Act::AnswerSupplement => SUPPLEMENTED,
        Act::GiveConsent | Act::DenyConsent => CONSENT,
        Act::Forward => FORWARDED,
        Act::Grant | Act::Refuse => DECIDED,
        Act::ReturnResult => RETURNED,
        Act::Withdraw => WITHDRAWN,
        Act::Stop => STOPPED,
        Act::MoveUnit => UNIT_MOVED,
    }
}
