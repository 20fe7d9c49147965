//! The tables, and the faults that went wrong, one by one.

use std::fmt::Write as _;

use crate::fault::{Change, Fault, FaultKind, Original};
use crate::score::{Outcome, Score};

/// One fault and what it came to.
pub struct Tried {
    /// The budget's name.
    pub budget: &'static str,
    /// The fault.
    pub fault: Fault,
    /// What it came to.
    pub outcome: Outcome,
}

/// The counts of one row.
#[derive(Clone, Copy, Default)]
struct Row {
    faults: usize,
    not_noticed: usize,
    right: usize,
    among_three: usize,
    cannot_tell: usize,
    broken: usize,
}

impl Row {
    fn add(&mut self, tried: &Tried) {
        let score = match &tried.outcome {
            Outcome::Other => return,
            Outcome::NotNoticed => {
                self.not_noticed += 1;
                return;
            }
            Outcome::Noticed(score) => score,
        };
        self.faults += 1;
        self.right += usize::from(score.right == Some(0));
        self.among_three += usize::from(score.right.is_some_and(|rank| rank < 3));
        self.cannot_tell += usize::from(!score.single && !score.suggestions.is_empty());
        self.broken += usize::from(!score.broken.is_empty());
    }

    fn cells(&self, name: &str) -> String {
        let share = |count: usize| match self.faults {
            0 => "–".to_owned(),
            faults => format!("{count} ({:.1}%)", 100.0 * count as f64 / faults as f64),
        };
        format!(
            "| {name} | {} | {} | {} | {} | {} | {} |",
            self.faults,
            self.not_noticed,
            share(self.right),
            share(self.among_three),
            share(self.cannot_tell),
            self.broken
        )
    }
}

/// The table of some faults, by kind.
pub fn table(title: &str, tried: &[&Tried]) -> String {
    let mut text = format!("## {title}\n\n");
    text.push_str("| fault | faults | not noticed | first right | among first three | claims cannot tell | breaks |\n");
    text.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
    let mut all = Row::default();
    for &kind in FaultKind::ALL {
        let mut row = Row::default();
        for &tried in tried.iter().filter(|tried| tried.fault.kind == kind) {
            row.add(tried);
            all.add(tried);
        }
        let _ = writeln!(text, "{}", row.cells(kind.words()));
    }
    let _ = writeln!(text, "{}", all.cells("**all**"));
    text
}

/// A fault and all that was said about it.
pub fn told(original: &Original, tried: &Tried) -> String {
    let fault = &tried.fault;
    let (place, line) = (original.budget.place(fault.at), original.budget.line(fault.at));
    let mut text = format!("{}: {}\n", name(tried), fault.kind.words());
    let _ = match &fault.change {
        Change::Replaced(now) => writeln!(text, "    was: {place}: {line}\n    now: {place}: {now}"),
        Change::Removed => writeln!(text, "    deleted: {place}: {line}"),
        Change::Repeated => writeln!(text, "    twice: {place}: {line}"),
    };
    match &tried.outcome {
        Outcome::Noticed(score) => findings(&mut text, score),
        Outcome::NotNoticed => text.push_str("    not noticed\n"),
        Outcome::Other => text.push_str("    another error, not counted\n"),
    }
    text
}

fn findings(text: &mut String, score: &Score) {
    const MOST: usize = 8;
    for told in score.told.iter().take(MOST) {
        let _ = writeln!(text, "    told: {told}");
    }
    if score.told.len() > MOST {
        let _ = writeln!(text, "    told: and {} errors more", score.told.len() - MOST);
    }
    for (at, suggestion) in score.suggestions.iter().enumerate().take(MOST) {
        let called = if at == 0 && score.single { " (the cause)" } else { "" };
        let truth = if score.right == Some(at) { " <- right" } else { "" };
        let _ = writeln!(text, "    {}.{called} {}{truth}", at + 1, suggestion.title);
        for line in &suggestion.lines {
            let _ = writeln!(text, "        {line}");
        }
    }
    if score.suggestions.is_empty() {
        text.push_str("    no suggestion\n");
    } else if score.right.is_none_or(|rank| rank >= MOST) {
        let _ = writeln!(text, "    right: {:?} of {} suggestions", score.right, score.suggestions.len());
    }
    for broken in &score.broken {
        let _ = writeln!(text, "    BREAKS what held: {broken}");
    }
}

/// What one fault is called: `real/missing/12`.
pub fn name(tried: &Tried) -> String {
    format!("{}/{}/{}", tried.budget, tried.fault.kind.id(), tried.fault.number)
}
