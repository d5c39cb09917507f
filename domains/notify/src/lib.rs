//! The inbox, and mail.
//!
//! A domain tells a person something with [`tell`], in the transaction that made it true. The words are Fluent messages,
//! filled in when they are read, so that everybody reads them in their own language. Mail is a job of the same transaction.
//!
//! Invariants:
//! - a message exists exactly when what it tells is true;
//! - only the person it is for can read it;
//! - no log, metric or error holds an address or a name.

mod args;
mod commands;
mod error;
mod jobs;
mod mail;
mod queries;
mod sql;

pub use args::{Args, Localised};
pub use commands::{Message, mark_all_read, mark_read, tell};
pub use error::Error;
pub use jobs::{MAIL, mail_handler};
pub use mail::{FileSink, Mail, MailFailure, MailSink, SmtpConfig, SmtpSink};
pub use queries::{InboxItem, MessageId, PAGE_ROWS_MAX, UNREAD_MAX, inbox, unread};

/// Tables and statements.
#[must_use]
pub fn schema() -> store::Schema {
    store::Schema::new("notify").migration("0001_notify", include_str!("../migrations/0001_notify.sql")).statements(sql::ALL)
}
