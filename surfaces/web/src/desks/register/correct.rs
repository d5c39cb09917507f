//! Putting right what the register holds on a person, a group of facts at a time, on a ground that the history keeps.

use std::collections::HashMap;

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use country::Codes;
use gate::Failure;
use kernel::{ErrorKind, PartialDate, PersonId, PersonName, PersonalNumber, Sex, personal_number::OldNumber};
use register::{BloodGroup, Confirm, CorrectPerson, Fact, Fields, Ground, MaritalStatus, NoticeId, Person};

use super::{Why, ask, facts::Group, noted, person};
use crate::{
    components::{
        Button, Choice, Choices, DateInput, DateParts, ErrorSummary, Icon, Markup, Note, Problem, Select, TextInput, TextKind,
    },
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
    words::Words,
};

/// The longest text of a fact or a ground, in characters.
const TEXT_MAX: u32 = 200;

/// What the form sent, by name.
type Typed = HashMap<String, String>;

#[derive(Template)]
#[template(path = "register/correct.html")]
struct CorrectPage {
    page: Shell,
    noted: Note,
    errors: Option<ErrorSummary>,
    action: String,
    version: i64,
    title: String,
    inputs: Vec<Markup>,
    basis: TextInput,
    evidence: TextInput,
    save: Button,
    cancel: Button,
}

/// The group that is corrected; who a person is when nobody said.
fn group(why: &Why) -> Group {
    why.group.parse().unwrap_or(Group::Identity)
}

pub(crate) async fn page(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_correct(id)).await;
    }
    let visit = visit.purpose(&why.purpose);
    let (frame, found) = opened(&visit, id).await?;
    let mut typed = stored(&found);
    if !why.notice.is_empty() {
        typed.insert("basis".to_owned(), visit.words.say("web-notice-basis"));
        typed.insert("evidence".to_owned(), why.notice.clone());
    }
    Ok(visit.page(&build(&visit, &frame, &why, &found, &typed, &[])))
}

async fn opened(visit: &Visit, id: PersonId) -> Result<(Frame, Person), crate::halt::Halt> {
    visit
        .write(move |tx, actor| {
            staff(actor)?;
            register::person(tx, actor, id, Fields::ALL)?.ok_or_else(Failure::not_found)
        })
        .await
}

