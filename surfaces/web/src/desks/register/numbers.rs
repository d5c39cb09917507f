//! Identity numbers in bulk: trying out, issuing and checking, with progress and a report.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::{ErrorKind, PersonId, UnitCode};
use register::numbers::{self, Line, Outcome, Run, RunId, RunKind};
use serde::Deserialize;

use super::UPKEEP;
use crate::{
    components::{
        Button, Cell, Choice, Choices, Column, EmptyState, ErrorSummary, Icon, Markup, Note, Pagination, Problem, Row, Select,
        StatTile, Status, Table, Tone,
    },
    desks::{me::home::grouped, unit_choice},
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, file, staff},
};

/// Runs that are listed, and lines on a page.
const ROWS: u32 = 50;
/// The longest report that is handed out as a file.
const REPORT_ROWS_MAX: usize = 100_000;

#[derive(Template)]
#[template(path = "register/numbers.html")]
struct ListPage {
    page: Shell,
    errors: Option<ErrorSummary>,
    may_start: bool,
    kind: Choices,
    unit: Select,
    start: Button,
    table: Table,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    unit: String,
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let (frame, (units, runs)) = opened(&visit).await?;
    Ok(visit.page(&build(&visit, &frame, &units, &runs, &Typed::default(), &[])))
}

async fn opened(visit: &Visit) -> Result<(Frame, (Vec<UnitCode>, Vec<Run>)), crate::halt::Halt> {
    visit
        .read(|tx, actor| {
            staff(actor)?;
            let units = actor.roles.iter().filter(|grant| grant.role == access::Role::Register);
            let units = units.map(|grant| grant.unit.clone()).collect();
            Ok::<_, Failure>((units, numbers::runs(tx, actor, ROWS)?))
        })
        .await
}

fn build(visit: &Visit, frame: &Frame, units: &[UnitCode], runs: &[Run], typed: &Typed, problems: &[Problem]) -> ListPage {
    let words = &visit.words;
    let kinds = [RunKind::DryRun, RunKind::Issue, RunKind::Check];
    let chosen = if typed.kind.is_empty() { RunKind::DryRun.as_str() } else { &typed.kind };
    let kinds = kinds.map(|kind| {
        Choice::new(kind.as_str(), words.word("web-run", kind)).hint(words.word("web-run-hint", kind)).chosen_if(chosen)
    });
    let groups = units.iter().flat_map(|unit| unit_choice::groups(visit, unit, &typed.unit)).collect();
    ListPage {
        page: visit.shell(frame, words.say("web-place-numbers"), &routes::register_numbers()),
        errors: ErrorSummary::of(words, problems),
        may_start: !units.is_empty(),
        kind: Choices::one(words, "kind", words.say("web-run-kind"), kinds.to_vec()).error(Problem::at(problems, "kind")),
        unit: Select::grouped(words, "unit", words.say("web-unit"), groups)
            .blank(words.say("web-choose"))
            .error(Problem::at(problems, "unit")),
        start: Button::submit(words.say("web-run-start")).icon(Icon::ArrowRight),
        table: table(visit, runs),
    }
}

fn table(visit: &Visit, runs: &[Run]) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-run-kind")),
        Column::new(words.say("web-unit")),
        Column::new(words.say("web-request-asked-at")),
        Column::new(words.say("web-state")),
        Column::number(words.say("web-run-looked-at")),
        Column::number(words.say("web-run-done")),
        Column::number(words.say("web-run-found")),
    ];
    let row = |run: &Run| {
        Row::new(vec![
            Cell::link(&words.word("web-run", run.kind), routes::register_number_run(run.id)),
            Cell::text(&unit_choice::full_name(visit, &run.unit)),
            Cell::text(&words.moment(run.asked_at)),
            Cell::markup(Markup::of(&state(visit, run))),
            Cell::text(&words.number(run.looked_at)),
            Cell::text(&words.number(run.done)),
            Cell::text(&words.number(run.found)),
        ])
    };
    let empty = EmptyState::new(words.say("web-run-none"), words.say("web-run-none-text"));
    Table::new(words, "runs", words.say("web-run-list"), columns, empty)
        .with_caption()
        .rows(runs.iter().map(row).collect())
        .keys()
}

fn state(visit: &Visit, run: &Run) -> Status {
    if run.finished_at.is_some() {
        Status::new(Tone::Success, visit.words.say("web-run-over"))
    } else {
        Status::new(Tone::Info, visit.words.say("web-run-going"))
    }
}

pub(crate) async fn start(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let words = &visit.words;
    let (kind, unit) = (typed.kind.parse::<RunKind>(), typed.unit.parse::<UnitCode>());
    let mut problems = Vec::new();
    if kind.is_err() {
        problems.push(Problem::new("kind", words.say("web-required-answer")));
    }
    if unit.is_err() {
        problems.push(Problem::new("unit", words.say("web-required-answer")));
    }
    if let (Ok(kind), Ok(unit)) = (kind, unit) {
        let outcome = visit
            .write(move |tx, actor| {
                staff(actor)?;
                numbers::start(tx, actor, kind, &unit).map_err(Failure::from)
            })
            .await;
        match outcome {
            Ok((_, run)) => return Ok(visit.go(&routes::register_number_run(run), Some(Done::RunStarted))),
            Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                problems.push(Problem::new("", halt.0.say(&visit.platform.words, words.language())));
            }
            Err(halt) => return Err(halt),
        }
    }
    let (frame, (units, runs)) = opened(&visit).await?;
    Ok(visit.rejected(&build(&visit, &frame, &units, &runs, &typed, &problems)))
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "register/number_run.html")]
struct RunPage {
    page: Shell,
    lead: String,
    state: Status,
    going: Option<Note>,
    stats: Vec<StatTile>,
    table: Table,
}

