//! The register as a review sees it: ranges of persons and households with all that a rule can judge them by.
//!
//! Only the program reads this way, and shows nobody what it read: what it concludes carries ids and codes. An officer who
//! looks at a conclusion opens the record, and that is written down like every other look. [`people`] and
//! [`household_titles`] are what a list of conclusions shows of them.

mod lists;

pub use lists::{HouseholdTitle, household_titles, people};

use crate::model::{ChangeId, LifeState, Person, Relation, RelationKind, ResidenceKind};
use crate::sql::review as sql;
use crate::{Error, load, permit};
use access::{Actor, Resource};
use kernel::{Date, HouseholdId, Instant, PartialDate, PersonId, UnitCode};
use std::collections::HashMap;
use std::hash::Hash;
use store::{FromRow, ReadTx, Statement, params};

/// The most persons or households that one look reads.
pub const REVIEWED_MAX: u32 = 5_000;
/// The most rows about a range that one look reads: a household of thousands is a defect of the data, not of the review.
const ROWS_MAX: i64 = 500_000;
/// The most households or relatives of one person that are followed.
const FOLLOWED_MAX: i64 = 200;

/// A range of ids: those after `after`, up to and with `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Everything up to and with this id is left out.
    pub after: i64,
    /// The last id.
    pub until: i64,
}

impl Span {
    /// All that comes after an id.
    #[must_use]
    pub const fn after(id: i64) -> Self {
        Self { after: id, until: i64::MAX }
    }

    /// One id alone.
    #[must_use]
    pub const fn only(id: i64) -> Self {
        Self { after: id - 1, until: id }
    }
}

/// Where a person lives, as a rule sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedResidence {
    /// Permanent or temporary.
    pub kind: ResidenceKind,
    /// The commune of the dwelling.
    pub unit: UnitCode,
    /// The household.
    pub household: Option<HouseholdId>,
    /// What the person is to its head.
    pub relation: Option<Relation>,
}

/// A person with all that a rule can judge the record by.
#[derive(Debug, Clone)]
pub struct ReviewedPerson {
    /// The facts; `residences` are left empty, see [`Self::residences`].
    pub person: Person,
    /// The residences in force.
    pub residences: Vec<ReviewedResidence>,
    /// Kind of tie and birth date of each parent.
    pub parents: Vec<(RelationKind, PartialDate)>,
    /// How many spouses the person has.
    pub spouses: i64,
    /// Since when the person is away.
    pub away_since: Option<Date>,
    /// Who had the person's number before it was cancelled for them.
    pub number_of: Option<PersonId>,
    /// Who else has the person's old number.
    pub old_number_with: Vec<PersonId>,
    /// When anything about the person was entered, changed or confirmed last.
    pub touched_at: Instant,
}

/// A member of a household, as a rule sees it.
#[derive(Debug, Clone)]
pub struct ReviewedMember {
    /// Who.
    pub person: PersonId,
    /// Birth date.
    pub birth: PartialDate,
    /// Whether alive.
    pub state: LifeState,
    /// What the member is to the head.
    pub relation: Option<Relation>,
    /// Since when the member is away.
    pub away_since: Option<Date>,
}

/// A household with its members.
#[derive(Debug, Clone)]
pub struct ReviewedHousehold {
    /// Its id.
    pub id: HouseholdId,
    /// Its commune.
    pub unit: UnitCode,
    /// Its head.
    pub head: Option<PersonId>,
    /// Whether it has been dissolved.
    pub dissolved: bool,
    /// Who lives in it.
    pub members: Vec<ReviewedMember>,
}

fn may_review(actor: &Actor) -> Result<(), Error> {
    Ok(actor.authorize(permit::REVIEW, &Resource::new("person"))?)
}

