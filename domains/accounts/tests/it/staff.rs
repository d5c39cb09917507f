//! Officials.

use crate::{PASSWORD, Town, done, on_both, unit};
use access::{Actor, Denied, Grant, Resource, Role};
use accounts::{AccountError, Appoint, Appointed, HolderKind, NewSession};
use kernel::name::PersonName;
use kernel::{Locale, StaffId};

fn appoint(town: &Town, actor: &Actor, login: &str, grants: &[(Role, &str)]) -> Result<Appointed, AccountError> {
    let command = Appoint {
        login: login.to_owned(),
        name: PersonName::parse("Nguyễn Văn An").expect("a name"),
        grants: grants.iter().map(|(role, code)| Grant::new(*role, unit(code))).collect(),
        locale: Locale::Vi,
    };
    town.act(actor, move |tx, actor| accounts::appoint(tx, actor, &command))
}

/// An official of the counter in district 001, signed in with a password.
pub(crate) fn appointed(town: &Town, login: &str) -> NewSession {
    let admin = town.world.system();
    let appointed = appoint(town, &admin, login, &[(Role::Counter, "01-001")]).expect("appoints");
    town.activate(HolderKind::Staff, login, &appointed.code).expect("activates")
}

fn id(session: &NewSession) -> StaffId {
    StaffId::from_raw(session.holder.raw())
}

#[test]
fn an_official_needs_a_second_factor_before_anything_else() {
    on_both(|town| {
        let session = appointed(town, "an.nguyen");
        let dossier = Resource::new("dossier").unit(unit("01-001-00001"));
        let weak = town.actor(&session);
        assert_eq!(weak.authorize("dossiers.receive", &dossier), Err(Denied::NeedsStepUp));
        let (_, session) = crate::totp::enrol(town, &session);
        assert_eq!(town.actor(&session).authorize("dossiers.receive", &dossier), Ok(()));
    });
}

#[test]
fn nobody_gives_roles_beyond_their_own_units() {
    on_both(|town| {
        let admin = town.world.officer(Role::Admin, &unit("01-001"));
        appoint(town, &admin, "one", &[(Role::Counter, "01-001-00001")]).expect("appoints");
        for grants in [&[(Role::Counter, "01-002")][..], &[(Role::Counter, "01-001"), (Role::Admin, "01")]] {
            let refused = appoint(town, &admin, "two", grants);
            assert!(matches!(refused, Err(AccountError::Denied(Denied::Hidden))), "{refused:?}");
        }
        let counter = town.world.officer(Role::Counter, &unit("01-001"));
        let refused = appoint(town, &counter, "two", &[(Role::Counter, "01-001")]);
        assert!(matches!(refused, Err(AccountError::Denied(Denied::Forbidden))), "{refused:?}");
    });
}

#[test]
fn bad_appointments_are_refused() {
    on_both(|town| {
        let admin = town.world.officer(Role::Admin, &unit("01"));
        let refused = appoint(town, &admin, "Ăn Năn", &[(Role::Counter, "01-001")]);
        assert!(matches!(refused, Err(AccountError::BadLoginName)), "{refused:?}");
        let refused = appoint(town, &admin, "an.nguyen", &[]);
        assert!(matches!(refused, Err(AccountError::BadAppointment(_))), "{refused:?}");
        appoint(town, &admin, "an.nguyen", &[(Role::Counter, "01-001")]).expect("appoints");
        let refused = appoint(town, &admin, "an.nguyen", &[(Role::Counter, "01-001")]);
        assert!(matches!(refused, Err(AccountError::LoginNameTaken)), "{refused:?}");
    });
}

#[test]
fn new_roles_count_at_once() {
    on_both(|town| {
        let session = appointed(town, "an.nguyen");
        let staff = id(&session);
        let grants = vec![Grant::new(Role::Register, unit("01-001-00001")), Grant::new(Role::Steering, unit("01-001"))];
        let wanted = grants.clone();
        let admin = town.world.officer(Role::Admin, &unit("01"));
        town.act(&admin, move |tx, actor| accounts::set_grants(tx, actor, staff, &grants)).expect("changes");
        let mut roles = town.resolve(&session).expect("signed in").roles;
        roles.sort_by_key(|grant| grant.role);
        assert_eq!(roles, wanted);
        // Somebody who keeps only one of the units may not touch the official.
        let narrow = town.world.officer(Role::Admin, &unit("01-001-00001"));
        let refused = town.act(&narrow, move |tx, actor| accounts::set_grants(tx, actor, staff, &[]));
        assert!(matches!(refused, Err(AccountError::BadAppointment(_))), "{refused:?}");
        let refused = town.act(&narrow, move |tx, actor| accounts::dismiss(tx, actor, staff));
        assert!(matches!(refused, Err(AccountError::Denied(Denied::Hidden))), "{refused:?}");
    });
}

