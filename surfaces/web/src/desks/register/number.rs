//! Asking a second officer for another identity number, on one of the grounds of the law.

use std::collections::HashMap;

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use country::Corrects;
use gate::Failure;
use kernel::{ErrorKind, PartialDate, PersonId, Sex};
use register::{AskNumberReplacement, Corrected, Fields, Person};

use super::{Why, ask, noted, person, requests::ground};
use crate::{
    components::{Button, Choice, Choices, DateInput, DateParts, ErrorSummary, Icon, Note, Problem, Select, TextArea, TextInput},
    desks::me::home::grouped,
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

/// What the form sent, by name.
type Typed = HashMap<String, String>;

#[derive(Template)]
#[template(path = "register/number.html")]
struct NumberPage {
    page: Shell,
    noted: Note,
    errors: Option<ErrorSummary>,
    action: String,
    version: i64,
    lead: String,
    ground: Choices,
    sex: Choices,
    birth: DateInput,
    place: Select,
    evidence: TextInput,
    reason: TextArea,
    send: Button,
    cancel: Button,
}

pub(crate) async fn page(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_number(id)).await;
    }
    let visit = visit.purpose(&why.purpose);
    let (frame, found) = opened(&visit, id).await?;
    Ok(visit.page(&build(&visit, &frame, &why, &found, &Typed::new(), &[])))
}

async fn opened(visit: &Visit, id: PersonId) -> Result<(Frame, Person), crate::halt::Halt> {
    visit
        .write(move |tx, actor| {
            staff(actor)?;
            register::person(tx, actor, id, Fields::IDENTITY)?.ok_or_else(Failure::not_found)
        })
        .await
}

fn build(visit: &Visit, frame: &Frame, why: &Why, found: &Person, typed: &Typed, problems: &[Problem]) -> NumberPage {
    let words = &visit.words;
    let said = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let error = |name: &str| Problem::at(problems, name);
    let pack = &visit.platform.pack;
    let today = visit.platform.context.now().date_in_vietnam();
    let grounds = pack.number_grounds().iter().filter(|ground| ground.valid_from <= today);
    let grounds =
        grounds.map(|known| Choice::new(&known.code, ground(visit, &known.code)).hint(&known.law).chosen_if(&said("ground")));
    let sexes = Sex::ALL.iter().map(|sex| Choice::new(sex.as_str(), words.word("sex", sex)).chosen_if(&said("sex")));
    let places = pack
        .number_places()
        .iter()
        .map(|place| Choice::new(&place.place, format!("{} · {}", place.place, place.name)).chosen_if(&said("place")));
    let mut page =
        person::shell(visit, frame, why, found).crumb(found.facts.name.full(), why.carry(routes::register_person(found.id)));
    page.title = words.say("web-number-title");
    let number = found.facts.number.as_ref().map(grouped).unwrap_or_else(|| words.say("web-register-no-number"));
    NumberPage {
        page,
        noted: noted(visit, why),
        errors: ErrorSummary::of(words, problems),
        action: why.carry(routes::register_number(found.id)),
        version: said("version").parse().unwrap_or(found.version),
        lead: format!("{} · {number}", found.facts.name.full()),
        ground: Choices::one(words, "ground", words.say("web-number-ground"), grounds.collect()).error(error("ground")),
        sex: Choices::one(words, "sex", words.say("web-number-sex"), sexes.collect())
            .inline()
            .optional()
            .hint(words.say("web-number-sex-hint"))
            .error(error("sex")),
        birth: DateInput::new(words, "birth", words.say("web-number-birth"))
            .hint(words.say("web-number-birth-hint"))
            .optional()
            .value(DateParts { day: said("birth-day"), month: said("birth-month"), year: said("birth-year") })
            .error(error("birth")),
        place: Select::new(words, "place", words.say("web-number-place"), places.collect())
            .blank(words.say("web-number-place-same"))
            .optional(),
        evidence: TextInput::new(words, "evidence", words.say("web-register-evidence"))
            .hint(words.say("web-register-evidence-hint"))
            .length_max(200)
            .value(said("evidence"))
            .error(error("evidence")),
        reason: TextArea::new(words, "reason", words.say("web-request-reason"))
            .rows(3)
            .length_max(1_000)
            .optional()
            .value(said("reason")),
        send: Button::submit(words.say("web-number-send")).icon(Icon::ArrowRight),
        cancel: Button::link(words.say("web-cancel"), why.carry(routes::register_person(found.id))).secondary(),
    }
}

/// The command, or everything that is wrong with what was typed.
fn command(visit: &Visit, id: PersonId, typed: &Typed) -> Result<AskNumberReplacement, Vec<Problem>> {
    let words = &visit.words;
    let said = |name: &str| typed.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    let mut problems = Vec::new();
    let ground = said("ground");
    let known = visit.platform.pack.number_grounds().iter().find(|known| known.code == ground);
    let corrected = match known.map(|known| known.corrects) {
        None => {
            problems.push(Problem::new("ground", words.say("web-required-answer")));
            None
        }
        Some(Corrects::Nothing) => None,
        Some(Corrects::Sex) => match said("sex").parse::<Sex>() {
            Ok(sex) => Some(Corrected::Sex(sex)),
            Err(_) => {
                problems.push(Problem::new("sex", words.say("web-required-answer")));
                None
            }
        },
        Some(Corrects::Birth) => {
            let parts = DateParts { day: said("birth-day"), month: said("birth-month"), year: said("birth-year") };
            match parts.to_iso().parse::<PartialDate>() {
                Ok(birth) => Some(Corrected::Birth(birth)),
                Err(bad) => {
                    problems.push(Problem::new("birth", words.say(bad.message_id())));
                    None
                }
            }
        }
    };
    if said("evidence").is_empty() {
        problems.push(Problem::new("evidence", words.say("web-required-answer")));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(AskNumberReplacement {
        person: id,
        version: said("version").parse().unwrap_or(0),
        ground,
        corrected,
        place: Some(said("place")).filter(|place| !place.is_empty()),
        evidence: said("evidence"),
        reason: Some(said("reason")),
    })
}

pub(crate) async fn send(
    visit: Visit,
    Path(id): Path<PersonId>,
    Query(why): Query<Why>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let visit = visit.purpose(&why.purpose);
    let typed: Typed = pairs.into_iter().collect();
    let problems = match command(&visit, id, &typed) {
        Err(problems) => problems,
        Ok(command) => {
            let pack = std::sync::Arc::clone(&visit.platform.pack);
            let outcome = visit
                .write(move |tx, actor| {
                    staff(actor)?;
                    let (grounds, places) = (pack.number_grounds(), pack.number_places());
                    register::ask_number_replacement(tx, actor, grounds, places, &command).map_err(Failure::from)
                })
                .await;
            match outcome {
                Ok((_, request)) => return Ok(visit.go(&routes::register_request(request), Some(Done::RequestAsked))),
                Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                    vec![Problem::new("", halt.0.say(&visit.platform.words, visit.words.language()))]
                }
                Err(halt) => return Err(halt),
            }
        }
    };
    let (frame, found) = opened(&visit, id).await?;
    Ok(visit.rejected(&build(&visit, &frame, &why, &found, &typed, &problems)))
}
