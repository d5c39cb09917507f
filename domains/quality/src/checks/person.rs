//! What can be wrong with the record of a person.

use super::{Test, Unnumbered, Wanted, months_since, stands};
use crate::rules::Rules;
use country::UnknownFact;
use kernel::name::fold;
use kernel::personal_number::Disagreement;
use kernel::{Date, Instant, PartialDate, PersonId, Sex};
use register::review::ReviewedPerson;
use register::{LifeState, MaritalStatus, PersonFacts, ResidenceKind};
use serde_json::{Value, json};

/// A record counts as live when something was entered, changed or confirmed within so many months.
const TOUCHED_MONTHS: i16 = 12;
/// Citizens of this country have a number; others do not.
const OWN: &str = "VN";

type Held = fn(&PersonFacts) -> bool;

/// The facts of a record that a rule can ask for, and whether it holds them.
pub(crate) const FACTS: &[(&str, Held)] = &[
    ("birth_place", |facts| facts.birth_place.is_some()),
    ("birth_registered_at", |facts| facts.birth_registered_at.is_some()),
    ("origin", |facts| facts.origin.is_some()),
    ("ethnicity", |facts| facts.ethnicity.is_some()),
    ("religion", |facts| facts.religion.is_some()),
    ("marital", |facts| facts.marital.is_some()),
    ("phone", |facts| facts.phone.is_some()),
];

/// Whether the register holds the person as alive. The dead are judged by what they left behind only.
pub(super) fn lives(reviewed: &ReviewedPerson) -> bool {
    reviewed.person.state != LifeState::Dead
}

/// Whether anything about a record was entered, changed or confirmed within a year.
pub(super) fn was_touched(today: Date, touched_at: Instant) -> bool {
    !months_since(touched_at.date_in_vietnam(), TOUCHED_MONTHS, today)
}

/// What is wrong with a record by one test; nothing when nothing is, or when the test is about households.
pub(super) fn judge(rules: &Rules, test: &Test, today: Date, reviewed: &ReviewedPerson) -> Result<Option<Value>, UnknownFact> {
    let person = &reviewed.person;
    if !lives(reviewed) {
        let resident = matches!(test, Test::DeadResident) && !reviewed.residences.is_empty();
        return Ok(resident.then(|| json!({})));
    }
    let when = |wrong: bool| wrong.then(|| json!({}));
    Ok(match test {
        Test::FactsMissing(wanted) => missing(rules, wanted, today, reviewed)?,
        Test::NumberMissing(who) => when(lacks_number(rules, who, today, &person.facts)?),
        Test::NumberContradicts => contradiction(&person.facts).map(|with| json!({ "with": with })),
        Test::NumberPlaceUnknown => when(place_is_unknown(rules, &person.facts)),
        Test::NumberOfAnother => reviewed.number_of.map(|other| json!({ "persons": [other] })),
        Test::OldNumberShared => shared(&reviewed.old_number_with),
        Test::ParentTooYoung(with) => too_young(rules.number(&with.age, today)?, reviewed),
        Test::SeveralSpouses => when(reviewed.spouses > 1),
        Test::MarriedTooYoung(ages) => {
            let age = if person.facts.sex == Sex::Male { &ages.male } else { &ages.female };
            let married = matches!(person.facts.marital, Some(MaritalStatus::Married)) || reviewed.spouses > 0;
            when(married && is_under(&person.facts.birth, rules.number(age, today)?, today))
        }
        Test::CommuneEnded => when(reviewed.residences.iter().any(|residence| !stands(rules, &residence.unit, today))),
        Test::AnsweredElsewhere => when(is_answered_elsewhere(reviewed)),
        Test::OlderThan(with) => when(person.facts.birth.has_completed(rules.number(&with.age, today)?, today) == Some(true)),
        Test::LivesNowhere => when(reviewed.residences.is_empty()),
        Test::AwayLong(with) => {
            let months = rules.number(&with.months, today)?;
            reviewed.away_since.filter(|since| months_since(*since, months, today)).map(|since| json!({ "since": since }))
        }
        Test::NameForm => spelling(person.facts.name.full()).map(|form| json!({ "form": form })),
        Test::NameWithoutMarks(with) => when(has_lost_its_marks(person.facts.name.family(), &with.families)),
        Test::BirthPartial => known_part(&person.facts.birth).map(|known| json!({ "known": known })),
        Test::DeadResident
        | Test::HouseholdWithoutHead
        | Test::HouseholdSeveralHeads
        | Test::HeadElsewhere
        | Test::HeadMinor(_)
        | Test::HeadDead
        | Test::HeadAway(_)
        | Test::HouseholdEmpty => None,
    })
}

/// How many mandatory facts a test asks for of this person, and how many of them the record holds.
pub(super) fn completeness(
    rules: &Rules,
    test: &Test,
    today: Date,
    reviewed: &ReviewedPerson,
) -> Result<(i64, i64), UnknownFact> {
    let facts = &reviewed.person.facts;
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    match test {
        Test::FactsMissing(wanted) if applies(rules, wanted.age_from.as_deref(), None, today, &facts.birth)? => {
            let held = wanted.facts.iter().filter(|name| holds(facts, name)).count();
            Ok((count(wanted.facts.len()), count(held)))
        }
        // Both rules about a number ask for the same one, so that it is counted by one of them only.
        Test::NumberMissing(who) if who.old_number && facts.nationality == OWN => Ok((1, i64::from(facts.number.is_some()))),
        _ => Ok((0, 0)),
    }
}