/// The facts as the form would send them.
fn stored(person: &Person) -> Typed {
    let facts = &person.facts;
    let birth = DateParts::from_iso(&facts.birth.to_string());
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let pairs = [
        ("name", facts.name.full().to_owned()),
        ("sex", facts.sex.to_string()),
        ("birth-day", birth.day),
        ("birth-month", birth.month),
        ("birth-year", birth.year),
        ("birth-place", text(&facts.birth_place)),
        ("birth-registered-at", text(&facts.birth_registered_at)),
        ("origin", text(&facts.origin)),
        ("ethnicity", text(&facts.ethnicity)),
        ("religion", text(&facts.religion)),
        ("nationality", facts.nationality.clone()),
        ("marital", facts.marital.map(|state| state.to_string()).unwrap_or_default()),
        ("phone", text(&facts.phone)),
        ("email", text(&facts.email)),
        ("other-names", text(&facts.other_names)),
        ("current-place", text(&facts.current_place)),
        ("blood-group", facts.blood_group.map(|group| group.to_string()).unwrap_or_default()),
        ("old-number", facts.old_number.as_ref().map(|number| number.as_str().to_owned()).unwrap_or_default()),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn build(visit: &Visit, frame: &Frame, why: &Why, found: &Person, typed: &Typed, problems: &[Problem]) -> CorrectPage {
    let words = &visit.words;
    let group = group(why);
    let said = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let (basis, evidence) = ground_fields(words, &said("basis"), &said("evidence"), problems);
    let mut page =
        person::shell(visit, frame, why, found).crumb(found.facts.name.full(), why.carry(routes::register_person(found.id)));
    page.title = words.fill("web-register-correct-title").put("group", words.word("web-register-group", group)).to_string();
    CorrectPage {
        page,
        noted: noted(visit, why),
        errors: ErrorSummary::of(words, problems),
        action: routes::query(
            why.carry(routes::register_correct(found.id)),
            &[("group", group.as_str()), ("notice", &why.notice)],
        ),
        version: typed.get("version").and_then(|version| version.parse().ok()).unwrap_or(found.version),
        title: found.facts.name.full().to_owned(),
        inputs: Boxes { visit, found, typed, problems }.of(group),
        basis,
        evidence,
        save: Button::submit(words.say("web-register-correct-save")).icon(Icon::Check),
        cancel: Button::link(words.say("web-cancel"), why.carry(routes::register_person(found.id))).secondary(),
    }
}

/// The boxes for the ground of a change.
pub(crate) fn ground_fields(words: &Words, basis: &str, evidence: &str, problems: &[Problem]) -> (TextInput, TextInput) {
    let error = |field: &str| Problem::at(problems, field);
    let basis = TextInput::new(words, "basis", words.say("web-register-ground"))
        .hint(words.say("web-register-ground-hint"))
        .length_max(TEXT_MAX)
        .value(basis)
        .error(error("basis"));
    let evidence = TextInput::new(words, "evidence", words.say("web-register-evidence"))
        .hint(words.say("web-register-evidence-hint"))
        .length_max(TEXT_MAX)
        .value(evidence)
        .optional()
        .error(error("evidence"));
    (basis, evidence)
}

/// The boxes of a form with what stands in them and what is wrong.
struct Boxes<'a> {
    visit: &'a Visit,
    found: &'a Person,
    typed: &'a Typed,
    problems: &'a [Problem],
}

impl Boxes<'_> {
    fn value(&self, name: &str) -> String {
        self.typed.get(name).cloned().unwrap_or_default()
    }

    fn error(&self, name: &str) -> Option<String> {
        Problem::at(self.problems, name)
    }

    fn text(&self, name: &str, label: &str) -> TextInput {
        let words = &self.visit.words;
        TextInput::new(words, name, words.say(label))
            .value(self.value(name))
            .length_max(TEXT_MAX)
            .optional()
            .error(self.error(name))
    }

    /// A choice from one of the pack's lists; a value of before that is in no list stays choosable.
    fn coded(&self, name: &str, label: &str, codes: &Codes) -> Select {
        let words = &self.visit.words;
        let value = self.value(name);
        let mut choices: Vec<Choice> = codes
            .all()
            .iter()
            .map(|code| Choice::new(&code.code, if words.locale() == "vi" { &code.vi } else { &code.en }).chosen_if(&value))
            .collect();
        if !value.is_empty() && codes.get(&value).is_none() {
            choices.push(Choice::new(&value, &value).chosen(true));
        }
        Select::new(words, name, words.say(label), choices).blank(words.say("unknown")).optional().error(self.error(name))
    }

    fn of(&self, group: Group) -> Vec<Markup> {
        let words = &self.visit.words;
        let pack = &self.visit.platform.pack;
        match group {
            Group::Identity => self.identity(),
            Group::Origin => vec![
                Markup::of(&self.text("birth-place", "web-birth-place").hint(words.say("web-register-place-hint"))),
                Markup::of(&self.text("birth-registered-at", "web-birth-registered-at")),
                Markup::of(&self.text("origin", "web-origin")),
                Markup::of(&self.coded("ethnicity", "web-ethnicity", pack.ethnic_groups())),
                Markup::of(&self.coded("religion", "web-religion", pack.religions())),
                Markup::of(
                    &TextInput::new(words, "nationality", words.say("web-nationality"))
                        .hint(words.say("web-register-nationality-hint"))
                        .width(4)
                        .length_max(2)
                        .value(self.value("nationality"))
                        .error(self.error("nationality")),
                ),
            ],
            Group::Civil => {
                let states = MaritalStatus::ALL
                    .iter()
                    .map(|state| Choice::new(state.as_str(), words.word("web-marital", state)).chosen_if(&self.value("marital")));
                vec![Markup::of(
                    &Select::new(words, "marital", words.say("web-marital"), states.collect())
                        .blank(words.say("unknown"))
                        .optional()
                        .error(self.error("marital")),
                )]
            }
            Group::Contact => vec![
                Markup::of(&self.text("phone", "web-phone").kind(TextKind::Telephone).width(20)),
                Markup::of(&self.text("email", "web-email").kind(TextKind::Mail)),
                Markup::of(&self.text("current-place", "web-current-place").hint(words.say("web-current-place-hint"))),
            ],
            Group::OldNumbers => vec![Markup::of(&self.text("old-number", "web-old-number").kind(TextKind::Digits).width(12))],
            Group::Health => {
                let groups = BloodGroup::ALL
                    .iter()
                    .map(|group| Choice::new(group.as_str(), group.as_str()).chosen_if(&self.value("blood-group")));
                vec![Markup::of(
                    &Select::new(words, "blood-group", words.say("web-blood-group"), groups.collect())
                        .blank(words.say("unknown"))
                        .optional()
                        .error(self.error("blood-group")),
                )]
            }
        }
    }

    fn identity(&self) -> Vec<Markup> {
        let words = &self.visit.words;
        let sexes = Sex::ALL.iter().map(|sex| Choice::new(sex.as_str(), words.word("sex", sex)).chosen_if(&self.value("sex")));
        let birth = DateParts { day: self.value("birth-day"), month: self.value("birth-month"), year: self.value("birth-year") };
        let mut inputs = vec![
            Markup::of(
                &TextInput::new(words, "name", words.say("web-full-name"))
                    .length_max(100)
                    .value(self.value("name"))
                    .error(self.error("name")),
            ),
            Markup::of(&self.text("other-names", "web-other-names")),
            Markup::of(
                &DateInput::new(words, "birth", words.say("web-birth-date"))
                    .hint(words.say("web-register-birth-part"))
                    .value(birth)
                    .error(self.error("birth")),
            ),
            Markup::of(&Choices::one(words, "sex", words.say("web-sex"), sexes.collect()).inline().error(self.error("sex"))),
        ];
        // A number is for life: it can be entered where there is none, never replaced here.
        if self.found.facts.number.is_none() {
            inputs.push(Markup::of(&self.text("number", "web-personal-number").kind(TextKind::Digits).width(20)));
        }
        inputs
    }
}

