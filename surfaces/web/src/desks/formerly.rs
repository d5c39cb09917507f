//! What a place was called before the map of units was redrawn, and what stands in for a unit that is no more: a reader
//! holds an old paper in hand and must find it again.

use gate::Failure;
use kernel::{UnitCode, unit::UnitLevel};
use register::{DwellingId, reform};
use store::ReadTx;

use crate::visit::Visit;

/// The communes that dwellings lay in, the latest first.
#[derive(Default)]
pub(crate) struct Formerly(reform::Formerly);

impl Formerly {
    /// Reads them. Places only, nothing of people.
    pub(crate) fn of(tx: &mut ReadTx<'_>, dwellings: impl IntoIterator<Item = DwellingId>) -> Result<Self, Failure> {
        Ok(Self(reform::Formerly::of(tx, dwellings)?))
    }

    /// `Trước đây: Phường Phúc Xá, Quận Ba Đình`; nothing for a dwelling whose commune is the one it always was.
    pub(crate) fn line(&self, visit: &Visit, dwelling: DwellingId) -> String {
        let units = self.0.units(dwelling);
        if units.is_empty() {
            return String::new();
        }
        let names: Vec<String> = units.iter().map(|former| before(visit, &former.unit)).collect();
        visit.words.fill("web-formerly").put("places", names.join("; ")).to_string()
    }
}

/// A unit of before, up to its district: the province is that of the address.
pub(crate) fn before(visit: &Visit, unit: &UnitCode) -> String {
    let places = &visit.platform.places;
    let Some(latest) = places.latest(unit) else { return unit.to_string() };
    let then = places.as_of(latest.valid_from);
    let above = then.ancestors(unit).into_iter().filter(|above| above.code.level() == UnitLevel::District);
    std::iter::once(latest).chain(above).map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The unit that stands in today for one that is no more; nothing for one that stands, or of which nobody took the main part.
pub(crate) fn today(visit: &Visit, unit: &UnitCode) -> Option<UnitCode> {
    let map = visit.platform.places.as_of(visit.platform.context.now().date_in_vietnam());
    map.standing_for(unit).filter(|standing| standing != unit)
}

/// A unit as an old text names it, with what it is today.
pub(crate) fn with_today(visit: &Visit, unit: &UnitCode) -> String {
    let name = super::unit_choice::full_name(visit, unit);
    match today(visit, unit) {
        Some(standing) => visit
            .words
            .fill("web-formerly-today")
            .put("then", name)
            .put("now", visit.platform.places.name(&standing).to_owned())
            .to_string(),
        None => name,
    }
}
