//! Behaviour of units through the public face.

mod map;
mod table;

use country::Pack;
use kernel::{Date, UnitCode};
use places::Places;
use std::sync::LazyLock;

fn pack() -> &'static Pack {
    static PACK: LazyLock<Pack> =
        LazyLock::new(|| Pack::embedded().unwrap_or_else(|problems| panic!("{}", country::report(&problems))));
    &PACK
}

fn places() -> &'static Places {
    static PLACES: LazyLock<Places> = LazyLock::new(|| Places::from_pack(pack()));
    &PLACES
}

fn code(text: &str) -> UnitCode {
    text.parse().expect("a unit code")
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}
