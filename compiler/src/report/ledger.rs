//! The checked ledger as JSON: every line resolved, every roll-up summed, every claim settled. Its
//! schema is `grammar/ledger.schema.json`.
//!
//! It is streamed, one line an object, so that a ledger of a million entries needs no memory and a
//! diff of two ledgers is readable; and it is byte for byte the same for the same input: files are
//! named from the main file's folder, and nothing is in the order of a hash table.

use std::io;

use serde::Serialize;

use crate::Analysis;
use crate::check::settle::Status;
use crate::diagnostic::Summary;
use crate::ledger::{Cube, Millionths};
use crate::model::{Dim, Header, Node, Slice};
use crate::source::{LineRef, Sources};
use crate::syntax::{LineParser, Measure, Text};

mod claim;
mod entry;
mod tree;

/// The version of the ledger's form.
pub const VERSION: u32 = 1;

/// Writes the ledger of `analysis`.
///
/// # Errors
/// Whatever `out` says.
pub fn write(analysis: &Analysis, out: &mut dyn io::Write) -> io::Result<()> {
    let ledger = Ledger { analysis, cube: Cube::new(&analysis.model) };
    writeln!(out, "{{\n\"version\": {VERSION},")?;
    field(out, "valid", &analysis.valid())?;
    field(out, "budget", &ledger.budget())?;
    array(out, "units", tree::units(&ledger))?;
    array(out, "accounts", tree::accounts(&ledger))?;
    tree::projects(&ledger, out)?;
    let mut parser = LineParser::new();
    let entries = analysis.model.entries.iter().filter(|entry| !entry.lost);
    array(out, "entries", entries.map(|it| entry::entry(&ledger, it, &mut parser)))?;
    let mut parser = LineParser::new();
    let claims = (0..analysis.model.claims.len()).map(|at| claim::claim(&ledger, at, &mut parser));
    array(out, "claims", claims)?;
    write!(out, "\"checks\": ")?;
    serde_json::to_writer(&mut *out, &ledger.checks())?;
    writeln!(out, "\n}}")
}

fn field(out: &mut dyn io::Write, name: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, "\"{name}\": ")?;
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out, ",")
}

/// Writes an array, one line an element.
fn array<T: Serialize>(out: &mut dyn io::Write, name: &str, items: impl IntoIterator<Item = T>) -> io::Result<()> {
    write!(out, "\"{name}\": [")?;
    for (at, item) in items.into_iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    writeln!(out, "\n],")
}

/// The ledger being written.
struct Ledger<'a> {
    analysis: &'a Analysis,
    cube: Cube<'a>,
}

#[derive(Serialize)]
struct Budget<'a> {
    name: Option<String>,
    code: Option<String>,
    year: Option<u16>,
    currency: String,
    measure: &'static str,
    display: &'static str,
    scale: u8,
    rounding: Option<&'static str>,
    base: Option<&'static str>,
    stage: &'static str,
    zero: &'static str,
    files: Vec<&'a str>,
}

#[derive(Serialize)]
struct Checks {
    #[serde(flatten)]
    findings: Summary,
    claims: Statuses,
    proved: usize,
}

#[derive(Default, Serialize)]
struct Statuses {
    exact: usize,
    rounding: usize,
    bounded: usize,
    refuted: usize,
    suspended: usize,
    unsettled: usize,
}

impl<'a> Ledger<'a> {
    fn sources(&self) -> &'a Sources {
        &self.analysis.sources
    }

    fn header(&self) -> &'a Header {
        self.analysis.model.header()
    }

    /// An amount as the ledger prints it: in the main file's measure, with all its digits.
    fn amount(&self, amount: Millionths) -> String {
        self.header().figure(amount.decimal())
    }

    /// The name of a line's file, from the main file's folder.
    fn file(&self, at: LineRef) -> &'a str {
        self.relative(&self.sources().file(at.file).name)
    }

    fn relative(&self, name: &'a str) -> &'a str {
        let main = self.sources().iter().next().map_or("", |file| file.name.as_str());
        match main.rsplit_once('/') {
            Some((folder, _)) => name.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name),
            None => name,
        }
    }

    fn line(&self, at: LineRef) -> u32 {
        self.sources().line_number(at)
    }

    fn budget(&self) -> Budget<'a> {
        let header = self.header();
        let text = |text: Text| header.at.map(|at| text.of(self.sources().line(at)).into_owned());
        Budget {
            name: header.name.and_then(text),
            code: header.code.and_then(text),
            year: header.year,
            currency: String::from_utf8_lossy(&header.currency).into_owned(),
            measure: Measure::zh(header.measure),
            display: Measure::zh(header.display),
            scale: header.scale,
            rounding: header.rounding.map(|it| it.en()),
            base: header.base.map(|it| it.en()),
            stage: header.stage.en(),
            zero: header.zero.en(),
            files: self.sources().iter().map(|file| self.relative(&file.name)).collect(),
        }
    }

    fn checks(&self) -> Checks {
        let mut claims = Statuses::default();
        let mut proved = 0;
        for at in 0..self.analysis.model.claims.len() {
            let figure = self.analysis.settled.figure_of[at].map(|figure| &self.analysis.settled.figures[figure]);
            let Some(figure) = figure else { continue };
            proved += usize::from(figure.proved);
            *match figure.status {
                Status::Exact => &mut claims.exact,
                Status::Rounding => &mut claims.rounding,
                Status::Bounded => &mut claims.bounded,
                Status::Refuted => &mut claims.refuted,
                Status::Suspended => &mut claims.suspended,
                Status::Unsettled => &mut claims.unsettled,
            } += 1;
        }
        Checks { findings: self.analysis.summary(), claims, proved }
    }

    /// The code of an account's node.
    fn code(&self, dim: Dim, node: Node) -> Option<String> {
        self.analysis.model.charts.chart(dim).get(node).map(|account| account.code.to_string())
    }

    /// The set and the path of an item's node.
    fn item(&self, node: Node) -> (String, Option<String>) {
        let path = self.analysis.model.items.path(node);
        match path.split_once('/') {
            Some((set, item)) => (set.to_owned(), Some(item.to_owned())),
            None => (path, None),
        }
    }

    fn project_name(&self, node: Node) -> Option<String> {
        self.analysis.model.projects.get(node).map(|project| project.name(self.sources()).into_owned())
    }

    fn unit_name(&self, node: Node) -> Option<String> {
        self.analysis.model.units.get(node).map(|unit| unit.name.clone())
    }

    /// The conditions of a slice by their attributes.
    fn slice(&self, slice: &Slice) -> serde_json::Map<String, serde_json::Value> {
        let mut map = serde_json::Map::new();
        for &(dim, node) in slice.conditions() {
            let value = match dim {
                Dim::Kind => Some(slice.kind().en().to_owned()),
                Dim::Unit => self.unit_name(node),
                Dim::Project => self.project_name(node),
                Dim::Source => Some(self.analysis.model.label(self.sources(), dim, node)),
                Dim::Item => {
                    let (set, item) = self.item(node);
                    map.insert("memo".to_owned(), set.into());
                    item
                }
                Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => self.code(dim, node),
            };
            if let Some(value) = value {
                map.insert(dim.attribute().en().to_owned(), value.into());
            }
        }
        map
    }
}
