//! The snippets of the extension for VS Code say what they should: filled in, they are lines of Bud.

use std::collections::BTreeMap;
use std::path::Path;

use bud::diagnostic::Severity;
use bud::source::Memory;
use bud::{Analysis, Options, analyze};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../lsp/vscode/snippets/bud.code-snippets");

/// What a snippet leaves in the text if nothing is typed in its gaps: `${1:甲}` and from then on `$1` and
/// `${1}` are 甲, `$0` is nothing.
fn filled(body: &str) -> String {
    let mut values: BTreeMap<&str, String> = BTreeMap::new();
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, gap)) = rest.split_once('$') {
        text.push_str(before);
        let (number, after) = match gap.strip_prefix('{') {
            Some(inner) => {
                let (inner, after) = inner.split_once('}').expect("a gap is closed");
                if let Some((number, value)) = inner.split_once(':') {
                    let value = value.strip_prefix('$').map_or(value.to_owned(), |of| values[of].clone());
                    values.insert(number, value);
                }
                (inner.split(':').next().expect("a number"), after)
            }
            None => gap.split_at(1),
        };
        text.push_str(values.get(number).map_or("", String::as_str));
        rest = after;
    }
    text + rest
}

fn analysis(text: &str) -> Analysis {
    analyze(&Memory::new().with("main.bud", text), Path::new("main.bud"), &Options::default()).expect("it is there")
}

fn snippets() -> BTreeMap<String, String> {
    let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(FILE).expect(FILE)).expect(FILE);
    let body = |it: &serde_json::Value| -> String {
        let lines = it["body"].as_array().expect("lines").iter();
        lines.map(|line| line.as_str().expect("a line").to_owned() + "\n").collect()
    };
    file.as_object().expect("snippets").iter().map(|(name, it)| (name.clone(), body(it))).collect()
}

#[test]
fn gaps_are_filled() {
    assert_eq!(filled("unit ${1:甲} under ${2:$1} ${1}$0\n"), "unit 甲 under 甲 甲\n");
}

#[test]
fn a_whole_budget_adds_up() {
    for name in ["Budget", "预算"] {
        let found = analysis(&filled(&snippets()[name])).diagnostics;
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

#[test]
fn every_line_can_be_read() {
    // What is declared elsewhere.
    let declared = "unit Library\nunit 图书馆\naccount 207 文化\naccount 20701 文化和旅游\naccount 2070104 图书馆\n";
    for (name, body) in snippets().iter().filter(|(name, _)| !["Budget", "预算"].contains(&name.as_str())) {
        let found = analysis(&format!("{declared}{}", filled(body)));
        let errors: Vec<_> = found.diagnostics.iter().filter(|it| it.severity() == Severity::Error).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}
