//! From numbers to places, in whole numbers so that every machine draws the same.

/// Lines of a grid, besides the base.
const LINES_MAX: i64 = 4;

/// A scale from nothing to a round number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// The upper end, at least 1.
    pub(super) top: i64,
    /// The distance of the grid's lines.
    pub(super) step: i64,
}

impl Scale {
    /// The smallest round scale that holds `max`: steps are 1, 2 or 5 times a power of ten.
    pub(super) fn holding(max: i64) -> Self {
        let max = max.clamp(1, i64::MAX / 100);
        let mut power = 1;
        let step = loop {
            if let Some(step) = [1, 2, 5].map(|factor| factor * power).into_iter().find(|step| step * LINES_MAX >= max) {
                break step;
            }
            power *= 10;
        };
        Self { top: step * ((max + step - 1) / step), step }
    }

    /// A scale with a given end, such as 1,000 for shares in tenths of a percent.
    pub(super) fn up_to(top: i64) -> Self {
        let top = top.max(1);
        Self { top, step: (top / LINES_MAX).max(1) }
    }

    /// The grid's lines, from the base up.
    pub(super) fn lines(self) -> impl Iterator<Item = i64> {
        (0..).map(move |line| line * self.step).take_while(move |value| *value <= self.top)
    }

    /// How far along the scale `value` lies, as a percentage.
    pub(super) fn percent(self, value: i64) -> String {
        percent(value.clamp(0, self.top), self.top)
    }

    /// How far down from the top of `height` pixels `value` lies.
    pub(super) fn down(self, value: i64, height: i64) -> i64 {
        height - (value.clamp(0, self.top) * height + self.top / 2) / self.top
    }
}

/// `part` of `whole` as a percentage with at most two decimals: `33.33%`.
pub(super) fn percent(part: i64, whole: i64) -> String {
    let hundredths = (part * 10_000 + whole / 2) / whole.max(1);
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let text = format!("{whole}.{rest:02}");
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_round_and_hold_the_largest() {
        let ends = [0, 1, 4, 5, 9, 17, 40, 41, 99, 1_234].map(|max| Scale::holding(max).top);
        assert_eq!(ends, [1, 1, 4, 6, 10, 20, 40, 60, 100, 1_500]);
        for max in 1..5_000 {
            let scale = Scale::holding(max);
            assert!(scale.top >= max && scale.top < 2 * max + 1 && scale.lines().count() <= 5, "{max}: {scale:?}");
        }
        assert!(Scale::holding(i64::MAX).top > 0);
    }

    #[test]
    fn percentages_are_short() {
        assert_eq!([percent(1, 3), percent(1, 2), percent(0, 7), percent(7, 7)], ["33.33%", "50%", "0%", "100%"]);
    }

    #[test]
    fn high_values_lie_near_the_top() {
        let scale = Scale::up_to(100);
        assert_eq!([scale.down(0, 200), scale.down(50, 200), scale.down(100, 200), scale.down(900, 200)], [200, 100, 0, 0]);
    }
}
