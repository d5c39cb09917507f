//! Finding people in one's own units: by name, number, telephone, address, household, birth. Every name shown is noted.

use askama::Template;
use axum::extract::Query;
use gate::Failure;
use kernel::{PartialDate, UnitCode};
use register::{Found, Hit, LifeState, Page as RowsPage, Search};
use serde::Deserialize;

use crate::{
    components::{
        Button, Cell, Choice, Column, EmptyState, ErrorSummary, Icon, Markup, Note, Pagination, Problem, Row, Select, Status,
        Table, TextInput, TextKind, Tone,
    },
    desks::{me::home::grouped, purpose, unit_choice},
    routes,
    shell::Shell,
    visit::{Answer, Visit, staff},
};

/// People on a page.
const ROWS: u32 = 25;

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    text: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    household: String,
    #[serde(default)]
    birth: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    page: u32,
}

impl Wish {
    fn address(&self, page: u32) -> String {
        let page = if page == 0 { String::new() } else { page.to_string() };
        routes::query(
            routes::register(),
            &[
                ("text", &self.text),
                ("address", &self.address),
                ("household", &self.household),
                ("birth", &self.birth),
                ("unit", &self.unit),
                (purpose::FIELD, &self.purpose),
                ("page", &page),
            ],
        )
    }

    /// Everything that keeps the search from being made. Nothing while nothing was asked.
    fn problems(&self, visit: &Visit) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut wrong = |field: &str, id: &str| problems.push(Problem::new(field, visit.words.say(id)));
        if self.is_blank() {
            return problems;
        }
        if !purpose::is_stated(visit, &self.purpose) {
            wrong(purpose::FIELD, "access-needs-purpose");
        }
        if self.question().is_too_wide() {
            wrong("text", "register-error-search-too-wide");
        }
        if let Err(bad) = self.birth() {
            wrong("birth", bad);
        }
        problems
    }

    fn is_blank(&self) -> bool {
        [&self.text, &self.address, &self.household, &self.birth].iter().all(|typed| typed.trim().is_empty())
    }

    fn birth(&self) -> Result<Option<PartialDate>, &'static str> {
        let typed = self.birth.trim();
        if typed.is_empty() { Ok(None) } else { PartialDate::parse_any(typed).map(Some).map_err(|bad| bad.message_id()) }
    }

    /// What was typed as a question to the register.
    fn question(&self) -> Search {
        let mut search = Search::text(self.text.as_str());
        if !self.address.trim().is_empty() {
            search.address = Some(self.address.clone());
        }
        search.household = (!self.household.trim().is_empty()).then(|| self.household.clone());
        search.unit = self.unit.parse().ok();
        search.birth = self.birth().ok().flatten();
        search.page = RowsPage { number: self.page, rows: ROWS };
        search
    }
}

#[derive(Template)]
#[template(path = "register/search.html")]
struct Page {
    page: Shell,
    errors: Option<ErrorSummary>,
    text: TextInput,
    address: TextInput,
    household: TextInput,
    birth: TextInput,
    unit: Select,
    purpose: Select,
    note: Option<Note>,
    table: Option<Table>,
    hint: Option<EmptyState>,
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let visit = visit.purpose(&wish.purpose);
    let words = &visit.words;
    let problems = wish.problems(&visit);
    let asked = (!wish.is_blank() && problems.is_empty()).then(|| wish.question());
    // The search itself runs beside other reads; only the entries of who was shown take a turn at writing.
    let (frame, (units, closed)) = visit
        .read(move |tx, actor| {
            staff(actor)?;
            let closed = asked.map(|search| register::find(tx, actor, &search)).transpose()?;
            Ok::<_, Failure>((actor.roles.iter().map(|grant| grant.unit.clone()).collect::<Vec<_>>(), closed))
        })
        .await?;
    let found = match closed {
        Some(closed) => Some(visit.write(move |tx, actor| closed.open(tx, actor)).await?.1),
        None => None,
    };
    let error = |field: &str| Problem::at(&problems, field);
    let capped =
        found.as_ref().is_some_and(|found| found.capped).then(|| Note::new(Tone::Info, words.say("web-register-capped")));
    let hint = found.is_none().then(|| EmptyState::new(words.say("web-register-hint"), words.say("web-register-hint-text")));
    Ok(visit.page(&Page {
        page: visit.shell(&frame, words.say("web-register-title"), &routes::register()),
        errors: ErrorSummary::of(words, &problems),
        text: TextInput::new(words, "text", words.say("web-register-text"))
            .kind(TextKind::Search)
            .hint(words.say("web-register-text-hint"))
            .value(wish.text.clone())
            .length_max(120)
            .error(error("text"))
            .key('/'),
        address: TextInput::new(words, "address", words.say("web-register-address"))
            .kind(TextKind::Search)
            .value(wish.address.clone())
            .length_max(120)
            .error(error("address")),
        household: TextInput::new(words, "household", words.say("web-register-household-number-label"))
            .kind(TextKind::Search)
            .value(wish.household.clone())
            .length_max(30)
            .error(error("household")),
        birth: TextInput::new(words, "birth", words.say("web-birth-date"))
            .kind(TextKind::Search)
            .placeholder(words.say("web-register-birth-hint"))
            .value(wish.birth.clone())
            .error(error("birth")),
        unit: units_select(&visit, &units, &wish.unit),
        purpose: purpose::select(&visit, &wish.purpose).error(error(purpose::FIELD)),
        note: capped,
        table: found.map(|found| results(&visit, &wish, &found)),
        hint,
    }))
}

