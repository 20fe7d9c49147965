//! Reads the main file and everything it includes, as text.
//!
//! It decides what is text at all (encodings), which files belong to the budget (includes, the root
//! folder, cycles) and gathers the lines that declare something, since the order of lines carries no
//! meaning and money lines need all declarations. What the declarations mean is
//! [`crate::model`]'s business.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::diagnostic::{Argument, Code, Diagnostic, Fix, Message};
use crate::source::{FileError, Files, LineRef, Sources, lines, normal};
use crate::span::{FileId, Span};
use crate::syntax::{Keyword, Line, LineParser, Lines, Statement, Value};

mod cache;
mod encoding;

pub use cache::Cache;
pub use encoding::converted;

use encoding::Decoded;

/// How a budget is read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The root folder that includes may not leave; the main file's folder if there is none.
    pub root: Option<PathBuf>,
}

/// A line that declares something, read.
#[derive(Debug)]
pub struct Declaration {
    /// Where it stands.
    pub at: LineRef,
    /// What it says.
    pub statement: Statement,
}

/// The text of a budget and its declarations.
#[derive(Debug, Default)]
pub struct Loaded {
    /// All files, the main file first.
    pub sources: Sources,
    /// For each file its lines, if they are kept.
    pub kept: Vec<Option<Lines>>,
    /// For each file the file that includes it first; none for the main file.
    pub includers: Vec<Option<FileId>>,
    /// The headers, in order of reading.
    pub headers: Vec<Declaration>,
    /// The units.
    pub units: Vec<Declaration>,
    /// The accounts.
    pub accounts: Vec<Declaration>,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Lines that lead to a file that cannot be read, or where such a file begins: its money may
    /// belong anywhere.
    pub lost: Vec<LineRef>,
    /// How many lines there are in all.
    pub lines: usize,
}

/// Reads `main` and everything it includes.
///
/// What is kept in `cache` is not read again.
///
/// # Errors
/// [`FileError`], when the main file itself cannot be read.
pub fn load(files: &dyn Files, main: &Path, options: &Options, cache: Option<&mut Cache>) -> Result<Loaded, FileError> {
    let folder = match main.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let root = options.root.clone().unwrap_or(folder);
    let root = files.resolve(&root).unwrap_or_else(|_| normal(&root));
    let path = files.resolve(main)?;
    let text = read(files, main)?;
    let mut loader = Loader {
        files,
        root,
        cache,
        loaded: Loaded::default(),
        open: Vec::new(),
        known: FxHashMap::default(),
        parser: LineParser::new(),
    };
    loader.file(shown(main), path, text, None);
    loader.includes();
    if let Some(cache) = loader.cache {
        cache.trim();
    }
    Ok(loader.loaded)
}

/// The text of a file, whatever its bytes are.
fn read(files: &dyn Files, path: &Path) -> Result<Decoded, FileError> {
    if let Some(text) = files.text(path) {
        return Ok(Decoded { text, is_buffer: true, fault: None });
    }
    let bytes = files.read(path)?;
    // Also what is decoded fits: no encoding that is told apart takes more bytes than UTF-8 by so much.
    if u32::try_from(bytes.len()).is_err() {
        return Err(FileError::TooLarge);
    }
    Ok(encoding::decode(bytes))
}

/// A path as messages show it, the same on every system.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

struct Loader<'a> {
    files: &'a dyn Files,
    root: PathBuf,
    cache: Option<&'a mut Cache>,
    loaded: Loaded,
    /// The files being read, each included by the one before, with the includes still to be looked
    /// at, the next one last. A list and no recursion: a chain of includes may be long.
    open: Vec<(FileId, Vec<Declaration>)>,
    /// Every file that was read, by its true path, and whether it is open.
    known: FxHashMap<PathBuf, bool>,
    parser: LineParser,
}

