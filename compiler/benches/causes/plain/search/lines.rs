//! Edits of one line: its amount, its end, its place in a dimension.

use bud::model::Dim;

use super::super::flat::Lies;
use super::super::table::Change;
use super::{Edit, Search, What, with_figure};

/// The dimensions in which a line may be wrong.
pub const DIMS: [Dim; 6] = [Dim::Unit, Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Source, Dim::Project];

impl Search<'_> {
    /// The amount of a line becomes any other value.
    pub fn amounts(&mut self) {
        for at in 0..self.flat.lines.len() {
            if self.enough() {
                return;
            }
            let (line, reach) = (&self.flat.lines[at], self.reach[at]);
            if !self.failing.is_in(reach.maybe) || self.is_twin(at) {
                continue;
            }
            let range = self.allowed(reach, Some(at), line.grid.step).and(self.signed(line.at[0], Some(at)));
            let change = |value: i128| {
                let with = Some(with_figure(line, line.grid.figure(value)));
                Change { without: Some(at), with, claim: None }
            };
            let Some(value) = self.value(range, line.figure.amount, line.grid, change) else { continue };
            // Where it might as well be nothing, the edit is that the line goes.
            if !self.mends(&Change { without: Some(at), ..Change::default() }) {
                let words = format!("{} becomes {}", self.text(at), line.grid.written(value));
                self.found.push(Edit { what: What::Amount(value), at: line.place, words });
            }
        }
    }

    /// A line goes.
    pub fn deletions(&mut self) {
        for at in 0..self.flat.lines.len() {
            if self.enough() {
                return;
            }
            let reach = self.reach[at];
            if !self.failing.is_in(reach.maybe) || self.is_twin(at) || self.is_only(at) {
                continue;
            }
            let change = Change { without: Some(at), ..Change::default() };
            if self.settled(reach.maybe, &change) && self.mends(&change) {
                let words = format!("{} goes", self.text(at));
                self.found.push(Edit { what: What::Delete, at: self.flat.lines[at].place, words });
            }
        }
    }

    /// A line moves along one dimension.
    pub fn moves(&mut self) {
        for dim in DIMS.map(|dim| dim as usize) {
            let nodes: Vec<(u32, u32)> = match dim == Dim::Project as usize {
                true => self.flat.under.iter().copied().filter(|it| !self.childless.contains(&it.0)).collect(),
                false => self.occurring(dim).into_iter().map(|node| (node, node)).collect(),
            };
            // A claim that says nothing of the dimension does not feel it.
            let unmoved = self.reach_at(dim, Lies::Inapplicable).sure;
            if !(self.failing & unmoved).is_empty() {
                continue;
            }
            for at in 0..self.flat.lines.len() {
                if self.enough() {
                    return;
                }
                self.move_line(at, dim, &nodes);
            }
        }
    }

    /// Moves one line to each node: what it is called, and where the line then lies.
    fn move_line(&mut self, at: usize, dim: usize, nodes: &[(u32, u32)]) {
        let line = &self.flat.lines[at];
        let Lies::Known(now) = line.at[dim] else { return };
        let but = self.reach_of(line, Some(dim));
        if !self.failing.is_in(but.maybe) || self.is_twin(at) {
            return;
        }
        let project = dim == Dim::Project as usize;
        let parent = self.flat.level_one(line);
        if project && (parent.is_none() || self.is_only(at) || self.is_shared(at)) {
            return;
        }
        let now = if project { parent.unwrap_or(now) } else { now };
        let before = self.reach[at];
        for &(node, lies) in nodes.iter().filter(|(node, _)| *node != now) {
            let there = self.reach_at(dim, Lies::Known(lies));
            let (sure, maybe) = (but.sure & there.sure, but.maybe & there.maybe);
            let touched = (sure ^ before.sure) | (maybe ^ before.maybe);
            if !self.failing.is_in(touched) {
                continue;
            }
            let mut moved = line.clone();
            moved.at[dim] = Lies::Known(lies);
            let change = Change { without: Some(at), with: Some(moved), claim: None };
            if self.settled(touched, &change) && self.mends(&change) {
                let label = self.named.label(dim, Lies::Known(node));
                let words = format!("{} moves to {label}", self.text(at));
                self.found.push(Edit { what: What::Move(dim, node), at: line.place, words });
            }
        }
    }

    /// Whether the line is the only one of the only project under its level-1 project.
    pub fn is_only(&self, at: usize) -> bool {
        let Lies::Known(project) = self.flat.lines[at].at[Dim::Project as usize] else { return false };
        self.only.contains(&project)
    }

    /// Whether another line is of the same project: the two cannot lie under two level-1 projects.
    pub fn is_shared(&self, at: usize) -> bool {
        let project = self.flat.lines[at].at[Dim::Project as usize];
        self.flat.lines.iter().filter(|line| line.at[Dim::Project as usize] == project).count() > 1
    }
}
