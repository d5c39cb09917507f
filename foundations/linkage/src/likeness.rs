//! How alike two texts are. Texts are bytes that were folded before.

/// Letters that are looked at; longer texts are cut, which names and streets do not reach.
const LETTERS_MAX: usize = 64;

/// Whether at most one edit (insert, delete, replace, exchange of neighbours) parts two texts.
pub(crate) fn within_one_edit(one: &[u8], two: &[u8]) -> bool {
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(left, right)| left == right).count();
    if same == short.len() {
        return true;
    }
    if short.len() < long.len() {
        return short[same..] == long[same + 1..];
    }
    if short[same + 1..] == long[same + 1..] {
        return true;
    }
    same + 1 < short.len()
        && short[same] == long[same + 1]
        && short[same + 1] == long[same]
        && short[same + 2..] == long[same + 2..]
}

/// Whether at most `most` edits part two texts, counted as [`within_one_edit`] counts them.
pub(crate) fn within_edits(one: &[u8], two: &[u8], most: u8) -> bool {
    match most {
        0 => one == two,
        1 => within_one_edit(one, two),
        _ => match (std::str::from_utf8(one), std::str::from_utf8(two)) {
            (Ok(one), Ok(two)) => kernel::name::edit_distance(one, two, usize::from(most)).is_some(),
            _ => false,
        },
    }
}

/// The Jaro–Winkler likeness, 0 to 1, of two texts.
pub(crate) fn jaro_winkler(one: &[u8], two: &[u8]) -> f64 {
    if one == two {
        return 1.0;
    }
    let (one, two) = (&one[..one.len().min(LETTERS_MAX)], &two[..two.len().min(LETTERS_MAX)]);
    // Which is first decides ties between partners; the order of length and letters makes the answer symmetrical.
    let (one, two) = if (one.len(), one) <= (two.len(), two) { (one, two) } else { (two, one) };
    if one.is_empty() {
        return 0.0;
    }
    let reach = (two.len() / 2).saturating_sub(1);
    // A bit for each letter of the one and the other that found a partner.
    let (mut found_one, mut found_two) = (0_u64, 0_u64);
    for (place, letter) in one.iter().enumerate() {
        let start = place.saturating_sub(reach);
        let window = two[start..(place + reach + 1).min(two.len()).max(start)].iter().enumerate();
        let mut free = window.filter(|(turn, other)| *other == letter && found_two >> (start + turn) & 1 == 0);
        if let Some((turn, _)) = free.next() {
            found_one |= 1 << place;
            found_two |= 1 << (start + turn);
        }
    }
    if found_one == 0 {
        return 0.0;
    }
    let pairs = f64::from(found_one.count_ones());
    let mut crossed = 0_u32;
    let (mut rest_one, mut rest_two) = (found_one, found_two);
    while rest_one != 0 {
        let (left, right) = (rest_one.trailing_zeros() as usize, rest_two.trailing_zeros() as usize);
        crossed += u32::from(one[left] != two[right]);
        rest_one &= rest_one - 1;
        rest_two &= rest_two - 1;
    }
    let jaro = (pairs / one.len() as f64 + pairs / two.len() as f64 + (pairs - f64::from(crossed / 2)) / pairs) / 3.0;
    let start = one.iter().zip(two).take(4).take_while(|(left, right)| left == right).count();
    jaro + start as f64 * 0.1 * (1.0 - jaro)
}

/// The words of a text.
pub(crate) fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b' ').filter(|word| !word.is_empty())
}

/// Whether all words of one text, at least one, are words of the other, in any order.
pub(crate) fn words_within(one: &[u8], two: &[u8]) -> bool {
    let within = |few, many| words(few).next().is_some() && words(few).all(|word| words(many).any(|other| other == word));
    within(one, two) || within(two, one)
}

