//! Nights away from home (lưu trú, Law 68/2020 Art 30): houses that take guests, their guests, until when they are notified.

use super::residence::DwellingId;
use crate::rules::ResidenceRules;
use kernel::partial_date::PartialDate;
use kernel::personal_number::PersonalNumber;
use kernel::{Date, HouseholdId, Instant, PersonId, Sex, UnitCode};
use serde::Serialize;
use std::fmt;

kernel::define_id!(
    /// A house that takes guests.
    LodgingId,
    "ldg"
);
kernel::define_id!(
    /// A guest's stay.
    StayId,
    "sty"
);

kernel::text_enum! {
    /// What kind of house takes guests.
    pub enum LodgingKind {
        /// Khách sạn.
        Hotel = "hotel",
        /// Nhà nghỉ.
        GuestHouse = "guest-house",
        /// Nhà trọ.
        Hostel = "hostel",
        /// Rooms in somebody's home.
        Homestay = "homestay",
        /// Ký túc xá.
        Dormitory = "dormitory",
        /// Hospital with patients and those who stay with them.
        Hospital = "hospital",
        /// Any other house with guests.
        Other = "other",
    }
}

kernel::text_enum! {
    /// Whether a house takes guests at present.
    pub enum LodgingState {
        /// It does.
        Open = "open",
        /// It may not for a while.
        Suspended = "suspended",
        /// It does no longer.
        Closed = "closed",
    }
}

kernel::text_enum! {
    /// What became of a stay.
    pub enum StayState {
        /// The guest was notified and has not left before the planned day, as far as anybody said.
        Here = "here",
        /// The guest left on another day than planned, or it was said that they left.
        Left = "left",
        /// The guest was never there: the notification was a mistake.
        Mistaken = "mistaken",
    }
}

/// Where guests stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Host {
    /// In a house that takes guests.
    Lodging(LodgingId),
    /// With a household.
    Household(HouseholdId),
}

impl From<LodgingId> for Host {
    fn from(lodging: LodgingId) -> Self {
        Self::Lodging(lodging)
    }
}

impl From<HouseholdId> for Host {
    fn from(household: HouseholdId) -> Self {
        Self::Household(household)
    }
}

store::row! {
    /// A house that takes guests.
    #[derive(Clone, PartialEq, Eq, Serialize)]
    pub struct Lodging {
        /// Its id.
        pub id: LodgingId,
        /// The commune.
        pub unit: UnitCode,
        /// The dwelling.
        pub dwelling: DwellingId,
        /// House and street.
        pub address: String,
        /// What kind.
        pub kind: LodgingKind,
        /// What it is called.
        pub name: String,
        /// Whose it is; may notify its guests.
        pub owner: PersonId,
        /// Who runs it, when somebody else does; may notify its guests too.
        pub manager: Option<PersonId>,
        /// Its telephone.
        pub phone: Option<String>,
        /// How many rooms it has.
        pub rooms: i64,
        /// Whether it takes guests.
        pub state: LodgingState,
        /// Rises with every change: a change names the version it was made on.
        pub version: i64,
    }
}

impl fmt::Debug for Lodging {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Lodging({}, {})", self.id, self.kind)
    }
}

store::row! {
    /// A guest's stay.
    #[derive(Clone, PartialEq, Eq, Serialize)]
    pub struct GuestStay {
        /// Its id.
        pub id: StayId,
        /// The commune.
        pub unit: UnitCode,
        /// The house that takes guests, when it is one.
        pub lodging: Option<LodgingId>,
        /// What that house is called.
        pub lodging_name: Option<String>,
        /// The household, when it is one.
        pub household: Option<HouseholdId>,
        /// House and street.
        pub address: String,
        /// The person of the register whose number and birth date the guest showed. Not for whoever notified the guest.
        pub guest: Option<PersonId>,
        /// Full name.
        pub name: String,
        /// Identity number.
        pub number: Option<PersonalNumber>,
        /// Number of the passport.
        pub passport: Option<String>,
        /// Date of birth.
        pub birth: PartialDate,
        /// Sex.
        pub sex: Sex,
        /// Nationality, ISO 3166 alpha-2.
        pub nationality: String,
        /// Which room.
        pub room: Option<String>,
        /// Why they are there.
        pub reason: Option<String>,
        /// When they came.
        pub arrives_at: Instant,
        /// The day on whose evening the first night begins.
        pub first_night: Date,
        /// The day on which they meant to leave.
        pub planned_on: Date,
        /// The day on which they leave or left: the night of that day is not spent there.
        pub leaves_on: Date,
        /// When they left, where somebody said so.
        pub left_at: Option<Instant>,
        /// What became of it.
        pub state: StayState,
        /// When the police were told.
        pub notified_at: Instant,
        /// Who told them, as the access log names them.
        pub notified_by: String,
        /// Whether that was too late.
        pub late: bool,
    }
}

