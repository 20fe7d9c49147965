//! The published document as a page: everything the tables print is in it, nothing in it is more than text,
//! and it loads and runs nothing but its own. What a browser makes of it is in `browser/`.

#![allow(clippy::unwrap_used)]

mod charts;
#[path = "../corpus.rs"]
mod corpus;
mod markup;
mod text;

use std::path::Path;

use bud::report::html::Page;
use bud::report::layout::{BUILTIN, Layout};
use bud::report::prose;
use bud::report::table::{Table, tables};
use bud::source::{Memory, SourceFile};
use bud::span::FileId;
use bud::{Analysis, Options};
use corpus::{analyze, example};

/// A layout that `bdc` knows by name.
pub fn builtin(name: &str) -> Layout {
    let text = BUILTIN.iter().find(|layout| layout.name == name).unwrap().text;
    layout(text)
}

/// The layout that a text describes.
pub fn layout(text: &str) -> Layout {
    let file = SourceFile::new(FileId(0), "layout".to_owned(), "layout".into(), text.to_owned());
    let (layout, found) = Layout::read(&file);
    assert!(found.is_empty(), "{found:?}");
    layout
}

/// A budget of one file.
pub fn budget(text: &str) -> Analysis {
    bud::analyze(&Memory::new().with("a.bud", text), Path::new("a.bud"), &Options::default()).unwrap()
}

/// The page of a budget with the tables of a layout and a text in Markdown.
pub fn page(analysis: &Analysis, layout: &Layout, markdown: &str) -> String {
    let (tables, text) = (tables(analysis, layout), prose::read(markdown));
    let mut out = Vec::new();
    Page::new(analysis, &tables, &text).write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The page of the real budget, and its tables.
pub fn real() -> (String, Vec<Table>) {
    let (analysis, layout) = (analyze(&example("shangyu-2024/budget.bud")), builtin("zhejiang"));
    (page(&analysis, &layout, ""), tables(&analysis, &layout))
}
