//! The typesetter's view of the world: templates, fonts, one paper's data, and nothing else.

use super::fonts;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

/// What all papers share.
pub(super) struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
    sources: HashMap<FileId, Source>,
    data: FileId,
    qr: FileId,
}

impl Shop {
    pub(super) fn new(templates: &BTreeMap<String, String>) -> Self {
        let fonts = fonts::load();
        let sources = templates
            .iter()
            .map(|(name, text)| {
                let id = file(&format!("{name}.typ"));
                (id, Source::new(id, text.clone()))
            })
            .collect();
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources,
            data: file("data.json"),
            qr: file("qr.svg"),
        }
    }

    /// The template of that name.
    pub(super) fn template(&self, kind: &str) -> Option<FileId> {
        self.sources.keys().copied().find(|id| id.vpath().get_without_slash().strip_suffix(".typ") == Some(kind))
    }
}

fn file(path: &str) -> FileId {
    // Template names are checked by the pack; an impossible one becomes a file that nothing imports.
    let path = VirtualPath::new(path).unwrap_or_else(|_| VirtualPath::new("nameless.typ").expect("a plain name is a path"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The shop with one paper's data on the bench.
pub(super) struct Bench<'a> {
    shop: &'a Shop,
    main: FileId,
    data: Bytes,
    qr: Bytes,
}

impl<'a> Bench<'a> {
    pub(super) fn new(shop: &'a Shop, main: FileId, data: String, qr: String) -> Self {
        Self { shop, main, data: Bytes::from_string(data), qr: Bytes::from_string(qr) }
    }

    /// The file and line a diagnostic points to.
    pub(super) fn place_of(&self, diagnostic: &SourceDiagnostic) -> Option<String> {
        let id = diagnostic.span.id()?;
        let file = id.vpath().get_without_slash().to_owned();
        let line = self
            .range(diagnostic.span)
            .and_then(|range| Some(self.shop.sources.get(&id)?.text().get(..range.start)?.matches('\n').count() + 1));
        Some(line.map_or_else(|| file.clone(), |line| format!("{file}:{line}")))
    }
}

impl World for Bench<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shop.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shop.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shop.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shop.data {
            Ok(self.data.clone())
        } else if id == self.shop.qr {
            Ok(self.qr.clone())
        } else {
            Err(missing(id))
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shop.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        // A paper's date is data; a template that asks for today's would not print the same twice.
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.vpath().get_without_slash()))
}
