//! One case: what is wrong, with whom, what to do, what happened, and the acts that are possible.

use std::collections::HashMap;

use accounts::Holder;
use askama::Template;
use axum::{Form, extract::Path};
use gate::Failure;
use kernel::{ErrorKind, PersonId, StaffId};
use quality::{Act, Case, CaseId, CaseOpened, Evidence, Ground, Proof, Rule, Standing, State, Step, Subject};
use register::{Fields, Household, Person};
use serde::Deserialize;
use store::ReadTx;

use super::{CLEANSING, words};
use crate::{
    components::{
        Button, Choice, ErrorSummary, Event, EventState, Icon, Markup, Note, Problem, Select, Status, SummaryList, SummaryRow,
        TextArea, Timeline, Tone,
    },
    desks::{law, me::home::grouped, unit_choice},
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

/// A form of the page.
struct ActForm {
    title: String,
    action: String,
    lead: String,
    ground: Option<Select>,
    evidence: Option<Select>,
    said: Option<TextArea>,
    send: Button,
}

#[derive(Template)]
#[template(path = "quality/case.html")]
struct OnePage {
    page: Shell,
    state: Status,
    errors: Option<ErrorSummary>,
    wrong: SummaryList,
    ways: Vec<Button>,
    facts: SummaryList,
    others: Option<SummaryList>,
    life: Timeline,
    note: Option<Note>,
    acts: Vec<ActForm>,
}

/// A case with what the record says.
struct Opened {
    case: CaseOpened,
    person: Option<Person>,
    household: Option<Household>,
    names: HashMap<String, String>,
    me: StaffId,
}

async fn opened(visit: &Visit, id: CaseId) -> Result<(Frame, Opened), crate::halt::Halt> {
    visit
        .write(move |tx, actor| {
            let me = staff(actor)?;
            let case = quality::case(tx, actor, id)?.ok_or_else(Failure::not_found)?;
            let (person, household) = match case.line.case.subject {
                Subject::Person(person) => (register::person(tx, actor, person, FIELDS)?, None),
                Subject::Household(household) => (None, register::household(tx, actor, household)?),
            };
            let names = names(tx, &case)?;
            Ok::<_, Failure>(Opened { case, person, household, names, me })
        })
        .await
}

/// What of a record a case shows.
const FIELDS: Fields = Fields::ALL;

/// The names of officials in the life of a case.
fn names(tx: &mut ReadTx<'_>, case: &CaseOpened) -> Result<HashMap<String, String>, Failure> {
    let mut names = HashMap::new();
    let officer = case.line.case.officer.map(|officer| officer.to_string());
    for by in case.steps.iter().map(|step| step.by.clone()).chain(officer) {
        if let Ok(official) = by.parse::<StaffId>()
            && let Some(name) = accounts::display_name(tx, Holder::Staff(official))?
        {
            names.insert(by, name);
        }
    }
    Ok(names)
}

pub(crate) async fn page(visit: Visit, Path(id): Path<CaseId>) -> Answer {
    let visit = visit.purpose(CLEANSING);
    let (frame, opened) = opened(&visit, id).await?;
    Ok(visit.page(&build(&visit, &frame, &opened, &Typed::default(), &[])))
}

fn build(visit: &Visit, frame: &Frame, opened: &Opened, typed: &Typed, problems: &[Problem]) -> OnePage {
    let said = &visit.words;
    let case = &opened.case.line.case;
    let own = case.officer == Some(opened.me) && case.state.standing() == Standing::Second;
    OnePage {
        page: visit
            .shell(frame, words::rule(visit, &case.rule), &routes::quality())
            .crumb(said.say("web-place-quality"), routes::quality()),
        state: words::state(visit, case),
        errors: ErrorSummary::of(said, problems),
        wrong: wrong(visit, opened),
        ways: ways(visit, case),
        facts: match (&opened.person, &opened.household) {
            (Some(person), _) => person_facts(visit, person),
            (None, Some(household)) => household_facts(visit, household),
            (None, None) => SummaryList::new(Vec::new()),
        },
        others: others(visit, opened),
        life: Timeline::new(opened.case.steps.iter().map(|step| event(visit, step, &opened.names)).collect()),
        note: own.then(|| Note::new(Tone::Info, said.say("web-quality-own"))),
        acts: if own { Vec::new() } else { acts(visit, frame, case, typed, problems) },
    }
}

/// What is wrong, and what the rule says about it.
fn wrong(visit: &Visit, opened: &Opened) -> SummaryList {
    let said = &visit.words;
    let case = &opened.case.line.case;
    let mut rows = vec![SummaryRow::new(said.say("web-quality-class"), &said.word("quality-class", case.class))];
    let detail = words::detail(visit, case);
    if !detail.is_empty() {
        rows.push(SummaryRow::new(said.say("web-quality-detail"), &detail));
    }
    rows.push(SummaryRow::markup(said.say("web-quality-severity"), Markup::of(&words::severity(visit, case.severity))));
    rows.push(SummaryRow::new(said.say("web-unit"), &unit_choice::full_name(visit, &case.unit)));
    if let Some(rule) = visit.platform.cleansing.get(&case.rule) {
        let evidence: Vec<String> = rule.evidence.iter().map(|evidence| said.word("quality-evidence", evidence)).collect();
        rows.push(SummaryRow::new(said.say("web-quality-remedy"), &said.word("quality-remedy", &rule.code)));
        rows.push(SummaryRow::new(said.say("web-quality-evidence"), &evidence.join(" · ")));
        rows.push(SummaryRow::new(said.say("web-quality-acts"), &said.word("access-role", rule.acts)));
        let laws: Vec<String> = rule.laws.iter().map(|law| law::said(said, law).unwrap_or_else(|| law.clone())).collect();
        rows.push(SummaryRow::new(said.say("web-quality-law"), &laws.join(" · ")));
    }
    if let Some(officer) = case.officer {
        let name = opened.names.get(&officer.to_string()).cloned().unwrap_or_else(|| officer.to_string());
        rows.push(SummaryRow::new(said.say("web-quality-officer"), &name));
    }
    let times = (case.times > 1).then(|| said.fill("web-quality-times").put("count", case.times).to_string());
    let found = SummaryRow::new(said.say("web-quality-found-at"), &said.moment(case.found_at));
    rows.push(match times {
        Some(times) => found.note(times),
        None => found,
    });
    rows.push(SummaryRow::new(said.say("web-due-at"), &said.moment(case.due_at)));
    SummaryList::new(rows)
}

/// The ways to the forms of the register that mend what is wrong.
fn ways(visit: &Visit, case: &Case) -> Vec<Button> {
    let said = &visit.words;
    let why = |path: String| routes::query(path, &[("purpose", CLEANSING)]);
    let way = |id: &str, href: String, icon: Icon| Button::link(said.say(id), href).secondary().icon(icon);
    match case.subject {
        Subject::Household(household) => {
            vec![way("web-quality-open-household", why(routes::register_household(household)), Icon::House).key('o')]
        }
        Subject::Person(person) => {
            let mut ways = vec![way("web-quality-open-person", why(routes::register_person(person)), Icon::Person).key('o')];
            ways.extend(mending(visit, case, person));
            ways.push(way("web-quality-open-history", why(routes::register_history(person)), Icon::Clock));
            ways
        }
    }
}

/// The form that mends what a rule found on a person.
fn mending(visit: &Visit, case: &Case, person: PersonId) -> Option<Button> {
    let correct = |group: &str| routes::query(routes::register_correct(person), &[("purpose", CLEANSING), ("group", group)]);
    let why = |path: String| routes::query(path, &[("purpose", CLEANSING)]);
    let (id, href) = match case.rule.as_str() {
        "facts-missing" => ("web-quality-correct", correct("origin")),
        "marital-missing" | "married-too-young" => ("web-quality-correct", correct("civil")),
        "old-number-shared" => ("web-quality-correct", correct("old-numbers")),
        "number-contradicts" | "name-form" | "name-without-marks" | "birth-partial" | "parent-too-young" => {
            ("web-quality-correct", correct("identity"))
        }
        "number-missing" | "old-number-only" | "child-without-number" => ("web-quality-numbers", routes::register_numbers()),
        "number-place-unknown" | "number-of-another" => ("web-quality-number", why(routes::register_number(person))),
        "very-old" => ("web-quality-death", why(routes::register_event(person, "death"))),
        "dead-resident" => ("web-quality-remove", why(routes::register_remove(person))),
        "away-long" => ("web-quality-absence", why(routes::register_absence(person))),
        _ => return None,
    };
    Some(Button::link(visit.words.say(id), href).secondary().icon(Icon::Pen).key('m'))
}

fn person_facts(visit: &Visit, person: &Person) -> SummaryList {
    let said = &visit.words;
    let facts = &person.facts;
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let mut rows = vec![
        SummaryRow::new(said.say("web-full-name"), facts.name.full()),
        SummaryRow::new(said.say("web-birth-date"), &said.iso_date(&facts.birth.to_string())),
        SummaryRow::new(said.say("web-sex"), &said.word("sex", facts.sex)),
        SummaryRow::new(said.say("web-personal-number"), &facts.number.as_ref().map_or_else(|| "–".to_owned(), grouped)),
        SummaryRow::new(
            said.word("web-fact", "old_number"),
            &facts.old_number.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string),
        ),
    ];
    for (name, value) in
        [("birth_place", &facts.birth_place), ("birth_registered_at", &facts.birth_registered_at), ("origin", &facts.origin)]
    {
        rows.push(SummaryRow::new(said.word("web-fact", name), &text(value)));
    }
    for residence in &person.residences {
        let address = format!("{}, {}", residence.address, unit_choice::name(visit, &residence.unit));
        rows.push(SummaryRow::new(said.say("web-address"), &address));
    }
    SummaryList::new(rows)
}

