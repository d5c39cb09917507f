//! Regrouping people who stay in their commune: a household splits (Law 68/2020 Art 25), two at one dwelling become one.
//!
//! Everybody keeps the residence they had, permanent or for a time, with its term; only household and relation are others.

use super::leave::{HeadChange, Leaving, NewHead, leave, put_head};
use super::settle::{
    ADDRESS_CHARACTERS_MAX, Forming, MOVERS_MAX, Mover, Settled, form_household, make_dwelling, residence_facts,
};
use crate::model::{
    ChangeId, ChangeKind, DwellingId, EndReason, Ground, Household, Member, Person, Relation, Residence, ResidenceId,
    address_key, may_head,
};
use crate::record::{Entry, as_one_act, record, record_as};
use crate::{Error, load, permit, sql};
use access::Actor;
use kernel::{Date, HouseholdId, PersonId, UnitCode};
use serde_json::{Map, json};
use std::collections::BTreeSet;
use store::{ReadTx, Tx, params};

/// The command to split a household.
#[derive(Debug, Clone)]
pub struct SplitHousehold {
    /// Which household.
    pub household: HouseholdId,
    /// Who forms the new one, and what they are to its head; exactly one is the head.
    pub members: Vec<Mover>,
    /// House and street in the same commune; nothing when they stay at the address.
    pub address: Option<String>,
    /// A head for the household left behind, when its own is among the members.
    pub new_heads: Vec<NewHead>,
    /// From which day.
    pub from: Date,
    /// On which ground. The consent of the dwelling's owner is the dossier's business and its evidence.
    pub ground: Ground,
}

/// The command to merge two households.
#[derive(Debug, Clone)]
pub struct MergeHouseholds {
    /// The household that ends.
    pub from: HouseholdId,
    /// The household at the same dwelling that takes its members in.
    pub into: HouseholdId,
    /// Each member of the household that ends, and what they are to the head of the other.
    pub members: Vec<Mover>,
    /// Another head for the merged household. Needed when adults come to a household of minors; then one of them.
    pub head: Option<PersonId>,
    /// From which day.
    pub on: Date,
    /// On which ground.
    pub ground: Ground,
}

/// Some members of a household form one of their own.
///
/// # Errors
/// [`Error::NotAMember`], [`Error::NobodyStays`], [`Error::OneHeadExactly`], [`Error::CannotHead`];
/// [`Error::NewHeadNeeded`] for the household left behind; [`Error::HouseholdNotFound`], [`Error::Denied`].
pub fn split_household(tx: &mut Tx<'_>, actor: &Actor, command: &SplitHousehold) -> Result<Settled, Error> {
    let household = open(tx, actor, command.household)?;
    let leaving = leavers(tx, actor, &household, &command.members)?;
    if leaving.len() == household.members.len() {
        return Err(Error::NobodyStays);
    }
    check_start(&leaving, command.from)?;
    let head = new_head(&leaving, command.from)?;
    as_one_act(tx, leaving[0].change, |tx| {
        part(tx, actor, &leaving, EndReason::Split, &command.new_heads, command.from, &command.ground)?;
        let (dwelling, address) = match &command.address {
            Some(address) => dwelling_at(tx, actor, &household.unit, address)?,
            None => (household.dwelling, household.address.clone()),
        };
        let forming =
            Forming { unit: &household.unit, dwelling, address: &address, number: None, head: Some(head), from: command.from };
        let formed = form_household(tx, actor, &forming, actor.new_id(), &command.ground)?;
        note_on(tx, actor, &household, ChangeKind::Split, formed, &command.ground)?;
        let joining = Joining {
            household: formed,
            dwelling,
            unit: &household.unit,
            kind: ChangeKind::Split,
            from: command.from,
            ground: &command.ground,
        };
        let changes = join(tx, actor, &leaving, &joining)?;
        Ok(Settled { household: Some(formed), unit: household.unit.clone(), changes })
    })
}

