//! Applying: what the register knows, what is asked, a draft that waits, a last look, and sending.

use access::Actor;
use askama::Template;
use axum::{Form, extract::Path, response::Response};
use dossiers::{Answers, Catalogue, Draft, DraftId, FilingForm, SaveDraft, Submit};
use gate::Failure;
use kernel::DossierId;
use store::Tx;

use crate::{
    components::{Button, ErrorSummary, Icon, Note, Problem, StepProgress, SummaryList, SummaryRow, Tone},
    desks::{
        dossier_view,
        filing::{self, FormSection},
    },
    done::Done,
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, citizen},
};

/// What the browser sends.
pub(crate) type Pairs = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "me/form.html")]
struct FormPage {
    page: Shell,
    steps: StepProgress,
    errors: Option<ErrorSummary>,
    resume: Option<Note>,
    sections: Vec<FormSection>,
    action: String,
    discard: Option<String>,
    save: Button,
    review: Button,
}

/// The steps of filing, with the current one.
pub(crate) fn steps(visit: &Visit, current: usize) -> StepProgress {
    let words = &visit.words;
    let steps = ["web-step-fill", "web-step-review", "web-step-sent"].map(|id| words.say(id)).to_vec();
    StepProgress::new(words.say("web-steps"), steps, current)
}

pub(crate) async fn begin(visit: Visit, Path(service): Path<String>) -> Answer {
    let services = visit.platform.services.clone();
    let wanted = service.clone();
    let (frame, (form, drafts)) = visit
        .write(move |tx, actor| {
            let me = citizen(actor)?;
            let form = dossiers::filing_form(tx, actor, &services, &wanted, None, me)?;
            Ok::<_, Failure>((form, dossiers::drafts_of(tx, actor, me)?))
        })
        .await?;
    let words = &visit.words;
    let resume = drafts.iter().find(|draft| draft.service == service).map(|draft| {
        let text = words.fill("web-form-resume").put("when", words.moment(draft.saved_at)).to_string();
        Note::new(Tone::Info, text).action(Button::link(words.say("web-me-draft-open"), routes::draft(draft.id)).small())
    });
    Ok(visit.page(&form_page(&visit, &frame, &form, &Answers::new(), &[], None, resume)))
}

fn form_page(
    visit: &Visit,
    frame: &Frame,
    form: &FilingForm,
    answers: &Answers,
    problems: &[Problem],
    draft: Option<DraftId>,
    resume: Option<Note>,
) -> FormPage {
    let words = &visit.words;
    let title = form.service.definition.name.say(words.language());
    FormPage {
        page: visit.shell(frame, title, &routes::services()).crumb(words.say("web-services-title"), routes::services()).swaps(),
        steps: steps(visit, 0),
        errors: ErrorSummary::of(words, problems),
        resume,
        sections: filing::sections(visit, form, answers, problems),
        action: draft.map_or_else(|| routes::apply(form.service.id()), routes::draft),
        discard: draft.map(routes::draft_discard),
        save: Button::submit(words.say("web-form-save")).named("then", "save").secondary(),
        review: Button::submit(words.say("web-form-review")).named("then", "review").icon(Icon::ArrowRight),
    }
}

/// What is wrong with one answer, as a piece of the page.
#[derive(Template)]
#[template(
    source = "{% if let Some(text) = problem %}<p class=\"ds-validation-message\" data-field=\"validation\">{{ text }}</p>{% endif %}",
    ext = "html"
)]
struct Looked {
    problem: Option<String>,
}

pub(crate) async fn look(visit: Visit, Path((service, field)): Path<(String, String)>, Form(pairs): Form<Pairs>) -> Answer {
    let today = visit.platform.context.now().date_in_vietnam();
    let service = visit.platform.services.offered(&service, today).ok_or_else(Halt::not_found)?;
    let problem = filing::check_one(&visit.words, &service.form, &field, filing::read(&service.form, &pairs));
    Ok(visit.page(&Looked { problem }))
}

