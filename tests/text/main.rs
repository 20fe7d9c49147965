//! The text of a published budget: what the real document prints comes out of the source, a figure that a
//! person typed wrongly is told at its place, and one that is right never.

#![allow(clippy::unwrap_used)]

#[path = "../corpus.rs"]
mod corpus;
mod document;
mod limits;
mod pages;
mod printed;
mod templates;
mod typed;

use std::path::Path;

use bud::diagnostic::locale::text;
use bud::diagnostic::{Diagnostic, Language};
use bud::report::layout::{BUILTIN, Layout};
use bud::report::text::{Narrative, PartFile, narrative};
use bud::source::{Memory, SourceFile};
use bud::span::FileId;
use bud::{Analysis, Options};
use corpus::{analyze, example};

fn layout(name: &str) -> Layout {
    let text = BUILTIN.iter().find(|layout| layout.name == name).unwrap().text;
    let file = SourceFile::new(FileId(0), name.to_owned(), name.into(), text.to_owned());
    let (layout, found) = Layout::read(&file);
    assert!(found.is_empty(), "{found:?}");
    layout
}

/// The department of the real document.
fn shangyu() -> Analysis {
    analyze(&example("shangyu-2024/budget.bud"))
}

fn file(part: &str, text: &str) -> PartFile {
    let name = format!("{part}.md");
    PartFile { path: Path::new("text").join(&name), name, text: text.to_owned() }
}

/// The parts that the example has of its own.
fn own_parts() -> Vec<PartFile> {
    let folder = example("shangyu-2024/text");
    let part = |name: &str| file(name, &std::fs::read_to_string(folder.join(format!("{name}.md"))).unwrap());
    ["11-duties", "33-assets"].map(part).to_vec()
}

/// A budget that is held in memory.
fn budget(source: &str) -> Analysis {
    bud::analyze(&Memory::new().with("a.bud", source), Path::new("a.bud"), &Options::default()).unwrap()
}

/// The text of a budget with one part of the department.
fn with_part(analysis: &Analysis, part: &str, text: &str) -> Narrative {
    narrative(analysis, &layout("zhejiang"), vec![file(part, text)])
}

/// What is told of a text, a line each: the code, the place that is marked, and the sentence.
fn told(found: &Narrative) -> Vec<String> {
    found.diagnostics.iter().map(|it| line(found, it, Language::English)).collect()
}

fn line(found: &Narrative, diagnostic: &Diagnostic, language: Language) -> String {
    format!("{} [{}] {}", diagnostic.code, found.sources.text(diagnostic.span), text(language, &diagnostic.message))
}
