//! Filing for a person at the counter, with or without an account: scan the card, fill in together, look through, send.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
    response::Response,
};
use dossiers::{Answers, Draft, DraftId, FilingForm, SaveDraft};
use gate::Failure;
use serde::Deserialize;

use crate::{
    components::{Button, Choice, Choices, DateInput, ErrorSummary, Icon, Note, Problem, StepProgress, TextInput, Tone},
    desks::{
        card::{CardInputs, CardTyped},
        filing::{self, FormSection},
        me::filing::{Pairs, review_page, send_draft, steps, wants_review},
    },
    done::Done,
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

/// Why an officer opens the record of a person who came to the counter.
const PURPOSE: &str = "assist-filing";

#[derive(Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    service: String,
}

/// What the officer typed or scanned.
#[derive(Default, Clone, Deserialize)]
pub(crate) struct Found {
    #[serde(default)]
    service: String,
    #[serde(flatten)]
    card: CardTyped,
}

#[derive(Template)]
#[template(path = "counter/new.html")]
struct NewPage {
    page: Shell,
    errors: Option<ErrorSummary>,
    card: TextInput,
    number: TextInput,
    birth: DateInput,
    services: Choices,
    go: Button,
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let (frame, ()) = visit
        .read(|_, actor| {
            staff(actor)?;
            Ok::<_, Failure>(())
        })
        .await?;
    let typed = Found { service: wish.service, ..Found::default() };
    Ok(visit.page(&new_page(&visit, &frame, &typed, &[])))
}

fn new_page(visit: &Visit, frame: &Frame, typed: &Found, problems: &[Problem]) -> NewPage {
    let words = &visit.words;
    let offered = visit.platform.services.offered_on(visit.platform.context.now().date_in_vietnam());
    let services = offered.iter().map(|service| {
        Choice::new(service.id(), service.definition.name.say(words.language()))
            .hint(service.definition.summary.say(words.language()))
            .chosen_if(&typed.service)
    });
    let CardInputs { card, number, birth } = typed.card.inputs(words, problems);
    NewPage {
        page: visit
            .shell(frame, words.say("web-counter-new"), &routes::counter())
            .crumb(words.say("web-counter-title"), routes::counter()),
        errors: ErrorSummary::of(words, problems),
        card,
        number,
        birth,
        services: Choices::one(words, "service", words.say("web-service"), services.collect())
            .error(Problem::at(problems, "service")),
        go: Button::submit(words.say("web-counter-find")).icon(Icon::ArrowRight),
    }
}

pub(crate) async fn find(visit: Visit, Form(typed): Form<Found>) -> Answer {
    let visit = visit.purpose(PURPOSE);
    let mut problems = Vec::new();
    if typed.service.is_empty() {
        problems.push(Problem::new("service", visit.words.say("web-required-answer")));
    }
    let shown = typed.card.read(&visit.words).map_err(|more| problems.extend(more)).ok();
    let (Some(shown), true) = (shown, problems.is_empty()) else {
        let frame = visit.frame().await?;
        return Ok(visit.rejected(&new_page(&visit, &frame, &typed, &problems)));
    };
    let services = visit.platform.services.clone();
    let service = typed.service.clone();
    let (frame, draft) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let Some(person) = register::applicant_by_card(tx, actor, &shown.number, &shown.birth)? else {
                return Ok::<_, Failure>(None);
            };
            let card = Some(shown);
            let command =
                SaveDraft { draft: None, service: service.clone(), applicant: person.id, answers: Answers::new(), card };
            Ok(Some(dossiers::save_draft(tx, actor, &services, &command)?))
        })
        .await?;
    match draft {
        Some(draft) => Ok(visit.go(&routes::counter_draft(draft), None)),
        None => {
            let problems = [Problem::new("number", visit.words.say("web-counter-nobody"))];
            Ok(visit.rejected(&new_page(&visit, &frame, &typed, &problems)))
        }
    }
}

#[derive(Template)]
#[template(path = "counter/form.html")]
struct FormPage {
    page: Shell,
    steps: StepProgress,
    beside: Note,
    errors: Option<ErrorSummary>,
    sections: Vec<FormSection>,
    action: String,
    save: Button,
    review: Button,
}

