//! HTML desks, components and assets.

mod assets;
pub mod components;
mod desks;
pub mod routes;
mod security;
pub mod shell;
pub mod words;

pub use desks::gallery::render as gallery;
