//! Edits of claims: the amount of one becomes any other value.

use super::super::judge;
use super::super::range::Range;
use super::super::table::Change;
use super::{Bits, Edit, Search, What};

impl Search<'_> {
    /// Tries every claim.
    pub fn claims(&mut self) {
        for claim in 0..self.flat.claims.len() {
            if self.enough() {
                return;
            }
            // Nothing but this claim may be refuted by its entries, and every other failure must be
            // one of its figure too.
            let own = Bits::one(claim);
            let involved = self.failures.iter().all(|failure| failure.claims.contains(&claim));
            if !self.failing.is_in(own) || !involved {
                continue;
            }
            if let Some(amount) = self.claim(claim) {
                let of = &self.flat.claims[claim];
                let words = format!("{} becomes {}", self.budget.line(of.place), of.grid.written(amount));
                self.found.push(Edit { what: What::Claim(amount), at: Some(of.place), words });
            }
        }
    }

    /// An amount of a claim that makes every claim hold.
    fn claim(&self, claim: usize) -> Option<i128> {
        let of = &self.flat.claims[claim];
        let mut values = Vec::new();
        if of.ceiling {
            values.extend(self.failures.iter().map(|failure| of.figure.amount + failure.difference));
        } else {
            for (centre, steps) in judge::constraints(self.table, claim) {
                let near = Range::around(centre, steps + of.grid.step);
                let half = (centre + of.grid.step / 2).div_euclid(of.grid.digit) * of.grid.digit;
                values.extend([half - of.grid.digit, half, half + of.grid.digit]);
                values.extend(near.printed(of.grid).into_iter().flat_map(|(least, most)| [least, most]));
                values.extend(Range::around(centre, steps).printed(of.grid).into_iter().flat_map(|it| [it.0, it.1]));
            }
        }
        values.retain(|value| *value != of.figure.amount && value % of.grid.digit == 0);
        values.sort_unstable();
        values.dedup();
        let change = |value: i128| Change { claim: Some((claim, of.grid.figure(value))), ..Change::default() };
        values.into_iter().find(|&value| self.mends(&change(value)))
    }
}
