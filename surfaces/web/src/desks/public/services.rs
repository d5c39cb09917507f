//! The catalogue of services, and each service.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use dossiers::{Channel, Service};
use serde::Deserialize;

use crate::{
    components::{Button, EmptyState, Icon, Markup, Note, Status, SummaryList, SummaryRow, TextInput, TextKind, Tone},
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Visit},
};

/// A service in a list.
pub(crate) struct ServiceTile {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) icon: Icon,
    pub(crate) tags: Vec<Markup>,
}

/// Every service that is offered today.
pub(crate) fn tiles(visit: &Visit) -> Vec<ServiceTile> {
    let today = visit.platform.context.now().date_in_vietnam();
    visit.platform.services.offered_on(today).iter().map(|service| tile(visit, service)).collect()
}

fn tile(visit: &Visit, service: &Arc<Service>) -> ServiceTile {
    let (words, language) = (&visit.words, visit.words.language());
    let today = visit.platform.context.now().date_in_vietnam();
    let definition = &service.definition;
    let mut tags = Vec::new();
    if let Ok(days) = visit.platform.services.working_days(definition, today) {
        tags.push(Markup::of(&Status::tag(Tone::Accent, words.fill("web-service-days").put("days", days).to_string())));
    }
    if let Ok(fee) = visit.platform.services.fee(definition, Channel::Online, today) {
        let fee = if fee.get() == 0 { words.say("web-free") } else { words.money(fee) };
        tags.push(Markup::of(&Status::tag(Tone::Gold, fee)));
    }
    ServiceTile {
        href: routes::service(service.id()),
        name: definition.name.say(language).to_owned(),
        summary: definition.summary.say(language).to_owned(),
        icon: sign(service.id()),
        tags,
    }
}

/// A sign for a service; the catalogue has many, so most share the plain one.
fn sign(service: &str) -> Icon {
    match service {
        "temporary-residence" => Icon::Door,
        "permanent-residence" => Icon::House,
        "residence-confirmation" => Icon::Stamp,
        _ => Icon::Document,
    }
}

#[derive(Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "public/services.html")]
struct List {
    page: Shell,
    search: TextInput,
    found: String,
    services: Vec<ServiceTile>,
    empty: EmptyState,
}

pub(crate) async fn list(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let words = &visit.words;
    let frame = visit.frame().await?;
    let wanted = kernel::name::fold(&wish.q);
    let fits = |service: &ServiceTile| {
        wanted.split(' ').all(|word| kernel::name::fold(&format!("{} {}", service.name, service.summary)).contains(word))
    };
    let services: Vec<ServiceTile> = tiles(&visit).into_iter().filter(fits).collect();
    let page = visit.shell(&frame, words.say("web-services-title"), &routes::services());
    let search = TextInput::new(words, "q", words.say("web-home-search"))
        .kind(TextKind::Search)
        .hidden_label()
        .placeholder(words.say("web-home-search-example"))
        .value(wish.q)
        .key('/');
    let found = words.fill("web-services-found").put("count", services.len()).to_string();
    let empty = EmptyState::new(words.say("web-services-none"), words.say("web-services-none-text"))
        .action(Button::link(words.say("web-home-services-all"), routes::services()).secondary());
    Ok(visit.page(&List { page, search, found, services, empty }))
}

#[derive(Template)]
#[template(path = "public/service.html")]
struct One {
    page: Shell,
    lead: String,
    facts: SummaryList,
    papers: Vec<(String, String)>,
    steps: Vec<String>,
    consent: Option<Note>,
    apply: Button,
}

pub(crate) async fn one(visit: Visit, Path(id): Path<String>) -> Answer {
    let words = &visit.words;
    let language = words.language();
    let frame = visit.frame().await?;
    let today = visit.platform.context.now().date_in_vietnam();
    let service = visit.platform.services.offered(&id, today).ok_or_else(Halt::not_found)?;
    let definition = &service.definition;
    let papers = definition.papers.iter().map(|paper| {
        let when = if paper.required { "web-service-papers-required" } else { "web-service-papers-optional" };
        (paper.name.say(language).to_owned(), words.say(when))
    });
    let steps = definition.steps.iter().map(|step| step.name.say(language).to_owned());
    let consent = definition.consent.as_ref().map(|_| Note::new(Tone::Info, words.say("web-service-consent")));
    let apply = if frame.is_staff() {
        Button::link(words.say("web-service-apply-staff"), routes::query(routes::counter_new(), &[("service", service.id())]))
    } else {
        Button::link(words.say("web-service-apply"), routes::apply(service.id()))
    };
    let page = visit
        .shell(&frame, definition.name.say(language), &routes::services())
        .crumb(words.say("web-services-title"), routes::services());
    Ok(visit.page(&One {
        page,
        lead: definition.summary.say(language).to_owned(),
        facts: facts(&visit, &service),
        papers: papers.collect(),
        steps: steps.collect(),
        consent,
        apply: apply.icon(Icon::ArrowRight),
    }))
}

/// Who, how long, how much.
fn facts(visit: &Visit, service: &Service) -> SummaryList {
    let words = &visit.words;
    let services = &visit.platform.services;
    let definition = &service.definition;
    let today = visit.platform.context.now().date_in_vietnam();
    let fee = |channel| match services.fee(definition, channel, today) {
        Ok(fee) if fee.get() == 0 => words.say("web-free"),
        Ok(fee) => words.money(fee),
        Err(_) => String::new(),
    };
    let days = services.working_days(definition, today).map(|days| words.fill("web-service-days").put("days", days).to_string());
    let mut rows = vec![
        SummaryRow::new(words.say("web-service-who"), &words.say("web-service-who-resident")),
        SummaryRow::new(words.say("web-service-deadline"), &days.unwrap_or_default()),
        SummaryRow::new(words.say("web-service-fee-online"), &fee(Channel::Online)),
        SummaryRow::new(words.say("web-service-fee-counter"), &fee(Channel::Counter)),
    ];
    if let Some(form) = &definition.form_code {
        rows.push(SummaryRow::new(words.say("web-service-form"), form));
    }
    rows.push(SummaryRow::new(words.say("web-service-result"), &words.say("web-service-result-text")));
    SummaryList::new(rows)
}
