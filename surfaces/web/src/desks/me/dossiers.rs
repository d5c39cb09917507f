//! My dossiers: the list, one with its life and papers, the answer to a request for supplement, taking it back.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use dossiers::{AnswerSupplement, DossierView, FilingForm, OwnDossier, Withdraw};
use gate::Failure;
use kernel::DossierId;
use papers::{PaperState, Summary};
use serde::Deserialize;

use crate::{
    components::{
        Button, Cell, Column, Disclosure, EmptyState, ErrorSummary, Icon, Markup, Note, Pagination, Problem, Row, Status,
        SummaryList, SummaryRow, Table, TextArea, Timeline, Tone,
    },
    desks::{
        dossier_view::{self, companion_name, service_name, status},
        filing::{self, FormSection},
    },
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Visit, citizen},
};

/// Dossiers on a page.
const ROWS: u32 = 20;

#[derive(Deserialize)]
pub(crate) struct Asked {
    before: Option<DossierId>,
}

#[derive(Template)]
#[template(path = "me/dossiers.html")]
struct List {
    page: Shell,
    apply: Button,
    drafts: Option<Table>,
    dossiers: Table,
}

pub(crate) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (frame, (own, drafts)) = visit
        .read(move |tx, actor| {
            let me = citizen(actor)?;
            let own = dossiers::my_dossiers(tx, actor, asked.before, ROWS)?;
            Ok::<_, Failure>((own, dossiers::drafts_of(tx, actor, me)?))
        })
        .await?;
    let words = &visit.words;
    let columns = vec![Column::new(words.say("web-service")), Column::new(words.say("web-when"))];
    let nothing = EmptyState::new(words.say("web-dossiers-none"), words.say("web-dossiers-none-text"));
    let draft_rows: Vec<Row> = drafts
        .iter()
        .map(|draft| {
            Row::new(vec![
                Cell::link(&service_name(&visit, &draft.service, draft.version), routes::draft(draft.id)),
                Cell::text(&words.moment(draft.saved_at)),
            ])
        })
        .collect();
    let drafts = (!draft_rows.is_empty()).then(|| {
        Table::new(words, "drafts", words.say("web-drafts-title"), columns, nothing.clone()).with_caption().rows(draft_rows)
    });
    let page = visit.shell(&frame, words.say("web-my-dossiers-title"), &routes::my_dossiers());
    let apply = Button::link(words.say("web-place-apply"), routes::services()).icon(Icon::Plus);
    let dossiers = own_table(&visit, &own, nothing, asked.before.is_some());
    Ok(visit.page(&List { page, apply, drafts, dossiers }))
}

fn own_table(visit: &Visit, own: &[OwnDossier], empty: EmptyState, later: bool) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-service")),
        Column::new(words.say("web-dossier-code")),
        Column::new(words.say("web-state")),
        Column::new(words.say("web-filed-at")),
        Column::new(words.say("web-due-at")),
    ];
    let rows = own.iter().map(|line| {
        Row::new(vec![
            Cell::link(&service_name(visit, &line.service, line.version), routes::my_dossier(line.id)),
            Cell::text(&line.code),
            Cell::markup(Markup::of(&status(words, line.state, line.outcome))),
            Cell::text(&words.moment(line.filed_at)),
            Cell::text(&words.moment(line.due_at)),
        ])
    });
    let full = u32::try_from(own.len()).is_ok_and(|count| count == ROWS);
    let next = own.last().filter(|_| full).map(|last| routes::query(routes::my_dossiers(), &[("before", &last.id.to_string())]));
    let table = Table::new(words, "dossiers", words.say("web-my-dossiers-title"), columns, empty).rows(rows.collect());
    if next.is_some() || later {
        table.pages(Pagination::chained(words, String::new(), later.then(routes::my_dossiers), next))
    } else {
        table
    }
}

/// A paper in a list.
pub(crate) struct PaperLine {
    pub(crate) name: String,
    pub(crate) state: Status,
    pub(crate) code: String,
    pub(crate) open: Option<Button>,
}

