//! Everything that ever changed on a person or a household: what it was, what it became, on which ground, by whom.

use std::collections::HashMap;

use accounts::Holder;
use askama::Template;
use axum::extract::{Path, Query};
use gate::Failure;
use kernel::{HouseholdId, PersonId, StaffId};
use register::{Change, Fields, Page as RowsPage};
use store::Tx;

use super::{
    Why, ask,
    day_form::DayForm,
    facts::{fact_name, fact_value},
    household, keeps_register, lived, noted, person,
};
use crate::{
    components::{Button, EmptyState, Event, EventState, Markup, Note, Pagination, SummaryList, SummaryRow, Tabs, Timeline},
    desks::{formerly::Formerly, law, unit_choice},
    routes,
    shell::Shell,
    visit::{Answer, Visit, staff},
};

/// Changes on a page.
const ROWS: u32 = 25;

/// Changes with the names of those who made them.
pub(super) struct Changes {
    pub(super) list: Vec<Change>,
    pub(super) names: HashMap<String, String>,
}

#[derive(Template)]
#[template(path = "register/history.html")]
struct HistoryPage {
    page: Shell,
    tabs: Tabs,
    noted: Note,
    timeline: Option<Timeline>,
    empty: EmptyState,
    pages: Option<Pagination>,
    /// Asks where a person lived on a day, and what is known of it.
    lived: Option<DayForm>,
    then: Option<lived::Shown>,
}

pub(crate) async fn of_person(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_history(id)).await;
    }
    let visit = visit.purpose(&why.purpose);
    let rows = RowsPage { number: why.page, rows: ROWS };
    let day = lived::day(&why);
    let (frame, (found, changes, then)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let found = register::person(tx, actor, id, Fields::IDENTITY)?.ok_or_else(Failure::not_found)?;
            let list = register::timeline(tx, actor, id, rows)?;
            let then = match day {
                Some(day) => register::on_day(tx, actor, id, day)?,
                None => None,
            };
            let formerly = Formerly::of(tx, then.iter().flat_map(|then| &then.residences).map(|home| home.dwelling))?;
            Ok::<_, Failure>((found, named(tx, list)?, then.map(|then| (then, formerly))))
        })
        .await?;
    let page = person::shell(&visit, &frame, &why, &found);
    let tabs = person::tabs(&visit, id, &why, person::View::History);
    let here = why.carry(routes::register_history(id));
    let mut page = build(&visit, (page, tabs), &why, &changes, keeps_register(&frame), &here);
    page.lived = Some(lived::form(&visit, &why, routes::register_history(id), day));
    page.then = then.map(|(then, formerly)| lived::shown(&visit, &why, id, &then, &formerly));
    Ok(visit.page(&page))
}

pub(crate) async fn of_household(visit: Visit, Path(id): Path<HouseholdId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_household_history(id)).await;
    }
    let visit = visit.purpose(&why.purpose);
    let rows = RowsPage { number: why.page, rows: ROWS };
    let (frame, (found, changes)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let found = register::household(tx, actor, id)?.ok_or_else(Failure::not_found)?;
            let list = register::household_history(tx, actor, id, rows)?;
            Ok::<_, Failure>((found, named(tx, list)?))
        })
        .await?;
    let page = household::shell(&visit, &frame, &why, &found);
    let tabs = household::tabs(&visit, id, &why, true);
    Ok(visit.page(&build(
        &visit,
        (page, tabs),
        &why,
        &changes,
        keeps_register(&frame),
        &why.carry(routes::register_household_history(id)),
    )))
}

/// Finds the names of the officials who made the changes.
pub(super) fn named(tx: &mut Tx<'_>, list: Vec<Change>) -> Result<Changes, Failure> {
    let mut names = HashMap::new();
    for change in &list {
        if let (Ok(staff), false) = (change.by.parse::<StaffId>(), names.contains_key(&change.by))
            && let Some(name) = accounts::display_name(tx, Holder::Staff(staff))?
        {
            names.insert(change.by.clone(), name);
        }
    }
    Ok(Changes { list, names })
}

