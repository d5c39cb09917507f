//! A person's account as the officers see it who lock and unlock it: how it stands, its life, and what can be done now.

use std::collections::HashMap;

use accounts::{Account, AccountLife, AccountState, CancelGround, Holder, LockGround, Transition};
use askama::Template;
use axum::{
    Form,
    extract::{Path, Query},
};
use gate::Failure;
use kernel::{ErrorKind, Instant, PersonId, StaffId};
use register::{Fields, Person};

use super::{Why, ask, keeps_register, noted, person};
use crate::{
    components::{
        Button, Choice, DateInput, DateParts, Disclosure, EmptyState, ErrorSummary, Event, EventState, Icon, Markup, Note,
        Problem, Select, SummaryList, SummaryRow, Timeline,
    },
    desks::unit_choice,
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

kernel::text_enum! {
    /// What can be done with an account.
    enum Act {
        /// It is kept from use.
        Lock = "lock",
        /// It may be used again.
        Unlock = "unlock",
        /// It ends for good.
        Cancel = "cancel",
    }
}

/// What the form sent, by name.
type Typed = HashMap<String, String>;

#[derive(Template)]
#[template(path = "register/account.html")]
struct AccountPage {
    page: Shell,
    name: String,
    noted: Note,
    errors: Option<ErrorSummary>,
    facts: Option<SummaryList>,
    none: EmptyState,
    acts: Vec<Disclosure>,
    life: Option<Timeline>,
}

#[derive(Template)]
#[template(
    source = r#"<form method="post" action="{{ action }}" class="stack" novalidate><p>{{ text }}</p><input type="hidden" name="act" value="{{ act }}">{% for input in inputs %}{{ input }}{% endfor %}<div class="button-row">{{ send }}</div></form>"#,
    ext = "html"
)]
struct ActForm {
    action: String,
    act: Act,
    text: String,
    inputs: Vec<Markup>,
    send: Button,
}

/// Whose account, how it stands, and the names of the officials in its life.
struct Opened {
    person: Person,
    life: Option<AccountLife>,
    names: HashMap<String, String>,
}

pub(crate) async fn page(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_account(id)).await;
    }
    let visit = visit.purpose(&why.purpose);
    let (frame, opened) = opened(&visit, id).await?;
    Ok(visit.page(&build(&visit, &frame, &why, &opened, &Typed::new(), &[])))
}

async fn opened(visit: &Visit, id: PersonId) -> Result<(Frame, Opened), crate::halt::Halt> {
    visit
        .write(move |tx, actor| {
            staff(actor)?;
            let person = register::person(tx, actor, id, Fields::IDENTITY)?.ok_or_else(Failure::not_found)?;
            let life = accounts::account_life(tx, actor, id)?;
            let mut names = HashMap::new();
            for step in life.iter().flat_map(|life| &life.steps) {
                if let Ok(official) = step.by_whom.parse::<StaffId>()
                    && let Some(name) = accounts::display_name(tx, Holder::Staff(official))?
                {
                    names.insert(step.by_whom.clone(), name);
                }
            }
            Ok::<_, Failure>(Opened { person, life, names })
        })
        .await
}

fn build(visit: &Visit, frame: &Frame, why: &Why, opened: &Opened, typed: &Typed, problems: &[Problem]) -> AccountPage {
    let words = &visit.words;
    let found = &opened.person;
    let mut page =
        person::shell(visit, frame, why, found).crumb(found.facts.name.full(), why.carry(routes::register_person(found.id)));
    page.title = words.say("web-account-title");
    let form = Filled { visit, action: why.carry(routes::register_account(found.id)), typed, problems };
    AccountPage {
        page,
        name: found.facts.name.full().to_owned(),
        noted: noted(visit, why),
        errors: ErrorSummary::of(words, problems),
        facts: opened.life.as_ref().map(|life| facts(visit, &life.account)),
        none: EmptyState::new(words.say("web-account-none"), words.say("web-account-none-text")),
        acts: match &opened.life {
            Some(life) if keeps_register(frame) => form.acts(&life.account),
            _ => Vec::new(),
        },
        life: opened
            .life
            .as_ref()
            .map(|life| Timeline::new(life.steps.iter().map(|step| event(visit, step, &opened.names)).collect())),
    }
}

