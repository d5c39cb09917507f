//! What an act needs beyond a role, and that a need is told only to those who would get through with it.

use crate::unit;
use access::testing::{MORNING, World};
use access::{Actor, Channel, Denied, Grant, Purpose, Resource, Role, Subject};
use kernel::{AccountId, PersonId, StaffId};

const ME: PersonId = PersonId::from_raw(7);

fn person_here() -> Resource {
    Resource::new("person").unit(unit("01-001-00001")).owner(ME)
}

fn citizen(world: &World, level: u8, assurance: u8) -> Actor {
    let subject = Subject::Citizen { account: AccountId::from_raw(1), person: ME };
    world.context.actor(subject).level(level).assurance(assurance).last_step_up(MORNING).build()
}

#[test]
fn an_officer_states_a_purpose_and_a_citizen_opening_their_own_record_does_not() {
    let world = World::new();
    let mut officer = world.officer(Role::Register, &unit("01-001"));
    assert_eq!(officer.authorize("register.view", &person_here()), Ok(()));
    officer.purpose = Purpose::none();
    assert_eq!(officer.authorize("register.view", &person_here()), Err(Denied::NeedsPurpose));
    let paper = Resource::new("paper").unit(unit("01-001-00001")).owner(ME);
    assert_eq!(officer.authorize("papers.download", &paper), Err(Denied::NeedsPurpose));
    assert_eq!(world.citizen(ME).authorize("papers.download", &paper), Ok(()));
    assert_eq!(world.citizen(ME).authorize("register.view", &person_here()), Ok(()));
}

#[test]
fn a_person_outside_the_units_is_hidden_even_when_something_else_is_missing_too() {
    let world = World::new();
    let mut officer = world.officer(Role::Register, &unit("01-002"));
    officer.purpose = Purpose::none();
    assert_eq!(officer.authorize("register.view", &person_here()), Err(Denied::Hidden));
    // An auditor of the right unit reaches the person but has no business with the record.
    let auditor = world.officer(Role::Auditor, &unit("01"));
    assert_eq!(auditor.authorize("register.view", &person_here()), Err(Denied::Forbidden));
}

#[test]
fn a_role_covers_everything_under_its_unit_and_nothing_beside_it() {
    let world = World::new();
    for (office, answer) in [
        ("VN", Ok(())),
        ("01", Ok(())),
        ("01-001", Ok(())),
        ("01-001-00001", Ok(())),
        ("01-001-00004", Err(Denied::Hidden)),
        ("79", Err(Denied::Hidden)),
    ] {
        assert_eq!(world.officer(Role::Counter, &unit(office)).authorize("register.view", &person_here()), answer, "{office}");
    }
}

#[test]
fn submitting_takes_level_2_and_two_factors() {
    let world = World::new();
    let dossier = Resource::new("dossier").unit(unit("01-001-00001")).owner(ME);
    assert_eq!(citizen(&world, 2, 2).authorize("dossiers.submit", &dossier), Ok(()));
    assert_eq!(citizen(&world, 1, 2).authorize("dossiers.submit", &dossier), Err(Denied::NeedsLevel));
    assert_eq!(citizen(&world, 2, 1).authorize("dossiers.submit", &dossier), Err(Denied::NeedsStepUp));
    for act in ["dossiers.answer", "dossiers.withdraw"] {
        assert_eq!(citizen(&world, 2, 2).authorize(act, &dossier), Ok(()), "{act}");
        assert_eq!(citizen(&world, 1, 2).authorize(act, &dossier), Err(Denied::NeedsLevel), "{act}");
        assert_eq!(citizen(&world, 2, 1).authorize(act, &dossier), Err(Denied::NeedsStepUp), "{act}");
    }
    let inbox = Resource::new("inbox").owner(ME);
    assert_eq!(citizen(&world, 2, 1).authorize("notify.inbox", &inbox), Ok(()));
    assert_eq!(citizen(&world, 1, 1).authorize("notify.inbox", &inbox), Err(Denied::NeedsLevel));
    // Drafting does not bind anybody.
    assert_eq!(citizen(&world, 1, 1).authorize("dossiers.draft", &dossier), Ok(()));
}

#[test]
fn fresh_proof_ages() {
    let world = World::new();
    let account = Resource::new("account").owner(ME);
    let actor = |world: &World| citizen(world, 1, 1);
    assert_eq!(actor(&world).authorize("accounts.manage-own", &account), Ok(()));
    world.clock.advance_seconds(access::STEP_UP_MINUTES_MAX * 60);
    assert_eq!(actor(&world).authorize("accounts.manage-own", &account), Ok(()));
    world.clock.advance_seconds(1);
    assert_eq!(actor(&world).authorize("accounts.manage-own", &account), Err(Denied::NeedsStepUp));
    assert_eq!(actor(&world).authorize("accounts.view-sessions", &account), Ok(()));
}

#[test]
fn a_second_officer_is_another_officer() {
    let world = World::new();
    let officer = world.officer(Role::Register, &unit("01-001"));
    let list = Resource::new("person").unit(unit("01-001"));
    assert_eq!(officer.authorize("register.export", &list), Err(Denied::NeedsSecondOfficer));
    let own = list.clone().second_officer(StaffId::from_raw(1));
    assert_eq!(officer.authorize("register.export", &own), Err(Denied::NeedsSecondOfficer), "nobody seconds themselves");
    assert_eq!(officer.authorize("register.export", &list.second_officer(StaffId::from_raw(2))), Ok(()));
}

#[test]
fn one_factor_is_not_enough_for_an_official() {
    let world = World::new();
    let weak = world
        .context
        .actor(Subject::Staff { staff: StaffId::from_raw(1) })
        .roles(vec![Grant::new(Role::Counter, unit("01-001"))]);
    let weak = weak.assurance(1).channel(Channel::Api).build();
    let dossier = Resource::new("dossier").unit(unit("01-001-00001"));
    assert_eq!(weak.authorize("dossiers.receive", &dossier), Err(Denied::NeedsStepUp));
    let elsewhere = Resource::new("dossier").unit(unit("01-002-00037"));
    assert_eq!(weak.authorize("dossiers.receive", &elsewhere), Err(Denied::Hidden));
}

#[test]
fn the_pack_tells_what_an_act_needs() {
    use access::Need::{Level, Purpose, SecondOfficer, StepUp};
    let policies = access::testing::policies();
    assert_eq!(policies.needs("register.view"), [Level, Purpose, StepUp]);
    assert_eq!(policies.needs("register.export"), [Purpose, SecondOfficer, StepUp]);
    assert_eq!(policies.needs("dossiers.submit"), [Level, StepUp]);
    assert_eq!(policies.needs("no.such.act"), []);
}

#[test]
fn an_actor_does_not_print_more_than_its_id() {
    let actor = World::new().citizen(ME);
    let text = format!("{actor:?}");
    assert!(text.contains("acc_") && !text.contains("per_"), "{text}");
}
