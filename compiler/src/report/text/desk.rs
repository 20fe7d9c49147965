//! Answers the questions of templates from a checked budget.

use std::cell::OnceCell;
use std::sync::Arc;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::Analysis;
use crate::diagnostic::Message;
use crate::ledger::{Query, SliceSum, Sums};
use crate::model::dimension::kind_node;
use crate::model::slice::Place;
use crate::model::{Dim, Node, Slice};
use crate::source::LineRef;
use crate::syntax::{Attribute, Base, LineParser, Value};

use super::super::figure::{Known, known};
use super::super::table::names;
use super::ask::{Answer, Ask, Fact, Reply, Row, Wanted};
use super::slice;

/// The most rows that a text takes: a list of more is no sentence.
const MOST_ROWS: usize = 10_000;

/// What `rows` may name, and the dimension.
const EACH: &[(&str, Dim)] = &[
    ("unit", Dim::Unit),
    ("func", Dim::Func),
    ("econ", Dim::Econ),
    ("govecon", Dim::GovEcon),
    ("account", Dim::Account),
    ("project", Dim::Project),
    ("goal", Dim::Project),
    ("source", Dim::Source),
    ("kind", Dim::Kind),
    ("item", Dim::Item),
];

/// Whoever answers for a budget.
pub struct Desk<'a> {
    pub analysis: &'a Analysis,
    claims: OnceCell<FxHashMap<&'a Slice, Vec<usize>>>,
    remarks: OnceCell<Vec<Remark>>,
}

/// What a line of money says of itself besides its amount.
struct Remark {
    entry: usize,
    prior: Option<Decimal>,
    base: Option<Base>,
    reason: Option<String>,
    note: Option<String>,
}

