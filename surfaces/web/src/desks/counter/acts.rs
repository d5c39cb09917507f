//! Every step an office takes with a dossier: a part that unfolds, and the command behind it.

use askama::Template;
use axum::{Form, extract::Path};
use dossiers::{
    Act, ConsentWord, Decide, Decline, Delivery, DossierView, Forward, GiveConsent, PaperForm, PaperSeen, Receive,
    RequestSupplement, ReturnResult, Verdict, Withdraw,
};
use gate::Failure;
use kernel::{DossierId, HouseholdId, PersonId};
use register::{HeadNeeded, HouseholdMember, NewHead};
use store::Tx;

use super::dossier;
use crate::{
    components::{Button, Choice, Choices, Disclosure, Icon, Markup, Select, TextArea, TextInput},
    desks::me::filing::Pairs,
    done::Done,
    halt::Halt,
    routes,
    visit::{Answer, Visit, staff},
};

/// How many lines a request for supplement offers at once.
const DEFECT_LINES: usize = 6;
/// The longest reason or opinion.
const NOTE_MAX: u32 = 2_000;

#[derive(Template)]
#[template(path = "counter/act.html")]
struct ActForm {
    action: String,
    lead: String,
    inputs: Vec<Markup>,
    send: Button,
}

/// An act that was refused: its part comes back open, with the reason and with what was typed.
pub(crate) struct Tried {
    act: Act,
    sent: Sent,
    /// Why it was refused, in the officer's language.
    pub(crate) said: String,
}

/// The part that unfolds for an act; nothing for acts that are not an officer's.
pub(crate) fn offer(visit: &Visit, view: &DossierView, act: Act, tried: Option<&Tried>) -> Option<Disclosure> {
    let words = &visit.words;
    let tried = tried.filter(|tried| tried.act == act);
    let nothing = Sent(Pairs::new());
    let typed = tried.map_or(&nothing, |tried| &tried.sent);
    let note = |id: &str| {
        let name = format!("{act}-note");
        Markup::of(&TextArea::new(words, &name, words.say(id)).value(typed.text(&name)).rows(3).length_max(NOTE_MAX))
    };
    let (inputs, icon, key) = match act {
        Act::Receive => (papers_seen(visit, view, typed), Icon::Inbox, Some('r')),
        Act::Decline => (vec![note("web-act-reason")], Icon::Cross, None),
        Act::RequestSupplement => (defects(visit, typed), Icon::Pen, Some('b')),
        Act::Forward => (vec![note("web-act-opinion")], Icon::ArrowRight, Some('f')),
        Act::Grant => (next_heads(visit, view, tried), Icon::Check, Some('g')),
        Act::Refuse => (vec![note("web-act-reason")], Icon::Cross, None),
        Act::ReturnResult => (vec![delivery(visit, typed)], Icon::Paper, Some('t')),
        Act::GiveConsent | Act::DenyConsent => {
            let name = format!("{act}-evidence");
            let paper = TextInput::new(words, &name, words.say("web-act-evidence"))
                .value(typed.text(&name))
                .hint(words.say("web-act-evidence-hint"));
            (vec![Markup::of(&paper)], Icon::Stamp, None)
        }
        Act::Withdraw => (vec![note("web-act-reason")], Icon::Cross, None),
        Act::Submit | Act::AnswerSupplement | Act::Stop | Act::MoveUnit => return None,
    };
    let takes_away = matches!(act, Act::Decline | Act::Refuse | Act::DenyConsent | Act::Withdraw);
    let send = Button::submit(words.word("web-act", act));
    let form = ActForm {
        action: routes::counter_act(view.dossier.id, act),
        lead: words.word("web-act-lead", act),
        inputs,
        send: if takes_away { send.danger() } else { send },
    };
    let mut part = Disclosure::new(words.word("web-act", act), Markup::of(&form)).icon(icon).open(tried.is_some());
    if let Some(key) = key {
        part = part.key(key);
    }
    Some(if takes_away { part.danger() } else { part })
}

