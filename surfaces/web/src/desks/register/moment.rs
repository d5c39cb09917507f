//! The register as it was: a day is chosen with a plain form, and a note says which day is shown.

use kernel::{Date, UnitCode};
use register::AsOf;

use super::{Why, day_form::DayForm};
use crate::{
    components::{Button, Icon, Note, Tone},
    routes,
    visit::Visit,
};

/// The name under which a day goes along in an address.
pub(super) const FIELD: &str = "as_of";

/// The day that was asked for. What cannot be read as one counts as now.
pub(super) fn day(why: &Why) -> Option<Date> {
    why.as_of.parse().ok()
}

/// The register as it read when that day was over.
pub(super) fn moment(why: &Why) -> Option<AsOf> {
    day(why).map(AsOf::end_of)
}

/// Chooses a day.
pub(super) fn picker(visit: &Visit, why: &Why, action: String) -> DayForm {
    let go = Button::submit(visit.words.say("web-moment-go")).secondary().icon(Icon::Clock);
    DayForm::new(visit, why, action, (FIELD, "web-moment-day"), go).day(day(why))
}

/// The way to everybody in a commune on the same day.
pub(super) fn commune(visit: &Visit, why: &Why, unit: &UnitCode) -> Button {
    let path = routes::query(why.carry(routes::register_commune(unit)), &[(FIELD, &why.as_of)]);
    Button::link(visit.words.say("web-moment-commune"), path).secondary().small().icon(Icon::People)
}

/// Says that the page shows the past, with the way back to now.
pub(super) fn note(visit: &Visit, why: &Why, path: String) -> Option<Note> {
    let words = &visit.words;
    let text = words.fill("web-moment-shown").put("day", words.date(day(why)?)).to_string();
    let back = Button::link(words.say("web-moment-now"), why.carry(path)).secondary().small();
    Some(Note::new(Tone::Warning, text).action(back))
}
