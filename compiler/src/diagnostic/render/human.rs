//! For people: the lines of the budget with the place marked, what else matters, help and fixes.
//!
//! ariadne lays out the marked lines; the head, the gutter with its line numbers, the mark of the
//! place itself and the help below are set here, for ariadne
//! - counts a carriage return, a form feed and U+2028 as line ends, which Bud does not;
//! - walks over all lines between two labels, and writes lines of any length in full;
//! - draws nothing for a label without words, and a label of no width on two lines;
//! - gives byte offsets and characters mixed up for the second file, which can panic;
//! - writes its captions in English, and greys out text so that a light terminal hides it.
//!
//! So it is given only the lines that matter, made ready as a [`Block`], and its gutter is replaced.

use std::fmt;
use std::io;

use ariadne::{Cache, CharSet, Color, Config, IndexType, Label, LabelAttach, Report, ReportKind, Source};

use super::block::{Block, Place};
use super::ink::Ink;
use super::place::Locator;
use super::{Findings, Style, tail, visible};
use crate::diagnostic::locale::{text, word};
use crate::diagnostic::{Diagnostic, Severity, Summary};
use crate::source::Sources;
use crate::span::{FileId, Span};

/// Stands for the words of the place itself, which has none. No text that is shown can hold it.
const MARK: char = '\u{1}';

pub(super) fn write(findings: &[Findings<'_>], style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut summary = Summary::default();
    for of in findings {
        summary += Summary::of(of.diagnostics);
    }
    let mut left = Left::new(summary, style.limit);
    for of in findings {
        for diagnostic in of.diagnostics {
            if left.take(diagnostic.severity()) {
                write_diagnostic(diagnostic, of.sources, style, out)?;
            }
        }
    }
    tail::write_summary(summary, style, out)
}

/// How many findings of each severity are still to be shown: the worst first.
struct Left {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Left {
    fn new(summary: Summary, limit: usize) -> Left {
        let errors = summary.errors.min(limit);
        let warnings = summary.warnings.min(limit - errors);
        Left { errors, warnings, notes: summary.notes.min(limit - errors - warnings) }
    }

    fn take(&mut self, severity: Severity) -> bool {
        let left = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        };
        let any = *left > 0;
        *left = left.saturating_sub(1);
        any
    }
}

fn write_diagnostic(
    diagnostic: &Diagnostic,
    sources: &Sources,
    style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let ink = Ink::of(style);
    let severity = diagnostic.severity();
    let caption = format!("{}[{}]", word(style.language, tail::severity_key(severity)), diagnostic.code);
    let colon = tail::colon(style.language);
    let message = text(style.language, &diagnostic.message);
    let head = ink.severity(severity, caption);
    writeln!(out, "{head}{}", ink.bold(format!("{colon}{}", visible(&message))))?;
    let parts = parts(diagnostic, sources, style);
    let lines = parts.iter().flat_map(|part| &part.block.rows).filter_map(|row| row.line);
    let gutter = lines.max().unwrap_or(0).to_string().len();
    let drawn = draw(&parts, severity, style)?;
    Layout { parts: &parts, gutter, severity, ink }.write(&drawn, out)?;
    tail::write_help(diagnostic, sources, gutter, style, out)?;
    writeln!(out)
}

/// What a finding says about one file.
struct Part {
    /// `file:line:column` of the place, or of the first one in a file where only others are.
    at: String,
    block: Block,
    labels: Vec<Labelled>,
}

struct Labelled {
    place: Place,
    /// The words beside it; none for the place of the finding itself.
    words: Option<String>,
}

/// A place, and the words beside it.
type Worded = (Span, Option<String>);

/// The files that `diagnostic` is about, the one with its place first.
fn parts(diagnostic: &Diagnostic, sources: &Sources, style: &Style) -> Vec<Part> {
    let mut files: Vec<(FileId, Vec<Worded>)> = vec![(diagnostic.span.file, Vec::new())];
    let related = diagnostic.related.iter().map(|related| {
        let words = text(style.language, &related.message).lines().collect::<Vec<_>>().join(" ");
        (related.span, Some(visible(&words).into_owned()))
    });
    for (span, words) in std::iter::once((diagnostic.span, None)).chain(related) {
        match files.iter_mut().find(|(file, _)| *file == span.file) {
            Some((_, labels)) => labels.push((span, words)),
            None => files.push((span.file, vec![(span, words)])),
        }
    }
    let mut locator = Locator::new(sources);
    files.into_iter().map(|(file, labels)| part(sources, file, labels, &mut locator, style)).collect()
}

fn part(sources: &Sources, file: FileId, labels: Vec<Worded>, locator: &mut Locator<'_>, style: &Style) -> Part {
    let file = sources.file(file);
    let spans: Vec<Span> = labels.iter().map(|&(span, _)| span).collect();
    // The gutter and a little room for the words.
    let width = style.width.clamp(40, 400) - 12;
    let block = Block::new(file, &spans, width);
    let first = labels.iter().find(|(_, words)| words.is_none()).or(labels.first());
    let at = first.map_or(String::new(), |&(span, _)| {
        let region = locator.region(span);
        format!("{}:{}:{}", visible(region.file), region.start.line, region.start.column)
    });
    let labels = labels.into_iter().map(|(span, words)| Labelled { place: block.place(file, span), words }).collect();
    Part { at, block, labels }
}

/// One block a source. ariadne asks for its name too, which [`Layout`] replaces.
struct Blocks(Vec<Source<String>>);

impl Cache<usize> for Blocks {
    type Storage = String;

    fn fetch(&mut self, id: &usize) -> Result<&Source<String>, impl fmt::Debug> {
        self.0.get(*id).ok_or("no such block")
    }

    fn display<'a>(&self, _: &'a usize) -> Option<impl fmt::Display + 'a> {
        Some("")
    }
}

