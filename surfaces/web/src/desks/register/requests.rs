//! To approve: what one officer asked for and another decides. Who asked sees it too, and may take it back.

use std::collections::HashMap;

use accounts::Holder;
use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::{ErrorKind, StaffId};
use register::{Asked, NumberReplacement, RequestFilter, RequestId, RequestKind, RequestLine, RequestState};
use serde::Deserialize;
use store::ReadTx;

use super::UPKEEP;
use crate::{
    components::{
        Button, Cell, Choice, Column, EmptyState, ErrorSummary, Icon, Markup, Note, Pagination, Problem, Row, Select, Status,
        SummaryList, SummaryRow, Tab, Table, Tabs, TextArea, Tone,
    },
    desks::{me::home::grouped, purpose, unit_choice},
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

/// Requests on a page.
const ROWS: u32 = 25;

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    state: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    before: String,
}

impl Wish {
    fn state(&self) -> RequestState {
        self.state.parse().unwrap_or(RequestState::Open)
    }

    fn address(&self, state: RequestState, before: &str) -> String {
        let state = if state == RequestState::Open { "" } else { state.as_str() };
        routes::query(routes::register_requests(), &[("state", state), ("kind", &self.kind), ("before", before)])
    }
}

#[derive(Template)]
#[template(path = "register/requests.html")]
struct ListPage {
    page: Shell,
    exports: Button,
    tabs: Tabs,
    state: &'static str,
    kind: Select,
    table: Table,
}

/// The names of officials, by id.
pub(super) type Names = HashMap<StaffId, String>;

/// The names of officials. They act in office, so their names are no secret.
pub(super) fn names(tx: &mut ReadTx<'_>, officials: impl IntoIterator<Item = StaffId>) -> Result<Names, Failure> {
    let mut names = Names::new();
    for official in officials {
        if !names.contains_key(&official)
            && let Some(name) = accounts::display_name(tx, Holder::Staff(official))?
        {
            names.insert(official, name);
        }
    }
    Ok(names)
}

fn officials(lines: &[RequestLine]) -> Vec<StaffId> {
    lines.iter().flat_map(|line| [Some(line.request.asked_by), line.request.decided_by]).flatten().collect()
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let filter =
        RequestFilter { state: wish.state(), kind: wish.kind.parse().ok(), before: wish.before.parse().ok(), rows: ROWS };
    let (frame, (lines, names, open)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let lines = register::requests(tx, actor, &filter)?;
            let names = names(tx, officials(&lines))?;
            Ok::<_, Failure>((lines, names, register::open_requests(tx, actor)?))
        })
        .await?;
    let words = &visit.words;
    let tab = |state: &RequestState| Tab {
        label: words.word("web-request-state", state),
        href: wish.address(*state, ""),
        count: (*state == RequestState::Open).then_some(open),
        current: wish.state() == *state,
    };
    let kinds =
        RequestKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), words.word("web-request", kind)).chosen_if(&wish.kind));
    Ok(visit.page(&ListPage {
        page: visit.shell(&frame, words.say("web-place-requests"), &routes::register_requests()).swaps(),
        exports: Button::link(words.say("web-export-title"), routes::register_exports()).secondary().icon(Icon::Download),
        tabs: Tabs::new(words.say("web-state"), RequestState::ALL.iter().map(tab).collect()),
        state: wish.state().as_str(),
        kind: Select::new(words, "kind", words.say("web-request-kind"), kinds.collect()).blank(words.say("web-all")),
        table: table(&visit, &wish, &lines, &names),
    }))
}

fn table(visit: &Visit, wish: &Wish, lines: &[RequestLine], names: &Names) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-request-kind")),
        Column::new(words.say("web-request-person")),
        Column::new(words.say("web-request-asked-by")),
        Column::new(words.say("web-request-asked-at")),
        Column::new(words.say("web-unit")),
        Column::new(words.say("web-state")),
    ];
    let row = |line: &RequestLine| {
        let request = &line.request;
        let person = line.person.as_ref().map_or_else(|| "–".to_owned(), |person| person.name.full().to_owned());
        Row::new(vec![
            Cell::link(&words.word("web-request", request.asked.kind()), routes::register_request(request.id)),
            Cell::text(&person),
            Cell::text(&name_of(names, request.asked_by)),
            Cell::text(&words.moment(request.asked_at)),
            Cell::text(&unit_choice::full_name(visit, &request.unit)),
            Cell::markup(Markup::of(&state(visit, request.state))),
        ])
    };
    let empty = EmptyState::new(words.say("web-request-none"), words.say("web-request-none-text"));
    let full = u32::try_from(lines.len()).is_ok_and(|count| count == ROWS);
    let next = lines.last().filter(|_| full).map(|line| wish.address(wish.state(), &line.request.id.to_string()));
    let first = (!wish.before.is_empty()).then(|| wish.address(wish.state(), ""));
    let table = Table::new(words, "requests", words.say("web-place-requests"), columns, empty)
        .rows(lines.iter().map(row).collect())
        .keys();
    if next.is_some() || first.is_some() { table.pages(Pagination::chained(words, String::new(), first, next)) } else { table }
}

