//! `onedoor user`: officials and their roles, for the first administrator and for emergencies; and citizens' accounts that
//! must be kept from use before an officer is at hand.

use crate::cli::{Place, User};
use crate::commands::{Outcome, house};
use access::Grant;
use accounts::{Account, AccountError};
use anyhow::Context as _;
use gate::Platform;
use kernel::name::PersonName;
use kernel::{AccountId, Instant, Locale, PersonalNumber, UnitCode};

/// Does what the words say.
///
/// # Errors
/// Those of the act.
pub(crate) fn run(place: &Place, user: &User) -> anyhow::Result<Outcome> {
    match user {
        User::Add { login, name, grants } => add(place, login, name, grants),
        User::List => list(place),
        User::Lock { account, ground, until } => {
            let (ground, until) = (*ground, until.map(Instant::after_day));
            on_account(place, account, move |tx, actor, id| accounts::lock(tx, actor, id, ground, until))
        }
        User::Unlock { account } => on_account(place, account, accounts::unlock),
        User::Cancel { account, ground } => {
            let ground = *ground;
            on_account(place, account, move |tx, actor, id| accounts::cancel(tx, actor, id, ground))
        }
    }
}

/// Does something to a citizen's account and says how it stands then. The log names the command line.
fn on_account(
    place: &Place,
    account: &str,
    act: impl Fn(&mut store::Tx<'_>, &access::Actor, AccountId) -> Result<(), AccountError> + Send + 'static,
) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let platform = &house.platform;
    let (actor, account) = (platform.system("user"), account.to_owned());
    let done = platform.store.write_blocking(move |tx| {
        let id = find(tx, &account)?.id;
        act(tx, &actor, id)?;
        accounts::account(tx, id)?.ok_or(AccountError::NotFound)
    });
    let account = done.map_err(|error| explained(platform, &error))?;
    let state = platform.words.say(Locale::Vi, account.state.message_id(), &[]);
    println!("{} is {} ({state}).", account.id, account.state);
    platform.store.close();
    Ok(Outcome::Done)
}

/// An account by its id, or by the number that its holder signs in with.
fn find(tx: &mut store::Tx<'_>, said: &str) -> Result<Account, AccountError> {
    let found = match (said.parse::<AccountId>(), PersonalNumber::parse_typed(said)) {
        (Ok(id), _) => accounts::account(tx, id)?,
        (_, Ok(number)) => accounts::account_by_number(tx, &number)?,
        _ => None,
    };
    found.ok_or(AccountError::NotFound)
}

fn explained(platform: &Platform, error: &AccountError) -> anyhow::Error {
    anyhow::anyhow!("{} ({error})", platform.words.say(Locale::Vi, error.message_id(), &[]))
}

/// Appoints an official and prints the code with which they choose a password.
///
/// # Errors
/// A grant that cannot be read, a name that is taken.
fn add(place: &Place, login: &str, name: &str, grants: &[String]) -> anyhow::Result<Outcome> {
    let grants = grants.iter().map(|text| grant(text)).collect::<anyhow::Result<Vec<Grant>>>()?;
    let name = PersonName::parse(name).context("the name cannot be used")?;
    let house = house(place)?;
    let actor = house.platform.system("user");
    let command = accounts::Appoint { login: login.to_owned(), name, grants, locale: Locale::Vi };
    let appointed = house.platform.store.write_blocking(move |tx| accounts::appoint(tx, &actor, &command))?;
    println!("{login} is {}.", appointed.staff);
    println!("Activation code: {}   (hand it over; it opens the page where they choose a password)", appointed.code.shown());
    house.platform.store.close();
    Ok(Outcome::Done)
}

fn grant(text: &str) -> anyhow::Result<Grant> {
    let (role, unit) =
        text.split_once('@').with_context(|| format!("`{text}` is not role@unit, such as counter@01-001-00001"))?;
    Ok(Grant { role: role.parse().with_context(|| format!("`{role}` is not a role"))?, unit: unit.parse()? })
}

/// Lists officials.
///
/// # Errors
/// A database that cannot be read.
fn list(place: &Place) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let actor = house.platform.system("user");
    let mut after = None;
    loop {
        let page = house.platform.store.read_blocking(|tx| accounts::staff_in(tx, &actor, &UnitCode::nation(), after, 100))?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for member in &page {
            let grants: Vec<String> = member.grants.iter().map(|grant| format!("{}@{}", grant.role, grant.unit)).collect();
            println!(
                "{}\t{}\t{}\t{}",
                member.login,
                member.name,
                if member.active { "active" } else { "dismissed" },
                grants.join(" ")
            );
        }
    }
    house.platform.store.close();
    Ok(Outcome::Done)
}
