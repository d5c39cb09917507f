//! What the register holds on me, and the people I live with. Both reads are noted before anything is shown.

use askama::Template;
use gate::Failure;
use kernel::UnitCode;
use register::{Fields, HouseholdMember, Person, Residence};

use super::home::{address, grouped};
use crate::{
    components::{Button, Cell, Column, EmptyState, Icon, Markup, Row, Status, SummaryList, SummaryRow, Table, Tone},
    desks::{formerly::Formerly, register::family::own},
    halt::Parts,
    routes,
    shell::Shell,
    visit::{Answer, Visit, citizen},
    words::Words,
};

#[derive(Template)]
#[template(path = "me/record.html")]
struct Record {
    page: Shell,
    identity: SummaryList,
    residence: SummaryList,
    contact: SummaryList,
    family: Option<SummaryList>,
    correct: Button,
    sources: Button,
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let (frame, (person, family, formerly)) = visit
        .write(|tx, actor| {
            let me = citizen(actor)?;
            let person = register::person(tx, actor, me, Fields::ALL)?.ok_or_else(Failure::not_found)?;
            let family = register::family(tx, actor, me)?.ok_or_else(Failure::not_found)?;
            let formerly = Formerly::of(tx, person.residences.iter().map(|home| home.dwelling))?;
            Ok::<_, Failure>((person, family, formerly))
        })
        .await?;
    let words = &visit.words;
    let page = visit.shell(&frame, words.say("web-record-title"), &routes::my_record());
    let correct = Button::link(words.say("web-record-who-looked"), routes::my_access()).secondary().icon(Icon::Eye);
    Ok(visit.page(&Record {
        page,
        identity: identity(&visit, &person),
        residence: residences(&visit, &person, &formerly),
        contact: contact(words, &person),
        family: (!family.relatives.is_empty()).then(|| own(&visit, &family)),
        correct,
        sources: Button::link(words.say("web-facts-title"), routes::my_facts()).secondary().icon(Icon::Shield),
    }))
}

/// The facts that say who somebody is.
pub(crate) fn identity(visit: &Visit, person: &Person) -> SummaryList {
    let words = &visit.words;
    let facts = &person.facts;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let pack = &visit.platform.pack;
    let english = words.locale() == "en";
    let coded =
        |codes: &country::Codes, value: &Option<String>| codes.word(value.as_deref().unwrap_or_default(), english).to_owned();
    SummaryList::new(vec![
        SummaryRow::new(words.say("web-full-name"), facts.name.full()),
        SummaryRow::new(words.say("web-other-names"), &text(&facts.other_names)),
        SummaryRow::new(words.say("web-personal-number"), &facts.number.as_ref().map(grouped).unwrap_or_default()),
        SummaryRow::new(words.say("web-birth-date"), &words.iso_date(&facts.birth.to_string())),
        SummaryRow::new(words.say("web-sex"), &words.word("sex", facts.sex)),
        SummaryRow::new(words.say("web-birth-place"), &text(&facts.birth_place)),
        SummaryRow::new(words.say("web-origin"), &text(&facts.origin)),
        SummaryRow::new(words.say("web-ethnicity"), &coded(pack.ethnic_groups(), &facts.ethnicity)),
        SummaryRow::new(words.say("web-religion"), &coded(pack.religions(), &facts.religion)),
        SummaryRow::new(words.say("web-nationality"), &words.nationality(&facts.nationality)),
        SummaryRow::new(
            words.say("web-marital"),
            &facts.marital.map(|state| words.word("web-marital", state)).unwrap_or_default(),
        ),
        SummaryRow::new(
            words.say("web-old-number"),
            &facts.old_number.as_ref().map(|number| number.as_str().to_owned()).unwrap_or_default(),
        ),
        SummaryRow::new(words.say("web-blood-group"), facts.blood_group.map(register::BloodGroup::as_str).unwrap_or_default()),
    ])
}

