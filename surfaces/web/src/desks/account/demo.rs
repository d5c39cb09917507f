//! In the demo city: whom to sign in as. One click does it, because the page plays the visitor's telephone too.

use accounts::{AccountError, HolderKind, NewSession, PasswordAttempt, SignIn};
use askama::Template;
use axum::{Form, extract::Query};
use gate::{DemoLogin, Platform};
use serde::Deserialize;

use super::{blocking, device, home_of, signed_in};
use crate::{
    components::{EmptyState, ErrorSummary, Icon, Problem, Tone},
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, local_path},
};

/// How long an authenticator shows one code.
const CODE_SECONDS: i64 = 30;

struct Person {
    name: String,
    what: String,
    unit: String,
    login: String,
    icon: Icon,
    tone: Tone,
}

#[derive(Template)]
#[template(path = "account/demo.html")]
struct DemoPage {
    page: Shell,
    errors: Option<ErrorSummary>,
    citizens: Vec<Person>,
    officials: Vec<Person>,
    empty: EmptyState,
    next: String,
}

#[derive(Default, Deserialize)]
pub(crate) struct Onward {
    #[serde(default)]
    next: String,
}

pub(crate) async fn page(visit: Visit, Query(onward): Query<Onward>) -> Answer {
    if !visit.platform.settings.demo {
        return Err(Halt::not_found());
    }
    let frame = visit.frame().await?;
    Ok(visit.page(&build(&visit, &frame, &onward.next, None)))
}

/// Citizens sign in with their number, officials with a name.
fn is_citizen(login: &DemoLogin) -> bool {
    login.login.bytes().all(|byte| byte.is_ascii_digit())
}

fn build(visit: &Visit, frame: &Frame, next: &str, problem: Option<String>) -> DemoPage {
    let words = &visit.words;
    let person = |login: &DemoLogin| Person {
        name: login.name.clone(),
        what: words.word("demo-part", &login.part),
        unit: login.unit_name.clone(),
        login: login.login.clone(),
        icon: if is_citizen(login) { Icon::Person } else { Icon::Building },
        tone: if is_citizen(login) { Tone::Brand } else { Tone::Accent },
    };
    let (citizens, officials): (Vec<&DemoLogin>, Vec<&DemoLogin>) =
        visit.platform.settings.demo_logins.iter().partition(|login| is_citizen(login));
    let problems: Vec<Problem> = problem.into_iter().map(|text| Problem::new("", text)).collect();
    DemoPage {
        page: visit.shell(frame, words.say("web-demo-title"), &routes::demo_sign_in()),
        errors: ErrorSummary::of(words, &problems),
        citizens: citizens.into_iter().map(person).collect(),
        officials: officials.into_iter().map(person).collect(),
        empty: EmptyState::new(words.say("web-demo-none"), words.say("web-demo-none-text")),
        next: local_path(next).unwrap_or_default().to_owned(),
    }
}

#[derive(Deserialize)]
pub(crate) struct Chosen {
    login: String,
    #[serde(default)]
    next: String,
}

pub(crate) async fn sign_in(visit: Visit, Form(chosen): Form<Chosen>) -> Answer {
    let known = visit.platform.settings.demo_logins.iter().find(|login| login.login == chosen.login).cloned();
    let login = known.filter(|_| visit.platform.settings.demo).ok_or_else(Halt::not_found)?;
    let device = device(&visit);
    let kind = if is_citizen(&login) { HolderKind::Citizen } else { HolderKind::Staff };
    let attempt = PasswordAttempt { kind, name: login.login.clone(), password: login.password.clone(), device };
    let outcome = blocking(&visit, move |platform, actor| prove(platform, actor, &attempt, &login)).await;
    match outcome {
        Ok(session) => {
            let home = home_of(session.holder);
            Ok(signed_in(&visit, &session, local_path(&chosen.next).unwrap_or(&home), None))
        }
        Err(Halt(failure)) => {
            let said = failure.say(&visit.platform.words, visit.words.language());
            Ok(visit.rejected(&build(&visit, &Frame::public(), &chosen.next, Some(said))))
        }
    }
}

fn prove(
    platform: &Platform,
    actor: &access::Actor,
    attempt: &PasswordAttempt,
    login: &DemoLogin,
) -> Result<NewSession, AccountError> {
    let secret = match platform.accounts.sign_in_with_password(&platform.store, actor, attempt)? {
        SignIn::Done(session) => return Ok(session),
        SignIn::NeedsCode(secret) => secret,
    };
    let code = |seconds| accounts::code_at(&login.key, actor.now().plus_seconds(seconds)).unwrap_or_default();
    let with = |code: &str| platform.accounts.sign_in_with_code(&platform.store, actor, &secret, code, &attempt.device);
    // A code counts once: whoever clicks twice within half a minute needs the next one.
    match with(&code(0)) {
        Err(AccountError::WrongCode) => with(&code(CODE_SECONDS)),
        other => other,
    }
}

/// The code that the visitor's telephone would show now, on pages that ask for it.
pub(crate) fn code_of(visit: &Visit, frame: &Frame) -> Option<String> {
    if !visit.platform.settings.demo {
        return None;
    }
    let name = frame.name.as_deref()?;
    let login = visit.platform.settings.demo_logins.iter().find(|login| login.name == name)?;
    accounts::code_at(&login.key, visit.platform.context.now())
}
