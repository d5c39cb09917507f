//! Every statement on both engines, and how SQLite answers it.

#[test]
fn every_statement_prepares_on_both_engines() {
    store::testing::check_statements(&[register::schema()]);
}

#[test]
fn plans_are_reviewed() {
    insta::assert_snapshot!(store::testing::query_plans(&[register::schema()]));
}
