//! Choosing a password with the code from the counter, for a citizen's new account or an official's appointment.

use accounts::{Activation, HolderKind};
use askama::Template;
use axum::Form;
use gate::Door;
use serde::Deserialize;

use super::{blocking, device, home_of, security::new_password, signed_in};
use crate::{
    components::{Choice, Choices, ErrorSummary, Problem, TextInput},
    halt::Halt,
    shell::Shell,
    visit::{Answer, Frame, Visit},
};

#[derive(Default, Clone, Deserialize)]
pub(crate) struct Typed {
    kind: Option<HolderKind>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

#[derive(Template)]
#[template(path = "account/activate.html")]
struct Page {
    page: Shell,
    errors: Option<ErrorSummary>,
    kind: Choices,
    name: TextInput,
    code: TextInput,
    password: TextInput,
    again: TextInput,
}

fn build(visit: &Visit, frame: &Frame, typed: &Typed, problems: &[Problem]) -> Page {
    let words = &visit.words;
    let error = |field: &str| Problem::at(problems, field);
    let kinds = HolderKind::ALL.iter().map(|kind| {
        Choice::new(kind.as_str(), words.word("web-holder", kind)).chosen(typed.kind.unwrap_or(HolderKind::Citizen) == *kind)
    });
    Page {
        page: visit.shell(frame, words.say("web-activate-title"), ""),
        errors: ErrorSummary::of(words, problems),
        kind: Choices::one(words, "kind", words.say("web-activate-kind"), kinds.collect()).inline(),
        name: TextInput::new(words, "name", words.say("web-activate-name"))
            .value(typed.name.clone())
            .autocomplete("username")
            .length_max(64),
        code: TextInput::new(words, "code", words.say("web-activate-code"))
            .hint(words.say("web-activate-code-hint"))
            .value(typed.code.clone())
            .width(20)
            .length_max(40)
            .error(error("code")),
        password: new_password(visit, "password", "web-password-new")
            .hint(words.fill("web-password-rule").put("count", accounts::PASSWORD_CHARACTERS_MIN).to_string())
            .error(error("password")),
        again: new_password(visit, "again", "web-password-again").error(error("again")),
    }
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let frame = visit.frame().await?;
    Ok(visit.page(&build(&visit, &frame, &Typed::default(), &[])))
}

pub(crate) async fn activate(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    visit.pass(Door::OpenAccount)?;
    let frame = Frame::public();
    if typed.password != typed.again {
        let said = visit.words.say("web-password-differs");
        return Ok(visit.rejected(&build(&visit, &frame, &typed, &[Problem::new("again", said)])));
    }
    let activation = Activation {
        kind: typed.kind.unwrap_or(HolderKind::Citizen),
        name: typed.name.clone(),
        code: typed.code.clone(),
        password: typed.password.clone(),
        device: device(&visit),
    };
    let outcome = blocking(&visit, move |platform, actor| platform.accounts.activate(&platform.store, actor, &activation)).await;
    match outcome {
        Ok(session) => Ok(signed_in(&visit, &session, &home_of(session.holder), None)),
        Err(Halt(failure)) => {
            let said = failure.say(&visit.platform.words, visit.words.language());
            Ok(visit.rejected(&build(&visit, &frame, &typed, &[Problem::new("code", said)])))
        }
    }
}
