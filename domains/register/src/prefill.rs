//! Answers the register already knows, for the forms of services.

use crate::model::{Fields, Person, Residence, ResidenceKind};
use crate::{Error, load, permit};
use access::{Actor, Resource};
use kernel::{DossierId, PartialDate, PersonId, PersonalNumber};
use places::Places;
use serde_json::{Map, Value, json};
use store::{ReadTx, Tx};

/// The names a form can ask for, each with the group of fields that the access log then names.
pub const PREFILL_NAMES: &[(&str, Fields)] = &[
    ("person.full_name", Fields::IDENTITY),
    ("person.birth_date", Fields::IDENTITY),
    ("person.sex", Fields::IDENTITY),
    ("person.personal_number", Fields::IDENTITY),
    ("person.old_number", Fields::OLD_NUMBERS),
    ("person.phone", Fields::CONTACT),
    ("person.email", Fields::CONTACT),
    ("person.birth_place", Fields::ORIGIN),
    ("person.origin", Fields::ORIGIN),
    ("person.ethnicity", Fields::ORIGIN),
    ("person.religion", Fields::ORIGIN),
    ("person.nationality", Fields::ORIGIN),
    ("person.marital_status", Fields::CIVIL),
    ("residence.permanent_address", Fields::RESIDENCE),
    ("residence.permanent_unit", Fields::RESIDENCE),
    ("residence.permanent_since", Fields::RESIDENCE),
    ("residence.temporary_address", Fields::RESIDENCE),
    ("residence.temporary_unit", Fields::RESIDENCE),
    ("residence.temporary_until", Fields::RESIDENCE),
    ("household.number", Fields::RESIDENCE),
    ("household.head_name", Fields::RESIDENCE),
    ("household.head_number", Fields::RESIDENCE),
    ("household.relation", Fields::RESIDENCE),
];

/// What an officer read from the card of somebody who stands at the counter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CardShown {
    /// The identity number.
    pub number: PersonalNumber,
    /// The date of birth.
    pub birth: PartialDate,
}

impl std::fmt::Debug for CardShown {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("CardShown(…)")
    }
}

/// What opens a record to an officer in whose units the person does not live.
#[derive(Debug, Clone, Copy, Default)]
pub enum Proof {
    /// Nothing does.
    #[default]
    Nothing,
    /// The card. It must be that of the person, wherever the person lives.
    Card(CardShown),
    /// The caller let the actor open a dossier of the person, or a draft for which the card was checked.
    Opened,
}

/// For what facts of a person are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Errand {
    /// The dossier, which the access entry then names.
    pub dossier: Option<DossierId>,
    /// What opens the record of somebody from elsewhere.
    pub proof: Proof,
}

/// The named facts of a person that the register knows; unknown names and missing facts are left out.
///
/// Citizens get their own. With a proof an officer gets those of an applicant from elsewhere: the unit that counts is
/// then the officer's own. A dossier that is only about to be made proves nothing. The access entry names the dossier.
/// `places` gives the names of units in addresses.
///
/// # Errors
/// [`Error::PersonNotFound`] when there is none that the actor may know of; [`Error::Denied`].
pub fn facts_for_prefill(
    tx: &mut Tx<'_>,
    actor: &Actor,
    places: &Places,
    person: PersonId,
    names: &[&str],
    errand: &Errand,
) -> Result<Map<String, Value>, Error> {
    let found = load::person(tx, person)?.ok_or(Error::PersonNotFound)?;
    permit_service(tx, actor, &found, &errand.proof)?;
    let mut facts = Map::new();
    let mut seen = Fields::IDENTITY;
    for name in names {
        let Some((_, group)) = PREFILL_NAMES.iter().find(|(known, _)| known == name) else { continue };
        seen = seen | *group;
        if let Some(value) = fact(tx, actor, places, &found, name)? {
            facts.insert((*name).to_owned(), value);
        }
    }
    permit::saw(tx, actor, person, seen, errand.dossier)?;
    Ok(facts)
}

