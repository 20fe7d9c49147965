//! Makes the parser of the tree-sitter grammar: `grammar.js` is evaluated to `grammar.json`, and the parser
//! comes of that. `BLESS=1 cargo test -p bud --test grammars` calls it when it is needed; with `--check` it
//! writes nothing and fails if a file is not what would be written.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use tree_sitter_generate::{OptLevel, generate_parser_in_directory};

/// The version of tree-sitter's interface that all editors of the set-ups know.
const ABI: usize = 14;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let check = std::env::args().any(|argument| argument == "--check");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tree-sitter-bud");
    let grammar =
        evaluate(&fs::read_to_string(folder.join("grammar.js"))?, &fs::read_to_string(folder.join("words.json"))?)?;
    let mut files = generate(&grammar)?;
    files.push(("src/grammar.json", grammar));
    for (file, is) in files {
        let path = folder.join(file);
        if check && fs::read_to_string(&path)? != is {
            return Err(format!("{file} is not what comes of grammar.js").into());
        }
        if !check {
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            fs::write(path, is)?;
        }
    }
    Ok(())
}

/// `grammar.json`, which `grammar.js` evaluates to, given the text of `words.json`.
fn evaluate(source: &str, words: &str) -> Result<String> {
    let runtime = rquickjs::Runtime::new()?;
    let context = rquickjs::Context::full(&runtime)?;
    context.with(|ctx| {
        let evaluated = ctx.eval::<rquickjs::Function<'_>, _>(include_str!("dsl.js"));
        let json = evaluated.and_then(|evaluate| evaluate.call::<_, String>((source, words)));
        rquickjs::CatchResultExt::catch(json, &ctx).map_err(|error| format!("grammar.js: {error}").into())
    })
}

/// The files that come of `grammar.json`, by their paths in the folder of the grammar.
fn generate(grammar: &str) -> Result<Vec<(&'static str, String)>> {
    let folder = tempfile::tempdir()?;
    let (json, out): (PathBuf, PathBuf) = (folder.path().join("grammar.json"), folder.path().join("src"));
    fs::write(&json, grammar)?;
    let level = OptLevel::default();
    generate_parser_in_directory(folder.path(), Some(out), Some(json), ABI, None, None, true, level)?;
    let files = [
        "src/parser.c",
        "src/node-types.json",
        "src/tree_sitter/parser.h",
        "src/tree_sitter/array.h",
        "src/tree_sitter/alloc.h",
    ];
    files.into_iter().map(|file| Ok((file, fs::read_to_string(folder.path().join(file))?))).collect()
}
