//! A comparison as JSON, for programs. Its schema is `grammar/diff.schema.json`.
//!
//! It is written line by line, an object a line, and is the same for the same input. Amounts are
//! decimal strings in the new budget's measure, with all their digits.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::Analysis;
use crate::ledger::Millionths;
use crate::model::{Dim, Entry, Node, Role};
use crate::source::LineRef;
use crate::syntax::Kind;

use super::{Amounts, By, Change, ClaimChange, Comparison, Field, Row, Side, Sums, What};

/// The version of the form.
pub const VERSION: u32 = 1;

/// Writes the comparison; `names` are what the two sides are called.
///
/// # Errors
/// What `out` says.
pub fn write(comparison: &Comparison<'_>, names: [&str; 2], out: &mut dyn Write) -> io::Result<()> {
    let writer = Writer { comparison };
    let by = match comparison.by {
        By::Code => "code",
        By::Name => "name",
    };
    let header = comparison.side(Side::New).model.header();
    writeln!(out, "{{\n\"version\": {VERSION},\n\"by\": \"{by}\",")?;
    field(out, "measure", &header.measure.en())?;
    for (side, key) in [(Side::Old, "old"), (Side::New, "new")] {
        field(out, key, &writer.side(side, names[side as usize]))?;
    }
    let count = |what: &What| (what.as_str().to_owned(), json!(comparison.count(*what)));
    field(out, "counts", &What::ALL.iter().map(count).collect::<Map<_, _>>())?;
    field(out, "total", &writer.amounts(&comparison.total))?;
    array(out, "changes", comparison.changes.iter().map(|it| writer.change(it)))?;
    let name = |it: &super::NameChange| json!({"what": it.dim.attribute().en(), "old": it.old, "new": it.new});
    array(out, "names", comparison.names.iter().map(name))?;
    array(out, "sums", comparison.sums.iter().map(|it| writer.sums(it)))?;
    let claims = comparison.claims.iter().map(|it| writer.claim(it));
    array_end(out, "claims", claims, "\n}\n")
}

fn field(out: &mut dyn Write, key: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, "\"{key}\": ")?;
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out, ",")
}

fn array(out: &mut dyn Write, key: &str, items: impl Iterator<Item = Value>) -> io::Result<()> {
    array_end(out, key, items, ",\n")
}

fn array_end(out: &mut dyn Write, key: &str, items: impl Iterator<Item = Value>, end: &str) -> io::Result<()> {
    write!(out, "\"{key}\": [")?;
    let mut any = false;
    for item in items {
        write!(out, "{}", if any { ",\n" } else { "\n" })?;
        serde_json::to_writer(&mut *out, &item)?;
        any = true;
    }
    write!(out, "{}]{end}", if any { "\n" } else { "" })
}

struct Writer<'a> {
    comparison: &'a Comparison<'a>,
}

