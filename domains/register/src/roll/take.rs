//! Taking a chunk of lines into the register.

use super::column::Column;
use super::import::RunId;
use super::known;
use super::line::{Layout, RollLine, remark};
use super::remark::{Reason, Remark, Severity};
use crate::Error;
use crate::bulk::{Batch, NewDwelling, NewHousehold, NewPerson, NewResidence};
use crate::model::{ChangeId, DwellingId, LifeState, Relation, address_key};
use crate::sql::{self, roll as roll_sql};
use access::Actor;
use kernel::name::fold;
use kernel::{HouseholdId, PartialDate, PersonId, PersonName, PersonalNumber, UnitCode};
use std::collections::{HashMap, HashSet};
use store::{ReadTx, Tx, params};

/// What became of a chunk.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    pub(crate) accepted: u64,
    pub(crate) rejected: u64,
    pub(crate) households: u64,
    /// Remarks about lines that only the register could tell.
    pub(crate) remarks: Vec<Remark>,
}

/// A household while a chunk is taken.
struct Home {
    id: HouseholdId,
    dwelling: DwellingId,
    address_key: Option<String>,
    head: Option<PersonId>,
    /// Where it stands in the batch, when it is new.
    place: Option<usize>,
    members: HashSet<(String, PartialDate)>,
}

/// Takes the lines of one chunk.
pub(crate) struct Taker<'a> {
    actor: &'a Actor,
    layout: &'a Layout,
    run: RunId,
    batch: Batch,
    homes: HashMap<(UnitCode, String), Home>,
    dwellings: HashMap<(UnitCode, String), DwellingId>,
    numbers: HashSet<PersonalNumber>,
    new_heads: Vec<(HouseholdId, PersonId)>,
    entered: ChangeId,
    taken: Taken,
}

impl<'a> Taker<'a> {
    pub(crate) fn new(actor: &'a Actor, layout: &'a Layout, run: RunId, entered: ChangeId) -> Self {
        Self {
            actor,
            layout,
            run,
            batch: Batch::new(entered),
            homes: HashMap::new(),
            dwellings: HashMap::new(),
            numbers: HashSet::new(),
            new_heads: Vec::new(),
            entered,
            taken: Taken::default(),
        }
    }

    /// Takes every line that the register allows, and writes them.
    pub(crate) fn take(mut self, tx: &mut Tx<'_>, lines: &[RollLine]) -> Result<Taken, Error> {
        for line in lines {
            if let Some(person) = known::person(tx, line, &self.numbers, self.entered)? {
                self.taken.remarks.extend(known::remarks(self.layout, line, &person));
                self.taken.accepted += 1;
                continue;
            }
            match self.refusal(tx, line)? {
                Some((column, value, reason)) => {
                    self.taken.rejected += 1;
                    let refused = remark(self.layout, line.line, Severity::Rejected, column, &value, reason);
                    self.taken.remarks.push(refused);
                }
                None => self.accept(tx, line)?,
            }
        }
        self.batch.write(tx)?;
        for (household, head) in &self.new_heads {
            tx.execute(&sql::UPDATE_HEAD, params![household, head])?;
        }
        super::remark::keep(tx, self.run, &self.taken.remarks)?;
        Ok(self.taken)
    }

    /// Why the register cannot take a line, with the column and value to blame.
    fn refusal(&mut self, tx: &mut ReadTx<'_>, line: &RollLine) -> Result<Option<(Column, String, Reason)>, Error> {
        if let Some(number) = &line.facts.number {
            let owner = tx.optional::<(ChangeId,)>(&roll_sql::NUMBER_ENTERED, params![number])?;
            let twice = self.numbers.contains(number) || owner.is_some_and(|(entered,)| entered == self.entered);
            if twice || owner.is_some() {
                let reason = if twice { Reason::NumberTwice } else { Reason::NumberTaken };
                return Ok(Some((Column::Number, number.to_string(), reason)));
            }
        }
        let Some(number) = &line.household else { return Ok(None) };
        let member = (fold(line.facts.name.full()), line.facts.birth);
        let Some(home) = self.home(tx, &line.unit, number)? else {
            return Ok(line.address.is_none().then(|| (Column::Address, String::new(), Reason::AddressMissing)));
        };
        if home.members.contains(&member) {
            return Ok(Some((Column::Name, line.facts.name.to_string(), Reason::PersonTwice)));
        }
        if line.relation == Some(Relation::Head) && home.head.is_some() {
            return Ok(Some((Column::Relation, "head".to_owned(), Reason::SecondHead)));
        }
        Ok(None)
    }

