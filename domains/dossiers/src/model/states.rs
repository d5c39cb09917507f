//! What a dossier can be, and what can happen to it. The states are those that dossiers are synchronised with on the
//! national portal.

use crate::services::StepAct;
use kernel::text_enum;

text_enum! {
    /// Where a dossier stands.
    pub enum State {
        /// Filed; no office has taken it in.
        New = "new",
        /// Taken in; the clock runs.
        Received = "received",
        /// Sent back without being taken in.
        NotReceived = "not_received",
        /// With a further office; the clock runs.
        Processing = "processing",
        /// Waiting for the applicant to supply what is missing; the clock is paused.
        Supplement = "supplement",
        /// Waiting for a payment; the clock is paused. No act leads here until fees can be paid.
        Payment = "payment",
        /// Taken back by the applicant.
        Withdrawn = "withdrawn",
        /// Ended because the applicant supplied nothing in time.
        Stopped = "stopped",
        /// Decided; the clock has ended.
        Processed = "processed",
        /// The result is in the applicant's hands.
        Returned = "returned",
    }
}

impl State {
    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::New => "dossiers-state-new",
            Self::Received => "dossiers-state-received",
            Self::NotReceived => "dossiers-state-not-received",
            Self::Processing => "dossiers-state-processing",
            Self::Supplement => "dossiers-state-supplement",
            Self::Payment => "dossiers-state-payment",
            Self::Withdrawn => "dossiers-state-withdrawn",
            Self::Stopped => "dossiers-state-stopped",
            Self::Processed => "dossiers-state-processed",
            Self::Returned => "dossiers-state-returned",
        }
    }

    /// The number of the state on the national portal, 1 to 10.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::New => 1,
            Self::Received => 2,
            Self::NotReceived => 3,
            Self::Processing => 4,
            Self::Supplement => 5,
            Self::Payment => 6,
            Self::Withdrawn => 7,
            Self::Stopped => 8,
            Self::Processed => 9,
            Self::Returned => 10,
        }
    }

    /// Whether nothing can happen any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::NotReceived | Self::Withdrawn | Self::Stopped | Self::Returned)
    }

    /// Whether an office still owes a decision.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::New | Self::Received | Self::Processing | Self::Supplement | Self::Payment)
    }

    /// Whether nothing more happens to it. What was decided and waits to be handed over is not closed.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        !self.is_pending() && !matches!(self, Self::Processed)
    }

    /// Whether the time counts against the office.
    #[must_use]
    pub const fn clock_runs(self) -> bool {
        matches!(self, Self::Received | Self::Processing)
    }
}

text_enum! {
    /// How a dossier was decided.
    pub enum Outcome {
        /// In favour.
        Granted = "granted",
        /// Against, with a reason.
        Refused = "refused",
    }
}

impl Outcome {
    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Granted => "dossiers-outcome-granted",
            Self::Refused => "dossiers-outcome-refused",
        }
    }
}

text_enum! {
    /// How it stands with an agreement the dossier needs.
    pub enum Consent {
        /// None is needed.
        NotNeeded = "not_needed",
        /// It is awaited.
        Pending = "pending",
        /// It was given.
        Given = "given",
        /// It was denied.
        Declined = "declined",
    }
}

impl Consent {
    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::NotNeeded => "dossiers-consent-not-needed",
            Self::Pending => "dossiers-consent-pending",
            Self::Given => "dossiers-consent-given",
            Self::Declined => "dossiers-consent-declined",
        }
    }

    /// Whether nothing stands in the way of a grant.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::NotNeeded | Self::Given)
    }
}

text_enum! {
    /// What happened to a dossier.
    pub enum Act {
        /// The applicant sent it, or an officer did at the counter.
        Submit = "submit",
        /// An office took it in.
        Receive = "receive",
        /// An office sent it back without taking it in.
        Decline = "decline",
        /// An office asked for what is missing.
        RequestSupplement = "request_supplement",
        /// The applicant supplied it.
        AnswerSupplement = "answer_supplement",
        /// The one whose agreement it needs agreed.
        GiveConsent = "give_consent",
        /// The one whose agreement it needs did not agree.
        DenyConsent = "deny_consent",
        /// An office handed it to the next.
        Forward = "forward",
        /// An office decided in favour.
        Grant = "grant",
        /// An office decided against.
        Refuse = "refuse",
        /// The result was handed over.
        ReturnResult = "return_result",
        /// The applicant took it back.
        Withdraw = "withdraw",
        /// It ended because nothing was supplied in time.
        Stop = "stop",
        /// The commune ended, and another has it now.
        MoveUnit = "move_unit",
    }
}

impl Act {
    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Submit => "dossiers-act-submit",
            Self::Receive => "dossiers-act-receive",
            Self::Decline => "dossiers-act-decline",
            Self::RequestSupplement => "dossiers-act-request-supplement",
            Self::AnswerSupplement => "dossiers-act-answer-supplement",
            Self::GiveConsent => "dossiers-act-give-consent",
            Self::DenyConsent => "dossiers-act-deny-consent",
            Self::Forward => "dossiers-act-forward",
            Self::Grant => "dossiers-act-grant",
            Self::Refuse => "dossiers-act-refuse",
            Self::ReturnResult => "dossiers-act-return-result",
            Self::Withdraw => "dossiers-act-withdraw",
            Self::Stop => "dossiers-act-stop",
            Self::MoveUnit => "dossiers-act-move-unit",
        }
    }

    /// The act of an office that a step must allow; `None` for acts of the applicant, the head or the program.
    #[must_use]
    pub const fn of_step(self) -> Option<StepAct> {
        match self {
            Self::Receive => Some(StepAct::Receive),
            Self::Decline => Some(StepAct::Decline),
            Self::RequestSupplement => Some(StepAct::RequestSupplement),
            Self::Forward => Some(StepAct::Forward),
            Self::Grant => Some(StepAct::Grant),
            Self::Refuse => Some(StepAct::Refuse),
            Self::ReturnResult => Some(StepAct::ReturnResult),
            Self::Submit
            | Self::AnswerSupplement
            | Self::GiveConsent
            | Self::DenyConsent
            | Self::Withdraw
            | Self::Stop
            | Self::MoveUnit => None,
        }
    }
}
