//! Passwords, and proving identity again.

use crate::{NUMBER, PASSWORD, Town, device, done, on_both};
use access::Denied;
use accounts::{AccountError, BadPassword, SignIn};

#[test]
fn the_right_password_opens_a_session_and_nothing_else_does() {
    on_both(|town| {
        town.opened();
        let session = done(town.sign_in(NUMBER, PASSWORD));
        let signed_in = town.resolve(&session).expect("signed in");
        assert_eq!((signed_in.assurance, signed_in.level, signed_in.last_step_up), (1, 2, town.now()));
        for (name, password) in
            [(NUMBER, "con cò bay la"), ("001199000008", PASSWORD), (NUMBER, ""), ("0", ""), (&*"0".repeat(5_000), "x")]
        {
            let refused = town.sign_in(name, password);
            assert!(matches!(refused, Err(AccountError::WrongCredentials)), "{refused:?}");
        }
    });
}

#[test]
fn an_account_that_was_never_activated_looks_unknown() {
    on_both(|town| {
        town.open();
        let refused = town.sign_in(NUMBER, "");
        assert!(matches!(refused, Err(AccountError::WrongCredentials)), "{refused:?}");
    });
}

#[test]
fn nothing_that_identifies_or_opens_is_printed() {
    let attempt = accounts::PasswordAttempt {
        kind: accounts::HolderKind::Citizen,
        name: NUMBER.to_owned(),
        password: PASSWORD.to_owned(),
        device: device(),
    };
    let text = format!("{attempt:?}");
    assert!(!text.contains(NUMBER) && !text.contains(PASSWORD), "{text}");
}

#[test]
fn stepping_up_refreshes_the_proof_and_changes_the_token() {
    on_both(|town| {
        let old = town.opened();
        town.world.clock.advance_seconds(20 * 60);
        let stale = town.actor(&old);
        let refused = town.accounts.change_password(&town.store, &stale, "cò bay thẳng cánh");
        assert!(matches!(refused, Err(AccountError::Denied(Denied::NeedsStepUp))), "{refused:?}");
        let wrong = town.accounts.step_up_with_password(&town.store, &stale, "wrong wrong", &device());
        assert!(matches!(wrong, Err(AccountError::WrongCredentials)), "{wrong:?}");
        let new = town.accounts.step_up_with_password(&town.store, &stale, PASSWORD, &device()).expect("steps up");
        assert!(town.resolve(&old).is_none(), "the old token is worthless");
        assert_eq!((new.session, new.assurance), (old.session, 1));
        let fresh = town.actor(&new);
        town.accounts.change_password(&town.store, &fresh, "cò bay thẳng cánh").expect("changes");
        assert!(matches!(town.sign_in(NUMBER, PASSWORD), Err(AccountError::WrongCredentials)));
        done(town.sign_in(NUMBER, "cò bay thẳng cánh"));
    });
}

#[test]
fn a_new_password_ends_the_other_sessions() {
    on_both(|town| {
        let other = town.opened();
        let here = done(town.sign_in(NUMBER, PASSWORD));
        let actor = town.actor(&here);
        let weak = town.accounts.change_password(&town.store, &actor, "short");
        assert!(matches!(weak, Err(AccountError::BadPassword(BadPassword::TooShort))), "{weak:?}");
        assert!(town.resolve(&other).is_some());
        town.accounts.change_password(&town.store, &actor, "cò bay thẳng cánh").expect("changes");
        assert!(town.resolve(&other).is_none());
        assert!(town.resolve(&here).is_some());
        assert_eq!(town.acts()[0], "accounts.change-password");
    });
}

#[test]
fn a_code_is_asked_for_once_there_is_an_authenticator() {
    on_both(|town| {
        let session = town.opened();
        let totp = enrol(town, &session);
        let SignIn::NeedsCode(secret) = town.sign_in(NUMBER, PASSWORD).expect("the password is right") else {
            panic!("no code was asked for");
        };
        town.world.clock.advance_seconds(30);
        let code = crate::totp::code(&totp, town.now());
        let session = town.accounts.sign_in_with_code(&town.store, &town.public(), &secret, &code, &device()).expect("signs in");
        assert_eq!(town.resolve(&session).expect("signed in").assurance, 2);
        // Neither the code nor the step serves twice.
        town.world.clock.advance_seconds(30);
        let code = crate::totp::code(&totp, town.now());
        let again = town.accounts.sign_in_with_code(&town.store, &town.public(), &secret, &code, &device());
        assert!(matches!(again, Err(AccountError::CeremonyOver)), "{again:?}");
    });
}

#[test]
fn a_code_that_comes_late_is_too_late() {
    on_both(|town| {
        let session = town.opened();
        let totp = enrol(town, &session);
        let SignIn::NeedsCode(secret) = town.sign_in(NUMBER, PASSWORD).expect("the password is right") else {
            panic!("no code was asked for");
        };
        town.world.clock.advance_seconds(accounts::CEREMONY_MINUTES_MAX * 60);
        let code = crate::totp::code(&totp, town.now());
        let late = town.accounts.sign_in_with_code(&town.store, &town.public(), &secret, &code, &device());
        assert!(matches!(late, Err(AccountError::CeremonyOver)), "{late:?}");
    });
}

fn enrol(town: &Town, session: &accounts::NewSession) -> accounts::TotpEnrolment {
    crate::totp::enrol(town, session).0
}
