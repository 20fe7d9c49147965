//! The text of a budget: where it comes from and the files that were read.
//!
//! [`Files`] is the only door to a disk, a memory or an editor; everything above it works on
//! [`Sources`]. What the text means does not belong here.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::span::{FileId, LineIndex, Place, Position, Span};

/// Why a file could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is no such file.
    Missing,
    /// The path names a folder.
    Folder,
    /// It leads out of the root folder, by `..`, by an absolute path or through a link.
    Outside,
    /// It may not be read.
    Denied,
    /// More than 4 GiB, which offsets cannot count.
    TooLarge,
    /// Anything else the system says, in its words.
    Other(String),
}

/// Whoever supplies the text of files: the disk, a memory, an editor's open buffers.
pub trait Files: Sync {
    /// The bytes of the file at `path`.
    ///
    /// # Errors
    /// [`FileError`], when it cannot be read.
    fn read(&self, path: &Path) -> Result<Vec<u8>, FileError>;

    /// The text of the file at `path`, where it is known to be text: an editor's buffer. It saves looking
    /// at its bytes.
    fn text(&self, path: &Path) -> Option<Arc<String>> {
        let _ = path;
        None
    }

    /// The one true path of a file or folder: links followed, `.` and `..` gone. Two paths of one
    /// file resolve to the same.
    ///
    /// # Errors
    /// [`FileError`], when there is no such file or folder.
    fn resolve(&self, path: &Path) -> Result<PathBuf, FileError>;
}

/// The disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, FileError> {
        if path.is_dir() {
            return Err(FileError::Folder);
        }
        std::fs::read(path).map_err(|error| file_error(&error))
    }

    fn resolve(&self, path: &Path) -> Result<PathBuf, FileError> {
        std::fs::canonicalize(path).map_err(|error| file_error(&error))
    }
}

fn file_error(error: &std::io::Error) -> FileError {
    match error.kind() {
        std::io::ErrorKind::NotFound => FileError::Missing,
        std::io::ErrorKind::IsADirectory => FileError::Folder,
        std::io::ErrorKind::PermissionDenied => FileError::Denied,
        _ => FileError::Other(error.to_string()),
    }
}

/// Files held in memory: tests, standard input, an editor's buffers. What it lacks may come from
/// other files below it ([`Memory::over`]).
#[derive(Default)]
pub struct Memory {
    texts: BTreeMap<PathBuf, Vec<u8>>,
    below: Option<Box<dyn Files + Send>>,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").field("texts", &self.texts.keys()).finish_non_exhaustive()
    }
}

impl Memory {
    /// An empty memory.
    pub fn new() -> Memory {
        Memory::default()
    }

    /// An empty memory over `files`.
    pub fn over(files: Box<dyn Files + Send>) -> Memory {
        Memory { texts: BTreeMap::new(), below: Some(files) }
    }

    /// Adds or replaces the file at `path`.
    pub fn insert(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.texts.insert(normal(&path.into()), bytes.into());
    }

    /// The same, for building one in an expression.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Memory {
        self.insert(path, bytes);
        self
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, FileError> {
        match (self.texts.get(&normal(path)), &self.below) {
            (Some(bytes), _) => Ok(bytes.clone()),
            (None, Some(files)) => files.read(path),
            (None, None) if self.resolve(path).is_ok() => Err(FileError::Folder),
            (None, None) => Err(FileError::Missing),
        }
    }

    fn resolve(&self, path: &Path) -> Result<PathBuf, FileError> {
        let path = normal(path);
        match &self.below {
            _ if self.texts.contains_key(&path) => Ok(path),
            // `.` without its dot: the disk wants it back.
            Some(files) if path == Path::new("") => files.resolve(Path::new(".")),
            Some(files) => files.resolve(&path),
            None if self.texts.keys().any(|known| known.starts_with(&path)) => Ok(path),
            None => Err(FileError::Missing),
        }
    }
}

/// `path` without `.`, and with each `..` taken off where something stands before it.
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// One file that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its place in [`Sources`].
    pub id: FileId,
    /// The path as messages and the ledger name it: as the user gave it, or as the including file
    /// leads to it, with `/` on every system.
    pub name: String,
    /// The one true path, for reading it only once.
    pub path: PathBuf,
    /// The text; empty where it could not be read as text. An editor's buffer is shared, not copied.
    pub text: Arc<String>,
    /// The text is an editor's buffer: the editor counts all of it, also a byte order mark.
    pub is_buffer: bool,
    index: OnceLock<LineIndex>,
    editor_index: OnceLock<Option<LineIndex>>,
}

