//! Opening, activating, raising, locking and ending accounts.

use crate::{HERE, NUMBER, PASSWORD, RULES, Town, citizen, contact, device, done, on_both, unit, vi_du};
use access::{Denied, Role};
use accounts::{
    AccountError, AccountState, Activation, ActivationCode, BadPassword, CancelGround, CitizenFacts, Claim, Contact, HolderKind,
    LockGround, OpenAtCounter, OpenOwn, Opened,
};
use kernel::PersonId;
use kernel::name::PersonName;

fn claim() -> Claim {
    Claim { number: vi_du().number, name: vi_du().name, birth: vi_du().birth }
}

fn open_own(town: &Town, facts: Option<CitizenFacts>, claim: Claim, contact: Contact) -> Result<Opened, AccountError> {
    let command = OpenOwn { claim, contact };
    town.act(&town.public(), move |tx, actor| accounts::open_own(tx, actor, facts.as_ref(), RULES, &command))
}

fn account(town: &Town) -> accounts::Account {
    let found = town.store.read_blocking::<_, store::Error>(|tx| accounts::account_of(tx, PersonId::from_raw(7))).expect("reads");
    found.expect("an account")
}

#[test]
fn a_citizen_opens_an_account_at_level_1_and_activates_it() {
    on_both(|town| {
        let typed = Claim { name: PersonName::parse("NGUYEN THI VI DU").expect("a name"), ..claim() };
        let opened = open_own(town, Some(vi_du()), typed, contact()).expect("opens");
        assert_eq!((account(town).level, account(town).state), (1, AccountState::Approved));
        assert_eq!(town.events(accounts::events::OPENED).len(), 1);
        let code = opened.code;
        let session = town.activate(HolderKind::Citizen, " 001199 000007 ", &code).expect("activates");
        assert_eq!(account(town).state, AccountState::Active);
        let signed_in = town.resolve(&session).expect("signed in");
        assert_eq!((signed_in.level, signed_in.assurance, signed_in.display.as_str()), (1, 1, "Nguyễn Thị Ví Dụ"));
        // The code is used up.
        let again = town.activate(HolderKind::Citizen, NUMBER, &code);
        assert!(matches!(again, Err(AccountError::WrongActivation)), "{again:?}");
        let life = town.store.read_blocking::<_, store::Error>(|tx| accounts::transitions(tx, opened.account)).expect("reads");
        let states: Vec<_> = life.iter().map(|step| step.to_state).collect();
        assert_eq!(states, [AccountState::Active, AccountState::Approved, AccountState::Registered]);
        assert_eq!(town.acts(), ["accounts.sign-in", "accounts.activate", "accounts.open-own"]);
    });
}

#[test]
fn the_register_must_confirm_every_word_and_never_says_which_is_wrong() {
    on_both(|town| {
        let other = |name: &str| PersonName::parse(name).expect("a name");
        let wrong = [
            (None, claim()),
            (Some(vi_du()), Claim { name: other("Nguyễn Thị Khác"), ..claim() }),
            (Some(vi_du()), Claim { birth: "1999-05-18".parse().expect("a date"), ..claim() }),
            (Some(vi_du()), Claim { number: "001199000008".parse().expect("a number"), ..claim() }),
            (Some(CitizenFacts { alive: false, ..vi_du() }), claim()),
        ];
        for (facts, claim) in wrong {
            let refused = open_own(town, facts, claim, contact());
            assert!(matches!(refused, Err(AccountError::NotConfirmed)), "{refused:?}");
        }
        let child = CitizenFacts { birth: "2012-01-01".parse().expect("a date"), ..vi_du() };
        let refused = open_own(town, Some(child), Claim { birth: "2012-01-01".parse().expect("a date"), ..claim() }, contact());
        assert!(matches!(refused, Err(AccountError::TooYoung)), "{refused:?}");
        let refused = open_own(town, Some(vi_du()), claim(), Contact::default());
        assert!(matches!(refused, Err(AccountError::BadContact)), "{refused:?}");
        open_own(town, Some(vi_du()), claim(), contact()).expect("opens");
        let twice = open_own(town, Some(vi_du()), claim(), contact());
        assert!(matches!(twice, Err(AccountError::AlreadyOpen)), "{twice:?}");
    });
}

#[test]
fn an_officer_raises_an_account_and_a_strangers_code_is_worthless() {
    on_both(|town| {
        // A stranger who knows the card asked first, with their own telephone.
        let strangers = open_own(town, Some(vi_du()), claim(), contact()).expect("opens").code;
        let opened = town.open();
        assert_eq!(account(town).level, 2);
        let refused = town.activate(HolderKind::Citizen, NUMBER, &strangers);
        assert!(matches!(refused, Err(AccountError::WrongActivation)), "{refused:?}");
        town.activate(HolderKind::Citizen, NUMBER, &opened.code).expect("activates");
        let twice = town.act(&town.officer(Role::Counter), |tx, actor| {
            accounts::open_at_counter(tx, actor, &vi_du(), RULES, &OpenAtCounter { contact: contact() })
        });
        assert!(matches!(twice, Err(AccountError::AlreadyOpen)), "{twice:?}");
    });
}

