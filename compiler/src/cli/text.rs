//! The department's own parts of a text: the files of a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bud::diagnostic::Message;
use bud::report::text::PartFile;

use super::input;
use super::session;

/// The folder beside a budget that is looked for where none is named.
const FOLDER: &str = "text";

/// The files of the folder that is named, or of the one beside the budget: those that end in `.md`, in order
/// of their names.
///
/// # Errors
/// What cannot be read. That there is no folder beside the budget is none.
pub fn files(budget: &Path, folder: Option<&Path>) -> Result<Vec<PartFile>, Message> {
    let beside = || (!input::is_stdin(budget)).then(|| budget.with_file_name(FOLDER)).filter(|it| it.is_dir());
    let Some(folder) = folder.map(Path::to_owned).or_else(beside) else { return Ok(Vec::new()) };
    let unreadable = |path: &Path, error: &io::Error| session::about("cannot-read", path, session::reason(error));
    let entries = fs::read_dir(&folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    let entries = entries.map_err(|error| unreadable(&folder, &error))?;
    let is_part = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "md") && path.is_file();
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).filter(is_part).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
        let wrong = |_| unreadable(&path, &io::Error::from(io::ErrorKind::InvalidData));
        let text = String::from_utf8(bytes).map_err(wrong)?;
        // A mark of the encoding is no part of the text.
        let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
        let name = path.display().to_string().replace('\\', "/");
        let path = path.canonicalize().unwrap_or(path);
        Ok(PartFile { name, path, text })
    };
    paths.into_iter().map(read).collect()
}
