//! Houses that take guests: the list of a unit, a new one, changes.

use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::{PartialDate, PersonalNumber, UnitCode};
use register::{
    CardShown, ChangeLodging, EnterLodging, Lodging, LodgingFacts, LodgingId, LodgingKind, LodgingState, NewManager,
    Page as RowsPage,
};
use serde::Deserialize;

use super::{
    form::{Block, FormPage, Reading, TEXT_MAX, Typed, attempt, ground_block, line},
    list::ListPage,
};
use crate::{
    components::{
        Button, Cell, Choice, Column, EmptyState, ErrorSummary, Icon, Markup, Pagination, Problem, Row, Select, Status, Table,
        TextInput, TextKind, Tone,
    },
    desks::{
        purpose,
        register::{Why, ask, noted, units_select},
        unit_choice,
    },
    done::Done,
    halt::Halt,
    routes,
    visit::{Answer, Frame, Visit, staff},
    words::Words,
};

/// Houses on a page.
const ROWS: u32 = 50;

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    page: u32,
}

impl Wish {
    fn address(&self, page: u32) -> String {
        let page = if page == 0 { String::new() } else { page.to_string() };
        let values = [(purpose::FIELD, self.purpose.as_str()), ("unit", &self.unit), ("text", &self.text), ("page", &page)];
        routes::query(routes::register_lodgings(), &values)
    }
}

pub(crate) async fn list(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    if !purpose::is_stated(&visit, &wish.purpose) {
        return ask(&visit, routes::register_lodgings()).await;
    }
    let visit = visit.purpose(&wish.purpose);
    let asked = wish.clone();
    let (frame, (units, (found, more))) = visit
        .read(move |tx, actor| {
            staff(actor)?;
            let unit: Option<UnitCode> = asked.unit.parse().ok();
            let page = RowsPage { number: asked.page, rows: ROWS };
            let found = register::lodgings(tx, actor, unit.as_ref(), &asked.text, page)?;
            Ok::<_, Failure>((actor.roles.iter().map(|grant| grant.unit.clone()).collect::<Vec<_>>(), found))
        })
        .await?;
    let words = &visit.words;
    let why = Why::stating(&wish.purpose);
    let search = TextInput::new(words, "text", words.say("web-lodgings-text")).kind(TextKind::Search).value(&wish.text).key('/');
    let add = Button::link(words.say("web-lodging-add"), why.carry(routes::register_lodging_new())).small().icon(Icon::Plus);
    Ok(visit.page(&ListPage {
        page: visit
            .shell(&frame, words.say("web-lodgings-title"), &routes::register_stays())
            .crumb(words.say("web-stays-title"), why.carry(routes::register_stays())),
        lead: words.say("web-lodgings-lead"),
        actions: vec![add],
        tabs: None,
        action: routes::register_lodgings(),
        hidden: vec![(purpose::FIELD.to_owned(), wish.purpose.clone())],
        filters: vec![Markup::of(&search), Markup::of(&units_select(&visit, &units, &wish.unit))],
        notes: Vec::new(),
        table: table(&visit, &wish, &why, &found, more),
    }))
}

fn table(visit: &Visit, wish: &Wish, why: &Why, found: &[Lodging], more: bool) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-lodging-name")),
        Column::new(words.say("web-lodging-kind")),
        Column::new(words.say("web-address")),
        Column::new(words.say("web-unit")),
        Column::number(words.say("web-lodging-rooms")),
        Column::new(words.say("web-state")),
    ];
    let rows = found.iter().map(|lodging| {
        let tone = if lodging.state == LodgingState::Open { Tone::Success } else { Tone::Neutral };
        Row::new(vec![
            Cell::link(&lodging.name, why.carry(routes::register_lodging(lodging.id))),
            Cell::text(&words.word("web-lodging-kind", lodging.kind)),
            Cell::text(&lodging.address),
            Cell::text(&unit_choice::full_name(visit, &lodging.unit)),
            Cell::text(&words.number(lodging.rooms)),
            Cell::markup(Markup::of(&Status::new(tone, words.word("web-lodging-state", lodging.state)))),
        ])
    });
    let empty = EmptyState::new(words.say("web-lodgings-none"), words.say("web-lodgings-none-text"));
    let table = Table::new(words, "lodgings", words.say("web-lodgings-title"), columns, empty).rows(rows.collect()).keys();
    let next = more.then(|| wish.address(wish.page + 1));
    let previous = (wish.page > 0).then(|| wish.address(wish.page - 1));
    if next.is_some() || previous.is_some() {
        table.pages(Pagination::chained(words, String::new(), previous, next))
    } else {
        table
    }
}

