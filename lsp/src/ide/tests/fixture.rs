//! Small budgets for the tests of features: files, a cursor, and answers drawn on the text.

use std::fmt::Write;
use std::path::Path;

use bud::diagnostic::Language;
use bud::source::{Memory, SourceFile};
use bud::span::{FileId, Span};
use bud::{Options, analyze};
use unicode_width::UnicodeWidthStr;

use crate::budget::Budget;
use crate::ide::View;

/// Stands where the cursor is. No budget has it.
const CURSOR: char = '┃';

/// A budget with a cursor in it.
pub struct Fixture {
    pub budget: Budget,
    /// The file that the cursor is in, else the main file.
    pub file: FileId,
    /// The byte that the cursor stands before.
    pub at: u32,
    /// A second cursor: the end of a selection; else the same.
    pub to: u32,
    pub language: Language,
}

impl Fixture {
    /// Reads files from one text: each begins with a line `--- name.bud`, the first may go without and
    /// is `main.bud`. `┃` is the cursor, two of them a selection.
    pub fn new(text: &str) -> Fixture {
        let mut files: Vec<(String, String)> = Vec::new();
        for line in text.split_inclusive('\n') {
            match line.strip_prefix("--- ") {
                Some(name) => files.push((name.trim().to_owned(), String::new())),
                None if files.is_empty() => files.push(("main.bud".to_owned(), line.to_owned())),
                None => files.last_mut().unwrap().1.push_str(line),
            }
        }
        let mut memory = Memory::new();
        let mut cursor = None;
        for (name, text) in &files {
            let mut places = text.match_indices(CURSOR).map(|(at, _)| at);
            if let Some(at) = places.next() {
                let to = places.next().map_or(at, |to| to - CURSOR.len_utf8());
                cursor = Some((name.clone(), at as u32, to as u32));
            }
            memory.insert(name, text.replace(CURSOR, ""));
        }
        let analysis = analyze(&memory, Path::new(&files[0].0), &Options::default()).unwrap();
        let (name, at, to) = cursor.unwrap_or((files[0].0.clone(), 0, 0));
        let file = analysis.sources.iter().find(|file| file.name == name).unwrap().id;
        Fixture { budget: Budget::new(analysis), file, at, to, language: Language::English }
    }

    /// The same with answers in Chinese.
    pub fn chinese(mut self) -> Fixture {
        self.language = Language::Chinese;
        self
    }

    pub fn view(&self) -> View<'_> {
        View { budget: &self.budget, file: self.file, language: self.language }
    }

    /// The lines that hold `spans`, each with its spans underlined and labelled beneath it.
    pub fn draw(&self, spans: &[(Span, String)]) -> String {
        let mut spans = spans.to_vec();
        spans.sort();
        let mut out = String::new();
        let mut last: Option<(FileId, u32)> = None;
        let files = self.budget.sources().iter().count();
        for (span, label) in spans {
            let file = self.budget.sources().file(span.file);
            let line = file.index().line(span.start);
            if last.is_none_or(|(before, _)| before != span.file) && files > 1 {
                writeln!(out, "--- {}", file.name).unwrap();
            }
            if last != Some((span.file, line)) {
                writeln!(out, "{}", file.line(file.index().start(line))).unwrap();
            }
            last = Some((span.file, line));
            writeln!(out, "{}", underline(file, span, &label)).unwrap();
        }
        out
    }
}

fn underline(file: &SourceFile, span: Span, label: &str) -> String {
    let start = file.index().start(file.index().line(span.start));
    let before = &file.text[start as usize..span.start as usize];
    let inside = &file.text[span.range()];
    let (inside, more) = inside.split_once('\n').map_or((inside, ""), |(first, _)| (first, "…"));
    let sign = if inside.is_empty() { "│".to_owned() } else { "─".repeat(inside.width()) };
    format!("{}{sign}{more} {label}", " ".repeat(before.width())).trim_end().to_owned()
}
