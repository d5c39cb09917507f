//! The words of the command line, and nothing else: what they mean is in `commands/`.

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use std::net::SocketAddr;
use std::path::PathBuf;

mod bench;
mod client;
mod link;
mod units;
mod user;
pub(crate) use bench::{Bench, Scenario};
pub(crate) use client::{Client, ClientAdd};
pub(crate) use link::Link;
pub(crate) use units::Units;
pub(crate) use user::User;

/// OneDoor: the civic platform in one program.
#[derive(Debug, Parser)]
#[command(name = "onedoor", version, about, propagate_version = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) place: Place,

    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub(crate) struct Place {
    /// Folder of the embedded database and the keys
    #[arg(long, global = true, env = "ONEDOOR_DATA", default_value = "onedoor-data", value_hint = ValueHint::DirPath)]
    pub(crate) data: PathBuf,

    /// PostgreSQL to use instead of the embedded database: postgres://user@host/name
    #[arg(long, global = true, env = "ONEDOOR_DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,

    /// Folder of a country pack to use instead of the one inside the program
    #[arg(long, global = true, env = "ONEDOOR_PACK", value_hint = ValueHint::DirPath)]
    pub(crate) pack: Option<PathBuf>,

    /// Number of this node among those that share one database, 0 to 63
    #[arg(long, global = true, env = "ONEDOOR_NODE", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..64))]
    pub(crate) node: u8,

    /// No progress bars
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the desks and the interface
    Serve(Serve),
    /// Make a synthetic city to try things in
    Demo(Demo),
    /// Take data in
    #[command(subcommand)]
    Import(Import),
    /// Take data out
    #[command(subcommand)]
    Export(Export),
    /// Identity numbers in bulk
    #[command(subcommand)]
    Numbers(Numbers),
    /// Review the register by the rules of cleansing
    #[command(subcommand)]
    Quality(Quality),
    /// Find which records of a list, or of two lists, are about the same person
    Link(Link),
    /// Measure a scenario against a server that it starts
    Bench(Bench),
    /// Copy the database and the keys while the server runs
    Backup(Backup),
    /// Put a backup in place of the database
    Restore(Restore),
    /// Check that everything that must hold does
    Doctor,
    /// Check the log of access and changes
    #[command(subcommand)]
    Audit(Audit),
    /// Check services, offer them and withdraw them
    #[command(subcommand)]
    Service(Service),
    /// Officials and their roles; locking and ending citizens' accounts
    #[command(subcommand)]
    User(User),
    /// Systems of other agencies and their keys
    #[command(subcommand)]
    Client(Client),
    /// Redraw the map of administrative units under the people who live there
    #[command(subcommand)]
    Units(Units),
    /// Bring the tables up to date
    Migrate,
    /// Print the description of the REST interface
    Openapi,
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

/// Options of `serve`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Serve {
    /// Where to listen
    #[arg(long, env = "ONEDOOR_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,

    /// The address people use, for links, QR codes and passkeys; by default http:// and the listening address
    #[arg(long, env = "ONEDOOR_PUBLIC_URL")]
    pub(crate) public_url: Option<String>,

    /// SMTP server for mail, smtp://user:password@host:port; without one, mail is kept in the data folder
    #[arg(long, env = "ONEDOOR_SMTP_URL", hide_env_values = true)]
    pub(crate) smtp_url: Option<String>,

    /// Sender of mail
    #[arg(long, env = "ONEDOOR_MAIL_FROM", default_value = "OneDoor <no-reply@localhost>")]
    pub(crate) mail_from: String,

    /// Proxies whose X-Forwarded-For or Forwarded tells where requests come from, such as 10.0.0.0/8; may be repeated
    #[arg(long = "trusted-proxy", env = "ONEDOOR_TRUSTED_PROXIES", value_name = "CIDR", value_delimiter = ',')]
    pub(crate) trusted_proxies: Vec<gate::Network>,

    /// Leave background work (papers, mail, tallies, sealing) to other nodes
    #[arg(long)]
    pub(crate) no_jobs: bool,
}

