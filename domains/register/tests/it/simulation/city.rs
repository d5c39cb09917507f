//! The district, its clock and its memory.

use super::Plan;
use super::acts::Act;
use super::dice::Dice;
use crate::world::{World, unit};
use kernel::{HouseholdId, PersonId};
use register::{AsOf, ChangeId, Digest, Error, Page, Person};
use std::collections::BTreeMap;
use store::Store;
use store::testing::TestDatabase;

/// The communes of the district.
pub(crate) const COMMUNES: &[&str] = &["01-001-00001", "01-001-00004", "01-001-00006", "01-002-00086"];

pub(crate) struct City {
    pub(crate) world: World,
    pub(crate) dice: Dice,
    pub(crate) people: Vec<PersonId>,
    pub(crate) named: u32,
    /// Those of whom a marriage was registered.
    pub(crate) wedded: Vec<PersonId>,
    evenings: Vec<(AsOf, Digest)>,
    plan: Plan,
    /// What was tried, how often it was done, and how often refused.
    done: BTreeMap<Act, (u32, u32)>,
    crashes: u32,
}

fn open(database: &TestDatabase) -> Store {
    database.open(&[audit::schema(), register::schema()])
}

impl City {
    pub(crate) fn found(database: &TestDatabase, plan: Plan) -> Self {
        let world = World { store: open(database), base: access::testing::World::new() };
        let mut city = Self {
            world,
            dice: Dice::new(plan.seed),
            people: Vec::new(),
            named: 0,
            wedded: Vec::new(),
            evenings: Vec::new(),
            plan,
            done: BTreeMap::new(),
            crashes: 0,
        };
        for _ in 0..plan.households {
            city.arrive().expect("a family arrives");
            city.world.base.clock.advance_seconds(30);
        }
        city.evening();
        city
    }

    /// Everything that happens in a day, until the evening.
    pub(crate) fn live_a_day(&mut self) {
        let mut now = kernel::Instant::to_vietnam(self.world.base.context.now()).date();
        now = now.tomorrow().expect("there is a tomorrow");
        self.world.base.clock.set(kernel::Instant::from_vietnam(now.at(8, 0, 0, 0)));
        let system = self.world.base.system();
        register::jobs::expire_all(&self.world.store, &system).expect("what has expired ends");
        for _ in 0..self.plan.events_a_day {
            let gap = i64::from(60 + self.dice.below(1_800));
            self.world.base.clock.advance_seconds(gap);
            let act = Act::draw(&mut self.dice);
            let outcome = self.attempt(act);
            let tally = self.done.entry(act).or_default();
            match outcome {
                Ok(()) => tally.0 += 1,
                Err(error) => {
                    let expected = [kernel::ErrorKind::Conflict, kernel::ErrorKind::Invalid, kernel::ErrorKind::NotFound];
                    assert!(expected.contains(&error.kind()), "{act:?} failed: {error:?}");
                    tally.1 += 1;
                }
            }
        }
        self.evening();
    }

    /// The doctor comes, and a digest of the day is kept.
    fn evening(&mut self) {
        let findings = self.world.findings();
        assert_eq!(findings, [], "on day {}", self.evenings.len());
        self.world.base.clock.advance_seconds(1);
        let at = AsOf::instant(self.world.base.context.now());
        let digest = self.digest(None);
        assert_eq!(self.digest(Some(at)), digest, "the present read as the past on day {}", self.evenings.len());
        self.evenings.push((at, digest));
        self.world.base.clock.advance_seconds(1);
    }

    pub(crate) fn digest(&self, at: Option<AsOf>) -> Digest {
        self.world.store.read_blocking::<_, Error>(move |tx| register::digest(tx, at)).expect("a digest")
    }

    /// Some evenings of the past read as they did.
    pub(crate) fn look_back(&mut self, evenings: u32) {
        for _ in 0..evenings {
            let day = self.dice.below(u32::try_from(self.evenings.len()).expect("few days")) as usize;
            self.reads_as_then(day);
        }
    }

    pub(crate) fn look_back_at_all(&self) {
        for day in 0..self.evenings.len() {
            self.reads_as_then(day);
        }
    }

    fn reads_as_then(&self, day: usize) {
        let (at, digest) = self.evenings[day];
        assert_eq!(self.digest(Some(at)), digest, "day {day} reads otherwise than on that evening");
    }

    /// The program stops and starts: what it knew must be on disk.
    pub(crate) fn reopen(&mut self, database: &TestDatabase) {
        let before = self.digest(None);
        self.world.store.close();
        self.world.store = open(database);
        assert_eq!(self.digest(None), before, "after the store was opened again");
    }

    pub(crate) fn crashed(&mut self) {
        self.crashes += 1;
    }

    pub(crate) fn report(&self) {
        let done: u32 = self.done.values().map(|(done, _)| done).sum();
        println!("{} people, {done} events, {} failed in the middle", self.people.len(), self.crashes);
        for (act, (done, refused)) in &self.done {
            println!("  {act:?}: {done} done, {refused} refused");
        }
        // Everything that can happen does, or the simulation shows less than it says.
        for act in Act::ALL {
            let (done, _) = self.done.get(act).copied().unwrap_or_default();
            assert!(done > 0, "{act:?} never happened");
        }
    }

    pub(crate) fn close(self) {
        self.world.store.close();
    }

    pub(crate) fn somebody(&mut self) -> PersonId {
        *self.dice.one_of(&self.people)
    }

    pub(crate) fn person(&self, id: PersonId) -> Person {
        self.world.record(id)
    }

    /// A household of somebody in the district.
    pub(crate) fn some_household(&mut self) -> Option<HouseholdId> {
        let person = self.somebody();
        self.person(person).household()
    }

    /// The changes of somebody, the newest first.
    pub(crate) fn changes_of(&self, person: PersonId) -> Vec<(ChangeId, Option<HouseholdId>)> {
        let actor = self.world.city();
        let changes = self.world.act(move |tx| register::history(tx, &actor, person, Page::first(20))).expect("permitted");
        changes.into_iter().map(|change| (change.id, change.household)).collect()
    }

    pub(crate) fn some_commune(&mut self) -> kernel::UnitCode {
        unit(self.dice.one_of::<&str>(COMMUNES))
    }

    pub(crate) fn today(&self) -> kernel::Date {
        self.world.base.context.now().date_in_vietnam()
    }
}
