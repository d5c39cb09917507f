//! Telling the unit that answers for somebody what was learned here. The card is shown first; nothing more of the person
//! is seen than the card look-up gives.

use askama::Template;
use axum::Form;
use gate::Failure;
use kernel::{ErrorKind, PartialDate, UnitCode};
use register::{MakeNotice, NoticeKind};
use serde::Deserialize;

use super::UPKEEP;
use crate::{
    components::{
        Button, Choice, Choices, DateInput, DateParts, ErrorSummary, Icon, Note, Problem, Select, TextArea, TextInput, Tone,
    },
    desks::{
        card::{CardInputs, CardTyped},
        unit_choice,
    },
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

/// What the officer typed or scanned.
#[derive(Default, Clone, Deserialize)]
pub(crate) struct Typed {
    #[serde(flatten)]
    card: CardTyped,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    said: String,
    #[serde(default, rename = "on-day")]
    on_day: String,
    #[serde(default, rename = "on-month")]
    on_month: String,
    #[serde(default, rename = "on-year")]
    on_year: String,
    #[serde(default)]
    evidence: String,
}

impl Typed {
    fn on(&self) -> DateParts {
        DateParts { day: self.on_day.clone(), month: self.on_month.clone(), year: self.on_year.clone() }
    }
}

#[derive(Template)]
#[template(path = "register/notice_new.html")]
struct NewPage {
    page: Shell,
    errors: Option<ErrorSummary>,
    card: TextInput,
    number: TextInput,
    birth: DateInput,
    kind: Choices,
    from: Select,
    said: TextArea,
    on: DateInput,
    evidence: TextInput,
    note: Note,
    send: Button,
    cancel: Button,
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let (frame, units) = units(&visit).await?;
    Ok(visit.page(&build(&visit, &frame, &units, &Typed::default(), &[])))
}

/// The units for which the officer may tell others something.
async fn units(visit: &Visit) -> Result<(Frame, Vec<UnitCode>), crate::halt::Halt> {
    visit
        .read(|_, actor| {
            staff(actor)?;
            let units = actor.units_for("register.notice");
            if units.is_empty() {
                let resource = access::Resource::new("person");
                actor
                    .authorize("register.notice", &actor.office().map_or(resource.clone(), |unit| resource.unit(unit.clone())))?;
            }
            Ok::<_, Failure>(units)
        })
        .await
}

fn build(visit: &Visit, frame: &Frame, units: &[UnitCode], typed: &Typed, problems: &[Problem]) -> NewPage {
    let words = &visit.words;
    let error = |field: &str| Problem::at(problems, field);
    let CardInputs { card, number, birth } = typed.card.inputs(words, problems);
    let kinds =
        NoticeKind::OF_UNITS.iter().map(|kind| Choice::new(kind.as_str(), words.word("web-notice", kind)).chosen_if(&typed.kind));
    let only = if units.len() == 1 { units[0].as_str() } else { typed.from.as_str() };
    let from = units.iter().map(|unit| Choice::new(unit.as_str(), unit_choice::full_name(visit, unit)).chosen_if(only)).collect();
    NewPage {
        page: visit
            .shell(frame, words.say("web-notice-new"), &routes::register_notices())
            .crumb(words.say("web-place-notices"), routes::register_notices()),
        errors: ErrorSummary::of(words, problems),
        card,
        number,
        birth,
        kind: Choices::one(words, "kind", words.say("web-notice-kind"), kinds.collect()).error(error("kind")),
        from: Select::new(words, "from", words.say("web-notice-own-unit"), from)
            .blank(words.say("web-choose"))
            .error(error("from")),
        said: TextArea::new(words, "said", words.say("web-notice-said"))
            .hint(words.say("web-notice-said-hint"))
            .rows(4)
            .length_max(2_000)
            .value(typed.said.clone())
            .error(error("said")),
        on: DateInput::new(words, "on", words.say("web-notice-happened-on"))
            .hint(words.say("web-register-birth-part"))
            .optional()
            .value(typed.on())
            .error(error("on")),
        evidence: TextInput::new(words, "evidence", words.say("web-register-evidence"))
            .hint(words.say("web-register-evidence-hint"))
            .length_max(200)
            .optional()
            .value(typed.evidence.clone()),
        note: Note::new(Tone::Gold, words.say("web-notice-noted")),
        send: Button::submit(words.say("web-notice-send")).icon(Icon::ArrowRight),
        cancel: Button::link(words.say("web-cancel"), routes::register_notices()).secondary(),
    }
}

/// The command, or everything that is wrong with what was typed.
fn command(visit: &Visit, typed: &Typed) -> Result<MakeNotice, Vec<Problem>> {
    let words = &visit.words;
    let mut problems = Vec::new();
    let card = typed.card.read(words).map_err(|more| problems.extend(more)).ok();
    let mut missing = |field: &str| problems.push(Problem::new(field, words.say("web-required-answer")));
    let kind = typed.kind.parse::<NoticeKind>().map_err(|_| missing("kind")).ok();
    let from = typed.from.parse::<UnitCode>().map_err(|_| missing("from")).ok();
    if typed.said.trim().is_empty() {
        missing("said");
    }
    let on = typed.on().to_iso();
    let happened_on = if on.trim().is_empty() { Ok(None) } else { on.parse::<PartialDate>().map(Some) };
    let happened_on =
        happened_on.map_err(|wrong| problems.push(Problem::new("on", words.say(wrong.message_id())))).ok().flatten();
    match (card, kind, from) {
        (Some(card), Some(kind), Some(from)) if problems.is_empty() => {
            Ok(MakeNotice { card, kind, from, said: typed.said.clone(), happened_on, evidence: Some(typed.evidence.clone()) })
        }
        _ => Err(problems),
    }
}

pub(crate) async fn send(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let problems = match command(&visit, &typed) {
        Err(problems) => problems,
        Ok(command) => {
            let pack = std::sync::Arc::clone(&visit.platform.pack);
            let outcome = visit
                .write(move |tx, actor| {
                    staff(actor)?;
                    // A card of nobody is an answer and no failure, so that the try is counted.
                    match register::make_notice(tx, actor, &pack, &command) {
                        Ok(id) => Ok(Some(id)),
                        Err(register::Error::PersonNotFound) => Ok(None),
                        Err(other) => Err(Failure::from(other)),
                    }
                })
                .await;
            match outcome {
                Ok((_, Some(notice))) => return Ok(visit.go(&routes::register_notice(notice), Some(Done::NoticeMade))),
                Ok((_, None)) => vec![Problem::new("number", visit.words.say("register-error-person-not-found"))],
                Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                    vec![Problem::new("", halt.0.say(&visit.platform.words, visit.words.language()))]
                }
                Err(halt) => return Err(halt),
            }
        }
    };
    let (frame, units) = units(&visit).await?;
    Ok(visit.rejected(&build(&visit, &frame, &units, &typed, &problems)))
}
