//! Which crate may use which, what crates and modules may be called, and what every domain has.

use crate::finding::Finding;
use crate::rules_file::Rules;
use crate::tree::{Crate, Tree, Use};
use std::collections::BTreeMap;

pub(crate) fn check(tree: &Tree, rules: &Rules) -> Vec<Finding> {
    let ours: BTreeMap<&str, &Crate> = tree.crates.iter().map(|one| (one.name.as_str(), one)).collect();
    let mut findings = Vec::new();
    for user in &tree.crates {
        if !rules.floors.contains_key(user.floor()) {
            let message = format!("`{}` lies in no floor; move it, or name the floor in tools/tidy/rules.toml", user.name);
            findings.push(Finding::error("floors", &manifest(user), 0, message));
        }
        for used in &user.uses {
            let problem = match ours.get(used.name.as_str()) {
                Some(target) => ("floors", wrong_call(user, target, used, rules)),
                None => ("drivers", wrong_driver(user, used, rules)),
            };
            if let (rule, Some(message)) = problem {
                findings.push(Finding::error(rule, &manifest(user), line_of(tree, user, &used.name), message));
            }
        }
        if user.floor() == "domains" && !tree.files.contains_key(&format!("{}/README.md", user.folder)) {
            let message = "a domain has a README.md: what it owns, its invariants, its events, its tables";
            findings.push(Finding::error("readme", &manifest(user), 0, message));
        }
    }
    findings.extend(unknown_names(&ours, rules));
    findings.extend(banned_names(tree, rules));
    findings
}

fn manifest(user: &Crate) -> String {
    format!("{}/Cargo.toml", user.folder)
}

/// The line of the manifest that names a dependency; 0 when it cannot be told.
fn line_of(tree: &Tree, user: &Crate, used: &str) -> usize {
    let text = tree.files.get(&manifest(user)).map_or("", String::as_str);
    let names = |line: &str| line.strip_prefix(used).is_some_and(|rest| rest.trim_start().starts_with(['.', '=']));
    text.lines().position(names).map_or(0, |index| index + 1)
}

fn wrong_call(user: &Crate, target: &Crate, used: &Use, rules: &Rules) -> Option<String> {
    if user.name == target.name {
        return None;
    }
    if user.floor() != target.floor() {
        let floors = rules.floors.get(user.floor())?;
        return (!floors.iter().any(|floor| floor == target.floor())).then(|| {
            format!(
                "`{}` ({}) may not use `{}` ({}); arrows point down: app, surfaces, domains, foundations",
                user.name,
                user.floor(),
                target.name,
                target.floor()
            )
        });
    }
    // Tests may set the scene with a neighbour.
    let listed = rules.calls.get(&user.name).is_some_and(|calls| calls.contains(&target.name));
    (!listed && !used.in_tests).then(|| {
        format!("`{}` may not call `{}` beside it; use an event, or add the pair to [calls] in tools/tidy/rules.toml and to ARCHITECTURE.md with the reason", user.name, target.name)
    })
}

fn wrong_driver(user: &Crate, used: &Use, rules: &Rules) -> Option<String> {
    let allowed = rules.drivers.get(&used.name)?;
    (!allowed.iter().any(|one| *one == user.name || one == user.floor()))
        .then(|| format!("`{}` may not use `{}`; only {} may", user.name, used.name, allowed.join(", ")))
}

/// Crates that the rules name but that are gone: a rule for nothing hides a typing error.
fn unknown_names(ours: &BTreeMap<&str, &Crate>, rules: &Rules) -> Vec<Finding> {
    let callers = rules.calls.iter().flat_map(|(user, used)| std::iter::once(user).chain(used));
    callers
        .filter(|name| !ours.is_empty() && !ours.contains_key(name.as_str()))
        .map(|name| {
            Finding::warning("floors", "tools/tidy/rules.toml", 0, format!("[calls] names `{name}`, which is no crate of ours"))
        })
        .collect()
}

