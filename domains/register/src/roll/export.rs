//! Exporting the residents of a unit as a roll that can be imported again.

mod parquet;

use self::parquet::ParquetRoll;
use super::RollError;
use super::column::Column;
use super::remark::{csv_failed, harmless};
use super::words::{kind_word, relation_word, sex_word};
use crate::model::{ExportFormat, Fields, Relation, ResidenceId, ResidenceKind};
use crate::sql::roll as sql;
use crate::{Error, permit};
use access::{Actor, Resource};
use kernel::{Date, HouseholdId, OldNumber, PartialDate, PersonId, PersonName, PersonalNumber, Sex, StaffId, UnitCode};
use std::io::Write;
use store::{Store, Tx, params};

/// How many households, or persons who live alone, are one unit of work.
const A_TURN: usize = 200;

const COLUMNS: &[Column] = &[
    Column::Household,
    Column::Relation,
    Column::Name,
    Column::Birth,
    Column::Sex,
    Column::Number,
    Column::OldNumber,
    Column::Address,
    Column::Unit,
    Column::Kind,
    Column::From,
    Column::Until,
    Column::Ethnicity,
    Column::Religion,
    Column::Nationality,
    Column::Origin,
    Column::Phone,
    Column::OtherNames,
    Column::CurrentPlace,
];

/// What to export.
#[derive(Debug, Clone)]
pub struct ExportRoll {
    /// Whose residents.
    pub unit: UnitCode,
    /// The officer who agreed to it.
    pub second_officer: Option<StaffId>,
    /// How it is written.
    pub format: ExportFormat,
}

/// What was exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Exported {
    /// Persons written.
    pub people: u64,
    /// Households among them.
    pub households: u64,
}

store::row! {
    #[derive(Debug)]
    struct ExportLine {
        person: PersonId,
        number: Option<PersonalNumber>,
        old_number: Option<OldNumber>,
        name: PersonName,
        birth: PartialDate,
        sex: Sex,
        ethnicity: Option<String>,
        religion: Option<String>,
        nationality: String,
        origin: Option<String>,
        phone: Option<String>,
        relation: Option<Relation>,
        kind: ResidenceKind,
        unit: UnitCode,
        address: String,
        household: Option<String>,
        from: Option<Date>,
        until: Option<Date>,
        other_names: Option<String>,
        current_place: Option<String>,
    }
}

/// What a turn reads.
#[derive(Clone)]
enum Part {
    Households(Vec<HouseholdId>),
    Alone(Vec<ResidenceId>),
}

/// Writes the residents of a unit as CSV. The export is an entry of the log, and everybody in it gets an access entry,
/// committed before their line is written.
///
/// # Errors
/// [`Error::Denied`] without a purpose, a fresh proof and a second officer; failures of the store and the writer.
pub fn export(store: &Store, actor: &Actor, request: &ExportRoll, out: &mut (dyn Write + Send)) -> Result<Exported, RollError> {
    begin(store, actor, request)?;
    write_roll(store, actor, &request.unit, request.format, out)
}