/// Whether the actor may begin something for a person: one who lives in the actor's units, or whose card was shown.
///
/// # Errors
/// [`Error::PersonNotFound`] when there is none that the actor may know of, or the card is another's; [`Error::Denied`].
pub fn permit_applicant(tx: &mut ReadTx<'_>, actor: &Actor, person: PersonId, card: Option<CardShown>) -> Result<(), Error> {
    let found = load::person(tx, person)?.ok_or(Error::PersonNotFound)?;
    permit_service(tx, actor, &found, &card.map_or(Proof::Nothing, Proof::Card))
}

/// A card that is shown must be right even where none is needed, so that what was checked can be relied on later.
fn permit_service(tx: &mut ReadTx<'_>, actor: &Actor, person: &Person, proof: &Proof) -> Result<(), Error> {
    if let Proof::Card(card) = proof
        && load::person_by_card(tx, card)?.is_none_or(|owner| owner.id != person.id)
    {
        return Err(Error::PersonNotFound);
    }
    if permit::may_view(actor, person)? {
        return Ok(());
    }
    match (proof, actor.office()) {
        (Proof::Card(_) | Proof::Opened, Some(office)) => {
            Ok(actor.authorize(permit::VIEW, &Resource::new("person").unit(office.clone()))?)
        }
        _ => Err(Error::PersonNotFound),
    }
}

fn fact(tx: &mut ReadTx<'_>, actor: &Actor, places: &Places, person: &Person, name: &str) -> Result<Option<Value>, Error> {
    let facts = &person.facts;
    let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
    let value = match name {
        "person.full_name" => Some(json!(facts.name)),
        "person.birth_date" => Some(json!(facts.birth)),
        "person.sex" => Some(json!(facts.sex)),
        "person.personal_number" => facts.number.map(|number| json!(number)),
        "person.old_number" => facts.old_number.map(|number| json!(number)),
        "person.phone" => text(&facts.phone),
        "person.email" => text(&facts.email),
        "person.birth_place" => text(&facts.birth_place),
        "person.origin" => text(&facts.origin),
        "person.ethnicity" => text(&facts.ethnicity),
        "person.religion" => text(&facts.religion),
        "person.nationality" => Some(json!(facts.nationality)),
        "person.marital_status" => facts.marital.map(|marital| json!(marital)),
        _ => return residence_fact(tx, actor, places, person, name),
    };
    Ok(value)
}

fn residence_fact(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    places: &Places,
    person: &Person,
    name: &str,
) -> Result<Option<Value>, Error> {
    let of_kind = |kind: ResidenceKind| match kind {
        ResidenceKind::Permanent => person.permanent(),
        ResidenceKind::Temporary => person.temporary(actor.today()),
    };
    let date = |date: Option<kernel::Date>| date.map(|date| json!(date.to_string()));
    let value = match name {
        "residence.permanent_address" => of_kind(ResidenceKind::Permanent).map(|residence| full_address(places, residence)),
        "residence.temporary_address" => of_kind(ResidenceKind::Temporary).map(|residence| full_address(places, residence)),
        "residence.permanent_unit" => of_kind(ResidenceKind::Permanent).map(|residence| json!(residence.unit)),
        "residence.temporary_unit" => of_kind(ResidenceKind::Temporary).map(|residence| json!(residence.unit)),
        "residence.permanent_since" => of_kind(ResidenceKind::Permanent).and_then(|residence| date(residence.from)),
        "residence.temporary_until" => of_kind(ResidenceKind::Temporary).and_then(|residence| date(residence.until)),
        _ => return household_fact(tx, person, name),
    };
    Ok(value)
}

fn household_fact(tx: &mut ReadTx<'_>, person: &Person, name: &str) -> Result<Option<Value>, Error> {
    let Some(residence) = person.permanent().or_else(|| person.residences.first()) else { return Ok(None) };
    let value = match (name, residence.head) {
        ("household.number", _) => residence.household_number.as_ref().map(|number| json!(number)),
        ("household.relation", _) => residence.relation.map(|relation| json!(relation)),
        ("household.head_name", Some(head)) => load::person(tx, head)?.map(|head| json!(head.facts.name)),
        ("household.head_number", Some(head)) => {
            load::person(tx, head)?.and_then(|head| head.facts.number).map(|number| json!(number))
        }
        _ => None,
    };
    Ok(value)
}

/// House and street, then the units from the smallest up.
fn full_address(places: &Places, residence: &Residence) -> Value {
    json!(format!("{}, {}", residence.address, places.full_name(&residence.unit)))
}
