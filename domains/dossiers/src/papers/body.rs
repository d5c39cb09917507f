//! What stands on the papers. They are official, so their words are Vietnamese whatever the applicant reads.

use super::forms::{
    Applicant, Component, Confirmation, Contact, Head, Member, Notice, Receipt, Refusal, Resident, Signatory, Supplement,
};
use super::{PaperOrder, PaperWish};
use crate::Error;
use crate::commands::{Companion, PaperSeen, hide, resource};
use crate::history::{self, HistoryEntry, companions_in};
use crate::load::{self, Dossier};
use crate::model::Act;
use crate::services::{Catalogue, Channel, Effect, Service};
use access::Actor;
use i18n::Argument;
use kernel::{DossierId, Locale};
use register::{Errand, HouseholdMember, Proof, Relation};
use serde::Serialize;
use serde_json::{Map, Value};
use std::sync::Arc;
use store::Tx;

/// The facts of the register that a result shows.
const FACTS: &[&str] = &[
    "person.full_name",
    "person.birth_date",
    "person.sex",
    "person.personal_number",
    "person.origin",
    "person.ethnicity",
    "person.religion",
    "person.nationality",
    "residence.permanent_address",
    "residence.temporary_address",
    "household.head_name",
    "household.head_number",
    "household.relation",
];

/// Everything a paper is made of.
struct Sheet<'a> {
    dossier: Dossier,
    service: Arc<Service>,
    history: Vec<HistoryEntry>,
    catalogue: &'a Catalogue,
    messages: &'a i18n::Catalogue,
}

/// What a paper of a dossier says.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Register`] when the register gives no answer; failures of the store.
pub fn paper_order(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    messages: &i18n::Catalogue,
    id: DossierId,
    wish: PaperWish,
) -> Result<PaperOrder, Error> {
    let dossier = load::dossier(tx, id)?;
    actor.authorize("dossiers.view", &resource(&dossier)).map_err(hide)?;
    let service = catalogue.version(&dossier.service, dossier.version)?;
    let sheet = Sheet { history: history::events(tx, id)?, dossier, service, catalogue, messages };
    let (template, body, act) = match wish {
        PaperWish::Receipt => ("receipt".to_owned(), json(&sheet.receipt()?)?, Act::Receive),
        PaperWish::Supplement => ("supplement".to_owned(), json(&sheet.supplement())?, Act::RequestSupplement),
        PaperWish::Refusal => ("refusal".to_owned(), json(&sheet.refusal())?, sheet.refused_by()),
        PaperWish::Result => (sheet.service.definition.result.template.clone(), sheet.result(tx, actor)?, Act::Grant),
    };
    Ok(PaperOrder {
        template,
        body,
        unit: sheet.dossier.unit.clone(),
        dossier: id,
        person: sheet.dossier.applicant,
        holder: sheet.dossier.applicant_name.clone(),
        officer: sheet.entry(act).and_then(|entry| entry.staff),
    })
}

fn json<T: Serialize>(form: &T) -> Result<Value, Error> {
    Ok(serde_json::to_value(form).map_err(store::Error::from)?)
}

