//! Who stays where for the night in an officer's units: filtered, paged, as a file, on paper.

use axum::extract::Query;
use gate::Failure;
use kernel::{Date, UnitCode};
use register::{GuestStay, Page as RowsPage, StaysFound, StaysOn};
use serde::Deserialize;

use super::{
    guests::{self, Shown},
    list::ListPage,
};
use crate::{
    components::{Button, Checkbox, Icon, Markup, Note, Pagination, TextInput, TextKind, Tone},
    desks::{
        purpose,
        register::{Why, ask, noted, units_select},
        unit_choice,
    },
    halt::Halt,
    routes,
    visit::{Answer, Frame, Visit, file, staff},
};

/// Guests on a page.
const ROWS: u32 = 50;
/// The longest list that is handed out as a file is what the domain looks at.
const EXPORT_ROWS: u32 = 200;

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    night: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    late: String,
    #[serde(default)]
    page: u32,
}

impl Wish {
    fn address(&self, path: String, page: u32) -> String {
        let page = if page == 0 { String::new() } else { page.to_string() };
        let values = [
            (purpose::FIELD, self.purpose.as_str()),
            ("night", &self.night),
            ("unit", &self.unit),
            ("text", &self.text),
            ("late", &self.late),
            ("page", &page),
        ];
        routes::query(path, &values)
    }

    /// The night that is asked for: today's, where nothing that can be read was typed.
    fn night(&self, today: Date) -> Date {
        super::super::day(self.night.trim()).unwrap_or(today)
    }

    fn stays(&self, today: Date, page: RowsPage) -> StaysOn {
        StaysOn {
            night: self.night(today),
            unit: self.unit.parse().ok(),
            host: None,
            text: self.text.trim().to_owned(),
            late: !self.late.is_empty(),
            page,
        }
    }
}

async fn found(visit: &Visit, wish: &Wish, page: RowsPage) -> Result<(Frame, (Vec<UnitCode>, StaysFound)), Halt> {
    let wish = wish.clone();
    visit
        .write(move |tx, actor| {
            staff(actor)?;
            let found = register::stays_on(tx, actor, &wish.stays(actor.today(), page))?;
            Ok::<_, Failure>((actor.roles.iter().map(|grant| grant.unit.clone()).collect::<Vec<_>>(), found))
        })
        .await
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    if !purpose::is_stated(&visit, &wish.purpose) {
        return ask(&visit, routes::register_stays()).await;
    }
    let visit = visit.purpose(&wish.purpose);
    let (frame, (units, found)) = found(&visit, &wish, RowsPage { number: wish.page, rows: ROWS }).await?;
    let words = &visit.words;
    let night = wish.night(visit.platform.context.now().date_in_vietnam());
    let why = Why::stating(&wish.purpose);
    let mut notes = vec![noted(&visit, &why)];
    if found.capped {
        notes.push(Note::new(Tone::Info, words.say("web-stays-capped")));
    }
    let lead = words.fill("web-stays-lead").put("night", words.date(night)).put("count", found.total).to_string();
    let lodgings = Button::link(words.say("web-lodgings-title"), why.carry(routes::register_lodgings()));
    Ok(visit.page(&ListPage {
        page: visit.shell(&frame, words.say("web-stays-title"), &routes::register_stays()),
        lead,
        actions: vec![lodgings.secondary().small().icon(Icon::Building)],
        tabs: None,
        action: routes::register_stays(),
        hidden: vec![(purpose::FIELD.to_owned(), wish.purpose.clone())],
        filters: filters(&visit, &wish, &units),
        notes,
        table: {
            let table = table(&visit, &wish, &why, &found.stays)
                .count(words.fill("web-stays-count").put("count", found.total).to_string())
                .export(wish.address(routes::register_stays_export(), 0));
            let seen = usize::try_from((wish.page + 1).saturating_mul(ROWS)).unwrap_or(usize::MAX);
            let next = (seen < found.total).then(|| wish.address(routes::register_stays(), wish.page + 1));
            let previous = (wish.page > 0).then(|| wish.address(routes::register_stays(), wish.page - 1));
            if next.is_some() || previous.is_some() {
                table.pages(Pagination::chained(words, String::new(), previous, next))
            } else {
                table
            }
        },
    }))
}

fn filters(visit: &Visit, wish: &Wish, units: &[UnitCode]) -> Vec<Markup> {
    let words = &visit.words;
    let text = TextInput::new(words, "text", words.say("web-stays-text")).kind(TextKind::Search).value(&wish.text).key('/');
    let night = TextInput::new(words, "night", words.say("web-stays-night"))
        .kind(TextKind::Search)
        .placeholder(words.say("web-stays-night-hint"))
        .value(&wish.night);
    let late = Checkbox::new(words, "late", words.say("web-stays-late-only")).checked(!wish.late.is_empty());
    vec![Markup::of(&text), Markup::of(&night), Markup::of(&units_select(visit, units, &wish.unit)), Markup::of(&late)]
}

fn table(visit: &Visit, _wish: &Wish, why: &Why, stays: &[GuestStay]) -> crate::components::Table {
    let words = &visit.words;
    let person = |person| why.carry(routes::register_person(person));
    let host = |stay: &GuestStay| match (stay.lodging, stay.household) {
        (Some(lodging), _) => (stay.lodging_name.clone().unwrap_or_default(), why.carry(routes::register_lodging(lodging))),
        (None, Some(household)) => (words.say("web-register-household"), why.carry(routes::register_household_guests(household))),
        (None, None) => (String::new(), why.carry(routes::register_stays())),
    };
    guests::table(visit, stays, &Shown { person: Some(&person), host: Some(&host), ticked: false }).keys()
}

/// The list as CSV; everybody in it who is known gets an access entry.
pub(crate) async fn export(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let visit = visit.purpose(&wish.purpose);
    let words = &visit.words;
    let head = [
        "web-full-name",
        "web-guest-paper",
        "web-birth-date",
        "web-guest-where",
        "web-address",
        "web-unit",
        "web-guest-room",
        "web-guest-arrived",
        "web-guest-leaves-on",
        "web-stay-late",
    ]
    .map(|id| words.say(id));
    let mut text = String::from("\u{feff}");
    crate::csv::line(&mut text, head.iter().map(String::as_str));
    let mut page = 0;
    loop {
        let (_, (_, found)) = found(&visit, &wish, RowsPage { number: page, rows: EXPORT_ROWS }).await?;
        for stay in &found.stays {
            let cells = [
                stay.name.clone(),
                guests::paper(stay),
                words.iso_date(&stay.birth.to_string()),
                stay.lodging_name.clone().unwrap_or_else(|| words.say("web-register-household")),
                stay.address.clone(),
                unit_choice::full_name(&visit, &stay.unit),
                stay.room.clone().unwrap_or_default(),
                words.moment(stay.arrives_at),
                words.date(stay.leaves_on),
                if stay.late { words.say("web-stay-late") } else { String::new() },
            ];
            crate::csv::line(&mut text, cells.iter().map(String::as_str));
        }
        page += 1;
        let seen = usize::try_from(page.saturating_mul(EXPORT_ROWS)).unwrap_or(usize::MAX);
        if seen >= found.total {
            return Ok(file(text.into_bytes(), "text/csv; charset=utf-8", "onedoor-stays.csv", false));
        }
    }
}
