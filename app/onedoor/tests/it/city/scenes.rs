//! What lies on the desks of the city: dossiers on their way, requests, notices, guests, work that is done and work that fails.

use super::maker::{Maker, grant, unit};
use super::{ELSEWHERE, Resident, WARD};
use access::{Actor, Role};
use dossiers::{Decide, Forward, PaperForm, PaperOrder, PaperSeen, Printer, Receive, RequestSupplement, Verdict};
use kernel::{DossierId, ManualClock, PersonId, Sex};
use register::{
    CardShown, EnterLodging, Fields, Ground, GuestLine, Host, LodgingFacts, LodgingId, LodgingKind, NotifyStays, Relation, StayId,
};
use serde_json::json;
use std::sync::Arc;
use store::{Job, Tx};

/// Carries dossiers to where the addresses expect them.
pub(super) fn worked_on(maker: &Maker, clerk: &Actor, [received, supplement, processing, processed]: [DossierId; 4]) {
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

/// Somebody from another ward wants to live in this one; that takes two officers.
pub(super) fn settles(maker: &Maker, name: &str) -> DossierId {
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
pub(super) fn joins(maker: &Maker, owner: Resident) -> DossierId {
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

/// A house of the owner with one guest for the night.
pub(super) fn inn(maker: &Maker, clerk: &Actor, owner: Resident) -> (LodgingId, StayId) {
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

/// The clerk asks for another number for somebody, and has the ward's numbers checked.
pub(super) fn numbers(maker: &Maker, clerk: &Actor, person: PersonId) -> (register::RequestId, register::numbers::RunId) {
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

/// The register is reviewed; the clerk says of the second person's record that it is as the papers say.
pub(super) fn reviewed(maker: &Maker, clerk: &Actor, [open, refuted]: [PersonId; 2]) -> (quality::CaseId, quality::CaseId) {
    let platform = &maker.platform;
    let (system, actor) = (platform.system("test"), platform.system("test"));
    let run = maker.does(move |tx| quality::scan::begin(tx, &actor));
    let scan = || quality::scan::advance(&platform.store, &platform.cleansing, &system, run).expect("the run moves on");
    while scan().finished_at.is_none() {}
    let (actor, rules) = (clerk.clone(), Arc::clone(&platform.cleansing));
    maker.does(move |tx| {
        let [open, refuted] = [open, refuted].map(|person| {
            let found = quality::cases_about(tx, &actor, &[quality::Subject::Person(person)]).expect("permitted");
            found.into_iter().find(|line| line.case.rule == "facts-missing").expect("facts are missing").case.id
        });
        let proof = quality::Proof { evidence: quality::Evidence::Card, said: "CCCD".to_owned() };
        quality::refute(tx, &actor, &rules, refuted, quality::Ground::CannotBeKnown, &proof)?;
        Ok::<_, quality::Error>((open, refuted))
    })
}

/// The owner gets a photograph and a telephone number; the second is the change that the addresses undo.
pub(super) fn changed(maker: &Maker, clerk: &Actor, person: PersonId) -> register::ChangeId {
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

/// An officer elsewhere tells the ward something about the owner, whose card was shown.
pub(super) fn noticed(maker: &Maker, owner: Resident) -> register::NoticeId {
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

/// Does the jobs, among them one that nobody can do.
pub(super) fn work(maker: &Maker) -> i64 {
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
