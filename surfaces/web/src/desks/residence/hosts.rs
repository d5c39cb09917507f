//! One house or household with its guests: for whoever keeps it, and for the officer who is called.

use askama::Template;
use axum::{
    Form,
    extract::{Multipart, Path, Query},
    response::Response,
};
use gate::Failure;
use register::{GuestLine, GuestStay, Host, Lodging, LodgingId, LodgingState};

use super::{
    form::{Typed, attempt, with_rules},
    guests::{self, Shown},
};
use crate::{
    components::{Button, ErrorSummary, Icon, Markup, Note, Problem, SummaryList, SummaryRow, Table, Tone},
    desks::{
        figures::card,
        me::home::address,
        register::{Why, ask, noted},
    },
    done::Done,
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, citizen, staff},
};

#[derive(Template)]
#[template(path = "residence/host.html")]
struct HostPage {
    page: Shell,
    lead: String,
    actions: Vec<Button>,
    errors: Option<ErrorSummary>,
    notes: Vec<Note>,
    refused: Option<Table>,
    left: Option<String>,
    has_rows: bool,
    table: Table,
    asides: Vec<Markup>,
}

/// Whose page it is.
#[derive(Clone)]
pub(super) enum Side {
    /// Whoever keeps the house or lives in the household.
    Mine,
    /// An officer, with the purpose that they stated.
    Officer(Why),
}

impl Side {
    fn here(&self, host: Host) -> String {
        match (self, host) {
            (Self::Mine, Host::Lodging(id)) => routes::my_lodging(id),
            (Self::Mine, Host::Household(_)) => routes::my_guests(),
            (Self::Officer(why), Host::Lodging(id)) => why.carry(routes::register_lodging(id)),
            (Self::Officer(why), Host::Household(id)) => why.carry(routes::register_household_guests(id)),
        }
    }

    fn file(&self, lodging: LodgingId) -> String {
        match self {
            Self::Mine => routes::my_lodging_file(lodging),
            Self::Officer(why) => why.carry(routes::register_lodging_file(lodging)),
        }
    }

    fn left(&self, host: Host) -> String {
        match (self, host) {
            (Self::Mine, Host::Lodging(id)) => routes::my_lodging_left(id),
            (Self::Mine, Host::Household(_)) => routes::my_guests_left(),
            (Self::Officer(why), Host::Lodging(id)) => why.carry(routes::register_lodging_left(id)),
            (Self::Officer(why), Host::Household(id)) => why.carry(routes::register_household_guests_left(id)),
        }
    }
}

/// What stands on the page besides the guests.
#[derive(Clone)]
pub(super) struct Known {
    host: Option<Host>,
    lodging: Option<Lodging>,
    household: Option<(String, kernel::UnitCode)>,
    lodgings: Vec<Lodging>,
    stays: Vec<GuestStay>,
}

/// What came of a notification, for the page that follows.
#[derive(Default)]
struct Came {
    typed: Typed,
    problems: Vec<Problem>,
    note: Option<Note>,
    refused: Option<Table>,
}

fn open(tx: &mut store::Tx<'_>, actor: &access::Actor, side: &Side, host: Option<Host>) -> Result<Known, Failure> {
    match side {
        Side::Mine => citizen(actor).map(|_| ())?,
        Side::Officer(_) => staff(actor).map(|_| ())?,
    }
    let mut known = Known { host, lodging: None, household: None, lodgings: Vec::new(), stays: Vec::new() };
    match host {
        Some(Host::Lodging(id)) => known.lodging = Some(register::lodging(tx, actor, id)?.ok_or_else(Failure::not_found)?),
        Some(Host::Household(id)) => {
            let found = register::household(tx, actor, id)?.ok_or_else(Failure::not_found)?;
            known.household = Some((found.address, found.unit));
        }
        None => {
            let mine = register::household_of(tx, actor, citizen(actor)?)?;
            known.host = mine.as_ref().map(|household| Host::Household(household.id));
            known.household = mine.map(|household| (household.address, household.unit));
            known.lodgings = register::my_lodgings(tx, actor)?;
        }
    }
    if let Some(host) = known.host {
        known.stays = guests::of_host(tx, actor, host, actor.today())?;
    }
    Ok(known)
}

async fn show(visit: &Visit, side: &Side, host: Option<Host>, came: Came) -> Answer {
    let asked = side.clone();
    let (frame, known) = visit.write(move |tx, actor| open(tx, actor, &asked, host)).await?;
    page_of(visit, &frame, side, &known, came)
}

