//! Houses that take guests: entered and changed by population officers. Owner and manager may notify the guests.

use super::regroup::dwelling_at;
use crate::model::{ChangeId, ChangeKind, Fields, Ground, LifeState, Lodging, LodgingId, LodgingKind, LodgingState, difference};
use crate::prefill::CardShown;
use crate::record::{Entry, record, record_as};
use crate::sql::stays as sql;
use crate::{Error, load, permit};
use access::{Actor, Resource};
use kernel::unit::UnitLevel;
use kernel::{PersonId, UnitCode};
use serde_json::Map;
use store::{Tx, params};

/// The longest name of a house, in characters.
pub const LODGING_NAME_MAX: usize = 120;
/// The most rooms of a house.
pub const LODGING_ROOMS_MAX: i64 = 5_000;

/// What is known of a house that takes guests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LodgingFacts {
    /// What kind.
    pub kind: LodgingKind,
    /// What it is called.
    pub name: String,
    /// Its telephone.
    pub phone: Option<String>,
    /// How many rooms it has.
    pub rooms: i64,
}

/// The command to enter a house.
#[derive(Debug, Clone)]
pub struct EnterLodging {
    /// The commune.
    pub unit: UnitCode,
    /// House and street.
    pub address: String,
    /// What is known of it.
    pub facts: LodgingFacts,
    /// Whose it is, by the card that was shown.
    pub owner: CardShown,
    /// Who runs it, when somebody else does.
    pub manager: Option<CardShown>,
    /// On which ground.
    pub ground: Ground,
}

/// Who is to run a house.
#[derive(Debug, Clone)]
pub enum NewManager {
    /// Whoever does now.
    Same,
    /// Nobody but the owner.
    Nobody,
    /// The person whose card was shown.
    Person(CardShown),
}

/// The command to change a house.
#[derive(Debug, Clone)]
pub struct ChangeLodging {
    /// Which.
    pub lodging: LodgingId,
    /// The version that the officer saw.
    pub version: i64,
    /// What is right.
    pub facts: LodgingFacts,
    /// Whether it takes guests.
    pub state: LodgingState,
    /// Another owner, by the card that was shown.
    pub owner: Option<CardShown>,
    /// Who runs it.
    pub manager: NewManager,
    /// On which ground.
    pub ground: Ground,
}

/// Enters a house that takes guests.
///
/// # Errors
/// [`Error::BadLodging`], [`Error::BadAddress`], [`Error::NotACommune`]; [`Error::PersonNotFound`] when a card is nobody's;
/// [`Error::Denied`].
pub fn enter_lodging(tx: &mut Tx<'_>, actor: &Actor, command: &EnterLodging) -> Result<LodgingId, Error> {
    actor.authorize(permit::LODGING, &Resource::new("lodging").unit(command.unit.clone()))?;
    if command.unit.level() != UnitLevel::Commune {
        return Err(Error::NotACommune(command.unit.clone()));
    }
    let facts = checked(&command.facts)?;
    let owner = shown(tx, actor, &command.owner)?;
    let manager = command.manager.as_ref().map(|card| shown(tx, actor, card)).transpose()?;
    let (dwelling, address) = dwelling_at(tx, actor, &command.unit, &command.address)?;
    let (id, change): (LodgingId, ChangeId) = (actor.new_id(), actor.new_id());
    let lodging = Lodging {
        id,
        unit: command.unit.clone(),
        dwelling,
        address,
        kind: facts.kind,
        name: facts.name,
        owner,
        manager: manager.filter(|manager| *manager != owner),
        phone: facts.phone,
        rooms: facts.rooms,
        state: LodgingState::Open,
        version: 1,
    };
    tx.execute(
        &sql::INSERT_LODGING,
        params![
            id,
            lodging.unit,
            lodging.dwelling,
            lodging.kind,
            lodging.name,
            kernel::name::fold(&lodging.name),
            lodging.owner,
            lodging.manager,
            lodging.phone,
            lodging.rooms,
            lodging.state,
            change
        ],
    )?;
    let entry = Entry {
        kind: ChangeKind::LodgingEntered,
        person: None,
        household: None,
        unit: &lodging.unit,
        unit_before: None,
        before: Map::new(),
        after: crate::model::change_object(&lodging),
    };
    record_as(tx, actor, change, &command.ground, &entry)?;
    Ok(id)
}

