//! Dossiers of a commune that ends: open ones move, closed ones stay and are read by whoever took over.

use crate::city::{BA_DINH, City, HANG_BAI, PHUC_XA, confirm, on_both, stay_in, unit};
use access::Actor;
use dossiers::{Error, Queue, State};
use kernel::DossierId;

/// A ward of the new map that took nothing of Phúc Xá over.
const ELSEWHERE: &str = "01-00070";

fn redraw(city: &City) {
    let (actor, catalogue) = (city.base.system(), city.catalogue.clone());
    let moved = city
        .act(move |tx| dossiers::move_open(tx, &actor, &catalogue, &unit(PHUC_XA), &unit(BA_DINH), 100))
        .expect("the open ones move");
    assert_eq!(moved, 1);
}

fn listed(city: &City, actor: &Actor, wanted: Queue) -> Vec<DossierId> {
    let page = city.does(actor, move |tx, actor, _| dossiers::queue(tx, actor, &wanted)).expect("a queue");
    page.rows.iter().map(|row| row.id).collect()
}

#[test]
fn closed_dossiers_stay_and_are_read_by_who_took_the_commune_over() {
    on_both(|city| {
        let (an, binh) = (city.resident("Nguyễn Thị An", HANG_BAI), city.resident("Trần Văn Bình", PHUC_XA));
        let open = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed");
        let closed = city.files(binh, "residence-confirmation", confirm()).expect("filed");
        city.declines(&city.one_stop(PHUC_XA), closed.id, "Sai biểu mẫu").expect("not received");
        let here = city.one_stop(BA_DINH);
        assert!(matches!(city.opens(&here, closed.id), Err(Error::NotFound)), "nothing ended yet");
        redraw(&city);

        let seen = city.opens(&here, closed.id).expect("the new commune looks after it");
        assert_eq!((seen.dossier.unit, seen.dossier.keeper, seen.acts), (unit(PHUC_XA), unit(BA_DINH), vec![]));
        assert_eq!(city.opens(&here, open.id).expect("it moved").dossier.unit, unit(BA_DINH));
        assert_eq!(listed(&city, &here, Queue::of(State::NotReceived, 10)), [closed.id]);
        assert_eq!(listed(&city, &here, Queue::of(State::New, 10)), [open.id]);
        let of_code = Queue { text: Some(closed.code.clone()), ..Queue::of(State::New, 10) };
        assert_eq!(listed(&city, &here, of_code.clone()), [closed.id]);
        let of_name = Queue { text: Some("tran van".to_owned()), ..Queue::of(State::NotReceived, 10) };
        assert_eq!(listed(&city, &here, of_name), [closed.id]);

        let stranger = city.one_stop(ELSEWHERE);
        assert!(matches!(city.opens(&stranger, closed.id), Err(Error::NotFound)));
        assert_eq!(listed(&city, &stranger, of_code), []);
        assert_eq!(listed(&city, &stranger, Queue::of(State::NotReceived, 10)), []);
    });
}

#[test]
fn the_list_of_closed_dossiers_goes_on_from_page_to_page_the_latest_first() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị An", PHUC_XA);
        let mut closed = Vec::new();
        for _ in 0..3 {
            let sent = city.files(an, "residence-confirmation", confirm()).expect("filed");
            city.declines(&city.one_stop(PHUC_XA), sent.id, "Sai biểu mẫu").expect("not received");
            closed.insert(0, sent.id);
        }
        city.files(an, "residence-confirmation", confirm()).expect("filed");
        redraw(&city);
        let here = city.one_stop(BA_DINH);
        let page = |after| {
            let wanted = Queue { after, ..Queue::of(State::NotReceived, 2) };
            city.does(&here, move |tx, actor, _| dossiers::queue(tx, actor, &wanted)).expect("a page")
        };
        let first = page(None);
        let rest = page(first.next);
        let ids: Vec<DossierId> = first.rows.iter().chain(&rest.rows).map(|row| row.id).collect();
        assert_eq!((ids, rest.next), (closed, None));
    });
}
