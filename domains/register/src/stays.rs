//! Reading absences, houses that take guests, and stays. Every reader asks for permission; guests who are known to the register
//! get an access entry before they are shown.

use crate::commands::notify_stays::hosted;
use crate::model::{Absence, Fields, GuestStay, Host, Household, Lodging, LodgingId, StayId};
use crate::permit::{self, hidden_is_absent};
use crate::queries::Page;
use crate::sql::stays as sql;
use crate::{Error, load};
use access::{Actor, Denied, Resource, Subject};
use kernel::{Date, HouseholdId, PersonId, UnitCode};
use store::{ReadTx, Tx, params};

/// The most stays of a night that are looked at for one list.
pub const STAYS_LOOKED_AT_MAX: usize = 5_000;
/// The most houses of a unit that are looked at for one list.
pub const LODGINGS_LOOKED_AT_MAX: usize = 2_000;
/// No stay is longer than so many days: longer ones are temporary residences.
const STAY_DAYS_MAX: i64 = 62;
/// The most houses that one person keeps, or households that share a dwelling, as far as a list shows them.
const KEPT_MAX: i64 = 50;

/// Which stays.
#[derive(Clone, PartialEq, Eq)]
pub struct StaysOn {
    /// The night that begins on this day's evening.
    pub night: Date,
    /// The unit; all of the actor's when left out.
    pub unit: Option<UnitCode>,
    /// One house or household only.
    pub host: Option<Host>,
    /// Part of a guest's name, number, passport or room.
    pub text: String,
    /// Only those notified too late.
    pub late: bool,
    /// Which page.
    pub page: Page,
}

/// What is searched for may be a name.
impl std::fmt::Debug for StaysOn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("StaysOn").field("night", &self.night).field("unit", &self.unit).finish_non_exhaustive()
    }
}

/// A page of stays, the latest arrivals first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaysFound {
    /// The page.
    pub stays: Vec<GuestStay>,
    /// How many fit in all, as far as was looked.
    pub total: usize,
    /// Whether there may be more than were looked at.
    pub capped: bool,
}

/// The guests of a night.
///
/// Officers see those of their units; citizens those of a house that they keep or of the household they live in, which they
/// name as the host.
///
/// # Errors
/// [`Error::Denied`] outside the actor's units or without a purpose; [`Error::LodgingNotFound`], [`Error::HouseholdNotFound`].
pub fn stays_on(tx: &mut Tx<'_>, actor: &Actor, wish: &StaysOn) -> Result<StaysFound, Error> {
    let last = days_after(wish.night, STAY_DAYS_MAX);
    let limit = i64::try_from(STAYS_LOOKED_AT_MAX).unwrap_or(i64::MAX);
    let mut stays = match wish.host {
        Some(host) => {
            let hosted = hosted(tx, host)?;
            if !hidden_is_absent(actor.authorize(permit::STAYS, &hosted.resource()))? {
                return Err(hosted.not_found());
            }
            of_host(tx, host, wish.night, wish.night, limit)?
        }
        None => {
            let unit = scope(actor, permit::STAYS, "stay", wish.unit.as_ref())?;
            if unit.level() == kernel::unit::UnitLevel::Commune {
                tx.many::<GuestStay>(&sql::STAYS_OF_COMMUNE, params![unit, wish.night, last, limit])?
            } else {
                let (low, high) = unit.range();
                tx.many::<GuestStay>(&sql::STAYS_OF_UNITS, params![low, high, wish.night, last, limit])?
            }
        }
    };
    let capped = stays.len() == STAYS_LOOKED_AT_MAX;
    stays.retain(|stay| fits(stay, wish));
    let total = stays.len();
    let start = usize::try_from(wish.page.offset()).unwrap_or(usize::MAX).min(total);
    let end = start.saturating_add(usize::try_from(wish.page.limit()).unwrap_or(0)).min(total);
    let mut stays: Vec<GuestStay> = stays.drain(start..end).collect();
    show(tx, actor, &mut stays)?;
    Ok(StaysFound { stays, total, capped })
}