fn holds(facts: &PersonFacts, name: &str) -> bool {
    FACTS.iter().find(|(known, _)| *known == name).is_some_and(|(_, held)| held(facts))
}

fn missing(rules: &Rules, wanted: &Wanted, today: Date, reviewed: &ReviewedPerson) -> Result<Option<Value>, UnknownFact> {
    let facts = &reviewed.person.facts;
    if !applies(rules, wanted.age_from.as_deref(), None, today, &facts.birth)? {
        return Ok(None);
    }
    let missing: Vec<&String> = wanted.facts.iter().filter(|name| !holds(facts, name)).collect();
    Ok((!missing.is_empty()).then(|| json!({ "facts": missing })))
}

/// Whether somebody is of the ages that a rule is about. Who may be younger is not asked for what comes with an age.
fn applies(
    rules: &Rules,
    from: Option<&str>,
    under: Option<&str>,
    today: Date,
    birth: &PartialDate,
) -> Result<bool, UnknownFact> {
    if let Some(from) = from
        && birth.has_completed(rules.number(from, today)?, today) != Some(true)
    {
        return Ok(false);
    }
    match under {
        Some(under) => Ok(is_under(birth, rules.number(under, today)?, today)),
        None => Ok(true),
    }
}

/// Whether somebody has certainly not completed so many years.
fn is_under(birth: &PartialDate, years: i16, today: Date) -> bool {
    birth.has_completed(years, today) == Some(false)
}

fn lacks_number(rules: &Rules, who: &Unnumbered, today: Date, facts: &PersonFacts) -> Result<bool, UnknownFact> {
    let lacks = facts.number.is_none() && facts.old_number.is_some() == who.old_number && facts.nationality == OWN;
    Ok(lacks && applies(rules, who.age_from.as_deref(), who.age_under.as_deref(), today, &facts.birth)?)
}

fn contradiction(facts: &PersonFacts) -> Option<Disagreement> {
    facts.number.as_ref().and_then(|number| number.check_against(&facts.birth, facts.sex).err())
}

fn place_is_unknown(rules: &Rules, facts: &PersonFacts) -> bool {
    facts.number.as_ref().is_some_and(|number| !rules.number_places.iter().any(|known| known.place == number.place()))
}

fn shared(others: &[PersonId]) -> Option<Value> {
    (!others.is_empty()).then(|| json!({ "persons": others }))
}

/// The parents who are less than `years` older than the child, as far as the birth dates tell for certain.
fn too_young(years: i16, reviewed: &ReviewedPerson) -> Option<Value> {
    let born = reviewed.person.facts.birth.latest();
    let young = reviewed.parents.iter().filter(|(_, birth)| birth.has_completed(years, born) == Some(false));
    let kinds: Vec<&str> = young.map(|(kind, _)| kind.as_str()).collect();
    (!kinds.is_empty()).then(|| json!({ "parents": kinds }))
}

/// Whether another commune answers for the record than that of the permanent residence.
fn is_answered_elsewhere(reviewed: &ReviewedPerson) -> bool {
    let permanent = reviewed.residences.iter().find(|residence| residence.kind == ResidenceKind::Permanent);
    permanent.is_some_and(|residence| residence.unit != reviewed.person.unit)
}

/// How a name is written otherwise than names are: in capitals or small letters throughout. Where the tone mark stands (hoà,
/// hòa) is no mistake: both are in use, and names are compared without regard to it.
fn spelling(name: &str) -> Option<&'static str> {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return Some("capitals");
    }
    letters().all(char::is_lowercase).then_some("small-letters")
}

/// Whether a family name that always has marks is written without any.
fn has_lost_its_marks(family: &str, families: &[String]) -> bool {
    let written = family.to_lowercase();
    written == fold(&written) && families.iter().any(|known| fold(known) == written)
}

fn known_part(birth: &PartialDate) -> Option<&'static str> {
    match birth {
        PartialDate::Day(_) => None,
        _ if birth.month().is_some() => Some("month"),
        _ => Some("year"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_names_are() {
        for right in ["Nguyễn Thị Hoà", "Lê A", "H'Hen Niê", "Y Moan Ênuôl"] {
            assert_eq!(spelling(right), None, "{right}");
        }
        assert_eq!(spelling("NGUYỄN THỊ LAN"), Some("capitals"));
        assert_eq!(spelling("nguyễn thị lan"), Some("small-letters"));
        assert_eq!((spelling("Trần Văn Hòa"), spelling("Trần Văn Hoà")), (None, None));
    }

    #[test]
    fn a_family_name_loses_its_marks_only_where_it_always_has_some() {
        let families = ["Nguyễn".to_owned(), "Lê".to_owned()];
        assert!(has_lost_its_marks("Nguyen", &families));
        assert!(!has_lost_its_marks("Nguyễn", &families));
        assert!(!has_lost_its_marks("Phan", &families), "which is written so");
    }
}
