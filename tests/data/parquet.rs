//! Parquet, read back by its library: every cell, exact.

use std::fmt::Write;

use bud::Analysis;
use bud::report::data::{Holds, Table};
use parquet::basic::LogicalType;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use rust_decimal::Decimal;

use super::{all, cells, decimal, read};

fn written(analysis: &Analysis, table: Table) -> SerializedFileReader<bytes::Bytes> {
    let mut out = Vec::new();
    bud::report::parquet::write(analysis, table, &mut out).unwrap();
    SerializedFileReader::new(out.into()).unwrap()
}

fn text(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bool(flag) => flag.to_string(),
        Field::Int(count) => count.to_string(),
        Field::Decimal(amount) => {
            assert_eq!(amount.scale(), 6);
            let negative = amount.data()[0] & 0x80 != 0;
            let mut bytes = [if negative { 0xFF } else { 0 }; 16];
            bytes[16 - amount.data().len()..].copy_from_slice(amount.data());
            decimal(bud::ledger::Millionths(i128::from_be_bytes(bytes)))
        }
        other => panic!("{other:?}"),
    }
}

fn rows(file: &SerializedFileReader<bytes::Bytes>) -> Vec<Vec<String>> {
    let rows = file.get_row_iter(None).unwrap();
    rows.map(|row| row.unwrap().get_column_iter().map(|(_, field)| text(field)).collect()).collect()
}

#[test]
fn every_cell_is_there() {
    for analysis in all() {
        for table in Table::ALL {
            assert_eq!(rows(&written(&analysis, table)), cells(&analysis, table));
        }
    }
}

#[test]
fn amounts_are_exact_decimals_and_texts_are_text() {
    let file = written(&read("unit 甲\n"), Table::Claims);
    let schema = file.metadata().file_metadata().schema_descr();
    assert_eq!(schema.num_columns(), Table::Claims.columns().len());
    for (at, column) in Table::Claims.columns().into_iter().enumerate() {
        let found = schema.column(at);
        assert_eq!(found.name(), column.name);
        match (column.holds, found.logical_type_ref()) {
            (Holds::Amount, Some(LogicalType::Decimal(it))) => assert_eq!((it.scale, it.precision), (6, 20)),
            (Holds::Sum, Some(LogicalType::Decimal(it))) => assert_eq!((it.scale, it.precision), (6, 38)),
            (Holds::Text, Some(LogicalType::String)) | (Holds::Count | Holds::Flag, None) => {}
            (holds, found) => panic!("{}: {holds:?} is {found:?}", column.name),
        }
    }
}

/// Rows are written in groups; the least and the most that an entry can be fit in.
#[test]
fn many_rows_are_the_same_as_few() {
    let mut budget = "unit 甲\n".to_owned();
    for at in 0..70_000 {
        writeln!(budget, "project 项目{at} unit 甲 amount {at}.000001").unwrap();
    }
    budget.push_str(
        "project 最多 unit 甲 amount 9999999999999.999999\nproject 最少 unit 甲 amount -9999999999999.999999\n",
    );
    let analysis = read(&budget);
    assert!(analysis.valid(), "{:?}", &analysis.diagnostics[..1]);
    let file = written(&analysis, Table::Entries);
    assert_eq!(file.metadata().num_row_groups(), 2);
    let rows = rows(&file);
    let amount = Table::Entries.columns().iter().position(|column| column.name == "amount").unwrap();
    let sum: Decimal = rows.iter().map(|row| row[amount].parse::<Decimal>().unwrap()).sum();
    assert_eq!(sum, "2449965000.07".parse().unwrap());
    assert_eq!(rows[70_000][amount], "9999999999999.999999");
    assert_eq!(rows, cells(&analysis, Table::Entries));
}
