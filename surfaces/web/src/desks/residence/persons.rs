//! One person's residence: removing a registration, renewing a term, absence.

use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::{Date, HouseholdId, PersonId};
use register::{
    Absence, Circumstance, DeclareAbsence, EndAbsence, EndReason, EndResidence, Fields, Ground, Household, NewHead, Person,
    RenewTemporary, ResidenceKind,
};

use super::form::{Block, FormPage, Reading, Typed, attempt, date, ground_block, line, with_terms};
use crate::{
    components::{Button, Choice, ErrorSummary, Icon, Markup, Note, Problem, Select, SummaryList, SummaryRow, Tone},
    desks::{
        law,
        register::{Why, ask, noted},
    },
    done::Done,
    halt::Halt,
    routes,
    visit::{Answer, Frame, Visit, citizen, staff},
    words::Words,
};

/// The ground of a citizen's own declaration.
const ABSENCE_BASIS: &str = "law-68-2020-art-31";

/// A person as these forms need them.
struct Opened {
    person: Person,
    homes: Vec<Household>,
    absences: Vec<Absence>,
}

async fn opened(visit: &Visit, id: PersonId) -> Result<(Frame, Opened), Halt> {
    visit
        .write(move |tx, actor| {
            staff(actor)?;
            let fields = Fields::IDENTITY | Fields::RESIDENCE;
            let person = register::person(tx, actor, id, fields)?.ok_or_else(Failure::not_found)?;
            let ids: Vec<HouseholdId> = person.residences.iter().filter_map(|home| home.household).collect();
            let mut homes = Vec::with_capacity(ids.len());
            for id in ids {
                homes.extend(register::household(tx, actor, id)?);
            }
            let absences = register::absences_of(tx, actor, id, 5)?;
            Ok::<_, Failure>(Opened { person, homes, absences })
        })
        .await
}

fn form(
    visit: &Visit,
    frame: &Frame,
    why: &Why,
    person: &Person,
    (title, lead, action): (&str, String, String),
    blocks: Vec<Block>,
    problems: &[Problem],
) -> FormPage {
    let words = &visit.words;
    let back = why.carry(routes::register_person(person.id));
    FormPage {
        page: visit
            .shell(frame, words.say(title), &routes::register())
            .crumb(words.say("web-register-title"), why.carry(routes::register()))
            .crumb(person.facts.name.full(), back.clone()),
        lead: person.facts.name.full().to_owned(),
        errors: ErrorSummary::of(words, problems),
        notes: vec![Note::new(Tone::Info, lead), noted(visit, why)],
        action: why.carry(action),
        blocks,
        save: Button::submit(words.say(title)).icon(Icon::Check),
        cancel: Button::link(words.say("web-cancel"), back).secondary(),
    }
}

/// A legal ground of removal: which residence it ends, why, and its article. Its code says all three.
fn removal(code: &str) -> Option<(ResidenceKind, EndReason, &str)> {
    let mut parts = code.splitn(3, '.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?))
}

fn remove_form(visit: &Visit, frame: &Frame, why: &Why, opened: &Opened, typed: &Typed, problems: &[Problem]) -> FormPage {
    let words = &visit.words;
    let english = words.locale() == "en";
    let grounds = visit.platform.pack.removal_grounds().all().iter();
    let of = |kind: ResidenceKind| -> Vec<Choice> {
        let fits = grounds.clone().filter(|ground| removal(&ground.code).is_some_and(|(other, _, _)| other == kind));
        fits.map(|ground| {
            Choice::new(&ground.code, if english { &ground.en } else { &ground.vi }).chosen_if(typed.text("ground"))
        })
        .collect()
    };
    let groups: Vec<(String, Vec<Choice>)> =
        opened.person.residences.iter().map(|home| (words.word("web-residence-kind", home.kind), of(home.kind))).collect();
    let ground = Select::grouped(words, "ground", words.say("web-remove-ground"), groups)
        .blank(words.say("web-choose"))
        .error(Problem::at(problems, "ground"));
    let others = opened.homes.iter().flat_map(|home| {
        home.members.iter().filter(|member| member.person.id != opened.person.id).map(|member| {
            let label = format!("{} · {}", member.person.name.full(), words.iso_date(&member.person.birth.to_string()));
            Choice::new(format!("{}.{}", home.id, member.person.id), label).chosen_if(typed.text("head"))
        })
    });
    let head = Select::new(words, "head", words.say("web-split-new-head"), others.collect())
        .blank(words.say("web-remove-head-not"))
        .hint(words.say("web-split-new-head-hint"))
        .optional();
    let evidence = line(words, "evidence", "web-register-evidence", typed, problems)
        .hint(words.say("web-register-evidence-hint"))
        .optional();
    let blocks = vec![Block {
        title: words.say("web-remove-why"),
        inputs: vec![
            Markup::of(&ground),
            Markup::of(&date(words, "on", "web-remove-on", typed, problems)),
            Markup::of(&head),
            Markup::of(&evidence),
        ],
    }];
    let texts = ("web-remove-title", words.say("web-remove-lead"), routes::register_remove(opened.person.id));
    form(visit, frame, why, &opened.person, texts, blocks, problems)
}

pub(crate) async fn remove(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_remove(id)).await;
    }
    let visit = visit.purpose(why.purpose());
    let (frame, opened) = opened(&visit, id).await?;
    let typed = Typed::default().with_date("on", visit.platform.context.now().date_in_vietnam());
    Ok(visit.page(&remove_form(&visit, &frame, &why, &opened, &typed, &[])))
}

