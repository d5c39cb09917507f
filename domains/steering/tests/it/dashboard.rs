//! What a dashboard shows, and to whom.

use crate::events::{City, START, fold, publish};
use crate::schemas;
use access::{Denied, Role};
use kernel::UnitCode;
use steering::{Error, Light, Number, Period, Targets, behind};
use store::testing::on_both_engines;

const TARGETS: Targets = Targets { target: 90, floor: 70 };

fn unit(text: &str) -> UnitCode {
    text.parse().expect("a unit")
}

fn period() -> Period {
    Period::new(START.date_in_vietnam(), START.plus_seconds(60 * 86_400).date_in_vietnam()).expect("a period")
}

#[test]
fn units_without_figures_are_listed_and_have_no_data() {
    on_both_engines(&schemas(), |store| {
        let mut city = City::new(21);
        publish(&store, &city.live(300));
        fold(&store, &city);
        let actor = access::testing::officer(Role::Steering, &unit("01"));
        let children = ["01-001", "01-002", "01-003"].map(unit);
        let overview = store
            .read_blocking(move |tx| steering::overview(tx, &actor, &unit("01"), None, period(), &children, TARGETS))
            .expect("an overview");
        let codes: Vec<&str> = overview.children.iter().map(|child| child.unit.as_str()).collect();
        // The commune 01-00070 stands beside the districts, but belongs to the map after the reform: what happened in a
        // district before counts for it too, so the two are never in one list.
        assert_eq!(codes, ["01-001", "01-002", "01-003", "01-250"]);
        let empty = &overview.children[2];
        assert!(empty.figures.is_empty());
        assert_eq!((empty.rank, empty.light, empty.figures.punctuality()), (None, Light::None, None));
        let ranks: Vec<u32> = overview.children.iter().filter_map(|child| child.rank).collect();
        assert_eq!(ranks.len(), 3);
        assert!(ranks.contains(&1) && ranks.iter().all(|rank| (1..=3).contains(rank)), "{ranks:?}");
        assert_eq!(i32::try_from(overview.days.len()), Ok(period().days()));
    });
}

#[test]
fn figures_are_for_those_who_steer_the_unit() {
    on_both_engines(&schemas(), |store| {
        let look = |actor: access::Actor, place: UnitCode| {
            store.read_blocking(move |tx| steering::overview(tx, &actor, &place, None, period(), &[], TARGETS))
        };
        let district = unit("01-001");
        assert!(look(access::testing::officer(Role::Steering, &district), unit("01-001-00001")).is_ok());
        assert!(matches!(look(access::testing::officer(Role::Steering, &district), unit("01-002")), Err(Error::Denied(_))));
        assert!(matches!(
            look(access::testing::officer(Role::Counter, &district), district.clone()),
            Err(Error::Denied(Denied::Forbidden))
        ));
        assert!(matches!(look(access::testing::public(), district), Err(Error::Denied(Denied::NeedsSignIn))));
    });
}

#[test]
fn the_open_dashboard_shows_no_small_number() {
    on_both_engines(&schemas(), |store| {
        let mut city = City::new(22);
        publish(&store, &city.live(90));
        fold(&store, &city);
        let overview = store
            .read_blocking(|tx| steering::public_overview(tx, &access::testing::public(), &unit("01"), period(), &[], TARGETS))
            .expect("anybody may see it");
        let rows = overview.children.iter().map(|child| child.figures).chain([overview.figures]);
        let numbers = rows.flat_map(|row| [row.filed, row.filed_online, row.received, row.resolved, row.punctual, row.overdue]);
        let shown: Vec<Option<i64>> = numbers.collect();
        assert!(shown.iter().flatten().all(|number| *number == 0 || *number > steering::SMALL_CELL_MAX), "{shown:?}");
        assert!(shown.contains(&None), "the sample has small numbers");
        assert!(shown.iter().flatten().any(|number| *number > steering::SMALL_CELL_MAX), "and large ones");
    });
}

#[test]
fn each_number_leads_to_its_rows() {
    let place = unit("01-001");
    let today = START.date_in_vietnam();
    let overdue = behind(Number::Overdue, &place, Some("temporary-residence"), period(), today);
    assert_eq!((overdue.open, overdue.due_before, overdue.filed), (true, Some(today), None));
    let online = behind(Number::FiledOnline, &place, None, period(), today);
    assert_eq!((online.filed, online.channel, online.service), (Some(period()), Some("online"), None));
    let late = behind(Number::Late, &place, None, period(), today);
    assert_eq!((late.decided, late.punctual), (Some(period()), Some(false)));
}
