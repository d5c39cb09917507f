//! One household: who lives in it and what they are to each other, and giving it another head.

use askama::Template;
use axum::extract::{Path, Query};
use gate::Failure;
use kernel::{HouseholdId, PersonId};
use register::{Household, HouseholdMember, Relation};

use super::{Why, ask, day_form::DayForm, head, keeps_register, moment, noted};
use crate::{
    components::{Button, Disclosure, ErrorSummary, Icon, Markup, Note, Problem, Status, Tab, Tabs, Tone},
    desks::{
        formerly::Formerly,
        me::{home::grouped, record::home_of},
    },
    routes,
    shell::{Shell, initials},
    visit::{Answer, Frame, Visit, staff},
};

/// A member as the family picture shows them.
struct Kin {
    name: String,
    href: String,
    initials: String,
    relation: String,
    birth: String,
    number: String,
    kind: Status,
    since: String,
    is_head: bool,
}

/// Members of one generation, as seen from the head.
struct Generation {
    title: String,
    members: Vec<Kin>,
}

#[derive(Template)]
#[template(path = "register/household.html")]
struct HouseholdPage {
    page: Shell,
    lead: String,
    formerly: String,
    tabs: Tabs,
    noted: Note,
    picker: DayForm,
    commune: Button,
    past_note: Option<Note>,
    dissolved: Option<Note>,
    errors: Option<ErrorSummary>,
    generations: Vec<Generation>,
    change_head: Option<Disclosure>,
    acts: Vec<Button>,
}

pub(crate) async fn page(visit: Visit, Path(id): Path<HouseholdId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_household(id)).await;
    }
    let visit = visit.purpose(&why.purpose);
    let at = moment::moment(&why);
    let (frame, opened) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let found = match at {
                Some(at) => register::household_as_of(tx, actor, id, at)?,
                None => register::household(tx, actor, id)?,
            };
            let household = found.ok_or_else(Failure::not_found)?;
            // A day of the past shows the commune of that day.
            let formerly = if at.is_some() { Formerly::default() } else { Formerly::of(tx, [household.dwelling])? };
            Ok::<_, Failure>(Opened { household, formerly })
        })
        .await?;
    Ok(visit.page(&build(&visit, &frame, &why, &opened, &head::Typed::default(), &[])))
}

/// A household, and where its dwelling lay before.
pub(super) struct Opened {
    pub(super) household: Household,
    pub(super) formerly: Formerly,
}

/// The household, with what was typed when a change of head came back.
pub(super) fn build(
    visit: &Visit,
    frame: &Frame,
    why: &Why,
    opened: &Opened,
    typed: &head::Typed,
    problems: &[Problem],
) -> impl Template + use<> {
    let (words, household) = (&visit.words, &opened.household);
    let others = household.members.iter().any(|member| household.head != Some(member.person.id));
    let now = moment::day(why).is_none();
    let form = (keeps_register(frame) && now && others && household.dissolved_on.is_none()).then(|| {
        let body = Markup::of(&head::form(visit, why, household, typed, problems));
        Disclosure::new(words.say("web-register-head-change"), body).icon(Icon::Swap).open(!problems.is_empty())
    });
    HouseholdPage {
        page: shell(visit, frame, why, household),
        lead: home_of(visit, &household.address, &household.unit, household.number.as_deref()),
        formerly: opened.formerly.line(visit, household.dwelling),
        tabs: tabs(visit, household.id, why, false),
        noted: noted(visit, why),
        picker: moment::picker(visit, why, routes::register_household(household.id)),
        commune: moment::commune(visit, why, &household.unit),
        past_note: moment::note(visit, why, routes::register_household(household.id)),
        dissolved: household
            .dissolved_on
            .map(|day| Note::new(Tone::Warning, words.fill("web-register-dissolved").put("day", words.date(day)).to_string())),
        errors: ErrorSummary::of(words, problems),
        generations: generations(visit, why, household),
        change_head: form,
        acts: if keeps_register(frame) && household.dissolved_on.is_none() { acts(visit, why, household) } else { Vec::new() },
    }
}