/// Whether the visitor wants to go on to the last look.
pub(crate) fn wants_review(pairs: &Pairs) -> bool {
    pairs.iter().any(|(name, value)| name == "then" && value == "review")
}

pub(crate) async fn save_new(visit: Visit, Path(service): Path<String>, Form(pairs): Form<Pairs>) -> Answer {
    store(&visit, None, service, pairs).await
}

pub(crate) async fn save(visit: Visit, Path(id): Path<DraftId>, Form(pairs): Form<Pairs>) -> Answer {
    let (_, draft) = visit.read(move |tx, actor| dossiers::draft(tx, actor, id)?.ok_or_else(Failure::not_found)).await?;
    store(&visit, Some(draft), String::new(), pairs).await
}

/// Saves what was typed, right or wrong: nothing is lost. Then goes on, or shows what is still wrong.
async fn store(visit: &Visit, draft: Option<Draft>, service: String, pairs: Pairs) -> Answer {
    let services = visit.platform.services.clone();
    let review = wants_review(&pairs);
    let (frame, (id, form, answers)) = visit
        .write(move |tx, actor| {
            let me = citizen(actor)?;
            let (service, version) =
                draft.as_ref().map_or((service.as_str(), None), |draft| (draft.service.as_str(), Some(draft.version)));
            let form = dossiers::filing_form(tx, actor, &services, service, version, me)?;
            let answers = filing::read(&form.service.form, &pairs);
            let command = SaveDraft {
                draft: draft.as_ref().map(|draft| draft.id),
                service: service.to_owned(),
                applicant: me,
                answers: answers.clone(),
                card: None,
            };
            let id = dossiers::save_draft(tx, actor, &services, &command)?;
            Ok::<_, Failure>((id, form, answers))
        })
        .await?;
    if !review {
        return Ok(visit.go(&routes::draft(id), Some(Done::DraftSaved)));
    }
    let problems = filing::check(&visit.words, &form, &answers);
    if problems.is_empty() {
        return Ok(visit.go(&routes::draft_review(id), None));
    }
    Ok(visit.rejected(&form_page(visit, &frame, &form, &answers, &problems, Some(id), None)))
}

/// The draft with its form.
async fn opened(visit: &Visit, id: DraftId) -> Result<(Frame, Draft, FilingForm), Halt> {
    let services = visit.platform.services.clone();
    let (frame, (draft, form)) = visit
        .write(move |tx, actor| {
            citizen(actor)?;
            dossiers::draft_form(tx, actor, &services, id)?.ok_or_else(Failure::not_found)
        })
        .await?;
    Ok((frame, draft, form))
}

pub(crate) async fn edit(visit: Visit, Path(id): Path<DraftId>) -> Answer {
    let (frame, draft, form) = opened(&visit, id).await?;
    Ok(visit.page(&form_page(&visit, &frame, &form, &draft.answers, &[], Some(id), None)))
}

pub(crate) async fn discard(visit: Visit, Path(id): Path<DraftId>) -> Answer {
    visit.write(move |tx, actor| dossiers::discard_draft(tx, actor, id).map_err(Failure::from)).await?;
    Ok(visit.go(&routes::my_dossiers(), Some(Done::DraftDiscarded)))
}

/// The last look before sending. The counter uses it too.
#[derive(Template)]
#[template(path = "me/review.html")]
pub(crate) struct ReviewPage {
    pub(crate) page: Shell,
    pub(crate) steps: StepProgress,
    pub(crate) errors: Option<ErrorSummary>,
    pub(crate) sections: Vec<(String, SummaryList)>,
    pub(crate) facts: SummaryList,
    pub(crate) consent: Option<Note>,
    pub(crate) action: String,
    pub(crate) change: Button,
    pub(crate) send: Button,
}

