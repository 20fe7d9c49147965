//! The files of budgets as the editor has them: what is open as it stands there, all else from the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bud::source::{Disk, FileError, Files, normal};

/// The texts of open files, by their true paths, over the disk.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// The texts.
    pub open: BTreeMap<PathBuf, Arc<String>>,
}

impl Files for Overlay {
    fn read(&self, path: &Path) -> Result<Vec<u8>, FileError> {
        self.text(path).map_or_else(|| Disk.read(path).map(without_mark), |text| Ok(text.as_bytes().to_vec()))
    }

    fn text(&self, path: &Path) -> Option<Arc<String>> {
        self.open.get(path).or_else(|| self.open.get(&true_path(path))).cloned()
    }

    fn resolve(&self, path: &Path) -> Result<PathBuf, FileError> {
        let there = true_path(path);
        if self.open.contains_key(&there) { Ok(there) } else { Disk.resolve(path) }
    }
}

/// A file's bytes without its byte order mark: no editor counts it as a column, nor sends it.
fn without_mark(mut bytes: Vec<u8>) -> Vec<u8> {
    const MARK: &[u8] = "\u{FEFF}".as_bytes();
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    bytes
}

/// Copies of the texts of open files, kept while they stay the same. The texts themselves are edited in
/// place meanwhile, so that whoever types does not wait for a copy.
#[derive(Debug, Default)]
pub struct Copies {
    known: BTreeMap<PathBuf, (u64, Arc<String>)>,
}

impl Copies {
    /// The files as they are now, with `texts` the open ones, each with its number.
    pub fn overlay(&mut self, texts: Vec<(PathBuf, u64, Arc<String>)>) -> Overlay {
        let mut known = BTreeMap::new();
        for (path, stamp, text) in texts {
            let same = self.known.remove(&path).filter(|(before, _)| *before == stamp);
            known.insert(path, same.unwrap_or_else(|| (stamp, Arc::new(String::clone(&text)))));
        }
        self.known = known;
        Overlay { open: self.known.iter().map(|(path, (_, text))| (path.clone(), Arc::clone(text))).collect() }
    }
}

/// The one true path of a file, on the disk or not.
pub fn true_path(path: &Path) -> PathBuf {
    Disk.resolve(path).unwrap_or_else(|_| {
        // A file that was never saved stands in a folder that is there.
        let folder = path.parent().and_then(|folder| Disk.resolve(folder).ok());
        match (folder, path.file_name()) {
            (Some(folder), Some(name)) => folder.join(name),
            _ => normal(path),
        }
    })
}
