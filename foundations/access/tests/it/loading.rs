//! A pack whose policies are wrong or too lax does not load, and says why.

use access::{Policies, PolicyProblem, testing::POLICY_FILES};

fn changed(file: &str, from: &str, to: &str) -> Vec<PolicyProblem> {
    let files: Vec<(String, String)> = POLICY_FILES
        .iter()
        .map(|(name, text)| {
            assert!(*name != file || text.contains(from), "the text to change is there");
            let text = if *name == file { text.replace(from, to) } else { (*text).to_owned() };
            ((*name).to_owned(), text)
        })
        .collect();
    Policies::load(&files).err().unwrap_or_default()
}

#[test]
fn the_pack_loads() {
    assert!(Policies::load(POLICY_FILES).is_ok());
}

#[test]
fn a_word_that_the_schema_does_not_know_is_found_before_anybody_signs_in() {
    let problems = changed("register.cedar", "context.roles.register ||", "context.roles.registrar ||");
    assert!(
        problems.iter().any(|problem| matches!(problem, PolicyProblem::Invalid(text) if text.contains("registrar"))),
        "{problems:?}"
    );
}

#[test]
fn a_text_that_is_not_cedar_is_named_by_its_file() {
    let problems = changed("papers.cedar", "permit (principal,", "permits (principal,");
    assert!(matches!(problems.as_slice(), [PolicyProblem::Syntax { file, .. }] if file == "papers.cedar"), "{problems:?}");
}

#[test]
fn a_need_of_the_program_cannot_be_taken_away() {
    let problems = changed("needs.cedar", "Action::\"register.view\", ", "");
    assert_eq!(problems, [PolicyProblem::TooLax { action: "register.view", need: "purpose" }]);
}

#[test]
fn a_need_may_be_added() {
    let problems =
        changed("needs.cedar", "[Action::\"dossiers.submit\"", "[Action::\"dossiers.draft\", Action::\"dossiers.submit\"");
    assert_eq!(problems, []);
}

#[test]
fn policies_are_named_once() {
    let problems = changed("notify.cedar", "holders-read-their-inbox", "system-counts");
    assert_eq!(problems, [PolicyProblem::SameId { file: "steering.cedar".to_owned(), id: "system-counts".to_owned() }]);
    let problems = changed("notify.cedar", "@id(\"holders-read-their-inbox\")", "");
    assert_eq!(problems, [PolicyProblem::NoId { file: "notify.cedar".to_owned() }]);
    let problems = changed("needs.cedar", "@needs(\"level\")", "@needs(\"patience\")");
    assert!(problems.contains(&PolicyProblem::BadNeed { id: "services-take-an-account-at-level-2".to_owned() }), "{problems:?}");
}

#[test]
fn the_schema_and_the_program_know_the_same_acts() {
    let problems = changed("onedoor.cedarschema", "action \"notify.inbox\"", "action \"notify.outbox\"");
    let expected = PolicyProblem::Acts { missing: vec!["notify.inbox".to_owned()], unknown: vec!["notify.outbox".to_owned()] };
    assert!(problems.contains(&expected), "{problems:?}");
}

#[test]
fn a_set_has_one_schema() {
    assert_eq!(Policies::load(&[("a.cedar", "")]).err(), Some(vec![PolicyProblem::SchemaCount(0)]));
}
