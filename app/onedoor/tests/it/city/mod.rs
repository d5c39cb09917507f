//! A small city in which every desk has something to do: one ward with its officers, a household, dossiers in every
//! state, a printed paper, a sealed log.

mod maker;
mod scenes;

pub(crate) use maker::{Maker, confirmation};

use access::{Actor, Grant, Role};
use accounts::{Holder, PasswordCost};
use dossiers::Submitted;
use gate::{Failure, Platform, Settings};
use kernel::{AccountId, DossierId, HouseholdId, Instant, ManualClock, PersonId, SeededRandom, Sex, StaffId};
use maker::grant;
use register::{LodgingId, Relation, StayId};
use scenes::{changed, inn, joins, noticed, numbers, reviewed, settles, work, worked_on};
use std::sync::Arc;
use store::Store;
use store::testing::TestDatabase;

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
    /// What the review found about the owner, which nobody has taken.
    pub(crate) case: quality::CaseId,
    /// What it found about the child, which the clerk calls no error.
    pub(crate) refuted: quality::CaseId,
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
        cleansing: Arc::clone(&platform.cleansing),
        papers: Arc::clone(&platform.papers),
        context: platform.context.clone(),
        settings: platform.settings.clone(),
        brakes: gate::Brakes::default(),
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
    let (case, refuted) = reviewed(&maker, &clerk, [owner.person, child]);
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
        case,
        refuted,
        client,
    }
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
