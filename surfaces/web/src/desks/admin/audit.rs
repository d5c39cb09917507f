//! The log: how it is sealed, and, for auditors who say why, who looked at and who changed what.

use std::collections::{HashMap, hash_map};

use access::{Actor, Resource, Role};
use accounts::Holder;
use askama::Template;
use audit::{ActorKind, Change, Entry, Filter, Head};
use axum::extract::Query;
use gate::Failure;
use kernel::{AccountId, Instant, PersonId, StaffId};
use serde::Deserialize;
use store::{ReadTx, Tx};

use crate::{
    components::{
        Cell, Choice, Column, EmptyState, ErrorSummary, Markup, Note, Pagination, Problem, Row, Select, Status, SummaryList,
        SummaryRow, Table, TextInput, TextKind, Tone,
    },
    desks::{purpose, unit_choice},
    routes,
    shell::Shell,
    visit::{Answer, Visit, file, staff},
    words::Words,
};

/// Entries on a page.
const ROWS: u32 = 50;
/// The longest list that is handed out as a file.
const EXPORT_ROWS_MAX: usize = 5_000;
/// The acts that the list offers: every act that a domain writes into the log.
// msg: web-audit-act-*
const ACTS: [&str; 46] = [
    "read",
    "register.entered",
    "register.created",
    "register.corrected",
    "register.permanent",
    "register.temporary",
    "register.ended",
    "register.formed",
    "register.head",
    "register.dissolved",
    "dossiers.submit",
    "dossiers.receive",
    "dossiers.decline",
    "dossiers.supplement",
    "dossiers.answer",
    "dossiers.consent",
    "dossiers.forward",
    "dossiers.decide",
    "dossiers.return",
    "dossiers.withdraw",
    "dossiers.stop",
    "dossiers.publish",
    "papers.issue",
    "papers.revoke",
    "places.correct",
    "accounts.open",
    "accounts.raise",
    "accounts.activate",
    "accounts.reissue",
    "accounts.lock",
    "accounts.unlock",
    "accounts.cancel",
    "accounts.sign-in",
    "accounts.change-password",
    "accounts.add-totp",
    "accounts.remove-totp",
    "accounts.add-passkey",
    "accounts.remove-passkey",
    "accounts.revoke-session",
    "accounts.appoint",
    "accounts.set-roles",
    "accounts.dismiss",
    "accounts.reinstate",
    "accounts.reset-staff",
    "audit.search",
    "audit.open",
];

/// What the log is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    actor: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    before: Option<i64>,
}

impl Wish {
    fn address(&self, path: String, before: Option<i64>) -> String {
        let before = before.map(|seq| seq.to_string()).unwrap_or_default();
        routes::query(
            path,
            &[
                ("purpose", &self.purpose),
                ("actor", &self.actor),
                ("person", &self.person),
                ("act", &self.act),
                ("from", &self.from),
                ("until", &self.until),
                ("before", &before),
            ],
        )
    }

    /// What was typed as a filter, or everything that is wrong with it.
    fn filter(&self, words: &Words) -> Result<Filter, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut wrong = |field: &str, id: &str| problems.push(Problem::new(field, words.say(id)));
        let actor = self.actor.trim();
        let known = actor
            .parse::<StaffId>()
            .map(|id| (ActorKind::Staff, id.get()))
            .or_else(|_| actor.parse::<AccountId>().map(|id| (ActorKind::Citizen, id.get())));
        if known.is_err() && !actor.is_empty() {
            wrong("actor", "web-audit-actor-wrong");
        }
        let person = self.person.trim().parse::<PersonId>().ok();
        if person.is_none() && !self.person.trim().is_empty() {
            wrong("person", "web-audit-person-wrong");
        }
        let from = day(&self.from, 0).unwrap_or_else(|()| {
            wrong("from", "date-shape");
            None
        });
        let to = day(&self.until, 1).unwrap_or_else(|()| {
            wrong("until", "date-shape");
            None
        });
        let act = Some(self.act.trim().to_owned()).filter(|act| !act.is_empty());
        if problems.is_empty() { Ok(Filter { actor: known.ok(), person, act, from, to }) } else { Err(problems) }
    }
}