#[test]
fn raising_an_account_in_use_throws_out_whoever_used_it() {
    on_both(|town| {
        // A stranger who knows the card opened level 1, chose a password and enrolled a code app.
        let strangers = open_own(town, Some(vi_du()), claim(), contact()).expect("opens").code;
        let session = town.activate(HolderKind::Citizen, NUMBER, &strangers).expect("activates");
        let (_, session) = crate::totp::enrol(town, &session);
        let code = town.open().code;
        assert_eq!((account(town).level, account(town).state), (2, AccountState::Approved));
        assert!(town.resolve(&session).is_none(), "the stranger's session is over");
        let old = town.sign_in(NUMBER, PASSWORD);
        assert!(matches!(old, Err(AccountError::WrongCredentials)), "the stranger's password is gone: {old:?}");
        let refused = town.activate(HolderKind::Citizen, NUMBER, &strangers);
        assert!(matches!(refused, Err(AccountError::WrongActivation)), "{refused:?}");
        let session = town.activate(HolderKind::Citizen, NUMBER, &code).expect("activates");
        assert_eq!(town.resolve(&session).expect("signed in").level, 2);
        // No code is asked for: the stranger's app went too.
        done(town.sign_in(NUMBER, PASSWORD));
    });
}

#[test]
fn only_officers_of_the_unit_open_accounts() {
    on_both(|town| {
        let open = |role, office: &str| {
            let actor = town.world.officer(role, &unit(office));
            town.act(&actor, |tx, actor| {
                accounts::open_at_counter(tx, actor, &vi_du(), RULES, &OpenAtCounter { contact: contact() }).map(|_| ())
            })
        };
        assert!(matches!(open(Role::Counter, "01-002"), Err(AccountError::Denied(Denied::Hidden))));
        assert!(matches!(open(Role::Steering, "01-001"), Err(AccountError::Denied(Denied::Forbidden))));
        open(Role::Register, "01").expect("opens");
    });
}

#[test]
fn an_activation_code_expires_and_easy_passwords_are_refused() {
    on_both(|town| {
        let code = town.open().code;
        let weak = Activation {
            kind: HolderKind::Citizen,
            name: NUMBER.to_owned(),
            code: code.shown(),
            password: "12345678".to_owned(),
            device: device(),
        };
        let refused = town.accounts.activate(&town.store, &town.public(), &weak);
        assert!(matches!(refused, Err(AccountError::BadPassword(BadPassword::Common))), "{refused:?}");
        let garbled = Activation { code: "hello".to_owned(), password: PASSWORD.to_owned(), ..weak };
        let refused = town.accounts.activate(&town.store, &town.public(), &garbled);
        assert!(matches!(refused, Err(AccountError::WrongActivation)), "{refused:?}");
        town.world.clock.advance_seconds(7 * 24 * 3_600);
        let late = town.activate(HolderKind::Citizen, NUMBER, &code);
        assert!(matches!(late, Err(AccountError::WrongActivation)), "{late:?}");
    });
}

#[test]
fn a_new_code_takes_every_old_way_in_away() {
    on_both(|town| {
        let session = town.opened();
        let id = citizen(&session);
        let code =
            town.act(&town.officer(Role::Counter), move |tx, actor| accounts::reissue(tx, actor, id, RULES)).expect("reissues");
        assert!(town.resolve(&session).is_none());
        let old = town.sign_in(NUMBER, PASSWORD);
        assert!(matches!(old, Err(AccountError::WrongCredentials)), "{old:?}");
        town.activate(HolderKind::Citizen, NUMBER, &code).expect("activates");
        done(town.sign_in(NUMBER, PASSWORD));
    });
}

#[test]
fn a_locked_account_lets_nobody_in_until_it_is_unlocked() {
    on_both(|town| {
        let session = town.opened();
        let id = citizen(&session);
        let police = town.officer(Role::Approver);
        town.act(&police, move |tx, actor| accounts::lock(tx, actor, id, LockGround::CardRevoked, None)).expect("locks");
        assert!(town.resolve(&session).is_none(), "its sessions end");
        let refused = town.sign_in(NUMBER, PASSWORD);
        assert!(matches!(refused, Err(AccountError::Locked(Some(LockGround::CardRevoked)))), "{refused:?}");
        let wrong = town.sign_in(NUMBER, "another one");
        assert!(matches!(wrong, Err(AccountError::WrongCredentials)), "a guesser does not learn of the lock: {wrong:?}");
        let again = town.act(&police, move |tx, actor| accounts::lock(tx, actor, id, LockGround::AgencyAsked, None));
        assert!(matches!(again, Err(AccountError::NoSuchStep(AccountState::Locked))), "{again:?}");
        let locked = town.events(accounts::events::LOCKED);
        assert_eq!(locked[0]["ground"], "card-revoked");
        town.act(&police, move |tx, actor| accounts::unlock(tx, actor, id)).expect("unlocks");
        done(town.sign_in(NUMBER, PASSWORD));
    });
}

