//! A small vocabulary: a register with something wrong in it, the rules of the pack, officers.

use access::{Actor, Grant, Role, testing};
use country::Pack;
use kernel::{HouseholdId, PartialDate, PersonId, PersonName, Sex, StaffId, UnitCode};
use places::Places;
use quality::scan::{Run, RunId};
use quality::{Case, CaseFilter, CaseLine, Error, Rules, Standing, Subject};
use register::bulk::{Batch, NewDwelling, NewHousehold, NewPerson, NewResidence, begin_load, indexes};
use register::{
    ChangeHead, CorrectPerson, DwellingId, Fact, Ground, LifeState, PersonFacts, Relation, ResidenceId, ResidenceKind,
};
use std::sync::{Arc, LazyLock};
use store::{Store, Tx};

pub(crate) const PHUC_XA: &str = "01-001-00001";
pub(crate) const PHUC_TAN: &str = "01-002-00037";

pub(crate) static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::embedded().expect("the pack loads"));
pub(crate) static RULES: LazyLock<Arc<Rules>> = LazyLock::new(|| {
    let map = Arc::new(Places::from_pack(&PACK));
    Arc::new(Rules::from_pack(&PACK, map).expect("the rules are right"))
});

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) base: testing::World,
}

pub(crate) fn schemas() -> Vec<store::Schema> {
    vec![audit::schema(), register::schema(), notify::schema(), quality::schema()]
}

pub(crate) fn on_both(body: impl Fn(World)) {
    store::testing::on_both_engines(&schemas(), |store| body(World { store, base: testing::World::new() }));
}

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().expect("a unit")
}

/// Facts in which no rule finds anything.
pub(crate) fn facts(name: &str, sex: Sex, birth: &str, number: &str) -> PersonFacts {
    let mut facts =
        PersonFacts::new(PersonName::parse(name).expect("a name"), sex, birth.parse::<PartialDate>().expect("a birth date"));
    let text = || Some("Hà Nội".to_owned());
    facts.number = Some(number.parse().expect("a number"));
    facts.birth_place = text();
    facts.birth_registered_at = text();
    facts.origin = text();
    facts.ethnicity = Some("01".to_owned());
    facts.religion = Some("00".to_owned());
    facts.marital = Some(register::MaritalStatus::Single);
    facts
}

/// A woman of 1990 with nothing wrong.
pub(crate) fn lan() -> PersonFacts {
    facts("Nguyễn Thị Lan", Sex::Female, "1990-03-05", "001190000001")
}

/// A man of 1962 with nothing wrong.
pub(crate) fn an() -> PersonFacts {
    facts("Nguyễn Văn An", Sex::Male, "1962-05-17", "001062000002")
}

impl World {
    pub(crate) fn act<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.store.write_blocking(work)
    }

    /// Puts a household into the register as a load would: nothing is checked. The first member is the head, if any is.
    pub(crate) fn load(&self, code: &str, members: &[PersonFacts], head: bool) -> (HouseholdId, Vec<PersonId>) {
        let (actor, commune, members) = (self.base.system(), unit(code), members.to_vec());
        let loaded = self
            .act(move |tx| {
                let entered = begin_load(tx, &actor, &commune, &Ground::new("load"))?;
                let mut batch = Batch::new(entered);
                let (dwelling, household): (DwellingId, HouseholdId) = (actor.new_id(), actor.new_id());
                let people: Vec<PersonId> = members.iter().map(|_| actor.new_id()).collect();
                batch
                    .dwellings
                    .push(NewDwelling { id: dwelling, unit: commune.clone(), address: "Số 1 Phố Mẫu".to_owned() });
                batch.households.push(NewHousehold {
                    id: household,
                    number: Some("000001".to_owned()),
                    unit: commune.clone(),
                    dwelling,
                    head: people.first().copied().filter(|_| head),
                    formed_on: None,
                });
                for (place, (facts, person)) in members.iter().zip(&people).enumerate() {
                    let relation = if place == 0 && head { Relation::Head } else { Relation::OtherRelative };
                    batch.people.push(NewPerson {
                        id: *person,
                        facts: facts.clone(),
                        state: LifeState::Living,
                        died_on: None,
                        unit: commune.clone(),
                    });
                    batch.residences.push(NewResidence {
                        id: actor.new_id::<ResidenceId>(),
                        person: *person,
                        kind: ResidenceKind::Permanent,
                        dwelling,
                        unit: commune.clone(),
                        household: Some(household),
                        relation: Some(relation),
                        from: None,
                        until: None,
                        ended: None,
                    });
                }
                batch.write(tx)?;
                Ok((household, people))
            })
            .expect("the household is loaded");
        indexes::make(&self.store).expect("the indexes are made");
        loaded
    }

    /// Reviews the whole register.
    pub(crate) fn scan(&self) -> Run {
        let actor = self.base.system();
        let by = actor.clone();
        let id: RunId = self.act(move |tx| quality::scan::begin(tx, &by)).expect("a run begins");
        loop {
            let run = quality::scan::advance(&self.store, &RULES, &actor, id).expect("it moves on");
            if run.finished_at.is_some() {
                return run;
            }
        }
    }

    /// Follows what happened in the register since.
    pub(crate) fn follow(&self) {
        store::testing::let_events_settle(&self.store);
        while quality::follow_register(&self.store, &self.base.context, &RULES).expect("follows") > 0 {}
    }

    /// An officer who keeps the register of a unit.
    pub(crate) fn officer(&self, number: i64, code: &str) -> Actor {
        self.base.staff(StaffId::from_raw(number), vec![Grant::new(Role::Register, unit(code))])
    }

    /// The cases of the city in one standing.
    pub(crate) fn cases(&self, standing: Standing) -> Vec<CaseLine> {
        let actor = self.officer(1, "01");
        self.act(move |tx| quality::cases(tx, &actor, &CaseFilter::of(standing, 100))).expect("permitted")
    }

    /// The rules that have found something that somebody has to work on, in the order of their names.
    pub(crate) fn found(&self) -> Vec<String> {
        let mut rules: Vec<String> = self.cases(Standing::Work).into_iter().map(|line| line.case.rule).collect();
        rules.sort();
        rules
    }

    /// The case of a rule about a subject.
    pub(crate) fn case(&self, rule: &str, subject: Subject) -> Case {
        let actor = self.officer(1, "01");
        let about = self.act(move |tx| quality::cases_about(tx, &actor, &[subject])).expect("permitted");
        about.into_iter().map(|line| line.case).find(|case| case.rule == rule).expect("there is such a case")
    }

    /// Corrects facts of a person, as an officer does.
    pub(crate) fn correct(&self, person: PersonId, fact: Fact) {
        let actor = self.officer(1, "01");
        self.act(move |tx| {
            let now = register::person(tx, &actor, person, register::Fields::ALL)?.expect("there");
            let facts = vec![fact.clone()];
            register::correct_person(
                tx,
                &actor,
                &CorrectPerson { person, version: Some(now.version), facts, ground: Ground::new("law") },
            )?;
            Ok(())
        })
        .expect("the register takes it");
    }

    /// Gives a household a head.
    pub(crate) fn appoint(&self, household: HouseholdId, head: PersonId, others: &[PersonId]) {
        let (actor, others) = (self.officer(1, "01"), others.to_vec());
        self.act(move |tx| {
            let relations = others.iter().map(|other| (*other, Relation::OtherRelative)).collect();
            let command = ChangeHead { household, head, relations, ground: Ground::new("law") };
            register::change_head(tx, &actor, &command)?;
            Ok(())
        })
        .expect("the register takes it");
    }
}
