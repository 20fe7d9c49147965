//! A budget as files of lines: what faults are put into, and what suggestions are applied to.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use bud::diagnostic::Fix;
use bud::source::{LineRef, Memory};
use bud::{Analysis, Options, analyze};

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its name, as includes name it.
    pub name: String,
    /// Its lines.
    pub lines: Vec<String>,
}

impl TextFile {
    fn new(name: &str, text: &str) -> TextFile {
        TextFile { name: name.to_owned(), lines: text.lines().map(str::to_owned).collect() }
    }
}

/// All files of a budget; the main file is the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The files.
    pub files: Vec<TextFile>,
}

/// A line of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct At {
    /// The file.
    pub file: usize,
    /// The line in it, from 0.
    pub line: usize,
}

impl Budget {
    /// A budget of these files, named and written; the first is the main file.
    pub fn new(files: &[(String, String)]) -> Budget {
        Budget { files: files.iter().map(|(name, text)| TextFile::new(name, text)).collect() }
    }

    /// The budget in a folder whose main file is `main`: that file and all that it leads to.
    pub fn read(folder: &Path, main: &str) -> io::Result<Budget> {
        let mut files = vec![(main.to_owned(), fs::read_to_string(folder.join(main))?)];
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.extension().is_some_and(|extension| extension == "bud") && name != main {
                files.push((name, fs::read_to_string(path)?));
            }
        }
        files[1..].sort();
        let whole = Budget::new(&files);
        let analysis = whole.analyze();
        let reached = |name: &str| analysis.sources.iter().any(|file| file.name == name);
        Ok(Budget { files: whole.files.into_iter().filter(|file| reached(&file.name)).collect() })
    }

    /// Checks it.
    pub fn analyze(&self) -> Analysis {
        let mut memory = Memory::new();
        for file in &self.files {
            memory.insert(&file.name, file.lines.iter().flat_map(|line| [line, "\n"]).collect::<String>());
        }
        let main = Path::new(&self.files[0].name);
        analyze(&memory, main, &Options::default()).expect("the main file is in memory")
    }

    /// Where a line of its analysis is.
    pub fn at(&self, analysis: &Analysis, line: LineRef) -> At {
        let name = &analysis.sources.file(line.file).name;
        let file = self.files.iter().position(|file| file.name == *name).expect("only these files were read");
        At { file, line: analysis.sources.line_number(line) as usize - 1 }
    }

    /// The text of a line.
    pub fn line(&self, at: At) -> &str {
        &self.files[at.file].lines[at.line]
    }

    /// `file:number`, as people name a line.
    pub fn place(&self, at: At) -> String {
        format!("{}:{}", self.files[at.file].name, at.line + 1)
    }

    /// The budget with the edits of `fix` made; `analysis` is the one that it comes from.
    pub fn with(&self, analysis: &Analysis, fix: &Fix) -> Budget {
        let mut edits: Vec<_> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| (edit.span.file, edit.span.start, edit.span.end));
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for edit in edits.into_iter().rev() {
            let file = analysis.sources.file(edit.span.file);
            let text = texts.entry(&file.name).or_insert_with(|| file.text.to_string());
            text.replace_range(edit.span.range(), &edit.text);
        }
        let mut budget = self.clone();
        for file in &mut budget.files {
            if let Some(text) = texts.get(file.name.as_str()) {
                *file = TextFile::new(&file.name, text);
            }
        }
        budget
    }

    /// The lines that only `self` has and those that only `other` has, file by file.
    pub fn difference(&self, other: &Budget) -> (Vec<At>, Vec<At>) {
        let (mut only_here, mut only_there) = (Vec::new(), Vec::new());
        for (file, (here, there)) in self.files.iter().zip(&other.files).enumerate() {
            only_here.extend(surplus(here, there).map(|line| At { file, line }));
            only_there.extend(surplus(there, here).map(|line| At { file, line }));
        }
        (only_here, only_there)
    }

    /// Writes its files into a folder.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        for file in &self.files {
            fs::write(folder.join(&file.name), file.lines.iter().flat_map(|line| [line, "\n"]).collect::<String>())?;
        }
        Ok(())
    }
}

/// The lines of one file that the other has not, counting how often each stands there.
fn surplus<'a>(here: &'a TextFile, there: &TextFile) -> impl Iterator<Item = usize> + use<'a> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    if here.lines != there.lines {
        there.lines.iter().for_each(|line| *counts.entry(line.clone()).or_default() += 1);
    }
    let same = here.lines == there.lines;
    here.lines
        .iter()
        .enumerate()
        .filter(move |(_, line)| {
            !same && counts.get_mut(*line).is_none_or(|count| std::mem::replace(count, count.saturating_sub(1)) == 0)
        })
        .map(|(at, _)| at)
}
