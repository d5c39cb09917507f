//! A small city in which every desk has something to do: one ward with its officers, a household, dossiers in every
//! state, a printed paper, a sealed log.

use access::{Actor, Grant, Role, Subject};
use accounts::{Device, Holder, ImportedAccount, PasswordCost};
use dossiers::{
    Decide, Forward, PaperForm, PaperOrder, PaperSeen, Printer, Receive, RequestSupplement, SaveDraft, Submit, Submitted, Verdict,
};
use gate::{Failure, Platform, Settings};
use kernel::name::PersonName;
use kernel::{AccountId, DossierId, HouseholdId, Instant, Locale, ManualClock, PersonId, SeededRandom, Sex, StaffId, UnitCode};
use register::{
    CardShown, CreateHousehold, CreatePerson, EnterLodging, Fields, Ground, GuestLine, Host, LodgingFacts, LodgingId,
    LodgingKind, Mover, NotifyStays, Numbering, PersonFacts, Relation, StayId,
};
use serde_json::{Value, json};
use std::sync::Arc;
use store::testing::TestDatabase;
use store::{Job, Store, Tx};

/// The ward where it happens, and one in another district.
pub(crate) const WARD: &str = "01-001-00001";
/// The district of the ward, whose leader takes the second step.
const DISTRICT: &str = "01-001";
pub(crate) const ELSEWHERE: &str = "01-002-00088";
/// Where the proxy stands that the program believes.
pub(crate) const PROXY: &str = "10.0.0.0/8";
pub(crate) const PASSWORD: &str = "mot-cua-mot-lan";

/// Thursday 6 March 2025, 09:00 in Viet Nam.
const MORNING: &str = "2025-03-06T09:00";

/// Whose eyes a request is sent with. The order is that of the columns.
pub(crate) const ROLES: &[&str] = &[
    "public",
    "owner",
    "citizen",
    "counter",
    "elsewhere",
    "register",
    "approver",
    "steering",
    "admin",
    "auditor",
    "weak",
    "ward",
];

/// A citizen with an account.
#[derive(Clone, Copy)]
pub(crate) struct Resident {
    pub(crate) person: PersonId,
    pub(crate) account: AccountId,
}

/// The city, and what stands in its addresses.
pub(crate) struct City {
    pub(crate) platform: Arc<Platform>,
    /// The session of every role; none for the public.
    pub(crate) tokens: Vec<Option<String>>,
    pub(crate) owner: Resident,
    pub(crate) owner_number: String,
    pub(crate) child: PersonId,
    pub(crate) household: HouseholdId,
    /// A house in the ward that the owner keeps, and a guest there.
    pub(crate) lodging: LodgingId,
    pub(crate) stay: StayId,
    /// Dossiers of the owner by where they stand.
    pub(crate) filed: Submitted,
    pub(crate) supplement: DossierId,
    pub(crate) processed: DossierId,
    /// Dossiers of others who want to live in the ward.
    pub(crate) received: DossierId,
    pub(crate) processing: DossierId,
    /// A daughter who wants to move in with the owner.
    pub(crate) consent: DossierId,
    pub(crate) draft: dossiers::DraftId,
    pub(crate) counter_draft: dossiers::DraftId,
    pub(crate) message: notify::MessageId,
    pub(crate) paper: kernel::PaperId,
    pub(crate) paper_code: String,
    /// A second session of the owner.
    pub(crate) session: kernel::SessionId,
    pub(crate) staff: StaffId,
    pub(crate) dead_job: i64,
    /// An entry of the log that concerns the owner.
    pub(crate) entry: i64,
    /// A request of the clerk to a second officer, about the child's number.
    pub(crate) request: register::RequestId,
    /// The last change of the owner's record, which can be undone.
    pub(crate) change: register::ChangeId,
    /// A run through the ward's numbers that is over.
    pub(crate) number_run: register::numbers::RunId,
    /// A notice to the ward about the owner, made elsewhere.
    pub(crate) notice: register::NoticeId,
    /// A system of another agency.
    pub(crate) client: kernel::ClientId,
}

/// The program over a database, on a morning of its own.
pub(crate) fn platform(store: Store) -> Arc<Platform> {
    platform_at(store, Instant::from_vietnam(MORNING.parse().expect("a moment")))
}

