//! Any bytes as a budget: nothing panics, every place is one, and a fix leaves text.
//!
//! A line `=== NAME` begins another file, so that includes are tried too.

#![no_main]

use bud::diagnostic::render::{Findings, Format, Style};
use bud::diagnostic::{Edit, Fix, Language};
use bud::report::ledger;
use bud::report::show::{self, By};
use bud::source::{Memory, lines};
use bud::syntax::lexer;
use bud::{Analysis, Options, analyze};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(analysis) = analyze(&files(bytes), "a.bud".as_ref(), &Options::default()) else { return };
    for file in analysis.sources.iter() {
        let mut tokens = Vec::new();
        for (_, line) in lines(&file.text) {
            lexer::tokens(line, &mut tokens);
            let text: String = tokens.iter().map(|token| token.place.of(line)).collect();
            assert_eq!(text, line, "the tokens are the line");
        }
    }
    let with_causes = analysis.with_causes();
    for diagnostic in analysis.diagnostics.iter().chain(&with_causes) {
        let places = diagnostic.related.iter().map(|related| related.span).chain([diagnostic.span]);
        for span in places {
            assert!(analysis.sources.file(span.file).text.get(span.range()).is_some(), "{span:?} is no place");
        }
        for fix in diagnostic.fix.iter().chain(&diagnostic.alternatives) {
            apply(fix, &analysis);
        }
    }
    show(&analysis);
});

/// The files that `bytes` hold.
fn files(bytes: &[u8]) -> Memory {
    let mut files = Memory::new();
    let mut name = String::from("a.bud");
    let mut text = Vec::new();
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        match line.strip_prefix(b"=== ").map(|name| String::from_utf8_lossy(name).trim().to_owned()) {
            Some(next) if !next.is_empty() => {
                files.insert(std::mem::replace(&mut name, next), std::mem::take(&mut text));
            }
            _ => text.extend_from_slice(line),
        }
    }
    files.insert(name, text);
    files
}

/// Makes the edits of a fix, which must not overlap.
fn apply(fix: &Fix, analysis: &Analysis) {
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    assert!(!edits.is_empty(), "a fix that changes nothing");
    for pair in edits.windows(2) {
        let (first, second) = (pair[0].span, pair[1].span);
        assert!(first != second && (first.file != second.file || first.end <= second.start), "edits overlap: {fix:?}");
    }
    for edit in edits.iter().rev() {
        let mut text = analysis.sources.file(edit.span.file).text.clone();
        text.replace_range(edit.span.range(), &edit.text);
    }
}

/// Writes everything that is made of a budget.
fn show(analysis: &Analysis) {
    let mut out = Vec::new();
    let findings = [Findings { sources: &analysis.sources, diagnostics: &analysis.diagnostics }];
    for &language in Language::ALL {
        let style = Style { drawing: language == Language::Chinese, width: 80, limit: 20, ..Style::plain(language) };
        for format in Format::ALL {
            out.clear();
            let written = format.write(&findings, &style, &mut out);
            assert!(written.is_ok() && std::str::from_utf8(&out).is_ok(), "{format:?}");
        }
        let _ = show::table(analysis, &[By::Unit, By::Kind, By::Func], language);
    }
    out.clear();
    assert!(ledger::write(analysis, &mut out).is_ok());
}
