//! From the text of a layout to its tables.

use std::collections::BTreeSet;

use toml_edit::Document;

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::Dim;
use crate::source::SourceFile;
use crate::syntax::Measure;

use super::super::text::{BUILTIN, BuiltinText};
use super::conditions::Conditions;
use super::fields::{Fields, Reader};
use super::{Column, Each, Layout, Panel, Rows, RowsOf, Shows, TableLayout, TextLayout};

/// The most decimals that a figure has; the most levels that rows are indented by, or that a tree has.
const MOST_DECIMALS: usize = 6;
const MOST_LEVELS: usize = 9;

/// What stands above each table, if the layout does not say it.
const UNIT: &str = "单位：{measure}";

/// What `each` may name, and the dimension; goals are of projects.
const EACH: &[(&str, Dim)] = &[
    ("unit", Dim::Unit),
    ("func", Dim::Func),
    ("econ", Dim::Econ),
    ("govecon", Dim::GovEcon),
    ("account", Dim::Account),
    ("project", Dim::Project),
    ("goal", Dim::Project),
];

/// What `show` may name.
const SHOW: &[(&str, Shows)] = &[
    ("name", Shows::Name),
    ("code", Shows::Code),
    ("类", Shows::Level(0)),
    ("款", Shows::Level(1)),
    ("项", Shows::Level(2)),
    ("unit", Shows::Unit),
    ("goal", Shows::Goal),
];

pub fn read(file: &SourceFile) -> (Layout, Vec<Diagnostic>) {
    let mut reader = Reader::new(file);
    let document = match Document::parse(file.text.as_str()) {
        Ok(document) => document,
        Err(error) => {
            // What the library says is in English only; where it says it is what helps.
            reader.report(Code::LayoutSyntax, error.span(), Message::new("layout-syntax"));
            return (Layout::default(), reader.diagnostics);
        }
    };
    let mut fields = Fields::new(document.as_table(), None);
    let measure = measure(&mut fields, &mut reader);
    let scale = scale(&mut fields, &mut reader);
    let unit = fields.text("unit", &mut reader).unwrap_or(UNIT).to_owned();
    let text = text_of(&mut fields, &mut reader);
    let mut tables = Vec::new();
    let mut ids = BTreeSet::new();
    for table in fields.tables("table", &mut reader) {
        let range = table.range();
        if let Some(table) = table_of(table, &mut reader) {
            if !ids.insert(table.id.clone()) {
                reader.report(Code::LayoutValue, range, Message::new("layout-id-twice").with("id", table.id.as_str()));
            }
            tables.push(table);
        }
    }
    if tables.is_empty() && reader.diagnostics.is_empty() {
        fields.missing("[[table]]");
    }
    fields.finish(&mut reader);
    reader.diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    (Layout { measure, scale, unit, text, tables }, reader.diagnostics)
}

/// What figures count, if it is said.
fn measure(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<Measure> {
    let text = fields.text("measure", reader)?;
    let measure = Measure::read(text);
    if measure.is_none() {
        reader.unknown(fields.range_of("measure"), text, &Measure::ALL.iter().map(|it| it.zh()).collect::<Vec<_>>());
    }
    measure
}

/// How many decimals figures have, if it is said.
fn scale(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<u8> {
    fields.number("scale", MOST_DECIMALS, reader).map(|scale| scale as u8)
}

/// What is said of the text that goes with the tables.
fn text_of(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> TextLayout {
    let Some(mut fields) = fields.table("text", reader) else { return TextLayout::default() };
    let measure = measure(&mut fields, reader);
    let scale = scale(&mut fields, reader);
    let name = fields.text("parts", reader);
    let parts = name.and_then(BuiltinText::find);
    if let Some(name) = name.filter(|_| parts.is_none()) {
        reader.unknown(fields.range_of("parts"), name, &BUILTIN.iter().map(|text| text.name).collect::<Vec<_>>());
    }
    fields.finish(reader);
    TextLayout { parts, measure, scale }
}

fn table_of(mut fields: Fields<'_>, reader: &mut Reader<'_>) -> Option<TableLayout> {
    let id = fields.text("id", reader);
    let title = fields.text("title", reader);
    let measure = measure(&mut fields, reader);
    let scale = scale(&mut fields, reader);
    let within = fields.conditions("slice", reader).unwrap_or_default();
    let empty = fields.text("empty", reader).map(str::to_owned);
    let panels = match fields.tables("panel", reader) {
        // A table of one panel is that panel.
        panels if panels.is_empty() => vec![panel(&mut fields, reader)],
        panels => panels
            .into_iter()
            .map(|mut fields| {
                let panel = panel(&mut fields, reader);
                fields.finish(reader);
                panel
            })
            .collect(),
    };
    for (key, value) in [("id", id), ("title", title)] {
        if value.is_none() {
            fields.missing(key);
        }
    }
    fields.finish(reader);
    Some(TableLayout { id: id?.to_owned(), title: title?.to_owned(), measure, scale, within, empty, panels })
}

fn panel(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Panel {
    let columns = fields.tables("columns", reader).into_iter().filter_map(|it| column(it, reader)).collect::<Vec<_>>();
    let rows = fields.tables("rows", reader).into_iter().filter_map(|it| rows_of(it, reader)).collect::<Vec<_>>();
    let foot = fields.tables("foot", reader).into_iter().filter_map(|it| rows_of(it, reader)).collect();
    if columns.is_empty() {
        fields.missing("columns");
    }
    if rows.is_empty() {
        fields.missing("rows");
    }
    Panel { columns, rows, foot }
}

fn column(mut fields: Fields<'_>, reader: &mut Reader<'_>) -> Option<Column> {
    let head = fields.texts("head", reader);
    let slice = fields.conditions("slice", reader);
    let show = fields.text("show", reader).map(|word| (word, fields.range_of("show")));
    let shows = match (slice, show) {
        (Some(slice), None) => Some(Shows::Figure(slice)),
        (None, Some((word, range))) => {
            let shows = SHOW.iter().find(|(name, _)| *name == word).map(|(_, shows)| shows.clone());
            if shows.is_none() {
                reader.unknown(range, word, &SHOW.iter().map(|(name, _)| *name).collect::<Vec<_>>());
            }
            shows
        }
        _ => {
            fields.either("show", "slice", reader);
            None
        }
    };
    if head.is_none() {
        fields.missing("head");
    }
    fields.finish(reader);
    Some(Column { head: head?, shows: shows? })
}

fn rows_of(mut fields: Fields<'_>, reader: &mut Reader<'_>) -> Option<Rows> {
    let within: Conditions = fields.conditions("slice", reader).unwrap_or_default();
    let indent = fields.number("indent", MOST_LEVELS, reader).unwrap_or(0);
    let name = fields.text("name", reader);
    let each = fields.text("each", reader).map(|word| (word, fields.range_of("each")));
    let level = fields.number("level", MOST_LEVELS, reader);
    let leaves = fields.flag("leaves", reader);
    let of = match (name, each) {
        (Some(name), None) => Some(RowsOf::Name(name.to_owned())),
        (None, Some((word, range))) => match EACH.iter().find(|(name, _)| *name == word) {
            Some(&(name, dim)) => Some(RowsOf::Each(Each { dim, level, leaves, goals: name == "goal" })),
            None => {
                reader.unknown(range, word, &EACH.iter().map(|(name, _)| *name).collect::<Vec<_>>());
                None
            }
        },
        _ => {
            fields.either("name", "each", reader);
            None
        }
    };
    fields.finish(reader);
    Some(Rows { within, indent, of: of? })
}
