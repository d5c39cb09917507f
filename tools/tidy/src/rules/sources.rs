//! What Rust code may not say in the wrong place: SQL, environment and dice, `unwrap`.

use crate::finding::Finding;
use crate::rules_file::Rules;
use crate::rust_source::RustSource;
use crate::tree::Tree;

pub(crate) fn check(tree: &Tree, rules: &Rules) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in &tree.sources {
        findings.extend(unwraps(source));
        findings.extend(edge(source, rules));
        findings.extend(sql(source, rules));
    }
    findings.extend(per_engine(tree, rules));
    findings
}

fn unwraps(source: &RustSource) -> Vec<Finding> {
    let places = source.code.match_indices(".unwrap()").map(|(place, _)| place).filter(|place| !source.is_test(*place));
    let message = "answer with an error, or `expect(\"the invariant as a sentence\")` when it cannot fail";
    places.map(|place| Finding::error("unwrap", &source.path, source.line_at(place), message)).collect()
}

fn edge(source: &RustSource, rules: &Rules) -> Vec<Finding> {
    if rules.edge.allowed.iter().any(|allowed| source.path.starts_with(allowed.as_str())) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for word in &rules.edge.words {
        for (place, _) in source.code.match_indices(word.as_str()).filter(|(place, _)| !source.is_test(*place)) {
            let message = format!("`{word}` belongs to the edge of the program; take the value from the actor or as an argument");
            findings.push(Finding::error("edge", &source.path, source.line_at(place), message));
        }
    }
    findings
}

fn sql(source: &RustSource, rules: &Rules) -> Vec<Finding> {
    let looked_at = rules.sql.folders.iter().any(|folder| source.path.starts_with(folder.as_str()));
    if !looked_at || source.path.ends_with("/sql.rs") || source.path.contains("/src/sql/") {
        return Vec::new();
    }
    let texts = source.strings.iter().filter(|text| is_sql(&text.content) && !source.is_test(text.start));
    let message = "SQL stands in sql.rs, named and with a sentence about what it answers";
    texts.map(|text| Finding::error("sql", &source.path, text.line, message)).collect()
}

fn is_sql(text: &str) -> bool {
    let text = text.trim_start();
    (text.starts_with("SELECT ") && (text.contains(" FROM ") || text.contains('$')))
        || text.starts_with("INSERT INTO ")
        || text.starts_with("DELETE FROM ")
        || (text.starts_with("UPDATE ") && text.contains(" SET "))
        || text.starts_with("WITH ") && text.contains(" AS (")
}

/// Statements that differ between the engines are the price of two engines; they are counted.
fn per_engine(tree: &Tree, rules: &Rules) -> Vec<Finding> {
    let mut places = Vec::new();
    for source in tree.sources.iter().filter(|source| source.path.contains("/src/")) {
        for (place, _) in source.code.match_indices("{ sqlite: \"").chain(source.code.match_indices("{\n        sqlite: \"")) {
            if !source.is_test(place) {
                places.push((source.path.as_str(), source.line_at(place)));
            }
        }
    }
    let most = rules.sql.per_engine_max;
    let message =
        format!("{} statements differ between the engines; at most {most}. Write this one in the common subset", places.len());
    places.get(most).map(|(path, line)| Finding::error("sql", path, *line, message)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules_file::house;
    use crate::tree::tree_of;

    fn found(path: &str, text: &str) -> Vec<(&'static str, usize)> {
        check(&tree_of(&[(path, text)]), &house()).into_iter().map(|finding| (finding.rule, finding.line)).collect()
    }

    #[test]
    fn unwrap_is_for_tests() {
        assert_eq!(found("domains/a/src/a.rs", "fn a() {\n    b.unwrap();\n}"), [("unwrap", 2)]);
        assert!(
            found("domains/a/src/a.rs", "// x.unwrap()\nconst A: &str = \".unwrap()\"; fn b() { c.unwrap_or(1) }").is_empty()
        );
        assert!(found("domains/a/src/a.rs", "#[cfg(test)]\nmod tests {\n    fn a() { b.unwrap() }\n}").is_empty());
        assert!(found("domains/a/tests/it/main.rs", "fn a() { b.unwrap() }").is_empty());
    }

    #[test]
    fn environment_and_dice_stay_at_the_edge() {
        assert_eq!(found("domains/a/src/a.rs", "fn a() { OsRng.fill(x); }"), [("edge", 1)]);
        assert_eq!(found("surfaces/web/src/a.rs", "\nfn a() { std::env::var(x) }"), [("edge", 2)]);
        assert!(found("app/onedoor/src/edge.rs", "fn a() { rand::fill(x) }").is_empty());
        assert!(found("domains/a/build.rs", "fn main() { std::env::var(x) }").is_empty());
    }

    #[test]
    fn sql_stands_in_its_file() {
        let text = "const A: &str = \"SELECT id FROM person WHERE id = $1\";\nconst B: &str = \"UPDATE person SET a = $1\";";
        assert_eq!(found("domains/a/src/queries.rs", text), [("sql", 1), ("sql", 2)]);
        assert!(found("domains/a/src/sql.rs", text).is_empty());
        assert!(found("domains/a/src/sql/search.rs", text).is_empty());
        assert!(found("domains/a/tests/it/main.rs", text).is_empty());
        assert!(found("foundations/store/src/jobs.rs", text).is_empty());
        assert!(
            found("surfaces/web/src/a.rs", "const A: &str = \"SELECT a door\"; const B: &str = \"UPDATE the page\";").is_empty()
        );
    }

    #[test]
    fn statements_for_one_engine_are_counted() {
        let one = "    A = { sqlite: \"a\", postgres: \"b\" };\n";
        assert!(found("domains/a/src/sql.rs", &one.repeat(20)).is_empty());
        assert_eq!(found("domains/a/src/sql.rs", &one.repeat(21)), [("sql", 21)]);
    }
}
