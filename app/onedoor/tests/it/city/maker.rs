//! Makes people, households, accounts, offices and dossiers, as whoever does them in an office.

use super::{PASSWORD, Resident};
use access::{Actor, Grant, Role, Subject};
use accounts::{Device, Holder, ImportedAccount};
use dossiers::{SaveDraft, Submit, Submitted};
use gate::{Failure, Platform};
use kernel::name::PersonName;
use kernel::{AccountId, HouseholdId, Locale, PersonId, Sex, StaffId, UnitCode};
use register::{CreateHousehold, CreatePerson, Fields, Ground, Mover, Numbering, PersonFacts, Relation};
use serde_json::{Value, json};
use std::sync::Arc;
use store::Tx;

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().expect("a unit")
}

pub(super) fn grant(role: Role, code: &str) -> Grant {
    Grant::new(role, unit(code))
}

/// Makes things, as whoever does them in an office.
pub(crate) struct Maker {
    pub(super) platform: Arc<Platform>,
    system: Actor,
    ward: &'static str,
    since: &'static str,
}

impl Maker {
    /// In a ward whose households were formed on a day.
    pub(crate) fn new(platform: &Arc<Platform>, ward: &'static str, since: &'static str) -> Self {
        Self { platform: Arc::clone(platform), system: platform.system("test"), ward, since }
    }

    pub(super) fn does<T: Send + 'static, E: Into<Failure>>(
        &self,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> T {
        let done = self.platform.store.write_blocking(move |tx| work(tx).map_err(Into::into));
        done.unwrap_or_else(|failure: Failure| panic!("the city cannot be built: {failure:?}"))
    }

    pub(crate) fn born(&self, name: &str, sex: Sex, birth: &str) -> PersonId {
        let name = PersonName::parse(name).expect("a name");
        let facts = PersonFacts::new(name, sex, birth.parse().expect("a date"));
        let (actor, numbering) = (self.system.clone(), Numbering::Issue("001".to_owned()));
        let command = CreatePerson { facts, numbering, unit: unit(self.ward), ground: Ground::new("test") };
        self.does(move |tx| register::create_person(tx, &actor, &command))
    }

    pub(crate) fn household(&self, code: &str, members: &[(PersonId, Relation)]) -> HouseholdId {
        let members = members.iter().map(|(person, relation)| Mover { person: *person, relation: *relation }).collect();
        let command = CreateHousehold {
            unit: unit(code),
            address: "Số 1 Phố Mẫu".to_owned(),
            number: None,
            members,
            new_heads: Vec::new(),
            from: self.since.parse().expect("a date"),
            ground: Ground::new("test"),
        };
        let actor = self.system.clone();
        self.does(move |tx| register::create_household(tx, &actor, &command)).household.expect("it was formed")
    }

    pub(crate) fn number(&self, person: PersonId) -> kernel::personal_number::PersonalNumber {
        let actor = self.system.clone();
        let found = self.does(move |tx| register::person(tx, &actor, person, Fields::ALL));
        found.expect("there").facts.number.expect("a number")
    }

    pub(crate) fn account(&self, person: PersonId, name: &str, code: &str) -> Resident {
        let account: AccountId = self.system.new_id();
        let hash = self.platform.accounts.hash_password(PASSWORD, self.system.randomness()).expect("a hash");
        let imported = ImportedAccount {
            account,
            person,
            number: self.number(person),
            name: PersonName::parse(name).expect("a name"),
            level: 2,
            unit: unit(code),
            password_hash: Some(hash),
        };
        let actor = self.system.clone();
        self.does(move |tx| accounts::import_accounts(tx, &actor, std::slice::from_ref(&imported)));
        Resident { person, account }
    }

    pub(super) fn appointed(&self, login: &str, grants: Vec<Grant>) -> StaffId {
        let name = PersonName::parse("Trần Văn Cán").expect("a name");
        let command = accounts::Appoint { login: login.to_owned(), name, grants, locale: Locale::Vi };
        let actor = self.system.clone();
        self.does(move |tx| accounts::appoint(tx, &actor, &command)).staff
    }

    pub(crate) fn session(&self, holder: Holder, assurance: u8) -> accounts::NewSession {
        let actor = self.system.clone();
        self.does(move |tx| accounts::open_session(tx, &actor, holder, assurance, &Device::default()))
    }

    pub(super) fn citizen(&self, resident: Resident) -> Actor {
        let context = &self.platform.context;
        let subject = Subject::Citizen { account: resident.account, person: resident.person };
        context.actor(subject).level(2).assurance(2).last_step_up(context.now()).build()
    }

    /// A system of another agency that may ask in the whole city, with its key.
    pub(crate) fn client(&self) -> (kernel::ClientId, accounts::Secret) {
        let command = accounts::AddClient {
            name: "Tiếp đón".to_owned(),
            agency: "Bảo hiểm xã hội".to_owned(),
            unit: unit("01"),
            purposes: vec!["verify-identity".to_owned(), "answer-agency".to_owned()],
            a_minute: 20,
            a_day: 2_000,
        };
        let actor = self.system.clone();
        self.does(move |tx| accounts::add_client(tx, &actor, &command))
    }

    pub(super) fn officer(&self, staff: StaffId, grants: Vec<Grant>) -> Actor {
        let context = &self.platform.context;
        let builder = context.actor(Subject::Staff { staff }).roles(grants).assurance(2).last_step_up(context.now());
        builder.purpose("serve-dossier".parse().expect("a purpose")).build()
    }

    pub(super) fn files(&self, actor: &Actor, applicant: PersonId, service: &str, answers: Value) -> Submitted {
        let Value::Object(answers) = answers else { panic!("answers are an object") };
        let command =
            Submit { service: service.to_owned(), version: None, applicant, answers, key: None, draft: None, card: None };
        let (actor, services) = (actor.clone(), Arc::clone(&self.platform.services));
        self.does(move |tx| dossiers::submit(tx, &actor, &services, &command))
    }

    pub(super) fn draft(&self, actor: &Actor, applicant: PersonId) -> dossiers::DraftId {
        let Value::Object(answers) = confirmation() else { panic!("answers are an object") };
        let command = SaveDraft { draft: None, service: "residence-confirmation".to_owned(), applicant, answers, card: None };
        let (actor, services) = (actor.clone(), Arc::clone(&self.platform.services));
        self.does(move |tx| dossiers::save_draft(tx, &actor, &services, &command))
    }
}

/// What somebody fills in to have their residence confirmed.
pub(crate) fn confirmation() -> Value {
    json!({ "content": "residence", "purpose": "Nhập học cho con", "declared_true": true })
}