/// The moment a day begins in Viet Nam, `later` days on; nothing for an empty box.
fn day(typed: &str, later: i64) -> Result<Option<Instant>, ()> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let day = crate::desks::day(typed).ok_or(())?;
    Ok(Some(Instant::from_vietnam(day.at(0, 0, 0, 0)).plus_minutes(later * 24 * 60)))
}

#[derive(Template)]
#[template(path = "admin/audit.html")]
struct Page {
    page: Shell,
    seal: SummaryList,
    errors: Option<ErrorSummary>,
    search: Option<SearchForm>,
    note: Note,
    table: Option<Table>,
}

/// The boxes of the search.
struct SearchForm {
    purpose: Select,
    actor: TextInput,
    person: TextInput,
    act: Select,
    from: TextInput,
    until: TextInput,
}

/// What one look into the log gives.
struct Found {
    entries: Vec<Entry>,
    next: Option<i64>,
    names: HashMap<i64, String>,
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let words = &visit.words;
    let stated = purpose::is_stated(&visit, &wish.purpose);
    let filter = wish.filter(words);
    let problems = filter.as_ref().err().cloned().unwrap_or_default();
    let asked = filter.ok().filter(|_| stated);
    let before = wish.before;
    let reader = visit.clone().purpose(&wish.purpose);
    let (frame, (head, unsealed, found)) = reader
        .write(move |tx, actor| {
            staff(actor)?;
            actor.authorize("admin.audit", &Resource::new("audit"))?;
            let found = asked
                .as_ref()
                .filter(|_| actor.has_role(Role::Auditor))
                .map(|filter| look(tx, actor, filter, before, ROWS))
                .transpose()?;
            Ok::<_, Failure>((audit::latest_head(tx)?, audit::unsealed(tx)?, found))
        })
        .await?;
    let mut seal = head_rows(&visit, head.as_ref());
    seal.push(SummaryRow::new(words.say("web-admin-tile-unsealed"), &words.number(unsealed)));
    let may_read = frame.roles.contains(&Role::Auditor);
    let note = if may_read {
        Note::new(Tone::Info, words.say("web-audit-noted"))
    } else {
        Note::new(Tone::Info, words.say("web-audit-auditors-only"))
    };
    let page = visit.shell(&frame, words.say("web-place-admin-audit"), &routes::admin_audit());
    Ok(visit.page(&Page {
        page: if frame.roles.contains(&Role::Admin) { page.crumb(words.say("web-place-admin"), routes::admin()) } else { page },
        seal: SummaryList::new(seal),
        errors: ErrorSummary::of(words, &problems),
        search: may_read.then(|| form(&visit, &wish, &problems)),
        note,
        table: found.map(|found| table(&visit, &wish, &found)),
    }))
}

fn form(visit: &Visit, wish: &Wish, problems: &[Problem]) -> SearchForm {
    let words = &visit.words;
    let error = |field: &str| Problem::at(problems, field);
    let mut acts: Vec<Choice> = ACTS.iter().map(|act| Choice::new(*act, said(words, act)).chosen_if(&wish.act)).collect();
    if !wish.act.is_empty() && !ACTS.contains(&wish.act.as_str()) {
        acts.push(Choice::new(&wish.act, said(words, &wish.act)).chosen(true));
    }
    SearchForm {
        purpose: purpose::select(visit, &wish.purpose),
        actor: TextInput::new(words, "actor", words.say("web-audit-actor"))
            .kind(TextKind::Search)
            .placeholder("stf_… acc_…")
            .value(wish.actor.clone())
            .error(error("actor")),
        person: TextInput::new(words, "person", words.say("web-audit-person"))
            .kind(TextKind::Search)
            .placeholder("per_…")
            .value(wish.person.clone())
            .error(error("person")),
        act: Select::new(words, "act", words.say("web-audit-act"), acts).blank(words.say("web-all")),
        from: TextInput::new(words, "from", words.say("web-from-date"))
            .kind(TextKind::Search)
            .placeholder("dd/mm/yyyy")
            .value(wish.from.clone())
            .error(error("from")),
        until: TextInput::new(words, "until", words.say("web-until-date"))
            .kind(TextKind::Search)
            .placeholder("dd/mm/yyyy")
            .value(wish.until.clone())
            .error(error("until")),
    }
}

