//! Every act by every kind of actor, as a table that is reviewed like code.

use crate::unit;
use access::testing::World;
use access::{Actor, Denied, Resource, Role, actions::ACTIONS};
use kernel::{PersonId, StaffId};
use std::fmt::Write;

const HERE: &str = "01-001-00001";

fn word(answer: Result<(), Denied>) -> &'static str {
    match answer {
        Ok(()) => "yes",
        Err(Denied::Hidden) => "404",
        Err(Denied::Forbidden) => "403",
        Err(Denied::NeedsSignIn) => "401",
        Err(Denied::NeedsLevel) => "level",
        Err(Denied::NeedsPurpose) => "purpose",
        Err(Denied::NeedsSecondOfficer) => "second",
        Err(Denied::NeedsStepUp) => "step-up",
    }
}

fn table(columns: &[(&str, Actor)], resource: impl Fn(&'static str) -> Resource) -> String {
    let mut text = String::new();
    write!(text, "{:24}", "").expect("text");
    for (name, _) in columns {
        write!(text, "{name:>10}").expect("text");
    }
    text.push('\n');
    for action in ACTIONS {
        write!(text, "{:24}", action.name).expect("text");
        for (_, actor) in columns {
            write!(text, "{:>10}", word(actor.authorize(action.name, &resource(action.resource)))).expect("text");
        }
        text.push('\n');
    }
    text
}

#[test]
fn a_thing_of_somebody_in_a_commune_asked_for_by_everybody() {
    let world = World::new();
    let mut columns = vec![
        ("public", world.public()),
        ("owner", world.citizen(PersonId::from_raw(7))),
        ("citizen", world.citizen(PersonId::from_raw(8))),
    ];
    for role in Role::ALL {
        columns.push((role.as_str(), world.officer(*role, &unit("01-001"))));
    }
    columns.push(("elsewhere", world.officer(Role::Register, &unit("01-002"))));
    columns.push(("system", world.system()));
    let resource = |kind| Resource::new(kind).unit(unit(HERE)).owner(PersonId::from_raw(7)).second_officer(StaffId::from_raw(99));
    insta::assert_snapshot!(table(&columns, resource));
}

#[test]
fn a_thing_of_nobody_without_a_unit() {
    let world = World::new();
    let mut columns = vec![("public", world.public()), ("citizen", world.citizen(PersonId::from_raw(8)))];
    for role in Role::ALL {
        columns.push((role.as_str(), world.officer(*role, &unit("01"))));
    }
    // What has no unit is the whole installation's: who keeps or audits a district has no say in it.
    columns.push(("d-admin", world.officer(Role::Admin, &unit("01-001"))));
    columns.push(("d-auditor", world.officer(Role::Auditor, &unit("01-001"))));
    insta::assert_snapshot!(table(&columns, Resource::new));
}
