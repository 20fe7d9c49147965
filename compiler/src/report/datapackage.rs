//! A budget as a Fiscal Data Package: a descriptor, and each table of open data as CSV. The descriptor says
//! what the columns mean in both ways that the specification had: as a model of measures and dimensions
//! (0.3), and as a type of each column (1.0).
//!
//! It is written as a folder of files; nothing here knows where that is.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::Analysis;
use crate::syntax::Stage;

use super::csv::safe;
use super::data::{self, Column, Data, Datum, Holds, Table, VERSION};

/// What the descriptor's file is called.
pub const DESCRIPTOR: &str = "datapackage.json";

/// What a table's file is called.
pub fn file_name(table: Table) -> String {
    format!("{}.csv", table.name())
}

/// Writes a table: a row of column names, then the rows. Unlike the published tables it has no mark of its
/// encoding, which data packages do without; texts are made safe for spreadsheets as there.
///
/// # Errors
/// What `out` says.
pub fn write_table(analysis: &Analysis, table: Table, out: &mut dyn Write) -> io::Result<()> {
    let columns = table.columns();
    let data = Data::new(analysis);
    let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    out.write_record(columns.iter().map(|column| column.name))?;
    let mut figure = Vec::new();
    for row in data.rows(table) {
        for column in &columns {
            figure.clear();
            match (column.value)(&row) {
                Datum::Nothing => out.write_field("")?,
                Datum::Text(text) => out.write_field(safe(&text).as_bytes())?,
                Datum::Flag(flag) => out.write_field(if flag { "true" } else { "false" })?,
                Datum::Amount(amount) => {
                    data::decimal(amount, &mut figure);
                    out.write_field(&figure)?;
                }
                Datum::Count(count) => {
                    data::digits(u128::from(count), 1, &mut figure);
                    out.write_field(&figure)?;
                }
            }
        }
        out.write_record(None::<&[u8]>)?;
    }
    out.flush()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    profile: &'static str,
    name: String,
    title: String,
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    country_code: Option<&'static str>,
    granularity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fiscal_period: Option<Value>,
    /// Whether the budget has no error.
    valid: bool,
    resources: Vec<Value>,
    model: Value,
}

/// Writes the descriptor.
///
/// # Errors
/// What `out` says.
pub fn write_descriptor(analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
    let data = Data::new(analysis);
    let year = analysis.model.header().year;
    let descriptor = Descriptor {
        profile: "tabular-data-package",
        name: package_name(&data, year),
        title: data.name().unwrap_or("预算").to_owned(),
        version: format!("{VERSION}.0.0"),
        country_code: (&analysis.model.header().currency == b"CNY").then_some("CN"),
        granularity: "aggregated",
        // The fiscal year is the calendar year.
        fiscal_period: year.map(|year| json!({ "start": format!("{year}-01-01"), "end": format!("{year}-12-31") })),
        valid: analysis.valid(),
        resources: Table::ALL.iter().map(|table| resource(*table)).collect(),
        model: model(analysis),
    };
    serde_json::to_writer_pretty(&mut *out, &descriptor)?;
    writeln!(out)
}

