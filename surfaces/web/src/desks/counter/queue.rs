//! The work list of an office: the most urgent first, by state, service, name or code.

use askama::Template;
use axum::extract::Query;
use dossiers::{Queue, QueueCount, QueuePage, QueuePlace, QueueRow, State};
use gate::Failure;
use kernel::{DossierId, Instant};
use serde::Deserialize;

use crate::{
    components::{
        Button, Cell, Checkbox, Choice, Column, EmptyState, Icon, Markup, Pagination, Row, Select, Status, Tab, Table, Tabs,
        TextInput, TextKind, Tone,
    },
    desks::dossier_view::{service_name, status},
    routes,
    shell::Shell,
    visit::{Answer, Visit, file, staff},
};

/// Dossiers on a page.
const ROWS: u32 = 25;
/// The longest list that is handed out as a file.
const EXPORT_ROWS_MAX: usize = 5_000;
/// The states an office works on, in the order of its tabs.
const STATES: [State; 5] = [State::New, State::Received, State::Processing, State::Supplement, State::Processed];
/// The states in which nothing happens any more: together the last tab, one of them at a time.
const CLOSED: [State; 4] = [State::Returned, State::NotReceived, State::Withdrawn, State::Stopped];

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Wish {
    #[serde(default = "first_state")]
    state: State,
    #[serde(default)]
    service: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    late: String,
    #[serde(default)]
    after: String,
}

const fn first_state() -> State {
    State::New
}

impl Wish {
    fn queue(&self, rows: u32) -> Queue {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Queue {
            service: given(&self.service),
            text: given(&self.text),
            late: !self.late.is_empty() && !self.state.is_closed(),
            after: place(&self.after),
            ..Queue::of(self.state, rows)
        }
    }

    fn address(&self, path: String, state: State, after: &str) -> String {
        routes::query(
            path,
            &[
                ("state", state.as_str()),
                ("service", &self.service),
                ("text", &self.text),
                ("late", &self.late),
                ("after", after),
            ],
        )
    }
}

/// A place in the list as it stands in an address: microseconds and id.
fn place(text: &str) -> Option<QueuePlace> {
    let (due, id) = text.split_once('_')?;
    Some(QueuePlace { due_at: Instant::from_micros(due.parse().ok()?), id: DossierId::from_raw(id.parse().ok()?) })
}

fn written(place: QueuePlace) -> String {
    format!("{}_{}", place.due_at.micros(), place.id.get())
}

#[derive(Template)]
#[template(path = "counter/queue.html")]
struct Page {
    page: Shell,
    file_new: Button,
    lead: String,
    tabs: Tabs,
    state: Markup,
    search: TextInput,
    services: Select,
    late: Option<Checkbox>,
    table: Table,
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let queue = wish.queue(ROWS);
    let (frame, (counts, found)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let counts = dossiers::queue_counts(tx, actor, None)?;
            Ok::<_, Failure>((counts, dossiers::queue(tx, actor, &queue)?))
        })
        .await?;
    let words = &visit.words;
    let services = visit.platform.services.offered_on(visit.platform.context.now().date_in_vietnam());
    let services = services
        .iter()
        .map(|service| Choice::new(service.id(), service.definition.name.say(words.language())).chosen_if(&wish.service))
        .collect();
    let page = visit.shell(&frame, words.say(title(&wish)), &routes::counter()).swaps();
    Ok(visit.page(&Page {
        page,
        file_new: Button::link(words.say("web-counter-new"), routes::counter_new()).icon(Icon::Plus).key('n'),
        lead: words.say(if wish.state.is_closed() { "web-counter-closed-lead" } else { "web-counter-lead" }),
        tabs: tabs(&visit, &wish, &counts),
        state: state(&visit, wish.state),
        search: TextInput::new(words, "text", words.say("web-counter-search"))
            .kind(TextKind::Search)
            .value(wish.text.clone())
            .key('/'),
        services: Select::new(words, "service", words.say("web-service"), services).blank(words.say("web-all")),
        // What is closed is owed to nobody, so it is not late.
        late: (!wish.state.is_closed())
            .then(|| Checkbox::new(words, "late", words.say("web-counter-late")).checked(!wish.late.is_empty())),
        table: table(&visit, &wish, &found),
    }))
}

/// What the list is called: closed dossiers wait for nobody.
fn title(wish: &Wish) -> &'static str {
    if wish.state.is_closed() { "web-counter-closed-title" } else { "web-counter-title" }
}

