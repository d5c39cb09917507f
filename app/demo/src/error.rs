//! Why a city could not be made.

/// Why a city could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The pack's words for the demo are broken.
    #[error("the demo's words in the country pack cannot be used:\n{0}")]
    Words(String),
    /// Nobody lives in the city on that day: the pack has no communes or no weights for it.
    #[error("the country pack has no communes with people on that day")]
    NoCommunes,
    /// A thread of the load ended badly.
    #[error("making people stopped unexpectedly")]
    Panicked,
    /// The register refused.
    #[error(transparent)]
    Register(#[from] register::Error),
    /// Accounts refused.
    #[error(transparent)]
    Accounts(#[from] accounts::AccountError),
    /// A dossier was refused where the story needs it.
    #[error(transparent)]
    Dossiers(#[from] dossiers::Error),
    /// The figures could not be added up.
    #[error(transparent)]
    Steering(#[from] steering::Error),
    /// The review failed.
    #[error(transparent)]
    Quality(#[from] quality::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}
