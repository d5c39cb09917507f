//! One of the staff: roles, ways in, appointment. What is done here asks for a fresh proof of identity.

use access::{Actor, Grant, Role};
use accounts::StaffMember;
use askama::Template;
use axum::{Form, extract::Path};
use gate::Failure;
use kernel::{StaffId, UnitCode};
use serde::Deserialize;
use store::Tx;

use super::{
    staff::{roles, scope, state, ways_in},
    staff_new::CodePage,
};
use crate::{
    components::{Button, Disclosure, Icon, Markup, Note, Select, Status, SummaryList, SummaryRow, Tone},
    desks::unit_choice,
    done::Done,
    routes,
    shell::{Shell, initials},
    visit::{Answer, Frame, Visit, staff},
};

kernel::text_enum! {
    /// What can be done with somebody's appointment.
    pub(crate) enum Act {
        /// One more role.
        AddGrant = "add-grant",
        /// One role less.
        RemoveGrant = "remove-grant",
        /// Password and factors are taken away, a new activation code is given.
        Reset = "reset",
        /// The appointment ends.
        Dismiss = "dismiss",
        /// It stands again.
        Reinstate = "reinstate",
    }
}

/// A role in a unit, with the way to take it away.
struct GrantLine {
    role: String,
    role_code: &'static str,
    unit: String,
    unit_code: String,
}

#[derive(Template)]
#[template(path = "admin/staff_one.html")]
struct Page {
    page: Shell,
    initials: String,
    login: String,
    state: Status,
    facts: SummaryList,
    grants: Vec<GrantLine>,
    change_grants: String,
    remove_grant: String,
    removable: bool,
    role: Select,
    unit: Select,
    add: Button,
    acts: Vec<Disclosure>,
    trail: Option<Button>,
    note: Note,
}

pub(crate) async fn page(visit: Visit, Path(id): Path<StaffId>) -> Answer {
    let (frame, (member, scope, own)) = visit
        .read(move |tx, actor| {
            let scope = scope(actor)?;
            Ok::<_, Failure>((accounts::staff(tx, actor, id)?, scope, actor.staff() == Some(id)))
        })
        .await?;
    Ok(visit.page(&build(&visit, &frame, &member, &scope, own)))
}

fn build(visit: &Visit, frame: &Frame, member: &StaffMember, scope: &UnitCode, own: bool) -> Page {
    let words = &visit.words;
    let line = |grant: &Grant| GrantLine {
        role: words.word("access-role", grant.role),
        role_code: grant.role.as_str(),
        unit: unit_choice::full_name(visit, &grant.unit),
        unit_code: grant.unit.to_string(),
    };
    let trail = frame.roles.contains(&Role::Auditor).then(|| {
        Button::link(
            words.say("web-admin-staff-trail"),
            routes::query(routes::admin_audit(), &[("actor", &member.id.to_string())]),
        )
        .secondary()
        .icon(Icon::Eye)
    });
    let office = member.grants.first().map_or("", |grant| grant.unit.as_str());
    Page {
        page: visit
            .shell(frame, member.name.clone(), &routes::admin_staff())
            .crumb(words.say("web-place-admin"), routes::admin())
            .crumb(words.say("web-place-admin-staff"), routes::admin_staff()),
        initials: initials(&member.name),
        login: member.login.clone(),
        state: state(words, member),
        facts: SummaryList::new(vec![
            SummaryRow::new(words.say("web-admin-login"), &member.login),
            SummaryRow::new(words.say("web-admin-since"), &words.day(member.appointed_at)),
            SummaryRow::new(words.say("web-admin-ways-in"), &ways_in(words, member)),
            SummaryRow::new(words.say("web-admin-staff-id"), &member.id.to_string()),
        ]),
        grants: member.grants.iter().map(line).collect(),
        change_grants: routes::admin_staff_act(member.id, Act::AddGrant),
        remove_grant: routes::admin_staff_act(member.id, Act::RemoveGrant),
        removable: member.grants.len() > 1,
        role: Select::new(words, "role", words.say("web-admin-role"), roles(words, "")),
        unit: Select::grouped(words, "unit", words.say("web-unit"), unit_choice::groups(visit, scope, office))
            .hint(words.say("web-admin-unit-hint")),
        add: Button::submit(words.say("web-admin-grant-add")).secondary().icon(Icon::Plus),
        acts: acts(visit, member, own),
        trail,
        note: Note::new(Tone::Info, words.say("web-admin-staff-proof")),
    }
}

