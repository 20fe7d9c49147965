//! One JSON document, one line a finding, for programs and for `diff`.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::place::{Locator, Region};
use super::visible::invisible;
use super::{Findings, Style};
use crate::diagnostic::locale::text;
use crate::diagnostic::{self, Diagnostic, Language, Summary};
use crate::source::Sources;

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: String,
    #[serde(flatten)]
    place: Place<'a>,
    related: Vec<Related<'a>>,
    help: Vec<String>,
    fix: Option<Fix<'a>>,
    alternatives: Vec<Fix<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    byte_start: u32,
    byte_end: u32,
}

#[derive(Serialize)]
struct Related<'a> {
    message: String,
    #[serde(flatten)]
    place: Place<'a>,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: String,
    certain: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    file: &'a str,
    byte_start: u32,
    byte_end: u32,
    text: &'a str,
}

pub(super) fn write(findings: &[Findings<'_>], style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    write!(out, "{{\"version\":1,\"diagnostics\":[")?;
    let mut summary = Summary::default();
    let mut separator = "\n";
    for of in findings {
        let mut locator = Locator::new(of.sources);
        for diagnostic in of.diagnostics {
            out.write_all(separator.as_bytes())?;
            separator = ",\n";
            write_value(&finding(diagnostic, of.sources, &mut locator, style.language), out)?;
        }
        summary += Summary::of(of.diagnostics);
    }
    write!(out, "{}],\"summary\":", if separator == "\n" { "" } else { "\n" })?;
    write_value(&summary, out)?;
    writeln!(out, "}}")
}

fn finding<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
    locator: &mut Locator<'a>,
    language: Language,
) -> Finding<'a> {
    Finding {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity().as_str(),
        message: text(language, &diagnostic.message),
        place: place(locator.region(diagnostic.span)),
        related: (diagnostic.related.iter())
            .map(|related| Related {
                message: text(language, &related.message),
                place: place(locator.region(related.span)),
            })
            .collect(),
        help: diagnostic.help.iter().map(|help| text(language, help)).collect(),
        fix: diagnostic.fix.as_ref().map(|it| fix(it, sources, language)),
        alternatives: diagnostic.alternatives.iter().map(|it| fix(it, sources, language)).collect(),
    }
}

fn fix<'a>(fix: &'a diagnostic::Fix, sources: &'a Sources, language: Language) -> Fix<'a> {
    Fix {
        title: text(language, &fix.title),
        certain: fix.certain,
        edits: (fix.edits.iter())
            .map(|edit| Edit {
                file: &sources.file(edit.span.file).name,
                byte_start: edit.span.start,
                byte_end: edit.span.end,
                text: &edit.text,
            })
            .collect(),
    }
}

fn place(region: Region<'_>) -> Place<'_> {
    Place {
        file: region.file,
        line: region.start.line,
        column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
        byte_start: region.byte_start,
        byte_end: region.byte_end,
    }
}

/// Writes `value` on one line, invisible characters as `\u` escapes: the document may be printed
/// on a terminal.
pub(super) fn write_value(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Visible)).map_err(io::Error::from)
}

struct Visible;

impl Formatter for Visible {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| invisible(c)) {
            CompactFormatter.write_string_fragment(writer, &rest[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        CompactFormatter.write_string_fragment(writer, rest)
    }
}
