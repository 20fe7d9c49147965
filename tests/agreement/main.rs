//! The tree-sitter grammar reads every line as the compiler does: which lines are statements and of which
//! keyword, where each name, code, amount and any other part begins and ends, and whether it can be read;
//! in faulty lines too, and after any edit.

#![allow(clippy::unwrap_used)]

mod compiler;
mod corpus;
mod edits;
mod queries;
mod texts;
mod tree;

use bud::source;
use bud::syntax::{Keyword, LineParser};

use edits::Editor;
use tree::Parser;

/// A part of a line: what it is, and its bytes in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    kind: &'static str,
    start: usize,
    end: usize,
}

/// An attribute with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Field {
    name: Part,
    /// The value. Of one that stands twice neither is taken: its kind is `twice`.
    value: Option<Part>,
    /// What is no number, in an amount; none where the compiler does not read it, since its characters are
    /// faulty or it has found too many faults.
    faults: Option<Vec<Part>>,
}

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    /// The keyword, and what stands before the attributes.
    head: Vec<Part>,
    /// Each attribute that the statement takes, once.
    fields: Vec<Field>,
    comment: Option<Part>,
}

/// Compares the two readings of `text`; how many lines were compared.
fn compare(text: &str, tree: &tree_sitter::Tree, of: &str) -> usize {
    let mut parser = LineParser::new();
    let mut rows = tree::rows(text, tree);
    let mut count = 0;
    for (number, (start, line)) in source::lines(text).enumerate() {
        let told = compiler::row(&mut parser, start as usize, line);
        let mut read = rows.remove(&number).unwrap_or_default();
        for (read, told) in read.fields.iter_mut().zip(&told.fields) {
            read.faults = read.faults.take().filter(|_| told.faults.is_some());
        }
        assert_eq!(read, told, "the tree (left) and the compiler read {line:?} differently, in {of}");
        count += 1;
    }
    assert!(rows.is_empty(), "the tree has lines that the compiler has not, in {of}: {rows:?} {text:?}");
    count
}

#[test]
fn every_line_of_the_project_is_read_alike() {
    let mut parser = Parser::new();
    let mut lines = 0;
    for (name, text) in texts::all() {
        lines += compare(&text, &parser.parse(&text, None), &name);
        // The same with the line ends of other systems, and with none at the end.
        for ends in ["\r\n", "\r"] {
            let text = text.replace('\n', ends);
            lines += compare(&text, &parser.parse(&text, None), &name);
        }
        let text = format!("\u{FEFF}{}", text.trim_end());
        lines += compare(&text, &parser.parse(&text, None), &name);
    }
    assert!(lines > 10_000, "only {lines} lines");
}

/// How many texts are edited: more with `ROUNDS=100000`, say.
fn rounds() -> u64 {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3_000)
}

#[test]
fn every_edit_is_read_alike() {
    let texts = texts::all();
    let mut parser = Parser::new();
    let mut lines = 0;
    for round in 0..rounds() {
        let mut editor = Editor::new(round, &texts);
        let mut tree = parser.parse(&editor.text, None);
        for step in 0..6 {
            let before = editor.text.clone();
            let edit = editor.edit();
            tree.edit(&edit);
            tree = parser.parse(&editor.text, Some(&tree));
            let of = format!("round {round}, step {step}, after {before:?}");
            lines += compare(&editor.text, &tree, &of);
        }
        let again = parser.parse(&editor.text, None);
        assert_eq!(tree::drawn(&tree), tree::drawn(&again), "an edited tree differs from a new one: {:?}", editor.text);
    }
    assert!(lines > 20_000, "only {lines} lines");
}

#[test]
fn a_line_with_very_many_faults_is_read_alike() {
    let mut parser = Parser::new();
    for faults in [98, 99, 100, 101] {
        for (fault, keyword) in [(" \u{200B}x", "project"), (" x#", "porject"), (" \"x\"", "unit"), ("\"\"", "total")] {
            let text = format!("{keyword}{} amonut 5 noet x\n", fault.repeat(faults));
            compare(&text, &parser.parse(&text, None), "a line with very many faults");
        }
    }
}

/// The one thing that the grammar reads otherwise: its scanner keeps 85 parts of a line, and no statement
/// that says each thing once has more than half of them.
#[test]
fn only_a_line_of_many_parts_is_read_up_to_the_last_it_can_keep() {
    let mut parser = Parser::new();
    let most = Keyword::ALL.iter().map(|keyword| 1 + 2 + 2 * keyword.attributes().len() + 1).max().unwrap();
    assert!(most < 85 / 2, "{most}");
    let text = |fields| format!("project x{}\nunit a\n", " unit a".repeat(fields));
    compare(&text(41), &parser.parse(&text(41), None), "84 parts");
    let long = text(2_000);
    let tree = parser.parse(&long, None);
    let statement = tree.root_node().named_child(0).unwrap().named_child(0).unwrap();
    let last = statement.named_child(statement.named_child_count() as u32 - 1).unwrap();
    assert_eq!((last.kind(), last.end_byte()), ("unexpected", long.find('\n').unwrap()));
    assert_eq!(statement.next_named_sibling().unwrap().kind(), "unit_statement");
}
