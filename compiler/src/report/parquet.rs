//! Open data as Parquet, one file a table, for databases: text as UTF-8, amounts as exact decimals. A cell
//! without anything is null.
//!
//! Rows are gathered column by column and written in groups, so that it takes no more memory for more rows.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use crate::Analysis;
use crate::ledger::Millionths;

use super::data::{Column, Data, Datum, Holds, Table, VERSION};

/// How many rows are written at a time.
const GROUP: usize = 1 << 16;

/// Writes a table.
///
/// # Errors
/// What `out` says.
pub fn write(analysis: &Analysis, table: Table, out: &mut dyn Write) -> io::Result<()> {
    let columns = table.columns();
    let data = Data::new(analysis);
    let written = Written::default();
    let schema = schema(table, &columns).map_err(io::Error::other)?;
    let mut file =
        SerializedFileWriter::new(written.clone(), Arc::new(schema), Arc::new(properties())).map_err(io::Error::other)?;
    let mut buffers: Vec<Buffer> = columns.iter().map(|column| Buffer::new(column.holds)).collect();
    let mut rows = 0;
    for row in data.rows(table) {
        for (column, buffer) in columns.iter().zip(&mut buffers) {
            buffer.push((column.value)(&row));
        }
        rows += 1;
        if rows == GROUP {
            rows = 0;
            group(&mut file, &mut buffers).map_err(io::Error::other)?;
            written.pass_on(out)?;
        }
    }
    if rows > 0 {
        group(&mut file, &mut buffers).map_err(io::Error::other)?;
    }
    file.close().map_err(io::Error::other)?;
    written.pass_on(out)
}

fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_created_by(concat!("bdc version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![KeyValue::new("bud.version".to_owned(), VERSION.to_string())]))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .build()
}

fn schema(table: Table, columns: &[&Column]) -> Result<Type, ParquetError> {
    let fields: Result<Vec<_>, _> = columns.iter().map(|column| field(column).map(Arc::new)).collect();
    Type::group_type_builder(table.name()).with_fields(fields?).build()
}

fn field(column: &Column) -> Result<Type, ParquetError> {
    let decimal = |precision| LogicalType::decimal(Millionths::SCALE as i32, precision);
    let (physical, logical) = match column.holds {
        Holds::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Holds::Amount | Holds::Sum => (Physical::FIXED_LEN_BYTE_ARRAY, Some(decimal(precision(column.holds)))),
        Holds::Count => (Physical::INT32, None),
        Holds::Flag => (Physical::BOOLEAN, None),
    };
    let field = Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    match column.holds {
        Holds::Amount | Holds::Sum => field
            .with_length(width(column.holds) as i32)
            .with_precision(precision(column.holds))
            .with_scale(Millionths::SCALE as i32)
            .build(),
        _ => field.build(),
    }
}

/// How many digits an amount has.
fn precision(holds: Holds) -> i32 {
    if holds == Holds::Sum { 38 } else { 20 }
}

/// How many bytes hold so many digits.
fn width(holds: Holds) -> usize {
    if holds == Holds::Sum { 16 } else { 9 }
}

/// The cells of a column that are not written yet: of each whether there is anything, and the values of those
/// where there is.
struct Buffer {
    there: Vec<i16>,
    values: Values,
}

enum Values {
    /// All bytes, and where each value ends.
    Bytes(Vec<u8>, Vec<usize>),
    /// All bytes; the values have one width.
    Decimals(Vec<u8>, usize),
    Counts(Vec<i32>),
    Flags(Vec<bool>),
}

impl Buffer {
    fn new(holds: Holds) -> Buffer {
        let values = match holds {
            Holds::Text => Values::Bytes(Vec::new(), Vec::new()),
            Holds::Amount | Holds::Sum => Values::Decimals(Vec::new(), width(holds)),
            Holds::Count => Values::Counts(Vec::new()),
            Holds::Flag => Values::Flags(Vec::new()),
        };
        Buffer { there: Vec::new(), values }
    }

    fn push(&mut self, datum: Datum<'_>) {
        let there = match (&mut self.values, datum) {
            (Values::Bytes(bytes, ends), Datum::Text(text)) => {
                bytes.extend_from_slice(text.as_bytes());
                ends.push(bytes.len());
                true
            }
            (Values::Decimals(bytes, width), Datum::Amount(amount)) => {
                let all = amount.0.to_be_bytes();
                bytes.extend_from_slice(&all[all.len() - *width..]);
                true
            }
            (Values::Counts(counts), Datum::Count(count)) => {
                counts.push(i32::try_from(count).unwrap_or(i32::MAX));
                true
            }
            (Values::Flags(flags), Datum::Flag(flag)) => {
                flags.push(flag);
                true
            }
            _ => false,
        };
        self.there.push(i16::from(there));
    }

    /// Writes the cells, and is empty.
    fn flush(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let there = std::mem::take(&mut self.there);
        let there = Some(there.as_slice());
        match (column.untyped(), &mut self.values) {
            (ColumnWriter::ByteArrayColumnWriter(column), Values::Bytes(bytes, ends)) => {
                let bytes = ByteArray::from(std::mem::take(bytes));
                let starts = std::iter::once(0).chain(ends.iter().copied());
                let texts = starts.zip(&*ends).map(|(start, end)| bytes.slice(start, end - start));
                column.write_batch(&texts.collect::<Vec<_>>(), there, None)?;
                ends.clear();
            }
            (ColumnWriter::FixedLenByteArrayColumnWriter(column), Values::Decimals(bytes, width)) => {
                let bytes = ByteArray::from(std::mem::take(bytes));
                let starts = (0..bytes.len()).step_by(*width);
                let decimals = starts.map(|start| FixedLenByteArray::from(bytes.slice(start, *width)));
                column.write_batch(&decimals.collect::<Vec<_>>(), there, None)?;
            }
            (ColumnWriter::Int32ColumnWriter(column), Values::Counts(counts)) => {
                column.write_batch(counts, there, None)?;
                counts.clear();
            }
            (ColumnWriter::BoolColumnWriter(column), Values::Flags(flags)) => {
                column.write_batch(flags, there, None)?;
                flags.clear();
            }
            _ => return Err(ParquetError::General("a column is of another type than its values".to_owned())),
        }
        Ok(())
    }
}

fn group(file: &mut SerializedFileWriter<Written>, buffers: &mut [Buffer]) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for buffer in buffers {
        if let Some(mut column) = group.next_column()? {
            buffer.flush(&mut column)?;
            column.close()?;
        }
    }
    group.close().map(drop)
}

/// What is made and not passed on yet. The writer of Parquet asks for a target that may go to another thread,
/// which a stream of the process may not.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn pass_on(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        out.write_all(&bytes)?;
        bytes.clear();
        Ok(())
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
