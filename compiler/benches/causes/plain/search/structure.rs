//! Edits that make a claim of money or money of a claim: a level-1 project's amount is a claim only
//! while a project is under it. They are few: each is written as text and read anew.

use std::collections::{BTreeMap, BTreeSet};

use bud::model::Dim;
use bud::syntax::Attribute;

use super::super::flat::{Flat, Lies};
use super::super::table::{Change, Table};
use super::super::write;
use super::{Edit, Search, What, judge};
use crate::budget::Budget;

const PROJECT: usize = Dim::Project as usize;

/// The projects that are the only one under their level-1 project and have one line, and the
/// level-1 projects that have none.
pub fn projects(flat: &Flat) -> (BTreeSet<u32>, Vec<u32>) {
    let mut below: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    let mut lines: BTreeMap<u32, usize> = BTreeMap::new();
    for line in &flat.lines {
        if let (Lies::Known(project), Some(parent)) = (line.at[PROJECT], flat.level_one(line)) {
            below.entry(parent).or_default().insert(project);
            *lines.entry(project).or_default() += 1;
        }
    }
    let only = below.values().filter(|projects| projects.len() == 1).flatten().copied();
    let only = only.filter(|project| lines[project] == 1).collect();
    let childless = flat.under.iter().map(|(parent, _)| *parent).filter(|&parent| !flat.has_below(PROJECT, parent));
    (only, childless.collect())
}

impl Search<'_> {
    /// Tries them.
    pub fn structure(&mut self) {
        for at in 0..self.flat.lines.len() {
            let Some(place) = self.flat.lines[at].place else { continue };
            let Some(parent) = self.flat.level_one(&self.flat.lines[at]) else { continue };
            let only = self.is_only(at);
            if only && holds(&write::without(self.budget, place)) {
                let words = format!("{} goes", self.text(at));
                self.found.push(Edit { what: What::Delete, at: Some(place), words });
            }
            let level_ones: Vec<u32> = self.flat.under.iter().map(|(parent, _)| *parent).collect();
            for other in level_ones.into_iter().filter(|&other| other != parent) {
                if self.enough() {
                    return;
                }
                if self.is_shared(at) || !(only || self.childless.contains(&other)) {
                    continue;
                }
                let name = self.named.written(PROJECT, other);
                let moved = write::with(self.budget, place, Attribute::Under, &name);
                if moved.is_some_and(|moved| holds(&moved)) {
                    let words = format!("{} moves to {name}", self.text(at));
                    self.found.push(Edit { what: What::Move(PROJECT, other), at: Some(place), words });
                }
            }
        }
        for parent in self.childless.clone() {
            self.insertions_under(parent);
        }
    }

    /// The lines that come under a level-1 project that has none.
    fn insertions_under(&mut self, parent: u32) {
        let name = self.named.written(PROJECT, parent);
        let with_child = write::with_line(self.budget, &format!("project 未知项目 under {name} amount 0.00"));
        let (mut flat, named) = Flat::read(&with_child);
        let placeholder = flat.lines.iter().position(|line| {
            line.place.is_some_and(|at| at.file == 0 && at.line + 1 == with_child.files[0].lines.len())
        });
        let Some(placeholder) = placeholder else { return };
        let parent = flat.level_one(&flat.lines[placeholder]);
        flat.lines.remove(placeholder);
        let table = Table::new(&flat);
        let mut search = Search::new(&with_child, &flat, &named, &table, self.most);
        search.childless.clear();
        search.insertions(parent);
        self.found.append(&mut search.found);
    }
}

/// Whether every claim of a budget holds.
fn holds(budget: &Budget) -> bool {
    let (flat, _) = Flat::read(budget);
    judge::holds(&Table::new(&flat), &Change::default())
}
