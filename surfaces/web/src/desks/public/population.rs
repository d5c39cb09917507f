//! How many people live where, for everyone: by unit, age and sex, by today's units and by those that ended.

use axum::extract::Query;
use gate::Failure;
use kernel::UnitCode;
use register::statistics::{self, Counted, Movement, UnitFigures, UnitRow};
use serde::Deserialize;

use crate::{
    charts::{self, Chart, ChartWords, Series},
    components::{Button, Cell, Column, Disclosure, EmptyState, Icon, Markup, Note, Row, StatTile, Table, Tone},
    desks::figures::{Figure, card, tiles},
    halt::Parts,
    routes,
    visit::{Answer, Visit, file},
    words::Words,
};

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    unit: String,
    /// `ended` for the units of before.
    #[serde(default)]
    of: String,
}

/// The units of before, in the address.
const ENDED: &str = "ended";

pub(crate) async fn page(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let city = visit.platform.pack.identity().city.clone();
    let unit: UnitCode = asked.unit.parse().unwrap_or_else(|_| city.clone());
    let ended = asked.of == ENDED;
    let wanted = unit.clone();
    let (frame, (counted, figures, units)) = visit
        .read(move |tx, _| {
            let counted = statistics::counted(tx)?;
            let figures = statistics::figures(tx, &wanted)?;
            Ok::<_, Failure>((counted, figures, statistics::units(tx, &city, ended)?))
        })
        .await?;
    let words = &visit.words;
    let page = visit
        .shell(&frame, words.say("web-population-title"), &routes::open_population())
        .crumb(words.say("web-open-title"), routes::open_data());
    let name = visit.platform.places.full_name(&unit);
    let parts = match counted {
        None => {
            let nothing = EmptyState::new(words.say("web-population-none"), words.say("web-population-none-text"));
            vec![Markup::of(&card(Markup::of(&nothing)))]
        }
        Some(counted) => shown(&visit, counted, &figures, &units, ended),
    };
    let lead = format!("{name} · {}", words.say("web-population-lead"));
    Ok(visit.page(&Parts { page, lead, parts }))
}

fn shown(visit: &Visit, counted: Counted, figures: &UnitFigures, units: &[UnitRow], ended: bool) -> Vec<Markup> {
    let words = &visit.words;
    let own = units.iter().find(|row| row.unit == figures.unit);
    let sum = |sex: fn(&statistics::AgeRow) -> Option<i64>| figures.ages.iter().map(sex).sum::<Option<i64>>();
    let male = own.map_or_else(|| sum(|row| row.male), |row| row.male);
    let female = own.map_or_else(|| sum(|row| row.female), |row| row.female);
    let mut stats = vec![
        StatTile::new(words.say("web-population-people"), number(words, figures.people)),
        StatTile::new(words.word("sex", kernel::Sex::Male), number(words, male)),
        StatTile::new(words.word("sex", kernel::Sex::Female), number(words, female)),
    ];
    if let Some(row) = own {
        stats.push(StatTile::new(words.say("web-population-households"), number(words, row.households)));
    }
    let method = words
        .fill("web-population-method")
        .put("day", words.date(counted.on))
        .put("least", words.number(counted.least))
        .to_string();
    let (other, of) = if ended { ("web-population-today", "") } else { ("web-population-ended", ENDED) };
    let switch = Button::link(words.say(other), routes::query(routes::open_population(), &[("of", of)])).secondary();
    let download = Button::link(words.say("web-population-file"), routes::open_population_file()).secondary();
    let mut parts = vec![Markup::of(&tiles(stats))];
    parts.extend(by_age(words, figures));
    parts.extend(by_month(words, figures));
    parts.push(Markup::of(&by_unit(visit, units, ended)));
    parts.push(Markup::of(&switch).then(&Markup::text(" ")).then(&Markup::of(&download)));
    parts.push(Markup::of(&Note::new(Tone::Neutral, method)));
    parts
}

fn number(words: &Words, number: Option<i64>) -> String {
    number.map_or_else(|| words.say("web-population-few"), |number| words.number(number))
}

/// The age groups, men and women.
fn by_age(words: &Words, figures: &UnitFigures) -> Option<Markup> {
    if figures.ages.is_empty() {
        return None;
    }
    let oldest = statistics::OLDEST_GROUP;
    let group =
        |from: i64| if from == oldest { format!("{from}+") } else { format!("{from}–{}", from + statistics::GROUP_YEARS - 1) };
    let categories: Vec<String> = figures.ages.iter().map(|row| group(row.from)).collect();
    let series = [
        Series::new(words.word("sex", kernel::Sex::Male), figures.ages.iter().map(|row| row.male).collect()),
        Series::new(words.word("sex", kernel::Sex::Female), figures.ages.iter().map(|row| row.female).collect()),
    ];
    let (title, says) = (words.say("web-population-by-age"), words.say("web-population-by-age-says"));
    let (category, few) = (words.say("web-population-age"), words.say("web-population-few"));
    let said = ChartWords { id: "ages", title: &title, description: &says, category: &category, no_data: &few };
    Some(picture(words, "ages-numbers", &said, charts::stacked(&said, &categories, &series, &|number| words.number(number))))
}

