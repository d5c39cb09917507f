//! What each civil event asks, and the command that the answers make.

use std::collections::HashMap;

use access::Actor;
use gate::Failure;
use kernel::{Date, ErrorKind, HouseholdId, PartialDate, PersonId, PersonName, PersonalNumber, Sex, UnitCode};
use register::{
    AppointGuardian, BookEntry, CardShown, ChangeName, ChangeSex, CivilRules, DeathNotice, Declarant, DeclareFound,
    DeclareMissing, EndGuardianship, Fields, Ground, JoinParent, NewHead, Party, PersonFacts, RecogniseParent, RegisterAdoption,
    RegisterBirth, RegisterDeath, RegisterDivorce, RegisterMarriage, Registered, RelationEnd, RelationKind, WithdrawParent,
};
use store::Tx;

use crate::{
    components::{DateParts, Problem},
    words::Words,
};

kernel::text_enum! {
    /// A civil event that begins at a person's page.
    pub(crate) enum Event {
        /// A child of the person was born.
        Birth = "birth",
        /// The person marries.
        Marriage = "marriage",
        /// The person's marriage was dissolved.
        Divorce = "divorce",
        /// The person is adopted.
        Adoption = "adoption",
        /// A father or mother of the person is recognised.
        Parent = "parent",
        /// The person gets a guardian.
        Guardian = "guardian",
        /// A guardian of the person no longer is.
        GuardianEnd = "guardian-end",
        /// A father or mother of the person never was, or is no longer.
        ParentWithdrawn = "parent-withdrawn",
        /// The person's sex was determined anew.
        Sex = "sex",
        /// The person gets another name.
        Name = "name",
        /// The person is declared missing.
        Missing = "missing",
        /// The person came back.
        Found = "found",
        /// The person died.
        Death = "death",
    }
}

impl Event {
    /// Whether the person may be given another head of household by it.
    pub(super) const fn leaves_home(self) -> bool {
        matches!(self, Self::Death | Self::Missing)
    }

    /// Whether it ends a tie to one of the person's parents or guardians.
    pub(super) const fn ends_tie(self) -> bool {
        matches!(self, Self::GuardianEnd | Self::ParentWithdrawn)
    }

    /// Whether it has a day of its own.
    pub(super) const fn has_day(self) -> bool {
        !matches!(self, Self::Name | Self::Sex | Self::ParentWithdrawn)
    }

    /// Whether a book of civil status has an entry of it.
    pub(super) const fn is_booked(self) -> bool {
        !matches!(self, Self::Missing | Self::Found) && !self.ends_tie()
    }

    /// Whether it can happen to somebody who lives, or to somebody who does not.
    pub(super) const fn fits(self, living: bool) -> bool {
        matches!(self, Self::Found) != living
    }
}

/// What the form sent, by name.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(pub(super) HashMap<String, String>);

impl Typed {
    pub(super) fn text(&self, name: &str) -> String {
        kernel::name::tidy_spaces(self.0.get(name).map_or("", String::as_str))
    }

    pub(super) fn said(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    pub(super) fn ticked(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| value == "yes")
    }

    pub(super) fn date(&self, name: &str) -> DateParts {
        let part = |part: &str| self.text(&format!("{name}-{part}"));
        DateParts { day: part("day"), month: part("month"), year: part("year") }
    }

    fn new_heads(&self) -> Vec<NewHead> {
        let heads = self.0.iter().filter_map(|(name, head)| {
            let household = name.strip_prefix("head-")?.parse::<HouseholdId>().ok()?;
            Some(NewHead { household, head: head.parse::<PersonId>().ok()? })
        });
        heads.collect()
    }
}

/// Somebody else who takes part, as typed: the number, and the birth date for somebody from elsewhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Other {
    number: PersonalNumber,
    birth: Option<PartialDate>,
}

/// Finds somebody by number among those whom the officer may open, else by the card they show. Gives the name, too.
pub(super) fn find(tx: &mut Tx<'_>, actor: &Actor, other: &Other) -> Result<(Party, String), Failure> {
    if let Some(person) = register::person_by_number(tx, actor, &other.number, Fields::IDENTITY)? {
        return Ok((Party::Known(person.id), person.facts.name.full().to_owned()));
    }
    if let Some(birth) = other.birth
        && let Some(line) = register::applicant_by_card(tx, actor, &other.number, &birth)?
    {
        return Ok((Party::Card(CardShown { number: other.number, birth }), line.name.full().to_owned()));
    }
    Err(Failure::new(ErrorKind::Invalid, "web-event-other-not-found"))
}

