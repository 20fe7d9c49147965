//! What the built-in parts say: the first thing that a typed figure is held against, and what the budget says
//! of a phrase made of names.

use std::cell::RefCell;
use std::sync::Arc;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::Analysis;
use crate::model::dimension::source_node;
use crate::model::{Dim, Slice};
use crate::syntax::{Kind, Source};

use super::super::ask::Fact;
use super::super::desk::Desk;
use super::super::figure::Shown;
use super::super::render::Page;
use super::names::{Names, Term};
use super::phrase;
use super::reading::{Counts, Number, sentences};

/// The most slices that one figure is held against.
const MOST_SLICES: usize = 200;

/// What a figure may be.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// What a slice comes to.
    Fact(Arc<Fact>),
    /// Money that was worked out, in 元.
    Money(Decimal),
}

impl Meaning {
    /// In 元, if it can be told.
    pub fn yuan(&self) -> Option<Decimal> {
        match self {
            Meaning::Fact(fact) => fact.amount,
            Meaning::Money(yuan) => Some(*yuan),
        }
    }

    pub fn fact(&self) -> Option<&Arc<Fact>> {
        match self {
            Meaning::Fact(fact) => Some(fact),
            Meaning::Money(_) => None,
        }
    }
}

/// What the built-in parts say of a subject.
#[derive(Clone, Debug)]
struct Said {
    page: String,
    meaning: Meaning,
}

/// All that is known.
pub struct Known<'a> {
    pub desk: Desk<'a>,
    names: Names<'a>,
    department: &'a str,
    said: FxHashMap<String, Vec<Said>>,
    /// Of what whole the built-in parts say the share of a slice.
    shares: Vec<(Slice, Arc<Fact>)>,
    /// What is counted, and how many there are.
    counts: Vec<(String, Decimal)>,
    facts: RefCell<FxHashMap<Slice, Arc<Fact>>>,
}

