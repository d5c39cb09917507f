//! Guessing is slowed down.

use crate::{NUMBER, PASSWORD, Town, device, done, on_both};
use accounts::{AccountError, HolderKind, NAME_FAILURES_MAX, NETWORK_FAILURES_MAX, PasswordAttempt, SHUT_OUT_MINUTES, SignIn};

fn wrong(town: &Town, name: &str) -> Result<SignIn, AccountError> {
    town.sign_in(name, "wrong wrong")
}

#[test]
fn a_name_is_shut_out_after_five_failures_and_let_in_later() {
    on_both(|town| {
        town.opened();
        for _ in 0..NAME_FAILURES_MAX {
            assert!(matches!(wrong(town, NUMBER), Err(AccountError::WrongCredentials)));
        }
        let refused = town.sign_in(NUMBER, PASSWORD);
        let Err(AccountError::TooMany { retry_after_seconds }) = refused else { panic!("{refused:?}") };
        assert_eq!(i64::from(retry_after_seconds), SHUT_OUT_MINUTES * 60 + 1);
        let locked = town.events(accounts::events::LOCKED);
        assert_eq!((locked.len(), &locked[0]["ground"]), (1, &"too-many-attempts".into()));
        town.world.clock.advance_seconds(SHUT_OUT_MINUTES * 60);
        done(town.sign_in(NUMBER, PASSWORD));
    });
}

#[test]
fn an_unknown_name_is_treated_alike() {
    on_both(|town| {
        for _ in 0..NAME_FAILURES_MAX {
            assert!(matches!(wrong(town, "001199000099"), Err(AccountError::WrongCredentials)));
        }
        assert!(matches!(wrong(town, "001199000099"), Err(AccountError::TooMany { .. })));
        // A space more is no other name.
        assert!(matches!(wrong(town, "001 199000099"), Err(AccountError::TooMany { .. })));
    });
}

#[test]
fn success_forgives() {
    on_both(|town| {
        town.opened();
        for _ in 0..3 {
            for _ in 1..NAME_FAILURES_MAX {
                assert!(matches!(wrong(town, NUMBER), Err(AccountError::WrongCredentials)));
            }
            done(town.sign_in(NUMBER, PASSWORD));
        }
    });
}

#[test]
fn a_network_is_shut_out_after_many_failures_whatever_the_names() {
    on_both(|town| {
        for number in 0..NETWORK_FAILURES_MAX {
            assert!(matches!(wrong(town, &format!("0{number:011}")), Err(AccountError::WrongCredentials)), "{number}");
        }
        assert!(matches!(wrong(town, "001199000099"), Err(AccountError::TooMany { .. })));
        let mut elsewhere = device();
        elsewhere.address = "198.51.100.0/24".to_owned();
        let attempt = PasswordAttempt {
            kind: HolderKind::Citizen,
            name: NUMBER.to_owned(),
            password: "wrong wrong".to_owned(),
            device: elsewhere,
        };
        let refused = town.accounts.sign_in_with_password(&town.store, &town.public(), &attempt);
        assert!(matches!(refused, Err(AccountError::WrongCredentials)), "{refused:?}");
    });
}

#[test]
fn activation_codes_cannot_be_guessed() {
    on_both(|town| {
        let code = town.open().code;
        let wrong = accounts::ActivationCode::draw(&kernel::SeededRandom::new(5));
        for _ in 0..NAME_FAILURES_MAX {
            let refused = town.activate(HolderKind::Citizen, NUMBER, &wrong);
            assert!(matches!(refused, Err(AccountError::WrongActivation)), "{refused:?}");
        }
        let refused = town.activate(HolderKind::Citizen, NUMBER, &code);
        assert!(matches!(refused, Err(AccountError::TooMany { .. })), "{refused:?}");
    });
}

#[test]
fn many_at_once_do_not_slip_through() {
    on_both(|town| {
        town.opened();
        let refused = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..20).map(|_| scope.spawn(|| wrong(town, NUMBER))).collect();
            tries.into_iter().filter(|_| true).map(|one| one.join().expect("answers")).collect::<Vec<_>>()
        });
        let judged = refused.iter().filter(|one| matches!(one, Err(AccountError::WrongCredentials))).count();
        assert_eq!(i64::try_from(judged), Ok(NAME_FAILURES_MAX), "{refused:?}");
    });
}

#[test]
fn what_is_past_is_swept() {
    on_both(|town| {
        town.opened();
        assert!(wrong(town, "001199000099").is_err());
        assert_eq!(accounts::jobs::sweep(&town.store, town.now()).expect("sweeps"), 0);
        town.world.clock.advance_seconds(24 * 3_600);
        // One session, and two counts of failures: the name's and the network's.
        assert_eq!(accounts::jobs::sweep(&town.store, town.now()).expect("sweeps"), 3);
    });
}
