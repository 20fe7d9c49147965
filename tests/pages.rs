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
//! - ` ```toml ` is a layout of tables, which is read as such.
//! - ` ```markdown file=text/60-note.md ` is a part of the text that a department wrote.
//! - ` ```bud escaped ` may hold `\u{200B}` for a character that cannot be seen and `\xFF` for a
//!   byte, so that the page shows what an editor would hide.
//!
//! The bad example of an error or a warning gives its code, once or more, and no other error or
//! warning. The good example gives nothing at all. Where the bad example's finding has a fix, the
//! fix applied leaves no error and no warning; each of its alternatives, applied alone, mends it and
//! leaves lines that can be read.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use bud::diagnostic::locale::text;
use bud::diagnostic::page::{Block, Page, blocks};
use bud::diagnostic::{Code, Diagnostic, Fix, Language, Severity};
use bud::report::layout::Layout;
use bud::report::text::{PartFile, narrative};
use bud::source::Memory;
use bud::span::FileId;
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
    for block in blocks.iter().filter(|block| !block.part) {
        files.push((block.file.unwrap_or(MAIN).to_owned(), bytes(block)?));
    }
    let mut analysis = check(&files)?;
    if blocks.iter().any(|block| block.layout) {
        analysis.diagnostics = Layout::read(analysis.sources.file(FileId(0))).1;
    }
    let parts: Vec<PartFile> = blocks.iter().filter(|block| block.part).map(part).collect();
    if !parts.is_empty() {
        let text = narrative(&analysis, &Layout::default(), parts);
        analysis.diagnostics.extend(text.diagnostics);
        analysis.sources = text.sources;
    }
    Ok((files, analysis))
}

fn part(block: &Block<'_>) -> PartFile {
    let name = block.file.unwrap_or_default();
    PartFile { name: name.to_owned(), path: name.into(), text: block.text.to_owned() }
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

/// The codes whose bad example no edit mends, and why.
const WITHOUT_FIX: &[(&str, &str)] = &[
    ("E0101", "what the damaged character was is lost"),
    ("E0102", "not a place of the text is wrong but all of it: `bdc fix` converts the file"),
    ("E0108", "which of the digits are too many is not known"),
    ("E0110", "whether the bare term counts in the unit, in the measure or in 元 is a thousandfold difference"),
    ("E0111", "where the missing parenthesis or number belongs decides what the sum is"),
    ("E0112", "which parentheses matter is for whoever made them"),
    ("E0113", "what should have been divided by is not known"),
    ("E0114", "to which digit a figure is rounded is the writer's choice"),
    ("E0205", "what is missing is known to the writer only"),
    ("E0311", "which file was meant is not known: folders are not listed"),
    ("E0312", "where the file should be is no matter of the text"),
    ("E0403", "any figure between the bounds fits"),
    ("E0404", "a ceiling is not the budget's to raise, and what to cut is a decision"),
    ("E0501", "on which side a line is missing or wrong, the two sums do not tell"),
    ("E0503", "which breakdown is kept as lines is a decision about many of them"),
    ("E0504", "a goal that a program wrote is none"),
    ("E0801", "what was meant is not known, and `bdc fix` mends budgets, not layouts"),
    ("E0802", "`bdc fix` mends budgets, not layouts"),
    ("E0803", "`bdc fix` mends budgets, not layouts"),
    ("E0901", "`bdc fix` mends budgets, not texts"),
    ("E0902", "`bdc fix` mends budgets, not texts"),
    ("E0903", "`bdc fix` mends budgets, not texts"),
    ("E0904", "`bdc fix` mends budgets, not texts"),
    ("E0905", "`bdc fix` mends budgets, not texts"),
    ("E0906", "`bdc fix` mends budgets, not texts"),
    ("E0907", "`bdc fix` mends budgets, not texts"),
    ("E0908", "`bdc fix` mends budgets, not texts"),
    ("E0909", "`bdc fix` mends budgets, not texts"),
    ("W0603", "which of two units each line means is known to the writer only"),
    ("W0910", "`bdc fix` mends budgets, not texts"),
    ("W0911", "`bdc fix` mends budgets, not texts"),
    ("N0701", "nothing is wrong"),
    ("N0702", "nothing is wrong"),
    ("N0703", "nothing is wrong"),
    ("N0704", "nothing is wrong"),
    ("N0705", "nothing is wrong"),
];

/// The files with all fixes of `code` applied; none if nothing has a fix.
fn fixed(code: Code, files: Files, analysis: &Analysis) -> Option<Files> {
    let told = told(code, analysis);
    let fixes = told.iter().filter(|it| it.code == code).filter_map(|it| it.fix.as_ref());
    applied(fixes, files, analysis)
}

/// The files with some fixes applied; none if there are none.
fn applied<'a>(fixes: impl Iterator<Item = &'a Fix>, mut files: Files, analysis: &Analysis) -> Option<Files> {
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
fn each_alternative_mends_the_bad_example() {
    let mut faults = Faults::default();
    for &code in Code::ALL {
        let Ok((files, analysis)) = run(Page::of(code, Language::English).bad) else { continue };
        let count = |analysis: &Analysis| told(code, analysis).iter().filter(|it| it.code == code).count();
        let unreadable = |it: &&Diagnostic| it.code.as_str().starts_with("E01") || it.code.as_str().starts_with("E02");
        let told = told(code, &analysis);
        for alternative in told.iter().filter(|it| it.code == code).flat_map(|it| &it.alternatives) {
            assert!(!alternative.certain, "errors/{code}.md: one of several is never certain");
            let title = text(Language::English, &alternative.title);
            let files = applied([alternative].into_iter(), files.clone(), &analysis).unwrap_or_default();
            match check(&files) {
                Err(error) => faults.add(code, &title, &error),
                Ok(mended) => {
                    let broken: Vec<&Diagnostic> = mended.diagnostics.iter().filter(unreadable).collect();
                    if count(&mended) >= count(&analysis) || !broken.is_empty() {
                        let findings: Vec<&Diagnostic> = mended.diagnostics.iter().collect();
                        faults.add(code, &title, &format!("still gives {}", shown(&mended, &findings)));
                    }
                }
            }
        }
    }
    faults.none();
}

#[test]
fn what_one_edit_can_mend_carries_it() {
    let mut faults = Faults::default();
    for &code in Code::ALL {
        let Ok((_, analysis)) = run(Page::of(code, Language::English).bad) else { continue };
        let told = told(code, &analysis);
        let of_code = told.iter().filter(|it| it.code == code);
        let mended = of_code.clone().any(|it| it.fix.is_some() || !it.alternatives.is_empty());
        let reason = WITHOUT_FIX.iter().find(|(without, _)| *without == code.as_str());
        match (mended, reason) {
            (true, Some((_, reason))) => faults.add(code, "Bad", &format!("carries an edit, though {reason}")),
            (false, None) => {
                faults.add(code, "Bad", "carries no edit: add it, or say in WITHOUT_FIX why there is none")
            }
            _ => {}
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
