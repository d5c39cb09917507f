//! Systems of other agencies.

use clap::{Args, Subcommand};

/// What can be done with systems of other agencies.
#[derive(Debug, Subcommand)]
pub(crate) enum Client {
    /// Let a system in; prints its key, this once
    Add(ClientAdd),
    /// List systems
    List,
    /// Give a system another key; the old one opens for a day more
    Rotate {
        /// The system, as `list` shows it
        client: kernel::ClientId,
    },
    /// Shut a system out, at once and for good
    Revoke {
        /// The system, as `list` shows it
        client: kernel::ClientId,
    },
}

/// A system to let in.
#[derive(Debug, Clone, Args)]
pub(crate) struct ClientAdd {
    /// What the system is called
    pub(crate) name: String,
    /// Whose it is, as citizens read it
    #[arg(long)]
    pub(crate) agency: String,
    /// Whose residents it may ask about, such as 01
    #[arg(long)]
    pub(crate) unit: kernel::UnitCode,
    /// A purpose that it may state, such as verify-identity; may be repeated
    #[arg(long = "purpose", required = true)]
    pub(crate) purposes: Vec<String>,
    /// Questions a minute
    #[arg(long, default_value_t = 60)]
    pub(crate) a_minute: u32,
    /// Questions a day
    #[arg(long, default_value_t = 10_000)]
    pub(crate) a_day: u32,
}
