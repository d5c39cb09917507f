//! Finding people by name, number, telephone, address, household and birth date within units.
//!
//! The name is folded and taken apart; each way to read it becomes a few probes of an index on
//! (given, family, unit). Readings that cost more are tried only when the cheaper ones found too little:
//! as typed; with another middle name; with family and given name swapped; with slips of the finger, by the syllables
//! that occur in the register; without the family name. What was found is ranked in memory.

mod asked;
mod keys;
mod probe;
mod rank;
mod reading;
mod variants;
mod vocabulary;

pub use asked::Search;

use crate::model::{Fields, Person, PersonSummary};
use crate::permit::Closed;
use crate::{Error, load, permit, reform, sql};
use access::{Actor, Denied, Resource, Subject};
use kernel::personal_number::IdentityNumber;
use kernel::{PersonId, UnitCode};
use store::{ReadTx, Tx, params};

/// The most persons that a search finds; who needs more says more.
pub const SEARCH_RESULTS_MAX: usize = 300;
/// The longest text that is looked at, in characters.
pub const SEARCH_CHARACTERS_MAX: usize = 120;

/// A person found.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Hit {
    /// Who.
    pub person: PersonSummary,
    /// How well the person fits, from 0 to 1.
    pub score: f64,
}

/// A page of persons found, the best first.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Found {
    /// The page.
    pub hits: Vec<Hit>,
    /// How many were found, at most [`SEARCH_RESULTS_MAX`].
    pub total: usize,
    /// Whether there may be more than that.
    pub capped: bool,
}

/// Searches, and writes who was shown before the answer is given.
///
/// On the embedded database all writes take turns, so a server does better with [`find`] in a reading unit of work and
/// [`Closed::open`] in a writing one.
///
/// # Errors
/// [`Error::SearchTooWide`] without anything to find people by; [`Error::StreetTooWide`]; [`Error::Denied`] outside the actor's units or without a purpose.
pub fn search(tx: &mut Tx<'_>, actor: &Actor, search: &Search) -> Result<Found, Error> {
    let found = find(tx, actor, search)?;
    found.open(tx, actor)
}

/// Searches; what was found stays closed until the access entries are written.
///
/// # Errors
/// Those of [`search()`].
pub fn find(tx: &mut ReadTx<'_>, actor: &Actor, search: &Search) -> Result<Closed<Found>, Error> {
    let Scope { units, probed, former } = scope(tx, actor, search.unit.as_ref())?;
    let mut found = candidates(tx, &units, probed.as_deref().unwrap_or(&units), search)?;
    if probed.is_some() {
        keep_within(tx, &mut found, &units)?;
    }
    if let Some(former) = &former {
        let ids: Vec<PersonId> = found.iter().map(|hit| hit.person.id).collect();
        let lived = reform::lived_in(tx, former, &ids)?;
        found.retain(|hit| lived.contains(&hit.person.id) || former.contains(&hit.person.unit));
    }
    rank::order(&mut found);
    found.truncate(SEARCH_RESULTS_MAX);
    let total = found.len();
    let start = usize::try_from(search.page.offset()).unwrap_or(usize::MAX).min(total);
    let end = start.saturating_add(usize::try_from(search.page.limit()).unwrap_or(0)).min(total);
    let (mut people, scores): (Vec<PersonSummary>, Vec<f64>) = found.drain(start..end).map(|hit| (hit.person, hit.score)).unzip();
    load::add_addresses(tx, &mut people)?;
    let shown: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let hits = people.into_iter().zip(scores).map(|(person, score)| Hit { person, score }).collect();
    let found = Found { hits, total, capped: total == SEARCH_RESULTS_MAX };
    Ok(Closed::new(found, shown, Fields::IDENTITY | Fields::RESIDENCE))
}

/// Where to search.
struct Scope {
    /// The units in which a person must live.
    units: Vec<UnitCode>,
    /// The units whose names are looked at, when others than those: while the map is redrawn.
    probed: Option<Vec<UnitCode>>,
    /// A unit that ended, in which the person's dwelling must have lain.
    former: Option<UnitCode>,
}

