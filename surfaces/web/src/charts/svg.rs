//! The frame that all pictures share, and what they are drawn from.

use super::ChartWords;
use crate::components::Markup;

/// The height of a legend's line.
pub(super) const LEGEND_LINE: i64 = 24;
/// The items of a legend side by side.
const LEGEND_COLUMNS: usize = 2;

/// The fill of each series. Whole words, so that a search for unused style rules finds them.
pub(super) const FILLS: [&str; 6] =
    ["chart-fill-1", "chart-fill-2", "chart-fill-3", "chart-fill-4", "chart-fill-5", "chart-fill-6"];
/// The line of each series: colour and dash.
pub(super) const STROKES: [&str; 4] = ["chart-line-1", "chart-line-2", "chart-line-3", "chart-line-4"];
/// The marker of each series, drawn around 0, 0: circle, square, diamond, triangle.
pub(super) const MARKERS: [&str; 4] =
    ["M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "M-4-4h8v8h-8z", "M0-5.5 5.5 0 0 5.5-5.5 0z", "M0-5 5 4h-10z"];
/// The pattern over each series: none, stripes, dots, stripes the other way, bars, grid.
const PATTERNS: [&str; 6] =
    ["", "M-2 2l4-4M0 8l8-8M6 10l4-4", "M2 2h2v2h-2zM6 6h2v2h-2z", "M-2 6l4 4M0 0l8 8M6-2l4 4", "M0 4h8", "M0 4h8M4 0v8"];

/// Text that stands in an element.
pub(super) fn escaped(text: &str) -> String {
    Markup::text(text).to_string()
}

/// One of a fixed list, by turns.
pub(super) fn by_turns<'a>(list: &[&'a str], index: usize) -> &'a str {
    list.get(index % list.len().max(1)).copied().unwrap_or_default()
}

/// A whole picture: an image to assistive technology, told by its title and description.
pub(super) fn picture(words: &ChartWords<'_>, class: &str, height: i64, content: &str) -> String {
    let (id, title, description) = (escaped(words.id), escaped(words.title), escaped(words.description));
    format!(
        r#"<svg class="chart {class}" role="img" aria-labelledby="{id}-title {id}-desc" width="100%" height="{height}" xmlns="http://www.w3.org/2000/svg"><title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>{content}</svg>"#
    )
}

/// A text at a place. `x` may be a percentage; `anchor` is `start`, `middle` or `end`.
pub(super) fn text(x: &str, y: i64, anchor: &str, class: &str, content: &str) -> String {
    format!(r#"<text class="{class}" x="{x}" y="{y}" text-anchor="{anchor}">{}</text>"#, escaped(content))
}

/// The patterns that tell the series of a stacked chart apart without colour.
pub(super) fn patterns(id: &str, series: usize) -> String {
    let one = |index: usize| {
        let path = by_turns(&PATTERNS, index);
        format!(
            r#"<pattern id="{}" width="8" height="8" patternUnits="userSpaceOnUse"><path class="chart-pattern" d="{path}"/></pattern>"#,
            pattern_id(id, index)
        )
    };
    let wanted = (0..series).filter(|index| !by_turns(&PATTERNS, *index).is_empty());
    format!("<defs>{}</defs>", wanted.map(one).collect::<String>())
}

fn pattern_id(id: &str, index: usize) -> String {
    format!("{}-pattern-{}", escaped(id), index % PATTERNS.len() + 1)
}

/// A filled box of a series, with its pattern over it.
pub(super) fn patterned_box(id: &str, index: usize, place: &str) -> String {
    let fill = format!(r#"<rect class="{}" {place}/>"#, by_turns(&FILLS, index));
    if by_turns(&PATTERNS, index).is_empty() {
        fill
    } else {
        format!(r#"{fill}<rect fill="url(#{})" {place}/>"#, pattern_id(id, index))
    }
}

/// The height of a legend over a chart with so many series.
pub(super) fn legend_height(series: usize) -> i64 {
    i64::try_from(series.div_ceil(LEGEND_COLUMNS)).unwrap_or(1) * LEGEND_LINE
}

/// The legend: `mark` draws the sign of a series around 0, 0.
pub(super) fn legend(names: &[&str], mark: impl Fn(usize) -> String) -> String {
    let item = |(index, name): (usize, &&str)| {
        let x = if index % LEGEND_COLUMNS == 0 { "0" } else { "50%" };
        let y = i64::try_from(index / LEGEND_COLUMNS).unwrap_or_default() * LEGEND_LINE;
        format!(
            r#"<svg x="{x}" y="{y}" overflow="visible">{}<text class="chart-label" x="26" y="16">{}</text></svg>"#,
            mark(index),
            escaped(name)
        )
    };
    names.iter().enumerate().map(item).collect()
}