impl Loader<'_> {
    fn file(&mut self, name: String, path: PathBuf, decoded: Decoded, includer: Option<FileId>) {
        self.loaded.kept.push(self.cache.as_mut().map(|cache| cache.lines(&path, &decoded.text)));
        let id = self.loaded.sources.add(name, path.clone(), decoded.text);
        if decoded.is_buffer {
            self.loaded.sources.set_buffer(id);
        }
        self.loaded.includers.push(includer);
        if let Some(fault) = decoded.fault {
            let file = self.loaded.sources.file(id);
            self.loaded.diagnostics.push(fault.diagnostic(file));
            self.loaded.lost.push(LineRef { file: id, start: 0 });
        }
        self.known.insert(path, true);
        let mut includes = self.declarations(id);
        includes.reverse();
        self.open.push((id, includes));
    }

    /// Reads everything that the open files include.
    fn includes(&mut self) {
        while let Some((id, includes)) = self.open.last_mut() {
            match includes.pop() {
                Some(declaration) => self.include(&declaration),
                None => {
                    let path = &self.loaded.sources.file(*id).path;
                    self.known.insert(path.clone(), false);
                    self.open.pop();
                }
            }
        }
    }

    /// Gathers the declarations of a file and returns its includes.
    fn declarations(&mut self, id: FileId) -> Vec<Declaration> {
        let mut includes = Vec::new();
        let Loaded { sources, kept, headers, units, accounts, diagnostics, lines: count, .. } = &mut self.loaded;
        let file = sources.file(id);
        let mut declaration = |start: u32, line: Line| {
            let Some(statement) = line.statement else { return };
            let at = LineRef { file: id, start };
            let list = match statement.keyword {
                Keyword::Budget => &mut *headers,
                Keyword::Unit => &mut *units,
                Keyword::Account => &mut *accounts,
                Keyword::Include => &mut includes,
                _ => return,
            };
            diagnostics.extend(line.problems.into_iter().map(|problem| problem.at(|place| file.place(start, place))));
            list.push(Declaration { at, statement });
        };
        if let Some(kept) = kept.get(id.0 as usize).and_then(Option::as_ref) {
            for it in kept.iter() {
                *count += 1;
                if it.line.statement.as_ref().is_some_and(|statement| declares(statement.keyword)) {
                    declaration(it.start, it.line.clone());
                }
            }
            return includes;
        }
        for (start, text) in lines(&file.text) {
            *count += 1;
            if may_declare(text) {
                declaration(start, self.parser.parse(text));
            }
        }
        includes
    }

    fn include(&mut self, declaration: &Declaration) {
        let Some(Value::Text(text)) = declaration.statement.head.first().and_then(|head| head.value) else {
            self.loaded.lost.push(declaration.at);
            return;
        };
        let includer = self.loaded.sources.file(declaration.at.file);
        let path = text.of(self.loaded.sources.line(declaration.at)).into_owned();
        if path.trim().is_empty() {
            // Told where the line is read.
            self.loaded.lost.push(declaration.at);
            return;
        }
        let span = self.loaded.sources.span(declaration.at, text.inner);
        let beside = Path::new(&includer.name).parent().unwrap_or(Path::new(""));
        let name = shown(&normal(&beside.join(&path)));
        let target = includer.path.parent().unwrap_or(Path::new("")).join(&path);
        if let Err(error) = self.read_included(&path, target, name, declaration.at.file, span) {
            self.loaded.lost.push(declaration.at);
            self.loaded.diagnostics.push(unreadable(span, &path, error));
        }
    }

    fn read_included(
        &mut self,
        path: &str,
        target: PathBuf,
        name: String,
        includer: FileId,
        span: Span,
    ) -> Result<(), FileError> {
        // The path as written is looked at first: what lies outside is not even asked for.
        if self.is_outside(&normal(&target)) && Path::new(path).is_absolute() {
            return Err(FileError::Outside);
        }
        let resolved = match self.files.resolve(&target) {
            Err(FileError::Missing) if self.is_outside(&normal(&target)) => return Err(FileError::Outside),
            resolved => resolved?,
        };
        if self.is_outside(&resolved) {
            return Err(FileError::Outside);
        }
        let known = self.known.get(&resolved).copied();
        if known == Some(true) {
            let message = Message::new("include-cycle").with("path", path);
            let fix = Fix::without_line(&self.loaded.sources, self.loaded.sources.line_of(span));
            let diagnostic = Diagnostic::new(Code::IncludeCycle, span, message).help("include-cycle-help");
            self.loaded.diagnostics.push(diagnostic.fix(fix));
            return Ok(());
        }
        if known.is_some() {
            return Ok(());
        }
        let text = read(self.files, &resolved)?;
        self.file(name, resolved, text, Some(includer));
        Ok(())
    }

    fn is_outside(&self, path: &Path) -> bool {
        let relative_root = self.root == Path::new("") || self.root == Path::new(".");
        if relative_root {
            return !path.is_relative() || path.starts_with("..");
        }
        !path.starts_with(&self.root)
    }
}

