//! Every statement is understood by both engines, and the hot one is one look-up.

#[test]
fn both_engines_understand_every_statement() {
    store::testing::check_statements(&[audit::schema(), accounts::schema()]);
}

#[test]
fn the_plans_use_indexes() {
    let plans = store::testing::query_plans(&[accounts::schema()]);
    let ours = plans.find("ACCOUNT\n").map_or(plans.as_str(), |start| &plans[start..]);
    insta::assert_snapshot!(ours);
}
