//! Services as data: what a service is, its form, its versions.

mod catalogue;
mod check;
mod condition;
mod definition;
mod form;
mod layout;
mod rules;

pub use catalogue::{Catalogue, Channel, NUMBER_STRIPES_MAX, POSTGRES_NUMBER_STRIPES, Service, VersionState};
pub(crate) use catalogue::{SINCE_EVER, Versions, digest, text_of};
pub use check::{Checked, check};
pub use condition::Condition;
pub(crate) use condition::applies;
pub use definition::{
    Applicant, ConsentOf, ConsentRule, Definition, Effect, FactRef, Fee, PaperForm, Receiver, RequiredPaper, ResultPaper, Rule,
    Step, StepAct, StepLevel, Supplement, Who, Words,
};
pub use form::{Answers, FIELD_ERRORS_MAX, FieldError, Form, KnownFacts};
pub use layout::{Choice, Field, Layout, Section, Widget};
pub(crate) use rules::broken_rules;
