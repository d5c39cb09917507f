//! What the dashboard is asked for, as it stands in the address.

use access::Actor;
use gate::Failure;
use kernel::{Date, DossierId, Instant, UnitCode};
use serde::Deserialize;
use steering::{Number, Period, RowPlace};

use crate::routes;

/// Periods that are offered, in days.
pub(super) const PERIODS: [i32; 3] = [7, 30, 90];
/// The period when nobody chose one.
const DAYS: i32 = 30;

/// Unit, service, period, order and place. Everything may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    pub(super) unit: String,
    #[serde(default)]
    pub(super) service: String,
    #[serde(default)]
    pub(super) days: String,
    #[serde(default)]
    pub(super) from: String,
    #[serde(default)]
    pub(super) until: String,
    #[serde(default)]
    pub(super) sort: String,
    #[serde(default)]
    pub(super) page: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    after: String,
}

impl Wish {
    /// The days that are looked at: from and until when both are given, else the last so many days.
    ///
    /// # Errors
    /// [`steering::Error::Period`] for days that are no period.
    pub(super) fn period(&self, today: Date) -> Result<Period, Failure> {
        if !self.is_custom() {
            return Ok(Period::last_days(today, self.days()));
        }
        let day = |text: &str| crate::desks::day(text).ok_or(steering::BadPeriod);
        let period = day(&self.from).and_then(|from| Period::new(from, day(&self.until)?));
        period.map_err(|bad| Failure::from(steering::Error::from(bad)))
    }

    /// Whether the days were chosen one by one.
    pub(super) fn is_custom(&self) -> bool {
        !self.from.trim().is_empty() || !self.until.trim().is_empty()
    }

    /// How many days back, when they were not chosen one by one.
    pub(super) fn days(&self) -> i32 {
        self.days.parse().unwrap_or(DAYS)
    }

    /// The service that is looked at; nothing for all.
    pub(super) fn service(&self) -> Option<&str> {
        Some(self.service.as_str()).filter(|service| !service.is_empty())
    }

    /// The unit that is looked at: the chosen one, or the widest where the actor may look.
    pub(super) fn unit(&self, actor: &Actor) -> Result<UnitCode, Failure> {
        match self.unit.parse::<UnitCode>() {
            Ok(unit) => Ok(unit),
            Err(_) if self.unit.is_empty() => scope(actor),
            Err(_) => Err(Failure::not_found()),
        }
    }

    /// The number whose rows are wanted.
    pub(super) fn number(&self) -> Result<Number, Failure> {
        self.number.parse().map_err(|_| Failure::not_found())
    }

    /// Where the last page of rows ended.
    pub(super) fn after(&self) -> Option<RowPlace> {
        let (due, id) = self.after.split_once('_')?;
        Some(RowPlace { due_at: Instant::from_micros(due.parse().ok()?), id: DossierId::from_raw(id.parse().ok()?) })
    }

    /// The same wish for a unit, at an address of this desk.
    pub(super) fn address(&self, path: String, unit: &UnitCode) -> String {
        routes::query(
            path,
            &[
                ("unit", unit.as_str()),
                ("service", &self.service),
                ("days", &self.days),
                ("from", &self.from),
                ("until", &self.until),
            ],
        )
    }

    /// Where the dossiers behind a number are.
    pub(super) fn behind(&self, unit: &UnitCode, number: Number) -> String {
        routes::query(self.address(routes::steering_rows(), unit), &[("number", number.as_str())])
    }

    /// The next page of rows.
    pub(super) fn rows_after(&self, unit: &UnitCode, number: Number, place: RowPlace) -> String {
        routes::query(self.behind(unit, number), &[("after", &format!("{}_{}", place.due_at.micros(), place.id.get()))])
    }
}

/// The widest unit whose figures the actor may see.
pub(super) fn scope(actor: &Actor) -> Result<UnitCode, Failure> {
    let first = actor.units_for("steering.view").into_iter().next();
    match first {
        Some(unit) => Ok(unit),
        // Asking once more says what is missing: a sign-in, a role, a second factor.
        None => match actor.authorize("steering.view", &access::Resource::new("unit")) {
            Err(denied) => Err(denied.into()),
            Ok(()) => Ok(UnitCode::nation()),
        },
    }
}