/// The units to search: the one asked for, when the actor may; else all in which the actor may. A unit that ended is
/// searched in those that took it over.
fn scope(tx: &mut ReadTx<'_>, actor: &Actor, unit: Option<&UnitCode>) -> Result<Scope, Error> {
    let mut former = None;
    let units = match unit {
        Some(unit) => match reform::searched_instead(tx, unit)? {
            Some(instead) => {
                former = Some(unit.clone());
                // The unit itself too: while it ends, some still live in it.
                permitted(actor, instead.into_iter().chain([unit.clone()]).collect())?
            }
            None => {
                actor.authorize(permit::SEARCH, &Resource::new("person").unit(unit.clone()))?;
                vec![unit.clone()]
            }
        },
        None => own_scope(actor)?,
    };
    let probed = if reform::under_way(tx)? { Some(reform::extended(tx, &units)?) } else { None };
    Ok(Scope { units, probed, former })
}

/// Those of `units` in which the actor may search; the first refusal when it is none.
fn permitted(actor: &Actor, units: Vec<UnitCode>) -> Result<Vec<UnitCode>, Denied> {
    let mut refusal = Denied::Hidden;
    let mut permitted = Vec::new();
    for unit in units {
        match actor.authorize(permit::SEARCH, &Resource::new("person").unit(unit.clone())) {
            Ok(()) => permitted.push(unit),
            Err(Denied::Hidden) => {}
            Err(other) => refusal = other,
        }
    }
    if permitted.is_empty() { Err(refusal) } else { Ok(permitted) }
}

/// All units in which the actor may search.
fn own_scope(actor: &Actor) -> Result<Vec<UnitCode>, Denied> {
    if matches!(actor.subject, Subject::System { .. }) {
        actor.authorize(permit::SEARCH, &Resource::new("person"))?;
        return Ok(vec![UnitCode::nation()]);
    }
    let units = actor.units_for(permit::SEARCH);
    if units.is_empty() {
        // Asking without a unit says what is missing: a role, a purpose, a proof.
        actor.authorize(permit::SEARCH, &Resource::new("person"))?;
        return Err(Denied::Forbidden);
    }
    Ok(units)
}

/// Drops whoever was found under a commune that ended but lives in another part of it.
fn keep_within(tx: &mut ReadTx<'_>, found: &mut Vec<Hit>, units: &[UnitCode]) -> Result<(), Error> {
    let inside = |unit: &UnitCode| units.iter().any(|outer| outer.contains(unit));
    let mut kept = Vec::with_capacity(found.len());
    for hit in found.drain(..) {
        if inside(&hit.person.unit) || load::residences(tx, hit.person.id)?.iter().any(|residence| inside(&residence.unit)) {
            kept.push(hit);
        }
    }
    *found = kept;
    Ok(())
}

/// Who fits, led by what finds the fewest: a number, a telephone, a household, a name, an address.
fn candidates(tx: &mut ReadTx<'_>, units: &[UnitCode], probed: &[UnitCode], search: &Search) -> Result<Vec<Hit>, Error> {
    let stated = |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let address = stated(&search.address);
    if let Some(number) = stated(&search.number) {
        return match IdentityNumber::parse_typed(&number) {
            Ok(number) => by_number(tx, number, units, search),
            Err(_) => Ok(Vec::new()),
        };
    }
    let mut people = if let Some(phone) = stated(&search.phone) {
        let ids = keys::by_phone(tx, &phone)?;
        reached(tx, &ids, units)?
    } else if let Some(household) = stated(&search.household) {
        let ids = keys::by_household(tx, &household, units)?;
        load::summaries(tx, &ids)?
    } else if !kernel::name::fold(&search.text).is_empty() {
        return by_name(tx, probed, search, address.as_deref());
    } else if let Some(address) = &address {
        let ids = keys::by_address(tx, address, units)?;
        load::summaries(tx, &ids)?
    } else {
        return Err(Error::SearchTooWide);
    };
    if let Some(address) = &address {
        keys::keep_living_at(tx, address, &mut people)?;
    }
    let typed = kernel::name::tidy_spaces(&search.text);
    Ok(scored(people, &typed, search).filter(|hit| typed.is_empty() || hit.score >= probe::LEAST).collect())
}

