//! A generated budget of a town: three departments, their units, about 2,000 entries (or any number)
//! and the tables that such a budget prints.
//!
//! Two departments are entered in 元, one line exact to the cent; the third in 万元, each figure
//! rounded, and of its money fewer tables are printed, so that not everything can be told apart.

mod tables;
mod words;

use std::fmt::Write as _;

use bud::syntax::{Kind, Source};

use crate::budget::Budget;
use crate::random::Random;

use words::{DEPARTMENTS, PENSIONS};

/// How large a generated budget is.
#[derive(Clone, Copy)]
pub struct Size {
    /// Units in each of the three departments.
    pub units: usize,
    /// Project lines of each unit.
    pub projects: usize,
    /// How many totals by unit and function are printed beside the usual tables.
    pub detail: usize,
}

impl Size {
    /// About 2,000 entries.
    pub const USUAL: Size = Size { units: 8, projects: 52, detail: 0 };
}

/// A line of money. Its figure is what it really comes to, in cents.
pub struct Line {
    kind: Kind,
    department: usize,
    unit: usize,
    func: &'static str,
    econ: &'static str,
    source: Source,
    /// The level-1 project, by its number.
    parent: Option<usize>,
    name: String,
    cents: i64,
}

/// A level-1 project.
pub struct Parent {
    name: String,
    department: usize,
    unit: usize,
}

/// Everything that is in the budget, before it is written.
pub struct Town {
    size: Size,
    lines: Vec<Line>,
    parents: Vec<Parent>,
}

/// The generated budget of a size: the same bytes every time.
pub fn budget(size: Size) -> Budget {
    let town = Town::new(size);
    let mut files = vec![("budget.bud".to_owned(), String::new()), ("units.bud".to_owned(), town.units())];
    files.push(("accounts.bud".to_owned(), words::accounts()));
    files.push(("income.bud".to_owned(), town.income()));
    for department in 0..DEPARTMENTS.len() {
        town.department(department, &mut files);
    }
    files.push(("totals.bud".to_owned(), town.tables()));
    let includes = files[1..].iter().map(|(name, _)| format!("include {name}\n"));
    files[0].1 = format!("budget 临江市 year 2025\n\n{}", includes.collect::<String>());
    Budget::new(&files)
}

impl Town {
    fn new(size: Size) -> Town {
        let mut random = Random::new(20_250_102, &[size.units as u64, size.projects as u64]);
        let mut town = Town { size, lines: Vec::new(), parents: Vec::new() };
        for department in 0..DEPARTMENTS.len() {
            for unit in 0..size.units {
                town.basic(department, unit, &mut random);
                town.projects(department, unit, &mut random);
            }
        }
        town
    }

    /// Basic expenditure of a unit: each item once, some of them in functions of their own.
    fn basic(&mut self, department: usize, unit: usize, random: &mut Random) {
        let of = &DEPARTMENTS[department];
        let main = of.functions[unit % 2];
        let items = words::PERSONNEL.iter().map(|&econ| (Kind::Personnel, econ));
        let items = items.chain(words::OPERATING.iter().map(|&econ| (Kind::Operating, econ)));
        for (kind, econ) in items {
            let func = PENSIONS.iter().find(|(item, _)| *item == econ).map_or(main, |(_, func)| func);
            let cents = cents(random, department, 40);
            let source = Source::General;
            let (parent, name) = (None, String::new());
            self.lines.push(Line { kind, department, unit, func, econ, source, parent, name, cents });
        }
    }

    fn projects(&mut self, department: usize, unit: usize, random: &mut Random) {
        let of = &DEPARTMENTS[department];
        let first = self.parents.len();
        for theme in words::THEMES.iter().take(2 + unit % 2) {
            let name = format!("{}{theme}", of.unit(unit));
            self.parents.push(Parent { name, department, unit });
        }
        for _ in 0..self.size.projects {
            // A few stand alone, without a level-1 project.
            let parent = (random.below(12) > 0).then(|| first + random.below(self.parents.len() - first));
            let func = of.functions[1 + random.below(of.functions.len() - 1)];
            let econ = words::PROJECT_ITEMS[random.below(words::PROJECT_ITEMS.len())];
            let source = match random.below(10) {
                0 => Source::Funds,
                1 => Source::Special,
                2 => Source::Service,
                3 => Source::Other,
                _ => Source::General,
            };
            let name = words::project(random, self.lines.len());
            let cents = cents(random, department, 300);
            self.lines.push(Line { kind: Kind::Project, department, unit, func, econ, source, parent, name, cents });
        }
    }

