//! Taking up a residence: what permanent and temporary registration share.

use super::leave::{HeadChange, Leaving, NewHead, leave, losing_heads, put_head};
use crate::model::{
    ChangeId, ChangeKind, DwellingId, EndReason, Ground, LifeState, Member, Person, Relation, Residence, ResidenceId,
    ResidenceKind, address_key, may_head,
};
use crate::record::{Entry, as_one_act, record_as};
use crate::{Error, load, names, permit, reform, sql};
use access::Actor;
use kernel::unit::UnitLevel;
use kernel::{Date, HouseholdId, PersonId, UnitCode};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use store::{ReadTx, Tx, params};

/// The most people whom one act registers.
pub const MOVERS_MAX: usize = 50;
/// The longest address, in characters.
pub const ADDRESS_CHARACTERS_MAX: usize = 200;

/// Under which name the history keeps the commune that answers for a record.
pub(crate) const ANSWERS: &str = "answers";

/// Somebody who takes up a residence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mover {
    /// Who.
    pub person: PersonId,
    /// What they are to the head of the household they come to.
    pub relation: Relation,
}

/// The household to live in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// An existing household.
    Join(HouseholdId),
    /// A new household; one of the movers is its head.
    Found {
        /// The commune.
        unit: UnitCode,
        /// House and street.
        address: String,
        /// Its number in the commune, when one was given already.
        number: Option<String>,
    },
}

/// What an act of registration did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The household the movers belong to now.
    pub household: Option<HouseholdId>,
    /// The commune they live in now.
    pub unit: UnitCode,
    /// The entries of the history, one for each mover in their order.
    pub changes: Vec<ChangeId>,
}

/// Where the movers go.
pub(crate) enum Target {
    Home(Home),
    /// A dwelling without a household there, such as a hostel.
    Alone {
        unit: UnitCode,
        address: String,
    },
}

/// What is asked for.
pub(crate) struct Settling<'a> {
    pub(crate) kind: ResidenceKind,
    pub(crate) movers: &'a [Mover],
    pub(crate) target: Target,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    /// Whether a temporary residence in force elsewhere is ended.
    pub(crate) replaces: bool,
    pub(crate) new_heads: &'a [NewHead],
    pub(crate) ground: &'a Ground,
}

/// The place the movers come to, as found or as it will be made.
struct Place {
    unit: UnitCode,
    address: String,
    dwelling: Option<DwellingId>,
    household: Option<HouseholdId>,
    head: Option<PersonId>,
}

/// Registers the movers: authorise, load, decide, save, record.
pub(crate) fn settle(tx: &mut Tx<'_>, actor: &Actor, settling: &Settling<'_>) -> Result<Settled, Error> {
    let place = find_place(tx, &settling.target)?;
    permit::may_edit(actor, &place.unit)?;
    let people = load_movers(tx, settling.movers)?;
    let takes_over = check_heads(tx, settling, &place, &people)?;
    // The changes get their ids first, since what ends names the change that ends it.
    let formed: ChangeId = actor.new_id();
    let changes: Vec<ChangeId> = people.iter().map(|_| actor.new_id()).collect();
    let ending = endings(settling, &place, &people, &changes, actor.today())?;
    check_order(settling, &ending, actor.today())?;
    let leaving = Leaving {
        residences: ending,
        staying: place.household,
        new_heads: settling.new_heads,
        on: settling.from,
        ground: settling.ground,
    };
    as_one_act(tx, changes[0], |tx| {
        leave(tx, actor, &leaving)?;
        let place = make_place(tx, actor, settling, place, formed)?;
        for ((person, mover), change) in people.iter().zip(settling.movers).zip(&changes) {
            take_up(tx, actor, settling, &place, (person, *mover), *change)?;
        }
        if let (Some(household), Some(new)) = (place.household, takes_over) {
            let members = load::members(tx, household)?;
            let change = HeadChange { household, unit: &place.unit, old: place.head, new, members: &members, stated: &[] };
            put_head(tx, actor, &change, settling.ground)?;
        }
        Ok(Settled { household: place.household, unit: place.unit, changes: changes.clone() })
    })
}

