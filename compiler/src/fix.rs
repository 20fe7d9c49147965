//! Mends budgets: makes the fixes of their findings, in memory, until none is left.
//!
//! Several budgets are mended together, since they may share files. What was made is kept only where
//! it makes nothing worse. Which edit mends a finding is said where the finding is made; writing the
//! files is the shells' business.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::apply::Edits;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::load::{Options, converted};
use crate::source::{FileError, Files, SourceFile, Sources};
use crate::span::FileId;
use crate::{Analysis, analyze};

mod standing;

use standing::Standing;

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those that are right whatever the figures mean.
    Certain,
    /// Also the likeliest one of a finding that a person would have to decide on, where no total and
    /// no other check speaks against it.
    All,
}

/// What came of mending budgets.
#[derive(Debug)]
pub struct Fixed {
    /// Each budget as it is now, in the order given, or why its main file cannot be read.
    pub analyses: Vec<Result<Analysis, FileError>>,
    /// The files that are changed, in the order they were read.
    pub files: Vec<FixedFile>,
    /// The work was broken off: there may be more to fix.
    pub unfinished: bool,
}

/// A file that is changed.
#[derive(Debug)]
pub struct FixedFile {
    /// The path as messages name it.
    pub name: String,
    /// The one true path.
    pub path: PathBuf,
    /// What it was.
    pub before: Vec<u8>,
    /// What it is now.
    pub text: String,
    /// How many fixes were made in it.
    pub fixes: usize,
    /// The encoding that it was in, if that was not UTF-8.
    pub encoding: Option<&'static str>,
}

/// The most attempts, each of which checks all budgets anew.
const MOST_ATTEMPTS: usize = 500;
/// The most lines that are read for all attempts together.
const MOST_LINES: usize = 20_000_000;
/// The attempts that budgets have at least, however many lines they are.
const LEAST_ATTEMPTS: usize = 20;

/// Mends the budgets of some main files.
pub fn fix(files: &dyn Files, budgets: &[(PathBuf, Options)], wanted: Wanted) -> Fixed {
    Mending::new(files, budgets, wanted, None).fixed()
}

/// The same with the fixes that change nothing but the file at `path`, its one true path.
pub fn fix_file(files: &dyn Files, budgets: &[(PathBuf, Options)], wanted: Wanted, path: &Path) -> Fixed {
    Mending::new(files, budgets, wanted, Some(path)).fixed()
}

type Analyses = Vec<Result<Analysis, FileError>>;

/// Files, with what was made of some of them.
struct Overlay<'a> {
    files: &'a dyn Files,
    texts: BTreeMap<PathBuf, String>,
}

impl Files for Overlay<'_> {
    fn read(&self, path: &Path) -> Result<Vec<u8>, FileError> {
        match self.files.resolve(path).ok().and_then(|path| self.texts.get(&path)) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => self.files.read(path),
        }
    }

    fn resolve(&self, path: &Path) -> Result<PathBuf, FileError> {
        self.files.resolve(path)
    }
}

/// A file that was changed.
struct Changed {
    before: Vec<u8>,
    fixes: usize,
    encoding: Option<&'static str>,
}

/// A fix that could be made now.
struct Candidate<'a> {
    fix: &'a Fix,
    code: Code,
    sources: &'a Sources,
}

/// What a fix is known by while the text around it changes: its code, its file, the line that it
/// begins in, and the texts that it writes.
type Mark = (Code, PathBuf, String, Vec<String>);

impl<'a> Candidate<'a> {
    /// Where it begins: fixes are made in this order.
    fn place(&self) -> (&'a Path, u32) {
        let first = self.fix.edits.first();
        first.map_or((Path::new(""), 0), |edit| (self.sources.file(edit.span.file).path.as_path(), edit.span.start))
    }

    /// The files that it changes.
    fn files(&self) -> impl Iterator<Item = &'a SourceFile> {
        let files: BTreeSet<FileId> = self.fix.edits.iter().map(|edit| edit.span.file).collect();
        let sources = self.sources;
        files.into_iter().map(move |id| sources.file(id))
    }

    fn mark(&self) -> Mark {
        let line = |edit: &'a Edit| self.sources.line(self.sources.line_of(edit.span));
        let line = self.fix.edits.first().map_or("", line);
        let texts = self.fix.edits.iter().map(|edit| edit.text.clone());
        (self.code, self.place().0.to_owned(), line.to_owned(), texts.collect())
    }
}