    /// The household, when it is known from this chunk or the register.
    fn home(&mut self, tx: &mut ReadTx<'_>, unit: &UnitCode, number: &str) -> Result<Option<&mut Home>, Error> {
        let key = (unit.clone(), number.to_owned());
        if !self.homes.contains_key(&key) {
            let found =
                tx.optional::<(HouseholdId, DwellingId, Option<PersonId>)>(&sql::HOUSEHOLD_BY_NUMBER, params![unit, number])?;
            let Some((id, dwelling, head)) = found else { return Ok(None) };
            let members = tx.many::<(PersonName, PartialDate)>(&roll_sql::MEMBER_NAMES, params![id])?;
            let members = members.into_iter().map(|(name, birth)| (fold(name.full()), birth)).collect();
            let address_key = tx.optional::<(String,)>(&roll_sql::DWELLING_KEY, params![dwelling])?.map(|(key,)| key);
            self.homes.insert(key.clone(), Home { id, dwelling, address_key, head, place: None, members });
        }
        Ok(self.homes.get_mut(&key))
    }

    fn accept(&mut self, tx: &mut ReadTx<'_>, line: &RollLine) -> Result<(), Error> {
        if known::has_double(tx, line, self.entered)? {
            let value = line.facts.name.to_string();
            let noticed = remark(self.layout, line.line, Severity::Noticed, Column::Name, &value, Reason::PossibleDuplicate);
            self.taken.remarks.push(noticed);
        }
        let person: PersonId = self.actor.new_id();
        let (dwelling, household) = match &line.household {
            Some(number) => self.join(tx, line, number, person)?,
            None => (self.dwelling(tx, &line.unit, line.address.as_deref().unwrap_or_default())?, None),
        };
        if let Some(number) = line.facts.number {
            self.numbers.insert(number);
        }
        self.batch.people.push(NewPerson {
            id: person,
            facts: line.facts.clone(),
            state: LifeState::Living,
            died_on: None,
            unit: line.unit.clone(),
        });
        self.batch.residences.push(NewResidence {
            id: self.actor.new_id(),
            person,
            kind: line.kind,
            dwelling,
            unit: line.unit.clone(),
            household,
            relation: household.map(|_| line.relation.unwrap_or(Relation::NonRelative)),
            from: line.from,
            until: line.until,
            ended: None,
        });
        self.taken.accepted += 1;
        Ok(())
    }

    /// Puts a person into the household with a number, which is formed when it is new.
    fn join(
        &mut self,
        tx: &mut ReadTx<'_>,
        line: &RollLine,
        number: &str,
        person: PersonId,
    ) -> Result<(DwellingId, Option<HouseholdId>), Error> {
        let is_head = line.relation == Some(Relation::Head);
        let member = (fold(line.facts.name.full()), line.facts.birth);
        let said = line.address.as_deref().map(address_key);
        if let Some(home) = self.home(tx, &line.unit, number)? {
            home.members.insert(member);
            let differs = said.is_some() && home.address_key.is_some() && said != home.address_key;
            if is_head {
                home.head = Some(person);
            }
            let (id, dwelling, place) = (home.id, home.dwelling, home.place);
            match place.filter(|_| is_head) {
                Some(place) => self.batch.households[place].head = Some(person),
                None if is_head => self.new_heads.push((id, person)),
                None => {}
            }
            if differs {
                let value = line.address.as_deref().unwrap_or_default();
                let noticed = remark(self.layout, line.line, Severity::Noticed, Column::Address, value, Reason::AddressDiffers);
                self.taken.remarks.push(noticed);
            }
            return Ok((dwelling, Some(id)));
        }
        let dwelling = self.dwelling(tx, &line.unit, line.address.as_deref().unwrap_or_default())?;
        let id: HouseholdId = self.actor.new_id();
        let head = is_head.then_some(person);
        let home = Home {
            id,
            dwelling,
            address_key: said,
            head,
            place: Some(self.batch.households.len()),
            members: HashSet::from([member]),
        };
        self.homes.insert((line.unit.clone(), number.to_owned()), home);
        self.batch.households.push(NewHousehold {
            id,
            number: Some(number.to_owned()),
            unit: line.unit.clone(),
            dwelling,
            head,
            formed_on: None,
        });
        self.taken.households += 1;
        Ok((dwelling, Some(id)))
    }

    fn dwelling(&mut self, tx: &mut ReadTx<'_>, unit: &UnitCode, address: &str) -> Result<DwellingId, Error> {
        let key = (unit.clone(), address_key(address));
        if let Some(dwelling) = self.dwellings.get(&key) {
            return Ok(*dwelling);
        }
        let dwelling = match tx.optional::<(DwellingId,)>(&sql::DWELLING_AT, params![unit, key.1])? {
            Some((dwelling,)) => dwelling,
            None => {
                let id: DwellingId = self.actor.new_id();
                self.batch.dwellings.push(NewDwelling { id, unit: unit.clone(), address: address.to_owned() });
                id
            }
        };
        self.dwellings.insert(key, dwelling);
        Ok(dwelling)
    }
}
