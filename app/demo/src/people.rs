//! Puts the people of a city into the register.

use crate::error::DemoError;
use crate::population::{Home, Plan, Population, Resident, Stay};
use crate::town::Town;
use access::{Actor, Subject};
use country::{DemoWords, Pack};
use kernel::{HouseholdId, PartialDate, PersonId, PersonName, PersonalNumber, UnitCode};
use register::bulk::{Batch, NewDwelling, NewHousehold, NewPerson, NewResidence, NewTie, begin_load, indexes};
use register::{ChangeId, DwellingId, Ground, LifeState, PersonFacts, Relation, RelationId, ResidenceId, ResidenceKind};
use std::collections::HashMap;
use std::sync::mpsc::{SyncSender, sync_channel};
use store::Store;

/// People in one transaction.
const BATCH_PEOPLE: usize = 10_000;
/// Batches that wait for the database. More would only cost memory.
const BATCHES_WAITING: usize = 2;
/// The ground of every entry, as the history shows it.
const BASIS: &str = "Dữ liệu của thành phố mẫu";

/// Somebody who can play a part in the demo: grown up, permanently resident, without a flaw in the entry.
#[derive(Clone)]
pub(crate) struct Player {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) number: PersonalNumber,
    pub(crate) birth: PartialDate,
    pub(crate) commune: UnitCode,
    /// What the player is to the head of the household.
    pub(crate) relation: Relation,
    /// How many others live in the household.
    pub(crate) others: usize,
    pub(crate) address: String,
}

/// What was put into the register.
#[derive(Default)]
pub(crate) struct Loaded {
    pub(crate) people: u64,
    pub(crate) households: u64,
    pub(crate) players: Vec<Player>,
}

/// Which people to load.
pub(crate) struct Wish<'a> {
    /// The city.
    pub(crate) plan: &'a Plan,
    /// How many players to remember.
    pub(crate) players: u64,
}

