//! Undoing a change by another, on a ground and with evidence. What stands in the way is listed with the way to it.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::ErrorKind;
use register::{Change, ChangeId, Ground, ReverseChange};
use serde::Deserialize;

use super::{Why, ask, correct::ground_fields, history, noted};
use crate::{
    components::{Button, ErrorSummary, Icon, Note, Problem, TextInput, Timeline, Tone},
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Visit, staff},
};

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    basis: String,
    #[serde(default)]
    evidence: String,
}

/// A later change that has to be undone first.
struct Later {
    title: String,
    href: String,
}

#[derive(Template)]
#[template(path = "register/reverse.html")]
struct ReversePage {
    page: Shell,
    noted: Note,
    errors: Option<ErrorSummary>,
    later: Vec<Later>,
    warning: Note,
    change: Timeline,
    action: String,
    basis: TextInput,
    evidence: TextInput,
    send: Button,
    cancel: Button,
}

pub(crate) async fn page(visit: Visit, Path(id): Path<ChangeId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_reverse(id)).await;
    }
    let visit = visit.purpose(&why.purpose);
    show(&visit, id, &why, &Typed::default(), &[], &[]).await
}

/// Where the history is in which the change stands.
fn back(why: &Why, change: &Change) -> String {
    match (change.person, change.household) {
        (Some(person), _) => why.carry(routes::register_history(person)),
        (None, Some(household)) => why.carry(routes::register_household_history(household)),
        (None, None) => why.carry(routes::register()),
    }
}

async fn show(visit: &Visit, id: ChangeId, why: &Why, typed: &Typed, problems: &[Problem], later: &[ChangeId]) -> Answer {
    let named = later.to_vec();
    let (frame, (changes, later)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let change = register::change(tx, actor, id)?.ok_or_else(Failure::not_found)?;
            let mut later = Vec::new();
            for id in &named {
                later.extend(register::change(tx, actor, *id)?);
            }
            Ok::<_, Failure>((history::named(tx, vec![change])?, later))
        })
        .await?;
    let words = &visit.words;
    let change = changes.list.first().ok_or_else(Failure::not_found)?;
    let (basis, evidence) = ground_fields(words, &typed.basis, &typed.evidence, problems);
    let shell = visit
        .shell(&frame, words.say("web-reverse-title"), &routes::register())
        .crumb(words.say("web-register-title"), why.carry(routes::register()))
        .crumb(words.say("web-register-history"), back(why, change));
    let template = ReversePage {
        page: shell,
        noted: noted(visit, why),
        errors: ErrorSummary::of(words, problems),
        later: later
            .iter()
            .map(|change| Later {
                title: format!("{} · {}", words.word("web-change", change.kind), words.moment(change.at)),
                href: why.carry(routes::register_reverse(change.id)),
            })
            .collect(),
        warning: Note::new(Tone::Warning, words.say("web-reverse-note")),
        change: Timeline::new(vec![history::event(visit, change, &changes.names)]),
        action: why.carry(routes::register_reverse(id)),
        basis,
        evidence: evidence.needed(),
        send: Button::submit(words.say("web-reverse-do")).icon(Icon::Refresh).danger(),
        cancel: Button::link(words.say("web-cancel"), back(why, change)).secondary(),
    };
    Ok(if problems.is_empty() { visit.page(&template) } else { visit.rejected(&template) })
}

pub(crate) async fn send(visit: Visit, Path(id): Path<ChangeId>, Query(why): Query<Why>, Form(typed): Form<Typed>) -> Answer {
    let visit = visit.purpose(&why.purpose);
    let words = &visit.words;
    let tidy = |text: &str| kernel::name::tidy_spaces(text);
    let mut problems = Vec::new();
    for (field, text) in [("basis", &typed.basis), ("evidence", &typed.evidence)] {
        if tidy(text).is_empty() {
            problems.push(Problem::new(field, words.say("web-required-answer")));
        }
    }
    let mut later = Vec::new();
    if problems.is_empty() {
        let ground = Ground { basis: tidy(&typed.basis), dossier: None, evidence: Some(tidy(&typed.evidence)) };
        let command = ReverseChange { change: id, ground };
        let outcome = visit
            .write(move |tx, actor| {
                staff(actor)?;
                let change = register::change(tx, actor, command.change)?.ok_or_else(Failure::not_found)?;
                register::reverse_change(tx, actor, &command)?;
                Ok::<_, Failure>(change)
            })
            .await;
        match outcome {
            Ok((_, change)) => return Ok(visit.go(&back(&why, &change), Some(Done::ChangeReversed))),
            Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                later.extend(halt.0.fields.iter().filter_map(|field| field.field.parse::<ChangeId>().ok()));
                let text = if later.is_empty() {
                    halt.0.say(&visit.platform.words, words.language())
                } else {
                    words.say("web-reverse-later")
                };
                problems.push(Problem::new("", text));
            }
            Err(halt) => return Err(halt),
        }
    }
    show(&visit, id, &why, &typed, &problems, &later).await
}
