//! The program on whole repositories: what it prints and how it ends.

use std::path::Path;
use std::process::Command;

const RULES: &str = include_str!("../../rules.toml");

/// A small workspace that breaks no rule.
const GOOD: &[(&str, &str)] = &[
    ("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"foundations/*\", \"domains/*\"]\n"),
    ("foundations/kernel/Cargo.toml", "[package]\nname = \"kernel\"\nversion = \"0.1.0\"\nedition = \"2024\"\n"),
    ("foundations/kernel/src/lib.rs", "//! Values.\n"),
    (
        "domains/places/Cargo.toml",
        "[package]\nname = \"places\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nkernel = { path = \"../../foundations/kernel\" }\n",
    ),
    ("domains/places/README.md", "# places\n"),
    ("domains/places/src/lib.rs", "//! Units.\n\nfn f() { say(\"places-a\") }\n"),
    ("country/vn/messages/vi/places.ftl", "places-a = A\n"),
    ("country/vn/messages/en/places.ftl", "places-a = A\n"),
    ("tools/tidy/rules.toml", RULES),
];

/// Whether tidy is content, and what it prints, in a repository of these files; later files replace earlier ones.
fn tidy_on(changes: &[(&str, &str)]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in GOOD.iter().chain(changes) {
        let place = folder.path().join(path);
        std::fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
        std::fs::write(place, text).expect("a file");
    }
    tidy(folder.path())
}

fn tidy(folder: &Path) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tidy")).arg(folder).output().expect("tidy runs");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), printed)
}

#[test]
fn a_good_repository_passes() {
    let (code, printed) = tidy_on(&[]);
    assert_eq!(code, Some(0), "{printed}");
    assert!(printed.contains(" 0 errors"), "{printed}");
}

#[test]
fn every_broken_rule_is_printed_with_its_place_and_fails() {
    let tracker = format!("// See issue #{}.\n", 7);
    let long = "fn f() {}\n".repeat(701);
    let cases: &[(&str, &str, &str)] = &[
        (
            "foundations/kernel/Cargo.toml",
            "[package]\nname = \"kernel\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\naxum = \"0.8\"\n",
            "error[drivers] foundations/kernel/Cargo.toml:7: ",
        ),
        ("domains/places/src/utils.rs", "", "error[names] domains/places/src/utils.rs: "),
        (
            "domains/places/src/queries.rs",
            "const A: &str = \"DELETE FROM unit\";\n",
            "error[sql] domains/places/src/queries.rs:1: ",
        ),
        ("domains/places/src/model.rs", "fn f() {\n    std::env::var(x);\n}\n", "error[edge] domains/places/src/model.rs:2: "),
        ("domains/places/src/model.rs", "fn f() {\n    a.unwrap();\n}\n", "error[unwrap] domains/places/src/model.rs:2: "),
        ("domains/places/src/model.rs", &long, "error[sizes] domains/places/src/model.rs: 701 lines"),
        ("domains/places/src/model.rs", &tracker, "error[text] domains/places/src/model.rs:1: "),
        (
            "domains/places/src/model.rs",
            "fn f() { say(\"places-b\") }\n",
            "error[messages] domains/places/src/model.rs:1: there is no message",
        ),
        (
            "country/vn/messages/vi/places.ftl",
            "places-a = { $x }\n",
            "error[messages] country/vn/messages/vi/places.ftl:1: `places-a` has the variables",
        ),
        (
            "country/vn/messages/vi/places.ftl",
            "places-a = A\nplaces-z = Z\n",
            "error[messages] country/vn/messages/vi/places.ftl:2: `places-z` is missing in `en`",
        ),
    ];
    for (path, text, expected) in cases {
        let (code, printed) = tidy_on(&[(*path, *text)]);
        assert!(printed.contains(expected), "expected `{expected}` in\n{printed}");
        assert_eq!(code, Some(1), "{printed}");
    }
}

#[test]
fn this_repository_keeps_its_rules() {
    let (code, printed) = tidy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    assert_eq!(code, Some(0), "{printed}");
}

#[test]
fn an_upward_arrow_fails() {
    let manifest = "[package]\nname = \"kernel\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nplaces = { path = \"../../domains/places\" }\n";
    let (code, printed) = tidy_on(&[("foundations/kernel/Cargo.toml", manifest)]);
    assert!(
        printed.contains("error[floors] foundations/kernel/Cargo.toml:7: `kernel` (foundations) may not use `places` (domains)"),
        "{printed}"
    );
    assert_eq!(code, Some(1));
}

#[test]
fn rules_that_cannot_be_read_are_said_to_be() {
    let (code, printed) = tidy_on(&[("tools/tidy/rules.toml", "floors = 1\n")]);
    assert_eq!(code, Some(2), "{printed}");
    assert!(printed.contains("rules.toml"), "{printed}");
}