pub(crate) async fn do_remove(
    visit: Visit,
    Path(id): Path<PersonId>,
    Query(why): Query<Why>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let visit = visit.purpose(why.purpose());
    let typed = Typed::new(pairs);
    let mut reading = Reading::new(&visit.words, &typed);
    let on = reading.date("on");
    let code = reading.text("ground");
    let known = visit.platform.pack.removal_grounds().get(&code).is_some();
    let ground = removal(&code).filter(|_| known);
    if ground.is_none() && reading.problems.is_empty() {
        reading.wrong("ground", "web-required-answer");
    }
    let evidence = reading.optional("evidence");
    let mut problems = reading.problems;
    if let (Some(on), Some((kind, reason, basis)), true) = (on, ground, problems.is_empty()) {
        let chosen = typed
            .text("head")
            .split_once('.')
            .and_then(|(household, head)| Some(NewHead { household: household.parse().ok()?, head: head.parse().ok()? }));
        let ground = Ground { basis: basis.to_owned(), dossier: None, evidence };
        let command = EndResidence { person: id, kind, on, reason, new_heads: chosen.into_iter().collect(), ground };
        match attempt(&visit, move |tx, actor| register::end_residence(tx, actor, &command)).await? {
            Ok(_) => return Ok(visit.go(&why.carry(routes::register_person(id)), Some(Done::ResidenceRemoved))),
            Err(problem) => problems.push(problem),
        }
    }
    let (frame, opened) = opened(&visit, id).await?;
    Ok(visit.rejected(&remove_form(&visit, &frame, &why, &opened, &typed, &problems)))
}

fn renew_form(
    visit: &Visit,
    frame: &Frame,
    why: &Why,
    opened: &Opened,
    typed: &Typed,
    problems: &[Problem],
) -> Result<FormPage, Failure> {
    let words = &visit.words;
    let rules = visit.platform.residence_rules()?;
    let today = visit.platform.context.now().date_in_vietnam();
    let ends = opened.person.temporary(today).and_then(|home| home.until);
    let now = SummaryList::new(vec![SummaryRow::new(
        words.say("web-renew-ends"),
        &ends.map(|day| words.date(day)).unwrap_or_default(),
    )]);
    let blocks = vec![
        Block {
            title: words.say("web-renew-term"),
            inputs: vec![Markup::of(&now), Markup::of(&date(words, "until", "web-renew-until", typed, problems))],
        },
        ground_block(words, typed, problems),
    ];
    let lead = with_terms(visit, "web-renew-lead", rules.renew_days, rules.temporary_months_max, 0);
    let texts = ("web-renew-title", lead, routes::register_renew(opened.person.id));
    Ok(form(visit, frame, why, &opened.person, texts, blocks, problems))
}

pub(crate) async fn renew(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_renew(id)).await;
    }
    let visit = visit.purpose(why.purpose());
    let (frame, opened) = opened(&visit, id).await?;
    Ok(visit.page(&renew_form(&visit, &frame, &why, &opened, &Typed::default(), &[])?))
}

