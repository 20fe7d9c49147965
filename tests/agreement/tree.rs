//! What the grammar reads in a text.

use std::collections::BTreeMap;

use bud::syntax::text::fold;
use bud::syntax::{Attribute, Keyword};
use tree_sitter::{Node, Tree};

use super::{Field, Part, Row};

/// A parser of Bud.
pub struct Parser(tree_sitter::Parser);

impl Parser {
    pub fn new() -> Parser {
        let mut parser = tree_sitter::Parser::new();
        parser.set_language(&tree_sitter_bud::LANGUAGE.into()).unwrap();
        Parser(parser)
    }

    pub fn parse(&mut self, text: &str, old: Option<&Tree>) -> Tree {
        let tree = self.0.parse(text, old).unwrap();
        let root = tree.root_node();
        assert!(!root.has_error(), "whatever a text says, it is no syntax error: {text:?} is {}", root.to_sexp());
        tree
    }
}

/// The whole tree with its places, to be compared with another.
pub fn drawn(tree: &Tree) -> Vec<(&'static str, usize, usize)> {
    let mut nodes = Vec::new();
    let mut cursor = tree.walk();
    'nodes: loop {
        let node = cursor.node();
        nodes.push((node.kind(), node.start_byte(), node.end_byte()));
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                break 'nodes;
            }
        }
    }
    nodes
}

/// The nodes without children that hold anything.
pub fn leaves(tree: &Tree) -> Vec<(&'static str, usize, usize)> {
    let mut leaves = Vec::new();
    let mut cursor = tree.walk();
    'nodes: loop {
        if cursor.goto_first_child() {
            continue;
        }
        let node = cursor.node();
        leaves.push((node.kind(), node.start_byte(), node.end_byte()));
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                break 'nodes;
            }
        }
    }
    leaves
}

/// The lines that say anything, by their numbers.
pub fn rows(text: &str, tree: &Tree) -> BTreeMap<usize, Row> {
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    let mut cursor = tree.walk();
    let blocks: Vec<Node<'_>> = tree.root_node().named_children(&mut cursor).collect();
    for block in blocks {
        for line in block.named_children(&mut cursor) {
            let mut row = Row::default();
            match line.kind() {
                "comment" => row.comment = Some(part(line, "comment")),
                kind => statement(text, kind, line, &mut row),
            }
            let before = rows.insert(line.start_position().row, row);
            assert!(before.is_none(), "a line holds one statement or a comment");
        }
    }
    // A line that says nothing to the compiler.
    rows.retain(|_, row| *row != Row::default());
    rows
}

fn part(node: Node<'_>, kind: &'static str) -> Part {
    Part { kind, start: node.start_byte(), end: node.end_byte() }
}

fn statement(text: &str, kind: &str, node: Node<'_>, row: &mut Row) {
    let name = kind.strip_suffix("_statement").unwrap();
    let keyword = Keyword::ALL.iter().find(|keyword| keyword.en() == name);
    assert!(keyword.is_some() || name == "unknown", "{kind}");
    let mut cursor = node.walk();
    let mut seen: Vec<Attribute> = Vec::new();
    for child in node.named_children(&mut cursor) {
        match child.kind() {
            "keyword" | "misspelt" => row.head.push(part(child, keyword.unwrap().en())),
            "comment" => row.comment = Some(part(child, "comment")),
            "unexpected" | "unread" => {}
            "field" => {
                let field = field(child);
                let attribute = Attribute::read(&fold(&text[field.name.start..field.name.end]));
                let twice = attribute.and_then(|attribute| seen.iter().position(|it| *it == attribute));
                match twice {
                    Some(_) => set_twice(text, attribute, &mut row.fields),
                    None => row.fields.push(field),
                }
                seen.extend(attribute);
            }
            kind => row.head.push(part(child, kind)),
        }
    }
}

/// Notes that `attribute` stands twice.
fn set_twice(text: &str, attribute: Option<Attribute>, fields: &mut [Field]) {
    let is_it = |field: &&mut Field| Attribute::read(&fold(&text[field.name.start..field.name.end])) == attribute;
    let value = fields.iter_mut().find(is_it).and_then(|field| field.value.as_mut());
    if let Some(value) = value {
        value.kind = "twice";
    }
}

fn field(node: Node<'_>) -> Field {
    let value = node.child_by_field_name("value");
    let faults = value.filter(|value| value.kind() == "amount").map(|value| {
        let mut cursor = value.walk();
        let faults = value.named_children(&mut cursor).filter(|node| node.kind() == "invalid");
        faults.map(|node| part(node, "invalid")).collect()
    });
    Field {
        name: part(node.child_by_field_name("attribute").unwrap(), "attribute"),
        value: value.map(|value| part(value, value.kind())),
        faults,
    }
}
