//! One folder a desk, one file a screen.

pub mod gallery;
