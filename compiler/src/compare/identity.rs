//! What entries of two budgets are of, in numbers that mean the same on both sides.

use std::borrow::Cow;
use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Analysis;
use crate::model::account::Chart;
use crate::model::{Dim, Entry, Node};
use crate::syntax::Attribute;

use super::{By, Side};

/// What an entry is of, one respect after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(usize)]
pub enum Field {
    /// What kind of money.
    Kind,
    /// Whose.
    Unit,
    /// Functional classification.
    Func,
    /// Departmental economic classification.
    Econ,
    /// Government economic classification.
    GovEcon,
    /// Fund source.
    Source,
    /// Revenue account.
    Account,
    /// The project's name.
    Project,
    /// Set and item of an "of which" figure.
    Item,
    /// The level-1 project that the project is under.
    Under,
}

impl Field {
    /// All of them: the dimensions in their order, and what a project is under.
    pub const ALL: [Field; 10] = [
        Field::Kind,
        Field::Unit,
        Field::Func,
        Field::Econ,
        Field::GovEcon,
        Field::Source,
        Field::Account,
        Field::Project,
        Field::Item,
        Field::Under,
    ];

    /// The dimension; none for what a project is under.
    pub fn dim(self) -> Option<Dim> {
        Dim::ALL.get(self as usize).copied()
    }

    /// The attribute that says it.
    pub fn attribute(self) -> Attribute {
        self.dim().map_or(Attribute::Under, Dim::attribute)
    }

    /// The name in a document for programs, which tells the two economic classifications apart.
    pub fn key(self) -> &'static str {
        if self == Field::GovEcon { "gov-econ" } else { self.attribute().en() }
    }

    /// Where an entry is in this respect.
    pub fn node(self, analysis: &Analysis, entry: &Entry) -> Node {
        match self.dim() {
            Some(dim) => entry.node(dim),
            None => {
                let project = entry.node(Dim::Project);
                analysis.model.projects.tree().parent(project).unwrap_or(Node::NONE)
            }
        }
    }

    /// What that is called.
    pub fn label(self, analysis: &Analysis, entry: &Entry) -> String {
        let node = self.node(analysis, entry);
        analysis.model.label(&analysis.sources, self.dim().unwrap_or(Dim::Project), node)
    }
}

/// What an entry is of: equal numbers mean the same on both sides.
pub type Ids = [u32; Field::ALL.len()];

/// A unit, an account or a level-1 project that is the same under another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameChange {
    /// What it is.
    pub dim: Dim,
    /// What it was called.
    pub old: String,
    /// What it is called.
    pub new: String,
}

/// The numbers of both sides' nodes.
#[derive(Debug, Default)]
pub struct Identities {
    /// For each side and dimension, the number of each node.
    nodes: [[Vec<u32>; Dim::ALL.len()]; 2],
    /// For each side, the number of each project of its unit: [`Field::Project`] is its name only.
    projects: [Vec<u32>; 2],
    /// How many numbers a dimension has.
    counts: [usize; Dim::ALL.len()],
    /// How many numbers projects of a unit have.
    project_count: usize,
}

impl Identities {
    /// What an entry is of.
    pub fn of(&self, side: Side, analysis: &Analysis, entry: &Entry) -> Ids {
        Field::ALL.map(|field| {
            let node = field.node(analysis, entry);
            self.id(side, field.dim().unwrap_or(Dim::Project), node)
        })
    }

    /// The number of a node; what is no node is its own number.
    pub fn id(&self, side: Side, dim: Dim, node: Node) -> u32 {
        self.nodes[side as usize][dim as usize].get(node.index()).copied().unwrap_or(node.0)
    }

    /// The number of a project in its unit.
    pub fn project(&self, side: Side, node: Node) -> u32 {
        self.projects[side as usize].get(node.index()).copied().unwrap_or(node.0)
    }

    /// All numbers of a dimension are below this; those of projects in their units for [`Dim::Project`].
    pub fn count(&self, dim: Dim) -> usize {
        if dim == Dim::Project { self.project_count } else { self.counts[dim as usize] }
    }
}

/// Gives the same number to the same key.
struct Numbers<K> {
    known: FxHashMap<K, u32>,
}

impl<K: Hash + Eq> Numbers<K> {
    fn new(capacity: usize) -> Numbers<K> {
        Numbers { known: FxHashMap::with_capacity_and_hasher(capacity, Default::default()) }
    }

    fn of(&mut self, key: K) -> u32 {
        let next = self.known.len() as u32;
        *self.known.entry(key).or_insert(next)
    }
}

