//! A good pack loads with everything in it; a broken one is refused with messages that say where and what.

mod broken;
mod vietnam;

use country::{Pack, Problem};
use std::path::{Path, PathBuf};

/// The repository's pack.
fn pack_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../country/vn")
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("the folder is there").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("the file can be copied");
        }
    }
}

/// What loading says of the repository's pack after `change` was made to one of its files.
fn problems_after(file: &str, change: impl Fn(String) -> Option<String>) -> Vec<Problem> {
    let copy = tempfile::tempdir().expect("a temporary folder");
    copy_folder(&pack_folder(), copy.path());
    let path = copy.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    match change(text) {
        Some(text) => {
            std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
            std::fs::write(&path, text).expect("the file can be written");
        }
        None => std::fs::remove_file(&path).expect("the file was there"),
    }
    Pack::load(copy.path()).err().unwrap_or_default()
}

/// As [`problems_after`], one line each.
fn messages_after(file: &str, change: impl Fn(String) -> Option<String>) -> Vec<String> {
    problems_after(file, change).iter().map(ToString::to_string).collect()
}
