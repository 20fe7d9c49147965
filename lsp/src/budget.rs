//! A budget as the features of the editor see it: what the compiler found out, with the look-ups that
//! only an editor needs, made when they are first asked for.

use std::hash::BuildHasher;
use std::sync::OnceLock;

use bud::Analysis;
use bud::diagnostic::Diagnostic;
use bud::model::project::Project;
use bud::model::{Dim, Entry, Model, Node};
use bud::source::{LineRef, Sources};
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

/// One budget, analysed. Immutable but for what is found out later about the same text.
#[derive(Debug)]
pub struct Budget {
    /// What the compiler found out.
    pub analysis: Analysis,
    causes: OnceLock<Vec<Diagnostic>>,
    lookup: OnceLock<Lookup>,
    projects: OnceLock<FxHashMap<u64, SmallVec<[Node; 1]>>>,
}

/// What a line is in the model.
#[derive(Debug, Default)]
struct Lookup {
    claims: FxHashMap<LineRef, usize>,
    unfunded: FxHashMap<LineRef, Node>,
    goals: FxHashMap<LineRef, Node>,
    /// How many entries come first that stand for what could not be read, in no order.
    lost: usize,
}

impl Lookup {
    fn of(model: &Model) -> Lookup {
        let claims = model.claims.iter().enumerate().map(|(claim, it)| (it.at, claim)).collect();
        let unfunded = model.unfunded.iter().copied().collect();
        let goals = model.goals.iter().map(|goal| (goal.at, goal.project)).collect();
        // A file that cannot be read stands first; a line that cannot be read stands in its place.
        let lost = model.entries.iter().take_while(|entry| entry.lost).count();
        Lookup { claims, unfunded, goals, lost }
    }
}

impl Budget {
    /// A budget with nothing looked up yet.
    pub fn new(analysis: Analysis) -> Budget {
        let (causes, lookup, projects) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Budget { analysis, causes, lookup, projects }
    }

    /// What its statements mean.
    pub fn model(&self) -> &Model {
        &self.analysis.model
    }

    /// Its files.
    pub fn sources(&self) -> &Sources {
        &self.analysis.sources
    }

    /// The findings: with the causes of what fails once they are known, else as the check gave them.
    pub fn findings(&self) -> &[Diagnostic] {
        self.causes.get().map_or(&self.analysis.diagnostics, Vec::as_slice)
    }

    /// Whether the causes are known.
    pub fn has_causes(&self) -> bool {
        self.causes.get().is_some()
    }

    /// Finds the causes of what fails, which takes its time.
    pub fn find_causes(&self) {
        self.causes.get_or_init(|| self.analysis.with_causes());
    }

    /// Leaves the findings as the check gave them.
    pub fn give_up_causes(&self) {
        self.causes.get_or_init(|| self.analysis.diagnostics.clone());
    }

    /// The claim that line `at` makes: an index into the model's claims.
    pub fn claim_at(&self, at: LineRef) -> Option<usize> {
        self.lookup().claims.get(&at).copied()
    }

    /// The entry that line `at` makes.
    pub fn entry_at(&self, at: LineRef) -> Option<&Entry> {
        let entries = self.model().entries.get(self.lookup().lost..)?;
        let place = entries.binary_search_by_key(&at, |entry| entry.at).ok()?;
        entries.get(place)
    }

    /// The project that line `at` is about, whatever statement it is.
    pub fn project_at(&self, at: LineRef) -> Option<Node> {
        let of_entry = || self.entry_at(at).map(|entry| entry.node(Dim::Project));
        let of_claim = || self.model().claims.get(self.claim_at(at)?)?.slice.get(Dim::Project);
        let lookup = self.lookup();
        let found = lookup.unfunded.get(&at).or_else(|| lookup.goals.get(&at)).copied();
        found.or_else(of_entry).or_else(of_claim).filter(|node| node.is_known())
    }

    /// The projects of a name, given width-folded, whatever their unit.
    pub fn projects_named(&self, name: &str) -> SmallVec<[Node; 1]> {
        // By the hashes of their names: a line that is typed asks for them after every key, and a text for
        // each of 100,000 projects would be what it waits for.
        let by_name = self.projects.get_or_init(|| {
            let projects = &self.model().projects;
            let mut by_name: FxHashMap<u64, SmallVec<[Node; 1]>> = FxHashMap::default();
            by_name.reserve(projects.len());
            for (node, project) in projects.iter() {
                by_name.entry(hash(&project.folded(self.sources()))).or_default().push(node);
            }
            by_name
        });
        let is_named = |node: &Node| self.project(*node).is_some_and(|it| it.folded(self.sources()) == name);
        by_name.get(&hash(name)).into_iter().flatten().copied().filter(is_named).collect()
    }

    /// The project of a node.
    pub fn project(&self, node: Node) -> Option<&Project> {
        self.model().projects.get(node)
    }

    fn lookup(&self) -> &Lookup {
        self.lookup.get_or_init(|| Lookup::of(self.model()))
    }
}

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}