/// What else an officer can do about a household.
fn acts(visit: &Visit, why: &Why, household: &Household) -> Vec<Button> {
    let words = &visit.words;
    let act = |id: &str, href: String, icon| Button::link(words.say(id), why.carry(href)).secondary().small().icon(icon);
    vec![
        act("web-split-title", routes::register_split(household.id), Icon::Swap),
        act("web-merge-title", routes::register_merge(household.id), Icon::House),
        act("web-guests-of-household", routes::register_household_guests(household.id), Icon::Door),
    ]
}

/// The page of a household, named after its head.
pub(crate) fn shell(visit: &Visit, frame: &Frame, why: &Why, household: &Household) -> Shell {
    let words = &visit.words;
    let head = household.members.iter().find(|member| household.head == Some(member.person.id));
    let title = head.map_or_else(
        || words.say("web-register-household"),
        |head| words.fill("web-register-household-of").put("name", head.person.name.full()).to_string(),
    );
    visit.shell(frame, title, &routes::register()).crumb(words.say("web-register-title"), why.carry(routes::register()))
}

pub(super) fn tabs(visit: &Visit, id: HouseholdId, why: &Why, history: bool) -> Tabs {
    let words = &visit.words;
    let members = Tab {
        label: words.say("web-register-members"),
        href: why.carry(routes::register_household(id)),
        count: None,
        current: !history,
    };
    let changes = Tab {
        label: words.say("web-register-history"),
        href: why.carry(routes::register_household_history(id)),
        count: None,
        current: history,
    };
    Tabs::new(words.say("web-register-views"), vec![members, changes])
}

/// How far above or below the head a relation stands, in the order of the picture.
const fn generation(relation: Relation) -> usize {
    match relation {
        Relation::Grandparent => 0,
        Relation::Parent | Relation::ParentInLaw => 1,
        Relation::Head | Relation::Spouse | Relation::Sibling | Relation::SiblingInLaw => 2,
        Relation::Child | Relation::ChildInLaw | Relation::NieceNephew => 3,
        Relation::Grandchild => 4,
        Relation::Guardian | Relation::Ward | Relation::OtherRelative | Relation::NonRelative => 5,
    }
}

/// The generations that the household has, the oldest first.
fn generations(visit: &Visit, why: &Why, household: &Household) -> Vec<Generation> {
    const NAMES: [&str; 6] = ["grandparents", "parents", "own", "children", "grandchildren", "others"];
    let of = |wanted: usize, name: &str| {
        let mut members: Vec<&HouseholdMember> =
            household.members.iter().filter(|member| level(household.head, member) == wanted).collect();
        members.sort_by_key(|member| household.head != Some(member.person.id));
        let members: Vec<Kin> = members.into_iter().map(|member| kin(visit, why, household.head, member)).collect();
        (!members.is_empty()).then(|| Generation { title: visit.words.word("web-generation", name), members })
    };
    NAMES.iter().enumerate().filter_map(|(wanted, name)| of(wanted, name)).collect()
}

fn level(head: Option<PersonId>, member: &HouseholdMember) -> usize {
    generation(if head == Some(member.person.id) { Relation::Head } else { member.relation })
}

fn kin(visit: &Visit, why: &Why, head: Option<PersonId>, member: &HouseholdMember) -> Kin {
    let words = &visit.words;
    let person = &member.person;
    let is_head = head == Some(person.id);
    Kin {
        name: person.name.full().to_owned(),
        href: why.carry(routes::register_person(person.id)),
        initials: initials(person.name.full()),
        relation: if is_head { words.say("web-relation-head") } else { words.word("form-relation", member.relation) },
        birth: words.iso_date(&person.birth.to_string()),
        number: person.number.as_ref().map(grouped).unwrap_or_default(),
        kind: Status::tag(
            if member.kind == register::ResidenceKind::Permanent { Tone::Accent } else { Tone::Gold },
            words.word("web-residence-kind", member.kind),
        ),
        since: member.since.map(|day| words.fill("web-since").put("from", words.date(day)).to_string()).unwrap_or_default(),
        is_head,
    }
}

#[cfg(test)]
mod tests {
    use super::generation;
    use register::Relation;

    #[test]
    fn the_head_stands_with_spouse_between_parents_and_children() {
        assert_eq!(generation(Relation::Head), generation(Relation::Spouse));
        assert!(generation(Relation::Parent) < generation(Relation::Head));
        assert!(generation(Relation::Child) > generation(Relation::Head));
        assert!(Relation::ALL.iter().all(|relation| generation(*relation) < 6));
    }
}
