//! What can happen in a day.

use super::city::City;
use super::dice::Dice;
use crate::world::{facts, ground, mover, name};
use kernel::{HouseholdId, Sex};
use register::{
    ChangeHead, ChangeKind, CorrectPerson, CreateHousehold, CreatePerson, EndReason, EndResidence, Error, Fact, FactName, Home,
    MaritalStatus, MovePermanent, Mover, NewHead, Numbering, Page, RegisterTemporary, Relation, ResidenceKind, ReverseChange,
    SetPhoto, Stay, VerifyFacts,
};
use store::Tx;

/// A kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Act {
    Arrive,
    Birth,
    Move,
    MoveTogether,
    Join,
    Temporary,
    Leave,
    NewHead,
    Correct,
    Verify,
    Photograph,
    Split,
    Absence,
    Death,
    Marriage,
    Divorce,
    Reverse,
}

impl Act {
    pub(crate) const ALL: &[Self] = &[
        Self::Arrive,
        Self::Birth,
        Self::Move,
        Self::MoveTogether,
        Self::Join,
        Self::Temporary,
        Self::Leave,
        Self::NewHead,
        Self::Correct,
        Self::Verify,
        Self::Photograph,
        Self::Split,
        Self::Absence,
        Self::Death,
        Self::Marriage,
        Self::Divorce,
        Self::Reverse,
    ];

    /// The likelier, the oftener it is listed.
    pub(crate) fn draw(dice: &mut Dice) -> Self {
        use Act::*;
        const OFTEN: &[Act] = &[
            Arrive,
            Birth,
            Birth,
            Move,
            Move,
            Move,
            MoveTogether,
            Join,
            Join,
            Temporary,
            Temporary,
            Temporary,
            Leave,
            NewHead,
            NewHead,
            Correct,
            Correct,
            Correct,
            Verify,
            Photograph,
            Split,
            Split,
            Absence,
            Absence,
            Death,
            Marriage,
            Marriage,
            Marriage,
            Divorce,
            Reverse,
            Reverse,
            Reverse,
            Reverse,
            Reverse,
        ];
        *dice.one_of(OFTEN)
    }
}

/// A relation of somebody who comes to a household.
const COMING: &[Relation] = &[Relation::Child, Relation::Spouse, Relation::Parent, Relation::Sibling, Relation::NonRelative];

impl City {
    pub(crate) fn attempt(&mut self, act: Act) -> Result<(), Error> {
        match act {
            Act::Arrive => self.arrive(),
            Act::Birth => self.birth(),
            Act::Move => self.move_alone(),
            Act::MoveTogether => self.move_together(),
            Act::Join => self.join(),
            Act::Temporary => self.temporary(),
            Act::Leave => self.leave(),
            Act::NewHead => self.new_head(),
            Act::Correct => self.correct(),
            Act::Verify => self.verify(),
            Act::Photograph => self.photograph(),
            Act::Split => self.split(),
            Act::Absence => self.absence(),
            Act::Death => self.death(),
            Act::Marriage => self.marriage(),
            Act::Divorce => self.divorce(),
            Act::Reverse => self.reverse(),
        }
    }

    /// Runs a command; now and then the program fails after it and before the commit, and then it runs again.
    pub(crate) fn run<T: Send + 'static>(
        &mut self,
        work: impl FnMut(&mut Tx<'_>, &access::Actor) -> Result<T, Error> + Send + Clone + 'static,
    ) -> Result<T, Error> {
        if self.dice.chance(4) {
            let before = self.digest(None);
            let (actor, mut work) = (self.world.city(), work.clone());
            let failed: Result<(), Error> = self.world.act(move |tx| {
                work(tx, &actor)?;
                Err(Error::Nobody)
            });
            assert!(failed.is_err());
            assert_eq!(self.digest(None), before, "a unit of work that fails leaves nothing behind");
            self.crashed();
        }
        let (actor, mut work) = (self.world.city(), work);
        self.world.act(move |tx| work(tx, &actor))
    }

    /// Runs a command that may have to name new heads: asks, chooses, and runs it again.
    pub(crate) fn run_with_heads<T: Send + 'static>(
        &mut self,
        work: impl FnMut(&mut Tx<'_>, &access::Actor, &[NewHead]) -> Result<T, Error> + Send + Clone + 'static,
    ) -> Result<T, Error> {
        let mut heads: Vec<NewHead> = Vec::new();
        loop {
            let (chosen, mut work) = (heads.clone(), work.clone());
            match self.run(move |tx, actor| work(tx, actor, &chosen)) {
                Err(Error::NewHeadNeeded { household, candidates }) if heads.len() < 4 => {
                    heads.push(NewHead { household, head: *self.dice.one_of(&candidates) });
                }
                other => return other,
            }
        }
    }