/// The answers of a form, read.
#[derive(Clone)]
pub(super) struct Answers {
    pub(super) event: Event,
    pub(super) person: PersonId,
    on: Option<PartialDate>,
    name: Option<PersonName>,
    sex: Option<Sex>,
    ends: Option<Ends>,
    pub(super) others: Vec<Other>,
    ground: Ground,
    book: BookEntry,
    typed: Typed,
}

struct Reading<'a> {
    words: &'a Words,
    typed: &'a Typed,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn wrong(&mut self, field: &str, id: &str) {
        self.problems.push(Problem::new(field, self.words.say(id)));
    }

    fn date(&mut self, name: &str, required: bool) -> Option<PartialDate> {
        let typed = self.typed.date(name).to_iso();
        if typed.is_empty() && !required {
            return None;
        }
        typed.parse::<PartialDate>().map_err(|bad| self.wrong(name, bad.message_id())).ok()
    }

    fn name(&mut self, required: bool) -> Option<PersonName> {
        let typed = self.typed.said("name");
        if typed.is_none() && !required {
            return None;
        }
        PersonName::parse(typed.as_deref().unwrap_or_default()).map_err(|bad| self.wrong("name", bad.message_id())).ok()
    }

    fn other(&mut self, name: &str, required: bool) -> Option<Other> {
        let typed = self.typed.said(&format!("{name}-number"));
        if typed.is_none() && !required {
            return None;
        }
        let field = format!("{name}-number");
        let number = PersonalNumber::parse_typed(typed.as_deref().unwrap_or_default());
        let number = number.map_err(|bad| self.wrong(&field, bad.message_id())).ok();
        let birth = self.date(&format!("{name}-birth"), false);
        Some(Other { number: number?, birth })
    }
}

/// Reads the answers, or says everything that is wrong with them.
pub(super) fn read(words: &Words, event: Event, person: PersonId, typed: &Typed) -> Result<Answers, Vec<Problem>> {
    let mut reading = Reading { words, typed, problems: Vec::new() };
    let name = match event {
        Event::Birth | Event::Name => reading.name(true),
        Event::Adoption | Event::Parent => reading.name(false),
        _ => None,
    };
    let on = if event.has_day() { reading.date("on", true) } else { None };
    let whole = matches!(event, Event::Birth | Event::Death);
    if on.is_some_and(|on| !whole && on.full().is_none()) {
        reading.wrong("on", "web-event-day-whole");
    }
    let sex = typed.said("sex").and_then(|sex| sex.parse::<Sex>().ok());
    if matches!(event, Event::Birth | Event::Sex) && sex.is_none() {
        reading.wrong("sex", "web-event-sex-missing");
    }
    let ends = ends(&mut reading, event);
    let required = matches!(event, Event::Marriage | Event::Adoption | Event::Parent | Event::Guardian);
    let mut others = Vec::new();
    if required || event == Event::Birth {
        others.extend(reading.other("other", required));
    }
    if event == Event::Adoption {
        others.extend(reading.other("second", false));
    }
    let basis = typed.said("basis");
    if basis.is_none() {
        reading.wrong("basis", "web-event-ground-missing");
    }
    if !reading.problems.is_empty() {
        return Err(reading.problems);
    }
    let declarant = typed.said("declarant").map(|name| Declarant { name: Some(name), ..Declarant::default() });
    let book = BookEntry {
        number: typed.said("book-number"),
        volume: typed.said("book-volume"),
        certificate: typed.said("certificate"),
        issuer: None,
        declarant,
    };
    let ground = Ground { basis: basis.unwrap_or_default(), dossier: None, evidence: typed.said("evidence") };
    Ok(Answers { event, person, on, name, sex, ends, others, ground, book, typed: typed.clone() })
}

/// Which tie an event ends.
#[derive(Clone, Copy)]
enum Ends {
    /// That to a guardian.
    Guardian(PersonId, RelationEnd),
    /// That to a parent.
    Parent(RelationKind),
}

fn ends(reading: &mut Reading<'_>, event: Event) -> Option<Ends> {
    let mut chosen = |name: &str| {
        let said = reading.typed.said(name);
        if said.is_none() {
            reading.wrong(name, "web-required-answer");
        }
        said
    };
    match event {
        Event::GuardianEnd => {
            let (guardian, reason) = (chosen("guardian"), chosen("reason"));
            let reason = reason?.parse().ok().filter(|reason| GUARDIAN_ENDS.contains(reason));
            Some(Ends::Guardian(guardian?.parse().ok()?, reason?))
        }
        Event::ParentWithdrawn => Some(Ends::Parent(chosen("parent")?.parse().ok()?)),
        _ => None,
    }
}

/// Why a guardianship ends, in the order of the form.
pub(super) const GUARDIAN_ENDS: [RelationEnd; 3] = [RelationEnd::Replaced, RelationEnd::OfAge, RelationEnd::Withdrawn];

