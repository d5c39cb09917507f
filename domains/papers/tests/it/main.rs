//! Papers from the outside, on both engines.

mod life;
mod public;
mod world;

#[test]
fn every_statement_is_the_same_on_both_engines() {
    store::testing::check_statements(&world::schemas());
}
