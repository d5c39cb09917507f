//! What programs send to register a civil event, and the commands it makes.

use crate::problem::Refusal;
use crate::sender::Sender;
use kernel::{Date, HouseholdId, PersonId};
use register::{
    AppointGuardian, BookEntry, CardShown, ChangeName, DeathNotice, Declarant, DeclareFound, DeclareMissing, EndGuardianship,
    Ground, JoinParent, NewHead, Party, PersonFacts, RecogniseParent, RegisterAdoption, RegisterBirth, RegisterDeath,
    RegisterDivorce, RegisterMarriage, WithdrawParent,
};
use serde::Deserialize;
use utoipa::ToSchema;

/// Somebody who takes part: by id where the caller answers for them, else by the number and birth date on their card.
#[derive(Clone, Deserialize, ToSchema)]
pub(crate) struct PartyBody {
    /// The register's id.
    person: Option<String>,
    /// The identity number, with `birth`.
    number: Option<String>,
    /// The birth date on the card.
    birth: Option<String>,
}

impl std::fmt::Debug for PartyBody {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PartyBody(…)")
    }
}

impl PartyBody {
    fn read(&self, sender: &Sender, field: &str) -> Result<Party, Refusal> {
        match (&self.person, &self.number, &self.birth) {
            (Some(person), None, None) => Ok(Party::Known(sender.parse(&format!("{field}.person"), person)?)),
            (None, Some(number), Some(birth)) => Ok(Party::Card(CardShown {
                number: sender.parse(&format!("{field}.number"), number)?,
                birth: sender.parse(&format!("{field}.birth"), birth)?,
            })),
            _ => Err(sender.refuse(&gate::Failure::invalid().field(field, "error-field-unreadable"))),
        }
    }
}

/// On which ground, and where it stands in the books.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub(crate) struct BasisBody {
    /// The law or procedure.
    basis: String,
    /// What proves it.
    evidence: Option<String>,
    /// The number of the entry in the book.
    book_number: Option<String>,
    /// The book.
    book_volume: Option<String>,
    /// The certificate, notice or judgment.
    certificate: Option<String>,
    /// Who issued that.
    issuer: Option<String>,
    /// Who declared the event.
    declarant: Option<String>,
}

impl BasisBody {
    fn ground(&self) -> Ground {
        Ground { basis: self.basis.clone(), dossier: None, evidence: self.evidence.clone() }
    }

    fn book(&self) -> BookEntry {
        BookEntry {
            number: self.book_number.clone(),
            volume: self.book_volume.clone(),
            certificate: self.certificate.clone(),
            issuer: self.issuer.clone(),
            declarant: self.declarant.clone().map(|name| Declarant { name: Some(name), ..Declarant::default() }),
        }
    }
}

/// Who heads a household next.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub(crate) struct NewHeadBody {
    /// The household.
    household: String,
    /// One of the members who stay.
    head: String,
}

fn heads(sender: &Sender, heads: &[NewHeadBody]) -> Result<Vec<NewHead>, Refusal> {
    let read = |one: &NewHeadBody| {
        Ok(NewHead {
            household: sender.parse::<HouseholdId>("new_heads.household", &one.household)?,
            head: sender.parse::<PersonId>("new_heads.head", &one.head)?,
        })
    };
    heads.iter().map(read).collect()
}

fn name(sender: &Sender, text: Option<&str>) -> Result<Option<kernel::PersonName>, Refusal> {
    let unreadable = || sender.refuse(&gate::Failure::invalid().field("name", "error-field-unreadable"));
    text.map(|text| kernel::PersonName::parse(text).map_err(|_| unreadable())).transpose()
}

/// A birth.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BirthBody {
    /// The child's full name.
    name: String,
    /// `male` or `female`.
    sex: String,
    /// The birth date.
    birth: String,
    /// Where the child was born.
    birth_place: Option<String>,
    /// Origin.
    origin: Option<String>,
    /// Code of the ethnicity.
    ethnicity: Option<String>,
    /// Nationality, ISO 3166; `VN` when left out.
    nationality: Option<String>,
    /// The commune that registers the birth.
    unit: String,
    /// The mother.
    mother: Option<PartyBody>,
    /// The father.
    father: Option<PartyBody>,
    /// `mother` or `father`: whose household the child joins.
    joins: Option<String>,
    #[serde(flatten)]
    basis: BasisBody,
}