/// The members of one household join another at the same dwelling; the emptied one is dissolved.
///
/// # Errors
/// [`Error::DifferentDwellings`]; [`Error::NotAMember`] and [`Error::MemberLeftOut`], because everybody needs a relation;
/// [`Error::OneHeadExactly`] when somebody is called the head; [`Error::NewHeadNeeded`] when the head is a minor and adults
/// come; [`Error::HouseholdNotFound`], [`Error::Denied`].
pub fn merge_households(tx: &mut Tx<'_>, actor: &Actor, command: &MergeHouseholds) -> Result<Settled, Error> {
    let (from, into) = (open(tx, actor, command.from)?, open(tx, actor, command.into)?);
    if from.id == into.id {
        return Err(Error::NothingChanges);
    }
    if from.dwelling != into.dwelling {
        return Err(Error::DifferentDwellings);
    }
    let leaving = leavers(tx, actor, &from, &command.members)?;
    if let Some(member) = from.members.iter().find(|member| !leaving.iter().any(|leaver| leaver.person.id == member.person.id)) {
        return Err(Error::MemberLeftOut(member.person.id));
    }
    if leaving.iter().any(|leaver| leaver.relation == Relation::Head) {
        return Err(Error::OneHeadExactly);
    }
    check_start(&leaving, command.on)?;
    as_one_act(tx, leaving[0].change, |tx| {
        part(tx, actor, &leaving, EndReason::Merged, &[], command.on, &command.ground)?;
        note_on(tx, actor, &from, ChangeKind::Merged, into.id, &command.ground)?;
        let joining = Joining {
            household: into.id,
            dwelling: into.dwelling,
            unit: &into.unit,
            kind: ChangeKind::Merged,
            from: command.on,
            ground: &command.ground,
        };
        let changes = join(tx, actor, &leaving, &joining)?;
        settle_head(tx, actor, &into, command)?;
        Ok(Settled { household: Some(into.id), unit: into.unit.clone(), changes })
    })
}

/// Somebody who goes from one household to another, with the residence they have.
struct Leaver {
    person: Person,
    residence: Residence,
    relation: Relation,
    /// The change that ends the one residence and begins the other.
    change: ChangeId,
}

/// A household that the actor may change.
fn open(tx: &mut ReadTx<'_>, actor: &Actor, id: HouseholdId) -> Result<Household, Error> {
    let household = load::household(tx, id)?.ok_or(Error::HouseholdNotFound)?;
    if !permit::hidden_is_absent(permit::may_edit(actor, &household.unit))? {
        return Err(Error::HouseholdNotFound);
    }
    if household.dissolved_on.is_some() {
        return Err(Error::HouseholdDissolved(id));
    }
    Ok(household)
}

fn leavers(tx: &mut ReadTx<'_>, actor: &Actor, household: &Household, movers: &[Mover]) -> Result<Vec<Leaver>, Error> {
    if movers.is_empty() {
        return Err(Error::Nobody);
    }
    if movers.len() > MOVERS_MAX {
        return Err(Error::TooManyPeople(MOVERS_MAX));
    }
    let mut seen = BTreeSet::new();
    let mut leavers = Vec::with_capacity(movers.len());
    for mover in movers {
        if !seen.insert(mover.person) {
            return Err(Error::NamedTwice(mover.person));
        }
        let person = load::person(tx, mover.person)?.ok_or(Error::NotAMember(mover.person))?;
        let lives = person.residences.iter().find(|residence| residence.household == Some(household.id)).cloned();
        let residence = lives.ok_or(Error::NotAMember(mover.person))?;
        leavers.push(Leaver { person, residence, relation: mover.relation, change: actor.new_id() });
    }
    Ok(leavers)
}

/// Nobody leaves before they came.
fn check_start(leaving: &[Leaver], on: Date) -> Result<(), Error> {
    let early = leaving.iter().any(|leaver| leaver.residence.from.is_some_and(|from| on < from));
    if early { Err(Error::EndsBeforeStart) } else { Ok(()) }
}

/// The one who heads the new household, and may.
fn new_head(leaving: &[Leaver], on: Date) -> Result<PersonId, Error> {
    let mut heads = leaving.iter().filter(|leaver| leaver.relation == Relation::Head);
    let (Some(head), None) = (heads.next(), heads.next()) else { return Err(Error::OneHeadExactly) };
    let members: Vec<Member> = leaving
        .iter()
        .map(|leaver| Member {
            person: leaver.person.id,
            residence: leaver.residence.id,
            birth: leaver.person.facts.birth,
            relation: leaver.relation,
        })
        .collect();
    if may_head(&members, on).contains(&head.person.id) {
        Ok(head.person.id)
    } else {
        Err(Error::CannotHead { household: HouseholdId::from_raw(0), person: head.person.id })
    }
}

