//! A budget as the features of the editor see it: what the compiler found out, with the look-ups that
//! only an editor needs, made when they are first asked for.

use std::sync::OnceLock;

use bud::Analysis;
use bud::diagnostic::Diagnostic;
use bud::model::project::Project;
use bud::model::{Dim, Entry, Model, Node};
use bud::source::{LineRef, Sources};
use rustc_hash::FxHashMap;

/// One budget, analysed. Immutable but for what is found out later about the same text.
#[derive(Debug)]
pub struct Budget {
    /// What the compiler found out.
    pub analysis: Analysis,
    causes: OnceLock<Vec<Diagnostic>>,
    lookup: OnceLock<Lookup>,
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
        Budget { analysis, causes: OnceLock::new(), lookup: OnceLock::new() }
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
    pub fn projects_named(&self, name: &str) -> Vec<Node> {
        self.model().projects.named(self.sources(), self.model().units.tree().len(), name)
    }

    /// The project of a node.
    pub fn project(&self, node: Node) -> Option<&Project> {
        self.model().projects.get(node)
    }

    fn lookup(&self) -> &Lookup {
        self.lookup.get_or_init(|| Lookup::of(self.model()))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use bud::source::Memory;
    use bud::{Options, analyze};

    use super::*;

    #[test]
    fn every_project_is_found_by_its_name() {
        let text = "unit 甲\nunit 乙\nproject 专项 unit 甲 amount 3.00\nproject 修缮 under 专项 amount 1.00\n\
                    project 修缮 unit 乙 amount 1.00\nproject 修缮 under 无 amount 1.00\nproject 修缮 amount 1.00\n\
                    project 修缮 unit 丙 amount 1.00\nproject ２号 under 专项 unit 甲 amount 2.00\n";
        let files = Memory::new().with("a.bud", text);
        let budget = Budget::new(analyze(&files, Path::new("a.bud"), &Options::default()).unwrap());
        let mut of_name: FxHashMap<String, Vec<Node>> = FxHashMap::default();
        for (node, project) in budget.model().projects.iter() {
            of_name.entry(project.folded(budget.sources()).into_owned()).or_default().push(node);
        }
        assert_eq!(of_name["修缮"].len(), 4);
        for (name, nodes) in of_name {
            assert_eq!(budget.projects_named(&name), nodes, "{name}");
        }
        assert_eq!(budget.projects_named("没有"), []);
    }
}
