//! Faults: one slip in one line of a budget that was right.

use std::collections::BTreeMap;

use bud::Analysis;
use bud::diagnostic::{Language, Severity, locale};
use bud::model::{Dim, Entry, Node, Role};
use bud::syntax::{Attribute, LineParser, Statement};

use crate::budget::{At, Budget};
use crate::random::Random;
use crate::slip::Slip;
use crate::wrong::{self, Used};

macro_rules! kinds {
    ($($kind:ident $id:literal $words:literal)*) => {
        /// What kind of fault it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FaultKind { $(#[doc = $words] $kind),* }

        impl FaultKind {
            /// All kinds, in the order of the report.
            pub const ALL: &[FaultKind] = &[$(FaultKind::$kind),*];

            /// What the command line calls it.
            pub fn id(self) -> &'static str {
                match self { $(FaultKind::$kind => $id),* }
            }

            /// What the report calls it.
            pub fn words(self) -> &'static str {
                match self { $(FaultKind::$kind => $words),* }
            }
        }
    };
}

kinds! {
    Swapped "swapped" "amount: two digits swapped"
    Mistyped "mistyped" "amount: one digit mistyped"
    Doubled "doubled-digit" "amount: one digit doubled or dropped"
    Point "point" "amount: decimal point moved"
    Neighbour "neighbour" "amount: copied from the line beside it"
    Parent "parent-amount" "amount: copied from the level-1 project"
    Sign "sign" "amount: sign"
    Factor "factor" "amount: 10, 1,000 or 10,000 times"
    Missing "missing" "entry missing"
    Twice "twice" "entry there twice"
    Unit "unit" "wrong unit"
    Func "func" "wrong function"
    Econ "econ" "wrong economic item"
    Source "source" "wrong source"
    Under "under" "wrong level-1 project"
    Claim "claim" "a total's amount wrong"
}

/// A budget that is right, and what faults are drawn from.
pub struct Original {
    /// What the command line calls it.
    pub name: &'static str,
    /// Its text.
    pub budget: Budget,
    /// What it says.
    pub analysis: Analysis,
    /// The lines of its entries and of its claims, as the model has them.
    pub entries: Vec<At>,
    /// The same of its claims.
    pub claims: Vec<At>,
    /// The nodes that its entries are at.
    pub used: Used,
}

/// What became of the line.
#[derive(Clone, Debug)]
pub enum Change {
    /// It was replaced by this text.
    Replaced(String),
    /// It was deleted.
    Removed,
    /// It was written once more, below itself.
    Repeated,
}

/// One fault.
pub struct Fault {
    /// Its kind.
    pub kind: FaultKind,
    /// Its number among those of its kind.
    pub number: usize,
    /// The line of the original that it is in.
    pub at: At,
    /// What became of the line.
    pub change: Change,
    /// The budget with the fault in it.
    pub budget: Budget,
}

impl Original {
    /// Reads a budget that must be right.
    pub fn new(name: &'static str, budget: Budget) -> Original {
        let analysis = budget.analyze();
        let errors = analysis.diagnostics.iter().filter(|it| it.severity() == Severity::Error);
        let errors = errors.map(|it| locale::text(Language::English, &it.message));
        assert!(analysis.valid(), "{name} has errors: {:#?}", errors.collect::<Vec<_>>());
        let model = &analysis.model;
        let entries = model.entries.iter().map(|entry| budget.at(&analysis, entry.at)).collect();
        let claims = model.claims.iter().map(|claim| budget.at(&analysis, claim.at)).collect();
        let used = Used::of(&analysis);
        Original { name, budget, analysis, entries, claims, used }
    }

    /// The fault of a kind with a number: always the same for a seed. None if this budget has no
    /// place for it.
    pub fn fault(&self, kind: FaultKind, number: usize, seed: u64) -> Option<Fault> {
        let name = self.name.bytes().fold(0, |sum, byte| sum * 31 + u64::from(byte));
        let mut random = Random::new(seed, &[name, kind as u64, number as u64]);
        // Most lines have no place for some slips: two equal digits cannot be swapped.
        (0..400).find_map(|_| self.draw(kind, number, &mut random))
    }

    fn draw(&self, kind: FaultKind, number: usize, random: &mut Random) -> Option<Fault> {
        let (at, change) = match kind {
            FaultKind::Claim => {
                let at = *random.pick(&self.claims)?;
                (at, Change::Replaced(self.slipped(at, *random.pick(&Slip::ALL)?, random)?))
            }
            _ => {
                let entry = random.below(self.entries.len());
                (self.entries[entry], self.change(kind, entry, random)?)
            }
        };
        let budget = self.with(&[(at, change.clone())]);
        Some(Fault { kind, number, at, change, budget })
    }

    /// The budget with changes of some lines; of several in one line one is made.
    pub fn with(&self, changes: &[(At, Change)]) -> Budget {
        let mut budget = self.budget.clone();
        // From the last line up, so that the numbers of those above stay what they are.
        let changes: BTreeMap<At, &Change> = changes.iter().map(|(at, change)| (*at, change)).collect();
        for (at, change) in changes.into_iter().rev() {
            let lines = &mut budget.files[at.file].lines;
            match change {
                Change::Replaced(text) => lines[at.line].clone_from(text),
                Change::Removed => drop(lines.remove(at.line)),
                Change::Repeated => lines.insert(at.line, lines[at.line].clone()),
            }
        }
        budget
    }

