//! The acts of cleansing, and who the program is when it judges.

use access::{Actor, Subject};

pub(crate) const VIEW: &str = "quality.view";
pub(crate) const WORK: &str = "quality.work";
pub(crate) const CONFIRM: &str = "quality.confirm";
pub(crate) const BOARD: &str = "quality.board";
pub(crate) const SCAN: &str = "quality.scan";

/// The program, on behalf of whoever asks: a judgement reads what the officer is not shown, and gives back only whether the
/// rule still finds what it found.
pub(crate) fn program(actor: &Actor) -> Actor {
    let mut program = actor.clone();
    program.subject = Subject::System { name: "quality" };
    program.roles = Vec::new();
    program
}
