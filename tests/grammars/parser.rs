//! The tree-sitter parser: `grammar.js` evaluated to `grammar.json`, and the parser made from that.

use std::fs;
use std::path::PathBuf;

use tree_sitter_generate::{OptLevel, generate_parser_in_directory};

/// The version of tree-sitter's interface that all editors of the set-ups know.
const ABI: usize = 14;

/// `grammar.json`, which `grammar.js` evaluates to, given the text of `words.json`.
pub fn grammar(source: &str, words: &str) -> String {
    let runtime = rquickjs::Runtime::new().unwrap();
    let context = rquickjs::Context::full(&runtime).unwrap();
    context.with(|ctx| {
        let evaluated = ctx.eval::<rquickjs::Function<'_>, _>(include_str!("grammar.js"));
        let json = evaluated.and_then(|evaluate| evaluate.call::<_, String>((source, words)));
        rquickjs::CatchResultExt::catch(json, &ctx).unwrap_or_else(|error| panic!("grammar.js: {error}"))
    })
}

/// The files that are generated from `grammar.json`, by their paths from the folder of the grammar.
pub fn generated(grammar: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let (json, out): (PathBuf, PathBuf) = (folder.path().join("grammar.json"), folder.path().join("src"));
    fs::write(&json, grammar).unwrap();
    let made = generate_parser_in_directory(
        folder.path(),
        Some(out.clone()),
        Some(json),
        ABI,
        None,
        None,
        true,
        OptLevel::default(),
    );
    made.unwrap_or_else(|error| panic!("no parser comes of the grammar: {error}"));
    let files = ["parser.c", "node-types.json", "tree_sitter/parser.h", "tree_sitter/array.h", "tree_sitter/alloc.h"];
    files.map(|file| (format!("src/{file}"), fs::read_to_string(out.join(file)).unwrap())).into()
}
