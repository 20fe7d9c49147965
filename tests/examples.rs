//! The examples: the real budget is proved and whole, the published one lacks what the document
//! lacks, every fault is reported once.

#![allow(clippy::unwrap_used)]

mod corpus;
mod printed;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use bud::Options;
use bud::diagnostic::apply::Edits;
use bud::diagnostic::{Code, Language, Severity, locale};
use bud::format::Style;
use bud::source::{Disk, Memory};
use corpus::{Outcome, analyze, bdc, budgets, example, ledger, ledger_text};
use insta::assert_snapshot;
use serde_json::{Value, json};

const REAL: &str = "shangyu-2024";

/// What `bdc check --format short` says of a file, called in the file's folder.
fn check(folder: &str, file: &str, language: &str) -> Outcome {
    bdc(&example(folder), &["check", "--format", "short", "--lang", language, file])
}

/// The findings of a file in both languages, for a snapshot.
fn findings(folder: &str, file: &str) -> String {
    let [english, chinese] = ["en", "zh"].map(|language| check(folder, file, language));
    assert_eq!((english.stderr.as_str(), chinese.stderr.as_str()), ("", ""));
    assert_eq!(english.status, chinese.status);
    format!("exit {}\n{}{}", english.status, english.stdout, chinese.stdout)
}

fn claims(ledger: &Value) -> &Vec<Value> {
    ledger["claims"].as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value}"))
}

// ---- The real budget.

#[test]
fn the_real_budget_is_proved() {
    let budget = analyze(&example("shangyu-2024/budget.bud"));
    assert!(budget.diagnostics.iter().all(|finding| finding.severity() == Severity::Note));
    let ledger = ledger("shangyu-2024/budget.bud");
    assert_eq!(ledger["valid"], true);
    assert!(claims(&ledger).len() > 300);
    for claim in claims(&ledger) {
        let item = claim["slice"]["econ"].as_str().is_some_and(|code| code.len() == 5);
        match text(&claim["status"]) {
            "exact" | "rounding" => {}
            "bounded" if item => assert_eq!(claim["proved"], true, "{claim}"),
            _ => panic!("{claim}"),
        }
    }
}

#[test]
fn the_real_budget_has_the_roundings_of_the_document_and_no_others() {
    let ledger = ledger("shangyu-2024/budget.bud");
    let mut found = BTreeSet::new();
    for claim in claims(&ledger) {
        for route in claim["routes"].as_array().unwrap() {
            if route["verdict"] != "exact" {
                assert_eq!(route["verdict"], "rounding");
                let along = route["along"].as_str().unwrap_or(text(&route["route"])).to_owned();
                let side =
                    if claim["slice"]["kind"] == "resources" { &json!("revenue") } else { &claim["slice"]["kind"] };
                let side = if side == "uses" { "expense" } else { text(side) }.to_owned();
                found.insert((side, text(&claim["amount"]).to_owned(), text(&route["computed"]).to_owned(), along));
            }
        }
    }
    let expected = [
        ("basic", "4092.08", "4092.09", "econ"),
        ("basic", "4092.08", "4092.09", "kind"),
        ("expense", "42583.08", "42583.09", "kind"),
        ("personnel", "3771.58", "3771.57", "entries"),
        ("personnel", "3771.58", "3771.57", "func"),
        ("revenue", "42583.08", "42583.09", "entries"),
        ("revenue", "42583.08", "42583.09", "unit"),
    ];
    let found: Vec<(&str, &str, &str, &str)> = found.iter().map(|(a, b, c, d)| (&**a, &**b, &**c, &**d)).collect();
    assert_eq!(found, expected);
    assert_snapshot!("budget", findings(REAL, "budget.bud"));
    let human = bdc(&example(REAL), &["check", "budget.bud"]);
    assert_snapshot!("budget_human", human.stdout + &human.stderr);
}

#[test]
fn the_published_budget_lacks_what_the_document_lacks() {
    assert_snapshot!("published", findings(REAL, "published.bud"));
    let published = analyze(&example("shangyu-2024/published.bud"));
    assert!(!published.valid());
    let ledger = ledger("shangyu-2024/published.bud");
    let budget = corpus::ledger("shangyu-2024/budget.bud");
    let stated = |ledger: &Value| -> BTreeMap<String, Value> {
        let key = |claim: &Value| format!("{} {} {}", claim["file"], claim["line"], claim["slice"]);
        claims(ledger).iter().map(|claim| (key(claim), claim.clone())).collect()
    };
    let right = stated(&budget);
    for (key, claim) in stated(&ledger) {
        match text(&claim["status"]) {
            "refuted" => assert_eq!(claim["difference"], "90.00", "{claim}"),
            "suspended" | "unsettled" => panic!("{claim}"),
            status => {
                let before = right.get(&key).map(|claim| text(&claim["status"]));
                assert!(before.is_none_or(|before| before == status), "{claim}");
            }
        }
    }
}

/// The codes whose totals change when 人才房票 moves from 2060899 to 2080799.
const MOVED: [&str; 6] = ["206", "20608", "2060899", "208", "20807", "2080799"];

