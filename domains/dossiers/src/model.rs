//! The life of a dossier as a pure state machine: no clock, no database, no permission.
//!
//! The states are those that dossiers are synchronised with on the national portal. An act either gives the next
//! [`Progress`] or says why it cannot be; nothing is half done. Invariants that hold after every act are written
//! down in [`Progress::contradiction`] and tried with random acts in the tests.

use crate::services::{Definition, StepAct};
use kernel::calendar::Pause;
use kernel::{ErrorKind, Instant, text_enum};

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
            Self::Submit | Self::AnswerSupplement | Self::GiveConsent | Self::DenyConsent | Self::Withdraw | Self::Stop => None,
        }
    }
}

/// Why an act cannot be, in the order in which the reasons are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Obstacle {
    /// The dossier is in a state from which the act leads nowhere.
    #[error("the state `{0}` does not allow it")]
    State(State),
    /// The service does not let this step do it.
    #[error("this step of the service does not include it")]
    Step,
    /// A supplement was asked for before; it is asked for once, with everything that is missing.
    #[error("a supplement was already asked for")]
    SupplementOnce,
    /// The time to supply has passed.
    #[error("the time to supply what is missing has passed")]
    SupplementLate,
    /// The time to supply has not passed.
    #[error("the applicant still has time to supply what is missing")]
    SupplementRunning,
    /// An agreement is needed and is not there.
    #[error("a consent is missing")]
    ConsentMissing,
    /// The agreement was given or denied before, or none is needed.
    #[error("no consent is awaited")]
    ConsentSettled,
    /// There is no step after this one.
    #[error("there is no further step")]
    LastStep,
}

impl Obstacle {
    /// All are conflicts with what the dossier is.
    #[must_use]
    pub const fn kind(self) -> ErrorKind {
        ErrorKind::Conflict
    }

    /// The message that explains it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::State(_) => "dossiers-error-state",
            Self::Step => "dossiers-error-step",
            Self::SupplementOnce => "dossiers-error-supplement-once",
            Self::SupplementLate => "dossiers-error-supplement-late",
            Self::SupplementRunning => "dossiers-error-supplement-running",
            Self::ConsentMissing => "dossiers-error-consent-missing",
            Self::ConsentSettled => "dossiers-error-consent-settled",
            Self::LastStep => "dossiers-error-last-step",
        }
    }
}

/// How far a dossier has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Where it stands.
    pub state: State,
    /// The step of the service, from 0.
    pub step: u32,
    /// How it was decided.
    pub outcome: Option<Outcome>,
    /// How it stands with the agreement it needs.
    pub consent: Consent,
    /// Whether a supplement has been asked for.
    pub supplemented: bool,
    /// When it was taken in.
    pub received_at: Option<Instant>,
    /// Since when the clock stands still.
    pub paused_at: Option<Instant>,
    /// Until when the applicant may supply what is missing.
    pub answer_by: Option<Instant>,
    /// When it was decided.
    pub decided_at: Option<Instant>,
    /// The times during which the clock stood still.
    pub interruptions: Vec<Pause>,
}

impl Progress {
    /// A dossier that was just filed.
    #[must_use]
    pub const fn filed(consent: Consent) -> Self {
        Self {
            state: State::New,
            step: 0,
            outcome: None,
            consent,
            supplemented: false,
            received_at: None,
            paused_at: None,
            answer_by: None,
            decided_at: None,
            interruptions: Vec::new(),
        }
    }

    /// Takes it in and starts the clock.
    ///
    /// # Errors
    /// [`Obstacle`]: not new, the step does not receive, or an agreement is missing.
    pub fn receive(&self, service: &Definition, at: Instant) -> Result<Self, Obstacle> {
        self.in_states(&[State::New])?;
        self.at_step(service, StepAct::Receive)?;
        self.with_consent()?;
        Ok(Self { state: State::Received, received_at: Some(at), ..self.clone() })
    }

    /// Sends it back without taking it in.
    ///
    /// # Errors
    /// [`Obstacle`]: not new, or the step does not decline.
    pub fn decline(&self, service: &Definition) -> Result<Self, Obstacle> {
        self.in_states(&[State::New])?;
        self.at_step(service, StepAct::Decline)?;
        Ok(Self { state: State::NotReceived, ..self.clone() })
    }

    /// Asks for what is missing, once, and stops the clock.
    ///
    /// # Errors
    /// [`Obstacle`]: not with an office, the step may not ask, or it was asked before.
    pub fn request_supplement(&self, service: &Definition, at: Instant, answer_by: Instant) -> Result<Self, Obstacle> {
        self.in_states(&[State::New, State::Received, State::Processing])?;
        self.at_step(service, StepAct::RequestSupplement)?;
        if self.supplemented {
            return Err(Obstacle::SupplementOnce);
        }
        Ok(Self {
            state: State::Supplement,
            supplemented: true,
            // Before the dossier is received no clock runs, so there is none to stop.
            paused_at: self.received_at.map(|_| at),
            answer_by: Some(answer_by),
            ..self.clone()
        })
    }

    /// Supplies what was missing and lets the clock run on.
    ///
    /// # Errors
    /// [`Obstacle`]: nothing was asked for, or the time has passed.
    pub fn answer_supplement(&self, at: Instant) -> Result<Self, Obstacle> {
        self.in_states(&[State::Supplement])?;
        if self.answer_by.is_some_and(|limit| at > limit) {
            return Err(Obstacle::SupplementLate);
        }
        let state = match (self.received_at, self.step) {
            (None, _) => State::New,
            (Some(_), 0) => State::Received,
            (Some(_), _) => State::Processing,
        };
        Ok(Self { state, paused_at: None, answer_by: None, interruptions: self.interruptions_until(at), ..self.clone() })
    }