/// The boxes for what is known of a house.
fn facts_block(words: &Words, typed: &Typed, problems: &[Problem]) -> Block {
    let kinds = LodgingKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.as_str(), words.word("web-lodging-kind", kind)).chosen_if(typed.text("kind")));
    Block {
        title: words.say("web-lodging-facts"),
        inputs: vec![
            Markup::of(&line(words, "name", "web-lodging-name", typed, problems)),
            Markup::of(
                &Select::new(words, "kind", words.say("web-lodging-kind"), kinds.collect()).error(Problem::at(problems, "kind")),
            ),
            Markup::of(&line(words, "rooms", "web-lodging-rooms", typed, problems).kind(TextKind::Digits).width(4)),
            Markup::of(&line(words, "phone", "web-phone", typed, problems).kind(TextKind::Telephone).optional()),
        ],
    }
}

/// The boxes for the card of somebody.
fn card_inputs(words: &Words, who: &str, typed: &Typed, problems: &[Problem], optional: bool) -> Vec<Markup> {
    let number = line(words, &format!("{who}-number"), "web-personal-number", typed, problems).kind(TextKind::Digits);
    let birth = line(words, &format!("{who}-birth"), "web-birth-date", typed, problems)
        .placeholder(words.say("web-register-birth-hint"))
        .length_max(TEXT_MAX);
    if optional {
        vec![Markup::of(&number.optional()), Markup::of(&birth.optional())]
    } else {
        vec![Markup::of(&number), Markup::of(&birth)]
    }
}

fn read_facts(reading: &mut Reading<'_>) -> Option<LodgingFacts> {
    let name = reading.text("name");
    let kind = reading.chosen::<LodgingKind>("kind")?;
    let rooms = reading.chosen::<i64>("rooms")?;
    Some(LodgingFacts { kind, name, phone: reading.optional("phone"), rooms })
}

/// The card that was typed; nothing when both boxes are empty.
fn read_card(reading: &mut Reading<'_>, who: &str, needed: bool) -> Option<CardShown> {
    let (number_box, birth_box) = (format!("{who}-number"), format!("{who}-birth"));
    let (number, birth) = (reading.optional(&number_box), reading.optional(&birth_box));
    if number.is_none() && birth.is_none() && !needed {
        return None;
    }
    let number = PersonalNumber::parse_typed(number.as_deref().unwrap_or_default());
    let birth = PartialDate::parse_any(birth.as_deref().unwrap_or_default());
    if let Err(bad) = &number {
        reading.wrong(&number_box, bad.message_id());
    }
    if let Err(bad) = &birth {
        reading.wrong(&birth_box, bad.message_id());
    }
    Some(CardShown { number: number.ok()?, birth: birth.ok()? })
}