/// Numbers the nodes of both sides, and tells what goes by another name.
pub fn identities(sides: [&Analysis; 2], by: By) -> (Identities, Vec<NameChange>) {
    let mut identities = Identities::default();
    let mut names = Vec::new();
    for dim in Dim::ALL {
        let nodes = match dim {
            Dim::Kind | Dim::Source => sides.map(|side| (0..side.model.tree(dim).len() as u32).collect()),
            Dim::Unit => units(sides),
            Dim::Project => continue,
            Dim::Item => {
                let mut numbers = Numbers::new(0);
                sides.map(|side| {
                    side.model.items.tree().nodes().map(|it| numbers.of(side.model.items.path(it))).collect()
                })
            }
            _ => accounts(sides, dim, by),
        };
        if !matches!(dim, Dim::Kind | Dim::Source | Dim::Item) {
            names.extend(renamed(sides, dim, &nodes));
        }
        identities.enter(dim, nodes);
    }
    let mut nodes = project_names(sides);
    names.extend(renamed_parents(sides, &identities, &mut nodes));
    let mut numbers: Numbers<(u32, u32)> = Numbers::new(nodes[0].len());
    for side in Side::BOTH {
        let units = sides[side as usize].model.projects.iter().map(|(_, project)| project.unit);
        let known = units.zip(&nodes[side as usize]);
        identities.projects[side as usize] =
            known.map(|(unit, &name)| numbers.of((identities.id(side, Dim::Unit, unit), name))).collect();
    }
    identities.project_count = numbers.known.len();
    identities.enter(Dim::Project, nodes);
    (identities, names)
}

/// Numbers the names of projects. Most stand in the same order on both sides, and need no hashing there.
fn project_names(sides: [&Analysis; 2]) -> [Vec<u32>; 2] {
    let count = sides[0].model.projects.len();
    let mut numbers: Numbers<Cow<'_, str>> = Numbers::new(count);
    // The first project of each number.
    let mut first = Vec::with_capacity(count);
    let (mut old_names, mut old) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for (at, (_, project)) in sides[0].model.projects.iter().enumerate() {
        let name = project.folded(&sides[0].sources);
        let id = numbers.of(name.clone());
        if id as usize == first.len() {
            first.push(at);
        }
        old_names.push(name);
        old.push(id);
    }
    let mut next = 0;
    let new = sides[1].model.projects.iter().map(|(_, project)| {
        let name = project.folded(&sides[1].sources);
        if old_names.get(next).is_some_and(|it| *it == name) {
            next += 1;
            return old[next - 1];
        }
        let id = numbers.of(name);
        next = first.get(id as usize).map_or(next, |&at| at) + 1;
        id
    });
    let new = new.collect();
    [old, new]
}

impl Identities {
    fn enter(&mut self, dim: Dim, nodes: [Vec<u32>; 2]) {
        self.counts[dim as usize] = nodes.iter().flatten().max().map_or(0, |&last| last as usize + 1);
        let [old, new] = nodes;
        self.nodes[0][dim as usize] = old;
        self.nodes[1][dim as usize] = new;
    }
}

/// Units are the same by name; of the others, by their code in the register, or by their full name.
fn units(sides: [&Analysis; 2]) -> [Vec<u32>; 2] {
    let all = sides.map(|side| {
        side.model.tree(Dim::Unit).nodes().filter_map(|node| side.model.units.get(node)).collect::<Vec<_>>()
    });
    let mut numbers: Numbers<&str> = Numbers::new(0);
    let mut nodes = all.clone().map(|units| units.iter().map(|unit| numbers.of(&unit.name)).collect::<Vec<u32>>());
    let unmatched = |at: usize, other: usize| {
        let known: FxHashSet<u32> = nodes[other].iter().copied().collect();
        (0..all[at].len()).filter(|&unit| !known.contains(&nodes[at][unit])).collect::<Vec<usize>>()
    };
    let (mut old, new) = (unmatched(0, 1), unmatched(1, 0));
    for unit in new {
        let (ours, alike) = (all[1][unit], |a: &Option<String>, b: &Option<String>| a.is_some() && a == b);
        let same = |&at: &usize| {
            let theirs = all[0][at];
            alike(&theirs.code, &ours.code) || alike(&theirs.full_name, &ours.full_name)
        };
        let mut found = old.iter().copied().filter(same);
        if let (Some(one), None) = (found.next(), found.next()) {
            nodes[1][unit] = nodes[0][one];
            old.retain(|&at| at != one);
        }
    }
    nodes
}

