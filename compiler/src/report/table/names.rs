//! What rows are called, and which there are.

use crate::Analysis;
use crate::model::{Dim, Node};
use crate::source::LineRef;
use crate::syntax::{AccountCode, LineParser};

use super::super::layout::Each;

/// The nodes that have a row, in the order of their rows, each with its depth.
pub fn nodes(analysis: &Analysis, each: &Each) -> Vec<Node> {
    let tree = analysis.model.tree(each.dim);
    let wanted = |node: &Node| {
        each.level.is_none_or(|level| tree.depth(*node) + 1 == level) && !(each.leaves && tree.has_children(*node))
    };
    if each.goals {
        return analysis.model.goals.iter().map(|goal| goal.project).filter(wanted).collect();
    }
    let mut nodes: Vec<Node> = tree.nodes().filter(wanted).collect();
    if each.dim == Dim::Project {
        // As they stand in the files: the tree gathers them under their level-1 projects.
        nodes.sort_by_key(|node| analysis.model.projects.get(*node).map(|project| project.at));
    }
    nodes
}

/// What a table calls a node.
pub fn name(analysis: &Analysis, dim: Dim, node: Node) -> String {
    let model = &analysis.model;
    match dim {
        Dim::Unit => unit(analysis, node),
        Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account => {
            model.charts.chart(dim).get(node).map(|account| account.name.clone()).unwrap_or_default()
        }
        _ => model.label(&analysis.sources, dim, node),
    }
}

/// A unit's full name, as tables print it.
pub fn unit(analysis: &Analysis, node: Node) -> String {
    let unit = analysis.model.units.get(node);
    unit.map(|unit| unit.full_name.clone().unwrap_or_else(|| unit.name.clone())).unwrap_or_default()
}

/// The unit of a project.
pub fn unit_of(analysis: &Analysis, dim: Dim, node: Node) -> Option<String> {
    let project = analysis.model.projects.get(node).filter(|_| dim == Dim::Project)?;
    Some(unit(analysis, project.unit)).filter(|name| !name.is_empty())
}

/// The code of an account.
pub fn code(analysis: &Analysis, dim: Dim, node: Node) -> Option<AccountCode> {
    let chart = matches!(dim, Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account);
    analysis.model.charts.chart(dim).get(node).filter(|_| chart).map(|account| account.code)
}

/// The text of the head's part `part` of line `at`.
pub fn text_at(analysis: &Analysis, at: LineRef, part: usize) -> String {
    let line = analysis.sources.line(at);
    let statement = LineParser::new().parse(line).statement;
    let text = statement.and_then(|statement| statement.head_text(part));
    text.map(|text| text.of(line).into_owned()).unwrap_or_default()
}

/// The digits that a level adds to a code: of 2080101 these are 208, 01, 01.
pub fn level(code: AccountCode, level: usize) -> Option<String> {
    let digits = code.to_string();
    let range = if level == 0 { 0..3 } else { 1 + 2 * level..3 + 2 * level };
    digits.get(range).map(str::to_owned)
}
