//! What is open in a commune that ends goes to who takes over; what is closed stays, and is read there.

use crate::reform::{BA_DINH, LIEU_GIAI, NGOC_HA, OLD_NGOC_HA, TRUC_BACH, carry_out, people, plan, rehearse, summer};
use crate::world::{World, birth, date, facts, ground, number, on_both, unit};
use access::{Actor, Grant, Role};
use country::Pack;
use kernel::{PersonId, Sex, StaffId};
use register::numbers::{self, Run, RunId, RunKind};
use register::reform::{self, Open};
use register::{
    AskNumberReplacement, CardShown, Circumstance, Confirm, Corrected, DeclareAbsence, EnterLodging, LodgingFacts, LodgingId,
    LodgingKind, MakeNotice, NoticeAct, NoticeBox, NoticeFilter, NoticeId, NoticeKind, NoticeState, Relation, RequestFilter,
    RequestId, RequestState,
};
use std::sync::LazyLock;

static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::embedded().expect("the pack loads"));
const NUMBER: &str = "001090000123";

/// Somebody of the part of old Ngọc Hà that goes to the smaller successor.
fn resident(world: &World) -> PersonId {
    let mut known = facts("Trần Văn Minh", Sex::Male, "1990-04-12");
    known.number = Some(number(NUMBER));
    known.birth_registered_at = Some("01".to_owned());
    let person = world.create(&world.city(), known, OLD_NGOC_HA).expect("a person");
    world.household(OLD_NGOC_HA, "Số 30 Ngõ Dài", &[(person, Relation::Head)]);
    person
}

fn ask(world: &World, person: PersonId) -> RequestId {
    let actor = world.officer(OLD_NGOC_HA);
    let command = AskNumberReplacement {
        person,
        version: world.record(person).version,
        ground: "sex-redetermined".to_owned(),
        corrected: Some(Corrected::Sex(Sex::Female)),
        place: None,
        evidence: "Quyết định 12/QĐ-UBND".to_owned(),
        reason: None,
    };
    world
        .act(move |tx| register::ask_number_replacement(tx, &actor, PACK.number_grounds(), PACK.number_places(), &command))
        .expect("it is asked for")
}

fn tell(world: &World) -> NoticeId {
    let actor = world.officer(TRUC_BACH);
    let command = MakeNotice {
        card: CardShown { number: number(NUMBER), birth: birth("1990-04-12") },
        kind: NoticeKind::Contact,
        from: unit(TRUC_BACH),
        said: "Số điện thoại mới".to_owned(),
        happened_on: None,
        evidence: None,
    };
    world.act(move |tx| register::make_notice(tx, &actor, &PACK, &command)).expect("told")
}

fn go_away(world: &World, person: PersonId) {
    let actor = world.officer(OLD_NGOC_HA);
    let command = DeclareAbsence {
        person,
        circumstance: Circumstance::Ordinary,
        from: date("2025-03-06"),
        until: None,
        place: "Thành phố Mẫu".to_owned(),
        reason: "Đi làm".to_owned(),
        ground: ground(),
    };
    world.act(move |tx| register::declare_absence(tx, &actor, &command)).expect("declared");
}

fn hotel(world: &World) -> LodgingId {
    let actor = world.officer(LIEU_GIAI);
    let command = EnterLodging {
        unit: unit(LIEU_GIAI),
        address: "Số 8 Phố Nghỉ".to_owned(),
        facts: LodgingFacts { kind: LodgingKind::Hotel, name: "Khách sạn Mẫu".to_owned(), phone: None, rooms: 12 },
        owner: CardShown { number: number(NUMBER), birth: birth("1990-04-12") },
        manager: None,
        ground: ground(),
    };
    world.act(move |tx| register::enter_lodging(tx, &actor, &command)).expect("a house")
}

fn begin(world: &World, kind: RunKind, code: &str) -> RunId {
    let (actor, place) = (world.officer(code), unit(code));
    world.act(move |tx| numbers::begin(tx, &actor, kind, &place)).expect("begun")
}

fn finish(world: &World, id: RunId) -> Run {
    for _ in 0..20 {
        let run = numbers::advance(&world.store, &world.city(), PACK.number_places(), id).expect("it moves on");
        if run.finished_at.is_some() {
            return run;
        }
    }
    panic!("the run does not come to its end");
}

fn asked(world: &World, actor: &Actor, state: RequestState) -> Vec<RequestId> {
    let (actor, filter) = (actor.clone(), RequestFilter { state, kind: None, before: None, rows: 10 });
    let lines = world.act(move |tx| register::requests(tx, &actor, &filter)).expect("permitted");
    lines.into_iter().map(|line| line.request.id).collect()
}

fn told(world: &World, actor: &Actor, side: NoticeBox, state: NoticeState) -> Vec<NoticeId> {
    let (actor, filter) = (actor.clone(), NoticeFilter { side, state, overdue: false, after: None, rows: 10 });
    let lines = world.act(move |tx| register::notices(tx, &actor, &filter)).expect("permitted");
    lines.into_iter().map(|line| line.notice.id).collect()
}

