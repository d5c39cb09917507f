//! A last look at a civil event: everything that was answered, under the words of the form that asked it.

use askama::Template;
use register::{EndableTie, HeadNeeded};

use super::{
    Why,
    event_form::{Event, Typed},
    events::Opened,
    person,
};
use crate::{
    components::{Button, Icon, Note, SummaryList, SummaryRow, Tone},
    routes,
    shell::Shell,
    visit::{Frame, Visit},
    words::Words,
};

#[derive(Template)]
#[template(path = "register/event_look.html")]
pub(super) struct LookPage {
    page: Shell,
    action: String,
    name: String,
    note: Note,
    facts: SummaryList,
    hidden: Vec<(String, String)>,
    send: Button,
    back: String,
}

/// What an event is about.
pub(super) struct About<'a> {
    /// At whose page it began, with the ties that may end and the households that wait for a next head.
    pub(super) opened: &'a Opened,
    /// What happened.
    pub(super) event: Event,
    /// The names of the others who take part.
    pub(super) with: &'a [String],
}

/// What is about to be registered, before it is.
pub(super) fn look(visit: &Visit, frame: &Frame, why: &Why, about: &About<'_>, typed: &Typed) -> LookPage {
    let (words, found) = (&visit.words, &about.opened.person);
    let mut hidden: Vec<(String, String)> = typed
        .0
        .iter()
        .filter(|(name, _)| !["sure", "edit"].contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    hidden.sort();
    let mut page =
        person::shell(visit, frame, why, found).crumb(found.facts.name.full(), why.carry(routes::register_person(found.id)));
    page.title = words.word("web-event", about.event);
    LookPage {
        page,
        action: why.carry(routes::register_event(found.id, about.event)),
        name: found.facts.name.full().to_owned(),
        note: Note::new(Tone::Warning, words.say("web-event-look")),
        facts: SummaryList::new(rows(words, about, typed)),
        hidden,
        send: Button::submit(words.say("web-event-do")).icon(Icon::Check),
        back: words.say("web-change"),
    }
}

fn rows(words: &Words, about: &About<'_>, typed: &Typed) -> Vec<SummaryRow> {
    let (named, on, place) = match about.event {
        Event::Birth => ("web-event-child-name", "web-birth-date", "web-birth-place"),
        Event::Death => ("web-event-new-name", "web-event-died-on", "web-event-place"),
        _ => ("web-event-new-name", "web-event-on", "web-event-place"),
    };
    let mut rows = vec![SummaryRow::new(words.say("web-event-about"), about.opened.person.facts.name.full())];
    rows.extend(about.with.iter().map(|name| SummaryRow::new(words.say("web-event-with"), name)));
    rows.extend(typed.said("name").map(|name| SummaryRow::new(words.say(named), &name)));
    let day = typed.date("on").to_iso();
    if !day.is_empty() {
        rows.push(SummaryRow::new(words.say(on), &words.iso_date(&day)));
    }
    rows.extend(chosen(words, about.opened, typed));
    let texts = |fields: &[(&str, &str)]| -> Vec<SummaryRow> {
        fields.iter().filter_map(|(field, label)| Some(SummaryRow::new(words.say(label), &typed.said(field)?))).collect()
    };
    rows.extend(texts(&[("place", place), ("cause", "web-event-cause")]));
    rows.extend(ticks(words, about.event, typed));
    rows.extend(about.opened.heads.iter().filter_map(|needed| head(words, needed, typed)));
    rows.extend(texts(&[
        ("book-number", "web-event-book-number"),
        ("book-volume", "web-event-book-volume"),
        ("certificate", "web-event-certificate"),
        ("declarant", "web-event-declarant"),
        ("basis", "web-register-ground"),
        ("evidence", "web-register-evidence"),
    ]));
    rows
}

/// What was ticked, in the words of its box.
fn ticks(words: &Words, event: Event, typed: &Typed) -> Vec<SummaryRow> {
    let joins = match event {
        Event::Adoption => "web-event-joins-adopter",
        Event::Found => "web-event-returns",
        _ => "web-event-joins-parent",
    };
    [("joins", joins), ("noted", "web-event-noted"), ("by-relative", "web-event-by-relative"), ("by-court", "web-event-by-court")]
        .into_iter()
        .filter(|(field, _)| typed.ticked(field))
        .map(|(_, label)| SummaryRow::new(words.say(label), &words.say("web-event-ticked")))
        .collect()
}

/// Who was chosen to head a household.
fn head(words: &Words, needed: &HeadNeeded, typed: &Typed) -> Option<SummaryRow> {
    let chosen = typed.said(&format!("head-{}", needed.household))?;
    let member = needed.candidates.iter().find(|member| member.person.id.to_string() == chosen)?;
    let label = words.fill("web-act-head").put("address", &needed.address).to_string();
    Some(SummaryRow::new(label, member.person.name.full()))
}

/// What was chosen among the ties and words of a form.
fn chosen(words: &Words, opened: &Opened, typed: &Typed) -> Vec<SummaryRow> {
    let guardian = opened.ties.iter().find(|tie| tie.other.to_string() == typed.text("guardian"));
    let parent = opened.ties.iter().find(|tie| tie.kind.as_str() == typed.text("parent"));
    let row = |tie: &EndableTie| SummaryRow::new(words.word("web-kin", tie.kind), tie.name.full());
    let mut rows: Vec<SummaryRow> = guardian.into_iter().chain(parent).map(row).collect();
    rows.extend(typed.said("reason").map(|end| SummaryRow::new(words.say("web-event-why"), &words.word("web-event-why", end))));
    rows.extend(typed.said("sex").map(|sex| SummaryRow::new(words.say("web-sex"), &words.word("sex", sex))));
    rows
}
