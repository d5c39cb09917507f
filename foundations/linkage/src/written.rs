//! Dates and numbers as lists write them, read into numbers that compare quickly.
//!
//! A date is the decimal number yyyymmdd, with 00 for what is not known; what is no day of a calendar is kept as
//! it is written, because a mistyped date is evidence too. A number is its digits with their count in the top byte.

/// Digits of the longest number that is compared; longer ones are cut.
const DIGITS_MAX: usize = 16;
const COUNT_AT: u32 = 56;

/// A date as yyyymmdd, or 0 when the text holds none.
///
/// Understood are `1962`, `1962-05`, `1962-05-09`, `19620509` and, with any of `/ - . ` between, day, month, year.
pub(crate) fn date(text: &[u8]) -> u32 {
    let text = text.trim_ascii();
    let text = text.strip_suffix(b".0").unwrap_or(text);
    let (mut parts, mut lengths, mut count) = ([0_u32; 3], [0_usize; 3], 0);
    let mut inside = false;
    for byte in text {
        match byte {
            b'0'..=b'9' => {
                if !inside {
                    if count == 3 {
                        break;
                    }
                    inside = true;
                    count += 1;
                }
                lengths[count - 1] += 1;
                if lengths[count - 1] > 8 {
                    return 0;
                }
                parts[count - 1] = parts[count - 1] * 10 + u32::from(byte - b'0');
            }
            b'/' | b'-' | b'.' => inside = false,
            // A time of day behind the date is not looked at.
            b' ' | b'T' if count == 3 => break,
            b' ' => inside = false,
            _ => return 0,
        }
    }
    match (count, lengths) {
        (1, [8, ..]) => parts[0],
        (1, [4, ..]) => parts[0] * 10_000,
        (2, [4, 1..=2, _]) => parts[0] * 10_000 + parts[1] * 100,
        (2, [1..=2, 4, _]) => parts[1] * 10_000 + parts[0] * 100,
        (3, [4, 1..=2, 1..=2]) => parts[0] * 10_000 + parts[1] * 100 + parts[2],
        (3, [1..=2, 1..=2, 4]) => parts[2] * 10_000 + parts[1] * 100 + parts[0],
        _ => 0,
    }
}

/// Year, month and day of a date.
pub(crate) const fn parts(date: u32) -> (u32, u32, u32) {
    (date / 10_000, date / 100 % 100, date % 100)
}

/// The date with the smaller of month and day first: the same for both orders.
pub(crate) fn order_free(date: u32) -> u32 {
    let (year, month, day) = parts(date);
    year * 10_000 + month.min(day) * 100 + month.max(day)
}

/// Whether day and month of one date are month and day of the other.
pub(crate) fn swapped(one: u32, two: u32) -> bool {
    one != two && order_free(one) == order_free(two)
}

/// Whether a date says the year alone: without a month, or the first of January, as offices write it.
pub(crate) const fn year_only(date: u32) -> bool {
    matches!(date % 10_000, 0 | 101)
}

/// Whether a slip parts two dates: one digit, two neighbours exchanged, or one part off by one or ten.
pub(crate) fn date_slip(one: u32, two: u32) -> bool {
    let ((year, month, day), (other_year, other_month, other_day)) = (parts(one), parts(two));
    let near = |left: u32, right: u32| matches!(left.abs_diff(right), 1 | 10);
    let differing = u32::from(year != other_year) + u32::from(month != other_month) + u32::from(day != other_day);
    if differing == 1 && (near(year, other_year) || near(month, other_month) || near(day, other_day)) {
        return true;
    }
    let (mut count, mut last, mut digits, mut other) = (0, None, one, two);
    for place in 0..8 {
        let (left, right) = (digits % 10, other % 10);
        if left != right {
            count += 1;
            let exchanged = last == Some((place - 1, right, left));
            if count > 2 || count == 2 && !exchanged {
                return false;
            }
            last = Some((place, left, right));
        }
        digits /= 10;
        other /= 10;
    }
    count == 1 || count == 2
}

/// The digits of a text with their count, or 0 when it has none.
pub(crate) fn digits(text: &[u8]) -> u64 {
    let (mut number, mut count) = (0_u64, 0_u64);
    for byte in text.iter().filter(|byte| byte.is_ascii_digit()).take(DIGITS_MAX) {
        number = number * 10 + u64::from(byte - b'0');
        count += 1;
    }
    if count == 0 { 0 } else { count << COUNT_AT | number }
}

