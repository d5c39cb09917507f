//! Queues, looking at dossiers, and the public tracking page.

use crate::city::{City, HANG_BAI, PHUC_XA, TRUC_BACH, confirm, on_both, stay_in, unit};
use access::{Actor, Role};
use dossiers::{Error, Queue, QueuePage, State};
use kernel::PersonId;

fn queue(city: &City, actor: &Actor, wanted: Queue) -> Result<QueuePage, Error> {
    city.does(actor, move |tx, actor, _| dossiers::queue(tx, actor, &wanted))
}

fn names(page: &QueuePage) -> Vec<&str> {
    page.rows.iter().map(|row| row.applicant_name.as_str()).collect()
}

/// How often officers looked at a person's data.
fn seen_by_others(city: &City, person: PersonId) -> usize {
    let filter = audit::Filter { person: Some(person), ..audit::Filter::default() };
    let page = city.store.read_blocking(|tx| audit::search(tx, &filter, None, 100)).expect("the log");
    page.entries.iter().filter(|entry| entry.staff().is_some() && entry.is_access()).count()
}

#[test]
fn a_queue_is_worked_off_by_urgency() {
    on_both(|city| {
        let (an, binh) = (city.resident("Nguyễn Thị An", HANG_BAI), city.resident("Trần Văn Bình", HANG_BAI));
        let chi = city.resident("Lê Thị Chi", PHUC_XA);
        city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("due in three days");
        city.it_is("2025-03-06T10:00");
        city.files(binh, "temporary-residence", stay_in(PHUC_XA)).expect("due in three days");
        let urgent = city.files(chi, "residence-confirmation", confirm()).expect("due tomorrow");
        let officer = city.one_stop(PHUC_XA);
        let all = queue(&city, &officer, Queue::of(State::New, 10)).expect("a queue");
        assert_eq!(names(&all), ["Lê Thị Chi", "Nguyễn Thị An", "Trần Văn Bình"]);
        assert_eq!(all.next, None);

        let first = queue(&city, &officer, Queue::of(State::New, 2)).expect("a page");
        let rest = queue(&city, &officer, Queue { after: first.next, ..Queue::of(State::New, 2) }).expect("the next page");
        assert_eq!((names(&first), names(&rest)), (vec!["Lê Thị Chi", "Nguyễn Thị An"], vec!["Trần Văn Bình"]));

        let of_service = Queue { service: Some("residence-confirmation".to_owned()), ..Queue::of(State::New, 10) };
        assert_eq!(names(&queue(&city, &officer, of_service).expect("one service")), ["Lê Thị Chi"]);
        let of_name = Queue { text: Some("tran van".to_owned()), ..Queue::of(State::New, 10) };
        assert_eq!(names(&queue(&city, &officer, of_name).expect("without marks")), ["Trần Văn Bình"]);
        let signs = Queue { text: Some("%".to_owned()), ..Queue::of(State::New, 10) };
        assert!(queue(&city, &officer, signs).expect("no wildcard").rows.is_empty());
        let of_code = Queue { text: Some(urgent.code.to_lowercase()), ..Queue::of(State::Returned, 10) };
        assert_eq!(names(&queue(&city, &officer, of_code.clone()).expect("in whatever state")), ["Lê Thị Chi"]);
        assert!(queue(&city, &city.one_stop(TRUC_BACH), of_code).expect("of another office").rows.is_empty());

        city.receives(&officer, urgent.id, &[]).expect("received");
        city.it_is("2025-03-08T10:00");
        let officer = city.one_stop(PHUC_XA);
        let counts = city.store.read_blocking(|tx| dossiers::queue_counts(tx, &officer, None)).expect("counts");
        let found: Vec<(State, u32, u32)> = counts.iter().map(|count| (count.state, count.count, count.late)).collect();
        let expected = [
            (State::New, 2, 0),
            (State::Received, 1, 1),
            (State::Processing, 0, 0),
            (State::Supplement, 0, 0),
            (State::Processed, 0, 0),
        ];
        assert_eq!(found, expected);
        let late = Queue { late: true, ..Queue::of(State::Received, 10) };
        assert_eq!(names(&queue(&city, &officer, late).expect("late ones")), ["Lê Thị Chi"]);
    });
}

