//! Where somebody lived on a day, as the register knows it now: beside the register as it read then, which is another question.

use askama::Template;
use kernel::{Date, PersonId};
use register::OnDay;

use super::{Why, day_form::DayForm, moment};
use crate::{
    components::{Button, Icon, SummaryList, SummaryRow},
    desks::{formerly::Formerly, me::home::address, me::record::span},
    routes,
    visit::Visit,
};

/// The name under which the day goes along in an address.
const FIELD: &str = "lived_on";

/// The day that was asked for. What cannot be read as one counts as none.
pub(super) fn day(why: &Why) -> Option<Date> {
    why.lived_on.parse().ok()
}

/// Asks for a day.
pub(super) fn form(visit: &Visit, why: &Why, action: String, day: Option<Date>) -> DayForm {
    let words = &visit.words;
    let go = Button::submit(words.say("web-lived-go")).secondary().icon(Icon::House);
    DayForm::new(visit, why, action, (FIELD, "web-lived-day"), go).day(day).lead(words.say("web-lived-lead"))
}

/// What is known of the day.
#[derive(Template)]
#[template(
    source = r#"<h3>{{ title }}</h3>{{ facts }}<p class="soft small">{{ note }}</p><div class="button-row">{{ written }}</div>"#,
    ext = "html"
)]
pub(super) struct Shown {
    title: String,
    facts: SummaryList,
    note: String,
    written: Button,
}

impl askama::filters::HtmlSafe for Shown {}

pub(super) fn shown(visit: &Visit, why: &Why, person: PersonId, then: &OnDay, formerly: &Formerly) -> Shown {
    let words = &visit.words;
    let alive = match then.alive {
        Some(true) => words.say("web-lived-alive"),
        Some(false) => words.say("web-lived-not-alive"),
        None => words.say("web-lived-unsure"),
    };
    let mut rows = vec![SummaryRow::new(words.say("web-lived-life"), &alive)];
    rows.extend(then.residences.iter().map(|home| {
        let notes = [span(words, home), formerly.line(visit, home.dwelling)];
        let unknown = home.from.is_none().then(|| words.say("web-lived-since-unknown"));
        let notes: Vec<String> = notes.into_iter().chain(unknown).filter(|note| !note.is_empty()).collect();
        let row = SummaryRow::new(words.word("web-residence-kind", home.kind), &address(visit, &home.address, &home.unit));
        if notes.is_empty() { row } else { row.note(notes.join(" · ")) }
    }));
    if then.residences.is_empty() {
        rows.push(SummaryRow::new(words.say("web-lived-where"), &words.say("web-lived-nowhere")));
    }
    rows.extend(then.absence.as_ref().map(|absence| {
        let away = SummaryRow::new(words.say("web-lived-away"), &absence.place);
        away.note(words.fill("web-since").put("from", words.date(absence.from)).to_string())
    }));
    let written = routes::query(why.carry(routes::register_person(person)), &[(moment::FIELD, &then.day.to_string())]);
    Shown {
        title: words.fill("web-lived-shown").put("day", words.date(then.day)).to_string(),
        facts: SummaryList::new(rows),
        note: words.say("web-lived-note"),
        written: Button::link(words.say("web-lived-written"), written).secondary().small().icon(Icon::Clock),
    }
}
