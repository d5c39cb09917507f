//! One person's record: facts by group, where the person lives and lived, the household.

use askama::Template;
use axum::extract::{Path, Query};
use gate::Failure;
use kernel::PersonId;
use register::{Fields, LifeState, Page as RowsPage, Person, Residence};

use super::{
    Why, ask,
    day_form::DayForm,
    events,
    facts::{Group, rows},
    family, keeps_register, moment, noted,
};
use crate::{
    components::{Button, Event, EventState, Icon, Markup, Note, Status, SummaryList, Tab, Tabs, Timeline, Tone},
    desks::{
        formerly::Formerly,
        me::{
            home::{address, grouped},
            record::span,
        },
    },
    routes,
    shell::{Shell, initials},
    visit::{Answer, Frame, Visit, staff},
};

/// Past residences that stand beside the record; the history has all.
const PAST_SHOWN: u32 = 10;

/// A group of facts with the way to correct it.
struct Block {
    title: String,
    facts: SummaryList,
    correct: Option<String>,
}

/// A residence in force.
struct Home {
    kind: Status,
    address: String,
    formerly: String,
    span: String,
    relation: String,
    household: Option<Button>,
}

#[derive(Template)]
#[template(path = "register/person.html")]
struct PersonPage {
    page: Shell,
    tabs: Tabs,
    initials: String,
    number: String,
    state: Status,
    noted: Note,
    image: Option<String>,
    photo: Option<Button>,
    picker: DayForm,
    commune: Button,
    past_note: Option<Note>,
    blocks: Vec<Block>,
    homes: Vec<Home>,
    past: Option<Timeline>,
    renumber: Option<Button>,
    family: Option<Option<family::Tree>>,
    events: Vec<events::EventLink>,
    acts: Vec<Button>,
}

pub(crate) async fn page(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_person(id)).await;
    }
    let visit = visit.purpose(&why.purpose);
    let at = moment::moment(&why);
    let (frame, (person, past, has_photo, family, formerly)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            if let Some(at) = at {
                let person = register::person_as_of(tx, actor, id, at, Fields::ALL)?.ok_or_else(Failure::not_found)?;
                // The ties of a former day are not read yet.
                return Ok::<_, Failure>((person, Vec::new(), false, None, Formerly::default()));
            }
            let person = register::person(tx, actor, id, Fields::ALL)?.ok_or_else(Failure::not_found)?;
            let past = register::past_residences(tx, actor, id, RowsPage::first(PAST_SHOWN))?;
            let family = register::family(tx, actor, id)?;
            let formerly = Formerly::of(tx, person.residences.iter().chain(&past).map(|home| home.dwelling))?;
            Ok((person, past, register::has_photo(tx, id)?, family, formerly))
        })
        .await?;
    let words = &visit.words;
    let today = moment::day(&why).unwrap_or_else(|| visit.platform.context.now().date_in_vietnam());
    let in_force = person.residences.iter().filter(|home| !home.has_expired(today));
    let homes = in_force.map(|residence| home(&visit, &why, residence, &formerly)).collect();
    // The past is not put right; what the register holds now is.
    let editable = keeps_register(&frame) && at.is_none();
    Ok(visit.page(&PersonPage {
        page: shell(&visit, &frame, &why, &person),
        tabs: tabs(&visit, id, &why, View::Record),
        initials: initials(person.facts.name.full()),
        image: has_photo.then(|| why.carry(routes::register_photo(id))),
        photo: editable.then(|| {
            let path = why.carry(routes::register_photo_change(id));
            Button::link(words.say("web-photo-change"), path).quiet().small().icon(Icon::Upload)
        }),
        picker: moment::picker(&visit, &why, routes::register_person(id)),
        commune: moment::commune(&visit, &why, &person.unit),
        past_note: moment::note(&visit, &why, routes::register_person(id)),
        number: person.facts.number.as_ref().map(grouped).unwrap_or_else(|| words.say("web-register-no-number")),
        state: life(&visit, &person),
        noted: noted(&visit, &why),
        blocks: Group::ALL.iter().map(|group| block(&visit, &why, &person, *group, editable)).collect(),
        homes,
        events: match &family {
            Some(family) if editable => events::links(&visit, &why, &person, family),
            _ => Vec::new(),
        },
        family: family.map(|family| family::tree(&visit, &why, &family)),
        renumber: (editable && person.facts.number.is_some() && person.state == LifeState::Living).then(|| {
            Button::link(words.say("web-number-title"), why.carry(routes::register_number(id))).quiet().small().icon(Icon::Key)
        }),
        acts: if editable { acts(&visit, &why, &person) } else { Vec::new() },
        past: (!past.is_empty())
            .then(|| Timeline::new(past.iter().map(|residence| former(&visit, residence, &formerly)).collect())),
    }))
}

