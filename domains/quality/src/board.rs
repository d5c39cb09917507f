//! The scoreboard: how correct, complete, clean and live the records of a unit are, and how its cases stand.

use crate::model::{Standing, State};
use crate::rules::{Class, Reported, Rules};
use crate::scan::{Run, runs};
use crate::{Error, permit, sql};
use access::{Actor, Resource};
use kernel::UnitCode;
use std::collections::BTreeMap;
use store::{ReadTx, params};

/// A part of a whole. Without a whole there is no share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub part: i64,
    /// Of how many.
    pub whole: i64,
}

impl Share {
    fn add(&mut self, part: i64, whole: i64) {
        self.part += part;
        self.whole += whole;
    }
}

/// How many cases stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stood {
    /// Somebody has to work on them.
    pub work: i64,
    /// A second officer has to look.
    pub second: i64,
    /// Settled.
    pub settled: i64,
}

impl Stood {
    fn add(&mut self, standing: Standing, total: i64) {
        match standing {
            Standing::Work => self.work += total,
            Standing::Second => self.second += total,
            Standing::Settled => self.settled += total,
        }
    }

    /// All that were ever found.
    #[must_use]
    pub const fn found(&self) -> i64 {
        self.work + self.second + self.settled
    }
}

/// The figures of one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// Numbers that agree with the record, of those who have one.
    pub correct: Share,
    /// Mandatory facts that are held, of those that are wanted.
    pub complete: Share,
    /// Persons whose record nothing soils.
    pub clean: Share,
    /// Persons about whom something was entered, changed or confirmed within a year.
    pub live: Share,
    /// Households with nothing wrong.
    pub households: Share,
    /// How the cases stand now, by the code of the rule.
    pub rules: BTreeMap<String, Stood>,
}

impl Score {
    /// How all cases stand.
    #[must_use]
    pub fn all(&self) -> Stood {
        self.sum(|_| true)
    }

    fn sum(&self, which: impl Fn(&str) -> bool) -> Stood {
        self.rules.iter().filter(|(rule, _)| which(rule)).fold(Stood::default(), |sum, (_, stood)| Stood {
            work: sum.work + stood.work,
            second: sum.second + stood.second,
            settled: sum.settled + stood.settled,
        })
    }

    /// How the cases of a class stand.
    #[must_use]
    pub fn of_class(&self, rules: &Rules, class: Class) -> Stood {
        self.sum(|code| rules.get(code).is_some_and(|rule| rule.class == class))
    }

    /// How the cases of a line of the campaign's report stand.
    #[must_use]
    pub fn of_report(&self, rules: &Rules, line: Reported) -> Stood {
        self.sum(|code| rules.get(code).is_some_and(|rule| rule.report == Some(line)))
    }
}

/// The scoreboard of a unit.
#[derive(Debug, Clone)]
pub struct Board {
    /// The unit.
    pub unit: UnitCode,
    /// The run that counted; nothing before the first came to its end.
    pub run: Option<Run>,
    /// The whole unit.
    pub score: Score,
    /// The units right under it, in the order asked for.
    pub children: Vec<(UnitCode, Score)>,
}

store::row! {
    struct CountRow {
        unit: UnitCode,
        persons: i64,
        wanted: i64,
        held: i64,
        numbered: i64,
        agreeing: i64,
        clean: i64,
        touched: i64,
        households: i64,
        sound: i64,
    }
}

impl Score {
    fn count(&mut self, row: &CountRow) {
        self.correct.add(row.agreeing, row.numbered);
        self.complete.add(row.held, row.wanted);
        self.clean.add(row.clean, row.persons);
        self.live.add(row.touched, row.persons);
        self.households.add(row.sound, row.households);
    }

    fn tally(&mut self, rule: &str, state: State, total: i64) {
        self.rules.entry(rule.to_owned()).or_default().add(state.standing(), total);
    }
}

/// The figures of a unit and of the units right under it. Nobody is named.
///
/// # Errors
/// [`Error::Denied`]; failures of the store.
pub fn board(tx: &mut ReadTx<'_>, actor: &Actor, unit: &UnitCode, children: &[UnitCode]) -> Result<Board, Error> {
    actor.authorize(permit::BOARD, &Resource::new("case").unit(unit.clone()))?;
    let run = runs(tx, 10)?.into_iter().find(|run| run.finished_at.is_some());
    let (low, high) = unit.range();
    let mut score = Score::default();
    let mut parts: Vec<(UnitCode, Score)> = children.iter().map(|child| (child.clone(), Score::default())).collect();
    if let Some(run) = &run {
        for row in tx.many::<CountRow>(&sql::COUNTS, params![run.id, low, high])? {
            score.count(&row);
            parts.iter_mut().filter(|(child, _)| child.contains(&row.unit)).for_each(|(_, part)| part.count(&row));
        }
    }
    for (commune, rule, state, total) in tx.many::<(UnitCode, String, State, i64)>(&sql::TALLIES, params![low, high])? {
        score.tally(&rule, state, total);
        parts.iter_mut().filter(|(child, _)| child.contains(&commune)).for_each(|(_, part)| part.tally(&rule, state, total));
    }
    Ok(Board { unit: unit.clone(), run, score, children: parts })
}
