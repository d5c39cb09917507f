//! Sparklines: a trend no larger than a word.

use super::scale::Scale;
use super::svg::escaped;

const WIDTH: i64 = 100;
const HEIGHT: i64 = 24;

/// A small line without axes, for a tile or a cell. `title` says what it shows and how it goes, since no table stands
/// beside it: "Hồ sơ đã nộp, 30 ngày: từ 12 đến 40".
pub fn sparkline(title: &str, values: &[Option<i64>]) -> String {
    let scale = Scale::holding(values.iter().flatten().copied().max().unwrap_or(1));
    let last = i64::try_from(values.len()).unwrap_or(1) - 1;
    let point = |(index, value): (usize, &Option<i64>)| {
        let x = i64::try_from(index).unwrap_or_default() * WIDTH / last.max(1);
        value.map(|value| (x, 1 + scale.down(value, HEIGHT - 2)))
    };
    let points: Vec<Option<(i64, i64)>> = values.iter().enumerate().map(point).collect();
    let runs = points.split(Option::is_none).filter(|run| !run.is_empty()).map(|run| {
        // A lone point becomes a short dash, which a line of one point would not be.
        let end = run.first().copied().flatten().filter(|_| run.len() == 1).map(|(x, y)| (x + 2, y));
        let points: Vec<String> = run.iter().copied().flatten().chain(end).map(|(x, y)| format!("{x},{y}")).collect();
        format!(r#"<polyline class="chart-line-1" vector-effect="non-scaling-stroke" points="{}"/>"#, points.join(" "))
    });
    format!(
        r#"<svg class="chart-spark" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" xmlns="http://www.w3.org/2000/svg"><title>{}</title>{}</svg>"#,
        escaped(title),
        runs.collect::<String>()
    )
}
