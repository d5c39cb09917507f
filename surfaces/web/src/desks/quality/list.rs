//! The cases of the officer's units, the most urgent first; narrowed, or found by whom they are about.

use askama::Template;
use axum::extract::Query;
use gate::Failure;
use kernel::{Instant, UnitCode};
use quality::{CaseCounts, CaseFilter, CaseId, CaseLine, Class, Severity, Standing, State, Subject};
use register::Search;
use serde::Deserialize;

use super::{CLEANSING, words};
use crate::{
    components::{
        Button, Cell, Choice, Column, EmptyState, ErrorSummary, Icon, Markup, Pagination, Problem, Row, Select, Tab, Table, Tabs,
        TextInput, TextKind,
    },
    desks::register::units_select,
    routes,
    shell::Shell,
    visit::{Answer, Visit, staff},
};

/// Cases on a page.
const ROWS: u32 = 25;

kernel::text_enum! {
    /// The views of the list.
    pub(super) enum View {
        /// To be worked on.
        Work = "work",
        /// To be worked on, and late.
        Late = "late",
        /// To be confirmed by a second officer.
        Second = "second",
        /// Settled.
        Settled = "settled",
    }
}

impl View {
    const fn standing(self) -> Standing {
        match self {
            Self::Work | Self::Late => Standing::Work,
            Self::Second => Standing::Second,
            Self::Settled => Standing::Settled,
        }
    }

    const fn count(self, counts: &CaseCounts) -> i64 {
        match self {
            Self::Work => counts.work,
            Self::Late => counts.late,
            Self::Second => counts.second,
            Self::Settled => counts.settled,
        }
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    view: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    class: String,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    after: String,
}

impl Wish {
    pub(super) fn view(&self) -> View {
        self.view.parse().unwrap_or(View::Work)
    }

    pub(super) fn filter(&self, rows: u32) -> CaseFilter {
        let view = self.view();
        let state: Option<State> = self.state.parse().ok();
        CaseFilter {
            unit: self.unit.parse().ok(),
            // A state that does not belong to the view is left out: the tabs come first.
            state: state.filter(|state| state.standing() == view.standing()),
            rule: Some(self.rule.clone()).filter(|rule| !rule.is_empty()),
            class: self.class.parse().ok(),
            severity: self.severity.parse().ok(),
            overdue: view == View::Late,
            after: place(&self.after),
            ..CaseFilter::of(view.standing(), rows)
        }
    }

    fn address(&self, path: String, view: View, after: &str) -> String {
        let view = if view == View::Work { "" } else { view.as_str() };
        routes::query(
            path,
            &[
                ("view", view),
                ("unit", &self.unit),
                ("class", &self.class),
                ("severity", &self.severity),
                ("state", &self.state),
                ("rule", &self.rule),
                ("after", after),
            ],
        )
    }
}

/// A place in the list as it stands in an address: microseconds and id.
fn place(text: &str) -> Option<(Instant, CaseId)> {
    let (due, id) = text.split_once('_')?;
    Some((Instant::from_micros(due.parse().ok()?), CaseId::from_raw(id.parse().ok()?)))
}

#[derive(Template)]
#[template(path = "quality/list.html")]
struct Page {
    page: Shell,
    board: Button,
    errors: Option<ErrorSummary>,
    tabs: Tabs,
    view: String,
    search: TextInput,
    unit: Select,
    class: Select,
    severity: Select,
    state: Select,
    rule: Select,
    table: Table,
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let visit = visit.purpose(CLEANSING);
    let problems = problems(&visit, &wish);
    let text = Some(wish.text.trim().to_owned()).filter(|text| !text.is_empty() && problems.is_empty());
    let searched = text.is_some();
    let filter = wish.filter(ROWS);
    let (frame, (lines, counts, units)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let lines = match &text {
                Some(text) => about(tx, actor, text)?,
                None => quality::cases(tx, actor, &filter)?,
            };
            let counts = quality::case_counts(tx, actor, filter.unit.as_ref())?;
            Ok::<_, Failure>((lines, counts, actor.units_for("quality.view")))
        })
        .await?;
    let said = &visit.words;
    let tab = |view: &View| Tab {
        label: said.word("web-quality-view", view),
        href: wish.address(routes::quality(), *view, ""),
        count: Some(view.count(&counts)),
        current: !searched && wish.view() == *view,
    };
    Ok(visit.page(&Page {
        page: visit.shell(&frame, said.say("web-place-quality"), &routes::quality()),
        board: Button::link(said.say("web-quality-board"), routes::quality_board()).secondary().icon(Icon::Chart).key('b'),
        errors: ErrorSummary::of(said, &problems),
        tabs: Tabs::new(said.say("web-quality-views"), View::ALL.iter().map(tab).collect()),
        view: wish.view().to_string(),
        search: TextInput::new(said, "text", said.say("web-quality-search"))
            .kind(TextKind::Search)
            .value(wish.text.clone())
            .length_max(120)
            .error(Problem::at(&problems, "text"))
            .key('/'),
        unit: unit_select(&visit, &units, &wish.unit),
        class: choices(&visit, "class", "web-quality-class", Class::ALL, &wish.class, "quality-class"),
        severity: choices(&visit, "severity", "web-quality-severity", Severity::ALL, &wish.severity, "quality-severity"),
        state: states(&visit, &wish),
        rule: rules(&visit, &wish),
        table: table(&visit, &wish, &lines, searched),
    }))
}

