//! Open data: entries and claims as rows of plain columns, for those who build on the figures. A row stands
//! by itself (budget, names and codes are in it), and amounts are in units of the currency whatever the
//! budget counts in, so that rows of many budgets add up.
//!
//! Which columns there are is here and in [`mod@column`]; how a format writes them is the format's. Their meaning
//! is told in `grammar/data.md`.

use crate::Analysis;
use crate::ledger::Millionths;
use crate::model::{Dim, Node, Tree};
use crate::source::LineRef;
use crate::syntax::{LineParser, Text};

use super::ledger::files;

pub mod column;
mod row;

pub use column::{Column, Datum, Holds};
pub use row::Row;

/// The version of the columns and of the lines made of them.
pub const VERSION: u32 = 1;

/// A table of open data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The lines that carry money.
    Entries,
    /// The figures that the budget states about sums, and what became of them.
    Claims,
}

impl Table {
    /// All tables.
    pub const ALL: [Table; 2] = [Table::Entries, Table::Claims];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Table::Entries => "entries",
            Table::Claims => "claims",
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> Vec<&'static Column> {
        let own = match self {
            Table::Entries => column::ENTRY,
            Table::Claims => column::CLAIM,
        };
        [column::BUDGET, own, column::PLACE, column::REMARKS].into_iter().flatten().collect()
    }
}

/// A budget with all that its rows share.
pub struct Data<'a> {
    analysis: &'a Analysis,
    files: Vec<String>,
    name: Option<String>,
    code: Option<String>,
    valid: bool,
    units: Vec<String>,
    items: Vec<(String, Option<String>)>,
    accounts: [Vec<Levels>; 4],
}

/// A code, and the accounts above it or itself by their level.
#[derive(Clone, Debug, Default)]
struct Levels {
    code: String,
    nodes: [Option<Node>; 3],
}

/// The charts, in the order that [`Data`] keeps them in.
const CHARTS: [Dim; 4] = [Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Account];

impl<'a> Data<'a> {
    /// What the rows of `analysis` share.
    pub fn new(analysis: &'a Analysis) -> Data<'a> {
        let model = &analysis.model;
        let header = model.header();
        let text = |text: Text| header.at.map(|at| text.of(analysis.sources.line(at)).into_owned());
        let unit = |node| model.units.get(node).map_or("", |unit| &unit.name);
        let items = model.items.tree();
        let item = |node: Node| {
            let set = items.ancestors(node).last().unwrap_or(node);
            let set = model.items.name(set).to_owned();
            let path = model.items.path(node);
            let inside = path.strip_prefix(&set).and_then(|rest| rest.strip_prefix('/')).map(str::to_owned);
            (set, inside)
        };
        Data {
            analysis,
            files: files(&analysis.sources),
            name: header.name.and_then(text),
            code: header.code.and_then(text),
            valid: analysis.valid(),
            units: model.units.tree().nodes().map(|node| path(model.units.tree(), node, unit)).collect(),
            items: items.nodes().map(item).collect(),
            accounts: CHARTS.map(|dim| levels(analysis, dim)),
        }
    }

    /// The rows of a table, in the order of reading.
    pub fn rows(&self, table: Table) -> impl Iterator<Item = Row<'_>> {
        let mut parser = LineParser::new();
        let count = match table {
            Table::Entries => self.analysis.model.entries.len(),
            Table::Claims => self.analysis.model.claims.len(),
        };
        (0..count).filter_map(move |at| match table {
            Table::Entries => Row::of_entry(self, at, &mut parser),
            Table::Claims => Row::of_claim(self, at, &mut parser),
        })
    }

    /// The budget.
    pub fn analysis(&self) -> &'a Analysis {
        self.analysis
    }

    /// What the budget is called.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The code of the budget.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The paths of its files from the main file's folder, by their ids.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// The path of a line's file, from the main file's folder.
    fn file(&self, at: LineRef) -> &str {
        self.files.get(at.file.0 as usize).map_or("", String::as_str)
    }

    fn chart(&self, dim: Dim) -> &[Levels] {
        CHARTS.iter().position(|it| *it == dim).map_or(&[], |at| &self.accounts[at])
    }
}

/// The names from the root to `node`, with `/` between them.
fn path<'n>(tree: &Tree, node: Node, name: impl Fn(Node) -> &'n str) -> String {
    let mut names = vec![name(node)];
    names.extend(tree.ancestors(node).map(name));
    names.reverse();
    names.join("/")
}

fn levels(analysis: &Analysis, dim: Dim) -> Vec<Levels> {
    let chart = analysis.model.charts.chart(dim);
    let digits = crate::model::account::levels(dim);
    let row = |(node, account): (Node, &crate::model::account::Account)| {
        let mut levels = Levels { code: account.code.to_string(), ..Levels::default() };
        for above in std::iter::once(node).chain(chart.tree().ancestors(node)) {
            let length = chart.get(above).map(|account| account.code.digits);
            let level = digits.iter().take(levels.nodes.len()).position(|digits| Some(*digits) == length);
            level.into_iter().for_each(|level| levels.nodes[level] = Some(above));
        }
        levels
    };
    chart.iter().map(row).collect()
}

/// Appends an amount as a decimal number in units of the currency: exact, with at least two decimals, as the
/// ledger writes it.
pub fn decimal(amount: Millionths, out: &mut Vec<u8>) {
    const ONE: u128 = 10_u128.pow(Millionths::SCALE);
    let size = amount.0.unsigned_abs();
    if amount.0 < 0 {
        out.push(b'-');
    }
    digits(size / ONE, 1, out);
    out.push(b'.');
    let (mut decimals, mut count) = (size % ONE, Millionths::SCALE as usize);
    while count > 2 && decimals % 10 == 0 {
        (decimals, count) = (decimals / 10, count - 1);
    }
    digits(decimals, count, out);
}

/// Appends a number with at least `count` digits.
pub fn digits(number: u128, count: usize, out: &mut Vec<u8>) {
    // Nearly every amount is short, and long division is slow.
    let mut rest = u64::try_from(number).ok();
    let mut long = number;
    let start = out.len();
    while out.len() - start < count || rest.map_or(long > 0, |rest| rest > 0) {
        let digit = match &mut rest {
            Some(rest) => {
                let digit = *rest % 10;
                *rest /= 10;
                digit as u8
            }
            None => {
                let digit = long % 10;
                long /= 10;
                digit as u8
            }
        };
        out.push(b'0' + digit);
    }
    out[start..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_with_all_their_digits() {
        let text = |millionths| {
            let mut out = Vec::new();
            decimal(Millionths(millionths), &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!([text(0), text(1), text(-1_500_000), text(120_000_000)], ["0.00", "0.000001", "-1.50", "120.00"]);
        assert_eq!(text(1_234_567_000), "1234.567");
        assert_eq!(text(i128::from(u64::MAX) * 1_000_000 + 1), "18446744073709551615.000001");
        assert_eq!(text(10_i128.pow(30)), "1000000000000000000000000.00");
    }
}
