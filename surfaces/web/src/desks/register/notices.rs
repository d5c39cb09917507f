//! Notices of a change between units: what waits for an answer here, what was sent to others, and one notice with its life.

use std::collections::HashMap;

use accounts::Holder;
use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::{ErrorKind, Instant, StaffId};
use register::{
    Confirm, Notice, NoticeBox, NoticeCounts, NoticeFilter, NoticeId, NoticeKind, NoticeLine, NoticeOpened, NoticeState,
    NoticeStep,
};
use serde::Deserialize;
use store::ReadTx;

use super::UPKEEP;
use crate::{
    components::{
        Button, Cell, Column, EmptyState, ErrorSummary, Event, EventState, Icon, Markup, Note, Pagination, Problem, Row, Status,
        SummaryList, SummaryRow, Tab, Table, Tabs, TextArea, Timeline, Tone,
    },
    desks::unit_choice,
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

/// Notices on a page.
const ROWS: u32 = 25;

kernel::text_enum! {
    /// The views of the list.
    pub(crate) enum View {
        /// To be answered.
        Waiting = "waiting",
        /// To be answered, and late.
        Overdue = "overdue",
        /// Answered here.
        Answered = "answered",
        /// Sent, and not answered yet.
        Sent = "sent",
        /// Sent, and given back.
        Returned = "returned",
        /// Sent, and taken over.
        Settled = "settled",
    }
}

impl View {
    fn filter(self, after: Option<(Instant, NoticeId)>) -> NoticeFilter {
        let (side, state) = match self {
            Self::Waiting | Self::Overdue => (NoticeBox::In, NoticeState::Open),
            Self::Answered => (NoticeBox::In, NoticeState::Confirmed),
            Self::Sent => (NoticeBox::Out, NoticeState::Open),
            Self::Returned => (NoticeBox::Out, NoticeState::Returned),
            Self::Settled => (NoticeBox::Out, NoticeState::Confirmed),
        };
        NoticeFilter { side, state, overdue: self == Self::Overdue, after, rows: ROWS }
    }

    fn count(self, counts: &NoticeCounts) -> Option<i64> {
        match self {
            Self::Waiting => Some(counts.waiting),
            Self::Overdue => Some(counts.overdue),
            Self::Sent => Some(counts.sent),
            Self::Returned => Some(counts.returned),
            Self::Answered | Self::Settled => None,
        }
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    view: String,
    #[serde(default)]
    after: String,
}

impl Wish {
    fn view(&self) -> View {
        self.view.parse().unwrap_or(View::Waiting)
    }
}

fn address(view: View, after: &str) -> String {
    let view = if view == View::Waiting { "" } else { view.as_str() };
    routes::query(routes::register_notices(), &[("view", view), ("after", after)])
}

/// A place in the list as it stands in an address: microseconds and id.
fn place(text: &str) -> Option<(Instant, NoticeId)> {
    let (due, id) = text.split_once('_')?;
    Some((Instant::from_micros(due.parse().ok()?), NoticeId::from_raw(id.parse().ok()?)))
}

#[derive(Template)]
#[template(path = "register/notices.html")]
struct ListPage {
    page: Shell,
    make: Button,
    tabs: Tabs,
    table: Table,
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let filter = wish.view().filter(place(&wish.after));
    let (frame, (lines, counts)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let lines = register::notices(tx, actor, &filter)?;
            Ok::<_, Failure>((lines, register::notice_counts(tx, actor)?))
        })
        .await?;
    let words = &visit.words;
    let tab = |view: &View| Tab {
        label: words.word("web-notice-view", view),
        href: address(*view, ""),
        count: view.count(&counts),
        current: wish.view() == *view,
    };
    Ok(visit.page(&ListPage {
        page: visit.shell(&frame, words.say("web-place-notices"), &routes::register_notices()),
        make: Button::link(words.say("web-notice-new"), routes::register_notice_new()).icon(Icon::Plus).key('n'),
        tabs: Tabs::new(words.say("web-notice-views"), View::ALL.iter().map(tab).collect()),
        table: table(&visit, &wish, &lines),
    }))
}

fn table(visit: &Visit, wish: &Wish, lines: &[NoticeLine]) -> Table {
    let words = &visit.words;
    let view = wish.view();
    let inward = view.filter(None).side == NoticeBox::In;
    let columns = vec![
        Column::new(words.say("web-notice-person")),
        Column::new(words.say("web-notice-kind")),
        Column::new(words.say(if inward { "web-notice-from" } else { "web-notice-to" })),
        Column::new(words.say("web-request-asked-at")),
        Column::new(words.say("web-due-at")),
        Column::new(words.say("web-state")),
    ];
    let row = |line: &NoticeLine| {
        let notice = &line.notice;
        let name = line.person.as_ref().map_or_else(|| "–".to_owned(), |person| person.name.full().to_owned());
        let unit = match (&notice.from, inward) {
            (Some(from), true) => unit_choice::full_name(visit, from),
            (None, true) => words.say("web-notice-from-citizen"),
            (_, false) => unit_choice::full_name(visit, &notice.to),
        };
        Row::new(vec![
            Cell::link(&name, routes::register_notice(notice.id)),
            Cell::text(&words.word("web-notice", notice.kind)),
            Cell::text(&unit),
            Cell::text(&words.moment(notice.made_at)),
            Cell::text(&words.moment(notice.due_at)),
            Cell::markup(Markup::of(&state(visit, notice))),
        ])
    };
    let empty = EmptyState::new(words.say("web-notice-none"), words.say("web-notice-none-text"));
    let full = u32::try_from(lines.len()).is_ok_and(|count| count == ROWS);
    let last = lines.last().filter(|_| full);
    let next = last.map(|line| address(view, &format!("{}_{}", line.notice.due_at.micros(), line.notice.id.get())));
    let first = (!wish.after.is_empty()).then(|| address(view, ""));
    let table =
        Table::new(words, "notices", words.say("web-place-notices"), columns, empty).rows(lines.iter().map(row).collect()).keys();
    if next.is_some() || first.is_some() { table.pages(Pagination::chained(words, String::new(), first, next)) } else { table }
}

/// Where a notice stands; an answer that is late is marked.
pub(crate) fn state(visit: &Visit, notice: &Notice) -> Status {
    let words = &visit.words;
    if notice.is_overdue(visit.platform.context.now()) {
        return Status::new(Tone::Danger, words.say("web-notice-overdue"));
    }
    let tone = match notice.state {
        NoticeState::Open => Tone::Warning,
        NoticeState::Confirmed => Tone::Success,
        NoticeState::Returned => Tone::Danger,
        NoticeState::Withdrawn => Tone::Neutral,
    };
    Status::new(tone, words.word("web-notice-state", notice.state))
}

/// A form of the page.
struct ActForm {
    title: String,
    action: String,
    lead: String,
    said: Option<TextArea>,
    send: Button,
}

#[derive(Template)]
#[template(path = "register/notice.html")]
struct OnePage {
    page: Shell,
    state: Status,
    errors: Option<ErrorSummary>,
    facts: SummaryList,
    note: Option<Note>,
    life: Timeline,
    acts: Vec<ActForm>,
}

type Opened = (NoticeOpened, HashMap<String, String>);

async fn opened(visit: &Visit, id: NoticeId) -> Result<(Frame, Opened), crate::halt::Halt> {
    visit
        .write(move |tx, actor| {
            staff(actor)?;
            let opened = register::notice(tx, actor, id)?.ok_or_else(Failure::not_found)?;
            let names = names(tx, &opened.steps)?;
            Ok::<_, Failure>((opened, names))
        })
        .await
}

/// The names of officials in a life.
fn names(tx: &mut ReadTx<'_>, steps: &[NoticeStep]) -> Result<HashMap<String, String>, Failure> {
    let mut names = HashMap::new();
    for step in steps {
        if let Ok(official) = step.by.parse::<StaffId>()
            && let Some(name) = accounts::display_name(tx, Holder::Staff(official))?
        {
            names.insert(step.by.clone(), name);
        }
    }
    Ok(names)
}

pub(crate) async fn one(visit: Visit, Path(id): Path<NoticeId>) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let (frame, (opened, names)) = opened(&visit, id).await?;
    Ok(visit.page(&build(&visit, &frame, &opened, &names, &[])))
}

