//! The list as CSV. Everybody in it gets an access entry, a page at a time.

use axum::extract::Query;
use gate::Failure;
use quality::{CaseLine, PAGE_ROWS_MAX};

use super::{CLEANSING, list::Wish, words};
use crate::visit::{Answer, Visit, file, staff};

/// The longest list that is handed out as a file.
const EXPORT_ROWS_MAX: usize = 5_000;

pub(crate) async fn cases(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let visit = visit.purpose(CLEANSING);
    let mut lines: Vec<CaseLine> = Vec::new();
    let mut after = None;
    loop {
        let mut filter = wish.filter(PAGE_ROWS_MAX);
        filter.after = after;
        let (_, page) = visit
            .write(move |tx, actor| {
                staff(actor)?;
                Ok::<_, Failure>(quality::cases(tx, actor, &filter)?)
            })
            .await?;
        after = page.last().map(|line| (line.case.due_at, line.case.id));
        let full = u32::try_from(page.len()).is_ok_and(|count| count == PAGE_ROWS_MAX);
        lines.extend(page);
        if !full || lines.len() >= EXPORT_ROWS_MAX {
            break;
        }
    }
    Ok(file(written(&visit, &lines).into_bytes(), "text/csv; charset=utf-8", "onedoor-quality.csv", false))
}

/// The lines, with the mark that lets spreadsheets see it is UTF-8.
fn written(visit: &Visit, lines: &[CaseLine]) -> String {
    let said = &visit.words;
    let head = [
        "web-quality-about",
        "web-birth-date",
        "web-quality-class",
        "web-quality-wrong",
        "web-quality-detail",
        "web-quality-severity",
        "web-state",
        "web-address",
        "web-quality-found-at",
        "web-due-at",
    ]
    .map(|id| said.say(id));
    let mut text = String::from("\u{feff}");
    crate::csv::line(&mut text, head.iter().map(String::as_str));
    for line in lines {
        let case = &line.case;
        let birth = line.person.as_ref().map(|person| said.iso_date(&person.birth.to_string())).unwrap_or_default();
        let cells = [
            words::about(visit, line),
            birth,
            case.class.to_string(),
            words::rule(visit, &case.rule),
            words::detail(visit, case),
            said.word("quality-severity", case.severity),
            said.word("quality-state", case.state),
            words::address(visit, line),
            said.day(case.found_at),
            said.day(case.due_at),
        ];
        crate::csv::line(&mut text, cells.iter().map(String::as_str));
    }
    text
}
