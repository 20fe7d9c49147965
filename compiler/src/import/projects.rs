//! The projects that the tables name, and which level-2 project belongs to which level-1 project.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::model::Dim;
use crate::report::layout::{Conditions, Shows};
use crate::syntax::text::fold;

use super::alike::plain;
use super::finding::{Finding, Guessed};
use super::grid::At;
use super::locate::Located;
use super::rounding::only_parts;
use super::rows::Row;
use super::units::Units;

/// What is added to the name of a project that is called like the one above it.
const SECOND: &str = "(二级项目)";

/// A project.
#[derive(Clone, Debug)]
pub struct Project {
    /// What it is called in the budget.
    pub name: String,
    /// Its unit.
    pub unit: Option<usize>,
    /// Its level; tables that tell no levels have but one.
    pub level: usize,
    /// The project above it.
    pub parent: Option<usize>,
    /// It may have projects under it, and which cannot be told.
    pub open: bool,
    /// What it comes to.
    amount: Decimal,
    at: At,
}

/// A performance goal.
#[derive(Clone, Debug)]
pub struct Goal {
    /// The project.
    pub project: usize,
    /// What is to be reached.
    pub text: String,
}

/// All projects, level by level in the order of their rows, and their goals.
#[derive(Debug, Default)]
pub struct Projects {
    projects: Vec<Project>,
    by_row: FxHashMap<At, usize>,
    /// How many projects go by a name.
    names: FxHashMap<String, usize>,
    /// The goals in their order.
    pub goals: Vec<Goal>,
}

impl Projects {
    /// The projects of all tables.
    pub fn of(rows: &[Row<'_>], located: &[Located<'_>], units: &Units, findings: &mut Vec<Finding>) -> Projects {
        let mut projects = Projects::default();
        let mut named: FxHashMap<(Option<usize>, String, usize), usize> = FxHashMap::default();
        let of_projects =
            rows.iter().filter_map(|row| Some((row, row.each().filter(|each| each.dim == Dim::Project)?)));
        // A table of goals says nothing of levels: it comes last.
        let (goals, levels): (Vec<_>, Vec<_>) = of_projects.partition(|(_, each)| each.goals);
        for (row, each) in levels.into_iter().chain(goals) {
            let unit = units.of_row(row);
            let name = plain(&row.name);
            let known = |level: usize| named.get(&(unit, name.clone(), level)).copied();
            let level = each.level.unwrap_or(1);
            let found = known(level).or_else(|| if each.level.is_none() { known(2) } else { None });
            let at = found.unwrap_or_else(|| {
                let amount = amount(row, located);
                let project =
                    Project { name: row.name.clone(), unit, level, parent: None, open: false, amount, at: row.at };
                projects.projects.push(project);
                named.insert((unit, name.clone(), level), projects.projects.len() - 1);
                projects.projects.len() - 1
            });
            projects.by_row.insert(row.at, at);
            if !row.goal.is_empty() {
                projects.goals.push(Goal { project: at, text: row.goal.clone() });
            }
        }
        projects.find_parents(findings);
        projects.name_apart(findings);
        for project in &projects.projects {
            *projects.names.entry(fold(&project.name).into_owned()).or_default() += 1;
        }
        projects
    }

    /// All projects with their numbers, those of the first level first.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Project)> {
        let mut order: Vec<(usize, &Project)> = self.projects.iter().enumerate().collect();
        order.sort_by_key(|(_, project)| project.level);
        order.into_iter()
    }

    /// A project by its number.
    pub fn get(&self, at: usize) -> Option<&Project> {
        self.projects.get(at)
    }

    /// Whether no other project is called so.
    pub fn is_alone(&self, name: &str) -> bool {
        self.names.get(&fold(name).into_owned()).is_none_or(|count| *count < 2)
    }

    /// The project of a row.
    pub fn of_row(&self, row: &Row<'_>) -> Option<usize> {
        self.by_row.get(&row.at).copied()
    }

    /// Finds the level-1 project of each level-2 project, unit by unit.
    fn find_parents(&mut self, findings: &mut Vec<Finding>) {
        let mut units: Vec<Option<usize>> = self.projects.iter().map(|project| project.unit).collect();
        units.sort_unstable();
        units.dedup();
        let mut of_unit: FxHashMap<(Option<usize>, usize), Vec<usize>> = FxHashMap::default();
        for (at, project) in self.projects.iter().enumerate() {
            of_unit.entry((project.unit, project.level)).or_default().push(at);
        }
        for unit in units {
            let (Some(above), Some(below)) = (of_unit.get(&(unit, 1)), of_unit.get(&(unit, 2))) else { continue };
            self.share_out(above.clone(), below.clone(), findings);
        }
    }

    /// Gives each level-1 project those level-2 projects that come to it, as long as there is but one way.
    fn share_out(&mut self, mut above: Vec<usize>, mut below: Vec<usize>, findings: &mut Vec<Finding>) {
        loop {
            if let ([only], false) = (above.as_slice(), below.is_empty()) {
                for &at in &below {
                    self.projects[at].parent = Some(*only);
                }
                return;
            }
            let amounts: Vec<Decimal> = below.iter().map(|&at| self.projects[at].amount).collect();
            let parts = |at: &usize| only_parts(self.projects[*at].amount, &amounts).filter(|parts| !parts.is_empty());
            let Some((at, parts)) = above.iter().find_map(|at| Some((*at, parts(at)?))) else { break };
            for &part in &parts {
                self.projects[below[part]].parent = Some(at);
            }
            let rest = below.iter().enumerate().filter(|(part, _)| !parts.contains(part));
            below = rest.map(|(_, &at)| at).collect();
            above.retain(|it| *it != at);
        }
        if below.is_empty() {
            return;
        }
        for at in above {
            self.projects[at].open = true;
        }
        for at in below {
            let project = &self.projects[at];
            findings.push(Finding::guessed(Some(project.at), Guessed::NoParent(project.name.clone())));
        }
    }

    /// Two projects of one unit have two names.
    fn name_apart(&mut self, findings: &mut Vec<Finding>) {
        let first: FxHashMap<(Option<usize>, String), usize> = self
            .projects
            .iter()
            .enumerate()
            .filter(|(_, project)| project.level == 1)
            .map(|(at, project)| ((project.unit, plain(&project.name)), at))
            .collect();
        for project in self.projects.iter_mut().filter(|project| project.level > 1) {
            if first.contains_key(&(project.unit, plain(&project.name))) {
                let name = project.name.clone();
                project.name += SECOND;
                let what = Guessed::Renamed { name, other: project.name.clone() };
                findings.push(Finding::guessed(Some(project.at), what));
            }
        }
    }
}

/// What a row comes to: its column of all sources, else all its columns together.
fn amount(row: &Row<'_>, located: &[Located<'_>]) -> Decimal {
    let panel = &located[row.table].table.panels[row.panel];
    let all =
        |column: usize| matches!(&panel.columns[column].shows, Shows::Figure(slice) if *slice == Conditions::default());
    let whole = row.figures.iter().find(|(column, ..)| all(*column));
    whole.map_or_else(|| row.figures.iter().map(|(_, amount, _)| amount.value).sum(), |(_, amount, _)| amount.value)
}