fn household_facts(visit: &Visit, household: &Household) -> SummaryList {
    let said = &visit.words;
    let mut rows = vec![
        SummaryRow::new(said.say("web-register-household-number-label"), household.number.as_deref().unwrap_or("–")),
        SummaryRow::new(
            said.say("web-address"),
            &format!("{}, {}", household.address, unit_choice::name(visit, &household.unit)),
        ),
    ];
    for member in &household.members {
        let row = SummaryRow::new(said.word("form-relation", member.relation), member.person.name.full());
        rows.push(row.note(said.iso_date(&member.person.birth.to_string())));
    }
    SummaryList::new(rows)
}

/// Others whom the finding names.
fn others(visit: &Visit, opened: &Opened) -> Option<SummaryList> {
    let said = &visit.words;
    let row = |person: &register::PersonSummary| {
        let open = routes::query(routes::register_person(person.id), &[("purpose", CLEANSING)]);
        let link = Button::link(person.name.full(), open).quiet().small().icon(Icon::Person);
        SummaryRow::markup(said.say("web-full-name"), Markup::of(&link)).note(said.iso_date(&person.birth.to_string()))
    };
    let rows: Vec<SummaryRow> = opened.case.others.iter().map(row).collect();
    (!rows.is_empty()).then(|| SummaryList::new(rows))
}

