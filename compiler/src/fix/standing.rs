//! How a budget stands: what makes one state of it worse than another.

use std::collections::BTreeMap;

use crate::Analysis;
use crate::diagnostic::{Diagnostic, Severity};

/// How a budget stands.
pub struct Standing {
    /// How many errors there are.
    errors: usize,
    /// How many of them are in the lines themselves: what cannot be read, and names.
    in_lines: usize,
    /// How often each of the others occurs: those of sums and between tables.
    of_sums: BTreeMap<String, usize>,
}

impl Standing {
    /// How `analysis` stands.
    pub fn of(analysis: &Analysis) -> Standing {
        let errors = || analysis.diagnostics.iter().filter(|finding| finding.severity() == Severity::Error);
        let mut of_sums = BTreeMap::new();
        for error in errors().filter(|error| is_of_sums(error)) {
            *of_sums.entry(about(analysis, error)).or_insert(0) += 1;
        }
        let in_lines = errors().filter(|error| !is_of_sums(error)).count();
        Standing { errors: errors().count(), in_lines, of_sums }
    }

    /// Whether a budget that stood as `before` stands worse now.
    ///
    /// What is certain must leave no more unreadable lines and names than there were; sums that could
    /// not be judged before may turn out wrong. What is uncertain must not let any sum turn out wrong.
    pub fn is_worse_than(&self, before: &Standing, certain: bool) -> bool {
        let new = |(what, count): (&String, &usize)| before.of_sums.get(what).is_none_or(|before| before < count);
        self.in_lines > before.in_lines || !certain && (self.errors > before.errors || self.of_sums.iter().any(new))
    }
}

fn is_of_sums(error: &Diagnostic) -> bool {
    matches!(error.code.as_str().as_bytes(), [_, b'0', b'4' | b'5', ..])
}

/// What an error is about, wherever its line stands: the text of the line, or, of two tables, what
/// they are compared for.
fn about(analysis: &Analysis, error: &Diagnostic) -> String {
    if let Some((_, compared)) = error.message.arguments.iter().find(|(name, _)| *name == "where") {
        return format!("{} {compared:?}", error.code);
    }
    let file = analysis.sources.file(error.span.file);
    format!("{} {}", file.name, analysis.sources.line(analysis.sources.line_of(error.span)))
}
