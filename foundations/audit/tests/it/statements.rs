//! Every statement is understood by both engines, and none scans the log.

#[test]
fn both_engines_understand_every_statement() {
    store::testing::check_statements(&[audit::schema()]);
}

#[test]
fn the_plans_use_indexes() {
    let plans = store::testing::query_plans(&[audit::schema()]);
    let ours = plans.find("ENTRY\n").map_or(plans.as_str(), |start| &plans[start..]);
    insta::assert_snapshot!(ours);
}
