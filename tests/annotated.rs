//! Budgets with their findings written beside the lines that cause them.
//!
//! ```text
//! #=== a total that is too high
//! project 人才房票 amount 12.00
//! total amount 13.00          #! E0401 "1.00 is missing"
//! ```
//!
//! `#===` begins a case, a budget of its own held in memory; its first file is `main.bud`, and
//! `#--- units.bud` begins a further one. `#!` is a finding of its line: the code and a part of the
//! English message. Where a comment cannot stand at the end of a line, `#!^` stands below it.
//! `#= bounded` says what became of the claim of its line. A file that cannot be shown as it is
//! names how it is made: `#--- old.bud GB18030` is encoded, and in `#--- odd.bud escapes` the
//! character U+200B is written `<U+200B>` and the byte FF `<FF>`.

use std::path::Path;

use bud::source::{LineRef, Memory};
use bud::{Analysis, Options, analyze};

/// What is written beside a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The line of the fixture that it is about, from 0.
    pub line: usize,
    /// The code of a finding, or the status of a claim.
    pub code: String,
    /// A part of the finding's message.
    pub part: Option<String>,
}

/// A finding of the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The line of the fixture, from 0.
    pub line: usize,
    /// Its code.
    pub code: String,
    /// Its English message.
    pub message: String,
}

/// A file of a case.
struct File {
    path: String,
    /// How its bytes are made, if not as they stand.
    made: Option<String>,
    /// Its first line in the fixture, from 0.
    first: usize,
    text: String,
}

/// One budget, with what is expected of it.
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The findings that are written beside its lines.
    pub findings: Vec<Expected>,
    /// The statuses that are written beside its claims.
    pub statuses: Vec<Expected>,
    /// The findings are those with their causes.
    pub causes: bool,
    files: Vec<File>,
}

/// The cases of a fixture. Lines before the first `#===` belong to none.
pub fn cases(fixture: &str) -> Vec<Case> {
    let lines: Vec<&str> = fixture.lines().collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].starts_with("#=== ")).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| Case::new(lines[start]["#=== ".len()..].trim(), start + 1, &lines[start + 1..end]))
        .collect()
}

impl Case {
    /// A case of `lines`, which begin at line `first` of their fixture.
    pub fn new(name: &str, first: usize, lines: &[&str]) -> Case {
        let mut case = Case {
            name: name.to_owned(),
            findings: Vec::new(),
            statuses: Vec::new(),
            causes: false,
            files: Vec::new(),
        };
        case.file("main.bud", first);
        for (at, line) in (first..).zip(lines) {
            if let Some(path) = line.strip_prefix("#--- ") {
                case.file(path, at + 1);
                continue;
            }
            if let Some(file) = case.files.last_mut() {
                file.text.push_str(line);
                file.text.push('\n');
            }
            let (_, written) = split(line);
            let below = written.first().is_some_and(|(mark, ..)| *mark == Mark::Above);
            // A `#!^` is about the nearest line above that is none itself.
            let about = if below { above(lines, at - first) + first } else { at };
            for (mark, code, part) in written {
                let list = if mark == Mark::Status { &mut case.statuses } else { &mut case.findings };
                list.push(Expected { line: about, code, part });
            }
        }
        case
    }

    fn file(&mut self, path: &str, first: usize) {
        const WAYS: [&str; 4] = ["GB18030", "UTF-16LE", "UTF-16BE", "escapes"];
        let (path, made) = match path.trim().rsplit_once(' ') {
            Some((path, made)) if WAYS.contains(&made) => (path, Some(made.to_owned())),
            _ => (path.trim(), None),
        };
        // A case that begins with `#--- main.bud` has no lines before it.
        self.files.retain(|file| file.path != path || !file.text.is_empty());
        self.files.push(File { path: path.to_owned(), made, first, text: String::new() });
    }

    /// What the compiler makes of it.
    pub fn analyze(&self) -> Analysis {
        let mut files = Memory::new();
        for file in &self.files {
            files.insert(&file.path, file.bytes());
        }
        analyze(&files, Path::new("main.bud"), &Options::default()).expect("a case has a main.bud")
    }

    /// The findings of `analysis`, by lines of the fixture.
    pub fn found(&self, analysis: &Analysis) -> Vec<Found> {
        let findings = if self.causes { analysis.with_causes() } else { analysis.diagnostics.clone() };
        let findings = findings.iter().map(|finding| {
            let file = analysis.sources.file(finding.span.file);
            Found {
                line: self.line(&file.name, file.position(finding.span.start).line),
                code: finding.code.to_string(),
                message: bud::diagnostic::locale::text(bud::diagnostic::Language::English, &finding.message),
            }
        });
        findings.collect()
    }

