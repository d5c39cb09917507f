//! The ways to read a typed name.

/// One way to read what was typed: which words are family, middle and given name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading<'a> {
    pub(crate) family: &'a str,
    pub(crate) middle: String,
    pub(crate) given: &'a str,
}

/// The order in which Vietnamese names are written; `None` for a single word.
pub(crate) fn as_written<'a>(words: &[&'a str]) -> Option<Reading<'a>> {
    match words {
        [family, middle @ .., given] => Some(Reading { family, middle: middle.join(" "), given }),
        _ => None,
    }
}

/// Orders that foreign forms and hurried people use: given name first, or family name last.
pub(crate) fn swapped<'a>(words: &[&'a str]) -> Vec<Reading<'a>> {
    let mut readings = Vec::new();
    if let [given, middle @ .., family] = words {
        readings.push(Reading { family, middle: middle.join(" "), given });
    }
    if let [given, family, middle @ ..] = words
        && !middle.is_empty()
    {
        readings.push(Reading { family, middle: middle.join(" "), given });
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_in_three_orders() {
        let words = ["an", "nguyen", "van"];
        let first = as_written(&words).expect("two words or more");
        assert_eq!((first.family, first.middle.as_str(), first.given), ("an", "nguyen", "van"));
        let swapped = swapped(&words);
        let texts: Vec<_> = swapped.iter().map(|reading| (reading.family, reading.middle.as_str(), reading.given)).collect();
        assert_eq!(texts, [("van", "nguyen", "an"), ("nguyen", "van", "an")]);
        assert!(as_written(&["an"]).is_none());
    }
}