fn facts(visit: &Visit, account: &Account) -> SummaryList {
    let words = &visit.words;
    let state = SummaryRow::new(words.say("web-state"), &words.say(account.state.message_id()));
    let mut rows = vec![
        match (account.lock_ground, account.lock_until) {
            (Some(ground), Some(until)) => state.note(
                words
                    .fill("web-account-locked-until")
                    .put("ground", words.say(ground.message_id()))
                    .put("until", words.moment(until))
                    .to_string(),
            ),
            (Some(ground), None) => state.note(words.say(ground.message_id())),
            (None, _) => state,
        },
        SummaryRow::new(words.say("web-account-level"), &words.number(i64::from(account.level))),
        SummaryRow::new(words.say("web-account-opened"), &words.moment(account.opened_at)),
    ];
    rows.extend(account.activated_at.map(|at| SummaryRow::new(words.say("web-account-activated"), &words.moment(at))));
    rows.push(SummaryRow::new(words.say("web-unit"), &unit_choice::full_name(visit, &account.unit)));
    rows.push(SummaryRow::new(words.say("web-account-id"), &account.id.to_string()));
    SummaryList::new(rows)
}

fn event(visit: &Visit, step: &Transition, names: &HashMap<String, String>) -> Event {
    let words = &visit.words;
    let ground = step.ground.as_deref().map(|ground| {
        let locked = ground.parse::<LockGround>().ok().filter(|_| step.to_state == AccountState::Locked);
        match (locked, ground.parse::<CancelGround>()) {
            (Some(ground), _) => words.say(ground.message_id()),
            (None, Ok(ground)) => words.word("web-account-cancel", ground),
            (None, Err(_)) => String::new(),
        }
    });
    let who = names.get(&step.by_whom).cloned().unwrap_or_else(|| match step.by_whom.split_once(':') {
        Some(_) => words.say("access-role-system"),
        None => words.say("web-account-holder"),
    });
    let said: Vec<String> = ground.into_iter().chain([who]).filter(|text| !text.is_empty()).collect();
    Event {
        state: EventState::Done,
        title: words.say(step.to_state.message_id()),
        when: words.moment(step.at),
        body: Markup::text(&said.join(" · ")),
    }
}

/// The forms with what was typed in them.
struct Filled<'a> {
    visit: &'a Visit,
    action: String,
    typed: &'a Typed,
    problems: &'a [Problem],
}

impl Filled<'_> {
    /// What can be done with the account as it stands.
    fn acts(&self, account: &Account) -> Vec<Disclosure> {
        let words = &self.visit.words;
        let mut acts = Vec::new();
        if account.state == AccountState::Active {
            let grounds = LockGround::ALL.iter().map(|ground| (ground.as_str(), words.say(ground.message_id())));
            let until = DateInput::new(words, "until", words.say("web-account-until"))
                .hint(words.say("web-account-until-hint"))
                .optional()
                .value(date(self.typed))
                .error(Problem::at(self.problems, "until"));
            let inputs = vec![self.grounds("lock-ground", grounds.collect()), Markup::of(&until)];
            acts.push(self.act(Act::Lock, inputs, Icon::Key));
        }
        if account.state == AccountState::Locked {
            acts.push(self.act(Act::Unlock, Vec::new(), Icon::Door));
        }
        if !matches!(account.state, AccountState::Cancelled | AccountState::Rejected) {
            let grounds = CancelGround::ALL.iter().map(|ground| (ground.as_str(), words.word("web-account-cancel", ground)));
            acts.push(self.act(Act::Cancel, vec![self.grounds("cancel-ground", grounds.collect())], Icon::Cross).danger());
        }
        acts
    }

    fn act(&self, act: Act, inputs: Vec<Markup>, icon: Icon) -> Disclosure {
        let words = &self.visit.words;
        let send = Button::submit(words.word("web-account-act", act));
        let send = if act == Act::Cancel { send.danger() } else { send.secondary() };
        let body = ActForm { action: self.action.clone(), act, text: words.word("web-account-act-text", act), inputs, send };
        let open = self.typed.get("act").is_some_and(|typed| typed == act.as_str());
        Disclosure::new(words.word("web-account-act", act), Markup::of(&body)).icon(icon).open(open)
    }

    fn grounds(&self, name: &str, grounds: Vec<(&'static str, String)>) -> Markup {
        let words = &self.visit.words;
        let typed = self.typed.get(name).cloned().unwrap_or_default();
        let choices = grounds.into_iter().map(|(code, text)| Choice::new(code, text).chosen_if(&typed)).collect();
        let select =
            Select::new(words, name, words.say("web-account-ground"), choices).blank(words.say("web-account-ground-which"));
        Markup::of(&select.error(Problem::at(self.problems, name)))
    }
}

