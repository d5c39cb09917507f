//! Systems of other agencies: who is let in, for what, where and how often; new keys; shutting out.

use accounts::{AddClient, Client, Secret};
use askama::Template;
use axum::{Form, extract::Path};
use gate::Failure;
use kernel::{ClientId, ErrorKind, UnitCode};

use super::staff::scope;
use crate::{
    components::{
        Button, Cell, Choice, Choices, Column, EmptyState, ErrorSummary, Icon, Markup, Note, Problem, Row, Select, Status,
        SummaryList, SummaryRow, Table, TextInput, TextKind, Tone,
    },
    desks::unit_choice,
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit},
};

/// Questions a minute and a day that the form proposes.
const PROPOSED: (u32, u32) = (60, 10_000);

/// What the form sent; a purpose may come several times.
#[derive(Debug, Clone, Default)]
struct Typed {
    name: String,
    agency: String,
    unit: String,
    purposes: Vec<String>,
    a_minute: String,
    a_day: String,
}

impl Typed {
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "name" => typed.name = value,
                "agency" => typed.agency = value,
                "unit" => typed.unit = value,
                "purposes" => typed.purposes.push(value),
                "a-minute" => typed.a_minute = value,
                "a-day" => typed.a_day = value,
                _ => {}
            }
        }
        typed
    }
}

#[derive(Template)]
#[template(path = "admin/clients.html")]
struct ListPage {
    page: Shell,
    errors: Option<ErrorSummary>,
    table: Table,
    name: TextInput,
    agency: TextInput,
    unit: Select,
    purposes: Choices,
    a_minute: TextInput,
    a_day: TextInput,
    send: Button,
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let (frame, (scope, found)) = opened(&visit).await?;
    let typed = Typed { a_minute: PROPOSED.0.to_string(), a_day: PROPOSED.1.to_string(), ..Typed::default() };
    Ok(visit.page(&build(&visit, &frame, &scope, &found, &typed, &[])))
}

async fn opened(visit: &Visit) -> Result<(Frame, (UnitCode, Vec<Client>)), crate::halt::Halt> {
    visit
        .read(|tx, actor| {
            let scope = scope(actor)?;
            let found = accounts::clients(tx, actor, &scope)?;
            Ok::<_, Failure>((scope, found))
        })
        .await
}

fn build(visit: &Visit, frame: &Frame, scope: &UnitCode, found: &[Client], typed: &Typed, problems: &[Problem]) -> ListPage {
    let words = &visit.words;
    let error = |field: &str| Problem::at(problems, field);
    let text = |name: &str, label: &str, value: &str| {
        TextInput::new(words, name, words.say(label)).length_max(120).value(value).error(error(name))
    };
    let open = visit.platform.pack.purposes().iter().filter(|purpose| !purpose.fields.is_empty());
    let purposes = open.map(|purpose| {
        let groups: Vec<String> = purpose.fields.iter().map(|group| words.word("web-field", group)).collect();
        let chosen = typed.purposes.contains(&purpose.code);
        Choice::new(&purpose.code, words.say(&purpose.message)).hint(groups.join(", ")).chosen(chosen)
    });
    ListPage {
        page: visit
            .shell(frame, words.say("web-place-clients"), &routes::admin_clients())
            .crumb(words.say("web-place-admin"), routes::admin()),
        errors: ErrorSummary::of(words, problems),
        table: table(visit, found),
        name: text("name", "web-client-name", &typed.name),
        agency: text("agency", "web-client-agency", &typed.agency).hint(words.say("web-client-agency-hint")),
        unit: Select::grouped(words, "unit", words.say("web-unit"), unit_choice::groups(visit, scope, &typed.unit))
            .blank(words.say("web-choose"))
            .hint(words.say("web-client-unit-hint"))
            .error(error("unit")),
        purposes: Choices::several(words, "purposes", words.say("web-client-purposes"), purposes.collect())
            .error(error("purposes")),
        a_minute: text("a-minute", "web-client-a-minute", &typed.a_minute).kind(TextKind::Digits).width(10),
        a_day: text("a-day", "web-client-a-day", &typed.a_day).kind(TextKind::Digits).width(10),
        send: Button::submit(words.say("web-client-add")).icon(Icon::Key),
    }
}

