//! Spellings that differ and mean the same: Unicode form, place of the tone mark, capitals.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in Unicode's composed form (NFC), in which names are stored.
#[must_use]
pub fn to_nfc(text: &str) -> String {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes { text.to_owned() } else { text.nfc().collect() }
}

/// The plain letters that can carry a tone in `oa`, `oe` and `uy`, each followed by its five toned forms.
const TONED: [[char; 6]; 10] = [
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
    ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
    ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
    ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
    ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
    ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'],
];

/// The text with the tone on the second vowel of `oa`, `oe`, `uy`: `Hòa` and `Hoà` both become `Hoà`.
///
/// For comparison only. What people and papers write is kept as they write it.
#[must_use]
pub fn normalise_tone(text: &str) -> String {
    let composed = to_nfc(text);
    let mut letters: Vec<char> = composed.chars().collect();
    for place in 1..letters.len() {
        let (first, second) = (letters[place - 1], letters[place]);
        let Some((plain, tone)) = toned(first) else { continue };
        let pair = (plain.to_ascii_lowercase(), second.to_ascii_lowercase());
        if matches!(pair, ('o', 'a' | 'e') | ('u', 'y')) {
            letters[place - 1] = plain;
            letters[place] = with_tone(second, tone);
        }
    }
    letters.into_iter().collect()
}

/// The plain letter and the number of its tone, for a letter that carries one.
fn toned(letter: char) -> Option<(char, usize)> {
    if letter.is_ascii() {
        return None;
    }
    TONED.iter().find_map(|row| row.iter().position(|form| *form == letter).map(|tone| (row[0], tone)))
}

fn with_tone(plain: char, tone: usize) -> char {
    TONED.iter().find(|row| row[0] == plain).map_or(plain, |row| row[tone])
}

/// The text with single spaces, composed, without invisible characters, and `Ð` (eth) as the `Đ` it stands for.
#[must_use]
pub fn tidy_spaces(text: &str) -> String {
    let composed = to_nfc(text);
    let mut tidy = String::with_capacity(composed.len());
    for word in composed.split(|letter: char| letter.is_whitespace() || letter.is_control()) {
        let mut fresh = true;
        for letter in word.chars() {
            let letter = match letter {
                '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => continue,
                'Ð' => 'Đ',
                'ð' => 'đ',
                '\u{2018}' | '\u{2019}' | '\u{02BC}' => '\'',
                other => other,
            };
            if fresh && !tidy.is_empty() {
                tidy.push(' ');
            }
            fresh = false;
            tidy.push(letter);
        }
    }
    // Dropping an invisible character can bring a letter and its mark together.
    to_nfc(&tidy)
}

/// The text with a capital at the start of each word and small letters behind, when it came in capitals or small letters
/// throughout; text in mixed case is left alone, because somebody chose it.
#[must_use]
pub fn tidy_case(text: &str) -> String {
    let has_upper = text.chars().any(char::is_uppercase);
    let has_lower = text.chars().any(char::is_lowercase);
    if has_upper && has_lower {
        return text.to_owned();
    }
    let mut tidy = String::with_capacity(text.len());
    let mut starts = true;
    for letter in text.chars() {
        tidy.push(if starts { single(letter.to_uppercase(), letter) } else { single(letter.to_lowercase(), letter) });
        starts = !letter.is_alphanumeric();
    }
    tidy
}

/// The only letter of a case mapping; the letter itself when the mapping has several, as `ß` has.
fn single(mut mapped: impl ExactSizeIterator<Item = char>, letter: char) -> char {
    if mapped.len() == 1 { mapped.next().unwrap_or(letter) } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn old_and_new_tone_placement_become_one() {
        for (old, new) in [
            ("Hòa", "Hoà"),
            ("HÒA", "HOÀ"),
            ("Thúy", "Thuý"),
            ("Ủy ban", "Uỷ ban"),
            ("xòe", "xoè"),
            ("tọa", "toạ"),
            ("Qúy", "Quý"),
            ("hòan", "hoàn"),
        ] {
            assert_eq!(normalise_tone(old), new);
            assert_eq!(normalise_tone(new), new);
            assert_eq!(normalise_tone(&old.nfd().collect::<String>()), new);
        }
        for untouched in ["của", "Ngoài", "Nguyễn", "mùa", "lúa", "Khuê", "bố ạ"] {
            assert_eq!(normalise_tone(untouched), untouched);
        }
    }

    #[test]
    fn shouting_and_whispering_become_names() {
        assert_eq!(tidy_case("NGUYỄN THỊ VÍ DỤ"), "Nguyễn Thị Ví Dụ");
        assert_eq!(tidy_case("nguyễn thị ví dụ"), "Nguyễn Thị Ví Dụ");
        assert_eq!(tidy_case("H'HEN NIÊ"), "H'Hen Niê");
        assert_eq!(tidy_case("Tôn-Nữ McDonald"), "Tôn-Nữ McDonald");
    }

    #[test]
    fn spaces_and_look_alikes_are_tidied() {
        assert_eq!(tidy_spaces(" \u{FEFF}Ðặng\u{A0}\u{A0}Văn\u{200B}\tAn\n"), "Đặng Văn An");
        assert_eq!(tidy_spaces("\u{200B} \u{200B}"), "");
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text: String) {
            let once = normalise_tone(&text);
            prop_assert_eq!(normalise_tone(&once), once);
            let tidy = tidy_spaces(&text);
            prop_assert_eq!(&tidy_spaces(&tidy), &tidy);
            let cased = tidy_case(&tidy);
            prop_assert_eq!(cased.chars().count(), tidy.chars().count());
        }

        #[test]
        fn capitals_do_not_change_the_letters(text in "[a-zA-ZàãạăằđèễệìõọốồờỡợùúựỳýÀÃẠĂẰĐÈỄỆÌÕỌỐỒỜỠỢÙÚỰỲÝ' ]{0,30}") {
            prop_assert_eq!(super::super::fold(&tidy_case(&text)), super::super::fold(&text));
        }

        #[test]
        fn tones_do_not_change_the_letters(text in "[hqtHQT]{0,2}[oòóỏõọuùúủũụOÒUÙ][aeyAEY][nim]{0,1}") {
            prop_assert_eq!(super::super::fold(&normalise_tone(&text)), super::super::fold(&text));
        }
    }
}
