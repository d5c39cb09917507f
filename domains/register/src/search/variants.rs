//! Slips of the finger and of the ear: which syllables of the register a typed one may stand for.

use kernel::name::edit_distance;

/// The most variants of one word that are tried.
const VARIANTS_MAX: usize = 12;

/// The syllables of `vocabulary`, commonest first, that `word` may be a slip of; the word itself is not among them.
///
/// Those that differ by a confusion of the ear come first, then those one edit away.
pub(crate) fn variants<'a>(word: &str, vocabulary: &'a [String]) -> Vec<&'a str> {
    let heard = as_heard(word);
    let mut found: Vec<(u8, &str)> = Vec::new();
    for syllable in vocabulary {
        if syllable == word || syllable.is_empty() {
            continue;
        }
        if as_heard(syllable) == heard {
            found.push((0, syllable));
        } else if slips(word, syllable) {
            found.push((1, syllable));
        }
    }
    // The vocabulary's order, commonest first, is kept within each kind.
    found.sort_by_key(|(kind, _)| *kind);
    found.truncate(VARIANTS_MAX);
    found.into_iter().map(|(_, syllable)| syllable).collect()
}

/// One edit, or two in a long word. In a word of one or two letters only a missing or added letter counts.
fn slips(word: &str, syllable: &str) -> bool {
    let (short, long) = (word.len().min(syllable.len()), word.len().max(syllable.len()));
    if short <= 2 && long == short {
        return false;
    }
    edit_distance(word, syllable, if short >= 6 { 2 } else { 1 }).is_some()
}

/// A folded syllable in the spelling of its sound, where regions speak alike what is written apart.
fn as_heard(syllable: &str) -> String {
    let (head, rest) = match syllable {
        text if text.starts_with("tr") => ("ch", &text[2..]),
        text if text.starts_with("gi") && text.len() > 2 => ("d", &text[2..]),
        text if text.starts_with('r') => ("d", &text[1..]),
        text if text.starts_with('x') => ("s", &text[1..]),
        text if text.starts_with('l') => ("n", &text[1..]),
        text if text.starts_with('k') && !text.starts_with("kh") => ("c", &text[1..]),
        text => ("", text),
    };
    let mut heard = String::with_capacity(syllable.len());
    heard.push_str(head);
    heard.extend(rest.chars().map(|letter| if letter == 'y' { 'i' } else { letter }));
    heard
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str, vocabulary: &[&str]) -> Vec<String> {
        let vocabulary: Vec<String> = vocabulary.iter().map(|&word| word.to_owned()).collect();
        variants(word, &vocabulary).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn slips_lead_to_syllables_that_occur() {
        assert_eq!(of("nguyne", &["nguyen", "tran"]), ["nguyen"]);
        assert_eq!(of("hugn", &["hung", "hoang", "huong"]), ["hung"]);
        assert_eq!(of("thnah", &["thanh", "thang"]), ["thanh"]);
    }

    #[test]
    fn what_sounds_alike_comes_first() {
        assert_eq!(of("trinh", &["thinh", "chinh", "trinh"]), ["chinh", "thinh"]);
        assert_eq!(of("ly", &["li", "lya", "le"]), ["li", "lya"]);
        assert_eq!(of("xuan", &["suan", "tuan"]), ["suan", "tuan"]);
    }

    #[test]
    fn a_short_word_is_not_another_short_word() {
        assert_eq!(of("an", &["en", "ai", "anh"]), ["anh"]);
    }
}
