//! The 26 facts of a person: what the register holds, where each comes from, and confirming them against a paper.

use std::collections::HashMap;

use accounts::Holder;
use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::{ErrorKind, PersonId, StaffId};
use register::{FactLine, FactName, FactSheet, Fields, Ground, Person, Provenance, Standing, VerifyFacts};
use serde_json::Value;
use store::ReadTx;

use super::{Why, ask, correct::ground_fields, facts::fact_value, history::basis, keeps_register, noted, person};
use crate::{
    components::{
        Button, Cell, Column, Disclosure, EmptyState, ErrorSummary, Icon, Markup, Note, Problem, Row, Status, SummaryList,
        SummaryRow, Table, Tabs, TextInput, Tone,
    },
    desks::{me::home::address, unit_choice},
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

/// The names of officials, by how the history writes them.
pub(crate) type Names = HashMap<String, String>;

#[derive(Template)]
#[template(path = "register/sheet.html")]
struct SheetPage {
    page: Shell,
    tabs: Tabs,
    noted: Note,
    errors: Option<ErrorSummary>,
    complete: String,
    action: String,
    version: i64,
    table: Table,
    verify: Option<(TextInput, TextInput, Button)>,
}

/// A box that names a fact to be confirmed.
#[derive(Template)]
#[template(
    source = r#"<label class="choice"><input class="ds-input" type="checkbox" name="fact" value="{{ code }}"{% if chosen %} checked{% endif %}><span>{{ label }}<span class="visually-hidden"> {{ fact }}</span></span></label>"#,
    ext = "html"
)]
struct Box<'a> {
    code: &'a str,
    label: String,
    fact: String,
    chosen: bool,
}

/// What was sent with the form.
#[derive(Default)]
struct Typed {
    facts: Vec<FactName>,
    basis: String,
    evidence: String,
    version: Option<i64>,
}

impl Typed {
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "fact" => typed.facts.extend(value.parse::<FactName>()),
                "basis" => typed.basis = kernel::name::tidy_spaces(&value),
                "evidence" => typed.evidence = kernel::name::tidy_spaces(&value),
                "version" => typed.version = value.parse().ok(),
                _ => {}
            }
        }
        typed
    }
}

/// A person's facts with the names of those who entered or confirmed them.
struct Opened {
    person: Person,
    sheet: FactSheet,
    names: Names,
}

pub(crate) async fn page(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_facts(id)).await;
    }
    let visit = visit.purpose(&why.purpose);
    let (frame, opened) = open(&visit, id).await?;
    Ok(visit.page(&build(&visit, &frame, &why, &opened, &Typed::default(), &[])))
}

async fn open(visit: &Visit, id: PersonId) -> Result<(Frame, Opened), crate::halt::Halt> {
    visit
        .write(move |tx, actor| {
            staff(actor)?;
            let person = register::person(tx, actor, id, Fields::IDENTITY)?.ok_or_else(Failure::not_found)?;
            let sheet = register::fact_sheet(tx, actor, id)?.ok_or_else(Failure::not_found)?;
            let names = names_of(tx, &sheet)?;
            Ok::<_, Failure>(Opened { person, sheet, names })
        })
        .await
}

/// The names of the officials behind the facts.
pub(crate) fn names_of(tx: &mut ReadTx<'_>, sheet: &FactSheet) -> Result<Names, Failure> {
    let mut names = Names::new();
    for provenance in sheet.lines.iter().flat_map(|line| line.source.iter().chain(&line.verified)) {
        if let (Ok(staff), false) = (provenance.by.parse::<StaffId>(), names.contains_key(&provenance.by))
            && let Some(name) = accounts::display_name(tx, Holder::Staff(staff))?
        {
            names.insert(provenance.by.clone(), name);
        }
    }
    Ok(names)
}

fn build(visit: &Visit, frame: &Frame, why: &Why, opened: &Opened, typed: &Typed, problems: &[Problem]) -> SheetPage {
    let words = &visit.words;
    let id = opened.person.id;
    let editable = keeps_register(frame);
    let (basis, evidence) = ground_fields(words, &typed.basis, &typed.evidence, problems);
    SheetPage {
        page: person::shell(visit, frame, why, &opened.person),
        tabs: person::tabs(visit, id, why, person::View::Facts),
        noted: noted(visit, why),
        errors: ErrorSummary::of(words, problems),
        complete: complete(visit, &opened.sheet),
        action: why.carry(routes::register_facts(id)),
        version: typed.version.unwrap_or(opened.person.version),
        table: table(visit, &opened.sheet, &opened.names, editable.then_some(typed.facts.as_slice())),
        verify: editable.then(|| (basis, evidence, Button::submit(words.say("web-facts-verify-do")).icon(Icon::Check))),
    }
}

/// How complete the facts are, in a sentence.
pub(crate) fn complete(visit: &Visit, sheet: &FactSheet) -> String {
    let number = |count: usize| i64::try_from(count).unwrap_or(0);
    let words = &visit.words;
    words
        .fill("web-facts-complete")
        .put("known", number(sheet.known))
        .put("wanted", number(sheet.wanted))
        .put("verified", number(sheet.verified))
        .to_string()
}

/// The facts as a table, a list of cards on a phone; with boxes to confirm them where `chosen` says which are ticked.
pub(crate) fn table(visit: &Visit, sheet: &FactSheet, names: &Names, chosen: Option<&[FactName]>) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-facts-fact")),
        Column::new(words.say("web-facts-value")),
        Column::new(words.say("web-facts-source")),
        Column::new(words.say("web-facts-verified")),
    ];
    let empty = EmptyState::new(words.say("web-register-no-history"), String::new());
    let rows = sheet.lines.iter().map(|line| row(visit, line, names, chosen)).collect();
    Table::new(words, "facts", words.say("web-facts-title"), columns, empty).rows(rows)
}

