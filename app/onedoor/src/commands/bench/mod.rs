//! `onedoor bench`: measures a scenario against a server that it starts, over HTTP, on this machine.
//!
//! The server is this program in a process of its own; the load generator is this process. They share the cores.

mod prepare;
mod server;

use crate::cli::{Bench, Output, Place, Scenario};
use crate::commands::Outcome;
use anyhow::Context as _;
use bench::http::{Connection, Failure, Template};
use bench::{Load, Report, Turn, Until, run_closed_loop};
use clap::ValueEnum as _;
use prepare::{City, Filing};
use server::Server;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Connections of systems and phones.
const CLIENTS: usize = 64;
/// Connections of people at a desk, who read before they ask again.
const CLERKS: usize = 4;
const WARM_UP: Duration = Duration::from_secs(2);

/// Prepares the data, starts the server, measures and prints.
///
/// # Errors
/// A folder that cannot be written, a server that does not start, a run in which nothing works.
#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
pub(crate) fn run(place: &Place, options: &Bench) -> anyhow::Result<Outcome> {
    let folder = tempfile::tempdir().context("no temporary folder could be made")?;
    let place = Place { data: folder.path().join("data"), quiet: true, ..place.clone() };
    eprintln!("Preparing {} people and {} stored dossiers …", options.people, options.stored);
    let begun = Instant::now();
    let city = prepare::city(&place, options)?;
    let prepared = begun.elapsed().as_secs_f64();
    let mut outcome = Outcome::Done;
    for scenario in &options.scenarios {
        // Each begins with a server that has just started, so that none profits from the one before.
        let server = Server::start(&place)?;
        let mut report = measure(&server, *scenario, options, &city)?;
        report.people = Some(options.people);
        report.prepared_seconds = Some(prepared);
        report.stored_rows = Some(city.stored);
        report.rss_mb_server = server.resident_mb();
        report.data_bytes = place.database_url.is_none().then(|| bench::directory_bytes(&place.data));
        server.stop();
        match options.output {
            Output::Json => println!("{}", serde_json::to_string(&report)?),
            Output::Text => println!("{report}"),
        }
        if report.errors > 0 {
            outcome = Outcome::Findings;
        }
    }
    Ok(outcome)
}

fn measure(server: &Server, scenario: Scenario, options: &Bench, city: &City) -> anyhow::Result<Report> {
    let load = Load {
        address: server.address,
        connections: options.connections.unwrap_or(match scenario {
            Scenario::Search | Scenario::SearchCity | Scenario::Person | Scenario::Birth => CLERKS,
            _ => CLIENTS,
        }),
        warm_up: WARM_UP,
        until: Until::Elapsed(Duration::from_secs(options.seconds)),
        rate: (scenario == Scenario::LookupPaced).then_some(options.rate),
    };
    let name = scenario.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
    let engine = city.engine;
    let report = |outcome| Report::new(&name, engine, env!("CARGO_PKG_VERSION"), &load, &outcome);
    Ok(match scenario {
        Scenario::Submit => report(run_closed_loop(&load, |_| submit(city))?),
        Scenario::Lifecycle => report(run_closed_loop(&load, |_| lifecycle(city))?),
        Scenario::Lookup | Scenario::LookupPaced => report(run_closed_loop(&load, |_| lookup(city))?),
        Scenario::Search => report(run_closed_loop(&load, |_| search(city))?),
        Scenario::SearchCity => report(run_closed_loop(&load, |_| search_city(city))?),
        Scenario::Person => report(run_closed_loop(&load, |_| person_page(city))?),
        Scenario::Birth => report(run_closed_loop(&load, |_| birth(city))?),
        Scenario::Idle => idle(server, &load, report)?,
    })
}

/// What a script needs, shared by the workers of the generator's one thread.
fn shared(city: &City) -> Rc<City> {
    Rc::new(city.clone())
}

fn filing_template(filing: &Filing) -> Template {
    Template::post("/api/v1/dossiers").header("authorization", "Bearer <0>").body("application/json", &filing.body)
}

/// Files a temporary residence: form, prefill from the register, validation, permission, log, durable commit.
fn submit(city: &City) -> impl AsyncFnMut(&mut Connection, Turn) -> Result<(), Failure> + 'static + use<> {
    let city = shared(city);
    let template = filing_template(&city.temporary);
    async move |connection: &mut Connection, turn: Turn| {
        let citizen = city.citizen(turn.number);
        connection.expect(201, &template, &[citizen.token.as_bytes(), citizen.unit.as_bytes()]).await?;
        Ok(())
    }
}

