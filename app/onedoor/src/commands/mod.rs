//! One file a command.

mod audit_log;
mod backup;
mod bench;
mod client;
mod demo;
mod doctor;
mod export_roll;
mod import_roll;
mod link;
mod migrate;
mod numbers;
mod openapi;
mod quality;
mod restore;
pub(crate) mod serve;
mod service;
mod units;
mod user;

use crate::cli::{Audit, Cli, Client, Command, Export, Import, Numbers, Place, Quality, Serve, Service, Units};
use crate::compose::{House, compose, compose_to_read};
use clap::CommandFactory as _;
use gate::{Proxies, Settings};

/// How a command ended when nothing failed.
pub(crate) enum Outcome {
    /// All is well.
    Done,
    /// A check found something.
    Findings,
}

/// Runs what was asked for.
///
/// # Errors
/// What the command says, for standard error.
pub(crate) fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    let place = &cli.place;
    crate::telemetry::start_log();
    match &cli.command {
        Command::Serve(options) => serve::run(place, options),
        Command::Demo(options) => demo::run(place, options),
        Command::Import(Import::Roll { file, rejected, unit }) => {
            import_roll::run(place, file, rejected.as_deref(), unit.as_deref())
        }
        Command::Export(Export::Roll { unit, file, purpose, parquet }) => export_roll::run(place, unit, file, purpose, *parquet),
        Command::Numbers(Numbers::Issue { unit, dry_run, report }) => numbers::issue(place, unit, *dry_run, report),
        Command::Numbers(Numbers::Check { unit, report }) => numbers::check(place, unit, report),
        Command::Numbers(Numbers::Resume { run, report }) => numbers::resume(place, *run, report),
        Command::Quality(Quality::Scan) => quality::scan(place),
        Command::Link(options) => link::run(options, place.quiet),
        Command::Bench(options) => bench::run(place, options),
        Command::Backup(options) => backup::run(place, &options.target),
        Command::Restore(options) => restore::run(place, &options.source),
        Command::Doctor => doctor::run(place),
        Command::Audit(Audit::Verify) => audit_log::verify(place),
        Command::Audit(Audit::Proof { entry }) => audit_log::proof(place, *entry),
        Command::Service(Service::Check { folder }) => service::check(place, folder),
        Command::Service(Service::List) => service::list(place),
        Command::Service(Service::Publish { service, number, from }) => service::publish(place, service, *number, *from),
        Command::Service(Service::Retire { service, number }) => service::retire(place, service, *number),
        Command::User(wanted) => user::run(place, wanted),
        Command::Client(Client::Add(wanted)) => client::add(place, wanted),
        Command::Client(Client::List) => client::list(place),
        Command::Client(Client::Rotate { client }) => client::rotate(place, *client),
        Command::Client(Client::Revoke { client }) => client::revoke(place, *client),
        Command::Units(Units::Plan { on, allocation, basis }) => units::plan(place, *on, allocation.as_deref(), basis),
        Command::Units(Units::DryRun { on, output }) => units::dry_run(place, *on, *output),
        Command::Units(Units::Apply { on, batch, fast }) => units::apply(place, *on, *batch, *fast),
        Command::Units(Units::Report { on, households, addresses, output }) => {
            units::report(place, *on, households.as_deref(), addresses.as_deref(), *output)
        }
        Command::Migrate => migrate::run(place),
        Command::Openapi => openapi::run(),
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut Cli::command(), "onedoor", &mut std::io::stdout());
            Ok(Outcome::Done)
        }
    }
}

/// The program for a command that serves nobody.
fn house(place: &Place) -> anyhow::Result<House> {
    compose(place, settings(None, None, place))
}

/// The program for a command that only reads.
fn house_to_read(place: &Place) -> anyhow::Result<House> {
    compose_to_read(place, settings(None, None, place))
}

/// What the operator decided. A demonstration is known by the file of logins that `demo` leaves in the data folder.
fn settings(serve: Option<&Serve>, public_url: Option<String>, place: &Place) -> Settings {
    let listening =
        serve.map_or_else(|| "http://localhost:8080".to_owned(), |serve| format!("http://localhost:{}", serve.listen.port()));
    let public_url = public_url.unwrap_or(listening);
    let demo_logins = demo::logins(place);
    let proxies = Proxies::new(serve.map(|serve| serve.trusted_proxies.clone()).unwrap_or_default());
    Settings { public_url: public_url.trim_end_matches('/').to_owned(), demo: !demo_logins.is_empty(), demo_logins, proxies }
}
