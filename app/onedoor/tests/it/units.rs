//! The map is redrawn by a program that is killed again and again: what was left is done, nothing is done twice.

use crate::crash::{program, text};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use store::testing::TestDatabase;

const PEOPLE: &str = "6000";
/// More than any machine needs.
const KILLS_MAX: u32 = 60;

/// Runs a command to its end; its words.
fn run(data: &Path, database: &TestDatabase, words: &[&str]) -> String {
    let output = program(data, database, words).output().expect("it runs");
    assert!(output.status.success(), "{words:?}: {}", text(&output));
    String::from_utf8(output.stdout).expect("text")
}

fn json(data: &Path, database: &TestDatabase, words: &[&str]) -> Value {
    let said = run(data, database, words);
    serde_json::from_str(said.lines().last().expect("a line")).expect("JSON")
}

/// What the doctor finds in the register: the demo city is flawed on purpose, so the same before and after.
fn findings(data: &Path, database: &TestDatabase) -> BTreeSet<String> {
    let output = program(data, database, &["doctor"]).output().expect("it runs");
    text(&output).lines().filter(|line| line.starts_with("register:")).map(str::to_owned).collect()
}

fn sum(parts: &Value, figure: &str) -> i64 {
    parts.as_array().expect("parts").iter().map(|part| part[figure].as_i64().expect("a number")).sum()
}

fn redrawn(database: &TestDatabase) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    run(data, database, &["demo", "--people", PEOPLE, "--dossiers", "80", "--units", "2022", "--quiet"]);
    let before = findings(data, database);
    run(data, database, &["units", "plan", "--on", "2025-07-01"]);
    let rehearsed = json(data, database, &["units", "dry-run", "--on", "2025-07-01", "--output", "json"]);
    let foretold = &rehearsed["register"]["parts"];
    assert_eq!(sum(foretold, "people"), 6_000);
    assert!(rehearsed["offices"]["dossiers"].as_i64() > Some(0), "some dossiers are open");

    let apply = ["units", "apply", "--on", "2025-07-01", "--batch", "40", "--quiet"];
    let report = ["units", "report", "--on", "2025-07-01", "--output", "json"];
    let (mut pause, mut halfway) = (Duration::from_millis(200), 0);
    let finished = (0..KILLS_MAX).any(|_| {
        let mut child = program(data, database, &apply).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(pause);
        pause += Duration::from_millis(100);
        if child.try_wait().expect("asked").is_some() {
            return child.wait().expect("it ended").success();
        }
        child.kill().expect("kill -9");
        child.wait().expect("it ends");
        let phase = json(data, database, &report)["reform"]["phase"].clone();
        if phase != "planned" && phase != "done" {
            halfway += 1;
            assert_eq!(findings(data, database), before, "in the middle, in phase {phase}");
        }
        false
    });
    assert!(finished, "it ends within the kills");
    assert!(halfway > 0, "no kill came in the middle");

    let done = json(data, database, &report);
    assert_eq!(done["reform"]["phase"], "done");
    assert_eq!(&done["parts"], foretold, "what was rehearsed was done, once");
    assert_eq!(findings(data, database), before);
    // Nothing happens a second time, and every commune has its people.
    run(data, database, &apply);
    assert_eq!(&json(data, database, &report)["parts"], foretold);
    let endings = done["endings"].as_array().expect("communes");
    assert_eq!(endings.len(), 579);
    assert!(endings.iter().all(|ending| ending["state"] == "moved"));
}

#[test]
fn a_map_is_redrawn_through_kills_on_sqlite() {
    redrawn(&TestDatabase::sqlite());
}

#[test]
fn a_map_is_redrawn_through_kills_on_postgresql() {
    redrawn(&TestDatabase::postgres());
}
