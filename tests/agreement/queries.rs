//! The queries ask for nodes that there are, and colour what the compiler reads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use bud::syntax::{Attribute, Keyword};
use tree_sitter::{Query, QueryCursor, StreamingIterator};

use super::texts;
use super::tree::Parser;

fn query(file: &str) -> (String, Query) {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("queries").join(file)).unwrap();
    let query = Query::new(&tree_sitter_bud::LANGUAGE.into(), &text);
    let query = query.unwrap_or_else(|error| panic!("{file}: {error}"));
    (text, query)
}

#[test]
fn every_query_can_be_asked() {
    for file in ["highlights.scm", "helix/highlights.scm", "folds.scm", "indents.scm", "injections.scm"] {
        query(file);
    }
}

#[test]
fn a_word_of_a_query_is_one_of_the_language_in_both_spellings() {
    let (text, _) = query("highlights.scm");
    let mut count = 0;
    for line in text.lines().filter(|line| line.contains("#any-of?")) {
        let words: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        for pair in words.chunks(2) {
            let attribute = Attribute::read(pair[0]).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(pair, [attribute.en(), attribute.zh()], "{line}");
            count += 1;
        }
    }
    assert!(count > 4);
    let (folds, _) = query("folds.scm");
    for keyword in Keyword::ALL.iter().filter(|keyword| **keyword != Keyword::Budget) {
        let pattern = format!("\n({}_statement)+ @fold\n", keyword.en());
        assert!(folds.contains(&pattern), "folds.scm lacks {pattern}");
    }
}

/// Every leaf with a name has a colour, and one only, whichever of several patterns an editor prefers.
#[test]
fn every_word_has_one_colour() {
    let (_, query) = query("highlights.scm");
    let names = query.capture_names();
    let mut parser = Parser::new();
    let mut colours: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, text) in texts::all() {
        let tree = parser.parse(&text, None);
        let mut of: BTreeMap<(usize, usize), &str> = BTreeMap::new();
        let mut cursor = QueryCursor::new();
        let mut captures = cursor.captures(&query, tree.root_node(), text.as_bytes());
        while let Some((matched, index)) = captures.next() {
            let capture = matched.captures[*index];
            let (place, colour) = (capture.node.byte_range(), names[capture.index as usize]);
            let before = of.insert((place.start, place.end), colour);
            assert!(
                before.is_none_or(|before| before == colour),
                "{name}: {:?} is {before:?} and {colour}",
                &text[place]
            );
            *colours.entry(colour).or_default() += 1;
        }
        for (kind, start, end) in super::tree::leaves(&tree) {
            let coloured = of.keys().any(|&(from, to)| from <= start && end <= to);
            // The name of a value whose attribute is misspelt has none, and what is not read has none.
            let is_plain = kind == "unread" || kind == "name";
            assert!(
                coloured || is_plain || !kind.starts_with(char::is_alphabetic),
                "{name}: no colour for {kind} {:?}",
                &text[start..end]
            );
        }
    }
    let unused: Vec<&&str> = names.iter().filter(|name| !colours.contains_key(**name)).collect();
    assert!(unused.is_empty(), "nothing in the project is {unused:?}: {colours:?}");
}
