//! The units right under one, ranked by punctuality or in any other order.

use std::cmp::{Ordering, Reverse};

use steering::{ChildRow, Number, Overview, Share};

use super::wish::Wish;
use crate::{
    components::{Cell, Column, EmptyState, Markup, Meter, Pagination, Row, Sort, Status, Table, Tone},
    desks::{figures::light_tone, unit_choice},
    routes,
    visit::Visit,
};

/// Units on a page.
const ROWS: usize = 25;

kernel::text_enum! {
    /// By what the units are ordered. The name from A to Z, the rank from the first, numbers from the largest.
    pub(super) enum Order {
        /// By place, units without data last.
        Rank = "rank",
        /// By name.
        Name = "name",
        /// By what came in.
        Filed = "filed",
        /// By the share that came in online.
        Online = "online",
        /// By what was decided.
        Resolved = "resolved",
        /// By what is open.
        Open = "open",
        /// By what is overdue.
        Overdue = "overdue",
    }
}

/// The units of a dashboard in an order.
pub(super) fn ordered(visit: &Visit, overview: &Overview, order: Order) -> Vec<ChildRow> {
    let mut rows = overview.children.clone();
    let by_name = |row: &ChildRow| kernel::name::fold(visit.platform.places.name(&row.unit));
    rows.sort_by_cached_key(|row| (by_name(row), row.unit.clone()));
    match order {
        Order::Name => {}
        Order::Rank => rows.sort_by_key(|row| row.rank.unwrap_or(u32::MAX)),
        Order::Filed => rows.sort_by_key(|row| Reverse(row.figures.filed)),
        Order::Online => rows.sort_by(|one, other| shares(other.figures.online(), one.figures.online())),
        Order::Resolved => rows.sort_by_key(|row| Reverse(row.figures.resolved())),
        Order::Open => rows.sort_by_key(|row| Reverse(row.figures.open)),
        Order::Overdue => rows.sort_by_key(|row| Reverse(row.figures.overdue)),
    }
    rows
}

/// Compares two shares; one that is absent is the smallest.
fn shares(one: Option<Share>, other: Option<Share>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => one.compare(other),
        (one, other) => one.is_some().cmp(&other.is_some()),
    }
}

pub(super) fn table(visit: &Visit, wish: &Wish, overview: &Overview) -> Table {
    let words = &visit.words;
    let order: Order = wish.sort.parse().unwrap_or(Order::Rank);
    let all = ordered(visit, overview, order);
    let pages = all.len().div_ceil(ROWS).max(1);
    let page = wish.page.parse::<usize>().unwrap_or(1).clamp(1, pages);
    let units = u32::try_from(all.iter().filter(|row| row.rank.is_some()).count()).unwrap_or(u32::MAX);
    let rows = all.iter().skip((page - 1) * ROWS).take(ROWS).map(|child| line(visit, wish, child, units)).collect();
    let address = |order: Order, page: &str| {
        routes::query(wish.address(routes::steering(), &overview.unit), &[("sort", order.as_str()), ("page", page)])
    };
    let empty = EmptyState::new(words.say("web-steering-none"), words.say("web-steering-none-text"));
    let count = words.fill("web-steering-units").put("count", all.len()).to_string();
    let table =
        Table::new(words, "units", words.say("web-steering-ranking"), columns(visit, order, &|order| address(order, "")), empty)
            .with_caption()
            .rows(rows)
            .count(count)
            .export(wish.address(routes::steering_export(), &overview.unit))
            .keys();
    if pages == 1 {
        return table;
    }
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    table.pages(Pagination::counted(words, number(page), number(pages), total, |page| address(order, &page.to_string())))
}

fn columns(visit: &Visit, order: Order, address: &dyn Fn(Order) -> String) -> Vec<Column> {
    let words = &visit.words;
    let sort = |by: Order, ascending: bool| Sort { href: address(by), ascending: (order == by).then_some(ascending) };
    vec![
        Column::new(words.say("web-unit")).sort(sort(Order::Name, true)),
        Column::number(words.say("web-steering-rank")).sort(sort(Order::Rank, true)),
        Column::number(words.say("web-steering-on-time")),
        Column::number(words.say("web-steering-filed")).sort(sort(Order::Filed, false)),
        Column::number(words.say("web-steering-online")).sort(sort(Order::Online, false)),
        Column::number(words.say("web-steering-resolved")).sort(sort(Order::Resolved, false)),
        Column::number(words.say("web-steering-open")).sort(sort(Order::Open, false)),
        Column::number(words.say("web-steering-overdue")).sort(sort(Order::Overdue, false)),
    ]
}

fn line(visit: &Visit, wish: &Wish, child: &ChildRow, units: u32) -> Row {
    let words = &visit.words;
    let figures = &child.figures;
    let number = |value: i64, number| {
        if value == 0 { Cell::text("0") } else { Cell::link(&words.number(value), wish.behind(&child.unit, number)) }
    };
    let rank = child.rank.map_or_else(
        || "–".to_owned(),
        |rank| words.fill("web-steering-place").put("rank", rank.to_string()).put("units", units.to_string()).to_string(),
    );
    let light = Markup::of(&Status::new(light_tone(child.light), words.say(child.light.message_id())));
    let punctual = match figures.punctuality() {
        Some(share) => light
            .then(&Markup::text(&format!(" {}", words.percent(share.num, share.den))))
            .then(&Markup::of(&Meter::new(share.permille() / 10, light_tone(child.light)))),
        None => light,
    };
    let online = figures.online().map_or_else(
        || Markup::text("–"),
        |share| {
            Markup::text(&words.percent(share.num, share.den)).then(&Markup::of(&Meter::new(share.permille() / 10, Tone::Accent)))
        },
    );
    Row::new(vec![
        Cell::link(&unit_choice::name(visit, &child.unit), wish.address(routes::steering(), &child.unit)),
        Cell::text(&rank),
        Cell::markup(punctual),
        number(figures.filed, Number::Filed),
        Cell::markup(online),
        number(figures.resolved(), Number::Resolved),
        number(figures.open, Number::Open),
        number(figures.overdue, Number::Overdue),
    ])
}
