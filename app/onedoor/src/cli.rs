//! The words of the command line, and nothing else: what they mean is in `commands/`.

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use std::net::SocketAddr;
use std::path::PathBuf;

mod user;
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

/// Where the report of a run goes.
#[derive(Debug, Clone, Args)]
pub(crate) struct NumbersReport {
    /// Where to write a line for each person, as CSV
    #[arg(long = "report", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,
}

/// Options of `link`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Link {
    /// A list as CSV, in UTF-8, with a header; comma, semicolon or tab between columns
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) list: PathBuf,

    /// A second list: its records are linked with those of the first, and not with each other
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) other: Option<PathBuf>,

    /// How records are compared: vn, general, or a file with a model as JSON
    #[arg(long, default_value = "vn", value_name = "vn|general|FILE")]
    pub(crate) model: String,

    /// From which probability on records are joined, instead of the model's
    #[arg(long, value_name = "PROBABILITY", value_parser = probability)]
    pub(crate) threshold: Option<f64>,

    /// Nobody is twice on the same list
    #[arg(long)]
    pub(crate) unique: bool,

    /// Pairs that people decided, as CSV with the columns `id_1`, `id_2` and `same` (yes or no)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) decisions: Option<PathBuf>,

    /// Where to write what was found; by default beside the first list, without its ending
    ///
    /// Written are NAME.pairs.csv, NAME.clusters.csv, NAME.weights.json and, when lines were rejected, NAME.rejected.csv.
    #[arg(long, value_name = "NAME", value_hint = ValueHint::AnyPath)]
    pub(crate) into: Option<PathBuf>,

    /// How the summary is printed
    #[arg(long, value_enum, default_value_t = Output::Text)]
    pub(crate) output: Output,

    /// Threads that compare; as many as the machine has processors by default
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// Which pairs are drawn for learning; the same seed gives the same result
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

fn probability(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "a number between 0 and 1, such as 0.9".to_owned())?;
    if number > 0.0 && number < 1.0 { Ok(number) } else { Err("it lies between 0 and 1".to_owned()) }
}

/// Options of `bench`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Bench {
    /// What to measure, one after the other in the same city
    #[arg(value_enum, required = true)]
    pub(crate) scenarios: Vec<Scenario>,

    /// How the result is printed
    #[arg(long, value_enum, default_value_t = Output::Text)]
    pub(crate) output: Output,

    /// Connections of the load generator: 64, and 4 for what people do at a desk
    #[arg(long)]
    pub(crate) connections: Option<usize>,

    /// Turns a second of the paced scenarios, evenly spread
    #[arg(long, default_value_t = 5_000)]
    pub(crate) rate: u32,

    /// Length of each measurement in seconds
    #[arg(long, default_value_t = 10)]
    pub(crate) seconds: u64,

    /// Dossiers that are stored before the measurement
    #[arg(long, default_value_t = 0)]
    pub(crate) stored: u64,

    /// People in the register
    #[arg(long, default_value_t = 20_000)]
    pub(crate) people: u64,
}

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scenario {
    /// Filing dossiers over HTTP
    Submit,
    /// Filing, receiving, deciding and returning dossiers over HTTP
    Lifecycle,
    /// Looking persons up by number over HTTP
    Lookup,
    /// Looking persons up by number at a set pace
    LookupPaced,
    /// Searching names with typing errors within a district over HTTP
    Search,
    /// Searching the whole city by name, by name and year, by telephone and by address in turn
    SearchCity,
    /// Opening the page of a person at the register desk
    Person,
    /// Registering births into the mother's household
    Birth,
    /// Memory of a server with nothing to do, and how long it takes to start
    Idle,
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

/// What can be done when units change.
#[derive(Debug, Subcommand)]
pub(crate) enum Units {
    /// Plan the change of a day: which communes end, and who takes them over
    Plan {
        /// The first day of the new map, such as 2025-07-01
        #[arg(long)]
        on: kernel::Date,
        /// CSV with the columns old,address,new: which addresses of a divided commune go where
        #[arg(long, value_hint = ValueHint::FilePath)]
        allocation: Option<PathBuf>,
        /// The law, as the history will show it
        #[arg(long, default_value = "unit-reform")]
        basis: String,
    },
    /// Count what a planned change would do, without doing it
    DryRun {
        /// The first day of the new map
        #[arg(long)]
        on: kernel::Date,
        /// How the figures are printed
        #[arg(long, value_enum, default_value_t = Output::Text)]
        output: Output,
    },
    /// Carry a planned change out, or go on where an earlier run stopped
    Apply {
        /// The first day of the new map
        #[arg(long)]
        on: kernel::Date,
        /// Dwellings moved in one transaction; small for a server that people use meanwhile
        #[arg(long, default_value_t = 2_000)]
        batch: u32,
        /// Leave two indexes of the search out meanwhile: quicker for a whole city, for hours in which nobody works
        #[arg(long)]
        fast: bool,
    },
    /// Show what was planned, what was done and what should be looked at
    Report {
        /// The first day of the new map
        #[arg(long)]
        on: kernel::Date,
        /// Write the households whose new commune nobody stated, as CSV
        #[arg(long, value_hint = ValueHint::FilePath)]
        households: Option<PathBuf>,
        /// Write the dwellings that share their address since, as CSV
        #[arg(long, value_hint = ValueHint::FilePath)]
        addresses: Option<PathBuf>,
        /// How the figures are printed
        #[arg(long, value_enum, default_value_t = Output::Text)]
        output: Output,
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
