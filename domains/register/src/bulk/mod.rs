//! Loading many at once: rolls, the demo city, a whole register from elsewhere.
//!
//! A load is one entry of the history ([`begin_load`]), to which everybody who came in with it points. The rows are
//! written as given: the caller keeps the rules, and [`doctor`](crate::doctor()) checks them afterwards.

pub mod indexes;

use crate::model::{
    Change, ChangeId, ChangeKind, DwellingId, EndReason, Ground, LifeState, PersonFacts, Relation, RelationId, RelationKind,
    ResidenceId, ResidenceKind, address_key,
};
use crate::names::{FAMILY, FoldedName, GIVEN};
use crate::record::{Entry, record};
use crate::sql::bulk as rows;
use crate::{Error, permit, sql};
use access::{Actor, Resource};
use kernel::{Date, HouseholdId, PartialDate, PersonId, UnitCode};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{ToValue, Tx, Value, params};

/// A dwelling to load.
#[derive(Debug, Clone)]
pub struct NewDwelling {
    /// Its id.
    pub id: DwellingId,
    /// The commune.
    pub unit: UnitCode,
    /// House and street.
    pub address: String,
}

/// A household to load.
#[derive(Debug, Clone)]
pub struct NewHousehold {
    /// Its id.
    pub id: HouseholdId,
    /// Its number in the commune.
    pub number: Option<String>,
    /// The commune.
    pub unit: UnitCode,
    /// The dwelling.
    pub dwelling: DwellingId,
    /// The head, whose residence says so too.
    pub head: Option<PersonId>,
    /// Since when it exists.
    pub formed_on: Option<Date>,
}

/// A person to load.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// The id.
    pub id: PersonId,
    /// What is known.
    pub facts: PersonFacts,
    /// What has become of the person.
    pub state: LifeState,
    /// The date of death.
    pub died_on: Option<PartialDate>,
    /// The commune that answers for the record: of the permanent residence, else of the temporary one.
    pub unit: UnitCode,
}

/// A residence to load.
#[derive(Debug, Clone)]
pub struct NewResidence {
    /// Its id.
    pub id: ResidenceId,
    /// Who; somebody of the same batch when the residence is in force.
    pub person: PersonId,
    /// Permanent or temporary.
    pub kind: ResidenceKind,
    /// The dwelling.
    pub dwelling: DwellingId,
    /// The dwelling's commune, in which the person can then be found by name.
    pub unit: UnitCode,
    /// The household.
    pub household: Option<HouseholdId>,
    /// The relation to its head.
    pub relation: Option<Relation>,
    /// Since when.
    pub from: Option<Date>,
    /// The last day of a term.
    pub until: Option<Date>,
    /// When and why it ended.
    pub ended: Option<(Date, EndReason)>,
}

/// A tie between two persons to load.
#[derive(Debug, Clone, Copy)]
pub struct NewTie {
    /// Its id.
    pub id: RelationId,
    /// The child, the ward, or one of a couple.
    pub person: PersonId,
    /// What the other is to them.
    pub kind: RelationKind,
    /// The parent, the guardian, or the other of the couple.
    pub other: PersonId,
    /// Since when, where known.
    pub since: Option<PartialDate>,
}

/// Starts a load: one entry of the history for all who come in with it.
///
/// # Errors
/// [`Error::Denied`] for actors who may not import into `unit`; failures of the store.
pub fn begin_load(tx: &mut Tx<'_>, actor: &Actor, unit: &UnitCode, ground: &Ground) -> Result<ChangeId, Error> {
    actor.authorize(permit::IMPORT, &Resource::new("person").unit(unit.clone()))?;
    let entry = Entry {
        kind: ChangeKind::Entered,
        person: None,
        household: None,
        unit,
        unit_before: None,
        before: serde_json::Map::new(),
        after: serde_json::Map::new(),
    };
    record(tx, actor, ground, &entry)
}

