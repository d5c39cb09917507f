//! Lines: numbers day by day.

use super::data::table_of;
use super::scale::{Scale, percent};
use super::svg::{MARKERS, STROKES, by_turns, escaped, legend, legend_height, picture, text};
use super::{Chart, ChartWords, Series};

/// The height of the plot and what lies under and over it.
const PLOT: i64 = 180;
const ABOVE: i64 = 20;
const BELOW: i64 = 28;
/// The plot's own width; it is stretched to the page's.
const WIDTH: i64 = 1_000;
/// The first and the last point keep this distance from the edge, in tenths of a percent.
const MARGIN: i64 = 20;
/// More points than this have no markers.
const MARKED_MAX: usize = 16;
/// Labels under the plot; more would run into each other on a phone.
const LABELS_MAX: usize = 4;

/// Lines over equally spaced categories, such as days, with a legend when there are several. A gap in the data is a
/// gap in the line. `top` is the end of the scale, by default a round number above the highest point.
pub fn lines(
    words: &ChartWords<'_>,
    categories: &[String],
    series: &[Series],
    top: Option<i64>,
    format: &dyn Fn(i64) -> String,
) -> Chart {
    let highest = series.iter().flat_map(|one| one.values.iter().flatten()).copied().max().unwrap_or(1);
    let scale = top.map_or_else(|| Scale::holding(highest), Scale::up_to);
    let mut content = String::new();
    let mut y = ABOVE;
    if series.len() > 1 {
        let names: Vec<&str> = series.iter().map(|one| one.name.as_str()).collect();
        content.push_str(&legend(&names, sample));
        y += legend_height(series.len());
    }
    for value in scale.lines() {
        let at = y + scale.down(value, PLOT);
        content.push_str(&format!(r#"<line class="chart-grid" x1="0" x2="100%" y1="{at}" y2="{at}"/>"#));
    }
    for (index, one) in series.iter().enumerate() {
        content.push_str(&line(index, one, categories, scale, y, format));
    }
    // The numbers of the grid come last, so that no line runs through them.
    for value in scale.lines() {
        content.push_str(&text("0", y + scale.down(value, PLOT) - 4, "start", "chart-tick", &format(value)));
    }
    content.push_str(&labels(categories, y + PLOT + 20));
    Chart { svg: picture(words, "chart-lines", y + PLOT + BELOW, &content), table: table_of(words, categories, series, format) }
}

/// The sign of a series in the legend.
fn sample(index: usize) -> String {
    format!(
        r#"<line class="{}" x1="0" x2="20" y1="11" y2="11"/><path class="{} chart-marker" transform="translate(10 11)" d="{}"/>"#,
        by_turns(&STROKES, index),
        by_turns(&STROKES, index),
        by_turns(&MARKERS, index)
    )
}

/// Where a point lies across, in thousandths of the width.
fn across(index: usize, count: usize) -> i64 {
    let (index, last) = (i64::try_from(index).unwrap_or_default(), i64::try_from(count).unwrap_or(1) - 1);
    if last <= 0 { WIDTH / 2 } else { MARGIN + index * (WIDTH - 2 * MARGIN) / last }
}

fn line(index: usize, one: &Series, categories: &[String], scale: Scale, y: i64, format: &dyn Fn(i64) -> String) -> String {
    let class = by_turns(&STROKES, index);
    let points: Vec<Option<(i64, i64)>> = (0..categories.len())
        .map(|place| one.at(place).map(|value| (across(place, categories.len()), scale.down(value, PLOT))))
        .collect();
    let runs = points.split(Option::is_none).filter(|run| run.len() > 1).map(|run| {
        let points: Vec<String> = run.iter().flatten().map(|(x, y)| format!("{x},{y}")).collect();
        format!(r#"<polyline class="{class}" vector-effect="non-scaling-stroke" points="{}"/>"#, points.join(" "))
    });
    let mut drawn = format!(
        r#"<svg x="0" y="{y}" width="100%" height="{PLOT}" viewBox="0 0 {WIDTH} {PLOT}" preserveAspectRatio="none" overflow="visible">{}</svg>"#,
        runs.collect::<String>()
    );
    for (place, point) in points.iter().enumerate() {
        // A point with gaps on both sides would be invisible without its marker.
        let alone = (place == 0 || points.get(place - 1).is_none_or(Option::is_none))
            && points.get(place + 1).is_none_or(Option::is_none);
        let (Some((x, down)), true) = (point, alone || categories.len() <= MARKED_MAX) else { continue };
        let label = categories.get(place).map_or("", String::as_str);
        let tip = escaped(&format!("{label}, {}: {}", one.name, one.at(place).map_or_else(String::new, format)));
        drawn.push_str(&format!(
            r#"<svg x="{}" y="{}" overflow="visible"><path class="{class} chart-marker" d="{}"><title>{tip}</title></path></svg>"#,
            percent(*x, WIDTH),
            y + down,
            by_turns(&MARKERS, index)
        ));
    }
    drawn
}

/// A few labels under the plot: the first, the last, some between.
fn labels(categories: &[String], y: i64) -> String {
    let count = categories.len();
    let shown = LABELS_MAX.min(count);
    let mut labels = String::new();
    for turn in 0..shown {
        let index = if shown > 1 { turn * (count - 1) / (shown - 1) } else { 0 };
        let anchor = match turn {
            0 if shown > 1 => "start",
            last if last + 1 == shown && shown > 1 => "end",
            _ => "middle",
        };
        let x = match anchor {
            "start" => "0".to_owned(),
            "end" => "100%".to_owned(),
            _ => percent(across(index, count), WIDTH),
        };
        labels.push_str(&text(&x, y, anchor, "chart-tick", categories.get(index).map_or("", String::as_str)));
    }
    labels
}
