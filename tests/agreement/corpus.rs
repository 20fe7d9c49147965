//! The corpus of the grammar, in the form that tree-sitter's own tools take: a title, lines of Bud, and the
//! tree that they are. `BLESS=1 cargo test -p tree-sitter-bud` writes the trees anew.

use std::fs;
use std::path::PathBuf;

use tree_sitter::{Node, TreeCursor};

use super::tree::Parser;

const BAR: &str = "==================\n";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("test/corpus")
}

#[test]
fn the_corpus_has_the_trees_that_it_says() {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 3);
    for path in paths {
        let told = fs::read_to_string(&path).unwrap();
        let is = again(&told);
        if std::env::var_os("BLESS").is_some() && is != told {
            fs::write(&path, &is).unwrap();
            continue;
        }
        assert!(is == told, "{}: other trees. BLESS=1 writes them:\n{is}", path.display());
    }
}

/// A file of the corpus with its trees as they are.
fn again(text: &str) -> String {
    let mut parser = Parser::new();
    let mut out = String::new();
    let mut pieces = text.split(BAR).skip(1);
    while let (Some(title), Some(body)) = (pieces.next(), pieces.next()) {
        let (lines, _) = body.split_once("\n---\n").unwrap();
        let lines = lines.trim_start_matches('\n');
        let tree = parser.parse(lines, None);
        let mut drawn = String::new();
        draw(&mut tree.walk(), 0, &mut drawn);
        out += &format!("{BAR}{title}{BAR}\n{lines}\n---\n\n{drawn}\n\n");
    }
    out.trim_end().to_owned() + "\n"
}

/// Draws a node with its children, each in a line of its own.
fn draw(cursor: &mut TreeCursor<'_>, depth: usize, out: &mut String) {
    let node: Node<'_> = cursor.node();
    if depth > 0 {
        *out += &format!("\n{}", "  ".repeat(depth));
    }
    if let Some(field) = cursor.field_name() {
        *out += &format!("{field}: ");
    }
    *out += &format!("({}", node.kind());
    if cursor.goto_first_child() {
        loop {
            if cursor.node().is_named() {
                draw(cursor, depth + 1, out);
            }
            if !cursor.goto_next_sibling() {
                break;
            }
        }
        cursor.goto_parent();
    }
    out.push(')');
}
