//! What the interface says of things. These shapes are a promise; those of the domains may change.

use gate::Failure;
use kernel::personal_number::PersonalNumber;
use register::reform::{FormerUnit, Formerly};
use register::{Change, DwellingId, Hit, Household, OnDay, Person, PersonSummary, Residence};
use serde::Serialize;
use store::ReadTx;
use utoipa::ToSchema;

/// A person's record, as far as the purpose opens it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonView {
    /// The register's id.
    #[schema(example = "per_01hz3v9g8q2mk")]
    pub(crate) id: String,
    /// Full name.
    pub(crate) name: String,
    /// `male` or `female`.
    pub(crate) sex: &'static str,
    /// Birth date, or the part that is known: 1962, 1962-05, 1962-05-17.
    pub(crate) birth: String,
    /// The identity number.
    pub(crate) number: Option<String>,
    /// The old number of nine digits.
    pub(crate) old_number: Option<String>,
    /// Origin.
    pub(crate) origin: Option<String>,
    /// Code of the ethnicity.
    pub(crate) ethnicity: Option<String>,
    /// Code of the religion.
    pub(crate) religion: Option<String>,
    /// Nationality, ISO 3166.
    pub(crate) nationality: String,
    /// Marital status.
    pub(crate) marital: Option<&'static str>,
    /// Mobile telephone.
    pub(crate) phone: Option<String>,
    /// Electronic mail.
    pub(crate) email: Option<String>,
    /// Names beside the birth name.
    pub(crate) other_names: Option<String>,
    /// Blood group, such as `AB+`; without a sign where the Rh factor is not known.
    pub(crate) blood_group: Option<&'static str>,
    /// Where the person is now, when at neither residence: the code of a unit or an address.
    pub(crate) current_place: Option<String>,
    /// `living`, `dead` or `missing`.
    pub(crate) state: &'static str,
    /// The commune that answers for the record.
    pub(crate) unit: String,
    /// The residences in force.
    pub(crate) residences: Vec<ResidenceView>,
    /// Rises with every change.
    pub(crate) version: i64,
}

/// A residence.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResidenceView {
    /// `permanent` or `temporary`.
    pub(crate) kind: &'static str,
    /// The commune.
    pub(crate) unit: String,
    /// House and street.
    pub(crate) address: String,
    /// The household.
    pub(crate) household: Option<String>,
    /// Relation to its head.
    pub(crate) relation: Option<&'static str>,
    /// First day.
    pub(crate) from: Option<String>,
    /// Last day, for a temporary one.
    pub(crate) until: Option<String>,
    /// The communes that the address was in before units were redrawn, the latest first. Not given with `as_of`.
    pub(crate) formerly: Vec<FormerView>,
}

/// A commune that an address was in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FormerView {
    /// The commune.
    #[schema(example = "01-001-00001")]
    pub(crate) unit: String,
    /// The first day on which it was no more.
    #[schema(example = "2025-07-01")]
    pub(crate) until: String,
}

/// A person on a day, as the register knows it now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OnDayView {
    /// The day.
    pub(crate) day: String,
    /// Whether the person lived; left out when birth or death is known too roughly to say.
    pub(crate) alive: Option<bool>,
    /// Where the person lived. One without a first day counts from ever.
    pub(crate) residences: Vec<ResidenceView>,
    /// Whether an absence from the permanent residence was declared.
    pub(crate) away: bool,
}

impl OnDayView {
    /// With the communes that the addresses were in.
    pub(crate) fn of(tx: &mut ReadTx<'_>, then: OnDay) -> Result<Self, Failure> {
        Ok(Self {
            day: then.day.to_string(),
            alive: then.alive,
            residences: ResidenceView::of(tx, then.residences)?,
            away: then.absence.is_some(),
        })
    }
}

/// A person in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SummaryView {
    /// The register's id.
    pub(crate) id: String,
    /// Full name.
    pub(crate) name: String,
    /// `male` or `female`.
    pub(crate) sex: &'static str,
    /// Birth date or the part that is known.
    pub(crate) birth: String,
    /// The identity number.
    pub(crate) number: Option<String>,
    /// `living`, `dead` or `missing`.
    pub(crate) state: &'static str,
    /// The commune that answers for the record.
    pub(crate) unit: String,
    /// House and street.
    pub(crate) address: Option<String>,
}

/// A person that a search found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HitView {
    /// The person.
    pub(crate) person: SummaryView,
    /// How well the person fits, 0 to 1.
    pub(crate) score: f64,
}

/// A household.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HouseholdView {
    /// The register's id.
    pub(crate) id: String,
    /// The household's number.
    pub(crate) number: Option<String>,
    /// The commune.
    pub(crate) unit: String,
    /// House and street.
    pub(crate) address: String,
    /// The communes that the address was in before units were redrawn, the latest first. Not given with `as_of`.
    pub(crate) formerly: Vec<FormerView>,
    /// The head.
    pub(crate) head: Option<String>,
    /// The members.
    pub(crate) members: Vec<MemberView>,
}

/// A member of a household.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MemberView {
    /// The person.
    pub(crate) person: SummaryView,
    /// Relation to the head.
    pub(crate) relation: &'static str,
    /// `permanent` or `temporary`.
    pub(crate) kind: &'static str,
}

