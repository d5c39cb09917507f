//! Folding: the form of a text that search and comparison use.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Base letters of U+00C0 to U+024F; a dot where folding to one ASCII letter does not apply.
/// `Đ` U+0110 and the look-alike `Ð` U+00D0, which older Vietnamese fonts used for it, both fold to `d`.
const LATIN: &[u8; 0x250 - 0xC0] = b"aaaaaa.ceeeeiiiidnooooo..uuuuy..aaaaaa.ceeeeiiiidnooooo..uuuuy.yaaaaaaccccccccdd\
ddeeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll....nnnnnn...oooooo..rrrrrrssssss\
sstttt..uuuuuuuuuuuuwwyyyzzzzzz.................................oo.............u\
u............................aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....\
aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................";

/// Base letters of U+1E00 to U+1EFF, where the letters with Vietnamese tones are.
const LATIN_ADDITIONAL: &[u8; 0x100] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooo\
oooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......\
aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu\
uuyyyyyyyy......";

/// The text in lower case without diacritics, `đ` as `d`, words parted by one space: `  NGUYỄN  Thị Đào ` is `nguyen thi dao`.
///
/// Composed and decomposed input give the same. Letters of other scripts are lower-cased and lose their marks.
/// Fold both sides before comparing; what is already folded comes back unchanged.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded text to `folded`, for callers that fold millions of names into one buffer.
pub fn fold_into(text: &str, folded: &mut String) {
    let start = folded.len();
    let mut space_due = false;
    for letter in text.chars() {
        let place = usize::try_from(u32::from(letter)).expect("a character's number fits");
        let base = match place {
            0..0x80 => {
                let byte = u8::try_from(letter).expect("ASCII fits a byte");
                if byte <= b' ' || byte == 0x7F {
                    space_due = true;
                    continue;
                }
                byte.to_ascii_lowercase()
            }
            0xC0..0x250 => LATIN[place - 0xC0],
            0x1E00..0x1F00 => LATIN_ADDITIONAL[place - 0x1E00],
            // The combining marks of decomposed text.
            0x300..0x370 => continue,
            _ => b'.',
        };
        if base == b'.' && letter != '.' {
            fold_rare(letter, start, &mut space_due, folded);
            continue;
        }
        push(char::from(base), start, &mut space_due, folded);
    }
}

fn push(letter: char, start: usize, space_due: &mut bool, folded: &mut String) {
    if *space_due {
        *space_due = false;
        if folded.len() > start {
            folded.push(' ');
        }
    }
    folded.push(letter);
}

/// Characters outside the tables: other scripts, other spaces, typographic apostrophes, invisible marks.
#[cold]
fn fold_rare(letter: char, start: usize, space_due: &mut bool, folded: &mut String) {
    if letter.is_whitespace() || letter.is_control() {
        *space_due = true;
    } else if matches!(letter, '\u{2018}' | '\u{2019}' | '\u{02BC}') {
        push('\'', start, space_due, folded);
    } else if !matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') {
        let mut lowered = String::new();
        decompose_canonical(letter, |part| lowered.extend(part.to_lowercase()));
        for lower in lowered.chars() {
            decompose_canonical(lower, |part| {
                if !is_combining_mark(part) {
                    push(part, start, space_due, folded);
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn vietnamese_folds_to_plain_letters() {
        for (text, folded) in [
            ("Nguyễn Thị Ví Dụ", "nguyen thi vi du"),
            ("  NGUYỄN\u{A0}THỊ   ĐÀO\t", "nguyen thi dao"),
            ("Ðặng Ðình Đức", "dang dinh duc"),
            ("H’Hen Niê", "h'hen nie"),
            ("Ưng Hoà", "ung hoa"),
            ("", ""),
            ("Số 12/3 ngõ 5.", "so 12/3 ngo 5."),
            ("\u{FEFF}An", "an"),
            ("ДМИТРИЙ", "дмитрии"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
            assert_eq!(fold(&text.nfd().collect::<String>()), folded, "decomposed {text}");
        }
    }

    #[test]
    fn every_vietnamese_letter_folds_to_ascii() {
        let letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        for letter in letters.chars().flat_map(|letter| std::iter::once(letter).chain(letter.to_uppercase())) {
            let folded = fold(&letter.to_string());
            assert!(folded.len() == 1 && folded.is_ascii(), "{letter} became {folded}");
        }
    }

    #[test]
    fn the_tables_agree_with_the_standard() {
        for place in (0xC0..0x250).chain(0x1E00..0x1F00) {
            let letter = char::from_u32(place).expect("a character");
            let slow: String = letter
                .nfd()
                .filter(|part| !is_combining_mark(*part))
                .flat_map(char::to_lowercase)
                .nfd()
                .filter(|part| !is_combining_mark(*part))
                .collect();
            let expected = if matches!(letter, 'Đ' | 'đ' | 'Ð' | 'ð') { "d".to_owned() } else { slow };
            assert_eq!(fold(&letter.to_string()), expected, "{letter}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text: String) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn composition_does_not_matter(text: String) {
            let folded = fold(&text);
            prop_assert_eq!(&fold(&text.nfc().collect::<String>()), &folded);
            prop_assert_eq!(&fold(&text.nfd().collect::<String>()), &folded);
        }

        #[test]
        fn vietnamese_text_becomes_ascii(text in "[a-zA-ZàảãáạăằẳẵắặâầẩẫấậÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬđĐèẻẽéẹêềểễếệìỉĩíịơờởỡớợưừửữứựỳỷỹýỵ ]{0,40}") {
            let folded = fold(&text);
            prop_assert!(folded.is_ascii());
            prop_assert!(!folded.contains("  ") && folded.trim() == folded);
            prop_assert_eq!(fold(&text.to_uppercase()), folded);
        }
    }
}
