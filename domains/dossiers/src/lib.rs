//! Services, their forms, and dossiers: from a draft to the result.
//!
//! A service is data ([`Catalogue`]): its form, what the register answers in it, its fee, deadline, steps and effect.
//! A dossier is a request under one version of a service, and goes through the states of the national portal
//! ([`Progress`]), one act at a time.
//!
//! Invariants:
//! - an act happens whole or not at all: the dossier, its history, the log, the event, the register and the inbox;
//! - what the register knows is never taken from the applicant;
//! - a dossier stays on the version of the service it was filed under;
//! - a supplement is asked for once, and the clock stands until it is answered;
//! - codes never repeat, and a submission that is sent twice makes one dossier.

mod commands;
mod effects;
mod error;
pub mod events;
mod history;
mod jobs;
mod load;
mod model;
mod papers;
mod queries;
mod services;
mod sql;

pub use commands::{
    ANSWERS_BYTES_MAX, AnswerSupplement, Companion, ConsentWord, DEFECTS_MAX, DRAFT_DAYS_MAX, Decide, Decline, Delivery,
    FILING_KEY_BYTES_MAX, Forward, GiveConsent, Installed, NOTE_CHARACTERS_MAX, PaperSeen, Receive, RequestSupplement,
    ReturnResult, STOPPED_A_TURN_MAX, SaveDraft, Submit, Submitted, Verdict, Withdraw, answer_supplement, count_open, decide,
    decline, discard_draft, forward, give_consent, move_open, publish, purge_drafts, receive, request_supplement, retire,
    return_result, save_draft, stop_unanswered, submit, withdraw,
};
pub use error::Error;
pub use events::DossierEvent;
pub use history::HistoryEntry;
pub use jobs::{CONSUMER, Swept, follow_register, sweep};
pub use load::Dossier;
pub use model::{Act, Consent, Obstacle, Outcome, Progress, State};
pub use papers::{PAPER, PaperOrder, PaperWish, Printer, paper_handler, paper_order};
pub use queries::{
    CONSENTS_MAX, COUNT_MAX, ConsentRequest, DRAFTS_MAX, DossierPaper, DossierView, Draft, DraftId, FilingForm, HouseholdChoice,
    OWN_ROWS_MAX, OwnDossier, QUEUE_ROWS_MAX, Queue, QueueCount, QueuePage, QueuePlace, QueueRow, SEARCHED_ROWS_MAX, Tracked,
    consent_request, dossier, draft, draft_form, drafts_of, filing_form, my_consents, my_dossiers, queue, queue_counts, sent_as,
    track,
};
pub use services::{
    Answers, Applicant, Catalogue, Channel, Checked, Choice, Condition, ConsentOf, ConsentRule, Definition, Effect,
    FIELD_ERRORS_MAX, FactRef, Fee, Field, FieldError, Form, KnownFacts, Layout, NUMBER_STRIPES_MAX, POSTGRES_NUMBER_STRIPES,
    PaperForm, Receiver, RequiredPaper, ResultPaper, Rule, Section, Service, Step, StepAct, StepLevel, Supplement, VersionState,
    Who, Widget, Words, check,
};

/// Tables and statements.
#[must_use]
pub fn schema() -> store::Schema {
    store::Schema::new("dossiers")
        .migration("0001_dossiers", include_str!("../migrations/0001_dossiers.sql"))
        .migration("0002_draft_sent", include_str!("../migrations/0002_draft_sent.sql"))
        .migration("0003_units", include_str!("../migrations/0003_units.sql"))
        .migration("0004_unit_ended_successor", include_str!("../migrations/0004_unit_ended_successor.sql"))
        .statements(sql::ALL)
}
