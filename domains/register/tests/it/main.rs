//! The register through its public face, on both engines.

mod export;
mod facts;
mod heads;
mod import;
mod import_dirt;
mod loading;
mod looking;
mod moves;
mod searching;
mod statements;
mod world;
