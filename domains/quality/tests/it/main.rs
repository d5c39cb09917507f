//! Cleansing through its public face, on both engines.

mod cases;
mod following;
mod rules;
mod scanning;
mod statements;
mod world;
