//! Which units a list may span.

use crate::unit;
use access::testing::World;
use access::{Grant, Role};
use kernel::{PersonId, StaffId};

#[test]
fn a_list_spans_the_widest_units_of_the_fitting_roles() {
    let world = World::new();
    let grants = [
        (Role::Register, "01-001-00001"),
        (Role::Counter, "01-001"),
        (Role::Register, "01-005"),
        (Role::Steering, "01"),
        (Role::Register, "01-001"),
    ];
    let grants = grants.map(|(role, code)| Grant::new(role, unit(code))).to_vec();
    let officer = world.staff(StaffId::from_raw(3), grants);
    assert_eq!(officer.units_for("register.search"), [unit("01-001"), unit("01-005")]);
    assert_eq!(officer.units_for("steering.view"), [unit("01")]);
    assert_eq!(officer.units_for("audit.read"), []);
    assert_eq!(officer.units_for("no.such.act"), []);
    assert_eq!(world.citizen(PersonId::from_raw(1)).units_for("register.search"), []);
}
