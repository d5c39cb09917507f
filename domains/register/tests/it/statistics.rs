//! Figures for everybody.

use crate::reform::{BA_DINH, LIEU_GIAI, NGOC_HA, OLD_NGOC_HA, TRUC_BACH, carry_out, people, plan, summer};
use crate::world::{World, on_both, unit};
use kernel::Sex::Female;
use register::statistics::{self, Movement, UnitRow};
use register::{Error, Relation};

fn count(world: &World, least: i64) {
    store::testing::let_events_settle(&world.store);
    while statistics::tally(&world.store).expect("folded") > 0 {}
    statistics::count(&world.store, &world.base.system(), least).expect("counted");
}

fn units(world: &World, ended: bool) -> Vec<UnitRow> {
    world.store.read_blocking::<_, Error>(|tx| statistics::units(tx, &unit("01"), ended)).expect("readable")
}

fn totals(rows: &[UnitRow]) -> Vec<(String, Option<i64>)> {
    rows.iter().map(|row| (row.unit.to_string(), row.people)).collect()
}

fn totals_of<const N: usize>(wanted: [(&str, i64); N]) -> Vec<(String, Option<i64>)> {
    wanted.iter().map(|(unit, people)| ((*unit).to_owned(), Some(*people))).collect()
}

#[test]
fn people_are_counted_by_units_of_today_and_of_before() {
    on_both(|world| {
        people(&world);
        count(&world, 1);
        assert_eq!(totals(&units(&world, false)), totals_of([("01", 16), (TRUC_BACH, 6), (LIEU_GIAI, 4), (OLD_NGOC_HA, 6)]));
        summer(&world);
        plan(&world, "").expect("a plan");
        carry_out(&world, |_| {});
        count(&world, 1);
        assert_eq!(totals(&units(&world, false)), totals_of([("01", 16), (BA_DINH, 12), (NGOC_HA, 4)]));
        let before: Vec<_> = totals(&units(&world, true)).into_iter().filter(|(_, people)| *people != Some(0)).collect();
        assert_eq!(before, totals_of([(TRUC_BACH, 6), (LIEU_GIAI, 4), (OLD_NGOC_HA, 6)]));
        let households: Vec<_> = units(&world, false).iter().map(|row| row.households).collect();
        assert_eq!(households, [Some(8), Some(6), Some(2)]);
        let figures = world.store.read_blocking(|tx| statistics::figures(tx, &unit(BA_DINH))).expect("readable");
        let ages: Vec<_> =
            figures.ages.iter().filter(|row| row.male != Some(0)).map(|row| (row.from, row.male, row.female)).collect();
        assert_eq!(ages, [(20, Some(6), Some(0)), (55, Some(6), Some(0))], "born in 2001 and 1970, counted in 2025");
    });
}

#[test]
fn small_numbers_are_left_out_and_cannot_be_worked_out() {
    on_both(|world| {
        people(&world);
        summer(&world);
        plan(&world, "").expect("a plan");
        carry_out(&world, |_| {});
        count(&world, 5);
        // Four people live in the one commune. From the other and the city they could be worked out, so it is hidden too.
        let shown = totals(&units(&world, false));
        assert_eq!(shown, [("01".to_owned(), Some(16)), (BA_DINH.to_owned(), None), (NGOC_HA.to_owned(), None)]);
        assert!(units(&world, true).iter().filter(|row| row.people.is_some_and(|people| people > 0)).count() < 2);
    });
}

#[test]
fn arrivals_and_departures_are_counted_by_month() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Đến", Female, "1990-01-02");
        let moved = |code: &str| {
            world.household(code, "Số 8 Phố Chuyển", &[(person, Relation::Head)]);
        };
        moved(TRUC_BACH);
        moved(LIEU_GIAI);
        count(&world, 1);
        let month = |code: &str| {
            let figures = world.store.read_blocking(|tx| statistics::figures(tx, &unit(code))).expect("readable");
            figures.months.into_iter().next().map(|row| (row.month, row.moved))
        };
        let (name, moved) = month(TRUC_BACH).expect("a month");
        assert_eq!(name, "2025-03");
        assert_eq!(moved, [(Movement::Arrival, Some(1)), (Movement::Departure, Some(1))].into());
        assert_eq!(month(LIEU_GIAI).expect("a month").1, [(Movement::Arrival, Some(1))].into());
    });
}
