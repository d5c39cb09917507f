//! Notices of a change: what somebody learned about a person for whom another unit answers.

use super::{ChangeId, PersonSummary};
use kernel::{Instant, PartialDate, PersonId, UnitCode};

kernel::define_id!(
    /// A notice of a change.
    NoticeId,
    "ntc"
);

kernel::text_enum! {
    /// What was learned.
    pub enum NoticeKind {
        /// The person moved in without papers.
        MovedIn = "moved-in",
        /// The person lives here in fact, and not where the register says.
        LivesHere = "lives-here",
        /// The person died here.
        Died = "died",
        /// The person married here.
        Married = "married",
        /// Telephone or mail changed.
        Contact = "contact",
        /// The person says that the own record is wrong.
        CitizenReport = "citizen-report",
    }
}

impl NoticeKind {
    /// The kinds that an officer of another unit can choose.
    pub const OF_UNITS: &'static [Self] = &[Self::MovedIn, Self::LivesHere, Self::Died, Self::Married, Self::Contact];
}

kernel::text_enum! {
    /// Where a notice stands.
    pub enum NoticeState {
        /// The unit that answers for the person has not answered yet.
        Open = "open",
        /// The unit took it over.
        Confirmed = "confirmed",
        /// The unit gave it back with a reason.
        Returned = "returned",
        /// Who made it took it back.
        Withdrawn = "withdrawn",
    }
}

kernel::text_enum! {
    /// What happened to a notice.
    pub enum NoticeAct {
        /// It was made.
        Made = "made",
        /// The unit took it over.
        Confirmed = "confirmed",
        /// The unit gave it back.
        Returned = "returned",
        /// It was sent once more, with what was missing.
        SentAgain = "sent-again",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// Its commune ended, and another took it over.
        Moved = "moved",
    }
}

/// One step of a notice's life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeStep {
    /// What happened.
    pub what: NoticeAct,
    /// When.
    pub at: Instant,
    /// Who did it, as the access log names them.
    pub by: String,
    /// In which office.
    pub office: Option<UnitCode>,
    /// What was said.
    pub said: Option<String>,
}

/// A notice of a change.
#[derive(Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// What was learned.
    pub kind: NoticeKind,
    /// About whom.
    pub person: PersonId,
    /// The unit that learned it; none when the person reports it.
    pub from: Option<UnitCode>,
    /// The unit that answers for the person.
    pub to: UnitCode,
    /// The fact that a citizen calls wrong: its name in the history of the register.
    pub fact: Option<String>,
    /// What was learned, or what is right.
    pub said: String,
    /// When it happened.
    pub happened_on: Option<PartialDate>,
    /// What proves it.
    pub evidence: Option<String>,
    /// Who made it, as the access log names them.
    pub made_by: String,
    /// When.
    pub made_at: Instant,
    /// When the unit has to answer.
    pub due_at: Instant,
    /// Where it stands.
    pub state: NoticeState,
    /// The change of the register that followed.
    pub change: Option<ChangeId>,
}

impl Notice {
    /// Whether the answer is late.
    #[must_use]
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.state == NoticeState::Open && self.due_at < now
    }
}

impl std::fmt::Debug for Notice {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Notice({}, {}, {})", self.id, self.kind, self.state)
    }
}

/// A notice in a list, with the line of the person. What the maker of a notice sees is no more than the card showed:
/// name, birth and the unit that answers.
#[derive(Debug, Clone)]
pub struct NoticeLine {
    /// The notice.
    pub notice: Notice,
    /// About whom.
    pub person: Option<PersonSummary>,
}