/// The papers of a dossier; those that are printed can be opened.
pub(crate) fn paper_lines(visit: &Visit, papers: &[Summary]) -> Vec<PaperLine> {
    let words = &visit.words;
    let tone = |state| match state {
        PaperState::Issued => Tone::Success,
        PaperState::Pending => Tone::Info,
        PaperState::Revoked | PaperState::Failed => Tone::Danger,
    };
    papers
        .iter()
        .map(|paper| PaperLine {
            name: words.say(&paper.kind.message_id()),
            state: Status::new(tone(paper.state), words.say(paper.state.message_id())),
            code: paper.code.clone(),
            open: (!paper.state.may_be_printed()).then(|| {
                Button::link(words.say("web-paper-open"), routes::paper(paper.id)).secondary().small().icon(Icon::Download)
            }),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "me/dossier.html")]
struct One {
    page: Shell,
    code: String,
    secret: String,
    state: Status,
    notes: Vec<Note>,
    facts: SummaryList,
    sections: Vec<(String, SummaryList)>,
    timeline: Timeline,
    papers: Vec<PaperLine>,
    waiting: bool,
    withdraw: Option<Disclosure>,
}

pub(crate) async fn one(visit: Visit, Path(id): Path<DossierId>) -> Answer {
    let services = visit.platform.services.clone();
    let (frame, (view, papers)) = visit
        .write(move |tx, actor| {
            citizen(actor)?;
            let view = dossiers::dossier(tx, actor, &services, id)?;
            let papers = papers::of_dossier(tx, actor, id)?;
            Ok::<_, Failure>((view, papers))
        })
        .await?;
    let words = &visit.words;
    let dossier = &view.dossier;
    let title = view.service.definition.name.say(words.language()).to_owned();
    let page =
        visit.shell(&frame, title, &routes::my_dossiers()).crumb(words.say("web-my-dossiers-title"), routes::my_dossiers());
    let sections = dossier_view::answers(&visit, &view.service.form, &dossier.answers, &|id| companion_name(&view, id));
    let papers = paper_lines(&visit, &papers);
    Ok(visit.page(&One {
        page,
        code: dossier.code.clone(),
        secret: dossier.secret.clone(),
        state: status(words, dossier.progress.state, dossier.progress.outcome),
        notes: notes(&visit, &view),
        facts: facts(&visit, &view),
        sections,
        timeline: dossier_view::timeline(&visit, &view),
        waiting: papers.iter().any(|paper| paper.open.is_none()),
        papers,
        withdraw: view.acts.contains(&dossiers::Act::Withdraw).then(|| withdrawal(&visit, id)),
    }))
}

fn facts(visit: &Visit, view: &DossierView) -> SummaryList {
    let words = &visit.words;
    let dossier = &view.dossier;
    SummaryList::new(vec![
        SummaryRow::new(words.say("web-track-office"), &visit.platform.places.full_name(&dossier.unit)),
        SummaryRow::new(words.say("web-filed-at"), &words.moment(dossier.filed_at)),
        SummaryRow::new(words.say("web-due-at"), &words.moment(dossier.due_at)),
    ])
}

/// What the applicant has to do or to know now.
fn notes(visit: &Visit, view: &DossierView) -> Vec<Note> {
    let words = &visit.words;
    let progress = &view.dossier.progress;
    let mut notes = Vec::new();
    if progress.state == dossiers::State::Supplement {
        let until = progress.answer_by.map(|at| words.moment(at)).unwrap_or_default();
        let text = words.fill("web-dossier-supplement-until").put("until", until).to_string();
        notes.push(
            Note::new(Tone::Warning, text)
                .title(words.say("web-dossier-supplement-title"))
                .action(Button::link(words.say("web-me-supplement-open"), routes::my_supplement(view.dossier.id))),
        );
    }
    if progress.consent == dossiers::Consent::Pending {
        notes.push(Note::new(Tone::Info, words.say("web-dossier-consent-awaited")));
    }
    if progress.consent == dossiers::Consent::Declined {
        notes.push(Note::new(Tone::Danger, words.say("web-dossier-consent-declined")));
    }
    notes
}

fn withdrawal(visit: &Visit, id: DossierId) -> Disclosure {
    #[derive(Template)]
    #[template(
        source = "<form method=\"post\" action=\"{{ action }}\" class=\"stack\">{{ reason }}<div class=\"button-row\">{{ send }}</div></form>",
        ext = "html"
    )]
    struct Body {
        action: String,
        reason: TextArea,
        send: Button,
    }
    let words = &visit.words;
    let body = Body {
        action: routes::my_withdrawal(id),
        reason: TextArea::new(words, "reason", words.say("web-reason")).rows(2).length_max(500),
        send: Button::submit(words.say("web-dossier-withdraw")).danger(),
    };
    Disclosure::new(words.say("web-dossier-withdraw"), Markup::of(&body)).icon(Icon::Cross).danger()
}

