//! What a decision in favour changes in the register, in the same transaction.

use crate::Error;
use crate::commands::{Companion, SERVE, with_purpose};
use crate::history::companions;
use crate::load::Dossier;
use crate::services::{Answers, Catalogue, Effect, Service};
use access::Actor;
use kernel::{Date, ErrorKind, UnitCode};
use register::{
    Ground, HeadNeeded, Home, MovePermanent, Mover, NewHead, RegisterTemporary, Registration, Relation, Settled, Stay,
};
use serde_json::{Value, json};
use store::{ReadTx, Tx};

/// Does what the service says. Gives what was done, for the history of the dossier.
pub(crate) fn apply(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    dossier: &Dossier,
    service: &Service,
    new_heads: &[NewHead],
) -> Result<Option<Value>, Error> {
    let actor = with_purpose(actor, SERVE);
    let registration = registration(tx, &actor, catalogue, dossier, service, new_heads)?;
    registration.map(|registration| Ok(done(&registration.register(tx, &actor)?))).transpose()
}

/// The households that a grant would leave without a head, as far as it can be foreseen: what else stands in the way of a
/// grant is told when somebody tries.
pub(crate) fn heads_needed(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    dossier: &Dossier,
    service: &Service,
) -> Result<Vec<HeadNeeded>, Error> {
    let foreseen = match registration(tx, actor, catalogue, dossier, service, &[]) {
        Ok(Some(registration)) => registration.heads_needed(tx, actor).map_err(Error::from),
        Ok(None) => Ok(Vec::new()),
        Err(error) => Err(error),
    };
    match foreseen {
        Err(error) if matches!(error.kind(), ErrorKind::Unavailable | ErrorKind::Internal) => Err(error),
        foreseen => Ok(foreseen.unwrap_or_default()),
    }
}

/// What the service's effect asks of the register; nothing for a service that changes nothing there.
fn registration(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    dossier: &Dossier,
    service: &Service,
    new_heads: &[NewHead],
) -> Result<Option<Registration>, Error> {
    let companions = companions(tx, dossier.id)?;
    let grant = Grant { dossier, companions: &companions, new_heads };
    Ok(Some(match &service.definition.effect {
        Effect::None => return Ok(None),
        Effect::Temporary { unit, address, from, until, members: _, months_max } => {
            Registration::Temporary(RegisterTemporary {
                people: grant.movers(Relation::NonRelative),
                at: Stay::Alone { unit: grant.unit(unit)?, address: grant.text(address)?.to_owned() },
                from: grant.date(from)?,
                until: grant.date(until)?,
                months_max: catalogue.count(&months_max.fact, actor.today())?,
                // Who moves on, or stays longer, registers anew; the old registration ends with that.
                replaces: true,
                new_heads: grant.new_heads.to_vec(),
                ground: grant.ground(),
            })
        }
        Effect::Permanent { unit, address, members: _, household_of, relation } => {
            let (to, own_relation) = match dossier.answers.get(household_of) {
                Some(_) => (joined(tx, dossier, household_of)?, grant.relation(relation)?),
                None => (
                    Home::Found { unit: grant.unit(unit)?, address: grant.text(address)?.to_owned(), number: None },
                    Relation::Head,
                ),
            };
            Registration::Permanent(MovePermanent {
                people: grant.movers(own_relation),
                to,
                new_heads: grant.new_heads.to_vec(),
                from: actor.today(),
                ground: grant.ground(),
            })
        }
    }))
}

struct Grant<'a> {
    dossier: &'a Dossier,
    companions: &'a [Companion],
    new_heads: &'a [NewHead],
}

impl Grant<'_> {
    fn text(&self, field: &str) -> Result<&str, Error> {
        text(&self.dossier.answers, field)
    }

    fn unit(&self, field: &str) -> Result<UnitCode, Error> {
        self.text(field)?.parse().map_err(|_| Error::AnswerUnreadable)
    }

    fn date(&self, field: &str) -> Result<Date, Error> {
        self.text(field)?.parse().map_err(|_| Error::AnswerUnreadable)
    }

    fn relation(&self, field: &str) -> Result<Relation, Error> {
        self.text(field)?.parse().map_err(|_| Error::AnswerUnreadable)
    }

    fn ground(&self) -> Ground {
        Ground::new(self.dossier.service.clone()).in_dossier(self.dossier.id).proven_by(self.dossier.code.clone())
    }

    /// The applicant and who comes along.
    fn movers(&self, own_relation: Relation) -> Vec<Mover> {
        let applicant = Mover { person: self.dossier.applicant, relation: own_relation };
        // In a household of their own the companions are to the applicant what they were; in another's they are relatives.
        let relation =
            |companion: &Companion| if own_relation == Relation::Head { companion.relation } else { Relation::OtherRelative };
        let others = self.companions.iter().map(|companion| Mover { person: companion.person, relation: relation(companion) });
        std::iter::once(applicant).chain(others).collect()
    }
}

fn text<'a>(answers: &'a Answers, field: &str) -> Result<&'a str, Error> {
    answers.get(field).and_then(Value::as_str).ok_or(Error::AnswerUnreadable)
}

/// The household that is joined: the one whose head agreed, who must still be its head.
fn joined(tx: &mut ReadTx<'_>, dossier: &Dossier, household_of: &str) -> Result<Home, Error> {
    let number = text(&dossier.answers, household_of)?.parse().map_err(|_| Error::AnswerUnreadable)?;
    let head = register::headed_by(tx, &number)?.filter(|head| Some(head.head) == dossier.consenter && head.unit == dossier.unit);
    head.map(|head| Home::Join(head.household)).ok_or(Error::HeadChanged)
}

fn done(settled: &Settled) -> Value {
    json!({ "household": settled.household, "unit": settled.unit, "changes": settled.changes })
}
