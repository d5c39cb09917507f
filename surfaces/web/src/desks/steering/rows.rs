//! The dossiers behind a number: codes, offices and days. Names are for those who work on the dossiers.

use access::Role;
use askama::Template;
use axum::extract::Query;
use gate::Failure;
use kernel::UnitCode;
use steering::{DossierLine, Number, Period, RowPlace, Rows};

use super::{dashboard::period_said, wish::Wish};
use crate::{
    components::{Button, Cell, Choice, Column, EmptyState, Icon, Markup, Pagination, Row, Select, Status, Table, Tone},
    desks::{dossier_view, unit_choice},
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

/// Dossiers on a page.
const ROWS: u32 = 50;
/// Who may open a dossier from the list.
const OPENERS: [Role; 3] = [Role::Counter, Role::Register, Role::Approver];

/// A page of dossiers and what it is about.
pub(super) struct Found {
    pub(super) unit: UnitCode,
    pub(super) number: Number,
    pub(super) period: Period,
    pub(super) rows: Rows,
}

pub(super) async fn found(visit: &Visit, wish: &Wish, after: Option<RowPlace>, limit: u32) -> Result<(Frame, Found), Halt> {
    let wish = wish.clone();
    visit
        .read(move |tx, actor| {
            staff(actor)?;
            let (unit, period, number) = (wish.unit(actor)?, wish.period(actor.today())?, wish.number()?);
            let asked = steering::behind(number, &unit, wish.service(), period, actor.today());
            let rows = steering::rows(tx, actor, &asked, after, limit)?;
            Ok::<_, Failure>(Found { unit, number, period, rows })
        })
        .await
}

#[derive(Template)]
#[template(path = "steering/rows.html")]
struct Page {
    page: Shell,
    lead: String,
    back: Button,
    wish: Wish,
    number: Select,
    table: Table,
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let (frame, found) = found(&visit, &wish, wish.after(), ROWS).await?;
    let words = &visit.words;
    let title = words.say(&found.number.message_id());
    let page = visit
        .shell(&frame, title, &routes::steering())
        .crumb(unit_choice::name(&visit, &found.unit), wish.address(routes::steering(), &found.unit))
        .swaps();
    let service = wish
        .service()
        .and_then(|id| visit.platform.services.offered(id, found.period.until()))
        .map(|service| service.definition.name.say(words.language()).to_owned());
    let lead = [
        Some(unit_choice::full_name(&visit, &found.unit)),
        service,
        (!is_now(found.number)).then(|| period_said(words, found.period)),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ");
    let numbers = Number::ALL
        .iter()
        .map(|number| Choice::new(number.as_str(), words.say(&number.message_id())).chosen(*number == found.number));
    let openable = frame.roles.iter().any(|role| OPENERS.contains(role));
    Ok(visit.page(&Page {
        page,
        lead,
        back: Button::link(words.say("web-steering-back"), wish.address(routes::steering(), &found.unit))
            .secondary()
            .icon(Icon::ArrowLeft),
        number: Select::new(words, "number", words.say("web-steering-number"), numbers.collect()),
        table: table(&visit, &wish, &found, openable),
        wish,
    }))
}

/// Whether a number is about this moment rather than a period.
const fn is_now(number: Number) -> bool {
    matches!(number, Number::Open | Number::Overdue)
}

fn table(visit: &Visit, wish: &Wish, found: &Found, openable: bool) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-dossier-code")),
        Column::new(words.say("web-service")),
        Column::new(words.say("web-unit")),
        Column::new(words.say("web-state")),
        Column::new(words.say("web-filed-at")),
        Column::new(words.say("web-due-at")),
        Column::new(words.say("web-steering-decided-at")),
    ];
    let rows = found.rows.lines.iter().map(|line| row(visit, line, openable)).collect();
    let empty = EmptyState::new(words.say("web-steering-rows-none"), words.say("web-steering-rows-none-text"));
    let address = wish.behind(&found.unit, found.number);
    let next = found.rows.next.map(|place| wish.rows_after(&found.unit, found.number, place));
    let first = wish.after().is_some().then(|| address.clone());
    let export = routes::query(wish.address(routes::steering_rows_export(), &found.unit), &[("number", found.number.as_str())]);
    let count = words.fill("web-steering-rows-shown").put("count", found.rows.lines.len()).to_string();
    let table = Table::new(words, "rows", words.say(&found.number.message_id()), columns, empty)
        .rows(rows)
        .count(count)
        .export(export)
        .keys();
    if next.is_some() || first.is_some() { table.pages(Pagination::chained(words, String::new(), first, next)) } else { table }
}

fn row(visit: &Visit, line: &DossierLine, openable: bool) -> Row {
    let words = &visit.words;
    let now = visit.platform.context.now();
    let code = if openable { Cell::link(&line.code, routes::counter_dossier(line.id)) } else { Cell::text(&line.code) };
    let late = line.decided_at.unwrap_or(now) > line.due_at;
    let due = Markup::text(&words.moment(line.due_at));
    let due = if late {
        due.then(&Markup::text(" ")).then(&Markup::of(&Status::tag(Tone::Danger, words.say("web-steering-is-late"))))
    } else {
        due
    };
    Row::new(vec![
        code,
        Cell::text(&dossier_view::service_name(visit, &line.service, line.version))
            .note(words.word("dossiers-channel", &line.channel)),
        Cell::text(&unit_choice::name(visit, &line.unit)),
        Cell::markup(state(visit, line)),
        Cell::text(&words.moment(line.filed_at)),
        Cell::markup(due),
        Cell::text(&line.decided_at.map_or_else(|| "–".to_owned(), |at| words.moment(at))),
    ])
}

/// Where a dossier stands, as on every other desk.
fn state(visit: &Visit, line: &DossierLine) -> Markup {
    let outcome = line.outcome.as_deref().and_then(|word| word.parse().ok());
    line.state
        .parse()
        .map_or_else(|_| Markup::text(&line.state), |state| Markup::of(&dossier_view::status(&visit.words, state, outcome)))
}