/// The program over a database, at a moment.
pub(crate) fn platform_at(store: Store, now: Instant) -> Arc<Platform> {
    let pack = country::Pack::embedded().unwrap_or_else(|problems| panic!("{}", country::report(&problems)));
    let proxies = gate::Proxies::new(vec![PROXY.parse().expect("a range")]);
    let settings = Settings { public_url: "http://localhost:8080".to_owned(), demo: false, demo_logins: Vec::new(), proxies };
    let clock = Arc::new(ManualClock::new(now));
    let edge =
        onedoor::Edge { clock, random: Arc::new(SeededRandom::new(11)), node: 0, papers_key: [1; 32], accounts_key: [2; 32] };
    let mut platform = onedoor::assemble(store, Arc::new(pack), settings, edge).expect("the program is put together");
    let accounts = accounts::Accounts::new(&platform.settings.public_url, &[2; 32]).expect("an address");
    platform.accounts = Arc::new(accounts.with_password_cost(PasswordCost::CHEAP));
    Arc::new(platform)
}

/// The same program over another database.
pub(crate) fn over(platform: &Platform, store: Store) -> Arc<Platform> {
    Arc::new(Platform {
        store,
        pack: Arc::clone(&platform.pack),
        words: Arc::clone(&platform.words),
        places: Arc::clone(&platform.places),
        services: Arc::clone(&platform.services),
        accounts: Arc::clone(&platform.accounts),
        papers: Arc::clone(&platform.papers),
        context: platform.context.clone(),
        settings: platform.settings.clone(),
        brakes: gate::Brakes::default(),
    })
}

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().expect("a unit")
}

fn grant(role: Role, code: &str) -> Grant {
    Grant::new(role, unit(code))
}

/// Makes things, as whoever does them in an office.
pub(crate) struct Maker {
    platform: Arc<Platform>,
    system: Actor,
    ward: &'static str,
    since: &'static str,
}

impl Maker {
    /// In a ward whose households were formed on a day.
    pub(crate) fn new(platform: &Arc<Platform>, ward: &'static str, since: &'static str) -> Self {
        Self { platform: Arc::clone(platform), system: platform.system("test"), ward, since }
    }

    fn does<T: Send + 'static, E: Into<Failure>>(&self, mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> T {
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

    fn appointed(&self, login: &str, grants: Vec<Grant>) -> StaffId {
        let name = PersonName::parse("Trần Văn Cán").expect("a name");
        let command = accounts::Appoint { login: login.to_owned(), name, grants, locale: Locale::Vi };
        let actor = self.system.clone();
        self.does(move |tx| accounts::appoint(tx, &actor, &command)).staff
    }

    pub(crate) fn session(&self, holder: Holder, assurance: u8) -> accounts::NewSession {
        let actor = self.system.clone();
        self.does(move |tx| accounts::open_session(tx, &actor, holder, assurance, &Device::default()))
    }

