//! Telephone numbers in the one form that the register keeps.

/// Ten or eleven digits from 0 on, however they were written; nothing for a text that is no number of Viet Nam.
pub(crate) fn telephone(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let local = match digits.strip_prefix("84").filter(|rest| rest.len() == 9) {
        Some(rest) => format!("0{rest}"),
        None => digits,
    };
    ((10..=11).contains(&local.len()) && local.starts_with('0')).then_some(local)
}

#[cfg(test)]
mod tests {
    use super::telephone;

    #[test]
    fn a_number_has_one_form() {
        assert_eq!(telephone("+84 912 345 678").as_deref(), Some("0912345678"));
        assert_eq!(telephone("0912.345.678").as_deref(), Some("0912345678"));
        assert_eq!(telephone("024 3825 1234").as_deref(), Some("02438251234"));
        assert_eq!(telephone("912345678"), None);
        assert_eq!(telephone("123"), None);
    }
}
