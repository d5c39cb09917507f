//! Splitting a household, and merging it with another at its dwelling.

use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::{HouseholdId, PersonId};
use register::{Household, HouseholdMember, MergeHouseholds, Mover, NewHead, Relation, SplitHousehold};

use super::form::{Block, FormPage, Reading, Typed, attempt, date, ground_block, line};
use crate::{
    components::{Button, Choice, ErrorSummary, Icon, Markup, Note, Problem, Select, Tone},
    desks::{
        me::record::home_of,
        register::{Why, ask, household_shell, noted},
    },
    done::Done,
    halt::Halt,
    routes,
    visit::{Answer, Frame, Visit, staff},
    words::Words,
};

async fn opened(visit: &Visit, id: HouseholdId) -> Result<(Frame, (Household, Vec<Household>)), Halt> {
    visit
        .write(move |tx, actor| {
            staff(actor)?;
            let household = register::household(tx, actor, id)?.ok_or_else(Failure::not_found)?;
            let neighbours = register::neighbours(tx, actor, id)?;
            Ok::<_, Failure>((household, neighbours))
        })
        .await
}

fn relation_field(person: PersonId) -> String {
    format!("rel-{person}")
}

/// Who somebody is, beside a choice.
fn described(words: &Words, household: &Household, member: &HouseholdMember) -> String {
    let relation = if household.head == Some(member.person.id) {
        words.say("web-relation-head")
    } else {
        words.word("form-relation", member.relation)
    };
    format!("{} · {relation} · {}", member.person.name.full(), words.iso_date(&member.person.birth.to_string()))
}

/// One choice of relation for each member; `blank` says what no choice means.
fn relations(
    words: &Words,
    household: &Household,
    typed: &Typed,
    problems: &[Problem],
    blank: &str,
    with_head: bool,
) -> Vec<Markup> {
    let input = |member: &HouseholdMember| {
        let name = relation_field(member.person.id);
        let of = |relation: &Relation| {
            let label =
                if *relation == Relation::Head { words.say("web-split-head") } else { words.word("form-relation", relation) };
            Choice::new(relation.as_str(), label).chosen_if(typed.text(&name))
        };
        let choices = Relation::ALL.iter().filter(|relation| with_head || **relation != Relation::Head).map(of);
        let select = Select::new(words, &name, described(words, household, member), choices.collect()).blank(words.say(blank));
        Markup::of(&select.error(Problem::at(problems, &name)))
    };
    household.members.iter().map(input).collect()
}

fn movers(household: &Household, typed: &Typed) -> Vec<Mover> {
    let stated = |member: &HouseholdMember| {
        let relation = typed.text(&relation_field(member.person.id)).parse().ok()?;
        Some(Mover { person: member.person.id, relation })
    };
    household.members.iter().filter_map(stated).collect()
}

/// A choice of a head among people.
fn heads<'a>(
    words: &Words,
    label: &str,
    households: impl Iterator<Item = &'a Household>,
    typed: &Typed,
    problems: &[Problem],
) -> Select {
    let choices = households.flat_map(|household| {
        household.members.iter().map(|member| {
            Choice::new(member.person.id.to_string(), described(words, household, member)).chosen_if(typed.text("head"))
        })
    });
    Select::new(words, "head", words.say(label), choices.collect()).error(Problem::at(problems, "head")).optional()
}

fn form(
    visit: &Visit,
    frame: &Frame,
    why: &Why,
    household: &Household,
    (title, lead, action): (&str, &str, String),
    blocks: Vec<Block>,
    problems: &[Problem],
) -> FormPage {
    let words = &visit.words;
    let back = why.carry(routes::register_household(household.id));
    let mut page = household_shell(visit, frame, why, household).crumb(words.say("web-register-household"), back.clone());
    page.title = words.say(title);
    FormPage {
        page,
        lead: home_of(visit, &household.address, &household.unit, household.number.as_deref()),
        errors: ErrorSummary::of(words, problems),
        notes: vec![Note::new(Tone::Info, words.say(lead)), noted(visit, why)],
        action: why.carry(action),
        blocks,
        save: Button::submit(words.say(title)).icon(Icon::Check),
        cancel: Button::link(words.say("web-cancel"), back).secondary(),
    }
}

fn split_form(visit: &Visit, frame: &Frame, why: &Why, household: &Household, typed: &Typed, problems: &[Problem]) -> FormPage {
    let words = &visit.words;
    let address =
        line(words, "address", "web-split-address", typed, problems).hint(words.say("web-split-address-hint")).optional();
    let head = heads(words, "web-split-new-head", std::iter::once(household), typed, problems)
        .blank(words.say("web-split-head-stays"))
        .hint(words.say("web-split-new-head-hint"));
    let blocks = vec![
        Block {
            title: words.say("web-split-who"),
            inputs: relations(words, household, typed, problems, "web-split-stays", true),
        },
        Block {
            title: words.say("web-split-where"),
            inputs: vec![
                Markup::of(&address),
                Markup::of(&date(words, "from", "web-residence-from", typed, problems)),
                Markup::of(&head),
            ],
        },
        ground_block(words, typed, problems),
    ];
    let texts = ("web-split-title", "web-split-lead", routes::register_split(household.id));
    form(visit, frame, why, household, texts, blocks, problems)
}