pub(super) fn name_of(names: &Names, official: StaffId) -> String {
    names.get(&official).cloned().unwrap_or_else(|| official.to_string())
}

fn state(visit: &Visit, state: RequestState) -> Status {
    let tone = match state {
        RequestState::Open => Tone::Warning,
        RequestState::Approved => Tone::Success,
        RequestState::Refused => Tone::Danger,
        RequestState::Withdrawn => Tone::Neutral,
    };
    Status::new(tone, visit.words.word("web-request-state", state))
}

/// A form of the page: approve, refuse, take back.
struct ActForm {
    title: String,
    action: String,
    lead: String,
    remark: Option<TextArea>,
    send: Button,
}

#[derive(Template)]
#[template(path = "register/request.html")]
struct OnePage {
    page: Shell,
    state: Status,
    errors: Option<ErrorSummary>,
    changes: SummaryList,
    facts: SummaryList,
    note: Option<Note>,
    acts: Vec<ActForm>,
}

async fn opened(visit: &Visit, id: RequestId) -> Result<(Frame, (RequestLine, Names, StaffId)), crate::halt::Halt> {
    visit
        .write(move |tx, actor| {
            let me = staff(actor)?;
            let line = register::request(tx, actor, id)?.ok_or_else(Failure::not_found)?;
            let names = names(tx, officials(std::slice::from_ref(&line)))?;
            Ok::<_, Failure>((line, names, me))
        })
        .await
}

pub(crate) async fn one(visit: Visit, Path(id): Path<RequestId>) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let (frame, (line, names, me)) = opened(&visit, id).await?;
    Ok(visit.page(&build(&visit, &frame, &line, &names, me, &[])))
}

fn build(visit: &Visit, frame: &Frame, line: &RequestLine, names: &Names, me: StaffId, problems: &[Problem]) -> OnePage {
    let words = &visit.words;
    let request = &line.request;
    let own = request.asked_by == me;
    let open = request.state == RequestState::Open;
    OnePage {
        page: visit
            .shell(frame, words.word("web-request", request.asked.kind()), &routes::register_requests())
            .crumb(words.say("web-place-requests"), routes::register_requests()),
        state: state(visit, request.state),
        errors: ErrorSummary::of(words, problems),
        changes: SummaryList::new(match &request.asked {
            Asked::NumberReplacement(asked) => replacement(visit, line, asked),
            Asked::Export(asked) => vec![
                SummaryRow::new(words.say("web-unit"), &unit_choice::full_name(visit, &request.unit)),
                SummaryRow::new(words.say("web-export-format"), &words.word("web-export-as", asked.format)),
                SummaryRow::new(words.say("web-purpose"), &purpose::said(visit, &asked.purpose).unwrap_or_default()),
            ],
        }),
        facts: facts(visit, line, names),
        note: (open && own).then(|| Note::new(Tone::Info, words.say("web-request-own"))),
        acts: if open { acts(visit, request.id, own, problems) } else { Vec::new() },
    }
}

/// What will change, or changed: as it was on the record, and as it becomes.
fn replacement(visit: &Visit, line: &RequestLine, asked: &NumberReplacement) -> Vec<SummaryRow> {
    let words = &visit.words;
    let before = |text: String| words.fill("web-register-before").put("value", text).to_string();
    let known = line.person.as_ref();
    let open = line.request.state == RequestState::Open;
    let place = visit.platform.pack.number_places().iter().find(|place| place.place == asked.place);
    let place = place.map_or_else(|| asked.place.clone(), |place| format!("{} · {}", place.place, place.name));
    let new = if open {
        words.fill("web-request-new-number").put("place", place).to_string()
    } else {
        known.and_then(|person| person.number.as_ref()).map(grouped).unwrap_or_default()
    };
    let number = SummaryRow::new(words.say("web-personal-number"), &new);
    let old = known.and_then(|person| person.number.as_ref()).filter(|_| open);
    let mut rows = vec![
        SummaryRow::new(words.say("web-register-ground"), &ground(visit, &asked.ground)),
        match old {
            Some(old) => number.note(before(grouped(old))),
            None => number,
        },
    ];
    if let Some(sex) = asked.sex {
        let row = SummaryRow::new(words.say("web-sex"), &words.word("sex", sex));
        rows.push(match known.filter(|_| open) {
            Some(person) => row.note(before(words.word("sex", person.sex))),
            None => row,
        });
    }
    if let Some(birth) = asked.birth {
        let row = SummaryRow::new(words.say("web-birth-date"), &words.iso_date(&birth.to_string()));
        rows.push(match known.filter(|_| open) {
            Some(person) => row.note(before(words.iso_date(&person.birth.to_string()))),
            None => row,
        });
    }
    rows.push(SummaryRow::new(words.say("web-register-evidence"), &asked.evidence));
    rows
}

