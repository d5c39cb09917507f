//! The files of a pack, from a folder or from the program itself.

use crate::problem::{Problem, Problems};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// A larger file in a pack is a mistake, such as a copied database.
const FILE_BYTES_MAX: u64 = 16 << 20;
/// More files in a pack are a mistake, such as a wrong folder.
const FILES_MAX: usize = 20_000;
/// Folders in folders; a pack needs three.
const DEPTH_MAX: usize = 8;

/// The folder of this repository's pack, as the compiler saw it.
#[cfg(debug_assertions)]
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../country/vn");

// Release binaries carry the pack. Debug builds read the folder instead: a changed word must not rebuild
// every crate above this one.
#[cfg(not(debug_assertions))]
#[derive(rust_embed::Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../../country/vn"]
#[exclude = "tools/*"]
struct Embedded;

/// Path inside the pack, with `/` between the parts, to content.
#[derive(Debug, Default)]
pub(crate) struct Files(BTreeMap<String, Cow<'static, [u8]>>);

impl Files {
    /// The files of this repository's pack.
    #[cfg(not(debug_assertions))]
    pub(crate) fn embedded() -> Result<Self, Vec<Problem>> {
        let files = Embedded::iter().filter_map(|path| Embedded::get(&path).map(|file| (path.into_owned(), file.data)));
        Ok(Self(files.collect()))
    }

    /// The files of this repository's pack.
    #[cfg(debug_assertions)]
    pub(crate) fn embedded() -> Result<Self, Vec<Problem>> {
        Self::read(Path::new(FOLDER))
    }

    /// Reads a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, Vec<Problem>> {
        let mut files = Self::default();
        let mut problems = Problems::default();
        files.read_folder(folder, "", 0, &mut problems);
        if files.0.is_empty() {
            problems
                .in_file(&folder.display().to_string(), "no file of a country pack here; give the folder that holds pack.toml");
        }
        problems.finish(files)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str, depth: usize, problems: &mut Problems) {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                problems.in_file(&folder.display().to_string(), format!("cannot be read: {error}"));
                return;
            }
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // Editors and systems leave hidden files; the pack's tools are not data.
            if name.starts_with('.') || (prefix.is_empty() && name == "tools") {
                continue;
            }
            let path = format!("{prefix}{name}");
            let Ok(facts) = entry.metadata() else { continue };
            if facts.is_dir() && depth < DEPTH_MAX {
                self.read_folder(&entry.path(), &format!("{path}/"), depth + 1, problems);
            } else if facts.len() > FILE_BYTES_MAX || self.0.len() >= FILES_MAX {
                problems.in_file(
                    &path,
                    format!("too large or one too many: a pack has at most {FILES_MAX} files of {FILE_BYTES_MAX} bytes"),
                );
            } else if facts.is_file() {
                match std::fs::read(entry.path()) {
                    Ok(content) => drop(self.0.insert(path, Cow::Owned(content))),
                    Err(error) => problems.in_file(&path, format!("cannot be read: {error}")),
                }
            }
        }
    }

    /// The text of a file that must be there.
    pub(crate) fn text(&self, path: &str, problems: &mut Problems) -> Option<&str> {
        let Some(content) = self.0.get(path) else {
            problems.in_file(path, "the file is missing; every pack has it");
            return None;
        };
        utf8(path, content, problems)
    }

    /// The files under `folder` (which ends in `/`) whose names end in `ending`, in order, as texts.
    pub(crate) fn texts_under<'a>(
        &'a self,
        folder: &'a str,
        ending: &'a str,
        problems: &mut Problems,
    ) -> Vec<(&'a str, &'a str)> {
        let under = self.0.range(folder.to_owned()..).take_while(|(path, _)| path.starts_with(folder));
        under
            .filter(|(path, _)| path.ends_with(ending))
            .filter_map(|(path, content)| Some((path.as_str(), utf8(path, content, problems)?)))
            .collect()
    }
}

fn utf8<'a>(path: &str, content: &'a [u8], problems: &mut Problems) -> Option<&'a str> {
    match std::str::from_utf8(content) {
        // A byte-order mark is what a spreadsheet leaves in front.
        Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let before = content.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
            problems.at(path, u64::try_from(line).unwrap_or(u64::MAX), "not UTF-8 here; save the file as UTF-8");
            None
        }
    }
}
