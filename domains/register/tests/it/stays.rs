//! Guests for the night: who notifies them, when it is too late, who sees them.

use crate::world::{HANG_BAI, PHUC_XA, World, date, facts, ground, number, on_both, rules, unit};
use access::{Actor, Denied};
use kernel::Sex::{Female, Male};
use kernel::{Instant, PersonId};
use register::Relation::Head;
use register::{
    CardShown, ChangeLodging, EndStays, EnterLodging, Error, GuestField, GuestLine, GuestProblem, GuestReason, Host,
    LodgingFacts, LodgingId, LodgingKind, LodgingState, NewManager, NotifyStays, Page, ReverseChange, StayEnd, StayState,
    StaysFound, StaysNotified, StaysOn,
};

const KEEPER: &str = "001190000017";
const GUEST: &str = "001090012345";

struct House {
    keeper: PersonId,
    guest: PersonId,
    lodging: LodgingId,
}

fn person(world: &World, name: &str, digits: &str, sex: kernel::Sex, birth: &str) -> PersonId {
    let mut known = facts(name, sex, birth);
    known.number = Some(number(digits));
    world.create(&world.city(), known, PHUC_XA).expect("a person")
}

fn card(digits: &str, birth: &str) -> CardShown {
    CardShown { number: number(digits), birth: birth.parse().expect("a birth date") }
}

fn hotel(world: &World) -> House {
    let keeper = person(world, "Lê Thị Chủ", KEEPER, Female, "1990-05-17");
    let guest = person(world, "Trần Văn Khách", GUEST, Male, "1990-02-01");
    let actor = world.officer(HANG_BAI);
    let lodging = world
        .act(move |tx| {
            let command = EnterLodging {
                unit: unit(HANG_BAI),
                address: "Số 8 phố Mẫu".to_owned(),
                facts: LodgingFacts { kind: LodgingKind::Hotel, name: "Khách sạn Mẫu".to_owned(), phone: None, rooms: 12 },
                owner: card(KEEPER, "1990-05-17"),
                manager: None,
                ground: ground(),
            };
            register::enter_lodging(tx, &actor, &command)
        })
        .expect("a house");
    House { keeper, guest, lodging }
}

fn line(at: u32, name: &str, digits: &str, birth: &str) -> GuestLine {
    GuestLine { line: at, name: name.to_owned(), number: digits.to_owned(), birth: birth.to_owned(), ..GuestLine::default() }
}

fn notify(world: &World, actor: &Actor, host: Host, guests: Vec<GuestLine>, key: Option<&str>) -> Result<StaysNotified, Error> {
    let (actor, key) = (actor.clone(), key.map(str::to_owned));
    world.act(move |tx| {
        let command = NotifyStays { host, guests: guests.clone(), key: key.clone(), rules: rules() };
        register::notify_stays(tx, &actor, &command)
    })
}

fn tonight(night: &str) -> StaysOn {
    StaysOn { night: date(night), unit: None, host: None, text: String::new(), late: false, page: Page::first(50) }
}

fn look(world: &World, actor: &Actor, wish: StaysOn) -> Result<StaysFound, Error> {
    let actor = actor.clone();
    world.act(move |tx| register::stays_on(tx, &actor, &wish))
}

#[test]
fn a_keeper_notifies_guests_and_learns_nothing_of_the_register() {
    on_both(|world| {
        let House { keeper, guest, lodging } = hotel(&world);
        let citizen = world.base.citizen(keeper);
        let host = Host::Lodging(lodging);
        let guests = vec![
            line(2, "TRẦN VĂN KHÁCH", GUEST, "01/02/1990"),
            // The right number with another birth date: taken as it was shown, and told to nobody.
            line(3, "Trần Văn Khác", "001090054321", "1990"),
            line(4, "", "001090054322", "1990"),
        ];
        let notified = notify(&world, &citizen, host, guests, None).expect("notified");
        assert_eq!((notified.accepted.len(), notified.late), (2, 0));
        let nameless = GuestProblem { line: 4, field: GuestField::Name, reason: GuestReason::NameMissing };
        assert_eq!(notified.refused, [nameless]);

        // The keeper sees what they wrote; the officer also who that is.
        let own = look(&world, &citizen, StaysOn { host: Some(host), ..tonight("2025-03-06") }).expect("permitted");
        assert_eq!(own.total, 2);
        assert!(own.stays.iter().all(|stay| stay.guest.is_none()));
        let found = look(&world, &world.officer(HANG_BAI), tonight("2025-03-06")).expect("permitted");
        let known: Vec<Option<PersonId>> = found.stays.iter().map(|stay| stay.guest).collect();
        assert_eq!(known, [None, Some(guest)], "the latest first");
        assert_eq!(found.stays[1].lodging_name.as_deref(), Some("Khách sạn Mẫu"));
        assert_eq!(found.stays[1].address, "Số 8 phố Mẫu");

        // The guest reads who looked.
        let looked =
            world.store.read_blocking::<_, store::Error>(move |tx| audit::of_person(tx, guest, None, 20)).expect("the log");
        assert!(looked.iter().any(|entry| entry.act == "read" && entry.detail.contains("residence")));
        world.is_sound();
    });
}