/// What was typed as facts, or everything that is wrong with it.
struct Reading<'a> {
    words: &'a Words,
    typed: &'a Typed,
    facts: Vec<Fact>,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let text = kernel::name::tidy_spaces(self.typed.get(name).map_or("", String::as_str));
        if text.is_empty() { None } else { Some(text) }
    }

    fn take(&mut self, field: &str, fact: Result<Fact, &'static str>) {
        match fact {
            Ok(fact) => self.facts.push(fact),
            Err(id) => self.problems.push(Problem::new(field, self.words.say(id))),
        }
    }

    fn read(&mut self, group: Group) {
        match group {
            Group::Identity => self.identity(),
            Group::Origin => {
                self.facts.extend([
                    Fact::BirthPlace(self.text("birth-place")),
                    Fact::BirthRegisteredAt(self.text("birth-registered-at")),
                    Fact::Origin(self.text("origin")),
                    Fact::Ethnicity(self.text("ethnicity")),
                    Fact::Religion(self.text("religion")),
                ]);
                let nationality = self.text("nationality").unwrap_or_default().to_uppercase();
                let fits = nationality.len() == 2 && nationality.bytes().all(|byte| byte.is_ascii_uppercase());
                self.take(
                    "nationality",
                    if fits { Ok(Fact::Nationality(nationality)) } else { Err("web-register-nationality-wrong") },
                );
            }
            Group::Civil => {
                let state = self.text("marital").map(|text| text.parse::<MaritalStatus>()).transpose();
                self.take("marital", state.map(Fact::Marital).map_err(|_| "web-required-answer"));
            }
            Group::Contact => self.facts.extend([
                Fact::Phone(self.text("phone")),
                Fact::Email(self.text("email")),
                Fact::CurrentPlace(self.text("current-place")),
            ]),
            Group::Health => {
                let group = self.text("blood-group").map(|text| text.parse::<BloodGroup>()).transpose();
                self.take("blood-group", group.map(Fact::BloodGroup).map_err(|_| "web-required-answer"));
            }
            Group::OldNumbers => {
                let number = self.text("old-number").map(|text| OldNumber::parse_typed(&text)).transpose();
                self.take("old-number", number.map(Fact::OldNumber).map_err(|bad| bad.message_id()));
            }
        }
    }

    fn identity(&mut self) {
        let name = PersonName::parse(self.text("name").as_deref().unwrap_or_default());
        self.take("name", name.map(Fact::Name).map_err(|bad| bad.message_id()));
        self.facts.push(Fact::OtherNames(self.text("other-names")));
        let part = |name: &str| self.typed.get(name).cloned().unwrap_or_default();
        let birth = DateParts { day: part("birth-day"), month: part("birth-month"), year: part("birth-year") }
            .to_iso()
            .parse::<PartialDate>();
        self.take("birth", birth.map(Fact::Birth).map_err(|bad| bad.message_id()));
        let sex = self.text("sex").unwrap_or_default().parse::<Sex>();
        self.take("sex", sex.map(Fact::Sex).map_err(|_| "web-required-answer"));
        if let Some(number) = self.text("number") {
            self.take("number", PersonalNumber::parse_typed(&number).map(Fact::Number).map_err(|bad| bad.message_id()));
        }
    }
}

