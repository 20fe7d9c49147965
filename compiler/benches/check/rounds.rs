//! Runs several programs in turn: A B C, A B C, … so that a busy moment of the machine meets all of them.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::figures::{Spread, short};
use crate::process::{Cost, Ended};
use crate::tool::{self, Installed};

/// How often, and how long.
#[derive(Clone, Copy)]
pub struct Plan {
    /// Counted rounds; one more comes first, to warm up.
    pub runs: u32,
    /// A run longer than this is not repeated: it is the figure.
    pub slow: Duration,
    /// A run longer than this is ended.
    pub limit: Duration,
}

/// One program on one file, and what its runs cost.
pub struct Job<'a> {
    /// The program.
    pub tool: &'a Installed,
    /// What messages call it.
    pub label: String,
    /// What it reads.
    pub file: PathBuf,
    /// The exit status that is right.
    pub expected: i32,
    /// Why there are no figures.
    pub failure: Option<String>,
    costs: Vec<(u32, Cost)>,
    once: bool,
}

impl<'a> Job<'a> {
    /// A job that has not run yet.
    pub fn new(tool: &'a Installed, label: String, file: PathBuf) -> Job<'a> {
        Job { tool, label, file, expected: 0, failure: None, costs: Vec::new(), once: false }
    }

    /// The runs that count: all but the first, which warms up, unless it is the only one.
    pub fn counted(&self) -> impl Iterator<Item = (u32, Cost)> + '_ {
        self.costs.iter().copied().filter(|(round, _)| *round > 0 || self.once)
    }

    /// The spread of one figure over the runs that count.
    pub fn spread(&self, figure: impl Fn(&Cost) -> f64) -> Option<Spread> {
        Spread::of(self.counted().map(|(_, cost)| figure(&cost)))
    }

    /// Of each counted run: the other job's processor time in the same round, as a part of this one's.
    pub fn share_of(&self, other: &Job<'_>) -> Option<Spread> {
        Spread::of(self.counted().filter_map(|(round, cost)| {
            let (_, beside) = other.costs.iter().find(|(same, _)| *same == round)?;
            Some(cpu(beside) / cpu(&cost))
        }))
    }

    fn run(&mut self, round: u32, plan: Plan) -> io::Result<()> {
        let cost = self.tool.run(&self.file, plan.limit)?;
        let (label, words) = (&self.label, tool::last_words(&self.file));
        self.failure = match cost.ended {
            Ended::Status(status) if status == self.expected => None,
            Ended::Status(status) => Some(format!("{label} ended with status {status}:\n{words}")),
            Ended::Signal(signal) => Some(format!("{label} was ended by signal {signal}:\n{words}")),
            Ended::TooLong => Some(format!("{label} was ended after {} s", plan.limit.as_secs())),
        };
        match &self.failure {
            Some(failure) => eprintln!("{failure}"),
            None => eprintln!("round {round} of {}: {label} {} s", plan.runs, short(cost.wall.as_secs_f64())),
        }
        self.once |= round == 0 && cost.wall > plan.slow;
        self.costs.push((round, cost));
        Ok(())
    }
}

/// A cost's processor time in seconds.
pub fn cpu(cost: &Cost) -> f64 {
    cost.cpu.as_secs_f64()
}

/// Runs the jobs in turn, round by round.
pub fn interleave(jobs: &mut [Job<'_>], plan: Plan) -> io::Result<()> {
    for round in 0..=plan.runs {
        for job in jobs.iter_mut().filter(|job| job.failure.is_none() && !job.once) {
            job.run(round, plan)?;
        }
    }
    Ok(())
}