    /// Everything that is not as it is written, a sentence each.
    pub fn differences(&self) -> Vec<String> {
        let analysis = self.analyze();
        let mut open = self.findings.clone();
        let mut out = Vec::new();
        for found in self.found(&analysis) {
            match open.iter().position(|expected| expected.meets(&found)) {
                Some(at) => drop(open.remove(at)),
                None => out.push(format!("line {}: found {} \"{}\"", found.line + 1, found.code, found.message)),
            }
        }
        for expected in open {
            let part = expected.part.unwrap_or_default();
            out.push(format!("line {}: not found {} \"{part}\"", expected.line + 1, expected.code));
        }
        let statuses = self.claimed(&analysis);
        for expected in &self.statuses {
            let is: Vec<&str> =
                statuses.iter().filter(|(line, _)| *line == expected.line).map(|(_, status)| *status).collect();
            if is != [expected.code.as_str()] {
                out.push(format!("line {}: the claim is {is:?}, not {}", expected.line + 1, expected.code));
            }
        }
        out
    }

    /// The claims by lines of the fixture, with what became of them.
    pub fn claimed(&self, analysis: &Analysis) -> Vec<(usize, &'static str)> {
        let claims = analysis.model.claims.iter().zip(&analysis.settled.figure_of);
        let figures = claims.filter_map(|(claim, figure)| Some((claim.at, &analysis.settled.figures[(*figure)?])));
        let line = |at: LineRef| self.line(&analysis.sources.file(at.file).name, analysis.sources.line_number(at));
        figures.map(|(at, figure)| (line(at), figure.status.as_str())).collect()
    }

    /// The line of the fixture where line `number` (from 1) of file `name` stands.
    fn line(&self, name: &str, number: u32) -> usize {
        let file = self.files.iter().rfind(|file| file.path == name).expect("a file of the case");
        file.first + number as usize - 1
    }
}

impl File {
    fn bytes(&self) -> Vec<u8> {
        let utf16 = || self.text.encode_utf16();
        match self.made.as_deref() {
            None => self.text.clone().into_bytes(),
            Some("GB18030") => encoding_rs::GB18030.encode(&self.text).0.into_owned(),
            Some("UTF-16LE") => [0xFEFF].into_iter().chain(utf16()).flat_map(u16::to_le_bytes).collect(),
            Some("UTF-16BE") => [0xFEFF].into_iter().chain(utf16()).flat_map(u16::to_be_bytes).collect(),
            Some(_) => escaped(&self.text),
        }
    }
}

/// `text` with `<U+200B>` as the character and `<FF>` as the byte.
fn escaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        bytes.extend(before.as_bytes());
        let (escape, after) = after.split_once('>').expect("an escape is closed");
        match escape.strip_prefix("U+") {
            Some(code) => {
                let code = u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a character");
                bytes.extend(code.to_string().as_bytes());
            }
            None => bytes.push(u8::from_str_radix(escape, 16).expect("a byte")),
        }
        rest = after;
    }
    bytes.extend(rest.as_bytes());
    bytes
}

impl Expected {
    /// Whether the finding is the expected one.
    pub fn meets(&self, found: &Found) -> bool {
        let part = self.part.as_deref().unwrap_or("");
        self.line == found.line && self.code == found.code && found.message.contains(part)
    }
}

/// How an annotation is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `#!`: a finding of this line.
    Here,
    /// `#!^`: a finding of the line above.
    Above,
    /// `#=`: the status of the claim of this line.
    Status,
}

/// An annotation as it stands in a line: its sign, its code or status, its quoted part.
pub type Written = (Mark, String, Option<String>);

/// A line without its `#!` annotations, and all its annotations.
pub fn split(line: &str) -> (&str, Vec<Written>) {
    const MARKS: [(&str, Mark); 3] = [("#!^ ", Mark::Above), ("#! ", Mark::Here), ("#= ", Mark::Status)];
    let mut written = Vec::new();
    let mut end = line.len();
    let mut at = 0;
    while let Some(found) = line[at..].find('#') {
        at += found;
        let Some((sign, mark)) = MARKS.iter().find(|(sign, _)| line[at..].starts_with(sign)) else {
            at += 1;
            continue;
        };
        let rest = line[at + sign.len()..].trim_start();
        let code_end = rest.find(' ').unwrap_or(rest.len());
        let (part, rest) = quoted(rest[code_end..].trim_start());
        if *mark != Mark::Status {
            end = end.min(at);
        }
        written.push((*mark, line_code(line, at + sign.len()), part));
        at = line.len() - rest.len();
    }
    (line[..end].trim_end(), written)
}

fn line_code(line: &str, at: usize) -> String {
    line[at..].split_whitespace().next().unwrap_or("").to_owned()
}

/// The quoted text that `rest` begins with, if it does, and what follows it.
fn quoted(rest: &str) -> (Option<String>, &str) {
    let Some(inner) = rest.strip_prefix('"') else { return (None, rest) };
    let mut part = String::new();
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (Some(part), &inner[at + 1..]),
            '\\' => part.extend(chars.next().map(|(_, c)| c)),
            c => part.push(c),
        }
    }
    (Some(part), "")
}

/// The line that a `#!^` in line `at` is about.
fn above(lines: &[&str], at: usize) -> usize {
    (0..at).rev().find(|&above| !lines[above].starts_with("#!^ ")).unwrap_or(0)
}