/// The persons among `ids` who live in one of the units.
fn reached(tx: &mut ReadTx<'_>, ids: &[PersonId], units: &[UnitCode]) -> Result<Vec<PersonSummary>, Error> {
    let mut within = Vec::with_capacity(ids.len());
    for id in ids {
        within.extend(load::person(tx, *id)?.filter(|person| lives_in(person, units)).map(|person| person.id));
    }
    load::summaries(tx, &within)
}

fn lives_in(person: &Person, units: &[UnitCode]) -> bool {
    permit::units_of(person).iter().any(|lives_in| units.iter().any(|unit| unit.contains(lives_in)))
}

/// Those whose birth date may be the one asked for, each with how well the name fits what was typed.
fn scored<'a>(people: Vec<PersonSummary>, typed: &'a str, search: &'a Search) -> impl Iterator<Item = Hit> + 'a {
    let folded = kernel::name::fold(typed);
    let fits = |person: &PersonSummary| search.birth.is_none_or(|birth| birth.may_equal(&person.birth));
    people.into_iter().filter(fits).map(move |person| {
        let score = if folded.is_empty() { 1.0 } else { rank::Typed::new(typed, &folded).score(&person.name) };
        Hit { person, score }
    })
}

fn by_number(tx: &mut ReadTx<'_>, number: IdentityNumber, units: &[UnitCode], search: &Search) -> Result<Vec<Hit>, Error> {
    let candidates: Vec<Person> = match number {
        IdentityNumber::Personal(number) => load::person_by_number(tx, &number)?.into_iter().collect(),
        IdentityNumber::Old(number) => {
            let ids = tx.many::<(PersonId,)>(&sql::PERSONS_BY_OLD_NUMBER, params![number])?;
            let mut persons = Vec::with_capacity(ids.len());
            for (id,) in ids {
                persons.extend(load::person(tx, id)?);
            }
            persons
        }
    };
    let fits =
        |person: &&Person| lives_in(person, units) && search.birth.is_none_or(|birth| birth.may_equal(&person.facts.birth));
    let ids: Vec<PersonId> = candidates.iter().filter(fits).map(|person| person.id).collect();
    Ok(load::summaries(tx, &ids)?.into_iter().map(|person| Hit { person, score: 1.0 }).collect())
}

fn by_name(tx: &mut ReadTx<'_>, units: &[UnitCode], search: &Search, address: Option<&str>) -> Result<Vec<Hit>, Error> {
    let typed: String = kernel::name::tidy_spaces(&search.text).chars().take(SEARCH_CHARACTERS_MAX).collect();
    let folded = kernel::name::fold(&typed);
    let wanted =
        usize::try_from(search.page.offset() + search.page.limit()).unwrap_or(SEARCH_RESULTS_MAX).min(SEARCH_RESULTS_MAX);
    // A filter that comes after the probes needs more to choose from.
    let wanted = if address.is_some() { SEARCH_RESULTS_MAX } else { wanted };
    let years = search.birth.map_or((0, 9999), |birth| (i64::from(birth.year()), i64::from(birth.year())));
    let mut prober = probe::Prober::new(&folded, units, years, wanted);
    prober.run(tx)?;
    let candidates = prober.into_best(SEARCH_RESULTS_MAX);
    let ids: Vec<PersonId> = candidates.iter().map(|candidate| candidate.person).collect();
    let mut people = load::summaries(tx, &ids)?;
    if let Some(address) = address {
        keys::keep_living_at(tx, address, &mut people)?;
    }
    Ok(scored(people, &typed, search).collect())
}
