//! Every text a stranger may send: nothing panics, and what is accepted reads back as the same value.
#![no_main]

use kernel::name::{PersonName, fold, normalise_tone, similarity, to_nfc};
use kernel::{DossierId, PartialDate, PersonId, UnitCode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(date) = PartialDate::parse_any(text) {
        assert_eq!(PartialDate::parse_any(&date.to_string()), Ok(date), "{text:?}");
        assert!(date.earliest() <= date.latest());
    }
    let _ = PartialDate::from_card_digits(text);

    if let Ok(unit) = text.parse::<UnitCode>() {
        assert_eq!(unit.to_string().parse::<UnitCode>().as_ref(), Ok(&unit));
        assert!(unit.contains(&unit));
        let (low, high) = unit.range();
        assert!(low.as_str() < high.as_str());
    }
    if let Ok(id) = text.parse::<DossierId>() {
        assert_eq!(id.to_string(), text.to_ascii_lowercase());
        assert!(text.parse::<PersonId>().is_err());
    }

    let folded = fold(text);
    assert_eq!(fold(&folded), folded, "folding twice is folding once: {text:?}");
    assert_eq!(fold(&to_nfc(text)), folded, "spelling does not change the fold: {text:?}");
    let _ = normalise_tone(text);
    if let Ok(name) = PersonName::parse(text) {
        let again = PersonName::parse(name.full()).expect("a name that was accepted is accepted again");
        assert_eq!(again.full(), name.full());
        let alike = similarity(name.full(), name.full());
        assert!((alike - 1.0).abs() < 1e-9, "a name is like itself: {alike}");
    }
});
