//! What other subjects do when communes end: officials, accounts, dossiers, papers.
//!
//! Rules: an official of a commune that ends has the same role in its main successor. A role in a district that ends, ends:
//! nobody inherits a district, its officials are listed for a new appointment. Open dossiers move to the commune that took
//! over; closed ones and papers stay where they were closed or sealed, and are opened by whoever took over.

use access::Grant;
use gate::Platform;
use kernel::{StaffId, UnitCode};
use register::reform::{Ending, Report};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Dossiers that one unit of work moves.
const DOSSIERS_AT_ONCE: u32 = 200;
/// Accounts that one unit of work looks at.
const ACCOUNTS_AT_ONCE: u32 = 5_000;

/// What is, or was, to be done beside the register.
#[derive(Debug, Default, Serialize)]
pub(super) struct Offices {
    /// Open dossiers of communes that end.
    dossiers: u64,
    /// Roles in communes that end.
    roles: u64,
    /// Roles in districts that end, with who has them: to be appointed anew.
    districts: Vec<(StaffId, Grant)>,
    /// Citizens' accounts that another commune answers for.
    accounts: u64,
}

impl Offices {
    pub(super) fn print(&self) {
        println!("{} open dossiers, {} roles of officials, {} accounts.", self.dossiers, self.roles, self.accounts);
        for (staff, grant) in &self.districts {
            println!("to be appointed anew: {staff} {}@{}", grant.role, grant.unit);
        }
    }
}

/// Counts what would move.
pub(super) fn count(platform: &Platform, report: &Report) -> anyhow::Result<Offices> {
    let actor = platform.system("units");
    let mut offices = Offices::default();
    for ending in &report.endings {
        let roles = platform.store.read_blocking(|tx| accounts::grants_in(tx, &actor, &ending.old))?;
        offices.roles += u64::try_from(roles.len()).unwrap_or(0);
        offices.dossiers += platform.store.read_blocking(|tx| dossiers::count_open(tx, &actor, &ending.old))?;
    }
    offices.districts = in_districts(platform, report)?;
    Ok(offices)
}

/// Roles in the districts of communes that end.
fn in_districts(platform: &Platform, report: &Report) -> anyhow::Result<Vec<(StaffId, Grant)>> {
    let actor = platform.system("units");
    let mut found = Vec::new();
    for district in districts(report) {
        let roles = platform.store.read_blocking(|tx| accounts::grants_in(tx, &actor, &district))?;
        found.extend(roles.into_iter().filter(|(_, grant)| grant.unit == district));
    }
    Ok(found)
}

fn districts(report: &Report) -> BTreeSet<UnitCode> {
    report.endings.iter().filter_map(|ending| ending.old.district()).collect()
}

/// Gives officials of communes that end the same roles in those that take over.
pub(super) fn inherit(platform: &Platform, report: &Report) -> anyhow::Result<()> {
    for Ending { old, main, .. } in &report.endings {
        let (actor, old, main) = (platform.system("units"), old.clone(), main.clone());
        platform.store.write_blocking(move |tx| accounts::inherit_grants(tx, &actor, &old, &main))?;
    }
    Ok(())
}

/// Moves open dossiers and accounts, and ends the roles in what is no more.
pub(super) fn carry_out(platform: &Platform, report: &Report) -> anyhow::Result<Offices> {
    let mut offices = Offices { districts: in_districts(platform, report)?, ..Offices::default() };
    for Ending { old, main, .. } in &report.endings {
        loop {
            let (actor, services) = (platform.system("units"), Arc::clone(&platform.services));
            let (from, to) = (old.clone(), main.clone());
            let moved = platform
                .store
                .write_blocking(move |tx| dossiers::move_open(tx, &actor, &services, &from, &to, DOSSIERS_AT_ONCE))?;
            offices.dossiers += u64::from(moved);
            if moved < DOSSIERS_AT_ONCE {
                break;
            }
        }
        let (actor, from, to) = (platform.system("units"), old.clone(), main.clone());
        platform.store.write_blocking(move |tx| papers::note_unit_ended(tx, &actor, &from, &to))?;
        let (actor, unit) = (platform.system("units"), old.clone());
        offices.roles += platform.store.write_blocking(move |tx| accounts::end_grants(tx, &actor, &unit))?;
    }
    for unit in districts(report) {
        let actor = platform.system("units");
        platform.store.write_blocking(move |tx| accounts::end_grants(tx, &actor, &unit))?;
    }
    offices.accounts = move_accounts(platform, report)?;
    Ok(offices)
}

fn move_accounts(platform: &Platform, report: &Report) -> anyhow::Result<u64> {
    let followers: Arc<std::collections::HashMap<UnitCode, UnitCode>> =
        Arc::new(report.endings.iter().map(|ending| (ending.old.clone(), ending.main.clone())).collect());
    let (mut moved, mut place) = (0, None);
    loop {
        let (actor, followers) = (platform.system("units"), Arc::clone(&followers));
        let (touched, next) =
            platform.store.write_blocking(move |tx| accounts::follow_units(tx, &actor, &followers, place, ACCOUNTS_AT_ONCE))?;
        moved += touched;
        if next.is_none() {
            return Ok(moved);
        }
        place = next;
    }
}