/// A telephone number with its digits alone and `0` for the country's `+84`.
pub(crate) fn phone(text: &[u8]) -> u64 {
    let number = digits(text);
    let (count, value) = (number >> COUNT_AT, number & ((1 << COUNT_AT) - 1));
    let national = |rest: u64, length: u64| length << COUNT_AT | rest;
    match count {
        11 if value / 1_000_000_000 == 84 => national(value % 1_000_000_000, 10),
        13 if value / 1_000_000_000 == 84 => national(value % 1_000_000_000, 10),
        // A spreadsheet that takes it for a number drops the zero in front.
        9 => national(value, 10),
        _ => number,
    }
}

/// How many digits a number has.
pub(crate) const fn digit_count(number: u64) -> u64 {
    number >> COUNT_AT
}

/// The digits of a number as text, written into `room`.
pub(crate) fn digit_text(number: u64, room: &mut [u8; DIGITS_MAX]) -> &[u8] {
    let count = usize::try_from(digit_count(number)).unwrap_or(DIGITS_MAX).min(DIGITS_MAX);
    let mut rest = number & ((1 << COUNT_AT) - 1);
    for place in room[..count].iter_mut().rev() {
        *place = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    &room[..count]
}

/// Whether one edit parts two numbers.
pub(crate) fn digit_slip(one: u64, two: u64) -> bool {
    if one == 0 || two == 0 || digit_count(one).abs_diff(digit_count(two)) > 1 {
        return false;
    }
    let (mut left, mut right) = ([0; DIGITS_MAX], [0; DIGITS_MAX]);
    one != two && crate::likeness::within_one_edit(digit_text(one, &mut left), digit_text(two, &mut right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_read_as_lists_write_them() {
        for (text, expected) in [
            ("1962-05-09", 19620509),
            ("09/05/1962", 19620509),
            ("9.5.1962", 19620509),
            ("19620509", 19620509),
            ("19620509.0", 19620509),
            ("1962-05-09 00:00:00", 19620509),
            ("1962-05-09T00:00:00", 19620509),
            ("05/1962", 19620500),
            ("1962", 19620000),
            ("", 0),
            ("không rõ", 0),
            ("123456789", 0),
            ("62-5-9", 0),
        ] {
            assert_eq!(date(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn slips_in_dates_are_known_by_kind() {
        assert!(swapped(19620509, 19620905) && !swapped(19620505, 19620505));
        assert!(year_only(19620101) && year_only(19620000) && !year_only(19620501));
        for (one, two) in [(19990509, 20000509), (19620509, 19720509), (19620509, 19620510), (19620509, 19260509)] {
            assert!(date_slip(one, two), "{one} {two}");
        }
        assert!(!date_slip(19620509, 19620509) && !date_slip(19620509, 19850519));
    }

    #[test]
    fn telephone_numbers_have_one_form() {
        let plain = phone(b"0912345678");
        for text in ["+84 912 345 678", "0084912345678", "0912.345.678", "912345678"] {
            assert_eq!(phone(text.as_bytes()), plain, "{text}");
        }
        assert_ne!(phone(b"0912345679"), plain);
        assert_eq!(phone(b"-"), 0);
    }

    #[test]
    fn numbers_keep_zeros_in_front() {
        assert_ne!(digits(b"012"), digits(b"12"));
        assert!(digit_slip(digits(b"001062012345"), digits(b"001062012354")));
        assert!(!digit_slip(digits(b"001062012345"), digits(b"123456789")));
    }

    proptest! {
        #[test]
        fn slips_are_symmetrical(one in 0_u32..30000000, two in 0_u32..30000000, text: String) {
            prop_assert_eq!(date_slip(one, two), date_slip(two, one));
            prop_assert_eq!(swapped(one, two), swapped(two, one));
            date(text.as_bytes());
            phone(text.as_bytes());
        }

        #[test]
        fn a_number_is_its_digits(text in "[0-9]{1,16}") {
            let mut room = [0; DIGITS_MAX];
            prop_assert_eq!(digit_text(digits(text.as_bytes()), &mut room), text.as_bytes());
        }
    }
}
