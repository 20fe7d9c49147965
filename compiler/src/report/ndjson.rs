//! A budget as lines of JSON, for pipes and databases: the budget, then its entries, its claims and what was
//! found. Every line stands by itself, so that the lines of many budgets may be mixed.
//!
//! The lines of a budget that is not valid are written too, and say so: what is wrong with it is among them.
//! Their schema is `grammar/data.schema.json`.

use std::io::{self, Write};

use serde::Serialize;

use crate::Analysis;
use crate::diagnostic::render::json::{each, string};
use crate::diagnostic::render::{Findings, json};
use crate::diagnostic::{Diagnostic, Language, Summary};
use crate::syntax::Measure;

use super::data::{self, Column, Data, Datum, Row, Table, VERSION};

/// How many bytes are gathered before they are written.
const ENOUGH: usize = 1 << 16;

/// The first line.
#[derive(Serialize)]
struct Budget<'a> {
    r#type: &'static str,
    version: u32,
    #[serde(flatten)]
    of: Of<'a>,
    currency: &'a str,
    measure: &'static str,
    stage: &'static str,
    entries: usize,
    claims: usize,
    #[serde(flatten)]
    findings: Summary,
    files: Vec<&'a str>,
}

/// The budget that a line is of.
#[derive(Clone, Copy, Serialize)]
struct Of<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    budget_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<u16>,
    valid: bool,
}

/// Writes the lines of `analysis`. `findings` are the diagnostics to write, with their causes or without;
/// their messages are in `language`.
///
/// # Errors
/// What `out` says.
pub fn write(analysis: &Analysis, findings: &[Diagnostic], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let data = Data::new(analysis);
    let mut lines = Vec::with_capacity(ENOUGH + (ENOUGH >> 2));
    budget(&data, &mut lines)?;
    for table in Table::ALL {
        let columns: Vec<&Column> = table.columns().into_iter().filter(|column| !column.derived).collect();
        for row in data.rows(table) {
            self::row(table, &columns, &row, &mut lines);
            if lines.len() > ENOUGH {
                out.write_all(&lines)?;
                lines.clear();
            }
        }
    }
    out.write_all(&lines)?;
    found(&data, findings, language, out)
}

fn of<'a>(data: &'a Data<'_>) -> Of<'a> {
    let analysis = data.analysis();
    let year = analysis.model.header().year;
    Of { budget: data.name(), budget_code: data.code(), year, valid: analysis.valid() }
}

fn budget(data: &Data<'_>, lines: &mut Vec<u8>) -> io::Result<()> {
    let analysis = data.analysis();
    let header = analysis.model.header();
    let line = Budget {
        r#type: "budget",
        version: VERSION,
        of: of(data),
        currency: &String::from_utf8_lossy(&header.currency),
        measure: Measure::zh(header.measure),
        stage: header.stage.en(),
        entries: analysis.model.entries.iter().filter(|entry| !entry.lost).count(),
        claims: analysis.model.claims.len(),
        findings: analysis.summary(),
        files: data.files().collect(),
    };
    json::write_value(&line, lines)?;
    lines.push(b'\n');
    Ok(())
}

fn row(table: Table, columns: &[&Column], row: &Row<'_>, lines: &mut Vec<u8>) {
    let head: &[u8] = match table {
        Table::Entries => b"{\"type\":\"entry\"",
        Table::Claims => b"{\"type\":\"claim\"",
    };
    lines.extend_from_slice(head);
    for column in columns {
        let datum = (column.value)(row);
        if datum == Datum::Nothing {
            continue;
        }
        lines.extend_from_slice(b",\"");
        lines.extend_from_slice(column.name.as_bytes());
        lines.extend_from_slice(b"\":");
        match datum {
            Datum::Nothing => {}
            Datum::Text(text) => string(&text, lines),
            Datum::Amount(amount) => {
                lines.push(b'"');
                data::decimal(amount, lines);
                lines.push(b'"');
            }
            Datum::Count(count) => data::digits(u128::from(count), 1, lines),
            Datum::Flag(flag) => lines.extend_from_slice(if flag { b"true" } else { b"false" }),
        }
    }
    lines.extend_from_slice(b"}\n");
}

fn found(data: &Data<'_>, findings: &[Diagnostic], language: Language, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Head<'a> {
        r#type: &'static str,
        #[serde(flatten)]
        of: Of<'a>,
    }
    let mut head = Vec::new();
    json::write_value(&Head { r#type: "finding", of: of(data) }, &mut head)?;
    let files: Vec<&str> = data.files().collect();
    let findings = Findings { sources: &data.analysis().sources, diagnostics: findings };
    each(findings, &files, language, |object| {
        out.write_all(head.strip_suffix(b"}").unwrap_or(&head))?;
        out.write_all(b",")?;
        out.write_all(object.strip_prefix(b"{").unwrap_or(object))?;
        out.write_all(b"\n")
    })
}
