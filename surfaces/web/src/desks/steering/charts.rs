//! The pictures of the dashboard, each with its numbers as a table under it.

use steering::{ChildRow, Figures, Light, Overview, Share, Targets};

use crate::{
    charts::{self, Bar, BarTone, Chart, ChartWords, Series},
    components::{Cell, Column, Disclosure, EmptyState, Icon, Markup, Row, Table},
    desks::unit_choice,
    visit::Visit,
};

/// Bars that fit a page; the ranking holds every unit.
const BARS_MAX: usize = 10;
/// A whole, in tenths of a percent.
const WHOLE: i64 = 1_000;

/// A picture with its numbers.
pub(super) struct Figure {
    pub(super) title: String,
    pub(super) says: String,
    pub(super) picture: Markup,
    pub(super) numbers: Disclosure,
}

fn figure(visit: &Visit, id: &'static str, says: String, chart: Chart) -> Figure {
    let words = &visit.words;
    let mut columns = chart.table.columns.into_iter();
    let first = Column::new(columns.next().unwrap_or_default());
    let columns = std::iter::once(first).chain(columns.map(Column::number)).collect();
    let rows = chart
        .table
        .rows
        .into_iter()
        .map(|row| Row::new(std::iter::once(row.head).chain(row.cells).map(|text| Cell::text(&text)).collect()));
    let empty = EmptyState::new(words.say("web-steering-none"), words.say("web-steering-none-text"));
    let table = Table::new(words, id, chart.table.caption.clone(), columns, empty).rows(rows.collect()).always_table();
    let numbers = Disclosure::new(words.say("web-steering-numbers"), Markup::of(&table)).icon(Icon::Chart);
    Figure { title: chart.table.caption, says, picture: Markup::drawing(chart.svg), numbers }
}

/// What came in and what was settled, day by day.
pub(super) fn by_day(visit: &Visit, overview: &Overview) -> Figure {
    let words = &visit.words;
    // Day and month: whole dates would run into each other on a phone, and no period is longer than a year.
    let days: Vec<String> = overview.days.iter().map(|row| format!("{:02}/{:02}", row.day.day(), row.day.month())).collect();
    let series = |id: &str, value: fn(&Figures) -> i64| {
        Series::new(words.say(id), overview.days.iter().map(|row| Some(value(&row.figures))).collect())
    };
    let lines = [series("steering-figure-filed", |figures| figures.filed), series("steering-figure-resolved", Figures::resolved)];
    let says = words
        .fill("web-steering-trend-says")
        .put("filed", words.number(overview.figures.filed))
        .put("resolved", words.number(overview.figures.resolved()))
        .to_string();
    let (title, category, no_data) = (words.say("web-steering-trend"), words.say("web-day"), words.say("steering-no-data"));
    let said = ChartWords { id: "trend", title: &title, description: &says, category: &category, no_data: &no_data };
    let chart = charts::lines(&said, &days, &lines, None, &|number| words.number(number));
    figure(visit, "trend-numbers", says, chart)
}

/// The units that are furthest from the target, the furthest first. Nothing to compare when there are fewer than two.
pub(super) fn by_unit(visit: &Visit, overview: &Overview, targets: Targets) -> Option<Figure> {
    let words = &visit.words;
    let mut ranked: Vec<&ChildRow> = overview.children.iter().filter(|child| child.rank.is_some()).collect();
    if ranked.len() < 2 {
        return None;
    }
    ranked.sort_by(|one, other| (other.rank, &one.unit).cmp(&(one.rank, &other.unit)));
    let behind = ranked.iter().filter(|child| child.light != Light::Green).count();
    let bars: Vec<Bar> = ranked.iter().take(BARS_MAX).map(|child| bar(visit, child)).collect();
    let says = words
        .fill("web-steering-attention-says")
        .put("behind", behind)
        .put("units", ranked.len())
        .put("target", targets.target)
        .to_string();
    let (title, category, no_data) = (words.say("web-steering-attention"), words.say("web-unit"), words.say("steering-no-data"));
    let said = ChartWords { id: "attention", title: &title, description: &says, category: &category, no_data: &no_data };
    let name = words.say("steering-indicator-punctuality");
    let chart = charts::bars(&said, &name, &bars, Some(WHOLE), Some(targets.target * WHOLE / 100), &|permille| {
        words.percent(permille, WHOLE)
    });
    Some(figure(visit, "attention-numbers", says, chart))
}

fn bar(visit: &Visit, child: &ChildRow) -> Bar {
    let tone = match child.light {
        Light::Green => BarTone::Good,
        Light::Amber => BarTone::Fair,
        Light::Red => BarTone::Poor,
        Light::None => BarTone::Plain,
    };
    Bar {
        label: unit_choice::name(visit, &child.unit),
        value: child.figures.punctuality().map(Share::permille),
        note: Some(visit.words.say(child.light.message_id())),
        tone,
    }
}