#[derive(Template)]
#[template(
    source = "<p>{{ text }}</p><form method=\"post\" action=\"{{ action }}\" class=\"button-row\">{{ send }}</form>",
    ext = "html"
)]
struct ActForm {
    text: String,
    action: String,
    send: Button,
}

/// The acts that fit the member's state. Nobody ends their own appointment.
fn acts(visit: &Visit, member: &StaffMember, own: bool) -> Vec<Disclosure> {
    let words = &visit.words;
    let act = |act: Act, icon: Icon, send: Button| {
        let label = words.word("web-admin-act", act);
        let body = ActForm { text: words.word("web-admin-act-text", act), action: routes::admin_staff_act(member.id, act), send };
        Disclosure::new(label, Markup::of(&body)).icon(icon)
    };
    let mut acts = Vec::new();
    if member.active {
        acts.push(act(Act::Reset, Icon::Refresh, Button::submit(words.say("web-admin-act-do-reset")).secondary()));
    }
    if member.active && !own {
        acts.push(act(Act::Dismiss, Icon::Exit, Button::submit(words.say("web-admin-act-do-dismiss")).danger()).danger());
    }
    if !member.active {
        acts.push(act(Act::Reinstate, Icon::Door, Button::submit(words.say("web-admin-act-do-reinstate")).secondary()));
    }
    acts
}

/// The role that is added or taken away.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    role: String,
    #[serde(default)]
    unit: String,
}

impl Typed {
    fn grant(&self) -> Result<Grant, Failure> {
        match (self.role.parse::<Role>(), self.unit.parse::<UnitCode>()) {
            (Ok(role), Ok(unit)) => Ok(Grant::new(role, unit)),
            _ => Err(Failure::invalid()),
        }
    }
}

pub(crate) async fn act(visit: Visit, Path((id, act)): Path<(StaffId, Act)>, Form(typed): Form<Typed>) -> Answer {
    let (frame, code) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            carry_out(tx, actor, id, act, &typed)
        })
        .await?;
    let Some((member, code)) = code else { return Ok(visit.go(&routes::admin_staff_one(id), Some(Done::StaffChanged))) };
    let words = &visit.words;
    Ok(visit.page(&CodePage {
        page: visit
            .shell(&frame, words.say("web-admin-code-reset"), &routes::admin_staff())
            .crumb(words.say("web-place-admin-staff"), routes::admin_staff()),
        note: Note::new(Tone::Warning, words.say("web-admin-code-once")),
        name: member.name,
        login: member.login,
        code,
        onward: Button::link(words.say("web-admin-code-onward"), routes::admin_staff_one(id)).icon(Icon::ArrowRight),
    }))
}

/// Does it; a reset gives a code back.
fn carry_out(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: StaffId,
    act: Act,
    typed: &Typed,
) -> Result<Option<(StaffMember, String)>, Failure> {
    match act {
        Act::AddGrant | Act::RemoveGrant => {
            let grant = typed.grant()?;
            let mut grants = accounts::staff(tx, actor, id)?.grants;
            grants.retain(|held| *held != grant);
            if act == Act::AddGrant {
                grants.push(grant);
            }
            accounts::set_grants(tx, actor, id, &grants)?;
        }
        Act::Reset => {
            let code = accounts::reset_staff(tx, actor, id)?.shown();
            return Ok(Some((accounts::staff(tx, actor, id)?, code)));
        }
        Act::Dismiss => accounts::dismiss(tx, actor, id)?,
        Act::Reinstate => accounts::reinstate(tx, actor, id)?,
    }
    Ok(None)
}
