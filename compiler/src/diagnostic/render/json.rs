//! One JSON document, one line a finding, for programs and for `diff`.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::place::{Locator, Region};
use super::visible::invisible;
use super::{Findings, Style};
use crate::diagnostic::locale::text;
use crate::diagnostic::{self, Diagnostic, Language, Summary};
use crate::span::{FileId, Span};

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
        let files: Vec<&str> = of.sources.iter().map(|file| file.name.as_str()).collect();
        for diagnostic in of.diagnostics {
            out.write_all(separator.as_bytes())?;
            separator = ",\n";
            write_value(&finding(diagnostic, &files, &mut locator, style.language), out)?;
        }
        summary += Summary::of(of.diagnostics);
    }
    write!(out, "{}],\"summary\":", if separator == "\n" { "" } else { "\n" })?;
    write_value(&summary, out)?;
    writeln!(out, "}}")
}

/// Calls `write` with each of `diagnostics` as an object of this document, written out; `files` says what the
/// files are called, by their ids.
///
/// # Errors
/// What `write` says.
#[cfg(feature = "tables")]
pub(crate) fn each(
    findings: Findings<'_>,
    files: &[&str],
    language: Language,
    mut write: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut locator = Locator::new(findings.sources);
    let mut object = Vec::new();
    findings.diagnostics.iter().try_for_each(|diagnostic| {
        object.clear();
        write_value(&finding(diagnostic, files, &mut locator, language), &mut object)?;
        write(&object)
    })
}

/// Appends `text` as a string of JSON, as [`write_value`] writes it.
#[cfg(feature = "tables")]
pub(crate) fn string(text: &str, out: &mut Vec<u8>) {
    // Nearly all texts are printable ASCII and common Chinese characters, which need no look at the tables.
    let plain = |byte: u8| matches!(byte, b' '..=b'~' if byte != b'"' && byte != b'\\');
    let mut bytes = text.as_bytes();
    while let Some(&first) = bytes.first() {
        bytes = match first {
            _ if plain(first) => &bytes[1..],
            // From U+4000 to U+9FFF.
            0xE4..=0xE9 => bytes.get(3..).unwrap_or(&[]),
            _ => {
                // A vector takes whatever is written.
                let _ = write_value(&text, out);
                return;
            }
        };
    }
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

fn finding<'a>(
    diagnostic: &'a Diagnostic,
    files: &'a [&'a str],
    locator: &mut Locator<'_>,
    language: Language,
) -> Finding<'a> {
    let name = |file: FileId| files.get(file.0 as usize).copied().unwrap_or("");
    let mut place = |span: Span| place(locator.region(span), name(span.file));
    Finding {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity().as_str(),
        message: text(language, &diagnostic.message),
        place: place(diagnostic.span),
        related: (diagnostic.related.iter())
            .map(|related| Related { message: text(language, &related.message), place: place(related.span) })
            .collect(),
        help: diagnostic.help.iter().map(|help| text(language, help)).collect(),
        fix: diagnostic.fix.as_ref().map(|it| fix(it, &name, language)),
        alternatives: diagnostic.alternatives.iter().map(|it| fix(it, &name, language)).collect(),
    }
}

fn fix<'a>(fix: &'a diagnostic::Fix, name: &impl Fn(FileId) -> &'a str, language: Language) -> Fix<'a> {
    Fix {
        title: text(language, &fix.title),
        certain: fix.certain,
        edits: (fix.edits.iter())
            .map(|edit| Edit {
                file: name(edit.span.file),
                byte_start: edit.span.start,
                byte_end: edit.span.end,
                text: &edit.text,
            })
            .collect(),
    }
}

fn place<'a>(region: Region<'_>, file: &'a str) -> Place<'a> {
    Place {
        file,
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
pub(crate) fn write_value(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
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

#[cfg(all(test, feature = "tables"))]
mod tests {
    use super::*;

    #[test]
    fn strings_are_written_the_same_the_short_way() {
        for text in
            ["", "a b~", "人才房票", "㐀", "é", "“甲”", "a\"b", "\\", "\u{1b}[31m", "\u{7f}", "甲\u{202e}乙", "鿿\n"]
        {
            let (mut long, mut short) = (Vec::new(), Vec::new());
            write_value(&text, &mut long).unwrap();
            string(text, &mut short);
            assert_eq!(String::from_utf8(short), String::from_utf8(long));
        }
    }
}
