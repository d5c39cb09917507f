//! What others ask me to agree to, as head of my household.

use askama::Template;
use axum::{Form, extract::Path};
use dossiers::{ConsentWord, GiveConsent};
use gate::Failure;
use kernel::DossierId;
use serde::Deserialize;

use crate::{
    components::{Button, EmptyState, Icon, SummaryList, SummaryRow},
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Visit, citizen},
};

struct Asking {
    title: String,
    facts: SummaryList,
    action: String,
}

#[derive(Template)]
#[template(path = "me/consents.html")]
struct List {
    page: Shell,
    requests: Vec<Asking>,
    empty: EmptyState,
    agree: Button,
    refuse: Button,
}

pub(crate) async fn list(visit: Visit) -> Answer {
    let services = visit.platform.services.clone();
    let (frame, requests) = visit
        .write(move |tx, actor| {
            citizen(actor)?;
            Ok::<_, Failure>(dossiers::my_consents(tx, actor, &services)?)
        })
        .await?;
    let words = &visit.words;
    let asking = requests.iter().map(|request| Asking {
        title: words.fill("web-consent-asks").put("name", &request.applicant_name).to_string(),
        facts: SummaryList::new(vec![
            SummaryRow::new(words.say("web-service"), request.service.definition.name.say(words.language())),
            SummaryRow::new(words.say("web-unit"), &visit.platform.places.full_name(&request.unit)),
            SummaryRow::new(words.say("web-dossier-code"), &request.code),
            SummaryRow::new(words.say("web-when"), &words.moment(request.filed_at)),
        ]),
        action: routes::my_consent(request.id),
    });
    let empty = EmptyState::new(words.say("web-consent-none"), words.say("web-consent-none-text"));
    let page = visit.shell(&frame, words.say("web-consent-title"), &routes::my_consents());
    let agree = Button::submit(words.say("web-consent-agree")).named("word", "agree").icon(Icon::Check);
    let refuse = Button::submit(words.say("web-consent-refuse")).named("word", "refuse").danger();
    Ok(visit.page(&List { page, requests: asking.collect(), empty, agree, refuse }))
}

#[derive(Deserialize)]
pub(crate) struct Given {
    word: ConsentWord,
}

pub(crate) async fn answer(visit: Visit, Path(dossier): Path<DossierId>, Form(given): Form<Given>) -> Answer {
    let services = visit.platform.services.clone();
    let word = given.word;
    visit
        .write(move |tx, actor| {
            citizen(actor)?;
            let command = GiveConsent { dossier, word, evidence: String::new() };
            dossiers::give_consent(tx, actor, &services, &command).map_err(Failure::from)
        })
        .await?;
    let done = if word == ConsentWord::Agree { Done::ConsentGiven } else { Done::ConsentDenied };
    Ok(visit.go(&routes::my_consents(), Some(done)))
}
