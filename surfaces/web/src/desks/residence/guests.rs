//! Guests on a page: who is there, adding one, a list from a spreadsheet, who left. For hosts and for officers alike.

use askama::Template;
use axum::extract::Multipart;
use gate::Failure;
use kernel::{Date, PersonId};
use register::{EndStays, GuestLine, GuestProblem, GuestStay, Host, NotifyStays, StayEnd, StayState, StaysNotified, StaysOn};
use store::Tx;

use super::form::{Typed, line, with_rules};
use crate::{
    components::{
        Button, Cell, Choice, Column, Disclosure, EmptyState, FileInput, Icon, Markup, Note, Problem, Row, Select, Status, Table,
        TextKind, Tone,
    },
    desks::me::home::grouped,
    visit::Visit,
    words::Words,
};

/// Guests on a page of one house.
pub(super) const ROWS: u32 = 100;

/// The answers of the form for one guest, in its order.
const FIELDS: [&str; 10] = ["name", "number", "passport", "birth", "sex", "nationality", "room", "reason", "arrives", "leaves"];

/// The guest that was typed.
pub(super) fn typed_guest(typed: &Typed) -> GuestLine {
    let text = |name: &str| typed.text(name).to_owned();
    GuestLine {
        line: 1,
        name: text("name"),
        number: text("number"),
        passport: text("passport"),
        birth: text("birth"),
        sex: text("sex"),
        nationality: text("nationality"),
        room: text("room"),
        reason: text("reason"),
        arrives: text("arrives"),
        leaves: text("leaves"),
        torn: false,
    }
}

#[derive(Template)]
#[template(path = "residence/guest_form.html")]
struct GuestForm {
    action: String,
    inputs: Vec<Markup>,
    send: Button,
}

/// The form for one guest.
pub(super) fn guest_form(visit: &Visit, action: String, typed: &Typed, problems: &[Problem]) -> Result<Disclosure, Failure> {
    let words = &visit.words;
    let hint = with_rules(visit, "web-guest-number-hint")?;
    let input = |name: &str| -> Markup {
        let label = words.word("web-guest", name);
        let text = line(words, name, &format!("web-guest-{name}"), typed, problems);
        match name {
            "sex" => {
                let choices = ["male", "female"].map(|sex| Choice::new(sex, words.word("sex", sex)).chosen_if(typed.text(name)));
                let select = Select::new(words, name, label, choices.into()).blank(words.say("web-guest-sex-of-number"));
                Markup::of(&select.optional().error(Problem::at(problems, name)))
            }
            "number" => Markup::of(&text.kind(TextKind::Digits).hint(hint.clone()).optional()),
            "birth" => Markup::of(&text.placeholder(words.say("web-register-birth-hint"))),
            "arrives" => Markup::of(&text.hint(words.say("web-guest-arrives-hint")).optional()),
            "leaves" => Markup::of(&text.hint(words.say("web-guest-leaves-hint")).optional()),
            "name" => Markup::of(&text),
            _ => Markup::of(&text.optional()),
        }
    };
    let form = GuestForm {
        action,
        inputs: FIELDS.iter().map(|name| input(name)).collect(),
        send: Button::submit(words.say("web-guest-send")).icon(Icon::Check),
    };
    Ok(Disclosure::new(words.say("web-guest-add"), Markup::of(&form)).icon(Icon::Plus).open(!typed.is_empty()))
}

#[derive(Template)]
#[template(path = "residence/guest_file.html")]
struct GuestFileForm {
    action: String,
    lead: String,
    file: FileInput,
    send: Button,
}

/// The form for a list of guests; open when the file that was sent is none.
pub(super) fn file_form(visit: &Visit, action: String, problems: &[Problem]) -> Disclosure {
    let words = &visit.words;
    let form = GuestFileForm {
        action,
        lead: words.say("web-guest-file-lead"),
        file: FileInput::new(words, "file", words.say("web-guest-file"))
            .accept(".csv,text/csv")
            .hint(words.say("web-guest-file-hint"))
            .error(Problem::at(problems, "file")),
        send: Button::submit(words.say("web-guest-file-send")).icon(Icon::Upload),
    };
    Disclosure::new(words.say("web-guest-file-add"), Markup::of(&form))
        .icon(Icon::Upload)
        .open(Problem::at(problems, "file").is_some())
}

/// The bytes of the file of a form.
pub(super) async fn uploaded(mut form: Multipart) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|_| Failure::invalid())? {
        if field.name() == Some("file") {
            bytes = field.bytes().await.map_err(|_| Failure::invalid())?.to_vec();
        }
    }
    Ok(bytes)
}

/// The command that notifies guests.
pub(super) fn notify(visit: &Visit, host: Host, guests: Vec<GuestLine>) -> Result<NotifyStays, Failure> {
    Ok(NotifyStays { host, guests, key: None, rules: visit.platform.residence_rules()? })
}

/// The command that ends the stays that were ticked.
pub(super) fn ended(typed: &Typed, host: Host, now: kernel::Instant) -> EndStays {
    let end = if typed.text("end") == "mistaken" { StayEnd::Mistaken } else { StayEnd::Left(now) };
    EndStays { host, stays: typed.all("stay").filter_map(|stay| stay.parse().ok()).collect(), end }
}

/// The guests of a host for a night.
pub(super) fn of_host(
    tx: &mut Tx<'_>,
    actor: &access::Actor,
    host: Host,
    night: Date,
) -> Result<Vec<GuestStay>, register::Error> {
    let wish =
        StaysOn { night, unit: None, host: Some(host), text: String::new(), late: false, page: register::Page::first(ROWS) };
    Ok(register::stays_on(tx, actor, &wish)?.stays)
}