/// The papers the service asks for, to be ticked when they were seen.
fn papers_seen(visit: &Visit, view: &DossierView, typed: &Sent) -> Vec<Markup> {
    let words = &visit.words;
    let asked = view
        .service
        .definition
        .papers
        .iter()
        .filter(|paper| paper.when.as_ref().is_none_or(|when| when.holds(&view.dossier.answers)));
    asked
        .map(|paper| {
            let name = format!("paper-{}", paper.id);
            let form_of = |form: &PaperForm| Choice::new(form.as_str(), words.word("web-paper-form", form));
            let choices = paper.accepts.iter().map(|form| form_of(form).chosen_if(&typed.text(&name))).collect();
            let select =
                Select::new(words, &name, paper.name.say(words.language()), choices).blank(words.say("web-paper-not-seen"));
            Markup::of(&if paper.required { select } else { select.optional() })
        })
        .collect()
}

/// Who heads each household that would be left without a head by a grant.
fn next_heads(visit: &Visit, view: &DossierView, tried: Option<&Tried>) -> Vec<Markup> {
    let words = &visit.words;
    let choice_of = |member: &HouseholdMember| {
        let hint = words
            .fill("web-act-head-who")
            .put("relation", words.word("form-relation", member.relation))
            .put("birth", words.iso_date(&member.person.birth.to_string()));
        Choice::new(member.person.id.to_string(), member.person.name.full()).hint(hint.to_string())
    };
    let ask = |needed: &HeadNeeded| {
        let name = format!("head-{}", needed.household);
        let chosen = tried.map(|tried| tried.sent.text(&name)).unwrap_or_default();
        let missing = tried.filter(|_| chosen.is_empty()).map(|_| words.say("web-act-head-missing"));
        let label = words.fill("web-act-head").put("address", &needed.address).to_string();
        let choices = needed.candidates.iter().map(|member| choice_of(member).chosen_if(&chosen)).collect();
        Markup::of(&Choices::one(words, name, label, choices).hint(words.say("web-act-head-hint")).error(missing))
    };
    view.heads_needed.iter().map(ask).collect()
}

fn defects(visit: &Visit, typed: &Sent) -> Vec<Markup> {
    let words = &visit.words;
    let mut inputs: Vec<Markup> = (1..=DEFECT_LINES)
        .map(|number| {
            let label = words.fill("web-act-defect").put("number", number).to_string();
            let name = format!("defect-{number}");
            let line = TextInput::new(words, &name, label).value(typed.text(&name)).length_max(NOTE_MAX);
            Markup::of(&if number == 1 { line } else { line.optional() })
        })
        .collect();
    let name = "request_supplement-note";
    let note = TextArea::new(words, name, words.say("web-act-note")).value(typed.text(name));
    inputs.push(Markup::of(&note.optional().rows(2).length_max(NOTE_MAX)));
    inputs
}

fn delivery(visit: &Visit, typed: &Sent) -> Markup {
    let words = &visit.words;
    let chosen = typed.text("delivery").parse().unwrap_or(Delivery::Online);
    let choices = Delivery::ALL
        .iter()
        .map(|way| Choice::new(way.as_str(), words.word("web-delivery", way)).chosen(*way == chosen))
        .collect();
    Markup::of(&Choices::one(words, "delivery", words.say("web-delivery"), choices))
}

/// Text answers of an act's form.
#[derive(Clone)]
struct Sent(Pairs);

impl Sent {
    fn text(&self, name: &str) -> String {
        self.0.iter().find(|(known, _)| known == name).map(|(_, text)| text.trim().to_owned()).unwrap_or_default()
    }

    fn starting(&self, prefix: &str) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter_map(move |(name, text)| Some((name.strip_prefix(prefix)?, text.trim())))
            .filter(|(_, text)| !text.is_empty())
    }

    fn papers(&self) -> Vec<PaperSeen> {
        let seen = self.starting("paper-").filter_map(|(paper, form)| {
            Some(PaperSeen { paper: paper.to_owned(), form: form.parse::<PaperForm>().ok()?, copies: 1 })
        });
        seen.collect()
    }

    fn new_heads(&self) -> Vec<NewHead> {
        let heads = self.starting("head-").filter_map(|(household, head)| {
            Some(NewHead { household: household.parse::<HouseholdId>().ok()?, head: head.parse::<PersonId>().ok()? })
        });
        heads.collect()
    }
}

