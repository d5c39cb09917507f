//! Following the register where an account hangs on one of its facts.

use crate::error::AccountError;
use crate::queries;
use crate::sql;
use access::{Actor, Resource};
use audit::Change;
use kernel::PersonId;
use kernel::personal_number::PersonalNumber;
use store::{Tx, params};

/// Lets a citizen's account be signed in to with the person's new number. Who has no account, or signs in with it
/// already, is left alone. Done by the system when the register replaced the number. Open sessions go on: the person is
/// the same.
///
/// # Errors
/// [`AccountError::Denied`]; failures of the store.
pub fn follow_number(tx: &mut Tx<'_>, actor: &Actor, person: PersonId, number: &PersonalNumber) -> Result<bool, AccountError> {
    let Some(account) = queries::account_of(tx, person)? else { return Ok(false) };
    actor.authorize("accounts.unlock", &Resource::new("account").unit(account.unit.clone()))?;
    if tx.execute(&sql::RENAME_LOGIN, params![account.id, number.as_str()])? == 0 {
        return Ok(false);
    }
    let change = Change {
        entity: "account",
        id: account.id.get(),
        person: Some(person),
        act: "accounts.follow-number",
        detail: serde_json::json!({}),
    };
    audit::change(tx, actor, &change)?;
    Ok(true)
}
