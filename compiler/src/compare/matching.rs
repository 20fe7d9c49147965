//! Which entries are the same, from the surest to the least sure: the same figure, another amount, one
//! respect changed, another name, cut or put together; and what is left was added or removed.
//!
//! Every step looks only at what is left, by hash, so that all of it is linear in the entries.

use crate::Analysis;
use crate::ledger::Millionths;
use crate::model::Node;
use crate::syntax::{Kind, LineParser, closest};

use super::identity::{Field, Identities, Ids, folded};
use super::pair::{Bucket, Left, Line};
use super::{Amounts, Side, regroup};

/// What became of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// There is a new one.
    Added,
    /// One is gone.
    Removed,
    /// It has another amount.
    Changed,
    /// It is in another unit, under another code, of another source or level-1 project.
    Moved,
    /// Its project has another name.
    Renamed,
    /// One is now several, or several one, and they come to the same.
    Regrouped,
}

impl What {
    /// All of them.
    pub const ALL: [What; 6] = [What::Added, What::Removed, What::Changed, What::Moved, What::Renamed, What::Regrouped];

    /// The word of the document for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            What::Added => "added",
            What::Removed => "removed",
            What::Changed => "changed",
            What::Moved => "moved",
            What::Renamed => "renamed",
            What::Regrouped => "regrouped",
        }
    }

    /// The key of the word that people read.
    pub fn key(self) -> &'static str {
        match self {
            What::Added => "diff-added",
            What::Removed => "diff-removed",
            What::Changed => "diff-changed",
            What::Moved => "diff-moved",
            What::Renamed => "diff-renamed",
            What::Regrouped => "diff-regrouped",
        }
    }
}

/// One change of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of them.
    pub what: What,
    /// The entries of the old side: indices into the model's.
    pub old: Vec<usize>,
    /// Those of the new side.
    pub new: Vec<usize>,
    /// In what respects a moved entry is elsewhere.
    pub fields: Vec<Field>,
    /// What they came to and come to, as far as it can be read.
    pub amounts: Amounts,
}

impl Change {
    /// The entries of a side: indices into the model's.
    pub fn entries(&self, side: Side) -> &[usize] {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }
}

/// More of one sort than this are not compared each with each.
const MOST_PAIRS: usize = 1_024;

/// Respects in which an entry may move, the likeliest first.
const MOVABLE: [Field; 9] = [
    Field::Under,
    Field::Func,
    Field::Econ,
    Field::GovEcon,
    Field::Source,
    Field::Account,
    Field::Unit,
    Field::Item,
    Field::Kind,
];

/// `ids` without a respect: what differs only in it is equal.
pub fn masked(mut ids: Ids, fields: &[Field]) -> Ids {
    fields.iter().for_each(|&field| ids[field as usize] = 0);
    ids
}

/// Whether a line says of which project it is.
pub fn is_named(line: &Line) -> bool {
    Node(line.ids[Field::Project as usize]).is_known()
}

/// What became of the entries, and how many lines of each side cannot be read.
pub fn changes(sides: [&Analysis; 2], identities: &Identities) -> (Vec<Change>, [usize; 2]) {
    let mut matching = Matching { sides, left: Left::new(sides, identities), changes: Vec::new() };
    matching.left.in_step();
    matching.left.pairs(|line| Some((line.ids, line.amount)));
    matching.same_identity();
    matching.moved();
    matching.renamed(true);
    regroup::same_project(&mut matching);
    regroup::other_projects(&mut matching);
    matching.same_project();
    matching.renamed(false);
    for (side, what) in [(Side::Old, What::Removed), (Side::New, What::Added)] {
        for at in matching.left.of(side).to_vec() {
            let entries = if side == Side::Old { [vec![at], vec![]] } else { [vec![], vec![at]] };
            matching.tell(what, entries, &[]);
        }
    }
    let unread = sides.map(|side| side.model.entries.iter().filter(|entry| entry.unreadable).count());
    (matching.changes, unread)
}

/// The matching as it goes.
pub struct Matching<'a> {
    sides: [&'a Analysis; 2],
    /// What is left to match.
    pub left: Left,
    changes: Vec<Change>,
}

