//! A synthetic roll of a commune, imported into an empty register: how many lines a second.
//! `cargo run --release -p register --example import_bench -- LINES`
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use access::testing::World;
use kernel::{PersonalNumber, Randomness, SeededRandom, Sex};
use register::roll::{Import, UnitBook, import};
use std::fmt::Write;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;
use store::testing::TestDatabase;

const FAMILIES: &[&str] = &["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"];
const GIVENS: &[&str] = &["Anh", "Hùng", "Hưng", "Hòa", "Lan", "Linh", "Minh", "Ngọc", "Phương", "Thảo", "Trang", "Tuấn"];

fn main() {
    let lines: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let database = TestDatabase::sqlite();
    let store = database.open(&[audit::schema(), register::schema()]);
    let places = places::Places::from_pack(&country::Pack::embedded().expect("the pack"));
    let units = Arc::new(UnitBook::new(&places, "2025-03-06".parse().expect("a date")));
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("roll.csv");
    std::fs::write(&path, roll(lines)).expect("the roll is written");

    let order = Import { scope: "01".parse().expect("a unit"), units, keep_contradictions: false };
    let started = Instant::now();
    let report = import(&store, &World::new().system(), &path, &order, &mut |_| ControlFlow::Continue(())).expect("an import");
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{} lines in {seconds:.2} s: {} accepted, {} rejected, {} households",
        lines, report.accepted, report.rejected, report.households
    );
    store.close();
}

/// Lines as a commune's spreadsheet has them: decomposed text in places, some mistakes, households of four.
fn roll(lines: usize) -> String {
    let random = SeededRandom::new(5);
    let mut taken = std::collections::HashSet::new();
    let mut text = "STT;Số hộ;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Quan hệ với chủ hộ;Địa chỉ;Phường;Quận;SĐT\r\n".to_owned();
    let pick = |words: &[&'static str]| {
        words[usize::try_from(random.below(u64::try_from(words.len()).expect("it fits"))).expect("it fits")]
    };
    for line in 0..lines {
        let sex = if random.below(2) == 0 { Sex::Male } else { Sex::Female };
        let (word, middle) = if sex == Sex::Male { ("Nam", "Văn") } else { ("Nữ", "Thị") };
        let year = 1940 + i16::try_from(random.below(80)).expect("a year");
        let number = loop {
            let number = PersonalNumber::issue("001", sex, year, &random).expect("a number");
            if taken.insert(number) {
                break number;
            }
        };
        let word = if line % 50 == 7 { "?" } else { word };
        let relation = if line % 4 == 0 { "Chủ hộ" } else { "Con" };
        let (day, month, home) = (line % 28 + 1, line % 12 + 1, line / 4);
        let (family, given) = (pick(FAMILIES), pick(GIVENS));
        let _ = write!(
            text,
            "{line};H{home};{family} {middle} {given};{day:02}/{month:02}/{year};{word};{number};{relation};Số {home} phố Mẫu;Phường Phúc Xá;Quận Ba Đình;09{line:08}\r\n"
        );
    }
    text
}