#[test]
fn a_project_under_the_wrong_code_is_reported_at_every_total_it_breaks() {
    let path = example("shangyu-2024/人才中心.bud").canonicalize().unwrap();
    let before = fs::read_to_string(&path).unwrap();
    let line = before.lines().find(|line| line.contains("人才房票")).unwrap();
    let after = before.replace(line, &line.replace("2060899", "2080799"));
    assert_ne!(before, after);
    let files = Memory::over(Box::new(Disk)).with(path, after);
    let main = example("shangyu-2024/budget.bud").canonicalize().unwrap();
    let moved = bud::analyze(&files, &main, &Options::default()).unwrap();

    let line = |span: bud::span::Span| {
        let file = moved.sources.file(span.file);
        (file.path.file_name().unwrap().to_str().unwrap().to_owned(), file.position(span.start).line)
    };
    let mut reported = BTreeSet::new();
    let mut errors = Vec::new();
    for error in moved.diagnostics.iter().filter(|finding| finding.severity() == Severity::Error) {
        let message = locale::text(Language::English, &error.message);
        assert!(message.contains("30800.00"), "{message}");
        errors.push(message);
        let also = error.related.iter().filter(|related| related.message.key == "also-written-here");
        for span in std::iter::once(error.span).chain(also.map(|related| related.span)) {
            assert!(reported.insert(line(span)), "reported twice: {:?}", line(span));
        }
    }
    let ledger: Value = serde_json::from_str(&ledger_text(&moved)).unwrap();
    let mut broken = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for claim in claims(&ledger).iter().filter(|claim| claim["status"] == "refuted") {
        let code = text(&claim["slice"]["func"]);
        assert!(MOVED.contains(&code), "{claim}");
        let difference = if code.starts_with("206") { "30800.00" } else { "-30800.00" };
        assert_eq!(claim["difference"], difference);
        codes.insert(code);
        broken.insert((text(&claim["file"]).to_owned(), claim["line"].as_u64().unwrap() as u32));
    }
    assert_eq!(codes, BTreeSet::from(MOVED));
    // Every total of the six codes is broken but those of basic expenditure, which has no project.
    for claim in claims(&ledger) {
        let of_codes = claim["slice"]["func"].as_str().is_some_and(|code| MOVED.contains(&code));
        let of_projects = matches!(text(&claim["slice"]["kind"]), "expense" | "project");
        assert_eq!(claim["status"] == "refuted", of_codes && of_projects, "{claim}");
    }
    assert_eq!(reported, broken);
    assert_snapshot!("moved", errors.join("\n"));
}

/// Slips in the real budget: the file, what stands there, what is typed instead, and the code it is told by.
const SLIPS: [(&str, &str, &str, &str); 6] = [
    ("人才中心.bud", "30800.00 功能 2060899", "30800.00 功能 2080799", "E0409"),
    ("basic.bud", "func 2080101 amount 713.69", "func 2080101 amount 731.69", "E0406"),
    ("basic.bud", "func 2080101 amount 713.69", "func 2080101 amount 7136.90", "E0406"),
    ("basic.bud", "func 2080101 amount 713.69", "func 2080101 amount 71.369", "E0406"),
    ("totals-function.bud", "total func 2080101 amount 782.30", "total func 2080101 amount 728.30", "E0401"),
    ("局本级.bud", "amount 90.00", "amount 900.00", "E0406"),
];

#[test]
fn a_slip_in_the_real_budget_is_one_report_whose_fix_restores_it() {
    let main = example("shangyu-2024/budget.bud").canonicalize().unwrap();
    for (name, right, typed, code) in SLIPS {
        let path = main.with_file_name(name);
        let original = fs::read_to_string(&path).unwrap();
        let slipped = original.replacen(right, typed, 1);
        assert_ne!(original, slipped, "{name}");
        let files = Memory::over(Box::new(Disk)).with(&path, slipped.clone());
        let analysis = bud::analyze(&files, &main, &Options::default()).unwrap();
        let told = analysis.with_causes();
        let errors: Vec<_> = told.iter().filter(|it| it.severity() == Severity::Error).collect();
        let [error] = errors[..] else { panic!("{typed}: {} errors", errors.len()) };
        assert_eq!(error.code.as_str(), code, "{typed}");
        let fix = error.fix.as_ref().unwrap_or_else(|| panic!("{typed} has no fix"));
        assert!(!fix.certain);
        let mut edits = Edits::default();
        assert!(edits.take(fix, &analysis.sources));
        assert_eq!(edits.applied(&path, &slipped), original, "{typed}");
    }
}