pub(crate) async fn one(visit: Visit, Path(id): Path<RunId>, Query(wish): Query<After>) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let after: Option<PersonId> = wish.after.parse().ok();
    let (frame, (run, lines)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let run = numbers::run(tx, actor, id)?.ok_or_else(Failure::not_found)?;
            Ok::<_, Failure>((run, numbers::lines(tx, actor, id, after, ROWS)?))
        })
        .await?;
    let words = &visit.words;
    let going = run.finished_at.is_none().then(|| {
        let again = Button::link(words.say("web-run-refresh"), routes::register_number_run(id)).secondary().icon(Icon::Refresh);
        Note::new(Tone::Info, words.say("web-run-going-text")).action(again)
    });
    let issued = if run.kind == RunKind::DryRun { "web-run-outcome-would-be-issued" } else { "web-run-done" };
    let stat = |id: &str, value: i64| StatTile::new(words.say(id), words.number(value));
    Ok(visit.page(&RunPage {
        page: visit
            .shell(&frame, words.word("web-run", run.kind), &routes::register_numbers())
            .crumb(words.say("web-place-numbers"), routes::register_numbers()),
        lead: format!("{} · {}", unit_choice::full_name(&visit, &run.unit), words.moment(run.asked_at)),
        state: state(&visit, &run),
        going,
        stats: vec![stat("web-run-looked-at", run.looked_at), stat(issued, run.done), stat("web-run-found", run.found)],
        table: report(&visit, &run, &lines, &wish),
    }))
}

fn report(visit: &Visit, run: &Run, lines: &[Line], wish: &After) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-full-name")),
        Column::new(words.say("web-personal-number")),
        Column::new(words.say("web-birth-date")),
        Column::new(words.say("web-sex")),
        Column::new(words.say("web-address")),
        Column::new(words.say("web-run-outcome")),
    ];
    let row = |line: &Line| {
        let person = &line.person;
        let open = routes::query(routes::register_person(person.id), &[("purpose", UPKEEP)]);
        Row::new(vec![
            Cell::link(person.name.full(), open),
            Cell::text(&person.number.as_ref().map_or_else(|| "–".to_owned(), grouped)),
            Cell::text(&words.iso_date(&person.birth.to_string())),
            Cell::text(&words.word("sex", person.sex)),
            Cell::text(person.address.as_deref().unwrap_or("–")),
            Cell::markup(Markup::of(&outcome(visit, line.outcome))),
        ])
    };
    let empty = EmptyState::new(words.say("web-run-no-lines"), words.say("web-run-no-lines-text"));
    let full = u32::try_from(lines.len()).is_ok_and(|count| count == ROWS);
    let place = |after: &str| routes::query(routes::register_number_run(run.id), &[("after", after)]);
    let next = lines.last().filter(|_| full).map(|line| place(&line.person.id.to_string()));
    let first = (!wish.after.is_empty()).then(|| place(""));
    let table = Table::new(words, "lines", words.say("web-run-report"), columns, empty)
        .with_caption()
        .rows(lines.iter().map(row).collect())
        .keys()
        .export(routes::register_number_report(run.id));
    if next.is_some() || first.is_some() { table.pages(Pagination::chained(words, String::new(), first, next)) } else { table }
}

fn outcome(visit: &Visit, outcome: Outcome) -> Status {
    let tone = if outcome.is_done() { Tone::Success } else { Tone::Warning };
    Status::new(tone, visit.words.word("web-run-outcome", outcome))
}

/// The report as CSV. Everybody in it is noted as seen, page by page, before the file is made.
pub(crate) async fn export(visit: Visit, Path(id): Path<RunId>) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let mut rows: Vec<Line> = Vec::new();
    loop {
        let after = rows.last().map(|line| line.person.id);
        let (_, lines) = visit
            .write(move |tx, actor| {
                staff(actor)?;
                Ok::<_, Failure>(numbers::lines(tx, actor, id, after, register::PAGE_ROWS_MAX)?)
            })
            .await?;
        let last = u32::try_from(lines.len()).is_ok_and(|count| count < register::PAGE_ROWS_MAX);
        rows.extend(lines);
        if last || rows.len() >= REPORT_ROWS_MAX {
            break;
        }
    }
    let words = &visit.words;
    let head = [
        "web-full-name",
        "web-personal-number",
        "web-birth-date",
        "web-sex",
        "web-address",
        "web-unit",
        "web-run-outcome",
        "web-run-code",
    ]
    .map(|id| words.say(id));
    let mut text = String::from("\u{feff}");
    crate::csv::line(&mut text, head.iter().map(String::as_str));
    for line in &rows {
        let person = &line.person;
        let cells = [
            person.name.full().to_owned(),
            person.number.map(|number| number.to_string()).unwrap_or_default(),
            words.iso_date(&person.birth.to_string()),
            words.word("sex", person.sex),
            person.address.clone().unwrap_or_default(),
            unit_choice::full_name(&visit, &person.unit),
            words.word("web-run-outcome", line.outcome),
            line.outcome.to_string(),
        ];
        crate::csv::line(&mut text, cells.iter().map(String::as_str));
    }
    Ok(file(text.into_bytes(), "text/csv; charset=utf-8", "onedoor-numbers.csv", false))
}
