//! Officials, and citizens' accounts.

use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// What can be done with officials and with citizens' accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// Add an official; prints the password that they must change and the secret for their second factor
    Add {
        /// Sign-in name
        login: String,
        /// Full name
        #[arg(long)]
        name: String,
        /// Role and unit, such as counter@01-001-00001; may be repeated
        #[arg(long = "grant", required = true)]
        grants: Vec<String>,
    },
    /// List officials
    List,
    /// Lock a citizen's account; its sessions end
    Lock {
        /// Identity number, or the account's id
        account: String,
        /// Why, by the law
        #[arg(long, value_parser = words::<accounts::LockGround>())]
        ground: accounts::LockGround,
        /// The last day of the lock; until somebody unlocks it without
        #[arg(long, value_name = "DATE")]
        until: Option<kernel::Date>,
    },
    /// Unlock a citizen's account
    Unlock {
        /// Identity number, or the account's id
        account: String,
    },
    /// End a citizen's account for good; its sessions end
    Cancel {
        /// Identity number, or the account's id
        account: String,
        /// Why, by the law
        #[arg(long, value_parser = words::<accounts::CancelGround>())]
        ground: accounts::CancelGround,
    },
}

/// The words of a closed list, shown in the help and refused when they are not of it.
trait Words: std::str::FromStr + Clone + Send + Sync + 'static {
    /// Every word.
    fn words() -> Vec<&'static str>;
}

impl Words for accounts::LockGround {
    fn words() -> Vec<&'static str> {
        Self::ALL.iter().map(|ground| ground.as_str()).collect()
    }
}

impl Words for accounts::CancelGround {
    fn words() -> Vec<&'static str> {
        Self::ALL.iter().map(|ground| ground.as_str()).collect()
    }
}

fn words<T: Words>() -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(T::words()).try_map(|word| word.parse::<T>().map_err(|_| "not of the list"))
}