fn redraw(world: &World) -> Open {
    summer(world);
    plan(world, &format!("{OLD_NGOC_HA},Ngõ Dài,{NGOC_HA}\n")).expect("a plan");
    let foretold = rehearse(world).open;
    carry_out(world, |_| world.is_sound());
    let actor = world.base.system();
    let report = world.store.read_blocking(|tx| reform::latest(tx, &actor)).expect("readable").expect("planned");
    assert_eq!(report.open, foretold, "what was rehearsed was done");
    foretold
}

#[test]
fn what_is_open_goes_to_who_takes_over_and_what_is_closed_stays() {
    on_both(|world| {
        people(&world);
        let person = resident(&world);
        let (request, settled, open) = (ask(&world, person), tell(&world), tell(&world));
        let officer = world.officer(OLD_NGOC_HA);
        world.act(move |tx| register::confirm_notice(tx, &officer, settled, &Confirm::default()).map(drop)).expect("taken over");
        go_away(&world, person);
        let house = hotel(&world);
        let moved = redraw(&world);
        assert_eq!(moved, Open { lodgings: 1, stays: 0, absences: 1, requests: 1, notices: 1, runs: 0 });

        // The part of the commune in which the person lives went to the smaller successor, and what is about them with it.
        let (here, there) = (world.officer(NGOC_HA), world.officer(BA_DINH));
        assert_eq!(asked(&world, &here, RequestState::Open), [request]);
        assert_eq!(told(&world, &here, NoticeBox::In, NoticeState::Open), [open]);
        assert_eq!(told(&world, &there, NoticeBox::Out, NoticeState::Open), [open], "its maker is in the other successor");
        assert_eq!(told(&world, &here, NoticeBox::In, NoticeState::Confirmed), [settled], "what is settled is read there");
        let actor = here.clone();
        let seen = world.act(move |tx| register::notice(tx, &actor, open)).expect("permitted").expect("there");
        assert_eq!(seen.steps.iter().map(|step| step.what).collect::<Vec<_>>(), [NoticeAct::Made, NoticeAct::Moved]);
        assert_eq!((seen.line.notice.to, seen.steps[1].office.clone()), (unit(NGOC_HA), Some(unit(OLD_NGOC_HA))));
        let actor = there;
        let seen = world.act(move |tx| register::notice(tx, &actor, settled)).expect("permitted").expect("there");
        assert_eq!((seen.line.notice.to, seen.line.notice.from), (unit(OLD_NGOC_HA), Some(unit(TRUC_BACH))));
        let actor = here.clone();
        let absences = world.act(move |tx| register::absences_of(tx, &actor, person, 10)).expect("permitted");
        assert_eq!(absences[0].unit, unit(NGOC_HA));
        let actor = here.clone();
        let lodging = world.act(move |tx| register::lodging(tx, &actor, house)).expect("permitted").expect("there");
        assert_eq!(lodging.unit, unit(NGOC_HA));

        // The second officer of the new commune decides.
        let second = world.base.staff(StaffId::from_raw(2), vec![Grant::new(Role::Register, unit(NGOC_HA))]);
        world.act(move |tx| register::approve_request(tx, &second, request, None)).expect("approved");
        assert_eq!(world.record(person).facts.sex, Sex::Female);
        let actor = here;
        world
            .act(move |tx| register::confirm_notice(tx, &actor, open, &Confirm::default()).map(drop))
            .expect("the new commune answers");
    });
}

#[test]
fn a_run_through_the_numbers_goes_on_under_the_new_map() {
    on_both(|world| {
        people(&world);
        let over = finish(&world, begin(&world, RunKind::DryRun, OLD_NGOC_HA));
        let (commune, district, city) = (
            begin(&world, RunKind::Issue, OLD_NGOC_HA),
            begin(&world, RunKind::DryRun, "01-001"),
            begin(&world, RunKind::Check, "01"),
        );
        let moved = redraw(&world);
        assert_eq!((moved.runs, moved.requests), (3, 0));
        let (here, id) = (world.officer(BA_DINH), over.id);
        let listed = world.act(move |tx| numbers::runs(tx, &here, 10)).expect("permitted");
        assert_eq!(
            listed.iter().map(|run| (run.id, run.unit.clone())).collect::<Vec<_>>(),
            [(commune, unit(BA_DINH)), (id, unit(OLD_NGOC_HA)),]
        );
        let here = world.officer(BA_DINH);
        assert!(world.act(move |tx| numbers::run(tx, &here, id)).expect("permitted").is_some(), "a report stays readable");
        let stranger = world.officer("01-00070");
        assert!(world.act(move |tx| numbers::run(tx, &stranger, id)).expect("permitted").is_none());
        // Three communes' people without a number live in the new one: who lacks the place of registration is counted once.
        let run = finish(&world, commune);
        assert_eq!((run.unit, run.looked_at, run.done, run.found), (unit(BA_DINH), 9, 0, 8));
        let actor = world.city();
        let run = world.act(move |tx| numbers::run(tx, &actor, district)).expect("permitted").expect("there");
        assert!(run.finished_at.is_some(), "nobody took the district over");
        assert_eq!(finish(&world, city).unit, unit("01"));
    });
}
