//! The life of a dossier as a pure state machine: no clock, no database, no permission.
//!
//! An act either gives the next [`Progress`] or says why it cannot be; nothing is half done. Invariants that hold after
//! every act are written down in [`Progress::contradiction`] and tried with random acts in the tests.

mod obstacle;
mod progress;
mod states;

pub use obstacle::Obstacle;
pub use progress::Progress;
pub use states::{Act, Consent, Outcome, State};

#[cfg(test)]
mod tests;
