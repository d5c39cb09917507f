//! Words for the stories about families: who has whom, and each event as the city's officer registers it.

use crate::world::{World, birth, date, facts, ground, name, unit};
use kernel::{PersonId, Sex, UnitCode};
use register::{
    AppointGuardian, BookEntry, CivilError, CivilRules, DeathNotice, DeclareFound, DeclareMissing, EndGuardianship, Error,
    Family, JoinParent, Kin, NewHead, Party, RecogniseParent, RegisterAdoption, RegisterBirth, RegisterDeath, RegisterDivorce,
    RegisterMarriage, Registered,
};

/// The rules of the pack on the day of the stories.
pub(crate) fn rules() -> CivilRules {
    static PACK: std::sync::LazyLock<country::Pack> =
        std::sync::LazyLock::new(|| country::Pack::embedded().expect("the pack loads"));
    CivilRules::of(PACK.facts(), date("2025-03-06")).expect("every rule is in the pack")
}

pub(crate) fn book(number: &str) -> BookEntry {
    BookEntry { number: Some(number.to_owned()), volume: Some("01/2025".to_owned()), ..BookEntry::default() }
}

/// A refusal of the rules about families.
#[track_caller]
pub(crate) fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> CivilError {
    match outcome {
        Err(Error::Civil(civil)) => civil,
        other => panic!("expected a refusal of the event, got {other:?}"),
    }
}

/// A birth about to be registered.
#[derive(Clone)]
pub(crate) struct Newborn {
    pub(crate) name: &'static str,
    pub(crate) sex: Sex,
    pub(crate) born: &'static str,
    pub(crate) mother: Option<Party>,
    pub(crate) father: Option<Party>,
    pub(crate) joins: Option<JoinParent>,
    pub(crate) unit: UnitCode,
}

impl Newborn {
    pub(crate) fn of(mother: Option<PersonId>, father: Option<PersonId>) -> Self {
        Self {
            name: "Trần Thị Mới",
            sex: Sex::Female,
            born: "2025-02-01",
            mother: mother.map(Party::Known),
            father: father.map(Party::Known),
            joins: None,
            unit: unit(crate::world::PHUC_XA),
        }
    }
}

impl World {
    pub(crate) fn birth_of(&self, actor: &access::Actor, child: &Newborn) -> Result<Registered, Error> {
        let (actor, child) = (actor.clone(), child.clone());
        self.act(move |tx| {
            let command = RegisterBirth {
                facts: facts(child.name, child.sex, child.born),
                unit: child.unit.clone(),
                mother: child.mother,
                father: child.father,
                joins: child.joins,
                book: book("12"),
                ground: ground(),
            };
            register::register_birth(tx, &actor, &command, &rules())
        })
    }

    pub(crate) fn child_of(
        &self,
        mother: PersonId,
        father: PersonId,
        full_name: &'static str,
        sex: Sex,
        born: &'static str,
    ) -> PersonId {
        let child = Newborn { name: full_name, sex, born, ..Newborn::of(Some(mother), Some(father)) };
        self.birth_of(&self.city(), &child).expect("a birth").person
    }

    pub(crate) fn dies(&self, person: PersonId, on: &str, heads: &[NewHead]) -> Result<Registered, Error> {
        let (actor, on, new_heads) = (self.city(), birth(on), heads.to_vec());
        self.act(move |tx| {
            let notice =
                DeathNotice { place: Some("Bệnh viện Mẫu".to_owned()), cause: Some("tuổi già".to_owned()), hour: None };
            let command = RegisterDeath { person, on, notice, book: book("7"), new_heads: new_heads.clone(), ground: ground() };
            register::register_death(tx, &actor, &command, &rules())
        })
    }

    pub(crate) fn marry(&self, one: PersonId, other: PersonId, on: &str) -> Result<Registered, Error> {
        self.marry_as(&self.city(), one.into(), other.into(), on, false)
    }

