//! How I prove who I am: password, authenticator, passkeys.

use accounts::{Factors, PasskeyId, PasskeyLine};
use askama::Template;
use axum::{
    Form, Json,
    extract::Path,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use gate::Failure;
use serde::Deserialize;
use serde_json::Value;

use super::{blocking, keep_session, keep_step, signed_in, step};
use crate::{
    components::{Button, ErrorSummary, Icon, Markup, Problem, Status, TextInput, TextKind, Tone},
    done::Done,
    halt::Halt,
    qr, routes,
    shell::Shell,
    visit::{Answer, Frame, Visit},
};

struct PasskeyRow {
    label: String,
    facts: String,
    end: String,
}

#[derive(Template)]
#[template(path = "account/security.html")]
struct Security {
    page: Shell,
    totp: Status,
    has_totp: bool,
    passkeys: Vec<PasskeyRow>,
    can_add: bool,
    password: Button,
    add_totp: Button,
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let (frame, (factors, passkeys)) = visit
        .read(|tx, actor| {
            let factors = accounts::factors(tx, actor)?;
            Ok::<(Factors, Vec<PasskeyLine>), Failure>((factors, accounts::passkeys(tx, actor)?))
        })
        .await?;
    let words = &visit.words;
    let totp = if factors.totp {
        Status::new(Tone::Success, words.say("web-factor-on"))
    } else {
        Status::new(Tone::Neutral, words.say("web-factor-off"))
    };
    let rows = passkeys.iter().map(|key| PasskeyRow {
        label: if key.label.is_empty() { words.say("web-passkey") } else { key.label.clone() },
        facts: words.fill("web-passkey-added").put("when", words.moment(key.added_at)).to_string(),
        end: routes::my_passkey_end(key.id),
    });
    let page = visit.shell(&frame, words.say("web-place-my-security"), &routes::my_security()).passkeys();
    Ok(visit.page(&Security {
        page,
        totp,
        has_totp: factors.totp,
        passkeys: rows.collect(),
        can_add: visit.platform.accounts.has_passkeys(),
        password: Button::link(words.say("web-password-change"), routes::my_password()).secondary().small().icon(Icon::Pen),
        add_totp: Button::link(words.say("web-totp-add"), routes::my_totp()).secondary().small().icon(Icon::Device),
    }))
}

#[derive(Template)]
#[template(path = "account/totp.html")]
struct TotpPage {
    page: Shell,
    errors: Option<ErrorSummary>,
    qr: Markup,
    key: String,
    code: TextInput,
}

/// A new secret each time the page opens; it counts once its first code was typed.
pub(crate) async fn totp_page(visit: Visit) -> Answer {
    totp(&visit, None).await
}

async fn totp(visit: &Visit, problem: Option<String>) -> Answer {
    let accounts = visit.platform.accounts.clone();
    let (frame, enrolment) = visit.write(move |tx, actor| accounts.begin_totp(tx, actor).map_err(Failure::from)).await?;
    let words = &visit.words;
    let problems: Vec<Problem> = problem.iter().map(|text| Problem::new("code", text.clone())).collect();
    let grouped: Vec<String> =
        enrolment.key.as_bytes().chunks(4).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    let rejected = problem.is_some();
    let page = TotpPage {
        page: visit
            .shell(&frame, words.say("web-totp-title"), &routes::my_security())
            .crumb(words.say("web-place-my-security"), routes::my_security()),
        errors: ErrorSummary::of(words, &problems),
        qr: qr::drawing(&enrolment.uri),
        key: grouped.join(" "),
        code: TextInput::new(words, "code", words.say("web-code"))
            .kind(TextKind::Digits)
            .hint(words.say("web-totp-first"))
            .autocomplete("one-time-code")
            .width(12)
            .length_max(8)
            .error(problem),
    };
    let mut response = if rejected { visit.rejected(&page) } else { visit.page(&page) };
    keep_step(visit, &mut response, &enrolment.secret);
    Ok(response)
}

#[derive(Deserialize)]
pub(crate) struct Code {
    code: String,
}

pub(crate) async fn totp_confirm(visit: Visit, headers: HeaderMap, Form(typed): Form<Code>) -> Answer {
    let secret = step(&visit, &headers)?;
    let accounts = visit.platform.accounts.clone();
    let outcome =
        visit.write(move |tx, actor| accounts.confirm_totp(tx, actor, &secret, &typed.code).map_err(Failure::from)).await;
    match outcome {
        Ok((_, session)) => Ok(signed_in(&visit, &session, &routes::my_security(), Some(Done::TotpAdded))),
        Err(Halt(failure)) if failure.denied.is_none() => {
            totp(&visit, Some(failure.say(&visit.platform.words, visit.words.language()))).await
        }
        Err(halt) => Err(halt),
    }
}

pub(crate) async fn totp_end(visit: Visit) -> Answer {
    let accounts = visit.platform.accounts.clone();
    visit.write(move |tx, actor| accounts.remove_totp(tx, actor).map_err(Failure::from)).await?;
    Ok(visit.go(&routes::my_security(), Some(Done::FactorRemoved)))
}

#[derive(Template)]
#[template(path = "account/password.html")]
struct PasswordPage {
    page: Shell,
    errors: Option<ErrorSummary>,
    password: TextInput,
    again: TextInput,
}

fn password_form(visit: &Visit, frame: &Frame, problems: &[Problem]) -> PasswordPage {
    let words = &visit.words;
    let error = |field: &str| Problem::at(problems, field);
    PasswordPage {
        page: visit
            .shell(frame, words.say("web-password-change"), &routes::my_security())
            .crumb(words.say("web-place-my-security"), routes::my_security()),
        errors: ErrorSummary::of(words, problems),
        password: new_password(visit, "password", "web-password-new")
            .hint(words.fill("web-password-rule").put("count", accounts::PASSWORD_CHARACTERS_MIN).to_string())
            .error(error("password")),
        again: new_password(visit, "again", "web-password-again").error(error("again")),
    }
}

/// A box for a password that is chosen, not remembered.
pub(crate) fn new_password(visit: &Visit, name: &str, label: &str) -> TextInput {
    TextInput::new(&visit.words, name, visit.words.say(label))
        .kind(TextKind::Password)
        .autocomplete("new-password")
        .length_max(256)
}

pub(crate) async fn password_page(visit: Visit) -> Answer {
    let (frame, _) = visit.read(|tx, actor| accounts::factors(tx, actor).map_err(Failure::from)).await?;
    Ok(visit.page(&password_form(&visit, &frame, &[])))
}

#[derive(Deserialize)]
pub(crate) struct NewPassword {
    password: String,
    again: String,
}

pub(crate) async fn password_change(visit: Visit, Form(new): Form<NewPassword>) -> Answer {
    let (frame, _) = visit.read(|tx, actor| accounts::factors(tx, actor).map_err(Failure::from)).await?;
    if new.password != new.again {
        let said = visit.words.say("web-password-differs");
        return Ok(visit.rejected(&password_form(&visit, &frame, &[Problem::new("again", said)])));
    }
    let outcome =
        blocking(&visit, move |platform, actor| platform.accounts.change_password(&platform.store, actor, &new.password)).await;
    match outcome {
        Ok(()) => Ok(visit.go(&routes::my_security(), Some(Done::PasswordChanged))),
        Err(Halt(failure)) if failure.denied.is_none() => {
            let said = failure.say(&visit.platform.words, visit.words.language());
            Ok(visit.rejected(&password_form(&visit, &frame, &[Problem::new("password", said)])))
        }
        Err(halt) => Err(halt),
    }
}

pub(crate) async fn passkey_start(visit: Visit) -> Answer {
    let accounts = visit.platform.accounts.clone();
    let (_, challenge) = visit.write(move |tx, actor| accounts.begin_passkey(tx, actor).map_err(Failure::from)).await?;
    let mut response: Response = Json(challenge.options).into_response();
    keep_step(&visit, &mut response, &challenge.secret);
    Ok(response)
}

pub(crate) async fn passkey_finish(visit: Visit, headers: HeaderMap, Json(answer): Json<Value>) -> Answer {
    let secret = step(&visit, &headers)?;
    let accounts = visit.platform.accounts.clone();
    let label: String = visit.caller.agent.split(['(', ')']).nth(1).unwrap_or("").split(';').next().unwrap_or("").to_owned();
    let (_, session) = visit
        .write(move |tx, actor| accounts.confirm_passkey(tx, actor, &secret, &answer, &label).map_err(Failure::from))
        .await?;
    let mut response: Response = Json(serde_json::json!({ "next": routes::my_security() })).into_response();
    keep_session(&visit, &mut response, &session);
    Ok(response)
}

pub(crate) async fn passkey_end(visit: Visit, Path(passkey): Path<PasskeyId>) -> Answer {
    visit.write(move |tx, actor| accounts::remove_passkey(tx, actor, passkey).map_err(Failure::from)).await?;
    Ok(visit.go(&routes::my_security(), Some(Done::FactorRemoved)))
}