/// A step as it reads.
fn event(visit: &Visit, step: &Step, names: &HashMap<String, String>) -> Event {
    let said = &visit.words;
    let who = names.get(&step.by).cloned().unwrap_or_else(|| said.say("web-quality-program"));
    let office = step.office.as_ref().map(|unit| unit_choice::full_name(visit, unit)).unwrap_or_default();
    let mut rows = vec![SummaryRow::new(said.say("web-who"), &who).note(office)];
    if let Some(ground) = step.ground {
        rows.push(SummaryRow::new(said.say("web-quality-ground"), &said.word("quality-ground", ground)));
    }
    if let Some(evidence) = step.evidence {
        rows.push(SummaryRow::new(said.say("web-quality-evidence"), &said.word("quality-evidence", evidence)));
    }
    if let Some(text) = &step.said {
        rows.push(SummaryRow::new(said.say("web-quality-said"), text));
    }
    Event {
        state: EventState::Done,
        title: said.word("quality-what", step.what),
        when: said.moment(step.at),
        body: Markup::of(&SummaryList::new(rows)),
    }
}

/// The acts that are possible where the case stands, for the roles of the visitor.
fn acts(visit: &Visit, frame: &Frame, case: &Case, typed: &Typed, problems: &[Problem]) -> Vec<ActForm> {
    let offered: &[Act] = match case.state {
        State::Open => &[Act::Take, Act::Verify, Act::Correct, Act::Refute],
        State::Assigned => &[Act::Verify, Act::Correct, Act::Refute],
        State::Verifying => &[Act::Correct, Act::Refute],
        State::Corrected | State::Refuted => &[Act::Agree, Act::SendBack],
        State::Closed | State::Dismissed => &[],
    };
    let works = frame.roles.contains(&access::Role::Register);
    let may = |act: &&Act| works || matches!(act, Act::Agree | Act::SendBack);
    let rule = visit.platform.cleansing.get(&case.rule);
    offered.iter().filter(may).map(|act| form(visit, case, *act, rule, typed, problems)).collect()
}

