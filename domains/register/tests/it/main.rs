//! The register through its public face, on both engines.

mod absences;
mod due;
mod export;
mod facts;
mod heads;
mod import;
mod import_dirt;
mod loading;
mod looking;
mod moves;
mod reform;
mod regrouping;
mod renewals;
mod numbers;
mod searching;
mod statements;
mod stays;
mod world;
