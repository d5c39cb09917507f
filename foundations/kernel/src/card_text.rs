//! The text in the QR code of a chip identity card, as a scanner types it.
//!
//! `001199012345|012345678|Nguyễn Thị Ví Dụ|15011999|Nữ|Số 1 Phố Mẫu, Phúc Xá, Ba Đình, Hà Nội|20042021`:
//! number, old number (may be empty), name, birth, sex, residence, issue. Cards of 2024 append fields.
//! Nothing in it is signed, so it proves nothing: it finds the record, and the officer compares the face.

use crate::{PartialDate, PersonName, PersonalNumber};

/// What finds a record. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct CardText {
    /// The identity number.
    pub number: PersonalNumber,
    /// The full name, composed.
    pub name: PersonName,
    /// The date of birth.
    pub birth: PartialDate,
}

/// No card's text is longer.
const CHARACTERS_MAX: usize = 600;

impl CardText {
    /// Reads a scan; `None` when it is not that of a card.
    #[must_use]
    pub fn parse(scan: &str) -> Option<Self> {
        let scan = scan.trim();
        if scan.chars().count() > CHARACTERS_MAX {
            return None;
        }
        let fields: Vec<&str> = scan.split('|').map(str::trim).collect();
        let [number, _old, name, birth, _sex, _residence, ..] = fields.as_slice() else { return None };
        Some(Self {
            number: PersonalNumber::parse_typed(number).ok()?,
            name: PersonName::parse(&crate::name::to_nfc(name)).ok()?,
            birth: PartialDate::from_card_digits(birth).ok()?,
        })
    }
}

impl std::fmt::Debug for CardText {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("CardText(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::CardText;

    const CARD: &str = "001199012345|012345678|Nguyễn Thị Ví Dụ|15011999|Nữ|Số 1 Phố Mẫu, Phúc Xá, Ba Đình, Hà Nội|20042021";

    #[test]
    fn both_generations_are_read() {
        let card = CardText::parse(CARD).expect("a card of 2021");
        assert_eq!(
            (card.number.as_str(), card.name.full(), card.birth.to_string().as_str()),
            ("001199012345", "Nguyễn Thị Ví Dụ", "1999-01-15")
        );
        assert!(
            CardText::parse("001199012345||Nguyễn Thị Ví Dụ|15011999|Nữ|Số 1|20042021||Nguyễn Văn Cha|\r\n").is_some(),
            "2024, with parents"
        );
    }

    #[test]
    fn decomposed_letters_are_composed() {
        let decomposed = CARD.replace("Nguyễn", "Nguye\u{302}\u{303}n");
        assert_eq!(CardText::parse(&decomposed), CardText::parse(CARD));
    }

    #[test]
    fn other_codes_are_no_cards() {
        for scan in ["", "https://example.vn/?a=1|2", "1|2|3", "001199012345||X|15131999|Nữ|Y", &"a|".repeat(500)] {
            assert_eq!(CardText::parse(scan), None, "{scan}");
        }
    }
}