fn form(visit: &Visit, case: &Case, act: Act, rule: Option<&Rule>, typed: &Typed, problems: &[Problem]) -> ActForm {
    let words = &visit.words;
    let here = typed.of(act);
    let error = |field: &str| Problem::at(problems, &field_of(act, field));
    let text = |optional: bool| {
        let area = TextArea::new(words, field_of(act, "said"), words.say("web-quality-said"))
            .rows(2)
            .length_max(1_000)
            .value(here.map(|typed| typed.said().to_owned()).unwrap_or_default())
            .error(error("said"));
        if optional { area.optional() } else { area }
    };
    let proves = matches!(act, Act::Correct | Act::Refute);
    let evidence = proves.then(|| {
        let taken = rule.map_or(Evidence::ALL, |rule| rule.evidence.as_slice());
        let choices = taken.iter().map(|one| {
            Choice::new(one.as_str(), words.word("quality-evidence", one)).chosen_if(here.map_or("", Typed::evidence))
        });
        Select::new(words, field_of(act, "evidence"), words.say("web-quality-evidence"), choices.collect())
    });
    let ground = (act == Act::Refute).then(|| {
        let choices = Ground::ALL.iter().map(|one| {
            Choice::new(one.as_str(), words.word("quality-ground", one)).chosen_if(here.map_or("", |typed| &typed.ground))
        });
        Select::new(words, "ground", words.say("web-quality-ground"), choices.collect())
    });
    let said = match act {
        Act::Take => None,
        Act::Verify | Act::Agree => Some(text(true)),
        Act::Correct | Act::Refute | Act::SendBack => Some(text(false)),
    };
    let button = Button::submit(words.word("web-quality-do", act));
    let send = match act {
        Act::Take => button.icon(Icon::Check).key('t'),
        Act::Agree => button.icon(Icon::Check).key('a'),
        Act::Verify => button.secondary(),
        Act::Correct => button.secondary(),
        Act::Refute | Act::SendBack => button.danger(),
    };
    ActForm {
        title: words.word("web-quality-act", act),
        action: routes::quality_act(case.id, act),
        lead: words.word("web-quality-act-lead", act),
        ground,
        evidence,
        said,
        send,
    }
}

/// The name of a field: each form of the page has its own text.
fn field_of(act: Act, field: &str) -> String {
    format!("{field}-{act}")
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default, rename = "evidence-correct")]
    evidence_corrected: String,
    #[serde(default, rename = "evidence-refute")]
    evidence_refuted: String,
    #[serde(default)]
    ground: String,
    #[serde(default, rename = "said-verify")]
    verify: String,
    #[serde(default, rename = "said-correct")]
    correct: String,
    #[serde(default, rename = "said-refute")]
    refute: String,
    #[serde(default, rename = "said-agree")]
    agree: String,
    #[serde(default, rename = "said-send-back")]
    send_back: String,
    #[serde(skip)]
    act: Option<Act>,
}

impl Typed {
    /// What was typed into the form of an act; nothing when another was sent.
    fn of(&self, act: Act) -> Option<&Self> {
        (self.act == Some(act)).then_some(self)
    }

    /// The text of the form that was sent.
    fn said(&self) -> &str {
        match self.act {
            Some(Act::Verify) => &self.verify,
            Some(Act::Correct) => &self.correct,
            Some(Act::Refute) => &self.refute,
            Some(Act::Agree) => &self.agree,
            Some(Act::SendBack) => &self.send_back,
            Some(Act::Take) | None => "",
        }
    }

    /// What was chosen as proof in the form that was sent.
    fn evidence(&self) -> &str {
        if self.act == Some(Act::Refute) { &self.evidence_refuted } else { &self.evidence_corrected }
    }

    fn proof(&self) -> Result<Proof, quality::Error> {
        let evidence = self.evidence().parse().map_err(|_| quality::Error::WrongEvidence)?;
        Ok(Proof { evidence, said: self.said().to_owned() })
    }

    fn ground(&self) -> Result<Ground, quality::Error> {
        self.ground.parse().map_err(|_| quality::Error::WrongEvidence)
    }
}

pub(crate) async fn act(visit: Visit, Path((id, act)): Path<(CaseId, Act)>, Form(mut typed): Form<Typed>) -> Answer {
    let visit = visit.purpose(CLEANSING);
    typed.act = Some(act);
    let (rules, sent) = (std::sync::Arc::clone(&visit.platform.cleansing), typed.clone());
    let outcome = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let done = match act {
                Act::Take => quality::take(tx, actor, id),
                Act::Verify => quality::verify(tx, actor, id, sent.said()),
                Act::Correct => sent.proof().and_then(|proof| quality::correct(tx, actor, &rules, id, &proof)),
                Act::Refute => sent
                    .proof()
                    .and_then(|proof| sent.ground().map(|ground| (ground, proof)))
                    .and_then(|(ground, proof)| quality::refute(tx, actor, &rules, id, ground, &proof)),
                Act::Agree => quality::agree(tx, actor, &rules, id, sent.said()),
                Act::SendBack => quality::send_back(tx, actor, id, sent.said()),
            };
            done.map_err(Failure::from)
        })
        .await;
    match outcome {
        Ok(_) => Ok(visit.go(&routes::quality_case(id), Some(Done::CaseMoved))),
        Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
            // What the record must say first stands above the page, what the form lacks beside its field.
            let field = if halt.0.kind == ErrorKind::Invalid { field_of(act, "said") } else { String::new() };
            let problems = [Problem::new(&field, halt.0.say(&visit.platform.words, visit.words.language()))];
            let (frame, opened) = opened(&visit, id).await?;
            Ok(visit.rejected(&build(&visit, &frame, &opened, &typed, &problems)))
        }
        Err(halt) => Err(halt),
    }
}