pub(crate) async fn act(visit: Visit, Path((id, act)): Path<(DossierId, Act)>, Form(pairs): Form<Pairs>) -> Answer {
    let services = visit.platform.services.clone();
    let typed = Sent(pairs);
    let sent = typed.clone();
    let outcome = visit
        .write(move |tx, actor| {
            staff(actor)?;
            carry_out(tx, actor, &services, id, act, &sent)
        })
        .await;
    match outcome {
        Ok((_, done)) => Ok(visit.go(&routes::counter_dossier(id), Some(done))),
        Err(Halt(failure))
            if failure.denied.is_none() && matches!(failure.kind, kernel::ErrorKind::Invalid | kernel::ErrorKind::Conflict) =>
        {
            let said = failure.say(&visit.platform.words, visit.words.language());
            refused(&visit, id, Tried { act, sent: typed, said }).await
        }
        Err(halt) => Err(halt),
    }
}

/// One command for one act, and what to say when it is done.
fn carry_out(
    tx: &mut Tx<'_>,
    actor: &access::Actor,
    services: &dossiers::Catalogue,
    dossier: DossierId,
    act: Act,
    sent: &Sent,
) -> Result<Done, Failure> {
    let note = sent.text(&format!("{act}-note"));
    match act {
        Act::Receive => dossiers::receive(tx, actor, services, &Receive { dossier, papers: sent.papers() })?,
        Act::Decline => dossiers::decline(tx, actor, services, &Decline { dossier, reason: note })?,
        Act::RequestSupplement => {
            let defects = sent.starting("defect-").map(|(_, text)| text.to_owned()).collect();
            dossiers::request_supplement(tx, actor, services, &RequestSupplement { dossier, defects, reason: note })?
        }
        Act::Forward => dossiers::forward(tx, actor, services, &Forward { dossier, opinion: note })?,
        Act::Grant => {
            dossiers::decide(tx, actor, services, &Decide { dossier, verdict: Verdict::Grant, new_heads: sent.new_heads() })?
        }
        Act::Refuse => dossiers::decide(
            tx,
            actor,
            services,
            &Decide { dossier, verdict: Verdict::Refuse { reason: note }, new_heads: Vec::new() },
        )?,
        Act::ReturnResult => {
            let delivery = sent.text("delivery").parse().unwrap_or(Delivery::Online);
            dossiers::return_result(tx, actor, services, &ReturnResult { dossier, delivery })?
        }
        Act::GiveConsent | Act::DenyConsent => {
            let word = if act == Act::GiveConsent { ConsentWord::Agree } else { ConsentWord::Refuse };
            dossiers::give_consent(
                tx,
                actor,
                services,
                &GiveConsent { dossier, word, evidence: sent.text(&format!("{act}-evidence")) },
            )?
        }
        Act::Withdraw => dossiers::withdraw(tx, actor, services, &Withdraw { dossier, reason: note })?,
        Act::Submit | Act::AnswerSupplement | Act::Stop | Act::MoveUnit => return Err(Failure::not_found()),
    };
    Ok(done_of(act))
}

const fn done_of(act: Act) -> Done {
    match act {
        Act::Receive => Done::Received,
        Act::Decline => Done::Declined,
        Act::RequestSupplement => Done::SupplementAsked,
        Act::Forward => Done::Forwarded,
        Act::Grant => Done::Granted,
        Act::Refuse => Done::Refused,
        Act::ReturnResult => Done::Returned,
        Act::GiveConsent => Done::ConsentGiven,
        Act::DenyConsent => Done::ConsentDenied,
        Act::Withdraw | Act::Stop | Act::MoveUnit => Done::Withdrawn,
        Act::Submit => Done::Submitted,
        Act::AnswerSupplement => Done::Supplemented,
    }
}

/// The dossier again, with the reason on top why the act was not possible, and the act's form as it was sent.
async fn refused(visit: &Visit, id: DossierId, tried: Tried) -> Answer {
    let (frame, view, papers) = dossier::opened(visit, id).await?;
    let page = dossier::build(visit, &frame, &view, &papers, Some(&tried));
    Ok(visit.rejected(&page))
}
