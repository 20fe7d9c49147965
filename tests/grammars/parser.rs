//! The tree-sitter parser is the one that comes of `grammar.js` and `words.json`.
//!
//! What makes it (`grammar/generate`) takes a minute to build, so that here only the fingerprints of what it
//! read and wrote are compared; `cargo run --manifest-path grammar/generate/Cargo.toml -- --check` makes
//! the parser again and compares that.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What the parser is made from, and what is made.
const FILES: [&str; 8] = [
    "grammar.js",
    "words.json",
    "src/grammar.json",
    "src/node-types.json",
    "src/parser.c",
    "src/tree_sitter/alloc.h",
    "src/tree_sitter/array.h",
    "src/tree_sitter/parser.h",
];

/// The fingerprint of each file in `folder`.
pub fn fingerprints(folder: &Path) -> String {
    let mut out = String::from("# Written with the parser: what it was made from, and what was made.\n");
    for file in FILES {
        let bytes = fs::read(folder.join(file)).unwrap_or_default();
        // Line ends may differ from checkout to checkout.
        let hash = bytes.iter().filter(|byte| **byte != b'\r').fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        let _ = writeln!(out, "{hash:016x} {file}");
    }
    out
}

/// Makes the parser.
pub fn make(root: &Path) {
    let manifest = root.join("grammar/generate/Cargo.toml");
    let made =
        Command::new(env!("CARGO")).args(["run", "--quiet", "--locked", "--manifest-path"]).arg(manifest).status();
    assert!(made.unwrap().success(), "no parser comes of grammar.js");
}