async fn new_form(visit: &Visit, why: &Why, typed: &Typed, problems: &[Problem]) -> Result<FormPage, Halt> {
    let (frame, units) = visit
        .read(|_, actor| {
            staff(actor)?;
            Ok::<_, Failure>(actor.roles.iter().map(|grant| grant.unit.clone()).collect::<Vec<_>>())
        })
        .await?;
    let words = &visit.words;
    let mut place = vec![Markup::of(&units_select(visit, &units, typed.text("unit")))];
    place.push(Markup::of(&line(words, "address", "web-address", typed, problems)));
    let manager = card_inputs(words, "manager", typed, problems, true);
    let blocks = vec![
        facts_block(words, typed, problems),
        Block { title: words.say("web-address"), inputs: place },
        Block { title: words.say("web-lodging-owner"), inputs: card_inputs(words, "owner", typed, problems, false) },
        Block { title: words.say("web-lodging-manager"), inputs: manager },
        ground_block(words, typed, problems),
    ];
    Ok(form_page(visit, &frame, why, (words.say("web-lodging-add"), routes::register_lodging_new()), blocks, problems))
}

fn form_page(
    visit: &Visit,
    frame: &Frame,
    why: &Why,
    (title, action): (String, String),
    blocks: Vec<Block>,
    problems: &[Problem],
) -> FormPage {
    let words = &visit.words;
    FormPage {
        page: visit
            .shell(frame, title, &routes::register_stays())
            .crumb(words.say("web-lodgings-title"), why.carry(routes::register_lodgings())),
        lead: words.say("web-lodging-lead"),
        errors: ErrorSummary::of(words, problems),
        notes: vec![noted(visit, why)],
        action: why.carry(action),
        blocks,
        save: Button::submit(words.say("web-residence-save")).icon(Icon::Check),
        cancel: Button::link(words.say("web-cancel"), why.carry(routes::register_lodgings())).secondary(),
    }
}

pub(crate) async fn new(visit: Visit, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_lodging_new()).await;
    }
    let visit = visit.purpose(why.purpose());
    let form = new_form(&visit, &why, &Typed::default(), &[]).await?;
    Ok(visit.page(&form))
}

pub(crate) async fn enter(visit: Visit, Query(why): Query<Why>, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    let visit = visit.purpose(why.purpose());
    let typed = Typed::new(pairs);
    let mut reading = Reading::new(&visit.words, &typed);
    let facts = read_facts(&mut reading);
    let unit = reading.chosen::<UnitCode>("unit");
    let address = reading.text("address");
    let owner = read_card(&mut reading, "owner", true);
    let manager = read_card(&mut reading, "manager", false);
    let ground = reading.ground();
    let mut problems = reading.problems;
    if let (Some(facts), Some(unit), Some(owner), true) = (facts, unit, owner, problems.is_empty()) {
        let command = EnterLodging { unit, address, facts, owner, manager, ground };
        match entered(&visit, command).await? {
            Ok(id) => return Ok(visit.go(&why.carry(routes::register_lodging(id)), Some(Done::LodgingSaved))),
            Err(problem) => problems.push(problem),
        }
    }
    let form = new_form(&visit, &why, &typed, &problems).await?;
    Ok(visit.rejected(&form))
}

/// A card that is nobody's is a problem of the form rather than a page that is not there.
async fn entered(visit: &Visit, command: EnterLodging) -> Result<Result<LodgingId, Problem>, Halt> {
    let outcome = attempt(visit, move |tx, actor| register::enter_lodging(tx, actor, &command)).await;
    nobodys_card(visit, outcome, "owner-number")
}

fn nobodys_card<T>(visit: &Visit, outcome: Result<Result<T, Problem>, Halt>, field: &str) -> Result<Result<T, Problem>, Halt> {
    match outcome {
        Err(halt) if halt.0.message == "register-error-person-not-found" => {
            Ok(Err(Problem::new(field, visit.words.say("web-lodging-card-unknown"))))
        }
        other => other,
    }
}

