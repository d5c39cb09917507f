//! What a city is built with and from, and what comes out.

use crate::logins::Login;
use crate::population::Shares;
use access::Context;
use kernel::{Instant, ManualClock};
use std::sync::Arc;

/// The program's parts, composed over a clock that the demo moves.
///
/// `context` must be made over `clock`: the demo sets it back some weeks and lets it run up to now.
pub struct Town {
    /// An empty database with every table.
    pub store: store::Store,
    /// The country pack.
    pub pack: Arc<country::Pack>,
    /// The units.
    pub places: Arc<places::Places>,
    /// The services.
    pub services: Arc<dossiers::Catalogue>,
    /// The rules by which the register is reviewed.
    pub cleansing: Arc<quality::Rules>,
    /// Passwords. A cheap cost spares the visitor of the demo some seconds.
    pub accounts: Arc<accounts::Accounts>,
    /// Clock, ids, dice and policies.
    pub context: Context,
    /// The clock of `context`.
    pub clock: Arc<ManualClock>,
    /// Does the jobs that print papers; without one they wait for the server.
    pub runner: Option<store::jobs::Runner>,
}

/// Which city to build.
#[derive(Debug, Clone)]
pub struct DemoConfig {
    /// How many residents.
    pub people: u64,
    /// The same seed gives the same city.
    pub seed: u64,
    /// How many dossiers were filed in the last three weeks.
    pub dossiers: u32,
    /// The present moment. Units, ages and deadlines are those of its day.
    pub now: Instant,
    /// How dirty the register is.
    pub shares: Shares,
}

kernel::text_enum! {
    /// What is being done.
    pub enum Stage {
        /// Writing people.
        People = "people",
        /// Reviewing the register.
        Review = "review",
        /// Appointing officials and opening accounts.
        Accounts = "accounts",
        /// Acts on dossiers.
        Dossiers = "dossiers",
        /// Printing papers.
        Papers = "papers",
        /// Adding up the figures of the dashboards.
        Figures = "figures",
    }
}

/// Watches a city being built.
pub trait Observer {
    /// `done` pieces of the work of `stage` are done; `total` 0 means that nobody knows how many there are.
    fn at(&mut self, stage: Stage, done: u64, total: u64);

    /// Whether to go on printing papers now; those that are left wait for the server.
    fn keeps_printing(&mut self) -> bool {
        true
    }
}

/// An observer that does not look.
pub struct Blind;

impl Observer for Blind {
    fn at(&mut self, _: Stage, _: u64, _: u64) {}
}

/// What was built.
#[derive(Debug, Clone)]
pub struct Built {
    /// Residents.
    pub people: u64,
    /// Households.
    pub households: u64,
    /// Officials.
    pub staff: u64,
    /// Citizens' accounts.
    pub accounts: u64,
    /// Dossiers that were filed.
    pub dossiers: u64,
    /// Acts on them, filing included.
    pub acts: u64,
    /// Acts that the domains refused, as they should: somebody else had changed the household meanwhile.
    pub refused: u64,
    /// Papers whose jobs still wait for the server.
    pub papers_waiting: u64,
    /// Who to sign in as.
    pub logins: Vec<Login>,
}

/// Whether there is a city.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CityState {
    /// The database is empty.
    Empty,
    /// There are officials already: a city that was built before, or a real office.
    Present,
}

/// What [`crate::build`] did.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// There was a city already; nothing was touched.
    AlreadyThere,
    /// A city was built.
    Built(Box<Built>),
}
