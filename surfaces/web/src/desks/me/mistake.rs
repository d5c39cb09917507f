//! Telling the commune that a fact in one's own record is wrong, and what became of it.

use std::collections::HashMap;

use askama::Template;
use axum::Form;
use gate::Failure;
use kernel::ErrorKind;
use register::{REPORTED_FACTS, Report, ReportMistake};
use serde::Deserialize;

use crate::{
    components::{
        Button, Choice, ErrorSummary, Icon, Problem, Select, Status, SummaryList, SummaryRow, TextArea, TextInput, Timeline,
    },
    desks::register::notices::{event, state},
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, citizen},
};

/// What the form sends.
#[derive(Debug, Default, Clone, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    fact: String,
    #[serde(default)]
    said: String,
    #[serde(default)]
    evidence: String,
}

/// A report with its life.
struct ReportCard {
    title: String,
    state: Status,
    facts: SummaryList,
    life: Timeline,
}

#[derive(Template)]
#[template(path = "me/mistake.html")]
struct Page {
    page: Shell,
    errors: Option<ErrorSummary>,
    fact: Select,
    said: TextArea,
    evidence: TextInput,
    send: Button,
    reports: Vec<ReportCard>,
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let (frame, reports) = opened(&visit).await?;
    Ok(visit.page(&build(&visit, &frame, &reports, &Typed::default(), &[])))
}

async fn opened(visit: &Visit) -> Result<(Frame, Vec<Report>), crate::halt::Halt> {
    visit
        .read(|tx, actor| {
            citizen(actor)?;
            register::my_reports(tx, actor).map_err(Failure::from)
        })
        .await
}

fn build(visit: &Visit, frame: &Frame, reports: &[Report], typed: &Typed, problems: &[Problem]) -> Page {
    let words = &visit.words;
    let error = |field: &str| Problem::at(problems, field);
    let facts = REPORTED_FACTS.iter().map(|fact| Choice::new(*fact, words.word("web-fact", fact)).chosen_if(&typed.fact));
    Page {
        page: visit
            .shell(frame, words.say("web-report-title"), &routes::my_record())
            .crumb(words.say("web-record-title"), routes::my_record()),
        errors: ErrorSummary::of(words, problems),
        fact: Select::new(words, "fact", words.say("web-report-fact"), facts.collect())
            .blank(words.say("web-choose"))
            .error(error("fact")),
        said: TextArea::new(words, "said", words.say("web-report-said"))
            .hint(words.say("web-report-said-hint"))
            .rows(3)
            .length_max(2_000)
            .value(typed.said.clone())
            .error(error("said")),
        evidence: TextInput::new(words, "evidence", words.say("web-report-evidence"))
            .hint(words.say("web-report-evidence-hint"))
            .length_max(200)
            .optional()
            .value(typed.evidence.clone()),
        send: Button::submit(words.say("web-report-send")).icon(Icon::ArrowRight),
        reports: reports.iter().map(|report| card(visit, report)).collect(),
    }
}

fn card(visit: &Visit, report: &Report) -> ReportCard {
    let words = &visit.words;
    let notice = &report.notice;
    let mut rows = vec![
        SummaryRow::new(words.say("web-report-said"), &notice.said),
        SummaryRow::new(words.say("web-due-at"), &words.moment(notice.due_at)),
    ];
    if let Some(evidence) = &notice.evidence {
        rows.push(SummaryRow::new(words.say("web-report-evidence"), evidence));
    }
    // The citizen reads which office answered and what it said, not which official.
    let nobody = HashMap::new();
    let office = |step: &register::NoticeStep| {
        let mut event = event(visit, step, &nobody);
        event.title = words.word("web-report-step", step.what);
        event
    };
    ReportCard {
        title: notice.fact.as_ref().map(|fact| words.word("web-fact", fact)).unwrap_or_default(),
        state: state(visit, notice),
        facts: SummaryList::new(rows),
        life: Timeline::new(report.steps.iter().map(office).collect()),
    }
}

pub(crate) async fn send(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let words = &visit.words;
    let mut problems = Vec::new();
    for (field, text) in [("fact", &typed.fact), ("said", &typed.said)] {
        if text.trim().is_empty() {
            problems.push(Problem::new(field, words.say("web-required-answer")));
        }
    }
    if problems.is_empty() {
        let pack = std::sync::Arc::clone(&visit.platform.pack);
        let command =
            ReportMistake { fact: typed.fact.clone(), said: typed.said.clone(), evidence: Some(typed.evidence.clone()) };
        let outcome = visit
            .write(move |tx, actor| {
                citizen(actor)?;
                register::report_mistake(tx, actor, &pack, &command).map_err(Failure::from)
            })
            .await;
        match outcome {
            Ok(_) => return Ok(visit.go(&routes::my_mistake(), Some(Done::MistakeReported))),
            Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                problems.push(Problem::new("", halt.0.say(&visit.platform.words, words.language())));
            }
            Err(halt) => return Err(halt),
        }
    }
    let (frame, reports) = opened(&visit).await?;
    Ok(visit.rejected(&build(&visit, &frame, &reports, &typed, &problems)))
}