/// Accounts are the same by code, or by name.
fn accounts(sides: [&Analysis; 2], dim: Dim, by: By) -> [Vec<u32>; 2] {
    let charts = sides.map(|side| side.model.charts.chart(dim));
    if by == By::Code {
        let mut numbers = Numbers::new(0);
        return charts.map(|chart| chart.iter().map(|(_, account)| numbers.of(account.code)).collect());
    }
    // A name that stands once in each chart is enough; one that is there again (其他支出) is told by
    // the names above it.
    let single = |chart: &Chart| -> FxHashSet<String> {
        let mut count: FxHashMap<&str, usize> = FxHashMap::default();
        chart.iter().for_each(|(_, account)| *count.entry(&account.name).or_default() += 1);
        count
            .into_iter()
            .filter(|(name, count)| !name.is_empty() && *count == 1)
            .map(|(name, _)| name.to_owned())
            .collect()
    };
    let (old, new) = (single(charts[0]), single(charts[1]));
    let single: FxHashSet<&String> = old.intersection(&new).collect();
    let mut numbers = Numbers::new(0);
    charts.map(|chart| {
        let key = |node: Node| {
            let name = |node: Node| {
                chart.get(node).map_or(String::new(), |account| match account.name.as_str() {
                    "" => account.code.to_string(),
                    name => name.to_owned(),
                })
            };
            let own = name(node);
            match single.contains(&own) {
                true => own,
                false => chart.tree().ancestors(node).fold(own, |path, above| format!("{}/{path}", name(above))),
            }
        };
        chart.tree().nodes().map(|node| numbers.of(key(node))).collect()
    })
}

/// Which nodes have the same number and another name.
fn renamed(sides: [&Analysis; 2], dim: Dim, nodes: &[Vec<u32>; 2]) -> Vec<NameChange> {
    let of_old: FxHashMap<u32, Node> = nodes[0].iter().enumerate().map(|(at, &id)| (id, Node(at as u32))).collect();
    let label = |side: usize, node| sides[side].model.label(&sides[side].sources, dim, node);
    let both = nodes[1].iter().enumerate().filter_map(|(at, id)| Some((*of_old.get(id)?, Node(at as u32))));
    let names = both.map(|(old, new)| NameChange { dim, old: label(0, old), new: label(1, new) });
    names.filter(|it| it.old != it.new).collect()
}

/// Level-1 projects that have the same children under another name become one.
fn renamed_parents(sides: [&Analysis; 2], identities: &Identities, nodes: &mut [Vec<u32>; 2]) -> Vec<NameChange> {
    let [old, new] = Side::BOTH.map(|side| parents(sides[side as usize], identities, side, &nodes[side as usize]));
    let known: FxHashMap<&Family, Node> = old.iter().map(|(node, family)| (family, *node)).collect();
    let places = |parents: &[(Node, Family)], ids: &[u32]| -> FxHashSet<(u32, u32)> {
        parents.iter().map(|(node, family)| (family.unit, ids[node.index()])).collect()
    };
    let (of_old, of_new) = (places(&old, &nodes[0]), places(&new, &nodes[1]));
    let mut names = Vec::new();
    for (node, family) in &new {
        let Some(&was) = known.get(family) else { continue };
        let (before, after) = (nodes[0][was.index()], nodes[1][node.index()]);
        // Each of the two is gone on the other side: else it is not the same under another name.
        if of_new.contains(&(family.unit, before)) || of_old.contains(&(family.unit, after)) {
            continue;
        }
        nodes[1][node.index()] = before;
        let label = |side: usize, node| sides[side].model.label(&sides[side].sources, Dim::Project, node);
        names.push(NameChange { dim: Dim::Project, old: label(0, was), new: label(1, *node) });
    }
    names
}

/// A level-1 project by the projects under it.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Family {
    unit: u32,
    children: Vec<u32>,
}

fn parents(analysis: &Analysis, identities: &Identities, side: Side, ids: &[u32]) -> Vec<(Node, Family)> {
    let projects = &analysis.model.projects;
    let tree = projects.tree();
    let parents = tree.roots().filter(|&node| tree.has_children(node));
    let family = |node: Node| {
        let mut children: Vec<u32> = tree.children(node).map(|child| ids[child.index()]).collect();
        children.sort_unstable();
        let unit = projects.get(node).map_or(Node::UNKNOWN, |project| project.unit);
        Family { unit: identities.id(side, Dim::Unit, unit), children }
    };
    parents.map(|node| (node, family(node))).collect()
}

/// The name of a project as a key: what the two sides share.
pub fn folded<'a>(analysis: &'a Analysis, node: Node) -> Cow<'a, str> {
    analysis.model.projects.get(node).map_or(Cow::Borrowed(""), |project| project.folded(&analysis.sources))
}
