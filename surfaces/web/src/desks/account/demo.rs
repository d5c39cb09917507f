//! In the demo city: whom to sign in as. One click does it.

use std::sync::Arc;

use askama::Template;
use axum::Extension;

use crate::{
    components::{EmptyState, Icon, Tone},
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Visit},
};

/// Somebody of the demo city whom a visitor can be. None of them is real, so their passwords are no secrets.
#[derive(Debug, Clone)]
pub struct DemoLogin {
    /// Name of the person.
    pub name: String,
    /// Role and office, or what makes this citizen interesting; ready to read in both languages.
    pub what: DemoText,
    /// Whether this is an official.
    pub staff: bool,
    /// Personal number or login name.
    pub login: String,
    /// The password.
    pub password: String,
}

/// A text in both languages.
#[derive(Debug, Clone)]
pub struct DemoText {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// All of them, as the router carries them.
#[derive(Debug, Clone, Default)]
pub(crate) struct DemoLogins(pub(crate) Arc<Vec<DemoLogin>>);

struct Person {
    name: String,
    what: String,
    login: String,
    password: String,
    icon: Icon,
    tone: Tone,
}

#[derive(Template)]
#[template(path = "account/demo.html")]
struct DemoPage {
    page: Shell,
    citizens: Vec<Person>,
    officials: Vec<Person>,
    empty: EmptyState,
}

pub(crate) async fn page(visit: Visit, Extension(logins): Extension<DemoLogins>) -> Answer {
    if !visit.platform.settings.demo {
        return Err(Halt::not_found());
    }
    let words = &visit.words;
    let frame = visit.frame().await?;
    let people = |staff: bool| {
        let chosen = logins.0.iter().filter(move |login| login.staff == staff);
        chosen
            .map(|login| Person {
                name: login.name.clone(),
                what: if words.locale() == "en" { login.what.en.clone() } else { login.what.vi.clone() },
                login: login.login.clone(),
                password: login.password.clone(),
                icon: if staff { Icon::Building } else { Icon::Person },
                tone: if staff { Tone::Accent } else { Tone::Brand },
            })
            .collect()
    };
    let page = visit.shell(&frame, words.say("web-demo-title"), &routes::demo_sign_in());
    let empty = EmptyState::new(words.say("web-demo-none"), words.say("web-demo-none-text"));
    Ok(visit.page(&DemoPage { page, citizens: people(false), officials: people(true), empty }))
}
