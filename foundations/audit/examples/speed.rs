//! How fast permission, the log and its sealing are on this machine, on the embedded database.
//!
//! `cargo run -p audit --example speed`

use access::testing::World;
use access::{Resource, Role};
use audit::{Access, Signer};
use kernel::{PersonId, SeededRandom};
use std::time::Instant;

#[expect(clippy::disallowed_methods, reason = "this measures")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let world = World::new();
    let unit: kernel::UnitCode = "01-001-00001".parse()?;
    let officer = world.officer(Role::Register, &"01-001".parse()?);
    let rounds = 1_000_000_u32;
    let start = Instant::now();
    for number in 0..rounds {
        let person = Resource::new("person").unit(unit.clone()).owner(PersonId::from_raw(i64::from(number)));
        officer.authorize("register.view", &person)?;
    }
    println!("permission, remembered     {:>10.0} /s", f64::from(rounds) / start.elapsed().as_secs_f64());

    let database = store::testing::TestDatabase::sqlite();
    let store = database.open(&[audit::schema()]);
    let (entries, each) = (256_000_u32, 64_u32);
    let start = Instant::now();
    for commit in 0..entries / each {
        let actor = officer.clone();
        store.write_blocking::<_, store::Error, _>(move |tx| {
            for number in 0..each {
                let person = PersonId::from_raw((i64::from(commit * each + number) * 7_919_777) % 1_000_003);
                audit::access(tx, &actor, &Access { person, fields: &["name", "birth", "residence"], dossier: None })?;
            }
            Ok(())
        })?;
    }
    println!("entries, 64 to a commit    {:>10.0} /s", f64::from(entries) / start.elapsed().as_secs_f64());

    let signer = Signer::from_seed(&Signer::draw_seed(&SeededRandom::new(1)))?;
    let start = Instant::now();
    while audit::seal(&store, &signer, access::testing::MORNING)?.more {}
    println!("entries sealed             {:>10.0} /s", f64::from(entries) / start.elapsed().as_secs_f64());

    let start = Instant::now();
    let report = audit::verify(&store, &[signer.public_key()], |_, _| {})?;
    println!(
        "entries verified           {:>10.0} /s  ({} entries, {} heads)",
        f64::from(entries) / start.elapsed().as_secs_f64(),
        report.entries,
        report.heads
    );

    let start = Instant::now();
    for seq in 1..=1_000 {
        assert!(store.read_blocking(|tx| audit::inclusion_proof(tx, seq * 199))?.holds());
    }
    println!("proofs of inclusion        {:>10.0} /s", 1_000.0 / start.elapsed().as_secs_f64());
    Ok(())
}