async fn opened(visit: &Visit, id: DraftId) -> Result<(Frame, Draft, FilingForm), Halt> {
    let services = visit.platform.services.clone();
    let (frame, (draft, form)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            dossiers::draft_form(tx, actor, &services, id)?.ok_or_else(Failure::not_found)
        })
        .await?;
    Ok((frame, draft, form))
}

fn form_page(
    visit: &Visit,
    frame: &Frame,
    draft: &Draft,
    form: &FilingForm,
    answers: &Answers,
    problems: &[Problem],
) -> FormPage {
    let words = &visit.words;
    FormPage {
        page: visit
            .shell(frame, form.service.definition.name.say(words.language()), &routes::counter())
            .crumb(words.say("web-counter-title"), routes::counter())
            .crumb(words.say("web-counter-new"), routes::counter_new())
            .swaps(),
        steps: steps(visit, 0),
        beside: Note::new(Tone::Info, words.say("web-counter-beside")),
        errors: ErrorSummary::of(words, problems),
        sections: filing::sections(visit, form, answers, problems),
        action: routes::counter_draft(draft.id),
        save: Button::submit(words.say("web-form-save")).named("then", "save").secondary(),
        review: Button::submit(words.say("web-form-review")).named("then", "review").icon(Icon::ArrowRight),
    }
}

pub(crate) async fn edit(visit: Visit, Path(id): Path<DraftId>) -> Answer {
    let visit = visit.purpose(PURPOSE);
    let (frame, draft, form) = opened(&visit, id).await?;
    Ok(visit.page(&form_page(&visit, &frame, &draft, &form, &draft.answers, &[])))
}

pub(crate) async fn save(visit: Visit, Path(id): Path<DraftId>, Form(pairs): Form<Pairs>) -> Answer {
    let visit = visit.purpose(PURPOSE);
    let (frame, draft, form) = opened(&visit, id).await?;
    let answers = filing::read(&form.service.form, &pairs);
    let services = visit.platform.services.clone();
    let command = SaveDraft {
        draft: Some(id),
        service: draft.service.clone(),
        applicant: draft.applicant,
        answers: answers.clone(),
        card: None,
    };
    visit.write(move |tx, actor| dossiers::save_draft(tx, actor, &services, &command).map_err(Failure::from)).await?;
    if !wants_review(&pairs) {
        return Ok(visit.go(&routes::counter_draft(id), Some(Done::DraftSaved)));
    }
    let problems = filing::check(&visit.words, &form, &answers);
    if problems.is_empty() {
        return Ok(visit.go(&routes::counter_draft_review(id), None));
    }
    Ok(visit.rejected(&form_page(&visit, &frame, &draft, &form, &answers, &problems)))
}

pub(crate) async fn review(visit: Visit, Path(id): Path<DraftId>) -> Answer {
    let visit = visit.purpose(PURPOSE);
    let (frame, draft, form) = opened(&visit, id).await?;
    let page = visit
        .shell(&frame, visit.words.say("web-review-title"), &routes::counter())
        .crumb(visit.words.say("web-counter-title"), routes::counter());
    Ok(visit.page(&review_page(&visit, page, &draft, &form, &[], routes::counter_draft(id), routes::counter_draft_review(id))))
}

pub(crate) async fn send(visit: Visit, Path(id): Path<DraftId>) -> Answer {
    let visit = visit.purpose(PURPOSE);
    let services = visit.platform.services.clone();
    let outcome = visit
        .write(move |tx, actor| {
            staff(actor)?;
            send_draft(tx, actor, &services, id)
        })
        .await;
    match outcome {
        Ok((_, dossier)) => Ok(visit.go(&routes::counter_dossier(dossier), Some(Done::Submitted))),
        Err(halt) if !halt.0.fields.is_empty() => rejected(&visit, id, &halt.0).await,
        Err(halt) => Err(halt),
    }
}

async fn rejected(visit: &Visit, id: DraftId, failure: &Failure) -> Result<Response, Halt> {
    let (frame, draft, form) = opened(visit, id).await?;
    let problems = filing::failed(&visit.words, &form.service.form, &failure.fields);
    Ok(visit.rejected(&form_page(visit, &frame, &draft, &form, &draft.answers, &problems)))
}
