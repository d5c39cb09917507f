//! Signing in: number or login name and password, then a code where an authenticator is enrolled; or a passkey alone.

use accounts::{AccountError, HolderKind, PasswordAttempt, SignIn};
use askama::Template;
use axum::{
    Form, Json,
    extract::Query,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use gate::{Door, Failure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{blocking, device, home_of, keep_session, keep_step, signed_in, step};
use crate::{
    components::{Button, ErrorSummary, Icon, Problem, TextInput, TextKind},
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, local_path},
};

#[derive(Default, Deserialize)]
pub(crate) struct Onward {
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignInPage {
    page: Shell,
    lead: String,
    errors: Option<ErrorSummary>,
    name: TextInput,
    password: TextInput,
    action: String,
    next: String,
    other: Button,
    demo: Option<Button>,
}

pub(crate) async fn citizen(visit: Visit, Query(onward): Query<Onward>) -> Answer {
    show(&visit, HolderKind::Citizen, &onward.next).await
}

pub(crate) async fn staff(visit: Visit, Query(onward): Query<Onward>) -> Answer {
    show(&visit, HolderKind::Staff, &onward.next).await
}

async fn show(visit: &Visit, kind: HolderKind, next: &str) -> Answer {
    let frame = visit.frame().await?;
    if frame.is_citizen() || frame.is_staff() {
        let home = if frame.is_citizen() { routes::me() } else { routes::desk() };
        return Ok(visit.go(local_path(next).unwrap_or(&home), None));
    }
    Ok(visit.page(&sign_in_page(visit, &frame, kind, next, "", None)))
}

fn sign_in_page(visit: &Visit, frame: &Frame, kind: HolderKind, next: &str, typed: &str, problem: Option<String>) -> SignInPage {
    let words = &visit.words;
    let problems: Vec<Problem> = problem.into_iter().map(|text| Problem::new("name", text)).collect();
    let (title, lead, name, action, other) = match kind {
        HolderKind::Citizen => (
            "web-sign-in-title",
            "web-sign-in-lead",
            TextInput::new(words, "name", words.say("web-personal-number"))
                .kind(TextKind::Digits)
                .hint(words.say("web-sign-in-number-hint"))
                .length_max(20),
            routes::sign_in(),
            Button::link(words.say("web-foot-staff-sign-in"), routes::staff_sign_in()),
        ),
        HolderKind::Staff => (
            "web-staff-sign-in-title",
            "web-staff-sign-in-lead",
            TextInput::new(words, "name", words.say("web-login-name")).length_max(64),
            routes::staff_sign_in(),
            Button::link(words.say("web-citizen-sign-in"), routes::sign_in()),
        ),
    };
    let demo = visit
        .platform
        .settings
        .demo
        .then(|| Button::link(words.say("web-demo-open"), routes::demo_sign_in()).secondary().icon(Icon::People));
    let mut page = visit.shell(frame, words.say(title), &action).passkeys();
    page.here = routes::query(action.clone(), &[("next", next)]);
    SignInPage {
        page,
        lead: words.say(lead),
        errors: ErrorSummary::of(words, &problems),
        name: name.value(typed).autocomplete("username webauthn"),
        password: TextInput::new(words, "password", words.say("web-password"))
            .kind(TextKind::Password)
            .autocomplete("current-password")
            .length_max(256),
        action,
        next: local_path(next).unwrap_or_default().to_owned(),
        other: other.quiet().small(),
        demo,
    }
}

#[derive(Deserialize)]
pub(crate) struct Typed {
    name: String,
    password: String,
    #[serde(default)]
    next: String,
}

pub(crate) async fn citizen_password(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    password(&visit, HolderKind::Citizen, typed).await
}

pub(crate) async fn staff_password(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    password(&visit, HolderKind::Staff, typed).await
}

async fn password(visit: &Visit, kind: HolderKind, typed: Typed) -> Answer {
    visit.pass(Door::SignIn)?;
    let attempt = PasswordAttempt { kind, name: typed.name.clone(), password: typed.password, device: device(visit) };
    let outcome =
        blocking(visit, move |platform, actor| platform.accounts.sign_in_with_password(&platform.store, actor, &attempt)).await;
    match outcome {
        Ok(SignIn::Done(session)) => {
            let home = home_of(session.holder);
            Ok(signed_in(visit, &session, local_path(&typed.next).unwrap_or(&home), None))
        }
        Ok(SignIn::NeedsCode(secret)) => {
            let mut response = visit.go(&routes::query(routes::sign_in_code(), &[("next", &typed.next)]), None);
            keep_step(visit, &mut response, &secret);
            Ok(response)
        }
        Err(Halt(failure)) => {
            let frame = Frame::public();
            let said = failure.say(&visit.platform.words, visit.words.language());
            Ok(visit.rejected(&sign_in_page(visit, &frame, kind, &typed.next, &typed.name, Some(said))))
        }
    }
}

#[derive(Template)]
#[template(path = "account/code.html")]
struct CodePage {
    page: Shell,
    errors: Option<ErrorSummary>,
    code: TextInput,
    next: String,
}

fn build_code(visit: &Visit, next: &str, problem: Option<String>) -> CodePage {
    let words = &visit.words;
    let problems: Vec<Problem> = problem.iter().map(|text| Problem::new("code", text.clone())).collect();
    CodePage {
        page: visit.shell(&Frame::public(), words.say("web-code-title"), &routes::sign_in()),
        errors: ErrorSummary::of(words, &problems),
        code: TextInput::new(words, "code", words.say("web-code"))
            .kind(TextKind::Digits)
            .hint(words.say("web-code-hint"))
            .autocomplete("one-time-code")
            .width(12)
            .length_max(8)
            .error(problem),
        next: local_path(next).unwrap_or_default().to_owned(),
    }
}

pub(crate) async fn code_page(visit: Visit, Query(onward): Query<Onward>) -> Answer {
    Ok(visit.page(&build_code(&visit, &onward.next, None)))
}

#[derive(Deserialize)]
pub(crate) struct Code {
    code: String,
    #[serde(default)]
    next: String,
}

pub(crate) async fn code(visit: Visit, headers: HeaderMap, Form(typed): Form<Code>) -> Answer {
    visit.pass(Door::SignIn)?;
    let secret = step(&visit, &headers)?;
    let (text, device) = (typed.code.clone(), device(&visit));
    let outcome = blocking(&visit, move |platform, actor| {
        platform.accounts.sign_in_with_code(&platform.store, actor, &secret, &text, &device)
    })
    .await;
    match outcome {
        Ok(session) => {
            let home = home_of(session.holder);
            Ok(signed_in(&visit, &session, local_path(&typed.next).unwrap_or(&home), None))
        }
        Err(Halt(failure)) => {
            let said = failure.say(&visit.platform.words, visit.words.language());
            Ok(visit.rejected(&build_code(&visit, &typed.next, Some(said))))
        }
    }
}

/// Asks the browser for any passkey of this site.
pub(crate) async fn passkey_start(visit: Visit) -> Answer {
    visit.pass(Door::Passkey)?;
    let accounts = visit.platform.accounts.clone();
    let (_, challenge) = visit.write(move |tx, actor| accounts.ask_for_passkey(tx, actor).map_err(Failure::from)).await?;
    let mut response = Json(challenge.options).into_response();
    keep_step(&visit, &mut response, &challenge.secret);
    Ok(response)
}

/// Signs in with the passkey that answered, or proves identity again for somebody who is signed in.
pub(crate) async fn passkey_finish(
    visit: Visit,
    headers: HeaderMap,
    Query(onward): Query<Onward>,
    Json(answer): Json<Value>,
) -> Answer {
    let secret = step(&visit, &headers)?;
    let accounts = visit.platform.accounts.clone();
    let device = device(&visit);
    let (_, session) = visit
        .write(move |tx, actor| {
            let proven = if actor.session.is_some() {
                accounts.step_up_with_passkey(tx, actor, &secret, &answer)
            } else {
                accounts.sign_in_with_passkey(tx, actor, &secret, &answer, &device)
            };
            proven.map_err(|error: AccountError| Failure::from(error))
        })
        .await?;
    let home = home_of(session.holder);
    let mut response: Response = Json(json!({ "next": local_path(&onward.next).unwrap_or(&home) })).into_response();
    keep_session(&visit, &mut response, &session);
    Ok(response)
}
