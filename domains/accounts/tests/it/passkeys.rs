//! Passkeys, with an authenticator made of software.

use crate::{Town, device, on_both};
use access::Denied;
use accounts::{AccountError, NewSession, PasskeyChallenge};
use serde_json::Value;
use webauthn_authenticator_rs::prelude::{Url, WebauthnAuthenticator as _};
use webauthn_authenticator_rs::softpasskey::SoftPasskey;

const ORIGIN: &str = "http://localhost:8080";

/// A device with one passkey. It cannot keep passkeys to be found without a name, so the test keeps what a real one would.
struct Key {
    device: SoftPasskey,
    credential: Value,
    handle: Value,
}

impl Key {
    /// Answers the question of enrolment.
    fn make(challenge: &PasskeyChallenge, origin: &str) -> (Self, Value) {
        let mut options = challenge.options.clone();
        assert_eq!(options["publicKey"]["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(options["publicKey"]["authenticatorSelection"]["userVerification"], "required");
        options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = false.into();
        let handle = options["publicKey"]["user"]["id"].clone();
        let mut device = SoftPasskey::new(true);
        let options = serde_json::from_value(options).expect("browsers read the options");
        let answer = device.do_registration(Url::parse(origin).expect("an address"), options).expect("makes a passkey");
        let answer = serde_json::to_value(answer).expect("JSON");
        (Self { device, credential: answer["rawId"].clone(), handle }, answer)
    }

    /// Answers the question of signing in.
    fn sign(&mut self, challenge: &PasskeyChallenge) -> Value {
        let mut options = challenge.options.clone();
        assert_eq!(options["publicKey"]["allowCredentials"], serde_json::json!([]), "nobody learns who has passkeys");
        assert!(options.get("mediation").is_none_or(Value::is_null));
        options["publicKey"]["allowCredentials"] = serde_json::json!([{ "type": "public-key", "id": self.credential }]);
        let options = serde_json::from_value(options).expect("browsers read the options");
        let answer = self.device.do_authentication(Url::parse(ORIGIN).expect("an address"), options).expect("signs");
        let mut answer = serde_json::to_value(answer).expect("JSON");
        answer["response"]["userHandle"] = self.handle.clone();
        answer
    }
}

fn enrol(town: &Town, session: &NewSession) -> (Key, NewSession) {
    let actor = town.actor(session);
    let challenge = town.with(&actor, |accounts, tx, actor| accounts.begin_passkey(tx, actor)).expect("begins");
    let (key, answer) = Key::make(&challenge, ORIGIN);
    let session = town
        .with(&actor, move |accounts, tx, actor| accounts.confirm_passkey(tx, actor, &challenge.secret, &answer, " My phone\n"))
        .expect("enrols");
    (key, session)
}

fn ask(town: &Town) -> PasskeyChallenge {
    town.with(&town.public(), |accounts, tx, actor| accounts.ask_for_passkey(tx, actor)).expect("asks")
}

fn sign_in(town: &Town, challenge: &PasskeyChallenge, answer: &Value) -> Result<NewSession, AccountError> {
    let (secret, answer) = (challenge.secret, answer.clone());
    town.with(&town.public(), move |accounts, tx, actor| accounts.sign_in_with_passkey(tx, actor, &secret, &answer, &device()))
}

#[test]
fn a_passkey_signs_in_without_a_name_and_counts_as_two_factors() {
    on_both(|town| {
        let (mut key, enrolled) = enrol(town, &town.opened());
        assert_eq!(town.resolve(&enrolled).expect("signed in").assurance, 2);
        for _ in 0..2 {
            town.world.clock.advance_seconds(60);
            let challenge = ask(town);
            let answer = key.sign(&challenge);
            let session = sign_in(town, &challenge, &answer).expect("signs in");
            let signed_in = town.resolve(&session).expect("signed in");
            assert_eq!((signed_in.assurance, session.holder), (2, enrolled.holder));
        }
        let actor = town.actor(&enrolled);
        let lines = town.store.read_blocking(|tx| accounts::passkeys(tx, &actor)).expect("lists");
        assert_eq!((lines.len(), lines[0].label.as_str(), lines[0].used_at), (1, "My phone", Some(town.now())));
    });
}

#[test]
fn an_answer_serves_once_and_only_its_own_question() {
    on_both(|town| {
        let (mut key, _) = enrol(town, &town.opened());
        let challenge = ask(town);
        let answer = key.sign(&challenge);
        sign_in(town, &challenge, &answer).expect("signs in");
        let again = sign_in(town, &challenge, &answer);
        assert!(matches!(again, Err(AccountError::CeremonyOver)), "{again:?}");
        let other = ask(town);
        let replayed = sign_in(town, &other, &answer);
        assert!(matches!(replayed, Err(AccountError::PasskeyRefused)), "{replayed:?}");
        let late = ask(town);
        let answer = key.sign(&late);
        town.world.clock.advance_seconds(accounts::CEREMONY_MINUTES_MAX * 60);
        let refused = sign_in(town, &late, &answer);
        assert!(matches!(refused, Err(AccountError::CeremonyOver)), "{refused:?}");
    });
}

#[test]
fn forged_answers_are_refused() {
    on_both(|town| {
        let (mut key, _) = enrol(town, &town.opened());
        let spoil: [fn(&mut Value); 4] = [
            |answer| answer["response"]["signature"] = answer["response"]["authenticatorData"].clone(),
            |answer| answer["response"]["userHandle"] = "AAAAAAAAAAIAAAAAAAAAAQ".into(),
            |answer| answer["rawId"] = "AAAA".into(),
            |answer| *answer = serde_json::json!({}),
        ];
        for spoil in spoil {
            let challenge = ask(town);
            let mut answer = key.sign(&challenge);
            spoil(&mut answer);
            let refused = sign_in(town, &challenge, &answer);
            assert!(matches!(refused, Err(AccountError::PasskeyRefused)), "{refused:?}");
        }
    });
}

#[test]
fn a_passkey_made_for_another_site_is_refused() {
    on_both(|town| {
        let session = town.opened();
        let actor = town.actor(&session);
        let challenge = town.with(&actor, |accounts, tx, actor| accounts.begin_passkey(tx, actor)).expect("begins");
        // The same host's name under another port is another origin.
        let (_, answer) = Key::make(&challenge, "http://localhost:9999");
        let refused = town.with(&actor, move |accounts, tx, actor| {
            accounts.confirm_passkey(tx, actor, &challenge.secret, &answer, "").map(|_| ())
        });
        assert!(matches!(refused, Err(AccountError::PasskeyRefused)), "{refused:?}");
    });
}

#[test]
fn somebody_elses_passkey_does_not_step_up() {
    on_both(|town| {
        let (mut key, mine) = enrol(town, &town.opened());
        let (_, other) = enrol(town, &crate::staff::appointed(town, "an.nguyen"));
        let step_up = |session: &NewSession, challenge: PasskeyChallenge, answer: Value| {
            town.with(&town.actor(session), move |accounts, tx, actor| {
                accounts.step_up_with_passkey(tx, actor, &challenge.secret, &answer)
            })
        };
        let challenge = ask(town);
        let answer = key.sign(&challenge);
        let refused = step_up(&other, challenge, answer);
        assert!(matches!(refused, Err(AccountError::PasskeyRefused)), "{refused:?}");
        town.world.clock.advance_seconds(20 * 60);
        let challenge = ask(town);
        let answer = key.sign(&challenge);
        let fresh = step_up(&mine, challenge, answer).expect("steps up");
        assert_eq!(town.resolve(&fresh).expect("signed in").last_step_up, town.now());
        assert!(town.resolve(&mine).is_none());
    });
}

#[test]
fn a_password_alone_cannot_enrol_beside_a_passkey() {
    on_both(|town| {
        let (_, strong) = enrol(town, &town.opened());
        let weak = crate::done(town.sign_in(crate::NUMBER, crate::PASSWORD));
        assert_eq!(weak.assurance, 1);
        let refused = town.with(&town.actor(&weak), |accounts, tx, actor| accounts.begin_passkey(tx, actor).map(|_| ()));
        assert!(matches!(refused, Err(AccountError::Denied(Denied::NeedsStepUp))), "{refused:?}");
        let actor = town.actor(&strong);
        let line = town.store.read_blocking(|tx| accounts::passkeys(tx, &actor)).expect("lists").remove(0);
        let refused = town.act(&town.actor(&weak), move |tx, actor| accounts::remove_passkey(tx, actor, line.id));
        assert!(matches!(refused, Err(AccountError::Denied(Denied::NeedsStepUp))), "{refused:?}");
    });
}

#[test]
fn a_removed_passkey_opens_nothing() {
    on_both(|town| {
        let (mut key, session) = enrol(town, &town.opened());
        let actor = town.actor(&session);
        let id = town.store.read_blocking(|tx| accounts::passkeys(tx, &actor)).expect("lists")[0].id;
        town.act(&actor, move |tx, actor| accounts::remove_passkey(tx, actor, id)).expect("removes");
        let challenge = ask(town);
        let answer = key.sign(&challenge);
        let refused = sign_in(town, &challenge, &answer);
        assert!(matches!(refused, Err(AccountError::PasskeyRefused)), "{refused:?}");
        let again = town.act(&actor, move |tx, actor| accounts::remove_passkey(tx, actor, id));
        assert!(matches!(again, Err(AccountError::NotFound)), "{again:?}");
    });
}

#[test]
fn an_address_without_a_name_has_no_passkeys() {
    on_both(|town| {
        let accounts = accounts::Accounts::new("http://10.0.0.7:8080", &[7; 32]).expect("an address");
        let refused = town.act(&town.public(), move |tx, actor| accounts.ask_for_passkey(tx, actor).map(|_| ()));
        assert!(matches!(refused, Err(AccountError::PasskeysUnavailable)), "{refused:?}");
    });
}
