//! Drawn budgets, and how they are written.

use bud::syntax::{Attribute, Keyword, Kind, Source};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The units: name and parent.
pub const UNITS: [(&str, Option<usize>); 5] =
    [("甲局", None), ("乙中心", Some(0)), ("丙所", Some(1)), ("Library", Some(0)), ("丁局", None)];

const FUNCS: [&str; 6] = ["208", "20801", "2080101", "2080199", "210", "21001"];
const ECONS: [&str; 6] = ["301", "30101", "30102", "302", "501", "50101"];
const LINE_KINDS: [Kind; 8] = [
    Kind::Personnel,
    Kind::Operating,
    Kind::Basic,
    Kind::Project,
    Kind::Business,
    Kind::Revenue,
    Kind::Carryover,
    Kind::Carryforward,
];
const CLAIM_KINDS: [Kind; 9] = [
    Kind::Expense,
    Kind::Basic,
    Kind::Personnel,
    Kind::Operating,
    Kind::Project,
    Kind::Business,
    Kind::Revenue,
    Kind::Resources,
    Kind::Uses,
];
const SOURCES: [Source; 5] = [Source::Fiscal, Source::General, Source::Funds, Source::Own, Source::Service];

/// A line of money.
#[derive(Clone, Debug)]
pub struct Line {
    pub kind: Kind,
    pub unit: Option<usize>,
    pub func: Option<&'static str>,
    pub econ: Option<&'static str>,
    pub source: Option<Source>,
    /// Which of the budget's projects.
    pub project: Option<usize>,
    pub amount: Decimal,
}

/// A project: its unit, the level-1 project it is under, and what a level-1 project says for those
/// under it.
#[derive(Clone, Debug)]
pub struct Project {
    pub unit: Option<usize>,
    pub under: Option<usize>,
    pub func: Option<&'static str>,
    pub source: Option<Source>,
}

/// A line about a sum.
#[derive(Clone, Debug)]
pub struct Claim {
    pub kind: Kind,
    pub unit: Option<usize>,
    pub func: Option<&'static str>,
    pub econ: Option<&'static str>,
    pub source: Option<Source>,
    pub project: Option<usize>,
    pub amount: Decimal,
    pub ceiling: bool,
}

/// A budget whose every line can be read.
#[derive(Clone, Debug)]
pub struct Budget {
    pub projects: Vec<Project>,
    pub lines: Vec<Line>,
    pub claims: Vec<Claim>,
}

impl Budget {
    fn above(&self, line: &Line) -> Option<&Project> {
        self.projects[line.project?].under.map(|under| &self.projects[under])
    }

    /// The unit of a line, its own or its project's.
    pub fn unit(&self, line: &Line) -> Option<usize> {
        line.project.map_or(line.unit, |project| self.projects[project].unit)
    }

    /// The function of a line, its own or its level-1 project's.
    pub fn func(&self, line: &Line) -> Option<&'static str> {
        line.func.or_else(|| self.above(line)?.func)
    }

    /// The source of a line, its own or its level-1 project's.
    pub fn source(&self, line: &Line) -> Option<Source> {
        line.source.or_else(|| self.above(line)?.source)
    }
}

fn amount() -> impl Strategy<Value = Decimal> {
    prop_oneof![4 => 0..100_000_i64, 1 => -50_000..0_i64, 1 => Just(0_i64)].prop_map(|cents| Decimal::new(cents, 2))
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(list: &'static [T]) -> impl Strategy<Value = Option<T>> {
    prop_oneof![2 => Just(None), 3 => prop::sample::select(list).prop_map(Some)]
}

fn line(projects: usize) -> impl Strategy<Value = Line> {
    let kind = prop::sample::select(&LINE_KINDS[..]);
    let unit = prop_oneof![1 => Just(None), 4 => (0..UNITS.len()).prop_map(Some)];
    let project = prop_oneof![1 => Just(None), 3 => (0..projects).prop_map(Some)];
    let rest = (one_of(&FUNCS), one_of(&ECONS), one_of(&SOURCES));
    (kind, unit, project, rest, amount()).prop_map(|(kind, unit, project, (func, econ, source), amount)| {
        let carries = matches!(kind, Kind::Revenue | Kind::Carryover | Kind::Carryforward);
        Line {
            kind,
            unit,
            func,
            econ: econ.filter(|_| !carries),
            source: if carries { source.or(Some(Source::General)) } else { source },
            project: project.filter(|_| kind == Kind::Project),
            amount,
        }
    })
}

fn claim(projects: usize) -> impl Strategy<Value = Claim> {
    let kind = prop_oneof![2 => Just(Kind::Expense), 3 => prop::sample::select(&CLAIM_KINDS[..])];
    let unit = prop_oneof![3 => Just(None), 2 => (0..UNITS.len()).prop_map(Some)];
    let project = prop_oneof![4 => Just(None), 1 => (0..projects).prop_map(Some)];
    let rest = (one_of(&FUNCS), one_of(&ECONS), one_of(&SOURCES));
    let ceiling = prop::bool::weighted(0.1);
    (kind, unit, project, rest, amount(), ceiling).prop_map(
        |(kind, unit, project, (func, econ, source), amount, ceiling)| {
            let spent = !matches!(kind, Kind::Revenue | Kind::Resources);
            let has_projects = matches!(kind, Kind::Expense | Kind::Project | Kind::Uses);
            Claim {
                kind,
                unit,
                func,
                econ: econ.filter(|_| spent),
                source,
                project: project.filter(|_| has_projects),
                amount,
                ceiling,
            }
        },
    )
}

fn projects() -> impl Strategy<Value = Vec<Project>> {
    let project = (one_of(&FUNCS), one_of(&SOURCES), prop::option::of(0..UNITS.len()), prop::bool::ANY);
    prop::collection::vec(project, 2..6).prop_map(|drawn| {
        let mut projects: Vec<Project> = Vec::new();
        for (at, (func, source, unit, under)) in drawn.into_iter().enumerate() {
            // The first is the level-1 project of those that have one, and has no money of its own.
            let under = (at > 0 && under).then_some(0);
            let unit = if under.is_some() { unit.or(Some(0)) } else { unit };
            projects.push(Project { unit, under, func, source });
        }
        projects
    })
}

/// A budget with `claims` claims.
pub fn budget(claims: std::ops::Range<usize>) -> impl Strategy<Value = Budget> {
    projects().prop_flat_map(move |projects| {
        let count = projects.len();
        let lines = prop::collection::vec(line(count), 0..25);
        let claims = prop::collection::vec(claim(count), claims.clone());
        (Just(projects), lines, claims).prop_map(|(projects, mut lines, claims)| {
            let parent = projects.iter().any(|project| project.under.is_some());
            for line in lines.iter_mut().filter(|line| parent && line.project == Some(0)) {
                line.project = None;
            }
            Budget { projects, lines, claims }
        })
    })
}

/// The two spellings of every word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    English,
    Chinese,
}

