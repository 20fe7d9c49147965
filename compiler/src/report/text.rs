//! The text of a published budget (文字说明): templates over the checked ledger, and the department's own
//! words. Every figure comes from the ledger; one that a person typed is held against it.
//!
//! The result is Markdown. What a page or an office document of it looks like is each format's own; the
//! language of templates is described in `grammar/text.md`.

mod ask;
mod check;
mod desk;
mod figure;
mod functions;
mod parts;
mod render;
mod slice;

use std::path::PathBuf;
use std::sync::Arc;

use crate::Analysis;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Sources};
use crate::span::FileId;

use super::layout::Layout;
use super::markdown;
use super::table::{Table, heading};

use figure::Print;
use parts::Part;
use render::{Names, Page};

pub use figure::{OF_MONEY, OF_ROW, UNTOLD};
pub use parts::{BUILTIN, BuiltinText};

/// A file of the department: the part that it is called after.
#[derive(Clone, Debug)]
pub struct PartFile {
    /// The path as messages name it.
    pub name: String,
    /// The one true path.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

impl PartFile {
    /// The part's name: that of the file without `.md`.
    fn part(&self) -> String {
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.strip_suffix(".md").map_or(name.clone(), str::to_owned)
    }
}

/// The text of a budget.
#[derive(Debug)]
pub struct Narrative {
    /// The text in Markdown. A published table is a fenced block with the info word `table` and its id.
    pub text: String,
    /// The budget's files, and after them the department's: what the findings are about.
    pub sources: Sources,
    /// What is wrong with the department's files, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many figures could not be told, since some lines do not say whether they belong to them. In the
    /// text stands [`UNTOLD`] for each.
    pub untold: usize,
}

/// The text of a budget in the words of its layout and of the department's files.
pub fn narrative(analysis: &Analysis, layout: &Layout, files: Vec<PartFile>) -> Narrative {
    let mut sources = analysis.sources.clone();
    let mut names = names(analysis, layout);
    let mut own: Vec<(String, FileId)> = Vec::new();
    for file in files {
        let part = file.part();
        names.written.insert(part.clone());
        own.push((part, sources.add(file.name, file.path, file.text)));
    }
    let files: Vec<(&str, &SourceFile)> = own.iter().map(|(name, id)| (name.as_str(), sources.file(*id))).collect();
    let part = |(name, file): &(&'static str, &'static str)| Part { name, text: file, own: None };
    let builtin: Vec<Part<'_>> = layout.text.parts().parts.iter().map(part).collect();
    let typed: Vec<Part<'_>> =
        files.iter().map(|(name, file)| Part { name, text: &file.text, own: Some(file) }).collect();
    let header = analysis.model.header();
    let measure = layout.text.measure.or(layout.measure).unwrap_or(header.display);
    let print = Arc::new(Print::new(measure, layout.text.scale.or(layout.scale).unwrap_or(header.scale)));
    let document = parts::ordered(&builtin, &typed);
    let pages = render::pages(analysis, &document, &builtin, &names, &print);
    let untold = print.untold();
    let mut diagnostics = Vec::new();
    let pages: Vec<Page> = pages.into_iter().filter_map(|page| page.map_err(|it| diagnostics.push(*it)).ok()).collect();
    // What the built-in parts would say is what typed text is first held against.
    let references: Vec<Page> = match typed.is_empty() {
        true => pages.clone(),
        false => render::pages(analysis, &builtin, &builtin, &names, &print).into_iter().flatten().collect(),
    };
    diagnostics.extend(check::check(analysis, &sources, &references, &pages, &names.department));
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    let text = joined(&pages);
    Narrative { text, sources, diagnostics, untold }
}

fn names(analysis: &Analysis, layout: &Layout) -> Names {
    let header = analysis.model.header();
    let title = |table| (table, heading(analysis, table));
    let tables = layout.tables.iter().map(title).map(|(table, title)| (table.id.clone(), title)).collect();
    Names {
        department: super::table::said(analysis, "{unit}"),
        budget: super::table::said(analysis, "{name}"),
        year: header.year,
        tables,
        written: std::collections::BTreeSet::new(),
    }
}

/// The pages one below the other: between two paragraphs one blank line, and none at the ends.
fn joined(pages: &[Page]) -> String {
    let mut text = String::new();
    let mut blank = true;
    for line in pages.iter().flat_map(|page| page.text.lines().chain([""])) {
        let line = line.trim_end();
        if line.is_empty() {
            blank = true;
            continue;
        }
        if blank && !text.is_empty() {
            text.push('\n');
        }
        blank = false;
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The text with its tables in the place of their ids.
pub fn with_tables(text: &str, tables: &[Table]) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let id = lines.peek().filter(|_| line.trim_end() == "```table").map(|id| id.trim());
        let Some(table) = id.and_then(|id| tables.iter().find(|table| table.id == id)) else {
            whole.push_str(line);
            continue;
        };
        // The id and the end of the block.
        lines.next();
        lines.next();
        let mut out = Vec::new();
        // A vector takes all there is.
        let _ = markdown::write_table(table, "###", &mut out);
        whole.push_str(&String::from_utf8_lossy(&out));
    }
    whole
}