async fn change_form(
    visit: &Visit,
    why: &Why,
    id: LodgingId,
    typed: Option<&Typed>,
    problems: &[Problem],
) -> Result<FormPage, Halt> {
    let (frame, lodging) = visit
        .read(move |tx, actor| {
            staff(actor)?;
            register::lodging(tx, actor, id)?.ok_or_else(Failure::not_found)
        })
        .await?;
    let words = &visit.words;
    let stored = Typed::default()
        .with("name", lodging.name.clone())
        .with("kind", lodging.kind.as_str())
        .with("rooms", lodging.rooms.to_string())
        .with("phone", lodging.phone.clone().unwrap_or_default())
        .with("state", lodging.state.as_str())
        .with("version", lodging.version.to_string());
    let typed = typed.unwrap_or(&stored);
    let states = LodgingState::ALL
        .iter()
        .map(|state| Choice::new(state.as_str(), words.word("web-lodging-state", state)).chosen_if(typed.text("state")));
    let mut facts = facts_block(words, typed, problems);
    facts.inputs.push(Markup::of(&Select::new(words, "state", words.say("web-state"), states.collect())));
    let keep = [
        ("same", "web-lodging-manager-same"),
        ("nobody", "web-lodging-manager-nobody"),
        ("person", "web-lodging-manager-person"),
    ];
    let keep = keep.map(|(value, id)| Choice::new(value, words.say(id)).chosen_if(typed.text("keep")));
    let mut manager = vec![Markup::of(&Select::new(words, "keep", words.say("web-lodging-manager"), keep.into()))];
    manager.extend(card_inputs(words, "manager", typed, problems, true));
    #[derive(askama::Template)]
    #[template(source = "<input type=\"hidden\" name=\"version\" value=\"{{ version }}\">", ext = "html")]
    struct Version<'a> {
        version: &'a str,
    }
    facts.inputs.push(Markup::of(&Version { version: typed.text("version") }));
    let blocks = vec![
        facts,
        Block { title: words.say("web-lodging-owner-other"), inputs: card_inputs(words, "owner", typed, problems, true) },
        Block { title: words.say("web-lodging-manager"), inputs: manager },
        ground_block(words, typed, problems),
    ];
    let title = words.fill("web-lodging-change-title").put("name", &lodging.name).to_string();
    Ok(form_page(visit, &frame, why, (title, routes::register_lodging_change(id)), blocks, problems))
}

pub(crate) async fn change(visit: Visit, Path(id): Path<LodgingId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_lodging_change(id)).await;
    }
    let visit = visit.purpose(why.purpose());
    let form = change_form(&visit, &why, id, None, &[]).await?;
    Ok(visit.page(&form))
}

pub(crate) async fn save(
    visit: Visit,
    Path(id): Path<LodgingId>,
    Query(why): Query<Why>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let visit = visit.purpose(why.purpose());
    let typed = Typed::new(pairs);
    let mut reading = Reading::new(&visit.words, &typed);
    let facts = read_facts(&mut reading);
    let state = reading.chosen::<LodgingState>("state");
    let version = reading.chosen::<i64>("version");
    let owner = read_card(&mut reading, "owner", false);
    let manager = match typed.text("keep") {
        "nobody" => NewManager::Nobody,
        "person" => read_card(&mut reading, "manager", true).map_or(NewManager::Same, NewManager::Person),
        _ => NewManager::Same,
    };
    let ground = reading.ground();
    let mut problems = reading.problems;
    if let (Some(facts), Some(state), Some(version), true) = (facts, state, version, problems.is_empty()) {
        let command = ChangeLodging { lodging: id, version, facts, state, owner, manager, ground };
        let outcome = attempt(&visit, move |tx, actor| register::change_lodging(tx, actor, &command)).await;
        match nobodys_card(&visit, outcome, "owner-number")? {
            Ok(()) => return Ok(visit.go(&why.carry(routes::register_lodging(id)), Some(Done::LodgingSaved))),
            Err(problem) => problems.push(problem),
        }
    }
    let form = change_form(&visit, &why, id, Some(&typed), &problems).await?;
    Ok(visit.rejected(&form))
}
