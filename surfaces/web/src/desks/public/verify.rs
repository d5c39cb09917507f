//! Is this paper real? By the code beside its QR, or by the file itself.

use askama::Template;
use axum::extract::{Multipart, Path, Query};
use gate::{Door, Failure};
use papers::{PaperState, PublicPaper, SealCheck};
use serde::Deserialize;

use crate::{
    components::{FileInput, Icon, SummaryList, SummaryRow, TextInput, Tone},
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit},
};

/// The largest file that is compared.
pub(crate) const FILE_BYTES_MAX: usize = 5 << 20;

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    paper: String,
}

/// What is said of the paper.
struct Verdict {
    tone: Tone,
    icon: Icon,
    title: String,
    text: String,
    facts: Option<SummaryList>,
}

#[derive(Template)]
#[template(path = "public/verify.html")]
struct Verify {
    page: Shell,
    code: TextInput,
    file: FileInput,
    verdict: Option<Verdict>,
}

pub(crate) async fn page(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let code = asked.paper.trim().to_owned();
    if code.is_empty() {
        let frame = visit.frame().await?;
        return Ok(show(&visit, &frame, "", None));
    }
    look_up(&visit, code).await
}

pub(crate) async fn by_code(visit: Visit, Path(code): Path<String>) -> Answer {
    look_up(&visit, code).await
}

async fn look_up(visit: &Visit, code: String) -> Answer {
    visit.pass(Door::Verify)?;
    let typed = code.clone();
    let (frame, found) = visit
        .read(move |tx, _| match papers::verify_by_code(tx, &typed) {
            Err(papers::Error::BadCode(_)) => Ok(None),
            other => other.map_err(Failure::from),
        })
        .await?;
    let verdict = match found {
        Some(paper) => known(visit, &paper),
        None => unknown(visit, "web-verify-unknown", "web-verify-unknown-text"),
    };
    Ok(show(visit, &frame, &code, Some(verdict)))
}

pub(crate) async fn file(visit: Visit, mut form: Multipart) -> Answer {
    visit.pass(Door::Verify)?;
    let mut bytes = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|_| Failure::invalid())? {
        if field.name() == Some("file") {
            bytes = field.bytes().await.map_err(|_| Failure::invalid())?.to_vec();
        }
    }
    let (frame, found) = visit.read(move |tx, _| papers::verify_file(tx, &bytes).map_err(Failure::from)).await?;
    let verdict = match found {
        Some(paper) => known(&visit, &paper),
        None => unknown(&visit, "web-verify-changed", "web-verify-changed-text"),
    };
    Ok(show(&visit, &frame, "", Some(verdict)))
}

fn known(visit: &Visit, paper: &PublicPaper) -> Verdict {
    let words = &visit.words;
    let sound = paper.seal != SealCheck::Broken;
    let (tone, icon, id) = match paper.state {
        PaperState::Issued if sound => (Tone::Success, Icon::Shield, "web-verify-genuine"),
        PaperState::Pending | PaperState::Failed if sound => (Tone::Info, Icon::Clock, "web-verify-pending"),
        PaperState::Revoked => (Tone::Danger, Icon::Cross, "web-verify-revoked"),
        PaperState::Issued | PaperState::Pending | PaperState::Failed => (Tone::Danger, Icon::Cross, "web-verify-broken"),
    };
    let mut rows = vec![
        SummaryRow::new(words.say("web-verify-kind"), &words.say(&paper.kind.message_id())),
        SummaryRow::new(words.say("web-verify-issuer"), &paper.agency),
        SummaryRow::new(words.say("web-verify-issued"), &words.day(paper.requested_at)),
        SummaryRow::new(words.say("web-verify-holder"), &paper.holder).note(words.say("web-verify-holder-note")),
        SummaryRow::new(words.say("web-verify-code"), &paper.code),
    ];
    if let Some(number) = paper.number {
        rows.insert(1, SummaryRow::new(words.say("web-verify-number"), &number.to_string()));
    }
    if let Some(at) = paper.revoked_at {
        rows.push(SummaryRow::new(words.say("web-verify-revoked-at"), &words.moment(at)));
    }
    Verdict { tone, icon, title: words.say(id), text: String::new(), facts: Some(SummaryList::new(rows)) }
}

fn unknown(visit: &Visit, title: &str, text: &str) -> Verdict {
    Verdict { tone: Tone::Danger, icon: Icon::Cross, title: visit.words.say(title), text: visit.words.say(text), facts: None }
}

fn show(visit: &Visit, frame: &Frame, typed: &str, verdict: Option<Verdict>) -> axum::response::Response {
    let words = &visit.words;
    let mut page = visit.shell(frame, words.say("web-verify-title"), &routes::verify());
    page.here = routes::query(routes::verify(), &[("paper", typed)]);
    let code = TextInput::new(words, "paper", words.say("web-verify-code")).hint(words.say("web-verify-code-hint")).value(typed);
    let file = FileInput::new(words, "file", words.say("web-verify-file")).hint(words.say("web-verify-file-hint")).accept(".pdf");
    visit.page(&Verify { page, code, file, verdict })
}