/// Who came and went, the latest month last.
fn by_month(words: &Words, figures: &UnitFigures) -> Option<Markup> {
    if figures.months.is_empty() {
        return None;
    }
    let months: Vec<&statistics::MonthRow> = figures.months.iter().rev().collect();
    let categories: Vec<String> = months.iter().map(|row| row.month.clone()).collect();
    let series: Vec<Series> = Movement::ALL
        .iter()
        .map(|kind| {
            let values = months.iter().map(|row| row.moved.get(kind).copied().unwrap_or(Some(0))).collect();
            Series::new(words.word("web-movement", *kind), values)
        })
        .collect();
    let (title, says) = (words.say("web-population-by-month"), words.say("web-population-by-month-says"));
    let (category, few) = (words.say("web-population-month"), words.say("web-population-few"));
    let said = ChartWords { id: "months", title: &title, description: &says, category: &category, no_data: &few };
    Some(picture(words, "months-numbers", &said, charts::stacked(&said, &categories, &series, &|number| words.number(number))))
}

/// A picture, and its numbers as a table under it.
fn picture(words: &Words, id: &'static str, said: &ChartWords<'_>, chart: Chart) -> Markup {
    let mut columns = chart.table.columns.into_iter();
    let first = Column::new(columns.next().unwrap_or_default());
    let columns = std::iter::once(first).chain(columns.map(Column::number)).collect();
    let rows = chart
        .table
        .rows
        .into_iter()
        .map(|row| Row::new(std::iter::once(row.head).chain(row.cells).map(|text| Cell::text(&text)).collect()));
    let empty = EmptyState::new(words.say("web-population-none"), words.say("web-population-none-text"));
    let table = Table::new(words, id, chart.table.caption, columns, empty).with_caption().rows(rows.collect());
    let numbers = Disclosure::new(words.say("web-steering-numbers"), Markup::of(&table)).icon(Icon::Chart);
    let (title, says) = (said.title.to_owned(), said.description.to_owned());
    Markup::of(&Figure { title, says, picture: Markup::drawing(chart.svg), numbers })
}

fn by_unit(visit: &Visit, units: &[UnitRow], ended: bool) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-unit")),
        Column::number(words.say("web-population-people")),
        Column::number(words.word("sex", kernel::Sex::Male)),
        Column::number(words.word("sex", kernel::Sex::Female)),
        Column::number(words.say("web-population-households")),
    ];
    let of = if ended { ENDED } else { "" };
    let rows = units.iter().map(|row| {
        let name = visit.platform.places.name(&row.unit).to_owned();
        let address = routes::query(routes::open_population(), &[("unit", row.unit.as_str()), ("of", of)]);
        Row::new(vec![
            Cell::link(&name, address),
            Cell::text(&number(words, row.people)),
            Cell::text(&number(words, row.male)),
            Cell::text(&number(words, row.female)),
            Cell::text(&number(words, row.households)),
        ])
    });
    let title = words.say(if ended { "web-population-by-ended-unit" } else { "web-open-by-unit" });
    let empty = EmptyState::new(words.say("web-population-none"), words.say("web-population-none-text"));
    Table::new(words, "by-unit", title, columns, empty).with_caption().rows(rows.collect())
}

/// Everything that is shown, as CSV with codes.
pub(crate) async fn export(visit: Visit) -> Answer {
    let (_, text) = visit
        .read(|tx, _| {
            let mut text = String::new();
            crate::csv::line(&mut text, ["unit", "ended", "age_from", "sex", "people"]);
            statistics::every_line(tx, |line| {
                let ended = if line.ended { "yes" } else { "no" };
                let age = if line.age_group < 0 { "*".to_owned() } else { line.age_group.to_string() };
                let people = line.people.map(|people| people.to_string()).unwrap_or_default();
                crate::csv::line(&mut text, [line.unit.as_str(), ended, &age, &line.sex, &people]);
                Ok::<(), Failure>(())
            })?;
            Ok::<_, Failure>(text)
        })
        .await?;
    Ok(file(text.into_bytes(), "text/csv; charset=utf-8", "onedoor-population.csv", false))
}