fn build(visit: &Visit, frame: &Frame, opened: &NoticeOpened, names: &HashMap<String, String>, problems: &[Problem]) -> OnePage {
    let words = &visit.words;
    let notice = &opened.line.notice;
    let answers = super::keeps_register(frame) && opened.side == NoticeBox::In;
    let note = (notice.state == NoticeState::Open && answers).then(|| correction(visit, notice)).flatten();
    OnePage {
        page: visit
            .shell(frame, words.word("web-notice", notice.kind), &routes::register_notices())
            .crumb(words.say("web-place-notices"), routes::register_notices()),
        state: state(visit, notice),
        errors: ErrorSummary::of(words, problems),
        facts: facts(visit, opened),
        note,
        life: Timeline::new(opened.steps.iter().map(|step| event(visit, step, names)).collect()),
        acts: acts(visit, opened, answers, problems),
    }
}

/// The way to the correction that settles the notice in the same act.
fn correction(visit: &Visit, notice: &Notice) -> Option<Note> {
    let words = &visit.words;
    let group = match (notice.kind, notice.fact.as_deref()) {
        (NoticeKind::Contact, _) | (_, Some("phone" | "email" | "current_place")) => "contact",
        (NoticeKind::Married, _) | (_, Some("marital")) => "civil",
        (_, Some("old_number")) => "old-numbers",
        (_, Some("birth_place" | "birth_registered_at" | "origin" | "ethnicity" | "religion" | "nationality")) => "origin",
        (_, Some("name" | "other_names" | "sex" | "birth" | "number")) => "identity",
        (_, Some("blood_group")) => "health",
        _ => return None,
    };
    let href = routes::query(
        routes::register_correct(notice.person),
        &[("purpose", UPKEEP), ("group", group), ("notice", &notice.id.to_string())],
    );
    let correct = Button::link(words.say("web-notice-correct"), href).secondary().icon(Icon::Pen);
    Some(Note::new(Tone::Info, words.say("web-notice-correct-lead")).action(correct))
}

