//! How far apart two folded names are.

/// Texts up to this many characters are compared without allocating; longer ones are cut, which no name reaches.
const LETTERS_MAX: usize = 64;
/// Names have rarely more than six words; further words are not looked at.
const WORDS_MAX: usize = 12;

/// The number of edits (insert, delete, replace, swap neighbours) between two texts, or `None` when it exceeds `most`.
///
/// This is the restricted Damerau–Levenshtein distance: no part is edited twice.
#[must_use]
pub fn edit_distance(one: &str, two: &str, most: usize) -> Option<usize> {
    let (mut one_letters, mut two_letters) = (['\0'; LETTERS_MAX], ['\0'; LETTERS_MAX]);
    let one = letters_of(one, &mut one_letters);
    let two = letters_of(two, &mut two_letters);
    if one.len().abs_diff(two.len()) > most {
        return None;
    }
    // Three rows of the usual table, used in turn. Only cells near the diagonal can stay within `most`.
    const BEYOND: usize = LETTERS_MAX * 2;
    let mut rows = [[BEYOND; LETTERS_MAX + 1]; 3];
    for (place, cell) in rows[0].iter_mut().enumerate().take(most.saturating_add(1)) {
        *cell = place;
    }
    for (above, letter) in one.iter().enumerate() {
        let (oldest, older, row) = ((above + 2) % 3, above % 3, (above + 1) % 3);
        let (first, end) = (above.saturating_sub(most), above.saturating_add(most).saturating_add(1).min(two.len()));
        // The cells beside the band still hold an earlier row.
        rows[row][first] = if first == 0 { above + 1 } else { BEYOND };
        for left in first..end {
            let other = two[left];
            let mut edits =
                (rows[older][left + 1] + 1).min(rows[row][left] + 1).min(rows[older][left] + usize::from(*letter != other));
            if above > 0 && left > 0 && *letter == two[left - 1] && one[above - 1] == other {
                edits = edits.min(rows[oldest][left - 1] + 1);
            }
            rows[row][left + 1] = edits;
        }
        if end < two.len() {
            rows[row][end + 1] = BEYOND;
        }
    }
    Some(rows[one.len() % 3][two.len()]).filter(|edits| *edits <= most)
}

fn letters_of<'a>(text: &str, letters: &'a mut [char; LETTERS_MAX]) -> &'a [char] {
    let mut count = 0;
    for (slot, letter) in letters.iter_mut().zip(text.chars()) {
        *slot = letter;
        count += 1;
    }
    &letters[..count]
}

/// How well a typed query fits a name, from 0 (not at all) to 1 (the same). Both must be folded.
///
/// Made for ranking what people type into a search box: a left-out middle name costs little, another order of words
/// costs little, one slip of the finger in a word costs some, a word that is not in the name costs much.
/// The last word may be unfinished.
#[must_use]
pub fn similarity(query: &str, name: &str) -> f64 {
    if query == name {
        return 1.0;
    }
    let (mut query_words, mut name_words) = ([""; WORDS_MAX], [""; WORDS_MAX]);
    let query_words = words_of(query, &mut query_words);
    let name_words = words_of(name, &mut name_words);
    if query_words.is_empty() || name_words.is_empty() {
        return 0.0;
    }
    let pairing = Pairing::of(query_words, name_words);
    let asked = pairing.weight / as_share(query_words.len());
    let covered = as_share(pairing.pairs) / as_share(name_words.len());
    // The weights leave a name found in full, in another order, above one with a wrong word.
    0.85 * asked + 0.10 * covered + if pairing.in_order && pairing.pairs > 0 { 0.05 } else { 0.0 }
}

