//! The grammars for editors hold the compiler's words: what is generated from its tables is up to date.
//!
//! `BLESS=1 cargo test -p bud --test grammars` writes it anew.

#![allow(clippy::unwrap_used)]

mod textmate;

use std::path::Path;

/// Fails if the file `path` of the project says something else than `is`; with `BLESS=1` writes it.
fn current(path: &str, is: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join(path);
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, is).unwrap();
    }
    let told = std::fs::read_to_string(&file).unwrap_or_default();
    let line = is.lines().zip(told.lines()).position(|(is, told)| is != told);
    let line = line.unwrap_or_else(|| is.lines().count().min(told.lines().count())) + 1;
    assert!(is == told, "{path}, line {line}: not up to date. `BLESS=1 cargo test -p bud --test grammars` writes it");
}

#[test]
fn the_textmate_grammar_is_up_to_date() {
    current("grammar/textmate/bud.tmLanguage.json", &textmate::grammar());
}
