//! Writes the seeds and the dictionary of the fuzz target, from the examples and the tables of words.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use bud::syntax::{Attribute, Base, Keyword, Kind, Measure, Rounding, Source, Stage, Zero};

/// Longer examples make slow cases and no better ones.
const LONGEST: usize = 4_096;

const SIGNS: [&str; 34] = [
    " amount ", " 金额 ", "(", ")", "+", "-", "*", "/", "，", "：", "\"", "“", "”", "\\", "#", "＃", "　", "\r\n",
    "3万元", "30,800.00", "１２", "9999999999999", "0.000001", "2089999", "30101", "2024", "CNY", "\u{feff}",
    "\u{200b}", "\u{202e}", "\u{1b}", "\n=== b.bud\n", "include b.bud\n", "amount 1\n",
];

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = here.join("corpus/analyze");
    fs::create_dir_all(&corpus)?;
    seeds(&here.join("../../examples"), &corpus, "")?;
    seeds(&here.join("../templates"), &corpus, "template-")?;
    let mut words: BTreeSet<&str> = SIGNS.into();
    words.extend(Keyword::ALL.iter().flat_map(|word| [word.en(), word.zh()]));
    words.extend(Attribute::ALL.iter().flat_map(|word| [word.en(), word.zh()]));
    words.extend(Kind::spellings().chain(Source::spellings()).chain(Measure::spellings()).chain(Stage::spellings()));
    words.extend(Rounding::spellings().chain(Base::spellings()).chain(Zero::spellings()));
    let lines: String = words.iter().map(|word| format!("\"{}\"\n", escaped(word))).collect();
    fs::write(here.join("analyze.dict"), lines)
}

/// Copies the budgets under `folder`, the long ones in pieces.
fn seeds(folder: &Path, corpus: &Path, prefix: &str) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            seeds(&path, corpus, &format!("{name}-"))?;
        } else if name.ends_with(".bud") {
            for (at, piece) in fs::read(&path)?.chunks(LONGEST).enumerate() {
                fs::write(corpus.join(format!("{at}-{name}")), piece)?;
            }
        }
    }
    Ok(())
}

/// A word as libFuzzer's dictionaries write it.
fn escaped(word: &str) -> String {
    word.bytes().map(|byte| format!("\\x{byte:02X}")).collect()
}
