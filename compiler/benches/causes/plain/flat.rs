//! A budget as a flat list of lines and claims.
//!
//! Of the library only what reads text is used: names and codes are resolved, nothing is summed.

use std::path::Path;

use bud::model::{Dim, Model, Node, Role, Step, Tree};
use bud::source::Memory;
use bud::syntax::{Amount, Attribute, Kind, Measure, Value};
use bud::{Options, load, model};

use crate::budget::{At, Budget};
use crate::fault::parse;

/// How many dimensions there are, the kind too.
pub const DIMS: usize = Dim::ALL.len();

/// Where a line lies in a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lies {
    /// At a node.
    Known(u32),
    /// The line does not say.
    Unknown,
    /// Lines of its kind do not have the dimension.
    Inapplicable,
}

/// A figure, in millionths of 元.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Figure {
    /// What it comes to.
    pub amount: i128,
    /// Its step; nothing for an exact figure.
    pub step: i128,
}

/// A line of money.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it lies in each dimension, the kind first.
    pub at: [Lies; DIMS],
    /// What it comes to.
    pub figure: Figure,
    /// The step and the last digit of figures that are written as this line's are.
    pub grid: Grid,
    /// Where it stands; none for a line that is only thought of.
    pub place: Option<At>,
}

/// How a line writes figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The step that they have.
    pub step: i128,
    /// The last digit that they print.
    pub digit: i128,
    /// How many decimals that is, in `measure`.
    pub decimals: u8,
    /// What they count.
    pub measure: Measure,
}

impl Grid {
    /// The figure of an amount, written like this.
    pub fn figure(self, amount: i128) -> Figure {
        Figure { amount, step: self.step }
    }

    /// The amount in its measure, without the measure's name.
    pub fn written(self, amount: i128) -> String {
        let digits = format!("{:0width$}", (amount / self.digit).abs(), width = usize::from(self.decimals) + 1);
        let (whole, decimals) = digits.split_at(digits.len() - usize::from(self.decimals));
        let sign = if amount < 0 { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{decimals}")
    }
}

/// A claim: the figure that a slice must come to.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The conditions of the slice, in the order of the dimensions.
    pub slice: Slice,
    /// What it must come to.
    pub figure: Figure,
    /// As for a line.
    pub grid: Grid,
    /// A ceiling: the most it may come to.
    pub ceiling: bool,
    /// The dimension along which its printed parts are incomplete.
    pub partial: Option<usize>,
    /// Where it stands.
    pub place: At,
}

/// The conditions of a slice: a dimension and a node each.
pub type Slice = Vec<(usize, u32)>;

/// A budget.
#[derive(Clone, Debug)]
pub struct Flat {
    /// For each dimension the parent of each node.
    pub parents: Vec<Vec<Option<u32>>>,
    /// The lines of money.
    pub lines: Vec<Line>,
    /// The claims.
    pub claims: Vec<Claim>,
    /// For each level-1 project a project under it that is only thought of.
    pub under: Vec<(u32, u32)>,
    /// The same beside all level-1 projects.
    pub alone: u32,
}

impl Flat {
    /// Reads a budget.
    pub fn read(budget: &Budget) -> (Flat, Named) {
        let mut memory = Memory::new();
        for file in &budget.files {
            memory.insert(&file.name, file.lines.iter().flat_map(|line| [line, "\n"]).collect::<String>());
        }
        let main = Path::new(&budget.files[0].name);
        let loaded = load::load(&memory, main, &Options::default(), None).expect("the main file is in memory");
        let model = model::build(&loaded, &mut Vec::new());
        let at = |line| {
            let name = &loaded.sources.file(line).name;
            budget.files.iter().position(|file| file.name == *name).expect("only these files were read")
        };
        let files: Vec<usize> = loaded.sources.iter().map(|file| at(file.id)).collect();
        let place = |line: bud::source::LineRef| At {
            file: files[line.file.0 as usize],
            line: loaded.sources.line_number(line) as usize - 1,
        };
        let parents = Dim::ALL.iter().map(|&dim| parents(model.tree(dim))).collect();
        let lines = model.entries.iter().map(|entry| Line {
            at: Dim::ALL.map(|dim| value(entry.node(dim))),
            figure: figure(entry.amount, entry.step),
            grid: grid(budget, &model, entry.at, place(entry.at)),
            place: Some(place(entry.at)),
        });
        let claims = model.claims.iter().map(|claim| Claim {
            slice: claim.slice.conditions().iter().map(|&(dim, node)| (dim as usize, node.0)).collect(),
            figure: figure(claim.amount, claim.step),
            grid: grid(budget, &model, claim.at, place(claim.at)),
            ceiling: claim.role == Role::Ceiling,
            partial: claim.partial.map(|dim| dim as usize),
            place: place(claim.at),
        });
        let mut flat = Flat { parents, lines: lines.collect(), claims: claims.collect(), under: Vec::new(), alone: 0 };
        flat.think_of_projects();
        let named = Named { model, sources: loaded.sources };
        (flat, named)
    }