/// A name in the few letters that names of packages are made of: names of budgets seldom are.
fn package_name(data: &Data<'_>, year: Option<u16>) -> String {
    let code = data.code().map(|code| {
        code.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect::<String>()
    });
    let parts = [Some("budget".to_owned()), code, year.map(|year| year.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
}

fn resource(table: Table) -> Value {
    let fields: Vec<Value> = table.columns().into_iter().map(|column| field(table, column)).collect();
    json!({
        "profile": "tabular-data-resource",
        "name": table.name(),
        "path": file_name(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": { "fields": fields, "missingValues": [""] },
    })
}

fn field(table: Table, column: &Column) -> Value {
    let holds = match column.holds {
        Holds::Text => "string",
        Holds::Amount | Holds::Sum => "number",
        Holds::Count => "integer",
        Holds::Flag => "boolean",
    };
    let mut field = Map::new();
    let mut set = |key: &str, value: &str| field.insert(key.to_owned(), value.into());
    set("name", column.name);
    set("type", holds);
    set("title", column.title);
    set("description", column.description);
    if !column.fiscal.is_empty() && table == Table::Entries {
        set("columnType", column.fiscal);
    }
    Value::Object(field)
}

/// What the columns of the entries measure, and by what they can be grouped.
fn model(analysis: &Analysis) -> Value {
    let header = analysis.model.header();
    let currency = String::from_utf8_lossy(&header.currency);
    let phase = match header.stage {
        Stage::Budget => "approved",
        Stage::Adjusted => "adjusted",
        Stage::Final => "executed",
    };
    let measure = |source: &str| json!({ "source": source, "resource": "entries", "currency": currency });
    let mut amount = measure("amount");
    amount["phase"] = phase.into();
    let dimensions: Map<String, Value> =
        DIMENSIONS.iter().map(|(name, dimension)| ((*name).to_owned(), dimension.value())).collect();
    json!({ "measures": { "amount": amount, "prior": measure("prior") }, "dimensions": dimensions })
}

/// A dimension: its type, the columns that tell its members apart, and all its columns, each with what it is
/// the label of and what stands above it.
struct Dimension {
    of: &'static str,
    classification: &'static str,
    key: &'static [&'static str],
    columns: Columns,
}

type Columns = &'static [(&'static str, Option<&'static str>, Option<&'static str>)];

const fn plain(of: &'static str, key: &'static [&'static str], columns: Columns) -> Dimension {
    Dimension { of, classification: "", key, columns }
}

const DIMENSIONS: &[(&str, Dimension)] = &[
    ("year", plain("datetime", &["year"], &[("year", None, None)])),
    ("direction", plain("other", &["direction"], &[("direction", None, None)])),
    ("kind", plain("other", &["kind"], &[("kind", None, None)])),
    (
        "unit",
        Dimension {
            classification: "administrative",
            ..plain("classification", &["unit_path"], &[("unit_path", None, None), ("unit", Some("unit_path"), None)])
        },
    ),
    (
        "func",
        Dimension {
            classification: "functional",
            ..plain(
                "classification",
                &["func_class", "func_section", "func_item"],
                &[
                    ("func_class", None, None),
                    ("func_class_name", Some("func_class"), None),
                    ("func_section", None, Some("func_class")),
                    ("func_section_name", Some("func_section"), None),
                    ("func_item", None, Some("func_section")),
                    ("func_item_name", Some("func_item"), None),
                ],
            )
        },
    ),
    (
        "econ",
        Dimension {
            classification: "economic",
            ..plain(
                "classification",
                &["econ_class", "econ_section"],
                &[
                    ("econ_class", None, None),
                    ("econ_class_name", Some("econ_class"), None),
                    ("econ_section", None, Some("econ_class")),
                    ("econ_section_name", Some("econ_section"), None),
                ],
            )
        },
    ),
    ("source", plain("other", &["source"], &[("source", None, None)])),
    (
        "account",
        plain("classification", &["account"], &[("account", None, None), ("account_name", Some("account"), None)]),
    ),
    (
        "project",
        plain("activity", &["project_path"], &[("project_path", None, None), ("project", Some("project_path"), None)]),
    ),
];

impl Dimension {
    fn value(&self) -> Value {
        let attribute = |(source, labelfor, parent): &(&str, Option<&str>, Option<&str>)| {
            let mut attribute = json!({ "source": source, "resource": "entries" });
            for (key, value) in [("labelfor", labelfor), ("parent", parent)] {
                if let Some(value) = value {
                    attribute[key] = (*value).into();
                }
            }
            ((*source).to_owned(), attribute)
        };
        let attributes: Map<String, Value> = self.columns.iter().map(attribute).collect();
        let mut dimension = json!({ "dimensionType": self.of, "primaryKey": self.key, "attributes": attributes });
        if !self.classification.is_empty() {
            dimension["classificationType"] = self.classification.into();
        }
        dimension
    }
}
