//! Background work: what waits, and what was given up and needs a person.

use access::Resource;
use askama::Template;
use axum::extract::{Path, Query};
use gate::Failure;
use serde::Deserialize;
use store::JobRow;

use crate::{
    components::{Button, Cell, Column, EmptyState, Icon, Markup, Pagination, Row, Status, Tab, Table, Tabs, Tone},
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Visit, staff},
    words::Words,
};

/// Jobs on a page.
const ROWS: u32 = 50;
/// So many letters are tried again by one press.
const RETRIED_MAX: u32 = 500;
/// Stands for every dead letter in the address that tries one again.
const EVERY: &str = "all";

#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    dead: String,
    #[serde(default)]
    after: i64,
}

impl Wish {
    fn dead(&self) -> bool {
        !self.dead.is_empty()
    }
}

#[derive(Template)]
#[template(path = "admin/jobs.html")]
struct Page {
    page: Shell,
    tabs: Tabs,
    retry_all: Option<(String, Button)>,
    table: Table,
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let (dead, after) = (wish.dead(), wish.after);
    let (frame, (jobs, counts)) = visit
        .read(move |tx, actor| {
            staff(actor)?;
            actor.authorize("admin.jobs", &Resource::new("job"))?;
            let counts = (store::jobs::count(tx, false)?, store::jobs::count(tx, true)?);
            Ok::<_, Failure>((store::jobs::list(tx, dead, after, ROWS)?, counts))
        })
        .await?;
    let words = &visit.words;
    let page = visit
        .shell(&frame, words.say("web-place-admin-jobs"), &routes::admin_jobs())
        .crumb(words.say("web-place-admin"), routes::admin());
    let retry_all = (dead && !jobs.is_empty()).then(|| {
        (routes::admin_job_retry(EVERY), Button::submit(words.say("web-admin-jobs-retry-all")).secondary().icon(Icon::Refresh))
    });
    Ok(visit.page(&Page { page, tabs: tabs(words, dead, counts), retry_all, table: table(&visit, &wish, &jobs) }))
}

fn tabs(words: &Words, dead: bool, (waiting, given_up): (i64, i64)) -> Tabs {
    let tab = |id: &str, of_dead: bool, count: i64| Tab {
        label: words.say(id),
        href: address(of_dead, 0),
        count: Some(count),
        current: dead == of_dead,
    };
    Tabs::new(
        words.say("web-place-admin-jobs"),
        vec![tab("web-admin-jobs-waiting", false, waiting), tab("web-admin-jobs-dead", true, given_up)],
    )
}

fn address(dead: bool, after: i64) -> String {
    let after = if after > 0 { after.to_string() } else { String::new() };
    routes::query(routes::admin_jobs(), &[("dead", if dead { "yes" } else { "" }), ("after", &after)])
}

fn table(visit: &Visit, wish: &Wish, jobs: &[JobRow]) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-admin-jobs-kind")),
        Column::new(words.say("web-state")),
        Column::new(words.say(if wish.dead() { "web-admin-jobs-last" } else { "web-admin-jobs-due" })),
        Column::number(words.say("web-admin-jobs-attempts")),
        Column::new(words.say("web-admin-jobs-error")),
    ];
    let rows = jobs.iter().map(|job| line(visit, job)).collect();
    let empty = if wish.dead() {
        EmptyState::new(words.say("web-admin-jobs-none-dead"), words.say("web-admin-jobs-none-dead-text"))
    } else {
        EmptyState::new(words.say("web-admin-jobs-none"), words.say("web-admin-jobs-none-text"))
    };
    let full = u32::try_from(jobs.len()).is_ok_and(|count| count == ROWS);
    let next = jobs.last().filter(|_| full).map(|job| address(wish.dead(), job.seq));
    let first = (wish.after > 0).then(|| address(wish.dead(), 0));
    let table = Table::new(words, "jobs", words.say("web-place-admin-jobs"), columns, empty).rows(rows).keys();
    if next.is_some() || first.is_some() { table.pages(Pagination::chained(words, String::new(), first, next)) } else { table }
}

fn line(visit: &Visit, job: &JobRow) -> Row {
    let words = &visit.words;
    let state = if job.dead {
        Markup::of(&Retry {
            action: routes::admin_job_retry(job.seq),
            button: Button::submit(words.say("web-admin-jobs-retry")).secondary().small(),
        })
    } else if job.attempts > 0 {
        Markup::of(&Status::new(Tone::Warning, words.say("web-admin-jobs-again")))
    } else {
        Markup::of(&Status::new(Tone::Info, words.say("web-admin-jobs-new")))
    };
    Row::new(vec![
        Cell::text(&kind(visit, &job.kind))
            .note(words.fill("web-admin-jobs-number").put("number", job.seq.to_string()).to_string()),
        Cell::markup(state),
        Cell::text(&words.moment(job.run_at)),
        Cell::text(&words.number(job.attempts)),
        Cell::text(job.last_error.as_deref().unwrap_or("–")),
    ])
}

#[derive(Template)]
#[template(source = "<form method=\"post\" action=\"{{ action }}\">{{ button }}</form>", ext = "html")]
struct Retry {
    action: String,
    button: Button,
}

/// What a kind of job is called; the kind itself where it has no name.
pub(crate) fn kind(visit: &Visit, kind: &str) -> String {
    let id = format!("web-admin-job-{}", kind.replace(['.', '_'], "-"));
    if visit.words.has(&id) { visit.words.say(&id) } else { kind.to_owned() }
}

/// Gives a dead letter another life, or all of them.
pub(crate) async fn retry(visit: Visit, Path(job): Path<String>) -> Answer {
    let number: Option<i64> = job.parse().ok();
    if number.is_none() && job != EVERY {
        return Err(Failure::not_found().into());
    }
    visit
        .write(move |tx, actor| {
            staff(actor)?;
            actor.authorize("admin.jobs", &Resource::new("job"))?;
            let Some(number) = number else {
                for letter in store::jobs::list(tx, true, 0, RETRIED_MAX)? {
                    store::jobs::revive(tx, letter.seq, actor.now())?;
                }
                return Ok(());
            };
            if store::jobs::revive(tx, number, actor.now())? { Ok(()) } else { Err(Failure::not_found()) }
        })
        .await?;
    Ok(visit.go(&address(true, 0), Some(Done::JobRetried)))
}
