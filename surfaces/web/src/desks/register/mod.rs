//! The population officer's desk: search, a person, a household, history, corrections.
//!
//! A purpose comes first and goes along in every address of the desk; each look is written down under it.

mod account;
mod commune;
mod correct;
mod day_form;
mod event_form;
mod event_look;
mod events;
mod exports;
pub(crate) mod facts;
pub(crate) mod family;
mod head;
mod history;
mod household;
mod lived;
mod moment;
mod notice_new;
pub(crate) mod notices;
mod number;
mod numbers;
mod person;
pub(crate) mod photo;
mod requests;
mod reverse;
mod search;
pub(crate) mod sheet;

use std::sync::Arc;

use access::Role;
use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Path},
    response::Response,
    routing::{get, post},
};
use gate::Platform;
use kernel::PersonId;
use serde::Deserialize;

use crate::{
    components::{Button, Icon, Note, Select, Tone},
    desks::purpose,
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

/// The addresses of this desk.
pub(crate) fn router() -> Router<Arc<Platform>> {
    Router::new()
        .route(routes::REGISTER, get(search::page))
        .route(routes::REGISTER_PURPOSE, get(ask_for_person))
        .route(routes::REGISTER_PERSON, get(person::page))
        .route(routes::REGISTER_HISTORY, get(history::of_person))
        .route(routes::REGISTER_CORRECT, get(correct::page).post(correct::save))
        .route(routes::REGISTER_FACTS, get(sheet::page).post(sheet::verify))
        .route(routes::REGISTER_PHOTO, get(photo::image))
        .route(
            routes::REGISTER_PHOTO_CHANGE,
            get(photo::page).post(photo::save).layer(DefaultBodyLimit::max(photo::FORM_BYTES_MAX)),
        )
        .route(routes::REGISTER_REVERSE, get(reverse::page).post(reverse::send))
        .route(routes::REGISTER_COMMUNE, get(commune::page))
        .route(routes::REGISTER_HOUSEHOLD, get(household::page))
        .route(routes::REGISTER_HOUSEHOLD_HISTORY, get(history::of_household))
        .route(routes::REGISTER_HEAD, post(head::change))
        .route(routes::REGISTER_ACCOUNT, get(account::page).post(account::act))
        .route(routes::REGISTER_EVENT, get(events::page).post(events::send))
        .route(routes::REGISTER_REQUESTS, get(requests::page))
        .route(routes::REGISTER_REQUEST, get(requests::one))
        .route(routes::REGISTER_REQUEST_ACT, post(requests::act))
        .route(routes::REGISTER_NOTICES, get(notices::page))
        .route(routes::REGISTER_NOTICE_NEW, get(notice_new::page).post(notice_new::send))
        .route(routes::REGISTER_NOTICE, get(notices::one))
        .route(routes::REGISTER_NOTICE_ACT, post(notices::act))
        .route(routes::REGISTER_EXPORTS, get(exports::page).post(exports::ask))
        .route(routes::REGISTER_EXPORT_FILE, get(exports::fetch))
        .route(routes::REGISTER_NUMBER, get(number::page).post(number::send))
        .route(routes::REGISTER_NUMBERS, get(numbers::page).post(numbers::start))
        .route(routes::REGISTER_NUMBER_RUN, get(numbers::one))
        .route(routes::REGISTER_NUMBER_REPORT, get(numbers::export))
}

/// The purpose under which lists of the desk's own work are opened: nobody is looked up in them by name.
pub(crate) const UPKEEP: &str = "register-upkeep";

/// Why a record is opened, and which page of a list is wanted.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Why {
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    page: u32,
    #[serde(default)]
    group: String,
    /// The day on which the record is to be read as it was; empty for now.
    #[serde(default)]
    as_of: String,
    /// The day on which it is asked where the person lived, as is known now; empty for none.
    #[serde(default)]
    lived_on: String,
    #[serde(default)]
    notice: String,
}

pub(crate) use correct::ground_fields;
pub(crate) use household::shell as household_shell;
pub(crate) use search::units_select;

impl Why {
    /// A purpose that was stated.
    pub(crate) fn stating(purpose: &str) -> Self {
        Self { purpose: purpose.to_owned(), ..Self::default() }
    }

    /// The purpose that was stated.
    pub(crate) fn purpose(&self) -> &str {
        &self.purpose
    }

    /// An address of this desk with the same purpose.
    pub(crate) fn carry(&self, path: String) -> String {
        routes::query(path, &[(purpose::FIELD, &self.purpose)])
    }

    /// Whether the purpose is one that can be stated.
    pub(crate) fn is_stated(&self, visit: &Visit) -> bool {
        purpose::is_stated(visit, &self.purpose)
    }
}

#[derive(Template)]
#[template(path = "register/purpose.html")]
struct Ask {
    page: Shell,
    note: Note,
    purpose: Select,
    action: String,
    go: Button,
}

/// Asks why, before anything is shown; the answer goes on to `action`.
pub(crate) async fn ask(visit: &Visit, action: String) -> Result<Response, Halt> {
    let (frame, _) = visit.read(|_, actor| staff(actor)).await?;
    let words = &visit.words;
    let page = visit
        .shell(&frame, words.say("web-register-why-title"), &routes::register())
        .crumb(words.say("web-register-title"), routes::register());
    let note = Note::new(Tone::Info, words.say("web-register-why-note"));
    let go = Button::submit(words.say("web-register-why-go")).icon(Icon::ArrowRight);
    Ok(visit.page(&Ask { page, note, purpose: purpose::select(visit, ""), action, go }))
}

async fn ask_for_person(visit: Visit, Path(person): Path<PersonId>) -> Answer {
    ask(&visit, routes::register_person(person)).await
}

/// Whether the visitor keeps the register. For what a page offers; permission is the domain's to give.
fn keeps_register(frame: &Frame) -> bool {
    [Role::Register, Role::Approver].iter().any(|role| frame.roles.contains(role))
}

/// Says that this look was written down, and for what.
pub(crate) fn noted(visit: &Visit, why: &Why) -> Note {
    let words = &visit.words;
    let stated = purpose::said(visit, &why.purpose).unwrap_or_default();
    Note::new(Tone::Gold, words.fill("web-register-noted").put("purpose", stated).to_string())
}
