//! Any text at all: nothing is lost, nothing panics, and every place is one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use bud::diagnostic::render::{Findings, Format, Style};
use bud::diagnostic::{Diagnostic, Edit, Language};
use bud::fix::{Wanted, fix};
use bud::report::ledger;
use bud::source::{Files, Memory, lines};
use bud::span::Span;
use bud::syntax::{Attribute, Keyword, Kind, LineParser, Measure, Source, lexer};
use bud::{Analysis, Options, analyze};
use proptest::prelude::*;

use crate::{config, read};

/// Words and signs that mean something to the language, or nearly.
static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut pieces: Vec<&str> = Vec::new();
    pieces.extend(Keyword::ALL.iter().flat_map(|it| [it.en(), it.zh()]));
    pieces.extend(Attribute::ALL.iter().flat_map(|it| [it.en(), it.zh()]));
    pieces.extend(Kind::ALL.iter().flat_map(|it| [it.en(), it.zh()]));
    pieces.extend(Source::ALL.iter().flat_map(|it| [it.en(), it.zh()]));
    pieces.extend(Measure::ALL.iter().flat_map(|it| [it.en(), it.zh()]));
    pieces.extend([
        "甲",
        "乙",
        "人才中心",
        "Library",
        "a.bud",
        "b.bud",
        "..",
        "/",
        "208",
        "20899",
        "2089999",
        "301",
        "30101",
        "501",
        "103",
        "2024",
        "0",
        "1",
        "-1",
        "12.50",
        "1,234.00",
        "1,23",
        "30800.0O",
        "3万",
        "3万元",
        "１２．５",
        "９，９９９",
        "9999999999999",
        "0.000001",
        "1e5",
        "(",
        ")",
        "+",
        "-",
        "*",
        "/",
        "（",
        "）",
        "－",
        "，",
        "：",
        ":",
        "=",
        ",",
        "\"",
        "“",
        "”",
        "\"甲 乙\"",
        "“甲”",
        "\\",
        "\\\"",
        "#",
        "＃",
        "# 说明",
        "3#楼",
        "\u{3000}",
        "\u{a0}",
        "\t",
        "\r",
        "\0",
        "\u{7f}",
        "\u{200b}",
        "\u{202e}",
        "\u{feff}",
        "\u{2028}",
        "\u{85}",
        "e\u{301}",
        "👩\u{200d}🌾",
        "𠮷",
        "É",
    ]);
    pieces.into_iter().map(str::to_owned).collect()
});

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (0..PIECES.len()).prop_map(|at| PIECES[at].clone()),
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(String::from),
    ]
}

/// A line of pieces, most of them apart.
fn line() -> impl Strategy<Value = String> {
    let blank = prop_oneof![6 => Just(" "), 1 => Just(""), 1 => Just("\u{3000}")];
    prop::collection::vec((piece(), blank), 0..14).prop_map(|parts| {
        let parts = parts.iter().flat_map(|(piece, blank)| [piece.as_str(), *blank]);
        parts.collect::<String>().replace('\n', "")
    })
}

pub fn text() -> impl Strategy<Value = String> {
    let end = prop_oneof![5 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\r")];
    let mark = prop_oneof![9 => Just(""), 1 => Just("\u{feff}")];
    (mark, prop::collection::vec((line(), end), 0..12), line()).prop_map(|(mark, lines, last)| {
        let lines = lines.iter().flat_map(|(line, end)| [line.as_str(), *end]);
        std::iter::once(mark).chain(lines).chain([last.as_str()]).collect()
    })
}

/// The examples that are small.
static EXAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let mut files: Vec<_> = ["faults", "hello"]
        .iter()
        .flat_map(|folder| fs::read_dir(examples.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "bud"))
        .collect();
    files.sort();
    files.iter().map(|path| fs::read(path).unwrap()).filter(|bytes| bytes.len() < 8_000).collect()
});

/// An example with some of its bytes cut out, doubled or replaced.
pub fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), 0..12_usize, 0..3_u8, piece());
    let example = (0..EXAMPLES.len()).prop_map(|at| EXAMPLES[at].clone());
    (example, prop::collection::vec(change, 1..8)).prop_map(|(mut bytes, changes)| {
        for (at, length, how, piece) in changes {
            let at = at.index(bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            let with = match how {
                0 => Vec::new(),
                1 => bytes[at..end].repeat(2),
                _ => piece.into_bytes(),
            };
            bytes.splice(at..end, with);
        }
        bytes
    })
}

