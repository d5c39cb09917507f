//! Any domain's error in the words that surfaces need.

use access::Denied;
use i18n::{Argument, Catalogue};
use kernel::{ErrorKind, Locale};

/// A failure, ready to be shown: a kind, a message of the catalogue and the fields it concerns.
///
/// The cause stays in the log; what people read comes from the message.
#[derive(Debug)]
pub struct Failure {
    /// The kind, which decides the HTTP status.
    pub kind: ErrorKind,
    /// The message's id in the catalogue; also the stable code that programs can rely on.
    pub message: &'static str,
    /// The message's arguments.
    pub args: Vec<(&'static str, String)>,
    /// What is wrong with single fields.
    pub fields: Vec<FieldFailure>,
    /// When to try again, in seconds.
    pub retry_after: Option<u32>,
    /// Which refusal it was, when permission was the reason.
    pub denied: Option<Denied>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFailure {
    /// The field's path, such as `from` or `members/0/name`.
    pub field: String,
    /// The message's id.
    pub message: String,
    /// The message's arguments.
    pub args: Vec<(String, String)>,
}

impl Failure {
    /// A failure with a message of the catalogue.
    #[must_use]
    pub const fn new(kind: ErrorKind, message: &'static str) -> Self {
        Self { kind, message, args: Vec::new(), fields: Vec::new(), retry_after: None, denied: None }
    }

    /// Nothing is there, or nothing the sender may know of.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::new(ErrorKind::NotFound, "error-not-found")
    }

    /// The request cannot be understood.
    #[must_use]
    pub const fn invalid() -> Self {
        Self::new(ErrorKind::Invalid, "error-invalid")
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Adds what is wrong with a field.
    #[must_use]
    pub fn field(mut self, field: &str, message: &str) -> Self {
        self.fields.push(FieldFailure { field: field.to_owned(), message: message.to_owned(), args: Vec::new() });
        self
    }

    /// The message in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Catalogue, locale: Locale) -> String {
        let args: Vec<(&str, Argument<'_>)> = self.args.iter().map(|(name, value)| (*name, Argument::from(value))).collect();
        words.say(locale, self.message, &args)
    }
}

impl FieldFailure {
    /// The message in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Catalogue, locale: Locale) -> String {
        let args: Vec<(&str, Argument<'_>)> =
            self.args.iter().map(|(name, value)| (name.as_str(), Argument::from(value))).collect();
        words.say(locale, &self.message, &args)
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        match error.kind() {
            ErrorKind::Unavailable => {
                tracing::warn!(%error, "The store is busy");
                Self { retry_after: Some(1), ..Self::new(ErrorKind::Unavailable, "error-busy") }
            }
            kind => {
                // A transaction that met another is run again; what was said of it on the way is not heard by anybody.
                if error.is_retryable() {
                    tracing::debug!(%error, "A transaction met another");
                } else {
                    tracing::error!(%error, "The store failed");
                }
                Self::new(kind, "error-internal")
            }
        }
    }
}

impl From<Denied> for Failure {
    fn from(denied: Denied) -> Self {
        Self { denied: Some(denied), ..Self::new(denied.kind(), denied.message_id()) }
    }
}

/// Domains explain their errors alike: a kind, a message, and perhaps a refusal or the store's failure behind it.
macro_rules! explained {
    ($($error:ty),* $(,)?) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                type Error = $error;
                match error {
                    Error::Store(store) => store.into(),
                    Error::Denied(denied) => denied.into(),
                    other => Self::explain(other.kind(), other.message_id(), &other),
                }
            }
        }
    )*};
}

explained!(papers::Error, steering::Error, notify::Error, places::PlacesError);

impl Failure {
    /// A failure whose cause only the log tells when it is a defect of ours.
    fn explain(kind: ErrorKind, message: &'static str, cause: &dyn std::error::Error) -> Self {
        if kind == ErrorKind::Internal {
            tracing::error!(error = %cause, "A domain failed");
        }
        Self::new(kind, message)
    }
}

impl From<register::reform::ReformError> for Failure {
    fn from(error: register::reform::ReformError) -> Self {
        match error {
            register::reform::ReformError::Register(error) => error.into(),
            other => Self::explain(other.kind(), other.message_id(), &other),
        }
    }
}

impl From<register::Error> for Failure {
    fn from(error: register::Error) -> Self {
        use register::Error;
        match error {
            Error::Store(store) => store.into(),
            Error::Denied(denied) => denied.into(),
            other => {
                let failure = Self::explain(other.kind(), other.message_id(), &other);
                match other {
                    // Programs find the changes among the fields, people in the text.
                    Error::LaterChanges(later) => {
                        let names: Vec<String> = later.iter().map(ToString::to_string).collect();
                        let failure = failure.arg("changes", names.join(", "));
                        names.iter().fold(failure, |failure, name| failure.field(name, "register-error-later-change"))
                    }
                    Error::TooManyMisses { retry_after_seconds } => Self { retry_after: Some(retry_after_seconds), ..failure },
                    Error::PhotoTooLarge { bytes_max } => failure.arg("bytes", (bytes_max / 1_000).to_string()),
                    Error::PhotoSides { side_min, side_max } => {
                        failure.arg("min", side_min.to_string()).arg("max", side_max.to_string())
                    }
                    Error::Civil(civil) => match civil.years() {
                        Some(years) => failure.arg("years", years.to_string()),
                        None => failure,
                    },
                    _ => failure,
                }
            }
        }
    }
}

impl From<quality::Error> for Failure {
    fn from(error: quality::Error) -> Self {
        use quality::Error;
        match error {
            Error::Store(store) => store.into(),
            Error::Denied(denied) => denied.into(),
            Error::Register(register) => register.into(),
            other => Self::explain(other.kind(), other.message_id(), &other),
        }
    }
}

impl From<dossiers::Error> for Failure {
    fn from(error: dossiers::Error) -> Self {
        use dossiers::Error;
        match error {
            Error::Store(store) => store.into(),
            Error::Denied(denied) => denied.into(),
            Error::Register(register) => register.into(),
            Error::Notify(notify) => notify.into(),
            other => {
                let fields = other
                    .field_errors()
                    .iter()
                    .map(|field| FieldFailure {
                        field: field.field.clone(),
                        message: field.message_id.clone(),
                        args: field.limit.iter().map(|limit| ("limit".to_owned(), limit.clone())).collect(),
                    })
                    .collect();
                Self { fields, ..Self::explain(other.kind(), other.message_id(), &other) }
            }
        }
    }
}

impl From<accounts::AccountError> for Failure {
    fn from(error: accounts::AccountError) -> Self {
        use accounts::AccountError;
        match error {
            AccountError::Store(store) => store.into(),
            AccountError::Denied(denied) => denied.into(),
            other => {
                let retry_after = other.retry_after_seconds();
                Self { retry_after, ..Self::explain(other.kind(), other.message_id(), &other) }
            }
        }
    }
}

impl From<country::UnknownFact> for Failure {
    fn from(error: country::UnknownFact) -> Self {
        Self::explain(error.kind(), error.kind().message_id(), &error)
    }
}

impl From<audit::AuditError> for Failure {
    fn from(error: audit::AuditError) -> Self {
        Self::explain(error.kind(), error.message_id(), &error)
    }
}