/// A change in the register.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeView {
    /// Its id, by which it is undone.
    pub(crate) id: String,
    /// What kind.
    pub(crate) kind: &'static str,
    /// When.
    pub(crate) at: String,
    /// Who made it.
    pub(crate) by: String,
    /// In which office.
    pub(crate) office: Option<String>,
    /// The legal ground.
    pub(crate) basis: String,
    /// What proves it.
    pub(crate) evidence: Option<String>,
    /// The dossier that asked for it.
    pub(crate) dossier: Option<String>,
    /// What was there before.
    #[schema(value_type = Object)]
    pub(crate) before: serde_json::Map<String, serde_json::Value>,
    /// What is there since.
    #[schema(value_type = Object)]
    pub(crate) after: serde_json::Map<String, serde_json::Value>,
}

fn number(number: &PersonalNumber) -> String {
    number.to_string()
}

impl PersonView {
    /// With the communes that the addresses were in.
    pub(crate) fn of(tx: &mut ReadTx<'_>, mut person: Person) -> Result<Self, Failure> {
        let residences = ResidenceView::of(tx, std::mem::take(&mut person.residences))?;
        Ok(Self { residences, ..Self::then(person) })
    }

    /// As the register read on another day.
    pub(crate) fn then(person: Person) -> Self {
        let facts = person.facts;
        Self {
            id: person.id.to_string(),
            name: facts.name.to_string(),
            sex: facts.sex.as_str(),
            birth: facts.birth.to_string(),
            number: facts.number.as_ref().map(number),
            old_number: facts.old_number.map(|value| value.to_string()),
            origin: facts.origin,
            ethnicity: facts.ethnicity,
            religion: facts.religion,
            nationality: facts.nationality,
            marital: facts.marital.map(register::MaritalStatus::as_str),
            phone: facts.phone,
            email: facts.email,
            other_names: facts.other_names,
            blood_group: facts.blood_group.map(register::BloodGroup::as_str),
            current_place: facts.current_place,
            state: person.state.as_str(),
            unit: person.unit.to_string(),
            residences: person.residences.into_iter().map(|home| ResidenceView::new(home, &Formerly::default())).collect(),
            version: person.version,
        }
    }
}

impl FormerView {
    fn of(formerly: &Formerly, dwelling: DwellingId) -> Vec<Self> {
        let view = |former: &FormerUnit| Self { unit: former.unit.to_string(), until: former.until.to_string() };
        formerly.units(dwelling).iter().map(view).collect()
    }
}

impl ResidenceView {
    /// With the communes that the addresses were in.
    pub(crate) fn of(tx: &mut ReadTx<'_>, residences: Vec<Residence>) -> Result<Vec<Self>, Failure> {
        let formerly = Formerly::of(tx, residences.iter().map(|home| home.dwelling))?;
        Ok(residences.into_iter().map(|home| Self::new(home, &formerly)).collect())
    }

    fn new(residence: Residence, formerly: &Formerly) -> Self {
        Self {
            formerly: FormerView::of(formerly, residence.dwelling),
            kind: residence.kind.as_str(),
            unit: residence.unit.to_string(),
            address: residence.address,
            household: residence.household.map(|value| value.to_string()),
            relation: residence.relation.map(register::Relation::as_str),
            from: residence.from.map(|value| value.to_string()),
            until: residence.until.map(|value| value.to_string()),
        }
    }
}

impl From<PersonSummary> for SummaryView {
    fn from(person: PersonSummary) -> Self {
        Self {
            id: person.id.to_string(),
            name: person.name.to_string(),
            sex: person.sex.as_str(),
            birth: person.birth.to_string(),
            number: person.number.as_ref().map(number),
            state: person.state.as_str(),
            unit: person.unit.to_string(),
            address: person.address,
        }
    }
}

impl From<Hit> for HitView {
    fn from(hit: Hit) -> Self {
        Self { person: hit.person.into(), score: hit.score }
    }
}

impl HouseholdView {
    /// With the communes that the address was in.
    pub(crate) fn of(tx: &mut ReadTx<'_>, household: Household) -> Result<Self, Failure> {
        let formerly = FormerView::of(&Formerly::of(tx, [household.dwelling])?, household.dwelling);
        Ok(Self { formerly, ..Self::then(household) })
    }

    /// As the register read on another day.
    pub(crate) fn then(household: Household) -> Self {
        let members = household
            .members
            .into_iter()
            .map(|member| MemberView {
                person: member.person.into(),
                relation: member.relation.as_str(),
                kind: member.kind.as_str(),
            })
            .collect();
        Self {
            id: household.id.to_string(),
            number: household.number,
            unit: household.unit.to_string(),
            address: household.address,
            formerly: Vec::new(),
            head: household.head.map(|value| value.to_string()),
            members,
        }
    }
}

impl From<Change> for ChangeView {
    fn from(change: Change) -> Self {
        Self {
            id: change.id.to_string(),
            kind: change.kind.as_str(),
            at: change.at.to_string(),
            by: change.by,
            office: change.office.map(|value| value.to_string()),
            basis: change.ground.basis,
            evidence: change.ground.evidence,
            dossier: change.ground.dossier.map(|value| value.to_string()),
            before: change.before,
            after: change.after,
        }
    }
}