    /// Adds a project under each level-1 project, and one under none: a level-1 project is one with
    /// projects under it, or one that a claim is about.
    fn think_of_projects(&mut self) {
        let project = Dim::Project as usize;
        let above = self.lines.iter().filter_map(|line| match line.at[project] {
            Lies::Known(node) => self.parents[project][node as usize],
            _ => None,
        });
        let claimed = self.claims.iter().flat_map(|claim| &claim.slice).filter(|(dim, _)| *dim == project);
        let claimed = claimed.map(|(_, node)| *node).filter(|&node| self.parents[project][node as usize].is_none());
        let mut level_one: Vec<u32> = above.chain(claimed).collect();
        level_one.sort_unstable();
        level_one.dedup();
        for parent in level_one {
            self.under.push((parent, self.parents[project].len() as u32));
            self.parents[project].push(Some(parent));
        }
        self.alone = self.parents[project].len() as u32;
        self.parents[project].push(None);
    }

    /// Whether `inner` is `outer` or under it.
    pub fn within(&self, dim: usize, outer: u32, inner: u32) -> bool {
        let mut at = Some(inner);
        while let Some(node) = at {
            if node == outer {
                return true;
            }
            at = self.parents[dim][node as usize];
        }
        false
    }

    /// The nodes above a node, the nearest first.
    pub fn above(&self, dim: usize, node: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.parents[dim][node as usize], move |&above| self.parents[dim][above as usize])
    }

    /// Whether a node has nodes under it, beside those only thought of.
    pub fn has_below(&self, dim: usize, node: u32) -> bool {
        let thought_of =
            |at: u32| dim == Dim::Project as usize && (at == self.alone || self.under.iter().any(|it| it.1 == at));
        let children = self.parents[dim].iter().enumerate().filter(|(_, parent)| **parent == Some(node));
        children.into_iter().any(|(at, _)| !thought_of(at as u32))
    }

    /// The level-1 project of a line.
    pub fn level_one(&self, line: &Line) -> Option<u32> {
        match line.at[Dim::Project as usize] {
            Lies::Known(node) => self.parents[Dim::Project as usize][node as usize],
            _ => None,
        }
    }
}

/// The names of the nodes.
pub struct Named {
    model: Model,
    sources: bud::source::Sources,
}

impl Named {
    /// What a value is called.
    pub fn label(&self, dim: usize, value: Lies) -> String {
        match value {
            Lies::Known(node) => self.model.label(&self.sources, Dim::ALL[dim], Node(node)),
            Lies::Unknown => "?".to_owned(),
            Lies::Inapplicable => String::new(),
        }
    }

    /// The code of an account, or the name.
    pub fn written(&self, dim: usize, node: u32) -> String {
        match Dim::ALL[dim] {
            chart @ (Dim::Func | Dim::Econ | Dim::GovEcon | Dim::Account) => {
                self.model.charts.chart(chart).get(Node(node)).map_or(String::new(), |account| account.code.to_string())
            }
            _ => self.label(dim, Lies::Known(node)),
        }
    }
}

fn parents(tree: &Tree) -> Vec<Option<u32>> {
    tree.nodes().map(|node| tree.parent(node).map(|parent| parent.0)).collect()
}

fn value(node: Node) -> Lies {
    match node {
        Node::NONE => Lies::Inapplicable,
        node if node.is_known() => Lies::Known(node.0),
        _ => Lies::Unknown,
    }
}

fn figure(yuan: rust_decimal::Decimal, step: Step) -> Figure {
    let amount = yuan.mantissa() * 10_i128.pow(6 - yuan.normalize().scale().min(6));
    let amount = amount / 10_i128.pow(yuan.scale() - yuan.normalize().scale());
    Figure { amount, step: size(step) }
}

/// A step in millionths of 元.
fn size(step: Step) -> i128 {
    step.exponent().map_or(0, |exponent| 10_i128.pow((i32::from(exponent) + 6).max(0) as u32))
}

/// How the figures of a line are written, if they are written as usual: with the header's decimals.
fn grid(budget: &Budget, model: &Model, line: bud::source::LineRef, at: At) -> Grid {
    let header = model.header_at(line);
    let amount = parse(budget.line(at)).and_then(|statement| match statement.value(Attribute::Amount) {
        Some(Value::Amount(amount)) => Some(amount),
        _ => None,
    });
    let unit = amount.and_then(|amount| amount.unit);
    let usual = Amount { value: 1.into(), unit, decimals: header.scale, expression: false };
    let measure = unit.unwrap_or(header.measure);
    let digit = 10_i128.pow(6 + measure.exponent() - u32::from(header.scale));
    Grid { step: size(Step::of(&usual, header)), digit, decimals: header.scale, measure }
}

/// The number of a kind.
pub fn kind(kind: Kind) -> u32 {
    kind as u32
}
