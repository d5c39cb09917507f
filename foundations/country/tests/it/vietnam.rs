//! What the repository's pack holds.

use country::{Confidence, FactUnit, Pack, SuccessionKind, Unit, UnitType};
use kernel::unit::UnitLevel;
use kernel::{Date, Instant, UnitCode};
use std::collections::BTreeSet;

fn pack() -> Pack {
    Pack::embedded().unwrap_or_else(|problems| panic!("{}", country::report(&problems)))
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn code(text: &str) -> UnitCode {
    text.parse().expect("a unit code")
}

fn count(pack: &Pack, on: &str, level: UnitLevel, within: &str) -> usize {
    let (day, outer) = (date(on), code(within));
    pack.units().iter().filter(|unit| unit.is_valid_on(day) && unit.code.level() == level && outer.contains(&unit.code)).count()
}

#[test]
fn it_holds_the_units_of_2022_and_of_july_2025() {
    let pack = pack();
    assert_eq!(count(&pack, "2022-06-01", UnitLevel::Province, "VN"), 63);
    assert_eq!(count(&pack, "2022-06-01", UnitLevel::District, "VN"), 705);
    assert_eq!(count(&pack, "2022-06-01", UnitLevel::District, "01"), 30);
    assert_eq!(count(&pack, "2022-06-01", UnitLevel::Commune, "01"), 579);
    assert_eq!(count(&pack, "2025-06-30", UnitLevel::Commune, "01"), 579);
    assert_eq!(count(&pack, "2025-07-01", UnitLevel::Province, "VN"), 34);
    assert_eq!(count(&pack, "2025-07-01", UnitLevel::District, "VN"), 0);
    assert_eq!(count(&pack, "2025-07-01", UnitLevel::Commune, "01"), 126);
}

#[test]
fn well_known_units_are_named_right() {
    let pack = pack();
    let unit = |wanted: &str, on: &str| -> Unit {
        let found = pack.units().iter().find(|unit| unit.code == code(wanted) && unit.is_valid_on(date(on)));
        found.unwrap_or_else(|| panic!("no {wanted} on {on}")).clone()
    };
    let hoan_kiem = unit("01-002", "2023-01-01");
    assert_eq!(
        (hoan_kiem.name.as_str(), hoan_kiem.short.as_str(), hoan_kiem.kind),
        ("Quận Hoàn Kiếm", "Hoàn Kiếm", UnitType::UrbanDistrict)
    );
    assert_eq!(unit("01-001-00001", "2023-01-01").name, "Phường Phúc Xá");
    assert_eq!(unit("01-00004", "2026-01-01").name, "Phường Ba Đình");
    assert_eq!(unit("79-760", "2023-01-01").short, "Quận 1");
    // The code 08 is the smaller Tuyen Quang until June 2025, the larger one from July.
    assert_eq!(unit("08", "2025-06-30").name, "Tỉnh Tuyên Quang");
    assert_eq!(unit("08", "2025-07-01").name, "Tỉnh Tuyên Quang");
    assert_eq!(unit("46", "2025-06-30").name, "Tỉnh Thừa Thiên Huế");
    assert_eq!(unit("46", "2025-07-01").name, "Thành phố Huế");
}

#[test]
fn every_commune_and_province_of_2022_has_successors() {
    let pack = pack();
    let old: BTreeSet<&UnitCode> = pack.successions().iter().map(|succession| &succession.old).collect();
    let ended = pack.units().iter().filter(|unit| unit.valid_to.is_some() && unit.code.level() != UnitLevel::District);
    assert_eq!(ended.filter(|unit| !old.contains(&unit.code)).count(), 0);
    let new: BTreeSet<&UnitCode> = pack.successions().iter().map(|succession| &succession.new).collect();
    assert_eq!(new.iter().filter(|code| code.level() == UnitLevel::Commune).count(), 126);
    assert!(pack.successions().iter().all(|succession| succession.kind != SuccessionKind::Inferred));
    // Phúc Xá went whole into Hồng Hà.
    let phuc_xa: Vec<_> = pack.successions().iter().filter(|succession| succession.old == code("01-001-00001")).collect();
    assert_eq!(phuc_xa.len(), 1);
    assert_eq!(phuc_xa[0].new, code("01-00097"));
}

#[test]
fn names_are_in_nfc_and_positions_in_vietnam() {
    for unit in pack().units() {
        assert_eq!(kernel::name::to_nfc(&unit.name), unit.name);
        if let Some(position) = unit.position {
            assert!((8.0..24.0).contains(&position.latitude) && (102.0..115.0).contains(&position.longitude), "{}", unit.code);
        }
    }
}

#[test]
fn deadlines_skip_holidays_and_swapped_days() {
    let pack = pack();
    let calendar = pack.calendar();
    let is_working = |day: &str| calendar.is_working_day(date(day)).expect("a known year");
    // The swaps of 2026, Tet, a holiday given in lieu, and a plain Saturday.
    assert!(!is_working("2026-01-02") && is_working("2026-01-10"));
    assert!(!is_working("2026-08-31") && is_working("2026-08-22"));
    assert!(!is_working("2026-02-16") && !is_working("2026-02-20") && is_working("2026-02-23"));
    assert!(!is_working("2026-04-27") && !is_working("2026-04-25"));
    assert!(is_working("2024-05-04") && !is_working("2024-04-29"));
    assert_eq!(calendar.years(), (2022, 2027));
    // Received on the Friday before Tet 2026: three working days end on Wednesday the 25th.
    let received = Instant::from_vietnam("2026-02-13T10:00".parse().expect("a time"));
    let due = calendar.due(received, 3, &[]).expect("known years");
    assert_eq!(due.to_vietnam().to_string(), "2026-02-25T17:00:00");
}

#[test]
fn facts_hold_from_their_day_and_say_how_sure_they_are() {
    let pack = pack();
    let fee = pack.fact("fee.temporary-residence.online", date("2026-01-01")).expect("known");
    assert_eq!((fee.value, fee.unit, fee.confidence), (7_000, FactUnit::Dong, Confidence::Memory));
    assert_eq!(pack.fact("deadline.temporary-residence", date("2026-01-01")).expect("known").value, 3);
    assert!(pack.fact("fee.temporary-residence.online", date("2020-01-01")).is_err());
    let error = pack.fact("fee.nothing", date("2026-01-01")).expect_err("unknown");
    assert!(error.to_string().contains("fee.nothing"));
    assert!(pack.facts().iter().all(|fact| !fact.law.is_empty() && !fact.source.is_empty()));
}

#[test]
fn lists_are_complete() {
    let pack = pack();
    assert_eq!(pack.number_places().len(), 63);
    assert_eq!(pack.ethnic_groups().get("01").expect("Kinh").vi, "Kinh");
    assert_eq!(pack.religions().word("01", true), "Buddhism");
    assert_eq!(pack.religions().word("Phật giáo", false), "Phật giáo");
    assert_eq!(pack.relations().all().first().expect("one").code, "head");
    assert_eq!(pack.agencies().of(&code("01")), Some("000.00.00.H26"));
    // The city, its 30 districts and 579 communes of 2022, its 126 communes of 2025.
    assert_eq!(pack.agencies().len(), 1 + 30 + 579 + 126);
    let vietnamese: String = pack.messages().iter().filter(|file| file.locale == "vi").map(|file| file.text.as_str()).collect();
    for purpose in pack.purposes() {
        assert!(vietnamese.contains(&format!("{} =", purpose.message)), "{}", purpose.code);
    }
}

#[test]
fn demo_words_cover_every_commune_of_both_sets() {
    let pack = pack();
    let words = pack.demo_words().unwrap_or_else(|problems| panic!("{}", country::report(&problems)));
    assert_eq!(words.communes.len(), 579 + 126);
    assert!(words.given_names.len() > 300 && words.streets.len() > 150);
    assert!(words.ethnic_groups.iter().all(|group| pack.ethnic_groups().get(&group.word).is_some()));
    assert!(words.religions.iter().all(|religion| pack.religions().get(&religion.word).is_some()));
    assert!(words.migrants.iter().all(|place| pack.number_places().iter().any(|known| known.place == place.word)));
}
