//! The files of the budget that was imported, in canonical form.

mod line;
mod tables;

use std::fmt::Write as _;

use crate::diagnostic::locale::text;
use crate::diagnostic::{Language, Message};
use crate::model::account::dimension;
use crate::syntax::text::quoted;
use crate::syntax::{Attribute, Keyword, Kind, Measure, Rounding, Source, Zero, written};

use super::File;
use super::charts::Charts;
use super::fact::Fact;
use super::finding::place;
use super::grid::Sheet;
use super::locate::Located;
use super::projects::{Project, Projects};
use super::units::Units;
use line::Line;

/// What is to be written.
pub struct Budget<'a> {
    pub sheets: &'a [Sheet],
    pub located: &'a [Located<'a>],
    pub units: &'a Units,
    pub charts: &'a Charts,
    pub projects: &'a Projects,
    pub facts: &'a [Fact],
    /// Which facts are entries.
    pub entered: &'a [bool],
    /// Which facts are known to be more than their parts by source.
    pub partial: &'a [bool],
    /// The source of entries that print none and need one.
    pub source: Option<Source>,
    pub header: Header<'a>,
    /// Whether each figure's line tells its cell.
    pub cells: bool,
    pub language: Language,
}

/// What the header says.
pub struct Header<'a> {
    /// The file that was read.
    pub workbook: &'a str,
    pub name: String,
    pub year: Option<u16>,
    pub measure: Measure,
    pub scale: u8,
    pub zeros: bool,
}

/// The decimals of 元 in which nothing is rounded.
const CENTS: u8 = 2;

/// The files of money, each with the statements that it holds.
const MONEY: &[(&str, &str, &[Keyword])] = &[
    ("revenue.bud", "import-file-revenue", &[Keyword::Revenue, Keyword::Carryover, Keyword::Carryforward]),
    (
        "expense.bud",
        "import-file-expense",
        &[Keyword::Personnel, Keyword::Operating, Keyword::Basic, Keyword::Business, Keyword::Remit, Keyword::Subsidy],
    ),
    ("projects.bud", "import-file-projects", &[Keyword::Project]),
    ("memo.bud", "import-file-memo", &[Keyword::Memo]),
];

/// The keyword of a line of money of a kind.
fn keyword(kind: Kind) -> Option<Keyword> {
    Some(match kind {
        Kind::Revenue => Keyword::Revenue,
        Kind::Carryover => Keyword::Carryover,
        Kind::Personnel => Keyword::Personnel,
        Kind::Operating => Keyword::Operating,
        Kind::Basic => Keyword::Basic,
        Kind::Project => Keyword::Project,
        Kind::Business => Keyword::Business,
        Kind::Remit => Keyword::Remit,
        Kind::Subsidy => Keyword::Subsidy,
        Kind::Carryforward => Keyword::Carryforward,
        Kind::Memo => Keyword::Memo,
        Kind::Resources | Kind::Uses | Kind::Expense => return None,
    })
}

