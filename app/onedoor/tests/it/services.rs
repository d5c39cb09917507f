//! Versions of services from the command line.

use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a command of `onedoor service`: whether it succeeded, and its words.
fn service(data: &Path, words: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onedoor"));
    command.arg("service").args(words).arg("--data").arg(data).env("ONEDOOR_LOG", "error").stdin(Stdio::null());
    let output = command.output().expect("it runs");
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.success(), text)
}

#[test]
fn versions_are_listed_withdrawn_and_offered_again() {
    let data = tempfile::tempdir().expect("a folder");
    let run = |words: &[&str]| service(data.path(), words);
    let (done, listed) = run(&["list"]);
    assert!(done && listed.lines().any(|line| line.starts_with("residence-confirmation\t1\tlive\t")), "{listed}");
    let (done, retired) = run(&["retire", "residence-confirmation", "1"]);
    assert!(done && retired.starts_with("residence-confirmation\t1\tretired\t"), "{retired}");
    assert!(run(&["list"]).1.contains("residence-confirmation\t1\tretired\t"), "it is kept");
    let (done, offered) = run(&["publish", "residence-confirmation", "1", "--from", "2026-07-01"]);
    assert!(done && offered == "residence-confirmation\t1\tlive\tfrom 2026-07-01\n", "{offered}");
    let (done, refused) = run(&["publish", "residence-confirmation", "9"]);
    assert!(!done && refused.contains("residence-confirmation version 9"), "{refused}");
}
