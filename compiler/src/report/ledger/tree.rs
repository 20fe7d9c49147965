//! The trees of the ledger: units, accounts and projects, each with its roll-up.

use std::io;

use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

use crate::ledger::{Query, SliceSum, Sum, Sums};
use crate::model::{Dim, Node, Slice};
use crate::source::LineRef;
use crate::syntax::{Kind, LineParser};

use super::Ledger;

/// Sums by kind: what is there for certain, and what may be.
#[derive(Serialize)]
struct Rollup {
    sums: ByKind,
    #[serde(skip_serializing_if = "ByKind::is_empty")]
    possible: ByKind,
}

/// Amounts by kind, in the order of the kinds.
struct ByKind(Vec<(Kind, String)>);

impl ByKind {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for ByKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(kind, amount)| (kind.en(), amount)))
    }
}

#[derive(Serialize)]
pub(super) struct Unit<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(flatten)]
    rollup: Rollup,
    file: &'a str,
    line: u32,
    children: Vec<Unit<'a>>,
}

#[derive(Serialize)]
pub(super) struct Account<'a> {
    code: String,
    name: &'a str,
    chart: &'static str,
    #[serde(flatten)]
    rollup: Rollup,
    file: &'a str,
    line: u32,
    children: Vec<Account<'a>>,
}

#[derive(Serialize)]
struct Project<'a> {
    name: String,
    unit: Option<String>,
    amount: String,
    lines: i64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    goals: Vec<String>,
    file: &'a str,
    line: u32,
    children: Vec<Project<'a>>,
}

/// The sums of a dimension's nodes by kind.
struct Rollups {
    kinds: Vec<Kind>,
    sums: Vec<SliceSum>,
}

impl Rollups {
    fn of(ledger: &Ledger<'_>, dim: Dim) -> Rollups {
        let present: Vec<Query> = Kind::ALL.iter().map(|&kind| Query::from(&Slice::of(kind))).collect();
        let present = ledger.cube.sums(&present);
        // Sets of "of which" figures overlap: their sum over all sets means nothing.
        let has = |(kind, sum): &(Kind, SliceSum)| *kind != Kind::Memo && !sum.is_empty();
        let kinds: Vec<Kind> = Kind::ALL.iter().copied().zip(present).filter(has).map(|(kind, _)| kind).collect();
        let nodes = ledger.analysis.model.tree(dim).nodes();
        let queries: Vec<Query> = nodes
            .flat_map(|node| kinds.iter().map(move |&kind| Query::from(&Slice::of(kind).with(dim, node))))
            .collect();
        Rollups { sums: ledger.cube.sums(&queries), kinds }
    }

    fn rollup(&self, ledger: &Ledger<'_>, node: Node) -> Rollup {
        let first = node.index() * self.kinds.len();
        let sums = self.sums.get(first..first + self.kinds.len()).unwrap_or(&[]);
        let by_kind = |sum: fn(&SliceSum) -> Sum| {
            let of = self.kinds.iter().zip(sums).map(|(kind, it)| (*kind, sum(it)));
            let of = of.filter(|(_, sum)| !sum.is_empty());
            ByKind(of.map(|(kind, sum)| (kind, ledger.amount(sum.total()))).collect())
        };
        Rollup { sums: by_kind(|it| it.inside), possible: by_kind(SliceSum::all_possible) }
    }
}

/// The units, each with the units under it.
pub(super) fn units<'a>(ledger: &'a Ledger<'a>) -> Vec<Unit<'a>> {
    let rollups = Rollups::of(ledger, Dim::Unit);
    let tree = ledger.analysis.model.tree(Dim::Unit);
    tree.roots().filter_map(|root| unit(ledger, &rollups, root)).collect()
}

fn unit<'a>(ledger: &'a Ledger<'a>, rollups: &Rollups, node: Node) -> Option<Unit<'a>> {
    let unit = ledger.analysis.model.units.get(node)?;
    let children = ledger.analysis.model.tree(Dim::Unit).children(node);
    Some(Unit {
        name: &unit.name,
        full_name: unit.full_name.as_deref(),
        code: unit.code.as_deref(),
        rollup: rollups.rollup(ledger, node),
        file: ledger.file(unit.at),
        line: ledger.line(unit.at),
        children: children.filter_map(|child| self::unit(ledger, rollups, child)).collect(),
    })
}

/// The accounts of all charts, each with the accounts under it.
pub(super) fn accounts<'a>(ledger: &'a Ledger<'a>) -> Vec<Account<'a>> {
    let mut accounts = Vec::new();
    for dim in [Dim::Account, Dim::Func, Dim::Econ, Dim::GovEcon] {
        let rollups = Rollups::of(ledger, dim);
        let tree = ledger.analysis.model.tree(dim);
        accounts.extend(tree.roots().filter_map(|root| account(ledger, &rollups, dim, root)));
    }
    accounts
}

fn account<'a>(ledger: &'a Ledger<'a>, rollups: &Rollups, dim: Dim, node: Node) -> Option<Account<'a>> {
    let account = ledger.analysis.model.charts.chart(dim).get(node)?;
    let children = ledger.analysis.model.tree(dim).children(node);
    Some(Account {
        code: account.code.to_string(),
        name: &account.name,
        chart: dim.attribute().en(),
        rollup: rollups.rollup(ledger, node),
        file: ledger.file(account.at),
        line: ledger.line(account.at),
        children: children.filter_map(|child| self::account(ledger, rollups, dim, child)).collect(),
    })
}

/// Writes the projects, each with the projects under it and its goals. A budget may have a million
/// of them: they are summed once, without the cube, and written one by one.
pub(super) fn projects(ledger: &Ledger<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let model = &ledger.analysis.model;
    let tree = model.tree(Dim::Project);
    let mut sums = vec![Sum::default(); tree.len()];
    for (index, entry) in model.entries.iter().enumerate() {
        let project = entry.node(Dim::Project);
        if project.is_known() {
            let line = Sum::line(index, entry);
            for node in std::iter::once(project).chain(tree.ancestors(project)) {
                sums[node.index()] += &line;
            }
        }
    }
    let mut goals: FxHashMap<Node, Vec<LineRef>> = FxHashMap::default();
    for goal in &model.goals {
        goals.entry(goal.project).or_default().push(goal.at);
    }
    let roots = tree.roots().filter_map(|root| project(ledger, &sums, &goals, root));
    super::array(out, "projects", roots)
}

fn project<'a>(
    ledger: &'a Ledger<'a>,
    sums: &[Sum],
    goals: &FxHashMap<Node, Vec<LineRef>>,
    node: Node,
) -> Option<Project<'a>> {
    let project = ledger.analysis.model.projects.get(node)?;
    let goal = |at: &LineRef| {
        let line = ledger.sources().line(*at);
        let text = LineParser::new().parse(line).statement.and_then(|statement| statement.head_text(1));
        text.map(|text| text.of(line).into_owned())
    };
    let children = ledger.analysis.model.tree(Dim::Project).children(node);
    Some(Project {
        name: project.name(ledger.sources()).into_owned(),
        unit: ledger.unit_name(project.unit),
        amount: ledger.amount(sums[node.index()].total()),
        lines: sums[node.index()].count,
        goals: goals.get(&node).map_or(Vec::new(), |list| list.iter().filter_map(goal).collect()),
        file: ledger.file(project.at),
        line: ledger.line(project.at),
        children: children.filter_map(|child| self::project(ledger, sums, goals, child)).collect(),
    })
}