/// Checks everything that must hold whatever the text is.
fn sound(analysis: &Analysis) {
    let whole = |span: Span| {
        let text = &analysis.sources.file(span.file).text;
        assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?}");
    };
    for diagnostic in &analysis.diagnostics {
        whole(diagnostic.span);
        diagnostic.related.iter().for_each(|related| whole(related.span));
        for fix in diagnostic.fix.iter().chain(&diagnostic.alternatives) {
            assert!(!fix.edits.is_empty(), "a fix that changes nothing: {diagnostic:?}");
            fix.edits.iter().for_each(|edit| whole(edit.span));
            let mut edits: Vec<&Edit> = fix.edits.iter().collect();
            edits.sort_by_key(|edit| edit.span);
            for pair in edits.windows(2) {
                let apart = pair[0].span.file != pair[1].span.file || pair[0].span.end <= pair[1].span.start;
                assert!(apart && pair[0].span != pair[1].span, "edits overlap: {diagnostic:?}");
            }
        }
        assert!(diagnostic.alternatives.iter().all(|fix| !fix.certain), "one of several is certain: {diagnostic:?}");
    }
    for language in Language::ALL.iter().copied() {
        let plain = Style::plain(language);
        for style in [plain, Style { drawing: true, colour: true, width: 60, limit: 10, ..plain }] {
            let findings = [Findings { sources: &analysis.sources, diagnostics: &analysis.diagnostics }];
            for format in Format::ALL {
                let mut out = Vec::new();
                format.write(&findings, &style, &mut out).unwrap();
                let shown = String::from_utf8(out).unwrap();
                if matches!(format, Format::Json | Format::Sarif) {
                    serde_json::from_str::<serde_json::Value>(&shown).unwrap();
                }
            }
        }
    }
    let mut out = Vec::new();
    ledger::write(analysis, &mut out).unwrap();
    serde_json::from_slice::<serde_json::Value>(&out).unwrap();
}

/// Fixes a budget and checks that nothing is worse, that nothing else is changed, and that it ends.
fn mended(files: &Memory, wanted: Wanted) {
    let main = [(PathBuf::from("a.bud"), Options::default())];
    let lines_lost = |analysis: &Analysis| {
        let lost = ["E01", "E02", "E03"];
        let lost = |it: &&Diagnostic| lost.iter().any(|range| it.code.as_str().starts_with(range));
        analysis.diagnostics.iter().filter(lost).count()
    };
    let sums_off = |analysis: &Analysis| {
        let off = |it: &&Diagnostic| ["E04", "E05"].iter().any(|range| it.code.as_str().starts_with(range));
        analysis.diagnostics.iter().filter(off).count()
    };
    let before = analyze(files, "a.bud".as_ref(), &Options::default()).unwrap();
    let certain = fix(files, &main, Wanted::Certain);
    let fixed = fix(files, &main, wanted);
    assert!(!fixed.unfinished);
    let after = fixed.analyses[0].as_ref().unwrap();
    let converted = fixed.files.iter().any(|file| file.encoding.is_some());
    assert!(converted || lines_lost(after) <= lines_lost(&before), "{:?}", fixed.files);
    // What was certain may have uncovered sums that are wrong; a guess may not.
    assert!(sums_off(after) <= sums_off(certain.analyses[0].as_ref().unwrap()), "{:?}", fixed.files);
    for file in &fixed.files {
        assert_eq!(files.read(&file.path).unwrap(), file.before);
        assert!(file.fixes > 0 || file.encoding.is_some());
        assert_eq!(after.sources.by_path(&file.path).unwrap().text.as_str(), file.text);
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn the_tokens_are_the_line(line in prop_oneof![line(), "[^\n]*"]) {
        let mut tokens = Vec::new();
        lexer::tokens(&line, &mut tokens);
        let text: String = tokens.iter().map(|token| token.place.of(&line)).collect();
        prop_assert_eq!(&text, &line);
        prop_assert!(tokens.windows(2).all(|pair| pair[0].place.end == pair[1].place.start));
        // The parser works on the same line: its problems lie in it.
        for problem in LineParser::new().parse(&line).problems {
            prop_assert!(line.get(problem.place.range()).is_some(), "{:?}", problem);
        }
    }

    #[test]
    fn the_lines_are_the_file(text in prop_oneof![text(), any::<String>()]) {
        let mut rest = text.strip_prefix('\u{feff}').unwrap_or(&text);
        for (start, line) in lines(&text) {
            prop_assert_eq!(start as usize, text.len() - rest.len());
            rest = rest.strip_prefix(line).unwrap();
            rest = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')).unwrap_or(rest);
        }
        // What is left is what no line end follows: nothing, or a carriage return of its own.
        prop_assert!(rest.is_empty() || rest == "\r", "{:?} is in no line", rest);
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        sound(&read(bytes));
    }

    #[test]
    fn any_words_are_read(text in text()) {
        sound(&read(text));
    }

    #[test]
    fn any_files_include_each_other(first in text(), second in text(), third in text()) {
        let include = "include b.bud\n引用 sub/c.bud\n";
        let files = Memory::new()
            .with("a.bud", format!("{include}{first}"))
            .with("b.bud", format!("include sub/c.bud\n{second}"))
            .with("sub/c.bud", format!("include ../a.bud\n{third}"));
        sound(&analyze(&files, "a.bud".as_ref(), &Options::default()).unwrap());
    }

    #[test]
    fn any_change_of_an_example_is_read(bytes in mutated()) {
        sound(&read(bytes));
    }

    #[test]
    fn any_change_of_an_example_is_mended_or_left(bytes in mutated()) {
        let files = Memory::new().with("a.bud", bytes);
        mended(&files, Wanted::Certain);
        mended(&files, Wanted::All);
    }

    #[test]
    fn any_words_are_mended_or_left(first in text(), second in text()) {
        let files = Memory::new().with("a.bud", format!("include b.bud\n{first}")).with("b.bud", second);
        mended(&files, Wanted::Certain);
        mended(&files, Wanted::All);
    }
}