impl BirthBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<RegisterBirth, Refusal> {
        let name = name(sender, Some(&self.name))?.ok_or_else(|| sender.refuse(&gate::Failure::invalid()))?;
        let mut facts = PersonFacts::new(name, sender.parse("sex", &self.sex)?, sender.parse("birth", &self.birth)?);
        facts.birth_place.clone_from(&self.birth_place);
        facts.origin.clone_from(&self.origin);
        facts.ethnicity.clone_from(&self.ethnicity);
        if let Some(nationality) = &self.nationality {
            facts.nationality.clone_from(nationality);
        }
        let joins = match self.joins.as_deref() {
            None => None,
            Some("mother") => Some(JoinParent::Mother),
            Some("father") => Some(JoinParent::Father),
            Some(_) => return Err(sender.refuse(&gate::Failure::invalid().field("joins", "error-field-unreadable"))),
        };
        Ok(RegisterBirth {
            facts,
            unit: sender.parse("unit", &self.unit)?,
            mother: self.mother.as_ref().map(|mother| mother.read(sender, "mother")).transpose()?,
            father: self.father.as_ref().map(|father| father.read(sender, "father")).transpose()?,
            joins,
            book: self.basis.book(),
            ground: self.basis.ground(),
        })
    }
}

/// A death.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct DeathBody {
    /// Who died.
    person: String,
    /// When, or the part of the date that is known.
    on: String,
    /// Where.
    place: Option<String>,
    /// Of what.
    cause: Option<String>,
    /// At which hour.
    hour: Option<String>,
    /// Heads for the households that the person headed.
    #[serde(default)]
    new_heads: Vec<NewHeadBody>,
    #[serde(flatten)]
    basis: BasisBody,
}

impl DeathBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<RegisterDeath, Refusal> {
        Ok(RegisterDeath {
            person: sender.parse("person", &self.person)?,
            on: sender.parse("on", &self.on)?,
            notice: DeathNotice { place: self.place.clone(), cause: self.cause.clone(), hour: self.hour.clone() },
            book: self.basis.book(),
            new_heads: heads(sender, &self.new_heads)?,
            ground: self.basis.ground(),
        })
    }
}

/// A marriage.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct MarriageBody {
    /// One of the two.
    one: PartyBody,
    /// The other.
    other: PartyBody,
    /// From which day they are married.
    on: String,
    /// Whether it exists already and is only noted.
    #[serde(default)]
    noted: bool,
    #[serde(flatten)]
    basis: BasisBody,
}

impl MarriageBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<RegisterMarriage, Refusal> {
        Ok(RegisterMarriage {
            one: self.one.read(sender, "one")?,
            other: self.other.read(sender, "other")?,
            on: sender.parse::<Date>("on", &self.on)?,
            noted: self.noted,
            book: self.basis.book(),
            ground: self.basis.ground(),
        })
    }
}

/// A divorce.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct DivorceBody {
    /// One of the two.
    person: String,
    /// The day on which the judgment took effect.
    on: String,
    #[serde(flatten)]
    basis: BasisBody,
}

impl DivorceBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<RegisterDivorce, Refusal> {
        let (person, on) = (sender.parse("person", &self.person)?, sender.parse("on", &self.on)?);
        Ok(RegisterDivorce { person, on, book: self.basis.book(), ground: self.basis.ground() })
    }
}

/// An adoption.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct AdoptionBody {
    /// Who is adopted.
    child: PartyBody,
    /// Who adopts: one, or two who are married.
    adopters: Vec<PartyBody>,
    /// Whether a step-parent, an aunt or an uncle adopts.
    #[serde(default)]
    by_relative: bool,
    /// The day of the registration.
    on: String,
    /// A new name for the child.
    name: Option<String>,
    /// Whether the child joins the first adopter's household.
    #[serde(default)]
    joins: bool,
    #[serde(flatten)]
    basis: BasisBody,
}

impl AdoptionBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<RegisterAdoption, Refusal> {
        let adopters = self.adopters.iter().map(|adopter| adopter.read(sender, "adopters")).collect::<Result<_, _>>()?;
        Ok(RegisterAdoption {
            child: self.child.read(sender, "child")?,
            adopters,
            by_relative: self.by_relative,
            on: sender.parse("on", &self.on)?,
            name: name(sender, self.name.as_deref())?,
            joins: self.joins,
            book: self.basis.book(),
            ground: self.basis.ground(),
        })
    }
}

