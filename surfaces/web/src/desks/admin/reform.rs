//! A change of the map of units: what is planned, how far it has come, what should be looked at.

use std::collections::BTreeMap;

use kernel::UnitCode;
use register::reform::{self, Part, Report};

use crate::{
    components::{Cell, Column, EmptyState, Markup, Note, Row, StatTile, Table, Tone},
    desks::figures::{card, tiles},
    halt::Parts,
    routes,
    visit::{Answer, Visit, staff},
    words::Words,
};

pub(crate) async fn page(visit: Visit) -> Answer {
    let (frame, report) = visit
        .read(|tx, actor| {
            staff(actor)?;
            Ok::<_, gate::Failure>(reform::latest(tx, actor)?)
        })
        .await?;
    let words = &visit.words;
    let page = visit
        .shell(&frame, words.say("web-reform-title"), &routes::admin_reform())
        .crumb(words.say("web-place-admin"), routes::admin())
        .crumb(words.say("web-place-admin-units"), routes::admin_units());
    let parts = match &report {
        None => {
            let nothing = EmptyState::new(words.say("web-reform-none"), words.say("web-reform-none-text"));
            vec![Markup::of(&card(Markup::of(&nothing)))]
        }
        Some(report) => {
            vec![
                Markup::of(&state(words, report)),
                Markup::of(&tiles(stats(words, report))),
                Markup::of(&open(words, report)),
                Markup::of(&table(&visit, report)),
            ]
        }
    };
    Ok(visit.page(&Parts { page, lead: words.say("web-reform-lead"), parts }))
}

/// How far it has come, in a sentence.
fn state(words: &Words, report: &Report) -> Note {
    let done = report.reform.finished_at.is_some();
    let text = words
        .fill("web-reform-state")
        .put("day", words.date(report.reform.effective_on))
        .put("phase", words.word("web-reform-phase", report.reform.phase))
        .put("moved", words.number(count(report.units_moved())))
        .put("units", words.number(count(report.endings.len())))
        .to_string();
    Note::new(if done { Tone::Success } else { Tone::Info }, text)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn stats(words: &Words, report: &Report) -> Vec<StatTile> {
    let total = report.total();
    let tile = |id: &str, number: i64| StatTile::new(words.say(id), words.number(number));
    vec![
        tile("web-reform-people", total.people),
        tile("web-reform-households", total.households),
        tile("web-reform-dwellings", total.dwellings),
        tile("web-reform-renumbered", total.renumbered),
        tile("web-reform-same-address", total.same_address),
        tile("web-reform-unsure", total.unsure),
    ]
}

/// What goes along because it is open.
fn open(words: &Words, report: &Report) -> Table {
    let open = &report.open;
    let row = |id: &str, number: i64| Row::new(vec![Cell::text(&words.say(id)), Cell::text(&words.number(number))]);
    let rows = vec![
        row("web-reform-open-lodgings", open.lodgings),
        row("web-reform-open-stays", open.stays),
        row("web-reform-open-absences", open.absences),
        row("web-reform-open-requests", open.requests),
        row("web-reform-open-notices", open.notices),
        row("web-reform-open-runs", open.runs),
    ];
    let columns = vec![Column::new(words.say("web-reform-open-what")), Column::number(words.say("web-reform-open-count"))];
    let empty = EmptyState::new(words.say("web-reform-none"), words.say("web-reform-none-text"));
    Table::new(words, "open", words.say("web-reform-open"), columns, empty).with_caption().rows(rows)
}

/// What each new commune takes over, and from whom.
fn table(visit: &Visit, report: &Report) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-reform-new")),
        Column::new(words.say("web-reform-old")),
        Column::number(words.say("web-reform-people")),
        Column::number(words.say("web-reform-households")),
        Column::number(words.say("web-reform-unsure")),
    ];
    let mut by_new: BTreeMap<&UnitCode, Vec<&Part>> = BTreeMap::new();
    for part in &report.parts {
        by_new.entry(&part.new).or_default().push(part);
    }
    let places = &visit.platform.places;
    let rows = by_new.into_iter().map(|(new, parts)| {
        let from: Vec<&str> = parts.iter().map(|part| places.latest(&part.old).map_or("", |unit| unit.short.as_str())).collect();
        let sum = |figure: fn(&Part) -> i64| words.number(parts.iter().map(|part| figure(part)).sum());
        Row::new(vec![
            Cell::text(places.name(new)),
            Cell::text(&from.join(", ")),
            Cell::text(&sum(|part| part.people)),
            Cell::text(&sum(|part| part.households)),
            Cell::text(&sum(|part| part.unsure)),
        ])
    });
    let empty = EmptyState::new(words.say("web-reform-none"), words.say("web-reform-none-text"));
    Table::new(words, "by-unit", words.say("web-reform-by-unit"), columns, empty).with_caption().rows(rows.collect())
}
