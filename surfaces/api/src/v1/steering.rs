//! Figures.

use crate::problem::Refusal;
use crate::sender::Sender;
use crate::{Api, Problem};
use axum::Json;
use axum::extract::{Path, Query};
use gate::Failure;
use kernel::{Date, UnitCode};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use steering::{Figures, Period, Targets};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(overview)).routes(routes!(units))
}

/// Which figures.
#[derive(Debug, Deserialize, IntoParams)]
struct OverviewQuery {
    /// First day; 30 days back when left out.
    from: Option<String>,
    /// Last day; today when left out.
    until: Option<String>,
    /// One service only.
    service: Option<String>,
}

/// The figures of a unit.
#[derive(Debug, Serialize, ToSchema)]
struct OverviewView {
    /// The unit.
    unit: String,
    /// First day.
    from: String,
    /// Last day.
    until: String,
    /// The sums.
    figures: FiguresView,
    /// The units in it.
    children: Vec<ChildView>,
}

/// The figures of a unit inside.
#[derive(Debug, Serialize, ToSchema)]
struct ChildView {
    /// The unit.
    unit: String,
    /// Its place among its peers by punctuality.
    rank: Option<u32>,
    /// `green`, `amber`, `red` or `none`.
    light: &'static str,
    /// The sums.
    figures: FiguresView,
}

/// Sums. A share without a denominator is absent.
#[derive(Debug, Serialize, ToSchema)]
struct FiguresView {
    /// Filed.
    filed: i64,
    /// Filed online.
    filed_online: i64,
    /// Taken in.
    received: i64,
    /// Decided.
    resolved: i64,
    /// Decided before or on the day.
    on_time: i64,
    /// Decided late.
    late: i64,
    /// Open now.
    open: i64,
    /// Open and late now.
    overdue: i64,
    /// Share on time in thousandths.
    punctuality_permille: Option<i64>,
    /// Share filed online in thousandths.
    online_permille: Option<i64>,
}

impl From<&Figures> for FiguresView {
    fn from(figures: &Figures) -> Self {
        Self {
            filed: figures.filed,
            filed_online: figures.filed_online,
            received: figures.received,
            resolved: figures.resolved(),
            on_time: figures.early + figures.on_time,
            late: figures.late,
            open: figures.open,
            overdue: figures.overdue,
            punctuality_permille: figures.punctuality().map(steering::Share::permille),
            online_permille: figures.online().map(steering::Share::permille),
        }
    }
}

/// The figures of a unit and of those in it.
#[utoipa::path(
    get, path = "/api/v1/steering/{unit}", tag = "steering", params(("unit" = String, Path, description = "The unit, such as 01-001"), OverviewQuery),
    responses((status = 200, body = OverviewView), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn overview(
    sender: Sender,
    Path(unit): Path<String>,
    Query(query): Query<OverviewQuery>,
) -> Result<Json<OverviewView>, Refusal> {
    let unit: UnitCode = sender.parse("unit", &unit)?;
    let today = sender.api.platform.context.now().date_in_vietnam();
    let until: Date = sender.parse_option("until", query.until.as_deref())?.unwrap_or(today);
    let from: Option<Date> = sender.parse_option("from", query.from.as_deref())?;
    let period = from.map_or_else(|| Ok(Period::last_days(until, 30)), |from| Period::new(from, until));
    let period = period.map_err(|_| sender.refuse(&Failure::invalid().field("from", "error-field-unreadable")))?;
    let platform = Arc::clone(&sender.api.platform);
    let view = sender
        .read(move |tx, actor| {
            let children: Vec<UnitCode> =
                platform.places.as_of(period.until()).children(&unit).iter().map(|child| child.code.clone()).collect();
            let targets = Targets::from_facts(platform.pack.facts(), period.until()).map_err(Failure::from)?;
            steering::overview(tx, actor, &unit, query.service.as_deref(), period, &children, targets).map_err(Failure::from)
        })
        .await?;
    let children = view
        .children
        .iter()
        .map(|child| ChildView {
            unit: child.unit.to_string(),
            rank: child.rank,
            light: child.light.as_str(),
            figures: (&child.figures).into(),
        })
        .collect();
    Ok(Json(OverviewView {
        unit: view.unit.to_string(),
        from: period.from().to_string(),
        until: period.until().to_string(),
        figures: (&view.figures).into(),
        children,
    }))
}

/// Which units.
#[derive(Debug, Deserialize, IntoParams)]
struct UnitsQuery {
    /// The unit above; the nation when left out.
    parent: Option<String>,
    /// The day; today when left out.
    on: Option<String>,
}

/// An administrative unit.
#[derive(Debug, Serialize, ToSchema)]
struct UnitView {
    /// The code.
    code: String,
    /// The name with its kind.
    name: String,
    /// The first day.
    valid_from: String,
    /// The last day.
    valid_to: Option<String>,
    /// Who took over.
    successors: Vec<String>,
}

/// The units inside a unit on a day.
#[utoipa::path(
    get, path = "/api/v1/units", tag = "public", params(UnitsQuery),
    responses((status = 200, body = Vec<UnitView>), (status = 422, body = Problem)), security(()),
)]
async fn units(sender: Sender, Query(query): Query<UnitsQuery>) -> Result<Json<Vec<UnitView>>, Refusal> {
    let parent = sender.parse_option("parent", query.parent.as_deref())?.unwrap_or_else(UnitCode::nation);
    let today = sender.api.platform.context.now().date_in_vietnam();
    let on: Date = sender.parse_option("on", query.on.as_deref())?.unwrap_or(today);
    let places = &sender.api.platform.places;
    let view = |unit: &places::Unit| UnitView {
        code: unit.code.to_string(),
        name: unit.name.clone(),
        valid_from: unit.valid_from.to_string(),
        valid_to: unit.valid_to.map(|day| day.to_string()),
        successors: places.successors(&unit.code).iter().map(|succession| succession.new.to_string()).collect(),
    };
    Ok(Json(places.as_of(on).children(&parent).into_iter().map(view).collect()))
}