/// Which households would lose their head by it, and who may be the next: the same steps, up to the first write.
pub(crate) fn heads_lost(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    settling: &Settling<'_>,
) -> Result<Vec<(HouseholdId, Vec<PersonId>)>, Error> {
    let place = find_place(tx, &settling.target)?;
    permit::may_edit(actor, &place.unit)?;
    let people = load_movers(tx, settling.movers)?;
    check_heads(tx, settling, &place, &people)?;
    // Nothing is written, so the changes have no ids.
    let changes = vec![ChangeId::from_raw(0); people.len()];
    let ending = endings(settling, &place, &people, &changes, actor.today())?;
    check_order(settling, &ending, actor.today())?;
    let leaving =
        Leaving { residences: ending, staying: place.household, new_heads: &[], on: settling.from, ground: settling.ground };
    losing_heads(tx, &leaving)
}

/// A residence that ends, whose it is, why, and by which change.
type EndingResidence<'a> = (&'a Person, &'a Residence, EndReason, ChangeId);

/// What ends must have begun, and what begins must not be over already.
fn check_order(settling: &Settling<'_>, ending: &[EndingResidence<'_>], today: Date) -> Result<(), Error> {
    let ends_early = ending.iter().any(|(_, residence, _, _)| residence.from.is_some_and(|from| settling.from < from));
    if ends_early || settling.until.is_some_and(|until| until < today) { Err(Error::EndsBeforeStart) } else { Ok(()) }
}

fn find_place(tx: &mut ReadTx<'_>, target: &Target) -> Result<Place, Error> {
    let (unit, address) = match target {
        Target::Home(Home::Join(id)) => {
            let household = load::household(tx, *id)?.ok_or(Error::HouseholdNotFound)?;
            if household.dissolved_on.is_some() {
                return Err(Error::HouseholdDissolved(*id));
            }
            return Ok(Place {
                unit: household.unit,
                address: household.address,
                dwelling: Some(household.dwelling),
                household: Some(*id),
                head: household.head,
            });
        }
        Target::Home(Home::Found { unit, address, .. }) | Target::Alone { unit, address } => (unit, address),
    };
    let address = kernel::name::tidy_spaces(address);
    if unit.level() != UnitLevel::Commune {
        return Err(Error::NotACommune(unit.clone()));
    }
    if address_key(&address).is_empty() || address.chars().count() > ADDRESS_CHARACTERS_MAX {
        return Err(Error::BadAddress);
    }
    let (unit, dwelling) = dwelling_at(tx, unit, &address_key(&address))?;
    Ok(Place { unit, address, dwelling, household: None, head: None })
}

/// The commune that holds for an address, which may be named by one that ended, and the dwelling there.
///
/// Two communes that became one may have brought the same address: then the old one says which is meant, and without it
/// nobody guesses.
fn dwelling_at(tx: &mut ReadTx<'_>, unit: &UnitCode, key: &str) -> Result<(UnitCode, Option<DwellingId>), Error> {
    let in_force = reform::in_force(tx, unit, key)?;
    let unit = in_force.as_ref().map_or(unit, |found| &found.unit);
    if let Some(found) = &in_force
        && let Some((id,)) = tx.optional(&sql::reform::DWELLING_FROM, params![unit, key, found.former])?
    {
        return Ok((unit.clone(), Some(id)));
    }
    let found = tx.many::<(DwellingId,)>(&sql::reform::DWELLINGS_AT, params![unit, key])?;
    if found.len() > 1 {
        return Err(Error::SeveralDwellings(unit.clone()));
    }
    Ok((unit.clone(), found.first().map(|(id,)| *id)))
}

fn load_movers(tx: &mut ReadTx<'_>, movers: &[Mover]) -> Result<Vec<Person>, Error> {
    if movers.is_empty() {
        return Err(Error::Nobody);
    }
    if movers.len() > MOVERS_MAX {
        return Err(Error::TooManyPeople(MOVERS_MAX));
    }
    let mut seen = BTreeSet::new();
    let mut people = Vec::with_capacity(movers.len());
    for mover in movers {
        if !seen.insert(mover.person) {
            return Err(Error::NamedTwice(mover.person));
        }
        let person = load::person(tx, mover.person)?.ok_or(Error::PersonNotFound)?;
        if person.state != LifeState::Living {
            return Err(Error::NotLiving(person.id));
        }
        people.push(person);
    }
    Ok(people)
}