/// Reads the log, and writes into it that it was read.
fn look(tx: &mut Tx<'_>, actor: &Actor, filter: &Filter, before: Option<i64>, rows: u32) -> Result<Found, Failure> {
    actor.authorize("audit.read", &Resource::new("audit"))?;
    let page = audit::search(tx, filter, before, rows)?;
    let detail = serde_json::json!({
        "actor": filter.actor.map(|(kind, id)| format!("{kind}:{id}")),
        "act": filter.act,
        "entries": page.entries.len(),
    });
    audit::change(tx, actor, &Change { entity: "audit", id: 0, person: filter.person, act: "audit.search", detail })?;
    Ok(Found { names: names(tx, &page.entries)?, entries: page.entries, next: page.next })
}

/// The names of the officials who acted.
pub(super) fn names(tx: &mut ReadTx<'_>, entries: &[Entry]) -> Result<HashMap<i64, String>, Failure> {
    let mut names = HashMap::new();
    for staff in entries.iter().filter_map(Entry::staff) {
        if let hash_map::Entry::Vacant(unknown) = names.entry(staff.get()) {
            unknown.insert(accounts::display_name(tx, Holder::Staff(staff))?.unwrap_or_else(|| staff.to_string()));
        }
    }
    Ok(names)
}

fn table(visit: &Visit, wish: &Wish, found: &Found) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-when")),
        Column::new(words.say("web-who")),
        Column::new(words.say("web-audit-act")),
        Column::new(words.say("web-audit-person")),
        Column::new(words.say("web-reason")),
    ];
    let rows = found.entries.iter().map(|entry| line(visit, wish, entry, &found.names)).collect();
    let empty = EmptyState::new(words.say("web-audit-none"), words.say("web-audit-none-text"));
    let next = found.next.map(|before| wish.address(routes::admin_audit(), Some(before)));
    let first = wish.before.is_some().then(|| wish.address(routes::admin_audit(), None));
    let count = words.fill("web-audit-shown").put("count", found.entries.len()).to_string();
    let table = Table::new(words, "log", words.say("web-place-admin-audit"), columns, empty)
        .rows(rows)
        .count(count)
        .keys()
        .export(wish.address(routes::admin_audit_export(), None));
    if next.is_some() || first.is_some() { table.pages(Pagination::chained(words, String::new(), first, next)) } else { table }
}

fn line(visit: &Visit, wish: &Wish, entry: &Entry, names: &HashMap<i64, String>) -> Row {
    let words = &visit.words;
    let open = routes::query(routes::admin_audit_entry(entry.seq), &[("purpose", &wish.purpose)]);
    let (who, office) = who(visit, entry, names);
    let tone = if entry.is_access() { Tone::Info } else { Tone::Brand };
    let act = Cell::markup(Markup::of(&Status::new(tone, said(words, &entry.act))));
    let fields = fields(words, entry);
    Row::new(vec![
        Cell::link(&words.moment(entry.at), open)
            .note(words.fill("web-audit-number").put("number", entry.seq.to_string()).to_string()),
        if office.is_empty() { Cell::text(&who) } else { Cell::text(&who).note(office) },
        if fields.is_empty() { act } else { act.note(fields) },
        Cell::text(&entry.person.map_or_else(|| "–".to_owned(), |person| person.to_string())),
        Cell::text(&reason(visit, entry)),
    ])
}