fn row(visit: &Visit, line: &FactLine, names: &Names, chosen: Option<&[FactName]>) -> Row {
    let words = &visit.words;
    let label = words.word("web-clause", line.fact);
    let clause = words.fill("web-facts-clause").put("number", i64::try_from(line.fact.clause()).unwrap_or(0)).to_string();
    let value = match line.standing {
        Standing::Known => Cell::text(&value(visit, line)),
        standing => {
            let tone = if standing == Standing::Missing { Tone::Warning } else { Tone::Neutral };
            Cell::markup(Markup::of(&Status::new(tone, words.word("web-standing", standing))))
        }
    };
    let source = line.source.as_ref().map_or_else(Markup::default, |source| {
        let since = words.fill("web-facts-since").put("day", words.day(source.at)).to_string();
        Markup::of(&Disclosure::new(since, Markup::of(&told(visit, source, names))))
    });
    let mut verified = line.verified.as_ref().map_or_else(Markup::default, |verified| {
        Markup::of(&Disclosure::new(words.day(verified.at), Markup::of(&told(visit, verified, names))).icon(Icon::Shield))
    });
    if let (Some(chosen), Standing::Known) = (chosen, line.standing) {
        let confirm = Box {
            code: line.fact.as_str(),
            label: words.say("web-facts-verify"),
            fact: label.clone(),
            chosen: chosen.contains(&line.fact),
        };
        verified = verified.then(&Markup::of(&confirm));
    }
    Row::new(vec![Cell::text(&label).note(clause), value, Cell::markup(source), Cell::markup(verified)])
}

/// Which change it was: kind, ground, evidence, who, where.
fn told(visit: &Visit, source: &Provenance, names: &Names) -> SummaryList {
    let words = &visit.words;
    let ground = SummaryRow::new(words.say("web-register-ground"), &basis(visit, &source.ground.basis));
    let ground = match &source.ground.evidence {
        Some(evidence) => ground.note(words.fill("web-register-proven-by").put("evidence", evidence).to_string()),
        None => ground,
    };
    let office = source.office.as_ref().map(|unit| unit_choice::full_name(visit, unit)).unwrap_or_default();
    let who = names.get(&source.by).cloned().unwrap_or_else(|| {
        if source.by.starts_with("system:") { words.say("access-role-system") } else { words.say("web-facts-official") }
    });
    SummaryList::new(vec![
        SummaryRow::new(words.say("web-facts-change"), &words.word("web-change", source.kind)).note(words.moment(source.at)),
        ground,
        SummaryRow::new(words.say("web-who"), &who).note(office),
    ])
}

/// A value as people read it.
fn value(visit: &Visit, line: &FactLine) -> String {
    let words = &visit.words;
    let Some(value) = &line.value else { return String::new() };
    let part = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
    match line.fact {
        FactName::Permanent | FactName::Temporary => match part("unit").parse() {
            Ok(unit) => address(visit, part("address"), &unit),
            Err(_) => part("address").to_owned(),
        },
        FactName::Life => {
            let said = words.word("web-life", part("state"));
            let day = part("died_on");
            if day.is_empty() { said } else { format!("{said} · {}", words.iso_date(day)) }
        }
        FactName::Contact => {
            [part("phone"), part("email")].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        FactName::Relatives => words.number(i64::try_from(value.as_array().map_or(0, Vec::len)).unwrap_or(0)),
        FactName::Absence => words.say("web-facts-away"),
        FactName::Household => words.say("web-register-household"),
        FactName::Relation => fact_value(visit, "relation", value),
        FactName::Nationality => words.nationality(value.as_str().unwrap_or_default()),
        fact => fact_value(visit, &fact.as_str().replace('-', "_"), value),
    }
}

pub(crate) async fn verify(
    visit: Visit,
    Path(id): Path<PersonId>,
    Query(why): Query<Why>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let visit = visit.purpose(&why.purpose);
    let typed = Typed::of(pairs);
    let words = &visit.words;
    let mut problems = Vec::new();
    if typed.facts.is_empty() {
        problems.push(Problem::new("", words.say("web-facts-verify-none")));
    }
    for (field, text) in [("basis", &typed.basis), ("evidence", &typed.evidence)] {
        if text.is_empty() {
            problems.push(Problem::new(field, words.say("web-required-answer")));
        }
    }
    if problems.is_empty() {
        let ground = Ground { basis: typed.basis.clone(), dossier: None, evidence: Some(typed.evidence.clone()) };
        let command = VerifyFacts { person: id, version: typed.version, facts: typed.facts.clone(), ground };
        let outcome = visit
            .write(move |tx, actor| {
                staff(actor)?;
                register::verify_facts(tx, actor, &command).map_err(Failure::from)
            })
            .await;
        match outcome {
            Ok(_) => return Ok(visit.go(&why.carry(routes::register_facts(id)), Some(Done::FactsVerified))),
            Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                problems.push(Problem::new("", halt.0.say(&visit.platform.words, words.language())));
            }
            Err(halt) => return Err(halt),
        }
    }
    let (frame, opened) = open(&visit, id).await?;
    Ok(visit.rejected(&build(&visit, &frame, &why, &opened, &typed, &problems)))
}
