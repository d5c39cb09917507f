//! Authenticator apps.

use crate::{NUMBER, PASSWORD, Town, device, done, on_both};
use access::Denied;
use accounts::{AccountError, NAME_FAILURES_MAX, NewSession, SignIn, TotpEnrolment};
use kernel::Instant;

/// What the app shows at a moment.
pub(crate) fn code(enrolment: &TotpEnrolment, at: Instant) -> String {
    let totp = totp_rs::Totp::from_url(&enrolment.uri).expect("apps read the address");
    totp.generate(u64::try_from(at.millis() / 1_000).expect("after 1970")).to_string()
}

/// Enrols an authenticator; gives its key and the session that follows.
pub(crate) fn enrol(town: &Town, session: &NewSession) -> (TotpEnrolment, NewSession) {
    let actor = town.actor(session);
    let begun = town.with(&actor, |accounts, tx, actor| accounts.begin_totp(tx, actor)).expect("begins");
    let (secret, first) = (begun.secret, code(&begun, town.now()));
    let session =
        town.with(&actor, move |accounts, tx, actor| accounts.confirm_totp(tx, actor, &secret, &first)).expect("confirms");
    (begun, session)
}

#[test]
fn enrolling_makes_the_session_one_of_two_factors() {
    on_both(|town| {
        let old = town.opened();
        let (begun, new) = enrol(town, &old);
        assert!(begun.uri.starts_with("otpauth://totp/OneDoor:001199000007?"), "{}", begun.uri);
        assert_eq!(begun.key.len(), 32);
        assert_eq!(town.resolve(&new).expect("signed in").assurance, 2);
        assert!(town.resolve(&old).is_none());
        let actor = town.actor(&new);
        let factors = town.store.read_blocking(|tx| accounts::factors(tx, &actor)).expect("reads");
        assert!(factors.totp && factors.password && factors.passkeys == 0);
        assert_eq!(town.acts()[0], "accounts.add-totp");
    });
}

#[test]
fn a_wrong_first_code_enrols_nothing() {
    on_both(|town| {
        let session = town.opened();
        let actor = town.actor(&session);
        let begun = town.with(&actor, |accounts, tx, actor| accounts.begin_totp(tx, actor)).expect("begins");
        let secret = begun.secret;
        let wrong = if code(&begun, town.now()) == "000000" { "000001" } else { "000000" };
        let refused = town.with(&actor, move |accounts, tx, actor| accounts.confirm_totp(tx, actor, &secret, wrong));
        assert!(matches!(refused, Err(AccountError::WrongCode)), "{refused:?}");
        done(town.sign_in(NUMBER, PASSWORD));
    });
}

#[test]
fn somebody_elses_enrolment_cannot_be_finished() {
    on_both(|town| {
        let session = town.opened();
        let begun = town.with(&town.actor(&session), |accounts, tx, actor| accounts.begin_totp(tx, actor)).expect("begins");
        let other = crate::staff::appointed(town, "an.nguyen");
        let (secret, first) = (begun.secret, code(&begun, town.now()));
        let refused =
            town.with(&town.actor(&other), move |accounts, tx, actor| accounts.confirm_totp(tx, actor, &secret, &first));
        assert!(matches!(refused, Err(AccountError::CeremonyOver)), "{refused:?}");
    });
}

#[test]
fn a_code_serves_once() {
    on_both(|town| {
        let (totp, session) = enrol(town, &town.opened());
        let actor = town.actor(&session);
        // The code that enrolled it was used by that.
        let used = code(&totp, town.now());
        let refused = town.accounts.step_up_with_code(&town.store, &actor, &used);
        assert!(matches!(refused, Err(AccountError::WrongCode)), "{refused:?}");
        town.world.clock.advance_seconds(30);
        let next = code(&totp, town.now());
        let session = town.accounts.step_up_with_code(&town.store, &town.actor(&session), &next).expect("steps up");
        let again = town.accounts.step_up_with_code(&town.store, &town.actor(&session), &next);
        assert!(matches!(again, Err(AccountError::WrongCode)), "{again:?}");
        // Nor does an earlier one that a slow clock would still show.
        let again = town.accounts.step_up_with_code(&town.store, &town.actor(&session), &used);
        assert!(matches!(again, Err(AccountError::WrongCode)), "{again:?}");
    });
}

#[test]
fn codes_cannot_be_guessed() {
    on_both(|town| {
        let (totp, _) = enrol(town, &town.opened());
        town.world.clock.advance_seconds(30);
        let right = code(&totp, town.now());
        let SignIn::NeedsCode(secret) = town.sign_in(NUMBER, PASSWORD).expect("the password is right") else {
            panic!("no code was asked for");
        };
        let try_code = |code: &str| town.accounts.sign_in_with_code(&town.store, &town.public(), &secret, code, &device());
        for _ in 0..NAME_FAILURES_MAX {
            let refused = try_code("not-it");
            assert!(matches!(refused, Err(AccountError::WrongCode)), "{refused:?}");
        }
        let refused = try_code(&right);
        assert!(matches!(refused, Err(AccountError::TooMany { .. })), "{refused:?}");
        assert_eq!(town.events(accounts::events::LOCKED)[0]["ground"], "too-many-attempts");
    });
}

#[test]
fn a_stolen_password_is_not_enough_to_change_factors() {
    on_both(|town| {
        let (_, strong) = enrol(town, &town.opened());
        // As if a session of one factor had been left from before.
        let mut weak = town.actor(&strong);
        weak.assurance = 1;
        let refused = town.with(&weak, |accounts, tx, actor| accounts.begin_totp(tx, actor).map(|_| ()));
        assert!(matches!(refused, Err(AccountError::Denied(Denied::NeedsStepUp))), "{refused:?}");
        let refused = town.with(&weak, |accounts, tx, actor| accounts.remove_totp(tx, actor));
        assert!(matches!(refused, Err(AccountError::Denied(Denied::NeedsStepUp))), "{refused:?}");
        town.with(&town.actor(&strong), |accounts, tx, actor| accounts.remove_totp(tx, actor)).expect("removes");
        done(town.sign_in(NUMBER, PASSWORD));
    });
}