#[test]
fn a_lock_with_an_end_runs_out() {
    on_both(|town| {
        let id = citizen(&town.opened());
        let until = town.now().plus_minutes(60);
        town.act(&town.officer(Role::Register), move |tx, actor| {
            accounts::lock(tx, actor, id, LockGround::AgencyAsked, Some(until))
        })
        .expect("locks");
        town.world.clock.advance_seconds(3_599);
        assert!(matches!(town.sign_in(NUMBER, PASSWORD), Err(AccountError::Locked(_))));
        town.world.clock.advance_seconds(1);
        done(town.sign_in(NUMBER, PASSWORD));
        assert_eq!(account(town).state, AccountState::Active);
    });
}

#[test]
fn a_holder_locks_their_own_account_with_fresh_proof() {
    on_both(|town| {
        let session = town.opened();
        let actor = town.actor(&session);
        town.world.clock.advance_seconds(access::STEP_UP_MINUTES_MAX * 60 + 1);
        let stale = town.actor(&session);
        let refused = town.act(&stale, accounts::lock_own);
        assert!(matches!(refused, Err(AccountError::Denied(Denied::NeedsStepUp))), "{refused:?}");
        town.act(&actor, accounts::lock_own).expect("locks");
        assert!(town.resolve(&session).is_none());
    });
}

#[test]
fn a_cancelled_account_is_over() {
    on_both(|town| {
        let session = town.opened();
        let id = citizen(&session);
        town.act(&town.world.system(), move |tx, actor| accounts::cancel(tx, actor, id, CancelGround::NumberCancelled))
            .expect("cancels");
        assert!(town.resolve(&session).is_none());
        let refused = town.sign_in(NUMBER, PASSWORD);
        assert!(matches!(refused, Err(AccountError::Cancelled(Some(CancelGround::NumberCancelled)))), "{refused:?}");
        let refused = town.act(&town.officer(Role::Counter), move |tx, actor| accounts::reissue(tx, actor, id, RULES));
        assert!(matches!(refused, Err(AccountError::NoSuchStep(AccountState::Cancelled))), "{refused:?}");
    });
}

#[test]
fn the_system_imports_accounts_in_use() {
    on_both(|town| {
        let hash = town.accounts.hash_password(PASSWORD, &kernel::SeededRandom::new(3)).expect("hashes");
        let import = accounts::ImportedAccount {
            account: kernel::AccountId::from_raw(70),
            person: PersonId::from_raw(7),
            number: vi_du().number,
            name: vi_du().name,
            level: 2,
            unit: unit(HERE),
            password_hash: Some(hash),
        };
        let rows = vec![import];
        let copy = rows.clone();
        let refused = town.act(&town.officer(Role::Counter), move |tx, actor| accounts::import_accounts(tx, actor, &copy));
        assert!(matches!(refused, Err(AccountError::Denied(_))), "{refused:?}");
        town.act(&town.world.system(), move |tx, actor| accounts::import_accounts(tx, actor, &rows)).expect("imports");
        let session = done(town.sign_in(NUMBER, PASSWORD));
        assert_eq!(town.resolve(&session).expect("signed in").level, 2);
    });
}

#[test]
fn a_code_drawn_by_another_seed_does_not_fit() {
    on_both(|town| {
        town.open();
        let wrong = ActivationCode::draw(&kernel::SeededRandom::new(99));
        let refused = town.activate(HolderKind::Citizen, NUMBER, &wrong);
        assert!(matches!(refused, Err(AccountError::WrongActivation)), "{refused:?}");
        let unknown = town.activate(HolderKind::Citizen, "001199000099", &wrong);
        assert!(matches!(unknown, Err(AccountError::WrongActivation)), "{unknown:?}");
    });
}

#[test]
fn an_account_follows_the_number_of_its_holder() {
    on_both(|town| {
        let session = town.opened();
        let replaced = "001299654321".parse().expect("a number");
        let follow = |who: access::Actor| {
            town.act(&who, move |tx, actor| accounts::follow_number(tx, actor, PersonId::from_raw(7), &replaced))
        };
        assert!(matches!(follow(town.public()), Err(AccountError::Denied(_))));
        assert!(follow(town.world.system()).expect("follows"));
        assert!(!follow(town.world.system()).expect("follows once"));
        assert!(town.sign_in(NUMBER, PASSWORD).is_err(), "the cancelled number opens nothing");
        assert!(town.sign_in("001299654321", PASSWORD).is_ok());
        assert!(town.resolve(&session).is_some(), "the person is the same, so open sessions go on");
        assert!(town.acts().contains(&"accounts.follow-number".to_owned()));
        let nobody =
            town.act(&town.world.system(), move |tx, actor| accounts::follow_number(tx, actor, PersonId::from_raw(8), &replaced));
        assert!(!nobody.expect("nothing to do"));
    });
}