pub(crate) async fn split(visit: Visit, Path(id): Path<HouseholdId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_split(id)).await;
    }
    let visit = visit.purpose(why.purpose());
    let (frame, (household, _)) = opened(&visit, id).await?;
    let typed = Typed::default().with_date("from", visit.platform.context.now().date_in_vietnam());
    Ok(visit.page(&split_form(&visit, &frame, &why, &household, &typed, &[])))
}

pub(crate) async fn do_split(
    visit: Visit,
    Path(id): Path<HouseholdId>,
    Query(why): Query<Why>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let visit = visit.purpose(why.purpose());
    let typed = Typed::new(pairs);
    let (frame, (household, _)) = opened(&visit, id).await?;
    let mut reading = Reading::new(&visit.words, &typed);
    let (from, address, ground) = (reading.date("from"), reading.optional("address"), reading.ground());
    let mut problems = reading.problems;
    if let (Some(from), true) = (from, problems.is_empty()) {
        let new_heads: Vec<NewHead> =
            typed.text("head").parse().ok().map(|head| NewHead { household: id, head }).into_iter().collect();
        let command = SplitHousehold { household: id, members: movers(&household, &typed), address, new_heads, from, ground };
        match attempt(&visit, move |tx, actor| register::split_household(tx, actor, &command)).await? {
            Ok(settled) => {
                let formed = settled.household.unwrap_or(id);
                return Ok(visit.go(&why.carry(routes::register_household(formed)), Some(Done::HouseholdSplit)));
            }
            Err(problem) => problems.push(problem),
        }
    }
    Ok(visit.rejected(&split_form(&visit, &frame, &why, &household, &typed, &problems)))
}

fn merge_form(
    visit: &Visit,
    frame: &Frame,
    why: &Why,
    (household, neighbours): (&Household, &[Household]),
    typed: &Typed,
    problems: &[Problem],
) -> FormPage {
    let words = &visit.words;
    let choices = neighbours.iter().map(|other| {
        let head = other.members.iter().find(|member| other.head == Some(member.person.id));
        let name = head.map(|head| head.person.name.full().to_owned()).unwrap_or_default();
        let label = words.fill("web-register-household-of").put("name", name).to_string();
        Choice::new(other.id.to_string(), label).chosen_if(typed.text("into"))
    });
    let into = Select::new(words, "into", words.say("web-merge-into"), choices.collect())
        .blank(words.say(if neighbours.is_empty() { "web-merge-nobody" } else { "web-choose" }))
        .error(Problem::at(problems, "into"));
    let head = heads(words, "web-merge-head", neighbours.iter().chain([household]), typed, problems)
        .blank(words.say("web-merge-head-stays"));
    let blocks = vec![
        Block {
            title: words.say("web-merge-where"),
            inputs: vec![
                Markup::of(&into),
                Markup::of(&date(words, "from", "web-residence-from", typed, problems)),
                Markup::of(&head),
            ],
        },
        Block { title: words.say("web-merge-who"), inputs: relations(words, household, typed, problems, "web-choose", false) },
        ground_block(words, typed, problems),
    ];
    let texts = ("web-merge-title", "web-merge-lead", routes::register_merge(household.id));
    form(visit, frame, why, household, texts, blocks, problems)
}

pub(crate) async fn merge(visit: Visit, Path(id): Path<HouseholdId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_merge(id)).await;
    }
    let visit = visit.purpose(why.purpose());
    let (frame, (household, neighbours)) = opened(&visit, id).await?;
    let typed = Typed::default().with_date("from", visit.platform.context.now().date_in_vietnam());
    Ok(visit.page(&merge_form(&visit, &frame, &why, (&household, &neighbours), &typed, &[])))
}

pub(crate) async fn do_merge(
    visit: Visit,
    Path(id): Path<HouseholdId>,
    Query(why): Query<Why>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let visit = visit.purpose(why.purpose());
    let typed = Typed::new(pairs);
    let (frame, (household, neighbours)) = opened(&visit, id).await?;
    let mut reading = Reading::new(&visit.words, &typed);
    let (into, on, ground) = (reading.chosen::<HouseholdId>("into"), reading.date("from"), reading.ground());
    let mut problems = reading.problems;
    if let (Some(into), Some(on), true) = (into, on, problems.is_empty()) {
        let head = typed.text("head").parse().ok();
        let command = MergeHouseholds { from: id, into, members: movers(&household, &typed), head, on, ground };
        match attempt(&visit, move |tx, actor| register::merge_households(tx, actor, &command)).await? {
            Ok(_) => return Ok(visit.go(&why.carry(routes::register_household(into)), Some(Done::HouseholdsMerged))),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(visit.rejected(&merge_form(&visit, &frame, &why, (&household, &neighbours), &typed, &problems)))
}
