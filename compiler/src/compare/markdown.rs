//! A comparison as Markdown, for a pull request: one line that says it all, and the tables folded.

use std::io::{self, Write};

use crate::report::markdown::{plain, write_row};

use super::document::{Document, Table, Tone};

/// Writes the document.
///
/// # Errors
/// What `out` says.
pub fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}\n\n**{}**", plain(&document.title), plain(&document.summary))?;
    for (at, (bad, fact)) in document.facts.iter().enumerate() {
        let fact = plain(fact);
        let gap = if at == 0 { "\n" } else { "" };
        if *bad { writeln!(out, "{gap}- **{fact}**")? } else { writeln!(out, "{gap}- {fact}")? }
    }
    document.tables.iter().try_for_each(|table| write_table(table, out))
}

fn write_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    // What is in a tag is HTML; what Markdown would read in it is plain there, too.
    writeln!(out, "\n<details><summary>{}</summary>\n", super::html::escaped(&table.title))?;
    write_row(table.head.iter().map(|(caption, _)| plain(caption)), out)?;
    write_row(table.head.iter().map(|(_, figures)| if *figures { "---:" } else { "---" }.to_owned()), out)?;
    for row in &table.rows {
        let strong = matches!(row.tone, Tone::Total | Tone::Bad);
        let cell = |cell: &String| match cell.is_empty() || !strong {
            true => plain(cell),
            false => format!("**{}**", plain(cell)),
        };
        write_row(row.cells.iter().map(cell), out)?;
    }
    writeln!(out, "\n</details>")
}
