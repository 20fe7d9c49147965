//! Sets of claimed slices, a bit each.

use smallvec::SmallVec;

/// A set.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bits(SmallVec<[u64; 16]>);

impl Bits {
    /// The members of `0..count` that `holds` tells.
    pub fn of(count: usize, holds: impl Fn(usize) -> bool) -> Bits {
        let mut bits = Bits(SmallVec::from_elem(0, count.div_ceil(64)));
        (0..count).filter(|&at| holds(at)).for_each(|at| bits.0[at / 64] |= 1 << (at % 64));
        bits
    }

    /// What is in both.
    pub fn and(&self, other: &Bits) -> Bits {
        Bits(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    /// How many are in both.
    pub fn shared(&self, other: &Bits) -> usize {
        self.0.iter().zip(&other.0).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// The members.
    pub fn members(&self) -> impl Iterator<Item = usize> + '_ {
        self.0
            .iter()
            .enumerate()
            .flat_map(|(word, &bits)| (0..64).filter(move |at| bits >> at & 1 == 1).map(move |at| word * 64 + at))
    }
}