fn part(
    tx: &mut Tx<'_>,
    actor: &Actor,
    leaving: &[Leaver],
    reason: EndReason,
    new_heads: &[NewHead],
    on: Date,
    ground: &Ground,
) -> Result<(), Error> {
    let residences = leaving.iter().map(|leaver| (&leaver.person, &leaver.residence, reason, leaver.change)).collect();
    leave(tx, actor, &Leaving { residences, staying: None, new_heads, on, ground })
}

/// Writes on the household that people leave which one they form or join.
fn note_on(
    tx: &mut Tx<'_>,
    actor: &Actor,
    household: &Household,
    kind: ChangeKind,
    other: HouseholdId,
    ground: &Ground,
) -> Result<(), Error> {
    let entry = Entry {
        kind,
        person: None,
        household: Some(household.id),
        unit: &household.unit,
        unit_before: None,
        before: Map::new(),
        after: Map::from_iter([("household".to_owned(), json!(other))]),
    };
    record(tx, actor, ground, &entry)?;
    Ok(())
}

/// The household that people come to.
struct Joining<'a> {
    household: HouseholdId,
    dwelling: DwellingId,
    unit: &'a UnitCode,
    kind: ChangeKind,
    from: Date,
    ground: &'a Ground,
}

/// Writes each one's residence in the household they come to. The commune is the same, so search and unit stay.
fn join(tx: &mut Tx<'_>, actor: &Actor, leaving: &[Leaver], joining: &Joining<'_>) -> Result<Vec<ChangeId>, Error> {
    let mut changes = Vec::with_capacity(leaving.len());
    for Leaver { person, residence, relation, change } in leaving {
        let id: ResidenceId = actor.new_id();
        tx.execute(
            &sql::INSERT_RESIDENCE,
            params![
                id,
                person.id,
                residence.kind,
                joining.dwelling,
                joining.household,
                relation,
                joining.from,
                residence.until,
                change
            ],
        )?;
        let now = load::residences(tx, person.id)?;
        let entry = Entry {
            kind: joining.kind,
            person: Some(person.id),
            household: Some(joining.household),
            unit: joining.unit,
            unit_before: None,
            before: residence_facts(residence),
            after: now.iter().find(|other| other.id == id).map(residence_facts).unwrap_or_default(),
        };
        record_as(tx, actor, *change, joining.ground, &entry)?;
        changes.push(*change);
    }
    Ok(changes)
}

/// The dwelling at an address of the commune, made where there is none.
pub(crate) fn dwelling_at(tx: &mut Tx<'_>, actor: &Actor, unit: &UnitCode, address: &str) -> Result<(DwellingId, String), Error> {
    let address = kernel::name::tidy_spaces(address);
    let key = address_key(&address);
    if key.is_empty() || address.chars().count() > ADDRESS_CHARACTERS_MAX {
        return Err(Error::BadAddress);
    }
    let dwelling = match tx.optional::<(DwellingId,)>(&sql::DWELLING_AT, params![unit, key])? {
        Some((dwelling,)) => dwelling,
        None => make_dwelling(tx, actor, unit, &address)?,
    };
    Ok((dwelling, address))
}

/// Gives the merged household the head that was chosen, or sees to it that its own may go on.
fn settle_head(tx: &mut Tx<'_>, actor: &Actor, into: &Household, command: &MergeHouseholds) -> Result<(), Error> {
    let members = load::members(tx, into.id)?;
    let candidates = may_head(&members, command.on);
    let new = match (command.head, into.head) {
        (Some(chosen), _) if !candidates.contains(&chosen) => {
            return Err(Error::CannotHead { household: into.id, person: chosen });
        }
        (Some(chosen), head) if head == Some(chosen) => return Ok(()),
        (Some(chosen), _) => chosen,
        (None, Some(head)) if candidates.contains(&head) => return Ok(()),
        (None, _) => return Err(Error::NewHeadNeeded { household: into.id, candidates }),
    };
    let change = HeadChange { household: into.id, unit: &into.unit, old: into.head, new, members: &members, stated: &[] };
    put_head(tx, actor, &change, &command.ground)
}