pub(crate) async fn do_renew(
    visit: Visit,
    Path(id): Path<PersonId>,
    Query(why): Query<Why>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let visit = visit.purpose(why.purpose());
    let typed = Typed::new(pairs);
    let mut reading = Reading::new(&visit.words, &typed);
    let (until, ground) = (reading.date("until"), reading.ground());
    let mut problems = reading.problems;
    if let (Some(until), true) = (until, problems.is_empty()) {
        let command = RenewTemporary { people: vec![id], until, rules: visit.platform.residence_rules()?, ground };
        match attempt(&visit, move |tx, actor| register::renew_temporary(tx, actor, &command)).await? {
            Ok(_) => return Ok(visit.go(&why.carry(routes::register_person(id)), Some(Done::TermRenewed))),
            Err(problem) => problems.push(problem),
        }
    }
    let (frame, opened) = opened(&visit, id).await?;
    Ok(visit.rejected(&renew_form(&visit, &frame, &why, &opened, &typed, &problems)?))
}

/// The boxes of a declaration, or of the return of somebody who is away.
fn absence_block(words: &Words, away: Option<&Absence>, typed: &Typed, problems: &[Problem]) -> Block {
    if let Some(away) = away {
        let rows = vec![
            SummaryRow::new(words.say("web-fact-from"), &words.date(away.from)),
            SummaryRow::new(words.say("web-fact-until"), &away.until.map(|day| words.date(day)).unwrap_or_default()),
            SummaryRow::new(words.say("web-fact-place"), &away.place),
            SummaryRow::new(words.say("web-fact-why"), &away.reason),
        ];
        return Block {
            title: words.say("web-absence-now"),
            inputs: vec![
                Markup::of(&SummaryList::new(rows)),
                Markup::of(&date(words, "returned", "web-absence-returned", typed, problems)),
            ],
        };
    }
    let circumstances = Circumstance::ALL.iter().map(|circumstance| {
        Choice::new(circumstance.as_str(), words.word("web-circumstance", circumstance)).chosen_if(typed.text("circumstance"))
    });
    Block {
        title: words.say("web-absence-what"),
        inputs: vec![
            Markup::of(&date(words, "from", "web-absence-from", typed, problems)),
            Markup::of(&date(words, "until", "web-absence-until", typed, problems).optional()),
            Markup::of(&line(words, "place", "web-fact-place", typed, problems)),
            Markup::of(&line(words, "reason", "web-fact-why", typed, problems)),
            Markup::of(&Select::new(words, "circumstance", words.say("web-fact-circumstance"), circumstances.collect())),
        ],
    }
}

/// The article on absences as the officer reads it.
fn absence_basis(words: &Words) -> String {
    law::said(words, ABSENCE_BASIS).unwrap_or_else(|| ABSENCE_BASIS.to_owned())
}

/// What was typed, as a declaration or as the end of one.
enum Said {
    Away(DeclareAbsence),
    Back(EndAbsence),
}

fn read_absence(reading: &mut Reading<'_>, person: PersonId, away: bool, ground: Ground) -> Option<Said> {
    if away {
        return reading.date("returned").map(|on| Said::Back(EndAbsence { person, on, ground }));
    }
    let (from, until) = (reading.date("from"), reading.optional_date("until"));
    let (place, reason) = (reading.text("place"), reading.text("reason"));
    let circumstance = reading.chosen("circumstance")?;
    Some(Said::Away(DeclareAbsence { person, circumstance, from: from?, until, place, reason, ground }))
}

async fn say(visit: &Visit, said: Said) -> Result<Result<Done, Problem>, Halt> {
    Ok(match said {
        Said::Away(command) => {
            attempt(visit, move |tx, actor| register::declare_absence(tx, actor, &command)).await?.map(|_| Done::AbsenceDeclared)
        }
        Said::Back(command) => {
            attempt(visit, move |tx, actor| register::end_absence(tx, actor, &command)).await?.map(|_| Done::AbsenceEnded)
        }
    })
}

fn away(absences: &[Absence]) -> Option<&Absence> {
    absences.iter().find(|absence| absence.returned.is_none())
}

fn today_typed(today: Date) -> Typed {
    Typed::default().with_date("from", today).with_date("returned", today)
}

/// From when on the law asks for a declaration.
fn duty(visit: &Visit) -> Result<String, Failure> {
    let rules = visit.platform.residence_rules()?;
    Ok(with_terms(visit, "web-absence-lead", rules.absence_accused_days, rules.absence_months, rules.absence_draft_months))
}

fn absence_form(
    visit: &Visit,
    frame: &Frame,
    why: &Why,
    opened: &Opened,
    typed: &Typed,
    problems: &[Problem],
) -> Result<FormPage, Failure> {
    let words = &visit.words;
    let blocks = vec![absence_block(words, away(&opened.absences), typed, problems), ground_block(words, typed, problems)];
    let title = if away(&opened.absences).is_some() { "web-absence-back-title" } else { "web-absence-title" };
    let texts = (title, duty(visit)?, routes::register_absence(opened.person.id));
    Ok(form(visit, frame, why, &opened.person, texts, blocks, problems))
}

