//! Which sums are wanted: a table from places to slots, that lines are dropped into.
//!
//! A place is one mark for each of some dimensions: *within* a node (at it or below it), or *at* a
//! value exactly. A line has several marks in a dimension (its node and those above it); it falls
//! into the slots of all combinations that are wanted, and only those are looked up: in an array where
//! all combinations of marks have room in one, else by their hash.

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

/// All combinations of marks stand in an array if it has no more places than this, and than this for
/// each line: else it takes longer to lay out than the look-ups save.
const MOST_PLACES: usize = 1 << 20;
const MOST_PLACES_A_LINE: usize = 8;

/// A mark that is wanted, and its number among those of its dimension.
type Numbered = (Mark, u32);

/// The marks of one dimension that are wanted, for skipping the others without a look-up: each with its
/// number, from 1; 0 is not wanted.
#[derive(Debug, Default)]
struct WantedMarks {
    within: Vec<u32>,
    at: Vec<u32>,
    unknown: u32,
    error: u32,
    count: u32,
}

impl WantedMarks {
    /// Notes that a mark is wanted; its number.
    fn want(&mut self, mark: Mark) -> u32 {
        let next = self.count + 1;
        let number = if mark == Mark::at(Node::UNKNOWN) {
            &mut self.unknown
        } else if mark == Mark::at(Node::ERROR) {
            &mut self.error
        } else {
            let list = if mark.0 & Mark::EXACT == 0 { &mut self.within } else { &mut self.at };
            let index = (mark.0 & !Mark::EXACT) as usize;
            if list.len() <= index {
                list.resize(index + 1, 0);
            }
            &mut list[index]
        };
        if *number == 0 {
            *number = next;
            self.count = next;
        }
        *number
    }

    /// The wanted marks of a line at `node`.
    fn of(&self, node: Node, tree: &Tree, marks: &mut SmallVec<[Numbered; 8]>) {
        let mut wants = |mark: Mark, number: u32| {
            if number > 0 {
                marks.push((mark, number));
            }
        };
        let number = |list: &[u32], node: Node| list.get(node.index()).copied().unwrap_or(0);
        match node {
            Node::NONE => {}
            Node::UNKNOWN => wants(Mark::at(node), self.unknown),
            Node::ERROR => wants(Mark::at(node), self.error),
            _ => {
                wants(Mark::at(node), number(&self.at, node));
                if self.within.is_empty() {
                    return;
                }
                wants(Mark::within(node), number(&self.within, node));
                tree.ancestors(node).for_each(|above| wants(Mark::within(above), number(&self.within, above)));
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
    /// The slot of each combination of marks, by their numbers: one more than it, 0 for none. Empty if
    /// there would be too many.
    places: Vec<u32>,
}

impl Wanted {
    /// Nothing wanted yet, over `dims`.
    pub fn new(dims: &[Dim]) -> Wanted {
        Wanted {
            dims: dims.into(),
            marks: dims.iter().map(|_| WantedMarks::default()).collect(),
            keys: Vec::new(),
            slots: HashTable::new(),
            places: Vec::new(),
        }
    }

    /// Makes ready for so many lines: no further slot is wanted.
    pub fn close(&mut self, lines: usize) {
        let sizes = self.marks.iter().map(|marks| marks.count as usize);
        let count = sizes.fold(1_usize, |count, size| count.saturating_mul(size));
        let width = self.dims.len();
        if count > MOST_PLACES.min(MOST_PLACES_A_LINE * lines) || width == 0 {
            return;
        }
        self.places = vec![0; count];
        for (slot, key) in self.keys.chunks(width).enumerate() {
            let numbers = self.marks.iter_mut().zip(key).map(|(marks, &mark)| (marks.want(mark), marks.count));
            let place = numbers.fold(0, |place, (number, count)| place * count as usize + number as usize - 1);
            self.places[place] = slot as u32 + 1;
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
        let mut marks: SmallVec<[SmallVec<[Numbered; 8]>; 4]> = SmallVec::new();
        for (dim, wanted) in self.dims.iter().zip(&self.marks) {
            let mut list = SmallVec::new();
            wanted.of(node(*dim), model.tree(*dim), &mut list);
            if list.is_empty() {
                return;
            }
            marks.push(list);
        }
        if self.places.is_empty() {
            self.combine(&marks, &mut SmallVec::new(), &mut found);
        } else {
            self.place(&marks, 0, 0, &mut found);
        }
    }

    /// Looks all combinations of marks up in the array, from the mark of dimension `at` on.
    fn place(&self, marks: &[SmallVec<[Numbered; 8]>], at: usize, place: usize, found: &mut impl FnMut(usize)) {
        let Some(list) = marks.get(at) else {
            match self.places.get(place) {
                None | Some(0) => {}
                Some(&slot) => found(slot as usize - 1),
            }
            return;
        };
        for &(_, number) in list {
            self.place(marks, at + 1, place * self.marks[at].count as usize + number as usize - 1, found);
        }
    }

    /// The same by their hash.
    fn combine(
        &self,
        marks: &[SmallVec<[Numbered; 8]>],
        place: &mut SmallVec<[Mark; 8]>,
        found: &mut impl FnMut(usize),
    ) {
        let Some((first, rest)) = marks.split_first() else {
            let width = self.dims.len();
            let key = |slot: u32| &self.keys[slot as usize * width..][..width];
            if let Some(&slot) = self.slots.find(hash(place), |&slot| key(slot) == &place[..]) {
                found(slot as usize);
            }
            return;
        };
        for &(mark, _) in first {
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
