//! Where somebody lived on a day, as the register knows it now.
//!
//! The rest of this module asks what was written down by a moment. This asks what was true on a day: a move that was
//! registered late counts from its own day, and an entry that turned out to be wrong counts never.

use crate::model::{Absence, EndReason, Fields, LifeState, Residence};
use crate::sql::stays as sql;
use crate::{Error, load, permit};
use access::Actor;
use kernel::{Date, PersonId};
use serde::Serialize;
use store::{ReadTx, Tx, params};

/// The most past residences and absences that are looked through; more are a defect of the data.
const SPELLS_MAX: i64 = 1_000;

/// A person on a day, as the register knows it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OnDay {
    /// The day.
    pub day: Date,
    /// Whether the person lived; nothing when the birth or the death is known too roughly to say.
    pub alive: Option<bool>,
    /// Where the person lived, the permanent residence first. Of several that contradict each other all are there.
    pub residences: Vec<Residence>,
    /// Whether the person was away from the permanent residence, as far as it was declared.
    pub absence: Option<Absence>,
}

/// Where a person lived on a day, as the register knows it now; `None` when there is nobody whom the actor may know of.
///
/// # Errors
/// Those of [`person()`](crate::person()).
pub fn on_day(tx: &mut Tx<'_>, actor: &Actor, id: PersonId, day: Date) -> Result<Option<OnDay>, Error> {
    let Some(person) = load::person(tx, id)? else { return Ok(None) };
    if !permit::may_view(actor, &person)? {
        return Ok(None);
    }
    permit::saw(tx, actor, id, Fields::IDENTITY | Fields::RESIDENCE, None)?;
    let mut residences = person.residences.clone();
    residences.extend(load::past_residences(tx, id, SPELLS_MAX, 0)?);
    residences.retain(|residence| lived_there(residence, day));
    residences.sort_by_key(|residence| (residence.kind, residence.from, residence.id));
    let absence = absences(tx, id)?.into_iter().find(|absence| was_away(absence, day));
    let born = person.facts.birth;
    let alive = if day < born.earliest() {
        Some(false)
    } else if day < born.latest() {
        None
    } else {
        match (person.state, person.died_on) {
            (LifeState::Living | LifeState::Missing, _) => Some(true),
            (LifeState::Dead, Some(died)) if day < died.earliest() => Some(true),
            (LifeState::Dead, Some(died)) if day > died.latest() => Some(false),
            // On the day itself, or somewhere in the month or year that is known.
            (LifeState::Dead, _) => None,
        }
    };
    Ok(Some(OnDay { day, alive, residences, absence }))
}

fn absences(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Vec<Absence>, Error> {
    let mut absences = tx.many::<Absence>(&sql::CURRENT_ABSENCE, params![person])?;
    absences.extend(tx.many::<Absence>(&sql::PAST_ABSENCES, params![person, SPELLS_MAX])?);
    Ok(absences)
}

/// Whether somebody lived there on a day. A residence without a first day counts from ever: rolls often do not say.
///
/// On the day of a move people live in the new home; on the last day of one that another does not follow still in the old.
fn lived_there(residence: &Residence, day: Date) -> bool {
    if residence.end_reason == Some(EndReason::Reversed) || residence.from.is_some_and(|from| day < from) {
        return false;
    }
    let followed =
        matches!(residence.end_reason, Some(EndReason::Moved | EndReason::Split | EndReason::Merged | EndReason::Renewed));
    match residence.ended {
        Some(ended) if followed => day < ended,
        Some(ended) => day <= ended && !residence.has_expired(day),
        None => !residence.has_expired(day),
    }
}

/// Whether somebody was away on a day. One that was declared by mistake ended on the day it began.
fn was_away(absence: &Absence, day: Date) -> bool {
    let until = absence.returned.or(absence.until);
    absence.from <= day && until.is_none_or(|until| day < until || (absence.returned.is_none() && day == until))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DwellingId, ResidenceId, ResidenceKind};

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn home(from: Option<&str>, until: Option<&str>, ended: Option<(&str, EndReason)>) -> Residence {
        Residence {
            id: ResidenceId::from_raw(1),
            person: PersonId::from_raw(1),
            kind: ResidenceKind::Temporary,
            dwelling: DwellingId::from_raw(1),
            unit: "01-00004".parse().expect("a unit"),
            address: "Số 1".to_owned(),
            household: None,
            household_number: None,
            head: None,
            relation: None,
            from: from.map(date),
            until: until.map(date),
            ended: ended.map(|(day, _)| date(day)),
            end_reason: ended.map(|(_, reason)| reason),
        }
    }

    #[test]
    fn a_residence_holds_from_its_first_day_to_the_next_home() {
        let there = |home: &Residence, day: &str| lived_there(home, date(day));
        let since = home(Some("2020-01-10"), None, None);
        assert!(!there(&since, "2020-01-09") && there(&since, "2020-01-10") && there(&since, "2030-01-01"));
        assert!(there(&home(None, None, None), "1950-01-01"), "a roll did not say since when");
        let moved = home(Some("2020-01-10"), None, Some(("2021-05-01", EndReason::Moved)));
        assert!(there(&moved, "2021-04-30") && !there(&moved, "2021-05-01"), "the day of a move belongs to the new home");
        let died = home(Some("2020-01-10"), None, Some(("2021-05-01", EndReason::Died)));
        assert!(there(&died, "2021-05-01") && !there(&died, "2021-05-02"));
        let term = home(Some("2020-01-10"), Some("2020-06-30"), None);
        assert!(there(&term, "2020-06-30") && !there(&term, "2020-07-01"), "a term is over when it is over");
        let wrong = home(Some("2020-01-10"), None, Some(("2020-01-10", EndReason::Reversed)));
        assert!(!there(&wrong, "2020-01-10"));
    }
}