impl Answers {
    /// The day of the event. Events that need a whole one were refused without.
    fn day(&self) -> Date {
        self.on.map_or_else(|| Date::constant(1, 1, 1), |on| on.latest())
    }

    /// Registers the event.
    pub(super) fn register(
        &self,
        tx: &mut Tx<'_>,
        actor: &Actor,
        parties: &[Party],
        rules: &CivilRules,
    ) -> Result<Registered, Failure> {
        let (person, ground, book) = (self.person, self.ground.clone(), self.book.clone());
        let other = || parties.first().copied().ok_or_else(Failure::not_found);
        let (on, new_heads) = (self.day(), self.typed.new_heads());
        let done = match self.event {
            Event::Birth => return self.birth(tx, actor, parties, rules),
            Event::Marriage => {
                let noted = self.typed.ticked("noted");
                let command = RegisterMarriage { one: person.into(), other: other()?, on, noted, book, ground };
                register::register_marriage(tx, actor, &command, rules)
            }
            Event::Divorce => register::register_divorce(tx, actor, &RegisterDivorce { person, on, book, ground }),
            Event::Adoption => {
                let command = RegisterAdoption {
                    child: person.into(),
                    adopters: parties.to_vec(),
                    by_relative: self.typed.ticked("by-relative"),
                    on,
                    name: self.name.clone(),
                    joins: self.typed.ticked("joins"),
                    book,
                    ground,
                };
                register::register_adoption(tx, actor, &command, rules)
            }
            Event::Parent => {
                let (child, parent, name) = (person.into(), other()?, self.name.clone());
                register::recognise_parent(tx, actor, &RecogniseParent { child, parent, name, book, ground }, rules)
            }
            Event::Guardian => {
                let by_court = self.typed.ticked("by-court");
                let command = AppointGuardian { ward: person.into(), guardian: other()?, on, by_court, book, ground };
                register::appoint_guardian(tx, actor, &command)
            }
            Event::GuardianEnd | Event::ParentWithdrawn => match self.ends.ok_or_else(Failure::invalid)? {
                Ends::Guardian(guardian, reason) => {
                    register::end_guardianship(tx, actor, &EndGuardianship { ward: person, guardian, on, reason, ground })
                }
                Ends::Parent(kind) => register::withdraw_parent(tx, actor, &WithdrawParent { child: person, kind, ground }),
            },
            Event::Sex => {
                let sex = self.sex.ok_or_else(Failure::invalid)?;
                register::change_sex(tx, actor, &ChangeSex { person, sex, book, ground })
            }
            Event::Name => {
                let name = self.name.clone().ok_or_else(Failure::invalid)?;
                register::change_name(tx, actor, &ChangeName { person, name, book, ground })
            }
            Event::Missing => register::declare_missing(tx, actor, &DeclareMissing { person, on, new_heads, ground }),
            Event::Found => {
                let returns = self.typed.ticked("joins");
                register::declare_found(tx, actor, &DeclareFound { person, on, returns, relation: None, ground })
            }
            Event::Death => {
                let notice = DeathNotice { place: self.typed.said("place"), cause: self.typed.said("cause"), hour: None };
                let on = self.on.ok_or_else(Failure::invalid)?;
                let command = RegisterDeath { person, on, notice, book, new_heads, ground };
                register::register_death(tx, actor, &command, rules)
            }
        };
        Ok(done?)
    }

    /// A child of the person; the other parent is of the other sex.
    fn birth(&self, tx: &mut Tx<'_>, actor: &Actor, parties: &[Party], rules: &CivilRules) -> Result<Registered, Failure> {
        let parent = register::person(tx, actor, self.person, Fields::IDENTITY)?.ok_or_else(Failure::not_found)?;
        let (Some(name), Some(sex), Some(birth)) = (self.name.clone(), self.sex, self.on) else { return Err(Failure::invalid()) };
        let mut facts = PersonFacts::new(name, sex, birth);
        facts.birth_place = self.typed.said("place");
        let (own, other) = (Some(Party::Known(self.person)), parties.first().copied());
        let is_mother = parent.facts.sex == Sex::Female;
        let joins = if is_mother { JoinParent::Mother } else { JoinParent::Father };
        let unit: UnitCode = parent.unit;
        let command = RegisterBirth {
            facts,
            unit,
            mother: if is_mother { own } else { other },
            father: if is_mother { other } else { own },
            joins: self.typed.ticked("joins").then_some(joins),
            book: self.book.clone(),
            ground: self.ground.clone(),
        };
        Ok(register::register_birth(tx, actor, &command, rules)?)
    }
}