/// Rows to be written together. Fifty thousand persons a batch is a good size: the indexes on numbers and names are then written page by page.
#[derive(Debug, Clone)]
pub struct Batch {
    entered: ChangeId,
    names_wait: bool,
    /// Dwellings.
    pub dwellings: Vec<NewDwelling>,
    /// Households.
    pub households: Vec<NewHousehold>,
    /// Persons.
    pub people: Vec<NewPerson>,
    /// Residences, past ones too.
    pub residences: Vec<NewResidence>,
    /// History that the persons or households bring along.
    pub changes: Vec<Change>,
    /// Ties between persons, in this batch or loaded before. Written by [`Batch::write_ties`].
    pub ties: Vec<NewTie>,
}

impl Batch {
    /// An empty batch of the load that [`begin_load`] started.
    #[must_use]
    pub const fn new(entered: ChangeId) -> Self {
        Self {
            entered,
            names_wait: false,
            dwellings: Vec::new(),
            households: Vec::new(),
            people: Vec::new(),
            residences: Vec::new(),
            changes: Vec::new(),
            ties: Vec::new(),
        }
    }

    /// The same batch whose names are searched only after [`indexes::make`], where the indexes are left out meanwhile.
    #[must_use]
    pub const fn let_names_wait(mut self, wait: bool) -> Self {
        self.names_wait = wait;
        self
    }

    /// Writes the rows, their places in the search and the vocabulary of names. The batch stays as it was, so a unit of
    /// work that is run again writes the same.
    ///
    /// # Errors
    /// Failures of the store, such as a number that somebody has already.
    pub fn write(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        tx.insert_many(&rows::DWELLINGS, self.dwellings.iter().map(dwelling_row))?;
        tx.insert_many(&rows::HOUSEHOLDS, self.households.iter().map(|household| household_row(household, self.entered)))?;
        tx.insert_many(&rows::PEOPLE, self.people.iter().map(|person| person_row(person, self.entered)))?;
        tx.insert_many(&rows::RESIDENCES, self.residences.iter().map(|residence| residence_row(residence, self.entered)))?;
        tx.insert_many(&rows::CHANGES, self.changes.iter().map(change_row))?;
        self.write_names(tx)
    }

    /// Writes the ties; of a couple the smaller id comes first. Apart from [`Batch::write`], because the two ends of a tie may
    /// come in different batches.
    ///
    /// # Errors
    /// Failures of the store, such as a tie that is written twice.
    pub fn write_ties(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        tx.insert_many(&rows::TIES, self.ties.iter().map(|tie| tie_row(tie, self.entered)))?;
        Ok(())
    }

    fn write_names(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let mut places: HashMap<PersonId, usize> = HashMap::with_capacity(self.people.len());
        let mut keys = Vec::with_capacity(self.people.len() + self.people.len() / 8);
        let mut families: BTreeMap<&str, i64> = BTreeMap::new();
        let mut givens: BTreeMap<&str, i64> = BTreeMap::new();
        let names: Vec<FoldedName> = self.people.iter().map(|person| FoldedName::of(&person.facts.name)).collect();
        for (place, (person, name)) in self.people.iter().zip(&names).enumerate() {
            places.insert(person.id, place);
            keys.push((name, person.unit.as_str(), person.facts.birth.year(), person.id));
            *families.entry(&name.family).or_default() += 1;
            *givens.entry(&name.given).or_default() += 1;
        }
        let mut elsewhere: BTreeSet<(PersonId, &str)> = BTreeSet::new();
        for residence in self.residences.iter().filter(|residence| residence.ended.is_none()) {
            let Some(place) = places.get(&residence.person) else { continue };
            let (person, name) = (&self.people[*place], &names[*place]);
            if person.unit != residence.unit && elsewhere.insert((person.id, residence.unit.as_str())) {
                keys.push((name, residence.unit.as_str(), person.facts.birth.year(), person.id));
            }
        }
        // Sorted, the rows land next to each other in the index.
        keys.sort_by(|one, two| {
            (&one.0.given, &one.0.family, one.1, &one.0.middle, one.3).cmp(&(
                &two.0.given,
                &two.0.family,
                two.1,
                &two.0.middle,
                two.3,
            ))
        });
        let rows = keys.iter().map(|(name, unit, year, person)| {
            [
                text(&name.given),
                text(&name.family),
                text(unit),
                text(&name.middle),
                Value::Int(i64::from(*year)),
                Value::Int(person.get()),
            ]
        });
        tx.insert_many(if self.names_wait { &rows::NAMES_WAITING } else { &rows::NAMES }, rows)?;
        for (kind, words) in [(FAMILY, families), (GIVEN, givens)] {
            for (word, people) in words {
                tx.execute(&sql::COUNT_NAME_WORD, params![kind, word, people])?;
            }
        }
        Ok(())
    }
}