#[derive(Deserialize)]
pub(crate) struct Reason {
    #[serde(default)]
    reason: String,
}

pub(crate) async fn withdraw(visit: Visit, Path(id): Path<DossierId>, Form(form): Form<Reason>) -> Answer {
    let services = visit.platform.services.clone();
    visit
        .write(move |tx, actor| {
            citizen(actor)?;
            dossiers::withdraw(tx, actor, &services, &Withdraw { dossier: id, reason: form.reason.clone() })
                .map_err(Failure::from)
        })
        .await?;
    Ok(visit.go(&routes::my_dossier(id), Some(Done::Withdrawn)))
}

#[derive(Template)]
#[template(path = "me/supplement.html")]
struct Supplement {
    page: Shell,
    errors: Option<ErrorSummary>,
    defects: Vec<String>,
    until: String,
    sections: Vec<FormSection>,
    note: TextArea,
    action: String,
    send: Button,
}

pub(crate) async fn supplement(visit: Visit, Path(id): Path<DossierId>) -> Answer {
    show_supplement(&visit, id, None, "", &[]).await.map(|page| visit.page(&page))
}

async fn show_supplement(
    visit: &Visit,
    id: DossierId,
    sent: Option<&[(String, String)]>,
    note: &str,
    failed: &[gate::FieldFailure],
) -> Result<Supplement, crate::halt::Halt> {
    let services = visit.platform.services.clone();
    let (frame, (view, form)) = visit
        .write(move |tx, actor| {
            citizen(actor)?;
            let view = dossiers::dossier(tx, actor, &services, id)?;
            let form = dossiers::filing_form(
                tx,
                actor,
                &services,
                &view.dossier.service,
                Some(view.dossier.version),
                view.dossier.applicant,
            )?;
            Ok::<(DossierView, FilingForm), Failure>((view, form))
        })
        .await?;
    let words = &visit.words;
    let answers = sent.map_or_else(|| view.dossier.answers.clone(), |pairs| filing::read(&form.service.form, pairs));
    let problems: Vec<Problem> = filing::failed(words, &form.service.form, failed);
    let asked = view.history.iter().rev().find(|entry| entry.act == dossiers::Act::RequestSupplement);
    let page = visit
        .shell(&frame, words.say("web-dossier-supplement-title"), &routes::my_dossiers())
        .crumb(&view.dossier.code, routes::my_dossier(id));
    Ok(Supplement {
        page,
        errors: ErrorSummary::of(words, &problems),
        defects: asked.map(|entry| entry.defects().into_iter().map(str::to_owned).collect()).unwrap_or_default(),
        until: view.dossier.progress.answer_by.map(|at| words.moment(at)).unwrap_or_default(),
        sections: filing::sections(visit, &form, &answers, &problems),
        note: TextArea::new(words, "supplement-note", words.say("web-supplement-note")).optional().value(note).length_max(2_000),
        action: routes::my_supplement(id),
        send: Button::submit(words.say("web-supplement-send")),
    })
}

pub(crate) async fn supply(visit: Visit, Path(id): Path<DossierId>, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    let services = visit.platform.services.clone();
    let sent = pairs.clone();
    let note = pairs.iter().find(|(name, _)| name == "supplement-note").map(|(_, text)| text.clone()).unwrap_or_default();
    let noted = note.clone();
    let outcome = visit
        .write(move |tx, actor| {
            citizen(actor)?;
            let view = dossiers::dossier(tx, actor, &services, id)?;
            let answers = filing::read(&view.service.form, &sent);
            let command = AnswerSupplement { dossier: id, answers, note: noted.clone() };
            dossiers::answer_supplement(tx, actor, &services, &command).map_err(Failure::from)
        })
        .await;
    match outcome {
        Ok(_) => Ok(visit.go(&routes::my_dossier(id), Some(Done::Supplemented))),
        Err(halt) if !halt.0.fields.is_empty() => {
            show_supplement(&visit, id, Some(&pairs), &note, &halt.0.fields).await.map(|page| visit.rejected(&page))
        }
        Err(halt) => Err(halt),
    }
}
