//! One file with every kind of dirt: what is refused, what is taken with a notice, and what the sender is told.

use crate::import::{import, order, remarks, roll};
use crate::world::{PHUC_XA, World, on_both};
use register::roll::{self, Reason, RollError, Severity};
use std::collections::BTreeSet;

const HEADER: &str =
    "Họ và tên,Ngày sinh,Giới tính,Số CCCD,Số CMND,Số hộ,Quan hệ,Địa chỉ,Phường,Quận,SĐT,Loại cư trú,Từ ngày,Đến ngày,Nhóm máu";

/// Every line with the reasons it must be told, `!` before those it is refused for.
const LINES: &[(&str, &[&str])] = &[
    ("Trần Văn Mẫu,02/03/1960,Nam,001060000001,,H1,chủ hộ,Số 1,Phúc Xá,Ba Đình,,,,", &[]),
    (",1990,Nam,,,H2,,Số 2,Phúc Xá,,,,,", &["!name-missing"]),
    ("Lê Văn 7,1990,Nam,,,H2,,Số 2,Phúc Xá,,,,,", &["!name-wrong"]),
    ("Lê Văn An,,Nam,,,H2,,Số 2,Phúc Xá,,,,,", &["!birth-missing"]),
    ("Lê Văn An,hôm qua,Nam,,,H2,,Số 2,Phúc Xá,,,,,", &["!birth-wrong"]),
    ("Lê Văn An,17/05/62,Nam,,,H2,,Số 2,Phúc Xá,,,,,", &["!birth-short-year"]),
    ("Lê Văn An,30/02/1990,Nam,,,H2,,Số 2,Phúc Xá,,,,,", &["!birth-no-such-day"]),
    ("Lê Văn An,01/01/2031,Nam,,,H2,,Số 2,Phúc Xá,,,,,", &["!birth-future"]),
    ("Lê Văn An,1790,Nam,,,H2,,Số 2,Phúc Xá,,,,,", &["!birth-too-early"]),
    ("Lê Văn An,1990,,,,H2,,Số 2,Phúc Xá,,,,,", &["!sex-missing"]),
    ("Lê Văn An,1990,không rõ,,,H2,,Số 2,Phúc Xá,,,,,", &["!sex-unknown"]),
    ("Lê Văn An,1990,Nam,00109A000001,,H2,,Số 2,Phúc Xá,,,,,", &["!number-wrong"]),
    ("Lê Văn An,1990,Nam,1090000001,,H2,,Số 2,Phúc Xá,,,,,", &["!number-lost-zeros"]),
    ("Lê Văn An,1990,Nam,1.0909E+09,,H2,,Số 2,Phúc Xá,,,,,", &["!number-scientific"]),
    ("Lê Văn An,1991,Nam,001090000002,,H2,,Số 2,Phúc Xá,,,,,", &["!number-disagrees"]),
    ("Phạm Văn Khác,1960,Nam,001060999999,,H2,,Số 2,Phúc Xá,,,,,", &["!number-taken"]),
    ("Trần Văn Khác,1960,Nam,001060000001,,H2,,Số 2,Phúc Xá,,,,,", &["!number-twice"]),
    ("TRẦN  VĂN MẪU,02/03/1960,Nam,,,H1,con,Số 1,Phúc Xá,,,,,", &["!person-twice"]),
    ("Lê Thị Khác,1961,Nữ,,,H1,chủ hộ,Số 1,Phúc Xá,,,,,", &["!second-head"]),
    ("Lê Văn An,1990,Nam,,,H2,,Số 2,,,,,,", &["!unit-missing"]),
    ("Lê Văn An,1990,Nam,,,H2,,Số 2,Phường Không Có,,,,,", &["!unit-unknown"]),
    ("Lê Văn An,1990,Nam,,,H2,,Số 2,Phường Phúc Xá,Quận Hoàn Kiếm,,,,", &["!unit-unknown"]),
    ("Lê Văn An,1990,Nam,,,H2,,Số 2,Hàng Bài,,,,,", &["!unit-outside"]),
    ("Lê Văn An,1990,Nam,,,,,,Phúc Xá,,,,,", &["!address-missing"]),
    ("Lê Văn An,1990,Nam,,,H9,,,Phúc Xá,,,,,", &["!address-missing"]),
    ("Lê Văn An,1990,Nam,,,H2,,Số 2,Phúc Xá,,,khách,,", &["!kind-unknown"]),
    ("Lê Văn An,1990,Nam,,,H2,,Số 2,Phúc Xá,,,tạm trú,02/03/2025,01/03/2025", &["!ends-before-start"]),
    ("Lê Văn \"An,1990", &["!name-wrong", "!sex-missing", "!unit-missing"]),
    (
        "Vũ Thị Hai,1970,Nữ,,12345,H3,bạn thân,Số 3,Phúc Xá,,123,,sớm,,C",
        &["blood-group-wrong", "date-wrong", "old-number-wrong", "phone-wrong", "relation-unknown"],
    ),
    ("Vũ Thị Ba,1971,,001171000003,,H3,chủ hộ,Số 33,Phúc Xá,,,,,", &["address-differs", "sex-from-number"]),
    ("Đỗ Văn Lẻ,1972,Nam,,,,,Số 4,Phúc Xá,,,tạm trú,01/03/2025,01/03/2026", &["household-missing"]),
    ("Ngô Thị Mồ,1973,Nữ,,,H5,,Số 5,Phúc Xá,,,,,", &[]),
    // Who is known already is not entered twice, and not overwritten.
    ("PHẠM VĂN CŨ,1960,Nam,001060999999,,H2,,Số 2,Phúc Xá,,,,,", &["known-already"]),
    ("Phạm Văn Cũ,1960,Nam,001060999999,,H2,,Số 2,Phúc Xá,,0912345678,,,", &["differs-from-register", "known-already"]),
    ("Phạm Thị Xa,1961,Nữ,001161999999,,H2,,Số 2,Phúc Xá,,0912345678,,,", &["known-elsewhere"]),
    ("Đinh Thị Trùng,15/08/1980,Nữ,,,H7,chủ hộ,Số 7,Phúc Xá,,,,,", &["possible-duplicate"]),
    // Only the Unicode form and white space are mended without a word.
    ("  Đinh   Thị  Ha\u{300} ,16/08/1980, Nữ ,,,H8,chủ hộ,Số 8,Phúc Xá,,,,,", &[]),
];