/// Where somebody lives.
fn residences(visit: &Visit, person: &Person, formerly: &Formerly) -> SummaryList {
    let words = &visit.words;
    let today = visit.platform.context.now().date_in_vietnam();
    let row = |label: &str, home: Option<&Residence>| {
        let Some(home) = home else { return SummaryRow::new(words.say(label), "") };
        let row = SummaryRow::new(words.say(label), &address(visit, &home.address, &home.unit));
        let notes = [span(words, home), formerly.line(visit, home.dwelling)];
        let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        if notes.is_empty() { row } else { row.note(notes.join(" · ")) }
    };
    SummaryList::new(vec![
        row("web-permanent-residence", person.permanent()),
        row("web-temporary-residence", person.temporary(today)),
    ])
}

/// From when until when.
pub(crate) fn span(words: &Words, home: &Residence) -> String {
    match (home.from, home.until.or(home.ended)) {
        (Some(from), Some(until)) => {
            words.fill("web-span").put("from", words.date(from)).put("until", words.date(until)).to_string()
        }
        (Some(from), None) => words.fill("web-since").put("from", words.date(from)).to_string(),
        (None, Some(until)) => words.fill("web-till").put("until", words.date(until)).to_string(),
        (None, None) => String::new(),
    }
}

pub(crate) fn contact(words: &Words, person: &Person) -> SummaryList {
    SummaryList::new(vec![
        SummaryRow::new(words.say("web-phone"), person.facts.phone.as_deref().unwrap_or_default()),
        SummaryRow::new(words.say("web-email"), person.facts.email.as_deref().unwrap_or_default()),
        SummaryRow::new(words.say("web-current-place"), person.facts.current_place.as_deref().unwrap_or_default()),
    ])
}

pub(crate) async fn household(visit: Visit) -> Answer {
    let (frame, (household, formerly)) = visit
        .write(|tx, actor| {
            let me = citizen(actor)?;
            let household = register::household_of(tx, actor, me)?;
            let formerly = Formerly::of(tx, household.as_ref().map(|household| household.dwelling))?;
            Ok::<_, Failure>((household, formerly))
        })
        .await?;
    let words = &visit.words;
    let page = visit.shell(&frame, words.say("web-household-title"), &routes::my_household());
    let Some(household) = household else {
        let empty = EmptyState::new(words.say("web-household-none"), words.say("web-household-none-text"));
        return Ok(visit.page(&Parts { page, lead: String::new(), parts: vec![Markup::of(&empty)] }));
    };
    let lead = home_of(&visit, &household.address, &household.unit, household.number.as_deref());
    let formerly = formerly.line(&visit, household.dwelling);
    let lead = if formerly.is_empty() { lead } else { format!("{lead} · {formerly}") };
    let parts = vec![Markup::of(&members(&visit, &household.members, household.head, None))];
    Ok(visit.page(&Parts { page, lead, parts }))
}

/// Address and number of a household in one line.
pub(crate) fn home_of(visit: &Visit, street: &str, unit: &UnitCode, number: Option<&str>) -> String {
    let place = address(visit, street, unit);
    match number {
        Some(number) => format!("{place} · {}", visit.words.fill("web-household-number").put("number", number)),
        None => place,
    }
}

/// The members; `href` leads to each, where the reader may go there.
pub(crate) fn members(
    visit: &Visit,
    members: &[HouseholdMember],
    head: Option<kernel::PersonId>,
    href: Option<&dyn Fn(kernel::PersonId) -> String>,
) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-full-name")),
        Column::new(words.say("web-relation")),
        Column::new(words.say("web-birth-date")),
        Column::new(words.say("web-residence-kind")),
        Column::new(words.say("web-since-when")),
    ];
    let rows = members.iter().map(|member| {
        let name = member.person.name.full();
        let name = match href {
            Some(href) => Cell::link(name, href(member.person.id)),
            None => Cell::text(name),
        };
        let relation = if head == Some(member.person.id) {
            Markup::of(&Status::tag(Tone::Gold, words.say("web-relation-head")))
        } else {
            Markup::text(&words.word("form-relation", member.relation))
        };
        Row::new(vec![
            name,
            Cell::markup(relation),
            Cell::text(&words.iso_date(&member.person.birth.to_string())),
            Cell::text(&words.word("web-residence-kind", member.kind)),
            Cell::text(&member.since.map(|day| words.date(day)).unwrap_or_default()),
        ])
    });
    let empty = EmptyState::new(words.say("web-household-none"), words.say("web-household-none-text"));
    Table::new(words, "members", words.say("web-household-members"), columns, empty).with_caption().rows(rows.collect())
}