/// What ariadne makes of the parts.
fn draw(parts: &[Part], severity: Severity, style: &Style) -> io::Result<String> {
    let mut report = Report::build(ReportKind::Custom("", Color::Primary), (0, 0..0));
    let mut above = 0;
    for (id, part) in parts.iter().enumerate() {
        for label in &part.labels {
            // In order of place: ariadne would open the same file again otherwise. On one line the
            // place of the finding comes first, so that its mark touches the text.
            let order = (above + label.place.rows.1) * 2 + usize::from(label.words.is_some());
            let mut drawn = Label::new((id, label.place.chars.clone()))
                .with_order(i32::try_from(order).unwrap_or(i32::MAX))
                .with_priority(i32::from(label.words.is_none()))
                .with_message(label.words.clone().unwrap_or_else(|| MARK.to_string()));
            if style.colour {
                drawn = drawn.with_color(if label.words.is_some() { Color::Cyan } else { colour(severity) });
            }
            report = report.with_label(drawn);
        }
        above += part.block.rows.len();
    }
    // Set after the labels, which so keep their colours, while nothing else is coloured.
    let config = Config::new()
        .with_color(false)
        .with_compact(true)
        .with_label_attach(LabelAttach::Start)
        .with_index_type(IndexType::Char)
        .with_char_set(if style.drawing { CharSet::Unicode } else { CharSet::Ascii });
    let blocks = Blocks(parts.iter().map(|part| Source::from(part.block.text.clone())).collect());
    let mut drawn = Vec::new();
    report.with_config(config).finish().write(blocks, &mut drawn)?;
    Ok(String::from_utf8_lossy(&drawn).into_owned())
}

fn colour(severity: Severity) -> Color {
    match severity {
        Severity::Error => Color::Red,
        Severity::Warning => Color::Yellow,
        Severity::Note => Color::Green,
    }
}

/// Sets what ariadne has drawn into our own frame.
struct Layout<'a> {
    parts: &'a [Part],
    /// The digits of the greatest line number.
    gutter: usize,
    severity: Severity,
    ink: Ink,
}