    /// Notes whether the one whose agreement is needed agrees.
    ///
    /// # Errors
    /// [`Obstacle`]: the dossier is decided or ended, or no agreement is awaited.
    pub fn settle_consent(&self, agreed: bool) -> Result<Self, Obstacle> {
        if !self.state.is_pending() {
            return Err(Obstacle::State(self.state));
        }
        if self.consent != Consent::Pending {
            return Err(Obstacle::ConsentSettled);
        }
        Ok(Self { consent: if agreed { Consent::Given } else { Consent::Declined }, ..self.clone() })
    }

    /// Hands it to the next step.
    ///
    /// # Errors
    /// [`Obstacle`]: the clock does not run, the step may not forward, there is none after it, or an agreement is missing.
    pub fn forward(&self, service: &Definition) -> Result<Self, Obstacle> {
        self.in_states(&[State::Received, State::Processing])?;
        self.at_step(service, StepAct::Forward)?;
        self.with_consent()?;
        let next = self.step + 1;
        if usize::try_from(next).is_ok_and(|next| next >= service.steps.len()) {
            return Err(Obstacle::LastStep);
        }
        Ok(Self { state: State::Processing, step: next, ..self.clone() })
    }

    /// Decides and ends the clock. The dossier goes to the step that hands results over.
    ///
    /// # Errors
    /// [`Obstacle`]: the clock does not run, the step may not decide so, or it grants while an agreement is missing.
    pub fn decide(&self, service: &Definition, outcome: Outcome, at: Instant) -> Result<Self, Obstacle> {
        self.in_states(&[State::Received, State::Processing])?;
        match outcome {
            Outcome::Granted => {
                self.at_step(service, StepAct::Grant)?;
                self.with_consent()?;
            }
            Outcome::Refused => self.at_step(service, StepAct::Refuse)?,
        }
        Ok(Self {
            state: State::Processed,
            step: service.returning_step(),
            outcome: Some(outcome),
            decided_at: Some(at),
            ..self.clone()
        })
    }

    /// Hands the result over.
    ///
    /// # Errors
    /// [`Obstacle`]: it is not decided, or the step hands nothing over.
    pub fn return_result(&self, service: &Definition) -> Result<Self, Obstacle> {
        self.in_states(&[State::Processed])?;
        self.at_step(service, StepAct::ReturnResult)?;
        Ok(Self { state: State::Returned, ..self.clone() })
    }

    /// Takes it back.
    ///
    /// # Errors
    /// [`Obstacle`]: it is decided or ended.
    pub fn withdraw(&self, at: Instant) -> Result<Self, Obstacle> {
        if !self.state.is_pending() {
            return Err(Obstacle::State(self.state));
        }
        Ok(self.ended(State::Withdrawn, at))
    }

    /// Ends it because nothing was supplied in time.
    ///
    /// # Errors
    /// [`Obstacle`]: nothing was asked for, or there is still time.
    pub fn stop(&self, at: Instant) -> Result<Self, Obstacle> {
        self.in_states(&[State::Supplement])?;
        if self.answer_by.is_none_or(|limit| at <= limit) {
            return Err(Obstacle::SupplementRunning);
        }
        Ok(self.ended(State::Stopped, at))
    }

    /// What contradicts itself, if anything does. After every act there must be nothing.
    #[must_use]
    pub fn contradiction(&self) -> Option<&'static str> {
        let decided = matches!(self.state, State::Processed | State::Returned);
        let checks = [
            (self.outcome.is_some() != decided, "an outcome exists exactly when it is decided"),
            (self.decided_at.is_some() != decided, "a time of decision exists exactly when it is decided"),
            (decided && self.received_at.is_none(), "what is decided was received"),
            (self.state.clock_runs() && self.received_at.is_none(), "a running clock has a start"),
            (self.state == State::New && self.received_at.is_some(), "what is new was not received"),
            (self.state == State::Processing && self.step == 0, "processing is a further step"),
            (
                self.paused_at.is_some() && self.state != State::Supplement,
                "the clock stands still only while something is awaited",
            ),
            (
                self.answer_by.is_some() != (self.state == State::Supplement),
                "a limit to supply exists exactly while something is awaited",
            ),
            (self.state == State::Supplement && !self.supplemented, "a supplement that is awaited was asked for"),
            (self.interruptions.len() > 1, "the clock stands still once at most"),
            (self.outcome == Some(Outcome::Granted) && !self.consent.is_settled(), "what is granted has its consent"),
            (self.state == State::Processing && !self.consent.is_settled(), "what is handed on has its consent"),
        ];
        checks.iter().find(|(broken, _)| *broken).map(|(_, what)| *what)
    }

    fn in_states(&self, allowed: &[State]) -> Result<(), Obstacle> {
        if allowed.contains(&self.state) { Ok(()) } else { Err(Obstacle::State(self.state)) }
    }

    fn at_step(&self, service: &Definition, act: StepAct) -> Result<(), Obstacle> {
        if service.step(self.step).allows(act) { Ok(()) } else { Err(Obstacle::Step) }
    }

    const fn with_consent(&self) -> Result<(), Obstacle> {
        if self.consent.is_settled() { Ok(()) } else { Err(Obstacle::ConsentMissing) }
    }

    fn ended(&self, state: State, at: Instant) -> Self {
        Self { state, paused_at: None, answer_by: None, interruptions: self.interruptions_until(at), ..self.clone() }
    }

    /// The times the clock stood still, the present one closed at `at`.
    fn interruptions_until(&self, at: Instant) -> Vec<Pause> {
        let mut interruptions = self.interruptions.clone();
        interruptions.extend(self.paused_at.map(|from| Pause { from, until: at.max(from) }));
        interruptions
    }
}

#[cfg(test)]
mod tests;
