//! Who may do what: the pack's own policies, asked through the public face.

mod lists;
mod loading;
mod matrix;
mod needs;

use kernel::UnitCode;

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().expect("a unit code")
}
