//! Who looked at my data: who, which office, why, which fields, for which dossier; and the proof that the line is in the log.

use access::{Actor, Resource};
use askama::Template;
use audit::{ActorKind, Entry};
use axum::extract::{Path, Query};
use gate::Failure;
use kernel::PersonId;
use serde::Deserialize;

use crate::{
    components::{EmptyState, Note, Pagination, Status, SummaryList, SummaryRow, Tone},
    routes,
    shell::Shell,
    visit::{Answer, Visit, citizen},
    words::Words,
};

/// Entries on a page.
const ROWS: u32 = 25;

struct Line {
    who: String,
    office: String,
    when: String,
    why: String,
    what: String,
    kind: Status,
    dossier: Option<String>,
    proof: String,
}

#[derive(Template)]
#[template(path = "me/access.html")]
struct List {
    page: Shell,
    lines: Vec<Line>,
    empty: EmptyState,
    pages: Pagination,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    before: Option<i64>,
}

/// The citizen who asks for the log of their own record, when they may see it.
fn reader(actor: &Actor) -> Result<PersonId, Failure> {
    let me = citizen(actor)?;
    actor.authorize("audit.own", &Resource::new("audit").owner(me))?;
    Ok(me)
}

pub(crate) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (frame, (entries, names)) = visit
        .read(move |tx, actor| {
            let me = reader(actor)?;
            let entries = audit::of_person(tx, me, asked.before, ROWS)?;
            let names = agencies(tx, &entries)?;
            Ok::<_, Failure>((entries, names))
        })
        .await?;
    let words = &visit.words;
    let full = u32::try_from(entries.len()).is_ok_and(|count| count == ROWS);
    let next =
        entries.last().filter(|_| full).map(|last| routes::query(routes::my_access(), &[("before", &last.seq.to_string())]));
    let pages = Pagination::chained(words, String::new(), asked.before.map(|_| routes::my_access()), next);
    let empty = EmptyState::new(words.say("web-access-none"), words.say("web-access-none-text"));
    let page = visit.shell(&frame, words.say("web-place-my-access"), &routes::my_access());
    Ok(visit.page(&List { page, lines: entries.iter().map(|entry| line(&visit, entry, &names)).collect(), empty, pages }))
}

/// The names of agencies whose systems looked, by the system's number.
type Agencies = std::collections::HashMap<i64, String>;

fn agencies(tx: &mut store::ReadTx<'_>, entries: &[Entry]) -> Result<Agencies, Failure> {
    let mut names = Agencies::new();
    for id in entries.iter().filter(|entry| entry.actor_kind == ActorKind::Client).filter_map(|entry| entry.actor) {
        if let Some(name) = accounts::agency_name(tx, kernel::ClientId::from_raw(id))? {
            names.insert(id, name);
        }
    }
    Ok(names)
}

fn agency(words: &Words, entry: &Entry, agencies: &Agencies) -> String {
    match entry.actor.and_then(|id| agencies.get(&id)) {
        Some(name) => words.fill("web-access-agency").put("agency", name).to_string(),
        None => words.say("access-role-client"),
    }
}

fn line(visit: &Visit, entry: &Entry, agencies: &Agencies) -> Line {
    let words = &visit.words;
    let role = entry.role.as_deref().unwrap_or("system");
    let own = signs_in(entry);
    let who = match entry.actor_kind {
        _ if own => words.say("web-access-account"),
        ActorKind::Owner => words.say("web-access-you"),
        ActorKind::Citizen => words.say("web-access-citizen"),
        ActorKind::Staff => words.word("access-role", role),
        ActorKind::System => words.say("access-role-system"),
        ActorKind::Public => words.say("access-role-public"),
        ActorKind::Client => agency(words, entry, agencies),
    };
    let office = entry
        .office
        .as_deref()
        .map(|unit| unit.parse().map_or_else(|_| unit.to_owned(), |code| visit.platform.places.full_name(&code)));
    let what: Vec<String> = entry.fields().map(|field| words.word("web-field", field)).collect();
    Line {
        who,
        office: office.unwrap_or_default(),
        when: words.moment(entry.at),
        why: reason(words, entry),
        what: if entry.is_access() { what.join(", ") } else { String::new() },
        kind: if entry.is_access() {
            Status::new(Tone::Info, words.say("web-access-seen"))
        } else if own {
            Status::new(Tone::Neutral, words.say("web-access-signed-in"))
        } else {
            Status::new(Tone::Brand, words.say("web-access-changed"))
        },
        dossier: entry.dossier.map(routes::my_dossier),
        proof: routes::my_access_proof(entry.seq),
    }
}