#[test]
fn who_keeps_no_house_notifies_nobody_there() {
    on_both(|world| {
        let House { guest, lodging, .. } = hotel(&world);
        let host = Host::Lodging(lodging);
        let guests = || vec![line(1, "Trần Văn Khách", GUEST, "1990-02-01")];
        let stranger = world.base.citizen(guest);
        assert!(matches!(notify(&world, &stranger, host, guests(), None), Err(Error::LodgingNotFound)));
        assert!(matches!(
            look(&world, &stranger, StaysOn { host: Some(host), ..tonight("2025-03-06") }),
            Err(Error::LodgingNotFound)
        ));
        assert!(matches!(look(&world, &stranger, tonight("2025-03-06")), Err(Error::Denied(Denied::Forbidden))));
        let elsewhere = world.officer(PHUC_XA);
        assert!(matches!(notify(&world, &elsewhere, host, guests(), None), Err(Error::LodgingNotFound)));
        assert_eq!(look(&world, &elsewhere, tonight("2025-03-06")).expect("their own unit").total, 0);
        // An officer of the commune may, when the house calls.
        notify(&world, &world.officer(HANG_BAI), host, guests(), None).expect("by telephone");
    });
}

#[test]
fn a_household_notifies_its_own_guests() {
    on_both(|world| {
        let (host, guest) = (world.born("Lê Thị Chủ", Female, "1970"), world.born("Trần Văn Khách", Male, "1990"));
        let home = world.household(PHUC_XA, "Số 1", &[(host, Head)]);
        let citizen = world.base.citizen(host);
        let mut friend = line(1, "Phạm Văn Bạn", "001085000019", "1985");
        friend.leaves = "3".to_owned();
        friend.reason = "Thăm nhà".to_owned();
        notify(&world, &citizen, Host::Household(home), vec![friend], None).expect("notified");
        let other = world.base.citizen(guest);
        let again = notify(&world, &other, Host::Household(home), vec![line(1, "A B", GUEST, "1990")], None);
        assert!(matches!(again, Err(Error::HouseholdNotFound)));
        let found = look(&world, &world.officer(PHUC_XA), tonight("2025-03-08")).expect("permitted");
        assert_eq!(found.stays[0].household, Some(home));
        assert_eq!(look(&world, &world.officer(PHUC_XA), tonight("2025-03-09")).expect("permitted").total, 0);
        world.is_sound();
    });
}

#[test]
fn nobody_is_notified_twice_and_a_key_gives_the_same_answer() {
    on_both(|world| {
        let House { keeper, lodging, .. } = hotel(&world);
        let (citizen, host) = (world.base.citizen(keeper), Host::Lodging(lodging));
        let guests = || vec![line(1, "Trần Văn Khách", GUEST, "1990"), line(2, "Trần Văn Khách", GUEST, "1990")];
        let first = notify(&world, &citizen, host, guests(), Some("a")).expect("notified");
        let twice = GuestProblem { line: 2, field: GuestField::Line, reason: GuestReason::NotifiedAlready };
        assert_eq!((first.accepted.len(), first.refused.clone(), first.repeated), (1, vec![twice], false));
        let again = notify(&world, &citizen, host, guests(), Some("a")).expect("the same");
        assert_eq!((again.accepted.clone(), again.refused.clone(), again.repeated), (first.accepted, first.refused, true));
        let other_key = notify(&world, &citizen, host, guests(), Some("b")).expect("an answer");
        assert_eq!((other_key.accepted.len(), other_key.refused.len()), (0, 2), "the stay is there already");
        assert!(matches!(notify(&world, &citizen, host, Vec::new(), None), Err(Error::Nobody)));
        let many = vec![line(1, "A B", GUEST, "1990"); register::GUESTS_MAX + 1];
        assert!(matches!(notify(&world, &citizen, host, many, None), Err(Error::TooManyGuests(_))));
    });
}