impl Spelling {
    fn of(self, english: &'static str, chinese: &'static str) -> &'static str {
        if self == Spelling::English { english } else { chinese }
    }

    fn keyword(self, keyword: Keyword) -> &'static str {
        self.of(keyword.en(), keyword.zh())
    }

    fn field(self, attribute: Attribute, value: Option<&str>) -> String {
        value.map_or(String::new(), |value| format!(" {} {value}", self.of(attribute.en(), attribute.zh())))
    }

    fn source(self, source: Option<Source>) -> Option<&'static str> {
        source.map(|source| self.of(source.en(), source.zh()))
    }
}

impl Budget {
    /// The lines of its text, the declarations first.
    pub fn written(&self, spelling: Spelling) -> Vec<String> {
        let unit = |unit: Option<usize>| spelling.field(Attribute::Unit, unit.map(|unit| UNITS[unit].0));
        let mut text: Vec<String> = UNITS
            .iter()
            .map(|(name, under)| {
                let under = spelling.field(Attribute::Under, under.map(|under| UNITS[under].0));
                format!("{} {name}{under}", spelling.keyword(Keyword::Unit))
            })
            .collect();
        text.extend(
            FUNCS.iter().chain(&ECONS).map(|code| format!("{} {code} 科目{code}", spelling.keyword(Keyword::Account))),
        );
        let project = spelling.keyword(Keyword::Project);
        for (at, level_one) in self.projects.iter().enumerate() {
            // It has a line without money: a claim may name it though no line of money does.
            let func = spelling.field(Attribute::Func, level_one.func);
            let source = spelling.field(Attribute::Source, spelling.source(level_one.source));
            let under = spelling.field(Attribute::Under, level_one.under.map(name).as_deref());
            text.push(format!("{project} {}{}{func}{source}{under}", name(at), unit(level_one.unit)));
        }
        for (at, line) in self.lines.iter().enumerate() {
            let head = match (line.kind, line.project, line.source) {
                (Kind::Project, Some(project), _) => format!(" {}", name(project)),
                (Kind::Revenue | Kind::Carryover | Kind::Carryforward, _, source) => {
                    format!(" {}", spelling.source(source).unwrap())
                }
                _ => String::new(),
            };
            let source = if head.is_empty() || line.kind == Kind::Project { line.source } else { None };
            text.push(
                spelling.keyword(keyword(line.kind)).to_owned()
                    + &head
                    + &unit(self.unit(line))
                    + &spelling.field(Attribute::Amount, Some(&line.amount.to_string()))
                    + &spelling.field(Attribute::Func, line.func)
                    + &spelling.field(Attribute::Econ, line.econ)
                    + &spelling.field(Attribute::Source, spelling.source(source))
                    // Two lines may say the same; nobody is told that they are alike.
                    + &spelling.field(Attribute::Note, Some(&format!("第{at}行"))),
            );
        }
        text.extend(self.claims.iter().map(|claim| {
            let kind = (claim.kind != Kind::Expense).then(|| spelling.of(claim.kind.en(), claim.kind.zh()));
            spelling.keyword(if claim.ceiling { Keyword::Ceiling } else { Keyword::Total }).to_owned()
                + &spelling.field(Attribute::Kind, kind)
                + &unit(claim.unit)
                + &spelling.field(Attribute::Amount, Some(&claim.amount.to_string()))
                + &spelling.field(Attribute::Func, claim.func)
                + &spelling.field(Attribute::Econ, claim.econ)
                + &spelling.field(Attribute::Source, spelling.source(claim.source))
                + &spelling.field(Attribute::Project, claim.project.map(name).as_deref())
        }));
        text
    }

    /// Its text.
    pub fn text(&self) -> String {
        self.written(Spelling::English).join("\n")
    }
}

/// The name of a project.
fn name(project: usize) -> String {
    format!("修缮{}期", ["一", "二", "三", "四", "五", "六"][project])
}

fn keyword(kind: Kind) -> Keyword {
    Keyword::ALL.iter().copied().find(|keyword| keyword.kind() == Some(kind)).unwrap()
}
