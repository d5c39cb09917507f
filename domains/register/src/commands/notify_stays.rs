//! Notifying guests (Law 68/2020 Art 30): by the household they stay with, the house that took them in, or an officer who
//! was called.

use crate::guests::{GUESTS_MAX, Guest, GuestField, GuestLine, GuestProblem, GuestReason};
use crate::model::{
    ChangeId, ChangeKind, DwellingId, Ground, GuestStay, Host, LifeState, LodgingState, StayId, StayState, notified_by,
};
use crate::prefill::CardShown;
use crate::record::{Entry, record_as};
use crate::rules::ResidenceRules;
use crate::sql::stays as sql;
use crate::{Error, load, permit, stays};
use access::{Actor, Resource};
use kernel::{HouseholdId, PersonId, UnitCode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};
use store::sent::{self, Key, KeyError};
use store::{ReadTx, ToValue, Tx, Value, params};

/// The ground of every notification.
const BASIS: &str = "law-68-2020-art-30";

/// The command.
#[derive(Debug, Clone)]
pub struct NotifyStays {
    /// Where they stay.
    pub host: Host,
    /// Who stays, as written down.
    pub guests: Vec<GuestLine>,
    /// Sending the same key again gives the same answer and notifies nobody twice.
    pub key: Option<String>,
    /// The hours of the law.
    pub rules: ResidenceRules,
}

/// What a notification did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaysNotified {
    /// The stays of the guests who were taken, in the order of the list.
    pub accepted: Vec<StayId>,
    /// How many of them were notified too late.
    pub late: usize,
    /// What is wrong with the others.
    pub refused: Vec<GuestProblem>,
    /// Whether it is the answer to an earlier notification with the same key.
    #[serde(skip)]
    pub repeated: bool,
}

/// The house or household where guests stay, as far as a notification needs it.
pub(crate) struct Hosted {
    pub(crate) host: Host,
    pub(crate) unit: UnitCode,
    pub(crate) dwelling: DwellingId,
    pub(crate) owners: Vec<PersonId>,
    pub(crate) open: bool,
}

impl Hosted {
    pub(crate) fn resource(&self) -> Resource {
        self.owners.iter().fold(Resource::new("stay").unit(self.unit.clone()), |resource, owner| resource.owner(*owner))
    }

    pub(crate) const fn not_found(&self) -> Error {
        match self.host {
            Host::Lodging(_) => Error::LodgingNotFound,
            Host::Household(_) => Error::HouseholdNotFound,
        }
    }

    pub(crate) const fn household(&self) -> Option<HouseholdId> {
        match self.host {
            Host::Household(household) => Some(household),
            Host::Lodging(_) => None,
        }
    }
}

/// Finds where guests stay, with those who may speak for it.
pub(crate) fn hosted(tx: &mut ReadTx<'_>, host: Host) -> Result<Hosted, Error> {
    match host {
        Host::Lodging(id) => {
            let lodging = load::lodging(tx, id)?.ok_or(Error::LodgingNotFound)?;
            let owners = [Some(lodging.owner), lodging.manager].into_iter().flatten().collect();
            let open = lodging.state == LodgingState::Open;
            Ok(Hosted { host, unit: lodging.unit, dwelling: lodging.dwelling, owners, open })
        }
        Host::Household(id) => {
            let household = load::household(tx, id)?.ok_or(Error::HouseholdNotFound)?;
            let owners = household.members.iter().map(|member| member.person.id).collect();
            let open = household.dissolved_on.is_none();
            Ok(Hosted { host, unit: household.unit, dwelling: household.dwelling, owners, open })
        }
    }
}

/// Notifies guests. Lines that are wrong are told with their reasons, the others are taken.
///
/// Guests are matched to the register by number and birth date for the officers; the answer does not depend on it, so that
/// whoever notifies learns nothing of the register.
///
/// # Errors
/// [`Error::LodgingNotFound`] and [`Error::HouseholdNotFound`]; [`Error::LodgingClosed`], [`Error::HouseholdDissolved`];
/// [`Error::Nobody`], [`Error::TooManyGuests`], [`Error::BadText`] for a key that is too long; [`Error::Denied`].
pub fn notify_stays(tx: &mut Tx<'_>, actor: &Actor, command: &NotifyStays) -> Result<StaysNotified, Error> {
    let hosted = hosted(tx, command.host)?;
    if !permit::hidden_is_absent(actor.authorize(permit::STAY, &hosted.resource()))? {
        return Err(hosted.not_found());
    }
    if let Some(earlier) = earlier(tx, actor, command.key.as_deref())? {
        return Ok(earlier);
    }
    if !hosted.open {
        return Err(hosted.household().map_or(Error::LodgingClosed, Error::HouseholdDissolved));
    }
    if command.guests.is_empty() {
        return Err(Error::Nobody);
    }
    if command.guests.len() > GUESTS_MAX {
        return Err(Error::TooManyGuests(GUESTS_MAX));
    }
    let (guests, refused) = sort_out(tx, actor, &hosted, command)?;
    let change: ChangeId = actor.new_id();
    let late = guests.iter().filter(|guest| is_late(actor, guest, &command.rules)).count();
    let accepted = insert(tx, actor, &hosted, &guests, change, &command.rules)?;
    let notified = StaysNotified { accepted, late, refused, repeated: false };
    if !notified.accepted.is_empty() {
        let after = json!({ "host": command.host, "guests": notified.accepted.len(), "late": late });
        let entry = Entry {
            kind: ChangeKind::StaysNotified,
            person: None,
            household: hosted.household(),
            unit: &hosted.unit,
            unit_before: None,
            before: Map::new(),
            after: crate::model::change_object(&after),
        };
        record_as(tx, actor, change, &Ground::new(BASIS), &entry)?;
        if let Some(word) = &command.key {
            let sender = actor.subject_name();
            sent::note(tx, &Key { sender: &sender, word, act: ChangeKind::StaysNotified.as_str() }, actor.now(), &notified)?;
        }
    }
    Ok(notified)
}