/// Whether a line may declare something; false for nearly all money lines, at the cost of a look at
/// their first bytes.
fn may_declare(line: &str) -> bool {
    const NOT: [&str; 4] = ["project ", "total ", "revenue ", "personnel "];
    if line.starts_with('#') || NOT.iter().any(|keyword| line.starts_with(keyword)) {
        return false;
    }
    LineParser::keyword(line).is_none_or(declares)
}

/// Whether the statement is read in the first pass.
fn declares(keyword: Keyword) -> bool {
    matches!(keyword, Keyword::Budget | Keyword::Unit | Keyword::Account | Keyword::Include)
}

fn unreadable(span: Span, path: &str, error: FileError) -> Diagnostic {
    let message = |key| Message::new(key).with("path", path);
    match error {
        FileError::Outside => {
            Diagnostic::new(Code::IncludeOutside, span, message("include-outside")).help("include-outside-help")
        }
        FileError::Missing => {
            Diagnostic::new(Code::IncludeUnreadable, span, message("include-missing")).help("include-missing-help")
        }
        FileError::Folder => {
            Diagnostic::new(Code::IncludeUnreadable, span, message("include-folder")).help("include-folder-help")
        }
        FileError::TooLarge => Diagnostic::new(Code::IncludeUnreadable, span, message("include-too-large")),
        FileError::Denied => {
            let reason = Argument::Word("reason-permission");
            Diagnostic::new(Code::IncludeUnreadable, span, message("include-unreadable").with("reason", reason))
        }
        FileError::Other(reason) => {
            Diagnostic::new(Code::IncludeUnreadable, span, message("include-unreadable").with("reason", reason))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    fn codes(files: &Memory, main: &str) -> Vec<String> {
        match load(files, Path::new(main), &Options::default(), None) {
            Ok(loaded) => loaded.diagnostics.iter().map(|it| it.code.to_string()).collect(),
            Err(error) => vec![format!("{error:?}")],
        }
    }

    #[test]
    fn each_file_is_read_once_and_a_cycle_is_told() {
        let files = Memory::new()
            .with("a.bud", "include b.bud\ninclude sub/c.bud\n")
            .with("b.bud", "include sub/c.bud\nunit 甲\n")
            .with("sub/c.bud", "include ../a.bud\n");
        assert_eq!(codes(&files, "a.bud"), ["E0313"]);
    }

    #[test]
    fn nothing_outside_the_root_is_read() {
        let files = Memory::new()
            .with("in/a.bud", "include ../out.bud\ninclude missing.bud\ninclude sub\n")
            .with("in/sub/x.bud", "")
            .with("out.bud", "");
        assert_eq!(codes(&files, "in/a.bud"), ["E0312", "E0311", "E0311"]);
        assert_eq!(codes(&files, "in"), ["Folder"]);
        assert_eq!(codes(&files, "none.bud"), ["Missing"]);
    }

    #[test]
    fn a_misspelt_declaration_is_read_as_one() {
        let loaded = load(&Memory::new().with("a.bud", "untt 甲\n"), Path::new("a.bud"), &Options::default(), None);
        assert_eq!(loaded.map(|loaded| (loaded.units.len(), loaded.diagnostics.len())), Ok((1, 1)));
        let loaded = load(&Memory::new().with("a.bud", "rnit 甲\n"), Path::new("a.bud"), &Options::default(), None);
        assert_eq!(loaded.map(|loaded| (loaded.units.len(), loaded.diagnostics.len())), Ok((1, 1)));
    }
}