fn banned_names(tree: &Tree, rules: &Rules) -> Vec<Finding> {
    let banned = |name: &str| rules.names.banned.iter().any(|one| one == name);
    let why = |name: &str| format!("`{name}` says nothing about its content; name it by its subject");
    let crates =
        tree.crates.iter().filter(|one| banned(&one.name)).map(|one| Finding::error("names", &manifest(one), 0, why(&one.name)));
    let modules = tree.sources.iter().filter_map(|source| {
        let path = source.path.strip_suffix(".rs")?;
        let name = path.split('/').find(|part| banned(part))?;
        Some(Finding::error("names", &source.path, 0, why(name)))
    });
    crates.chain(modules).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules_file::house;
    use crate::tree::tree_of;

    fn one(name: &str, folder: &str, uses: &[&str]) -> Crate {
        let uses = uses.iter().map(|used| used.strip_prefix("test:").map_or((*used, false), |used| (used, true)));
        Crate {
            name: name.to_owned(),
            folder: folder.to_owned(),
            uses: uses.map(|(name, in_tests)| Use { name: name.to_owned(), in_tests }).collect(),
        }
    }

    fn errors_of(crates: Vec<Crate>) -> Vec<String> {
        let mut tree = tree_of(&[("domains/places/README.md", ""), ("domains/register/README.md", "")]);
        tree.crates = crates;
        check(&tree, &house())
            .into_iter()
            .filter(|finding| finding.severity == crate::finding::Severity::Error)
            .map(|finding| format!("{} {}", finding.rule, finding.message.split(';').next().unwrap_or("")))
            .collect()
    }

    fn places() -> Crate {
        one("places", "domains/places", &["kernel"])
    }

    #[test]
    fn arrows_point_down() {
        let kernel = one("kernel", "foundations/kernel", &["places"]);
        assert_eq!(errors_of(vec![kernel, places()]), ["floors `kernel` (foundations) may not use `places` (domains)"]);
        let web = one("web", "surfaces/web", &["kernel", "places"]);
        assert!(errors_of(vec![web, places(), one("kernel", "foundations/kernel", &[])]).is_empty());
    }

    #[test]
    fn tests_may_not_point_up_either() {
        let register = one("register", "domains/register", &["test:web"]);
        let web = one("web", "surfaces/web", &[]);
        assert_eq!(errors_of(vec![register, web]), ["floors `register` (domains) may not use `web` (surfaces)"]);
    }

    #[test]
    fn neighbours_are_called_by_list_only() {
        let register = one("register", "domains/register", &["places"]);
        assert!(errors_of(vec![register, places()]).is_empty());
        let places = one("places", "domains/places", &["register", "test:register"]);
        let register = one("register", "domains/register", &[]);
        assert_eq!(errors_of(vec![places, register]), ["floors `places` may not call `register` beside it"]);
        let (web, api) = (one("web", "surfaces/web", &["api"]), one("api", "surfaces/api", &[]));
        assert_eq!(errors_of(vec![web, api]), ["floors `web` may not call `api` beside it"]);
    }

    #[test]
    fn drivers_stay_in_their_crates() {
        let register = one("register", "domains/register", &["rusqlite", "axum", "serde"]);
        assert_eq!(
            errors_of(vec![register]),
            ["drivers `register` may not use `rusqlite`", "drivers `register` may not use `axum`"]
        );
        assert!(
            errors_of(vec![one("store", "foundations/store", &["rusqlite", "postgres"]), one("web", "surfaces/web", &["axum"])])
                .is_empty()
        );
    }

    #[test]
    fn names_say_what_is_inside() {
        assert_eq!(errors_of(vec![one("common", "foundations/common", &[])]), ["names `common` says nothing about its content"]);
        let tree = tree_of(&[
            ("surfaces/web/src/helpers/date.rs", ""),
            ("surfaces/web/src/utils.rs", ""),
            ("surfaces/web/src/commonplace.rs", ""),
        ]);
        assert_eq!(check(&tree, &house()).len(), 2);
    }

    #[test]
    fn domains_have_a_readme_and_crates_a_floor() {
        assert_eq!(
            errors_of(vec![one("health", "domains/health", &[])]),
            ["readme a domain has a README.md: what it owns, its invariants, its events, its tables"]
        );
        assert_eq!(errors_of(vec![one("attic", "attic", &[])]), ["floors `attic` lies in no floor"]);
    }

    #[test]
    fn the_line_of_the_dependency_is_told() {
        let mut tree = tree_of(&[
            ("domains/places/Cargo.toml", "[dependencies]\nkernel.workspace = true\naxum.workspace = true\n"),
            ("domains/places/README.md", ""),
        ]);
        tree.crates = vec![one("places", "domains/places", &["axum"])];
        assert_eq!(check(&tree, &house())[0].line, 3);
    }
}
