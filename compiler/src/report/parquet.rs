//! Open data as Parquet, one file a table, for databases: text as UTF-8, amounts as exact decimals. A cell
//! without anything is null.
//!
//! Rows are gathered column by column and written in groups, so that it takes no more memory for more rows.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::Analysis;
use crate::ledger::Millionths;

use super::data::{Column, Data, Holds, Table, VERSION};

mod chunk;
mod runs;

use chunk::Chunk;

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
    let mut file = SerializedFileWriter::new(written.clone(), Arc::new(schema), Arc::new(properties()))
        .map_err(io::Error::other)?;
    let mut chunks: Vec<Chunk> = columns.iter().map(|column| Chunk::new(column.holds)).collect();
    let mut rows = 0;
    for row in data.rows(table) {
        for (column, chunk) in columns.iter().zip(&mut chunks) {
            chunk.push((column.value)(&row));
        }
        rows += 1;
        if rows == GROUP {
            rows = 0;
            group(&mut file, &mut chunks).map_err(io::Error::other)?;
            written.pass_on(out)?;
        }
    }
    if rows > 0 {
        group(&mut file, &mut chunks).map_err(io::Error::other)?;
    }
    file.close().map_err(io::Error::other)?;
    written.pass_on(out)
}

fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_created_by(concat!("bdc version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![KeyValue::new("bud.version".to_owned(), VERSION.to_string())]))
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

fn group(file: &mut SerializedFileWriter<Written>, chunks: &mut [Chunk]) -> Result<(), ParquetError> {
    let columns = file.schema_descr().columns().to_vec();
    let mut group = file.next_row_group()?;
    for (chunk, column) in chunks.iter_mut().zip(columns) {
        let (pages, told) = chunk.finish(column)?;
        group.append_column(&pages, told)?;
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
