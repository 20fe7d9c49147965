//! Times that were measured, and how they are summed up.

use std::fmt;
use std::time::Duration;

/// The times of one kind of thing.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// One more.
    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// What they come to.
    pub fn sum_up(&self) -> Option<Summary> {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let (count, max) = (sorted.len(), *sorted.last()?);
        let median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        // The least that at most one in a hundred is above.
        let p99 = sorted[(count * 99).div_ceil(100) - 1];
        Some(Summary { count, median, p99, max })
    }
}

/// What some times come to.
pub struct Summary {
    /// How many there are.
    pub count: usize,
    /// The middle one, or the mean of the two in the middle.
    pub median: Duration,
    /// Of a hundred, 99 are no greater.
    pub p99: Duration,
    /// The greatest.
    pub max: Duration,
}

/// Milliseconds, with three digits that count.
pub struct Milliseconds(pub Duration);

impl fmt::Display for Milliseconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = self.0.as_micros();
        match micros {
            0..1_000 => write!(f, "0.{micros:03}"),
            1_000..10_000 => write!(f, "{}.{:02}", micros / 1_000, micros % 1_000 / 10),
            10_000..100_000 => write!(f, "{}.{}", micros / 1_000, micros % 1_000 / 100),
            _ => write!(f, "{}", (micros + 500) / 1_000),
        }
    }
}