/// What came of an attempt.
enum Attempt {
    /// There is nothing that could be made.
    Nothing,
    /// It made nothing worse, and is kept.
    Kept(Analyses),
    /// It made something worse, and is not kept.
    Refused,
}

struct Mending<'a> {
    overlay: Overlay<'a>,
    budgets: &'a [(PathBuf, Options)],
    wanted: Wanted,
    /// The only file that may be changed; none for all.
    only: Option<&'a Path>,
    changed: BTreeMap<PathBuf, Changed>,
    /// Fixes that made something worse, and uncertain ones that were made: none is made again.
    refused: BTreeSet<Mark>,
    /// How many fixes are made at once: after a failure half as many, until the one at fault is alone.
    most: usize,
}

impl<'b> Mending<'b> {
    fn new(
        files: &'b dyn Files,
        budgets: &'b [(PathBuf, Options)],
        wanted: Wanted,
        only: Option<&'b Path>,
    ) -> Mending<'b> {
        let overlay = Overlay { files, texts: BTreeMap::new() };
        let (changed, refused, most) = (BTreeMap::new(), BTreeSet::new(), usize::MAX);
        Mending { overlay, budgets, wanted, only, changed, refused, most }
    }

    fn fixed(mut self) -> Fixed {
        let (analyses, unfinished) = self.run();
        Fixed { files: self.files(&analyses), analyses, unfinished }
    }

    /// Whether a file may be changed.
    fn may_change(&self, file: &SourceFile) -> bool {
        self.only.is_none_or(|only| only == file.path)
    }

    /// The budgets mended, and whether there may be more to do.
    fn run(&mut self) -> (Analyses, bool) {
        let mut now = self.analyze();
        while self.convert(&now) {
            now = self.analyze();
        }
        let files = now.iter().flatten().flat_map(|analysis| analysis.sources.iter());
        let lines: usize = files.map(|file| file.index().count() as usize).sum();
        for _ in 0..(MOST_LINES / lines.max(1)).clamp(LEAST_ATTEMPTS, MOST_ATTEMPTS) {
            match self.attempt(&now) {
                Attempt::Kept(analyses) => now = analyses,
                Attempt::Refused => {}
                Attempt::Nothing => return (now, false),
            }
        }
        (now, true)
    }

    fn analyze(&self) -> Analyses {
        self.budgets.iter().map(|(main, options)| analyze(&self.overlay, main, options)).collect()
    }

    /// Converts the files that are in another encoding: whether there were any.
    fn convert(&mut self, now: &Analyses) -> bool {
        let mut any = false;
        for analysis in now.iter().flatten() {
            for finding in analysis.diagnostics.iter().filter(|finding| finding.code == Code::OtherEncoding) {
                let file = analysis.sources.file(finding.span.file);
                if !self.may_change(file) {
                    continue;
                }
                let path = &file.path;
                let Ok(before) = self.overlay.read(path) else { continue };
                let Some((text, encoding)) = converted(&before) else { continue };
                self.overlay.texts.insert(path.clone(), text);
                self.changed.insert(path.clone(), Changed { before, fixes: 0, encoding: Some(encoding) });
                any = true;
            }
        }
        any
    }

    /// Makes as many fixes as can be made at once: certain ones, else, if they are wanted, others.
    fn attempt(&mut self, now: &Analyses) -> Attempt {
        let findings: Vec<&[Diagnostic]> = now
            .iter()
            .map(|analysis| match analysis {
                Ok(analysis) => analysis.diagnostics.as_slice(),
                Err(_) => &[],
            })
            .collect();
        match self.attempt_some(now, &findings, true) {
            Attempt::Nothing if self.wanted == Wanted::All => {}
            attempt => return attempt,
        }
        let with_causes = now.iter().map(|it| it.as_ref().map_or(Vec::new(), Analysis::with_causes));
        let with_causes: Vec<Vec<Diagnostic>> = with_causes.collect();
        self.attempt_some(now, &with_causes.iter().map(Vec::as_slice).collect::<Vec<_>>(), false)
    }

    /// The same with the certain fixes of some findings, or with the uncertain ones.
    fn attempt_some(&mut self, now: &Analyses, findings: &[&[Diagnostic]], certain: bool) -> Attempt {
        let (chosen, edits) = self.choose(now, findings, certain);
        let Some(first) = chosen.first() else { return Attempt::Nothing };
        let files: BTreeMap<&Path, &SourceFile> =
            chosen.iter().flat_map(Candidate::files).map(|file| (file.path.as_path(), file)).collect();
        let mut before = Vec::new();
        for path in edits.paths() {
            let text = edits.applied(path, files.get(path).map_or("", |file| &file.text));
            before.push((path, self.overlay.texts.insert(path.to_owned(), text)));
        }
        let then = self.analyze();
        let worse = now.iter().zip(&then).any(|(now, then)| match (now, then) {
            (Ok(now), Ok(then)) => Standing::of(then).is_worse_than(&Standing::of(now), certain),
            _ => false,
        });
        if !worse {
            self.note(&chosen, certain);
            self.most = usize::MAX;
            return Attempt::Kept(then);
        }
        for (path, text) in before {
            match text {
                Some(text) => self.overlay.texts.insert(path.to_owned(), text),
                None => self.overlay.texts.remove(path),
            };
        }
        self.most = chosen.len() / 2;
        if self.most == 0 {
            self.refused.insert(first.mark());
            self.most = usize::MAX;
        }
        Attempt::Refused
    }

    /// The fixes that are made next, in order of place, and their edits.
    fn choose<'a>(
        &self,
        now: &'a Analyses,
        findings: &[&'a [Diagnostic]],
        certain: bool,
    ) -> (Vec<Candidate<'a>>, Edits<'a>) {
        let mut candidates = Vec::new();
        for (analysis, findings) in now.iter().zip(findings) {
            let Ok(Analysis { sources, .. }) = analysis else { continue };
            // Of a damaged file the text is not what stands on the disk.
            let damaged: BTreeSet<FileId> = findings
                .iter()
                .filter(|finding| matches!(finding.code, Code::InvalidUtf8 | Code::OtherEncoding))
                .map(|finding| finding.span.file)
                .collect();
            let free = |file: FileId| !damaged.contains(&file) && self.may_change(sources.file(file));
            let whole = |fix: &&Fix| fix.edits.iter().all(|edit| free(edit.span.file));
            candidates.extend(findings.iter().filter_map(|finding| {
                let fix = finding.fix.as_ref().filter(|fix| fix.certain == certain).filter(whole)?;
                Some(Candidate { fix, code: finding.code, sources })
            }));
        }
        candidates.sort_by_key(Candidate::place);
        let mut edits = Edits::default();
        let mut chosen: Vec<Candidate<'a>> = Vec::new();
        for candidate in candidates {
            // Budgets that share a file find the same in it.
            let here = || chosen.iter().rev().take_while(|other| other.place() == candidate.place());
            if chosen.len() < self.most
                && !self.refused.contains(&candidate.mark())
                && here().all(|other| other.mark() != candidate.mark())
                && edits.take(candidate.fix, candidate.sources)
            {
                chosen.push(candidate);
            }
        }
        (chosen, edits)
    }

    /// Remembers the fixes that were made.
    fn note(&mut self, made: &[Candidate<'_>], certain: bool) {
        for fix in made {
            for file in fix.files() {
                let new = || Changed { before: file.text.as_bytes().to_vec(), fixes: 0, encoding: None };
                self.changed.entry(file.path.clone()).or_insert_with(new).fixes += 1;
            }
            if !certain {
                self.refused.insert(fix.mark());
            }
        }
    }

    /// The files that are not what they were.
    fn files(mut self, now: &Analyses) -> Vec<FixedFile> {
        let mut files = Vec::new();
        for file in now.iter().flatten().flat_map(|analysis| analysis.sources.iter()) {
            let (Some(text), Some(changed)) = (self.overlay.texts.remove(&file.path), self.changed.remove(&file.path))
            else {
                continue;
            };
            let Changed { before, fixes, encoding } = changed;
            if before != text.as_bytes() {
                let (name, path) = (file.name.clone(), file.path.clone());
                files.push(FixedFile { name, path, before, text, fixes, encoding });
            }
        }
        files
    }
}