impl Budget<'_> {
    /// The files, the main file first.
    pub fn files(&self) -> Vec<File> {
        let mut files = vec![self.unit_file(), self.account_file()];
        let money = MONEY.iter().filter_map(|(name, about, keywords)| self.money_file(name, about, keywords));
        files.extend(money);
        let tables = self.table_files();
        files.extend(tables);
        files.retain(|file| !file.text.is_empty());
        files.insert(0, self.main_file(&files));
        files
    }

    fn main_file(&self, others: &[File]) -> File {
        let header = &self.header;
        let mut out = self.comment(&Message::new("import-file-budget").with("file", header.workbook));
        let mut line = self.line(Keyword::Budget).head(&header.name);
        if let Some(year) = header.year {
            line = line.word(Attribute::Year, &year.to_string());
        }
        line = line.word(Attribute::Measure, self.spelled(header.measure.en(), header.measure.zh()));
        line = line.word(Attribute::Scale, &header.scale.to_string());
        if header.measure == Measure::One && header.scale < CENTS {
            line = line.word(Attribute::Rounding, self.spelled(Rounding::Printed.en(), Rounding::Printed.zh()));
        }
        if header.zeros {
            line = line.word(Attribute::Zero, self.spelled(Zero::Printed.en(), Zero::Printed.zh()));
        }
        let _ = writeln!(out, "{line}\n");
        for file in others {
            let _ = writeln!(out, "{}", self.line(Keyword::Include).head(&file.name));
        }
        File { name: "budget.bud".to_owned(), text: out }
    }

    fn unit_file(&self) -> File {
        let mut out = String::new();
        for unit in self.units.iter() {
            let mut line = self.line(Keyword::Unit).head(&unit.name);
            if unit.printed != unit.name {
                line = line.name(Attribute::Name, &unit.printed);
            }
            if let Some(parent) = unit.parent.and_then(|at| self.units.get(at)) {
                line = line.name(Attribute::Under, &parent.name);
            }
            let _ = writeln!(out, "{line}");
        }
        self.file("units.bud", &Message::new("import-file-units"), out)
    }

    fn account_file(&self) -> File {
        let mut out = String::new();
        for (code, name) in self.charts.iter() {
            let _ = writeln!(out, "{}", self.line(Keyword::Account).bare(code).head(name));
        }
        self.file("accounts.bud", &Message::new("import-file-accounts"), out)
    }

    /// The file of some kinds of money; none if there is none of it.
    fn money_file(&self, name: &str, about: &'static str, keywords: &[Keyword]) -> Option<File> {
        let mut out = String::new();
        if keywords.contains(&Keyword::Project) {
            self.project_lines(&mut out);
        } else {
            for (at, fact) in self.facts.iter().enumerate() {
                let keyword = keyword(fact.spot.kind).filter(|keyword| keywords.contains(keyword));
                if let Some(keyword) = keyword.filter(|_| self.entered[at]) {
                    let _ = writeln!(out, "{}", self.entry(keyword, fact));
                }
            }
        }
        let file = self.file(name, &Message::new(about), out);
        (!file.text.is_empty()).then_some(file)
    }

    /// A line of money that is no project's.
    fn entry(&self, keyword: Keyword, fact: &Fact) -> Line {
        let spot = &fact.spot;
        let mut line = self.line(keyword);
        let source = spot.source.or(self.source).map(|source| self.spelled(source.en(), source.zh()));
        let sourced = matches!(keyword, Keyword::Revenue | Keyword::Carryover | Keyword::Carryforward);
        if let Some((set, _)) = &spot.item {
            line = line.head(set);
        }
        if let Some(source) = source.filter(|_| sourced) {
            line = line.bare(source);
        }
        if let Some(unit) = spot.unit.and_then(|at| self.units.get(at)) {
            line = line.name(Attribute::Unit, &unit.name);
        }
        if let Some((_, Some(path))) = &spot.item {
            line = line.name(Attribute::Item, path);
        }
        line = self.codes(line, fact);
        if let Some(source) = spot.source.filter(|_| !sourced) {
            line = line.word(Attribute::Source, self.spelled(source.en(), source.zh()));
        }
        if let Some(code) = spot.codes.iter().find(|code| code.chart() == 1) {
            line = line.word(Attribute::Account, &code.to_string());
        }
        self.noted(line.word(Attribute::Amount, &self.amount(fact)), fact)
    }

    /// The codes of function and of economic item.
    fn codes(&self, mut line: Line, fact: &Fact) -> Line {
        for code in fact.spot.codes.iter().filter(|code| code.chart() != 1) {
            let attribute = dimension(*code).map_or(Attribute::Econ, crate::model::Dim::attribute);
            line = line.word(attribute, &code.to_string());
        }
        line
    }

    /// All projects, each with its money or with what the projects under it come to, and their goals.
    fn project_lines(&self, out: &mut String) {
        let above: Vec<usize> = self.projects.iter().filter_map(|(_, project)| project.parent).collect();
        let mut own: rustc_hash::FxHashMap<usize, Vec<&Fact>> = rustc_hash::FxHashMap::default();
        for (at, fact) in self.facts.iter().enumerate() {
            let claims = || fact.spot.kind == Kind::Project && fact.spot.source.is_none();
            if let Some(project) = fact.spot.project {
                let wanted = if above.contains(&project) { claims() } else { self.entered[at] };
                if wanted {
                    own.entry(project).or_default().push(fact);
                }
            }
        }
        let mut level = 0;
        for (at, project) in self.projects.iter() {
            if level != 0 && level != project.level {
                out.push('\n');
            }
            level = project.level;
            let facts = own.get(&at).map(Vec::as_slice).unwrap_or_default();
            // What several tables print of a project with others under it is said once here.
            let facts = if above.contains(&at) { facts.get(..1).unwrap_or_default() } else { facts };
            if facts.is_empty() {
                let _ = writeln!(out, "{}", self.under(self.project(project), project));
            }
            for fact in facts {
                let line = self.codes(self.project(project).word(Attribute::Amount, &self.amount(fact)), fact);
                let source = fact.spot.source.map(|source| self.spelled(source.en(), source.zh()));
                let line = source.map_or(line.clone(), |source| line.word(Attribute::Source, source));
                let _ = writeln!(out, "{}", self.noted(self.under(line, project), fact));
            }
        }
        // Project money whose project no table names.
        for (at, fact) in self.facts.iter().enumerate() {
            if self.entered[at] && fact.spot.kind == Kind::Project && fact.spot.project.is_none() {
                let _ = writeln!(out, "{}", self.entry(Keyword::Project, fact));
            }
        }
        if !self.projects.goals.is_empty() {
            out.push('\n');
        }
        for goal in &self.projects.goals {
            let Some(project) = self.projects.get(goal.project) else { continue };
            let mut line = self.line(Keyword::Goal).head(&project.name).bare(&quoted(&goal.text));
            if let Some(unit) = self.unit_if_needed(project) {
                line = line.name(Attribute::Unit, unit);
            }
            let _ = writeln!(out, "{line}");
        }
    }

    fn project(&self, project: &Project) -> Line {
        let line = self.line(Keyword::Project).head(&project.name);
        match project.unit.and_then(|at| self.units.get(at)) {
            Some(unit) => line.name(Attribute::Unit, &unit.name),
            None => line,
        }
    }

    fn under(&self, line: Line, project: &Project) -> Line {
        match project.parent.and_then(|at| self.projects.get(at)) {
            Some(parent) => line.name(Attribute::Under, &parent.name),
            None => line,
        }
    }

    /// The unit of a project, if another unit has a project of this name.
    fn unit_if_needed(&self, project: &Project) -> Option<&str> {
        let alone = self.projects.is_alone(&project.name);
        project.unit.filter(|_| !alone).and_then(|at| self.units.get(at)).map(|unit| unit.name.as_str())
    }

    fn line(&self, keyword: Keyword) -> Line {
        Line::new(keyword, self.language)
    }

    fn spelled(&self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// An amount with at least the decimals of the budget, in its measure or with its own.
    fn amount(&self, fact: &Fact) -> String {
        let mut amount = fact.amount.normalize();
        let own = fact.measure == self.header.measure;
        let decimals = if own { u32::from(self.header.scale) } else { u32::from(fact.shown.unwrap_or(0)) };
        if amount.scale() < decimals {
            amount.rescale(decimals);
        }
        let unit = if own { "" } else { fact.measure.zh() };
        format!("{amount}{unit}")
    }

    /// A line with the cell that its figure came from, if that is wanted.
    fn noted(&self, line: Line, fact: &Fact) -> Line {
        if self.cells { line.bare_attribute(Attribute::Note, &quoted(&place(fact.at, self.sheets))) } else { line }
    }

    fn comment(&self, message: &Message) -> String {
        let mut out = String::new();
        for line in text(self.language, message).lines() {
            // A file may be called by anything.
            let seen: String = line.chars().filter(|c| !crate::syntax::text::is_invisible(*c)).collect();
            let _ = writeln!(out, "# {}", seen.trim());
        }
        out
    }

    /// A file that says what it is about; one without lines is none.
    fn file(&self, name: &str, about: &Message, lines: String) -> File {
        let text = if lines.is_empty() { lines } else { format!("{}\n{lines}", self.comment(about)) };
        File { name: name.to_owned(), text }
    }
}

/// A name as it is written in a line.
fn name_in(keyword: Keyword, name: &str) -> String {
    written(name, keyword).into_owned()
}
