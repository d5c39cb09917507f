//! From the fields of a line to a person, or to what is wrong with it.

use super::column::Column;
use super::remark::{Reason, Remark, Severity};
use super::units::{NoUnit, UnitBook, Whereabouts};
use super::words;
use crate::commands::create_person::{BIRTH_YEAR_MIN, number_agrees};
use crate::commands::settle::ADDRESS_CHARACTERS_MAX;
use crate::model::{PersonFacts, Relation, ResidenceKind, address_key, telephone};
use kernel::name::{BadName, tidy_spaces};
use kernel::partial_date::BadPartialDate;
use kernel::personal_number::IdentityNumber;
use kernel::{Date, OldNumber, PartialDate, PersonName, PersonalNumber, Sex, UnitCode};

/// The most characters of a wrong value that are kept.
const VALUE_CHARACTERS_MAX: usize = 120;
/// The most characters of a fact that is free text.
const TEXT_CHARACTERS_MAX: usize = 200;

/// Which field of a line holds what.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    columns: Vec<(Column, usize, String)>,
}

/// Rules for reading lines.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) scope: UnitCode,
    pub(crate) today: Date,
    /// Take a number in that contradicts sex or birth, with a notice, instead of refusing the line.
    pub(crate) keep_contradictions: bool,
}

/// A line that can be taken in, as far as it can be told without the register.
#[derive(Clone)]
pub(crate) struct RollLine {
    pub(crate) line: u64,
    pub(crate) facts: PersonFacts,
    pub(crate) unit: UnitCode,
    pub(crate) household: Option<String>,
    pub(crate) relation: Option<Relation>,
    pub(crate) address: Option<String>,
    pub(crate) kind: ResidenceKind,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

impl Layout {
    /// Reads a record as a header: what its known columns are, and the names of the unknown ones.
    pub(crate) fn of(header: &[String]) -> (Self, Vec<String>) {
        let mut columns: Vec<(Column, usize, String)> = Vec::new();
        let mut ignored = Vec::new();
        for (place, name) in header.iter().enumerate() {
            let name = tidy_spaces(name);
            match Column::named(&name) {
                // Of two columns that say they hold the same, the first counts.
                Some(column) if !columns.iter().any(|(known, _, _)| *known == column) => columns.push((column, place, name)),
                _ if name.is_empty() => {}
                _ => ignored.push(name),
            }
        }
        (Self { columns }, ignored)
    }

    pub(crate) fn has(&self, column: Column) -> bool {
        self.columns.iter().any(|(known, _, _)| *known == column)
    }

    /// A header names at least whom a line is about and when they were born.
    pub(crate) fn is_header(&self) -> bool {
        self.has(Column::Name) && (self.has(Column::Birth) || self.has(Column::Number))
    }

    pub(crate) fn header(&self, column: Column) -> &str {
        self.columns.iter().find(|(known, _, _)| *known == column).map_or("", |(_, _, name)| name)
    }

    fn value<'a>(&self, fields: &'a [String], column: Column) -> &'a str {
        let place = self.columns.iter().find(|(known, _, _)| *known == column).map(|(_, place, _)| *place);
        place.and_then(|place| fields.get(place)).map_or("", |field| field.trim())
    }
}

/// Collects what is wrong with a line.
pub(crate) struct Reading<'a> {
    layout: &'a Layout,
    fields: &'a [String],
    line: u64,
    pub(crate) remarks: Vec<Remark>,
}

impl<'a> Reading<'a> {
    const fn new(layout: &'a Layout, fields: &'a [String], line: u64) -> Self {
        Self { layout, fields, line, remarks: Vec::new() }
    }

