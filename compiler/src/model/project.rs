//! Projects: their identity, which is (unit, name), and the level-1 project each belongs to.

use std::borrow::Cow;
use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::{FxHashMap, FxHasher};

use crate::source::{LineRef, Sources};
use crate::syntax::Text;

use super::dimension::Node;
use super::tree::Tree;

/// A project.
///
/// Its name stays in the text, where `at` and `text` find it: a budget of a million projects would
/// pay for a million copies.
#[derive(Clone, Copy, Debug)]
pub struct Project {
    /// Where the name first stands, in its line.
    pub text: Text,
    /// The line it first stands in.
    pub at: LineRef,
    /// Its unit.
    pub unit: Node,
}

impl Project {
    /// The name as it is first written.
    pub fn name<'a>(&self, sources: &'a Sources) -> Cow<'a, str> {
        self.text.of(sources.line(self.at))
    }

    /// The name as names are compared.
    pub fn folded<'a>(&self, sources: &'a Sources) -> Cow<'a, str> {
        self.text.folded(sources.line(self.at))
    }
}

/// All projects, numbered in pre-order.
#[derive(Debug, Default)]
pub struct Projects {
    projects: Vec<Project>,
    tree: Tree,
    by_identity: HashTable<u32>,
    /// Those that are not found by their unit and name, since they take a unit that is not known.
    others: Vec<Node>,
}

impl Projects {
    /// The project of a node.
    pub fn get(&self, node: Node) -> Option<&Project> {
        self.projects.get(node.index())
    }

    /// All projects in order.
    pub fn iter(&self) -> impl Iterator<Item = (Node, &Project)> {
        self.projects.iter().enumerate().map(|(at, project)| (Node(at as u32), project))
    }

    /// The project of a unit and a name, given width-folded.
    pub fn find(&self, sources: &Sources, unit: Node, name: &str) -> Option<Node> {
        find(&self.by_identity, &self.projects, sources, unit, name)
    }

    /// All projects of a name, given width-folded, where there are so many units.
    pub fn named(&self, sources: &Sources, units: usize, name: &str) -> Vec<Node> {
        let units = (0..units as u32).map(Node).chain([Node::UNKNOWN, Node::ERROR]);
        let is_named = |node: &&Node| self.get(**node).is_some_and(|it| it.folded(sources) == name);
        let others = self.others.iter().filter(is_named).copied();
        let mut found: Vec<Node> = units.filter_map(|unit| self.find(sources, unit, name)).chain(others).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The tree of projects.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.projects.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.projects.is_empty()
    }
}

/// Gathers projects while lines are read; their numbers are final only after [`Gathering::finish`].
#[derive(Debug, Default)]
pub(super) struct Gathering {
    pub projects: Vec<Project>,
    by_identity: HashTable<u32>,
    /// Projects that take their unit from the level-1 project: by its name and theirs.
    by_parent: FxHashMap<(String, String), u32>,
    /// For each project the next one of the same name; made when it is first asked for.
    by_name: Option<(HashTable<u32>, Vec<Option<u32>>)>,
    /// Numbers that turned out to be another project's second one.
    twins: FxHashMap<usize, usize>,
}

impl Gathering {
    /// Room for `count` projects.
    pub fn with_capacity(count: usize) -> Gathering {
        Gathering {
            projects: Vec::with_capacity(count),
            by_identity: HashTable::with_capacity(count),
            ..Gathering::default()
        }
    }

    /// The project of a unit and a name; a new one if it is met for the first time.
    pub fn find_or_add(&mut self, sources: &Sources, project: Project, name: &str) -> Node {
        let hash = identity_hash(project.unit, name);
        let projects = &self.projects;
        let same = |&at: &u32| {
            let other = &projects[at as usize];
            other.unit == project.unit && other.folded(sources) == name
        };
        if let Some(&at) = self.by_identity.find(hash, same) {
            return Node(at);
        }
        let at = self.projects.len() as u32;
        self.enter(sources, at, hash);
        self.projects.push(project);
        self.by_name = None;
        Node(at)
    }

    /// Makes the project `at` one that is found by its unit and name.
    fn enter(&mut self, sources: &Sources, at: u32, hash: u64) {
        let projects = &self.projects;
        let rehash = |&at: &u32| {
            let other = &projects[at as usize];
            identity_hash(other.unit, &other.folded(sources))
        };
        self.by_identity.insert_unique(hash, at, rehash);
    }

    /// The project `name` under the level-1 project `under`, whose unit it takes and which is not
    /// known yet: it is never found by its unit and name.
    pub fn find_or_add_under(&mut self, project: Project, name: &str, under: &str) -> Node {
        let next = self.projects.len() as u32;
        let at = *self.by_parent.entry((under.to_owned(), name.to_owned())).or_insert(next);
        if at == next {
            self.projects.push(project);
            self.by_name = None;
        }
        Node(at)
    }