/// One stay with what the actor may know of it; `None` when there is none that they may know of.
///
/// # Errors
/// [`Error::Denied`] without a purpose; failures of the store.
pub fn stay(tx: &mut Tx<'_>, actor: &Actor, id: StayId) -> Result<Option<GuestStay>, Error> {
    let Some(stay) = tx.optional::<GuestStay>(&sql::STAY, params![id])? else { return Ok(None) };
    let Some(host) = stay.host() else { return Ok(None) };
    let resource = hosted(tx, host)?.resource();
    if !hidden_is_absent(actor.authorize(permit::STAYS, &resource))? {
        return Ok(None);
    }
    let mut one = vec![stay];
    show(tx, actor, &mut one)?;
    Ok(one.pop())
}

/// The last stays of a person, the latest first; empty when the actor may not know of the person.
///
/// # Errors
/// Those of [`crate::person()`].
pub fn stays_of(tx: &mut Tx<'_>, actor: &Actor, person: PersonId, rows: u32) -> Result<Vec<GuestStay>, Error> {
    let Some(found) = load::person(tx, person)? else { return Ok(Vec::new()) };
    if !permit::may_view(actor, &found)? {
        return Ok(Vec::new());
    }
    permit::saw(tx, actor, person, Fields::RESIDENCE, None)?;
    Ok(tx.many::<GuestStay>(&sql::STAYS_OF_PERSON, params![person, Page::first(rows).limit()])?)
}

/// The absence of somebody who is away, and the last ones before; nothing when the actor may not know of the person.
///
/// # Errors
/// Those of [`crate::person()`].
pub fn absences_of(tx: &mut Tx<'_>, actor: &Actor, person: PersonId, rows: u32) -> Result<Vec<Absence>, Error> {
    let Some(found) = load::person(tx, person)? else { return Ok(Vec::new()) };
    if !permit::may_view(actor, &found)? {
        return Ok(Vec::new());
    }
    permit::saw(tx, actor, person, Fields::RESIDENCE, None)?;
    let mut absences = tx.many::<Absence>(&sql::CURRENT_ABSENCE, params![person])?;
    absences.extend(tx.many::<Absence>(&sql::PAST_ABSENCES, params![person, Page::first(rows).limit()])?);
    Ok(absences)
}

/// The houses that take guests in a unit, by name; `text` is part of a name or an address. With whether there are more.
///
/// # Errors
/// [`Error::Denied`] outside the actor's units or without a purpose.
pub fn lodgings(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    unit: Option<&UnitCode>,
    text: &str,
    page: Page,
) -> Result<(Vec<Lodging>, bool), Error> {
    let (low, high) = scope(actor, permit::STAYS, "stay", unit)?.range();
    let limit = i64::try_from(LODGINGS_LOOKED_AT_MAX).unwrap_or(i64::MAX);
    let mut found = tx.many::<Lodging>(&sql::LODGINGS, params![low, high, limit])?;
    let wanted = kernel::name::fold(text);
    let named = |text: &str| kernel::name::fold(text).contains(&wanted);
    found.retain(|lodging| named(&lodging.name) || named(&lodging.address));
    let start = usize::try_from(page.offset()).unwrap_or(usize::MAX).min(found.len());
    let end = start.saturating_add(usize::try_from(page.limit()).unwrap_or(0));
    let more = found.len() > end;
    Ok((found.into_iter().skip(start).take(end - start).collect(), more))
}

/// One house that takes guests; `None` when there is none that the actor may know of.
///
/// # Errors
/// [`Error::Denied`] without a purpose; failures of the store.
pub fn lodging(tx: &mut ReadTx<'_>, actor: &Actor, id: LodgingId) -> Result<Option<Lodging>, Error> {
    let Some(lodging) = load::lodging(tx, id)? else { return Ok(None) };
    let resource = hosted(tx, Host::Lodging(id))?.resource();
    Ok(hidden_is_absent(actor.authorize(permit::STAYS, &resource))?.then_some(lodging))
}

