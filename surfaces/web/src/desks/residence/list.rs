//! A list with filters above it.

use askama::Template;

use crate::{
    components::{Button, Markup, Note, Table, Tabs},
    shell::Shell,
};

/// A list.
#[derive(Template)]
#[template(path = "residence/list.html")]
pub(super) struct ListPage {
    pub(super) page: Shell,
    pub(super) lead: String,
    pub(super) actions: Vec<Button>,
    pub(super) tabs: Option<Tabs>,
    pub(super) action: String,
    pub(super) hidden: Vec<(String, String)>,
    pub(super) filters: Vec<Markup>,
    pub(super) notes: Vec<Note>,
    pub(super) table: Table,
}
