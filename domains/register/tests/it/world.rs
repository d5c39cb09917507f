//! A small vocabulary for the stories: who lives where, who acts.

use access::testing;
use access::{Actor, Role};
use kernel::{Date, HouseholdId, PartialDate, PersonId, PersonName, PersonalNumber, Sex, UnitCode};
use register::{
    CreateHousehold, CreatePerson, Error, Fields, Finding, Ground, Home, MovePermanent, Mover, NewHead, Numbering, Person,
    PersonFacts, RegisterTemporary, Relation, ResidenceRules, Settled, Stay,
};
use std::sync::LazyLock;
use store::{Store, Tx};

pub(crate) const PHUC_XA: &str = "01-001-00001";
pub(crate) const TRUC_BACH: &str = "01-001-00004";
pub(crate) const HANG_BAI: &str = "01-002-00086";

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) base: testing::World,
}

pub(crate) fn on_both(body: impl Fn(World)) {
    let schemas = [audit::schema(), register::schema(), notify::schema()];
    store::testing::on_both_engines(&schemas, |store| body(World { store, base: testing::World::new() }));
}

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().expect("a unit")
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

pub(crate) fn name(text: &str) -> PersonName {
    PersonName::parse(text).expect("a name")
}

pub(crate) fn birth(text: &str) -> PartialDate {
    text.parse().expect("a birth date")
}

pub(crate) fn number(text: &str) -> PersonalNumber {
    text.parse().expect("a number")
}

pub(crate) fn ground() -> Ground {
    Ground::new("law-68-2020-art-21").proven_by("CT01/12")
}

pub(crate) fn facts(full_name: &str, sex: Sex, born: &str) -> PersonFacts {
    PersonFacts::new(name(full_name), sex, birth(born))
}

pub(crate) fn mover(person: PersonId, relation: Relation) -> Mover {
    Mover { person, relation }
}

impl World {
    /// Runs one command or query in a unit of work.
    pub(crate) fn act<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.store.write_blocking(work)
    }

    /// The population officer of the whole city.
    pub(crate) fn city(&self) -> Actor {
        self.base.officer(Role::Register, &unit("01"))
    }

    /// A population officer of a unit.
    pub(crate) fn officer(&self, code: &str) -> Actor {
        self.base.officer(Role::Register, &unit(code))
    }

    pub(crate) fn create(&self, actor: &Actor, facts: PersonFacts, code: &str) -> Result<PersonId, Error> {
        let (actor, unit) = (actor.clone(), unit(code));
        self.act(move |tx| {
            let command =
                CreatePerson { facts: facts.clone(), numbering: Numbering::AsStated, unit: unit.clone(), ground: ground() };
            register::create_person(tx, &actor, &command)
        })
    }

    /// A person without a residence yet.
    pub(crate) fn born(&self, full_name: &str, sex: Sex, born: &str) -> PersonId {
        self.create(&self.city(), facts(full_name, sex, born), PHUC_XA).expect("a person")
    }

    /// A household in a commune; the first member is the head.
    pub(crate) fn household(&self, code: &str, address: &str, members: &[(PersonId, Relation)]) -> HouseholdId {
        let members: Vec<Mover> = members.iter().map(|(person, relation)| mover(*person, *relation)).collect();
        self.found(code, address, &members, &[]).expect("a household").household.expect("it was formed")
    }

    pub(crate) fn found(&self, code: &str, address: &str, members: &[Mover], heads: &[NewHead]) -> Result<Settled, Error> {
        let (actor, unit, address) = (self.city(), unit(code), address.to_owned());
        let (members, new_heads) = (members.to_vec(), heads.to_vec());
        self.act(move |tx| {
            let command = CreateHousehold {
                unit: unit.clone(),
                address: address.clone(),
                number: None,
                members: members.clone(),
                new_heads: new_heads.clone(),
                from: date("2025-03-06"),
                ground: ground(),
            };
            register::create_household(tx, &actor, &command)
        })
    }

    pub(crate) fn move_to(&self, people: &[Mover], to: Home, heads: &[NewHead]) -> Result<Settled, Error> {
        let (actor, people, new_heads) = (self.city(), people.to_vec(), heads.to_vec());
        self.act(move |tx| {
            let command = MovePermanent {
                people: people.clone(),
                to: to.clone(),
                new_heads: new_heads.clone(),
                from: date("2025-03-06"),
                ground: ground(),
            };
            register::move_permanent(tx, &actor, &command)
        })
    }

    pub(crate) fn stay(&self, people: &[Mover], at: Stay, until: &str, replaces: bool) -> Result<Settled, Error> {
        let (actor, people, until) = (self.city(), people.to_vec(), date(until));
        self.act(move |tx| {
            let command = RegisterTemporary {
                people: people.clone(),
                at: at.clone(),
                from: date("2025-03-06"),
                until,
                months_max: 24,
                replaces,
                new_heads: Vec::new(),
                ground: ground(),
            };
            register::register_temporary(tx, &actor, &command)
        })
    }

    /// The record as the city's officer sees it.
    pub(crate) fn record(&self, person: PersonId) -> Person {
        self.look(&self.city(), person).expect("permitted").expect("there")
    }

    pub(crate) fn look(&self, actor: &Actor, person: PersonId) -> Result<Option<Person>, Error> {
        let actor = actor.clone();
        self.act(move |tx| register::person(tx, &actor, person, Fields::ALL))
    }

    pub(crate) fn open_household(&self, household: HouseholdId) -> register::Household {
        let actor = self.city();
        self.act(move |tx| register::household(tx, &actor, household)).expect("permitted").expect("there")
    }

    pub(crate) fn findings(&self) -> Vec<Finding> {
        self.store.read_blocking::<_, Error>(register::doctor).expect("the doctor comes")
    }

    pub(crate) fn is_sound(&self) {
        assert_eq!(self.findings(), []);
    }
}

/// The numbers of the law as they stood in the morning of the tests.
pub(crate) fn rules() -> ResidenceRules {
    static RULES: LazyLock<ResidenceRules> = LazyLock::new(|| {
        let pack = country::Pack::embedded().expect("the pack loads");
        ResidenceRules::of(pack.facts(), date("2025-03-06")).expect("the pack states them")
    });
    *RULES
}

/// An address without a household.
pub(crate) fn alone(code: &str, address: &str) -> Stay {
    Stay::Alone { unit: unit(code), address: address.to_owned() }
}

/// A new household.
pub(crate) fn new_home(code: &str, address: &str) -> Home {
    Home::Found { unit: unit(code), address: address.to_owned(), number: None }
}
