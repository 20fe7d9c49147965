//! Fixes: each mends what it says it mends, and all together make nothing worse.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)]
mod annotated;

use std::fs;
use std::path::{Path, PathBuf};

use annotated::{Case, cases};
use bud::diagnostic::apply::Edits;
use bud::diagnostic::locale;
use bud::diagnostic::{Diagnostic, Fix, Language};
use bud::fix::{Fixed, Wanted, fix};
use bud::source::{Files, Memory};
use bud::{Analysis, Options, analyze};

const MAIN: &str = "main.bud";

fn all_cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/suite");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| cases(&fs::read_to_string(path).unwrap())).collect()
}

fn message(finding: &Diagnostic) -> String {
    format!("{} {}", finding.code, locale::text(Language::English, &finding.message))
}

/// Whether a finding is about a line that cannot be read.
fn is_unreadable(finding: &&Diagnostic) -> bool {
    ["E01", "E02"].iter().any(|range| finding.code.as_str().starts_with(range))
}

fn count(analysis: &Analysis, which: impl Fn(&&Diagnostic) -> bool) -> usize {
    analysis.diagnostics.iter().filter(which).count()
}

/// The budget with one fix made, and the text of the file that it begins in.
fn made(case: &Case, analysis: &Analysis, fix: &Fix) -> (Analysis, String) {
    let mut edits = Edits::default();
    assert!(edits.take(fix, &analysis.sources), "{}: a fix overlaps itself: {fix:?}", case.name);
    let mut files = case.files();
    for path in edits.paths() {
        files.insert(path, edits.applied(path, &analysis.sources.by_path(path).unwrap().text));
    }
    let path = &analysis.sources.file(fix.edits[0].span.file).path;
    let text = String::from_utf8(files.read(path).unwrap()).unwrap();
    (analyze(&files, Path::new(MAIN), &Options::default()).unwrap(), text)
}

