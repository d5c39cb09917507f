//! Leaving out numbers that are too small, and those from which they could be worked out.

/// Numbers that add up to another one, all of them shown side by side somewhere.
pub(crate) struct Line {
    /// The number that they add up to, when it is shown too.
    pub(crate) sum: usize,
    /// The numbers, by their places.
    pub(crate) parts: Vec<usize>,
}

/// Which of `numbers` may be shown: none from 1 up to `least` - 1, and none that one could subtract to get at such a one.
///
/// In each line with hidden numbers at least two are hidden, which together are not small; or the sum is hidden, and then
/// at least one of its parts. Hiding one number can give another away in another line, so it goes on until nothing more
/// has to be hidden.
pub(crate) fn shown(numbers: &[i64], lines: &[Line], least: i64) -> Vec<Option<i64>> {
    let small = |number: i64| number > 0 && number < least;
    let mut cells: Vec<Option<i64>> = numbers.iter().map(|number| (!small(*number)).then_some(*number)).collect();
    loop {
        let mut changed = false;
        for line in lines {
            changed |= close(numbers, &mut cells, line, least);
        }
        if !changed {
            return cells;
        }
    }
}

/// Hides what a line still gives away; whether that was anything.
fn close(numbers: &[i64], cells: &mut [Option<i64>], line: &Line, least: i64) -> bool {
    let hidden: Vec<usize> = line.parts.iter().copied().filter(|&part| cells[part].is_none()).collect();
    let together: i64 = hidden.iter().map(|&part| numbers[part]).sum();
    let sum_is_hidden = cells[line.sum].is_none();
    let open = if sum_is_hidden { hidden.is_empty() } else { hidden.len() == 1 || (!hidden.is_empty() && together < least) };
    if !open {
        return false;
    }
    let next = line.parts.iter().copied().filter(|&part| cells[part].is_some_and(|number| number > 0));
    match next.min_by_key(|&part| numbers[part]) {
        Some(part) => cells[part] = None,
        // Nothing is left to hide it behind but the sum itself.
        None if !sum_is_hidden => cells[line.sum] = None,
        None => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sum stands behind its parts.
    fn row(parts: &[i64]) -> (Vec<i64>, Vec<Line>) {
        let mut numbers = parts.to_vec();
        numbers.push(parts.iter().sum());
        (numbers, vec![Line { sum: parts.len(), parts: (0..parts.len()).collect() }])
    }

    #[test]
    fn a_lone_small_number_takes_the_next_smallest_with_it() {
        let (numbers, lines) = row(&[3, 50, 7, 0]);
        assert_eq!(shown(&numbers, &lines, 5), [None, Some(50), None, Some(0), Some(60)]);
    }

    #[test]
    fn without_another_number_the_sum_is_hidden() {
        let (numbers, lines) = row(&[3, 0]);
        assert_eq!(shown(&numbers, &lines, 5), [None, Some(0), None]);
    }

    #[test]
    fn hidden_numbers_are_not_small_together() {
        let (numbers, lines) = row(&[1, 1, 9, 8]);
        assert_eq!(shown(&numbers, &lines, 5), [None, None, Some(9), None, Some(19)]);
    }

    proptest::proptest! {
        /// In a table with sums of rows and columns no small number can be got at by one subtraction.
        #[test]
        fn no_small_number_can_be_worked_out(parts in proptest::collection::vec(0_i64..15, 12)) {
            // Three rows of four; sums of rows at 12..15, of columns at 15..19.
            let mut numbers = parts.clone();
            let rows: Vec<Vec<usize>> = (0..3).map(|row| (0..4).map(|column| row * 4 + column).collect()).collect();
            let columns: Vec<Vec<usize>> = (0..4).map(|column| (0..3).map(|row| row * 4 + column).collect()).collect();
            let mut lines = Vec::new();
            for members in rows.into_iter().chain(columns) {
                numbers.push(members.iter().map(|&part| parts[part]).sum());
                lines.push(Line { sum: numbers.len() - 1, parts: members });
            }
            let cells = shown(&numbers, &lines, 5);
            for (number, cell) in numbers.iter().zip(&cells) {
                proptest::prop_assert!(!(1..5).contains(number) || cell.is_none());
            }
            for line in &lines {
                let hidden: Vec<i64> = line.parts.iter().filter(|&&part| cells[part].is_none()).map(|&part| numbers[part]).collect();
                match cells[line.sum] {
                    Some(_) => proptest::prop_assert!(hidden.is_empty() || (hidden.len() > 1 && hidden.iter().sum::<i64>() >= 5)),
                    None => proptest::prop_assert!(!hidden.is_empty() || numbers[line.sum] == 0),
                }
            }
        }
    }
}
