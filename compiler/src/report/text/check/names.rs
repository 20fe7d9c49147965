//! The names that a budget knows, and what a phrase made of them is of.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::Analysis;
use crate::model::dimension::{kind_node, source_node};
use crate::model::{Dim, Node, Slice};
use crate::syntax::{Kind, Source};

use super::super::desk::name;
use super::phrase;

/// The most projects whose names are looked for: those of a budget that a text is written about.
const MOST_PROJECTS: usize = 50_000;
/// The longest name that is looked for, in characters.
const LONGEST: usize = 60;
/// The most readings of one phrase.
const MOST_READINGS: usize = 16;

/// What kinds of money are called in texts.
const KINDS: &[(&str, &[Kind])] = &[
    ("收入", &[Kind::Revenue, Kind::Resources]),
    ("总收入", &[Kind::Resources, Kind::Revenue]),
    ("收入总计", &[Kind::Resources]),
    ("收支", &[Kind::Resources, Kind::Uses]),
    ("支出", &[Kind::Expense, Kind::Uses]),
    ("总支出", &[Kind::Uses, Kind::Expense]),
    ("支出总计", &[Kind::Uses]),
    ("基本支出", &[Kind::Basic]),
    ("人员支出", &[Kind::Personnel]),
    ("人员经费", &[Kind::Personnel]),
    ("公用支出", &[Kind::Operating]),
    ("公用经费", &[Kind::Operating]),
    ("日常公用支出", &[Kind::Operating]),
    ("日常公用经费", &[Kind::Operating]),
    ("项目支出", &[Kind::Project]),
    ("项目经费", &[Kind::Project]),
    ("上年结转", &[Kind::Carryover]),
    ("上年结转结余", &[Kind::Carryover]),
    ("年终结转", &[Kind::Carryforward]),
    ("年终结转结余", &[Kind::Carryforward]),
    ("结转下年", &[Kind::Carryforward]),
    ("事业单位经营支出", &[Kind::Business]),
    ("上缴上级支出", &[Kind::Remit]),
    ("对附属单位补助支出", &[Kind::Subsidy]),
];

/// Words between names that change nothing.
const BETWEEN: &[&str] = &[
    "的", "用于", "安排", "其中", "部门", "年", "支出", "预算", "拨款", "经费", "资金", "项目", "科目", "单位", "和",
    "主要", "费",
];

/// What the names of offices end with.
const OFFICES: &[&str] = &[
    "中心",
    "大队",
    "支队",
    "学校",
    "中学",
    "小学",
    "学院",
    "医院",
    "图书馆",
    "文化馆",
    "博物馆",
    "档案馆",
    "研究院",
    "研究所",
    "服务站",
    "管理站",
    "管理所",
    "管理处",
    "分局",
    "办公室",
    "街道",
];

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    Kinds(&'static [Kind]),
    Node(Dim, Node),
}

/// All names.
pub struct Names<'a> {
    analysis: &'a Analysis,
    terms: FxHashMap<String, Vec<Term>>,
}

