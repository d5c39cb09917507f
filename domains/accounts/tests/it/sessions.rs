//! Sessions: how long they last, and how they end.

use crate::{NUMBER, PASSWORD, Town, citizen, device, done, on_both, unit, vi_du};
use access::{Grant, Role, Subject};
use accounts::{AccountError, NewSession, SESSION_HOURS_MAX, SESSION_IDLE_MINUTES_MAX, SESSIONS_MAX, Secret};
use kernel::{SeededRandom, SessionId};

fn touch(town: &Town, session: SessionId) {
    let now = town.now();
    town.store.write_blocking::<_, store::Error, _>(move |tx| accounts::touch(tx, session, now)).expect("touches");
}

#[test]
fn a_token_leads_to_its_holder_and_no_other_token_does() {
    on_both(|town| {
        let session = town.opened();
        let signed_in = town.resolve(&session).expect("signed in");
        assert_eq!(signed_in.subject, Subject::Citizen { account: citizen(&session), person: vi_du().person });
        assert_eq!((signed_in.session, signed_in.roles.len(), signed_in.touch_due), (session.session, 0, false));
        for seed in 0..20 {
            let guess = NewSession { token: Secret::draw(&SeededRandom::new(seed)), ..session.clone() };
            assert!(town.resolve(&guess).is_none());
        }
        let mut near = *session.token.bytes();
        near[31] ^= 1;
        assert!(town.resolve(&NewSession { token: Secret::from_bytes(near), ..session }).is_none());
    });
}

#[test]
fn an_idle_session_ends_and_one_in_use_goes_on_until_its_last_hour() {
    on_both(|town| {
        let session = town.opened();
        town.world.clock.advance_seconds(59);
        assert!(!town.resolve(&session).expect("signed in").touch_due);
        town.world.clock.advance_seconds(1);
        assert!(town.resolve(&session).expect("signed in").touch_due);
        touch(town, session.session);
        assert!(!town.resolve(&session).expect("signed in").touch_due);
        let end = town.now().plus_seconds(SESSION_HOURS_MAX * 3_600 - 60);
        while town.now().plus_minutes(25) < end {
            town.world.clock.advance_seconds(25 * 60);
            assert!(town.resolve(&session).is_some());
            touch(town, session.session);
        }
        town.world.clock.set(end.plus_seconds(-1));
        assert!(town.resolve(&session).is_some());
        town.world.clock.set(end);
        assert!(town.resolve(&session).is_none(), "no session outlives {SESSION_HOURS_MAX} hours");
        let idle = done(town.sign_in(NUMBER, PASSWORD));
        town.world.clock.advance_seconds(SESSION_IDLE_MINUTES_MAX * 60);
        assert!(town.resolve(&idle).is_none());
    });
}

#[test]
fn sessions_are_listed_and_ended_one_by_one_or_all_at_once() {
    on_both(|town| {
        let first = town.opened();
        let second = done(town.sign_in(NUMBER, PASSWORD));
        let third = done(town.sign_in(NUMBER, PASSWORD));
        let actor = town.actor(&third);
        let lines = town.store.read_blocking(|tx| accounts::sessions(tx, &actor)).expect("lists");
        assert_eq!(lines.iter().map(|line| line.id).collect::<Vec<_>>(), [third.session, second.session, first.session]);
        assert_eq!((lines[0].agent.as_str(), lines[0].address.as_str()), ("Firefox", "203.0.113.0/24"));
        let id = first.session;
        town.act(&actor, move |tx, actor| accounts::revoke_session(tx, actor, id)).expect("ends");
        assert!(town.resolve(&first).is_none());
        let again = town.act(&actor, move |tx, actor| accounts::revoke_session(tx, actor, id));
        assert!(matches!(again, Err(AccountError::NotFound)), "{again:?}");
        assert_eq!(town.act(&actor, accounts::revoke_other_sessions).expect("ends"), 1);
        assert!(town.resolve(&second).is_none());
        town.act(&actor, accounts::sign_out).expect("signs out");
        assert!(town.resolve(&third).is_none());
        assert_eq!(town.events(accounts::events::SESSION_REVOKED).len(), 2);
    });
}

#[test]
fn nobody_ends_somebody_elses_session() {
    on_both(|town| {
        let mine = town.opened();
        let other = crate::staff::appointed(town, "an.nguyen");
        let id = mine.session;
        let refused = town.act(&town.actor(&other), move |tx, actor| accounts::revoke_session(tx, actor, id));
        assert!(matches!(refused, Err(AccountError::NotFound)), "{refused:?}");
        assert!(town.resolve(&mine).is_some());
        let refused = town.act(&town.public(), move |tx, actor| accounts::revoke_session(tx, actor, id));
        assert!(matches!(refused, Err(AccountError::Denied(_))), "{refused:?}");
    });
}

#[test]
fn the_oldest_sessions_give_way() {
    on_both(|town| {
        let first = town.opened();
        let holder = first.holder;
        for _ in 0..SESSIONS_MAX {
            town.act(&town.public(), move |tx, actor| accounts::open_session(tx, actor, holder, 1, &device())).expect("opens");
        }
        assert!(town.resolve(&first).is_none());
        let last = done(town.sign_in(NUMBER, PASSWORD));
        let actor = town.actor(&last);
        let lines = town.store.read_blocking(|tx| accounts::sessions(tx, &actor)).expect("lists");
        assert_eq!(u32::try_from(lines.len()), Ok(SESSIONS_MAX));
    });
}

#[test]
fn an_officials_session_carries_the_roles() {
    on_both(|town| {
        let session = crate::staff::appointed(town, "an.nguyen");
        let signed_in = town.resolve(&session).expect("signed in");
        assert_eq!(signed_in.roles, [Grant::new(Role::Counter, unit("01-001"))]);
        assert_eq!((signed_in.level, signed_in.display.as_str()), (2, "Nguyễn Văn An"));
    });
}

#[test]
fn a_browser_may_call_itself_anything() {
    on_both(|town| {
        let holder = town.opened().holder;
        let odd = accounts::Device { agent: "\u{0}<script>\n".repeat(100), address: String::new() };
        let session =
            town.act(&town.public(), move |tx, actor| accounts::open_session(tx, actor, holder, 1, &odd)).expect("opens");
        let actor = town.actor(&session);
        let lines = town.store.read_blocking(|tx| accounts::sessions(tx, &actor)).expect("lists");
        assert!(lines[0].agent.len() <= 200 && !lines[0].agent.contains(['\u{0}', '\n']));
    });
}

#[test]
fn the_language_follows_its_reader() {
    on_both(|town| {
        let session = town.opened();
        assert_eq!(town.resolve(&session).expect("signed in").locale, kernel::Locale::Vi);
        town.act(&town.actor(&session), |tx, actor| accounts::set_locale(tx, actor, kernel::Locale::En)).expect("changes");
        assert_eq!(town.resolve(&session).expect("signed in").locale, kernel::Locale::En);
        assert_eq!(town.resolve(&done(town.sign_in(NUMBER, PASSWORD))).expect("signed in").locale, kernel::Locale::En);
    });
}