fn tabs(visit: &Visit, wish: &Wish, counts: &[QueueCount]) -> Tabs {
    let tab = |state: &State| Tab {
        label: visit.words.word("web-dossier-state", state),
        href: wish.address(routes::counter(), *state, ""),
        count: counts.iter().find(|count| count.state == *state).map(|count| i64::from(count.count)),
        current: wish.state == *state,
    };
    let closed = Tab {
        label: visit.words.say("web-counter-closed"),
        href: Wish { late: String::new(), ..wish.clone() }.address(routes::counter(), CLOSED[0], ""),
        count: None,
        current: wish.state.is_closed(),
    };
    Tabs::new(visit.words.say("web-state"), STATES.iter().map(tab).chain([closed]).collect())
}

/// What the search keeps of the tab; among what is closed, how it ended is chosen.
fn state(visit: &Visit, state: State) -> Markup {
    #[derive(Template)]
    #[template(source = "<input type=\"hidden\" name=\"state\" value=\"{{ state }}\">", ext = "html")]
    struct Kept {
        state: State,
    }
    if !state.is_closed() {
        return Markup::of(&Kept { state });
    }
    let words = &visit.words;
    let ends = CLOSED.map(|end| Choice::new(end.as_str(), words.word("web-dossier-state", end)).chosen_if(state.as_str()));
    Markup::of(&Select::new(words, "state", words.say("web-state"), ends.into()))
}

fn table(visit: &Visit, wish: &Wish, found: &QueuePage) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-dossier-code")),
        Column::new(words.say("web-applicant")),
        Column::new(words.say("web-service")),
        Column::new(words.say("web-state")),
        Column::new(words.say("web-filed-at")),
        Column::new(words.say("web-due-at")),
    ];
    let rows = found.rows.iter().map(|row| line(visit, row)).collect();
    let empty = EmptyState::new(words.say("web-counter-none"), words.say("web-counter-none-text"));
    let next = found.next.map(|place| wish.address(routes::counter(), wish.state, &written(place)));
    let first = (!wish.after.is_empty()).then(|| wish.address(routes::counter(), wish.state, ""));
    let shown = words.fill("web-counter-shown").put("count", found.rows.len()).to_string();
    let table = Table::new(words, "queue", words.say(title(wish)), columns, empty)
        .rows(rows)
        .count(shown)
        .keys()
        .export(wish.address(routes::counter_export(), wish.state, ""));
    if next.is_some() || first.is_some() { table.pages(Pagination::chained(words, String::new(), first, next)) } else { table }
}

fn line(visit: &Visit, row: &QueueRow) -> Row {
    let words = &visit.words;
    let now = visit.platform.context.now();
    let channel = words.word("web-channel", row.channel);
    let mut state = Markup::of(&status(words, row.state, None));
    if row.consent == dossiers::Consent::Pending {
        state =
            state.then(&Markup::text(" ")).then(&Markup::of(&Status::tag(Tone::Gold, words.say("web-counter-consent-awaited"))));
    }
    let due = Markup::text(&words.moment(row.due_at));
    let due = if row.is_late(now) {
        due.then(&Markup::text(" ")).then(&Markup::of(&Status::new(Tone::Danger, words.say("web-counter-is-late"))))
    } else {
        due
    };
    Row::new(vec![
        Cell::link(&row.code, routes::counter_dossier(row.id)),
        Cell::text(&row.applicant_name),
        Cell::text(&service_name(visit, &row.service, row.version)).note(channel),
        Cell::markup(state),
        Cell::text(&words.moment(row.filed_at)),
        Cell::markup(due),
    ])
}

/// The whole list as CSV, with the mark that lets spreadsheets see it is UTF-8.
pub(crate) async fn export(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let mut rows: Vec<QueueRow> = Vec::new();
    let mut after = None;
    loop {
        let mut queue = wish.queue(dossiers::QUEUE_ROWS_MAX);
        queue.after = after;
        let (_, found) = visit
            .write(move |tx, actor| {
                staff(actor)?;
                Ok::<_, Failure>(dossiers::queue(tx, actor, &queue)?)
            })
            .await?;
        rows.extend(found.rows);
        after = found.next;
        if after.is_none() || rows.len() >= EXPORT_ROWS_MAX {
            break;
        }
    }
    let words = &visit.words;
    let head = [
        "web-dossier-code",
        "web-applicant",
        "web-service",
        "web-state",
        "web-channel",
        "web-filed-at",
        "web-due-at",
        "web-unit",
    ]
    .map(|id| words.say(id));
    let mut text = String::from("\u{feff}");
    crate::csv::line(&mut text, head.iter().map(String::as_str));
    for row in &rows {
        let cells = [
            row.code.clone(),
            row.applicant_name.clone(),
            service_name(&visit, &row.service, row.version),
            words.word("web-dossier-state", row.state),
            words.word("web-channel", row.channel),
            words.moment(row.filed_at),
            words.moment(row.due_at),
            visit.platform.places.full_name(&row.unit),
        ];
        crate::csv::line(&mut text, cells.iter().map(String::as_str));
    }
    Ok(file(text.into_bytes(), "text/csv; charset=utf-8", "onedoor-queue.csv", false))
}