#[test]
fn a_notification_is_late_from_the_hour_of_the_law_on() {
    on_both(|world| {
        let House { keeper, lodging, .. } = hotel(&world);
        let host = Host::Lodging(lodging);
        let at = |now: &str, arrives: &str, digits: &str| {
            world.base.clock.set(Instant::from_vietnam(now.parse().expect("a time")));
            let mut guest = line(1, "Trần Văn Khách", digits, "1990");
            guest.arrives = arrives.to_owned();
            guest.leaves = "10".to_owned();
            notify(&world, &world.base.citizen(keeper), host, vec![guest], None).expect("notified").late
        };
        assert_eq!(at("2025-03-06T22:59:59", "2025-03-06 15:00", "001090000011"), 0);
        assert_eq!(at("2025-03-06T23:00:00", "2025-03-06 15:00", "001090000012"), 1);
        assert_eq!(at("2025-03-07T07:59:59", "2025-03-06 23:00", "001090000013"), 0);
        assert_eq!(at("2025-03-07T08:00:00", "2025-03-06 23:00", "001090000014"), 1);
        assert_eq!(at("2025-03-07T08:00:00", "2025-03-07 00:30", "001090000015"), 1);
        let late = StaysOn { late: true, ..tonight("2025-03-07") };
        assert_eq!(look(&world, &world.officer(HANG_BAI), late).expect("permitted").total, 3);
    });
}

#[test]
fn guests_leave_and_mistakes_are_taken_back() {
    on_both(|world| {
        let House { keeper, guest, lodging } = hotel(&world);
        let (citizen, host) = (world.base.citizen(keeper), Host::Lodging(lodging));
        let mut guests = vec![line(1, "Trần Văn Khách", GUEST, "1990-02-01"), line(2, "Lê Văn Nhầm", "001090054321", "1990")];
        guests.iter_mut().for_each(|guest| guest.leaves = "5".to_owned());
        let stays = notify(&world, &citizen, host, guests.clone(), None).expect("notified").accepted;
        let end = |actor: &Actor, stay: register::StayId, end: StayEnd| {
            let actor = actor.clone();
            world.act(move |tx| register::end_stays(tx, &actor, &EndStays { host, stays: vec![stay], end }))
        };
        let now = world.base.context.now();
        assert!(matches!(end(&citizen, stays[0], StayEnd::Left(now.plus_minutes(1))), Err(Error::BadLeaving)));
        assert!(matches!(end(&citizen, register::StayId::from_raw(7), StayEnd::Mistaken), Err(Error::StayNotFound)));
        assert!(matches!(end(&world.base.citizen(guest), stays[0], StayEnd::Mistaken), Err(Error::LodgingNotFound)));
        world.base.clock.advance_seconds(2 * 24 * 3_600);
        let citizen = world.base.citizen(keeper);
        let now = world.base.context.now();
        assert_eq!(end(&citizen, stays[0], StayEnd::Left(now)).expect("left"), 1);
        assert_eq!(end(&citizen, stays[0], StayEnd::Left(now)).expect("again"), 0);
        assert_eq!(end(&citizen, stays[1], StayEnd::Mistaken).expect("taken back"), 1);

        let officer = world.officer(HANG_BAI);
        let names = |night: &str| {
            let found = look(&world, &officer, tonight(night)).expect("permitted");
            found.stays.iter().map(|stay| (stay.name.clone(), stay.state)).collect::<Vec<_>>()
        };
        assert_eq!(names("2025-03-07"), [("Trần Văn Khách".to_owned(), StayState::Left)]);
        assert_eq!(names("2025-03-08"), []);
        let actor = world.city();
        let own = world.act(move |tx| register::stays_of(tx, &actor, guest, 10)).expect("permitted");
        assert_eq!((own.len(), own[0].planned_on, own[0].leaves_on), (1, date("2025-03-11"), date("2025-03-08")));
        // They may come back, and the one who was never there may come at last.
        notify(&world, &citizen, host, guests, None).expect("notified");
        assert_eq!(names("2025-03-08").len(), 2);
        world.is_sound();
    });
}

