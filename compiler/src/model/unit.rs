//! Budget units: their names, short and full, and their tree.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::load::Declaration;
use crate::source::{LineRef, Sources};
use crate::syntax::{Attribute, Text};

use super::declare::{break_circle, keep_one, without_under};
use super::dimension::Node;
use super::missing::{Missing, Thing};
use super::tree::{Tree, circles};

/// A budget unit.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The name it is declared with.
    pub name: String,
    /// The full name, if it has one beside.
    pub full_name: Option<String>,
    /// Its code in the register.
    pub code: Option<String>,
    /// Where it is declared.
    pub at: LineRef,
}

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This unit.
    One(Node),
    /// No unit.
    None,
    /// Several, which share the full name.
    Several(Vec<Node>),
}

/// All units, numbered in pre-order.
#[derive(Debug, Default)]
pub struct Units {
    units: Vec<Unit>,
    tree: Tree,
    names: FxHashMap<String, Node>,
    full_names: FxHashMap<String, Vec<Node>>,
}

impl Units {
    /// Resolves the declarations.
    pub fn declare(
        sources: &Sources,
        declarations: &[Declaration],
        missing: &mut Missing,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Units {
        let mut first: FxHashMap<String, usize> = FxHashMap::default();
        let mut full: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut kept: Vec<(&Declaration, Text, Unit)> = Vec::new();
        for declaration in declarations {
            let Some(name) = declaration.statement.head_text(0) else { continue };
            let line = sources.line(declaration.at);
            let folded = name.folded(line).into_owned();
            if let Some(&before) = first.get(&folded) {
                let other: &(&Declaration, Text, Unit) = &kept[before];
                let message = Message::new("unit-twice").with("name", folded.as_str());
                let diagnostic =
                    Diagnostic::new(Code::DeclaredTwice, sources.span(declaration.at, name.inner), message)
                        .related(sources.span(other.0.at, other.1.inner), "declared-first")
                        .help("declared-twice-help");
                diagnostics.push(keep_one(diagnostic, sources, other.0.at, declaration.at));
                continue;
            }
            let text = |attribute| declaration.statement.text(attribute).map(|text| text.of(line).into_owned());
            let unit = Unit {
                name: name.of(line).into_owned(),
                full_name: text(Attribute::Name),
                code: text(Attribute::Code),
                at: declaration.at,
            };
            if let Some(full_name) = declaration.statement.text(Attribute::Name) {
                full.entry(full_name.folded(line).into_owned()).or_default().push(kept.len());
            }
            first.insert(folded, kept.len());
            kept.push((declaration, name, unit));
        }
        let parents = parents(sources, &kept, &first, &full, missing, diagnostics);
        let (tree, nodes) = Tree::build(&parents);
        let mut units = kept.into_iter().map(|(.., unit)| unit).zip(&nodes).collect::<Vec<_>>();
        units.sort_by_key(|(_, node)| **node);
        Units {
            units: units.into_iter().map(|(unit, _)| unit).collect(),
            tree,
            names: first.into_iter().map(|(name, at)| (name, nodes[at])).collect(),
            full_names: full
                .into_iter()
                .map(|(name, list)| (name, list.into_iter().map(|at| nodes[at]).collect()))
                .collect(),
        }
    }

    /// The unit that goes by a name, given width-folded: a short name first, then a full one.
    pub fn find(&self, name: &str) -> Found {
        if let Some(&node) = self.names.get(name) {
            return Found::One(node);
        }
        match self.full_names.get(name).map(Vec::as_slice) {
            None | Some([]) => Found::None,
            Some([node]) => Found::One(*node),
            Some(nodes) => Found::Several(nodes.to_vec()),
        }
    }

    /// The unit of a node.
    pub fn get(&self, node: Node) -> Option<&Unit> {
        self.units.get(node.index())
    }

    /// All units in pre-order.
    pub fn iter(&self) -> impl Iterator<Item = (Node, &Unit)> {
        self.units.iter().enumerate().map(|(at, unit)| (Node(at as u32), unit))
    }

    /// Every name that a unit goes by, for suggestions.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.units.iter().flat_map(|unit| std::iter::once(unit.name.as_str()).chain(unit.full_name.as_deref()))
    }

    /// The tree of units.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }
}

fn parents(
    sources: &Sources,
    kept: &[(&Declaration, Text, Unit)],
    names: &FxHashMap<String, usize>,
    full_names: &FxHashMap<String, Vec<usize>>,
    missing: &mut Missing,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let mut parents = Vec::with_capacity(kept.len());
    for (at, (declaration, ..)) in kept.iter().enumerate() {
        let Some(under) = declaration.statement.text(Attribute::Under) else {
            parents.push(None);
            continue;
        };
        let name = under.folded(sources.line(declaration.at)).into_owned();
        // A unit's full name is often its parent's too; it is not its own parent.
        let by_full_name = || full_names.get(&name)?.iter().copied().find(|&other| other != at);
        let parent = names.get(&name).copied().or_else(by_full_name);
        if parent.is_none() {
            let place = under.place(sources.line(declaration.at));
            missing.used(Thing::Unit, &name, sources.span(declaration.at, place));
        }
        parents.push(parent);
    }
    for circle in circles(&parents) {
        let Some(&first) = circle.last() else { continue };
        let (declaration, name, unit) = &kept[first];
        let names: Vec<&str> = circle.iter().map(|&it| kept[it].2.name.as_str()).collect();
        let message = Message::new("unit-cycle").with("name", unit.name.as_str()).with("path", names.join(" → "));
        let span = sources.span(declaration.at, name.inner);
        let open = circle.iter().filter_map(|&it| without_under(sources, kept[it].0.at));
        let diagnostic = Diagnostic::new(Code::Cycle, span, message).help("cycle-help");
        diagnostics.push(break_circle(diagnostic, open.collect()));
    }
    parents
}
