//! Registering a civil event: the form, what the register says to it, a look before it is done.

use std::collections::HashMap;

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::{ErrorKind, PersonId, Sex};
use register::{CivilRules, EndableTie, Family, Fields, HeadNeeded, Kin, LifeState, Person, RelationKind};

use super::{
    Why, ask,
    correct::ground_fields,
    event_form::{Event, GUARDIAN_ENDS, Typed, find, read},
    event_look::{About, look},
    noted, person,
};
use crate::{
    components::{Button, Checkbox, Choice, Choices, DateInput, ErrorSummary, Icon, Markup, Note, Problem, TextInput, TextKind},
    done::Done,
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

/// The longest text of an answer, in characters.
const TEXT_MAX: u32 = 200;
/// What stops an event after it was tried and before it is kept, so that the officer looks at it first.
const TRIED: &str = "web-event-tried";

#[derive(Template)]
#[template(path = "register/event.html")]
struct EventPage {
    page: Shell,
    noted: Note,
    errors: Option<ErrorSummary>,
    action: String,
    name: String,
    lead: String,
    inputs: Vec<Markup>,
    books: Vec<Markup>,
    basis: TextInput,
    evidence: TextInput,
    send: Button,
    cancel: Button,
}

/// A way to an event.
pub(super) struct EventLink {
    pub(super) label: String,
    pub(super) href: String,
}

/// The events that can be registered for somebody who lives, or who does not, and has this family.
pub(super) fn links(visit: &Visit, why: &Why, person: &Person, family: &Family) -> Vec<EventLink> {
    const PARENTS: [Kin; 4] = [Kin::Father, Kin::Mother, Kin::AdoptiveFather, Kin::AdoptiveMother];
    let living = person.state == LifeState::Living;
    let has = |kin: &Kin| family.of_kin(*kin).next().is_some();
    let fitting = Event::ALL.iter().filter(|event| match event {
        Event::GuardianEnd => has(&Kin::Guardian),
        Event::ParentWithdrawn => PARENTS.iter().any(has),
        other => other.fits(living),
    });
    fitting
        .map(|event| {
            // A number says the sex: whoever has one gets another by two officers.
            let path = match event {
                Event::Sex if person.facts.number.is_some() => routes::register_number(person.id),
                other => routes::register_event(person.id, other),
            };
            EventLink { label: visit.words.word("web-event", event), href: why.carry(path) }
        })
        .collect()
}

/// What a form shows beside its questions.
pub(super) struct Opened {
    pub(super) person: Person,
    /// The households that wait for a next head by the event.
    pub(super) heads: Vec<HeadNeeded>,
    /// The ties that it can end.
    pub(super) ties: Vec<EndableTie>,
}

async fn opened(visit: &Visit, id: PersonId, event: Event) -> Result<(Frame, Opened), Halt> {
    visit
        .write(move |tx, actor| {
            staff(actor)?;
            let person = register::person(tx, actor, id, Fields::IDENTITY)?.ok_or_else(Failure::not_found)?;
            let heads = if event.leaves_home() { register::heads_needed_without(tx, actor, id)? } else { Vec::new() };
            let ties = if event.ends_tie() { register::endable_ties(tx, actor, id)? } else { Vec::new() };
            Ok::<_, Failure>(Opened { person, heads, ties })
        })
        .await
}

pub(crate) async fn page(visit: Visit, Path((id, event)): Path<(PersonId, Event)>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_event(id, event)).await;
    }
    let visit = visit.purpose(&why.purpose);
    let (frame, opened) = opened(&visit, id, event).await?;
    let form = Filled { visit: &visit, event, typed: &Typed::default(), problems: &[], opened: &opened };
    Ok(visit.page(&form.page(&frame, &why)))
}

pub(crate) async fn send(
    visit: Visit,
    Path((id, event)): Path<(PersonId, Event)>,
    Query(why): Query<Why>,
    Form(pairs): Form<HashMap<String, String>>,
) -> Answer {
    let visit = visit.purpose(&why.purpose);
    let typed = Typed(pairs);
    let problems = match read(&visit.words, event, id, &typed) {
        Err(problems) => problems,
        Ok(_) if typed.ticked("edit") => Vec::new(),
        Ok(answers) => {
            let sure = typed.ticked("sure");
            let rules = CivilRules::of(visit.platform.pack.facts(), visit.platform.context.now().date_in_vietnam())?;
            let asked = answers.clone();
            // Who else takes part is found, and the look noted, whether or not the event can be.
            let found = visit
                .write(move |tx, actor| {
                    staff(actor)?;
                    asked.others.iter().map(|other| find(tx, actor, other)).collect::<Result<Vec<_>, Failure>>()
                })
                .await;
            match found {
                Err(halt) => vec![told(&visit, halt, "other-number")?],
                Ok((frame, found)) => {
                    let parties: Vec<_> = found.iter().map(|(party, _)| *party).collect();
                    let outcome = visit
                        .write(move |tx, actor| {
                            let done = answers.register(tx, actor, &parties, &rules)?;
                            if sure { Ok(done) } else { Err(Failure::new(ErrorKind::Conflict, TRIED)) }
                        })
                        .await;
                    match outcome {
                        Ok((_, done)) => {
                            let next = if event == Event::Birth { done.person } else { id };
                            return Ok(visit.go(&why.carry(routes::register_person(next)), Some(Done::EventRegistered)));
                        }
                        Err(halt) if halt.0.message == TRIED => {
                            let names: Vec<String> = found.into_iter().map(|(_, name)| name).collect();
                            let (_, opened) = opened(&visit, id, event).await?;
                            let about = About { opened: &opened, event, with: &names };
                            return Ok(visit.page(&look(&visit, &frame, &why, &about, &typed)));
                        }
                        Err(halt) => vec![told(&visit, halt, "")?],
                    }
                }
            }
        }
    };
    let (frame, opened) = opened(&visit, id, event).await?;
    let form = Filled { visit: &visit, event, typed: &typed, problems: &problems, opened: &opened };
    let page = form.page(&frame, &why);
    Ok(if problems.is_empty() { visit.page(&page) } else { visit.rejected(&page) })
}