    fn value(&self, column: Column) -> &'a str {
        self.layout.value(self.fields, column)
    }

    fn text(&self, column: Column) -> Option<String> {
        let text = tidy_spaces(self.value(column));
        (!text.is_empty()).then(|| text.chars().take(TEXT_CHARACTERS_MAX).collect())
    }

    fn remark(&mut self, severity: Severity, column: Column, reason: Reason) {
        let value = self.value(column);
        self.remarks.push(remark(self.layout, self.line, severity, column, value, reason));
    }

    fn reject(&mut self, column: Column, reason: Reason) {
        self.remark(Severity::Rejected, column, reason);
    }

    fn notice(&mut self, column: Column, reason: Reason) {
        self.remark(Severity::Noticed, column, reason);
    }

    fn is_rejected(&self) -> bool {
        self.remarks.iter().any(|remark| remark.severity == Severity::Rejected)
    }

    fn name(&mut self) -> Option<PersonName> {
        let (family, given) = (self.value(Column::FamilyName), self.value(Column::Name));
        let whole = if family.is_empty() { given.to_owned() } else { format!("{family} {given}") };
        match PersonName::parse(&whole) {
            // Half a name is no name.
            Ok(_) if given.is_empty() => {
                self.reject(Column::Name, Reason::NameMissing);
                None
            }
            Ok(name) => Some(name),
            Err(BadName::Empty) => {
                self.reject(Column::Name, Reason::NameMissing);
                None
            }
            Err(_) => {
                self.reject(Column::Name, Reason::NameWrong);
                None
            }
        }
    }

    fn birth(&mut self, today: Date) -> Option<PartialDate> {
        let text = self.value(Column::Birth);
        if text.is_empty() {
            self.reject(Column::Birth, Reason::BirthMissing);
            return None;
        }
        let reason = match PartialDate::parse_any(&tidy_spaces(text)) {
            Ok(birth) if birth.earliest() > today => Reason::BirthFuture,
            Ok(birth) if birth.year() < BIRTH_YEAR_MIN => Reason::BirthTooEarly,
            Ok(birth) => return Some(birth),
            Err(BadPartialDate::ShortYear) => Reason::BirthShortYear,
            Err(BadPartialDate::NoSuchDay) => Reason::BirthNoSuchDay,
            Err(_) => Reason::BirthWrong,
        };
        self.reject(Column::Birth, reason);
        None
    }

    /// The number and the old number, whichever columns they stand in.
    fn numbers(&mut self) -> (Option<PersonalNumber>, Option<OldNumber>) {
        let (mut number, mut old) = (None, None);
        let text = self.value(Column::Number);
        if !text.is_empty() {
            match IdentityNumber::parse_typed(text) {
                Ok(IdentityNumber::Personal(found)) => number = Some(found),
                Ok(IdentityNumber::Old(found)) => old = Some(found),
                Err(_) => self.reject(Column::Number, why_no_number(text)),
            }
        }
        let text = self.value(Column::OldNumber);
        if !text.is_empty() {
            match IdentityNumber::parse_typed(text) {
                // The cards of 2012 to 2015 already had twelve digits: the number itself.
                Ok(IdentityNumber::Personal(found)) if number.is_none() => number = Some(found),
                Ok(IdentityNumber::Old(found)) => old = Some(found),
                _ => self.notice(Column::OldNumber, Reason::OldNumberWrong),
            }
        }
        (number, old)
    }

    fn sex(&mut self, number: Option<&PersonalNumber>) -> Option<Sex> {
        let text = self.value(Column::Sex);
        if let Some(sex) = words::sex(text) {
            return Some(sex);
        }
        match number {
            Some(number) if text.is_empty() => {
                self.notice(Column::Sex, Reason::SexFromNumber);
                Some(number.sex())
            }
            _ => {
                self.reject(Column::Sex, if text.is_empty() { Reason::SexMissing } else { Reason::SexUnknown });
                None
            }
        }
    }

    fn unit(&mut self, units: &UnitBook, scope: &UnitCode) -> Option<UnitCode> {
        let said = Whereabouts {
            unit: self.value(Column::Unit),
            commune: self.value(Column::Commune),
            district: self.value(Column::District),
            province: self.value(Column::Province),
        };
        let reason = match units.commune(&said, scope) {
            Ok(unit) => return Some(unit),
            Err(NoUnit::Missing) => Reason::UnitMissing,
            Err(NoUnit::Unknown) => Reason::UnitUnknown,
            Err(NoUnit::Ambiguous) => Reason::UnitAmbiguous,
            Err(NoUnit::Outside) => Reason::UnitOutside,
        };
        self.reject(if said.unit.is_empty() { Column::Commune } else { Column::Unit }, reason);
        None
    }

    fn kind(&mut self) -> ResidenceKind {
        let text = self.value(Column::Kind);
        if text.is_empty() {
            return ResidenceKind::Permanent;
        }
        words::kind(text).unwrap_or_else(|| {
            self.reject(Column::Kind, Reason::KindUnknown);
            ResidenceKind::Permanent
        })
    }

    fn relation(&mut self) -> Option<Relation> {
        let text = self.value(Column::Relation);
        if text.is_empty() {
            return None;
        }
        Some(words::relation(text).unwrap_or_else(|| {
            self.notice(Column::Relation, Reason::RelationUnknown);
            Relation::OtherRelative
        }))
    }

    fn address(&mut self) -> Option<String> {
        let address = tidy_spaces(self.value(Column::Address));
        if address.chars().count() > ADDRESS_CHARACTERS_MAX {
            self.reject(Column::Address, Reason::AddressTooLong);
        }
        (!address_key(&address).is_empty()).then_some(address)
    }

    fn day(&mut self, column: Column) -> Option<Date> {
        let text = self.value(column);
        if text.is_empty() {
            return None;
        }
        let day = PartialDate::parse_any(&tidy_spaces(text)).ok().and_then(|date| date.full());
        if day.is_none() {
            self.notice(column, Reason::DateWrong);
        }
        day
    }

    fn phone(&mut self) -> Option<String> {
        let text = self.value(Column::Phone);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        // Spreadsheets drop the zero that every number begins with.
        let whole = if digits.len() == 9 && !digits.starts_with('0') { format!("0{digits}") } else { digits };
        let phone = telephone(&whole);
        if !text.is_empty() && phone.is_none() {
            self.notice(Column::Phone, Reason::PhoneWrong);
        }
        phone
    }

    fn facts(&mut self, rules: &Rules) -> Option<PersonFacts> {
        let (number, old_number) = self.numbers();
        let name = self.name();
        let birth = self.birth(rules.today);
        let sex = self.sex(number.as_ref());
        let phone = self.phone();
        let mut facts = PersonFacts::new(name?, sex?, birth?);
        facts.number = number;
        facts.old_number = old_number;
        if number_agrees(&facts).is_err() {
            let severity = if rules.keep_contradictions { Severity::Noticed } else { Severity::Rejected };
            self.remark(severity, Column::Number, Reason::NumberDisagrees);
        }
        facts.phone = phone;
        facts.ethnicity = self.text(Column::Ethnicity);
        facts.religion = self.text(Column::Religion);
        facts.origin = self.text(Column::Origin);
        facts.birth_place = self.text(Column::BirthPlace);
        facts.other_names = self.text(Column::OtherNames);
        facts.current_place = self.text(Column::CurrentPlace);
        facts.blood_group = words::blood_group(self.value(Column::BloodGroup));
        if facts.blood_group.is_none() && !self.value(Column::BloodGroup).is_empty() {
            self.notice(Column::BloodGroup, Reason::BloodGroupWrong);
        }
        if let Some(nationality) = self.text(Column::Nationality) {
            let folded = kernel::name::fold(&nationality);
            facts.nationality = if ["viet nam", "vn", "vietnam", "vietnamese"].contains(&folded.as_str()) {
                "VN".to_owned()
            } else {
                nationality
            };
        }
        Some(facts)
    }
}

