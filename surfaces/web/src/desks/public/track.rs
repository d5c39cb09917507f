//! Where a dossier stands, by the code and the secret on its receipt. It names nobody.

use askama::Template;
use axum::extract::Query;
use dossiers::Tracked;
use gate::{Door, Failure};
use serde::Deserialize;

use crate::{
    components::{EmptyState, Event, EventState, Markup, Status, SummaryList, SummaryRow, TextInput, Timeline},
    desks::dossier_view::status,
    routes,
    shell::Shell,
    visit::{Answer, Visit},
};

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    code: String,
    #[serde(default)]
    secret: String,
}

struct Found {
    code: String,
    service: String,
    state: Status,
    facts: SummaryList,
    timeline: Timeline,
}

#[derive(Template)]
#[template(path = "public/track.html")]
struct Track {
    page: Shell,
    code: TextInput,
    secret: TextInput,
    found: Option<Found>,
    empty: Option<EmptyState>,
}

pub(crate) async fn page(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let words = &visit.words;
    let services = visit.platform.services.clone();
    let (code, secret) = (asked.code.trim().to_owned(), asked.secret.trim().to_owned());
    let complete = !code.is_empty() && !secret.is_empty();
    if complete {
        visit.pass(Door::Track)?;
    }
    let (wanted, proof) = (code.clone(), secret.clone());
    let (frame, found) = visit
        .read(
            move |tx, _| if complete { dossiers::track(tx, &services, &wanted, &proof).map_err(Failure::from) } else { Ok(None) },
        )
        .await?;
    let empty =
        (complete && found.is_none()).then(|| EmptyState::new(words.say("web-track-none"), words.say("web-track-none-text")));
    let found = found.map(|tracked| show(&visit, &tracked));
    let missing = (!code.is_empty() && secret.is_empty()).then(|| words.say("web-required-answer"));
    let code = TextInput::new(words, "code", words.say("web-track-code")).hint(words.say("web-track-code-hint")).value(code);
    let secret = TextInput::new(words, "secret", words.say("web-track-secret"))
        .hint(words.say("web-track-secret-hint"))
        .value(secret)
        .width(12)
        .error(missing);
    let page = visit.shell(&frame, words.say("web-track-title"), &routes::track());
    Ok(visit.page(&Track { page, code, secret, found, empty }))
}

fn show(visit: &Visit, tracked: &Tracked) -> Found {
    let words = &visit.words;
    let mut rows = vec![
        SummaryRow::new(words.say("web-track-office"), &visit.platform.places.full_name(&tracked.unit)),
        SummaryRow::new(words.say("web-track-due"), &words.moment(tracked.due_at)),
    ];
    if let Some(until) = tracked.answer_by {
        rows.push(SummaryRow::new(words.say("web-track-answer-by"), &words.moment(until)));
    }
    let event = |done: Option<kernel::Instant>, id: &str| Event {
        state: if done.is_some() { EventState::Done } else { EventState::Next },
        title: words.say(id),
        when: done.map(|at| words.moment(at)).unwrap_or_default(),
        body: Markup::default(),
    };
    let events = vec![
        event(Some(tracked.filed_at), "web-act-past-submit"),
        event(tracked.received_at, "web-act-past-receive"),
        event(tracked.decided_at, "web-dossier-state-processed"),
    ];
    Found {
        code: tracked.code.clone(),
        service: tracked.service.say(words.language()).to_owned(),
        state: status(words, tracked.state, tracked.outcome),
        facts: SummaryList::new(rows),
        timeline: Timeline::new(events),
    }
}
