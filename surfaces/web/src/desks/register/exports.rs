//! Lists of residents to take out: asked for here, approved by a second officer, fetched for some days.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::{ErrorKind, UnitCode};
use register::roll::ListReady;
use register::{ExportFormat, Request, RequestId, RequestState};
use serde::Deserialize;

use super::Why;
use crate::{
    components::{
        Button, Cell, Choice, Choices, Column, EmptyState, ErrorSummary, Icon, Markup, Note, Problem, Row, Select, Status, Table,
        TextArea, Tone,
    },
    desks::{purpose, unit_choice},
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, file, staff},
};

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    format: String,
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    reason: String,
}

#[derive(Template)]
#[template(path = "register/exports.html")]
struct Page {
    page: Shell,
    errors: Option<ErrorSummary>,
    table: Table,
    unit: Select,
    format: Choices,
    purpose: Select,
    reason: TextArea,
    note: Note,
    send: Button,
}

type Lists = Vec<(Request, Option<ListReady>)>;

async fn opened(visit: &Visit) -> Result<(Frame, (Vec<UnitCode>, Lists)), crate::halt::Halt> {
    visit
        .read(|tx, actor| {
            staff(actor)?;
            let units = actor.roles.iter().filter(|grant| grant.role == access::Role::Register);
            let units = units.map(|grant| grant.unit.clone()).collect();
            Ok::<_, Failure>((units, register::roll::my_exports(tx, actor)?))
        })
        .await
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let visit = visit.purpose(super::UPKEEP);
    let (frame, (units, lists)) = opened(&visit).await?;
    Ok(visit.page(&build(&visit, &frame, &units, &lists, &Typed::default(), &[])))
}

fn build(visit: &Visit, frame: &Frame, units: &[UnitCode], lists: &Lists, typed: &Typed, problems: &[Problem]) -> Page {
    let words = &visit.words;
    let error = |field: &str| Problem::at(problems, field);
    let chosen = if typed.format.is_empty() { ExportFormat::Csv.as_str() } else { &typed.format };
    let formats = ExportFormat::ALL.iter().map(|format| {
        Choice::new(format.as_str(), words.word("web-export-as", format))
            .hint(words.word("web-export-hint", format))
            .chosen_if(chosen)
    });
    let groups = units.iter().flat_map(|unit| unit_choice::groups(visit, unit, &typed.unit)).collect();
    Page {
        page: visit
            .shell(frame, words.say("web-export-title"), &routes::register_requests())
            .crumb(words.say("web-place-requests"), routes::register_requests()),
        errors: ErrorSummary::of(words, problems),
        table: table(visit, lists),
        unit: Select::grouped(words, "unit", words.say("web-unit"), groups).blank(words.say("web-choose")).error(error("unit")),
        format: Choices::one(words, "format", words.say("web-export-format"), formats.collect()),
        purpose: purpose::select(visit, &typed.purpose).error(error("purpose")),
        reason: TextArea::new(words, "reason", words.say("web-request-reason"))
            .rows(2)
            .length_max(1_000)
            .optional()
            .value(typed.reason.clone()),
        note: Note::new(Tone::Gold, words.say("web-export-noted")),
        send: Button::submit(words.say("web-export-send")).icon(Icon::ArrowRight),
    }
}

fn table(visit: &Visit, lists: &Lists) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-unit")),
        Column::new(words.say("web-request-asked-at")),
        Column::new(words.say("web-state")),
        Column::number(words.say("web-export-people")),
        Column::new(words.say("web-export-file")),
    ];
    let row = |(request, ready): &(Request, Option<ListReady>)| {
        let state = match (request.state, ready) {
            (RequestState::Approved, None) => Status::new(Tone::Info, words.say("web-export-not-there")),
            (RequestState::Approved, Some(_)) => Status::new(Tone::Success, words.say("web-export-ready")),
            (RequestState::Open, _) => Status::new(Tone::Warning, words.word("web-request-state", request.state)),
            (RequestState::Refused | RequestState::Withdrawn, _) => {
                Status::new(Tone::Neutral, words.word("web-request-state", request.state))
            }
        };
        let file = match ready {
            Some(ready) => {
                let fetch = Button::link(words.word("web-export-as", ready.format), routes::register_export_file(request.id));
                let until = words.fill("web-export-until").put("until", words.moment(ready.until)).to_string();
                Cell::markup(Markup::of(&fetch.secondary().small().icon(Icon::Download))).note(until)
            }
            None => Cell::text("–"),
        };
        Row::new(vec![
            Cell::link(&unit_choice::full_name(visit, &request.unit), routes::register_request(request.id)),
            Cell::text(&words.moment(request.asked_at)),
            Cell::markup(Markup::of(&state)),
            Cell::text(&ready.as_ref().map_or_else(|| "–".to_owned(), |ready| words.number(ready.people))),
            file,
        ])
    };
    let empty = EmptyState::new(words.say("web-export-none"), words.say("web-export-none-text"));
    Table::new(words, "exports", words.say("web-export-mine"), columns, empty)
        .with_caption()
        .rows(lists.iter().map(row).collect())
        .keys()
}

pub(crate) async fn ask(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let words = visit.words.clone();
    let mut problems = Vec::new();
    let unit = typed.unit.parse::<UnitCode>();
    if unit.is_err() {
        problems.push(Problem::new("unit", words.say("web-required-answer")).about(words.say("web-unit")));
    }
    if !purpose::is_stated(&visit, &typed.purpose) {
        problems.push(Problem::new("purpose", words.say("access-needs-purpose")));
    }
    let format = typed.format.parse().unwrap_or(ExportFormat::Csv);
    if let (Ok(unit), true) = (unit, problems.is_empty()) {
        let asked = visit.clone().purpose(&typed.purpose);
        let reason = typed.reason.clone();
        let outcome = asked
            .write(move |tx, actor| {
                staff(actor)?;
                register::roll::ask_export(tx, actor, &unit, format, Some(&reason)).map_err(Failure::from)
            })
            .await;
        match outcome {
            Ok((_, request)) => return Ok(visit.go(&routes::register_request(request), Some(Done::RequestAsked))),
            Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                problems.push(Problem::new("", halt.0.say(&visit.platform.words, words.language())));
            }
            Err(halt) => return Err(halt),
        }
    }
    let visit = visit.purpose(super::UPKEEP);
    let (frame, (units, lists)) = opened(&visit).await?;
    Ok(visit.rejected(&build(&visit, &frame, &units, &lists, &typed, &problems)))
}

pub(crate) async fn fetch(visit: Visit, Path(id): Path<RequestId>, Query(_): Query<Why>) -> Answer {
    let visit = visit.purpose(super::UPKEEP);
    let (_, (ready, bytes)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            register::roll::fetch_export(tx, actor, id)?.ok_or_else(Failure::not_found)
        })
        .await?;
    let (kind, name) = match ready.format {
        ExportFormat::Csv => ("text/csv; charset=utf-8", "onedoor-residents.csv"),
        ExportFormat::Parquet => ("application/vnd.apache.parquet", "onedoor-residents.parquet"),
    };
    Ok(file(bytes, kind, name, false))
}
