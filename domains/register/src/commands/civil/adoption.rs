//! Registering an adoption (Law 52/2010 Art 8, 13 and 14).

use super::birth::join;
use super::status::put_name;
use super::{Party, Registered, Turn, one_is_known, party};
use crate::model::{
    BookEntry, ChangeId, ChangeKind, CivilRecord, CivilRules, Ground, Person, RelationKind, check_living, check_parent,
};
use crate::record::as_one_act;
use crate::relations::{self, Line, NewRelation, ancestors, begin, no_cycle};
use crate::{CivilError, Error};
use access::Actor;
use kernel::{Date, PartialDate, PersonName};
use store::Tx;

/// The command.
#[derive(Debug, Clone)]
pub struct RegisterAdoption {
    /// Who is adopted.
    pub child: Party,
    /// Who adopts: one person, or a married couple.
    pub adopters: Vec<Party>,
    /// Whether a step-parent, an aunt or an uncle adopts: the law then asks for no difference of age.
    pub by_relative: bool,
    /// The day of the registration.
    pub on: Date,
    /// A new name for the child.
    pub name: Option<PersonName>,
    /// Whether the child joins the first adopter's household as a permanent resident.
    pub joins: bool,
    /// The entry in the book of adoptions.
    pub book: BookEntry,
    /// On which ground.
    pub ground: Ground,
}

/// Registers an adoption: the adopters become parents beside those by birth.
///
/// # Errors
/// [`CivilError`] for those who cannot adopt or be adopted; [`Error::NotLiving`], [`Error::PersonNotFound`],
/// [`Error::Denied`]; what [`move_permanent`](crate::move_permanent) refuses, when the child joins a household.
pub fn register_adoption(
    tx: &mut Tx<'_>,
    actor: &Actor,
    command: &RegisterAdoption,
    rules: &CivilRules,
) -> Result<Registered, Error> {
    let parties: Vec<&Party> = std::iter::once(&command.child).chain(&command.adopters).collect();
    one_is_known(&parties)?;
    let child = party(tx, actor, &command.child)?;
    let mut adopters = Vec::with_capacity(command.adopters.len());
    for adopter in &command.adopters {
        adopters.push(party(tx, actor, adopter)?);
    }
    check_child(tx, actor, command, &child, rules)?;
    check_couple(tx, &adopters)?;
    for adopter in &adopters {
        check_adopter(tx, actor, command, &child, adopter, rules)?;
    }
    let change: ChangeId = actor.new_id();
    as_one_act(tx, change, |tx| adopt(tx, actor, change, command, &child, &adopters))?;
    Ok(Registered::new(child.id, change))
}

fn adopt(
    tx: &mut Tx<'_>,
    actor: &Actor,
    change: ChangeId,
    command: &RegisterAdoption,
    child: &Person,
    adopters: &[Person],
) -> Result<(), Error> {
    let record = CivilRecord { book: command.book.clone(), ..CivilRecord::default() };
    let mut turn = Turn::new(ChangeKind::Adoption, child).booked(&record);
    for adopter in adopters {
        let kind = RelationKind::adoptive_parent(adopter.facts.sex);
        let since = Some(PartialDate::from(command.on));
        begin(tx, actor, change, NewRelation { person: child.id, kind, other: adopter.id, since })?;
        turn = turn.fact(kind.as_str(), &None::<kernel::PersonId>, &adopter.id);
    }
    if let Some(name) = command.name.as_ref().filter(|name| **name != child.facts.name) {
        put_name(tx, child, name)?;
        turn = turn.fact("name", &child.facts.name, name);
    }
    turn.write(tx, actor, change, &command.ground)?;
    if let Some(adopter) = adopters.first().filter(|_| command.joins) {
        join(tx, actor, child.id, adopter, &command.ground)?;
    }
    Ok(())
}

fn check_child(
    tx: &mut Tx<'_>,
    actor: &Actor,
    command: &RegisterAdoption,
    child: &Person,
    rules: &CivilRules,
) -> Result<(), Error> {
    check_living(child)?;
    super::check_day(&command.on.into(), actor, &[child])?;
    let years_max = if command.by_relative { rules.adoption_age_max_relative } else { rules.adoption_age_max };
    if child.facts.birth.age_on(command.on).least >= years_max {
        return Err(CivilError::TooOldForAdoption { person: child.id, years_max }.into());
    }
    let adopted = relations::parents(tx, child.id)?.iter().any(|(_, kind)| !kind.is_birth_parent());
    if adopted { Err(CivilError::AlreadyAdopted(child.id).into()) } else { Ok(()) }
}

/// One person adopts, or two who are married to each other.
fn check_couple(tx: &mut Tx<'_>, adopters: &[Person]) -> Result<(), Error> {
    let fits = match adopters {
        [_] => true,
        [one, other] => relations::marriage(tx, one.id)?.is_some_and(|tie| tie.besides(one.id) == other.id),
        _ => false,
    };
    if fits { Ok(()) } else { Err(CivilError::AdoptersNotACouple.into()) }
}

fn check_adopter(
    tx: &mut Tx<'_>,
    actor: &Actor,
    command: &RegisterAdoption,
    child: &Person,
    adopter: &Person,
    rules: &CivilRules,
) -> Result<(), Error> {
    check_living(adopter)?;
    if adopter.facts.birth.age_on(actor.today()).most < crate::ADULT_YEARS {
        return Err(CivilError::GuardianMinor(adopter.id).into());
    }
    check_parent(child, adopter, RelationKind::adoptive_parent(adopter.facts.sex), rules)?;
    let years_min = rules.adoption_age_gap;
    if !command.by_relative && adopter.facts.birth.age_on(child.facts.birth.latest()).most < years_min {
        return Err(CivilError::TooCloseInAge { older: adopter.id, younger: child.id, years_min }.into());
    }
    no_cycle(tx, child.id, adopter.id)?;
    // Grandparents do not adopt grandchildren, nor brothers and sisters each other (Law 52/2010 Art 13).
    let above = ancestors(tx, child.id, Line::Any)?;
    let parents = relations::parents(tx, adopter.id)?;
    let siblings = parents.iter().any(|(parent, _)| above.get(parent) == Some(&1));
    if siblings || above.contains_key(&adopter.id) {
        return Err(CivilError::TooCloselyRelated { one: child.id, other: adopter.id }.into());
    }
    Ok(())
}