/// Makes the people of a city and writes them. `progress` is told how many were written.
pub(crate) fn load(town: &Town, words: &DemoWords, wish: &Wish<'_>, progress: &mut dyn FnMut(u64)) -> Result<Loaded, DemoError> {
    let store = &town.store;
    let actor = town.context.actor(Subject::System { name: "demo" }).build();
    let entered = begin(store, actor.clone(), wish.plan)?;
    let whole = store.write_blocking(|tx| -> Result<bool, DemoError> { Ok(indexes::leave_out(tx)?) })?;
    let population = Population::new(&town.places, words, wish.plan.clone());
    // Making people and writing them take turns on two cores instead of one.
    let (sender, receiver) = sync_channel::<Result<Batch, DemoError>>(BATCHES_WAITING);
    let mut loaded = std::thread::scope(|scope| {
        // The thread owns the sender, so the receiver sees the end when the maker is done.
        let maker = scope.spawn(move || make(population, Maker::new(actor, entered, whole, &town.pack, wish), &sender));
        let mut written = 0;
        let mut failure = None;
        for batch in receiver {
            match batch.and_then(|batch| write(store, batch)) {
                Ok(people) => {
                    written += people;
                    progress(written);
                }
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        let made = maker.join().map_err(|_| DemoError::Panicked)?;
        failure.map_or(Ok(made), Err)
    })?;
    indexes::make(store)?;
    loaded.players.shrink_to_fit();
    Ok(loaded)
}

fn begin(store: &Store, actor: Actor, plan: &Plan) -> Result<ChangeId, DemoError> {
    let (city, seed) = (plan.city.clone(), plan.seed);
    store.write_blocking(move |tx| {
        let ground = Ground::new(BASIS).proven_by(format!("Hạt giống {seed}"));
        Ok(begin_load(tx, &actor, &city, &ground)?)
    })
}

fn write(store: &Store, batch: Batch) -> Result<u64, DemoError> {
    let people = u64::try_from(batch.people.len()).unwrap_or(u64::MAX);
    store.write_blocking(move |tx| -> Result<(), DemoError> {
        batch.write(tx)?;
        // Households are never divided between batches, so both ends of every tie are there.
        Ok(batch.write_ties(tx)?)
    })?;
    Ok(people)
}

fn make(population: Population, mut maker: Maker, sender: &SyncSender<Result<Batch, DemoError>>) -> Loaded {
    for home in population {
        if let Err(error) = maker.add(home) {
            // The receiver is gone only when it failed itself.
            let _ = sender.send(Err(error));
            return maker.loaded;
        }
        if maker.batch.people.len() >= BATCH_PEOPLE && sender.send(Ok(maker.take())).is_err() {
            return maker.loaded;
        }
    }
    let _ = sender.send(Ok(maker.take()));
    maker.loaded
}

/// Turns households into rows.
struct Maker {
    actor: Actor,
    entered: ChangeId,
    /// Whether this is the first load, which leaves indexes and names for the end.
    whole: bool,
    batch: Batch,
    dwelling: Option<(DwellingId, UnitCode)>,
    /// The names of the provinces by the place codes of numbers.
    provinces: HashMap<String, String>,
    /// One player for so many people.
    stride: u64,
    loaded: Loaded,
}

impl Maker {
    fn new(actor: Actor, entered: ChangeId, whole: bool, pack: &Pack, wish: &Wish<'_>) -> Self {
        let stride = (wish.plan.people / wish.players.max(1)).max(1);
        let provinces = pack.number_places().iter().map(|place| (place.place.clone(), place.name.clone())).collect();
        let batch = Batch::new(entered).let_names_wait(whole);
        Self { actor, entered, whole, batch, dwelling: None, provinces, stride, loaded: Loaded::default() }
    }

    fn take(&mut self) -> Batch {
        // A dwelling is written with the first batch that names it; the next batch must not share it.
        self.dwelling = None;
        std::mem::replace(&mut self.batch, Batch::new(self.entered).let_names_wait(self.whole))
    }

    fn add(&mut self, home: Home) -> Result<(), DemoError> {
        let dwelling = self.dwelling_of(&home);
        let household: HouseholdId = self.actor.new_id();
        let people: Vec<PersonId> = home.members.iter().map(|_| self.actor.new_id()).collect();
        let head =
            home.members.iter().zip(&people).find(|(member, _)| member.relation == Relation::Head).map(|(_, person)| *person);
        self.batch.households.push(NewHousehold {
            id: household,
            number: Some(home.number),
            unit: home.commune.clone(),
            dwelling,
            head,
            formed_on: Some(home.formed_on),
        });
        for tie in home.ties {
            let id: RelationId = self.actor.new_id();
            self.batch.ties.push(NewTie {
                id,
                person: people[tie.person],
                kind: tie.kind,
                other: people[tie.other],
                since: None,
            });
        }
        let others = people.len().saturating_sub(1);
        self.loaded.households += 1;
        for (member, person) in home.members.into_iter().zip(people) {
            self.remember(&member, person, &home.commune, others, &home.address);
            self.add_person(member, person, &home.commune, household, dwelling)?;
        }
        Ok(())
    }

    fn dwelling_of(&mut self, home: &Home) -> DwellingId {
        if let Some((dwelling, commune)) = &self.dwelling
            && home.shares_dwelling
            && *commune == home.commune
        {
            return *dwelling;
        }
        let id: DwellingId = self.actor.new_id();
        self.batch.dwellings.push(NewDwelling { id, unit: home.commune.clone(), address: home.address.clone() });
        self.dwelling = Some((id, home.commune.clone()));
        id
    }

    fn add_person(
        &mut self,
        member: Resident,
        person: PersonId,
        commune: &UnitCode,
        household: HouseholdId,
        dwelling: DwellingId,
    ) -> Result<(), DemoError> {
        let (kind, until) = match member.stay {
            Stay::Permanent => (ResidenceKind::Permanent, None),
            Stay::Temporary { until } => (ResidenceKind::Temporary, Some(until)),
        };
        self.batch.residences.push(NewResidence {
            id: self.actor.new_id::<ResidenceId>(),
            person,
            kind,
            dwelling,
            unit: commune.clone(),
            household: Some(household),
            relation: Some(member.relation),
            from: Some(member.since),
            until,
            ended: None,
        });
        let province = self.provinces.get(&member.place).cloned();
        let facts = facts(member, province)?;
        self.batch.people.push(NewPerson { id: person, facts, state: LifeState::Living, died_on: None, unit: commune.clone() });
        self.loaded.people += 1;
        Ok(())
    }

    /// Keeps every so manieth person who could play a part.
    fn remember(&mut self, member: &Resident, person: PersonId, commune: &UnitCode, others: usize, address: &str) {
        let wanted = self.loaded.people / self.stride >= u64::try_from(self.loaded.players.len()).unwrap_or(u64::MAX);
        let grown_up = matches!(member.birth, PartialDate::Day(_)) && member.marital.is_some();
        let fits =
            member.dirt.is_none() && member.stay == Stay::Permanent && grown_up && member.relation != Relation::OtherRelative;
        let Some(number) = member.number.filter(|_| wanted && fits) else { return };
        self.loaded.players.push(Player {
            person,
            name: member.name.clone(),
            number,
            birth: member.birth,
            commune: commune.clone(),
            relation: member.relation,
            others,
            address: address.to_owned(),
        });
    }
}

fn facts(member: Resident, province: Option<String>) -> Result<PersonFacts, DemoError> {
    let mut facts = PersonFacts::new(
        PersonName::parse(&member.name).map_err(|_| DemoError::Words(member.name.clone()))?,
        member.sex,
        member.birth,
    );
    facts.number = member.number;
    facts.old_number = member.old_number;
    facts.birth_place.clone_from(&province);
    facts.birth_registered_at.clone_from(&province);
    facts.origin = province;
    facts.ethnicity = Some(member.ethnicity);
    facts.religion = Some(member.religion);
    facts.marital = member.marital;
    facts.phone = member.phone;
    Ok(facts)
}
