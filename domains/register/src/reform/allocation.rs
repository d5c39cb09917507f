//! Which addresses of a divided commune go where: a list that an office writes as a spreadsheet.
//!
//! Three columns under a line of headers, `old,address,new`: the commune that ends, a part of an address (a street, a
//! village, a block), the commune that takes it over. The first line that fits an address counts; a line without an
//! address is for all that is left. An address fits when it holds the words of the part, in their order, whatever the
//! marks and capitals.

use super::error::ReformError;
use crate::model::address_key;
use kernel::UnitCode;
use std::io::Read;

/// The most rules of one list.
const RULES_MAX: usize = 200_000;

/// Which addresses of a commune that ends go where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The line of the list, from 1.
    pub line: u64,
    /// The commune that ends.
    pub old: UnitCode,
    /// The part of an address, folded; empty for all that is left.
    pub address_key: String,
    /// The commune that takes it over.
    pub new: UnitCode,
}

impl Rule {
    /// Reads the list.
    ///
    /// # Errors
    /// [`ReformError::Allocation`] for the first line that cannot be used.
    pub fn read(file: impl Read) -> Result<Vec<Self>, ReformError> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(file);
        let wrong = |line: u64, reason: &'static str| ReformError::Allocation { line, reason };
        let headers = reader.headers().map_err(|_| wrong(1, "cannot be read"))?;
        let headers: Vec<&str> = headers.iter().map(|header| header.trim_start_matches('\u{feff}')).collect();
        if headers != ["old", "address", "new"] {
            return Err(wrong(1, "expected the headers old,address,new"));
        }
        let mut rules = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| wrong(error.position().map_or(0, csv::Position::line), "cannot be read"))?;
            let line = record.position().map_or(0, csv::Position::line);
            let unit = |column: usize, reason| record.get(column).unwrap_or("").parse().map_err(|_| wrong(line, reason));
            rules.push(Self {
                line,
                old: unit(0, "the old unit is not the code of a unit")?,
                address_key: address_key(record.get(1).unwrap_or("")),
                new: unit(2, "the new unit is not the code of a unit")?,
            });
            if rules.len() > RULES_MAX {
                return Err(wrong(line, "the list is too long"));
            }
        }
        Ok(rules)
    }
}

/// The rules of one commune, ready to be asked.
#[derive(Debug, Clone)]
pub(crate) struct Division {
    main: UnitCode,
    rules: Vec<(String, UnitCode)>,
}

impl Division {
    pub(crate) const fn new(main: UnitCode, rules: Vec<(String, UnitCode)>) -> Self {
        Self { main, rules }
    }

    /// Where an address goes, and whether a rule says so.
    pub(crate) fn target(&self, address_key: &str) -> (&UnitCode, bool) {
        let found = self.rules.iter().find(|(part, _)| holds(address_key, part));
        found.map_or((&self.main, false), |(_, new)| (new, true))
    }
}

/// Whether the words of `part` stand in `key`, next to each other and whole.
fn holds(key: &str, part: &str) -> bool {
    if part.is_empty() {
        return true;
    }
    let mut from = 0;
    while let Some(at) = key.get(from..).and_then(|rest| rest.find(part)).map(|at| at + from) {
        let (before, behind) = (key[..at].chars().next_back(), key[at + part.len()..].chars().next());
        if before.is_none_or(|letter| letter == ' ') && behind.is_none_or(|letter| letter == ' ') {
            return true;
        }
        from = at + part.chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// Addresses side by side in the order of the index that go to the same commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) low: String,
    pub(crate) high: String,
    pub(crate) new: UnitCode,
    pub(crate) sure: bool,
}

/// Puts addresses, which are in order, into as few ranges as their targets allow.
pub(crate) fn runs(division: &Division, keys: Vec<String>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for key in keys {
        let (new, sure) = division.target(&key);
        match runs.last_mut().filter(|run| run.new == *new && run.sure == sure) {
            Some(run) => run.high = key,
            None => runs.push(Run { low: key.clone(), high: key.clone(), new: new.clone(), sure }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str) -> UnitCode {
        code.parse().expect("a unit")
    }

    #[test]
    fn a_part_of_an_address_is_whole_words() {
        assert!(holds("so 12 pho hang bong", "pho hang bong"));
        assert!(holds("pho hang bong", "pho hang bong"));
        assert!(!holds("so 12 pho hang bong nhuom", "hang bon"));
        assert!(holds("so 1 ngo 12 pho 12", "12"));
        assert!(!holds("so 121 ngo 312", "12"));
        assert!(holds("thon 1", ""));
    }

    #[test]
    fn the_first_rule_that_fits_counts() {
        let (one, two) = (unit("01-00004"), unit("01-00008"));
        let rules = vec![("pho mau".to_owned(), two.clone()), (String::new(), one.clone())];
        let division = Division::new(one.clone(), rules);
        assert_eq!(division.target("so 3 pho mau"), (&two, true));
        assert_eq!(division.target("so 3 pho khac"), (&one, true));
        assert_eq!(Division::new(two.clone(), Vec::new()).target("so 3"), (&two, false));
    }

    #[test]
    fn neighbours_with_one_target_are_one_range() {
        let (one, two) = (unit("01-00004"), unit("01-00008"));
        let division = Division::new(one, vec![("b".to_owned(), two)]);
        let keys = ["1 a", "1 b", "2 a", "3 a", "4 b"].map(str::to_owned).to_vec();
        let found: Vec<(String, String)> = runs(&division, keys).into_iter().map(|run| (run.low, run.high)).collect();
        let wanted = [("1 a", "1 a"), ("1 b", "1 b"), ("2 a", "3 a"), ("4 b", "4 b")];
        assert_eq!(found, wanted.map(|(low, high)| (low.to_owned(), high.to_owned())));
    }

    #[test]
    fn a_list_is_read_and_refused_by_line() {
        let good = "\u{feff}old,address,new\n01-001-00007,Phố Đội Cấn,01-00025\n";
        let rules = Rule::read(good.as_bytes()).expect("a list");
        assert_eq!(rules.first().map(|rule| rule.address_key.as_str()), Some("pho doi can"));
        let bad = "old,address,new\n01-001-00007,x,Ba Đình\n";
        assert!(matches!(Rule::read(bad.as_bytes()), Err(ReformError::Allocation { line: 2, .. })));
        assert!(matches!(Rule::read("a,b\n".as_bytes()), Err(ReformError::Allocation { line: 1, .. })));
    }
}
