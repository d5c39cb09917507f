//! Appointing somebody. The activation code is shown once, on the page that answers, and kept nowhere.

use access::{Grant, Role};
use accounts::{Appoint, Appointed};
use askama::Template;
use axum::{Form, extract::Query};
use gate::Failure;
use kernel::{ErrorKind, Locale, PersonName, UnitCode};
use serde::Deserialize;

use super::staff::{roles, scope};
use crate::{
    components::{Button, Choice, Choices, ErrorSummary, Icon, Note, Problem, Select, TextInput, Tone},
    desks::unit_choice,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit},
};

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    login: String,
    #[serde(default)]
    locale: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    unit: String,
}

#[derive(Template)]
#[template(path = "admin/staff_new.html")]
struct Page {
    page: Shell,
    errors: Option<ErrorSummary>,
    name: TextInput,
    login: TextInput,
    locale: Choices,
    role: Select,
    unit: Select,
    send: Button,
}

/// A code that is handed over on paper or read out, and shown this once.
#[derive(Template)]
#[template(path = "admin/code.html")]
pub(super) struct CodePage {
    pub(super) page: Shell,
    pub(super) note: Note,
    pub(super) name: String,
    pub(super) login: String,
    pub(super) code: String,
    pub(super) onward: Button,
}

pub(crate) async fn page(visit: Visit, Query(typed): Query<Typed>) -> Answer {
    let (frame, scope) = visit.read(|_, actor| scope(actor)).await?;
    Ok(visit.page(&build(&visit, &frame, &scope, &typed, &[])))
}

fn build(visit: &Visit, frame: &Frame, scope: &UnitCode, typed: &Typed, problems: &[Problem]) -> Page {
    let words = &visit.words;
    let error = |field: &str| Problem::at(problems, field);
    let locale = if typed.locale.is_empty() { Locale::Vi.as_str() } else { typed.locale.as_str() };
    let languages = Locale::ALL
        .iter()
        .map(|language| Choice::new(language.as_str(), words.word("web-admin-language", language)).chosen_if(locale));
    Page {
        page: visit
            .shell(frame, words.say("web-admin-staff-add"), &routes::admin_staff())
            .crumb(words.say("web-place-admin"), routes::admin())
            .crumb(words.say("web-place-admin-staff"), routes::admin_staff()),
        errors: ErrorSummary::of(words, problems),
        name: TextInput::new(words, "name", words.say("web-full-name"))
            .length_max(100)
            .value(typed.name.clone())
            .error(error("name")),
        login: TextInput::new(words, "login", words.say("web-admin-login"))
            .hint(words.say("web-admin-login-hint"))
            .length_max(64)
            .width(20)
            .value(typed.login.clone())
            .error(error("login")),
        locale: Choices::one(words, "locale", words.say("web-language"), languages.collect()).inline(),
        role: Select::new(words, "role", words.say("web-admin-role"), roles(words, &typed.role))
            .blank(words.say("web-choose"))
            .error(error("role")),
        unit: Select::grouped(words, "unit", words.say("web-unit"), unit_choice::groups(visit, scope, &typed.unit))
            .blank(words.say("web-choose"))
            .hint(words.say("web-admin-unit-hint"))
            .error(error("unit")),
        send: Button::submit(words.say("web-admin-staff-appoint")).icon(Icon::Check),
    }
}

/// What was typed as a command, or everything that is wrong with it.
fn command(visit: &Visit, typed: &Typed) -> Result<Appoint, Vec<Problem>> {
    let problem = |field: &str, id: &str| Problem::new(field, visit.words.say(id));
    let name = PersonName::parse(&typed.name).map_err(|wrong| problem("name", wrong.message_id()));
    let login = typed.login.trim().to_lowercase();
    let login = if accounts::is_login_name(&login) { Ok(login) } else { Err(problem("login", "accounts-bad-login-name")) };
    let role = typed.role.parse::<Role>().map_err(|_| problem("role", "web-required-answer"));
    let unit = typed.unit.parse::<UnitCode>().map_err(|_| problem("unit", "web-required-answer"));
    match (name, login, role, unit) {
        (Ok(name), Ok(login), Ok(role), Ok(unit)) => {
            Ok(Appoint { login, name, grants: vec![Grant::new(role, unit)], locale: typed.locale.parse().unwrap_or(Locale::Vi) })
        }
        (name, login, role, unit) => Err([name.err(), login.err(), role.err(), unit.err()].into_iter().flatten().collect()),
    }
}

pub(crate) async fn appoint(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let wanted = match command(&visit, &typed) {
        Ok(wanted) => wanted,
        Err(problems) => return rejected(&visit, &typed, &problems).await,
    };
    let asked = wanted.clone();
    let outcome = visit.write(move |tx, actor| accounts::appoint(tx, actor, &asked).map_err(Failure::from)).await;
    match outcome {
        Ok((frame, appointed)) => Ok(visit.page(&code_page(&visit, &frame, &wanted, &appointed))),
        Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
            let text = halt.0.say(&visit.platform.words, visit.words.language());
            rejected(&visit, &typed, &[Problem::new("login", text)]).await
        }
        Err(halt) => Err(halt),
    }
}

async fn rejected(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Answer {
    let (frame, scope) = visit.read(|_, actor| scope(actor)).await?;
    Ok(visit.rejected(&build(visit, &frame, &scope, typed, problems)))
}

fn code_page(visit: &Visit, frame: &Frame, wanted: &Appoint, appointed: &Appointed) -> CodePage {
    let words = &visit.words;
    CodePage {
        page: visit
            .shell(frame, words.say("web-admin-code-appointed"), &routes::admin_staff())
            .crumb(words.say("web-place-admin-staff"), routes::admin_staff()),
        note: Note::new(Tone::Warning, words.say("web-admin-code-once")),
        name: wanted.name.full().to_owned(),
        login: wanted.login.clone(),
        code: appointed.code.shown(),
        onward: Button::link(words.say("web-admin-code-onward"), routes::admin_staff_one(appointed.staff)).icon(Icon::ArrowRight),
    }
}