fn page_of(visit: &Visit, frame: &Frame, side: &Side, known: &Known, came: Came) -> Answer {
    let words = &visit.words;
    let (title, lead) = match (&known.lodging, &known.household) {
        (Some(lodging), _) => (lodging.name.clone(), address(visit, &lodging.address, &lodging.unit)),
        (None, Some((street, unit))) => (words.say("web-guests-of-household"), address(visit, street, unit)),
        (None, None) => (words.say("web-guests-of-household"), words.say("web-household-none-text")),
    };
    let place = if matches!(side, Side::Mine) { routes::me() } else { routes::register_stays() };
    let mut page = visit.shell(frame, title, &place);
    page = match side {
        Side::Mine if known.lodging.is_some() => page.crumb(words.say("web-guests-mine"), routes::my_guests()),
        Side::Mine => page,
        Side::Officer(why) => page.crumb(words.say("web-stays-title"), why.carry(routes::register_stays())),
    };
    let mut notes: Vec<Note> = came.note.into_iter().collect();
    if let Side::Officer(why) = side {
        notes.push(noted(visit, why));
    }
    if known.lodging.as_ref().is_some_and(|lodging| lodging.state != LodgingState::Open) {
        notes.push(Note::new(Tone::Warning, words.say("register-error-lodging-closed")));
    }
    let href = |person| match side {
        Side::Officer(why) => why.carry(routes::register_person(person)),
        Side::Mine => String::new(),
    };
    let officer = matches!(side, Side::Officer(_));
    let shown = Shown { person: officer.then_some(&href), host: None, ticked: true };
    let rejected = !came.problems.is_empty();
    let host_page = HostPage {
        actions: actions(visit, side, known),
        errors: ErrorSummary::of(words, &came.problems),
        notes,
        refused: came.refused,
        left: known.host.map(|host| side.left(host)),
        has_rows: !known.stays.is_empty(),
        table: guests::table(visit, &known.stays, &shown).with_caption(),
        asides: asides(visit, side, known, &came.typed, &came.problems)?,
        page,
        lead,
    };
    Ok(if rejected { visit.rejected(&host_page) } else { visit.page(&host_page) })
}