/// Whether two texts have the same words in the same order, when a single letter stands for a word that begins with it.
pub(crate) fn abbreviated(one: &[u8], two: &[u8]) -> bool {
    let (mut left, mut right) = (words(one), words(two));
    let mut full = false;
    loop {
        match (left.next(), right.next()) {
            (None, None) => return full,
            (Some(one), Some(two)) if one == two => full |= one.len() > 1,
            (Some(one), Some(two)) if one[0] == two[0] && (one.len() == 1 || two.len() == 1) => {}
            _ => return false,
        }
    }
}

/// The number of a house with what follows the street's name behind it: the first word that has a digit, and the rest.
pub(crate) fn house_and_street(address: &[u8]) -> (&[u8], &[u8]) {
    let cut = address.iter().position(|byte| *byte == b' ').unwrap_or(address.len());
    let (first, rest) = address.split_at(cut);
    if first.iter().any(u8::is_ascii_digit) { (first, rest.trim_ascii_start()) } else { (&[], address) }
}

/// Whether two addresses are spellings of one: the same house in a street that is abbreviated, cut or misspelt,
/// or a slip in the house number of the same street.
pub(crate) fn addresses_alike(one: &[u8], two: &[u8]) -> bool {
    let ((house, street), (other_house, other_street)) = (house_and_street(one), house_and_street(two));
    if house == other_house {
        return street == other_street
            || abbreviated(street, other_street)
            || words_within(street, other_street)
            || within_edits(street, other_street, 2);
    }
    street == other_street && !street.is_empty() && !house.is_empty() && within_one_edit(house, other_house)
        || within_one_edit(one, two)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_slip_is_one_edit() {
        for (one, two) in [("hung", "hun"), ("hung", "hnug"), ("hung", "hungg"), ("hung", "hang"), ("an", "an"), ("a", "")] {
            assert!(within_one_edit(one.as_bytes(), two.as_bytes()), "{one} {two}");
        }
        for (one, two) in [("hung", "hu"), ("hung", "ghun"), ("dung", "hang"), ("ab", "")] {
            assert!(!within_one_edit(one.as_bytes(), two.as_bytes()), "{one} {two}");
        }
    }

    #[test]
    fn jaro_winkler_knows_the_textbook() {
        for (one, two, expected) in [("martha", "marhta", 0.9611), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.8133)] {
            let likeness = jaro_winkler(one.as_bytes(), two.as_bytes());
            assert!((likeness - expected).abs() < 0.0001, "{one} {two} {likeness}");
        }
    }

    #[test]
    fn spellings_of_an_address_are_alike() {
        for (one, two) in [
            ("377 phan chu trinh", "377 p c trinh"),
            ("377 phan chu trinh", "377 phan chu trnih"),
            ("12/3 le loi", "12/3 le loi hamlet 5"),
            ("377 phan chu trinh", "37 phan chu trinh"),
        ] {
            assert!(addresses_alike(one.as_bytes(), two.as_bytes()), "{one} {two}");
        }
        for (one, two) in [("377 phan chu trinh", "377 hai ba trung"), ("12 le loi", "99 le loi")] {
            assert!(!addresses_alike(one.as_bytes(), two.as_bytes()), "{one} {two}");
        }
    }

    proptest! {
        #[test]
        fn likeness_is_symmetrical_and_bounded(one in "[a-d ]{0,12}", two in "[a-d ]{0,12}") {
            let (one, two) = (one.as_bytes(), two.as_bytes());
            let likeness = jaro_winkler(one, two);
            prop_assert!((0.0..=1.0).contains(&likeness));
            prop_assert!((likeness - jaro_winkler(two, one)).abs() < 1e-9);
            prop_assert_eq!(within_one_edit(one, two), within_one_edit(two, one));
            prop_assert_eq!(words_within(one, two), words_within(two, one));
            prop_assert_eq!(abbreviated(one, two), abbreviated(two, one));
            prop_assert_eq!(addresses_alike(one, two), addresses_alike(two, one));
        }

        #[test]
        fn one_edit_agrees_with_the_distance(one in "[ab]{0,6}", two in "[ab]{0,6}") {
            prop_assert_eq!(
                within_one_edit(one.as_bytes(), two.as_bytes()),
                kernel::name::edit_distance(&one, &two, 1).is_some()
            );
        }
    }
}
