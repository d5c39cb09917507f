//! Planning a change of the map: which communes end on the day, and who takes them over.

use super::allocation::Rule;
use super::error::ReformError;
use super::model::{Phase, Reform, ReformId, UnitState};
use crate::sql::reform as sql;
use access::{Actor, Resource};
use kernel::unit::UnitLevel;
use kernel::{Date, UnitCode};
use places::Places;
use std::collections::BTreeSet;
use store::{ToValue as _, Tx, Value, params};

/// What to plan.
#[derive(Debug, Clone)]
pub struct NewPlan {
    /// The province whose communes change.
    pub city: UnitCode,
    /// The first day of the new map.
    pub on: Date,
    /// The law, as the history will show it.
    pub basis: String,
    /// Which addresses of divided communes go where.
    pub rules: Vec<Rule>,
}

/// A commune that ends, with who takes it over.
struct Fate {
    old: UnitCode,
    main: UnitCode,
    new: Vec<UnitCode>,
}

/// Plans a change of the map, or plans it anew as long as nothing was moved.
///
/// # Errors
/// [`ReformError::NothingEnds`], [`ReformError::NoSuccessor`]; [`ReformError::Begun`]; [`ReformError::Allocation`] for a
/// rule of a commune that does not end, or that a commune takes part in which is no successor; refusals.
pub fn plan(tx: &mut Tx<'_>, actor: &Actor, places: &Places, wanted: &NewPlan) -> Result<ReformId, ReformError> {
    actor.authorize("admin.units", &Resource::new("unit").unit(wanted.city.clone()))?;
    let fates = fates(places, wanted)?;
    check_rules(&fates, &wanted.rules)?;
    forget_earlier(tx, wanted)?;
    let id: ReformId = actor.new_id();
    tx.execute(&sql::INSERT_REFORM, params![id, wanted.city, wanted.on, wanted.basis, actor.now(), actor.subject_name()])?;
    let ruled: BTreeSet<&UnitCode> = wanted.rules.iter().map(|rule| &rule.old).collect();
    let own = |value: Value<'_>| value.into_owned();
    tx.insert_many(
        &sql::UNIT_ROWS,
        fates.iter().map(|fate| {
            let successors = i64::try_from(fate.new.len()).unwrap_or(i64::MAX);
            [
                own(fate.old.to_value()),
                own(id.to_value()),
                own(fate.main.to_value()),
                Value::Int(successors),
                Value::Bool(ruled.contains(&fate.old)),
                own(UnitState::Waiting.to_value()),
            ]
        }),
    )?;
    tx.insert_many(
        &sql::PART_ROWS,
        fates.iter().flat_map(|fate| fate.new.iter().map(move |new| (&fate.old, new))).map(|(old, new)| {
            let none = || Value::Int(0);
            [own(old.to_value()), own(new.to_value()), none(), none(), none(), none(), none(), none()]
        }),
    )?;
    tx.insert_many(
        &sql::RULE_ROWS,
        wanted.rules.iter().zip(1_i64..).map(|(rule, position)| {
            [
                own(rule.old.to_value()),
                Value::Int(position),
                Value::Text(rule.address_key.clone().into()),
                own(rule.new.to_value()),
            ]
        }),
    )?;
    let detail =
        serde_json::json!({ "reform": id, "on": wanted.on.to_string(), "units": fates.len(), "rules": wanted.rules.len() });
    let change = audit::Change { entity: "unit", id: 0, person: None, act: "register.reform-planned", detail };
    audit::change(tx, actor, &change).map_err(crate::Error::from)?;
    Ok(id)
}

/// Takes back an earlier plan of the same day.
fn forget_earlier(tx: &mut Tx<'_>, wanted: &NewPlan) -> Result<(), ReformError> {
    let Some(earlier) = tx.optional::<Reform>(&sql::REFORM_ON, params![wanted.city, wanted.on])? else { return Ok(()) };
    if earlier.phase != Phase::Planned {
        return Err(ReformError::Begun(wanted.on));
    }
    for statement in [&sql::DELETE_PLANNED_RULES, &sql::DELETE_PLANNED_PARTS, &sql::DELETE_PLANNED_UNITS, &sql::DELETE_PLANNED] {
        tx.execute(statement, params![earlier.id])?;
    }
    Ok(())
}

/// The communes that exist the day before and no longer on the day, in the order of codes.
fn fates(places: &Places, wanted: &NewPlan) -> Result<Vec<Fate>, ReformError> {
    let nothing = || ReformError::NothingEnds { city: wanted.city.clone(), on: wanted.on };
    let eve = wanted.on.yesterday().map_err(|_| nothing())?;
    let (before, behind) = (places.as_of(eve), places.as_of(wanted.on));
    let ending = before.inside(&wanted.city, UnitLevel::Commune).into_iter().filter(|unit| !behind.exists(&unit.code));
    let fates: Vec<Fate> = ending
        .map(|unit| {
            let successions = places.successors(&unit.code);
            let main = successions.iter().find(|succession| succession.main);
            let new: Vec<UnitCode> = successions.iter().map(|succession| succession.new.clone()).collect();
            match main {
                Some(main) if new.iter().all(|code| behind.exists(code)) => {
                    Ok(Fate { old: unit.code.clone(), main: main.new.clone(), new })
                }
                _ => Err(ReformError::NoSuccessor(unit.code.clone())),
            }
        })
        .collect::<Result<_, _>>()?;
    if fates.is_empty() { Err(nothing()) } else { Ok(fates) }
}

fn check_rules(fates: &[Fate], rules: &[Rule]) -> Result<(), ReformError> {
    for rule in rules {
        let wrong = |reason| ReformError::Allocation { line: rule.line, reason };
        let fate = fates.iter().find(|fate| fate.old == rule.old).ok_or_else(|| wrong("the old unit does not end"))?;
        if !fate.new.contains(&rule.new) {
            return Err(wrong("the new unit does not take over the old one"));
        }
    }
    Ok(())
}
