//! Builds the parser, which is C.

use std::path::Path;

fn main() {
    let source = Path::new("src");
    println!("cargo:rerun-if-changed=src");
    cc::Build::new()
        .std("c11")
        .include(source)
        .flag_if_supported("-Wno-unused-parameter")
        .flag_if_supported("-Wno-unused-but-set-variable")
        .flag_if_supported("/utf-8")
        .files(["parser.c", "scanner.c"].map(|file| source.join(file)))
        .compile("tree-sitter-bud");
}