fn date(typed: &Typed) -> DateParts {
    let part = |part: &str| typed.get(&format!("until-{part}")).map(|text| text.trim().to_owned()).unwrap_or_default();
    DateParts { day: part("day"), month: part("month"), year: part("year") }
}

/// An act with its ground.
#[derive(Clone, Copy)]
enum Wanted {
    Lock(LockGround, Option<Instant>),
    Unlock,
    Cancel(CancelGround),
}

/// The act, or everything that is wrong with what was typed.
fn wanted(visit: &Visit, typed: &Typed) -> Result<Wanted, Vec<Problem>> {
    let words = &visit.words;
    let ground = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default().to_owned();
    let missing = |name: &str| vec![Problem::new(name, words.say("web-required-answer"))];
    match typed.get("act").and_then(|act| act.parse::<Act>().ok()) {
        Some(Act::Lock) => {
            let lock = ground("lock-ground").parse().map_err(|_| missing("lock-ground"))?;
            let until = date(typed).to_iso();
            let wrong = || vec![Problem::new("until", words.say("web-account-until-wrong"))];
            if until.is_empty() {
                return Ok(Wanted::Lock(lock, None));
            }
            let last: kernel::Date = until.parse().map_err(|_| wrong())?;
            let over = Instant::after_day(last);
            if over <= visit.platform.context.now() { Err(wrong()) } else { Ok(Wanted::Lock(lock, Some(over))) }
        }
        Some(Act::Unlock) => Ok(Wanted::Unlock),
        Some(Act::Cancel) => Ok(Wanted::Cancel(ground("cancel-ground").parse().map_err(|_| missing("cancel-ground"))?)),
        None => Err(missing("act")),
    }
}

pub(crate) async fn act(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>, Form(typed): Form<Typed>) -> Answer {
    let visit = visit.purpose(&why.purpose);
    let problems = match wanted(&visit, &typed) {
        Err(problems) => problems,
        Ok(wanted) => {
            let outcome = visit
                .write(move |tx, actor| {
                    staff(actor)?;
                    let account = accounts::account_life(tx, actor, id)?.ok_or_else(Failure::not_found)?.account.id;
                    match wanted {
                        Wanted::Lock(ground, until) => accounts::lock(tx, actor, account, ground, until)?,
                        Wanted::Unlock => accounts::unlock(tx, actor, account)?,
                        Wanted::Cancel(ground) => accounts::cancel(tx, actor, account, ground)?,
                    }
                    Ok::<_, Failure>(())
                })
                .await;
            match outcome {
                Ok(_) => return Ok(visit.go(&why.carry(routes::register_account(id)), Some(Done::AccountChanged))),
                Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                    vec![Problem::new("", halt.0.say(&visit.platform.words, visit.words.language()))]
                }
                Err(halt) => return Err(halt),
            }
        }
    };
    let (frame, opened) = opened(&visit, id).await?;
    Ok(visit.rejected(&build(&visit, &frame, &why, &opened, &typed, &problems)))
}