fn build(visit: &Visit, (page, tabs): (Shell, Tabs), why: &Why, changes: &Changes, editable: bool, address: &str) -> HistoryPage {
    let words = &visit.words;
    let of = |page: u32| routes::query(address, &[("page", &page.to_string())]);
    let full = u32::try_from(changes.list.len()).is_ok_and(|count| count == ROWS);
    let (previous, next) = ((why.page > 0).then(|| of(why.page - 1)), full.then(|| of(why.page + 1)));
    HistoryPage {
        page,
        tabs,
        noted: noted(visit, why),
        timeline: (!changes.list.is_empty()).then(|| {
            Timeline::new(changes.list.iter().map(|change| undoable(visit, why, change, &changes.names, editable)).collect())
        }),
        empty: EmptyState::new(words.say("web-register-no-history"), words.say("web-register-no-history-text")),
        pages: (previous.is_some() || next.is_some()).then(|| Pagination::chained(words, String::new(), previous, next)),
        lived: None,
        then: None,
    }
}

pub(super) fn event(visit: &Visit, change: &Change, names: &HashMap<String, String>) -> Event {
    let words = &visit.words;
    let keys: std::collections::BTreeSet<&String> = change.before.keys().chain(change.after.keys()).collect();
    let mut rows = Vec::new();
    for key in keys {
        let Some(label) = fact_name(words, key) else { continue };
        let said = |facts: &serde_json::Map<String, serde_json::Value>| {
            facts.get(key).map(|value| fact_value(visit, key, value)).unwrap_or_default()
        };
        let (before, after) = (said(&change.before), said(&change.after));
        if before.is_empty() && after.is_empty() {
            continue;
        }
        let row = SummaryRow::new(label, &after);
        rows.push(if before.is_empty() {
            row
        } else {
            row.note(words.fill("web-register-before").put("value", before).to_string())
        });
    }
    let ground = SummaryRow::new(words.say("web-register-ground"), &basis(visit, &change.ground.basis));
    rows.push(match &change.ground.evidence {
        Some(evidence) => ground.note(words.fill("web-register-proven-by").put("evidence", evidence).to_string()),
        None => ground,
    });
    if let Some(dossier) = change.ground.dossier {
        let open = Button::link(words.say("web-register-dossier"), routes::counter_dossier(dossier)).quiet().small();
        rows.push(SummaryRow::markup(words.say("web-audit-dossier"), Markup::of(&open)));
    }
    let who = names.get(&change.by).cloned().unwrap_or_else(|| by(visit, &change.by));
    let office = change.office.as_ref().map(|unit| unit_choice::full_name(visit, unit)).unwrap_or_default();
    rows.push(SummaryRow::new(words.say("web-who"), &who).note(office));
    let kind = words.word("web-change", change.kind);
    let of_household = change.person.is_none() && change.household.is_some();
    Event {
        state: EventState::Done,
        title: if of_household { words.fill("web-history-of-household").put("what", kind).to_string() } else { kind },
        when: words.moment(change.at),
        body: Markup::of(&SummaryList::new(rows)),
    }
}

/// A change with the way to undo it, for those who keep the register.
fn undoable(visit: &Visit, why: &Why, change: &Change, names: &HashMap<String, String>, editable: bool) -> Event {
    let mut event = event(visit, change, names);
    if editable && register::can_be_undone(change.kind) {
        let path = why.carry(routes::register_reverse(change.id));
        let undo = Button::link(visit.words.say("web-reverse-open"), path).quiet().small().icon(crate::components::Icon::Refresh);
        event.body = event.body.then(&Markup::of(&undo));
    }
    event
}

/// Who made a change, where it was no official with a name.
fn by(visit: &Visit, who: &str) -> String {
    if who.starts_with("system:") { visit.words.say("access-role-system") } else { who.to_owned() }
}

/// The ground of a change: the name of the service in which it was decided, or the text as it stands.
pub(super) fn basis(visit: &Visit, basis: &str) -> String {
    let today = visit.platform.context.now().date_in_vietnam();
    let service = visit.platform.services.offered(basis, today);
    service.map_or_else(
        || law::said(&visit.words, basis).unwrap_or_else(|| super::requests::ground(visit, basis)),
        |service| service.definition.name.say(visit.words.language()).to_owned(),
    )
}