fn table(visit: &Visit, found: &[Client]) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-client-name")),
        Column::new(words.say("web-client-agency")),
        Column::new(words.say("web-unit")),
        Column::new(words.say("web-client-purposes")),
        Column::number(words.say("web-client-a-day")),
        Column::new(words.say("web-state")),
    ];
    let row = |client: &Client| {
        Row::new(vec![
            Cell::link(&client.name, routes::admin_client(client.id)),
            Cell::text(&client.agency),
            Cell::text(&unit_choice::full_name(visit, &client.unit)),
            Cell::text(&purposes(visit, client)),
            Cell::text(&words.number(client.a_day)),
            Cell::markup(Markup::of(&state(visit, client))),
        ])
    };
    let empty = EmptyState::new(words.say("web-client-none"), words.say("web-client-none-text"));
    Table::new(words, "clients", words.say("web-place-clients"), columns, empty).rows(found.iter().map(row).collect()).keys()
}

fn purposes(visit: &Visit, client: &Client) -> String {
    let said = |code: &String| crate::desks::purpose::said(visit, code).unwrap_or_else(|| code.clone());
    client.purposes.iter().map(said).collect::<Vec<_>>().join(", ")
}

fn state(visit: &Visit, client: &Client) -> Status {
    if client.revoked_at.is_some() {
        Status::new(Tone::Neutral, visit.words.say("web-client-revoked"))
    } else {
        Status::new(Tone::Success, visit.words.say("web-client-active"))
    }
}

/// The command, or everything that is wrong with what was typed.
fn command(visit: &Visit, typed: &Typed) -> Result<AddClient, Vec<Problem>> {
    let words = &visit.words;
    let mut problems = Vec::new();
    let mut missing = |field: &str| {
        let label = match field {
            "unit" => words.say("web-unit"),
            field => words.word("web-client", field),
        };
        problems.push(Problem::new(field, words.say("web-required-answer")).about(label));
    };
    for (field, text) in [("name", &typed.name), ("agency", &typed.agency)] {
        if text.trim().is_empty() {
            missing(field);
        }
    }
    let unit = typed.unit.parse::<UnitCode>().map_err(|_| missing("unit")).ok();
    let mut quota = |field: &str, text: &str| match text.trim().parse::<u32>() {
        Ok(count) if count > 0 => count,
        _ => {
            missing(field);
            0
        }
    };
    let (a_minute, a_day) = (quota("a-minute", &typed.a_minute), quota("a-day", &typed.a_day));
    let known =
        |code: &String| visit.platform.pack.purposes().iter().any(|known| known.code == *code && !known.fields.is_empty());
    if typed.purposes.is_empty() || !typed.purposes.iter().all(known) {
        missing("purposes");
    }
    match unit {
        Some(unit) if problems.is_empty() => Ok(AddClient {
            name: typed.name.clone(),
            agency: typed.agency.clone(),
            unit,
            purposes: typed.purposes.clone(),
            a_minute,
            a_day,
        }),
        _ => Err(problems),
    }
}

pub(crate) async fn add(visit: Visit, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    let typed = Typed::of(pairs);
    let problems = match command(&visit, &typed) {
        Err(problems) => problems,
        Ok(command) => {
            let outcome = visit.write(move |tx, actor| accounts::add_client(tx, actor, &command).map_err(Failure::from)).await;
            match outcome {
                Ok((frame, (id, secret))) => return Ok(visit.page(&key_page(&visit, &frame, id, secret))),
                Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                    vec![Problem::new("", halt.0.say(&visit.platform.words, visit.words.language()))]
                }
                Err(halt) => return Err(halt),
            }
        }
    };
    let (frame, (scope, found)) = opened(&visit).await?;
    Ok(visit.rejected(&build(&visit, &frame, &scope, &found, &typed, &problems)))
}

