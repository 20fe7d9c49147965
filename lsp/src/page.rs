//! The page of a code, as a file that the editor can open: it is part of the server, so that it is there
//! without a network and in the reader's language.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use crate::VERSION;
use crate::workspace::disk;
use bud::diagnostic::page::Page;
use bud::diagnostic::{Code, Language};

/// The path of the page of a code; none where it cannot be written.
pub fn of(code: Code, language: Language) -> Option<PathBuf> {
    static KNOWN: Mutex<BTreeMap<(Code, &str), Option<PathBuf>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry((code, language.as_str())).or_insert_with(|| write(code, language)).clone()
}

fn write(code: Code, language: Language) -> Option<PathBuf> {
    let page = Page::of(code, language);
    let (bad, good) = match language {
        Language::English => ("Bad", "Good"),
        Language::Chinese => ("错误示例", "正确示例"),
    };
    let examples = format!("## {bad}\n\n{}\n\n## {good}\n\n{}\n", page.bad, page.good);
    let text = format!("# {code}: {}\n\n{}\n\n{examples}", page.title, page.text);
    let folder: PathBuf = disk::cache()?.join(VERSION).join(language.as_str());
    let path = folder.join(format!("{code}.md"));
    disk::keep(&path, &text)?;
    Some(path)
}