    /// The project of a unit and a name.
    pub fn find(&self, sources: &Sources, unit: Node, name: &str) -> Option<Node> {
        find(&self.by_identity, &self.projects, sources, unit, name)
    }

    /// All projects of a name, whatever their unit.
    pub fn named(&mut self, sources: &Sources, name: &str) -> Vec<Node> {
        let projects = &self.projects;
        let (table, next) = self.by_name.get_or_insert_with(|| index_names(projects, sources));
        let same = |&at: &u32| projects[at as usize].folded(sources) == name;
        let first = table.find(identity_hash(Node::NONE, name), same).copied();
        let all = std::iter::successors(first, |&at| next[at as usize]);
        all.filter(|&at| !self.twins.contains_key(&(at as usize))).map(Node).collect()
    }

    /// The project that `at` is a second number of: one of the same unit and name, now that the unit
    /// of `at` is known from its level-1 project. If `at` is the first it is that from now on.
    pub fn twin(&mut self, sources: &Sources, at: usize) -> Option<usize> {
        let project = *self.projects.get(at)?;
        let name = project.folded(sources);
        let same = match self.find(sources, project.unit, &name) {
            Some(same) => same.index(),
            None => {
                // Where no unit is known, two level-1 projects may have a child of one name each.
                if project.unit.is_known() {
                    self.enter(sources, at as u32, identity_hash(project.unit, &name));
                }
                return None;
            }
        };
        if same == at {
            return None;
        }
        self.twins.insert(at, same);
        Some(same)
    }

    /// The projects in pre-order, and the final node of each number given so far.
    pub fn finish(mut self, parents: &[Option<usize>]) -> (Projects, Option<Vec<Node>>) {
        let unknown = |at: &&u32| !self.projects[**at as usize].unit.is_known();
        let others: Vec<u32> = self.by_parent.values().filter(unknown).copied().collect();
        if parents.iter().all(Option::is_none) {
            let tree = Tree::flat(self.projects.len());
            let others = others.into_iter().map(Node).collect();
            return (Projects { projects: self.projects, tree, by_identity: self.by_identity, others }, None);
        }
        let kept: Vec<usize> = (0..parents.len()).filter(|at| !self.twins.contains_key(at)).collect();
        let mut position = vec![0; parents.len()];
        kept.iter().enumerate().for_each(|(new, &old)| position[old] = new);
        self.twins.iter().for_each(|(&twin, &same)| position[twin] = position[same]);
        let parents: Vec<Option<usize>> = kept.iter().map(|&at| parents[at].map(|parent| position[parent])).collect();
        let (tree, nodes) = Tree::build(&parents);
        let mut order: Vec<usize> = (0..nodes.len()).collect();
        order.sort_by_key(|&at| nodes[at]);
        let projects = order.into_iter().map(|at| self.projects[kept[at]]).collect();
        let nodes: Vec<Node> = position.into_iter().map(|new| nodes[new]).collect();
        // What each is found by stays the same, so it stays where it is in the table.
        self.by_identity.iter_mut().for_each(|at| *at = nodes[*at as usize].0);
        let others = others.into_iter().map(|at| nodes[at as usize]).collect();
        (Projects { projects, tree, by_identity: self.by_identity, others }, Some(nodes))
    }
}

fn find(table: &HashTable<u32>, projects: &[Project], sources: &Sources, unit: Node, name: &str) -> Option<Node> {
    let same = |&at: &u32| {
        let other = &projects[at as usize];
        other.unit == unit && other.folded(sources) == name
    };
    table.find(identity_hash(unit, name), same).map(|&at| Node(at))
}

fn index_names(projects: &[Project], sources: &Sources) -> (HashTable<u32>, Vec<Option<u32>>) {
    let mut table: HashTable<u32> = HashTable::with_capacity(projects.len());
    let mut next = vec![None; projects.len()];
    // From the last to the first, so that a list runs in order of reading.
    for (at, project) in projects.iter().enumerate().rev() {
        let name = project.folded(sources);
        let hash = identity_hash(Node::NONE, &name);
        match table.find_mut(hash, |&other| projects[other as usize].folded(sources) == name) {
            Some(first) => next[at] = Some(std::mem::replace(first, at as u32)),
            None => {
                let rehash = |&at: &u32| identity_hash(Node::NONE, &projects[at as usize].folded(sources));
                table.insert_unique(hash, at as u32, rehash);
            }
        }
    }
    (table, next)
}

fn identity_hash(unit: Node, name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    hasher.write_u32(unit.0);
    hasher.finish()
}