/// The units where the officer works, and what lies under them.
pub(crate) fn units_select(visit: &Visit, units: &[UnitCode], chosen: &str) -> Select {
    let words = &visit.words;
    let mut seen: Vec<&UnitCode> = Vec::new();
    let mut groups: Vec<(String, Vec<Choice>)> = Vec::new();
    for unit in units {
        if !seen.iter().any(|wider| wider.contains(unit)) {
            seen.push(unit);
            groups.extend(unit_choice::groups(visit, unit, chosen));
        }
    }
    Select::grouped(words, "unit", words.say("web-unit"), groups).blank(words.say("web-register-my-units"))
}

fn results(visit: &Visit, wish: &Wish, found: &Found) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-full-name")),
        Column::new(words.say("web-personal-number")),
        Column::new(words.say("web-birth-date")),
        Column::new(words.say("web-sex")),
        Column::new(words.say("web-address")),
        Column::new(words.say("web-unit")),
    ];
    let rows = found.hits.iter().map(|hit| line(visit, wish, hit)).collect();
    let empty = EmptyState::new(words.say("web-register-none"), words.say("web-register-none-text")).action(
        Button::link(words.say("web-register-again"), routes::query(routes::register(), &[(purpose::FIELD, &wish.purpose)]))
            .secondary()
            .icon(Icon::Search),
    );
    let count = words.fill("web-register-found").put("count", found.total).to_string();
    let table = Table::new(words, "people", words.say("web-register-title"), columns, empty).rows(rows).keys();
    let table = if found.total > 0 { table.count(count) } else { table };
    let seen = usize::try_from((wish.page + 1).saturating_mul(ROWS)).unwrap_or(usize::MAX);
    let next = (seen < found.total).then(|| wish.address(wish.page + 1));
    let previous = (wish.page > 0).then(|| wish.address(wish.page - 1));
    if next.is_some() || previous.is_some() {
        table.pages(Pagination::chained(words, String::new(), previous, next))
    } else {
        table
    }
}

fn line(visit: &Visit, wish: &Wish, hit: &Hit) -> Row {
    let words = &visit.words;
    let person = &hit.person;
    let number = Markup::text(&person.number.as_ref().map_or_else(|| "–".to_owned(), grouped));
    let number = if person.state == LifeState::Living {
        number
    } else {
        number.then(&Markup::text(" ")).then(&Markup::of(&Status::tag(Tone::Neutral, words.word("web-life", person.state))))
    };
    let open = routes::query(routes::register_person(person.id), &[(purpose::FIELD, &wish.purpose)]);
    Row::new(vec![
        Cell::link(person.name.full(), open),
        Cell::markup(number),
        Cell::text(&words.iso_date(&person.birth.to_string())),
        Cell::text(&words.word("sex", person.sex)),
        Cell::text(person.address.as_deref().unwrap_or("–")),
        Cell::text(&unit_choice::full_name(visit, &person.unit)),
    ])
}
