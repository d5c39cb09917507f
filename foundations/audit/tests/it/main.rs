//! The log through its public face, on both engines.

mod entries;
mod sealing;
mod searching;
mod statements;
mod tampering;

use access::testing::World;
use access::{Actor, Role};
use audit::{Access, AuditError, Signer};
use kernel::{PersonId, SeededRandom, UnitCode};
use store::Store;

pub(crate) fn on_both(body: impl Fn(Store)) {
    store::testing::on_both_engines(&[audit::schema()], body);
}

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().expect("a unit code")
}

pub(crate) fn person(number: i64) -> PersonId {
    PersonId::from_raw(number)
}

pub(crate) fn signer() -> Signer {
    Signer::from_seed(&Signer::draw_seed(&SeededRandom::new(11))).expect("a seed")
}

pub(crate) fn officer() -> Actor {
    World::new().officer(Role::Register, &unit("01-001"))
}

/// The actor opens the records of the persons with these numbers, each in a transaction of its own.
pub(crate) fn look(store: &Store, actor: &Actor, persons: impl IntoIterator<Item = i64>) {
    for number in persons {
        let actor = actor.clone();
        let result: Result<(), store::Error> = store.write_blocking(move |tx| {
            let access = Access { person: person(number), fields: &["name", "birth"], dossier: None };
            audit::access(tx, &actor, &access)
        });
        result.expect("the entry is written");
    }
}

/// Adds many entries quickly.
pub(crate) fn look_many(store: &Store, actor: &Actor, count: i64) {
    let actor = actor.clone();
    let persons: Vec<PersonId> = (0..count).map(person).collect();
    let result: Result<(), store::Error> =
        store.write_blocking(move |tx| audit::access_many(tx, &actor, &persons, &["name"], None));
    result.expect("the entries are written");
}

/// Seals until nothing is left; returns how many entries were taken in.
///
/// On PostgreSQL an entry waits until every transaction of the cluster that began before it has ended, and the tests
/// beside this one have transactions too.
pub(crate) fn seal_all(store: &Store, signer: &Signer) -> usize {
    let mut entries = 0;
    for _ in 0..1_000 {
        entries += audit::seal(store, signer, access::testing::MORNING).expect("seals").entries;
        if store.read_blocking::<_, store::Error>(audit::unsealed).expect("counts") == 0 {
            return entries;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("entries are still not sealed");
}

pub(crate) fn verify(store: &Store) -> Result<audit::Report, AuditError> {
    audit::verify(store, &[signer().public_key()], |_, _| {})
}