/// A parent by birth.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ParentBody {
    /// Whose parent.
    child: PartyBody,
    /// Who is recognised; the sex says whether as father or mother.
    parent: PartyBody,
    /// A new name for the child.
    name: Option<String>,
    #[serde(flatten)]
    basis: BasisBody,
}

impl ParentBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<RecogniseParent, Refusal> {
        Ok(RecogniseParent {
            child: self.child.read(sender, "child")?,
            parent: self.parent.read(sender, "parent")?,
            name: name(sender, self.name.as_deref())?,
            book: self.basis.book(),
            ground: self.basis.ground(),
        })
    }
}

/// A parent who never was one.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct WithdrawBody {
    /// Whose parent.
    child: String,
    /// `father`, `mother`, `adoptive-father` or `adoptive-mother`.
    kind: String,
    #[serde(flatten)]
    basis: BasisBody,
}

impl WithdrawBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<WithdrawParent, Refusal> {
        let (child, kind) = (sender.parse("child", &self.child)?, sender.parse("kind", &self.kind)?);
        Ok(WithdrawParent { child, kind, ground: self.basis.ground() })
    }
}

/// A guardian.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct GuardianBody {
    /// Who is cared for.
    ward: PartyBody,
    /// Who cares.
    guardian: PartyBody,
    /// From which day.
    on: String,
    /// Whether a court decided.
    #[serde(default)]
    by_court: bool,
    #[serde(flatten)]
    basis: BasisBody,
}

impl GuardianBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<AppointGuardian, Refusal> {
        Ok(AppointGuardian {
            ward: self.ward.read(sender, "ward")?,
            guardian: self.guardian.read(sender, "guardian")?,
            on: sender.parse("on", &self.on)?,
            by_court: self.by_court,
            book: self.basis.book(),
            ground: self.basis.ground(),
        })
    }
}

/// The end of a guardianship.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct GuardianEndBody {
    /// The ward.
    ward: String,
    /// Who was the guardian.
    guardian: String,
    /// The last day.
    on: String,
    /// `replaced`, `of-age` or `withdrawn`.
    reason: String,
    #[serde(flatten)]
    basis: BasisBody,
}

impl GuardianEndBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<EndGuardianship, Refusal> {
        Ok(EndGuardianship {
            ward: sender.parse("ward", &self.ward)?,
            guardian: sender.parse("guardian", &self.guardian)?,
            on: sender.parse("on", &self.on)?,
            reason: sender.parse("reason", &self.reason)?,
            ground: self.basis.ground(),
        })
    }
}

/// A new name.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NameBody {
    /// Whose.
    person: String,
    /// The new one.
    name: String,
    #[serde(flatten)]
    basis: BasisBody,
}

impl NameBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<ChangeName, Refusal> {
        let name = name(sender, Some(&self.name))?.ok_or_else(|| sender.refuse(&gate::Failure::invalid()))?;
        let person = sender.parse("person", &self.person)?;
        Ok(ChangeName { person, name, book: self.basis.book(), ground: self.basis.ground() })
    }
}

/// Somebody who is missing.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct MissingBody {
    /// Who.
    person: String,
    /// The day of the court's decision.
    on: String,
    /// Heads for the households that the person headed.
    #[serde(default)]
    new_heads: Vec<NewHeadBody>,
    #[serde(flatten)]
    basis: BasisBody,
}

impl MissingBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<DeclareMissing, Refusal> {
        let (person, on) = (sender.parse("person", &self.person)?, sender.parse("on", &self.on)?);
        Ok(DeclareMissing { person, on, new_heads: heads(sender, &self.new_heads)?, ground: self.basis.ground() })
    }
}

/// Somebody who came back.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct FoundBody {
    /// Who.
    person: String,
    /// The day of the court's decision.
    on: String,
    /// Whether the person lives again where they last lived for good.
    #[serde(default)]
    returns: bool,
    /// What the person is to the head of that household.
    relation: Option<String>,
    #[serde(flatten)]
    basis: BasisBody,
}

impl FoundBody {
    pub(crate) fn read(&self, sender: &Sender) -> Result<DeclareFound, Refusal> {
        let (person, on) = (sender.parse("person", &self.person)?, sender.parse("on", &self.on)?);
        let relation = sender.parse_option("relation", self.relation.as_deref())?;
        Ok(DeclareFound { person, on, returns: self.returns, relation, ground: self.basis.ground() })
    }
}
