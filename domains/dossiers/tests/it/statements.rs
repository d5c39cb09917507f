//! Every statement is understood by both engines.

use crate::city::schemas;

#[test]
fn statements_agree_on_both_engines() {
    store::testing::check_statements(&schemas());
}

#[test]
fn no_statement_scans_a_large_table() {
    let plans = store::testing::query_plans(&[dossiers::schema()]);
    let scans: Vec<&str> = plans.lines().filter(|line| line.contains("SCAN dossier")).collect();
    assert!(scans.is_empty(), "{scans:#?}");
}