/// Whether somebody came in with the citizen's own password and code: whoever does is a stranger until then, and changes nothing.
fn signs_in(entry: &Entry) -> bool {
    entry.act == "accounts.sign-in"
}

/// Why data was opened, or what was changed.
fn reason(words: &Words, entry: &Entry) -> String {
    let change = format!("web-log-{}", entry.act.replace(['.', '_'], "-"));
    match (entry.is_access(), entry.purpose.is_empty()) {
        (false, _) if words.has(&change) => words.say(&change),
        (false, _) => words.say("web-log-other"),
        (true, false) => words.word("purpose", &entry.purpose),
        (true, true) if entry.actor_kind == ActorKind::Staff => words.say("web-access-no-purpose"),
        (true, true) => words.say("web-access-in-dossier"),
    }
}

#[derive(Template)]
#[template(path = "me/proof.html")]
struct Proof {
    page: Shell,
    verdict: Note,
    facts: SummaryList,
    path: Vec<String>,
}

/// Shows that one entry is in the sealed log, with everything needed to check it elsewhere.
pub(crate) async fn proof(visit: Visit, Path(seq): Path<i64>) -> Answer {
    let (frame, (entry, proof, names)) = visit
        .read(move |tx, actor| {
            let me = reader(actor)?;
            let entry = audit::entry(tx, seq)?.filter(|entry| entry.person == Some(me)).ok_or_else(Failure::not_found)?;
            let proof = match audit::inclusion_proof(tx, seq) {
                Ok(proof) => Some(proof),
                Err(audit::AuditError::Store(error)) => return Err(error.into()),
                Err(_) => None,
            };
            let names = agencies(tx, std::slice::from_ref(&entry))?;
            Ok::<_, Failure>((entry, proof, names))
        })
        .await?;
    let words = &visit.words;
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let page = visit
        .shell(&frame, words.say("web-proof-title"), &routes::my_access())
        .crumb(words.say("web-place-my-access"), routes::my_access());
    let line = line(&visit, &entry, &names);
    let mut facts = vec![
        SummaryRow::new(words.say("web-who"), &line.who).note(line.office),
        SummaryRow::new(words.say("web-when"), &line.when),
        SummaryRow::new(words.say("web-reason"), &line.why),
    ];
    let (verdict, path) = match &proof {
        None => (Note::new(Tone::Info, words.say("web-proof-waiting")), Vec::new()),
        Some(proof) => {
            facts.push(SummaryRow::new(
                words.say("web-proof-position"),
                &words.fill("web-proof-of").put("index", proof.index).put("size", proof.head.size).to_string(),
            ));
            facts.push(SummaryRow::new(words.say("web-proof-leaf"), &hex(&proof.leaf)));
            facts.push(SummaryRow::new(words.say("web-proof-root"), &hex(&proof.head.root)));
            let holds = if proof.holds() {
                Note::new(Tone::Success, words.say("web-proof-holds"))
            } else {
                Note::new(Tone::Danger, words.say("web-proof-broken"))
            };
            (holds, proof.path.iter().map(|hash| hex(hash)).collect())
        }
    };
    Ok(visit.page(&Proof { page, verdict, facts: SummaryList::new(facts), path }))
}