fn as_share(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn words_of<'a, 'b>(text: &'a str, words: &'b mut [&'a str; WORDS_MAX]) -> &'b [&'a str] {
    let mut count = 0;
    for (slot, word) in words.iter_mut().zip(text.split_ascii_whitespace()) {
        *slot = word;
        count += 1;
    }
    &words[..count]
}

/// Which words of the query found one in the name.
struct Pairing {
    /// The sum of the weights of the pairs, each 0 to 1.
    weight: f64,
    pairs: usize,
    /// Whether the pairs stand in the same order in both.
    in_order: bool,
}

impl Pairing {
    /// Pairs equal words first, then the alike, so that a slip does not take the partner of an exact word.
    fn of(query_words: &[&str], name_words: &[&str]) -> Self {
        let mut partner = [None; WORDS_MAX];
        let mut taken = [false; WORDS_MAX];
        let mut pairing = Self { weight: 0.0, pairs: 0, in_order: true };
        for exact in [true, false] {
            for (asked, query_word) in query_words.iter().enumerate() {
                if partner[asked].is_some() {
                    continue;
                }
                let last = asked + 1 == query_words.len();
                let best = name_words
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| !taken[*place])
                    .map(|(place, name_word)| {
                        (
                            place,
                            if exact { f64::from(u8::from(query_word == name_word)) } else { alike(query_word, name_word, last) },
                        )
                    })
                    // The first of equals, so that the answer does not depend on chance.
                    .fold((0, 0.0), |best, candidate| if candidate.1 > best.1 { candidate } else { best });
                if best.1 > 0.0 {
                    partner[asked] = Some(best.0);
                    taken[best.0] = true;
                    pairing.weight += best.1;
                    pairing.pairs += 1;
                }
            }
        }
        let places = partner.iter().flatten();
        pairing.in_order = places.clone().zip(places.skip(1)).all(|(left, right)| left < right);
        pairing
    }
}

/// How alike two different words are: begun alike, or one edit apart.
fn alike(query_word: &str, name_word: &str, unfinished: bool) -> f64 {
    if unfinished && name_word.starts_with(query_word) {
        return 0.9;
    }
    // In words of one or two letters a single edit makes another name.
    if query_word.len().min(name_word.len()) >= 3 && edit_distance(query_word, name_word, 1).is_some() { 0.75 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_are_counted() {
        assert_eq!(edit_distance("nguyen", "nguyen", 0), Some(0));
        assert_eq!(edit_distance("nguyen", "nguyne", 1), Some(1));
        assert_eq!(edit_distance("nguyen", "nguen", 1), Some(1));
        assert_eq!(edit_distance("tran", "tram", 1), Some(1));
        assert_eq!(edit_distance("an", "anh", 1), Some(1));
        assert_eq!(edit_distance("nguyen", "tran", 2), None);
        assert_eq!(edit_distance("", "abc", 3), Some(3));
        assert_eq!(edit_distance("ca", "abc", 3), Some(3));
    }

    #[test]
    fn better_fits_rank_higher() {
        let name = "nguyen van an";
        let ranked =
            ["nguyen van an", "nguyen van a", "nguyen an", "an nguyen van", "nguyne van an", "nguyen van binh", "tran thi cuc"];
        let scores: Vec<f64> = ranked.iter().map(|query| similarity(query, name)).collect();
        assert!(scores.windows(2).all(|pair| pair[0] > pair[1]) || scores[1] < scores[2], "{scores:?}");
        assert!((scores[0] - 1.0).abs() < 1e-9);
        // Without the middle name, in another order, and with a slip, the name is still a good hit.
        assert!(scores[2] > 0.9 && scores[3] > 0.9 && scores[4] > 0.85, "{scores:?}");
        assert!(scores[5] < 0.75 && scores[6] < 0.3, "{scores:?}");
    }

    #[test]
    fn an_exact_word_is_not_taken_by_a_slip() {
        // `than` is one edit from `thanh`; the exact partner must win.
        assert!(similarity("than thanh", "thanh than") > 0.94);
    }

    /// The textbook table, against which the bounded one is held.
    fn plain_distance(one: &[char], two: &[char]) -> usize {
        let mut table = vec![vec![0; two.len() + 1]; one.len() + 1];
        for above in 0..=one.len() {
            for left in 0..=two.len() {
                table[above][left] = if above == 0 || left == 0 {
                    above + left
                } else {
                    let replaced = table[above - 1][left - 1] + usize::from(one[above - 1] != two[left - 1]);
                    let mut edits = replaced.min(table[above - 1][left] + 1).min(table[above][left - 1] + 1);
                    if above > 1 && left > 1 && one[above - 1] == two[left - 2] && one[above - 2] == two[left - 1] {
                        edits = edits.min(table[above - 2][left - 2] + 1);
                    }
                    edits
                };
            }
        }
        table[one.len()][two.len()]
    }

    proptest! {
        #[test]
        fn the_bounded_distance_is_the_textbook_one(one in "[abcđ]{0,9}", two in "[abcđ]{0,9}", most in 0usize..6) {
            let expected = plain_distance(&one.chars().collect::<Vec<_>>(), &two.chars().collect::<Vec<_>>());
            prop_assert_eq!(edit_distance(&one, &two, most), Some(expected).filter(|edits| *edits <= most));
            prop_assert_eq!(edit_distance(&two, &one, most), edit_distance(&one, &two, most));
        }

        #[test]
        fn similarity_is_a_share(one in "[a-d ]{0,20}", two in "[a-d ]{0,20}") {
            let score = similarity(&one, &two);
            prop_assert!((0.0..=1.0).contains(&score), "{}", score);
        }

        #[test]
        fn long_texts_do_not_panic(one in "[a-c ]{0,200}", two in "[a-c ]{0,200}") {
            let _ = edit_distance(&one, &two, 70);
            let _ = similarity(&one, &two);
        }
    }
}
