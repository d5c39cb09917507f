//! Opening an account: at level 1 by the citizen, at level 2 by an officer at the counter.

use super::{advance, note_transition};
use crate::error::AccountError;
use crate::events::{OPENED, Opened as OpenedEvent};
use crate::model::{Account, AccountState, Contact, Holder, HolderKind, Step};
use crate::queries;
use crate::secret::ActivationCode;
use crate::sessions::end_sessions;
use crate::sql;
use access::{Actor, Resource};
use audit::Change;
use kernel::name::PersonName;
use kernel::partial_date::PartialDate;
use kernel::personal_number::PersonalNumber;
use kernel::{AccountId, Instant, PersonId, UnitCode};
use store::{Tx, params};

/// What the register knows of a person, as values: this domain does not read the register.
#[derive(Clone)]
pub struct CitizenFacts {
    /// The person.
    pub person: PersonId,
    /// The living personal number.
    pub number: PersonalNumber,
    /// The name.
    pub name: PersonName,
    /// The date of birth.
    pub birth: PartialDate,
    /// The unit of residence, which answers for the account.
    pub unit: UnitCode,
    /// Whether the person is alive.
    pub alive: bool,
}

/// What a person says of themselves when they ask for an account.
#[derive(Clone)]
pub struct Claim {
    /// The personal number.
    pub number: PersonalNumber,
    /// The name, as on the card.
    pub name: PersonName,
    /// The date of birth, as on the card.
    pub birth: PartialDate,
}

impl Claim {
    /// Whether the register confirms the claim. Marks and spelling of the name do not matter, the rest does.
    fn is_confirmed_by(&self, facts: &CitizenFacts) -> bool {
        let same_name = self.name.keys().full == facts.name.keys().full;
        facts.alive && self.number == facts.number && same_name && self.birth == facts.birth
    }
}

/// The legal values of opening an account, from the country pack.
#[derive(Debug, Clone, Copy)]
pub struct OpeningRules {
    /// From which age a person opens an account alone, in years.
    pub age_min: i16,
    /// How long an activation code holds, in days.
    pub activation_days: u16,
}

/// A citizen asks for an account at level 1.
#[derive(Clone)]
pub struct OpenOwn {
    /// What they say of themselves.
    pub claim: Claim,
    /// Where the activation code goes.
    pub contact: Contact,
}

/// An officer opens an account at level 2, or raises one, for a citizen who stands at the counter with the card.
#[derive(Clone)]
pub struct OpenAtCounter {
    /// Where the citizen is reached from now on.
    pub contact: Contact,
}

/// An account that was opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The account.
    pub account: AccountId,
    /// The code with which the holder chooses a password. Hand it over or send it; it is not kept.
    pub code: ActivationCode,
}

/// Opens an account at level 1 for whoever asks, when the register confirms what they say.
///
/// The caller looks the claimed number up and passes what it finds, also when that is nothing: a stranger must not learn
/// which numbers exist. The code goes to the contact, never onto the page.
///
/// # Errors
/// [`AccountError::NotConfirmed`], [`AccountError::TooYoung`], [`AccountError::AlreadyOpen`],
/// [`AccountError::BadContact`], [`AccountError::Denied`].
pub fn open_own(
    tx: &mut Tx<'_>,
    actor: &Actor,
    facts: Option<&CitizenFacts>,
    rules: OpeningRules,
    command: &OpenOwn,
) -> Result<Opened, AccountError> {
    actor.authorize("accounts.open-own", &Resource::new("account"))?;
    if !command.contact.is_usable() {
        return Err(AccountError::BadContact);
    }
    let facts = facts.filter(|facts| command.claim.is_confirmed_by(facts)).ok_or(AccountError::NotConfirmed)?;
    if facts.birth.has_completed(rules.age_min, actor.today()) != Some(true) {
        return Err(AccountError::TooYoung);
    }
    if queries::account_of(tx, facts.person)?.is_some() {
        return Err(AccountError::AlreadyOpen);
    }
    let account = add(tx, actor, facts, 1, &command.contact)?;
    let code = ActivationCode::draw(actor.randomness());
    add_login(tx, actor, facts, account.id, &code, code_until(actor, rules))?;
    announce(tx, actor, &account, 1, "accounts.open-own")?;
    Ok(Opened { account: account.id, code })
}

/// Opens an account at level 2, or raises one that is at level 1: every way in from before is taken away, because level 1
/// may be held by somebody else than the person at the counter.
///
/// # Errors
/// [`AccountError::NotConfirmed`] for a person who is not alive; [`AccountError::AlreadyOpen`] when it is at level 2;
/// [`AccountError::BadContact`], [`AccountError::NoSuchStep`] for an account that is locked or refused, [`AccountError::Denied`].
pub fn open_at_counter(
    tx: &mut Tx<'_>,
    actor: &Actor,
    facts: &CitizenFacts,
    rules: OpeningRules,
    command: &OpenAtCounter,
) -> Result<Opened, AccountError> {
    actor.authorize("accounts.open", &Resource::new("account").unit(facts.unit.clone()))?;
    if !command.contact.is_usable() {
        return Err(AccountError::BadContact);
    }
    if !facts.alive {
        return Err(AccountError::NotConfirmed);
    }
    match queries::account_of(tx, facts.person)? {
        None => {
            let account = add(tx, actor, facts, 2, &command.contact)?;
            let code = ActivationCode::draw(actor.randomness());
            add_login(tx, actor, facts, account.id, &code, code_until(actor, rules))?;
            announce(tx, actor, &account, 2, "accounts.open")?;
            Ok(Opened { account: account.id, code })
        }
        Some(account) => raise(tx, actor, facts, rules, command, &account),
    }
}