    fn units(&self) -> String {
        let mut text = "# 预算单位\n".to_owned();
        for of in DEPARTMENTS {
            let _ = writeln!(text, "\nunit {}", of.name);
            for unit in 0..self.size.units {
                let _ = writeln!(text, "unit {} under {}", of.unit(unit), of.name);
            }
        }
        text
    }

    /// Revenue and what was carried over: what the units spend, by source.
    fn income(&self) -> String {
        let mut text = "# 收入和上年结转\n".to_owned();
        for (department, of) in DEPARTMENTS.iter().enumerate() {
            for unit in 0..self.size.units {
                let name = of.unit(unit);
                for source in words::SOURCES {
                    let spent =
                        self.sum(|line| line.source == source && (line.department, line.unit) == (department, unit));
                    // Every third unit brings a twentieth of it along from last year.
                    let carried = if unit % 3 == 0 { spent / 2000 * 100 } else { 0 };
                    for (kind, cents) in [(Kind::Revenue, spent - carried), (Kind::Carryover, carried)] {
                        if cents != 0 {
                            let _ = writeln!(text, "{} {} unit {name} amount {}", kind.en(), source.zh(), yuan(cents));
                        }
                    }
                }
            }
        }
        text
    }

    /// The files of a department: one, or one for each unit.
    fn department(&self, department: usize, files: &mut Vec<(String, String)>) {
        let of = &DEPARTMENTS[department];
        let measure = if of.rounded { "万元" } else { "元" };
        if of.file_a_unit {
            for unit in 0..self.size.units {
                let name = of.unit(unit);
                let mut text =
                    format!("# {name}\nbudget {name} year 2025 measure {measure} unit {name} source 一般公共预算\n\n");
                self.money(department, unit, false, &mut text);
                files.push((format!("{name}.bud"), text));
            }
            return;
        }
        let mut text = format!("# {}\nbudget {} year 2025 measure {measure}\n", of.name, of.name);
        for unit in 0..self.size.units {
            let _ = writeln!(text, "\n# {}", of.unit(unit));
            self.money(department, unit, true, &mut text);
        }
        files.push((format!("{}.bud", of.name), text));
    }

    /// The lines of a unit, naming it and every source or leaving both to the file's header.
    fn money(&self, department: usize, unit: usize, named: bool, text: &mut String) {
        let of = &DEPARTMENTS[department];
        let figure = |cents: i64| if of.rounded { rounded(cents) } else { yuan(cents) };
        let whose = if named { format!(" unit {}", of.unit(unit)) } else { String::new() };
        let here = |line: &&Line| (line.department, line.unit) == (department, unit);
        for (at, parent) in self.parents.iter().enumerate() {
            if of.printed && (parent.department, parent.unit) == (department, unit) {
                let sum = self.sum(|line| line.parent == Some(at));
                let _ = writeln!(text, "project {}{whose} amount {}", parent.name, figure(sum));
            } else if (parent.department, parent.unit) == (department, unit) {
                let _ = writeln!(text, "project {}{whose}", parent.name);
            }
        }
        for line in self.lines.iter().filter(here) {
            let _ = write!(text, "{}", line.kind.en());
            if !line.name.is_empty() {
                let _ = write!(text, " {}", line.name);
            }
            let _ = write!(text, "{whose} func {} econ {}", line.func, line.econ);
            if named || line.source != Source::General {
                let _ = write!(text, " source {}", line.source.zh());
            }
            let _ = write!(text, " amount {}", figure(line.cents));
            if let Some(parent) = line.parent {
                let _ = write!(text, " under {}", self.parents[parent].name);
            }
            text.push('\n');
        }
    }

    fn sum(&self, holds: impl Fn(&Line) -> bool) -> i64 {
        self.lines.iter().filter(|line| holds(line)).map(|line| line.cents).sum()
    }
}

/// What a line comes to: of a department entered in 万元 it has cents that are not printed.
fn cents(random: &mut Random, department: usize, most: usize) -> i64 {
    let hundreds = 10 + random.below(most * 100) as i64;
    match random.below(3) {
        // Never a half of the last printed digit: a single rounded figure could not be told from it.
        _ if DEPARTMENTS[department].rounded => hundreds * 10_000 + 2 * random.below(5_000) as i64 - 4_999,
        0 => hundreds * 10_000 + random.below(10_000) as i64,
        _ => hundreds * 10_000,
    }
}

/// A figure in 元.
pub fn yuan(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// A figure in 万元 with two decimals, rounded.
pub fn rounded(cents: i64) -> String {
    yuan((cents + 5_000) / 10_000)
}
