//! The checked ledger as JSON: every line resolved, every roll-up summed, every claim settled. Its
//! schema is `grammar/ledger.schema.json`.
//!
//! It is streamed, one line an object, so that a ledger of a million entries needs no memory and a
//! diff of two ledgers is readable; and it is byte for byte the same for the same input: files are
//! named from the main file's folder, and nothing is in the order of a hash table.

use std::io;
use std::path::{Component, Path};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::Analysis;
use crate::check::settle::Status;
use crate::diagnostic::Summary;
use crate::ledger::{Cube, Millionths};
use crate::model::{Dim, Header, Node, Slice};
use crate::source::{LineRef, SourceFile, Sources};
use crate::syntax::{LineParser, Measure, Text};

mod claim;
mod entry;
mod tree;

pub(super) use claim::role;
pub(super) use entry::prior;

/// The version of the ledger's form.
pub const VERSION: u32 = 1;

/// Writes the ledger of `analysis`.
///
/// # Errors
/// Whatever `out` says.
pub fn write(analysis: &Analysis, out: &mut dyn io::Write) -> io::Result<()> {
    let ledger = Ledger { analysis, cube: analysis.cube(), files: files(&analysis.sources) };
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
    /// What the files are called, by their ids.
    files: Vec<String>,
}

/// The path of every file from the main file's folder: the same from wherever the budget is read.
pub(super) fn files(sources: &Sources) -> Vec<String> {
    let Some(main) = sources.iter().next() else { return Vec::new() };
    let folder = main.path.parent().unwrap_or(Path::new(""));
    let path = |file: &SourceFile| match folder.is_absolute() == file.path.is_absolute() {
        true => from_folder(folder, &file.path),
        // The main file is no file of the disk, so that the folder is the current one.
        false => file.name.clone(),
    };
    sources.iter().map(path).collect()
}

/// The way from `folder` to `file`, with `/` between folders.
fn from_folder(folder: &Path, file: &Path) -> String {
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let parts = up.chain(file.components().skip(shared));
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
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
    files: &'a [String],
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

    /// The path of a line's file, from the main file's folder.
    fn file(&self, at: LineRef) -> &str {
        self.files.get(at.file.0 as usize).map_or("", String::as_str)
    }

    fn line(&self, at: LineRef) -> u32 {
        self.sources().line_number(at)
    }

    fn budget(&self) -> Budget<'_> {
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
            files: &self.files,
        }
    }

    fn checks(&self) -> Checks {
        let mut claims = Statuses::default();
        let settled = &self.analysis.settled;
        let figures = settled.figure_of.iter().flatten().map(|&figure| &settled.figures[figure]);
        let proved = figures.clone().filter(|figure| figure.proved).count();
        let ceilings = settled.ceilings.iter().map(|ceiling| ceiling.status);
        for status in figures.map(|figure| figure.status).chain(ceilings) {
            *match status {
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
        let items = &self.analysis.model.items;
        let set = items.tree().ancestors(node).last().unwrap_or(node);
        let set = items.name(set).to_owned();
        let item = items.path(node).strip_prefix(&set).and_then(|rest| rest.strip_prefix('/')).map(str::to_owned);
        (set, item)
    }

    fn project_name(&self, node: Node) -> Option<String> {
        self.analysis.model.projects.get(node).map(|project| project.name(self.sources()).into_owned())
    }

    fn unit_name(&self, node: Node) -> Option<String> {
        self.analysis.model.units.get(node).map(|unit| unit.name.clone())
    }
}

/// The conditions of a slice by their attributes, in the order of the dimensions.
struct Conditions<'a> {
    ledger: &'a Ledger<'a>,
    slice: &'a Slice,
}

impl Serialize for Conditions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Conditions { ledger, slice } = self;
        let model = &ledger.analysis.model;
        let mut map = serializer.serialize_map(None)?;
        for &(dim, node) in slice.conditions() {
            let value = match dim {
                Dim::Kind => Some(slice.kind().en().to_owned()),
                Dim::Unit => ledger.unit_name(node),
                Dim::Project => ledger.project_name(node),
                Dim::Source => Some(model.label(ledger.sources(), dim, node)),
                Dim::Item => {
                    let (set, item) = ledger.item(node);
                    map.serialize_entry("memo", &set)?;
                    item
                }
                Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => ledger.code(dim, node),
            };
            if let Some(value) = value {
                map.serialize_entry(dim.attribute().en(), &value)?;
            }
        }
        map.end()
    }
}