#[test]
fn a_dismissed_official_is_out_at_once() {
    on_both(|town| {
        let session = appointed(town, "an.nguyen");
        let staff = id(&session);
        let admin = town.world.officer(Role::Admin, &unit("01"));
        town.act(&admin, move |tx, actor| accounts::dismiss(tx, actor, staff)).expect("dismisses");
        assert!(town.resolve(&session).is_none());
        let refused = town.sign_in("an.nguyen", PASSWORD);
        assert!(matches!(refused, Err(AccountError::Locked(None))), "{refused:?}");
        town.act(&admin, move |tx, actor| accounts::reinstate(tx, actor, staff)).expect("reinstates");
        done(town.sign_in("An.Nguyen ", PASSWORD));
        let own = admin.staff().expect("an official");
        let unknown = town.act(&admin, move |tx, actor| accounts::dismiss(tx, actor, own));
        assert!(matches!(unknown, Err(AccountError::NotFound)), "{unknown:?}");
    });
}

#[test]
fn nobody_changes_their_own_roles_or_resets_themselves() {
    on_both(|town| {
        let first = town.world.officer(Role::Admin, &unit("01"));
        let appointed = appoint(town, &first, "an.nguyen", &[(Role::Admin, "01")]).expect("appoints");
        let session = town.activate(HolderKind::Staff, "an.nguyen", &appointed.code).expect("activates");
        let (_, session) = crate::totp::enrol(town, &session);
        let (actor, own) = (town.actor(&session), id(&session));
        let wish = vec![Grant::new(Role::Auditor, unit("01"))];
        let refused = town.act(&actor, move |tx, actor| accounts::set_grants(tx, actor, own, &wish));
        assert!(matches!(refused, Err(AccountError::Denied(Denied::Forbidden))), "{refused:?}");
        let refused = town.act(&actor, move |tx, actor| accounts::reset_staff(tx, actor, own));
        assert!(matches!(refused, Err(AccountError::Denied(Denied::Forbidden))), "{refused:?}");
        let refused = town.act(&actor, move |tx, actor| accounts::dismiss(tx, actor, own));
        assert!(matches!(refused, Err(AccountError::Denied(Denied::Forbidden))), "{refused:?}");
        assert_eq!(town.resolve(&session).expect("signed in").roles, [Grant::new(Role::Admin, unit("01"))]);
    });
}

#[test]
fn a_reset_takes_every_way_in_away() {
    on_both(|town| {
        let (_, session) = crate::totp::enrol(town, &appointed(town, "an.nguyen"));
        let staff = id(&session);
        let admin = town.world.officer(Role::Admin, &unit("01"));
        let code = town.act(&admin, move |tx, actor| accounts::reset_staff(tx, actor, staff)).expect("resets");
        assert!(town.resolve(&session).is_none());
        assert!(matches!(town.sign_in("an.nguyen", PASSWORD), Err(AccountError::WrongCredentials)));
        town.activate(HolderKind::Staff, "an.nguyen", &code).expect("activates");
        done(town.sign_in("an.nguyen", PASSWORD));
    });
}

#[test]
fn staff_are_listed_by_unit_to_those_who_keep_them() {
    on_both(|town| {
        let admin = town.world.officer(Role::Admin, &unit("01"));
        for (login, office) in [("one", "01-001-00001"), ("two", "01-001"), ("three", "01-002")] {
            appoint(town, &admin, login, &[(Role::Counter, office), (Role::Steering, office)]).expect("appoints");
        }
        let list = |actor: &Actor, office: &str, after| {
            town.store
                .read_blocking(|tx| accounts::staff_in(tx, actor, &unit(office), after, 10))
                .map(|list| list.into_iter().map(|member| (member.id, member.login, member.grants.len())).collect::<Vec<_>>())
        };
        let all = list(&admin, "01", None).expect("lists");
        assert_eq!(all.iter().map(|member| member.1.as_str()).collect::<Vec<_>>(), ["one", "two", "three"]);
        assert!(all.iter().all(|member| member.2 == 2));
        assert_eq!(list(&admin, "01-001", Some(all[0].0)).expect("lists").len(), 1);
        let narrow = town.world.officer(Role::Admin, &unit("01-002"));
        assert!(matches!(list(&narrow, "01-001", None), Err(AccountError::Denied(Denied::Hidden))));
        let one = all[0].0;
        let seen = town.store.read_blocking(|tx| accounts::staff(tx, &admin, one)).expect("sees");
        assert!(seen.active && !seen.activated && !seen.has_totp);
        let hidden = town.store.read_blocking(|tx| accounts::staff(tx, &narrow, one));
        assert!(matches!(hidden, Err(AccountError::NotFound)), "{hidden:?}");
        let name = town.store.read_blocking::<_, store::Error>(|tx| accounts::display_name(tx, accounts::Holder::Staff(one)));
        assert_eq!(name.expect("reads").as_deref(), Some("Nguyễn Văn An"));
    });
}
