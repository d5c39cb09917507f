//! Proving identity again before a weighty act: with a code where there is an authenticator, else with the password.

use accounts::Factors;
use askama::Template;
use axum::{Form, extract::Query};
use gate::Failure;
use serde::Deserialize;

use super::{blocking, device, signed_in};
use crate::{
    components::{ErrorSummary, Note, Problem, TextInput, TextKind, Tone},
    halt::Halt,
    shell::Shell,
    visit::{Answer, Frame, Visit, local_path},
};

#[derive(Default, Deserialize)]
pub(crate) struct Onward {
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "account/step_up.html")]
struct StepUpPage {
    page: Shell,
    errors: Option<ErrorSummary>,
    proof: TextInput,
    next: String,
    passkeys: bool,
    demo: Option<Note>,
}

async fn opened(visit: &Visit) -> Result<(Frame, Factors), Halt> {
    visit.read(|tx, actor| accounts::factors(tx, actor).map_err(Failure::from)).await
}

fn build(visit: &Visit, frame: &Frame, factors: Factors, next: &str, problem: Option<String>) -> StepUpPage {
    let words = &visit.words;
    let name = if factors.totp { "code" } else { "password" };
    let problems: Vec<Problem> = problem.iter().map(|text| Problem::new(name, text.clone())).collect();
    let proof = if factors.totp {
        TextInput::new(words, name, words.say("web-code"))
            .kind(TextKind::Digits)
            .hint(words.say("web-code-hint"))
            .autocomplete("one-time-code")
            .width(12)
            .length_max(8)
    } else {
        TextInput::new(words, name, words.say("web-password"))
            .kind(TextKind::Password)
            .autocomplete("current-password")
            .length_max(256)
    };
    StepUpPage {
        page: visit.shell(frame, words.say("web-step-up-title"), "").passkeys(),
        errors: ErrorSummary::of(words, &problems),
        proof: proof.error(problem),
        next: local_path(next).unwrap_or_default().to_owned(),
        passkeys: factors.passkeys > 0,
        demo: super::demo::code_of(visit, frame)
            .map(|code| Note::new(Tone::Info, words.fill("web-demo-code").put("code", code).to_string())),
    }
}

pub(crate) async fn page(visit: Visit, Query(onward): Query<Onward>) -> Answer {
    let (frame, factors) = opened(&visit).await?;
    Ok(visit.page(&build(&visit, &frame, factors, &onward.next, None)))
}

#[derive(Deserialize)]
pub(crate) struct Proof {
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

pub(crate) async fn prove(visit: Visit, Form(proof): Form<Proof>) -> Answer {
    let (frame, factors) = opened(&visit).await?;
    let device = device(&visit);
    let (code, password, next) = (proof.code, proof.password, proof.next);
    let outcome = blocking(&visit, move |platform, actor| {
        if factors.totp {
            platform.accounts.step_up_with_code(&platform.store, actor, &code)
        } else {
            platform.accounts.step_up_with_password(&platform.store, actor, &password, &device)
        }
    })
    .await;
    match outcome {
        Ok(session) => {
            let home = super::home_of(session.holder);
            Ok(signed_in(&visit, &session, local_path(&next).unwrap_or(&home), None))
        }
        Err(Halt(failure)) => {
            let said = failure.say(&visit.platform.words, visit.words.language());
            Ok(visit.rejected(&build(&visit, &frame, factors, &next, Some(said))))
        }
    }
}