/// The houses that the citizen who asks owns or runs.
///
/// # Errors
/// Failures of the store.
pub fn my_lodgings(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<Vec<Lodging>, Error> {
    let Some(person) = actor.person() else { return Ok(Vec::new()) };
    Ok(tx.many::<Lodging>(&sql::LODGINGS_OF, params![person, KEPT_MAX])?)
}

/// The other households at a household's dwelling, with their members: those that it can be merged with.
///
/// # Errors
/// Those of [`crate::household()`].
pub fn neighbours(tx: &mut Tx<'_>, actor: &Actor, household: HouseholdId) -> Result<Vec<Household>, Error> {
    let mut neighbours = Vec::new();
    for (id,) in tx.many::<(HouseholdId,)>(&sql::NEIGHBOURS, params![household, KEPT_MAX])? {
        neighbours.extend(crate::household(tx, actor, id)?);
    }
    Ok(neighbours)
}

/// The stays at a host that may overlap what is notified today.
pub(crate) fn around(tx: &mut ReadTx<'_>, host: Host, today: Date) -> Result<Vec<GuestStay>, Error> {
    let limit = i64::try_from(STAYS_LOOKED_AT_MAX).unwrap_or(i64::MAX);
    of_host(tx, host, days_after(today, -STAY_DAYS_MAX), days_after(today, STAY_DAYS_MAX), limit)
}

/// The stays at a host that are not over on the evening of `from` and begin until that of `until`.
fn of_host(tx: &mut ReadTx<'_>, host: Host, from: Date, until: Date, limit: i64) -> Result<Vec<GuestStay>, Error> {
    let last = days_after(until, STAY_DAYS_MAX);
    Ok(match host {
        Host::Lodging(id) => tx.many::<GuestStay>(&sql::STAYS_OF_LODGING, params![id, from, last, until, limit])?,
        Host::Household(id) => tx.many::<GuestStay>(&sql::STAYS_OF_HOUSEHOLD, params![id, from, last, until, limit])?,
    })
}

/// The unit that a list spans: the one asked for, else the widest of the actor's.
pub(crate) fn scope(actor: &Actor, action: &str, kind: &'static str, unit: Option<&UnitCode>) -> Result<UnitCode, Denied> {
    if let Some(unit) = unit {
        actor.authorize(action, &Resource::new(kind).unit(unit.clone()))?;
        return Ok(unit.clone());
    }
    if matches!(actor.subject, Subject::System { .. }) {
        actor.authorize(action, &Resource::new(kind))?;
        return Ok(UnitCode::nation());
    }
    if let Some(widest) = actor.units_for(action).into_iter().next() {
        return Ok(widest);
    }
    // Asking without a unit says what is missing: a role, a purpose, a proof.
    actor.authorize(action, &Resource::new(kind))?;
    Err(Denied::Forbidden)
}

fn fits(stay: &GuestStay, wish: &StaysOn) -> bool {
    let wanted = kernel::name::fold(&wish.text);
    let digits: String = wish.text.chars().filter(|letter| !letter.is_whitespace() && *letter != '.').collect();
    let holds = |text: Option<&str>| text.is_some_and(|text| !digits.is_empty() && text.eq_ignore_ascii_case(&digits));
    stay.is_there(wish.night)
        && (!wish.late || stay.late)
        && (wanted.is_empty()
            || kernel::name::fold(&stay.name).contains(&wanted)
            || holds(stay.number.as_ref().map(kernel::PersonalNumber::as_str))
            || holds(stay.passport.as_deref())
            || holds(stay.room.as_deref()))
}

/// Writes who is shown. Who the register knows stays between it and the officers.
fn show(tx: &mut Tx<'_>, actor: &Actor, stays: &mut [GuestStay]) -> Result<(), Error> {
    let known: Vec<PersonId> = stays.iter().filter_map(|stay| stay.guest).collect();
    permit::saw_list(tx, actor, &known, Fields::IDENTITY | Fields::RESIDENCE)?;
    if matches!(actor.subject, Subject::Citizen { .. }) {
        for stay in stays.iter_mut() {
            stay.guest = None;
        }
    }
    Ok(())
}

fn days_after(date: Date, days: i64) -> Date {
    jiff::Span::new().try_days(days).ok().and_then(|span| date.checked_add(span).ok()).unwrap_or(date)
}
