//! Every statement on both engines, and how SQLite answers it.

#[test]
fn every_statement_prepares_on_both_engines() {
    store::testing::check_statements(&[register::schema()]);
}

#[test]
fn plans_are_reviewed() {
    let plans = store::testing::query_plans(&[register::schema()]);
    // The store's own statements come first and are reviewed there.
    let ours = plans.find("PERSON_BY_ID\n").map_or(plans.as_str(), |start| &plans[start..]);
    insta::assert_snapshot!(ours);
}