/// The next persons of a range, at most `rows`, in the order of their ids.
///
/// # Errors
/// [`Error::Denied`] for everybody but the program; failures of the store.
pub fn persons(tx: &mut ReadTx<'_>, actor: &Actor, span: Span, rows: u32) -> Result<Vec<ReviewedPerson>, Error> {
    may_review(actor)?;
    let limit = i64::from(rows.clamp(1, REVIEWED_MAX));
    let found = load::persons_between(tx, span, limit)?;
    let Some(last) = found.last().map(|person| person.id) else { return Ok(Vec::new()) };
    let span = Span { until: last.get(), ..span };
    type Residence = (PersonId, ResidenceKind, UnitCode, Option<HouseholdId>, Option<Relation>);
    let mut residences = gathered(tx, &sql::RESIDENCES, span, |(person, kind, unit, household, relation): Residence| {
        (person, ReviewedResidence { kind, unit, household, relation })
    })?;
    let mut parents = gathered(tx, &sql::PARENTS, span, |(child, kind, birth): (PersonId, _, _)| (child, (kind, birth)))?;
    let spouses = gathered(tx, &sql::SPOUSES, span, |row: (PersonId, i64)| row)?;
    let absences = gathered(tx, &sql::ABSENCES, span, |row: (PersonId, Date)| row)?;
    let numbers = gathered(tx, &sql::NUMBERS_OF_OTHERS, span, |row: (PersonId, PersonId)| row)?;
    let mut shared = gathered(tx, &sql::OLD_NUMBERS_SHARED, span, |row: (PersonId, PersonId)| row)?;
    let changes = gathered(tx, &sql::LAST_CHANGES, span, |row: (PersonId, ChangeId)| row)?;
    let first = |map: &HashMap<PersonId, Vec<PersonId>>, id| map.get(&id).and_then(|found| found.first().copied());
    let reviewed = |person: Person| {
        let id = person.id;
        ReviewedPerson {
            residences: residences.remove(&id).unwrap_or_default(),
            parents: parents.remove(&id).unwrap_or_default(),
            spouses: spouses.get(&id).and_then(|counted| counted.first().copied()).unwrap_or(0),
            away_since: absences.get(&id).and_then(|since| since.first().copied()),
            number_of: first(&numbers, id),
            old_number_with: shared.remove(&id).unwrap_or_default(),
            touched_at: changes
                .get(&id)
                .and_then(|found| found.first())
                .map_or(Instant::from_micros(0), |change| kernel::ids::made_at(*change)),
            person,
        }
    };
    Ok(found.into_iter().map(reviewed).collect())
}

/// The next households of a range, dissolved ones too, at most `rows`, in the order of their ids.
///
/// # Errors
/// Those of [`persons`].
pub fn households(tx: &mut ReadTx<'_>, actor: &Actor, span: Span, rows: u32) -> Result<Vec<ReviewedHousehold>, Error> {
    may_review(actor)?;
    let limit = i64::from(rows.clamp(1, REVIEWED_MAX));
    type Row = (HouseholdId, UnitCode, Option<PersonId>, Option<Date>);
    let found: Vec<Row> = tx.many(&sql::HOUSEHOLDS, params![span.after, span.until, limit])?;
    let Some(last) = found.last().map(|row| row.0) else { return Ok(Vec::new()) };
    let span = Span { until: last.get(), ..span };
    type Member = (HouseholdId, PersonId, PartialDate, LifeState, Option<Relation>, Option<Date>);
    let mut members = gathered(tx, &sql::MEMBERS, span, |(household, person, birth, state, relation, away_since): Member| {
        (household, ReviewedMember { person, birth, state, relation, away_since })
    })?;
    let reviewed = |(id, unit, head, dissolved): Row| ReviewedHousehold {
        members: members.remove(&id).unwrap_or_default(),
        dissolved: dissolved.is_some(),
        id,
        unit,
        head,
    };
    Ok(found.into_iter().map(reviewed).collect())
}

/// What the rows of a range say, by whom they are about.
fn gathered<R: FromRow, K: Eq + Hash, V>(
    tx: &mut ReadTx<'_>,
    statement: &'static Statement,
    span: Span,
    sorted: impl Fn(R) -> (K, V),
) -> Result<HashMap<K, Vec<V>>, Error> {
    let mut found: HashMap<K, Vec<V>> = HashMap::new();
    for row in tx.many::<R>(statement, params![span.after, span.until, ROWS_MAX])? {
        let (about, value) = sorted(row);
        found.entry(about).or_default().push(value);
    }
    Ok(found)
}

/// The households that a person lives in or lived in: a move changes the one that was left as well.
///
/// # Errors
/// Those of [`persons`].
pub fn households_of(tx: &mut ReadTx<'_>, actor: &Actor, person: PersonId) -> Result<Vec<HouseholdId>, Error> {
    may_review(actor)?;
    let rows = tx.many::<(HouseholdId,)>(&sql::HOUSEHOLDS_OF, params![person, FOLLOWED_MAX])?;
    Ok(rows.into_iter().map(|(household,)| household).collect())
}

/// Children, wards and spouse of a person: their records are judged by the person's facts too.
///
/// # Errors
/// Those of [`persons`].
pub fn relatives_of(tx: &mut ReadTx<'_>, actor: &Actor, person: PersonId) -> Result<Vec<PersonId>, Error> {
    may_review(actor)?;
    let rows = tx.many::<(PersonId,)>(&sql::RELATIVES_OF, params![person, FOLLOWED_MAX])?;
    Ok(rows.into_iter().map(|(relative,)| relative).collect())
}