fn problems(visit: &Visit, wish: &Wish) -> Vec<Problem> {
    let typed = wish.text.trim();
    let too_wide = !typed.is_empty() && Search::text(typed).is_too_wide();
    too_wide.then(|| Problem::new("text", visit.words.say("register-error-search-too-wide"))).into_iter().collect()
}

/// The cases about the people who are found by a text, and about the households they live in.
fn about(tx: &mut store::Tx<'_>, actor: &access::Actor, text: &str) -> Result<Vec<CaseLine>, Failure> {
    let found = register::search(tx, actor, &Search::text(text))?;
    let mut subjects = Vec::new();
    for hit in &found.hits {
        subjects.push(Subject::Person(hit.person.id));
        subjects.extend(hit.person.household.map(Subject::Household));
    }
    subjects.sort();
    subjects.dedup();
    Ok(quality::cases_about(tx, actor, &subjects)?)
}

fn unit_select(visit: &Visit, units: &[UnitCode], chosen: &str) -> Select {
    units_select(visit, units, chosen)
}

fn choices<T: std::fmt::Display + Copy>(
    visit: &Visit,
    name: &'static str,
    label: &str,
    all: &[T],
    chosen: &str,
    family: &str,
) -> Select {
    let words = &visit.words;
    let choices = all.iter().map(|value| Choice::new(value.to_string(), words.word(family, value)).chosen_if(chosen)).collect();
    Select::new(words, name, words.say(label), choices).blank(words.say("web-all"))
}

/// The states of the view.
fn states(visit: &Visit, wish: &Wish) -> Select {
    let standing = wish.view().standing();
    let states: Vec<State> = State::ALL.iter().copied().filter(|state| state.standing() == standing).collect();
    choices(visit, "state", "web-state", &states, &wish.state, "quality-state")
}

fn rules(visit: &Visit, wish: &Wish) -> Select {
    let words = &visit.words;
    let rules = visit.platform.cleansing.all().iter();
    let choices =
        rules.map(|rule| Choice::new(rule.code.clone(), words.word("quality-rule", &rule.code)).chosen_if(&wish.rule)).collect();
    Select::new(words, "rule", words.say("web-quality-rule"), choices).blank(words.say("web-all"))
}

fn table(visit: &Visit, wish: &Wish, lines: &[CaseLine], searched: bool) -> Table {
    let said = &visit.words;
    let columns = vec![
        Column::new(said.say("web-quality-about")),
        Column::new(said.say("web-quality-wrong")),
        Column::new(said.say("web-quality-severity")),
        Column::new(said.say("web-state")),
        Column::new(said.say("web-address")),
        Column::new(said.say("web-due-at")),
    ];
    let row = |line: &CaseLine| {
        let case = &line.case;
        let birth = line.person.as_ref().map(|person| said.iso_date(&person.birth.to_string()));
        let name = Cell::link(&words::about(visit, line), routes::quality_case(case.id));
        let detail = words::detail(visit, case);
        let wrong = Cell::text(&words::rule(visit, &case.rule));
        Row::new(vec![
            match birth {
                Some(birth) => name.note(birth),
                None => name,
            },
            if detail.is_empty() { wrong } else { wrong.note(detail) },
            Cell::markup(Markup::of(&words::severity(visit, case.severity))),
            Cell::markup(Markup::of(&words::state(visit, case))),
            Cell::text(&words::address(visit, line)),
            Cell::text(&said.day(case.due_at)),
        ])
    };
    let empty = EmptyState::new(said.say("web-quality-none"), said.say("web-quality-none-text"));
    let full = !searched && u32::try_from(lines.len()).is_ok_and(|count| count == ROWS);
    let last = lines.last().filter(|_| full);
    let address = |after: &str| wish.address(routes::quality(), wish.view(), after);
    let next = last.map(|line| address(&format!("{}_{}", line.case.due_at.micros(), line.case.id.get())));
    let first = (!wish.after.is_empty()).then(|| address(""));
    let shown = said.fill("web-quality-shown").put("count", lines.len()).to_string();
    let table = Table::new(said, "cases", said.say("web-place-quality"), columns, empty)
        .rows(lines.iter().map(row).collect())
        .count(shown)
        .keys();
    let table = if searched { table } else { table.export(wish.address(routes::quality_export(), wish.view(), "")) };
    if next.is_some() || first.is_some() { table.pages(Pagination::chained(said, String::new(), first, next)) } else { table }
}
