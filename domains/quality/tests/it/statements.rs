//! Every statement is the same on both engines, and none of a page reads a whole table.

use crate::world::schemas;

#[test]
fn every_statement_is_the_same_on_both_engines() {
    store::testing::check_statements(&schemas());
}

#[test]
fn no_statement_of_a_page_reads_all_cases() {
    let plans = store::testing::query_plans(&schemas());
    let scans: Vec<&str> = plans.lines().filter(|line| line.contains("SCAN quality_case")).collect();
    assert!(scans.is_empty(), "{scans:?}");
}
