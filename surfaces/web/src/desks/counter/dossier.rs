//! A dossier as the officer sees it: answers, people, papers, life, and what can be done now.

use askama::Template;
use axum::extract::Path;
use dossiers::{Act, DossierView};
use gate::Failure;
use kernel::DossierId;
use papers::Summary;

use super::acts::{self, Tried};
use crate::{
    components::{Button, Disclosure, Icon, Note, Status, SummaryList, SummaryRow, Timeline, Tone},
    desks::{
        dossier_view::{self, companion_name, status},
        me::dossiers::{PaperLine, paper_lines},
    },
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

#[derive(Template)]
#[template(path = "counter/dossier.html")]
pub(crate) struct Page {
    page: Shell,
    code: String,
    state: Status,
    late: Option<Status>,
    problem: Option<Note>,
    notes: Vec<Note>,
    facts: SummaryList,
    acts: Vec<Disclosure>,
    sections: Vec<(String, SummaryList)>,
    papers: Vec<PaperLine>,
    waiting: bool,
    timeline: Timeline,
    receipt: Button,
    record: Button,
}

pub(crate) async fn page(visit: Visit, Path(id): Path<DossierId>) -> Answer {
    let (frame, view, papers) = opened(&visit, id).await?;
    Ok(visit.page(&build(&visit, &frame, &view, &papers, None)))
}

/// The dossier and its papers; the look is written down.
pub(crate) async fn opened(visit: &Visit, id: DossierId) -> Result<(Frame, DossierView, Vec<Summary>), Halt> {
    let services = visit.platform.services.clone();
    let (frame, (view, papers)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let view = dossiers::dossier(tx, actor, &services, id)?;
            let papers = papers::of_dossier(tx, actor, id)?;
            Ok::<_, Failure>((view, papers))
        })
        .await?;
    Ok((frame, view, papers))
}

/// The page; `tried` is the act that was not possible, if one was.
pub(crate) fn build(visit: &Visit, frame: &Frame, view: &DossierView, papers: &[Summary], tried: Option<&Tried>) -> Page {
    let words = &visit.words;
    let dossier = &view.dossier;
    let papers = paper_lines(visit, papers);
    Page {
        page: visit
            .shell(frame, view.service.definition.name.say(words.language()), &routes::counter())
            .crumb(words.say("web-counter-title"), routes::counter()),
        code: dossier.code.clone(),
        state: status(words, dossier.progress.state, dossier.progress.outcome),
        late: view.late.then(|| Status::new(Tone::Danger, words.say("web-counter-is-late"))),
        problem: tried.map(|tried| Note::new(Tone::Danger, &tried.said)),
        notes: notes(visit, view),
        facts: facts(visit, view),
        acts: view.acts.iter().filter_map(|act| acts::offer(visit, view, *act, tried)).collect(),
        sections: dossier_view::answers(visit, &view.service.form, &dossier.answers, &|id| companion_name(view, id)),
        waiting: papers.iter().any(|paper| paper.open.is_none()),
        papers,
        timeline: dossier_view::timeline(visit, view),
        receipt: Button::link(words.say("web-receipt-print"), routes::counter_receipt(dossier.id))
            .secondary()
            .small()
            .icon(Icon::Print)
            .key('p'),
        record: Button::link(
            words.say("web-counter-record"),
            // The record says more than the dossier does: the desk asks what for.
            routes::register_purpose(dossier.applicant),
        )
        .quiet()
        .small()
        .icon(Icon::Person),
    }
}

fn facts(visit: &Visit, view: &DossierView) -> SummaryList {
    let words = &visit.words;
    let dossier = &view.dossier;
    let step = view.service.definition.step(dossier.progress.step);
    let unit = SummaryRow::new(words.say("web-unit"), &visit.platform.places.full_name(&dossier.unit));
    let mut rows = vec![
        SummaryRow::new(words.say("web-applicant"), &dossier.applicant_name).note(words.word("web-channel", dossier.channel)),
        match dossier_view::unit_note(visit, view) {
            Some(note) => unit.note(note),
            None => unit,
        },
        SummaryRow::new(words.say("web-filed-at"), &words.moment(dossier.filed_at)),
        SummaryRow::new(words.say("web-due-at"), &words.moment(dossier.due_at)),
        SummaryRow::new(words.say("web-step"), step.name.say(words.language()))
            .note(visit.platform.places.full_name(&dossier.desk)),
    ];
    if let Some(at) = dossier.progress.answer_by {
        rows.push(SummaryRow::new(words.say("web-track-answer-by"), &words.moment(at)));
    }
    SummaryList::new(rows)
}

fn notes(visit: &Visit, view: &DossierView) -> Vec<Note> {
    let words = &visit.words;
    let mut notes = Vec::new();
    if view.applicant_died {
        notes.push(Note::new(Tone::Warning, words.say("web-counter-applicant-died")));
    }
    match view.dossier.progress.consent {
        dossiers::Consent::Pending => notes.push(Note::new(Tone::Warning, words.say("web-counter-consent-note"))),
        dossiers::Consent::Declined => notes.push(Note::new(Tone::Danger, words.say("web-dossier-consent-declined"))),
        dossiers::Consent::Given => notes.push(Note::new(Tone::Success, words.say("web-dossier-consent-given"))),
        dossiers::Consent::NotNeeded => {}
    }
    if !view.acts.iter().any(|act| dossier_view::is_office_act(*act))
        && view.dossier.progress.state.is_pending()
        && !view.acts.contains(&Act::AnswerSupplement)
    {
        notes.push(Note::new(
            Tone::Info,
            words.fill("web-counter-elsewhere").put("office", visit.platform.places.full_name(&view.dossier.desk)).to_string(),
        ));
    }
    notes
}