/// Builds the last look from a draft.
pub(crate) fn review_page(
    visit: &Visit,
    page: Shell,
    draft: &Draft,
    form: &FilingForm,
    problems: &[Problem],
    back: String,
    action: String,
) -> ReviewPage {
    let words = &visit.words;
    let settled = filing::settle(form, &draft.answers);
    let people = |id: &str| form.members.iter().find(|member| member.person.to_string() == id).map(|member| member.name.clone());
    let fee = if form.fee.get() == 0 { words.say("web-free") } else { words.money(form.fee) };
    let facts = SummaryList::new(vec![
        SummaryRow::new(
            words.say("web-service-deadline"),
            &words.fill("web-service-days").put("days", form.working_days).to_string(),
        ),
        SummaryRow::new(words.say("web-fee"), &fee),
    ]);
    let consent =
        form.service.definition.consent.as_ref().filter(|rule| rule.when.as_ref().is_none_or(|when| when.holds(&settled)));
    ReviewPage {
        page,
        steps: steps(visit, 1),
        errors: ErrorSummary::of(words, problems),
        sections: dossier_view::answers(visit, &form.service.form, &settled, &people),
        facts,
        consent: consent.map(|_| Note::new(Tone::Info, words.say("web-service-consent"))),
        action,
        change: Button::link(words.say("web-form-change"), back).secondary().icon(Icon::ArrowLeft),
        send: Button::submit(words.say("web-form-send")).icon(Icon::Check),
    }
}

pub(crate) async fn review(visit: Visit, Path(id): Path<DraftId>) -> Answer {
    let (frame, draft, form) = opened(&visit, id).await?;
    show_review(&visit, &frame, &draft, &form, &[]).map(|page| visit.page(&page))
}

fn show_review(visit: &Visit, frame: &Frame, draft: &Draft, form: &FilingForm, problems: &[Problem]) -> Result<ReviewPage, Halt> {
    let page = visit
        .shell(frame, visit.words.say("web-review-title"), &routes::services())
        .crumb(form.service.definition.name.say(visit.words.language()), routes::draft(draft.id));
    Ok(review_page(visit, page, draft, form, problems, routes::draft(draft.id), routes::draft_review(draft.id)))
}

pub(crate) async fn send(visit: Visit, Path(id): Path<DraftId>) -> Answer {
    let services = visit.platform.services.clone();
    let outcome = visit
        .write(move |tx, actor| {
            citizen(actor)?;
            send_draft(tx, actor, &services, id)
        })
        .await;
    match outcome {
        Ok((_, dossier)) => Ok(visit.go(&routes::my_dossier(dossier), Some(Done::Submitted))),
        Err(halt) if !halt.0.fields.is_empty() => rejected(&visit, id, &halt.0).await,
        Err(halt) => Err(halt),
    }
}

/// Sends a draft. A second click finds it gone, and gets the dossier that the first one made of it.
pub(crate) fn send_draft(tx: &mut Tx<'_>, actor: &Actor, services: &Catalogue, id: DraftId) -> Result<DossierId, Failure> {
    match dossiers::draft(tx, actor, id)? {
        Some(draft) => Ok(dossiers::submit(tx, actor, services, &submission(&draft))?.id),
        None => dossiers::sent_as(tx, actor, id)?.ok_or_else(Failure::not_found),
    }
}

fn submission(draft: &Draft) -> Submit {
    Submit {
        service: draft.service.clone(),
        version: Some(draft.version),
        applicant: draft.applicant,
        answers: draft.answers.clone(),
        key: Some(draft.id.to_string()),
        draft: Some(draft.id),
        card: None,
    }
}

async fn rejected(visit: &Visit, id: DraftId, failure: &Failure) -> Result<Response, Halt> {
    let (frame, draft, form) = opened(visit, id).await?;
    let problems = filing::failed(&visit.words, &form.service.form, &failure.fields);
    Ok(visit.rejected(&form_page(visit, &frame, &form, &draft.answers, &problems, Some(id), None)))
}
