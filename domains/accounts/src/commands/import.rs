//! Many accounts at once, for the demo city and for taking over another system's.

use crate::error::AccountError;
use crate::model::{AccountState, HolderKind};
use crate::sql;
use access::{Actor, Resource};
use kernel::name::PersonName;
use kernel::personal_number::PersonalNumber;
use kernel::{AccountId, Locale, PersonId, UnitCode};
use store::{ToValue, Tx, Value};

/// An account that exists elsewhere and is in use.
#[derive(Clone)]
pub struct ImportedAccount {
    /// Its id here.
    pub account: AccountId,
    /// Whose it is.
    pub person: PersonId,
    /// The number to sign in with.
    pub number: PersonalNumber,
    /// The holder's name.
    pub name: PersonName,
    /// Its level.
    pub level: u8,
    /// The unit that answers for it.
    pub unit: UnitCode,
    /// The hash of the password, as [`Accounts::hash_password`](crate::Accounts::hash_password) makes it.
    pub password_hash: Option<String>,
}

/// Adds accounts in bulk, active from the start. Only the system may; it publishes no events.
///
/// # Errors
/// [`AccountError::Denied`]; [`store::Error::Constraint`] when a person or number has an account.
pub fn import_accounts(tx: &mut Tx<'_>, actor: &Actor, accounts: &[ImportedAccount]) -> Result<u64, AccountError> {
    if !matches!(actor.subject, access::Subject::System { .. }) {
        return Err(AccountError::Denied(access::Denied::Forbidden));
    }
    actor.authorize("accounts.open", &Resource::new("account"))?;
    let owned = |value: Value<'_>| value.into_owned();
    let added = tx.insert_many(
        &sql::ADD_ACCOUNTS,
        accounts.iter().map(|account| {
            [
                owned(account.account.to_value()),
                owned(account.person.to_value()),
                owned(account.level.to_value()),
                owned(AccountState::Active.to_value()),
                owned(account.unit.to_value()),
                owned(actor.now().to_value()),
                owned(actor.now().to_value()),
            ]
        }),
    )?;
    let by_whom = actor.subject_name();
    tx.insert_many(
        &sql::ADD_TRANSITIONS,
        accounts.iter().map(|account| {
            [
                owned(account.account.to_value()),
                Value::Int(1),
                owned(actor.now().to_value()),
                owned(AccountState::Active.to_value()),
                owned(by_whom.to_value()),
            ]
        }),
    )?;
    tx.insert_many(
        &sql::ADD_LOGINS,
        accounts.iter().map(|account| {
            [
                owned(account.account.to_value()),
                owned(HolderKind::Citizen.to_value()),
                owned(account.number.to_value()),
                owned(account.name.full().to_value()),
                owned(Locale::Vi.to_value()),
                owned(account.password_hash.to_value()),
            ]
        }),
    )?;
    Ok(added)
}