/// The key, shown this once.
#[derive(Template)]
#[template(path = "admin/client_key.html")]
struct KeyPage {
    page: Shell,
    note: Note,
    key: String,
    onward: Button,
}

fn key_page(visit: &Visit, frame: &Frame, id: ClientId, secret: Secret) -> KeyPage {
    let words = &visit.words;
    KeyPage {
        page: visit
            .shell(frame, words.say("web-client-key"), &routes::admin_clients())
            .crumb(words.say("web-place-clients"), routes::admin_clients()),
        note: Note::new(Tone::Warning, words.say("web-client-key-once")),
        key: secret.to_text(),
        onward: Button::link(words.say("web-client-onward"), routes::admin_client(id)).icon(Icon::ArrowRight),
    }
}

#[derive(Template)]
#[template(path = "admin/client.html")]
struct OnePage {
    page: Shell,
    state: Status,
    facts: SummaryList,
    rotate: Option<(String, Button)>,
    revoke: Option<(String, Button)>,
}

pub(crate) async fn one(visit: Visit, Path(id): Path<ClientId>) -> Answer {
    let (frame, (client, day, total)) = visit
        .read(move |tx, actor| {
            scope(actor)?;
            accounts::client(tx, actor, id).map_err(Failure::from)
        })
        .await?;
    let words = &visit.words;
    let living = client.revoked_at.is_none();
    let mut facts = vec![
        SummaryRow::new(words.say("web-client-agency"), &client.agency),
        SummaryRow::new(words.say("web-unit"), &unit_choice::full_name(&visit, &client.unit)),
        SummaryRow::new(words.say("web-client-purposes"), &purposes(&visit, &client)),
        SummaryRow::new(words.say("web-client-a-minute"), &words.number(client.a_minute)),
        SummaryRow::new(words.say("web-client-a-day"), &words.number(client.a_day)),
        SummaryRow::new(words.say("web-client-today"), &words.number(day)),
        SummaryRow::new(words.say("web-client-total"), &words.number(total)),
        SummaryRow::new(words.say("web-client-since"), &words.moment(client.made_at)),
    ];
    let later = [
        ("web-client-rotated-at", client.rotated_at),
        ("web-client-former-until", client.former_until),
        ("web-client-revoked-at", client.revoked_at),
    ];
    facts.extend(later.into_iter().filter_map(|(id, at)| Some(SummaryRow::new(words.say(id), &words.moment(at?)))));
    let act = |act: Act, button: Button| living.then(|| (routes::admin_client_act(client.id, act), button));
    Ok(visit.page(&OnePage {
        page: visit
            .shell(&frame, client.name.clone(), &routes::admin_clients())
            .crumb(words.say("web-place-admin"), routes::admin())
            .crumb(words.say("web-place-clients"), routes::admin_clients()),
        state: state(&visit, &client),
        facts: SummaryList::new(facts),
        rotate: act(Act::Rotate, Button::submit(words.say("web-client-rotate")).secondary().icon(Icon::Refresh)),
        revoke: act(Act::Revoke, Button::submit(words.say("web-client-revoke")).danger()),
    }))
}

kernel::text_enum! {
    /// What can be done with a system.
    pub(crate) enum Act {
        /// Another key.
        Rotate = "rotate",
        /// It is shut out.
        Revoke = "revoke",
    }
}

pub(crate) async fn act(visit: Visit, Path((id, act)): Path<(ClientId, Act)>) -> Answer {
    match act {
        Act::Rotate => {
            let (frame, secret) =
                visit.write(move |tx, actor| accounts::rotate_client(tx, actor, id).map_err(Failure::from)).await?;
            Ok(visit.page(&key_page(&visit, &frame, id, secret)))
        }
        Act::Revoke => {
            visit.write(move |tx, actor| accounts::revoke_client(tx, actor, id).map_err(Failure::from)).await?;
            Ok(visit.go(&routes::admin_client(id), Some(Done::ClientRevoked)))
        }
    }
}