/// Reads a line. `None` when it is refused; the remarks say why, and may also notice things about a line that is taken.
pub(crate) fn parse(
    layout: &Layout,
    units: &UnitBook,
    rules: &Rules,
    line: u64,
    fields: &[String],
) -> (Option<RollLine>, Vec<Remark>) {
    let mut reading = Reading::new(layout, fields, line);
    let facts = reading.facts(rules);
    let unit = reading.unit(units, &rules.scope);
    let household = reading.text(Column::Household);
    let (relation, address, kind) = (reading.relation(), reading.address(), reading.kind());
    let (from, until) = (reading.day(Column::From), reading.day(Column::Until));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        reading.reject(Column::Until, Reason::EndsBeforeStart);
    }
    if household.is_none() && address.is_none() && !reading.is_rejected() {
        reading.reject(Column::Address, Reason::AddressMissing);
    }
    if reading.is_rejected() {
        reading.remarks.retain(|remark| remark.severity == Severity::Rejected);
        return (None, reading.remarks);
    }
    if household.is_none() {
        reading.notice(Column::Household, Reason::HouseholdMissing);
    }
    let taken =
        facts.zip(unit).map(|(facts, unit)| RollLine { line, facts, unit, household, relation, address, kind, from, until });
    (taken, reading.remarks)
}

fn why_no_number(text: &str) -> Reason {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let scientific = text.contains(['E', 'e']) && text.contains(['+', '.', ',']) && digits >= 3;
    if scientific {
        Reason::NumberScientific
    } else if text.bytes().all(|byte| byte.is_ascii_digit()) && (10..=11).contains(&digits) {
        Reason::NumberLostZeros
    } else {
        Reason::NumberWrong
    }
}

/// A remark about a value of a line.
pub(crate) fn remark(layout: &Layout, line: u64, severity: Severity, column: Column, value: &str, reason: Reason) -> Remark {
    Remark {
        severity,
        line,
        field: column.as_str().to_owned(),
        header: layout.header(column).to_owned(),
        value: value.chars().take(VALUE_CHARACTERS_MAX).collect(),
        reason,
    }
}

