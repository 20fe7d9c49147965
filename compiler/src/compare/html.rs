//! A comparison as a page that stands alone: no scripts, nothing from anywhere else, and a policy that
//! allows neither.

use std::io::{self, Write};

use crate::diagnostic::Language;
use crate::diagnostic::render::visible;

use super::document::{Document, Table};

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:15px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.3rem}h2{font-size:1.05rem;margin:2rem 0 .5rem}\
.summary{font-size:1.1rem;font-weight:600}\
.fails{color:#c0262d;font-weight:600}\
.wide{overflow-x:auto}\
table{border-collapse:collapse;width:100%}\
th,td{text-align:left;vertical-align:top;min-width:4.2em;padding:.2rem .7rem;border-bottom:1px solid #8884}\
.figure{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\
th{border-bottom:2px solid #8888}\
.added td:first-child{box-shadow:inset 4px 0 #2a8f45}\
.removed td:first-child{box-shadow:inset 4px 0 #c0262d}\
.changed td:first-child{box-shadow:inset 4px 0 #b58105}\
.moved td:first-child{box-shadow:inset 4px 0 #2f6fc4}\
.bad td{color:#c0262d;font-weight:600}\
.total td{font-weight:600;border-top:2px solid #8888}\
.rest td{opacity:.7}\
@media(prefers-color-scheme:dark){.fails,.bad td{color:#ff7b72}}\
@media print{body{margin:0;max-width:none}}";

/// Writes the document.
///
/// # Errors
/// What `out` says.
pub fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let language = match document.language {
        Language::English => "en",
        Language::Chinese => "zh-CN",
    };
    let title = escaped(&document.title);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">")?;
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>")?;
    writeln!(out, "<h1>{title}</h1>\n<p class=\"summary\">{}</p>", escaped(&document.summary))?;
    if !document.facts.is_empty() {
        writeln!(out, "<ul>")?;
        for (bad, fact) in &document.facts {
            let class = if *bad { " class=\"fails\"" } else { "" };
            writeln!(out, "<li{class}>{}</li>", escaped(fact))?;
        }
        writeln!(out, "</ul>")?;
    }
    document.tables.iter().try_for_each(|table| write_table(table, out))?;
    writeln!(out, "</body>\n</html>")
}

fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<h2>{}</h2>\n<div class=\"wide\"><table>\n<thead><tr>", escaped(&table.title))?;
    let class =
        |at: usize| if table.head.get(at).is_some_and(|(_, figures)| *figures) { " class=\"figure\"" } else { "" };
    for (at, (caption, _)) in table.head.iter().enumerate() {
        write!(out, "<th scope=\"col\"{}>{}</th>", class(at), escaped(caption))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for row in &table.rows {
        write!(out, "<tr class=\"{}\">", row.tone.as_str())?;
        for (at, cell) in row.cells.iter().enumerate() {
            write!(out, "<td{}>{}</td>", class(at), escaped(cell))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table></div>")
}

/// A text that means nothing to HTML.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
