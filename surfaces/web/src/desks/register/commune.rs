//! A commune on a day: how many lived there, in which households, and who.

use askama::Template;
use axum::extract::{Path, Query};
use gate::Failure;
use kernel::UnitCode;
use register::{AsOf, HouseholdLine, Page as RowsPage, PersonSummary};

use super::{Why, ask, day_form::DayForm, moment, noted};
use crate::{
    components::{Cell, Column, EmptyState, Note, Pagination, Row, StatTile, Tab, Table, Tabs},
    desks::{me::home::grouped, unit_choice},
    routes,
    shell::Shell,
    visit::{Answer, Visit, staff},
};

/// Persons or households on a page.
const ROWS: u32 = 50;
/// The part of the page that lists households.
const HOUSEHOLDS: &str = "households";

#[derive(Template)]
#[template(path = "register/commune.html")]
struct CommunePage {
    page: Shell,
    lead: String,
    picker: DayForm,
    tiles: Vec<StatTile>,
    tabs: Tabs,
    noted: Note,
    table: Table,
}

/// What the list shows.
enum List {
    Persons(Vec<PersonSummary>),
    Households(Vec<HouseholdLine>),
}

pub(crate) async fn page(visit: Visit, Path(unit): Path<UnitCode>, Query(why): Query<Why>) -> Answer {
    let path = routes::register_commune(&unit);
    if !why.is_stated(&visit) {
        return ask(&visit, path).await;
    }
    let visit = visit.purpose(&why.purpose);
    let today = visit.platform.context.now().date_in_vietnam();
    let day = moment::day(&why).unwrap_or(today);
    let (at, rows) = (AsOf::end_of(day), RowsPage { number: why.page, rows: ROWS });
    let (households, wanted) = (why.group == HOUSEHOLDS, unit.clone());
    let (frame, (counted, list)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let counted = register::residents_counted_as_of(tx, actor, &wanted, at)?;
            let list = if households {
                List::Households(register::households_as_of(tx, actor, &wanted, at, rows)?)
            } else {
                List::Persons(register::residents_as_of(tx, actor, &wanted, at, rows)?)
            };
            Ok::<_, Failure>((counted, list))
        })
        .await?;
    let words = &visit.words;
    let tile = |id: &str, count: i64| StatTile::new(words.say(id), words.number(count));
    let shell = visit
        .shell(&frame, unit_choice::full_name(&visit, &unit), &routes::register())
        .crumb(words.say("web-register-title"), why.carry(routes::register()));
    let here = routes::query(why.carry(path.clone()), &[(moment::FIELD, &why.as_of)]);
    Ok(visit.page(&CommunePage {
        page: shell,
        lead: words.fill("web-commune-lead").put("day", words.date(day)).to_string(),
        picker: moment::picker(&visit, &why, path),
        tiles: vec![
            tile("web-commune-persons", counted.persons),
            tile("web-commune-permanent", counted.permanent),
            tile("web-commune-temporary", counted.temporary),
            tile("web-commune-households", counted.households),
        ],
        tabs: tabs(&visit, &here, households),
        noted: noted(&visit, &why),
        table: table(&visit, &why, &list, &routes::query(here, &[("group", &why.group)])),
    }))
}

fn tabs(visit: &Visit, here: &str, households: bool) -> Tabs {
    let words = &visit.words;
    let tab = |id: &str, group: &str, current: bool| Tab {
        label: words.say(id),
        href: routes::query(here, &[("group", group)]),
        count: None,
        current,
    };
    let tabs = vec![tab("web-commune-persons", "", !households), tab("web-commune-households", HOUSEHOLDS, households)];
    Tabs::new(words.say("web-register-views"), tabs)
}

fn table(visit: &Visit, why: &Why, list: &List, here: &str) -> Table {
    let words = &visit.words;
    let (columns, rows): (Vec<Column>, Vec<Row>) = match list {
        List::Persons(lines) => (
            ["web-full-name", "web-birth-date", "web-personal-number", "web-address"].map(|id| Column::new(words.say(id))).into(),
            lines.iter().map(|line| person(visit, why, line)).collect(),
        ),
        List::Households(lines) => (
            vec![
                Column::new(words.say("web-relation-head")),
                Column::new(words.say("web-address")),
                Column::new(words.say("web-clause-file-number")),
                Column::number(words.say("web-register-members")),
            ],
            lines.iter().map(|line| household(visit, why, line)).collect(),
        ),
    };
    let full = u32::try_from(rows.len()).is_ok_and(|count| count == ROWS);
    let of = |page: u32| routes::query(here, &[("page", &page.to_string())]);
    let pages = Pagination::chained(words, "", (why.page > 0).then(|| of(why.page - 1)), full.then(|| of(why.page + 1)));
    let empty = EmptyState::new(words.say("web-commune-none"), words.say("web-commune-none-text"));
    Table::new(words, "residents", words.say("web-commune-table"), columns, empty).rows(rows).pages(pages)
}

fn person(visit: &Visit, why: &Why, line: &PersonSummary) -> Row {
    let words = &visit.words;
    let href = routes::query(why.carry(routes::register_person(line.id)), &[(moment::FIELD, &why.as_of)]);
    Row::new(vec![
        Cell::link(line.name.full(), href),
        Cell::text(&words.iso_date(&line.birth.to_string())),
        Cell::text(&line.number.as_ref().map(grouped).unwrap_or_default()),
        Cell::text(line.address.as_deref().unwrap_or_default()),
    ])
}

fn household(visit: &Visit, why: &Why, line: &HouseholdLine) -> Row {
    let href = routes::query(why.carry(routes::register_household(line.id)), &[(moment::FIELD, &why.as_of)]);
    let head = line.head.as_ref().map_or_else(|| visit.words.say("web-register-household"), |head| head.name.full().to_owned());
    Row::new(vec![
        Cell::link(&head, href),
        Cell::text(&line.address),
        Cell::text(line.number.as_deref().unwrap_or_default()),
        Cell::text(&visit.words.number(line.members)),
    ])
}