/// The command, or everything that is wrong with what was typed.
fn command(words: &Words, id: PersonId, group: Group, typed: &Typed) -> Result<CorrectPerson, Vec<Problem>> {
    let mut reading = Reading { words, typed, facts: Vec::new(), problems: Vec::new() };
    reading.read(group);
    let basis = reading.text("basis");
    if basis.is_none() {
        reading.problems.push(Problem::new("basis", words.say("web-required-answer")));
    }
    let ground = Ground { basis: basis.unwrap_or_default(), dossier: None, evidence: reading.text("evidence") };
    let version = typed.get("version").and_then(|version| version.parse().ok());
    if reading.problems.is_empty() {
        Ok(CorrectPerson { person: id, version, facts: reading.facts, ground })
    } else {
        Err(reading.problems)
    }
}

pub(crate) async fn save(
    visit: Visit,
    Path(id): Path<PersonId>,
    Query(why): Query<Why>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let visit = visit.purpose(&why.purpose);
    let typed: Typed = pairs.into_iter().collect();
    let problems = match command(&visit.words, id, group(&why), &typed) {
        Err(problems) => problems,
        Ok(command) => {
            let notice: Option<NoticeId> = why.notice.parse().ok();
            let outcome = visit
                .write(move |tx, actor| {
                    staff(actor)?;
                    match notice {
                        // The notice is taken over in the act that corrects the record.
                        Some(notice) => {
                            let confirm = Confirm { said: None, correction: Some(command.clone()) };
                            register::confirm_notice(tx, actor, notice, &confirm).map(drop).map_err(Failure::from)
                        }
                        None => register::correct_person(tx, actor, &command).map(drop).map_err(Failure::from),
                    }
                })
                .await;
            match outcome {
                Ok(_) if notice.is_some() => {
                    return Ok(visit.go(&routes::register_notice(&why.notice), Some(Done::NoticeConfirmed)));
                }
                Ok(_) => return Ok(visit.go(&why.carry(routes::register_person(id)), Some(Done::PersonCorrected))),
                Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                    vec![Problem::new("", halt.0.say(&visit.platform.words, visit.words.language()))]
                }
                Err(halt) => return Err(halt),
            }
        }
    };
    let (frame, found) = opened(&visit, id).await?;
    Ok(visit.rejected(&build(&visit, &frame, &why, &found, &typed, &problems)))
}
