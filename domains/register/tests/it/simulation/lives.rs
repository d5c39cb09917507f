//! What happens to families: splits, absences, weddings, divorces, deaths, and a map that is drawn anew.

use super::city::City;
use crate::civil::{book, rules};
use crate::world::{ground, mover};
use register::{
    Circumstance, DeathNotice, DeclareAbsence, Error, RegisterDeath, RegisterDivorce, RegisterMarriage, Relation, SplitHousehold,
};

impl City {
    /// Somebody forms a household of their own at the address.
    pub(super) fn split(&mut self) -> Result<(), Error> {
        let (person, from) = (self.somebody(), self.today());
        let Some(household) = self.person(person).household() else { return Err(Error::HouseholdNotFound) };
        self.run_with_heads(move |tx, actor, heads| {
            let command = SplitHousehold {
                household,
                members: vec![mover(person, Relation::Head)],
                address: None,
                new_heads: heads.to_vec(),
                from,
                ground: ground(),
            };
            register::split_household(tx, actor, &command).map(|_| ())
        })
    }

    pub(super) fn absence(&mut self) -> Result<(), Error> {
        let (person, from) = (self.somebody(), self.today());
        let command = DeclareAbsence {
            person,
            circumstance: Circumstance::Ordinary,
            from,
            until: None,
            place: "Thành phố Mẫu".to_owned(),
            reason: "Đi làm".to_owned(),
            ground: ground(),
        };
        self.run(move |tx, actor| register::declare_absence(tx, actor, &command).map(|_| ()))
    }

    pub(super) fn death(&mut self) -> Result<(), Error> {
        let (person, on) = (self.somebody(), self.today());
        self.run_with_heads(move |tx, actor, heads| {
            let command = RegisterDeath {
                person,
                on: on.to_string().parse().expect("a date"),
                notice: DeathNotice { place: None, cause: None, hour: None },
                book: book("7"),
                new_heads: heads.to_vec(),
                ground: ground(),
            };
            register::register_death(tx, actor, &command, &rules()).map(|_| ())
        })
    }

    pub(super) fn marriage(&mut self) -> Result<(), Error> {
        let (one, on) = (self.somebody(), self.today());
        let sex = self.person(one).facts.sex;
        let fits = |city: &Self, other: kernel::PersonId| city.person(other).facts.sex != sex;
        let mut other = self.somebody();
        for _ in 0..8 {
            if fits(self, other) {
                break;
            }
            other = self.somebody();
        }
        let command =
            RegisterMarriage { one: one.into(), other: other.into(), on, noted: false, book: book("3"), ground: ground() };
        self.run(move |tx, actor| register::register_marriage(tx, actor, &command, &rules()).map(|_| ()))?;
        self.wedded.push(one);
        Ok(())
    }

    pub(super) fn divorce(&mut self) -> Result<(), Error> {
        if self.wedded.is_empty() {
            return Err(Error::PersonNotFound);
        }
        let (person, on) = (*self.dice.one_of(&self.wedded), self.today());
        let command = RegisterDivorce { person, on, book: book("4"), ground: ground() };
        self.run(move |tx, actor| register::register_divorce(tx, actor, &command).map(|_| ()))
    }

    /// The map is drawn anew: the communes of before end, and the people, households and dwellings go to those that take
    /// over, in short units of work between which the program may stop.
    pub(super) fn redraw_the_map(&mut self) {
        let summer = kernel::Instant::from_vietnam("2025-07-01T09:00".parse().expect("a moment"));
        let now = self.world.base.context.now();
        self.world.base.clock.set(now.max(summer));
        crate::reform::plan(&self.world, "").expect("a plan");
        self.world.base.clock.advance_seconds(60);
        crate::reform::carry_out(&self.world, |_| {});
        self.world.base.clock.advance_seconds(60);
    }
}