/// Who acted, and in which role and office.
pub(super) fn who(visit: &Visit, entry: &Entry, names: &HashMap<i64, String>) -> (String, String) {
    let words = &visit.words;
    let kind = words.word("audit-actor", entry.actor_kind);
    let Some(staff) = entry.staff() else {
        let part = entry.role.clone().filter(|_| entry.actor_kind == ActorKind::System);
        return (kind, part.or_else(|| entry.account().map(|account| account.to_string())).unwrap_or_default());
    };
    let role = entry.role.as_ref().map(|role| words.word("access-role", role)).unwrap_or_default();
    let office =
        entry.office.as_ref().map(|unit| unit.parse().map_or_else(|_| unit.clone(), |code| unit_choice::full_name(visit, &code)));
    (
        names.get(&staff.get()).cloned().unwrap_or_else(|| staff.to_string()),
        [Some(role), office].into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "),
    )
}

/// What was done, in words; the act itself where it has none.
pub(crate) fn said(words: &Words, act: &str) -> String {
    let id = format!("web-audit-act-{}", act.replace('.', "-"));
    if words.has(&id) { words.say(&id) } else { act.to_owned() }
}

/// The groups of facts that an access showed.
pub(super) fn fields(words: &Words, entry: &Entry) -> String {
    let said = |field: &str| {
        let id = format!("web-field-{field}");
        if words.has(&id) { words.say(&id) } else { field.to_owned() }
    };
    entry.fields().map(said).collect::<Vec<_>>().join(", ")
}

pub(super) fn reason(visit: &Visit, entry: &Entry) -> String {
    if entry.purpose.is_empty() {
        visit.words.say("audit-no-purpose")
    } else {
        purpose::said(visit, &entry.purpose).unwrap_or_else(|| entry.purpose.clone())
    }
}

/// What the newest signed head says.
pub(super) fn head_rows(visit: &Visit, head: Option<&Head>) -> Vec<SummaryRow> {
    let words = &visit.words;
    let Some(head) = head else {
        return vec![SummaryRow::new(words.say("web-audit-sealed"), &words.say("web-audit-never-sealed"))];
    };
    vec![
        SummaryRow::new(words.say("web-audit-sealed"), &words.moment(head.at)),
        SummaryRow::new(words.say("web-audit-size"), &words.number(i64::try_from(head.size).unwrap_or(i64::MAX))),
        SummaryRow::markup(words.say("web-audit-root"), hash(&hexadecimal(&head.root))),
        SummaryRow::markup(words.say("web-audit-key"), hash(&head.key_id)),
    ]
}

/// A long number that breaks anywhere.
pub(super) fn hash(text: &str) -> Markup {
    #[derive(Template)]
    #[template(source = "<span class=\"hash\">{{ text }}</span>", ext = "html")]
    struct Hash<'a> {
        text: &'a str,
    }
    Markup::of(&Hash { text })
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What was found as CSV. It names officials and the ids of persons, and is written into the log like every look.
pub(crate) async fn export(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let filter = wish.filter(&visit.words).map_err(|_| Failure::invalid())?;
    let reader = visit.clone().purpose(&wish.purpose);
    let words = &visit.words;
    let head = [
        "web-audit-entry",
        "web-when",
        "web-who",
        "web-admin-role",
        "web-audit-act",
        "web-audit-fields",
        "web-audit-person",
        "web-reason",
    ]
    .map(|id| words.say(id));
    let mut text = String::from("\u{feff}");
    crate::csv::line(&mut text, head.iter().map(String::as_str));
    let (mut before, mut rows) = (None, 0);
    loop {
        let filter = filter.clone();
        let (_, found) = reader
            .write(move |tx, actor| {
                staff(actor)?;
                look(tx, actor, &filter, before, audit::PAGE_ROWS_MAX)
            })
            .await?;
        for entry in &found.entries {
            let (who, office) = who(&visit, entry, &found.names);
            let person = entry.person.map(|person| person.to_string()).unwrap_or_default();
            let cells = [
                entry.seq.to_string(),
                words.moment(entry.at),
                who,
                office,
                said(words, &entry.act),
                fields(words, entry),
                person,
                reason(&visit, entry),
            ];
            crate::csv::line(&mut text, cells.iter().map(String::as_str));
        }
        rows += found.entries.len();
        before = found.next;
        if before.is_none() || rows >= EXPORT_ROWS_MAX {
            break;
        }
    }
    Ok(file(text.into_bytes(), "text/csv; charset=utf-8", "onedoor-log.csv", false))
}