/// Reads any bytes as a roll, for the fuzzer: nothing may panic. Returns how many lines could be taken and how many not.
#[doc(hidden)]
#[must_use]
pub fn parse_anything(bytes: &[u8], units: &UnitBook) -> (usize, usize) {
    let Ok(scope) = "01-001-00001".parse::<UnitCode>() else { return (0, 0) };
    let rules = Rules { scope, today: jiff::civil::date(2025, 3, 6), keep_contradictions: false };
    let mut records = super::read::Records::new(bytes, super::read::sniff(bytes), 0, 1);
    let (mut taken, mut refused) = (0, 0);
    let mut layout: Option<Layout> = None;
    while let Ok(Some(record)) = records.next() {
        match (&layout, record.fields) {
            (_, Err(_)) => refused += 1,
            (None, Ok(fields)) => layout = Some(Layout::of(&fields).0).filter(Layout::is_header),
            (Some(layout), Ok(fields)) => match parse(layout, units, &rules, record.line, &fields) {
                (Some(_), _) => taken += 1,
                (None, _) => refused += 1,
            },
        }
    }
    (taken, refused)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rules() -> Rules {
        let scope = "01-001-00001".parse().expect("a commune");
        Rules { scope, today: "2025-03-06".parse().expect("a date"), keep_contradictions: false }
    }

    /// Reads one line under a header; the values of the remarks are left out.
    fn read(header: &str, line: &str) -> (Option<RollLine>, Vec<(String, Reason)>) {
        let cut = |text: &str| -> Vec<String> { text.split(',').map(str::to_owned).collect() };
        let (layout, _) = Layout::of(&cut(header));
        let (taken, remarks) = parse(&layout, &UnitBook::empty(), &rules(), 7, &cut(line));
        (taken, remarks.into_iter().map(|remark| (remark.header, remark.reason)).collect())
    }

    #[test]
    fn a_line_is_read_whatever_the_order_of_columns() {
        let header = "STT,Giới tính,Ngày sinh,Họ và tên,Số CCCD,Số hộ,Quan hệ với chủ hộ,Địa chỉ,SĐT";
        let (line, remarks) = read(header, "1,Nữ,17/05/1999,Nguyễn  Thị Ví Dụ,001199012345,H1,Chủ hộ,Số 1,912345678");
        let line = line.expect("a good line");
        assert!(remarks.is_empty(), "{remarks:?}");
        assert_eq!(
            (line.line, line.facts.name.full(), line.facts.birth.to_string().as_str()),
            (7, "Nguyễn Thị Ví Dụ", "1999-05-17")
        );
        assert_eq!(
            (line.relation, line.household.as_deref(), line.address.as_deref()),
            (Some(Relation::Head), Some("H1"), Some("Số 1"))
        );
        assert_eq!(line.facts.phone.as_deref(), Some("0912345678"), "spreadsheets drop the zero");
    }

    #[test]
    fn every_defect_of_a_line_is_told_with_its_column() {
        let (line, remarks) = read("Họ tên,Năm sinh,Phái,CCCD,Địa chỉ", "Lê 2,31/02/1990,x,1.99E+11,");
        assert!(line.is_none());
        let reasons: Vec<(&str, Reason)> = remarks.iter().map(|(header, reason)| (header.as_str(), *reason)).collect();
        let expected = [
            ("CCCD", Reason::NumberScientific),
            ("Họ tên", Reason::NameWrong),
            ("Năm sinh", Reason::BirthNoSuchDay),
            ("Phái", Reason::SexUnknown),
        ];
        assert_eq!(reasons, expected);
    }

    #[test]
    fn a_name_in_two_columns_is_one_name() {
        let (line, _) = read("Họ và tên đệm,Tên,Năm sinh,Giới tính,Địa chỉ", "Nguyễn Thị,Dụ,1990,Nữ,Số 1");
        assert_eq!(line.expect("a good line").facts.name.full(), "Nguyễn Thị Dụ");
        let (line, remarks) = read("Họ,Tên,Năm sinh,Giới tính,Địa chỉ", "Nguyễn,,1990,Nữ,Số 1");
        assert!(line.is_none());
        assert_eq!(remarks, [("Tên".to_owned(), Reason::NameMissing)]);
    }

    #[test]
    fn an_old_number_is_told_from_a_new_one() {
        let (line, _) = read("Họ tên,Năm sinh,Phái,CCCD,Địa chỉ", "Lê An,1990,Nam,012345678,Số 1");
        let facts = line.expect("a good line").facts;
        assert!(facts.number.is_none() && facts.old_number.is_some());
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = parse_anything(&bytes, &UnitBook::empty());
        }

        #[test]
        fn no_values_panic(values in proptest::collection::vec("\\PC{0,14}", 8)) {
            let header = "Họ tên,Ngày sinh,Giới tính,CCCD,Địa chỉ,Xã,Điện thoại,Đến ngày".split(',').map(str::to_owned).collect::<Vec<_>>();
            let (layout, _) = Layout::of(&header);
            let (taken, remarks) = parse(&layout, &UnitBook::empty(), &rules(), 1, &values);
            let rejected = remarks.iter().any(|remark| remark.severity == Severity::Rejected);
            prop_assert_eq!(taken.is_none(), rejected, "a refused line has a reason, a taken one has none to refuse it");
        }
    }
}
