//! The staff by unit: search, filter by role, as a file.

use access::{Actor, Role};
use accounts::StaffMember;
use askama::Template;
use axum::extract::Query;
use gate::Failure;
use kernel::{StaffId, UnitCode};
use serde::Deserialize;
use store::ReadTx;

use crate::{
    components::{
        Button, Cell, Choice, Column, EmptyState, Icon, Markup, Pagination, Row, Select, Status, Table, TextInput, TextKind, Tone,
    },
    desks::unit_choice,
    routes,
    shell::Shell,
    visit::{Answer, Visit, file, staff},
    words::Words,
};

/// Officials on a page.
const ROWS: usize = 25;
/// The longest list that is handed out as a file.
const EXPORT_ROWS_MAX: usize = 5_000;
/// So many officials are looked at for one page of a search.
const LOOKED_AT_MAX: usize = 4_000;

/// What the list is asked for.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    q: String,
    after: Option<StaffId>,
}

impl Wish {
    fn address(&self, path: String, after: Option<StaffId>) -> String {
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        routes::query(path, &[("unit", &self.unit), ("role", &self.role), ("q", &self.q), ("after", &after)])
    }

    fn fits(&self, member: &StaffMember) -> bool {
        let role = self.role.parse::<Role>().ok();
        let named = kernel::name::fold(&self.q);
        let has_role = role.is_none_or(|role| member.grants.iter().any(|grant| grant.role == role));
        has_role && (kernel::name::fold(&member.name).contains(&named) || member.login.contains(&named))
    }
}

/// A page of the list, and where it was looked.
struct Found {
    members: Vec<StaffMember>,
    next: Option<StaffId>,
    scope: UnitCode,
    unit: UnitCode,
}

/// The unit whose staff the actor keeps: the widest one.
pub(super) fn scope(actor: &Actor) -> Result<UnitCode, Failure> {
    staff(actor)?;
    actor.units_for("admin.staff").into_iter().next().ok_or_else(|| access::Denied::Forbidden.into())
}

fn find(tx: &mut ReadTx<'_>, actor: &Actor, wish: &Wish, rows: usize) -> Result<Found, Failure> {
    let scope = scope(actor)?;
    let unit: UnitCode = wish.unit.parse().unwrap_or_else(|_| scope.clone());
    let mut found = Found { members: Vec::new(), next: None, scope, unit };
    let (mut after, mut looked_at) = (wish.after, 0);
    loop {
        let batch = accounts::staff_in(tx, actor, &found.unit, after, accounts::PAGE_ROWS_MAX)?;
        let last = u32::try_from(batch.len()).is_ok_and(|count| count < accounts::PAGE_ROWS_MAX);
        looked_at += batch.len();
        for member in batch {
            if found.members.len() == rows && wish.fits(&member) {
                found.next = found.members.last().map(|last| last.id);
                return Ok(found);
            }
            after = Some(member.id);
            if wish.fits(&member) {
                found.members.push(member);
            }
        }
        if last {
            return Ok(found);
        }
        if looked_at >= LOOKED_AT_MAX {
            found.next = after;
            return Ok(found);
        }
    }
}

#[derive(Template)]
#[template(path = "admin/staff.html")]
struct Page {
    page: Shell,
    add: Button,
    search: TextInput,
    units: Select,
    roles: Select,
    table: Table,
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let asked = wish.clone();
    let (frame, found) = visit.read(move |tx, actor| find(tx, actor, &asked, ROWS)).await?;
    let words = &visit.words;
    let page = visit
        .shell(&frame, words.say("web-place-admin-staff"), &routes::admin_staff())
        .crumb(words.say("web-place-admin"), routes::admin())
        .swaps();
    Ok(visit.page(&Page {
        page,
        add: Button::link(words.say("web-admin-staff-add"), routes::query(routes::admin_staff_new(), &[("unit", &wish.unit)]))
            .icon(Icon::Plus)
            .key('n'),
        search: TextInput::new(words, "q", words.say("web-admin-staff-search"))
            .kind(TextKind::Search)
            .value(wish.q.clone())
            .key('/'),
        units: Select::grouped(
            words,
            "unit",
            words.say("web-unit"),
            unit_choice::groups(&visit, &found.scope, found.unit.as_str()),
        ),
        roles: Select::new(words, "role", words.say("web-admin-role"), roles(words, &wish.role)).blank(words.say("web-all")),
        table: table(&visit, &wish, &found),
    }))
}