/// Options of `demo`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Demo {
    /// How many residents
    #[arg(long, default_value_t = 20_000)]
    pub(crate) people: u64,

    /// The same seed gives the same city
    #[arg(long, default_value_t = 2022)]
    pub(crate) seed: u64,

    /// How many dossiers of the last weeks
    #[arg(long, default_value_t = 1_200)]
    pub(crate) dossiers: u32,

    /// Which administrative units the city is made on; on the old ones it stands as on their last working day
    #[arg(long, value_enum, default_value_t = DemoUnits::Today)]
    pub(crate) units: DemoUnits,
}

/// On which map a demo city is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DemoUnits {
    /// The units of today
    Today,
    /// The three tiers that stood until 30 June 2025
    #[value(name = "2022")]
    ThreeTiers,
}

/// What can be taken in.
#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// A commune's population roll, CSV as spreadsheets export it
    Roll {
        /// The file
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Where to write rejected lines; by default beside the file with `.rejected.csv`
        #[arg(long, value_hint = ValueHint::FilePath)]
        rejected: Option<PathBuf>,
        /// The commune of lines that name none, such as 01-001-00001
        #[arg(long)]
        unit: Option<String>,
    },
}

/// What can be taken out.
#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// The residents of a unit as CSV
    Roll {
        /// The unit, such as 01-001-00001
        unit: String,
        /// Where to write
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Why, a code of the pack's list of purposes
        #[arg(long)]
        purpose: String,
        /// Write Apache Parquet instead of CSV
        #[arg(long)]
        parquet: bool,
    },
}

/// What can be done with identity numbers.
#[derive(Debug, Subcommand)]
pub(crate) enum Numbers {
    /// Issue numbers to residents who have none and whose data are complete
    Issue {
        /// The unit, such as 01-001-00001
        #[arg(long)]
        unit: kernel::UnitCode,
        /// Only say what would be done
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        report: NumbersReport,
    },
    /// Find numbers that contradict sex, birth year or place of birth registration
    Check {
        /// The unit, such as 01-001-00001
        #[arg(long)]
        unit: kernel::UnitCode,
        #[command(flatten)]
        report: NumbersReport,
    },
    /// Go on with a run that was stopped
    Resume {
        /// The run, as it was printed when it began
        run: register::numbers::RunId,
        #[command(flatten)]
        report: NumbersReport,
    },
}

/// What can be done with the review of the register.
#[derive(Debug, Subcommand)]
pub(crate) enum Quality {
    /// Go through the whole register, or go on where the last review stopped
    Scan,
}

/// Where the report of a run goes.
#[derive(Debug, Clone, Args)]
pub(crate) struct NumbersReport {
    /// Where to write a line for each person, as CSV
    #[arg(long = "report", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,
}

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// For people
    Text,
    /// For programs: one JSON object on a line
    Json,
}

/// Options of `backup`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Backup {
    /// Folder to write, which must not exist
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) target: PathBuf,
}

/// Options of `restore`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Restore {
    /// Folder that `backup` wrote
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) source: PathBuf,
}

/// What can be done with the log.
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Recompute every hash and check the signature of the head
    Verify,
    /// Prove that an entry is in the log
    Proof {
        /// The entry's number
        entry: i64,
    },
}

/// What can be done with services.
#[derive(Debug, Subcommand)]
pub(crate) enum Service {
    /// Check the definition of a service in a folder
    Check {
        /// The folder with service.toml, form.schema.json and layout.json
        #[arg(value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// List every version of every service: its number, whether it is a draft, live or retired, its first day
    List,
    /// Offer a version of a service from a day on
    Publish {
        /// The service, such as temporary-residence
        service: String,
        /// The version's number, as `list` shows it
        number: u32,
        /// The first day, such as 2026-07-01; today when left out
        #[arg(long)]
        from: Option<kernel::Date>,
    },
    /// Withdraw a version of a service: nobody can file under it any more, what was filed goes on
    Retire {
        /// The service, such as temporary-residence
        service: String,
        /// The version's number, as `list` shows it
        number: u32,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
