//! Below the lines of a finding: help and the fix; below all findings: how many there are.

use std::collections::BTreeMap;
use std::io;

use super::excerpt::Excerpt;
use super::ink::Ink;
use super::{Style, visible};
use crate::diagnostic::locale::{text, word};
use crate::diagnostic::{Diagnostic, Edit, Fix, Language, Message, Severity, Summary};
use crate::source::Sources;
use crate::span::FileId;

/// How many lines of a fix are shown.
const FIXED_LINES: usize = 4;

/// The word for a severity.
pub(super) fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    }
}

/// What stands between a caption and its text.
pub(super) fn colon(language: Language) -> &'static str {
    match language {
        Language::English => ": ",
        Language::Chinese => "：",
    }
}

pub(super) fn write_help(
    diagnostic: &Diagnostic,
    sources: &Sources,
    gutter: usize,
    style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut lines: Vec<(&'static str, &Message)> = diagnostic.help.iter().map(|help| ("caption-help", help)).collect();
    lines.extend(diagnostic.fix.as_ref().map(|fix| {
        let caption = if fix.certain { "caption-fix" } else { "caption-guess" };
        (caption, &fix.title)
    }));
    lines.extend(diagnostic.alternatives.iter().map(|fix| ("caption-alternative", &fix.title)));
    let ink = Ink::of(style);
    let count = lines.len();
    for (index, (caption, message)) in lines.into_iter().enumerate() {
        let last = index + 1 == count;
        let sign = if last { ink.sign("╰─", "=") } else { ink.sign("├─", "=") };
        let below = if last { ink.sign("  ", " ") } else { ink.sign("│ ", " ") };
        let caption = word(style.language, caption) + colon(style.language);
        let message = text(style.language, message);
        let mut rows = message.lines();
        let first = visible(rows.next().unwrap_or("")).into_owned();
        let pad = " ".repeat(gutter + 2);
        writeln!(out, "{pad}{} {}{first}", ink.frame(sign), ink.caption(&caption))?;
        let indent = " ".repeat(super::excerpt::columns_of(&caption));
        for row in rows {
            writeln!(out, "{pad}{} {indent}{}", ink.frame(below), visible(row))?;
        }
    }
    match &diagnostic.fix {
        Some(fix) => write_fix(fix, sources, gutter, style, out),
        None => Ok(()),
    }
}

/// The lines as the fix makes them.
fn write_fix(fix: &Fix, sources: &Sources, gutter: usize, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut lines: BTreeMap<(FileId, u32), Vec<&Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        let index = sources.file(edit.span.file).index();
        let line = index.line(edit.span.start);
        // What goes over line ends is said by the title.
        if line != index.line(edit.span.end) || edit.text.contains('\n') {
            return Ok(());
        }
        lines.entry((edit.span.file, line)).or_default().push(edit);
    }
    let ink = Ink::of(style);
    for ((file, line), mut edits) in lines.into_iter().take(FIXED_LINES) {
        edits.sort_by_key(|edit| edit.span);
        let start = sources.file(file).index().start(line);
        let shown = fixed(sources.file(file).line(start), start, &edits, ink, style.width);
        let number = ink.frame(format!("{:>gutter$}", line + 1, gutter = gutter + 1));
        writeln!(out, "{number} {} {shown}", ink.inserted("+"))?;
    }
    Ok(())
}

/// `line`, which begins at byte `start`, with `edits` made and coloured.
fn fixed(line: &str, start: u32, edits: &[&Edit], ink: Ink, width: usize) -> String {
    let mut text = String::new();
    let mut inserted = Vec::new();
    let mut done = 0;
    for edit in edits {
        // A byte order mark stands before the first line.
        let at = |byte: u32| byte.saturating_sub(start) as usize;
        let (from, to) = (at(edit.span.start), at(edit.span.end));
        text.push_str(line.get(done..from).unwrap_or(""));
        let at = text.len();
        text.push_str(&edit.text);
        inserted.push(at..text.len());
        done = to;
    }
    text.push_str(line.get(done..).unwrap_or(""));
    let (first, last) = (inserted.first().map_or(0, |at| at.start), inserted.last().map_or(0, |at| at.end));
    let excerpt = Excerpt::new(&text, first, last, width.clamp(40, 400) - 12);
    let chars: Vec<char> = excerpt.text.chars().collect();
    let mut shown = String::new();
    let mut done = 0;
    for range in inserted {
        let (from, to) = (excerpt.char_of(range.start).max(done), excerpt.char_of(range.end).max(done));
        shown.extend(&chars[done..from]);
        if to > from {
            shown.push_str(&ink.inserted(chars[from..to].iter().collect::<String>()));
        }
        done = to.max(from);
    }
    shown.extend(&chars[done..]);
    shown.trim_end().to_owned()
}

pub(super) fn write_summary(summary: Summary, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let ink = Ink::of(style);
    let count = summary.errors + summary.warnings + summary.notes;
    if count > style.limit {
        let more = Message::new("more-findings").with("count", count - style.limit);
        writeln!(out, "{}\n", text(style.language, &more))?;
    }
    if !style.summary {
        return Ok(());
    }
    let parts = [
        (Severity::Error, summary.errors, "summary-errors"),
        (Severity::Warning, summary.warnings, "summary-warnings"),
        (Severity::Note, summary.notes, "summary-notes"),
    ];
    let parts = parts.into_iter().filter(|&(_, count, _)| count > 0).map(|(severity, count, key)| {
        ink.severity(severity, text(style.language, &Message::new(key).with("count", count)))
    });
    let parts: Vec<String> = parts.collect();
    let comma = match style.language {
        Language::English => ", ",
        Language::Chinese => "，",
    };
    let line = if parts.is_empty() { word(style.language, "summary-none") } else { parts.join(comma) };
    writeln!(out, "{line}")
}
