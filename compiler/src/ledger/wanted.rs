//! Which sums are wanted: a table from places to slots, that lines are dropped into.
//!
//! A place is one mark for each of some dimensions: *within* a node (at it or below it), or *at* a
//! value exactly. A line has several marks in a dimension (its node and those above it); it falls
//! into the slots of all combinations that are wanted, and only those are looked up.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use smallvec::SmallVec;

use crate::model::{Dim, Model, Node, Tree};

/// A mark: within a known node, or exactly at a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark(u32);

impl Mark {
    const EXACT: u32 = 1 << 31;

    /// At the node or below it.
    pub fn within(node: Node) -> Mark {
        Mark(node.0 & !Mark::EXACT)
    }

    /// At the value itself; it may be unknown or an error.
    pub fn at(value: Node) -> Mark {
        Mark(value.0 | Mark::EXACT)
    }
}

/// The marks of one dimension that are wanted, for skipping the others without a look-up.
#[derive(Debug, Default)]
struct WantedMarks {
    within: Vec<bool>,
    at: Vec<bool>,
    unknown: bool,
    error: bool,
}

impl WantedMarks {
    fn want(&mut self, mark: Mark) {
        if mark == Mark::at(Node::UNKNOWN) {
            self.unknown = true;
        } else if mark == Mark::at(Node::ERROR) {
            self.error = true;
        } else {
            let list = if mark.0 & Mark::EXACT == 0 { &mut self.within } else { &mut self.at };
            let index = (mark.0 & !Mark::EXACT) as usize;
            if list.len() <= index {
                list.resize(index + 1, false);
            }
            list[index] = true;
        }
    }

    /// The wanted marks of a line at `node`.
    fn of(&self, node: Node, tree: &Tree, marks: &mut SmallVec<[Mark; 8]>) {
        marks.clear();
        match node {
            Node::NONE => {}
            Node::UNKNOWN => marks.extend(self.unknown.then_some(Mark::at(node))),
            Node::ERROR => marks.extend(self.error.then_some(Mark::at(node))),
            _ => {
                let wants = |list: &[bool], node: Node| list.get(node.index()).copied().unwrap_or(false);
                if wants(&self.at, node) {
                    marks.push(Mark::at(node));
                }
                if self.within.is_empty() {
                    return;
                }
                if wants(&self.within, node) {
                    marks.push(Mark::within(node));
                }
                let above = tree.ancestors(node).filter(|&above| wants(&self.within, above));
                marks.extend(above.map(Mark::within));
            }
        }
    }
}

/// The wanted places over one list of dimensions.
#[derive(Debug)]
pub struct Wanted {
    dims: SmallVec<[Dim; 4]>,
    marks: Vec<WantedMarks>,
    /// The marks of each slot, one after the other.
    keys: Vec<Mark>,
    slots: HashTable<u32>,
}

impl Wanted {
    /// Nothing wanted yet, over `dims`.
    pub fn new(dims: &[Dim]) -> Wanted {
        Wanted {
            dims: dims.into(),
            marks: dims.iter().map(|_| WantedMarks::default()).collect(),
            keys: Vec::new(),
            slots: HashTable::new(),
        }
    }

    /// The slot of a place, one mark for each dimension.
    pub fn slot(&mut self, place: &[Mark]) -> usize {
        let width = self.dims.len();
        let hash = hash(place);
        let keys = &self.keys;
        let key = |slot: u32| &keys[slot as usize * width..][..width];
        if let Some(&slot) = self.slots.find(hash, |&slot| key(slot) == place) {
            return slot as usize;
        }
        for (marks, &mark) in self.marks.iter_mut().zip(place) {
            marks.want(mark);
        }
        let slot = (keys.len() / width.max(1)) as u32;
        self.slots.insert_unique(hash, slot, |&slot| hash_key(keys, slot, width));
        self.keys.extend_from_slice(place);
        slot as usize
    }

    /// How many slots there are.
    pub fn len(&self) -> usize {
        self.keys.len() / self.dims.len().max(1)
    }

    /// Calls `found` with every slot that a line falls into; `node` gives the line's nodes.
    pub fn find(&self, model: &Model, node: impl Fn(Dim) -> Node, mut found: impl FnMut(usize)) {
        let mut marks: SmallVec<[SmallVec<[Mark; 8]>; 4]> = SmallVec::new();
        for (dim, wanted) in self.dims.iter().zip(&self.marks) {
            let mut list = SmallVec::new();
            wanted.of(node(*dim), model.tree(*dim), &mut list);
            if list.is_empty() {
                return;
            }
            marks.push(list);
        }
        let mut place: SmallVec<[Mark; 8]> = SmallVec::new();
        self.combine(&marks, &mut place, &mut found);
    }

    fn combine(&self, marks: &[SmallVec<[Mark; 8]>], place: &mut SmallVec<[Mark; 8]>, found: &mut impl FnMut(usize)) {
        let Some((first, rest)) = marks.split_first() else {
            let width = self.dims.len();
            let key = |slot: u32| &self.keys[slot as usize * width..][..width];
            if let Some(&slot) = self.slots.find(hash(place), |&slot| key(slot) == &place[..]) {
                found(slot as usize);
            }
            return;
        };
        for &mark in first {
            place.push(mark);
            self.combine(rest, place, found);
            place.pop();
        }
    }
}

fn hash_key(keys: &[Mark], slot: u32, width: usize) -> u64 {
    hash(&keys[slot as usize * width..][..width])
}

fn hash(place: &[Mark]) -> u64 {
    let mut hasher = FxHasher::default();
    for mark in place {
        hasher.write_u32(mark.0);
    }
    hasher.finish()
}
