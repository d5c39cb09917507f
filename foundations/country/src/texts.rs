//! Files that other crates read: services, policies, papers, messages. They are handed over as they stand.

use crate::files::Files;
use crate::problem::Problems;
use std::collections::{BTreeMap, BTreeSet};

/// A file as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// The name inside its folder, such as `receipt.typ`.
    pub name: String,
    /// The content.
    pub text: String,
}

/// The messages of one subject in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageFile {
    /// The language, such as `vi`.
    pub locale: String,
    /// The name inside the language's folder, such as `dossiers.ftl`.
    pub name: String,
    /// The messages, in Fluent's syntax.
    pub text: String,
}

/// The folder of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceFolder {
    /// The folder's name, which is the id of the service.
    pub id: String,
    /// Its files by name.
    pub files: BTreeMap<String, String>,
}

impl ServiceFolder {
    /// The content of one of its files, such as `service.toml`.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str)
    }
}

/// What every service has.
const SERVICE_FILES: &[&str] = &["service.toml", "form.schema.json", "layout.json"];

pub(crate) fn read_services(files: &Files, problems: &mut Problems) -> Vec<ServiceFolder> {
    let mut folders: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (path, text) in files.texts_under("services/", "", problems) {
        let inside = path.strip_prefix("services/").unwrap_or(path);
        let Some((id, name)) = inside.split_once('/') else {
            problems.in_file(path, "a service is a folder of its own; move the file into one");
            continue;
        };
        if let (true, Err(error)) = (has_json_name(name), serde_json::from_str::<serde::de::IgnoredAny>(text)) {
            problems.at(path, u64::try_from(error.line()).unwrap_or(u64::MAX), format!("not JSON: {error}"));
        }
        folders.entry(id.to_owned()).or_default().insert(name.to_owned(), text.to_owned());
    }
    for (id, content) in &folders {
        for name in SERVICE_FILES {
            if !content.contains_key(*name) {
                problems.in_file(&format!("services/{id}/{name}"), "the file is missing; every service has it");
            }
        }
    }
    folders.into_iter().map(|(id, files)| ServiceFolder { id, files }).collect()
}

fn has_json_name(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

pub(crate) fn read_folder(files: &Files, folder: &str, problems: &mut Problems) -> Vec<TextFile> {
    let found = files.texts_under(folder, "", problems).into_iter();
    found
        .map(|(path, text)| TextFile { name: path.strip_prefix(folder).unwrap_or(path).to_owned(), text: text.to_owned() })
        .collect()
}

pub(crate) fn read_messages(files: &Files, locales: &[String], problems: &mut Problems) -> Vec<MessageFile> {
    let mut found = Vec::new();
    for (path, text) in files.texts_under("messages/", ".ftl", problems) {
        let inside = path.strip_prefix("messages/").unwrap_or(path);
        let Some((locale, name)) = inside.split_once('/') else {
            problems.in_file(path, "messages stand in a folder for each language; move the file into one");
            continue;
        };
        if !locales.is_empty() && !locales.iter().any(|known| known == locale) {
            problems.in_file(path, format!("pack.toml does not list the language `{locale}`; list it or remove the folder"));
        }
        found.push(MessageFile { locale: locale.to_owned(), name: name.to_owned(), text: text.to_owned() });
    }
    let names: BTreeSet<String> = found.iter().map(|file| file.name.clone()).collect();
    for locale in locales {
        for name in &names {
            if !found.iter().any(|file| file.locale == *locale && file.name == *name) {
                problems.in_file(
                    &format!("messages/{locale}/{name}"),
                    "the file is missing in this language; every subject has one in each",
                );
            }
        }
    }
    found
}