impl Layout<'_> {
    fn write(&self, drawn: &str, out: &mut dyn io::Write) -> io::Result<()> {
        let (bar, gap) = (self.ink.sign("│", "|"), self.ink.sign("┆", ":"));
        let corners = ["╭", "├", ",-[", "|-["];
        let mut parts = self.parts.iter().enumerate();
        let mut part = None;
        let mut last = None;
        // The first line is the head, which is written already.
        for row in drawn.lines().skip(1) {
            if corners.iter().any(|corner| row.trim_start().starts_with(corner)) {
                part = parts.next();
                last = None;
                if let Some((index, part)) = part {
                    self.write_place(index, part, out)?;
                }
                continue;
            }
            let Some((_, part)) = part else { continue };
            let Some(at) = row.find([bar, gap].map(|sign| sign.chars().next().unwrap_or('|'))) else { continue };
            let (left, right) = row.split_at(at);
            let left_out = right.starts_with(gap);
            let right = self.joined(right.strip_prefix(bar).or(right.strip_prefix(gap)).unwrap_or(right).trim_end());
            let number = left.trim().parse::<usize>().ok();
            if let Some(number) = number {
                let line = part.block.rows.get(number - 1).and_then(|row| row.line);
                if last.zip(line).is_some_and(|(last, line)| line > last + 1) {
                    self.write_row(None, gap, "", out)?;
                }
                last = line;
                self.write_row(line, bar, &right, out)?;
            } else if left_out {
                last = None;
                self.write_row(None, gap, &right, out)?;
            } else if right.contains(MARK) {
                self.write_row(None, bar, &self.mark(part, &right), out)?;
            } else {
                self.write_row(None, bar, &right, out)?;
            }
        }
        Ok(())
    }

    fn write_place(&self, index: usize, part: &Part, out: &mut dyn io::Write) -> io::Result<()> {
        let sign = match index {
            0 => self.ink.sign(" ╭─", "-->"),
            _ => self.ink.sign(" ├─", ":::"),
        };
        writeln!(out, "{:gutter$} {} {}", "", self.ink.frame(sign), part.at, gutter = self.gutter)
    }

    fn write_row(&self, line: Option<u32>, bar: &str, right: &str, out: &mut dyn io::Write) -> io::Result<()> {
        let number = line.map_or(String::new(), |line| line.to_string());
        let left = self.ink.frame(format!("{number:>gutter$} {bar}", gutter = self.gutter + 1));
        let right = right.trim_end();
        if right.is_empty() { writeln!(out, "{left}") } else { writeln!(out, "{left} {right}") }
    }

    /// The row below the place of the finding: the place underlined, and what leads on to the words
    /// of others.
    fn mark(&self, part: &Part, drawn: &str) -> String {
        let one_row = |label: &&Labelled| label.place.rows.0 == label.place.rows.1;
        let place = part.labels.iter().find(|label| label.words.is_none());
        let Some(place) = place.filter(|_| part.labels.iter().all(|label| one_row(&label))) else {
            return drawn.replace(MARK, "");
        };
        let others = part.labels.iter().filter(|label| label.words.is_some() && label.place.rows == place.place.rows);
        let others: Vec<usize> = others.map(|label| part.block.columns(&label.place).start).collect();
        let marked = part.block.columns(&place.place);
        let width = others.iter().map(|&column| column + 1).max().unwrap_or(0).max(marked.end);
        let mut row = String::new();
        let mut column = 0;
        while column < width {
            if column == marked.start {
                let line = self.ink.sign("━", "^").repeat(marked.len());
                row.push_str(&self.ink.severity(self.severity, line));
                column = marked.end;
                continue;
            }
            row.push_str(if others.contains(&column) { self.ink.sign("│", "|") } else { " " });
            column += 1;
        }
        row
    }

    /// `row` without colours that end where the same begins again: ariadne sets every character.
    fn joined(&self, row: &str) -> String {
        let mut row = row.to_owned();
        for code in ["31", "32", "33", "36"] {
            row = row.replace(&format!("\u{1b}[0m\u{1b}[{code}m"), "");
        }
        row
    }
}