impl SourceFile {
    /// A file with its text.
    pub fn new(id: FileId, name: String, path: PathBuf, text: impl Into<Arc<String>>) -> SourceFile {
        let (index, editor_index) = (OnceLock::new(), OnceLock::new());
        SourceFile { id, name, path, text: text.into(), is_buffer: false, index, editor_index }
    }

    /// The line index, made when it is first asked for.
    pub fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The line index as editors count lines: a carriage return that no line feed follows ends one, too.
    /// A byte order mark that an editor leaves in its buffer is a character to it; in a file it is none.
    pub fn editor_index(&self) -> &LineIndex {
        let bytes = self.text.as_bytes();
        let is_alone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
        let counts_mark = self.is_buffer && self.text.starts_with('\u{FEFF}');
        let differs = || counts_mark || memchr::memchr_iter(b'\r', bytes).any(is_alone);
        let made = || differs().then(|| LineIndex::of_editor(&self.text, counts_mark));
        let own = self.editor_index.get_or_init(made);
        own.as_ref().unwrap_or_else(|| self.index())
    }

    /// The one constructor of spans.
    ///
    /// A range that is not on character boundaries or past the end is widened to the characters
    /// that hold it, so that no renderer can fail on it; a debug build says so aloud.
    pub fn span(&self, start: u32, end: u32) -> Span {
        let (mut start, mut end) = (start as usize, end as usize);
        let whole = self.text.is_char_boundary(start) && self.text.is_char_boundary(end) && start <= end;
        debug_assert!(whole, "a span inside a character: {start}..{end} of {}", self.name);
        end = end.min(self.text.len());
        start = start.min(end);
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Span { file: self.id, start: start as u32, end: end as u32 }
    }

    /// The span of `place` in the line that begins at byte `line`.
    pub fn place(&self, line: u32, place: Place) -> Span {
        self.span(line + place.start, line + place.end)
    }

    /// The line that begins at byte `start`, without its end-of-line characters.
    pub fn line(&self, start: u32) -> &str {
        let rest = self.text.get(start as usize..).unwrap_or("");
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = &rest[..end];
        line.strip_suffix('\r').unwrap_or(line)
    }

    /// Line and column of a byte.
    pub fn position(&self, at: u32) -> Position {
        self.index().position(&self.text, at)
    }
}

/// The lines of `text`, each with its first byte and without its end-of-line characters.
///
/// A byte order mark at the start belongs to no line.
pub fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let mut start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut ends = memchr::memchr_iter(b'\n', text.as_bytes());
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let end = ends.next().unwrap_or(text.len());
        let line = &text[start..end];
        let item = (start as u32, line.strip_suffix('\r').unwrap_or(line));
        start = end + 1;
        Some(item)
    })
}

/// A line of a file: the file and the line's first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineRef {
    /// The file.
    pub file: FileId,
    /// The line's first byte.
    pub start: u32,
}

/// All files of one budget, the main file first.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file; its id is the next number.
    pub fn add(&mut self, name: String, path: PathBuf, text: impl Into<Arc<String>>) -> FileId {
        let id = FileId(self.files.len() as u32);
        self.files.push(SourceFile::new(id, name, path, text));
        id
    }

    /// Notes that the text of a file is an editor's buffer.
    pub fn set_buffer(&mut self, id: FileId) {
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            file.is_buffer = true;
        }
    }

    /// The file `id`, which came from this very `Sources`.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, the main file first.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// The text of a line.
    pub fn line(&self, at: LineRef) -> &str {
        self.file(at.file).line(at.start)
    }

    /// The line that a span begins in.
    pub fn line_of(&self, span: Span) -> LineRef {
        let index = self.file(span.file).index();
        LineRef { file: span.file, start: index.start(index.line(span.start)) }
    }

    /// The span of `place` in line `at`.
    pub fn span(&self, at: LineRef, place: Place) -> Span {
        self.file(at.file).place(at.start, place)
    }

    /// The span of the whole line, without the blanks around it.
    pub fn line_span(&self, at: LineRef) -> Span {
        let line = self.line(at);
        let start = line.len() - line.trim_start().len();
        let end = line.trim_end().len().max(start);
        self.span(at, Place { start: start as u32, end: end as u32 })
    }

    /// The number of line `at`, from 1.
    pub fn line_number(&self, at: LineRef) -> u32 {
        self.file(at.file).index().line(at.start) + 1
    }

    /// The text a span covers.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or("")
    }

    /// Finds a file by its true path.
    pub fn by_path(&self, path: &Path) -> Option<&SourceFile> {
        self.files.iter().find(|file| file.path == path)
    }
}