/// A household that is founded has exactly one head, who may be one; a household that is joined keeps its head, unless
/// adults come to minors: then one of them comes as the head, who is returned.
fn check_heads(
    tx: &mut ReadTx<'_>,
    settling: &Settling<'_>,
    place: &Place,
    people: &[Person],
) -> Result<Option<PersonId>, Error> {
    let mut heads = settling.movers.iter().filter(|mover| mover.relation == Relation::Head).map(|mover| mover.person);
    let coming = people.iter().zip(settling.movers).map(|(person, mover)| Member {
        person: person.id,
        residence: ResidenceId::from_raw(0),
        birth: person.facts.birth,
        relation: mover.relation,
    });
    match &settling.target {
        Target::Alone { .. } => Ok(None),
        Target::Home(Home::Join(household)) => {
            let lives_there = |person: &&Person| {
                let mut there = person.residences.iter().filter(|residence| residence.kind == settling.kind);
                there.any(|residence| residence.household == Some(*household))
            };
            if let Some(person) = people.iter().find(lives_there) {
                return Err(Error::LivesThereAlready(person.id));
            }
            let mut members = load::members(tx, *household)?;
            members.retain(|member| !people.iter().any(|person| person.id == member.person));
            members.extend(coming);
            let candidates = may_head(&members, settling.from);
            if place.head.is_some_and(|head| !candidates.contains(&head)) {
                let (Some(new), None) = (heads.next(), heads.next()) else { return Err(Error::OneHeadExactly) };
                return if candidates.contains(&new) {
                    Ok(Some(new))
                } else {
                    Err(Error::CannotHead { household: *household, person: new })
                };
            }
            // Who heads the household already, as a temporary resident, must go on heading it.
            let keeps = |mover: &Mover| (mover.relation == Relation::Head) == (place.head == Some(mover.person));
            if settling.movers.iter().all(keeps) { Ok(None) } else { Err(Error::OneHeadExactly) }
        }
        Target::Home(Home::Found { .. }) => {
            let (Some(head), None) = (heads.next(), heads.next()) else { return Err(Error::OneHeadExactly) };
            let members: Vec<Member> = coming.collect();
            if may_head(&members, settling.from).contains(&head) {
                Ok(None)
            } else {
                Err(Error::CannotHead { household: HouseholdId::from_raw(0), person: head })
            }
        }
    }
}

/// The residences that end because the movers take up this one.
fn endings<'a>(
    settling: &Settling<'_>,
    place: &Place,
    people: &'a [Person],
    changes: &[ChangeId],
    today: Date,
) -> Result<Vec<EndingResidence<'a>>, Error> {
    let mut ending = Vec::new();
    for (person, change) in people.iter().zip(changes) {
        for residence in &person.residences {
            let reason = match (settling.kind, residence.kind) {
                (ResidenceKind::Permanent, ResidenceKind::Permanent) => Some(EndReason::Moved),
                // Who settles for good where they lived for a time, lives there for a time no longer.
                (ResidenceKind::Permanent, ResidenceKind::Temporary) => {
                    (residence.unit == place.unit).then_some(EndReason::Moved)
                }
                (ResidenceKind::Temporary, ResidenceKind::Permanent) if residence.unit == place.unit => {
                    return Err(Error::SameCommuneAsPermanent(person.id));
                }
                (ResidenceKind::Temporary, ResidenceKind::Permanent) => None,
                (ResidenceKind::Temporary, ResidenceKind::Temporary) if residence.has_expired(today) => Some(EndReason::Expired),
                (ResidenceKind::Temporary, ResidenceKind::Temporary) if settling.replaces => Some(EndReason::Moved),
                (ResidenceKind::Temporary, ResidenceKind::Temporary) => return Err(Error::TemporaryInForce(person.id)),
            };
            if let Some(reason) = reason {
                ending.push((person, residence, reason, *change));
            }
        }
    }
    Ok(ending)
}

/// Makes the dwelling and the household that are missing.
fn make_place(
    tx: &mut Tx<'_>,
    actor: &Actor,
    settling: &Settling<'_>,
    mut place: Place,
    change: ChangeId,
) -> Result<Place, Error> {
    let dwelling = match place.dwelling {
        Some(dwelling) => dwelling,
        None => make_dwelling(tx, actor, &place.unit, &place.address)?,
    };
    place.dwelling = Some(dwelling);
    let Target::Home(Home::Found { number, .. }) = &settling.target else { return Ok(place) };
    let head = settling.movers.iter().find(|mover| mover.relation == Relation::Head).map(|mover| mover.person);
    let forming =
        Forming { unit: &place.unit, dwelling, address: &place.address, number: number.as_deref(), head, from: settling.from };
    place.household = Some(form_household(tx, actor, &forming, change, settling.ground)?);
    place.head = head;
    Ok(place)
}