/// Changes a house that takes guests; closing it keeps its stays.
///
/// # Errors
/// [`Error::LodgingNotFound`]; [`Error::ChangedMeanwhile`] with the owner's id; [`Error::NothingChanges`], [`Error::BadLodging`];
/// [`Error::PersonNotFound`] when a card is nobody's; [`Error::Denied`].
pub fn change_lodging(tx: &mut Tx<'_>, actor: &Actor, command: &ChangeLodging) -> Result<(), Error> {
    let before = load::lodging(tx, command.lodging)?.ok_or(Error::LodgingNotFound)?;
    if !permit::hidden_is_absent(actor.authorize(permit::LODGING, &Resource::new("lodging").unit(before.unit.clone())))? {
        return Err(Error::LodgingNotFound);
    }
    let facts = checked(&command.facts)?;
    let owner = command.owner.as_ref().map(|card| shown(tx, actor, card)).transpose()?.unwrap_or(before.owner);
    let manager = match &command.manager {
        NewManager::Same => before.manager,
        NewManager::Nobody => None,
        NewManager::Person(card) => Some(shown(tx, actor, card)?),
    };
    let after = Lodging {
        kind: facts.kind,
        name: facts.name,
        phone: facts.phone,
        rooms: facts.rooms,
        state: command.state,
        owner,
        manager: manager.filter(|manager| *manager != owner),
        ..before.clone()
    };
    let (was, became) = difference(&before, &after);
    if was.is_empty() && became.is_empty() {
        return Err(Error::NothingChanges);
    }
    save(tx, &after, command.version)?;
    let which = |mut facts: Map<String, serde_json::Value>| {
        facts.insert("id".to_owned(), serde_json::json!(after.id));
        facts
    };
    let entry = Entry {
        kind: ChangeKind::LodgingChanged,
        person: None,
        household: None,
        unit: &after.unit,
        unit_before: None,
        before: which(was),
        after: which(became),
    };
    record(tx, actor, &command.ground, &entry)?;
    Ok(())
}

fn save(tx: &mut Tx<'_>, lodging: &Lodging, version: i64) -> Result<(), Error> {
    let touched = tx.execute(
        &sql::UPDATE_LODGING,
        params![
            lodging.id,
            lodging.kind,
            lodging.name,
            kernel::name::fold(&lodging.name),
            lodging.owner,
            lodging.manager,
            lodging.phone,
            lodging.rooms,
            lodging.state,
            version
        ],
    )?;
    if touched == 1 { Ok(()) } else { Err(Error::ChangedMeanwhile(lodging.owner)) }
}

fn checked(facts: &LodgingFacts) -> Result<LodgingFacts, Error> {
    let name = kernel::name::tidy_spaces(&facts.name);
    let phone = facts.phone.as_deref().map(kernel::name::tidy_spaces).filter(|phone| !phone.is_empty());
    let named = !kernel::name::fold(&name).is_empty() && name.chars().count() <= LODGING_NAME_MAX;
    let called = phone.as_ref().is_none_or(|phone| phone.chars().count() <= 30);
    if named && called && (1..=LODGING_ROOMS_MAX).contains(&facts.rooms) {
        Ok(LodgingFacts { kind: facts.kind, name, phone, rooms: facts.rooms })
    } else {
        Err(Error::BadLodging)
    }
}

/// The living person whose card was shown. They need not live in the officer's units.
fn shown(tx: &mut Tx<'_>, actor: &Actor, card: &CardShown) -> Result<PersonId, Error> {
    let person = load::person_by_card(tx, card)?.filter(|person| person.state == LifeState::Living);
    let person = person.ok_or(Error::PersonNotFound)?;
    permit::saw(tx, actor, person.id, Fields::IDENTITY, None)?;
    Ok(person.id)
}