/// A list as it is written, line by line.
enum Table<'w> {
    Csv(Box<csv::Writer<&'w mut (dyn Write + Send)>>),
    Parquet(Box<ParquetRoll<&'w mut (dyn Write + Send)>>),
}

impl<'w> Table<'w> {
    fn begin(format: ExportFormat, out: &'w mut (dyn Write + Send)) -> Result<Self, RollError> {
        if format == ExportFormat::Parquet {
            return Ok(Self::Parquet(Box::new(ParquetRoll::new(out).map_err(RollError::Output)?)));
        }
        out.write_all("\u{FEFF}".as_bytes()).map_err(RollError::Output)?;
        let mut table = csv::Writer::from_writer(out);
        table.write_record(COLUMNS.iter().map(|column| column.header())).map_err(csv_failed)?;
        Ok(Self::Csv(Box::new(table)))
    }

    fn push(&mut self, line: ExportLine) -> Result<(), RollError> {
        match self {
            Self::Csv(table) => table.write_record(fields(&line)).map_err(csv_failed),
            Self::Parquet(table) => table.push(line).map_err(RollError::Output),
        }
    }

    fn finish(self) -> Result<(), RollError> {
        match self {
            Self::Csv(mut table) => table.flush().map_err(RollError::Output),
            Self::Parquet(table) => table.finish().map_err(RollError::Output),
        }
    }
}

/// Writes the residents of a unit. The caller has permitted it; everybody gets an access entry before their line is written.
pub(super) fn write_roll(
    store: &Store,
    actor: &Actor,
    unit: &UnitCode,
    format: ExportFormat,
    out: &mut (dyn Write + Send),
) -> Result<Exported, RollError> {
    let (households, alone) = residents(store, unit)?;
    let mut table = Table::begin(format, out)?;
    let mut exported = Exported { people: 0, households: u64::try_from(households.len()).unwrap_or(0) };
    let parts = households.chunks(A_TURN).map(|ids| Part::Households(ids.to_vec()));
    for part in parts.chain(alone.chunks(A_TURN).map(|ids| Part::Alone(ids.to_vec()))) {
        for line in read(store, actor, part)? {
            table.push(line)?;
            exported.people += 1;
        }
    }
    table.finish()?;
    Ok(exported)
}

fn begin(store: &Store, actor: &Actor, request: &ExportRoll) -> Result<(), RollError> {
    let resource = Resource::new("person").unit(request.unit.clone());
    let resource = match request.second_officer {
        Some(officer) => resource.second_officer(officer),
        None => resource,
    };
    actor.authorize(permit::EXPORT, &resource).map_err(Error::from)?;
    let (actor, unit, second) = (actor.clone(), request.unit.clone(), request.second_officer);
    store.write_blocking::<_, Error, _>(move |tx| {
        let detail = serde_json::json!({ "unit": unit, "second_officer": second, "purpose": actor.purpose.as_str() });
        let entry = audit::Change { entity: "register", id: 0, person: None, act: permit::EXPORT, detail };
        Ok(audit::change(tx, &actor, &entry)?)
    })?;
    Ok(())
}

/// Who lives in the unit: households in the order of a roll, then those who live without one.
fn residents(store: &Store, unit: &UnitCode) -> Result<(Vec<HouseholdId>, Vec<ResidenceId>), RollError> {
    let (low, high) = unit.range();
    store.read_blocking(|tx| {
        let (mut households, mut alone) = (Vec::new(), Vec::new());
        tx.for_each::<(HouseholdId,), RollError>(&sql::HOUSEHOLDS_IN, params![low, high], |(id,)| {
            households.push(id);
            Ok(())
        })?;
        tx.for_each::<(ResidenceId,), RollError>(&sql::ALONE_IN, params![low, high], |(id,)| {
            alone.push(id);
            Ok(())
        })?;
        Ok((households, alone))
    })
}

/// The lines of a part, whose persons get their access entries in the same unit of work.
fn read(store: &Store, actor: &Actor, part: Part) -> Result<Vec<ExportLine>, RollError> {
    let actor = actor.clone();
    store.write_blocking(move |tx: &mut Tx<'_>| {
        let mut lines = Vec::new();
        match &part {
            Part::Households(ids) => {
                for id in ids {
                    let mut members = tx.many::<ExportLine>(&sql::ROLL_LINES_OF_HOUSEHOLD, params![id])?;
                    members.sort_by_key(|line| (line.relation != Some(Relation::Head), line.birth.earliest(), line.person));
                    lines.append(&mut members);
                }
            }
            Part::Alone(ids) => {
                for id in ids {
                    lines.extend(tx.optional::<ExportLine>(&sql::ROLL_LINE_OF_RESIDENCE, params![id])?);
                }
            }
        }
        let persons: Vec<PersonId> = lines.iter().map(|line| line.person).collect();
        let seen = Fields::IDENTITY | Fields::RESIDENCE | Fields::ORIGIN | Fields::CONTACT | Fields::OLD_NUMBERS;
        permit::saw_list(tx, &actor, &persons, seen)?;
        Ok(lines)
    })
}

fn fields(line: &ExportLine) -> Vec<String> {
    let text = |text: &Option<String>| text.as_deref().map(harmless).unwrap_or_default();
    let day = |day: Option<Date>| day.map(|day| as_written(&PartialDate::Day(day))).unwrap_or_default();
    COLUMNS
        .iter()
        .map(|column| match column {
            Column::Household => text(&line.household),
            Column::Relation => line.relation.map(relation_word).unwrap_or_default().to_owned(),
            Column::Name => line.name.to_string(),
            Column::Birth => as_written(&line.birth),
            Column::Sex => sex_word(line.sex).to_owned(),
            Column::Number => line.number.map(|number| number.to_string()).unwrap_or_default(),
            Column::OldNumber => line.old_number.map(|number| number.to_string()).unwrap_or_default(),
            Column::Address => harmless(&line.address),
            Column::Unit => line.unit.to_string(),
            Column::Kind => kind_word(line.kind).to_owned(),
            Column::From => day(line.from),
            Column::Until => day(line.until),
            Column::Ethnicity => text(&line.ethnicity),
            Column::Religion => text(&line.religion),
            Column::Nationality => line.nationality.clone(),
            Column::Origin => text(&line.origin),
            Column::Phone => text(&line.phone),
            Column::OtherNames => text(&line.other_names),
            Column::CurrentPlace => text(&line.current_place),
            // A blood group is a matter of health, which a roll has no need of.
            Column::BloodGroup => String::new(),
            Column::FamilyName | Column::Commune | Column::District | Column::Province | Column::BirthPlace => String::new(),
        })
        .collect()
}

/// A date as rolls write it, day first.
fn as_written(date: &PartialDate) -> String {
    match (date.month(), date.full()) {
        (_, Some(day)) => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
        (Some(month), None) => format!("{month:02}/{:04}", date.year()),
        (None, None) => format!("{:04}", date.year()),
    }
}
