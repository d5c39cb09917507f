//! Electronic identity accounts, officials, their ways to sign in, and sessions.
//!
//! Invariants:
//! - a person has one account; a name belongs to one holder of its kind;
//! - what opens something (session tokens, activation codes, steps of signing in) is stored as a hash only,
//!   an authenticator's secret sealed, a password as Argon2id;
//! - a code or a passkey's answer is accepted once;
//! - an account that is not active and an official who was dismissed have no session;
//! - every step in an account's life is noted, and every change of a way in is in the log.

mod accounts;
mod ceremony;
mod clients;
mod commands;
mod error;
pub mod events;
pub mod jobs;
mod limits;
mod model;
mod passkeys;
mod password;
mod queries;
mod secret;
mod sessions;
mod sign_in;
mod sql;
mod totp;
mod vault;

pub use accounts::{Accounts, BadAddress};
pub use ceremony::CEREMONY_MINUTES_MAX;
pub use clients::{
    AddClient, CLIENT_NAME_CHARACTERS_MAX, CLIENTS_MAX, Client, ClientSignedIn, OVERLAP_HOURS, add_client, agency_name,
    charge_client, client, clients, resolve_client, revoke_client, rotate_client,
};
pub use commands::{
    Activation, Appoint, Appointed, CitizenFacts, Claim, ImportedAccount, OpenAtCounter, OpenOwn, Opened, OpeningRules,
    STAFF_ACTIVATION_DAYS, appoint, cancel, dismiss, end_grants, follow_number, follow_units, grants_in, import_accounts,
    inherit_grants, lock, lock_own, open_at_counter, open_own, reinstate, reissue, reset_staff, set_grants, unlock,
};
pub use error::{AccountError, BadPassword};
pub use limits::{NAME_FAILURES_MAX, NETWORK_FAILURES_MAX, SHUT_OUT_MINUTES};
pub use model::{
    Account, AccountLife, AccountState, CancelGround, Contact, Holder, HolderKind, LockGround, Step, Transition, is_login_name,
};
pub use passkeys::{PASSKEYS_MAX, PasskeyChallenge, PasskeyId, PasskeyLine, passkeys, remove_passkey};
pub use password::{PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN, PasswordCost};
pub use queries::{
    Factors, GRANTS_MAX, PAGE_ROWS_MAX, StaffMember, account, account_by_number, account_life, account_of, display_name, factors,
    staff, staff_in, transitions,
};
pub use secret::{ActivationCode, Secret};
pub use sessions::{
    Device, NewSession, SESSION_HOURS_MAX, SESSION_IDLE_MINUTES_MAX, SESSIONS_MAX, SessionLine, SignedIn, TOUCH_SECONDS_MIN,
    open_session, resolve, revoke_other_sessions, revoke_session, sessions, set_locale, sign_out, touch,
};
pub use sign_in::{PasswordAttempt, SignIn};
pub use totp::{TotpEnrolment, code_at};

/// The tables of the domain.
#[must_use]
pub fn schema() -> store::Schema {
    store::Schema::new("accounts")
        .migration("0001_accounts", include_str!("../migrations/0001_accounts.sql"))
        .migration("0002_clients", include_str!("../migrations/0002_clients.sql"))
        .statements(sql::ALL)
}
