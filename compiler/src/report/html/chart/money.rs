//! What the charts are drawn of: figures as the tables print them, and the parts that they are known to come
//! to. A chart shows money that is there for certain; where some line does not say where it belongs, the
//! breakdown is not drawn.

use crate::Analysis;
use crate::diagnostic::{Language, locale};
use crate::ledger::{Below, Millionths, Query, Sums};
use crate::model::{Dim, Node, Slice};
use crate::syntax::{Kind, Measure, Source};

use super::super::super::figure::{Known, known, printed};

/// From so many nodes on each is added up by itself.
const MANY: usize = 1_000;

/// A part of some money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// What it comes to, above zero.
    pub amount: Millionths,
    /// Where it lies; none for what stands for several or for the rest.
    pub node: Option<Node>,
}

/// What is known of a slice at each node of a dimension.
pub struct Along {
    dim: Dim,
    known: Vec<Known>,
}

/// The money of a budget.
pub struct Money<'a> {
    pub analysis: &'a Analysis,
    pub language: Language,
    pub measure: Measure,
    pub scale: u8,
}

impl Money<'_> {
    /// A figure as the tables print it.
    pub fn printed(&self, amount: Millionths) -> String {
        printed(amount.decimal(), self.measure, self.scale).to_string()
    }

    /// What is known of slices.
    pub fn known(&self, slices: &[Slice]) -> Vec<Known> {
        let queries: Vec<Query> = slices.iter().map(Query::from).collect();
        let sums = self.analysis.cube().sums(&queries);
        slices.iter().zip(&sums).map(|(slice, sum)| known(self.analysis, slice, sum)).collect()
    }

    /// What a slice comes to, if that is known and there is money in it.
    pub fn figure(&self, slice: &Slice) -> Option<Millionths> {
        match self.known(std::slice::from_ref(slice)).first() {
            Some(Known::Figure(amount)) if amount.0 > 0 => Some(*amount),
            _ => None,
        }
    }

    /// How far rounding may carry a figure and `count` parts of it from each other, at most.
    pub fn slack(&self, count: usize) -> i128 {
        let digits = Millionths::SCALE + self.measure.exponent();
        let step = 10_i128.pow(digits.saturating_sub(u32::from(self.scale)));
        step * (count as i128 + 1) / 2
    }

    /// What is known of a slice at each node of a dimension; none if no money of its kind has it.
    pub fn along(&self, slice: &Slice, dim: Dim) -> Option<Along> {
        if !dim.applies(slice.kind()) {
            return None;
        }
        let tree = self.analysis.model.tree(dim);
        let at = |node: Node| slice.clone().with(dim, node);
        let known = if tree.len() < MANY {
            self.known(&tree.nodes().map(at).collect::<Vec<_>>())
        } else {
            let below = Below::new(&self.analysis.model, dim);
            if below.is_open(slice) {
                return None;
            }
            let one = |node: Node| match below.sum(node, slice) {
                Some(sum) => known(self.analysis, &at(node), &sum),
                // Some line may be here or elsewhere.
                None => Known::AtLeast(Millionths(0)),
            };
            tree.nodes().map(one).collect()
        };
        Some(Along { dim, known })
    }

    /// The parts of `whole` at some nodes, the largest first. What is at none of them is the last. None if some
    /// of it may be at one or another, or if it does not add up.
    pub fn split(&self, along: &Along, whole: Millionths, nodes: impl Iterator<Item = Node>) -> Option<Vec<Part>> {
        let mut found = Vec::new();
        for node in nodes {
            match along.known.get(node.index()) {
                Some(Known::Figure(amount)) if amount.0 < 0 => return None,
                Some(Known::Figure(amount)) if amount.0 > 0 => found.push((node, *amount)),
                Some(Known::AtLeast(_)) => return None,
                Some(Known::Figure(_) | Known::Nothing) | None => {}
            }
        }
        let rest = Millionths(whole.0 - found.iter().map(|(_, amount)| amount.0).sum::<i128>());
        let slack = self.slack(found.len());
        if found.is_empty() || rest.0 < -slack {
            return None;
        }
        found.sort_by_key(|(node, amount)| (-amount.0, *node));
        let part = |(node, amount)| Part { name: self.name(along.dim, node), amount, node: Some(node) };
        let mut parts: Vec<Part> = found.into_iter().map(part).collect();
        if rest.0 > slack {
            let name = if along.dim == Dim::Unit { "page-own" } else { "page-rest" };
            parts.push(Part { name: locale::word(self.language, name), amount: rest, node: None });
        }
        Some(parts)
    }

    /// What a chart calls a node.
    pub fn name(&self, dim: Dim, node: Node) -> String {
        let model = &self.analysis.model;
        match dim {
            Dim::Kind => {
                let phrase = Kind::ALL.get(node.index()).map(|kind| kind.phrase());
                phrase.map(|(en, zh)| self.either(en, zh)).unwrap_or_default()
            }
            Dim::Source => {
                let source = Source::ALL.get(node.index());
                source.map(|source| self.either(source.en(), source.zh())).unwrap_or_default()
            }
            Dim::Func => match model.charts.chart(dim).get(node).filter(|account| !account.name.is_empty()) {
                Some(account) => account.name.clone(),
                None => model.label(&self.analysis.sources, dim, node),
            },
            _ => model.label(&self.analysis.sources, dim, node),
        }
    }

    /// Whichever is in the page's language.
    pub fn either(&self, en: &str, zh: &str) -> String {
        match self.language {
            Language::English => en.to_owned(),
            Language::Chinese => zh.to_owned(),
        }
    }
}

/// What share of a whole a part is, in percent with one decimal.
pub fn share(part: Millionths, whole: Millionths) -> String {
    let thousandths = (2_000 * part.0 + whole.0) / (2 * whole.0).max(1);
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// The largest of `parts`, and what the others come to under one name.
pub fn gathered(money: &Money<'_>, parts: Vec<Part>, most: usize) -> Vec<Part> {
    if parts.len() <= most {
        return parts;
    }
    let mut parts = parts;
    let others = parts.split_off(most - 1);
    let amount = Millionths(others.iter().map(|part| part.amount.0).sum());
    let message = crate::diagnostic::Message::new("page-others").with("count", others.len());
    parts.push(Part { name: locale::text(money.language, &message), amount, node: None });
    parts
}
