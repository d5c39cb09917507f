//! Just enough HTTP/1.1 to ask a server quickly and to read what it answers.

mod connection;
mod response;
mod template;

pub use connection::{Connection, Failure};
pub use response::Response;
pub use template::Template;
