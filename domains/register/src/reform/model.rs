//! A change of the map, as it is planned and carried out.

use crate::model::ChangeId;
use kernel::{Date, Instant, PersonId, UnitCode};

kernel::define_id!(
    /// A change of the map of administrative units.
    ReformId,
    "rfm"
);

kernel::text_enum! {
    /// How far a change of the map has come.
    pub enum Phase {
        /// Nothing was moved yet.
        Planned = "planned",
        /// Dwellings move, with their households and people.
        Homes = "homes",
        /// Persons without residence move.
        People = "people",
        /// The search by name moves.
        Names = "names",
        /// The register is done; other subjects move what is theirs.
        Offices = "offices",
        /// Everything is done.
        Done = "done",
    }
}

kernel::text_enum! {
    /// How far a commune that ends has come.
    pub enum UnitState {
        /// Nothing was moved.
        Waiting = "waiting",
        /// Some dwellings were.
        Moving = "moving",
        /// No dwelling is left.
        Moved = "moved",
    }
}

store::row! {
    /// A change of the map.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    pub struct Reform {
        /// Its id.
        pub id: ReformId,
        /// The province whose communes change.
        pub city: UnitCode,
        /// The first day of the new communes.
        pub effective_on: Date,
        /// The law, as the history shows it.
        pub basis: String,
        /// How far it has come.
        pub phase: Phase,
        /// When it was planned.
        pub planned_at: Instant,
        /// Who planned it, as the log names them.
        pub planned_by: String,
        /// When the first row was moved.
        pub started_at: Option<Instant>,
        /// When everything was done.
        pub finished_at: Option<Instant>,
        pub(crate) next_person: PersonId,
        pub(crate) next_given: String,
        pub(crate) next_family: String,
        pub(crate) next_unit: String,
    }
}

store::row! {
    /// A commune that ends.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    pub struct Ending {
        /// The commune.
        pub old: UnitCode,
        /// Who takes over what no rule speaks of.
        pub main: UnitCode,
        /// How many communes take over a part of it.
        pub successors: u32,
        /// Whether rules say which address goes where.
        pub divided: bool,
        /// How far it has come.
        pub state: UnitState,
        /// The entry of the history under which its rows move.
        pub change: Option<ChangeId>,
    }
}

store::row! {
    /// What goes, or went, from a commune that ends to one that takes over. Rows are counted, ended and dissolved ones too.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    pub struct Part {
        /// The commune that ends.
        pub old: UnitCode,
        /// The commune that takes over.
        pub new: UnitCode,
        /// Dwellings.
        pub dwellings: i64,
        /// Households.
        pub households: i64,
        /// Persons for whom the commune answers.
        pub people: i64,
        /// Households whose number the new commune had already: they get it behind that of the old commune.
        pub renumbered: i64,
        /// Dwellings whose address the new commune had already: they stay apart.
        pub same_address: i64,
        /// Households of a commune with several successors that no rule speaks of.
        pub unsure: i64,
    }
}

store::row! {
    /// What else goes, or went, with the communes that end, while it is open. What is closed stays where it was closed.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
    pub struct Open {
        /// Houses that take guests.
        pub lodgings: i64,
        /// Stays that are not over.
        pub stays: i64,
        /// Absences that go on.
        pub absences: i64,
        /// Requests that wait for a second officer.
        pub requests: i64,
        /// Notices that the commune has to answer, or gave back and may get again.
        pub notices: i64,
        /// Runs through the numbers that are not at their end.
        pub runs: i64,
    }
}

impl Part {
    /// An empty part.
    pub(crate) const fn new(old: UnitCode, new: UnitCode) -> Self {
        Self { old, new, dwellings: 0, households: 0, people: 0, renumbered: 0, same_address: 0, unsure: 0 }
    }
}