#[test]
fn other_offices_see_nothing() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị An", HANG_BAI);
        let sent = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed");
        let elsewhere = city.one_stop(TRUC_BACH);
        assert!(matches!(city.opens(&elsewhere, sent.id), Err(Error::NotFound)));
        let wanted = Queue { desk: Some(unit(PHUC_XA)), ..Queue::of(State::New, 10) };
        assert!(matches!(queue(&city, &elsewhere, wanted.clone()), Err(Error::NotFound)));
        let stranger = city.resident("Lê Thị Lạ", PHUC_XA);
        assert!(matches!(city.opens(&city.citizen(stranger), sent.id), Err(Error::NotFound)));
        let district = city.officer(4, &[Role::Counter], "01-001");
        assert_eq!(
            names(&queue(&city, &district, wanted.clone()).expect("the district looks into its communes")),
            ["Nguyễn Thị An"]
        );
        let clerk = city.officer(5, &[Role::Steering], PHUC_XA);
        assert!(matches!(queue(&city, &clerk, wanted), Err(Error::Denied(_))), "figures are another role's");
    });
}

#[test]
fn every_look_of_an_officer_is_on_record() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị An", HANG_BAI);
        let sent = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed");
        assert_eq!(seen_by_others(&city, an), 0);
        let officer = city.one_stop(PHUC_XA);
        city.opens(&officer, sent.id).expect("seen");
        assert_eq!(seen_by_others(&city, an), 1);
        queue(&city, &officer, Queue::of(State::New, 10)).expect("her name in a list");
        assert_eq!(seen_by_others(&city, an), 2);
        assert!(matches!(city.opens(&city.one_stop(TRUC_BACH), sent.id), Err(Error::NotFound)));
        assert_eq!(seen_by_others(&city, an), 2, "what was hidden was not seen");
    });
}

#[test]
fn anybody_with_code_and_secret_sees_where_it_stands() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị An", HANG_BAI);
        let sent = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed");
        city.receives(&city.one_stop(PHUC_XA), sent.id, &[]).expect("received");
        let track = |code: &str, secret: &str| {
            city.store.read_blocking(|tx| dossiers::track(tx, &city.catalogue, code, secret)).expect("readable")
        };
        let found = track(&format!(" {} ", sent.code), &sent.secret.to_lowercase()).expect("copied from paper");
        assert_eq!((found.state, found.received_at), (State::Received, Some(city.now())));
        assert_eq!(found.service.vi, "Đăng ký tạm trú");
        assert!(!format!("{found:?}").contains("Nguyễn"), "no name");
        assert_eq!(track(&sent.code, "22222222"), None);
        assert_eq!(track("000.01.20.H26-250306-9999", &sent.secret), None);
        let other = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed");
        assert_ne!(other.secret, sent.secret);
    });
}

#[test]
fn citizens_list_their_own() {
    on_both(|city| {
        let (an, binh) = (city.resident("Nguyễn Thị An", PHUC_XA), city.resident("Trần Văn Bình", PHUC_XA));
        let first = city.files(an, "residence-confirmation", confirm()).expect("filed");
        let second = city.files(an, "residence-confirmation", confirm()).expect("filed");
        city.files(binh, "residence-confirmation", confirm()).expect("filed");
        let mine = |before| {
            let actor = city.citizen(an);
            city.store.read_blocking(|tx| dossiers::my_dossiers(tx, &actor, before, 10)).expect("a list")
        };
        assert_eq!(mine(None).iter().map(|dossier| dossier.id).collect::<Vec<_>>(), [second.id, first.id]);
        assert_eq!(mine(Some(second.id)).iter().map(|dossier| dossier.id).collect::<Vec<_>>(), [first.id]);
    });
}
