//! Registering a death (Law 60/2014 Art 32 to 34), and what follows from it.

use super::{Registered, Turn, check_day, only_one, put_marital, subject};
use crate::commands::end_residence::{Ending, end};
use crate::commands::end_stays::end_of_the_dead;
use crate::commands::leave::{Leaving, NewHead, losing_heads};
use crate::commands::registration::{HeadNeeded, needed};
use crate::model::{
    BookEntry, ChangeId, ChangeKind, CivilRecord, CivilRules, DeathNotice, EndReason, Ground, LifeState, MaritalStatus, Person,
    PersonRelation, RelationEnd, RelationKind, is_late,
};
use crate::record::as_one_act;
use crate::sql::civil as sql;
use crate::{CivilError, Error, load, relations};
use access::Actor;
use kernel::{Date, PartialDate, PersonId};
use store::{Tx, params};

/// The command.
#[derive(Debug, Clone)]
pub struct RegisterDeath {
    /// Who died.
    pub person: PersonId,
    /// When, as far as it is known.
    pub on: PartialDate,
    /// What the death notice says.
    pub notice: DeathNotice,
    /// The entry in the book of deaths.
    pub book: BookEntry,
    /// Heads for the households that the person headed.
    pub new_heads: Vec<NewHead>,
    /// On which ground.
    pub ground: Ground,
}

/// Registers a death. Residences, absences and stays as a guest end, households get new heads, the marriage ends and leaves a
/// widow or a widower, guardianships end. Other domains follow the event `register.death`.
///
/// # Errors
/// [`CivilError::AlreadyDead`], [`CivilError::BadDay`]; [`Error::NewHeadNeeded`] when the person headed a household in
/// which others stay; [`Error::PersonNotFound`], [`Error::Denied`].
pub fn register_death(tx: &mut Tx<'_>, actor: &Actor, command: &RegisterDeath, rules: &CivilRules) -> Result<Registered, Error> {
    let person = subject(tx, actor, command.person)?;
    if person.state == LifeState::Dead {
        return Err(CivilError::AlreadyDead(person.id).into());
    }
    check_day(&command.on, actor, &[&person])?;
    let change: ChangeId = actor.new_id();
    as_one_act(tx, change, |tx| pass_away(tx, actor, &person, change, command, rules))?;
    Ok(Registered::new(person.id, change))
}

fn pass_away(
    tx: &mut Tx<'_>,
    actor: &Actor,
    person: &Person,
    change: ChangeId,
    command: &RegisterDeath,
    rules: &CivilRules,
) -> Result<(), Error> {
    end_residences(tx, actor, person, last_day(&command.on, actor), EndReason::Died, &command.new_heads, &command.ground)?;
    // The residences that ended did not touch the version, which is that of the facts.
    put_life(tx, person, LifeState::Dead, Some(command.on))?;
    let record = CivilRecord {
        book: command.book.clone(),
        notice: Some(command.notice.clone()),
        late: Some(is_late(&command.on, actor.today(), rules.death_days)),
    };
    let (stayed, left) = end_of_the_dead(tx, person.id, last_day(&command.on, actor), change)?;
    let turn = Turn::new(ChangeKind::Death, person)
        .fact("state", &person.state, &LifeState::Dead)
        .fact("died_on", &person.died_on.map(|date| date.to_string()), &command.on.to_string())
        .booked(&record);
    let turn = if stayed.is_empty() { turn } else { turn.fact("stays", &stayed, &left) };
    turn.write(tx, actor, change, &command.ground)?;
    for relation in relations::of(tx, person.id)? {
        end_tie(tx, actor, person, &relation, change, command)?;
    }
    Ok(())
}

/// The households that a death would leave without a head, for whoever has to name the next ones.
///
/// Whoever may register the death may see the candidates; each gets an access entry.
///
/// # Errors
/// [`Error::PersonNotFound`], [`Error::Denied`].
pub fn heads_needed_without(tx: &mut Tx<'_>, actor: &Actor, person: PersonId) -> Result<Vec<HeadNeeded>, Error> {
    let person = subject(tx, actor, person)?;
    let ground = Ground::new("preview");
    let residences =
        person.residences.iter().map(|residence| (&person, residence, EndReason::Died, ChangeId::from_raw(0))).collect();
    let leaving = Leaving { residences, staying: None, new_heads: &[], on: actor.today(), ground: &ground };
    let lost = losing_heads(tx, &leaving)?;
    needed(tx, actor, lost, None)
}

/// The day on which what a person had ends: the day of the event, of which the latest possible counts.
pub(super) fn last_day(on: &PartialDate, actor: &Actor) -> Date {
    on.latest().min(actor.today())
}

/// Ends every residence in force. A residence that was registered after the day ends on the day it began.
pub(super) fn end_residences(
    tx: &mut Tx<'_>,
    actor: &Actor,
    person: &Person,
    on: Date,
    reason: EndReason,
    new_heads: &[NewHead],
    ground: &Ground,
) -> Result<(), Error> {
    // Each ending changes which unit answers for the person, so the next one starts from what the register holds then.
    for _ in 0..person.residences.len() {
        let now = load::person(tx, person.id)?.ok_or(Error::PersonNotFound)?;
        let Some(residence) = now.residences.first() else { break };
        let on = residence.from.map_or(on, |from| on.max(from));
        end(tx, actor, &now, residence, &Ending { on, reason, new_heads, ground })?;
    }
    Ok(())
}

/// Writes what has become of a person into the row that was loaded.
pub(super) fn put_life(tx: &mut Tx<'_>, person: &Person, state: LifeState, died_on: Option<PartialDate>) -> Result<(), Error> {
    only_one(tx.execute(&sql::UPDATE_LIFE, params![person.id, state, died_on, person.version])?, person.id)
}

/// A marriage and a guardianship end with a death; who was whose child stays true.
fn end_tie(
    tx: &mut Tx<'_>,
    actor: &Actor,
    dead: &Person,
    relation: &PersonRelation,
    change: ChangeId,
    command: &RegisterDeath,
) -> Result<(), Error> {
    if relation.kind.is_parent() {
        return Ok(());
    }
    relations::end(tx, relation.id, change, Some(command.on), RelationEnd::Died)?;
    let other = load::person(tx, relation.besides(dead.id))?.ok_or(Error::PersonNotFound)?;
    let turn = match relation.kind {
        RelationKind::Spouse if other.state == LifeState::Dead => return Ok(()),
        RelationKind::Spouse => {
            put_marital(tx, &other, MaritalStatus::Widowed)?;
            Turn::new(ChangeKind::Widowed, &other).fact("marital", &other.facts.marital, &MaritalStatus::Widowed).fact(
                "spouse",
                &Some(dead.id),
                &None::<PersonId>,
            )
        }
        // Ends for the ward, who now waits for another guardian, or for a guardian whose ward died.
        _ if relation.person == dead.id => {
            Turn::new(ChangeKind::Guardianship, &other).fact("ward", &Some(dead.id), &None::<PersonId>)
        }
        _ => Turn::new(ChangeKind::Guardianship, &other).fact("guardian", &Some(dead.id), &None::<PersonId>),
    };
    turn.write(tx, actor, actor.new_id(), &command.ground)
}