    fn named(&mut self, sex: Sex) -> String {
        self.named += 1;
        let families = ["Nguyễn", "Trần", "Lê", "Phạm"];
        let given = ["An", "Bình", "Chi", "Dũng", "Giang", "Hà"];
        let middle = if sex == Sex::Male { "Văn" } else { "Thị" };
        format!("{} {middle} {}", self.dice.one_of(&families), self.dice.one_of(&given))
    }

    fn stranger(&mut self, birth: &str) -> CreatePerson {
        let sex = if self.dice.chance(50) { Sex::Male } else { Sex::Female };
        let unit = self.some_commune();
        CreatePerson {
            facts: facts(&self.named(sex), sex, birth),
            numbering: Numbering::Issue("001".to_owned()),
            unit,
            ground: ground(),
        }
    }

    fn address(&mut self) -> String {
        format!("Số {} phố Mẫu", self.dice.below(400) + 1)
    }

    /// A family of one to five comes to the district.
    pub(crate) fn arrive(&mut self) -> Result<(), Error> {
        let mut family = Vec::new();
        for place in 0..=self.dice.below(5) {
            let year = if place < 2 { 1950 + self.dice.below(50) } else { 2000 + self.dice.below(24) };
            let month = self.dice.below(12) + 1;
            let birth = if self.dice.chance(20) { year.to_string() } else { format!("{year}-{month:02}-15") };
            let relation = [Relation::Head, Relation::Spouse, Relation::Child].get(place as usize).copied();
            family.push((self.stranger(&birth), relation.unwrap_or(Relation::Child)));
        }
        let (unit, address, from) = (self.some_commune(), self.address(), self.today());
        let people = self.run(move |tx, actor| {
            let mut members = Vec::new();
            for (person, relation) in &family {
                members.push(mover(register::create_person(tx, actor, person)?, *relation));
            }
            let command = CreateHousehold {
                unit: unit.clone(),
                address: address.clone(),
                number: None,
                members: members.clone(),
                new_heads: Vec::new(),
                from,
                ground: ground(),
            };
            register::create_household(tx, actor, &command)?;
            Ok(members)
        })?;
        self.people.extend(people.iter().map(|member| member.person));
        Ok(())
    }

    fn birth(&mut self) -> Result<(), Error> {
        let Some(household) = self.some_household() else { return Err(Error::HouseholdNotFound) };
        let (child, from) = (self.stranger(&self.today().to_string()), self.today());
        let born = self.run(move |tx, actor| {
            let child = register::create_person(tx, actor, &child)?;
            let command = MovePermanent {
                people: vec![mover(child, Relation::Child)],
                to: Home::Join(household),
                new_heads: Vec::new(),
                from,
                ground: ground(),
            };
            register::move_permanent(tx, actor, &command)?;
            Ok(child)
        })?;
        self.people.push(born);
        Ok(())
    }

    fn settle(&mut self, people: Vec<Mover>, to: Home) -> Result<(), Error> {
        let from = self.today();
        self.run_with_heads(move |tx, actor, heads| {
            let command =
                MovePermanent { people: people.clone(), to: to.clone(), new_heads: heads.to_vec(), from, ground: ground() };
            register::move_permanent(tx, actor, &command).map(|_| ())
        })
    }

    fn new_place(&mut self) -> Home {
        Home::Found { unit: self.some_commune(), address: self.address(), number: None }
    }

    fn move_alone(&mut self) -> Result<(), Error> {
        let (person, to) = (self.somebody(), self.new_place());
        self.settle(vec![mover(person, Relation::Head)], to)
    }

    fn move_together(&mut self) -> Result<(), Error> {
        let Some(household) = self.some_household() else { return Err(Error::HouseholdNotFound) };
        let members = self.world.open_household(household).members;
        let people = members.iter().map(|member| mover(member.person.id, member.relation)).collect();
        let to = self.new_place();
        self.settle(people, to)
    }

    fn join(&mut self) -> Result<(), Error> {
        let (person, relation) = (self.somebody(), *self.dice.one_of(COMING));
        let Some(household) = self.some_household() else { return Err(Error::HouseholdNotFound) };
        self.settle(vec![mover(person, relation)], Home::Join(household))
    }

    fn temporary(&mut self) -> Result<(), Error> {
        let (person, today) = (self.somebody(), self.today());
        let at = match self.dice.below(3) {
            0 => Stay::Alone { unit: self.some_commune(), address: self.address() },
            1 => Stay::Home(self.new_place()),
            _ => Stay::Home(Home::Join(self.some_household().ok_or(Error::HouseholdNotFound)?)),
        };
        let relation = if matches!(at, Stay::Home(Home::Found { .. })) { Relation::Head } else { Relation::NonRelative };
        let until = today.checked_add(jiff_days(30 + self.dice.below(60))).expect("a date");
        let replaces = self.dice.chance(50);
        self.run_with_heads(move |tx, actor, heads| {
            let command = RegisterTemporary {
                people: vec![mover(person, relation)],
                at: at.clone(),
                from: today,
                until,
                months_max: 24,
                replaces,
                new_heads: heads.to_vec(),
                ground: ground(),
            };
            register::register_temporary(tx, actor, &command).map(|_| ())
        })
    }

