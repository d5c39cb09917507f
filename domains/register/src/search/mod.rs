//! Finding people by name, number and birth date within units.
//!
//! The name is folded and taken apart; each way to read it becomes a few probes of an index on
//! (given, family, unit). Readings that cost more are tried only when the cheaper ones found too little:
//! as typed; with another middle name; with family and given name swapped; with slips of the finger, by the syllables
//! that occur in the register; without the family name. What was found is ranked in memory.

mod probe;
mod rank;
mod reading;
mod variants;

use crate::model::{Fields, Person, PersonSummary};
use crate::permit::Closed;
use crate::queries::Page;
use crate::{Error, load, permit, sql};
use access::{Actor, Denied, Resource, Subject};
use kernel::personal_number::IdentityNumber;
use kernel::{PartialDate, PersonId, UnitCode};
use store::{ReadTx, Tx, params};

/// The most persons that a search finds; who needs more says more.
pub const SEARCH_RESULTS_MAX: usize = 300;
/// The longest text that is looked at, in characters.
pub const SEARCH_CHARACTERS_MAX: usize = 120;

/// What is searched.
#[derive(Clone, PartialEq, Eq)]
pub struct Search {
    /// A name, whole or in part, with or without diacritics; or a number.
    pub text: String,
    /// Where; nothing for all units that the actor may search.
    pub unit: Option<UnitCode>,
    /// The birth date, which may be known in part.
    pub birth: Option<PartialDate>,
    /// A number of twelve or nine digits.
    pub number: Option<String>,
    /// Which page of the answer.
    pub page: Page,
}

impl Search {
    /// A search by text everywhere the actor may search, first page of twenty.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), unit: None, birth: None, number: None, page: Page::first(20) }
    }

    /// The same search in `unit`.
    #[must_use]
    pub fn within(mut self, unit: UnitCode) -> Self {
        self.unit = Some(unit);
        self
    }

    /// The same search for those who may be born on `birth`.
    #[must_use]
    pub const fn born(mut self, birth: PartialDate) -> Self {
        self.birth = Some(birth);
        self
    }
}

impl std::fmt::Debug for Search {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Search").field("unit", &self.unit).finish_non_exhaustive()
    }
}

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
/// [`Error::SearchTooWide`] without a name or number; [`Error::Denied`] outside the actor's units or without a purpose.
pub fn search(tx: &mut Tx<'_>, actor: &Actor, search: &Search) -> Result<Found, Error> {
    let found = find(tx, actor, search)?;
    found.open(tx, actor)
}

/// Searches; what was found stays closed until the access entries are written.
///
/// # Errors
/// Those of [`search()`].
pub fn find(tx: &mut ReadTx<'_>, actor: &Actor, search: &Search) -> Result<Closed<Found>, Error> {
    let units = scope(actor, search.unit.as_ref())?;
    let mut found = match number_of(search) {
        Some(Ok(number)) => by_number(tx, number, &units, search)?,
        Some(Err(_)) => Vec::new(),
        None => by_name(tx, &units, search)?,
    };
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

/// The units to search: the one asked for, when the actor may; else all in which the actor may.
fn scope(actor: &Actor, unit: Option<&UnitCode>) -> Result<Vec<UnitCode>, Denied> {
    if let Some(unit) = unit {
        actor.authorize(permit::SEARCH, &Resource::new("person").unit(unit.clone()))?;
        return Ok(vec![unit.clone()]);
    }
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

/// The number searched for, when the search is for one: stated as such, or a text that begins with a digit.
fn number_of(search: &Search) -> Option<Result<IdentityNumber, kernel::personal_number::BadNumber>> {
    let stated = search.number.as_deref().map(str::trim).filter(|number| !number.is_empty());
    let typed = search.text.trim();
    let typed = typed.starts_with(|letter: char| letter.is_ascii_digit()).then_some(typed);
    stated.or(typed).map(IdentityNumber::parse_typed)
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
    let reached = |person: &&Person| {
        permit::units_of(person).iter().any(|lives_in| units.iter().any(|unit| unit.contains(lives_in)))
            && search.birth.is_none_or(|birth| birth.may_equal(&person.facts.birth))
    };
    let ids: Vec<PersonId> = candidates.iter().filter(reached).map(|person| person.id).collect();
    Ok(load::summaries(tx, &ids)?.into_iter().map(|person| Hit { person, score: 1.0 }).collect())
}

fn by_name(tx: &mut ReadTx<'_>, units: &[UnitCode], search: &Search) -> Result<Vec<Hit>, Error> {
    let typed: String = kernel::name::tidy_spaces(&search.text).chars().take(SEARCH_CHARACTERS_MAX).collect();
    let folded = kernel::name::fold(&typed);
    if folded.is_empty() {
        return Err(Error::SearchTooWide);
    }
    let wanted =
        usize::try_from(search.page.offset() + search.page.limit()).unwrap_or(SEARCH_RESULTS_MAX).min(SEARCH_RESULTS_MAX);
    let years = search.birth.map_or((0, 9999), |birth| (i64::from(birth.year()), i64::from(birth.year())));
    let mut prober = probe::Prober::new(&folded, units, years, wanted);
    prober.run(tx)?;
    let candidates = prober.into_best(SEARCH_RESULTS_MAX);
    let ids: Vec<PersonId> = candidates.iter().map(|candidate| candidate.person).collect();
    let people = load::summaries(tx, &ids)?;
    let typed = rank::Typed::new(&typed, &folded);
    let fits = |person: &PersonSummary| search.birth.is_none_or(|birth| birth.may_equal(&person.birth));
    Ok(people.into_iter().filter(fits).map(|person| Hit { score: typed.score(&person.name), person }).collect())
}