fn text(text: &str) -> Value<'static> {
    Value::Text(text.to_owned().into())
}

fn owned(value: &impl ToValue) -> Value<'static> {
    value.to_value().into_owned()
}

fn dwelling_row(dwelling: &NewDwelling) -> [Value<'static>; 4] {
    [owned(&dwelling.id), owned(&dwelling.unit), text(&dwelling.address), Value::Text(address_key(&dwelling.address).into())]
}

fn household_row(household: &NewHousehold, entered: ChangeId) -> [Value<'static>; 7] {
    [
        owned(&household.id),
        owned(&household.number),
        owned(&household.unit),
        owned(&household.dwelling),
        owned(&household.head),
        owned(&household.formed_on),
        owned(&entered),
    ]
}

fn person_row(person: &NewPerson, entered: ChangeId) -> [Value<'static>; 23] {
    let facts = &person.facts;
    [
        owned(&person.id),
        owned(&facts.number),
        owned(&facts.old_number),
        owned(&facts.name),
        owned(&facts.sex),
        owned(&facts.birth),
        owned(&facts.birth_place),
        owned(&facts.birth_registered_at),
        owned(&facts.origin),
        owned(&facts.ethnicity),
        owned(&facts.religion),
        owned(&facts.nationality),
        owned(&facts.marital),
        owned(&facts.phone),
        owned(&facts.email),
        owned(&person.state),
        owned(&person.died_on),
        owned(&person.unit),
        owned(&entered),
        Value::Int(1),
        owned(&facts.other_names),
        owned(&facts.blood_group),
        owned(&facts.current_place),
    ]
}

fn residence_row(residence: &NewResidence, entered: ChangeId) -> [Value<'static>; 12] {
    [
        owned(&residence.id),
        owned(&residence.person),
        owned(&residence.kind),
        owned(&residence.dwelling),
        owned(&residence.household),
        owned(&residence.relation),
        owned(&residence.from),
        owned(&residence.until),
        owned(&residence.ended.map(|(on, _)| on)),
        owned(&residence.ended.map(|(_, reason)| reason)),
        owned(&entered),
        // It comes in as a past one: the load that enters it is also what ends it, so it was never seen in force.
        owned(&residence.ended.map(|_| entered)),
    ]
}

fn tie_row(tie: &NewTie, entered: ChangeId) -> [Value<'static>; 6] {
    let (person, other) = if tie.kind == RelationKind::Spouse && tie.other < tie.person {
        (tie.other, tie.person)
    } else {
        (tie.person, tie.other)
    };
    [owned(&tie.id), owned(&person), owned(&tie.kind), owned(&other), owned(&tie.since), owned(&entered)]
}

fn change_row(change: &Change) -> [Value<'static>; 12] {
    let json = |facts: &serde_json::Map<String, serde_json::Value>| {
        if facts.is_empty() { Value::Null } else { Value::Text(serde_json::Value::Object(facts.clone()).to_string().into()) }
    };
    [
        owned(&change.id),
        owned(&change.person),
        owned(&change.household),
        owned(&change.kind),
        owned(&change.at),
        text(&change.by),
        owned(&change.office),
        text(&change.ground.basis),
        owned(&change.ground.dossier),
        owned(&change.ground.evidence),
        json(&change.before),
        json(&change.after),
    ]
}
