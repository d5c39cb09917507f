//! A small city and its vocabulary: who lives where, who files, who decides.

use access::testing;
use access::{Actor, Grant, Role};
use country::Pack;
use dossiers::{
    AnswerSupplement, Answers, Catalogue, ConsentWord, Decide, Decline, Delivery, Dossier, DossierView, Error, Forward,
    GiveConsent, PaperForm, PaperSeen, Receive, RequestSupplement, ReturnResult, Submit, Submitted, Verdict, Withdraw,
};
use kernel::{DossierId, HouseholdId, Instant, PersonId, Sex, StaffId, UnitCode};
use register::{CreateHousehold, CreatePerson, Fields, Ground, Mover, Numbering, Person, PersonFacts, Relation};
use serde_json::{Value, json};
use std::sync::{Arc, LazyLock, Mutex};
use store::{Schema, Store, Tx};

/// Two wards of one district, and one of another, under three tiers.
pub(crate) const PHUC_XA: &str = "01-001-00001";
pub(crate) const TRUC_BACH: &str = "01-001-00004";
pub(crate) const HANG_BAI: &str = "01-002-00088";
/// A ward under two tiers, since 1 July 2025.
pub(crate) const BA_DINH: &str = "01-00004";

pub(crate) fn schemas() -> Vec<Schema> {
    vec![audit::schema(), places::schema(), register::schema(), notify::schema(), dossiers::schema()]
}

pub(crate) fn pack() -> &'static Pack {
    static PACK: LazyLock<Pack> =
        LazyLock::new(|| Pack::embedded().unwrap_or_else(|problems| panic!("{}", country::report(&problems))));
    &PACK
}

pub(crate) fn catalogue() -> Catalogue {
    Catalogue::from_pack(pack()).unwrap_or_else(|problems| panic!("{}", country::report(&problems)))
}

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().expect("a unit")
}

pub(crate) fn answers(value: Value) -> Answers {
    match value {
        Value::Object(answers) => answers,
        other => panic!("answers are an object, not {other}"),
    }
}

pub(crate) struct City {
    pub(crate) store: Store,
    pub(crate) base: testing::World,
    pub(crate) catalogue: Arc<Catalogue>,
}

pub(crate) fn on_both(body: impl Fn(City)) {
    store::testing::on_both_engines(&schemas(), |store| body(City::new(store)));
}

impl City {
    fn new(store: Store) -> Self {
        let city = Self { store, base: testing::World::new(), catalogue: Arc::new(catalogue()) };
        city.store.write_blocking(|tx| places::sync(tx, pack()).map(drop)).expect("the units are there");
        let (system, catalogue) = (city.base.system(), Arc::clone(&city.catalogue));
        city.act(move |tx| catalogue.install(tx, &system)).expect("the services are offered");
        city
    }