/// What a ground of the pack is called.
pub(super) fn ground(visit: &Visit, code: &str) -> String {
    let known = visit.platform.pack.number_grounds().iter().find(|ground| ground.code == code);
    known.map_or_else(|| code.to_owned(), |ground| visit.words.say(&ground.message))
}

fn facts(visit: &Visit, line: &RequestLine, names: &Names) -> SummaryList {
    let words = &visit.words;
    let request = &line.request;
    let mut rows = Vec::new();
    if let Some(person) = &line.person {
        let open = routes::query(routes::register_person(person.id), &[("purpose", UPKEEP)]);
        let link = Button::link(person.name.full(), open).quiet().small().icon(Icon::Person);
        rows.push(SummaryRow::markup(words.say("web-request-person"), Markup::of(&link)));
    }
    rows.push(SummaryRow::new(words.say("web-request-asked-by"), &name_of(names, request.asked_by)));
    rows.push(SummaryRow::new(words.say("web-request-asked-at"), &words.moment(request.asked_at)));
    rows.push(SummaryRow::new(words.say("web-unit"), &unit_choice::full_name(visit, &request.unit)));
    if let Some(reason) = &request.reason {
        rows.push(SummaryRow::new(words.say("web-request-reason"), reason));
    }
    if let (Some(by), Some(at)) = (request.decided_by, request.decided_at) {
        rows.push(SummaryRow::new(words.say("web-request-decided-by"), &name_of(names, by)).note(words.moment(at)));
    }
    if let Some(remark) = &request.remark {
        rows.push(SummaryRow::new(words.say("web-request-remark"), remark));
    }
    SummaryList::new(rows)
}

kernel::text_enum! {
    /// What can be done with a request.
    pub(crate) enum Act {
        /// The second officer agrees.
        Approve = "approve",
        /// The second officer does not.
        Refuse = "refuse",
        /// Who asked takes it back.
        Withdraw = "withdraw",
    }
}

fn acts(visit: &Visit, id: RequestId, own: bool, problems: &[Problem]) -> Vec<ActForm> {
    let words = &visit.words;
    let form = |act: Act, remark: Option<TextArea>, send: Button| ActForm {
        title: words.word("web-request-act", act),
        action: routes::register_request_act(id, act),
        lead: words.word("web-request-lead", act),
        remark,
        send,
    };
    if own {
        return vec![form(Act::Withdraw, None, Button::submit(words.word("web-request-do", Act::Withdraw)).secondary())];
    }
    let remark = |name: &str| TextArea::new(words, name, words.say("web-request-remark")).rows(2).length_max(1_000);
    let agree = Button::submit(words.word("web-request-do", Act::Approve)).icon(Icon::Check);
    let refuse = Button::submit(words.word("web-request-do", Act::Refuse)).danger();
    vec![
        form(Act::Approve, Some(remark("remark").optional()), agree),
        form(Act::Refuse, Some(remark("refusal").error(Problem::at(problems, "refusal"))), refuse),
    ]
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    remark: String,
    #[serde(default)]
    refusal: String,
}

pub(crate) async fn act(visit: Visit, Path((id, act)): Path<(RequestId, Act)>, Form(typed): Form<Typed>) -> Answer {
    let visit = visit.purpose(UPKEEP);
    let outcome = visit
        .write(move |tx, actor| {
            staff(actor)?;
            match act {
                Act::Approve => register::approve_request(tx, actor, id, Some(&typed.remark)),
                Act::Refuse => register::refuse_request(tx, actor, id, &typed.refusal),
                Act::Withdraw => register::withdraw_request(tx, actor, id),
            }
            .map_err(Failure::from)
        })
        .await;
    let done = match act {
        Act::Approve => Done::RequestApproved,
        Act::Refuse => Done::RequestRefused,
        Act::Withdraw => Done::RequestWithdrawn,
    };
    match outcome {
        Ok(_) => Ok(visit.go(&routes::register_request(id), Some(done))),
        Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
            let field = if act == Act::Refuse { "refusal" } else { "" };
            let problems = [Problem::new(field, halt.0.say(&visit.platform.words, visit.words.language()))];
            let (frame, (line, names, me)) = opened(&visit, id).await?;
            Ok(visit.rejected(&build(&visit, &frame, &line, &names, me, &problems)))
        }
        Err(halt) => Err(halt),
    }
}
