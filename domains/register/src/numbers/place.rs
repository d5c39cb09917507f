//! From a place of birth registration as registers hold it to the three digits at the head of a number.

use country::NumberPlace;
use kernel::UnitCode;
use kernel::name::fold;

/// The three digits of a place: the code of a unit, or an address that ends in the name of a province.
///
/// The provinces are those of before the mergers of 2025, because numbers keep them.
pub(super) fn digits<'p>(text: &str, places: &'p [NumberPlace]) -> Option<&'p str> {
    if let Ok(unit) = text.trim().parse::<UnitCode>() {
        let province = unit.province();
        return places.iter().find(|place| place.unit == province).map(|place| place.place.as_str());
    }
    let last = fold(text.rsplit(',').next().unwrap_or_default());
    let last = ["thanh pho ", "tp ", "tinh "].iter().find_map(|word| last.strip_prefix(word)).unwrap_or(&last);
    places.iter().find(|place| fold(&place.name) == last).map(|place| place.place.as_str())
}

#[cfg(test)]
mod tests {
    use super::digits;
    use country::NumberPlace;

    fn places() -> Vec<NumberPlace> {
        let place = |place: &str, unit: &str, name: &str| NumberPlace {
            place: place.to_owned(),
            unit: unit.parse().expect("a unit"),
            name: name.to_owned(),
        };
        vec![place("001", "01", "Hà Nội"), place("036", "36", "Nam Định")]
    }

    #[test]
    fn codes_and_names_lead_to_the_province() {
        let places = places();
        assert_eq!(digits("01", &places), Some("001"));
        assert_eq!(digits("36-356-13708", &places), Some("036"));
        assert_eq!(digits("UBND phường Phúc Xá, quận Ba Đình, thành phố Hà Nội", &places), Some("001"));
        assert_eq!(digits("xã Hải Hậu, tỉnh Nam Định", &places), Some("036"));
        assert_eq!(digits("Ba Đình, HN", &places), None);
        assert_eq!(digits("", &places), None);
        assert_eq!(digits("99", &places), None);
    }
}