/// Every role, for a list to choose from.
pub(super) fn roles(words: &Words, chosen: &str) -> Vec<Choice> {
    Role::ALL.iter().map(|role| Choice::new(role.as_str(), words.word("access-role", role)).chosen_if(chosen)).collect()
}

fn table(visit: &Visit, wish: &Wish, found: &Found) -> Table {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-full-name")),
        Column::new(words.say("web-admin-roles")),
        Column::new(words.say("web-state")),
        Column::new(words.say("web-admin-ways-in")),
        Column::new(words.say("web-admin-since")),
    ];
    let rows = found.members.iter().map(|member| line(visit, member)).collect();
    let empty = EmptyState::new(words.say("web-admin-staff-none"), words.say("web-admin-staff-none-text"));
    let next = found.next.map(|after| wish.address(routes::admin_staff(), Some(after)));
    let first = wish.after.is_some().then(|| wish.address(routes::admin_staff(), None));
    let table = Table::new(words, "staff", words.say("web-place-admin-staff"), columns, empty)
        .rows(rows)
        .keys()
        .count(words.fill("web-admin-staff-shown").put("count", found.members.len()).to_string())
        .export(wish.address(routes::admin_staff_export(), None));
    if next.is_some() || first.is_some() { table.pages(Pagination::chained(words, String::new(), first, next)) } else { table }
}

fn line(visit: &Visit, member: &StaffMember) -> Row {
    let words = &visit.words;
    Row::new(vec![
        Cell::link(&member.name, routes::admin_staff_one(member.id)).note(member.login.clone()),
        Cell::markup(grants(visit, member)),
        Cell::markup(Markup::of(&state(words, member))),
        Cell::text(&ways_in(words, member)),
        Cell::text(&words.day(member.appointed_at)),
    ])
}

/// What somebody is appointed to, one line a role.
fn grants(visit: &Visit, member: &StaffMember) -> Markup {
    #[derive(Template)]
    #[template(
        source = "<ul class=\"grants\">{% for (role, unit) in grants %}<li>{{ role }}<small>{{ unit }}</small></li>{% endfor %}</ul>",
        ext = "html"
    )]
    struct Grants {
        grants: Vec<(String, String)>,
    }
    let grants =
        member.grants.iter().map(|grant| (visit.words.word("access-role", grant.role), unit_choice::name(visit, &grant.unit)));
    Markup::of(&Grants { grants: grants.collect() })
}

/// Whether somebody is in office and has begun to work.
pub(super) fn state(words: &Words, member: &StaffMember) -> Status {
    match (member.active, member.activated) {
        (false, _) => Status::new(Tone::Neutral, words.say("web-admin-staff-dismissed")),
        (true, false) => Status::new(Tone::Warning, words.say("web-admin-staff-not-activated")),
        (true, true) => Status::new(Tone::Success, words.say("web-admin-staff-active")),
    }
}

/// How somebody signs in.
pub(super) fn ways_in(words: &Words, member: &StaffMember) -> String {
    words.say(match (member.activated, member.has_totp) {
        (false, _) => "web-admin-ways-in-none",
        (true, false) => "web-admin-ways-in-password",
        (true, true) => "web-admin-ways-in-totp",
    })
}

/// The whole list as CSV.
pub(crate) async fn export(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let (_, found) = visit.read(move |tx, actor| find(tx, actor, &wish, EXPORT_ROWS_MAX)).await?;
    let words = &visit.words;
    let head =
        ["web-full-name", "web-admin-login", "web-admin-role", "web-unit", "web-state", "web-admin-ways-in", "web-admin-since"]
            .map(|id| words.say(id));
    let mut text = String::from("\u{feff}");
    crate::csv::line(&mut text, head.iter().map(String::as_str));
    for member in &found.members {
        for grant in &member.grants {
            let in_office = if !member.active {
                "web-admin-staff-dismissed"
            } else if member.activated {
                "web-admin-staff-active"
            } else {
                "web-admin-staff-not-activated"
            };
            let cells = [
                member.name.clone(),
                member.login.clone(),
                words.word("access-role", grant.role),
                unit_choice::full_name(&visit, &grant.unit),
                words.say(in_office),
                ways_in(words, member),
                words.day(member.appointed_at),
            ];
            crate::csv::line(&mut text, cells.iter().map(String::as_str));
        }
    }
    Ok(file(text.into_bytes(), "text/csv; charset=utf-8", "onedoor-staff.csv", false))
}