#[test]
fn every_fix_mends_its_finding() {
    let mut faults = String::new();
    let mut fixes = [0, 0, 0];
    for case in all_cases() {
        let before = case.analyze();
        for finding in &before.diagnostics {
            for (of, fix) in finding
                .fix
                .iter()
                .map(|fix| (usize::from(!fix.certain), fix))
                .chain(finding.alternatives.iter().map(|fix| (2, fix)))
            {
                fixes[of] += 1;
                let (after, text) = made(&case, &before, fix);
                let same = |it: &&Diagnostic| message(it) == message(finding);
                let mended = count(&after, same) < count(&before, same);
                let readable = count(&after, is_unreadable) <= count(&before, is_unreadable);
                if !mended || !readable {
                    let left: Vec<String> = after.diagnostics.iter().map(message).collect();
                    let title = locale::text(Language::English, &fix.title);
                    faults.push_str(&format!(
                        "\n{}: {}\n  {title}\n{text}  leaves\n    {}\n",
                        case.name,
                        message(finding),
                        left.join("\n    ")
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(fixes.iter().all(|count| *count > 20), "certain fixes, guesses and alternatives: {fixes:?}");
}

fn fixed(files: &Memory, mains: &[&str], wanted: Wanted) -> Fixed {
    let budgets: Vec<_> = mains.iter().map(|main| (PathBuf::from(main), Options::default())).collect();
    fix(files, &budgets, wanted)
}

#[test]
fn fixing_makes_nothing_worse_and_ends() {
    for case in all_cases() {
        let before = case.analyze();
        for wanted in [Wanted::Certain, Wanted::All] {
            let mut files = case.files();
            let result = fixed(&files, &[MAIN], wanted);
            let after = result.analyses[0].as_ref().unwrap();
            assert!(!result.unfinished, "{}", case.name);
            assert!(count(after, is_unreadable) <= count(&before, is_unreadable), "{}", case.name);
            let certain = |it: &&Diagnostic| it.fix.as_ref().is_some_and(|fix| fix.certain);
            for file in &result.files {
                assert_eq!(files.read(&file.path).unwrap(), file.before);
                assert_ne!(file.before, file.text.as_bytes());
            }
            for file in &result.files {
                files.insert(&file.path, file.text.as_str());
            }
            let again = fixed(&files, &[MAIN], wanted);
            assert!(again.files.is_empty(), "{}: fixed twice: {:?}", case.name, again.files);
            assert_eq!(count(after, certain), 0, "{}: {:?}", case.name, after.diagnostics);
        }
    }
}

/// The files of `files` after fixing, by name; only those that changed.
fn texts(files: &Memory, mains: &[&str], wanted: Wanted) -> Vec<(String, String)> {
    fixed(files, mains, wanted).files.into_iter().map(|file| (file.name, file.text)).collect()
}

/// The budget of one file after fixing.
fn text(budget: &str, wanted: Wanted) -> String {
    let files = Memory::new().with(MAIN, budget);
    texts(&files, &[MAIN], wanted).pop().map_or_else(|| budget.to_owned(), |(_, text)| text)
}

#[test]
fn a_chart_is_declared_from_nothing_in_its_order() {
    let lines = "project 甲 unit 乙 func 2080799 amount 1.00\nproject 丙 unit 乙 func 2080101 amount 1.00\n\
                 personnel unit 乙 func 2101101 amount 1.00\n";
    let budget = format!("# 科目未录\nbudget 乙 year 2024\nunit 乙\n{lines}");
    let expected = format!(
        "# 科目未录\nbudget 乙 year 2024\nunit 乙\naccount 208 社会保障和就业支出\n\
         account 20801 人力资源和社会保障管理事务\naccount 2080101 行政运行\naccount 20807 就业补助\n\
         account 2080799 其他就业补助支出\naccount 210 卫生健康支出\naccount 21011 行政事业单位医疗\n\
         account 2101101 行政单位医疗\n{lines}"
    );
    assert_eq!(text(&budget, Wanted::Certain), expected);
}

#[test]
fn a_declared_code_that_is_a_digit_off_is_asked_about() {
    let budget = "unit 乙\naccount 208 社会保障和就业支出\naccount 20805 行政事业单位养老支出\n\
                  account 2080501 行政单位离退休\nproject 甲 unit 乙 func 2080505 amount 1.00\n";
    assert_eq!(text(budget, Wanted::Certain), budget);
    assert!(text(budget, Wanted::All).contains("account 2080505 机关事业单位基本养老保险缴费支出\n"));
}

#[test]
fn units_are_declared_below_units_in_the_spelling_used_there() {
    let budget = "单位 甲局\n项目 丙 单位 甲局 金额 1.00\nproject 丁 unit 完全不同的单位 amount 2.00\n";
    assert_eq!(text(budget, Wanted::Certain), budget, "whose unit it is, nobody has said");
    let declared = text(budget, Wanted::All);
    assert!(declared.starts_with("单位 甲局\n单位 完全不同的单位\n项目 丙"), "{declared}");
    let declared = text("# 说明\n\nproject 丁 unit \"1 2\" amount 2.00\n", Wanted::All);
    assert!(declared.starts_with("# 说明\n\nunit \"1 2\"\nproject 丁"), "{declared}");
}

#[test]
fn money_is_never_changed_without_asking() {
    for budget in [
        "project 甲 amount 30800.0O\n",
        "project 甲 amount 3,08\n",
        "project 甲 amount .5\n",
        "project 甲 amount 1.00 amount 2.00\n",
        "project 甲 amount 15 * 3万\n",
        "project 甲 amount 30#800.00\n",
        "project 甲 amount 1.00\ntotal amount 2.00\n",
        "project 甲 amount 1.00\nproject 甲 amount 1.00\n",
        "project 甲 amount \u{202e}00.1\n",
    ] {
        assert_eq!(text(budget, Wanted::Certain), budget);
    }
    assert_eq!(text("project 甲 amount -3万\n", Wanted::Certain), "project 甲 amount -3万元\n");
    assert_eq!(text("project 甲 amount 3\u{200b}0.00\n", Wanted::Certain), "project 甲 amount 30.00\n");
    assert_eq!(text("project 甲 amount 3,08亿元\n", Wanted::All), "project 甲 amount 308亿元\n");
    assert_eq!(text("project 甲 amount 1.00 amount 1.00\n", Wanted::Certain), "project 甲 amount 1.00\n");
}

#[test]
fn an_uncertain_fix_is_made_only_if_no_total_speaks_against_it() {
    // With the O for a 0 the total holds, and with the total for the sum all others do.
    let agrees = "project 甲 amount 10.0O\nproject 乙 amount 2.00\ntotal amount 12.00\n";
    assert_eq!(text(agrees, Wanted::All), agrees.replace('O', "0"));
    // With it the total would fail: it is left for a person.
    let against = "project 甲 amount 10.0O\nproject 乙 amount 2.00\ntotal amount 13.00\n";
    assert_eq!(text(against, Wanted::All), against);
    // Two totals of the same lines are one figure, and whether that or the line is wrong nobody can tell.
    let of_parts = "account 208 社会保障和就业支出\naccount 20807 就业补助\nproject 丙 func 20807 amount 10.00\n\
                    total func 208 amount 11.00\ntotal func 20807 amount 11.00\n";
    assert_eq!(text(of_parts, Wanted::All), of_parts);
    // Two figures that only one edit mends have a cause.
    let slip = "unit 甲\nunit 乙\nproject 丙 unit 甲 amount 731.69\nproject 丁 unit 乙 amount 5.00\n\
                total unit 甲 amount 713.69\ntotal amount 718.69\n";
    assert_eq!(text(slip, Wanted::Certain), slip);
    assert_eq!(text(slip, Wanted::All), slip.replace("731.69", "713.69"));
}

#[test]
fn one_bad_fix_does_not_keep_the_others_from_being_made() {
    let bad = "project 甲 unit 乙 amount 10.0O\ntotal unit 乙 amount 13.00\n";
    let good: String = (0..7).map(|at| format!("project 项目{at}号 unit 丙 amount {at}.O0\n")).collect();
    let budget = format!("unit 乙\nunit 丙\n{bad}{good}");
    assert_eq!(text(&budget, Wanted::All), format!("unit 乙\nunit 丙\n{bad}{}", good.replace('O', "0")));
}

#[test]
fn a_file_of_two_budgets_is_changed_once_and_for_both() {
    let files = Memory::new()
        .with("units.bud", "unit 人才中心\n")
        .with("part.bud", "project 房票 unit 人才中中心 amount １.00\n")
        .with("a.bud", "include units.bud\ninclude part.bud\n")
        .with("b.bud", "include units.bud\ninclude part.bud\ntotal amount 1.00\n");
    let result = fixed(&files, &["a.bud", "b.bud"], Wanted::Certain);
    let [file] = &result.files[..] else { panic!("{:?}", result.files) };
    assert_eq!((file.name.as_str(), file.fixes), ("part.bud", 2));
    assert_eq!(file.text, "project 房票 unit 人才中心 amount 1.00\n");
    // Given twice it is one budget, and no fix is made or counted twice.
    let twice = Memory::new().with(MAIN, "project 3#楼 amount １.00 unit \u{200b}甲\nunit 甲\n");
    let [file] = &fixed(&twice, &[MAIN, MAIN], Wanted::Certain).files[..] else { panic!("no file or several") };
    assert_eq!((file.fixes, file.text.as_str()), (3, "project \"3#楼\" amount 1.00 unit 甲\nunit 甲\n"));
    // For the other budget the name is right as it is.
    let files = files.with("b.bud", "unit 人才中中心\ninclude part.bud\n");
    let part = texts(&files, &["a.bud", "b.bud"], Wanted::Certain);
    assert_eq!(part, [("part.bud".to_owned(), "project 房票 unit 人才中中心 amount 1.00\n".to_owned())]);
}

#[test]
fn other_encodings_are_converted_and_then_fixed() {
    let part = "project 房票 unit 人才中中心 amount 1.00\r\n";
    let (gb, ..) = encoding_rs::GB18030.encode(part);
    let utf16: Vec<u8> = "\u{feff}unit 人才中心\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = Memory::new()
        .with(MAIN, "include units.bud\n")
        .with("units.bud", [utf16, "include part.bud\n".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat())
        .with("part.bud", gb.into_owned());
    let result = fixed(&files, &[MAIN], Wanted::Certain);
    assert!(result.analyses[0].as_ref().unwrap().valid());
    let made: Vec<_> =
        result.files.iter().map(|it| (it.name.as_str(), it.encoding, it.fixes, it.text.as_str())).collect();
    assert_eq!(
        made,
        [
            ("units.bud", Some("UTF-16LE"), 0, "unit 人才中心\ninclude part.bud\n"),
            ("part.bud", Some("GB18030"), 1, "project 房票 unit 人才中心 amount 1.00\r\n"),
        ]
    );
}

#[test]
fn a_damaged_file_is_left_alone_and_the_others_are_fixed() {
    let files = Memory::new()
        .with(MAIN, "include damaged.bud\nproject 乙 amount １.00\n")
        .with("damaged.bud", b"project \xE7\x94\xB2\xFF amount 3\xEF\xBC\x90.00\n");
    assert_eq!(
        texts(&files, &[MAIN], Wanted::All),
        [(MAIN.to_owned(), "include damaged.bud\nproject 乙 amount 1.00\n".to_owned())]
    );
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let budget = "\u{feff}account 20807 就业补助\r\nunit 乙\r\nproject 甲 unit 乙 amount １.00";
    let expected =
        "\u{feff}account 208 社会保障和就业支出\r\naccount 20807 就业补助\r\nunit 乙\r\nproject 甲 unit 乙 amount 1.00";
    assert_eq!(text(budget, Wanted::Certain), expected);
    // As old systems ended lines; that a comment ends there is for a person to see.
    let old = "unit 乙\rproject 甲 unit 乙 amount 1.00\r";
    assert_eq!(text(old, Wanted::Certain), old);
    assert_eq!(text(old, Wanted::All), "unit 乙\nproject 甲 unit 乙 amount 1.00\r");
}
