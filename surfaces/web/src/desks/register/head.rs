//! Giving a household another head, on a ground that the history keeps.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::{ErrorKind, HouseholdId, PersonId};
use register::{ChangeHead, Ground, Household};
use serde::Deserialize;

use super::{Why, correct::ground_fields, household};
use crate::{
    components::{Button, Choice, Problem, Select, TextInput},
    desks::formerly::Formerly,
    done::Done,
    routes,
    visit::{Answer, Visit, staff},
};

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    pub(super) head: String,
    #[serde(default)]
    pub(super) basis: String,
    #[serde(default)]
    pub(super) evidence: String,
}

#[derive(Template)]
#[template(path = "register/head.html")]
pub(super) struct HeadForm {
    action: String,
    lead: String,
    head: Select,
    basis: TextInput,
    evidence: TextInput,
    send: Button,
}

pub(super) fn form(visit: &Visit, why: &Why, household: &Household, typed: &Typed, problems: &[Problem]) -> HeadForm {
    let words = &visit.words;
    let error = |field: &str| Problem::at(problems, field);
    let others = household.members.iter().filter(|member| household.head != Some(member.person.id));
    let choices = others.map(|member| {
        let label = format!(
            "{} · {} · {}",
            member.person.name.full(),
            words.word("form-relation", member.relation),
            words.iso_date(&member.person.birth.to_string())
        );
        Choice::new(member.person.id.to_string(), label).chosen_if(&typed.head)
    });
    let (basis, evidence) = ground_fields(words, &typed.basis, &typed.evidence, problems);
    HeadForm {
        action: why.carry(routes::register_head(household.id)),
        lead: words.say("web-register-head-lead"),
        head: Select::new(words, "head", words.say("web-register-head-new"), choices.collect())
            .blank(words.say("web-choose"))
            .error(error("head")),
        basis,
        evidence,
        send: Button::submit(words.say("web-register-head-do")),
    }
}

pub(crate) async fn change(
    visit: Visit,
    Path(id): Path<HouseholdId>,
    Query(why): Query<Why>,
    Form(typed): Form<Typed>,
) -> Answer {
    let visit = visit.purpose(&why.purpose);
    let words = &visit.words;
    let problem = |field: &str, id: &str| Problem::new(field, words.say(id));
    let head = typed.head.parse::<PersonId>();
    let mut problems = Vec::new();
    if head.is_err() {
        problems.push(problem("head", "web-required-answer"));
    }
    if typed.basis.trim().is_empty() {
        problems.push(problem("basis", "web-required-answer"));
    }
    if let (Ok(head), true) = (head, problems.is_empty()) {
        let evidence = Some(typed.evidence.trim().to_owned()).filter(|text| !text.is_empty());
        let command = ChangeHead {
            household: id,
            head,
            relations: Vec::new(),
            ground: Ground { basis: typed.basis.trim().to_owned(), dossier: None, evidence },
        };
        let outcome = visit
            .write(move |tx, actor| {
                staff(actor)?;
                register::change_head(tx, actor, &command).map_err(Failure::from)
            })
            .await;
        match outcome {
            Ok(_) => return Ok(visit.go(&why.carry(routes::register_household(id)), Some(Done::HeadChanged))),
            Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                problems.push(Problem::new("head", halt.0.say(&visit.platform.words, words.language())));
            }
            Err(halt) => return Err(halt),
        }
    }
    let (frame, found) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let household = register::household(tx, actor, id)?.ok_or_else(Failure::not_found)?;
            let formerly = Formerly::of(tx, [household.dwelling])?;
            Ok::<_, Failure>(household::Opened { household, formerly })
        })
        .await?;
    Ok(visit.rejected(&household::build(&visit, &frame, &why, &found, &typed, &problems)))
}
