//! Choosing a unit among those of today's map.

use kernel::UnitCode;

use crate::{components::Choice, visit::Visit};

/// The units in `scope` in groups for a list to choose from: each unit that holds others, with those right under it.
///
/// The scope itself comes first. `chosen` is the code of the one that is chosen.
pub(crate) fn groups(visit: &Visit, scope: &UnitCode, chosen: &str) -> Vec<(String, Vec<Choice>)> {
    let places = &visit.platform.places;
    let map = places.as_of(visit.platform.context.now().date_in_vietnam());
    let choice = |code: &UnitCode, name: &str| Choice::new(code.as_str(), name).chosen_if(chosen);
    let mut groups = Vec::new();
    let mut holders = vec![scope.clone()];
    while let Some(holder) = holders.pop() {
        let under = map.choices(&holder);
        let deeper = under.iter().rev().filter(|unit| !map.children(&unit.code).is_empty());
        holders.extend(deeper.map(|unit| unit.code.clone()));
        let first = (holder == *scope).then(|| choice(&holder, &name(visit, &holder)));
        let choices: Vec<Choice> = first.into_iter().chain(under.iter().map(|unit| choice(&unit.code, &unit.name))).collect();
        groups.push((name(visit, &holder), choices));
    }
    groups
}

/// What a unit is called; the nation has a word of its own.
pub(crate) fn name(visit: &Visit, unit: &UnitCode) -> String {
    if *unit == UnitCode::nation() { visit.words.say("unit-type-nation") } else { visit.platform.places.name(unit).to_owned() }
}

/// What a unit is called with those above it.
pub(crate) fn full_name(visit: &Visit, unit: &UnitCode) -> String {
    if *unit == UnitCode::nation() { visit.words.say("unit-type-nation") } else { visit.platform.places.full_name(unit) }
}