/// The answer to the notification that the actor sent under a key before.
fn earlier(tx: &mut ReadTx<'_>, actor: &Actor, key: Option<&str>) -> Result<Option<StaysNotified>, Error> {
    let Some(key) = key else { return Ok(None) };
    let sender = actor.subject_name();
    let mut read = match sent::before(tx, &Key { sender: &sender, word: key, act: ChangeKind::StaysNotified.as_str() }) {
        Err(KeyError::Unusable) => return Err(Error::BadText),
        other => other?,
    };
    if read.is_none() {
        let found = tx.optional::<(serde_json::Value,)>(&sql::NOTICE, params![sender, key])?;
        read = found.and_then(|(outcome,)| serde_json::from_value::<StaysNotified>(outcome).ok());
    }
    Ok(read.map(|notified| StaysNotified { repeated: true, ..notified }))
}

/// Those who can be notified, and what is wrong with the others: a line that cannot be read, or somebody who is there already.
fn sort_out(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    hosted: &Hosted,
    command: &NotifyStays,
) -> Result<(Vec<Guest>, Vec<GuestProblem>), Error> {
    let (mut guests, mut refused): (Vec<Guest>, Vec<GuestProblem>) = (Vec::with_capacity(command.guests.len()), Vec::new());
    let mut there: Option<Vec<GuestStay>> = None;
    for line in &command.guests {
        let guest = match Guest::read(line, actor.now(), &command.rules) {
            Ok(guest) => guest,
            Err((field, reason)) => {
                refused.push(GuestProblem { line: line.line, field, reason });
                continue;
            }
        };
        let there = match &mut there {
            Some(there) => there,
            none => none.insert(stays::around(tx, hosted.host, actor.today())?),
        };
        let listed = guests.iter().any(|other| {
            overlap(other.first_night, other.leaves_on, &guest)
                && guest.is(&other.name, other.number.as_ref(), other.passport.as_deref(), &other.birth)
        });
        let notified = there.iter().any(|stay| {
            overlap(stay.first_night, stay.leaves_on, &guest)
                && guest.is(&stay.name, stay.number.as_ref(), stay.passport.as_deref(), &stay.birth)
        });
        if listed || notified {
            refused.push(GuestProblem { line: line.line, field: GuestField::Line, reason: GuestReason::NotifiedAlready });
        } else {
            guests.push(guest);
        }
    }
    Ok((guests, refused))
}

fn overlap(first: kernel::Date, leaves: kernel::Date, guest: &Guest) -> bool {
    first < guest.leaves_on && guest.first_night < leaves
}

fn is_late(actor: &Actor, guest: &Guest, rules: &ResidenceRules) -> bool {
    actor.now() >= notified_by(guest.arrives_at, rules)
}

fn insert(
    tx: &mut Tx<'_>,
    actor: &Actor,
    hosted: &Hosted,
    guests: &[Guest],
    change: ChangeId,
    rules: &ResidenceRules,
) -> Result<Vec<StayId>, Error> {
    let lodging = match hosted.host {
        Host::Lodging(id) => Some(id),
        Host::Household(_) => None,
    };
    let (mut ids, mut rows) = (Vec::with_capacity(guests.len()), Vec::with_capacity(guests.len()));
    for guest in guests {
        let id: StayId = actor.new_id();
        let row: Vec<Value<'static>> = vec![
            owned(&id),
            owned(&hosted.unit),
            owned(&lodging),
            owned(&hosted.household()),
            owned(&hosted.dwelling),
            owned(&known(tx, guest)?),
            owned(&guest.name),
            owned(&guest.number),
            owned(&guest.passport),
            owned(&guest.birth),
            owned(&guest.sex),
            owned(&guest.nationality),
            owned(&guest.room),
            owned(&guest.reason),
            owned(&guest.arrives_at),
            owned(&guest.first_night),
            owned(&guest.leaves_on),
            owned(&guest.leaves_on),
            Value::Null,
            owned(&StayState::Here),
            owned(&actor.now()),
            owned(&actor.subject_name()),
            owned(&is_late(actor, guest, rules)),
            owned(&change),
            Value::Null,
        ];
        ids.push(id);
        rows.push(row);
    }
    tx.insert_many(&sql::STAYS, rows)?;
    Ok(ids)
}

fn owned(value: &impl ToValue) -> Value<'static> {
    value.to_value().into_owned()
}

/// The person of the register whose number and birth date the guest showed.
fn known(tx: &mut ReadTx<'_>, guest: &Guest) -> Result<Option<PersonId>, Error> {
    let Some(number) = guest.number else { return Ok(None) };
    let person = load::person_by_card(tx, &CardShown { number, birth: guest.birth })?;
    Ok(person.filter(|person| person.state != LifeState::Dead).map(|person| person.id))
}
