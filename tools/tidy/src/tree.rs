//! The repository as the checks see it: its crates and its text files.

use crate::rust_source::RustSource;
use anyhow::{Context, Result, bail};
use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The largest file that is read; larger ones are data.
const FILE_BYTES_MAX: u64 = 4_000_000;

/// A crate of the workspace.
#[derive(Debug, Clone)]
pub(crate) struct Crate {
    pub(crate) name: String,
    /// Its folder, from the root, such as `domains/places`.
    pub(crate) folder: String,
    pub(crate) uses: Vec<Use>,
}

/// A dependency of a crate.
#[derive(Debug, Clone)]
pub(crate) struct Use {
    pub(crate) name: String,
    /// Only in tests and examples.
    pub(crate) in_tests: bool,
}

impl Crate {
    /// The root of the workspace around `folder`, and its crates.
    pub(crate) fn all_under(folder: &Path) -> Result<(PathBuf, Vec<Self>)> {
        let metadata = MetadataCommand::new().current_dir(folder).no_deps().exec().context("cargo metadata failed")?;
        let root = metadata.workspace_root.clone();
        let mut crates = Vec::new();
        for package in &metadata.packages {
            let folder = package.manifest_path.parent().and_then(|folder| folder.strip_prefix(&root).ok());
            let Some(folder) = folder else { bail!("{} lies outside the repository", package.manifest_path) };
            let uses = package.dependencies.iter();
            let uses =
                uses.map(|used| Use { name: used.name.clone(), in_tests: used.kind == DependencyKind::Development }).collect();
            crates.push(Self { name: package.name.to_string(), folder: folder.to_string(), uses });
        }
        crates.sort_by(|left, right| left.folder.cmp(&right.folder));
        Ok((root.into_std_path_buf(), crates))
    }

    /// The floor: the first part of the folder.
    pub(crate) fn floor(&self) -> &str {
        self.folder.split('/').next().unwrap_or(&self.folder)
    }
}

/// The crates and text files of the repository.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) crates: Vec<Crate>,
    /// Text by path from the root.
    pub(crate) files: BTreeMap<String, String>,
    /// The Rust files among them, taken apart.
    pub(crate) sources: Vec<RustSource>,
}

impl Tree {
    /// Reads every text file that belongs to the repository.
    pub(crate) fn read(root: &Path, crates: Vec<Crate>) -> Result<Self> {
        let mut files = BTreeMap::new();
        for path in paths(root)? {
            let place = root.join(&path);
            let Ok(facts) = std::fs::metadata(&place) else { continue };
            if facts.is_file() && facts.len() <= FILE_BYTES_MAX {
                let bytes = std::fs::read(&place).with_context(|| format!("cannot read {path}"))?;
                // What is not UTF-8 is a picture or a font.
                if let Ok(text) = String::from_utf8(bytes) {
                    files.insert(path, text);
                }
            }
        }
        Ok(Self::new(crates, files))
    }

    pub(crate) fn new(crates: Vec<Crate>, files: BTreeMap<String, String>) -> Self {
        let sources =
            files.iter().filter(|(path, _)| ending(path) == "rs").map(|(path, text)| RustSource::read(path, text)).collect();
        Self { crates, files, sources }
    }
}

/// The ending of a file's name, without the dot.
pub(crate) fn ending(path: &str) -> &str {
    Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or("")
}

/// What git knows or would add; every file below when this is not a checkout.
fn paths(root: &Path) -> Result<Vec<String>> {
    let listed =
        Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root).output();
    if let Ok(output) = listed
        && output.status.success()
    {
        let names = String::from_utf8_lossy(&output.stdout);
        return Ok(names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect());
    }
    let mut found = Vec::new();
    walk(root, "", &mut found)?;
    Ok(found)
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if matches!(name.as_str(), "target" | "node_modules" | ".git") {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{path}/"), found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
pub(crate) fn tree_of(files: &[(&str, &str)]) -> Tree {
    Tree::new(Vec::new(), files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_git_the_folder_is_walked() {
        let folder = tempfile::tempdir().expect("a folder");
        for path in ["a.md", "sub/b.rs", "target/c.rs", "node_modules/d.js"] {
            let place = folder.path().join(path);
            std::fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
            std::fs::write(place, "text").expect("a file");
        }
        let mut found = Vec::new();
        walk(folder.path(), "", &mut found).expect("listed");
        found.sort();
        assert_eq!(found, ["a.md", "sub/b.rs"]);
    }

    #[test]
    fn this_workspace_has_a_kernel() {
        let (_, crates) = Crate::all_under(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("cargo metadata works");
        let kernel = crates.iter().find(|one| one.name == "kernel").expect("the kernel");
        assert_eq!((kernel.folder.as_str(), kernel.floor()), ("foundations/kernel", "foundations"));
        assert!(kernel.uses.iter().any(|used| used.name == "jiff" && !used.in_tests));
    }
}