impl GuestStay {
    /// Where the guest stays.
    #[must_use]
    pub fn host(&self) -> Option<Host> {
        self.lodging.map(Host::Lodging).or_else(|| self.household.map(Host::Household))
    }

    /// Whether the guest spends the night that begins on the evening of `night` there.
    #[must_use]
    pub fn is_there(&self, night: Date) -> bool {
        self.state != StayState::Mistaken && self.first_night <= night && night < self.leaves_on
    }
}

/// Who stays where is personal.
impl fmt::Debug for GuestStay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "GuestStay({}, {})", self.id, self.state)
    }
}

/// The day on whose evening the night begins that somebody who comes at `at` spends there. The night runs on until the hour
/// of the morning at which late arrivals must be notified.
pub(crate) fn first_night(at: Instant, rules: &ResidenceRules) -> Date {
    let there = at.to_vietnam();
    let date = there.date();
    if hour_of(there) < rules.stay_morning_hour { date.yesterday().unwrap_or(date) } else { date }
}

/// Until when somebody who comes at `at` must have been notified: before the hour of the evening; who comes in the night after
/// it, before the hour of the next morning.
pub(crate) fn notified_by(at: Instant, rules: &ResidenceRules) -> Instant {
    let there = at.to_vietnam();
    let today = there.date();
    let (day, hour) = match hour_of(there) {
        hour if hour < rules.stay_morning_hour => (today, rules.stay_morning_hour),
        hour if hour >= rules.stay_evening_hour => (today.tomorrow().unwrap_or(today), rules.stay_morning_hour),
        _ => (today, rules.stay_evening_hour),
    };
    let midnight = Instant::from_vietnam(day.at(0, 0, 0, 0));
    midnight.plus_minutes(i64::from(hour) * 60)
}

fn hour_of(at: kernel::time::DateTime) -> u32 {
    u32::try_from(at.hour()).unwrap_or(0)
}

/// How many nights lie between two days.
pub(crate) fn nights_until(first: Date, leaves: Date) -> i64 {
    i64::from(first.until(leaves).map_or(0, |span| span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::RULES;

    fn at(text: &str) -> Instant {
        Instant::from_vietnam(text.parse().expect("a date and time"))
    }

    #[test]
    fn guests_are_notified_before_the_evening_hour_or_in_the_morning() {
        let due = |text: &str| notified_by(at(text), &RULES);
        assert_eq!(due("2025-03-06T08:00"), at("2025-03-06T23:00"));
        assert_eq!(due("2025-03-06T22:59:59"), at("2025-03-06T23:00"));
        assert_eq!(due("2025-03-06T23:00"), at("2025-03-07T08:00"));
        assert_eq!(due("2025-03-07T01:30"), at("2025-03-07T08:00"));
        assert_eq!(due("2025-03-07T07:59:59"), at("2025-03-07T08:00"));
        assert_eq!(due("2024-12-31T23:30"), at("2025-01-01T08:00"));
    }

    #[test]
    fn who_comes_after_midnight_spends_the_night_before() {
        let night = |text: &str| first_night(at(text), &RULES).to_string();
        assert_eq!(night("2025-03-06T14:00"), "2025-03-06");
        assert_eq!(night("2025-03-06T23:30"), "2025-03-06");
        assert_eq!(night("2025-03-07T00:30"), "2025-03-06");
    }

    #[test]
    fn nights_are_counted_over_the_end_of_a_month() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        assert_eq!(nights_until(date("2025-02-27"), date("2025-03-02")), 3);
        assert_eq!(nights_until(date("2025-03-02"), date("2025-02-27")), -3);
    }
}