#[test]
fn the_stays_of_the_dead_end_and_go_on_when_the_death_was_a_mistake() {
    on_both(|world| {
        let House { keeper, guest, lodging } = hotel(&world);
        let mut there = line(1, "Trần Văn Khách", GUEST, "1990-02-01");
        there.leaves = "5".to_owned();
        notify(&world, &world.base.citizen(keeper), Host::Lodging(lodging), vec![there], None).expect("notified");
        world.base.clock.advance_seconds(3 * 24 * 3_600);
        let stays = || {
            let actor = world.city();
            let own = world.act(move |tx| register::stays_of(tx, &actor, guest, 10)).expect("permitted");
            own.into_iter().map(|stay| (stay.state, stay.leaves_on)).collect::<Vec<_>>()
        };
        assert_eq!(stays(), [(StayState::Here, date("2025-03-11"))]);
        let death = world.dies(guest, "2025-03-08", &[]).expect("a death");
        assert_eq!(stays(), [(StayState::Left, date("2025-03-08"))]);
        assert_eq!(look(&world, &world.officer(HANG_BAI), tonight("2025-03-08")).expect("permitted").stays, []);
        let entry = world.changes(guest).into_iter().find(|entry| entry.id == death.change).expect("the death");
        assert!(entry.before["stays"].as_object().is_some_and(|stays| stays.len() == 1), "the history says which");

        let actor = world.city();
        let undo = ReverseChange { change: death.change, ground: ground() };
        world.act(move |tx| register::reverse_change(tx, &actor, &undo)).expect("it was somebody else");
        assert_eq!(stays(), [(StayState::Here, date("2025-03-11"))]);
        world.is_sound();
    });
}

#[test]
fn a_house_is_changed_and_closed_by_officers() {
    on_both(|world| {
        let House { keeper, guest, lodging } = hotel(&world);
        let change = |actor: &Actor, version: i64, state: LodgingState, manager: NewManager| {
            let actor = actor.clone();
            world.act(move |tx| {
                let command = ChangeLodging {
                    lodging,
                    version,
                    facts: LodgingFacts {
                        kind: LodgingKind::Hotel, name: "Khách sạn Mới".to_owned(), phone: None, rooms: 12
                    },
                    state,
                    owner: None,
                    manager: manager.clone(),
                    ground: ground(),
                };
                register::change_lodging(tx, &actor, &command)
            })
        };
        let officer = world.officer(HANG_BAI);
        let nobody = NewManager::Person(card(GUEST, "1991"));
        assert!(matches!(change(&officer, 1, LodgingState::Open, nobody), Err(Error::PersonNotFound)));
        change(&officer, 1, LodgingState::Open, NewManager::Person(card(GUEST, "1990-02-01"))).expect("a manager");
        assert!(matches!(change(&officer, 1, LodgingState::Closed, NewManager::Same), Err(Error::ChangedMeanwhile(_))));
        assert!(matches!(change(&officer, 2, LodgingState::Open, NewManager::Same), Err(Error::NothingChanges)));
        let keeper = world.base.citizen(keeper);
        assert!(matches!(
            change(&keeper, 2, LodgingState::Closed, NewManager::Same),
            Err(Error::Denied(Denied::Forbidden) | Error::LodgingNotFound)
        ));
        assert!(matches!(
            change(&world.officer(PHUC_XA), 2, LodgingState::Closed, NewManager::Same),
            Err(Error::LodgingNotFound)
        ));

        // The manager notifies beside the owner; a closed house takes nobody.
        let manager = world.base.citizen(guest);
        let guests = || vec![line(1, "Phạm Văn Bạn", "001085000019", "1985")];
        notify(&world, &manager, Host::Lodging(lodging), guests(), None).expect("by the manager");
        let mine = world.store.read_blocking::<_, Error>(move |tx| register::my_lodgings(tx, &manager)).expect("a list");
        assert_eq!(mine.iter().map(|lodging| lodging.name.as_str()).collect::<Vec<_>>(), ["Khách sạn Mới"]);
        change(&officer, 2, LodgingState::Closed, NewManager::Nobody).expect("closed");
        assert!(matches!(notify(&world, &keeper, Host::Lodging(lodging), guests(), None), Err(Error::LodgingClosed)));
        let found = world
            .store
            .read_blocking::<_, Error>(move |tx| register::lodgings(tx, &officer, None, "khach san moi", Page::first(10)))
            .expect("permitted");
        assert_eq!((found.0.len(), found.1), (1, false));
    });
}
