//! Every level-1 project has a performance goal, where the budget gives goals at all. Rule TB-10.

use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Diagnostic, Message};
use crate::model::{Dim, Node};

use super::{Check, Context};

pub const CHECK: Check = Check { name: "goals", codes: &[Code::MissingGoal], rules: &["TB-10"], run };

fn run(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let model = context.model;
    if model.goals.is_empty() {
        return;
    }
    let tree = model.tree(Dim::Project);
    let root = |node: Node| tree.ancestors(node).last().unwrap_or(node);
    let with_goal: FxHashSet<Node> = model.goals.iter().map(|goal| root(goal.project)).collect();
    let levels = tree.roots().any(|node| tree.has_children(node));
    let without: Vec<Node> =
        tree.roots().filter(|node| !with_goal.contains(node) && (!levels || tree.has_children(*node))).collect();
    let Some(first) = without.first().and_then(|&node| model.projects.get(node)) else { return };
    let message = Message::new("missing-goal")
        .with("name", first.name(context.sources).into_owned())
        .with("count", without.len());
    let span = context.sources.span(first.at, first.text.inner);
    let mut diagnostic = Diagnostic::new(Code::MissingGoal, span, message);
    for other in without.iter().skip(1).take(5).filter_map(|&node| model.projects.get(node)) {
        diagnostic = diagnostic.related(context.sources.span(other.at, other.text.inner), "no-goal-either");
    }
    let help = Message::new("missing-goal-help").with("name", first.name(context.sources).into_owned());
    diagnostics.push(diagnostic.help(help));
}
