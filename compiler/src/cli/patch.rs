//! Two states of a file as a unified diff, which `patch` and `git apply` take.

use std::io::{self, Write};

use bud::diagnostic::render::visible;
use similar::{ChangeTag, TextDiff};

/// Writes what makes `after` of `before`, the text of the file `name`. On a terminal (`shown`) what
/// cannot be seen is made visible; elsewhere the lines are what they are.
pub fn write(name: &str, before: &str, after: &str, colour: bool, shown: bool, out: &mut dyn Write) -> io::Result<()> {
    // Lines end at line feeds, as everywhere in Bud.
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (before, after) = (lines(before), lines(after));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    let mut paint = |code: &str, line: &str| match colour {
        true => writeln!(out, "\u{1b}[{code}m{line}\u{1b}[0m"),
        false => writeln!(out, "{line}"),
    };
    let name = name.trim_start_matches('/');
    paint("1", &format!("--- a/{name}"))?;
    paint("1", &format!("+++ b/{name}"))?;
    for hunk in diff.unified_diff().iter_hunks() {
        paint("36", &hunk.header().to_string())?;
        for change in hunk.iter_changes() {
            let (sign, code) = match change.tag() {
                ChangeTag::Delete => ('-', "31"),
                ChangeTag::Insert => ('+', "32"),
                ChangeTag::Equal => (' ', "0"),
            };
            let line = change.value();
            let text = line.strip_suffix('\n').unwrap_or(line);
            match shown {
                true => paint(code, &format!("{sign}{}", visible(text.strip_suffix('\r').unwrap_or(text))))?,
                false => paint(code, &format!("{sign}{text}"))?,
            }
            if change.missing_newline() {
                paint("0", "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}