    pub(crate) fn marry_as(
        &self,
        actor: &access::Actor,
        one: Party,
        other: Party,
        on: &str,
        noted: bool,
    ) -> Result<Registered, Error> {
        let (actor, on) = (actor.clone(), date(on));
        self.act(move |tx| {
            let command = RegisterMarriage { one, other, on, noted, book: book("3"), ground: ground() };
            register::register_marriage(tx, &actor, &command, &rules())
        })
    }

    pub(crate) fn divorce(&self, person: PersonId, on: &str) -> Result<Registered, Error> {
        let (actor, on) = (self.city(), date(on));
        self.act(move |tx| {
            let command = RegisterDivorce { person, on, book: book("4"), ground: ground() };
            register::register_divorce(tx, &actor, &command)
        })
    }

    pub(crate) fn adopt(
        &self,
        child: PersonId,
        adopters: &[PersonId],
        by_relative: bool,
        joins: bool,
    ) -> Result<Registered, Error> {
        let (actor, adopters) = (self.city(), adopters.iter().copied().map(Party::Known).collect::<Vec<_>>());
        self.act(move |tx| {
            let command = RegisterAdoption {
                child: child.into(),
                adopters: adopters.clone(),
                by_relative,
                on: date("2025-03-06"),
                name: Some(name("Phạm Văn Nuôi")),
                joins,
                book: book("5"),
                ground: ground(),
            };
            register::register_adoption(tx, &actor, &command, &rules())
        })
    }

    pub(crate) fn recognise(&self, child: PersonId, parent: PersonId) -> Result<Registered, Error> {
        let actor = self.city();
        self.act(move |tx| {
            let command =
                RecogniseParent { child: child.into(), parent: parent.into(), name: None, book: book("6"), ground: ground() };
            register::recognise_parent(tx, &actor, &command, &rules())
        })
    }

    pub(crate) fn guard(&self, ward: PersonId, guardian: PersonId, by_court: bool) -> Result<Registered, Error> {
        let actor = self.city();
        self.act(move |tx| {
            let command = AppointGuardian {
                ward: ward.into(),
                guardian: guardian.into(),
                on: date("2025-03-06"),
                by_court,
                book: book("8"),
                ground: ground(),
            };
            register::appoint_guardian(tx, &actor, &command)
        })
    }

    pub(crate) fn unguard(&self, ward: PersonId, guardian: PersonId) -> Result<Registered, Error> {
        let actor = self.city();
        self.act(move |tx| {
            let reason = register::RelationEnd::Replaced;
            let command = EndGuardianship { ward, guardian, on: date("2025-03-06"), reason, ground: ground() };
            register::end_guardianship(tx, &actor, &command)
        })
    }

    pub(crate) fn goes_missing(&self, person: PersonId, heads: &[NewHead]) -> Result<Registered, Error> {
        let (actor, new_heads) = (self.city(), heads.to_vec());
        self.act(move |tx| {
            let command = DeclareMissing { person, on: date("2025-03-06"), new_heads: new_heads.clone(), ground: ground() };
            register::declare_missing(tx, &actor, &command)
        })
    }

    pub(crate) fn comes_back(&self, person: PersonId, returns: bool) -> Result<Registered, Error> {
        let actor = self.city();
        self.act(move |tx| {
            let command = DeclareFound { person, on: date("2025-03-06"), returns, relation: None, ground: ground() };
            register::declare_found(tx, &actor, &command)
        })
    }

    pub(crate) fn family_of(&self, person: PersonId) -> Family {
        let actor = self.city();
        self.act(move |tx| register::family(tx, &actor, person)).expect("permitted").expect("there")
    }

    /// The persons who are one thing to another.
    pub(crate) fn kin(&self, person: PersonId, kin: Kin) -> Vec<PersonId> {
        self.family_of(person).of_kin(kin).filter_map(|relative| relative.person).collect()
    }

    pub(crate) fn changes(&self, person: PersonId) -> Vec<register::Change> {
        let actor = self.city();
        self.act(move |tx| register::history(tx, &actor, person, register::Page::first(50))).expect("permitted")
    }
}
