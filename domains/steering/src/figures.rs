//! What a unit's tallies add up to.

use crate::Metric;
use country::{Facts, UnknownFact};
use kernel::Date;
use serde::Serialize;

/// The channel that counts as online (indicator I09).
const ONLINE: &str = "online";

/// The work of a unit in a period, and what is open there now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Dossiers sent, over any channel.
    pub filed: i64,
    /// Of those, sent online.
    pub filed_online: i64,
    /// Taken in.
    pub received: i64,
    /// Sent back without being taken in.
    pub declined: i64,
    /// Supplements asked for.
    pub supplements: i64,
    /// Decided before the day they were due.
    pub early: i64,
    /// Decided on the day they were due, in time.
    pub on_time: i64,
    /// Decided after they were due.
    pub late: i64,
    /// Decided in favour.
    pub granted: i64,
    /// Decided against.
    pub refused: i64,
    /// Results handed over.
    pub returned: i64,
    /// Taken back.
    pub withdrawn: i64,
    /// Ended for want of an answer.
    pub stopped: i64,
    /// Open now: an office has to act.
    pub open: i64,
    /// Of those, due before today.
    pub overdue: i64,
}

/// A part of a whole. Only exists when the whole is not nothing: "no data" is its absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The part.
    pub num: i64,
    /// The whole, at least 1.
    pub den: i64,
}

impl Share {
    /// `num` of `den`; nothing when `den` is not positive.
    #[must_use]
    pub const fn of(num: i64, den: i64) -> Option<Self> {
        if den > 0 { Some(Self { num, den }) } else { None }
    }

    /// Tenths of a percent, rounded to the nearest.
    #[must_use]
    pub const fn permille(self) -> i64 {
        (self.num * 2_000 + self.den) / (self.den * 2)
    }

    /// Whether this share is smaller, larger or equal, without rounding.
    #[must_use]
    pub fn compare(self, other: Self) -> std::cmp::Ordering {
        let (left, right) = (i128::from(self.num) * i128::from(other.den), i128::from(other.num) * i128::from(self.den));
        left.cmp(&right)
    }
}

kernel::text_enum! {
    /// Where a share stands against its targets. Never shown by colour alone.
    pub enum Light {
        /// At the target or above.
        Green = "green",
        /// Below the target, not below the floor.
        Amber = "amber",
        /// Below the floor.
        Red = "red",
        /// There is nothing to judge.
        None = "none",
    }
}

impl Light {
    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Green => "steering-light-green",
            Self::Amber => "steering-light-amber",
            Self::Red => "steering-light-red",
            Self::None => "steering-light-none",
        }
    }
}

/// What the share of punctual work is measured against, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Targets {
    /// From here on green.
    pub target: i64,
    /// Below this red.
    pub floor: i64,
}

impl Targets {
    /// The targets that the pack sets for a day.
    ///
    /// # Errors
    /// [`UnknownFact`] when the pack lacks one.
    pub fn from_facts(facts: &Facts, on: Date) -> Result<Self, UnknownFact> {
        Ok(Self { target: facts.get("target.on-time", on)?.value, floor: facts.get("target.on-time-floor", on)?.value })
    }

    /// Where a share stands.
    #[must_use]
    pub fn light(&self, share: Option<Share>) -> Light {
        match share {
            None => Light::None,
            Some(share) if share.num * 100 >= self.target * share.den => Light::Green,
            Some(share) if share.num * 100 >= self.floor * share.den => Light::Amber,
            Some(_) => Light::Red,
        }
    }
}

impl Figures {
    /// All decisions of the period.
    #[must_use]
    pub const fn resolved(&self) -> i64 {
        self.early + self.on_time + self.late
    }

    /// Indicator I10: decided in time, of what was decided and what should have been.
    #[must_use]
    pub const fn punctuality(&self) -> Option<Share> {
        Share::of(self.early + self.on_time, self.resolved() + self.overdue)
    }

    /// Indicator I09: sent online, of what was sent.
    #[must_use]
    pub const fn online(&self) -> Option<Share> {
        Share::of(self.filed_online, self.filed)
    }

    /// Whether nothing happened and nothing is open.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn add(&mut self, metric: Metric, channel: &str, total: i64) {
        let field = match metric {
            Metric::Filed => {
                if channel == ONLINE {
                    self.filed_online += total;
                }
                &mut self.filed
            }
            Metric::Received => &mut self.received,
            Metric::Declined => &mut self.declined,
            Metric::Supplement => &mut self.supplements,
            Metric::Early => &mut self.early,
            Metric::OnTime => &mut self.on_time,
            Metric::Late => &mut self.late,
            Metric::Granted => &mut self.granted,
            Metric::Refused => &mut self.refused,
            Metric::Returned => &mut self.returned,
            Metric::Withdrawn => &mut self.withdrawn,
            Metric::Stopped => &mut self.stopped,
        };
        *field += total;
    }

    pub(crate) const fn add_open(&mut self, open: i64, overdue: i64) {
        self.open += open;
        self.overdue += overdue;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_no_data() {
        assert_eq!(Figures::default().punctuality(), None);
        assert_eq!(Figures::default().online(), None);
        let targets = Targets { target: 90, floor: 70 };
        assert_eq!(targets.light(None), Light::None);
    }

    #[test]
    fn lights_change_exactly_at_their_bounds() {
        let targets = Targets { target: 90, floor: 70 };
        let light = |num, den| targets.light(Share::of(num, den));
        assert_eq!(
            [light(9, 10), light(899, 1000), light(7, 10), light(699, 1000), light(0, 3)],
            [Light::Green, Light::Amber, Light::Amber, Light::Red, Light::Red]
        );
    }

    #[test]
    fn what_is_overdue_counts_against_punctuality() {
        let figures = Figures { early: 6, on_time: 2, late: 1, overdue: 1, open: 4, ..Figures::default() };
        assert_eq!(figures.punctuality(), Some(Share { num: 8, den: 10 }));
        assert_eq!(Share { num: 2, den: 3 }.permille(), 667);
    }
}
