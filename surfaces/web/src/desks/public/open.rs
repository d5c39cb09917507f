//! Figures for everyone, with small numbers left out.

use axum::extract::Query;
use gate::Failure;
use kernel::UnitCode;
use serde::Deserialize;
use steering::{Period, PublicOverview, Share, Targets};

use crate::{
    components::{Button, Cell, Column, EmptyState, Markup, Meter, Row, StatTile, Table, Tone},
    desks::figures::{light_tone, tiles},
    halt::Parts,
    routes,
    visit::{Answer, Visit},
    words::Words,
};

/// How far the figures reach back when nobody says otherwise.
const DAYS: i32 = 90;

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    unit: String,
}

pub(crate) async fn page(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let platform = visit.platform.clone();
    let unit: UnitCode = asked.unit.parse().unwrap_or_else(|_| UnitCode::nation());
    let wanted = unit.clone();
    let (frame, overview) = visit
        .read(move |tx, actor| {
            let today = actor.today();
            let targets = Targets::from_facts(platform.pack.facts(), today).map_err(|_| Failure::not_found())?;
            let overview = steering::public_overview(tx, actor, &wanted, Period::last_days(today, DAYS), &[], targets)?;
            Ok::<_, Failure>(overview)
        })
        .await?;
    let words = &visit.words;
    let mut page = visit.shell(&frame, words.say("web-open-title"), &routes::open_data());
    if let Some(parent) = unit.parent() {
        page = page.crumb(visit.platform.places.name(&parent), routes::query(routes::open_data(), &[("unit", parent.as_str())]));
    }
    let population = Button::link(words.say("web-open-population"), routes::open_population()).secondary();
    let parts = vec![Markup::of(&tiles(stats(words, &overview))), Markup::of(&table(&visit, &overview)), Markup::of(&population)];
    let lead = words.say("web-open-lead");
    Ok(visit.page(&Parts { page, lead, parts }))
}

fn stats(words: &Words, overview: &PublicOverview) -> Vec<StatTile> {
    let figures = &overview.figures;
    let number = |number: Option<i64>| number.map_or_else(|| "<5".to_owned(), |number| words.number(number));
    let share = |share: Option<Share>| share.map_or_else(|| "–".to_owned(), |share| words.percent(share.num, share.den));
    vec![
        StatTile::new(words.say("web-open-received"), number(figures.filed)),
        StatTile::new(words.say("web-open-on-time"), share(figures.punctuality())).tone(light_tone(overview.light)),
        StatTile::new(words.say("web-open-online"), share(figures.online())),
        StatTile::new(words.say("web-open-overdue"), number(figures.overdue)),
    ]
}

fn table(visit: &Visit, overview: &PublicOverview) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-unit")),
        Column::number(words.say("web-open-received")),
        Column::number(words.say("web-open-on-time")),
        Column::number(words.say("web-open-online")),
        Column::number(words.say("web-open-overdue")),
    ];
    let number = |number: Option<i64>| number.map_or_else(|| "<5".to_owned(), |number| words.number(number));
    let share = |share: Option<Share>, tone| match share {
        Some(share) => Cell::markup(
            Markup::text(&words.percent(share.num, share.den)).then(&Markup::of(&Meter::new(share.permille() / 10, tone))),
        ),
        None => Cell::text("–"),
    };
    let rows = overview.children.iter().map(|child| {
        let name = visit.platform.places.name(&child.unit).to_owned();
        let figures = &child.figures;
        Row::new(vec![
            Cell::link(&name, routes::query(routes::open_data(), &[("unit", child.unit.as_str())])),
            Cell::text(&number(figures.filed)),
            share(figures.punctuality(), light_tone(child.light)),
            share(figures.online(), Tone::Accent),
            Cell::text(&number(figures.overdue)),
        ])
    });
    let empty = EmptyState::new(words.say("web-open-none"), words.say("web-open-none-text"));
    Table::new(words, "by-unit", words.say("web-open-by-unit"), columns, empty).with_caption().rows(rows.collect())
}