    fn citizen(&self, resident: Resident) -> Actor {
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

    fn officer(&self, staff: StaffId, grants: Vec<Grant>) -> Actor {
        let context = &self.platform.context;
        let builder = context.actor(Subject::Staff { staff }).roles(grants).assurance(2).last_step_up(context.now());
        builder.purpose("serve-dossier".parse().expect("a purpose")).build()
    }

    fn files(&self, actor: &Actor, applicant: PersonId, service: &str, answers: Value) -> Submitted {
        let Value::Object(answers) = answers else { panic!("answers are an object") };
        let command =
            Submit { service: service.to_owned(), version: None, applicant, answers, key: None, draft: None, card: None };
        let (actor, services) = (actor.clone(), Arc::clone(&self.platform.services));
        self.does(move |tx| dossiers::submit(tx, &actor, &services, &command))
    }

    fn draft(&self, actor: &Actor, applicant: PersonId) -> dossiers::DraftId {
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

/// Prints as the program does, in the name of an office without a history.
fn printer() -> Printer {
    Arc::new(|tx: &mut Tx<'_>, actor: &Actor, order: &PaperOrder| {
        let agency =
            papers::Agency {
                superior: None, name: "UBND Phường Mẫu".to_owned(), desk: None, place: "Phường Mẫu".to_owned()
            };
        let paper = papers::NewPaper {
            kind: order.template.parse().map_err(|_| "no such kind".to_owned())?,
            body: order.body.clone(),
            agency,
            unit: order.unit.clone(),
            dossier: Some(order.dossier),
            person: Some(order.person),
            holder: order.holder.clone(),
        };
        papers::request(tx, actor, &paper).map_err(|error| error.to_string())
    })
}

/// Builds the city and closes its database.
pub(crate) fn build(database: &TestDatabase) -> City {
    let platform = platform(database.open(&onedoor::schemas()));
    let maker = Maker::new(&platform, WARD, "2020-01-01");
    let (owner, child, household, stranger) = people(&maker);
    let (tokens, clerk) = offices(&maker, owner, stranger);
    let owners = maker.citizen(owner);
    let file = || maker.files(&owners, owner.person, "residence-confirmation", confirmation());
    let [filed, supplement, processed] = std::array::from_fn(|_| file());
    let [received, processing] = ["Phạm Thị Dời", "Phạm Thị Đến"].map(|name| settles(&maker, name));
    worked_on(&maker, &clerk, [received, supplement.id, processing, processed.id]);
    let consent = joins(&maker, owner);
    let draft = maker.draft(&owners, owner.person);
    let counter_draft = maker.draft(&clerk, owner.person);
    let dead_job = work(&maker);
    let (request, number_run) = numbers(&maker, &clerk, child);
    let change = changed(&maker, &clerk, owner.person);
    let notice = noticed(&maker, owner);
    let client = maker.client().0;
    let session = maker.session(Holder::Citizen(owner.account), 2).session;
    let (lodging, stay) = inn(&maker, &clerk, owner);
    let (message, paper, entry) = platform
        .store
        .read_blocking(|tx| -> Result<_, Failure> {
            let message = notify::inbox(tx, &owners, None, 1)?.first().expect("a message").id;
            let paper = papers::of_dossier(tx, &owners, processed.id)?.into_iter().next().expect("a paper");
            let entry = audit::of_person(tx, owner.person, None, 1)?.first().expect("an entry").seq;
            Ok((message, paper, entry))
        })
        .unwrap_or_else(|failure| panic!("{failure:?}"));
    assert!(paper.issued_at.is_some(), "the paper is printed");
    seal_up_to(&platform, entry);
    let staff = clerk.staff().expect("an official");
    let owner_number = maker.number(owner.person).as_str().to_owned();
    platform.store.close();
    City {
        platform,
        tokens,
        owner,
        owner_number,
        child,
        household,
        lodging,
        stay,
        filed,
        received,
        supplement: supplement.id,
        processing,
        processed: processed.id,
        consent,
        draft,
        counter_draft,
        message,
        paper: paper.id,
        paper_code: paper.code,
        session,
        staff,
        dead_job,
        entry,
        request,
        change,
        number_run,
        notice,
        client,
    }
}

/// An officer elsewhere tells the ward something about the owner, whose card was shown.
fn noticed(maker: &Maker, owner: Resident) -> register::NoticeId {
    let grants = vec![grant(Role::Register, ELSEWHERE)];
    let officer = maker.officer(maker.appointed("noticer", grants.clone()), grants);
    let command = register::MakeNotice {
        card: register::CardShown { number: maker.number(owner.person), birth: "1970-01-15".parse().expect("a date") },
        kind: register::NoticeKind::Contact,
        from: unit(ELSEWHERE),
        said: "Số điện thoại mới".to_owned(),
        happened_on: None,
        evidence: None,
    };
    let pack = Arc::clone(&maker.platform.pack);
    maker.does(move |tx| register::make_notice(tx, &officer, &pack, &command))
}

/// The clerk asks for another number for somebody, and has the ward's numbers checked.
fn numbers(maker: &Maker, clerk: &Actor, person: PersonId) -> (register::RequestId, register::numbers::RunId) {
    use register::numbers::{RunKind, advance, begin};
    let (actor, pack) = (clerk.clone(), Arc::clone(&maker.platform.pack));
    let request = maker.does(move |tx| {
        let version = register::person(tx, &actor, person, Fields::IDENTITY)?.expect("there").version;
        let command = register::AskNumberReplacement {
            person,
            version,
            ground: "issued-wrongly".to_owned(),
            corrected: None,
            place: None,
            evidence: "Quyết định 12".to_owned(),
            reason: None,
        };
        register::ask_number_replacement(tx, &actor, pack.number_grounds(), pack.number_places(), &command)
    });
    let actor = clerk.clone();
    let run = maker.does(move |tx| begin(tx, &actor, RunKind::Check, &unit(WARD)));
    advance(&maker.platform.store, clerk, maker.platform.pack.number_places(), run).expect("the run moves on");
    (request, run)
}

/// The owner gets a photograph and a telephone number; the second is the change that the addresses undo.
fn changed(maker: &Maker, clerk: &Actor, person: PersonId) -> register::ChangeId {
    let mut content = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x2c\0\0\x01\x90\x08\x02\0\0\0".to_vec();
    content.extend([0; 64]);
    let (actor, ground) = (clerk.clone(), Ground::new("law-26-2023-art-10").proven_by("Biên bản 3"));
    maker.does(move |tx| {
        let photo = register::SetPhoto { person, content: content.clone(), ground: ground.clone() };
        register::set_photo(tx, &actor, &photo)?;
        let facts = vec![register::Fact::Phone(Some("0900000009".to_owned()))];
        register::correct_person(tx, &actor, &register::CorrectPerson { person, version: None, facts, ground: ground.clone() })
    })
}

/// Seals the log until it covers an entry: on PostgreSQL older transactions of other tests keep entries back for a while.
fn seal_up_to(platform: &Platform, entry: i64) {
    let signer = audit::Signer::from_seed(&[3; 32]).expect("a key");
    for _ in 0..600 {
        audit::seal(&platform.store, &signer, platform.context.now()).expect("sealed");
        if platform.store.read_blocking(|tx| audit::inclusion_proof(tx, entry)).is_ok() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("entry {entry} was not sealed within half a minute");
}

/// Carries dossiers to where the addresses expect them.
fn worked_on(maker: &Maker, clerk: &Actor, [received, supplement, processing, processed]: [DossierId; 4]) {
    let services = &maker.platform.services;
    for dossier in [received, processing, processed] {
        let (actor, services) = (clerk.clone(), Arc::clone(services));
        let dwelling = PaperSeen { paper: "dwelling".to_owned(), form: PaperForm::Original, copies: 1 };
        let papers = if dossier == processed { Vec::new() } else { vec![dwelling] };
        let command = Receive { dossier, papers };
        maker.does(move |tx| dossiers::receive(tx, &actor, &services, &command));
    }
    let (actor, shared) = (clerk.clone(), Arc::clone(services));
    maker.does(move |tx| {
        let (defects, reason) = (vec!["Thiếu giấy tờ".to_owned()], String::new());
        dossiers::request_supplement(tx, &actor, &shared, &RequestSupplement { dossier: supplement, defects, reason })?;
        dossiers::forward(tx, &actor, &shared, &Forward { dossier: processing, opinion: "Đủ điều kiện".to_owned() })?;
        dossiers::decide(tx, &actor, &shared, &Decide { dossier: processed, verdict: Verdict::Grant, new_heads: Vec::new() })
    });
}

fn people(maker: &Maker) -> (Resident, PersonId, HouseholdId, Resident) {
    let owner = maker.born("Nguyễn Thị Chủ", Sex::Female, "1970-01-15");
    let child = maker.born("Trần Minh Con", Sex::Male, "1995-06-01");
    let household = maker.household(WARD, &[(owner, Relation::Head), (child, Relation::Child)]);
    let stranger = maker.born("Lê Văn Khác", Sex::Male, "1988-03-03");
    maker.household(ELSEWHERE, &[(stranger, Relation::Head)]);
    let owner = maker.account(owner, "Nguyễn Thị Chủ", WARD);
    let stranger = maker.account(stranger, "Lê Văn Khác", ELSEWHERE);
    (owner, child, household, stranger)
}

/// A house of the owner with one guest for the night.
fn inn(maker: &Maker, clerk: &Actor, owner: Resident) -> (LodgingId, StayId) {
    let birth = "1970-01-15".parse().expect("a date");
    let card = CardShown { number: maker.number(owner.person), birth };
    let rules = maker.platform.residence_rules().unwrap_or_else(|failure| panic!("{failure:?}"));
    let clerk = clerk.clone();
    maker.does(move |tx| {
        let facts = LodgingFacts { kind: LodgingKind::Hotel, name: "Khách sạn Mẫu".to_owned(), phone: None, rooms: 9 };
        let house = EnterLodging {
            unit: unit(WARD),
            address: "Số 7 phố Mẫu".to_owned(),
            facts,
            owner: card,
            manager: None,
            ground: Ground::new("law-68-2020-art-30"),
        };
        let lodging = register::enter_lodging(tx, &clerk, &house)?;
        let guest = GuestLine {
            line: 1,
            name: "Phạm Văn Khách".to_owned(),
            number: "001090000011".to_owned(),
            birth: "1990".to_owned(),
            ..GuestLine::default()
        };
        let host = Host::Lodging(lodging);
        let notified = register::notify_stays(tx, &clerk, &NotifyStays { host, guests: vec![guest], key: None, rules })?;
        Ok::<_, register::Error>((lodging, notified.accepted[0]))
    })
}

/// A session for every role, and the clerk who has worked on the dossiers so far.
fn offices(maker: &Maker, owner: Resident, stranger: Resident) -> (Vec<Option<String>>, Actor) {
    let session = |holder, assurance| Some(maker.session(holder, assurance).token.to_text());
    let mut tokens = vec![None, session(Holder::Citizen(owner.account), 2), session(Holder::Citizen(stranger.account), 2)];
    let offices: [(&str, Vec<Grant>, u8); 9] = [
        ("counter", vec![grant(Role::Counter, WARD)], 2),
        (
            "elsewhere",
            vec![grant(Role::Counter, ELSEWHERE), grant(Role::Register, ELSEWHERE), grant(Role::Approver, ELSEWHERE)],
            2,
        ),
        ("register", vec![grant(Role::Register, WARD)], 2),
        ("approver", vec![grant(Role::Approver, DISTRICT)], 2),
        ("steering", vec![grant(Role::Steering, "01")], 2),
        ("admin", vec![grant(Role::Admin, "01")], 2),
        ("auditor", vec![grant(Role::Auditor, "01")], 2),
        // Every role at once, but signed in with a password only.
        ("weak", Role::ALL.iter().map(|role| grant(*role, "01")).collect(), 1),
        // Keeps the staff of another ward and nothing else.
        ("ward", vec![grant(Role::Admin, ELSEWHERE)], 2),
    ];
    for (login, grants, assurance) in offices {
        let staff = maker.appointed(login, grants);
        tokens.push(session(Holder::Staff(staff), assurance));
    }
    assert_eq!(tokens.len(), ROLES.len());
    let grants = vec![grant(Role::Counter, WARD), grant(Role::Register, WARD)];
    let clerk = maker.appointed("clerk", grants.clone());
    (tokens, maker.officer(clerk, grants))
}

/// Somebody from another ward wants to live in this one; that takes two officers.
fn settles(maker: &Maker, name: &str) -> DossierId {
    let applicant = maker.born(name, Sex::Female, "1996-04-04");
    maker.household(ELSEWHERE, &[(applicant, Relation::Head)]);
    let applicant = maker.account(applicant, name, ELSEWHERE);
    let answers = json!({
        "joining": "new",
        "dwelling": "own",
        "target_unit": WARD,
        "target_address": format!("Số 9 Phố {name}"),
        "declared_true": true,
    });
    maker.files(&maker.citizen(applicant), applicant.person, "permanent-residence", answers).id
}

/// Somebody from another ward asks to move in with the owner.
fn joins(maker: &Maker, owner: Resident) -> DossierId {
    let applicant = maker.born("Nguyễn Thị Dâu", Sex::Female, "1996-04-04");
    maker.household(ELSEWHERE, &[(applicant, Relation::Head)]);
    let applicant = maker.account(applicant, "Nguyễn Thị Dâu", ELSEWHERE);
    let answers = json!({
        "joining": "existing",
        "head_number": maker.number(owner.person).as_str(),
        "head_name": "Nguyễn Thị Chủ",
        "relation": "child",
        "target_unit": WARD,
        "target_address": "Số 1 Phố Mẫu",
        "declared_true": true,
    });
    maker.files(&maker.citizen(applicant), applicant.person, "permanent-residence", answers).id
}

/// Does the jobs, among them one that nobody can do.
fn work(maker: &Maker) -> i64 {
    let (platform, now) = (&maker.platform, maker.platform.context.now());
    maker.does(move |tx| tx.enqueue(&Job::new("test.impossible", &())?, now));
    let clock: Arc<dyn kernel::Clock> = Arc::new(ManualClock::new(now.plus_minutes(1)));
    let runner = store::jobs::Runner::new(platform.store.clone(), clock)
        .handler("test.impossible", Arc::new(|_, _| Err(store::jobs::give_up("it cannot be done"))))
        .handler(papers::RENDER, Arc::clone(&platform.papers).handler())
        .handler(notify::MAIL, Arc::new(|_, _| Ok(())))
        .handler(
            dossiers::PAPER,
            dossiers::paper_handler(
                Arc::clone(&platform.services),
                Arc::clone(&platform.words),
                platform.context.clone(),
                printer(),
            ),
        );
    while runner.run_due().expect("jobs are read") > 0 {}
    let dead = platform.store.read_blocking(|tx| store::jobs::list(tx, true, 0, 10)).expect("jobs are read");
    assert_eq!(dead.iter().map(|job| job.kind.as_str()).collect::<Vec<_>>(), ["test.impossible"]);
    dead[0].seq
}
