//! The parts every page is made of: typed structs, each with its own small template.
//!
//! A component holds finished values, never ids of messages from outside the web surface; the only words it
//! says by itself are its own ("optional", "error"). `/dev/components` shows all of them in both languages.

mod button;
mod choice;
mod disclosure;
mod empty;
mod errors;
mod field;
mod icon;
mod markup;
mod note;
mod progress;
mod stat;
mod status;
mod summary;
mod table;
mod tabs;

pub use button::{Button, Look};
pub use choice::{Checkbox, Choice, Choices, Select};
pub use disclosure::Disclosure;
pub use empty::{EmptyState, Skeleton};
pub use errors::{ErrorSummary, Problem};
pub use field::{DateInput, DateParts, FileInput, KnownAnswer, TextArea, TextInput, TextKind};
pub use icon::Icon;
pub use markup::Markup;
pub use note::{Note, Toast};
pub use progress::{Event, EventState, StepProgress, Timeline};
pub use stat::{Meter, StatTile};
pub use status::{Status, Tone};
pub use summary::{SummaryList, SummaryRow};
pub use table::{Cell, Column, Pagination, Row, Sort, Table};
pub use tabs::{Tab, Tabs};

/// Marks templates as finished HTML, so that a page prints them without escaping them again.
macro_rules! finished_html {
    ($($name:ty),+ $(,)?) => { $( impl askama::filters::HtmlSafe for $name {} )+ };
}
pub(crate) use finished_html;
