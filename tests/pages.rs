//! The page of every code (`compiler/errors/*.md`), with its examples run: the bad one has the fault
//! and nothing else, the good one is clean, and the fix mends what it says it mends.
//!
//! # How a page is written
//! The first line is `# E0401: ` and a title, then a few paragraphs of English; `## Bad` and
//! `## Good` follow with nothing but examples; then the same title and text in Chinese under
//! `# E0401：`. An example is one or more blocks, and what stands after `bud` in the opening fence
//! says what the block is:
//!
//! - ` ```bud ` is the main file, `budget.bud`; it comes first.
//! - ` ```bud file=units.bud ` is a further file, its path seen from the main file's folder.
//! - ` ```bud encoding=gb18030 ` is saved in that encoding, by any name the web knows it by.
//! - ` ```bud escaped ` may hold `\u{200B}` for a character that cannot be seen and `\xFF` for a
//!   byte, so that the page shows what an editor would hide.
//!
//! The bad example of an error or a warning gives its code, once or more, and no other error or
//! warning. The good example gives nothing at all. Where the bad example's finding has a fix, the
//! fix applied leaves no error and no warning.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use bud::diagnostic::locale::text;
use bud::diagnostic::page::{Block, Page, blocks};
use bud::diagnostic::{Code, Diagnostic, Language, Severity};
use bud::source::Memory;
use bud::{Analysis, Options, analyze};

const MAIN: &str = "budget.bud";

/// Gathers what is wrong with all pages, so that one run shows all of it.
#[derive(Default)]
struct Faults(String);

impl Faults {
    fn add(&mut self, code: Code, block: &str, what: &str) {
        let _ = writeln!(self.0, "errors/{code}.md, {block}: {what}");
    }

    fn none(self) {
        assert!(self.0.is_empty(), "\n{}", self.0);
    }
}

/// The bytes that a block stands for.
fn bytes(block: &Block<'_>) -> Result<Vec<u8>, String> {
    if let Some(name) = block.encoding {
        let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).ok_or(format!("no encoding {name}"))?;
        return Ok(encoding.encode(block.text).0.into_owned());
    }
    if !block.escaped {
        return Ok(block.text.as_bytes().to_vec());
    }
    let mut out = Vec::new();
    let mut rest = block.text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        let bad = || format!("not an escape: {}", rest.lines().next().unwrap_or(""));
        if let Some(hex) = rest.strip_prefix("\\x").and_then(|it| it.get(..2)) {
            out.push(u8::from_str_radix(hex, 16).map_err(|_| bad())?);
            rest = &rest[4..];
        } else {
            let (hex, after) = rest.strip_prefix("\\u{").and_then(|it| it.split_once('}')).ok_or_else(bad)?;
            let c = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).ok_or_else(bad)?;
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            rest = after;
        }
    }
    out.extend_from_slice(rest.as_bytes());
    Ok(out)
}

/// The files of an example: names and bytes.
type Files = Vec<(String, Vec<u8>)>;

/// The files of an example, and what the compiler finds in them.
fn run(example: &str) -> Result<(Files, Analysis), String> {
    let blocks = blocks(example)?;
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for block in &blocks {
        files.push((block.file.unwrap_or(MAIN).to_owned(), bytes(block)?));
    }
    let analysis = check(&files)?;
    Ok((files, analysis))
}

fn check(files: &[(String, Vec<u8>)]) -> Result<Analysis, String> {
    let mut memory = Memory::new();
    for (path, bytes) in files {
        memory.insert(path, bytes.clone());
    }
    analyze(&memory, Path::new(MAIN), &Options::default()).map_err(|error| format!("{error:?}"))
}

/// Findings as a person would read them, a line each.
fn shown(analysis: &Analysis, findings: &[&Diagnostic]) -> String {
    if findings.is_empty() {
        return "nothing".to_owned();
    }
    let line = |it: &&Diagnostic| {
        let file = analysis.sources.file(it.span.file);
        let line = file.position(it.span.start).line;
        format!("\n    {}:{line}: {} {}", file.name, it.code, text(Language::English, &it.message))
    };
    findings.iter().map(line).collect()
}

/// The files with all fixes of `code` applied; none if nothing has a fix.
fn fixed(code: Code, mut files: Vec<(String, Vec<u8>)>, analysis: &Analysis) -> Option<Vec<(String, Vec<u8>)>> {
    let told = told(code, analysis);
    let fixes = told.iter().filter(|it| it.code == code).filter_map(|it| it.fix.as_ref());
    let mut edits: Vec<_> = fixes.flat_map(|fix| &fix.edits).collect();
    // From the end, so that offsets before an edit stay right.
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.file, edit.span.start)));
    for edit in &edits {
        let name = &analysis.sources.file(edit.span.file).name;
        let (_, bytes) = files.iter_mut().find(|(path, _)| path == name)?;
        bytes.splice(edit.span.range(), edit.text.bytes());
    }
    (!edits.is_empty()).then_some(files)
}