fn actions(visit: &Visit, side: &Side, known: &Known) -> Vec<Button> {
    let words = &visit.words;
    match (side, &known.lodging) {
        (Side::Officer(why), Some(lodging)) => {
            let change = why.carry(routes::register_lodging_change(lodging.id));
            vec![Button::link(words.say("web-lodging-change"), change).secondary().small().icon(Icon::Pen)]
        }
        (Side::Mine, None) => known
            .lodgings
            .iter()
            .map(|lodging| {
                Button::link(lodging.name.clone(), routes::my_lodging(lodging.id)).secondary().small().icon(Icon::Building)
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn asides(visit: &Visit, side: &Side, known: &Known, typed: &Typed, problems: &[Problem]) -> Result<Vec<Markup>, Failure> {
    let words = &visit.words;
    let mut asides = Vec::new();
    if let Some(host) = known.host {
        asides.push(Markup::of(&guests::guest_form(visit, side.here(host), typed, problems)?));
        if let Host::Lodging(id) = host {
            asides.push(Markup::of(&guests::file_form(visit, side.file(id), problems)));
        }
    }
    if let (Side::Officer(_), Some(lodging)) = (side, &known.lodging) {
        let rows = vec![
            SummaryRow::new(words.say("web-lodging-kind"), &words.word("web-lodging-kind", lodging.kind)),
            SummaryRow::new(words.say("web-state"), &words.word("web-lodging-state", lodging.state)),
            SummaryRow::new(words.say("web-lodging-rooms"), &words.number(lodging.rooms)),
            SummaryRow::new(words.say("web-phone"), lodging.phone.as_deref().unwrap_or_default()),
        ];
        asides.push(Markup::of(&card(Markup::of(&SummaryList::new(rows)))));
    }
    asides.push(Markup::of(&Note::new(Tone::Info, with_rules(visit, "web-guests-rule")?)));
    Ok(asides)
}

/// Takes a guest or a list of guests, and shows what came of it.
async fn take(visit: &Visit, side: &Side, host: Option<Host>, typed: Typed, list: Option<Vec<GuestLine>>) -> Answer {
    let (asked, one) = (side.clone(), list.is_none());
    let (_, known) = visit.write(move |tx, actor| open(tx, actor, &asked, host)).await?;
    let at = known.host.ok_or_else(Failure::not_found)?;
    let command = guests::notify(visit, at, list.unwrap_or_else(|| vec![guests::typed_guest(&typed)]))?;
    let came = match attempt(visit, move |tx, actor| register::notify_stays(tx, actor, &command)).await? {
        Err(problem) => Came { typed, problems: vec![problem], ..Came::default() },
        Ok(notified) if one && notified.refused.is_empty() => {
            return Ok(visit.go(&side.here(at), Some(Done::GuestsNotified)));
        }
        Ok(notified) if one => Came { typed, problems: guests::problems(&visit.words, &notified.refused), ..Came::default() },
        Ok(notified) => {
            let (note, refused) = guests::outcome(visit, &notified);
            Came { note: Some(note), refused, ..Came::default() }
        }
    };
    show(visit, side, host, came).await
}

/// Takes the guests of a file. What is no list is refused whole.
async fn take_file(visit: &Visit, side: &Side, house: LodgingId, form: Multipart) -> Answer {
    let host = Some(Host::Lodging(house));
    let bytes = guests::uploaded(form).await?;
    let why = match register::read_guests(&bytes) {
        Ok(file) if file.guests.is_empty() => register::Error::Nobody,
        Ok(file) => return take(visit, side, host, Typed::default(), Some(file.guests)).await,
        Err(bad) => bad,
    };
    let problems = vec![Problem::new("file", visit.words.say(why.message_id()))];
    show(visit, side, host, Came { problems, ..Came::default() }).await
}

async fn end(visit: &Visit, side: &Side, host: Option<Host>, typed: Typed) -> Answer {
    let asked = side.clone();
    let (_, known) = visit.write(move |tx, actor| open(tx, actor, &asked, host)).await?;
    let at = known.host.ok_or_else(Failure::not_found)?;
    let command = guests::ended(&typed, at, visit.platform.context.now());
    match attempt(visit, move |tx, actor| register::end_stays(tx, actor, &command)).await? {
        Ok(_) => Ok(visit.go(&side.here(at), Some(Done::StaysEnded))),
        Err(problem) => show(visit, side, host, Came { problems: vec![problem], ..Came::default() }).await,
    }
}

pub(crate) async fn mine(visit: Visit) -> Answer {
    show(&visit, &Side::Mine, None, Came::default()).await
}

pub(crate) async fn mine_take(visit: Visit, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    take(&visit, &Side::Mine, None, Typed::new(pairs), None).await
}

pub(crate) async fn mine_left(visit: Visit, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    end(&visit, &Side::Mine, None, Typed::new(pairs)).await
}

pub(crate) async fn my_lodging(visit: Visit, Path(id): Path<LodgingId>) -> Answer {
    show(&visit, &Side::Mine, Some(Host::Lodging(id)), Came::default()).await
}

pub(crate) async fn my_lodging_take(visit: Visit, Path(id): Path<LodgingId>, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    take(&visit, &Side::Mine, Some(Host::Lodging(id)), Typed::new(pairs), None).await
}

pub(crate) async fn my_lodging_file(visit: Visit, Path(id): Path<LodgingId>, form: Multipart) -> Answer {
    take_file(&visit, &Side::Mine, id, form).await
}

pub(crate) async fn my_lodging_left(visit: Visit, Path(id): Path<LodgingId>, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    end(&visit, &Side::Mine, Some(Host::Lodging(id)), Typed::new(pairs)).await
}

/// What an officer does at a host, once the purpose is stated.
async fn officer(visit: Visit, why: Why, host: Host) -> Result<(Visit, Side), Result<Response, Halt>> {
    let side = Side::Officer(why.clone());
    if why.is_stated(&visit) {
        return Ok((visit.purpose(why.purpose()), side));
    }
    Err(ask(&visit, Side::Officer(Why::default()).here(host)).await)
}

/// A house or a household with its guests, for an officer.
pub(crate) async fn page<Id: Into<Host>>(visit: Visit, Path(id): Path<Id>, Query(why): Query<Why>) -> Answer {
    let host = id.into();
    match officer(visit, why, host).await {
        Ok((visit, side)) => show(&visit, &side, Some(host), Came::default()).await,
        Err(answer) => answer,
    }
}

/// An officer who is called notifies a guest.
pub(crate) async fn notify<Id: Into<Host>>(
    visit: Visit,
    Path(id): Path<Id>,
    Query(why): Query<Why>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let host = id.into();
    match officer(visit, why, host).await {
        Ok((visit, side)) => take(&visit, &side, Some(host), Typed::new(pairs), None).await,
        Err(answer) => answer,
    }
}

/// An officer enters the list that a house brought.
pub(crate) async fn list(visit: Visit, Path(id): Path<LodgingId>, Query(why): Query<Why>, form: Multipart) -> Answer {
    match officer(visit, why, Host::Lodging(id)).await {
        Ok((visit, side)) => take_file(&visit, &side, id, form).await,
        Err(answer) => answer,
    }
}

/// An officer who is called ends stays.
pub(crate) async fn left<Id: Into<Host>>(
    visit: Visit,
    Path(id): Path<Id>,
    Query(why): Query<Why>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let host = id.into();
    match officer(visit, why, host).await {
        Ok((visit, side)) => end(&visit, &side, Some(host), Typed::new(pairs)).await,
        Err(answer) => answer,
    }
}
