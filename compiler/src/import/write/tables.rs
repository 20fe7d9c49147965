//! The files of totals: what each table prints and is no entry, in the order of its cells.

use std::fmt::Write as _;

use rustc_hash::FxHashSet;

use crate::diagnostic::Message;
use crate::diagnostic::locale::text;
use crate::syntax::{AccountCode, Attribute, Keyword, Kind};

use super::super::File;
use super::super::fact::Fact;
use super::{Budget, Line, keyword};

impl Budget<'_> {
    /// A file for each table that prints totals.
    pub(super) fn table_files(&self) -> Vec<File> {
        let said = self.said_elsewhere();
        let mut lines = vec![String::new(); self.located.len()];
        let mut last: Option<AccountCode> = None;
        for (at, fact) in self.facts.iter().enumerate() {
            if said.contains(&at) {
                continue;
            }
            let out = &mut lines[fact.table];
            let code = fact.spot.codes.first().copied();
            let name = code.filter(|_| code != last).and_then(|code| self.charts.name(code));
            last = code;
            let mut total = self.total(fact);
            if self.partial[at] {
                total = total.word(Attribute::Partial, self.spelled(Attribute::Source.en(), Attribute::Source.zh()));
            }
            let total = self.noted(total, fact);
            if fact.spot.project.and_then(|at| self.projects.get(at)).is_some_and(|project| project.open) {
                let _ = writeln!(out, "# {} {total}", text(self.language, &Message::new("import-open")));
                continue;
            }
            let _ = match name {
                Some(name) => writeln!(out, "{total}  # {name}"),
                None => writeln!(out, "{total}"),
            };
        }
        let mut names = FxHashSet::default();
        let files = self.located.iter().zip(lines).map(|(table, lines)| {
            let safe = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
            let mut name = format!("table-{}.bud", table.table.id.chars().map(safe).collect::<String>());
            while !names.insert(name.clone()) {
                name = name.replace(".bud", "_.bud");
            }
            let title =
                table.table.title.replace("{year}", &self.header.year.map(|it| it.to_string()).unwrap_or_default());
            self.file(&name, &Message::new("import-file-table").with("title", title), lines)
        });
        files.collect()
    }

    /// The facts that are entries, or the amount of a project with others under it.
    fn said_elsewhere(&self) -> FxHashSet<usize> {
        let above: FxHashSet<usize> = self.projects.iter().filter_map(|(_, project)| project.parent).collect();
        let mut said: FxHashSet<usize> = FxHashSet::default();
        let mut claimed: FxHashSet<usize> = FxHashSet::default();
        for (at, fact) in self.facts.iter().enumerate() {
            let spot = &fact.spot;
            let claims = spot.kind == Kind::Project && spot.source.is_none();
            let first =
                spot.project.is_some_and(|project| claims && above.contains(&project) && claimed.insert(project));
            if first || self.entered[at] && keyword(spot.kind).is_some() {
                said.insert(at);
            }
        }
        said
    }

    fn total(&self, fact: &Fact) -> Line {
        let spot = &fact.spot;
        let mut line = self.line(Keyword::Total);
        let implied = match spot.kind {
            Kind::Expense => true,
            Kind::Project => spot.project.is_some(),
            Kind::Memo => spot.item.is_some(),
            _ => false,
        };
        if !implied {
            line = line.word(Attribute::Kind, self.spelled(spot.kind.en(), spot.kind.zh()));
        }
        if let Some((set, _)) = &spot.item {
            line = line.name(Attribute::Memo, set);
        }
        let project = spot.project.and_then(|at| self.projects.get(at));
        let unit = match project {
            Some(project) => self.unit_if_needed(project),
            None => spot.unit.and_then(|at| self.units.get(at)).map(|unit| unit.name.as_str()),
        };
        if let Some(unit) = unit {
            line = line.name(Attribute::Unit, unit);
        }
        if let Some(project) = project {
            line = line.name(Attribute::Project, &project.name);
        }
        if let Some((_, Some(path))) = &spot.item {
            line = line.name(Attribute::Item, path);
        }
        line = self.codes(line, fact);
        if let Some(source) = spot.source {
            line = line.word(Attribute::Source, self.spelled(source.en(), source.zh()));
        }
        if let Some(code) = spot.codes.iter().find(|code| code.chart() == 1) {
            line = line.word(Attribute::Account, &code.to_string());
        }
        line.word(Attribute::Amount, &self.amount(fact))
    }
}
