//! How a dossier looks, on every desk: its state, its answers, its life.

use dossiers::{Act, Answers, DossierView, HistoryEntry, Outcome, State, Widget};
use serde_json::Value;

use crate::{
    components::{Event, EventState, Markup, Status, SummaryList, SummaryRow, Timeline, Tone},
    desks::formerly,
    visit::Visit,
    words::Words,
};

/// Where a dossier stands, as a coloured word.
pub(crate) fn status(words: &Words, state: State, outcome: Option<Outcome>) -> Status {
    if outcome == Some(Outcome::Refused) {
        return Status::new(Tone::Danger, words.say("web-dossier-state-refused"));
    }
    let tone = match state {
        State::New => Tone::Accent,
        State::Received | State::Processing => Tone::Info,
        State::Supplement | State::Payment => Tone::Warning,
        State::Processed | State::Returned => Tone::Success,
        State::NotReceived | State::Withdrawn | State::Stopped => Tone::Neutral,
    };
    Status::new(tone, words.word("web-dossier-state", state))
}

/// The answers, section by section, in the words of the form.
pub(crate) fn answers(
    visit: &Visit,
    form: &dossiers::Form,
    answers: &Answers,
    people: &dyn Fn(&str) -> Option<String>,
) -> Vec<(String, SummaryList)> {
    let words = &visit.words;
    let mut sections = Vec::new();
    for section in &form.layout().sections {
        let rows: Vec<SummaryRow> = section
            .fields
            .iter()
            .filter_map(|field| {
                Some(SummaryRow::new(words.say(&field.label), &said(visit, field, answers.get(&field.name)?, people)))
            })
            .collect();
        if !rows.is_empty() {
            sections.push((words.say(&section.title), SummaryList::new(rows)));
        }
    }
    sections
}

/// One answer as it is read.
pub(crate) fn said(visit: &Visit, field: &dossiers::Field, answer: &Value, people: &dyn Fn(&str) -> Option<String>) -> String {
    let words = &visit.words;
    match (field.widget, answer) {
        (_, Value::Array(list)) => list
            .iter()
            .filter_map(Value::as_str)
            .map(|id| people(id).unwrap_or_else(|| id.to_owned()))
            .collect::<Vec<_>>()
            .join(", "),
        (_, Value::Bool(yes)) => words.say(if *yes { "yes" } else { "no" }),
        (Widget::Date | Widget::PartialDate, Value::String(text)) => words.iso_date(text),
        (Widget::Commune, Value::String(text)) => {
            text.parse().map_or_else(|_| text.clone(), |unit| formerly::with_today(visit, &unit))
        }
        (_, Value::String(text)) => match field.options.iter().find(|choice| choice.value == *text) {
            Some(choice) => words.say(&choice.label),
            None => text.clone(),
        },
        (_, Value::Null | Value::Number(_) | Value::Object(_)) => answer.to_string(),
    }
}

/// Where a dossier belonged before its commune ended, or who looks after it since.
pub(crate) fn unit_note(visit: &Visit, view: &DossierView) -> Option<String> {
    let (words, dossier) = (&visit.words, &view.dossier);
    if dossier.keeper != dossier.unit {
        let now = visit.platform.places.full_name(&dossier.keeper);
        return Some(words.fill("web-formerly-now").put("place", now).to_string());
    }
    let left: Vec<String> =
        view.history.iter().filter_map(HistoryEntry::unit_left).map(|unit| formerly::before(visit, &unit)).collect();
    (!left.is_empty()).then(|| words.fill("web-formerly").put("places", left.join("; ")).to_string())
}

/// What happened, and what is still to come.
pub(crate) fn timeline(visit: &Visit, view: &DossierView) -> Timeline {
    let words = &visit.words;
    let last = view.history.len().saturating_sub(1);
    let pending = view.dossier.progress.state.is_pending();
    let mut events: Vec<Event> = view
        .history
        .iter()
        .enumerate()
        .map(|(index, entry)| Event {
            state: if index == last && pending { EventState::Now } else { EventState::Done },
            title: words.word("web-act-past", entry.act),
            when: words.moment(entry.at),
            body: body(visit, entry),
        })
        .collect();
    if pending {
        events.push(Event {
            state: EventState::Next,
            title: words.say("web-act-past-return-result"),
            when: words.fill("web-due").put("when", words.moment(view.dossier.due_at)).to_string(),
            body: Markup::default(),
        });
    }
    Timeline::new(events)
}

fn body(visit: &Visit, entry: &HistoryEntry) -> Markup {
    #[derive(askama::Template)]
    #[template(
        source = "{% if let Some(office) = office %}<p class=\"soft small\">{{ office }}</p>{% endif %}{% if let Some(note) = note %}<p>{{ note }}</p>{% endif %}{% if !defects.is_empty() %}<ul class=\"bullets\">{% for defect in defects %}<li>{{ defect }}</li>{% endfor %}</ul>{% endif %}",
        ext = "html"
    )]
    struct Body {
        office: Option<String>,
        note: Option<String>,
        defects: Vec<String>,
    }
    Markup::of(&Body {
        office: entry.office.as_ref().map(|unit| visit.platform.places.full_name(unit)),
        note: entry.note.clone().filter(|note| !note.is_empty()),
        defects: entry.defects().into_iter().map(str::to_owned).collect(),
    })
}

/// The name of the service a dossier was filed for.
pub(crate) fn service_name(visit: &Visit, service: &str, version: u32) -> String {
    let found = visit.platform.services.version(service, version);
    found.map_or_else(|_| service.to_owned(), |service| service.definition.name.say(visit.words.language()).to_owned())
}

/// Names of people in a dossier by their ids.
pub(crate) fn companion_name(view: &DossierView, id: &str) -> Option<String> {
    view.companions.iter().find(|companion| companion.person.to_string() == id).map(|companion| companion.name.clone())
}

/// Acts of an office that a dossier's page offers.
pub(crate) fn is_office_act(act: Act) -> bool {
    act.of_step().is_some()
}