impl<'a> Known<'a> {
    pub fn of(analysis: &'a Analysis, references: &[Page], department: &'a str) -> Known<'a> {
        let mut known = Known {
            desk: Desk::new(analysis),
            names: Names::of(analysis, department),
            department,
            said: FxHashMap::default(),
            shares: Vec::new(),
            counts: Vec::new(),
            facts: RefCell::default(),
        };
        references.iter().for_each(|page| known.learn(page));
        known
    }

    fn learn(&mut self, page: &Page) {
        for (_, shown) in &page.figures {
            if let Shown::Share(part, whole) = shown
                && let Some(slice) = &part.slice
            {
                self.shares.push((slice.clone(), Arc::clone(whole)));
            }
        }
        for number in sentences(&page.text).iter().flat_map(|sentence| &sentence.numbers) {
            if number.counts == Counts::Things {
                let things = things(&page.text, number);
                self.counts.push((things, number.value));
            }
            let Some(shown) = shown(page, number) else { continue };
            let meaning = match shown {
                Shown::Amount(fact) => Meaning::Fact(Arc::clone(fact)),
                Shown::Money(yuan) if !is_dependent(&page.text[number.lead.clone()]) => Meaning::Money(*yuan),
                _ => continue,
            };
            let subject = phrase::subject(&phrase::words(&page.text[number.lead.clone()], self.department));
            if !subject.is_empty() {
                self.said.entry(subject).or_default().push(Said { page: page.name.clone(), meaning });
            }
        }
    }

    /// What a figure with these words before it may be, the likeliest first: what the part of the same name
    /// says, then other parts, then what the words name. `near` are the words before it in its sentence and the
    /// headings, whose names may go with these words; of the words further before only the names of units may.
    pub fn meanings(&self, page: &str, lead: &str, near: &str, far: &str) -> Vec<Meaning> {
        let words = phrase::words(lead, self.department);
        let subject = phrase::subject(&words);
        let said = |same: bool| {
            let said = self.said.get(&subject).into_iter().flatten().filter(move |said| (said.page == page) == same);
            said.map(|said| said.meaning.clone())
        };
        let mut slices = self.names.slices(&subject);
        if slices.is_empty() {
            slices = self.names.slices(phrase::after_gone(&words));
        }
        // Under the heading of a unit its own money is meant.
        let Some(slices) = self.widened(slices, near, far) else { return Vec::new() };
        let (of_unit, others): (Vec<Slice>, Vec<Slice>) =
            slices.into_iter().partition(|slice| slice.get(Dim::Unit).is_some());
        // Nobody need name the source that most money is from; nor is it known of all money.
        let mut unsaid: Vec<Arc<Fact>> = Vec::new();
        for source in [Source::General, Source::Fiscal] {
            let term = Term::Node(Dim::Source, source_node(source));
            let slices = of_unit.iter().chain(&others).flat_map(|slice| self.names.and(slice, term));
            unsaid.extend(slices.map(|slice| self.fact(&slice)).filter(|fact| fact.amount.is_some()));
        }
        let facts = |slices: Vec<Slice>| slices.into_iter().map(|slice| Meaning::Fact(self.fact(&slice)));
        let (of_unit, others) = (facts(of_unit), facts(others));
        let all = said(true).chain(of_unit).chain(said(false)).chain(others);
        all.chain(unsaid.into_iter().map(Meaning::Fact)).collect()
    }

    /// Whether a text names an office that the budget does not know.
    pub fn has_stranger(&self, text: &str) -> bool {
        self.names.has_stranger(&text.replace(self.department, ""))
    }

    /// The same slices, and each with what the words around name; none if these are too many.
    fn widened(&self, slices: Vec<Slice>, near: &str, far: &str) -> Option<Vec<Slice>> {
        if slices.is_empty() {
            return Some(slices);
        }
        let mut terms = self.names.mentioned(near);
        terms.extend(self.names.mentioned(far).into_iter().filter(|term| matches!(term, Term::Node(Dim::Unit, _))));
        let mut all = slices;
        for _ in 0..2 {
            let before = all.clone();
            for term in &terms {
                for slice in &before {
                    for wider in self.names.and(slice, *term) {
                        if !all.contains(&wider) {
                            all.push(wider);
                        }
                        // The right one may be among those that are not looked at.
                        if all.len() > MOST_SLICES {
                            return None;
                        }
                    }
                }
            }
        }
        Some(all)
    }

    /// What is known of a slice.
    pub fn fact(&self, slice: &Slice) -> Arc<Fact> {
        let known = self.facts.borrow().get(slice).cloned();
        known.unwrap_or_else(|| {
            let fact = Arc::new(self.desk.fact(slice));
            self.facts.borrow_mut().insert(slice.clone(), Arc::clone(&fact));
            fact
        })
    }

    /// What a share of a slice may be of, the likeliest first.
    pub fn wholes(&self, part: &Fact) -> Vec<Arc<Fact>> {
        let said = self.shares.iter().filter(|(slice, _)| part.slice.as_ref() == Some(slice));
        let mut wholes: Vec<Arc<Fact>> = said.map(|(_, whole)| Arc::clone(whole)).collect();
        let source = |slice: Slice, source| slice.with(Dim::Source, source_node(source));
        for kind in [Kind::Expense, Kind::Uses, Kind::Revenue, Kind::Resources, Kind::Basic, Kind::Project] {
            let all = Slice::of(kind);
            for slice in [all.clone(), source(all.clone(), Source::General), source(all, Source::Fiscal)] {
                wholes.push(self.fact(&slice));
            }
        }
        let Some(slice) = &part.slice else { return wholes };
        // What holds the part along any dimension.
        for &(dim, node) in slice.conditions() {
            let tree = self.desk.analysis.model.tree(dim);
            wholes.extend(tree.ancestors(node).map(|above| self.fact(&slice.clone().with(dim, above))));
            if dim != Dim::Kind && dim != Dim::Item {
                wholes.push(self.fact(&slice.clone().without(dim)));
            }
        }
        wholes
    }

    /// How many of the things that a number counts there are, as the built-in parts say it.
    pub fn counts(&self, text: &str, number: &Number) -> Vec<Decimal> {
        let typed = things(text, number);
        let is_same = |things: &str| typed == things || things.chars().count() > 2 && typed.starts_with(things);
        self.counts.iter().filter(|(things, _)| is_same(things)).map(|(_, count)| *count).collect()
    }
}

/// What a number counts: the words after it, up to a stop.
fn things(text: &str, number: &Number) -> String {
    let rest = text[number.whole.end..].trim_start();
    rest.chars().take_while(|c| c.is_alphabetic()).take(8).collect()
}

/// What the budget showed in the place of a number.
pub fn shown<'p>(page: &'p Page, number: &Number) -> Option<&'p Shown> {
    page.figures.iter().find(|(place, _)| *place == number.place).map(|(_, shown)| shown)
}

/// Whether a figure is said of the one before it: a change, a share.
pub fn is_dependent(lead: &str) -> bool {
    let last = lead.rsplit(['，', ',', '、', '；', '：']).next().unwrap_or(lead);
    let trimmed = last.trim();
    phrase::LAST_YEAR.iter().any(|word| trimmed.replace("上年结转", "").contains(word))
        || trimmed.starts_with('占')
        || phrase::direction(trimmed).is_some_and(|(at, word, _)| trimmed[at + word.len()..].trim().is_empty())
}