impl Sheet<'_> {
    fn say(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.messages.say(Locale::Vi, id, arguments)
    }

    /// The last entry of an act.
    fn entry(&self, act: Act) -> Option<&HistoryEntry> {
        self.history.iter().rev().find(|entry| entry.act == act)
    }

    fn refused_by(&self) -> Act {
        if self.entry(Act::Decline).is_some() { Act::Decline } else { Act::Refuse }
    }

    fn text(&self, field: &str) -> Option<String> {
        self.dossier.text(field).map(ToOwned::to_owned)
    }

    fn procedure(&self) -> String {
        self.service.definition.name.vi.clone()
    }

    fn applicant(&self) -> Applicant {
        Applicant {
            name: self.dossier.applicant_name.clone(),
            personal_number: self.text("personal_number"),
            address: self.text("permanent_address"),
            phone: self.text("phone"),
            email: self.text("email"),
        }
    }

    fn receipt(&self) -> Result<Receipt, Error> {
        let dossier = &self.dossier;
        let definition = &self.service.definition;
        let received = dossier.progress.received_at.unwrap_or(dossier.filed_at);
        let days = self.catalogue.working_days(definition, received.date_in_vietnam())?;
        let fee = self.catalogue.fee(definition, dossier.channel, dossier.filed_at.date_in_vietnam())?;
        let online = dossier.channel == Channel::Online;
        Ok(Receipt {
            dossier_code: dossier.code.clone(),
            applicant: self.applicant(),
            procedure: self.procedure(),
            components: self.components(),
            sets: 1,
            fee: (!fee.is_zero()).then(|| self.say("dossiers-paper-fee", &[("amount", fee.into())])),
            limit: self.say("dossiers-paper-limit", &[("days", days.into())]),
            received: received.into(),
            due: dossier.due_at.into(),
            delivery: self.say(if online { "dossiers-paper-delivery-online" } else { "dossiers-paper-delivery-counter" }, &[]),
            online,
            officer: None,
        })
    }

    /// The papers that came with it, as the officer noted them.
    fn components(&self) -> Vec<Component> {
        let noted =
            self.entry(Act::Receive).and_then(|entry| entry.detail.as_ref()).and_then(|detail| detail.get("papers")).cloned();
        let seen: Vec<PaperSeen> = noted.and_then(|papers| serde_json::from_value(papers).ok()).unwrap_or_default();
        let component = |seen: PaperSeen| {
            let paper = self.service.definition.papers.iter().find(|paper| paper.id == seen.paper)?;
            let form = match seen.form {
                crate::services::PaperForm::Original => "dossiers-paper-form-original",
                crate::services::PaperForm::Copy => "dossiers-paper-form-copy",
                crate::services::PaperForm::Electronic => "dossiers-paper-form-electronic",
            };
            Some(Component { name: paper.name.vi.clone(), form: self.say(form, &[]), quantity: seen.copies })
        };
        seen.into_iter().filter_map(component).collect()
    }

    fn supplement(&self) -> Supplement {
        let entry = self.entry(Act::RequestSupplement);
        let defects = entry.map_or_else(Vec::new, |entry| entry.defects().into_iter().map(ToOwned::to_owned).collect());
        Supplement {
            dossier_code: self.dossier.code.clone(),
            applicant: self.applicant(),
            procedure: self.procedure(),
            defects,
            reason: entry.and_then(|entry| entry.note.clone()).unwrap_or_default(),
            deadline: self.dossier.progress.answer_by.map(Into::into),
            contact: Contact { name: self.say("dossiers-paper-desk", &[]), phone: None },
            officer: None,
        }
    }

    fn refusal(&self) -> Refusal {
        let note = self.entry(self.refused_by()).and_then(|entry| entry.note.clone());
        Refusal {
            dossier_code: self.dossier.code.clone(),
            applicant: self.applicant(),
            procedure: self.procedure(),
            grounds: note.into_iter().collect(),
            legal_basis: None,
            officer: None,
        }
    }

    fn result(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<Value, Error> {
        let known = register::facts_for_prefill(
            tx,
            actor,
            self.catalogue.places(),
            self.dossier.applicant,
            FACTS,
            &Errand { dossier: Some(self.dossier.id), proof: Proof::Opened },
        )?;
        match self.service.definition.result.template.as_str() {
            "ct07" => json(&self.confirmation(tx, actor, &known)?),
            _ => json(&self.notice(&known)),
        }
    }

    fn confirmation(&self, tx: &mut Tx<'_>, actor: &Actor, known: &Map<String, Value>) -> Result<Confirmation, Error> {
        let household = match self.dossier.text("content") {
            Some("household") => register::household_of(tx, actor, self.dossier.applicant)?,
            _ => None,
        };
        let members = household.map_or_else(Vec::new, |household| household.members);
        let others = members.iter().filter(|member| member.person.id != self.dossier.applicant);
        let temporary = text_of(known, "residence.temporary_address");
        let permanent = text_of(known, "residence.permanent_address");
        Ok(Confirmation {
            person: self.resident(known),
            current: temporary.clone().or_else(|| permanent.clone()),
            permanent,
            temporary,
            head: self.head(known),
            members: others.map(|member| self.member(member)).collect(),
            other: None,
            purpose: self.text("purpose"),
            valid_until: None,
            signatory: self.signatory(),
        })
    }

    fn notice(&self, known: &Map<String, Value>) -> Notice {
        let (address, from, until) = match &self.service.definition.effect {
            Effect::Temporary { from, until, .. } => ("residence.temporary_address", self.text(from), self.text(until)),
            Effect::Permanent { .. } | Effect::None => {
                let from = self.dossier.progress.decided_at.map(|at| at.date_in_vietnam().to_string());
                ("residence.permanent_address", from, None)
            }
        };
        let companions = self.history.first().map_or_else(Vec::new, companions_in);
        let procedure = self.procedure();
        Notice {
            person: self.resident(known),
            dossier_code: self.dossier.code.clone(),
            result: self.say("dossiers-paper-granted", &[("service", procedure.as_str().into())]),
            procedure,
            address: text_of(known, address),
            effective_from: from,
            effective_until: until,
            head: self.head(known),
            members: companions.iter().map(|companion| self.companion(companion)).collect(),
            reason: None,
            signatory: self.signatory(),
        }
    }

    fn resident(&self, known: &Map<String, Value>) -> Resident {
        let words = self.catalogue.words();
        let word = |codes: &country::Codes, fact: &str| {
            text_of(known, fact).map(|code| codes.get(&code).map_or_else(|| code.clone(), |entry| entry.vi.clone()))
        };
        let nationality = text_of(known, "person.nationality");
        Resident {
            name: text_of(known, "person.full_name").unwrap_or_else(|| self.dossier.applicant_name.clone()),
            birth: text_of(known, "person.birth_date").unwrap_or_default(),
            sex: self.sex(text_of(known, "person.sex").as_deref().unwrap_or_default()),
            personal_number: text_of(known, "person.personal_number"),
            ethnicity: word(&words.ethnic_groups, "person.ethnicity"),
            religion: word(&words.religions, "person.religion"),
            nationality: nationality.map(|code| if code == "VN" { self.say("dossiers-paper-nationality-vn", &[]) } else { code }),
            origin: text_of(known, "person.origin"),
        }
    }

    fn head(&self, known: &Map<String, Value>) -> Head {
        let relation = text_of(known, "household.relation").and_then(|word| word.parse::<Relation>().ok());
        Head {
            name: text_of(known, "household.head_name"),
            relation: relation.map(|relation| self.relation(relation)),
            personal_number: text_of(known, "household.head_number"),
        }
    }

    fn member(&self, member: &HouseholdMember) -> Member {
        Member {
            name: member.person.name.full().to_owned(),
            birth: member.person.birth.to_string(),
            sex: self.sex(member.person.sex.as_str()),
            personal_number: member.person.number.map(|number| number.as_str().to_owned()),
            relation: self.relation(member.relation),
        }
    }

    fn companion(&self, companion: &Companion) -> Member {
        Member {
            name: companion.name.clone(),
            birth: companion.birth.clone(),
            sex: self.sex(&companion.sex),
            personal_number: companion.number.clone(),
            relation: self.relation(companion.relation),
        }
    }

    fn sex(&self, word: &str) -> String {
        match word {
            "male" => self.say("sex-male", &[]),
            "female" => self.say("sex-female", &[]),
            _ => String::new(),
        }
    }

    fn relation(&self, relation: Relation) -> String {
        let known = self.catalogue.words().relations.get(relation.as_str());
        known.map_or_else(|| relation.to_string(), |entry| entry.vi.clone())
    }

    /// The office that signs. Who holds it is filled in by the printer, who knows the officers.
    fn signatory(&self) -> Signatory {
        Signatory { title: self.say("dossiers-paper-signatory", &[]), name: String::new() }
    }
}

fn text_of(known: &Map<String, Value>, fact: &str) -> Option<String> {
    known.get(fact).and_then(Value::as_str).map(ToOwned::to_owned)
}