fn raise(
    tx: &mut Tx<'_>,
    actor: &Actor,
    facts: &CitizenFacts,
    rules: OpeningRules,
    command: &OpenAtCounter,
    account: &Account,
) -> Result<Opened, AccountError> {
    if account.state == AccountState::Cancelled {
        return reopen(tx, actor, facts, rules, command, account);
    }
    if account.level >= 2 {
        return Err(AccountError::AlreadyOpen);
    }
    if !matches!(account.state, AccountState::Approved | AccountState::Active) {
        return Err(AccountError::NoSuchStep(account.state));
    }
    tx.execute(&sql::RAISE, params![account.id, 2_u8, facts.unit, command.contact.phone, command.contact.email])?;
    // Level 1 is granted to whoever knows the card: neither their code nor their way in may open level 2.
    let code = start_anew(tx, actor, account, rules)?;
    announce(tx, actor, account, 2, "accounts.raise")?;
    Ok(Opened { account: account.id, code })
}

/// Opens an account anew that was ended for somebody who lives: what ended it was taken back.
fn reopen(
    tx: &mut Tx<'_>,
    actor: &Actor,
    facts: &CitizenFacts,
    rules: OpeningRules,
    command: &OpenAtCounter,
    account: &Account,
) -> Result<Opened, AccountError> {
    tx.execute(&sql::RAISE, params![account.id, 2_u8, facts.unit, command.contact.phone, command.contact.email])?;
    let code = renewed(tx, actor, account, Step::Reopen, rules)?;
    announce(tx, actor, account, 2, "accounts.open")?;
    Ok(Opened { account: account.id, code })
}

/// Gives a citizen at the counter a new activation code, and takes every old way in away.
///
/// # Errors
/// [`AccountError::NotFound`], [`AccountError::NoSuchStep`], [`AccountError::Denied`].
pub fn reissue(tx: &mut Tx<'_>, actor: &Actor, account: AccountId, rules: OpeningRules) -> Result<ActivationCode, AccountError> {
    let account = queries::account(tx, account)?.ok_or(AccountError::NotFound)?;
    actor.authorize("accounts.open", &Resource::new("account").unit(account.unit.clone()).owner(account.person))?;
    let code = start_anew(tx, actor, &account, rules)?;
    log(tx, actor, &account, "accounts.reissue")?;
    Ok(code)
}

/// Takes every way in away, ends what is open, and gives a new activation code to whoever stands at the counter.
fn start_anew(tx: &mut Tx<'_>, actor: &Actor, account: &Account, rules: OpeningRules) -> Result<ActivationCode, AccountError> {
    renewed(tx, actor, account, Step::Reissue, rules)
}

fn renewed(
    tx: &mut Tx<'_>,
    actor: &Actor,
    account: &Account,
    step: Step,
    rules: OpeningRules,
) -> Result<ActivationCode, AccountError> {
    let account = advance(tx, actor, account, step, None, super::Lock::default())?;
    let holder = Holder::Citizen(account.id);
    let code = ActivationCode::draw(actor.randomness());
    tx.execute(&sql::RESET_LOGIN, params![holder.raw(), code.stored(), code_until(actor, rules)])?;
    tx.execute(&sql::REMOVE_PASSKEYS, params![holder.raw()])?;
    tx.execute(&sql::END_CEREMONIES, params![holder.raw()])?;
    end_sessions(tx, actor, holder, Some(account.person), None)?;
    Ok(code)
}

fn code_until(actor: &Actor, rules: OpeningRules) -> Instant {
    actor.now().plus_minutes(i64::from(rules.activation_days) * 24 * 60)
}

/// Adds an account. The register's answer is at hand, so what was asked for is granted in the same breath.
fn add(tx: &mut Tx<'_>, actor: &Actor, facts: &CitizenFacts, level: u8, contact: &Contact) -> Result<Account, AccountError> {
    let account = Account {
        id: actor.new_id(),
        person: facts.person,
        level,
        state: AccountState::Registered,
        unit: facts.unit.clone(),
        phone: contact.phone.clone(),
        email: contact.email.clone(),
        lock_ground: None,
        lock_until: None,
        opened_at: actor.now(),
        activated_at: None,
    };
    let added = tx.execute(
        &sql::ADD_ACCOUNT,
        params![account.id, account.person, level, account.state, account.unit, account.phone, account.email, account.opened_at],
    )?;
    if added == 0 {
        return Err(AccountError::AlreadyOpen);
    }
    note_transition(tx, actor, &account, None, AccountState::Registered, None)?;
    advance(tx, actor, &account, Step::Approve, None, super::Lock::default())
}

fn add_login(
    tx: &mut Tx<'_>,
    actor: &Actor,
    facts: &CitizenFacts,
    account: AccountId,
    code: &ActivationCode,
    until: Instant,
) -> Result<(), AccountError> {
    let added = tx.execute(
        &sql::ADD_LOGIN,
        params![account, HolderKind::Citizen, facts.number, facts.name.full(), actor.locale, code.stored(), until],
    )?;
    if added == 1 { Ok(()) } else { Err(AccountError::AlreadyOpen) }
}

fn announce(tx: &mut Tx<'_>, actor: &Actor, account: &Account, level: u8, act: &str) -> Result<(), AccountError> {
    tx.publish(OPENED, &OpenedEvent { account: account.id, person: account.person, level })?;
    log(tx, actor, account, act)
}

fn log(tx: &mut Tx<'_>, actor: &Actor, account: &Account, act: &str) -> Result<(), AccountError> {
    let detail = serde_json::json!({ "unit": account.unit });
    let change = Change { entity: "account", id: account.id.get(), person: Some(account.person), act, detail };
    Ok(audit::change(tx, actor, &change)?)
}
