//! What can be wrong with a household.

use super::{Test, months_since};
use crate::rules::Rules;
use country::UnknownFact;
use kernel::Date;
use register::review::{ReviewedHousehold, ReviewedMember};
use register::{LifeState, Relation};
use serde_json::{Value, json};

/// What is wrong with a household by one test; nothing when nothing is, or when the test is about persons.
pub(super) fn judge(rules: &Rules, test: &Test, today: Date, reviewed: &ReviewedHousehold) -> Result<Option<Value>, UnknownFact> {
    let head = head_of(reviewed);
    let wrong = match test {
        Test::HouseholdWithoutHead => reviewed.head.is_none() && !reviewed.members.is_empty(),
        Test::HouseholdSeveralHeads => heads(reviewed) > 1,
        Test::HeadElsewhere => reviewed.head.is_some() && head.is_none_or(|head| head.relation != Some(Relation::Head)),
        Test::HeadMinor(with) => {
            let age = rules.number(&with.age, today)?;
            let adult = |member: &ReviewedMember| member.birth.has_completed(age, today) == Some(true);
            // Where all are minors the eldest is the head, and nothing is wrong.
            head.is_some_and(|head| head.birth.has_completed(age, today) == Some(false)) && reviewed.members.iter().any(adult)
        }
        Test::HeadDead => head.is_some_and(|head| head.state == LifeState::Dead),
        Test::HeadAway(with) => {
            let months = rules.number(&with.months, today)?;
            let away = head.and_then(|head| head.away_since).is_some_and(|since| months_since(since, months, today));
            away && reviewed.members.len() > 1
        }
        Test::HouseholdEmpty => reviewed.members.is_empty(),
        _ => false,
    };
    Ok(wrong.then(|| json!({})))
}

fn head_of(reviewed: &ReviewedHousehold) -> Option<&ReviewedMember> {
    reviewed.members.iter().find(|member| Some(member.person) == reviewed.head)
}

fn heads(reviewed: &ReviewedHousehold) -> usize {
    reviewed.members.iter().filter(|member| member.relation == Some(Relation::Head)).count()
}
