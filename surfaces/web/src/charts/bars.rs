//! Bars: one number for each of several things, such as units by punctuality.

use super::data::table_of;
use super::scale::Scale;
use super::svg::{escaped, picture, text};
use super::{Chart, ChartWords, Series};

/// The height of a bar with the words above it.
const ROW: i64 = 44;

/// How a bar stands against its target. The word for it is shown beside the number, the colour only helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarTone {
    /// Nothing to say.
    Plain,
    /// On target.
    Good,
    /// Near it.
    Fair,
    /// Off it.
    Poor,
}

impl BarTone {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "chart-fill-1",
            Self::Good => "chart-good",
            Self::Fair => "chart-fair",
            Self::Poor => "chart-poor",
        }
    }
}

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How long it is; nothing when there is no data.
    pub value: Option<i64>,
    /// A word beside the number, such as that of the traffic light.
    pub note: Option<String>,
    /// Its tone.
    pub tone: BarTone,
}

/// Horizontal bars, each with its words above it so that long names fit on a phone.
///
/// `name` is the head of the numbers' column; `top` the end of the scale, by default a round number above the longest
/// bar; `target` draws a line over every bar.
pub fn bars(
    words: &ChartWords<'_>,
    name: &str,
    bars: &[Bar],
    top: Option<i64>,
    target: Option<i64>,
    format: &dyn Fn(i64) -> String,
) -> Chart {
    let longest = bars.iter().filter_map(|bar| bar.value).chain(target).max().unwrap_or(1);
    let scale = top.map_or_else(|| Scale::holding(longest), Scale::up_to);
    let mut content = String::new();
    let mut y = 0;
    for bar in bars {
        content.push_str(&row(words, bar, scale, y, format));
        if let Some(target) = target {
            let x = scale.percent(target);
            content.push_str(&format!(r#"<line class="chart-target" x1="{x}" x2="{x}" y1="{}" y2="{}"/>"#, y + 21, y + 37));
        }
        y += ROW;
    }
    let categories: Vec<String> = bars.iter().map(|bar| bar.label.clone()).collect();
    let series = [Series::new(name, bars.iter().map(|bar| bar.value).collect())];
    Chart { svg: picture(words, "chart-bars", y, &content), table: table_of(words, &categories, &series, format) }
}

fn row(words: &ChartWords<'_>, bar: &Bar, scale: Scale, y: i64, format: &dyn Fn(i64) -> String) -> String {
    let number = match (bar.value.map(format), &bar.note) {
        (Some(number), Some(note)) => format!("{number} · {note}"),
        (Some(number), None) => number,
        (None, _) => words.no_data.to_owned(),
    };
    let mut row = text("0", y + 16, "start", "chart-label", &bar.label);
    row.push_str(&text("100%", y + 16, "end", "chart-value", &number));
    row.push_str(&format!(r#"<rect class="chart-track" x="0" y="{}" width="100%" height="10" rx="2"/>"#, y + 24));
    if let Some(value) = bar.value {
        let (width, class) = (scale.percent(value), bar.tone.class());
        let tip = escaped(&format!("{}: {number}", bar.label));
        row.push_str(&format!(
            r#"<rect class="{class}" x="0" y="{}" width="{width}" height="10" rx="2"><title>{tip}</title></rect>"#,
            y + 24
        ));
    }
    row
}
