//! The grammars for editors hold the compiler's words: what is generated from its tables is up to date.
//!
//! `BLESS=1 cargo test -p bud --test grammars` writes it anew.

#![allow(clippy::unwrap_used)]

mod parser;
mod textmate;
mod words;

use std::path::{Path, PathBuf};

const TREE_SITTER: &str = "grammar/tree-sitter-bud";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Fails if the file `path` of the project says something else than `is`; with `BLESS=1` writes it.
fn current(path: &str, is: &str) {
    let file = root().join(path);
    let told = std::fs::read_to_string(&file).unwrap_or_default();
    if std::env::var_os("BLESS").is_some() && told != is {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, is).unwrap();
        return;
    }
    let line = is.lines().zip(told.lines()).position(|(is, told)| is != told);
    let line = line.unwrap_or_else(|| is.lines().count().min(told.lines().count())) + 1;
    assert!(is == told, "{path}, line {line}: not up to date. `BLESS=1 cargo test -p bud --test grammars` writes it");
}

#[test]
fn the_textmate_grammar_is_up_to_date() {
    current("grammar/textmate/bud.tmLanguage.json", &textmate::grammar());
}

#[test]
fn the_tree_sitter_grammar_is_up_to_date() {
    current(&format!("{TREE_SITTER}/words.json"), &words::json());
    current(&format!("{TREE_SITTER}/src/words.h"), &words::header());
    let (folder, made) = (root().join(TREE_SITTER), format!("{TREE_SITTER}/src/made-from.txt"));
    let told = std::fs::read_to_string(root().join(&made)).unwrap_or_default();
    if std::env::var_os("BLESS").is_some() && told != parser::fingerprints(&folder) {
        parser::make(&root());
    }
    current(&made, &parser::fingerprints(&folder));
}

/// What Helix calls otherwise in a query of colours.
const IN_HELIX: [(&str, &str); 3] =
    [("@module", "@namespace"), ("@number", "@constant.numeric"), ("@string.escape", "@constant.character.escape")];

#[test]
fn the_queries_of_helix_are_up_to_date() {
    let query = |name: &str| std::fs::read_to_string(root().join(TREE_SITTER).join("queries").join(name)).unwrap();
    current(&format!("{TREE_SITTER}/queries/helix/injections.scm"), &query("injections.scm"));
    let neovim = query("highlights.scm");
    let (_, patterns) = neovim.split_once("\n\n").unwrap();
    let helix = IN_HELIX.iter().fold(patterns.to_owned(), |text, (name, other)| {
        assert!(text.contains(name), "no pattern has {name}");
        text.replace(name, other)
    });
    let head =
        "; Made from queries/highlights.scm by `BLESS=1 cargo test -p bud --test grammars`: the names of Helix.\n\n";
    current(&format!("{TREE_SITTER}/queries/helix/highlights.scm"), &format!("{head}{helix}"));
}