/// A dwelling at an address where there is none yet.
pub(crate) fn make_dwelling(tx: &mut Tx<'_>, actor: &Actor, unit: &UnitCode, address: &str) -> Result<DwellingId, Error> {
    let dwelling: DwellingId = actor.new_id();
    tx.execute(&sql::INSERT_DWELLING, params![dwelling, unit, address, address_key(address)])?;
    Ok(dwelling)
}

/// A household about to be formed.
pub(crate) struct Forming<'a> {
    pub(crate) unit: &'a UnitCode,
    pub(crate) dwelling: DwellingId,
    pub(crate) address: &'a str,
    pub(crate) number: Option<&'a str>,
    pub(crate) head: Option<PersonId>,
    pub(crate) from: Date,
}

/// Writes a new household and its entry of the history. Its members' residences are the caller's to write.
pub(crate) fn form_household(
    tx: &mut Tx<'_>,
    actor: &Actor,
    forming: &Forming<'_>,
    change: ChangeId,
    ground: &Ground,
) -> Result<HouseholdId, Error> {
    let household: HouseholdId = actor.new_id();
    tx.execute(
        &sql::INSERT_HOUSEHOLD,
        params![household, forming.number, forming.unit, forming.dwelling, forming.head, forming.from, change],
    )?;
    let after = [
        ("head", json!(forming.head)),
        ("unit", json!(forming.unit)),
        ("address", json!(forming.address)),
        ("number", json!(forming.number)),
    ];
    let entry = Entry {
        kind: ChangeKind::Formed,
        person: None,
        household: Some(household),
        unit: forming.unit,
        unit_before: None,
        before: Map::new(),
        after: after.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
    };
    record_as(tx, actor, change, ground, &entry)?;
    Ok(household)
}

/// Writes one mover's residence, and everything that follows from it.
fn take_up(
    tx: &mut Tx<'_>,
    actor: &Actor,
    settling: &Settling<'_>,
    place: &Place,
    (person, mover): (&Person, Mover),
    change: ChangeId,
) -> Result<(), Error> {
    let id: ResidenceId = actor.new_id();
    let relation = place.household.map(|_| mover.relation);
    tx.execute(
        &sql::INSERT_RESIDENCE,
        params![id, person.id, settling.kind, place.dwelling, place.household, relation, settling.from, settling.until, change],
    )?;
    let mut after = person.clone();
    after.residences = load::residences(tx, person.id)?;
    after.unit = unit_that_answers(&after);
    if after.unit != person.unit {
        tx.execute(&sql::UPDATE_PERSON_UNIT, params![person.id, after.unit])?;
    }
    names::refresh(tx, person.id, &names::keys(person), &names::keys(&after))?;
    let kind = match settling.kind {
        ResidenceKind::Permanent => ChangeKind::Permanent,
        ResidenceKind::Temporary => ChangeKind::Temporary,
    };
    let old = person.residences.iter().find(|residence| residence.kind == settling.kind);
    let mut was = old.map(residence_facts).unwrap_or_default();
    let mut became = after.residences.iter().find(|residence| residence.id == id).map(residence_facts).unwrap_or_default();
    note_answering(&mut was, &mut became, &person.unit, &after.unit);
    let entry = Entry {
        kind,
        person: Some(person.id),
        household: place.household,
        unit: &place.unit,
        unit_before: old.map(|residence| &residence.unit),
        before: was,
        after: became,
    };
    record_as(tx, actor, change, settling.ground, &entry)
}

/// The commune that answers for a person's record: of the permanent residence, else of the temporary one, else the last.
pub(crate) fn unit_that_answers(person: &Person) -> UnitCode {
    let permanent = person.permanent();
    permanent.or_else(|| person.residences.first()).map_or_else(|| person.unit.clone(), |residence| residence.unit.clone())
}

/// Keeps in the history which commune answered for the record, when a change of residence gives it to another.
pub(crate) fn note_answering(was: &mut Map<String, Value>, became: &mut Map<String, Value>, old: &UnitCode, new: &UnitCode) {
    if old != new {
        was.insert(ANSWERS.to_owned(), json!(old));
        became.insert(ANSWERS.to_owned(), json!(new));
    }
}

/// What the history keeps of a residence.
pub(crate) fn residence_facts(residence: &Residence) -> Map<String, Value> {
    let facts = json!({
        "residence": residence.id,
        "kind": residence.kind,
        "unit": residence.unit,
        "address": residence.address,
        "household": residence.household,
        "relation": residence.relation,
        "from": residence.from.map(|date| date.to_string()),
        "until": residence.until.map(|date| date.to_string()),
    });
    match facts {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