fn facts(visit: &Visit, opened: &NoticeOpened) -> SummaryList {
    let words = &visit.words;
    let notice = &opened.line.notice;
    let mut rows = Vec::new();
    if let Some(person) = &opened.line.person {
        let row = if opened.side == NoticeBox::In {
            let open = routes::query(routes::register_person(person.id), &[("purpose", UPKEEP)]);
            let link = Button::link(person.name.full(), open).quiet().small().icon(Icon::Person);
            SummaryRow::markup(words.say("web-notice-person"), Markup::of(&link))
        } else {
            SummaryRow::new(words.say("web-notice-person"), person.name.full())
        };
        rows.push(row.note(words.iso_date(&person.birth.to_string())));
    }
    if let Some(fact) = &notice.fact {
        rows.push(SummaryRow::new(words.say("web-report-fact"), &words.word("web-fact", fact)));
    }
    rows.push(SummaryRow::new(words.say("web-notice-said"), &notice.said));
    if let Some(day) = notice.happened_on {
        rows.push(SummaryRow::new(words.say("web-notice-happened-on"), &words.iso_date(&day.to_string())));
    }
    if let Some(evidence) = &notice.evidence {
        rows.push(SummaryRow::new(words.say("web-register-evidence"), evidence));
    }
    let from = match &notice.from {
        Some(from) => unit_choice::full_name(visit, from),
        None => words.say("web-notice-from-citizen"),
    };
    rows.push(SummaryRow::new(words.say("web-notice-from"), &from));
    rows.push(SummaryRow::new(words.say("web-notice-to"), &unit_choice::full_name(visit, &notice.to)));
    rows.push(SummaryRow::new(words.say("web-due-at"), &words.moment(notice.due_at)));
    SummaryList::new(rows)
}

