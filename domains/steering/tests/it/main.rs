//! Steering from the outside, on both engines.

mod contract;
mod counting;
mod dashboard;
mod events;
mod rows;

fn schemas() -> Vec<store::Schema> {
    vec![dossiers::schema(), steering::schema()]
}

#[test]
fn every_statement_is_the_same_on_both_engines() {
    store::testing::check_statements(&schemas());
}

#[test]
fn no_statement_of_a_dashboard_reads_a_whole_table() {
    let plans = store::testing::query_plans(&schemas());
    let scans: Vec<&str> = plans.lines().filter(|line| line.contains("SCAN steering_")).collect();
    assert!(scans.is_empty(), "{scans:?}");
}