/// What an officer can do about where a person lives.
fn acts(visit: &Visit, why: &Why, person: &Person) -> Vec<Button> {
    let words = &visit.words;
    let act = |id: &str, href: String, icon| Button::link(words.say(id), why.carry(href)).secondary().small().icon(icon);
    let mut acts = Vec::new();
    if person.temporary(visit.platform.context.now().date_in_vietnam()).is_some() {
        acts.push(act("web-renew-title", routes::register_renew(person.id), Icon::Refresh));
    }
    if person.permanent().is_some() {
        acts.push(act("web-absence-act", routes::register_absence(person.id), Icon::Exit));
    }
    acts.push(act("web-account-title", routes::register_account(person.id), Icon::Key));
    if !person.residences.is_empty() {
        acts.push(act("web-remove-title", routes::register_remove(person.id), Icon::Cross));
    }
    acts
}

/// The page of a person: named, and on the way back to the search.
pub(super) fn shell(visit: &Visit, frame: &Frame, why: &Why, person: &Person) -> Shell {
    visit
        .shell(frame, person.facts.name.full(), &routes::register())
        .crumb(visit.words.say("web-register-title"), why.carry(routes::register()))
}

/// Whether the person lives.
pub(super) fn life(visit: &Visit, person: &Person) -> Status {
    let words = &visit.words;
    let said = words.word("web-life", person.state);
    match (person.state, person.died_on) {
        (LifeState::Living, _) => Status::new(Tone::Success, said),
        (_, Some(day)) => Status::new(Tone::Neutral, format!("{said} · {}", words.iso_date(&day.to_string()))),
        (_, None) => Status::new(Tone::Neutral, said),
    }
}

/// The parts of a person's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    Record,
    Facts,
    History,
}

pub(super) fn tabs(visit: &Visit, id: PersonId, why: &Why, current: View) -> Tabs {
    let words = &visit.words;
    let tab = |view: View, label: &str, path: String| Tab {
        label: words.say(label),
        href: why.carry(path),
        count: None,
        current: view == current,
    };
    let tabs = vec![
        tab(View::Record, "web-register-record", routes::register_person(id)),
        tab(View::Facts, "web-facts-title", routes::register_facts(id)),
        tab(View::History, "web-register-history", routes::register_history(id)),
    ];
    Tabs::new(words.say("web-register-views"), tabs)
}

fn block(visit: &Visit, why: &Why, person: &Person, group: Group, editable: bool) -> Block {
    let words = &visit.words;
    let address = routes::query(why.carry(routes::register_correct(person.id)), &[("group", group.as_str())]);
    Block {
        title: words.word("web-register-group", group),
        facts: SummaryList::new(rows(visit, person, group)),
        correct: editable.then_some(address),
    }
}

fn home(visit: &Visit, why: &Why, residence: &Residence, formerly: &Formerly) -> Home {
    let words = &visit.words;
    let tone = if residence.kind == register::ResidenceKind::Permanent { Tone::Accent } else { Tone::Gold };
    let relation = match (residence.relation, residence.head) {
        (_, Some(head)) if head == residence.person => words.say("web-relation-head"),
        (Some(relation), _) => words.word("form-relation", relation),
        (None, _) => String::new(),
    };
    let number = residence
        .household_number
        .as_ref()
        .map(|number| words.fill("web-register-household-number").put("number", number).to_string());
    let label = number.unwrap_or_else(|| words.say("web-register-household"));
    Home {
        kind: Status::tag(tone, words.word("web-residence-kind", residence.kind)),
        address: address(visit, &residence.address, &residence.unit),
        formerly: formerly.line(visit, residence.dwelling),
        span: span(words, residence),
        relation,
        household: residence.household.map(|household| {
            Button::link(label, why.carry(routes::register_household(household))).secondary().small().icon(Icon::House)
        }),
    }
}

fn former(visit: &Visit, residence: &Residence, formerly: &Formerly) -> Event {
    let words = &visit.words;
    let reason = residence.end_reason.map(|reason| format!(" · {}", words.word("web-end-reason", reason))).unwrap_or_default();
    Event {
        state: EventState::Done,
        title: format!("{}{reason}", words.word("web-residence-kind", residence.kind)),
        when: span(words, residence),
        body: Markup::of(&Lines {
            text: address(visit, &residence.address, &residence.unit),
            formerly: formerly.line(visit, residence.dwelling),
        }),
    }
}

#[derive(Template)]
#[template(
    source = r#"<p>{{ text }}</p>{% if !formerly.is_empty() %}<p class="soft small">{{ formerly }}</p>{% endif %}"#,
    ext = "html"
)]
struct Lines {
    text: String,
    formerly: String,
}
