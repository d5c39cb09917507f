//! The register through its public face, on both engines.

mod absences;
mod asof;
mod due;
mod export;
mod facts;
mod heads;
mod import;
mod import_dirt;
mod loading;
mod looking;
mod moves;
mod older;
mod photos;
mod reform;
mod regrouping;
mod renewals;
mod numbers;
mod reversing;
mod searching;
mod simulation;
mod statements;
mod stays;
mod world;