pub(crate) async fn absence(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_absence(id)).await;
    }
    let visit = visit.purpose(why.purpose());
    let (frame, opened) = opened(&visit, id).await?;
    let typed = today_typed(visit.platform.context.now().date_in_vietnam()).with("basis", absence_basis(&visit.words));
    Ok(visit.page(&absence_form(&visit, &frame, &why, &opened, &typed, &[])?))
}

pub(crate) async fn do_absence(
    visit: Visit,
    Path(id): Path<PersonId>,
    Query(why): Query<Why>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let visit = visit.purpose(why.purpose());
    let typed = Typed::new(pairs);
    let (frame, opened) = opened(&visit, id).await?;
    let mut reading = Reading::new(&visit.words, &typed);
    let mut ground = reading.ground();
    if ground.basis == absence_basis(&visit.words) {
        // The article itself is kept as its code, which reads in every language.
        ABSENCE_BASIS.clone_into(&mut ground.basis);
    }
    let said = read_absence(&mut reading, id, away(&opened.absences).is_some(), ground);
    let mut problems = reading.problems;
    if let (Some(said), true) = (said, problems.is_empty()) {
        match say(&visit, said).await? {
            Ok(done) => return Ok(visit.go(&why.carry(routes::register_person(id)), Some(done))),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(visit.rejected(&absence_form(&visit, &frame, &why, &opened, &typed, &problems)?))
}

async fn mine(visit: &Visit) -> Result<(Frame, (PersonId, Vec<Absence>)), Halt> {
    visit
        .write(|tx, actor| {
            let me = citizen(actor)?;
            Ok::<_, Failure>((me, register::absences_of(tx, actor, me, 5)?))
        })
        .await
}

fn my_form(visit: &Visit, frame: &Frame, absences: &[Absence], typed: &Typed, problems: &[Problem]) -> Result<FormPage, Failure> {
    let words = &visit.words;
    let title = if away(absences).is_some() { "web-absence-back-title" } else { "web-absence-title" };
    Ok(FormPage {
        page: visit.shell(frame, words.say(title), &routes::me()),
        lead: words.say("web-absence-mine-lead"),
        errors: ErrorSummary::of(words, problems),
        notes: vec![Note::new(Tone::Info, duty(visit)?)],
        action: routes::my_absence(),
        blocks: vec![absence_block(words, away(absences), typed, problems)],
        save: Button::submit(words.say(title)).icon(Icon::Check),
        cancel: Button::link(words.say("web-cancel"), routes::me()).secondary(),
    })
}

pub(crate) async fn my_absence(visit: Visit) -> Answer {
    let (frame, (_, absences)) = mine(&visit).await?;
    let typed = today_typed(visit.platform.context.now().date_in_vietnam());
    Ok(visit.page(&my_form(&visit, &frame, &absences, &typed, &[])?))
}

pub(crate) async fn do_my_absence(visit: Visit, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    let typed = Typed::new(pairs);
    let (frame, (me, absences)) = mine(&visit).await?;
    let mut reading = Reading::new(&visit.words, &typed);
    let said = read_absence(&mut reading, me, away(&absences).is_some(), Ground::new(ABSENCE_BASIS));
    let mut problems = reading.problems;
    if let (Some(said), true) = (said, problems.is_empty()) {
        match say(&visit, said).await? {
            Ok(done) => return Ok(visit.go(&routes::my_absence(), Some(done))),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(visit.rejected(&my_form(&visit, &frame, &absences, &typed, &problems)?))
}

#[cfg(test)]
mod tests {
    use super::removal;
    use register::{EndReason, ResidenceKind};

    #[test]
    fn every_ground_of_the_pack_can_be_read() {
        let pack = country::Pack::embedded().expect("the pack loads");
        assert!(!pack.removal_grounds().all().is_empty());
        for ground in pack.removal_grounds().all() {
            let (_, reason, basis) = removal(&ground.code).unwrap_or_else(|| panic!("`{}` cannot be read", ground.code));
            assert!(matches!(reason, EndReason::Removed | EndReason::Emigrated) && basis.starts_with("law-"));
        }
        assert_eq!(removal("permanent.removed.law-1").map(|(kind, _, _)| kind), Some(ResidenceKind::Permanent));
        assert_eq!(removal("permanent.nothing.law-1"), None);
    }
}
