//! Records go in, pairs, clusters and explanations come out: through the public face of the crate.

mod errors_of_lists;
mod index;
mod lists;
mod people;
mod results;