    fn leave(&mut self) -> Result<(), Error> {
        let (person, on) = (self.somebody(), self.today());
        let kind = if self.dice.chance(50) { ResidenceKind::Permanent } else { ResidenceKind::Temporary };
        let reason = if self.dice.chance(50) { EndReason::Emigrated } else { EndReason::Removed };
        self.run_with_heads(move |tx, actor, heads| {
            let command = EndResidence { person, kind, on, reason, new_heads: heads.to_vec(), ground: ground() };
            register::end_residence(tx, actor, &command).map(|_| ())
        })
    }

    fn new_head(&mut self) -> Result<(), Error> {
        let person = self.somebody();
        let Some(household) = self.person(person).household() else { return Err(Error::HouseholdNotFound) };
        let command = ChangeHead { household, head: person, relations: Vec::new(), ground: ground() };
        self.run(move |tx, actor| register::change_head(tx, actor, &command))
    }

    fn correct(&mut self) -> Result<(), Error> {
        let person = self.somebody();
        let sex = self.person(person).facts.sex;
        let digits = self.dice.below(10_000_000);
        let fact = match self.dice.below(6) {
            0 => Fact::Name(name(&self.named(sex))),
            1 => Fact::Phone(Some(format!("090{digits:07}"))),
            2 => Fact::Phone(None),
            3 => Fact::Marital(Some(*self.dice.one_of(MaritalStatus::ALL))),
            4 => Fact::BloodGroup(Some(*self.dice.one_of(register::BloodGroup::ALL))),
            _ => Fact::Origin(Some(format!("Xã Mẫu {}", digits % 10))),
        };
        let command = CorrectPerson { person, version: None, facts: vec![fact], ground: ground() };
        self.run(move |tx, actor| register::correct_person(tx, actor, &command).map(|_| ()))
    }

    fn verify(&mut self) -> Result<(), Error> {
        let person = self.somebody();
        let facts = vec![FactName::Name, *self.dice.one_of(FactName::ALL)];
        let command = VerifyFacts { person, version: None, facts, ground: ground() };
        self.run(move |tx, actor| register::verify_facts(tx, actor, &command).map(|_| ()))
    }

    fn photograph(&mut self) -> Result<(), Error> {
        let person = self.somebody();
        let filling = u8::try_from(self.dice.below(250)).expect("a byte");
        let command = SetPhoto { person, content: crate::photos::png(300, 400, filling), ground: ground() };
        self.run(move |tx, actor| register::set_photo(tx, actor, &command).map(|_| ()))
    }

    /// Undoes one of the last changes of somebody or of their household. What stands in the way is undone first, the last
    /// of it before the others: that is what the refusal is for.
    fn reverse(&mut self) -> Result<(), Error> {
        let person = self.somebody();
        let mut changes = self.changes_of(person);
        if let Some(household) = self.person(person).household().filter(|_| self.dice.chance(30)) {
            changes = self.household_changes(household);
        }
        changes.truncate(3);
        if changes.is_empty() {
            return Err(Error::ChangeNotFound);
        }
        let mut change = self.dice.one_of(&changes).0;
        for _ in 0..6 {
            let command = ReverseChange { change, ground: ground() };
            match self.run(move |tx, actor| register::reverse_change(tx, actor, &command).map(|_| ())) {
                Err(Error::LaterChanges(later)) => {
                    assert!(later.iter().all(|later| *later > change), "only later changes stand in the way");
                    change = *later.last().expect("a refusal names what stands in the way");
                    self.world.base.clock.advance_seconds(5);
                }
                Err(Error::NotReversible(kind)) => {
                    assert!([ChangeKind::Created, ChangeKind::Entered, ChangeKind::UnitChanged].contains(&kind), "{kind}");
                    return Err(Error::NotReversible(kind));
                }
                other => return other,
            }
        }
        Err(Error::LaterChanges(Vec::new()))
    }

    fn household_changes(&self, household: HouseholdId) -> Vec<(register::ChangeId, Option<HouseholdId>)> {
        let actor = self.world.city();
        let changes = self.world.act(move |tx| register::household_history(tx, &actor, household, Page::first(20)));
        changes.expect("permitted").into_iter().map(|change| (change.id, change.household)).collect()
    }
}

fn jiff_days(days: u32) -> jiff::Span {
    jiff::Span::new().days(i64::from(days))
}
