//! A roll as Apache Parquet: one row a residence, with the types that analysts expect.
//!
//! Dates that are known to the day are dates; a birth that is known in part is a year and the text as the register holds it.

use super::ExportLine;
use crate::roll::words::{kind_word, relation_word, sex_word};
use kernel::Date;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows that are held in memory before they are written as a group.
const ROWS_A_GROUP: usize = 20_000;

/// The columns, in the order in which [`ParquetRoll::write_group`] fills them.
const SCHEMA: &str = "
    message roll {
        OPTIONAL BYTE_ARRAY household (UTF8);
        OPTIONAL BYTE_ARRAY relation (UTF8);
        REQUIRED BYTE_ARRAY name (UTF8);
        REQUIRED BYTE_ARRAY birth (UTF8);
        REQUIRED INT32 birth_year;
        OPTIONAL INT32 birth_date (DATE);
        REQUIRED BYTE_ARRAY sex (UTF8);
        OPTIONAL BYTE_ARRAY number (UTF8);
        OPTIONAL BYTE_ARRAY old_number (UTF8);
        REQUIRED BYTE_ARRAY address (UTF8);
        REQUIRED BYTE_ARRAY unit (UTF8);
        REQUIRED BYTE_ARRAY kind (UTF8);
        OPTIONAL INT32 lives_from (DATE);
        OPTIONAL INT32 lives_until (DATE);
        OPTIONAL BYTE_ARRAY ethnicity (UTF8);
        OPTIONAL BYTE_ARRAY religion (UTF8);
        REQUIRED BYTE_ARRAY nationality (UTF8);
        OPTIONAL BYTE_ARRAY origin (UTF8);
        OPTIONAL BYTE_ARRAY phone (UTF8);
    }";

/// A file that grows by groups of rows.
pub(super) struct ParquetRoll<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    rows: Vec<ExportLine>,
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

impl<W: Write + Send> ParquetRoll<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let schema = Arc::new(parse_message_type(SCHEMA).map_err(failed)?);
        let properties = WriterProperties::builder().set_compression(Compression::UNCOMPRESSED).build();
        let writer = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(failed)?;
        Ok(Self { writer, rows: Vec::new() })
    }

    pub(super) fn push(&mut self, line: ExportLine) -> io::Result<()> {
        self.rows.push(line);
        if self.rows.len() >= ROWS_A_GROUP { self.write_group() } else { Ok(()) }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        if !self.rows.is_empty() {
            self.write_group()?;
        }
        self.writer.close().map_err(failed)?;
        Ok(())
    }

    fn write_group(&mut self) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        let mut group = self.writer.next_row_group().map_err(failed)?;
        let texts = |value: &dyn Fn(&ExportLine) -> Option<String>| -> Vec<Option<ByteArray>> {
            rows.iter().map(|row| value(row).map(|text| ByteArray::from(text.into_bytes()))).collect()
        };
        let days = |value: &dyn Fn(&ExportLine) -> Option<Date>| -> Vec<Option<i32>> {
            rows.iter().map(|row| value(row).map(since_1970)).collect()
        };
        optional::<ByteArrayType, W>(&mut group, &texts(&|row| row.household.clone()))?;
        optional::<ByteArrayType, W>(&mut group, &texts(&|row| row.relation.map(|it| relation_word(it).to_owned())))?;
        required::<ByteArrayType, W>(&mut group, &texts(&|row| Some(row.name.to_string())))?;
        required::<ByteArrayType, W>(&mut group, &texts(&|row| Some(row.birth.to_string())))?;
        let years: Vec<Option<i32>> = rows.iter().map(|row| Some(i32::from(row.birth.year()))).collect();
        required::<Int32Type, W>(&mut group, &years)?;
        optional::<Int32Type, W>(&mut group, &days(&|row| row.birth.full()))?;
        required::<ByteArrayType, W>(&mut group, &texts(&|row| Some(sex_word(row.sex).to_owned())))?;
        optional::<ByteArrayType, W>(&mut group, &texts(&|row| row.number.map(|it| it.to_string())))?;
        optional::<ByteArrayType, W>(&mut group, &texts(&|row| row.old_number.map(|it| it.to_string())))?;
        required::<ByteArrayType, W>(&mut group, &texts(&|row| Some(row.address.clone())))?;
        required::<ByteArrayType, W>(&mut group, &texts(&|row| Some(row.unit.to_string())))?;
        required::<ByteArrayType, W>(&mut group, &texts(&|row| Some(kind_word(row.kind).to_owned())))?;
        optional::<Int32Type, W>(&mut group, &days(&|row| row.from))?;
        optional::<Int32Type, W>(&mut group, &days(&|row| row.until))?;
        optional::<ByteArrayType, W>(&mut group, &texts(&|row| row.ethnicity.clone()))?;
        optional::<ByteArrayType, W>(&mut group, &texts(&|row| row.religion.clone()))?;
        required::<ByteArrayType, W>(&mut group, &texts(&|row| Some(row.nationality.clone())))?;
        optional::<ByteArrayType, W>(&mut group, &texts(&|row| row.origin.clone()))?;
        optional::<ByteArrayType, W>(&mut group, &texts(&|row| row.phone.clone()))?;
        group.close().map_err(failed)?;
        Ok(())
    }
}

/// Days from 1 January 1970, as Parquet counts them.
fn since_1970(day: Date) -> i32 {
    let first = Date::new(1970, 1, 1).expect("a day of the calendar");
    first.until(day).map_or(0, |span| span.get_days())
}

fn required<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[Option<T::T>],
) -> io::Result<()> {
    column::<T, W>(group, values, false)
}

fn optional<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[Option<T::T>],
) -> io::Result<()> {
    column::<T, W>(group, values, true)
}

/// Writes the next column: the values that are there, and where they are missing.
fn column<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[Option<T::T>],
    optional: bool,
) -> io::Result<()> {
    let mut column = group.next_column().map_err(failed)?.ok_or_else(|| io::Error::other("the schema has fewer columns"))?;
    let there: Vec<T::T> = values.iter().flatten().cloned().collect();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    column.typed::<T>().write_batch(&there, optional.then_some(levels.as_slice()), None).map_err(failed)?;
    column.close().map_err(failed)
}
