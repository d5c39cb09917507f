//! Stacked bars: what wholes are made of, such as early, on time and late.

use super::data::table_of;
use super::scale::{Scale, percent};
use super::svg::{escaped, legend, legend_height, patterned_box, patterns, picture, text};
use super::{Chart, ChartWords, Series};

/// The height of a bar with the words above it.
const ROW: i64 = 48;
const BAR: i64 = 16;

/// Horizontal bars of several parts, one bar a category, with a legend over them. All bars share one scale.
pub fn stacked(words: &ChartWords<'_>, categories: &[String], series: &[Series], format: &dyn Fn(i64) -> String) -> Chart {
    let total = |index: usize| series.iter().filter_map(|one| one.at(index)).map(|value| value.max(0)).sum::<i64>();
    let scale = Scale::holding((0..categories.len()).map(total).max().unwrap_or(1));
    let names: Vec<&str> = series.iter().map(|one| one.name.as_str()).collect();
    let mut content = patterns(words.id, series.len());
    content.push_str(&legend(&names, |index| patterned_box(words.id, index, r#"x="0" y="4" width="18" height="14""#)));
    let mut y = legend_height(series.len());
    for (index, label) in categories.iter().enumerate() {
        let known = series.iter().any(|one| one.at(index).is_some());
        let whole = if known { format(total(index)) } else { words.no_data.to_owned() };
        content.push_str(&text("0", y + 16, "start", "chart-label", label));
        content.push_str(&text("100%", y + 16, "end", "chart-value", &whole));
        content.push_str(&format!(r#"<rect class="chart-track" x="0" y="{}" width="100%" height="{BAR}"/>"#, y + 24));
        content.push_str(&parts(words, series, index, label, scale, y + 24, format));
        y += ROW;
    }
    Chart { svg: picture(words, "chart-stacked", y, &content), table: table_of(words, categories, series, format) }
}

fn parts(
    words: &ChartWords<'_>,
    series: &[Series],
    index: usize,
    label: &str,
    scale: Scale,
    y: i64,
    format: &dyn Fn(i64) -> String,
) -> String {
    let mut parts = String::new();
    let mut start = 0;
    for (number, one) in series.iter().enumerate() {
        let Some(value) = one.at(index).filter(|value| *value > 0) else { continue };
        let place = format!(r#"x="{}" y="{y}" width="{}" height="{BAR}""#, percent(start, scale.top), percent(value, scale.top));
        let tip = escaped(&format!("{label}, {}: {}", one.name, format(value)));
        parts.push_str(&format!("<g><title>{tip}</title>{}</g>", patterned_box(words.id, number, &place)));
        start += value;
    }
    parts
}
