//! Who may do what, where, for which purpose.
//!
//! An [`Actor`] is the first argument of every command after the transaction. It carries who acts, with which roles
//! in which units, why, over which channel, and the request's time, ids and randomness.
//! [`Actor::authorize`] asks the Cedar policies of the country pack; what no policy permits is denied.
//!
//! Invariants:
//! - only this crate names `cedar_policy`; everybody else sees [`Actor`], [`Resource`] and [`Denied`];
//! - a decision depends on nothing but the action and a small tuple of facts, so it can be remembered;
//! - a resource in no unit of the actor is [`Denied::Hidden`]: it must look as if it did not exist;
//! - the pack may demand more than [`actions::ACTIONS`] does, never less: loading such a pack fails.

pub mod actions;
mod actor;
mod builder;
mod denied;
mod engine;
mod facts;
mod memo;
mod policies;
mod resource;
pub mod testing;

pub use actions::Need;
pub use actor::{Actor, Channel, Grant, Purpose, Role, Subject, UnknownPurpose};
pub use builder::{ActorBuilder, Context};
pub use denied::Denied;
pub use kernel::Locale;
pub use policies::{Policies, PolicyProblem};
pub use resource::Resource;

/// How long a proof of identity counts as fresh for acts that need a step-up.
pub const STEP_UP_MINUTES_MAX: i64 = 15;
