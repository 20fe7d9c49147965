//! SARIF 2.1.0: what code hosts and editors read from an analysis.
//!
//! Rules are the codes that occur, each with its page.

use std::collections::BTreeSet;
use std::io;

use serde_json::{Value, json};

use super::json::write_value;
use super::place::{Locator, Region};
use super::{Findings, Style};
use crate::diagnostic::locale::text;
use crate::diagnostic::page::Page;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Language, Severity};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(findings: &[Findings<'_>], style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let codes: BTreeSet<Code> = findings.iter().flat_map(|of| of.diagnostics).map(|of| of.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":")?;
    write!(out, "{{\"name\":\"bdc\",\"version\":\"{}\",\"rules\":[", env!("CARGO_PKG_VERSION"))?;
    let mut separator = "\n";
    for &code in &codes {
        out.write_all(separator.as_bytes())?;
        separator = ",\n";
        write_value(&rule(code, style.language), out)?;
    }
    let language = match style.language {
        Language::English => "en-US",
        Language::Chinese => "zh-CN",
    };
    write!(out, "]}}}},\"language\":\"{language}\",\"columnKind\":\"unicodeCodePoints\",\"results\":[")?;
    let mut separator = "\n";
    for of in findings {
        let mut locator = Locator::new(of.sources);
        for diagnostic in of.diagnostics {
            out.write_all(separator.as_bytes())?;
            separator = ",\n";
            write_value(&result(diagnostic, &codes, &mut locator, style.language), out)?;
        }
    }
    writeln!(out, "{}]}}]}}", if separator == "\n" { "" } else { "\n" })
}

fn rule(code: Code, language: Language) -> Value {
    let page = Page::of(code, language);
    let mut rule = json!({
        "id": code.as_str(),
        "name": format!("{code:?}"),
        "shortDescription": { "text": page.title },
        "defaultConfiguration": { "level": code.severity().as_str() },
    });
    if !page.text.is_empty() {
        let help = format!("{}\n\n{}\n\n{}", page.text, page.bad, page.good);
        rule["fullDescription"] = json!({ "text": page.text });
        rule["help"] = json!({ "text": help, "markdown": help });
    }
    rule
}

fn result(diagnostic: &Diagnostic, codes: &[Code], locator: &mut Locator<'_>, language: Language) -> Value {
    let mut message = text(language, &diagnostic.message);
    for help in &diagnostic.help {
        message.push('\n');
        message.push_str(&text(language, help));
    }
    let level = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut result = json!({
        "ruleId": diagnostic.code.as_str(),
        "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or(0),
        "level": level,
        "message": { "text": message },
        "locations": [{ "physicalLocation": location(&locator.region(diagnostic.span)) }],
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate().map(|(index, related)| {
            let location = location(&locator.region(related.span));
            json!({
                "id": index + 1,
                "message": { "text": text(language, &related.message) },
                "physicalLocation": location,
            })
        });
        result["relatedLocations"] = related.collect();
    }
    let fixes: Vec<Value> = (diagnostic.fix.iter().chain(&diagnostic.alternatives))
        .map(|fix| {
            json!({
                "description": { "text": text(language, &fix.title) },
                "artifactChanges": changes(fix, locator),
            })
        })
        .collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    result
}

/// The edits of `fix`, one change a file.
fn changes(fix: &Fix, locator: &mut Locator<'_>) -> Value {
    let files: BTreeSet<_> = fix.edits.iter().map(|edit| edit.span.file).collect();
    let change = |file| {
        let edits: Vec<&Edit> = fix.edits.iter().filter(|edit| edit.span.file == file).collect();
        let regions: Vec<Region<'_>> = edits.iter().map(|edit| locator.region(edit.span)).collect();
        let replacements = edits
            .iter()
            .zip(&regions)
            .map(|(edit, at)| json!({ "deletedRegion": region(at), "insertedContent": { "text": edit.text } }));
        json!({
            "artifactLocation": { "uri": uri(regions.first().map_or("", |at| at.file)) },
            "replacements": replacements.collect::<Value>(),
        })
    };
    files.into_iter().map(change).collect()
}

fn location(at: &Region<'_>) -> Value {
    json!({ "artifactLocation": { "uri": uri(at.file) }, "region": region(at) })
}

fn region(at: &Region<'_>) -> Value {
    json!({
        "startLine": at.start.line,
        "startColumn": at.start.column,
        "endLine": at.end.line,
        "endColumn": at.end.column,
        "byteOffset": at.byte_start,
        "byteLength": at.byte_end - at.byte_start,
    })
}

/// A path as a URI reference: everything but what may stand in a path is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
