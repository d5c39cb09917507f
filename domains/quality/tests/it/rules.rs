//! The rules of the pack, and what the loader says of wrong ones.

use crate::world::{PACK, RULES};
use country::TextFile;
use quality::{Class, Reported};

#[test]
fn the_pack_s_rules_are_right_and_have_words_in_both_languages() {
    let words = i18n::Catalogue::from_pack(&PACK).expect("the messages are right");
    assert!(RULES.all().len() >= 25);
    for rule in RULES.all() {
        for id in [format!("quality-rule-{}", rule.code), format!("quality-remedy-{}", rule.code)] {
            assert!(words.has(&id), "{id}");
        }
        for evidence in &rule.evidence {
            assert!(words.has(&format!("quality-evidence-{evidence}")));
        }
        assert!(words.has(&format!("quality-class-{}", rule.class)), "{}", rule.class);
    }
}

#[test]
fn classes_that_nothing_could_find_are_not_claimed() {
    let of = |class| RULES.all().iter().filter(|rule| rule.class == class).count();
    assert_eq!(of(Class::C03), 0, "one person twice takes the linkage of records");
    for line in Reported::ALL {
        assert!(RULES.all().iter().any(|rule| rule.report == Some(*line)), "{line}");
    }
}

const RULE: &str = "[[rule]]
code = \"very-old\"
class = \"C09\"
test = \"older-than\"
with = { age = \"age.plausible-max\" }
severity = \"high\"
acts = \"register\"
evidence = [\"visit-form\"]
days = 10
second = true
laws = [\"law-60-2014-art-32\"]
valid_from = \"2016-01-01\"
";

/// What the loader says of a file.
fn said(text: &str) -> Vec<String> {
    let file = TextFile { name: "rules.toml".to_owned(), text: text.to_owned() };
    match quality::check(&[file], PACK.facts()) {
        Ok(rules) => rules.iter().map(|rule| format!("right: {}", rule.code)).collect(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn what_is_wrong_with_a_rule_is_said_with_its_line() {
    assert_eq!(said(RULE), ["right: very-old"]);
    let wrong = [
        ("older-than", "older-then", 5, "there is no test `older-then`"),
        ("age.plausible-max", "age.plausible", 5, "measures by `age.plausible`, which is not in facts/"),
        ("age = ", "years = ", 5, "unknown field `years`"),
        ("days = 10", "days = 0", 9, "must be from 1 to 250"),
        ("\"visit-form\"", "", 2, "names no evidence"),
        ("\"C09\"", "\"C99\"", 3, "not a word of Class"),
        ("\"very-old\"", "\"Very old\"", 2, "small letters, digits and hyphens"),
        ("\"law-60-2014-art-32\"", "", 2, "names no law"),
    ];
    for (right, other, line, why) in wrong {
        let found = said(&RULE.replace(right, other));
        assert_eq!(found.len(), 1, "{other}: {found:?}");
        assert!(found[0].starts_with(&format!("cleansing/rules.toml:{line}: ")), "{found:?}");
        assert!(found[0].contains(why), "{found:?}");
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let text = format!("{RULE}\n{}", RULE.replace("days = 10", "days = 999"));
    let found = said(&text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("listed twice") && found[1].contains("from 1 to 250"), "{found:?}");
}

#[test]
fn a_fact_that_no_record_has_cannot_be_asked_for() {
    let asks = RULE
        .replace("older-than", "facts-missing")
        .replace("{ age = \"age.plausible-max\" }", "{ facts = [\"origin\", \"shoe_size\"] }");
    let found = said(&asks);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("`shoe_size`") && found[0].contains("birth_place"), "{found:?}");
}