/// What was done with a list, in a note and a table of the lines that were not taken.
pub(super) fn outcome(visit: &Visit, notified: &StaysNotified) -> (Note, Option<Table>) {
    let words = &visit.words;
    let tone = if notified.refused.is_empty() { Tone::Success } else { Tone::Warning };
    let text = words
        .fill("web-guests-outcome")
        .put("taken", notified.accepted.len())
        .put("refused", notified.refused.len())
        .put("late", notified.late)
        .to_string();
    let refused = (!notified.refused.is_empty()).then(|| refusals(words, &notified.refused));
    (Note::new(tone, text), refused)
}

fn refusals(words: &Words, refused: &[GuestProblem]) -> Table {
    let columns = vec![
        Column::new(words.say("web-guests-line")),
        Column::new(words.say("web-guests-column")),
        Column::new(words.say("web-guests-why")),
    ];
    let rows = refused.iter().map(|problem| {
        Row::new(vec![
            Cell::text(&words.fill("web-guests-line-number").put("line", i64::from(problem.line)).to_string()),
            Cell::text(&words.word("web-guest", problem.field)),
            Cell::text(&words.say(&problem.reason.message_id())),
        ])
    });
    let empty = EmptyState::new(words.say("web-guests-none"), words.say("web-guests-none-text"));
    Table::new(words, "refused", words.say("web-guests-refused"), columns, empty).with_caption().rows(rows.collect())
}

/// What is wrong with the one guest of the form.
pub(super) fn problems(words: &Words, refused: &[GuestProblem]) -> Vec<Problem> {
    let field = |problem: &GuestProblem| match problem.field {
        register::GuestField::Line => "name".to_owned(),
        field => field.to_string(),
    };
    refused.iter().map(|problem| Problem::new(&field(problem), words.say(&problem.reason.message_id()))).collect()
}

/// Names the house or household of a stay and where its page is.
type HostOf<'a> = dyn Fn(&GuestStay) -> (String, String) + 'a;

/// How a table of guests is shown.
pub(super) struct Shown<'a> {
    /// Where a known guest's record is.
    pub(super) person: Option<&'a dyn Fn(PersonId) -> String>,
    /// Whether the house or household is named.
    pub(super) host: Option<&'a HostOf<'a>>,
    /// Whether each can be ticked.
    pub(super) ticked: bool,
}

/// A table of guests.
pub(super) fn table(visit: &Visit, stays: &[GuestStay], shown: &Shown<'_>) -> Table {
    let words = &visit.words;
    let mut columns = vec![
        Column::new(words.say("web-full-name")),
        Column::new(words.say("web-guest-paper")),
        Column::new(words.say("web-guest-room")),
        Column::new(words.say("web-guest-nights")),
        Column::new(words.say("web-state")),
    ];
    if shown.host.is_some() {
        columns.insert(1, Column::new(words.say("web-guest-where")));
    }
    if shown.ticked {
        columns.push(Column::new(words.say("web-guests-tick")));
    }
    let rows = stays.iter().map(|stay| row(words, stay, shown)).collect();
    let empty = EmptyState::new(words.say("web-guests-none"), words.say("web-guests-none-text"));
    Table::new(words, "guests", words.say("web-guests-title"), columns, empty).rows(rows)
}

fn row(words: &Words, stay: &GuestStay, shown: &Shown<'_>) -> Row {
    let name = match (shown.person, stay.guest) {
        (Some(href), Some(person)) => Cell::link(&stay.name, href(person)),
        _ => Cell::text(&stay.name),
    };
    let until = words.fill("web-guest-until").put("day", words.date(stay.leaves_on)).to_string();
    let mut cells = vec![
        name.note(words.fill("web-guest-born").put("day", words.iso_date(&stay.birth.to_string())).to_string()),
        Cell::text(&paper(stay)),
        Cell::text(stay.room.as_deref().unwrap_or("–")),
        Cell::text(&words.moment(stay.arrives_at)).note(until),
        Cell::markup(state(words, stay)),
    ];
    if let Some(host) = shown.host {
        let (label, href) = host(stay);
        cells.insert(1, Cell::link(&label, href).note(stay.address.clone()));
    }
    if shown.ticked {
        cells.push(if stay.state == StayState::Here { Cell::markup(tick(words, stay)) } else { Cell::text("–") });
    }
    Row::new(cells)
}

/// The paper that a guest showed.
pub(super) fn paper(stay: &GuestStay) -> String {
    let passport = || stay.passport.as_ref().map(|passport| format!("{passport} ({})", stay.nationality));
    stay.number.as_ref().map(grouped).or_else(passport).unwrap_or_else(|| "–".to_owned())
}

fn state(words: &Words, stay: &GuestStay) -> Markup {
    let state = match stay.state {
        StayState::Left => Status::new(Tone::Neutral, words.say("web-stay-left")),
        StayState::Here | StayState::Mistaken => Status::new(Tone::Success, words.say("web-stay-here")),
    };
    let state = Markup::of(&state);
    if stay.late {
        state.then(&Markup::text(" ")).then(&Markup::of(&Status::tag(Tone::Warning, words.say("web-stay-late"))))
    } else {
        state
    }
}

fn tick(words: &Words, stay: &GuestStay) -> Markup {
    #[derive(Template)]
    #[template(
        source = "<input class=\"ds-input\" type=\"checkbox\" name=\"stay\" value=\"{{ id }}\" aria-label=\"{{ label }}\">",
        ext = "html"
    )]
    struct Tick {
        id: String,
        label: String,
    }
    let label = words.fill("web-guests-tick-one").put("name", &stay.name).to_string();
    Markup::of(&Tick { id: stay.id.to_string(), label })
}
