//! The public home.

use askama::Template;
use gate::Failure;
use steering::{Period, Targets};

use super::services::{ServiceTile, tiles};
use crate::{
    components::{Markup, StatTile, TextInput, TextKind, Tone},
    routes,
    shell::Shell,
    visit::{Answer, Visit},
};

/// Over how many days the figures on the home page reach.
const DAYS: i32 = 30;
/// How many services stand on the home page.
const SERVICES_MAX: usize = 6;

#[derive(Template)]
#[template(path = "public/home.html")]
struct Home {
    page: Shell,
    services: Vec<ServiceTile>,
    stats: Vec<StatTile>,
    search: TextInput,
    track: TextInput,
    verify: TextInput,
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let words = visit.words.clone();
    let platform = visit.platform.clone();
    let (frame, figures) = visit
        .read(move |tx, actor| {
            let today = actor.today();
            let targets = Targets::from_facts(platform.pack.facts(), today).map_err(|_| Failure::not_found())?;
            let whole = kernel::UnitCode::nation();
            steering::public_overview(tx, actor, &whole, Period::last_days(today, DAYS), &[], targets).map_err(Failure::from)
        })
        .await?;
    let figures = figures.figures;
    let shown = |number: Option<i64>| number.map(|number| words.number(number));
    let share = |share: Option<steering::Share>| share.map(|share| words.percent(share.num, share.den));
    let stats = [
        ("web-open-received", shown(figures.filed.filter(|number| *number > 0)), Tone::Neutral),
        ("web-open-on-time", share(figures.punctuality()), Tone::Success),
        ("web-open-online", share(figures.online()), Tone::Neutral),
    ]
    .into_iter()
    .filter_map(|(id, value, tone)| {
        Some(StatTile::new(words.say(id), value?).tone(tone).note(words.fill("web-last-days").put("days", DAYS).to_string()))
    })
    .collect();
    let services = tiles(&visit).into_iter().take(SERVICES_MAX).collect();
    let search = TextInput::new(&words, "q", words.say("web-home-search"))
        .kind(TextKind::Search)
        .hidden_label()
        .placeholder(words.say("web-home-search-example"))
        .key('/');
    let track = TextInput::new(&words, "code", words.say("web-track-code")).hint(words.say("web-track-code-hint"));
    let verify = TextInput::new(&words, "paper", words.say("web-verify-code")).hint(words.say("web-verify-code-hint"));
    let mut page = visit.shell(&frame, words.say("web-home-title"), &routes::home()).bleed();
    page.here = routes::home();
    Ok(visit.page(&Home { page, services, stats, search, track, verify }))
}

/// A heading with a text under it.
pub(crate) fn paragraph(heading: &str, text: &str) -> Markup {
    Markup::of(&Paragraph { heading, text })
}

#[derive(Template)]
#[template(source = "<section class=\"card measure\"><h2>{{ heading }}</h2><p>{{ text }}</p></section>", ext = "html")]
struct Paragraph<'a> {
    heading: &'a str,
    text: &'a str,
}