    fn change(&self, kind: FaultKind, entry: usize, random: &mut Random) -> Option<Change> {
        let at = self.entries[entry];
        let wrong = |dim: Dim, random: &mut Random| {
            let node = self.used.other(&self.analysis, dim, self.node(entry, dim), random)?;
            wrong::written(&self.analysis, self.budget.line(at), dim, node)
        };
        let text = match kind {
            FaultKind::Swapped => self.slipped(at, Slip::Swapped, random)?,
            FaultKind::Mistyped => self.slipped(at, Slip::Mistyped, random)?,
            FaultKind::Doubled => self.slipped(at, Slip::Doubled, random)?,
            FaultKind::Point => self.slipped(at, Slip::Point, random)?,
            FaultKind::Sign => self.slipped(at, Slip::Sign, random)?,
            FaultKind::Factor => self.slipped(at, Slip::Factor, random)?,
            FaultKind::Neighbour => self.copied(at, self.neighbour(entry, random)?)?,
            FaultKind::Parent => self.copied(at, self.parent_line(entry)?)?,
            FaultKind::Missing => return Some(Change::Removed),
            FaultKind::Twice => return Some(Change::Repeated),
            FaultKind::Unit => wrong(Dim::Unit, random)?,
            FaultKind::Func => wrong(Dim::Func, random)?,
            FaultKind::Econ => wrong(Dim::Econ, random)?,
            FaultKind::Source => wrong(Dim::Source, random)?,
            FaultKind::Under => wrong(Dim::Project, random)?,
            FaultKind::Claim => return None,
        };
        Some(Change::Replaced(text))
    }

    /// Where an entry is; for projects the level-1 project.
    fn node(&self, entry: usize, dim: Dim) -> Node {
        let model = &self.analysis.model;
        let node = model.entries[entry].node(dim);
        match dim {
            Dim::Project if node.is_known() => model.projects.tree().parent(node).unwrap_or(Node::UNKNOWN),
            _ => node,
        }
    }

    /// The line with a slip in its amount.
    pub fn slipped(&self, at: At, slip: Slip, random: &mut Random) -> Option<String> {
        let line = self.budget.line(at);
        let place = parse(line)?.field(Attribute::Amount)?.place;
        // A number with a unit keeps it.
        let figure = place.of(line);
        let unit = figure.find(|c: char| c != '.' && c != '-' && !c.is_ascii_digit()).unwrap_or(figure.len());
        let slipped = slip.of(&figure[..unit], random)?;
        // A larger number of 万元 would be no figure of a budget.
        let whole = slipped.split('.').next().map_or(0, str::len);
        if unit < figure.len() && whole > 8 {
            return None;
        }
        let start = place.start as usize;
        Some(format!("{}{slipped}{}", &line[..start], &line[start + unit..]))
    }

    /// The line with the amount of another one.
    fn copied(&self, at: At, other: At) -> Option<String> {
        let figure = |line: &str| Some(parse(line)?.field(Attribute::Amount)?.place);
        let (line, other) = (self.budget.line(at), self.budget.line(other));
        let (own, copied) = (figure(line)?, figure(other)?.of(other));
        let same = own.of(line) == copied;
        (!same).then(|| format!("{}{copied}{}", &line[..own.start as usize], &line[own.end as usize..]))
    }

    /// The entry above or below it in its file.
    fn neighbour(&self, entry: usize, random: &mut Random) -> Option<At> {
        let beside = [entry.checked_sub(1)?, entry + 1];
        let other = *self.entries.get(*random.pick(&beside)?)?;
        (other.file == self.entries[entry].file).then_some(other)
    }

    /// The line that claims the sum of the level-1 project of an entry.
    fn parent_line(&self, entry: usize) -> Option<At> {
        let parent = self.node(entry, Dim::Project);
        let claims = self.analysis.model.claims.iter();
        let mut written = claims.zip(&self.claims).filter(|(claim, _)| claim.role == Role::Parent);
        let (_, at) = written.find(|(claim, _)| claim.slice.get(Dim::Project) == Some(parent))?;
        (at.file == self.entries[entry].file).then_some(*at)
    }
}

/// The statement of a line.
pub fn parse(line: &str) -> Option<Statement> {
    LineParser::new().parse(line).statement
}

/// What an entry says, but for the name of its project: two lines that say the same are one to the
/// budget.
pub fn terms(analysis: &Analysis, entry: &Entry) -> Vec<String> {
    let (model, sources) = (&analysis.model, &analysis.sources);
    let mut terms = vec![entry.kind.en().to_owned(), entry.amount.normalize().to_string()];
    for dim in [Dim::Unit, Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Source, Dim::Account, Dim::Item] {
        terms.push(match entry.node(dim) {
            node if node.is_known() => model.label(sources, dim, node),
            node => format!("{node:?}"),
        });
    }
    let project = entry.node(Dim::Project);
    let above = model.projects.tree().ancestors(project).map(|node| model.label(sources, Dim::Project, node));
    terms.extend(above);
    terms
}
