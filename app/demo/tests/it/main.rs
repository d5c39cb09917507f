//! The synthetic city.

mod city;
mod population;

use country::{DemoWords, Pack};
use places::Places;
use std::sync::LazyLock;

fn pack() -> &'static Pack {
    static PACK: LazyLock<Pack> =
        LazyLock::new(|| Pack::embedded().unwrap_or_else(|problems| panic!("{}", country::report(&problems))));
    &PACK
}

fn words() -> &'static DemoWords {
    static WORDS: LazyLock<DemoWords> =
        LazyLock::new(|| pack().demo_words().unwrap_or_else(|problems| panic!("{}", country::report(&problems))));
    &WORDS
}

fn places() -> &'static Places {
    static PLACES: LazyLock<Places> = LazyLock::new(|| Places::from_pack(pack()));
    &PLACES
}
