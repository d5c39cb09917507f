//! What is due in an officer's units: each list with its count, which leads to its rows.

use axum::extract::Query;
use gate::Failure;
use kernel::UnitCode;
use register::{DUE_COUNTED_MAX, Due, DueList, DueWish, Page as RowsPage};
use serde::Deserialize;

use super::{form::with_terms, list::ListPage};
use crate::{
    components::{Cell, Choice, Column, EmptyState, Markup, Pagination, Row, Select, Tab, Table, Tabs},
    desks::{
        purpose,
        register::{Why, ask, noted, units_select},
        unit_choice,
    },
    routes,
    visit::{Answer, Visit, staff},
};

/// People on a page.
const ROWS: u32 = 50;
/// How many days ahead a term may be looked for.
const DAYS: [u32; 3] = [15, 30, 60];

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    list: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    page: u32,
}

impl Wish {
    fn list(&self) -> DueList {
        self.list.parse().unwrap_or(DueList::Expiring)
    }

    fn days(&self) -> u32 {
        self.days.parse().ok().filter(|days| DAYS.contains(days)).unwrap_or(DAYS[0])
    }

    fn address(&self, list: DueList, page: u32) -> String {
        let page = if page == 0 { String::new() } else { page.to_string() };
        let values = [
            (purpose::FIELD, self.purpose.as_str()),
            ("list", list.as_str()),
            ("unit", &self.unit),
            ("days", &self.days),
            ("page", &page),
        ];
        routes::query(routes::register_due(), &values)
    }
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    if !purpose::is_stated(&visit, &wish.purpose) {
        return ask(&visit, routes::register_due()).await;
    }
    let visit = visit.purpose(&wish.purpose);
    let (asked, rules) = (wish.clone(), visit.platform.residence_rules()?);
    let (frame, (units, counts, rows)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let of =
                |list: DueList, page: RowsPage| DueWish { list, unit: asked.unit.parse().ok(), days: asked.days(), rules, page };
            let mut counts = Vec::with_capacity(DueList::ALL.len());
            for list in DueList::ALL {
                counts.push(register::due_count(tx, actor, &of(*list, RowsPage::first(1)))?);
            }
            let rows = register::due(tx, actor, &of(asked.list(), RowsPage { number: asked.page, rows: ROWS }))?;
            Ok::<_, Failure>((actor.roles.iter().map(|grant| grant.unit.clone()).collect::<Vec<_>>(), counts, rows))
        })
        .await?;
    let words = &visit.words;
    let why = Why::stating(&wish.purpose);
    let list = wish.list();
    let lead = match list {
        DueList::Expiring => with_terms(&visit, "web-due-lead-expiring", rules.renew_days, 0, 0),
        DueList::AbsenceOver => words.say("web-due-lead-absence-over"),
        DueList::LongAbsent => with_terms(&visit, "web-due-lead-long-absent", 0, rules.absence_months, 0),
        DueList::Newborn => with_terms(&visit, "web-due-lead-newborn", rules.newborn_days, 0, 0),
    };
    let count = counts.get(DueList::ALL.iter().position(|other| *other == list).unwrap_or(0)).copied().unwrap_or(0);
    Ok(visit.page(&ListPage {
        page: visit.shell(&frame, words.say("web-due-title"), &routes::register_due()),
        lead,
        actions: Vec::new(),
        tabs: Some(tabs(&visit, &wish, &counts)),
        action: routes::register_due(),
        hidden: vec![(purpose::FIELD.to_owned(), wish.purpose.clone()), ("list".to_owned(), list.to_string())],
        filters: filters(&visit, &wish, &units),
        notes: vec![noted(&visit, &why)],
        table: table(&visit, &wish, &why, &rows, count),
    }))
}

fn tabs(visit: &Visit, wish: &Wish, counts: &[usize]) -> Tabs {
    let words = &visit.words;
    let tabs = DueList::ALL.iter().zip(counts).map(|(list, count)| Tab {
        label: words.word("web-due", list),
        href: wish.address(*list, 0),
        count: Some(i64::try_from(*count).unwrap_or(i64::MAX)),
        current: *list == wish.list(),
    });
    Tabs::new(words.say("web-due-title"), tabs.collect())
}

fn filters(visit: &Visit, wish: &Wish, units: &[UnitCode]) -> Vec<Markup> {
    let words = &visit.words;
    let mut filters = vec![Markup::of(&units_select(visit, units, &wish.unit))];
    if wish.list() == DueList::Expiring {
        let choices = DAYS.iter().map(|days| {
            let label = words.fill("web-due-days").put("count", i64::from(*days)).to_string();
            Choice::new(days.to_string(), label).chosen(*days == wish.days())
        });
        filters.push(Markup::of(&Select::new(words, "days", words.say("web-due-ahead"), choices.collect())));
    }
    filters
}

fn table(visit: &Visit, wish: &Wish, why: &Why, rows: &[Due], count: usize) -> Table {
    let words = &visit.words;
    let list = wish.list();
    let columns = vec![
        Column::new(words.say("web-full-name")),
        Column::new(words.word("web-due-day", list)),
        Column::new(words.say("web-birth-date")),
        Column::new(words.say("web-address")),
        Column::new(words.say("web-unit")),
    ];
    let lines = rows.iter().map(|due| {
        let person = &due.person;
        Row::new(vec![
            Cell::link(person.name.full(), why.carry(routes::register_person(person.id))),
            Cell::text(&words.iso_date(&due.day.to_string())),
            Cell::text(&words.iso_date(&person.birth.to_string())),
            Cell::text(person.address.as_deref().unwrap_or("–")),
            Cell::text(&unit_choice::full_name(visit, &person.unit)),
        ])
    });
    let empty = EmptyState::new(words.say("web-due-none"), words.say("web-due-none-text"));
    let counted =
        if count >= usize::try_from(DUE_COUNTED_MAX).unwrap_or(usize::MAX) { "web-due-many" } else { "web-register-found" };
    let table = Table::new(words, "due", words.word("web-due", list), columns, empty)
        .rows(lines.collect())
        .keys()
        .count(words.fill(counted).put("count", count).to_string());
    let full = u32::try_from(rows.len()).is_ok_and(|rows| rows == ROWS);
    let next = full.then(|| wish.address(list, wish.page + 1));
    let previous = (wish.page > 0).then(|| wish.address(list, wish.page - 1));
    if next.is_some() || previous.is_some() {
        table.pages(Pagination::chained(words, String::new(), previous, next))
    } else {
        table
    }
}
