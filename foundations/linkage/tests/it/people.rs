//! A small town whose records are known to be one person's or not.

use linkage::{Linked, Model, Options, Table, link};

const FAMILIES: [&str; 12] = ["Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ"];
const MIDDLES: [&str; 10] = ["Văn", "Thị", "Thị Thu", "Đức", "Ngọc", "Minh", "Hữu", "Quang", "Thanh", "Xuân"];
const GIVENS: [&str; 24] = [
    "Hùng", "Hưng", "Lan", "Hương", "Sơn", "Hải", "Thủy", "Dung", "Dũng", "Bình", "Khánh", "Tuấn", "Phương", "Quỳnh", "Trang",
    "Nam", "Long", "Tùng", "Việt", "Yến", "Mai", "Đào", "Cúc", "Trúc",
];
const STREETS: [&str; 8] =
    ["Trần Hưng Đạo", "Lê Lợi", "Hai Bà Trưng", "Quang Trung", "Phan Chu Trinh", "Láng Hạ", "Kim Mã", "Đội Cấn"];

/// A record in the order of the columns of the Vietnamese model.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Person {
    pub(crate) family: String,
    pub(crate) middle: String,
    pub(crate) given: String,
    pub(crate) birth: String,
    pub(crate) sex: String,
    pub(crate) unit: String,
    pub(crate) address: String,
    pub(crate) number: String,
    pub(crate) phone: String,
}

impl Person {
    pub(crate) fn values(&self) -> [&str; 9] {
        [&self.family, &self.middle, &self.given, &self.birth, &self.sex, &self.unit, &self.address, &self.number, &self.phone]
    }
}

/// The person of a number: the same number gives the same person.
pub(crate) fn person(number: u64) -> Person {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x1234_5678;
    let mut below = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % (bound as u64)).expect("small")
    };
    for _ in 0..8 {
        below(2);
    }
    let year = 1935 + below(80);
    Person {
        family: FAMILIES[below(FAMILIES.len())].to_owned(),
        middle: MIDDLES[below(MIDDLES.len())].to_owned(),
        given: GIVENS[below(GIVENS.len())].to_owned(),
        birth: format!("{year}-{:02}-{:02}", 1 + below(12), 1 + below(28)),
        sex: ["M", "F"][below(2)].to_owned(),
        unit: format!("01{:03}{:03}", 1 + below(4), 1 + below(9)),
        address: format!("{} {}", 1 + below(300), STREETS[below(STREETS.len())]),
        number: format!("001{}{:02}{:06}", below(4), year % 100, below(1_000_000)),
        phone: format!("09{:08}", below(100_000_000)),
    }
}

pub(crate) const TOWN: u64 = 3000;

/// A table with the people of the town, and further records behind them.
pub(crate) fn town(more: &[Person]) -> Table {
    let mut table = Table::new(&Model::vietnamese()).expect("the model is good");
    for (turn, person) in (0..TOWN).map(person).chain(more.iter().cloned()).enumerate() {
        table.push(&turn.to_string(), &person.values()).expect("room");
    }
    table
}

pub(crate) fn linked(table: &mut Table, options: &Options) -> Linked {
    link(&Model::vietnamese(), table, options, &|_, _, _| {}).expect("there is enough to link")
}
