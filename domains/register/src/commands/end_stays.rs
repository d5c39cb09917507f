//! Guests who left earlier or later than planned or who died, and notifications that were a mistake.

use super::notify_stays::hosted;
use crate::guests::GUESTS_MAX;
use crate::model::{Change, ChangeId, ChangeKind, Ground, GuestStay, Host, StayId, StayState};
use crate::record::{Entry, record_as};
use crate::sql::stays as sql;
use crate::{Error, permit};
use access::Actor;
use kernel::{Date, Instant, PersonId};
use serde_json::{Map, Value, json};
use store::{Tx, params};

/// The ground of every end.
const BASIS: &str = "law-68-2020-art-30";
/// The most stays of one person that are not over; more are a defect of the data.
const STAYS_MAX: i64 = 100;

/// How stays end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StayEnd {
    /// The guests left.
    Left(Instant),
    /// They were never there.
    Mistaken,
}

/// The command.
#[derive(Debug, Clone)]
pub struct EndStays {
    /// Where they stayed.
    pub host: Host,
    /// Which stays.
    pub stays: Vec<StayId>,
    /// How they end.
    pub end: StayEnd,
}

/// Ends stays in one house or with one household; those that ended before are left alone. Returns how many ended.
///
/// # Errors
/// [`Error::StayNotFound`] when one is not there; [`Error::BadLeaving`] before the arrival or in the future;
/// [`Error::Nobody`], [`Error::TooManyGuests`]; [`Error::LodgingNotFound`], [`Error::HouseholdNotFound`], [`Error::Denied`].
pub fn end_stays(tx: &mut Tx<'_>, actor: &Actor, command: &EndStays) -> Result<u32, Error> {
    let hosted = hosted(tx, command.host)?;
    if !permit::hidden_is_absent(actor.authorize(permit::STAY, &hosted.resource()))? {
        return Err(hosted.not_found());
    }
    if command.stays.is_empty() {
        return Err(Error::Nobody);
    }
    if command.stays.len() > GUESTS_MAX {
        return Err(Error::TooManyGuests(GUESTS_MAX));
    }
    let change = actor.new_id();
    let (mut before, mut after, mut ended) = (Map::new(), Map::new(), 0);
    for id in &command.stays {
        let stay = tx.optional::<GuestStay>(&sql::STAY, params![id])?.filter(|stay| stay.host() == Some(command.host));
        let stay = stay.ok_or(Error::StayNotFound)?;
        let (state, left_at, leaves_on) = ending(actor, &stay, command.end)?;
        if tx.execute(&sql::END_STAY, params![id, state, left_at, leaves_on, change])? == 1 {
            ended += 1;
            before.insert(id.to_string(), facts(stay.state, stay.left_at, stay.leaves_on));
            after.insert(id.to_string(), facts(state, left_at, leaves_on));
        }
    }
    if ended > 0 {
        let entry = Entry {
            kind: ChangeKind::StaysEnded,
            person: None,
            household: hosted.household(),
            unit: &hosted.unit,
            unit_before: None,
            before: Map::from_iter([("stays".to_owned(), Value::Object(before))]),
            after: Map::from_iter([("stays".to_owned(), Value::Object(after)), ("host".to_owned(), json!(command.host))]),
        };
        record_as(tx, actor, change, &Ground::new(BASIS), &entry)?;
    }
    Ok(ended)
}

fn ending(actor: &Actor, stay: &GuestStay, end: StayEnd) -> Result<(StayState, Option<Instant>, Date), Error> {
    match end {
        StayEnd::Mistaken => Ok((StayState::Mistaken, None, stay.leaves_on)),
        StayEnd::Left(at) if at < stay.arrives_at || at > actor.now() => Err(Error::BadLeaving),
        // Who leaves before the night of the arrival leaves a stay without nights.
        StayEnd::Left(at) => Ok((StayState::Left, Some(at), at.date_in_vietnam().max(stay.first_night))),
    }
}

/// What was, and what it became, by the id of a stay.
type BeforeAfter = (Map<String, Value>, Map<String, Value>);

/// Ends the stays of somebody who died on a day, under the change that says so. Gives them as they were and as they
/// became, for its entry of the history; both are empty when there was none. Who notified them is told nothing of the death.
pub(crate) fn end_of_the_dead(tx: &mut Tx<'_>, guest: PersonId, on: Date, change: ChangeId) -> Result<BeforeAfter, Error> {
    let (mut before, mut after) = (Map::new(), Map::new());
    for (id, first_night, leaves_on) in tx.many::<(StayId, Date, Date)>(&sql::OPEN_STAYS_OF, params![guest, on, STAYS_MAX])? {
        let last = on.max(first_night);
        tx.execute(&sql::END_STAY, params![id, StayState::Left, None::<Instant>, last, change])?;
        before.insert(id.to_string(), facts(StayState::Here, None, leaves_on));
        after.insert(id.to_string(), facts(StayState::Left, None, last));
    }
    Ok((before, after))
}

/// The stays that a death ended go on as they were planned: the death is undone.
pub(crate) fn undo(tx: &mut Tx<'_>, guest: PersonId, act: &[Change]) -> Result<(), Error> {
    for death in act.iter().filter(|change| change.kind == ChangeKind::Death && change.person == Some(guest)) {
        tx.execute(&sql::GO_ON_WITH_STAYS, params![guest, death.id])?;
    }
    Ok(())
}

fn facts(state: StayState, left_at: Option<Instant>, leaves_on: Date) -> Value {
    json!({ "state": state, "left_at": left_at, "leaves_on": leaves_on.to_string() })
}
