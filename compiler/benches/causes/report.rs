//! The tables, and the faults that went wrong, one by one.

use std::fmt::Write as _;

use crate::fault::{Change, Fault, FaultKind, Original};
use crate::opinion::Opinion;
use crate::score::{Outcome, Score};

/// One fault and what it came to.
pub struct Tried {
    /// The budget's name.
    pub budget: &'static str,
    /// The fault.
    pub fault: Fault,
    /// What it came to.
    pub outcome: Outcome,
    /// What the plain search says, if it was asked.
    pub opinion: Option<Opinion>,
}

impl Tried {
    /// Whether the claims can tell it, if that is known.
    fn tells(&self) -> Option<bool> {
        self.opinion.as_ref().map(Opinion::tells)
    }

    /// Whether the first suggestion is wrong though it could be right; with `untold` also where the
    /// claims cannot tell.
    pub fn is_wrong(&self, untold: bool) -> bool {
        match &self.outcome {
            Outcome::Noticed(score) => score.right != Some(0) && (untold || self.tells() != Some(false)),
            Outcome::NotNoticed | Outcome::Other => false,
        }
    }

    /// Whether a suggestion breaks what held, or the two readings of the rules differ.
    pub fn is_alarming(&self) -> bool {
        let breaks = matches!(&self.outcome, Outcome::Noticed(score) if !score.broken.is_empty());
        breaks || self.opinion.as_ref().is_some_and(|opinion| !opinion.differs.is_empty())
    }
}

/// The counts of one row.
#[derive(Clone, Copy, Default)]
struct Row {
    faults: usize,
    not_noticed: usize,
    tells: usize,
    told_right: usize,
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
        let tells = tried.tells();
        let several = tells == Some(false) || (!score.single && !score.suggestions.is_empty());
        self.cannot_tell += usize::from(several);
        self.tells += usize::from(tells == Some(true));
        self.told_right += usize::from(tells == Some(true) && score.right == Some(0));
        self.broken += usize::from(!score.broken.is_empty());
    }

    fn cells(&self, name: &str) -> String {
        let of_all = |count: usize| share(count, self.faults);
        let cells = [
            self.faults.to_string(),
            self.not_noticed.to_string(),
            of_all(self.tells),
            share(self.told_right, self.tells),
            of_all(self.right),
            of_all(self.among_three),
            of_all(self.cannot_tell),
            self.broken.to_string(),
        ];
        format!("| {name} | {} |", cells.join(" | "))
    }
}

fn share(count: usize, of: usize) -> String {
    match of {
        0 => "–".to_owned(),
        _ => format!("{count} ({:.1}%)", 100.0 * count as f64 / of as f64),
    }
}

const COLUMNS: &str = "| fault | faults | not noticed | the claims can tell | of these: first right | of all: first right \
                       | truth among three | cannot tell | breaks |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |";

/// The table of some faults, by kind.
pub fn table(title: &str, tried: &[&Tried]) -> String {
    let mut text = format!("## {title}\n\n");
    let _ = writeln!(text, "{COLUMNS}");
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
    if let Some(opinion) = &tried.opinion {
        let _ = writeln!(text, "    plain search: {} edits, {} ms", opinion.edits.len(), opinion.took.as_millis());
        for edit in &opinion.edits {
            let _ = writeln!(text, "        {edit}");
        }
        for differs in &opinion.differs {
            let _ = writeln!(text, "    THE READINGS DIFFER: {differs}");
        }
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
    for contradicted in &score.contradicted {
        let _ = writeln!(text, "    a total speaks against {contradicted}");
    }
    for broken in &score.broken {
        let _ = writeln!(text, "    BREAKS what held: {broken}");
    }
}

/// How the first suggestions do where the claims can tell, against the bar.
pub fn bar(tried: &[Tried]) -> String {
    let mut all = Row::default();
    tried.iter().for_each(|tried| all.add(tried));
    format!(
        "First right of those that the claims can tell: {} of {} (bar 95%).",
        share(all.told_right, all.tells),
        all.tells
    )
}

/// How often a warning or a note offers what a total that holds speaks against. That is no
/// suggestion for the fault, but it is not good advice either.
pub fn contradicted(tried: &[Tried]) -> Option<String> {
    let offers = |it: &&Tried| matches!(&it.outcome, Outcome::Noticed(score) if !score.contradicted.is_empty());
    let names: Vec<String> = tried.iter().filter(offers).map(name).collect();
    let few = names.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| {
        format!(
            "A warning or a note offers a change that a total that holds speaks against: {} faults ({few}).",
            names.len()
        )
    })
}

/// The fault whose causes took longest to find.
pub fn slowest(tried: &[Tried]) -> Option<String> {
    let took = tried.iter().filter_map(|tried| match &tried.outcome {
        Outcome::Noticed(score) => Some((score.took, tried)),
        Outcome::NotNoticed | Outcome::Other => None,
    });
    let (took, tried) = took.max_by_key(|(took, _)| *took)?;
    Some(format!("The search for causes took at most {} ms ({}).", took.as_millis(), name(tried)))
}

/// What one fault is called: `real/missing/12`.
pub fn name(tried: &Tried) -> String {
    format!("{}/{}/{}", tried.budget, tried.fault.kind.id(), tried.fault.number)
}