impl Writer<'_> {
    fn figure(&self, amount: Millionths) -> String {
        self.comparison.side(Side::New).model.header().figure(amount.decimal())
    }

    fn side(&self, side: Side, name: &str) -> Value {
        let analysis = self.comparison.side(side);
        let header = analysis.model.header();
        let summary = analysis.summary();
        let title = header.name.and_then(|it| Some(it.of(analysis.sources.line(header.at?)).into_owned()));
        json!({
            "name": name, "budget": title, "year": header.year, "stage": header.stage.en(),
            "valid": analysis.valid(), "errors": summary.errors, "warnings": summary.warnings,
            "unread": self.comparison.unread[side as usize],
        })
    }

    fn amounts(&self, amounts: &Amounts) -> Value {
        Value::Object(self.figures(amounts))
    }

    fn figures(&self, amounts: &Amounts) -> Map<String, Value> {
        let mut map = Map::new();
        map.insert("old".to_owned(), json!(self.figure(amounts.old)));
        map.insert("new".to_owned(), json!(self.figure(amounts.new)));
        map.insert("change".to_owned(), json!(self.figure(amounts.change())));
        map.insert("percent".to_owned(), json!(amounts.percent()));
        map
    }

    fn change(&self, change: &Change) -> Value {
        let mut map = Map::new();
        map.insert("what".to_owned(), json!(change.what.as_str()));
        if change.what == What::Moved {
            map.insert("moved".to_owned(), json!(change.fields.iter().map(|it| it.key()).collect::<Vec<_>>()));
        }
        map.extend(self.figures(&change.amounts));
        for (side, key) in [(Side::Old, "from"), (Side::New, "to")] {
            let analysis = self.comparison.side(side);
            let entry = |&at: &usize| self.entry(analysis, &analysis.model.entries[at]);
            map.insert(key.to_owned(), change.entries(side).iter().map(entry).collect());
        }
        Value::Object(map)
    }

    /// An entry, with what it says: what its line leaves open or its kind does not have is absent.
    fn entry(&self, analysis: &Analysis, entry: &Entry) -> Value {
        let mut map = place(analysis, entry.at);
        map.insert("kind".to_owned(), json!(entry.kind.en()));
        let amount = (!entry.unreadable).then(|| self.figure(Millionths::of(entry.amount)));
        map.insert("amount".to_owned(), json!(amount));
        for field in Field::ALL.into_iter().filter(|&field| field != Field::Kind) {
            let node = field.node(analysis, entry);
            if node.is_known() {
                map.insert(field.key().to_owned(), json!(name(analysis, field.dim().unwrap_or(Dim::Project), node)));
            }
        }
        Value::Object(map)
    }

    fn sums(&self, sums: &Sums) -> Value {
        let row = |row: &Row| {
            let (side, node) = row.node;
            let analysis = self.comparison.side(side);
            let dim = sums.by.dim().unwrap_or(Dim::Project);
            let mut map = Map::new();
            let known = node.is_known();
            map.insert("is".to_owned(), json!(known.then(|| name(analysis, dim, node))));
            if let Some(account) = account(analysis, dim, node) {
                map.insert("name".to_owned(), json!(account));
            }
            if dim == Dim::Project {
                let unit = analysis.model.projects.get(node).and_then(|it| analysis.model.units.get(it.unit));
                map.insert("unit".to_owned(), json!(unit.map(|unit| &unit.name)));
            }
            map.extend(self.figures(&row.amounts));
            Value::Object(map)
        };
        let rows: Vec<Value> = sums.rows.iter().map(row).collect();
        json!({"of": sums.of.en(), "by": sums.by.key(), "total": self.amounts(&sums.total), "rows": rows})
    }

    fn claim(&self, claim: &ClaimChange) -> Value {
        let mut map = Map::new();
        map.insert("what".to_owned(), json!(claim.followed.as_str()));
        let side = if claim.claims[1].is_some() { Side::New } else { Side::Old };
        let analysis = self.comparison.side(side);
        if let Some(found) = claim.claims[side as usize].and_then(|at| analysis.model.claims.get(at)) {
            let role = if found.role == Role::Ceiling { "ceiling" } else { "total" };
            map.insert("role".to_owned(), json!(role));
            let conditions = found.slice.conditions().iter();
            let slice = conditions.map(|&(dim, node)| {
                let key = Field::ALL.into_iter().find(|field| field.dim() == Some(dim)).map_or("", Field::key);
                (key.to_owned(), json!(name(analysis, dim, node)))
            });
            map.insert("slice".to_owned(), Value::Object(slice.collect()));
            map.extend(place(analysis, found.at));
        }
        for (at, key) in [(0, "old"), (1, "new")] {
            let amount = if at == 0 { claim.amounts.old } else { claim.amounts.new };
            let status = claim.status[at].map(|status| status.as_str());
            let side = claim.claims[at].map(|_| json!({"amount": self.figure(amount), "status": status}));
            map.insert(key.to_owned(), json!(side));
        }
        map.insert("entries".to_owned(), json!(claim.entries.map(|entries| self.amounts(&entries))));
        Value::Object(map)
    }
}

fn place(analysis: &Analysis, at: LineRef) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("file".to_owned(), json!(analysis.sources.file(at.file).name));
    map.insert("line".to_owned(), json!(analysis.sources.line_number(at)));
    map
}

/// What a node is called by programs: a code, a fixed value in English, a name.
fn name(analysis: &Analysis, dim: Dim, node: Node) -> String {
    let model = &analysis.model;
    match dim {
        Dim::Kind => Kind::ALL.get(node.index()).map_or("", |kind| kind.en()).to_owned(),
        Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => {
            model.charts.chart(dim).get(node).map(|account| account.code.to_string()).unwrap_or_default()
        }
        _ => model.label(&analysis.sources, dim, node),
    }
}

/// The name of an account.
fn account(analysis: &Analysis, dim: Dim, node: Node) -> Option<String> {
    let is_account = matches!(dim, Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account);
    let account = is_account.then(|| analysis.model.charts.chart(dim).get(node)).flatten()?;
    Some(account.name.clone())
}