impl<'a> Names<'a> {
    /// The name of the department is none: it says nothing of whose money is meant.
    pub fn of(analysis: &'a Analysis, department: &str) -> Names<'a> {
        let mut names = Names { analysis, terms: FxHashMap::default() };
        for (word, kinds) in KINDS {
            names.add(word, Term::Kinds(kinds));
        }
        for &source in Source::ALL {
            names.add(source.zh(), Term::Node(Dim::Source, source_node(source)));
        }
        let model = &analysis.model;
        for (node, unit) in model.units.iter() {
            for called in [Some(&unit.name), unit.full_name.as_ref(), Some(&name(analysis, Dim::Unit, node))] {
                let called = called.into_iter().filter(|called| *called != department);
                called.for_each(|called| names.add(called, Term::Node(Dim::Unit, node)));
            }
        }
        for dim in [Dim::Func, Dim::Econ, Dim::GovEcon, Dim::Item] {
            for node in model.tree(dim).nodes() {
                names.add(&name(analysis, dim, node), Term::Node(dim, node));
            }
        }
        if model.projects.len() <= MOST_PROJECTS {
            for (node, project) in model.projects.iter() {
                names.add(&project.name(&analysis.sources), Term::Node(Dim::Project, node));
            }
        }
        names
    }

    fn add(&mut self, name: &str, term: Term) {
        let bare = phrase::words(name, "");
        for key in [phrase::subject(&bare), bare] {
            if key.chars().count() < 2 {
                continue;
            }
            let terms = self.terms.entry(key).or_default();
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
    }

    /// What a phrase is of: slices, if it is made of nothing but names and words that change nothing.
    pub fn slices(&self, words: &str) -> Vec<Slice> {
        let whole = self.terms.get(words).map(|terms| vec![terms.clone()]);
        let Some(terms) = whole.or_else(|| self.cut(words)) else { return Vec::new() };
        self.combined(&terms)
    }

    /// The names that a text has in it, wherever they stand.
    pub fn mentioned(&self, text: &str) -> Vec<Term> {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            let Some((length, terms)) = self.longest(&chars[at..]) else {
                at += 1;
                continue;
            };
            at += length;
            found.extend(terms.iter().copied().filter(|term| !found.contains(term)).collect::<Vec<_>>());
        }
        found
    }

    /// Whether a text names an office that the budget does not know: what is said there may be of it alone.
    pub fn has_stranger(&self, text: &str) -> bool {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut strange = String::new();
        let mut at = 0;
        while at < chars.len() {
            match self.longest(&chars[at..]) {
                Some((length, _)) => {
                    strange.push(' ');
                    at += length;
                }
                None => {
                    strange.push(chars[at]);
                    at += 1;
                }
            }
        }
        OFFICES.iter().any(|office| strange.contains(office))
    }

    /// The longest name that some characters begin with.
    fn longest(&self, chars: &[char]) -> Option<(usize, &[Term])> {
        (2..=LONGEST.min(chars.len())).rev().find_map(|length| {
            let key: String = chars[..length].iter().collect();
            self.terms.get(&key).map(|terms| (length, terms.as_slice()))
        })
    }

    /// A slice with what a term says besides.
    pub fn and(&self, slice: &Slice, term: Term) -> Vec<Slice> {
        match term {
            Term::Kinds(kinds) => {
                let tree = self.analysis.model.tree(Dim::Kind);
                let narrower = |kind: &&Kind| tree.contains(kind_node(slice.kind()), kind_node(**kind));
                let of = |kind: &Kind| slice.clone().with(Dim::Kind, kind_node(*kind));
                kinds.iter().filter(narrower).map(of).filter(fits).collect()
            }
            Term::Node(dim, node) => {
                let tree = self.analysis.model.tree(dim);
                match slice.get(dim) {
                    Some(own) if !tree.contains(own, node) => Vec::new(),
                    _ => Some(slice.clone().with(dim, node)).filter(fits).into_iter().collect(),
                }
            }
        }
    }

    /// The names that a phrase is made of, the longest first at each place.
    fn cut(&self, words: &str) -> Option<Vec<Vec<Term>>> {
        let chars: Vec<char> = words.chars().collect();
        // From each place on: whether the rest can be cut, and how long the piece is that begins there.
        let mut next: Vec<Option<usize>> = vec![None; chars.len() + 1];
        next[chars.len()] = Some(0);
        for at in (0..chars.len()).rev() {
            let piece = |length: usize| chars[at..at + length].iter().collect::<String>();
            next[at] = (1..=LONGEST.min(chars.len() - at)).rev().filter(|length| next[at + length].is_some()).find(
                |&length| {
                    let piece = piece(length);
                    self.terms.contains_key(&piece) || BETWEEN.contains(&piece.as_str())
                },
            );
        }
        let mut terms = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            let length = next[at]?;
            let piece: String = chars[at..at + length].iter().collect();
            terms.extend(self.terms.get(&piece).cloned());
            at += length;
        }
        (!terms.is_empty()).then_some(terms)
    }

    /// The slices that several names mean together: of two of one dimension the one below the other.
    fn combined(&self, names: &[Vec<Term>]) -> Vec<Slice> {
        let mut readings: Vec<SmallVec<[Term; 4]>> = vec![SmallVec::new()];
        for terms in names {
            readings = readings
                .iter()
                .flat_map(|reading| {
                    terms.iter().map(|term| {
                        let mut reading = reading.clone();
                        reading.push(*term);
                        reading
                    })
                })
                .take(MOST_READINGS * 4 + 1)
                .collect();
            if readings.len() > MOST_READINGS * 4 {
                return Vec::new();
            }
        }
        // A name that stands under others of its own dimension is of that one: an item under its section.
        let first = |reading: &[Term]| match reading {
            [Term::Node(dim, _), .., Term::Node(last, _)] => dim == last,
            _ => false,
        };
        if readings.iter().any(|reading| first(reading)) {
            readings.retain(|reading| first(reading));
        }
        let mut slices: Vec<Slice> = Vec::new();
        for reading in readings {
            for slice in self.together(&reading) {
                if !slices.contains(&slice) {
                    slices.push(slice);
                }
            }
        }
        // Of more than these the right one may not be among those that were looked at.
        if slices.len() > MOST_READINGS { Vec::new() } else { slices }
    }

    fn together(&self, terms: &[Term]) -> Vec<Slice> {
        let mut kinds: &[Kind] = &[Kind::Expense];
        let mut nodes: SmallVec<[(Dim, Node); 4]> = SmallVec::new();
        for term in terms {
            match *term {
                // Of two kinds the later one counts: 收入总计中财政拨款收入.
                Term::Kinds(of) => kinds = of,
                Term::Node(dim, node) => match nodes.iter_mut().find(|(other, _)| *other == dim) {
                    None => nodes.push((dim, node)),
                    Some((_, own)) => {
                        let tree = self.analysis.model.tree(dim);
                        if tree.contains(*own, node) {
                            *own = node;
                        } else if !tree.contains(node, *own) {
                            return Vec::new();
                        }
                    }
                },
            }
        }
        if nodes.iter().any(|(dim, _)| *dim == Dim::Item) {
            kinds = &[Kind::Memo];
        }
        let of = |kind: &Kind| nodes.iter().fold(Slice::of(*kind), |slice, &(dim, node)| slice.with(dim, node));
        kinds.iter().map(of).filter(fits).collect()
    }
}

/// Whether money of the slice's kind has all dimensions that it is said by. Nobody says what revenue is for.
fn fits(slice: &Slice) -> bool {
    let income = matches!(slice.kind(), Kind::Resources | Kind::Revenue | Kind::Carryover);
    let applies = |dim: Dim| dim.applies(slice.kind()) && !(income && dim == Dim::Func);
    slice.conditions().iter().all(|(dim, _)| *dim == Dim::Kind || applies(*dim))
}