/// A step as it reads, with the official's name where one is known.
pub(crate) fn event(visit: &Visit, step: &NoticeStep, names: &HashMap<String, String>) -> Event {
    let words = &visit.words;
    let who = names.get(&step.by).cloned().unwrap_or_else(|| words.say("web-notice-from-citizen"));
    let office = step.office.as_ref().map(|unit| unit_choice::full_name(visit, unit)).unwrap_or_default();
    let mut rows = vec![SummaryRow::new(words.say("web-who"), &who).note(office)];
    if let Some(said) = &step.said {
        rows.push(SummaryRow::new(words.say("web-request-remark"), said));
    }
    Event {
        state: EventState::Done,
        title: words.word("web-notice-step", step.what),
        when: words.moment(step.at),
        body: Markup::of(&SummaryList::new(rows)),
    }
}

kernel::text_enum! {
    /// What can be done with a notice.
    pub(crate) enum Act {
        /// It is taken over.
        Confirm = "confirm",
        /// It is given back.
        Return = "return",
        /// It is sent once more.
        Resend = "resend",
        /// It is taken back.
        Withdraw = "withdraw",
    }
}

fn acts(visit: &Visit, opened: &NoticeOpened, answers: bool, problems: &[Problem]) -> Vec<ActForm> {
    let words = &visit.words;
    let notice = &opened.line.notice;
    let said = |name: &str| TextArea::new(words, name, words.say("web-request-remark")).rows(3).length_max(2_000);
    let form = |act: Act, said: Option<TextArea>, send: Button| ActForm {
        title: words.word("web-notice-act", act),
        action: routes::register_notice_act(notice.id, act),
        lead: words.word("web-notice-lead", act),
        said,
        send,
    };
    let button = |act: Act| Button::submit(words.word("web-notice-do", act));
    match (notice.state, opened.side) {
        (NoticeState::Open, NoticeBox::In) if answers => vec![
            form(Act::Confirm, Some(said("said").optional()), button(Act::Confirm).icon(Icon::Check)),
            form(Act::Return, Some(said("reason").error(Problem::at(problems, "reason"))), button(Act::Return).danger()),
        ],
        (NoticeState::Open, NoticeBox::Out) => vec![form(Act::Withdraw, None, button(Act::Withdraw).secondary())],
        (NoticeState::Returned, NoticeBox::Out) => {
            vec![form(Act::Resend, Some(said("more").error(Problem::at(problems, "more"))), button(Act::Resend))]
        }
        _ => Vec::new(),
    }
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    said: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    more: String,
}

pub(crate) async fn act(visit: Visit, Path((id, act)): Path<(NoticeId, Act)>, Form(typed): Form<Typed>) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let pack = std::sync::Arc::clone(&visit.platform.pack);
    let outcome = visit
        .write(move |tx, actor| {
            staff(actor)?;
            match act {
                Act::Confirm => {
                    let confirm = Confirm { said: Some(typed.said.clone()), correction: None };
                    register::confirm_notice(tx, actor, id, &confirm).map(drop)
                }
                Act::Return => register::return_notice(tx, actor, id, &typed.reason),
                Act::Resend => register::resend_notice(tx, actor, &pack, id, &typed.more),
                Act::Withdraw => register::withdraw_notice(tx, actor, id),
            }
            .map_err(Failure::from)
        })
        .await;
    let done = match act {
        Act::Confirm => Done::NoticeConfirmed,
        Act::Return => Done::NoticeReturned,
        Act::Resend => Done::NoticeMade,
        Act::Withdraw => Done::NoticeWithdrawn,
    };
    match outcome {
        Ok(_) => Ok(visit.go(&routes::register_notice(id), Some(done))),
        Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
            let field = match act {
                Act::Return => "reason",
                Act::Resend => "more",
                Act::Confirm | Act::Withdraw => "",
            };
            let problems = [Problem::new(field, halt.0.say(&visit.platform.words, visit.words.language()))];
            let (frame, (opened, names)) = opened(&visit, id).await?;
            Ok(visit.rejected(&build(&visit, &frame, &opened, &names, &problems)))
        }
        Err(halt) => Err(halt),
    }
}