fn dirty(world: &World) -> (String, register::roll::Report) {
    let mut known = crate::world::facts("Phạm Văn Cũ", kernel::Sex::Male, "1960");
    known.number = Some(crate::world::number("001060999999"));
    world.create(&world.city(), known, PHUC_XA).expect("a person known before");
    let mut far = crate::world::facts("Phạm Thị Xa", kernel::Sex::Female, "1961");
    far.number = Some(crate::world::number("001161999999"));
    world.create(&world.city(), far, crate::world::HANG_BAI).expect("a person known elsewhere");
    let double = crate::world::facts("Đinh Thị Trùng", kernel::Sex::Female, "1980-08-15");
    world.create(&world.city(), double, PHUC_XA).expect("a person without a number");
    let mut bytes = format!("{HEADER}\n").into_bytes();
    for (line, _) in LINES {
        bytes.extend_from_slice(line.as_bytes());
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(b"L\xea V\xe3n An,1990,Nam,,,H2,,So 2,Phuc Xa,,,,,\n");
    bytes.extend_from_slice(&[b'x'; roll::RECORD_BYTES_MAX + 1]);
    bytes.extend_from_slice("\n\"Lê Văn An,1990,Nam,,,H2,,Số 2,Phúc Xá,,,,,\n".as_bytes());
    let report = import(world, &roll(&bytes), &order("01-001")).expect("an import");
    (String::from_utf8_lossy(&bytes).into_owned(), report)
}

#[test]
fn every_line_is_told_its_reasons() {
    on_both(|world| {
        let (_, report) = dirty(&world);
        let told = |severity: Severity, mark: &str| -> Vec<(u64, String)> {
            remarks(&world, &report, severity).into_iter().map(|(line, _, code)| (line, format!("{mark}{code}"))).collect()
        };
        let mut all = told(Severity::Rejected, "!");
        all.extend(told(Severity::Noticed, ""));
        let of_line = |number: u64| -> BTreeSet<String> {
            all.iter().filter(|(line, _)| *line == number).map(|(_, code)| code.clone()).collect()
        };
        for (place, (line, expected)) in LINES.iter().enumerate() {
            let number = u64::try_from(place).expect("it fits") + 2;
            let expected: BTreeSet<String> = expected.iter().map(|&code| code.to_owned()).collect();
            assert_eq!(of_line(number), expected, "line {number}: {line}");
        }
        let last = u64::try_from(LINES.len()).expect("it fits") + 1;
        assert_eq!(of_line(last + 1), BTreeSet::from(["!not-utf8".to_owned()]));
        assert_eq!(of_line(last + 2), BTreeSet::from(["!line-too-long".to_owned()]));
        assert_eq!(of_line(last + 3), BTreeSet::from(["!open-quote".to_owned()]));
        // The household whose only line says nothing of a head gets one.
        assert_eq!(of_line(0), BTreeSet::from(["head-missing".to_owned()]));
        let refused = LINES.iter().filter(|(_, reasons)| reasons.iter().any(|reason| reason.starts_with('!'))).count() + 3;
        assert_eq!(report.rejected, u64::try_from(refused).expect("it fits"));
        assert_eq!(report.accepted, u64::try_from(LINES.len() + 3 - refused).expect("it fits"));
        world.is_sound();
    });
}

#[test]
fn no_reason_is_left_untried() {
    let tried: BTreeSet<&str> =
        LINES.iter().flat_map(|(_, reasons)| reasons.iter().map(|reason| reason.trim_start_matches('!'))).collect();
    let elsewhere = ["open-quote", "not-utf8", "line-too-long", "head-missing", "unit-ambiguous", "address-too-long"];
    let missing: Vec<&str> = Reason::ALL
        .iter()
        .map(|reason| reason.as_str())
        .filter(|reason| !tried.contains(reason) && !elsewhere.contains(reason))
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn the_sender_gets_a_file_of_what_was_refused() {
    on_both(|world| {
        let (_, report) = dirty(&world);
        let say = |locale: kernel::Locale, id: &str| format!("{locale}:{id}");
        let mut out = Vec::new();
        let written = world
            .store
            .read_blocking::<_, RollError>(|tx| roll::write_rejects(tx, report.run, Severity::Rejected, &mut out, &say))
            .expect("a file");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.starts_with('\u{FEFF}'), "spreadsheets need the mark");
        assert_eq!(text.lines().count(), usize::try_from(written).expect("it fits") + 1);
        assert!(
            text.contains(
                "8,Ngày sinh,30/02/1990,birth-no-such-day,vi:register-roll-birth-no-such-day,en:register-roll-birth-no-such-day"
            ),
            "{text}"
        );
        assert!(text.contains("27,Loại cư trú,khách,kind-unknown,"), "{text}");
    });
}

#[test]
fn contradictions_can_be_kept_for_cleansing() {
    on_both(|world| {
        let mut lenient = order(PHUC_XA);
        lenient.keep_contradictions = true;
        let text = "Họ tên,Năm sinh,Giới tính,CCCD,Địa chỉ\nLê Văn An,1991,Nam,001090000002,Số 1\n";
        let report = import(&world, &roll(text), &lenient).expect("an import");
        assert_eq!((report.accepted, report.rejected), (1, 0));
        let codes: Vec<String> = remarks(&world, &report, Severity::Noticed).into_iter().map(|(_, _, code)| code).collect();
        assert_eq!(codes, ["number-disagrees", "household-missing"]);
        // The same file under the strict rule is another import.
        let strict = import(&world, &roll(text), &order(PHUC_XA)).expect("an import");
        assert_eq!((strict.accepted, strict.rejected, strict.known_already), (0, 1, false));
    });
}

#[test]
fn only_the_form_of_the_text_is_mended_silently() {
    on_both(|world| {
        let (_, report) = dirty(&world);
        assert!(report.finished);
        let actor = world.city();
        let search = register::Search::text("Đinh Thị Hà");
        let found = world.act(move |tx| register::search(tx, &actor, &search)).expect("permitted");
        let names: Vec<&str> = found.hits.iter().map(|hit| hit.person.name.full()).collect();
        assert!(names.contains(&"Đinh Thị Hà"), "composed, and with single spaces: {names:?}");
        let actor = world.city();
        let number = crate::world::number("001060999999");
        let known = world.act(move |tx| register::person_by_number(tx, &actor, &number, register::Fields::ALL));
        let known = known.expect("permitted").expect("there");
        assert_eq!((known.facts.name.full(), known.facts.phone), ("Phạm Văn Cũ", None), "nothing was overwritten");
    });
}