#[test]
fn the_published_budget_lacks_one_project_and_the_fix_puts_it_in() {
    let published = analyze(&example("shangyu-2024/published.bud"));
    let told = published.with_causes();
    let missing: Vec<_> = told.iter().filter(|it| it.code == Code::MissingLine).collect();
    let [missing] = missing[..] else { panic!("{} reports", missing.len()) };
    let message = locale::text(Language::English, &missing.message);
    for part in ["90.00", "unit 局本级", "func 2080599", "under 人力社保专项业务", "33 totals"] {
        assert!(message.contains(part), "{message} lacks {part}");
    }
    let mut edits = Edits::default();
    assert!(edits.take(missing.fix.as_ref().unwrap(), &published.sources));
    let mut files = Memory::over(Box::new(Disk));
    for file in published.sources.iter() {
        files.insert(&file.path, edits.applied(&file.path, &file.text));
    }
    let main = &published.sources.iter().next().unwrap().path;
    let mended = bud::analyze(&files, main, &Options::default()).unwrap();
    let errors: Vec<Code> =
        mended.diagnostics.iter().filter(|it| it.severity() == Severity::Error).map(|it| it.code).collect();
    assert_eq!(errors, [Code::UndeclaredUnit], "only the misprinted name remains");
}

/// The files of the units, and how many errors each has alone.
const UNIT_FILES: [(&str, usize); 11] = [
    ("人才中心.bud", 0),
    ("信息中心.bud", 0),
    ("信访中心.bud", 0),
    ("养老中心-published.bud", 1),
    ("养老中心.bud", 0),
    ("就业中心.bud", 0),
    ("局本级-published.bud", 1),
    ("局本级.bud", 0),
    ("社保中心.bud", 0),
    ("考试中心.bud", 0),
    ("鉴定中心.bud", 0),
];

#[test]
fn a_units_file_is_checked_alone_and_inside_the_department() {
    let names: Vec<String> = budgets(REAL)
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !name.is_ascii())
        .collect();
    assert_eq!(names, UNIT_FILES.map(|(name, _)| name));
    let department = ledger("shangyu-2024/budget.bud");
    let mut inside = department["projects"].as_array().unwrap().clone();
    for (name, errors) in UNIT_FILES {
        let alone = check(REAL, name, "en");
        assert_eq!((alone.stdout.lines().count(), alone.status), (errors, errors as i32), "{}", alone.stdout);
        if errors > 0 {
            continue;
        }
        let mut alone = ledger(&format!("{REAL}/{name}"));
        for project in alone["projects"].as_array_mut().unwrap() {
            let at = inside.iter().position(|other| other == project).unwrap_or_else(|| panic!("{project}"));
            inside.remove(at);
        }
    }
    assert_eq!(inside, [json!(null); 0], "every project of the department is in a unit's file");
    assert!(check(REAL, "局本级-published.bud", "en").stdout.contains("E0502"));
    assert!(check(REAL, "养老中心-published.bud", "en").stdout.contains("E0301"));
}

#[test]
fn hello_is_ten_clean_lines() {
    let text = fs::read_to_string(example("hello/hello.bud")).unwrap();
    assert!(text.starts_with("project 人才房票 unit 人才中心 amount 30800.00 func 2080799\n"));
    assert_eq!(text.lines().count(), 10);
    assert_eq!(findings("hello", "hello.bud"), "exit 0\n");
}

// ---- The faults.

#[test]
fn every_fault_is_reported_once() {
    let mut shown = String::new();
    let mut codes = BTreeSet::new();
    for path in budgets("faults").iter().filter(|path| path.parent() == Some(&example("faults"))) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let bytes = fs::read(path).unwrap();
        let said = String::from_utf8_lossy(&bytes).lines().next().unwrap().to_owned();
        let analysis = analyze(path);
        let told = analysis.with_causes();
        assert_eq!(told.len(), 1, "{name}");
        codes.extend(told.iter().map(|finding| finding.code));
        shown.push_str(&format!("── {name}\n{said}\n{}\n", findings("faults", name)));
    }
    assert_snapshot!("faults", shown);
    // What is wrong with a layout or a text is no fault of a budget: tests/cli/tables.rs and tests/text show it.
    let of_budgets = Code::ALL.iter().filter(|code| !["E08", "E09", "W09"].contains(&&code.as_str()[..3]));
    let missing: Vec<&Code> =
        of_budgets.filter(|code| code.severity() != Severity::Note && !codes.contains(code)).collect();
    assert!(missing.is_empty(), "no file in examples/faults shows {missing:?}");
}

#[test]
fn a_part_of_a_fault_is_no_fault_of_its_own() {
    assert_eq!(check("faults/parts", "year-2023.bud", "en").stdout.matches("E0302").count(), 1);
}

// ---- The canonical form.

#[test]
fn the_examples_are_in_canonical_form() {
    let templates = ["budget.en.bud", "budget.zh.bud"].map(|name| corpus::root().join("compiler/templates").join(name));
    let budgets = [REAL, "hello"].into_iter().flat_map(budgets).chain(templates);
    let mut report = String::new();
    for path in budgets {
        let text = fs::read_to_string(&path).unwrap();
        let scale = analyze(&path).model.headers[0].scale;
        for edit in bud::format::edits(&text, scale, Style::default(), None) {
            let line = text[..edit.span.start as usize].lines().count();
            let old = &text[edit.span.start as usize..edit.span.end as usize];
            report.push_str(&format!("\n{}:{line}: {old:?} should be {:?}", path.display(), edit.text));
        }
    }
    assert!(report.is_empty(), "{report}");
}