/// Files a confirmation of residence, takes it in, decides it and hands the result over: four requests.
fn lifecycle(city: &City) -> impl AsyncFnMut(&mut Connection, Turn) -> Result<(), Failure> + 'static + use<> {
    let city = shared(city);
    let file = filing_template(&city.confirmation);
    let act = |name: &str, body: &str| {
        Template::post(&format!("/api/v1/dossiers/<0>/{name}"))
            .header("authorization", "Bearer <1>")
            .body("application/json", body)
    };
    let steps = [act("receive", "{}"), act("decide", r#"{"verdict":"grant"}"#), act("return", r#"{"delivery":"online"}"#)];
    async move |connection: &mut Connection, turn: Turn| {
        let citizen = city.citizen(turn.number);
        let answer = connection.expect(201, &file, &[citizen.token.as_bytes(), citizen.unit.as_bytes()]).await?;
        let id = answer.text_between("\"id\":\"", "\"").unwrap_or_default().to_owned();
        for step in &steps {
            connection.expect(200, step, &[id.as_bytes(), city.officer.as_bytes()]).await?;
        }
        Ok(())
    }
}

/// Opens a person's record by number, with a purpose and an access entry.
fn lookup(city: &City) -> impl AsyncFnMut(&mut Connection, Turn) -> Result<(), Failure> + 'static + use<> {
    let city = shared(city);
    let template = Template::get("/api/v1/persons/by-number/<0>")
        .header("authorization", "Bearer <1>")
        .header("x-purpose", "verify-identity");
    async move |connection: &mut Connection, turn: Turn| {
        connection.expect(200, &template, &[city.number(turn.number).as_bytes(), city.officer.as_bytes()]).await?;
        Ok(())
    }
}

/// Opens a person's page at the register desk: record, residences, household, written down as seen.
fn person_page(city: &City) -> impl AsyncFnMut(&mut Connection, Turn) -> Result<(), Failure> + 'static + use<> {
    let city = shared(city);
    let template = Template::get("/register/persons/<0>?purpose=verify-identity")
        .header("cookie", "onedoor=<1>")
        .header("accept", "text/html");
    async move |connection: &mut Connection, turn: Turn| {
        connection.expect(200, &template, &[city.person(turn.number).as_bytes(), city.officer.as_bytes()]).await?;
        Ok(())
    }
}

/// Searches a name with a typing error and without diacritics within a district.
fn search(city: &City) -> impl AsyncFnMut(&mut Connection, Turn) -> Result<(), Failure> + 'static + use<> {
    let city = shared(city);
    let template = Template::get("/api/v1/persons?name=<0>&unit=<1>&limit=20")
        .header("authorization", "Bearer <2>")
        .header("x-purpose", "verify-identity");
    async move |connection: &mut Connection, turn: Turn| {
        let (name, unit) = city.query(turn.number);
        connection.expect(200, &template, &[name.as_bytes(), unit.as_bytes(), city.officer.as_bytes()]).await?;
        Ok(())
    }
}

/// Searches the whole city for what people know of somebody: another thing each turn.
fn search_city(city: &City) -> impl AsyncFnMut(&mut Connection, Turn) -> Result<(), Failure> + 'static + use<> {
    let city = shared(city);
    let template = Template::get("/api/v1/persons?<0>&limit=20")
        .header("authorization", "Bearer <1>")
        .header("x-purpose", "verify-identity");
    async move |connection: &mut Connection, turn: Turn| {
        connection.expect(200, &template, &[city.wide_query(turn.number).as_bytes(), city.officer.as_bytes()]).await?;
        Ok(())
    }
}

/// Registers a birth: a number is issued, the child joins the mother's household.
fn birth(city: &City) -> impl AsyncFnMut(&mut Connection, Turn) -> Result<(), Failure> + 'static + use<> {
    let city = shared(city);
    let template = Template::post("/api/v1/civil/births")
        .header("authorization", "Bearer <2>")
        .header("x-purpose", "verify-identity")
        .body("application/json", &city.birth.body);
    async move |connection: &mut Connection, turn: Turn| {
        let (mother, child) = city.mother(turn.number);
        let filled = [mother.unit.as_bytes(), mother.person.as_bytes(), city.officer.as_bytes(), child.as_bytes()];
        connection.expect(201, &template, &filled).await?;
        Ok(())
    }
}

/// The memory of a server with nothing to do, and how long it took to start. One request a second proves that it lives.
fn idle(server: &Server, load: &Load, report: impl Fn(bench::Outcome) -> Report) -> anyhow::Result<Report> {
    let template = Rc::new(Template::get("/healthz"));
    let load = Load { connections: 1, rate: None, ..load.clone() };
    let outcome = run_closed_loop(&load, |_| {
        let template = Rc::clone(&template);
        async move |connection: &mut Connection, _: Turn| {
            tokio::time::sleep(Duration::from_secs(1)).await;
            connection.expect(200, &template, &[]).await?;
            Ok(())
        }
    })?;
    eprintln!("The server answered {:.0} ms after its start.", server.started_in.as_secs_f64() * 1_000.0);
    Ok(report(outcome))
}
