//! What is wrong with lines of a roll, and the file that tells its sender.

use crate::Error;
use crate::sql::roll as sql;
use std::io::Write;
use store::{ReadTx, ToValue, Tx, Value, params};

kernel::text_enum! {
    /// How bad it is.
    pub enum Severity {
        /// The line was not taken in.
        Rejected = "rejected",
        /// The line was taken in and should be looked at.
        Noticed = "noticed",
    }
}

kernel::text_enum! {
    /// What is wrong with a line.
    pub enum Reason {
        /// A quote is opened and not closed.
        OpenQuote = "open-quote",
        /// The bytes are not UTF-8.
        NotUtf8 = "not-utf8",
        /// The line is too long to be one of a roll.
        LineTooLong = "line-too-long",
        /// There is no name.
        NameMissing = "name-missing",
        /// The name has characters that no name has.
        NameWrong = "name-wrong",
        /// There is no date of birth.
        BirthMissing = "birth-missing",
        /// The date of birth cannot be read.
        BirthWrong = "birth-wrong",
        /// The year of birth has two digits.
        BirthShortYear = "birth-short-year",
        /// The calendar has no such day.
        BirthNoSuchDay = "birth-no-such-day",
        /// The date of birth lies in the future.
        BirthFuture = "birth-future",
        /// The date of birth lies too far back.
        BirthTooEarly = "birth-too-early",
        /// There is no sex, and no number that would tell.
        SexMissing = "sex-missing",
        /// The word for the sex is unknown.
        SexUnknown = "sex-unknown",
        /// The number has neither twelve nor nine digits, or other characters.
        NumberWrong = "number-wrong",
        /// The number is shorter than twelve digits, as when a spreadsheet drops leading zeros.
        NumberLostZeros = "number-lost-zeros",
        /// The number is in scientific notation, so its digits are lost.
        NumberScientific = "number-scientific",
        /// The number contradicts sex or year of birth.
        NumberDisagrees = "number-disagrees",
        /// Somebody in the register has the number, or had it.
        NumberTaken = "number-taken",
        /// An earlier line of the roll has the number.
        NumberTwice = "number-twice",
        /// An earlier line of the household has the same name and birth.
        PersonTwice = "person-twice",
        /// The household has a head already.
        SecondHead = "second-head",
        /// No commune is named, and the roll is not of one.
        UnitMissing = "unit-missing",
        /// There is no such commune.
        UnitUnknown = "unit-unknown",
        /// Several communes are called so.
        UnitAmbiguous = "unit-ambiguous",
        /// The commune is outside the units of the roll.
        UnitOutside = "unit-outside",
        /// There is neither an address nor a household that has one.
        AddressMissing = "address-missing",
        /// The address is too long.
        AddressTooLong = "address-too-long",
        /// The word for permanent or temporary is unknown.
        KindUnknown = "kind-unknown",
        /// The residence would end before it begins.
        EndsBeforeStart = "ends-before-start",
        /// The relation to the head is unknown; taken as another relative.
        RelationUnknown = "relation-unknown",
        /// No household is named; the person was taken in without one.
        HouseholdMissing = "household-missing",
        /// No line of the household is its head; the eldest adult was made head.
        HeadMissing = "head-missing",
        /// The address differs from the household's, which was kept.
        AddressDiffers = "address-differs",
        /// The sex was taken from the number.
        SexFromNumber = "sex-from-number",
        /// A telephone number that is none; left out.
        PhoneWrong = "phone-wrong",
        /// An old number that is none; left out.
        OldNumberWrong = "old-number-wrong",
        /// A blood group that is none; left out.
        BloodGroupWrong = "blood-group-wrong",
        /// A date of residence that cannot be read; left out.
        DateWrong = "date-wrong",
        /// The register knows the person already, in this commune; nothing was entered twice.
        KnownAlready = "known-already",
        /// The register knows the person already, in another commune: that one is to be told.
        KnownElsewhere = "known-elsewhere",
        /// The person is known, and the register holds something else or nothing here; it was not overwritten.
        DiffersFromRegister = "differs-from-register",
        /// Somebody of the same name, birth and sex lives in the commune; taken in as another person, to be looked at.
        PossibleDuplicate = "possible-duplicate",
    }
}

impl Reason {
    /// The message that explains it to the sender.
    #[must_use]
    pub fn message_id(self) -> String {
        format!("register-roll-{self}")
    }
}

