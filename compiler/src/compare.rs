//! Two budgets side by side: which entries are the same, and what changed in money.
//!
//! Entries are matched by what they are of (unit, project, codes, kind, source), never by line:
//! a budget cut into other files, or with its lines in another order, has not changed. How a
//! comparison is shown is told once, as a [`document::Document`]; each format only sets it.
//! Where the two budgets come from is the caller's business.

mod claims;
pub mod document;
pub mod html;
mod identity;
pub mod json;
pub mod markdown;
mod matching;
mod pair;
mod regroup;
mod sums;

use crate::Analysis;
use crate::ledger::Millionths;

pub use claims::{ClaimChange, Followed};
pub use identity::{Field, NameChange};
pub use matching::{Change, What};
pub use sums::{Row, Sums};

/// One of the two budgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Side {
    /// What was.
    Old,
    /// What is.
    New,
}

impl Side {
    /// Both, the old one first.
    pub const BOTH: [Side; 2] = [Side::Old, Side::New];
}

/// How accounts are told to be the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// By their codes.
    #[default]
    Code,
    /// By their names, where the codes were numbered anew.
    Name,
}

/// An amount before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// What it was.
    pub old: Millionths,
    /// What it is.
    pub new: Millionths,
}

impl Amounts {
    /// By how much it changed.
    pub fn change(&self) -> Millionths {
        Millionths(self.new.0 - self.old.0)
    }

    /// The change as a share of what was, in tenths of a percent, rounded half up; none if there was
    /// nothing.
    pub fn permille(&self) -> Option<i128> {
        let base = self.old.0.checked_abs().filter(|&base| base != 0)?;
        let scaled = self.change().0 * 1000;
        Some((2 * scaled.abs() + base) / (2 * base) * scaled.signum())
    }

    /// The same as people write it: `+1.5`.
    pub fn percent(&self) -> Option<String> {
        let permille = self.permille()?;
        let sign = if permille < 0 { "-" } else { "" };
        Some(format!("{sign}{}.{}", permille.abs() / 10, permille.abs() % 10))
    }

    fn add(&mut self, side: Side, amount: Millionths) {
        match side {
            Side::Old => self.old.0 += amount.0,
            Side::New => self.new.0 += amount.0,
        }
    }
}

/// What changed between two budgets.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The two budgets, the old one first.
    pub sides: [&'a Analysis; 2],
    /// How accounts were matched.
    pub by: By,
    /// What became of entries, the greatest changes first.
    pub changes: Vec<Change>,
    /// Units, accounts and level-1 projects that are the same under another name or code.
    pub names: Vec<NameChange>,
    /// Sums, and in each the rows that changed, the greatest changes first.
    pub sums: Vec<Sums>,
    /// The expenditure in all.
    pub total: Amounts,
    /// Totals and ceilings that changed, or whose entries did.
    pub claims: Vec<ClaimChange>,
    /// How many lines of each side cannot be read: they, or their amounts, are not compared.
    pub unread: [usize; 2],
}

impl Comparison<'_> {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.names.is_empty() && self.claims.is_empty() && self.unread[0] == self.unread[1]
    }

    /// The budget of a side.
    pub fn side(&self, side: Side) -> &Analysis {
        self.sides[side as usize]
    }

    /// How many changes there are of a sort.
    pub fn count(&self, what: What) -> usize {
        self.changes.iter().filter(|change| change.what == what).count()
    }
}

/// Compares two budgets.
pub fn compare<'a>(old: &'a Analysis, new: &'a Analysis, by: By) -> Comparison<'a> {
    let sides = [old, new];
    let (identities, mut names) = identity::identities(sides, by);
    let (mut changes, unread) = matching::changes(sides, &identities);
    let amounts = |change: &Change| (change.amounts.change().0.abs(), change.amounts.new.0.max(change.amounts.old.0));
    changes.sort_by_key(|change| std::cmp::Reverse(amounts(change)));
    names.retain(|name| name.old != name.new);
    let (sums, total) = sums::sums(sides, &identities, &changes);
    let claims = claims::changes(sides, &identities);
    Comparison { sides, by, changes, names, sums, total, claims, unread }
}

#[cfg(test)]
mod tests;
