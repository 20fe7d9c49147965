//! The texts that are read: the examples, the suite, and the reference's examples.

use std::fs;
use std::path::{Path, PathBuf};

/// All of them, with their names.
pub fn all() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().parent().unwrap();
    let mut texts = Vec::new();
    for folder in ["examples", "tests/suite"] {
        budgets(&root.join(folder), &mut texts);
    }
    let reference = fs::read_to_string(root.join("grammar/reference.md")).unwrap();
    // Every second piece is a block: its language, its lines.
    let blocks = reference.split("```").skip(1).step_by(2);
    texts.extend(blocks.enumerate().map(|(at, block)| (format!("reference.md, block {at}"), block.to_owned())));
    assert!(texts.len() > 80, "only {} texts", texts.len());
    texts
}

fn budgets(folder: &Path, texts: &mut Vec<(String, String)>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            budgets(&path, texts);
        } else if path.extension().is_some_and(|extension| extension == "bud") {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            texts.push((path.display().to_string(), text));
        }
    }
}
