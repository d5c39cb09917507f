//! A person and the facts the register keeps about them (Law 26/2023 Art 9).

use super::residence::{Residence, ResidenceKind};
use kernel::partial_date::PartialDate;
use kernel::personal_number::{OldNumber, PersonalNumber};
use kernel::{Date, HouseholdId, PersonId, PersonName, Sex, UnitCode};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::BitOr;

kernel::text_enum! {
    /// What has become of a person.
    pub enum LifeState {
        /// Alive, as far as the register knows.
        Living = "living",
        /// Dead, by a registered death.
        Dead = "dead",
        /// Declared missing by a court.
        Missing = "missing",
    }
}

kernel::text_enum! {
    /// Marital status.
    pub enum MaritalStatus {
        /// Never married.
        Single = "single",
        /// Married.
        Married = "married",
        /// Divorced.
        Divorced = "divorced",
        /// Widowed.
        Widowed = "widowed",
    }
}

kernel::text_enum! {
    /// A blood group in the ABO system, with the Rh factor where it is known.
    pub enum BloodGroup {
        /// A.
        A = "A",
        /// A, Rh positive.
        APositive = "A+",
        /// A, Rh negative.
        ANegative = "A-",
        /// B.
        B = "B",
        /// B, Rh positive.
        BPositive = "B+",
        /// B, Rh negative.
        BNegative = "B-",
        /// AB.
        Ab = "AB",
        /// AB, Rh positive.
        AbPositive = "AB+",
        /// AB, Rh negative.
        AbNegative = "AB-",
        /// O.
        O = "O",
        /// O, Rh positive.
        OPositive = "O+",
        /// O, Rh negative.
        ONegative = "O-",
    }
}

/// Groups of facts. A reader asks for the groups the purpose needs; the rest comes back empty and is not logged as seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fields(u16);

impl Fields {
    /// Name, identity number, sex, birth date, whether alive. Always included.
    pub const IDENTITY: Self = Self(1);
    /// Other names; places of birth, registration and origin; ethnicity, religion, nationality.
    pub const ORIGIN: Self = Self(2);
    /// Telephone and electronic mail.
    pub const CONTACT: Self = Self(4);
    /// Permanent and temporary residence, with the household; the place where the person is now.
    pub const RESIDENCE: Self = Self(8);
    /// Marital status.
    pub const CIVIL: Self = Self(16);
    /// The old number of nine digits.
    pub const OLD_NUMBERS: Self = Self(32);
    /// The photograph. Not among [`Self::ALL`]: it is asked for by itself, with [`photo`](crate::photo).
    pub const PHOTO: Self = Self(256);
    /// Blood group.
    pub const HEALTH: Self = Self(128);
    /// Parents, spouse, children, guardian. Not among [`Self::ALL`]: asked for by itself, with [`family`](crate::family()).
    pub const FAMILY: Self = Self(64);
    /// Every fact.
    pub const ALL: Self = Self(63 | 128);

    const NAMED: [(Self, &'static str); 9] = [
        (Self::IDENTITY, "identity"),
        (Self::ORIGIN, "origin"),
        (Self::CONTACT, "contact"),
        (Self::RESIDENCE, "residence"),
        (Self::CIVIL, "civil"),
        (Self::OLD_NUMBERS, "old-numbers"),
        (Self::PHOTO, "photo"),
        (Self::HEALTH, "health"),
        (Self::FAMILY, "family"),
    ];

    /// Whether all groups of `other` are among these.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The groups of these names; names of no group are left out.
    #[must_use]
    pub fn of_words<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        words.fold(Self::IDENTITY, |fields, word| {
            Self::NAMED.iter().find(|(_, name)| *name == word).map_or(fields, |(group, _)| fields | *group)
        })
    }

    /// The words under which the access log names the groups.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        let asked = self | Self::IDENTITY;
        Self::NAMED.iter().filter(|(group, _)| asked.contains(*group)).map(|(_, word)| *word).collect()
    }
}

impl BitOr for Fields {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.words()).finish()
    }
}

