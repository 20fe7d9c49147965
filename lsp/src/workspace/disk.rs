//! What the server reads from the disk itself: where budgets are. Their text comes through
//! [`bud::source::Disk`].

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The extension of a budget's files.
pub const EXTENSION: &str = "bud";

/// A search looks at so many folders and no more, and at so many levels.
const MOST_FOLDERS: usize = 5_000;
const MOST_LEVELS: usize = 16;

/// What tells whether a file has changed: when it was written last, and its size.
pub type Stamp = Option<(SystemTime, u64)>;

/// The stamp of a file.
pub fn stamp(path: &Path) -> Stamp {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// The budget files right in a folder, in order of name.
pub fn budgets_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_budget(path)).collect();
    files.sort();
    files
}

/// The budget files in a folder and the folders under it, but for hidden ones and those of other tools.
pub fn budgets_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), 0)];
    let mut seen = 0;
    while let Some((folder, level)) = open.pop() {
        seen += 1;
        if seen > MOST_FOLDERS {
            break;
        }
        found.extend(budgets_in(&folder));
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        // A link may lead back up: it is not followed.
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|it| it.is_dir()));
        let mut below: Vec<PathBuf> = folders.map(|entry| entry.path()).filter(|path| is_searched(path)).collect();
        below.sort();
        if level < MOST_LEVELS {
            open.extend(below.into_iter().rev().map(|path| (path, level + 1)));
        }
    }
    found.sort();
    found
}

/// Where the server may keep what it can make again.
pub fn cache() -> Option<PathBuf> {
    Some(dirs::cache_dir()?.join("bud"))
}

/// Makes a file of the cache say `text`.
pub fn keep(path: &Path, text: &str) -> Option<()> {
    if fs::read_to_string(path).is_ok_and(|before| before == text) {
        return Some(());
    }
    fs::create_dir_all(path.parent()?).ok()?;
    // Another server may write the same at the same time: each writes its own and puts it in place whole.
    let new = path.with_extension(format!("{}.tmp", std::process::id()));
    fs::write(&new, text).and_then(|()| fs::rename(&new, path)).ok()
}

fn is_budget(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == EXTENSION) && path.is_file()
}

fn is_searched(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !matches!(&*name, "node_modules" | "target")
}
