//! Sets of claims, a bit each.

use std::ops::{BitAnd, BitOr, BitXor, Not};

const WORDS: usize = 16;

/// A set of up to 1,024 claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bits([u64; WORDS]);

impl Bits {
    /// None.
    pub const NONE: Bits = Bits([0; WORDS]);

    /// How many claims a set can hold.
    pub const MOST: usize = WORDS * 64;

    /// Those of the first `count` that fulfil a condition.
    pub fn of(count: usize, condition: impl Fn(usize) -> bool) -> Bits {
        assert!(count <= Bits::MOST, "more than {} claims", Bits::MOST);
        let mut bits = Bits::NONE;
        (0..count).filter(|&at| condition(at)).for_each(|at| bits.0[at / 64] |= 1 << (at % 64));
        bits
    }

    /// Only one.
    pub fn one(at: usize) -> Bits {
        let mut bits = Bits::NONE;
        bits.0[at / 64] |= 1 << (at % 64);
        bits
    }

    /// Whether one is in it.
    pub fn has(self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self == Bits::NONE
    }

    /// Whether all of them are in `other`.
    pub fn is_in(self, other: Bits) -> bool {
        (self & !other).is_empty()
    }

    /// The claims in it.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(word, mut bits)| {
            std::iter::from_fn(move || {
                let at = bits.trailing_zeros() as usize;
                (bits != 0).then(|| bits &= bits - 1)?;
                Some(word * 64 + at)
            })
        })
    }
}

impl BitAnd for Bits {
    type Output = Bits;

    fn bitand(self, other: Bits) -> Bits {
        Bits(std::array::from_fn(|word| self.0[word] & other.0[word]))
    }
}

impl BitOr for Bits {
    type Output = Bits;

    fn bitor(self, other: Bits) -> Bits {
        Bits(std::array::from_fn(|word| self.0[word] | other.0[word]))
    }
}

impl BitXor for Bits {
    type Output = Bits;

    fn bitxor(self, other: Bits) -> Bits {
        Bits(std::array::from_fn(|word| self.0[word] ^ other.0[word]))
    }
}

impl Not for Bits {
    type Output = Bits;

    fn not(self) -> Bits {
        Bits(std::array::from_fn(|word| !self.0[word]))
    }
}