/// The facts about a person that an officer can state or correct.
///
/// Serialised with empty facts left out: the difference of two such objects is what the history keeps.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFacts {
    /// Family, middle and given name.
    pub name: PersonName,
    /// Sex.
    pub sex: Sex,
    /// Date of birth, which may be known in part.
    pub birth: PartialDate,
    /// The identity number of twelve digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<PersonalNumber>,
    /// The old number of nine digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_number: Option<OldNumber>,
    /// Place of birth: the code of a unit or an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_place: Option<String>,
    /// Place of birth registration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_registered_at: Option<String>,
    /// Origin (quê quán).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Ethnicity (dân tộc).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<String>,
    /// Religion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub religion: Option<String>,
    /// Nationality, ISO 3166 alpha-2.
    pub nationality: String,
    /// Marital status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marital: Option<MaritalStatus>,
    /// Mobile telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Electronic mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Names the person goes by beside the birth name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_names: Option<String>,
    /// Blood group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blood_group: Option<BloodGroup>,
    /// Where the person is now, when at neither residence (nơi ở hiện tại): the code of a unit or an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_place: Option<String>,
}

/// The facts of a record by their names in the history: those of the person's own row, then where and with whom the person
/// lives. A citizen can call each of them wrong.
pub const REPORTED_FACTS: &[&str] = &[
    "name",
    "sex",
    "birth",
    "number",
    "old_number",
    "birth_place",
    "birth_registered_at",
    "origin",
    "ethnicity",
    "religion",
    "nationality",
    "marital",
    "phone",
    "email",
    "other_names",
    "blood_group",
    "current_place",
    "address",
    "relation",
];

/// The names of all facts of a person's own row, as the history writes them.
pub(crate) const FACT_NAMES: &[&str] = REPORTED_FACTS.split_at(REPORTED_FACTS.len() - 2).0;

impl PersonFacts {
    /// A Vietnamese national of whom only name, sex and birth are known.
    #[must_use]
    pub fn new(name: PersonName, sex: Sex, birth: PartialDate) -> Self {
        Self {
            name,
            sex,
            birth,
            number: None,
            old_number: None,
            birth_place: None,
            birth_registered_at: None,
            origin: None,
            ethnicity: None,
            religion: None,
            nationality: "VN".to_owned(),
            marital: None,
            phone: None,
            email: None,
            other_names: None,
            blood_group: None,
            current_place: None,
        }
    }

    /// Replaces one fact.
    pub fn set(&mut self, fact: Fact) {
        match fact {
            Fact::Name(name) => self.name = name,
            Fact::Sex(sex) => self.sex = sex,
            Fact::Birth(birth) => self.birth = birth,
            Fact::Number(number) => self.number = Some(number),
            Fact::OldNumber(number) => self.old_number = number,
            Fact::BirthPlace(place) => self.birth_place = place,
            Fact::BirthRegisteredAt(place) => self.birth_registered_at = place,
            Fact::Origin(origin) => self.origin = origin,
            Fact::Ethnicity(ethnicity) => self.ethnicity = ethnicity,
            Fact::Religion(religion) => self.religion = religion,
            Fact::Nationality(nationality) => self.nationality = nationality,
            Fact::Marital(marital) => self.marital = marital,
            // Numbers that are none stay as they were stated: a note such as "of the neighbour" is worth keeping.
            Fact::Phone(phone) => self.phone = phone.map(|typed| super::telephone(&typed).unwrap_or(typed)),
            Fact::Email(email) => self.email = email,
            Fact::OtherNames(names) => self.other_names = names,
            Fact::BloodGroup(group) => self.blood_group = group,
            Fact::CurrentPlace(place) => self.current_place = place,
        }
    }
}

/// The names are personal; only their presence may reach a log.
impl fmt::Debug for PersonFacts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PersonFacts").finish_non_exhaustive()
    }
}

/// One fact to correct. An optional fact set to nothing is taken back.
#[derive(Clone, PartialEq, Eq)]
pub enum Fact {
    /// Full name.
    Name(PersonName),
    /// Sex.
    Sex(Sex),
    /// Date of birth.
    Birth(PartialDate),
    /// The identity number of a person who had none. Replacing a number is another act, by two officers.
    Number(PersonalNumber),
    /// The old number.
    OldNumber(Option<OldNumber>),
    /// Place of birth.
    BirthPlace(Option<String>),
    /// Place of birth registration.
    BirthRegisteredAt(Option<String>),
    /// Origin.
    Origin(Option<String>),
    /// Ethnicity.
    Ethnicity(Option<String>),
    /// Religion.
    Religion(Option<String>),
    /// Nationality, ISO 3166 alpha-2.
    Nationality(String),
    /// Marital status.
    Marital(Option<MaritalStatus>),
    /// Mobile telephone.
    Phone(Option<String>),
    /// Electronic mail.
    Email(Option<String>),
    /// Other names.
    OtherNames(Option<String>),
    /// Blood group.
    BloodGroup(Option<BloodGroup>),
    /// Where the person is now.
    CurrentPlace(Option<String>),
}