/// A refusal as a problem of the form; what the form cannot mend goes on as it came.
fn told(visit: &Visit, halt: Halt, field: &str) -> Result<Problem, Halt> {
    if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) {
        let text = halt.0.say(&visit.platform.words, visit.words.language());
        Ok(Problem::new(field, text))
    } else {
        Err(halt)
    }
}

/// A form with what stands in it and what is wrong.
struct Filled<'a> {
    visit: &'a Visit,
    event: Event,
    typed: &'a Typed,
    problems: &'a [Problem],
    opened: &'a Opened,
}

impl Filled<'_> {
    fn page(&self, frame: &Frame, why: &Why) -> EventPage {
        let (words, found) = (&self.visit.words, &self.opened.person);
        let (basis, evidence) = ground_fields(words, &self.typed.text("basis"), &self.typed.text("evidence"), self.problems);
        let mut page = person::shell(self.visit, frame, why, found)
            .crumb(found.facts.name.full(), why.carry(routes::register_person(found.id)));
        page.title = words.word("web-event", self.event);
        EventPage {
            page,
            noted: noted(self.visit, why),
            errors: ErrorSummary::of(words, self.problems),
            action: why.carry(routes::register_event(found.id, self.event)),
            name: found.facts.name.full().to_owned(),
            lead: words.word("web-event-lead", self.event),
            inputs: self.inputs(),
            books: self.books(),
            basis,
            evidence,
            send: Button::submit(words.say("web-event-next")).icon(Icon::ArrowRight),
            cancel: Button::link(words.say("web-cancel"), why.carry(routes::register_person(found.id))).secondary(),
        }
    }

    fn inputs(&self) -> Vec<Markup> {
        match self.event {
            Event::Birth => {
                let mut inputs =
                    vec![self.text("name", "web-event-child-name", false), self.date("on", "web-birth-date"), self.sexes()];
                inputs.push(self.text("place", "web-birth-place", true));
                inputs.extend(self.other("other", "web-event-other-parent", true));
                inputs.push(self.tick("joins", "web-event-joins-parent"));
                inputs
            }
            Event::Marriage => {
                let mut inputs = self.other("other", "web-event-spouse", false);
                inputs.extend([self.date("on", "web-event-on"), self.tick("noted", "web-event-noted")]);
                inputs
            }
            Event::Divorce => vec![self.date("on", "web-event-on")],
            Event::Adoption => {
                let mut inputs = self.other("other", "web-event-adopter", false);
                inputs.extend(self.other("second", "web-event-second-adopter", true));
                inputs.extend([self.date("on", "web-event-on"), self.text("name", "web-event-new-name", true)]);
                inputs.extend([self.tick("by-relative", "web-event-by-relative"), self.tick("joins", "web-event-joins-adopter")]);
                inputs
            }
            Event::Parent => {
                let mut inputs = self.other("other", "web-event-parent-who", false);
                inputs.extend([self.date("on", "web-event-on"), self.text("name", "web-event-new-name", true)]);
                inputs
            }
            Event::Guardian => {
                let mut inputs = self.other("other", "web-event-guardian-who", false);
                inputs.extend([self.date("on", "web-event-on"), self.tick("by-court", "web-event-by-court")]);
                inputs
            }
            Event::GuardianEnd => {
                let reasons = GUARDIAN_ENDS.iter().map(|end| (end.to_string(), self.visit.words.word("web-event-why", end)));
                vec![
                    self.tie("guardian", "web-event-which-guardian", |tie| tie.kind == RelationKind::Guardian),
                    self.choice("reason", "web-event-why", reasons.collect()),
                    self.date("on", "web-event-last-day"),
                ]
            }
            Event::ParentWithdrawn => vec![self.tie("parent", "web-event-which-parent", |tie| tie.kind.is_parent())],
            Event::Sex => vec![self.sexes()],
            Event::Name => vec![self.text("name", "web-event-new-name", false)],
            Event::Missing => [vec![self.date("on", "web-event-on")], self.next_heads()].concat(),
            Event::Found => vec![self.date("on", "web-event-on"), self.tick("joins", "web-event-returns")],
            Event::Death => {
                let facts = vec![
                    self.date("on", "web-event-died-on"),
                    self.text("place", "web-event-place", true),
                    self.text("cause", "web-event-cause", true),
                ];
                [facts, self.next_heads()].concat()
            }
        }
    }

    fn books(&self) -> Vec<Markup> {
        if !self.event.is_booked() {
            return Vec::new();
        }
        let fields = ["book-number", "book-volume", "certificate", "declarant"];
        fields.iter().map(|name| self.text(name, &format!("web-event-{name}"), true)).collect()
    }

    fn text(&self, name: &str, label: &str, optional: bool) -> Markup {
        let words = &self.visit.words;
        let input = TextInput::new(words, name, words.say(label))
            .length_max(TEXT_MAX)
            .value(self.typed.text(name))
            .error(Problem::at(self.problems, name));
        Markup::of(&if optional { input.optional() } else { input })
    }

    fn date(&self, name: &str, label: &str) -> Markup {
        let words = &self.visit.words;
        let input = DateInput::new(words, name, words.say(label)).value(self.typed.date(name));
        Markup::of(&input.error(Problem::at(self.problems, name)))
    }

    fn sexes(&self) -> Markup {
        let words = &self.visit.words;
        let sexes =
            Sex::ALL.iter().map(|sex| Choice::new(sex.as_str(), words.word("sex", sex)).chosen_if(&self.typed.text("sex")));
        let input = Choices::one(words, "sex", words.say("web-sex"), sexes.collect()).inline();
        Markup::of(&input.error(Problem::at(self.problems, "sex")))
    }

    /// One of the ties of the person; the only one is chosen already.
    fn tie(&self, name: &str, label: &str, fits: impl Fn(&EndableTie) -> bool) -> Markup {
        let fitting = self.opened.ties.iter().filter(|tie| fits(tie));
        let choices = fitting.map(|tie| {
            // A child has one parent of a kind, but may have two guardians.
            let code = if tie.kind == RelationKind::Guardian { tie.other.to_string() } else { tie.kind.to_string() };
            (code, format!("{} · {}", self.visit.words.word("web-kin", tie.kind), tie.name.full()))
        });
        self.choice(name, label, choices.collect())
    }

    fn choice(&self, name: &str, label: &str, choices: Vec<(String, String)>) -> Markup {
        let words = &self.visit.words;
        let only = choices.len() == 1;
        let typed = self.typed.text(name);
        let chosen = if only && typed.is_empty() { choices[0].0.clone() } else { typed };
        let choices = choices.into_iter().map(|(code, text)| Choice::new(code, text).chosen_if(&chosen));
        Markup::of(&Choices::one(words, name, words.say(label), choices.collect()).error(Problem::at(self.problems, name)))
    }

    fn tick(&self, name: &str, label: &str) -> Markup {
        let words = &self.visit.words;
        Markup::of(&Checkbox::new(words, name, words.say(label)).checked(self.typed.ticked(name)))
    }

    /// Somebody else: the number, and the birth date that opens who lives elsewhere.
    fn other(&self, name: &str, label: &str, optional: bool) -> Vec<Markup> {
        let words = &self.visit.words;
        let field = format!("{name}-number");
        let number = TextInput::new(words, field.clone(), words.say(label))
            .kind(TextKind::Digits)
            .width(20)
            .hint(words.say("web-event-number-hint"))
            .value(self.typed.text(&field))
            .error(Problem::at(self.problems, &field));
        let field = format!("{name}-birth");
        let birth = DateInput::new(words, field.clone(), words.say("web-event-other-birth"))
            .hint(words.say("web-event-other-birth-hint"))
            .value(self.typed.date(&field))
            .error(Problem::at(self.problems, &field));
        vec![Markup::of(&if optional { number.optional() } else { number }), Markup::of(&birth)]
    }

    /// Who heads each household that would be left without a head.
    fn next_heads(&self) -> Vec<Markup> {
        let words = &self.visit.words;
        let ask = |needed: &HeadNeeded| {
            let name = format!("head-{}", needed.household);
            let chosen = self.typed.text(&name);
            let choices = needed.candidates.iter().map(|member| {
                let hint = words
                    .fill("web-act-head-who")
                    .put("relation", words.word("form-relation", member.relation))
                    .put("birth", words.iso_date(&member.person.birth.to_string()));
                Choice::new(member.person.id.to_string(), member.person.name.full()).hint(hint.to_string()).chosen_if(&chosen)
            });
            let missing = (!self.problems.is_empty() && chosen.is_empty()).then(|| words.say("web-act-head-missing"));
            let label = words.fill("web-act-head").put("address", &needed.address).to_string();
            Markup::of(&Choices::one(words, name, label, choices.collect()).hint(words.say("web-act-head-hint")).error(missing))
        };
        self.opened.heads.iter().map(ask).collect()
    }
}
