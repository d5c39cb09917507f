//! The citizen's home: who I am here, what waits for me, what I can do.

use askama::Template;
use gate::Failure;
use register::{Fields, Person};

use crate::{
    components::{Button, EmptyState, Icon, Note, Status, Tone},
    desks::dossier_view::{service_name, status},
    routes,
    shell::Shell,
    visit::{Answer, Visit, citizen},
};

/// How many dossiers stand on the home page.
const DOSSIERS_SHOWN: u32 = 4;

struct DossierLine {
    href: String,
    service: String,
    code: String,
    state: Status,
    due: String,
}

struct Shortcut {
    href: String,
    icon: Icon,
    label: String,
    text: String,
    tone: Tone,
}

#[derive(Template)]
#[template(path = "me/home.html")]
struct Home {
    page: Shell,
    name: String,
    number: String,
    birth: String,
    residence: String,
    notes: Vec<Note>,
    dossiers: Vec<DossierLine>,
    empty: EmptyState,
    shortcuts: Vec<Shortcut>,
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let services = visit.platform.services.clone();
    let (frame, (person, own, consents, drafts)) = visit
        .write(move |tx, actor| {
            let me = citizen(actor)?;
            let person = register::person(tx, actor, me, Fields::IDENTITY | Fields::RESIDENCE)?.ok_or_else(Failure::not_found)?;
            let own = dossiers::my_dossiers(tx, actor, None, DOSSIERS_SHOWN)?;
            let consents = dossiers::my_consents(tx, actor, &services)?.len();
            let drafts = dossiers::drafts_of(tx, actor, me)?;
            Ok::<_, Failure>((person, own, consents, drafts))
        })
        .await?;
    let words = &visit.words;
    let mut notes = Vec::new();
    if consents > 0 {
        notes.push(
            Note::new(Tone::Warning, words.fill("web-me-consents-wait").put("count", consents).to_string())
                .action(Button::link(words.say("web-me-consents-open"), routes::my_consents()).small()),
        );
    }
    for line in own.iter().filter(|line| line.state == dossiers::State::Supplement) {
        let until = line.answer_by.map(|at| words.moment(at)).unwrap_or_default();
        let text = words
            .fill("web-me-supplement-wait")
            .put("service", service_name(&visit, &line.service, line.version))
            .put("until", until)
            .to_string();
        notes.push(
            Note::new(Tone::Warning, text)
                .action(Button::link(words.say("web-me-supplement-open"), routes::my_dossier(line.id)).small()),
        );
    }
    for draft in drafts.iter().take(1) {
        let text = words
            .fill("web-me-draft-wait")
            .put("service", service_name(&visit, &draft.service, draft.version))
            .put("when", words.moment(draft.saved_at))
            .to_string();
        notes.push(
            Note::new(Tone::Info, text)
                .action(Button::link(words.say("web-me-draft-open"), routes::draft(draft.id)).small().secondary()),
        );
    }
    let lines = own.iter().map(|line| DossierLine {
        href: routes::my_dossier(line.id),
        service: service_name(&visit, &line.service, line.version),
        code: line.code.clone(),
        state: status(words, line.state, line.outcome),
        due: words.fill("web-due").put("when", words.moment(line.due_at)).to_string(),
    });
    let empty = EmptyState::new(words.say("web-dossiers-none"), words.say("web-dossiers-none-text"))
        .action(Button::link(words.say("web-place-apply"), routes::services()));
    let page = visit.shell(&frame, words.say("web-place-me"), &routes::me());
    Ok(visit.page(&Home {
        page,
        name: person.facts.name.full().to_owned(),
        number: person.facts.number.as_ref().map(grouped).unwrap_or_default(),
        birth: words.iso_date(&person.facts.birth.to_string()),
        residence: residence(&visit, &person),
        notes,
        dossiers: lines.collect(),
        empty,
        shortcuts: shortcuts(&visit),
    }))
}

/// `001 199 012 345`: in threes a person can read it aloud.
pub(crate) fn grouped(number: &kernel::PersonalNumber) -> String {
    let digits = number.as_str();
    digits.as_bytes().chunks(3).map(|part| String::from_utf8_lossy(part).into_owned()).collect::<Vec<_>>().join("\u{a0}")
}

/// House, street and units of the permanent residence.
pub(crate) fn residence(visit: &Visit, person: &Person) -> String {
    person.permanent().map(|home| address(visit, &home.address, &home.unit)).unwrap_or_default()
}

/// An address with its units.
pub(crate) fn address(visit: &Visit, street: &str, unit: &kernel::UnitCode) -> String {
    format!("{street}, {}", visit.platform.places.full_name(unit))
}

fn shortcuts(visit: &Visit) -> Vec<Shortcut> {
    let words = &visit.words;
    // The ids of both lines are written out, so that the check of unused messages sees them.
    let shortcut = |href: String, icon, (label, text): (&str, &str), tone| Shortcut {
        href,
        icon,
        label: words.say(label),
        text: words.say(text),
        tone,
    };
    vec![
        shortcut(routes::services(), Icon::Plus, ("web-me-apply", "web-me-apply-text"), Tone::Brand),
        shortcut(routes::my_household(), Icon::House, ("web-me-household", "web-me-household-text"), Tone::Accent),
        shortcut(routes::my_guests(), Icon::Door, ("web-me-guests", "web-me-guests-text"), Tone::Gold),
        shortcut(routes::my_absence(), Icon::Exit, ("web-me-absence", "web-me-absence-text"), Tone::Accent),
        shortcut(routes::my_access(), Icon::Eye, ("web-me-access", "web-me-access-text"), Tone::Gold),
        shortcut(routes::my_security(), Icon::Key, ("web-me-security", "web-me-security-text"), Tone::Accent),
    ]
}
