//! One entry of the log: what it says, and the proof that it is in the sealed tree, for a check elsewhere.

use access::Resource;
use askama::Template;
use audit::{Change, Entry, InclusionProof};
use axum::extract::{Path, Query};
use gate::Failure;
use serde::Deserialize;

use super::audit::{fields, hash, hexadecimal, names, reason, said, who};
use crate::{
    components::{Button, Icon, Note, Select, SummaryList, SummaryRow, Tone},
    desks::purpose,
    routes,
    shell::Shell,
    visit::{Answer, Visit, staff},
};

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Why {
    #[serde(default)]
    purpose: String,
}

#[derive(Template)]
#[template(path = "admin/audit_entry.html")]
struct Page {
    page: Shell,
    facts: SummaryList,
    detail: Option<String>,
    verdict: Note,
    proof: Option<Proof>,
}

/// Everything that a check of the proof takes.
struct Proof {
    facts: SummaryList,
    path: Vec<String>,
    signed_text: String,
    signature: String,
}

/// Asks why, before anything is shown.
#[derive(Template)]
#[template(path = "admin/purpose.html")]
struct Ask {
    page: Shell,
    note: Note,
    action: String,
    purpose: Select,
    go: Button,
}

pub(crate) async fn page(visit: Visit, Path(seq): Path<i64>, Query(why): Query<Why>) -> Answer {
    let words = &visit.words;
    if !purpose::is_stated(&visit, &why.purpose) {
        let (frame, _) = visit.read(|_, actor| staff(actor)).await?;
        let page = visit
            .shell(&frame, words.say("web-audit-why"), &routes::admin_audit())
            .crumb(words.say("web-place-admin-audit"), routes::admin_audit());
        let go = Button::submit(words.say("web-continue")).icon(Icon::ArrowRight);
        return Ok(visit.page(&Ask {
            page,
            note: Note::new(Tone::Info, words.say("web-audit-noted")),
            action: routes::admin_audit_entry(seq),
            purpose: purpose::select(&visit, ""),
            go,
        }));
    }
    let (frame, (entry, names, proof)) = visit
        .clone()
        .purpose(&why.purpose)
        .write(move |tx, actor| {
            staff(actor)?;
            actor.authorize("audit.read", &Resource::new("audit"))?;
            let entry = audit::entry(tx, seq)?.ok_or_else(Failure::not_found)?;
            let noted =
                Change { entity: "audit", id: seq, person: entry.person, act: "audit.open", detail: serde_json::json!({}) };
            audit::change(tx, actor, &noted)?;
            let proof = match audit::inclusion_proof(tx, seq) {
                Ok(proof) => Some(proof),
                Err(audit::AuditError::Store(error)) => return Err(error.into()),
                Err(_) => None,
            };
            Ok::<_, Failure>((entry.clone(), names(tx, &[entry])?, proof))
        })
        .await?;
    let title = words.fill("web-audit-number").put("number", seq.to_string()).to_string();
    let page = visit
        .shell(&frame, title, &routes::admin_audit())
        .crumb(words.say("web-place-admin-audit"), routes::query(routes::admin_audit(), &[("purpose", &why.purpose)]));
    let detail = (!entry.is_access() && !entry.detail.is_empty() && entry.detail != "{}").then(|| pretty(&entry.detail));
    Ok(visit.page(&Page {
        page,
        facts: facts(&visit, &entry, &who(&visit, &entry, &names)),
        detail,
        verdict: verdict(&visit, proof.as_ref()),
        proof: proof.map(|proof| show(&visit, &proof)),
    }))
}

/// JSON with a line for each fact.
fn pretty(detail: &str) -> String {
    serde_json::from_str::<serde_json::Value>(detail)
        .ok()
        .and_then(|value| serde_json::to_string_pretty(&value).ok())
        .unwrap_or_else(|| detail.to_owned())
}

fn facts(visit: &Visit, entry: &Entry, (who, office): &(String, String)) -> SummaryList {
    let words = &visit.words;
    let mut rows = vec![
        SummaryRow::new(words.say("web-when"), &words.moment(entry.at)),
        SummaryRow::new(words.say("web-who"), who).note(office.clone()),
        SummaryRow::new(words.say("web-audit-act"), &said(words, &entry.act)).note(entry.act.clone()),
        SummaryRow::new(words.say("web-reason"), &reason(visit, entry)),
    ];
    if entry.is_access() {
        rows.push(SummaryRow::new(words.say("web-audit-fields"), &fields(words, entry)));
    }
    if let Some(person) = entry.person {
        rows.push(SummaryRow::new(words.say("web-audit-person"), &person.to_string()));
    }
    if let Some(entity) = entry.entity.as_ref().filter(|entity| *entity != "person") {
        let id = entry.entity_id.filter(|id| *id != 0).map(|id| format!(" {id}")).unwrap_or_default();
        rows.push(SummaryRow::new(words.say("web-audit-entity"), &format!("{entity}{id}")));
    }
    if let Some(dossier) = entry.dossier {
        rows.push(SummaryRow::new(words.say("web-audit-dossier"), &dossier.to_string()));
    }
    if let Some(session) = entry.session {
        rows.push(SummaryRow::new(words.say("web-audit-session"), &session.to_string()));
    }
    SummaryList::new(rows)
}

fn verdict(visit: &Visit, proof: Option<&InclusionProof>) -> Note {
    let words = &visit.words;
    match proof {
        None => Note::new(Tone::Info, words.say("audit-not-sealed")),
        Some(proof) if proof.holds() => {
            Note::new(Tone::Success, words.fill("web-audit-holds").put("when", words.moment(proof.head.at)).to_string())
        }
        Some(_) => Note::new(Tone::Danger, words.say("web-audit-broken")),
    }
}

fn show(visit: &Visit, proof: &InclusionProof) -> Proof {
    let words = &visit.words;
    let place = words
        .fill("web-audit-place-of")
        .put("index", proof.index.to_string())
        .put("size", proof.head.size.to_string())
        .to_string();
    Proof {
        facts: SummaryList::new(vec![
            SummaryRow::new(words.say("web-audit-place"), &place),
            SummaryRow::markup(words.say("web-audit-leaf"), hash(&hexadecimal(&proof.leaf))),
            SummaryRow::markup(words.say("web-audit-root"), hash(&hexadecimal(&proof.head.root))),
            SummaryRow::markup(words.say("web-audit-key"), hash(&proof.head.key_id)),
        ]),
        path: proof.path.iter().map(|step| hexadecimal(step)).collect(),
        signed_text: proof.head.signed_text(),
        signature: hexadecimal(&proof.head.signature),
    }
}
