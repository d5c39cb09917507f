//! Lists of things with columns.

use askama::Template;

use super::{EmptyState, Markup, finished_html};
use crate::words::Words;

/// How a column can be sorted.
#[derive(Debug, Clone)]
pub struct Sort {
    /// Address of the same list in that order.
    pub href: String,
    /// `None` while the list is in another order, else whether it ascends.
    pub ascending: Option<bool>,
}

/// The head of a column.
#[derive(Debug, Clone)]
pub struct Column {
    label: String,
    number: bool,
    sort: Option<Sort>,
}

impl Column {
    /// A column of words.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), number: false, sort: None }
    }

    /// A column of numbers, set to the right.
    pub fn number(label: impl Into<String>) -> Self {
        Self { number: true, ..Self::new(label) }
    }

    /// The head becomes a link that sorts.
    pub fn sort(mut self, sort: Sort) -> Self {
        self.sort = Some(sort);
        self
    }

    fn order(&self) -> &'static str {
        match self.sort.as_ref().and_then(|sort| sort.ascending) {
            Some(true) => "ascending",
            Some(false) => "descending",
            None => "none",
        }
    }
}

/// One value in a row.
#[derive(Debug, Clone)]
pub struct Cell {
    value: Markup,
    href: Option<String>,
    note: Option<String>,
}

impl Cell {
    /// Plain text, escaped.
    pub fn text(text: &str) -> Self {
        Self::markup(Markup::text(text))
    }

    /// A component.
    pub fn markup(value: Markup) -> Self {
        Self { value, href: None, note: None }
    }

    /// Text that leads somewhere.
    pub fn link(text: &str, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..Self::text(text) }
    }

    /// A small line under the value.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// One row: the first cell names it.
#[derive(Debug, Clone)]
pub struct Row {
    cells: Vec<Cell>,
}

impl Row {
    /// As many cells as the table has columns.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells }
    }
}

/// The way through a long list.
#[derive(Debug, Clone, Template)]
#[template(path = "components/pagination.html")]
pub struct Pagination {
    words: Words,
    summary: String,
    previous: Option<String>,
    next: Option<String>,
    pages: Vec<(u32, Option<String>)>,
}

finished_html!(Table, Pagination);

impl Pagination {
    /// A list whose pages are counted: `page` from 1, `href` gives the address of a page.
    pub fn counted(words: &Words, page: u32, pages: u32, total: i64, href: impl Fn(u32) -> String) -> Self {
        let near = |number: u32| number == 1 || number == pages || number.abs_diff(page) <= 1;
        Self {
            words: words.clone(),
            summary: words.fill("web-pages-total").put("count", total).to_string(),
            previous: (page > 1).then(|| href(page - 1)),
            next: (page < pages).then(|| href(page + 1)),
            pages: (1..=pages)
                .filter(|number| near(*number))
                .map(|number| (number, (number != page).then(|| href(number))))
                .collect(),
        }
    }

    /// A list that is too long to count: only forth and back.
    pub fn chained(words: &Words, summary: impl Into<String>, previous: Option<String>, next: Option<String>) -> Self {
        Self { words: words.clone(), summary: summary.into(), previous, next, pages: Vec::new() }
    }
}

/// A table that becomes a list of cards on a phone.
#[derive(Debug, Clone, Template)]
#[template(path = "components/table.html")]
pub struct Table {
    words: Words,
    id: &'static str,
    caption: String,
    show_caption: bool,
    columns: Vec<Column>,
    rows: Vec<Row>,
    empty: EmptyState,
    pages: Option<Pagination>,
    export: Option<String>,
    count: Option<String>,
    keys: bool,
    as_cards: bool,
}

impl Table {
    /// `caption` names the table for everyone who does not see it.
    pub fn new(words: &Words, id: &'static str, caption: impl Into<String>, columns: Vec<Column>, empty: EmptyState) -> Self {
        Self {
            words: words.clone(),
            id,
            caption: caption.into(),
            show_caption: false,
            columns,
            rows: Vec::new(),
            empty,
            pages: None,
            export: None,
            count: None,
            keys: false,
            as_cards: true,
        }
    }

    /// The rows, in order.
    pub fn rows(mut self, rows: Vec<Row>) -> Self {
        self.rows = rows;
        self
    }

    /// Shows the caption as the heading of the table.
    pub fn with_caption(mut self) -> Self {
        self.show_caption = true;
        self
    }

    /// The way through the rest.
    pub fn pages(mut self, pages: Pagination) -> Self {
        self.pages = Some(pages);
        self
    }

    /// Address of the whole list as CSV.
    pub fn export(mut self, href: impl Into<String>) -> Self {
        self.export = Some(href.into());
        self
    }

    /// How many rows there are, ready to read.
    pub fn count(mut self, count: impl Into<String>) -> Self {
        self.count = Some(count.into());
        self
    }

    /// The keys j and k walk through the rows.
    pub fn keys(mut self) -> Self {
        self.keys = true;
        self
    }

    /// Stays a table on a phone and scrolls sideways: for short columns of numbers.
    pub fn always_table(mut self) -> Self {
        self.as_cards = false;
        self
    }

    fn is_number(&self, index: &usize) -> bool {
        self.columns.get(*index).is_some_and(|column| column.number)
    }

    fn label(&self, index: &usize) -> &str {
        self.columns.get(*index).map_or("", |column| column.label.as_str())
    }
}
