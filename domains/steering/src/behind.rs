//! From a number to its rows.

use crate::Period;
use kernel::{Date, UnitCode};
use serde::Serialize;

kernel::text_enum! {
    /// A number of the dashboard that leads to a list.
    pub enum Number {
        /// Dossiers sent.
        Filed = "filed",
        /// Dossiers sent online.
        FiledOnline = "filed-online",
        /// Dossiers taken in.
        Received = "received",
        /// Dossiers decided.
        Resolved = "resolved",
        /// Dossiers decided in time.
        Punctual = "punctual",
        /// Dossiers decided late.
        Late = "late",
        /// Dossiers on which an office has to act.
        Open = "open",
        /// Dossiers on which an office has to act and that were due before today.
        Overdue = "overdue",
    }
}

impl Number {
    /// The message that names it: `steering-figure-` and its word.
    #[must_use]
    pub fn message_id(self) -> String {
        format!("steering-figure-{self}")
    }
}

/// What to ask the list of dossiers for. Every condition that is given must hold; days are days in Viet Nam.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Behind {
    /// In this unit or under it.
    pub unit: Option<UnitCode>,
    /// Of this service.
    pub service: Option<String>,
    /// Filed over this channel.
    pub channel: Option<&'static str>,
    /// Filed on one of these days.
    pub filed: Option<Period>,
    /// Taken in on one of these days.
    pub received: Option<Period>,
    /// Decided on one of these days.
    pub decided: Option<Period>,
    /// Decided in time (`true`) or late (`false`).
    pub punctual: Option<bool>,
    /// An office has to act: new, received or processing.
    pub open: bool,
    /// Due before this day.
    pub due_before: Option<Date>,
}

/// The list behind a number of the dashboard of `unit`, for one service or all, in `period`, as of `today`.
#[must_use]
pub fn behind(number: Number, unit: &UnitCode, service: Option<&str>, period: Period, today: Date) -> Behind {
    let rows = Behind { unit: Some(unit.clone()), service: service.map(str::to_owned), ..Behind::default() };
    match number {
        Number::Filed => Behind { filed: Some(period), ..rows },
        Number::FiledOnline => Behind { filed: Some(period), channel: Some("online"), ..rows },
        Number::Received => Behind { received: Some(period), ..rows },
        Number::Resolved => Behind { decided: Some(period), ..rows },
        Number::Punctual => Behind { decided: Some(period), punctual: Some(true), ..rows },
        Number::Late => Behind { decided: Some(period), punctual: Some(false), ..rows },
        Number::Open => Behind { open: true, ..rows },
        Number::Overdue => Behind { open: true, due_before: Some(today), ..rows },
    }
}