impl fmt::Debug for Fact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Fact(…)")
    }
}

/// A person's record, as far as the reader asked for it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The register's own id, stable for life.
    pub id: PersonId,
    /// What is known of the person.
    #[serde(flatten)]
    pub facts: PersonFacts,
    /// What has become of the person.
    pub state: LifeState,
    /// The date of death, when dead.
    pub died_on: Option<PartialDate>,
    /// The commune that answers for the record: of the permanent residence, else of the temporary one, else the last.
    pub unit: UnitCode,
    /// The residences in force.
    pub residences: Vec<Residence>,
    /// Rises with every change of the facts: a correction names the version it was made on.
    pub version: i64,
}

impl Person {
    /// The permanent residence.
    #[must_use]
    pub fn permanent(&self) -> Option<&Residence> {
        self.residences.iter().find(|residence| residence.kind == ResidenceKind::Permanent)
    }

    /// The temporary residence, unless it has expired on `on`.
    #[must_use]
    pub fn temporary(&self, on: Date) -> Option<&Residence> {
        self.residences.iter().find(|residence| residence.kind == ResidenceKind::Temporary && !residence.has_expired(on))
    }

    /// The household of the permanent residence, else of the temporary one.
    #[must_use]
    pub fn household(&self) -> Option<HouseholdId> {
        self.permanent().or_else(|| self.residences.first()).and_then(|residence| residence.household)
    }

    /// Empties the groups that were not asked for.
    pub(crate) fn keep(&mut self, fields: Fields) {
        let facts = &mut self.facts;
        if !fields.contains(Fields::ORIGIN) {
            facts.birth_place = None;
            facts.birth_registered_at = None;
            facts.origin = None;
            facts.ethnicity = None;
            facts.religion = None;
            facts.other_names = None;
        }
        if !fields.contains(Fields::HEALTH) {
            facts.blood_group = None;
        }
        if !fields.contains(Fields::CONTACT) {
            facts.phone = None;
            facts.email = None;
        }
        if !fields.contains(Fields::CIVIL) {
            facts.marital = None;
        }
        if !fields.contains(Fields::OLD_NUMBERS) {
            facts.old_number = None;
        }
        if !fields.contains(Fields::RESIDENCE) {
            self.residences.clear();
            self.facts.current_place = None;
        }
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Person({})", self.id)
    }
}

/// A person in a list.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct PersonSummary {
    /// Whose line it is.
    pub id: PersonId,
    /// Full name.
    pub name: PersonName,
    /// Sex.
    pub sex: Sex,
    /// Date of birth.
    pub birth: PartialDate,
    /// Identity number.
    pub number: Option<PersonalNumber>,
    /// What has become of the person.
    pub state: LifeState,
    /// The commune that answers for the record.
    pub unit: UnitCode,
    /// House and street of the permanent residence, else of the temporary one.
    pub address: Option<String>,
    /// The household of that residence.
    pub household: Option<HouseholdId>,
}

impl fmt::Debug for PersonSummary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PersonSummary({})", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_has_a_name() {
        let text = || Some("x".to_owned());
        let facts = PersonFacts {
            number: Some("001199012345".parse().expect("a number")),
            old_number: Some("012345678".parse().expect("a number")),
            birth_place: text(),
            birth_registered_at: text(),
            origin: text(),
            ethnicity: text(),
            religion: text(),
            marital: Some(MaritalStatus::Single),
            phone: text(),
            email: text(),
            other_names: text(),
            blood_group: Some(BloodGroup::AbNegative),
            current_place: text(),
            ..PersonFacts::new(
                PersonName::parse("Nguyễn Thị Ví Dụ").expect("a name"),
                Sex::Female,
                "1999-01-15".parse().expect("a date"),
            )
        };
        let object = crate::model::change_object(&facts);
        let mut names: Vec<&str> = object.keys().map(String::as_str).collect();
        let mut listed = FACT_NAMES.to_vec();
        names.sort_unstable();
        listed.sort_unstable();
        assert_eq!(names, listed);
        assert_eq!(serde_json::from_value::<PersonFacts>(serde_json::Value::Object(object)).expect("it reads back"), facts);
    }

    #[test]
    fn what_was_not_asked_for_is_not_shown() {
        assert_eq!(Fields::HEALTH.words(), ["identity", "health"]);
        assert!(Fields::ALL.contains(Fields::HEALTH) && !Fields::ALL.contains(Fields::PHOTO));
    }
}
