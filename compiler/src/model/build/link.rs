//! The projects' tree: which project belongs to which level-1 project, what its lines take from it,
//! and the amounts of projects with children, which are claims.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Code, Diagnostic, Fix, Message};
use crate::source::LineRef;
use crate::span::{Place, Span};
use crate::syntax::{Keyword, Kind, LineParser, Text, Value, written};

use super::super::declare::{break_circle, without_under};
use super::super::dimension::{Dim, Node};
use super::super::entry::{Claim, Entry, Role};
use super::super::missing::Thing;
use super::super::slice::Slice;
use super::super::tree::circles;
use super::{Attribute, Builder, Child};

/// What a project's lines take from its level-1 project where they say nothing themselves.
const INHERITED: [Dim; 5] = [Dim::Unit, Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Source];

/// How a line names a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// As the level-1 project that its own is under.
    Above,
    /// As what it is about.
    Itself,
}

impl Builder<'_> {
    /// Resolves `under`, passes defaults down, and turns the parents' amounts into claims. Returns
    /// each project's parent.
    pub(super) fn link_projects(&mut self) -> Vec<Option<usize>> {
        let children = std::mem::take(&mut self.children);
        let mut parents: Vec<Option<usize>> = vec![None; self.projects.projects.len()];
        let mut said: FxHashMap<usize, Span> = FxHashMap::default();
        for child in &children {
            let span = self.sources.span(child.at, child.under.place(self.sources.line(child.at)));
            let Some(parent) = self.project(child.under, child.unit, child.at, span, Naming::Above) else { continue };
            let (child, parent) = (child.project.index(), parent.index());
            match parents[child] {
                Some(before) if before != parent => self.two_parents(child, before, parent, said[&child], span),
                _ => {
                    parents[child] = Some(parent);
                    said.insert(child, span);
                }
            }
        }
        self.break_circles(&mut parents, &said);
        if parents.iter().any(Option::is_some) {
            let split = self.inherit(&parents, &children);
            self.unite_twins(&mut parents, &children, said);
            self.parents_claim(&parents, &split);
        }
        parents
    }

    /// The project that `name` means for a line of `unit`.
    pub(super) fn project(&mut self, name: Text, unit: Node, at: LineRef, span: Span, naming: Naming) -> Option<Node> {
        let folded = name.folded(self.sources.line(at)).into_owned();
        if let Some(node) = self.projects.find(self.sources, unit, &folded) {
            return Some(node);
        }
        let named = self.projects.named(self.sources, &folded);
        match named[..] {
            [node] => Some(node),
            [] => {
                match naming {
                    Naming::Above => self.missing.used_above(&folded, span),
                    Naming::Itself => self.missing.used(Thing::Project, &folded, span),
                }
                None
            }
            [..] => {
                let message = Message::new("ambiguous-project").with("name", folded).with("count", named.len());
                let mut diagnostic = Diagnostic::new(Code::AmbiguousName, span, message).help("ambiguous-project-help");
                for node in named.iter().take(3) {
                    let project = &self.projects.projects[node.index()];
                    diagnostic = diagnostic.related(self.sources.line_span(project.at), "declared-here");
                    // Only a line that names no unit is asked for one.
                    let unit = self.units.get(project.unit).filter(|_| unit == Node::UNKNOWN);
                    diagnostic = diagnostic.alternatives(unit.and_then(|unit| self.with_unit(at, &unit.name)));
                }
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// Names the unit in a line that names none.
    fn with_unit(&self, at: LineRef, unit: &str) -> Option<Fix> {
        let line = self.sources.line(at);
        let statement = LineParser::new().parse(line).statement?;
        let name = if LineParser::is_chinese(line) { Attribute::Unit.zh() } else { Attribute::Unit.en() };
        let text = format!("{name} {}", written(unit, statement.keyword));
        let end = Place { start: statement.end(), end: statement.end() };
        let title = Message::new("fix-add").with("text", text.as_str());
        Some(Fix::guess(title, self.sources.span(at, end), format!(" {text}")))
    }

    fn two_parents(&mut self, child: usize, before: usize, parent: usize, first: Span, span: Span) {
        let name = |at: usize| self.projects.projects[at].name(self.sources).into_owned();
        let message = Message::new("two-parents")
            .with("name", name(child))
            .with("first", name(before))
            .with("second", name(parent));
        let write = |span: Span, parent: usize| Fix::write(span, written(&name(parent), Keyword::Project));
        self.diagnostics.push(
            Diagnostic::new(Code::TwoParents, span, message)
                .related(first, "belongs-here-first")
                .help("two-parents-help")
                .alternatives([write(span, before), write(first, parent)]),
        );
    }

    /// Reports a circle of projects, each under the next and the last under the first.
    fn circle(&mut self, circle: &[usize], span: Span, said: &FxHashMap<usize, Span>) {
        let name = |it: usize| self.projects.projects[it].name(self.sources).into_owned();
        let Some(&first) = circle.last() else { return };
        let path = circle.iter().map(|&it| name(it)).collect::<Vec<_>>().join(" → ");
        let message = Message::new("project-cycle").with("name", name(first)).with("path", path);
        let line = |it: &usize| said.get(it).map(|&span| self.sources.line_of(span));
        let open = circle.iter().filter_map(line).filter_map(|at| without_under(self.sources, at));
        let diagnostic = Diagnostic::new(Code::Cycle, span, message).help("cycle-help");
        let diagnostic = break_circle(diagnostic, open.collect());
        self.diagnostics.push(diagnostic);
    }

    /// Reports each circle once and takes its projects out of the tree.
    fn break_circles(&mut self, parents: &mut [Option<usize>], said: &FxHashMap<usize, Span>) {
        for circle in circles(parents) {
            if let Some(&span) = circle.last().and_then(|first| said.get(first)) {
                self.circle(&circle, span, said);
            }
            for at in circle {
                parents[at] = None;
            }
        }
    }

    /// Gives the children's lines what they do not say themselves. Returns what the lines of a project
    /// with children say different things of: no default, but a part of the children's sum each.
    fn inherit(&mut self, parents: &[Option<usize>], children: &[Child]) -> FxHashSet<(usize, Dim)> {
        let is_parent: FxHashSet<usize> = parents.iter().flatten().copied().collect();
        let mut defaults = Defaults { parents, own: FxHashMap::default(), found: FxHashMap::default() };
        for entry in self.entries.iter().chain(self.unfunded.iter().map(|(_, entry)| entry)) {
            let project = entry.node(Dim::Project);
            if entry.kind == Kind::Project && project.is_known() && is_parent.contains(&project.index()) {
                defaults.says(project.index(), entry);
            }
        }
        for child in children {
            let project = child.project.index();
            let raw = &mut self.projects.projects[project];
            if raw.unit == Node::UNKNOWN {
                raw.unit = defaults.above(project, Dim::Unit);
            }
        }
        // Also the lines of a child that do not name its level-1 project once more.
        let with_project = self.entries.iter_mut().filter(|entry| entry.kind == Kind::Project);
        for entry in with_project {
            let project = entry.node(Dim::Project);
            if !project.is_known() || parents[project.index()].is_none() {
                continue;
            }
            for dim in INHERITED {
                if entry.node(dim) == Node::UNKNOWN {
                    entry.set(dim, defaults.above(project.index(), dim));
                }
            }
        }
        let differing = defaults.own.into_iter().filter(|&(_, said)| said == Node::UNKNOWN);
        differing.map(|(place, _)| place).collect()
    }

    /// A project whose lines name its unit here and take it from the level-1 project there got two
    /// numbers; from now on it has one.
    fn unite_twins(&mut self, parents: &mut [Option<usize>], children: &[Child], mut said: FxHashMap<usize, Span>) {
        let mut twins: FxHashMap<Node, Node> = FxHashMap::default();
        for child in children.iter().filter(|child| child.unit == Node::UNKNOWN) {
            let at = child.project.index();
            let Some(same) = self.projects.twin(self.sources, at) else { continue };
            let first = twins.insert(child.project, Node(same as u32)).is_none();
            let place = |of: usize| said.get(&of).copied();
            match (parents[same], parents[at]) {
                (Some(before), Some(parent)) if before != parent && first => {
                    if let (Some(here), Some(there)) = (place(same), place(at)) {
                        self.two_parents(same, before, parent, here, there);
                    }
                }
                (None, Some(parent)) => {
                    let mut above = std::iter::successors(Some(parent), |&above| parents[above]);
                    // As one project it would be under itself; circles through one number are told before.
                    if !above.any(|above| above == same) {
                        parents[same] = Some(parent);
                        said.extend(place(at).map(|place| (same, place)));
                    } else if let Some(place) = place(at) {
                        self.circle(&[parent, same], place, &said);
                    }
                }
                _ => {}
            }
        }
        if twins.is_empty() {
            return;
        }
        for entry in &mut self.entries {
            if let Some(&same) = twins.get(&entry.node(Dim::Project)) {
                entry.set(Dim::Project, same);
            }
        }
        for (project, _) in &mut self.unfunded {
            *project = twins.get(project).copied().unwrap_or(*project);
        }
    }

    /// A project with children holds no money: its amounts are claims about their sum, or about the
    /// part of it that tells its lines apart.
    fn parents_claim(&mut self, parents: &[Option<usize>], split: &FxHashSet<(usize, Dim)>) {
        let is_parent: FxHashSet<usize> = parents.iter().flatten().copied().collect();
        let claims = |entry: &Entry| {
            let project = entry.node(Dim::Project);
            entry.kind == Kind::Project && project.is_known() && is_parent.contains(&project.index())
        };
        let mut taken = Vec::new();
        self.entries.retain(|entry| {
            let claim = claims(entry);
            if claim {
                taken.push(entry.clone());
            }
            !claim
        });
        let mut parser = LineParser::new();
        for entry in taken.into_iter().filter(|entry| !entry.unreadable) {
            let statement = parser.parse(self.sources.line(entry.at)).statement;
            let value = |attribute| statement.as_ref().and_then(|statement| statement.value(attribute));
            let prior = match value(Attribute::Prior) {
                Some(Value::Amount(prior)) => {
                    let place = statement.as_ref().map(|it| it.place_of(Attribute::Prior)).unwrap_or_default();
                    self.money(entry.at, place, &prior).map(|(yuan, _)| yuan)
                }
                _ => None,
            };
            let base = match value(Attribute::Base) {
                Some(Value::Base(base)) => Some(base),
                _ => self.header(entry.at).base,
            };
            let project = entry.node(Dim::Project);
            let mut slice = Slice::of(Kind::Project).with(Dim::Project, project);
            for dim in INHERITED.into_iter().filter(|&dim| split.contains(&(project.index(), dim))) {
                if entry.node(dim).is_known() {
                    slice = slice.with(dim, entry.node(dim));
                }
            }
            let (amount, step, at) = (entry.amount, entry.step, entry.at);
            self.claims.push(Claim { slice, amount, step, at, role: Role::Parent, prior, base, partial: None });
        }
    }
}

/// What projects with children say for them.
struct Defaults<'a> {
    parents: &'a [Option<usize>],
    /// What the lines of a project say of a dimension; unknown where they say different things.
    own: FxHashMap<(usize, Dim), Node>,
    /// What a project or the nearest one above it says, as far as it was asked for.
    found: FxHashMap<(usize, Dim), Node>,
}

impl Defaults<'_> {
    /// Notes what a line of a project with children says.
    fn says(&mut self, project: usize, entry: &Entry) {
        for dim in INHERITED.into_iter().filter(|&dim| entry.node(dim) != Node::UNKNOWN) {
            let said = self.own.entry((project, dim)).or_insert(entry.node(dim));
            if *said != entry.node(dim) {
                *said = Node::UNKNOWN;
            }
        }
    }

    /// What the nearest project above that says something says. A chain of parents ends, since
    /// circles are broken.
    fn above(&mut self, project: usize, dim: Dim) -> Node {
        let mut passed = Vec::new();
        let mut at = self.parents[project];
        let node = loop {
            let Some(above) = at else { break Node::UNKNOWN };
            let known = self.found.get(&(above, dim)).or_else(|| self.own.get(&(above, dim)));
            if let Some(&known) = known {
                break known;
            }
            passed.push(above);
            at = self.parents[above];
        };
        self.found.extend(passed.into_iter().map(|above| ((above, dim), node)));
        node
    }
}
