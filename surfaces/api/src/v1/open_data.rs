//! Figures for everybody, with small numbers left out.

use crate::problem::Refusal;
use crate::sender::Sender;
use crate::{Api, Problem};
use axum::Json;
use axum::extract::Query;
use gate::Failure;
use kernel::UnitCode;
use register::statistics::{self, Counted, UnitFigures, UnitRow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Under which terms the figures may be used.
const LICENCE: &str = "CC-BY-4.0";
/// How they were made.
const METHOD: &str = "Everybody living, by the commune that answers for the record; age is the year of the count less the year of \
                      birth; numbers below `least`, and those from which one could work them out, are null.";

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(population))
}

/// Which figures.
#[derive(Debug, Deserialize, IntoParams)]
struct PopulationQuery {
    /// The unit; the whole city when left out.
    unit: Option<String>,
    /// Whether the units of before are listed instead of those of today.
    ended: Option<bool>,
}

/// The population of a unit.
#[derive(Debug, Serialize, ToSchema)]
struct PopulationView {
    /// The unit.
    unit: String,
    /// The day of the count; nothing before the first.
    counted_on: Option<String>,
    /// The least number that is shown.
    least: Option<i64>,
    /// Under which terms the figures may be used.
    licence: &'static str,
    /// How they were made.
    method: &'static str,
    /// Everybody.
    people: Option<i64>,
    /// By age and sex.
    ages: Vec<AgeView>,
    /// The units in it.
    units: Vec<UnitView>,
}

/// An age group of five years.
#[derive(Debug, Serialize, ToSchema)]
struct AgeView {
    /// Its first year; the last group is open.
    from: i64,
    /// Men and boys.
    male: Option<i64>,
    /// Women and girls.
    female: Option<i64>,
}

/// A unit inside.
#[derive(Debug, Serialize, ToSchema)]
struct UnitView {
    /// The unit.
    unit: String,
    /// Everybody.
    people: Option<i64>,
    /// Men and boys.
    male: Option<i64>,
    /// Women and girls.
    female: Option<i64>,
    /// Households.
    households: Option<i64>,
}

fn view(counted: Option<Counted>, figures: &UnitFigures, units: Vec<UnitRow>) -> PopulationView {
    PopulationView {
        unit: figures.unit.to_string(),
        counted_on: counted.map(|counted| counted.on.to_string()),
        least: counted.map(|counted| counted.least),
        licence: LICENCE,
        method: METHOD,
        people: figures.people,
        ages: figures.ages.iter().map(|row| AgeView { from: row.from, male: row.male, female: row.female }).collect(),
        units: units
            .into_iter()
            .map(|row| UnitView {
                unit: row.unit.to_string(),
                people: row.people,
                male: row.male,
                female: row.female,
                households: row.households,
            })
            .collect(),
    }
}

/// How many people live in a unit, by age and sex, and in the units inside it. Anybody may ask.
#[utoipa::path(
    get,
    path = "/api/v1/open-data/population",
    tag = "open data",
    params(PopulationQuery),
    responses((status = 200, body = PopulationView), (status = 400, body = Problem))
)]
async fn population(sender: Sender, Query(query): Query<PopulationQuery>) -> Result<Json<PopulationView>, Refusal> {
    let city = sender.api.platform.pack.identity().city.clone();
    let unit: UnitCode = sender.parse_option("unit", query.unit.as_deref())?.unwrap_or_else(|| city.clone());
    let ended = query.ended.unwrap_or(false);
    let view = sender
        .read(move |tx, _| {
            let counted = statistics::counted(tx)?;
            let figures = statistics::figures(tx, &unit)?;
            Ok::<_, Failure>(view(counted, &figures, statistics::units(tx, &unit, ended)?))
        })
        .await?;
    Ok(Json(view))
}
