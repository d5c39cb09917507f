//! How far a dossier has come, and how each act takes it further.

use super::{Consent, Obstacle, Outcome, State};
use crate::services::{Definition, StepAct};
use kernel::Instant;
use kernel::calendar::Pause;

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