    /// Runs one command or query in a unit of work.
    pub(crate) fn act<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.store.write_blocking(work)
    }

    pub(crate) fn now(&self) -> Instant {
        self.base.context.now()
    }

    /// Moves the clock to a moment in Viet Nam.
    pub(crate) fn it_is(&self, moment: &str) {
        self.base.clock.set(Instant::from_vietnam(moment.parse().expect("a moment")));
    }

    pub(crate) fn citizen(&self, person: PersonId) -> Actor {
        self.base.citizen(person)
    }

    /// An officer with a number of their own and one or more roles in a unit.
    pub(crate) fn officer(&self, staff: i64, roles: &[Role], code: &str) -> Actor {
        let grants = roles.iter().map(|role| Grant::new(*role, unit(code))).collect();
        self.base.staff(StaffId::from_raw(staff), grants)
    }

    /// The one-stop officer of a commune, who also keeps its register.
    pub(crate) fn one_stop(&self, code: &str) -> Actor {
        self.officer(1, &[Role::Counter, Role::Register], code)
    }

    /// A person with an identity number, without a residence yet.
    pub(crate) fn born(&self, name: &str, sex: Sex, birth: &str) -> PersonId {
        let facts = PersonFacts::new(kernel::PersonName::parse(name).expect("a name"), sex, birth.parse().expect("a date"));
        let actor = self.base.system();
        let work = move |tx: &mut Tx<'_>| {
            let command = CreatePerson {
                facts: facts.clone(),
                numbering: Numbering::Issue("001".to_owned()),
                unit: unit(PHUC_XA),
                ground: Ground::new("test"),
            };
            register::create_person(tx, &actor, &command)
        };
        self.store.write_blocking(work).expect("a person")
    }

    /// A household at an address; the first member is its head.
    pub(crate) fn household(&self, code: &str, address: &str, members: &[(PersonId, Relation)]) -> HouseholdId {
        let members: Vec<Mover> =
            members.iter().map(|(person, relation)| Mover { person: *person, relation: *relation }).collect();
        let (actor, unit, address) = (self.base.system(), unit(code), address.to_owned());
        let work = move |tx: &mut Tx<'_>| {
            let command = CreateHousehold {
                unit: unit.clone(),
                address: address.clone(),
                number: None,
                members: members.clone(),
                new_heads: Vec::new(),
                from: "2020-01-01".parse().expect("a date"),
                ground: Ground::new("test"),
            };
            register::create_household(tx, &actor, &command)
        };
        self.store.write_blocking(work).expect("a household").household.expect("it was formed")
    }

    /// Somebody who lives alone in a ward.
    pub(crate) fn resident(&self, name: &str, code: &str) -> PersonId {
        let person = self.born(name, Sex::Female, "1999-01-15");
        self.household(code, "Số 1 Phố Mẫu", &[(person, Relation::Head)]);
        person
    }

    /// The record as the program itself sees it.
    pub(crate) fn record(&self, person: PersonId) -> Person {
        let actor = self.base.system();
        let found = self.store.write_blocking(move |tx| register::person(tx, &actor, person, Fields::ALL));
        found.expect("permitted").expect("there")
    }

    /// The card of somebody who was born on a day.
    pub(crate) fn card_of(&self, person: PersonId) -> register::CardShown {
        let facts = self.record(person).facts;
        register::CardShown { number: facts.number.expect("a number"), birth: facts.birth }
    }

    pub(crate) fn number_of(&self, person: PersonId) -> String {
        self.record(person).facts.number.expect("a number").as_str().to_owned()
    }

    pub(crate) fn sends(&self, actor: &Actor, command: Submit) -> Result<Submitted, Error> {
        let (actor, catalogue) = (actor.clone(), Arc::clone(&self.catalogue));
        self.act(move |tx| dossiers::submit(tx, &actor, &catalogue, &command))
    }

    /// A citizen files online.
    pub(crate) fn files(&self, person: PersonId, service: &str, sent: Value) -> Result<Submitted, Error> {
        self.sends(&self.citizen(person), filing(person, service, sent))
    }

    pub(crate) fn receives(&self, actor: &Actor, dossier: DossierId, papers: &[&str]) -> Result<Dossier, Error> {
        let papers =
            papers.iter().map(|paper| PaperSeen { paper: (*paper).to_owned(), form: PaperForm::Original, copies: 1 }).collect();
        let command = Receive { dossier, papers };
        self.does(actor, move |tx, actor, catalogue| dossiers::receive(tx, actor, catalogue, &command))
    }

    pub(crate) fn declines(&self, actor: &Actor, dossier: DossierId, reason: &str) -> Result<Dossier, Error> {
        let command = Decline { dossier, reason: reason.to_owned() };
        self.does(actor, move |tx, actor, catalogue| dossiers::decline(tx, actor, catalogue, &command))
    }

    pub(crate) fn asks(&self, actor: &Actor, dossier: DossierId, defects: &[&str]) -> Result<Dossier, Error> {
        let defects = defects.iter().map(|defect| (*defect).to_owned()).collect();
        let command = RequestSupplement { dossier, defects, reason: "Hồ sơ chưa đủ".to_owned() };
        self.does(actor, move |tx, actor, catalogue| dossiers::request_supplement(tx, actor, catalogue, &command))
    }

    pub(crate) fn supplies(&self, actor: &Actor, dossier: DossierId, sent: Value) -> Result<Dossier, Error> {
        let command = AnswerSupplement { dossier, answers: answers(sent), note: String::new() };
        self.does(actor, move |tx, actor, catalogue| dossiers::answer_supplement(tx, actor, catalogue, &command))
    }

    pub(crate) fn says(&self, actor: &Actor, dossier: DossierId, word: ConsentWord, evidence: &str) -> Result<Dossier, Error> {
        let command = GiveConsent { dossier, word, evidence: evidence.to_owned() };
        self.does(actor, move |tx, actor, catalogue| dossiers::give_consent(tx, actor, catalogue, &command))
    }

    pub(crate) fn forwards(&self, actor: &Actor, dossier: DossierId) -> Result<Dossier, Error> {
        let command = Forward { dossier, opinion: "Đủ điều kiện".to_owned() };
        self.does(actor, move |tx, actor, catalogue| dossiers::forward(tx, actor, catalogue, &command))
    }

    pub(crate) fn grants(&self, actor: &Actor, dossier: DossierId) -> Result<Dossier, Error> {
        self.decides(actor, Decide { dossier, verdict: Verdict::Grant, new_heads: Vec::new() })
    }

    pub(crate) fn refuses(&self, actor: &Actor, dossier: DossierId, reason: &str) -> Result<Dossier, Error> {
        self.decides(actor, Decide { dossier, verdict: Verdict::Refuse { reason: reason.to_owned() }, new_heads: Vec::new() })
    }

    pub(crate) fn decides(&self, actor: &Actor, command: Decide) -> Result<Dossier, Error> {
        self.does(actor, move |tx, actor, catalogue| dossiers::decide(tx, actor, catalogue, &command))
    }

    pub(crate) fn returns(&self, actor: &Actor, dossier: DossierId) -> Result<Dossier, Error> {
        let command = ReturnResult { dossier, delivery: Delivery::Online };
        self.does(actor, move |tx, actor, catalogue| dossiers::return_result(tx, actor, catalogue, &command))
    }

    pub(crate) fn withdraws(&self, actor: &Actor, dossier: DossierId) -> Result<Dossier, Error> {
        let command = Withdraw { dossier, reason: String::new() };
        self.does(actor, move |tx, actor, catalogue| dossiers::withdraw(tx, actor, catalogue, &command))
    }

    pub(crate) fn opens(&self, actor: &Actor, dossier: DossierId) -> Result<DossierView, Error> {
        self.does(actor, move |tx, actor, catalogue| dossiers::dossier(tx, actor, catalogue, dossier))
    }

    pub(crate) fn does<T: Send + 'static>(
        &self,
        actor: &Actor,
        mut work: impl FnMut(&mut Tx<'_>, &Actor, &Catalogue) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (actor, catalogue) = (actor.clone(), Arc::clone(&self.catalogue));
        self.act(move |tx| work(tx, &actor, &catalogue))
    }

    /// The names of a citizen's messages, the latest first.
    pub(crate) fn inbox(&self, person: PersonId) -> Vec<String> {
        let actor = self.citizen(person);
        let items = self.store.read_blocking(|tx| notify::inbox(tx, &actor, None, 50)).expect("an inbox");
        items.into_iter().map(|item| item.name).collect()
    }

    /// Every event so far, of which there must be so many.
    ///
    /// PostgreSQL holds events back while older transactions run anywhere in the cluster, such as those of other tests.
    pub(crate) fn events(&self, count: usize) -> Vec<dossiers::DossierEvent> {
        let seen = Arc::new(Mutex::new(Vec::new()));
        for _ in 0..600 {
            let into = Arc::clone(&seen);
            let read = store::outbox::consume::<store::Error>(&self.store, "test", 1_000, move |_, events| {
                let mine = events.iter().filter(|event| event.topic.starts_with("dossiers."));
                into.lock().unwrap().extend(mine.map(|event| event.payload.clone()));
                Ok(())
            });
            read.expect("the outbox is read");
            if seen.lock().unwrap().len() >= count {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let payloads = std::mem::take(&mut *seen.lock().unwrap());
        payloads.iter().map(|payload| serde_json::from_str(payload).expect("an event of dossiers")).collect()
    }
}

/// A citizen's submission of a service, without a key.
pub(crate) fn filing(applicant: PersonId, service: &str, sent: Value) -> Submit {
    Submit { service: service.to_owned(), version: None, applicant, answers: answers(sent), key: None, draft: None, card: None }
}

/// What somebody fills in to stay in a ward for a time.
pub(crate) fn stay_in(code: &str) -> Value {
    json!({
        "target_unit": code,
        "target_address": "Số 12 Ngõ Ví Dụ",
        "dwelling": "rented",
        "owner_name": "Trần Văn Chủ",
        "from_date": "2025-03-10",
        "until_date": "2026-03-10",
        "phone": "0912345678",
        "declared_true": true
    })
}

/// What somebody fills in to have their residence confirmed.
pub(crate) fn confirm() -> Value {
    json!({ "content": "household", "purpose": "Nhập học cho con", "declared_true": true })
}
