//! The dashboard of a unit.

use crate::{ALL_SERVICES, Error, Figures, Folded, Light, Metric, Period, Share, Targets, sql, tally};
use access::{Actor, Resource};
use kernel::unit::UnitLevel;
use kernel::{Date, UnitCode};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use store::{ReadTx, params};

/// A unit right under the one that is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChildRow {
    /// Which.
    pub unit: UnitCode,
    /// Its figures.
    pub figures: Figures,
    /// Its place by punctuality, from 1; units level with each other share one. Nothing without data.
    pub rank: Option<u32>,
    /// Its punctuality against the targets.
    pub light: Light,
}

/// One day of the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayRow {
    /// Which.
    pub day: Date,
    /// What happened on it. What is open is not a matter of one day and stays 0 here.
    pub figures: Figures,
}

/// The dashboard of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// Which unit.
    pub unit: UnitCode,
    /// Which service; nothing for all.
    pub service: Option<String>,
    /// Which days.
    pub period: Period,
    /// The time of the newest event that is counted, for "as of".
    #[serde(skip)]
    pub folded: Option<Folded>,
    /// The unit's figures.
    pub figures: Figures,
    /// Its punctuality against the targets.
    pub light: Light,
    /// The units right under it, by code: those that are given, and any other with figures.
    pub children: Vec<ChildRow>,
    /// Every day of the period.
    pub days: Vec<DayRow>,
}

/// What a dashboard is about.
#[derive(Debug, Clone)]
pub(crate) struct Question<'a> {
    pub(crate) unit: &'a UnitCode,
    pub(crate) service: Option<&'a str>,
    pub(crate) period: Period,
    pub(crate) today: Date,
    pub(crate) children: &'a [UnitCode],
    pub(crate) targets: Targets,
}

impl Question<'_> {
    fn service_key(&self) -> &str {
        self.service.unwrap_or(ALL_SERVICES)
    }
}

/// The dashboard of `unit` for one service or all. `children` are the units right under it, as
/// `places` knows them, so that those without figures are listed too.
///
/// # Errors
/// [`Error::Denied`] when the actor may not see the figures of the unit; those of the store.
pub fn overview(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    unit: &UnitCode,
    service: Option<&str>,
    period: Period,
    children: &[UnitCode],
    targets: Targets,
) -> Result<Overview, Error> {
    actor.authorize("steering.view", &Resource::new("unit").unit(unit.clone()))?;
    Ok(answer(tx, &Question { unit, service, period, today: actor.today(), children, targets })?)
}

pub(crate) fn answer(tx: &mut ReadTx<'_>, question: &Question<'_>) -> Result<Overview, store::Error> {
    let (mut figures, days) = figures_by_day(tx, question)?;
    let open: Vec<(String, i64, i64)> =
        tx.many(&sql::OPEN_IN_UNIT, params![question.unit, question.service_key(), question.today])?;
    for (_, open, overdue) in open {
        figures.add_open(open, overdue);
    }
    let children = figures_of_children(tx, question)?;
    Ok(Overview {
        unit: question.unit.clone(),
        service: question.service.map(str::to_owned),
        period: question.period,
        folded: tally::folded(tx)?,
        light: question.targets.light(figures.punctuality()),
        figures,
        children: ranked(children, question.targets),
        days,
    })
}

fn figures_by_day(tx: &mut ReadTx<'_>, question: &Question<'_>) -> Result<(Figures, Vec<DayRow>), store::Error> {
    let period = question.period;
    let mut days: BTreeMap<Date, Figures> = period.each_day().map(|day| (day, Figures::default())).collect();
    let mut whole = Figures::default();
    let rows: Vec<(Date, Metric, String, i64)> =
        tx.many(&sql::FLOWS_OF_UNIT, params![question.unit, question.service_key(), period.from(), period.until()])?;
    for (day, metric, channel, total) in rows {
        whole.add(metric, &channel, total);
        days.entry(day).or_default().add(metric, &channel, total);
    }
    Ok((whole, days.into_iter().map(|(day, figures)| DayRow { day, figures }).collect()))
}

fn figures_of_children(tx: &mut ReadTx<'_>, question: &Question<'_>) -> Result<BTreeMap<UnitCode, Figures>, store::Error> {
    let mut children: BTreeMap<UnitCode, Figures> =
        question.children.iter().map(|unit| (unit.clone(), Figures::default())).collect();
    let period = question.period;
    let flows: Vec<(UnitCode, Metric, String, i64)> =
        tx.many(&sql::FLOWS_OF_CHILDREN, params![question.unit, question.service_key(), period.from(), period.until()])?;
    // Before and after a reform other units stand under one: those of the level that was asked for are shown.
    let levels: BTreeSet<UnitLevel> = question.children.iter().map(UnitCode::level).collect();
    let shown = |unit: &UnitCode| levels.is_empty() || levels.contains(&unit.level());
    for (unit, metric, channel, total) in flows.into_iter().filter(|(unit, ..)| shown(unit)) {
        children.entry(unit).or_default().add(metric, &channel, total);
    }
    let open: Vec<(UnitCode, String, i64, i64)> =
        tx.many(&sql::OPEN_IN_CHILDREN, params![question.unit, question.service_key(), question.today])?;
    for (unit, _, open, overdue) in open.into_iter().filter(|(unit, ..)| shown(unit)) {
        children.entry(unit).or_default().add_open(open, overdue);
    }
    Ok(children)
}

/// The rows with their places: by punctuality, and units level with each other share a place.
fn ranked(children: BTreeMap<UnitCode, Figures>, targets: Targets) -> Vec<ChildRow> {
    let shares: Vec<Share> = children.values().filter_map(Figures::punctuality).collect();
    let place = |share: Share| shares.iter().filter(|other| other.compare(share).is_gt()).count() + 1;
    let rows = children.into_iter().map(|(unit, figures)| {
        let share = figures.punctuality();
        let rank = share.and_then(|share| u32::try_from(place(share)).ok());
        ChildRow { unit, figures, rank, light: targets.light(share) }
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_level_with_each_other_share_a_place() {
        let unit = |text: &str| text.parse::<UnitCode>().expect("a unit");
        let figures = |on_time, late| Figures { on_time, late, ..Figures::default() };
        let children = BTreeMap::from([
            (unit("01-001"), figures(1, 1)),
            (unit("01-002"), figures(4, 0)),
            (unit("01-003"), figures(50, 50)),
            (unit("01-004"), Figures::default()),
            (unit("01-005"), figures(0, 9)),
        ]);
        let rows = ranked(children, Targets { target: 90, floor: 50 });
        assert_eq!(rows.iter().map(|row| row.rank).collect::<Vec<_>>(), [Some(2), Some(1), Some(2), None, Some(4)]);
        assert_eq!(
            rows.iter().map(|row| row.light).collect::<Vec<_>>(),
            [Light::Amber, Light::Green, Light::Amber, Light::None, Light::Red]
        );
    }
}
