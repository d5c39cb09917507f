//! A person's family as a picture of three generations that reads as lists: parents, own, children.

use askama::Template;
use register::{Family, Kin, LifeState, Relative};

use super::Why;
use crate::{
    components::{SummaryList, SummaryRow},
    routes,
    shell::initials,
    visit::Visit,
};

/// Somebody of the family.
struct Member {
    name: String,
    /// The way to the record, for those whom the officer may open.
    href: Option<String>,
    initials: String,
    kin: String,
    born: String,
}

/// One generation.
struct Generation {
    title: String,
    members: Vec<Member>,
}

/// The picture.
#[derive(Template)]
#[template(path = "register/family.html")]
pub(super) struct Tree {
    generations: Vec<Generation>,
}

impl askama::filters::HtmlSafe for Tree {}

/// Whoever stands above, beside and below the person.
const GENERATIONS: [(&str, &[Kin]); 3] = [
    ("web-family-above", &[Kin::Father, Kin::Mother, Kin::AdoptiveFather, Kin::AdoptiveMother, Kin::Guardian]),
    ("web-family-beside", &[Kin::Spouse, Kin::Sibling]),
    ("web-family-below", &[Kin::Child, Kin::AdoptiveChild, Kin::Ward]),
];

/// The picture of a family; nothing when the register knows no relatives.
pub(super) fn tree(visit: &Visit, why: &Why, family: &Family) -> Option<Tree> {
    let generations: Vec<Generation> = GENERATIONS
        .iter()
        .map(|(title, kins)| Generation {
            title: visit.words.say(title),
            members: kins.iter().flat_map(|kin| family.of_kin(*kin)).map(|one| member(visit, why, one)).collect(),
        })
        .filter(|generation| !generation.members.is_empty())
        .collect();
    (!generations.is_empty()).then_some(Tree { generations })
}

fn member(visit: &Visit, why: &Why, relative: &Relative) -> Member {
    Member {
        name: relative.name.full().to_owned(),
        href: relative.person.map(|person| why.carry(routes::register_person(person))),
        initials: initials(relative.name.full()),
        kin: said(visit, relative),
        born: relative.birth.map(|birth| visit.words.iso_date(&birth.to_string())).unwrap_or_default(),
    }
}

/// What a relative is, and whether they live.
fn said(visit: &Visit, relative: &Relative) -> String {
    let words = &visit.words;
    let kin = words.word("web-kin", relative.kin);
    match relative.state {
        LifeState::Living => kin,
        state => format!("{kin} · {}", words.word("web-life", state)),
    }
}

/// The family as the person reads it in their own record.
pub(crate) fn own(visit: &Visit, family: &Family) -> SummaryList {
    let rows = family.relatives.iter().map(|relative| SummaryRow::new(said(visit, relative), relative.name.full()));
    SummaryList::new(rows.collect())
}
