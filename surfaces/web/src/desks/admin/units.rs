//! The administrative units, on each map that ever held: what lies under what, from when until when, who took over.

use std::collections::BTreeSet;

use access::Resource;
use askama::Template;
use axum::extract::Query;
use gate::Failure;
use kernel::{Date, UnitCode, unit::UnitLevel};
use places::{Places, Unit};
use serde::Deserialize;

use crate::{
    components::{Cell, Column, EmptyState, Pagination, Row, Tab, Table, Tabs, TextInput, TextKind},
    desks::unit_choice,
    routes,
    shell::Shell,
    visit::{Answer, Visit, staff},
    words::Words,
};

/// Units on a page.
const ROWS: usize = 50;
/// Units that a search gives.
const HITS: usize = 50;

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    under: String,
    #[serde(default)]
    map: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: String,
}

#[derive(Template)]
#[template(path = "admin/units.html")]
struct Page {
    page: Shell,
    maps: Tabs,
    under: String,
    map: String,
    search: TextInput,
    table: Table,
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let (frame, ()) = visit
        .read(|_, actor| {
            staff(actor)?;
            Ok::<_, Failure>(actor.authorize("admin.units", &Resource::new("unit"))?)
        })
        .await?;
    let words = &visit.words;
    let places = &visit.platform.places;
    let under: UnitCode = wish.under.parse().unwrap_or_else(|_| UnitCode::nation());
    let days = maps(places);
    let today = visit.platform.context.now().date_in_vietnam();
    let day = wish.map.parse::<Date>().ok().filter(|day| days.contains(day)).unwrap_or_else(|| map_of(&days, today));
    let map = places.as_of(day);
    let typed = wish.q.trim();
    let units = if typed.is_empty() { map.children(&under) } else { map.search(typed, &under, HITS) };
    let mut page = visit
        .shell(&frame, unit_choice::name(&visit, &under), &routes::admin_units())
        .crumb(words.say("web-place-admin"), routes::admin())
        .swaps();
    let mut above: Vec<UnitCode> = std::iter::successors(under.parent(), UnitCode::parent).collect();
    above.reverse();
    for unit in above {
        page = page.crumb(unit_choice::name(&visit, &unit), address(&unit, day, ""));
    }
    Ok(visit.page(&Page {
        page,
        maps: tabs(words, &under, &days, day),
        under: under.to_string(),
        map: day.to_string(),
        search: TextInput::new(words, "q", words.say("web-admin-units-search"))
            .kind(TextKind::Search)
            .hidden_label()
            .placeholder(words.say("web-admin-units-example"))
            .value(typed)
            .key('/'),
        table: table(&visit, &wish, (&under, day), &units),
    }))
}

/// The first day of each map.
fn maps(places: &Places) -> Vec<Date> {
    let days: BTreeSet<Date> = places.all().iter().map(|unit| unit.valid_from).collect();
    days.into_iter().collect()
}

/// The first day of the map that holds on a day.
fn map_of(days: &[Date], today: Date) -> Date {
    days.iter().rev().find(|day| **day <= today).or(days.first()).copied().unwrap_or(today)
}

fn address(under: &UnitCode, map: Date, q: &str) -> String {
    let under = if *under == UnitCode::nation() { "" } else { under.as_str() };
    routes::query(routes::admin_units(), &[("under", under), ("map", &map.to_string()), ("q", q)])
}

fn tabs(words: &Words, under: &UnitCode, days: &[Date], shown: Date) -> Tabs {
    let tab = |index: usize, day: Date| {
        let until = days.get(index + 1).and_then(|next| next.yesterday().ok());
        Tab { label: valid(words, day, until), href: address(under, day, ""), count: None, current: day == shown }
    };
    Tabs::new(words.say("web-admin-maps"), days.iter().enumerate().map(|(index, day)| tab(index, *day)).collect())
}

fn table(visit: &Visit, wish: &Wish, (under, day): (&UnitCode, Date), units: &[&Unit]) -> Table {
    let words = &visit.words;
    let searched = !wish.q.trim().is_empty();
    let pages = units.len().div_ceil(ROWS).max(1);
    let page = wish.page.parse::<usize>().unwrap_or(1).clamp(1, pages);
    let columns = vec![
        Column::new(words.say("web-unit")),
        Column::new(words.say("web-unit-code")),
        Column::new(words.say("web-admin-units-kind")),
        Column::number(words.say("web-admin-units-inside")),
        Column::new(words.say("web-admin-units-valid")),
        Column::new(words.say("web-admin-units-after")),
    ];
    let rows = units.iter().skip((page - 1) * ROWS).take(ROWS).map(|unit| line(visit, day, unit, searched)).collect();
    let empty = EmptyState::new(
        words.say("web-admin-units-none"),
        words.say(if searched { "web-admin-units-none-found" } else { "web-admin-units-none-text" }),
    );
    let count = words.fill("web-admin-units-count").put("count", units.len()).to_string();
    let table = Table::new(words, "units", words.say("web-place-admin-units"), columns, empty).rows(rows).count(count).keys();
    if pages == 1 {
        return table;
    }
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let total = i64::try_from(units.len()).unwrap_or(i64::MAX);
    table.pages(Pagination::counted(words, number(page), number(pages), total, |page| {
        routes::query(address(under, day, &wish.q), &[("page", &page.to_string())])
    }))
}

fn line(visit: &Visit, day: Date, unit: &Unit, searched: bool) -> Row {
    let words = &visit.words;
    let places = &visit.platform.places;
    let inside = places.as_of(day).children(&unit.code).len();
    let inside = if inside == 0 {
        Cell::text("–")
    } else {
        Cell::link(&words.number(i64::try_from(inside).unwrap_or(i64::MAX)), address(&unit.code, day, ""))
    };
    let name = Cell::link(&unit.name, routes::admin_unit(&unit.code));
    // Names repeat: Tân Lập is in several districts. A list of hits says where each lies.
    let name = if searched && unit.code.level() != UnitLevel::Province {
        name.note(unit_choice::full_name(visit, &unit.parent))
    } else {
        name
    };
    let (id, others) = if unit.valid_to.is_some() {
        ("web-admin-units-successors", places.successors(&unit.code).len())
    } else {
        ("web-admin-units-predecessors", places.predecessors(&unit.code).len())
    };
    let after = if others == 0 { Cell::text("–") } else { Cell::text(&words.fill(id).put("count", others).to_string()) };
    Row::new(vec![
        name,
        Cell::text(unit.code.as_str()),
        Cell::text(&words.word("unit-type", unit.kind)),
        inside,
        Cell::text(&valid(words, unit.valid_from, unit.valid_to)),
        after,
    ])
}

/// From when until when a version holds.
pub(super) fn valid(words: &Words, from: Date, until: Option<Date>) -> String {
    match until {
        Some(until) => {
            words.fill("web-admin-map-until").put("from", words.date(from)).put("until", words.date(until)).to_string()
        }
        None => words.fill("web-admin-map-since").put("from", words.date(from)).to_string(),
    }
}
