//! The dashboard and its rows as CSV, for whoever counts on.

use axum::extract::Query;
use steering::Share;

use super::{
    dashboard::board,
    ranking::{Order, ordered},
    rows::found,
    wish::Wish,
};
use crate::{
    desks::{dossier_view::service_name, unit_choice},
    visit::{Answer, Visit, file},
};

/// The longest list that is handed out as a file.
const EXPORT_ROWS_MAX: usize = 20_000;
const MEDIA_TYPE: &str = "text/csv; charset=utf-8";

/// The unit and those right under it, a line each.
pub(crate) async fn dashboard(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let (_, board) = board(&visit, &wish).await?;
    let words = &visit.words;
    let head = [
        "web-unit",
        "web-unit-code",
        "web-steering-rank",
        "steering-indicator-punctuality",
        "web-steering-light-column",
        "steering-figure-filed",
        "steering-figure-filed-online",
        "steering-figure-received",
        "steering-figure-resolved",
        "steering-figure-punctual",
        "steering-figure-late",
        "steering-figure-open",
        "steering-figure-overdue",
    ];
    let mut text = String::from("\u{feff}");
    let head: Vec<String> = head.iter().map(|id| words.say(id)).collect();
    crate::csv::line(&mut text, head.iter().map(String::as_str));
    let whole = steering::ChildRow {
        unit: board.overview.unit.clone(),
        figures: board.overview.figures,
        rank: None,
        light: board.overview.light,
    };
    for row in std::iter::once(whole).chain(ordered(&visit, &board.overview, Order::Rank)) {
        let figures = &row.figures;
        // Spreadsheets of this country take a comma, others a dot: thousandths as a whole number suit both.
        let punctual = figures.punctuality().map(|share: Share| share.permille().to_string()).unwrap_or_default();
        let named = [
            unit_choice::name(&visit, &row.unit),
            row.unit.to_string(),
            row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
            punctual,
            words.say(row.light.message_id()),
        ];
        let numbers = [
            figures.filed,
            figures.filed_online,
            figures.received,
            figures.resolved(),
            figures.early + figures.on_time,
            figures.late,
            figures.open,
            figures.overdue,
        ];
        let numbers = numbers.map(|number| number.to_string());
        crate::csv::line(&mut text, named.iter().chain(&numbers).map(String::as_str));
    }
    Ok(file(text.into_bytes(), MEDIA_TYPE, "onedoor-steering.csv", false))
}

/// The dossiers behind a number.
pub(crate) async fn rows(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let words = &visit.words;
    let head = [
        "web-dossier-code",
        "web-service",
        "web-channel",
        "web-unit",
        "web-unit-code",
        "web-state",
        "web-filed-at",
        "web-due-at",
        "web-steering-decided-at",
    ]
    .map(|id| words.say(id));
    let mut text = String::from("\u{feff}");
    crate::csv::line(&mut text, head.iter().map(String::as_str));
    let (mut after, mut count) = (None, 0);
    loop {
        let (_, found) = found(&visit, &wish, after, steering::ROWS_MAX).await?;
        for line in &found.rows.lines {
            let cells = [
                line.code.clone(),
                service_name(&visit, &line.service, line.version),
                words.word("dossiers-channel", &line.channel),
                unit_choice::full_name(&visit, &line.unit),
                line.unit.to_string(),
                words.word("web-dossier-state", &line.state),
                words.moment(line.filed_at),
                words.moment(line.due_at),
                line.decided_at.map(|at| words.moment(at)).unwrap_or_default(),
            ];
            crate::csv::line(&mut text, cells.iter().map(String::as_str));
        }
        count += found.rows.lines.len();
        after = found.rows.next;
        if after.is_none() || count >= EXPORT_ROWS_MAX {
            return Ok(file(text.into_bytes(), MEDIA_TYPE, "onedoor-dossiers.csv", false));
        }
    }
}