/// One thing wrong with one line.
#[derive(Clone, PartialEq, Eq)]
pub struct Remark {
    /// How bad.
    pub severity: Severity,
    /// The line of the file, from 1; 0 where no single line is meant.
    pub line: u64,
    /// What the column holds; empty where the whole line is meant.
    pub field: String,
    /// The column's header as the file has it.
    pub header: String,
    /// The value that is wrong.
    pub value: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// The value may be personal; only place and reason may reach a log.
impl std::fmt::Debug for Remark {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Remark({} {} {} {})", self.line, self.field, self.severity, self.reason)
    }
}

store::row! {
    struct RemarkRow {
        severity: Severity,
        line: i64,
        field: String,
        header: String,
        value: String,
        code: Reason,
    }
}

impl From<RemarkRow> for Remark {
    fn from(row: RemarkRow) -> Self {
        Self {
            severity: row.severity,
            line: u64::try_from(row.line).unwrap_or(0),
            field: row.field,
            header: row.header,
            value: row.value,
            reason: row.code,
        }
    }
}

/// Keeps remarks with their import.
pub(crate) fn keep(tx: &mut Tx<'_>, run: super::import::RunId, remarks: &[Remark]) -> Result<(), Error> {
    let rows = remarks.iter().map(|remark| {
        [
            Value::Int(run.get()),
            remark.severity.to_value().into_owned(),
            Value::Int(i64::try_from(remark.line).unwrap_or(i64::MAX)),
            Value::Text(remark.field.clone().into()),
            Value::Text(remark.header.clone().into()),
            Value::Text(remark.value.clone().into()),
            remark.reason.to_value().into_owned(),
        ]
    });
    tx.insert_many(&sql::REMARK_ROWS, rows)?;
    Ok(())
}

/// Hands every remark of an import to `visit`, in the order of lines.
///
/// # Errors
/// Failures of the store, and what `visit` returns.
pub fn remarks<E: From<store::Error>>(
    tx: &mut ReadTx<'_>,
    run: super::import::RunId,
    severity: Severity,
    mut visit: impl FnMut(Remark) -> Result<(), E>,
) -> Result<(), E> {
    tx.for_each::<RemarkRow, E>(&sql::REMARKS, params![run, severity], |row| visit(Remark::from(row)))
}

/// Writes the remarks of an import as CSV that a spreadsheet opens: line, column, value, code, reason in Vietnamese and
/// English. `say` gives the words of a message in a language. Returns how many were written.
///
/// # Errors
/// Failures of the store and of the writer.
pub fn write_rejects(
    tx: &mut ReadTx<'_>,
    run: super::import::RunId,
    severity: Severity,
    out: &mut dyn Write,
    say: &dyn Fn(kernel::Locale, &str) -> String,
) -> Result<u64, super::RollError> {
    // Spreadsheets take a file for UTF-8 only with the mark.
    out.write_all("\u{FEFF}".as_bytes()).map_err(super::RollError::Output)?;
    let mut table = csv::Writer::from_writer(out);
    let title = |column: &str| {
        let id = format!("register-roll-column-{column}");
        format!("{} / {}", say(kernel::Locale::Vi, &id), say(kernel::Locale::En, &id))
    };
    let titles = ["line", "column", "value", "code", "reason-vi", "reason-en"].map(title);
    table.write_record(titles).map_err(csv_failed)?;
    let mut written = 0;
    remarks::<super::RollError>(tx, run, severity, |remark| {
        let id = remark.reason.message_id();
        let line = if remark.line == 0 { String::new() } else { remark.line.to_string() };
        let (vi, en) = (say(kernel::Locale::Vi, &id), say(kernel::Locale::En, &id));
        table
            .write_record([&line, &remark.header, &harmless(&remark.value), remark.reason.as_str(), &vi, &en])
            .map_err(csv_failed)?;
        written += 1;
        Ok(())
    })?;
    table.flush().map_err(super::RollError::Output)?;
    Ok(written)
}

pub(crate) fn csv_failed(error: csv::Error) -> super::RollError {
    super::RollError::Output(std::io::Error::other(error))
}

/// A value that a spreadsheet would take for a formula, with an apostrophe before it.
pub(crate) fn harmless(value: &str) -> String {
    if value.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{value}") } else { value.to_owned() }
}
