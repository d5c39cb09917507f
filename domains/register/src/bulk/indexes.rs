//! Loading a whole register without the indexes whose order is not that of the rows.
//!
//! Written row by row, such an index is touched all over by every batch: for eight million people that came to a hundred
//! gigabytes of writing. Made in one go at the end, each is sorted once and written from its first page to its last.

use crate::Error;
use crate::sql::indexes as sql;
use store::{ReadTx, Statement, Store, Tx, params};

const DROPS: &[&Statement] = &[
    &sql::DROP_NUMBER,
    &sql::DROP_OLD_NUMBER,
    &sql::DROP_PHONE,
    &sql::DROP_ADDRESS,
    &sql::DROP_STREET,
    &sql::DROP_HOUSEHOLD_UNIT,
    &sql::DROP_HOUSEHOLD_NUMBER,
];
const MAKES: &[(&str, &Statement)] = &[
    ("person_number", &sql::MAKE_NUMBER),
    ("person_old_number", &sql::MAKE_OLD_NUMBER),
    ("person_phone", &sql::MAKE_PHONE),
    ("dwelling_address", &sql::MAKE_ADDRESS),
    ("dwelling_street", &sql::MAKE_STREET),
    ("household_unit", &sql::MAKE_HOUSEHOLD_UNIT),
    ("household_number", &sql::MAKE_HOUSEHOLD_NUMBER),
];

/// Leaves the indexes out until [`make`], when nobody is in the register yet; says whether it did.
///
/// The names of batches may then wait too, see [`Batch::let_names_wait`](super::Batch::let_names_wait). Until the indexes
/// are made numbers are not looked up quickly, and a number that two have is found only then.
///
/// # Errors
/// Failures of the store.
pub fn leave_out(tx: &mut Tx<'_>) -> Result<bool, Error> {
    if tx.optional::<(i64,)>(&sql::ANYBODY, params![])?.is_some() {
        return Ok(false);
    }
    for drop in DROPS {
        tx.execute(drop, params![])?;
    }
    Ok(true)
}

/// Makes the indexes that were left out, each in a unit of work of its own. Where nothing is missing nothing is written, so
/// a server runs it at its start and waits for nobody: a load that broke off leaves none out for long.
///
/// # Errors
/// Failures of the store, such as a number that two persons have.
pub fn make(store: &Store) -> Result<(), Error> {
    let mut made = false;
    if store.read_blocking(names_wait)? {
        made = true;
        store.write_blocking(|tx| -> Result<(), Error> {
            if names_wait(tx)? {
                tx.execute(&sql::TAKE_NAMES, params![])?;
                tx.execute(&sql::EMPTY_NAMES, params![])?;
            }
            Ok(())
        })?;
    }
    for (name, make) in MAKES {
        if !store.read_blocking(|tx| tx.has_named(name))? {
            made = true;
            store.write_blocking(|tx| tx.execute(make, params![]).map(drop))?;
        }
    }
    if made {
        store.count_spread()?;
    }
    Ok(())
}

fn names_wait(tx: &mut ReadTx<'_>) -> Result<bool, Error> {
    Ok(tx.optional::<(i64,)>(&sql::NAMES_WAIT, params![])?.is_some())
}

#[cfg(test)]
mod tests {
    use super::{DROPS, MAKES};

    fn words(sql: &str) -> String {
        sql.replace("IF NOT EXISTS ", "").replace("IF EXISTS ", "").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_made_again_is_what_the_migrations_made() {
        let migrations =
            words(concat!(include_str!("../../migrations/0001_register.sql"), include_str!("../../migrations/0008_search.sql")));
        for (drop, (known_as, make)) in DROPS.iter().zip(MAKES) {
            let made = words(make.sqlite_text());
            assert!(migrations.contains(&format!("{made};")), "{made}");
            let name = words(drop.sqlite_text()).replace("DROP INDEX ", "");
            assert!(made.contains(&format!(" INDEX {name} ON ")), "{name} is dropped where {made} is made");
            assert_eq!(name, *known_as);
        }
        assert_eq!(DROPS.len(), MAKES.len());
    }
}
