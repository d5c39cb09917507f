//! The map in memory.

use crate::{code, date, places};
use kernel::UnitCode;
use kernel::unit::UnitLevel;

const OLD: &str = "2024-06-01";
const NEW: &str = "2026-06-01";

#[test]
fn the_map_depends_on_the_day() {
    let (old, new) = (places().as_of(date(OLD)), places().as_of(date(NEW)));
    assert_eq!(old.children(&UnitCode::nation()).len(), 63);
    assert_eq!(new.children(&UnitCode::nation()).len(), 34);
    assert_eq!(old.children(&code("01")).len(), 30);
    assert_eq!(new.children(&code("01")).len(), 126);
    assert_eq!(old.inside(&code("01"), UnitLevel::Commune).len(), 579);
    assert_eq!(new.inside(&code("01"), UnitLevel::Commune).len(), 126);
    assert_eq!(old.inside(&code("01-001"), UnitLevel::Commune).len(), 14);
    assert!(old.exists(&code("01-001")) && !new.exists(&code("01-001")));
    assert!(old.exists(&UnitCode::nation()));
}

#[test]
fn a_province_keeps_its_code_and_changes_its_name() {
    assert_eq!(places().as_of(date(OLD)).unit(&code("46")).expect("known").name, "Tỉnh Thừa Thiên Huế");
    assert_eq!(places().name(&code("46")), "Thành phố Huế");
    assert_eq!(places().versions(&code("46")).len(), 2);
    assert_eq!(places().name(&code("99")), "99");
}

#[test]
fn addresses_name_every_unit_up_to_the_province() {
    let ward = code("01-001-00001");
    assert_eq!(places().full_name(&ward), "Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội");
    let above: Vec<String> = places().as_of(date(OLD)).ancestors(&ward).iter().map(|unit| unit.code.to_string()).collect();
    assert_eq!(above, ["01-001", "01"]);
    assert_eq!(places().full_name(&code("01-00004")), "Phường Ba Đình, Thành phố Hà Nội");
}

#[test]
fn every_unit_of_2022_leads_to_one_of_today_and_back() {
    let today = places().as_of(date(NEW));
    let then = places().as_of(date(OLD));
    for unit in then.inside(&code("01"), UnitLevel::Commune) {
        let successor = today.standing_for(&unit.code).unwrap_or_else(|| panic!("{} leads nowhere", unit.code));
        assert!(today.exists(&successor));
        assert!(then.exists(&then.standing_for(&successor).expect("something stood there before")));
    }
    assert_eq!(today.standing_for(&code("01-001-00001")), Some(code("01-00097")));
    assert_eq!(today.standing_for(&code("02")), Some(code("08")));
    assert_eq!(today.standing_for(&code("01-00004")), Some(code("01-00004")));
    assert_eq!(today.standing_for(&code("99")), None);
}

#[test]
fn a_district_went_where_its_communes_went() {
    let successors = places().successors(&code("01-002"));
    assert!(successors.len() >= 18);
    assert!(successors.iter().all(|succession| code("01-002").contains(&succession.old)));
    // Hoàn Kiếm's main successor is a ward that exists.
    let today = places().as_of(date(NEW));
    assert!(today.standing_for(&code("01-002")).is_some_and(|ward| today.exists(&ward)));
    assert!(!places().predecessors(&code("01-00097")).is_empty());
}

#[test]
fn search_forgives_marks_capitals_and_missing_type_words() {
    let old = places().as_of(date(OLD));
    let found = |text: &str| -> Vec<String> { old.search(text, &code("01"), 5).iter().map(|unit| unit.name.clone()).collect() };
    assert_eq!(found("ba dinh")[0], "Quận Ba Đình");
    assert_eq!(found("QUẬN BA ĐÌNH")[0], "Quận Ba Đình");
    assert_eq!(found("phuc xa")[0], "Phường Phúc Xá");
    // `Hoà` and `Hòa` are one spelling.
    assert_eq!(found("đức hòa")[0], "Xã Đức Hoà");
    assert!(found("hoan")[0].contains("Hoàn"));
    assert_eq!(found("  "), [] as [String; 0]);
    assert_eq!(found("không có nơi này"), [] as [String; 0]);
    assert!(places().as_of(date(NEW)).search("ba dinh", &code("01"), 5).iter().all(|unit| unit.name.starts_with("Phường")));
    assert!(old.search("ba dinh", &code("79"), 5).is_empty());
}

#[test]
fn lists_are_in_the_order_people_expect() {
    let names: Vec<String> = places().as_of(date(OLD)).choices(&code("79")).into_iter().map(|choice| choice.name).collect();
    let at = |name: &str| names.iter().position(|other| other == name).unwrap_or_else(|| panic!("no {name} in {names:?}"));
    assert!(at("Quận 1") < at("Quận 3") && at("Quận 3") < at("Quận 10"));
    let names: Vec<String> = places().as_of(date(OLD)).choices(&code("01")).into_iter().map(|choice| choice.name).collect();
    assert_eq!((names.len(), &names[..2]), (30, &["Quận Ba Đình".to_owned(), "Huyện Ba Vì".to_owned()][..]));
}