impl<'a> Desk<'a> {
    pub fn new(analysis: &'a Analysis) -> Desk<'a> {
        Desk { analysis, claims: OnceCell::new(), remarks: OnceCell::new() }
    }

    /// Answers a question.
    pub fn answer(&self, ask: &Ask) -> Reply {
        match ask {
            Ask::Sum(words) => {
                let slice = slice::read(self.analysis, words)?;
                Ok(Answer::Sum(Arc::new(slice.map_or_else(Fact::nothing, |slice| self.fact(&slice)))))
            }
            Ask::Rows(wanted) => self.rows(wanted).map(Answer::Rows),
            Ask::Count(wanted) => self.nodes(wanted).map(|found| Answer::Count(found.len())),
        }
    }

    /// What is known of a slice.
    pub fn fact(&self, slice: &Slice) -> Fact {
        let sum = self.analysis.cube().sums(&[Query::from(slice)]).pop().unwrap_or_default();
        self.fact_of(slice, &sum)
    }

    fn fact_of(&self, slice: &Slice, sum: &SliceSum) -> Fact {
        let known = known(self.analysis, slice, sum);
        let amount = match known {
            Known::Nothing => Some(Decimal::ZERO),
            Known::Figure(amount) => Some(amount.decimal()),
            Known::AtLeast(_) => None,
        };
        let mut fact = Fact {
            slice: Some(slice.clone()),
            amount,
            nothing: known == Known::Nothing,
            of: slice.describe(&self.analysis.model, &self.analysis.sources),
            ..Fact::nothing()
        };
        self.claimed(slice, &mut fact);
        self.remarked(slice, sum, &mut fact);
        fact
    }

    /// What the claims of this very slice say. One of other words for the same lines may be another figure
    /// last year.
    fn claimed(&self, slice: &Slice, fact: &mut Fact) {
        let claims = self.claims.get_or_init(|| {
            let mut claims: FxHashMap<&Slice, Vec<usize>> = FxHashMap::default();
            for (at, claim) in self.analysis.model.claims.iter().enumerate() {
                claims.entry(&claim.slice).or_default().push(at);
            }
            claims
        });
        for &at in claims.get(slice).into_iter().flatten() {
            let claim = &self.analysis.model.claims[at];
            fact.at = fact.at.or(Some(claim.at));
            if let (None, Some(prior)) = (fact.prior, claim.prior) {
                (fact.prior, fact.base, fact.at) = (Some(prior), claim.base, Some(claim.at));
            }
            fact.reason = fact.reason.take().or_else(|| self.remark(claim.at, Attribute::Reason));
            fact.note = fact.note.take().or_else(|| self.remark(claim.at, Attribute::Note));
        }
    }

    /// What the lines of a slice say: last year's figure if each of them has one, and what a single line
    /// remarks.
    fn remarked(&self, slice: &Slice, sum: &SliceSum, fact: &mut Fact) {
        let count = sum.inside.count;
        let open = !sum.all_possible().is_empty();
        if open || count == 0 || fact.prior.is_some() && fact.note.is_some() {
            return;
        }
        let model = &self.analysis.model;
        let remarks = self.remarks.get_or_init(|| self.gather());
        let mut inside = remarks.iter().filter(|it| slice.holds(model, &model.entries[it.entry]) == Place::In);
        if count == 1 {
            let Some(remark) = inside.next() else { return };
            if fact.prior.is_none() && remark.prior.is_some() {
                (fact.prior, fact.base) = (remark.prior, remark.base);
                fact.at = Some(model.entries[remark.entry].at);
            }
            fact.reason = fact.reason.take().or_else(|| remark.reason.clone());
            fact.note = fact.note.take().or_else(|| remark.note.clone());
        } else if fact.prior.is_none() {
            let priors: Vec<(Decimal, Option<Base>)> =
                inside.filter_map(|remark| Some((remark.prior?, remark.base))).collect();
            let same = |base: Option<Base>| priors.iter().all(|(_, other)| *other == base);
            if priors.len() as i64 == count && same(priors[0].1) {
                fact.prior = Some(priors.iter().map(|(prior, _)| prior).sum());
                fact.base = priors[0].1;
            }
        }
    }

    /// The lines of money that say more than their amount; most say nothing, and are passed over unread.
    fn gather(&self) -> Vec<Remark> {
        let words = [Attribute::Prior, Attribute::Reason, Attribute::Note];
        let words: Vec<&str> = words.iter().flat_map(|it| [it.en(), it.zh()]).collect();
        let mut parser = LineParser::new();
        let mut remarks = Vec::new();
        for (at, entry) in self.analysis.model.entries.iter().enumerate() {
            let line = self.analysis.sources.line(entry.at);
            if !words.iter().any(|word| line.contains(word)) {
                continue;
            }
            let Some(statement) = parser.parse(line).statement else { continue };
            let header = self.analysis.model.header_at(entry.at);
            let prior = match statement.value(Attribute::Prior) {
                Some(Value::Amount(prior)) => prior.value.checked_mul(prior.unit.unwrap_or(header.measure).factor()),
                _ => None,
            };
            let base = match statement.value(Attribute::Base) {
                Some(Value::Base(base)) => Some(base),
                _ => header.base,
            };
            let text = |attribute| statement.text(attribute).map(|text| text.of(line).into_owned());
            let (reason, note) = (text(Attribute::Reason), text(Attribute::Note));
            remarks.push(Remark { entry: at, prior, base, reason, note });
        }
        remarks
    }

    fn remark(&self, at: LineRef, attribute: Attribute) -> Option<String> {
        let line = self.analysis.sources.line(at);
        let statement = LineParser::new().parse(line).statement?;
        statement.text(attribute).map(|text| text.of(line).into_owned())
    }

    fn rows(&self, wanted: &Wanted) -> Result<Vec<Row>, Message> {
        let found = self.nodes(wanted)?;
        if found.len() > MOST_ROWS {
            return Err(Message::new("text-many-rows").with("count", found.len()).with("most", MOST_ROWS));
        }
        let mut goals: FxHashMap<Node, LineRef> = FxHashMap::default();
        if found.first().is_some_and(|(dim, ..)| *dim == Dim::Project) {
            goals = self.analysis.model.goals.iter().rev().map(|goal| (goal.project, goal.at)).collect();
        }
        Ok(found.into_iter().map(|(dim, node, fact)| self.row(dim, node, fact, &goals)).collect())
    }

    fn row(&self, dim: Dim, node: Node, fact: Fact, goals: &FxHashMap<Node, LineRef>) -> Row {
        let analysis = self.analysis;
        let tree = analysis.model.tree(dim);
        let mut path: Vec<String> = tree.ancestors(node).map(|above| name(analysis, dim, above)).collect();
        path.reverse();
        path.push(name(analysis, dim, node));
        let unit = analysis.model.units.get(node).filter(|_| dim == Dim::Unit);
        let code = unit.and_then(|unit| unit.code.clone());
        Row {
            dim,
            name: name(analysis, dim, node),
            code: code.or_else(|| names::code(analysis, dim, node).map(|code| code.to_string())),
            path,
            unit: names::unit_of(analysis, dim, node),
            goal: goals.get(&node).map(|at| names::text_at(analysis, *at, 1)),
            fact: Arc::new(fact),
        }
    }

    /// The nodes that have a row, in order, each with what is known of it.
    fn nodes(&self, wanted: &Wanted) -> Result<Vec<(Dim, Node, Fact)>, Message> {
        let Some(&(word, dim)) = EACH.iter().find(|(word, _)| *word == wanted.each) else {
            let words = EACH.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
            return Err(Message::new("text-no-rows").with("word", wanted.each.as_str()).with("words", words));
        };
        let Some(slice) = slice::read(self.analysis, &wanted.slice)? else { return Ok(Vec::new()) };
        if dim != Dim::Kind && !dim.applies(slice.kind()) {
            return Ok(Vec::new());
        }
        let goals = word == "goal";
        let nodes = self.candidates(dim, goals, &slice, wanted.level);
        let slices: Vec<Slice> = nodes.iter().map(|&node| slice.clone().with(dim, node)).collect();
        let queries: Vec<Query> = slices.iter().map(Query::from).collect();
        let sums = self.analysis.cube().sums(&queries);
        let mut found: Vec<(Dim, Node, Fact)> = Vec::new();
        for ((&node, slice), sum) in nodes.iter().zip(&slices).zip(&sums) {
            let is_something = known(self.analysis, slice, sum).is_something();
            if goals || is_something {
                found.push((dim, node, self.fact_of(slice, sum)));
            }
        }
        if wanted.leaves {
            let tree = self.analysis.model.tree(dim);
            let mut ordered: Vec<Node> = found.iter().map(|(_, node, _)| *node).collect();
            ordered.sort_unstable();
            // In pre-order what is below a node stands next to it.
            let next = |node: &Node| ordered.get(ordered.partition_point(|other| other <= node)).copied();
            found.retain(|(_, node, _)| !next(node).is_some_and(|next| tree.contains(*node, next)));
        }
        Ok(found)
    }

    /// The nodes that may have a row: those below what the slice says of their dimension.
    fn candidates(&self, dim: Dim, goals: bool, slice: &Slice, level: Option<usize>) -> Vec<Node> {
        let model = &self.analysis.model;
        let tree = model.tree(dim);
        let within = slice.get(dim);
        let top = within.map_or(0, |within| tree.depth(within) + 1);
        let inside = |node: &Node| within.is_none_or(|within| within != *node && tree.contains(within, *node));
        let mut nodes: Vec<Node> = match goals {
            true => {
                let mut known = FxHashSet::default();
                model.goals.iter().map(|goal| goal.project).filter(|node| known.insert(*node)).collect()
            }
            false => tree.nodes().filter(inside).collect(),
        };
        nodes.retain(|node| level.is_none_or(|level| tree.depth(*node) + 1 == level + top));
        if dim == Dim::Project && !goals {
            // As they stand in the files: the tree gathers them under their level-1 projects.
            nodes.sort_by_key(|node| model.projects.get(*node).map(|project| project.at));
        }
        nodes
    }
}

/// What a text calls a node. A unit that goes by the full name of the one above it is that one's own office.
pub fn name(analysis: &Analysis, dim: Dim, node: Node) -> String {
    let model = &analysis.model;
    match dim {
        Dim::Unit => {
            let own = names::unit(analysis, node);
            let above = model.units.tree().parent(node).map(|above| names::unit(analysis, above));
            if above.as_ref() == Some(&own) { own + "本级" } else { own }
        }
        Dim::Item => model.items.name(node).to_owned(),
        Dim::Kind => crate::syntax::Kind::ALL
            .iter()
            .find(|kind| kind_node(**kind) == node)
            .map(|kind| kind.phrase().1.to_owned())
            .unwrap_or_default(),
        _ => names::name(analysis, dim, node),
    }
}