impl Matching<'_> {
    /// Notes a change.
    pub fn tell(&mut self, what: What, entries: [Vec<u32>; 2], fields: &[Field]) {
        let mut amounts = Amounts::default();
        for side in Side::BOTH {
            for &at in &entries[side as usize] {
                amounts.add(side, self.left.line(side, at).amount.unwrap_or_default());
            }
        }
        let [old, new] = entries.map(|side| side.into_iter().map(|at| at as usize).collect());
        self.changes.push(Change { what, old, new, fields: fields.to_vec(), amounts });
    }

    /// Notes a change, and takes its entries out of what is left.
    pub fn settle(&mut self, what: What, entries: [Vec<u32>; 2], fields: &[Field]) {
        self.left.take(&entries);
        self.tell(what, entries, fields);
    }

    /// Entries of the same thing have another amount; several that come to the same are regrouped.
    fn same_identity(&mut self) {
        for bucket in self.left.buckets(|_, _, line| Some(line.ids)) {
            let Bucket { sides: [mut old, mut new] } = bucket;
            let sums = [self.left.sum(Side::Old, &old), self.left.sum(Side::New, &new)];
            if old.len() != new.len() && sums[0].is_some() && sums[0] == sums[1] {
                self.settle(What::Regrouped, [old, new], &[]);
                continue;
            }
            if old.len() > 1 || new.len() > 1 {
                self.by_line_name(&mut old, &mut new);
            }
            for (old, new) in old.into_iter().zip(new) {
                self.settle(What::Changed, [vec![old], vec![new]], &[]);
            }
        }
    }

    /// Puts the lines first that have the same name on both sides, in the same order: what a line of no
    /// project is called is no dimension, but tells it from others.
    fn by_line_name(&self, old: &mut Vec<u32>, new: &mut Vec<u32>) {
        let mut parser = LineParser::new();
        let mut name = |side: Side, at: u32| {
            let analysis = self.sides[side as usize];
            let line = analysis.sources.line(analysis.model.entries[at as usize].at);
            let statement = parser.parse(line).statement?;
            Some(statement.head_text(0)?.folded(line).into_owned())
        };
        let mut waiting: rustc_hash::FxHashMap<Option<String>, Vec<u32>> = Default::default();
        old.iter().rev().for_each(|&at| waiting.entry(name(Side::Old, at)).or_default().push(at));
        let found = new.iter().map(|&at| waiting.get_mut(&name(Side::New, at)).and_then(Vec::pop));
        let found: Vec<Option<u32>> = found.collect();
        let (with, without): (Vec<_>, Vec<_>) = new.iter().copied().zip(found).partition(|(_, same)| same.is_some());
        let mut rest: Vec<u32> = waiting.into_values().flatten().collect();
        rest.sort_unstable();
        *old = with.iter().filter_map(|(_, same)| *same).chain(rest).collect();
        *new = with.iter().chain(&without).map(|(at, _)| *at).collect();
    }

    /// Entries that are alike but in one respect.
    fn moved(&mut self) {
        for field in MOVABLE {
            // Two lines of nothing are not the same since they are both of nothing.
            let says_enough = |line: &Line| line.amount.is_some_and(|amount| amount.0 != 0 || is_named(line));
            let key = |line: &Line| says_enough(line).then(|| (masked(line.ids, &[field]), line.amount));
            for (old, new) in self.left.pairs(key) {
                self.tell(What::Moved, [vec![old], vec![new]], &[field]);
            }
        }
    }

    /// What is left once of a project on either side is the same entry, wherever it is now; first in
    /// its unit, then anywhere.
    fn same_project(&mut self) {
        for fields in [&[Field::Project, Field::Unit][..], &[Field::Project]] {
            let key = |line: &Line| {
                is_named(line).then(|| fields.iter().map(|&it| line.ids[it as usize]).collect::<Vec<_>>())
            };
            for Bucket { sides: [old, new] } in self.left.buckets(|_, _, line| key(line)) {
                if let (&[one], &[other]) = (&old[..], &new[..]) {
                    let (before, after) = (self.left.line(Side::Old, one).ids, self.left.line(Side::New, other).ids);
                    let differs = |field: &Field| before[*field as usize] != after[*field as usize];
                    let fields: Vec<Field> = Field::ALL.into_iter().filter(differs).collect();
                    self.settle(What::Moved, [old, new], &fields);
                }
            }
        }
    }

    /// Entries of a project under another name: with the same amount if it is the only one, or if its
    /// name is near; with another amount only if its name is near.
    fn renamed(&mut self, same_amount: bool) {
        let kind = Kind::Project as u32;
        let key = |line: &Line| {
            let is_project = line.ids[Field::Kind as usize] == kind && is_named(line);
            let amount = line.amount.filter(|amount| is_project && amount.0 != 0)?;
            Some((masked(line.ids, &[Field::Project]), same_amount.then_some(amount)))
        };
        for Bucket { sides: [mut old, new] } in self.left.buckets(|_, _, line| key(line)) {
            if same_amount && old.len() == 1 && new.len() == 1 {
                self.settle(What::Renamed, [old, new], &[Field::Project]);
                continue;
            }
            if old.len() * new.len() > MOST_PAIRS {
                continue;
            }
            for at in new {
                let name = self.name(Side::New, at);
                let names: Vec<String> = old.iter().map(|&at| self.name(Side::Old, at)).collect();
                let Some(near) = closest(&name, names.iter().map(String::as_str)) else { continue };
                let Some(found) = names.iter().position(|name| name == near.best()) else { continue };
                let was = old.remove(found);
                self.settle(What::Renamed, [vec![was], vec![at]], &[Field::Project]);
            }
        }
    }

    fn name(&self, side: Side, at: u32) -> String {
        let analysis = self.sides[side as usize];
        let entry = &analysis.model.entries[at as usize];
        folded(analysis, Field::Project.node(analysis, entry)).into_owned()
    }

    /// The amount of a line; nothing if it cannot be read.
    pub fn amount(&self, side: Side, at: u32) -> Millionths {
        self.left.line(side, at).amount.unwrap_or_default()
    }
}
