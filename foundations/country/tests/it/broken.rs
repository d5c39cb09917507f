//! Packs with one mistake each.

use crate::{messages_after, problems_after};

#[test]
fn the_untouched_copy_loads() {
    assert_eq!(messages_after("pack.toml", Some), [] as [String; 0]);
}

#[test]
fn a_wrong_cell_is_named_by_file_and_line() {
    let messages = messages_after("units/two_tier.csv", |text| Some(text.replace("01-00004,", "01-4,")));
    assert!(
        messages
            .iter()
            .any(|message| message
                == "units/two_tier.csv:4: `01-4` is not the code of a unit (01, 01-001, 01-001-00001 or 01-00004)"),
        "{messages:?}"
    );
}

#[test]
fn all_mistakes_are_told_at_once() {
    let messages = messages_after("units/two_tier.csv", |text| Some(text.replace(",phuong,", ",ward,")));
    let of_type = messages.iter().filter(|message| message.contains("`ward` is not a type of unit"));
    // Ha Noi has 51 wards among its 126 communes.
    assert_eq!(of_type.count(), 51);
}

#[test]
fn a_missing_column_is_named() {
    let messages = messages_after("units/successors.csv", |text| Some(text.replace("old,new,kind", "old,new,sort")));
    assert_eq!(
        messages,
        ["units/successors.csv:2: the head lacks kind; expected the columns old, new, kind, main, share, via, note"]
    );
}

#[test]
fn a_comma_inside_a_cell_is_explained() {
    let messages = messages_after("codes/religions.csv", |text| Some(text.replace("02,Công giáo,", "02,Công giáo, La Mã,")));
    assert_eq!(messages, ["codes/religions.csv:5: 4 cells where the head has 3; a comma inside a cell needs quotes around it"]);
}

#[test]
fn shares_that_do_not_sum_to_one_are_refused() {
    let messages = messages_after("units/successors.csv", |text| {
        Some(text.replace("01-001-00007,01-00025,part,no,0.400", "01-001-00007,01-00025,part,no,0.200"))
    });
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].contains("the shares of 01-001-00007 sum to 0.800; they must sum to 1"), "{messages:?}");
}

#[test]
fn a_unit_that_nobody_knows_is_refused() {
    let messages = messages_after("agencies.csv", |text| Some(text + "01-99999,999.00.00.H26\n"));
    assert_eq!(messages.len(), 1);
    assert!(messages[0].ends_with("no unit 01-99999 in units/; mend the code or add the unit"), "{messages:?}");
}

#[test]
fn the_same_unit_twice_on_a_day_is_refused() {
    let messages =
        messages_after("units/two_tier.csv", |text| Some(text + "01-00004,Phường Ba Đình,phuong,01,2025-08-01,,,,Ba Đình,\n"));
    assert_eq!(messages.len(), 1);
    assert!(messages[0].contains("01-00004 is listed twice for the same days"), "{messages:?}");
}

#[test]
fn a_fact_without_a_source_is_refused_at_its_line() {
    let fact = "# Source: a test.\n\n[[fact]]\nid = \"fee.test\"\nvalue = 1\nunit = \"dong\"\nlaw = \"none\"\nsource = \"\"\nvalid_from = \"2025-01-01\"\nconfidence = \"memory\"\n";
    let messages = messages_after("facts/test.toml", |_| Some(fact.to_owned()));
    assert_eq!(messages, ["facts/test.toml:4: `fee.test` names no law or no source; a legal value needs both"]);
}

#[test]
fn an_unknown_word_in_a_toml_file_is_found_at_its_line() {
    let messages = messages_after("facts/person.toml", |text| Some(text.replacen("unit = \"years\"", "unit = \"year\"", 1)));
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].starts_with("facts/person.toml:7: "), "{messages:?}");
}

#[test]
fn holidays_stay_in_their_year_and_swaps_make_sense() {
    let messages =
        messages_after("calendar/2026.toml", |text| Some(text.replace("works = \"2026-01-10\"", "works = \"2026-01-09\"")));
    assert!(
        messages
            .iter()
            .any(|message| message.contains("2026-01-02 must be a weekday that is taken off, 2026-01-09 a Saturday or Sunday")),
        "{messages:?}"
    );
    let messages =
        messages_after("calendar/2025.toml", |text| Some(text.replace("date = \"2025-01-01\"", "date = \"2024-01-01\"")));
    assert!(messages.iter().any(|message| message.contains("2024-01-01 does not belong to 2025")), "{messages:?}");
}

#[test]
fn a_year_may_not_be_missing_in_between() {
    let messages = messages_after("calendar/2024.toml", |_| None);
    assert!(messages.iter().any(|message| message.starts_with("calendar/: ")), "{messages:?}");
}

#[test]
fn missing_files_are_named() {
    assert_eq!(messages_after("purposes.toml", |_| None), ["purposes.toml: the file is missing; every pack has it"]);
    let messages = messages_after("services/temporary-residence/layout.json", |_| None);
    assert_eq!(messages, ["services/temporary-residence/layout.json: the file is missing; every service has it"]);
    let messages = messages_after("messages/en/country.ftl", |_| None);
    assert_eq!(messages, ["messages/en/country.ftl: the file is missing in this language; every subject has one in each"]);
}

#[test]
fn broken_json_and_wrong_encodings_are_found_at_their_line() {
    let messages = messages_after("services/temporary-residence/layout.json", |_| Some("{\n  \"a\": ,\n}".to_owned()));
    assert_eq!(messages.len(), 1);
    assert!(messages[0].starts_with("services/temporary-residence/layout.json:2: not JSON"), "{messages:?}");
}

#[test]
fn every_table_says_where_it_comes_from() {
    let messages =
        messages_after("numbers/places.csv", |text| Some(text.lines().skip(1).map(|line| format!("{line}\n")).collect()));
    assert_eq!(messages, ["numbers/places.csv:1: the first line must say where the data come from: `# Source: …`"]);
}

#[test]
fn a_folder_that_is_no_pack_is_refused() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    let problems = country::Pack::load(empty.path()).expect_err("nothing there");
    assert!(problems[0].message.contains("give the folder that holds pack.toml"));
    assert!(country::Pack::load(&empty.path().join("nowhere")).is_err());
}

#[test]
fn problems_come_in_the_order_of_lines() {
    let problems = problems_after("units/two_tier.csv", |text| Some(text.replace(",phuong,", ",ward,")));
    assert!(problems.is_sorted());
}