/// What is found in the example of `code`: with the causes of what fails where the code is of such.
fn told(code: Code, analysis: &Analysis) -> Vec<Diagnostic> {
    let of_a_cause = ("E0406"..="E0410").contains(&code.as_str());
    if of_a_cause { analysis.with_causes() } else { analysis.diagnostics.clone() }
}

fn counts(it: &&Diagnostic) -> bool {
    it.severity() != Severity::Note
}

#[test]
fn the_bad_example_has_the_fault_and_no_other() {
    let mut faults = Faults::default();
    for &code in Code::ALL {
        match run(Page::of(code, Language::English).bad) {
            Err(error) => faults.add(code, "Bad", &error),
            Ok((_, analysis)) => {
                let findings = told(code, &analysis);
                let findings: Vec<&Diagnostic> = findings.iter().collect();
                let there = findings.iter().any(|it| it.code == code);
                let others = findings.iter().any(|it| it.code != code && counts(it));
                if !there || others {
                    let what = format!("should give {code} and no other error or warning, and gives");
                    faults.add(code, "Bad", &format!("{what} {}", shown(&analysis, &findings)));
                }
            }
        }
    }
    faults.none();
}

#[test]
fn the_good_example_is_clean() {
    let mut faults = Faults::default();
    for &code in Code::ALL {
        match run(Page::of(code, Language::English).good) {
            Err(error) => faults.add(code, "Good", &error),
            Ok((_, analysis)) if analysis.diagnostics.is_empty() => {}
            Ok((_, analysis)) => {
                let findings: Vec<&Diagnostic> = analysis.diagnostics.iter().collect();
                faults.add(code, "Good", &format!("should give nothing, and gives {}", shown(&analysis, &findings)));
            }
        }
    }
    faults.none();
}

#[test]
fn the_fix_mends_the_bad_example() {
    let mut faults = Faults::default();
    for &code in Code::ALL {
        // What cannot be run at all is reported by its own test.
        let Ok((files, analysis)) = run(Page::of(code, Language::English).bad) else { continue };
        let Some(files) = fixed(code, files, &analysis) else { continue };
        match check(&files) {
            Err(error) => faults.add(code, "Bad, fixed", &error),
            Ok(analysis) => {
                let findings: Vec<&Diagnostic> = analysis.diagnostics.iter().filter(counts).collect();
                if !findings.is_empty() {
                    let text: Vec<_> = files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
                    let what = format!("still gives {}\n  in\n{}", shown(&analysis, &findings), text.join("\n"));
                    faults.add(code, "Bad, fixed", &what);
                }
            }
        }
    }
    faults.none();
}

#[test]
fn every_page_has_a_title_and_a_text_in_every_language() {
    let mut faults = Faults::default();
    for &code in Code::ALL {
        if !code.page().starts_with(&format!("# {code}: ")) {
            faults.add(code, "the first line", "should be the code, a colon and the English title");
        }
        let mut titles = BTreeSet::new();
        for &language in Language::ALL {
            let page = Page::of(code, language);
            if page.title.is_empty() || page.title.ends_with(['.', '。']) {
                faults.add(code, language.as_str(), &format!("the title is {:?}", page.title));
            }
            if !titles.insert(page.title) {
                faults.add(code, language.as_str(), "the title is the same in two languages");
            }
            // What stands between backticks is Bud, in any language.
            let prose: String = page.text.split('`').step_by(2).collect();
            let chinese = prose.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
            let mostly_chinese = chinese * 2 > prose.chars().count();
            if page.text.is_empty() || mostly_chinese != (language == Language::Chinese) {
                faults.add(code, language.as_str(), "the text is missing or in another language");
            }
        }
    }
    faults.none();
}

#[test]
fn every_code_has_one_title_of_its_own() {
    for &language in Language::ALL {
        let mut titles = BTreeSet::new();
        for &code in Code::ALL {
            assert!(titles.insert(code.title(language)), "errors/{code}.md: another page is called the same");
        }
    }
}

#[test]
fn there_is_no_page_without_a_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("errors");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let pages: BTreeSet<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
    assert_eq!(pages, codes, "pages and codes (left: pages)");
}
