//! The formats that programs read.

use super::*;

/// Two budgets in one document.
fn both(format: Format) -> String {
    let files = department();
    let (first, second) = ([note(&files), undeclared(&files)], [refuted(&files)]);
    let findings = [&first[..], &second[..]].map(|diagnostics| Findings { sources: &files.0, diagnostics });
    let mut out = Vec::new();
    format.write(&findings, &Style::plain(Language::English), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A document of nothing.
fn none(format: Format) -> String {
    let mut out = Vec::new();
    format.write(&[], &Style::plain(Language::English), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn json_is_one_document_for_all_budgets() {
    assert_snapshot!(both(Format::Json), @r#"
    {"version":1,"diagnostics":[
    {"code":"N0701","severity":"note","message":"rounded (by: 1)","file":"budget.bud","line":1,"column":39,"end_line":1,"end_column":41,"byte_start":54,"byte_end":60,"related":[],"help":[],"fix":null,"alternatives":[]},
    {"code":"E0301","severity":"error","message":"no-unit (name: 人才中新)","file":"budget.bud","line":4,"column":19,"end_line":4,"end_column":23,"byte_start":106,"byte_end":118,"related":[{"message":"the-declaration","file":"units.bud","line":2,"column":6,"end_line":2,"end_column":10,"byte_start":23,"byte_end":35}],"help":["check-the-name"],"fix":{"title":"write (name: 人才中心)","certain":true,"edits":[{"file":"budget.bud","byte_start":106,"byte_end":118,"text":"人才中心"}]},"alternatives":[]},
    {"code":"E0401","severity":"error","message":"sum (sum: 31251.00)","file":"budget.bud","line":10,"column":23,"end_line":10,"end_column":31,"byte_start":308,"byte_end":316,"related":[{"message":"slice","file":"budget.bud","line":10,"column":12,"end_line":10,"end_column":15,"byte_start":297,"byte_end":300},{"message":"running (sum: 30800.00)","file":"budget.bud","line":4,"column":31,"end_line":4,"end_column":39,"byte_start":126,"byte_end":134},{"message":"running (sum: 31250.00)","file":"budget.bud","line":5,"column":22,"end_line":5,"end_column":28,"byte_start":217,"byte_end":223},{"message":"running (sum: 31251.00)","file":"budget.bud","line":9,"column":32,"end_line":9,"end_column":36,"byte_start":281,"byte_end":285}],"help":[],"fix":null,"alternatives":[]}
    ],"summary":{"errors":2,"warnings":0,"notes":1}}
    "#);
    assert_snapshot!(none(Format::Json), @r#"{"version":1,"diagnostics":[],"summary":{"errors":0,"warnings":0,"notes":0}}"#);
}

/// A part of the second result of a SARIF document.
fn result(part: &str) -> String {
    let sarif: serde_json::Value = serde_json::from_str(&both(Format::Sarif)).unwrap();
    sarif["runs"][0]["results"][1][part].to_string()
}

#[test]
fn a_result_of_sarif_has_its_places_and_its_fix() {
    assert_snapshot!(result("message"), @r#"{"text":"no-unit (name: 人才中新)\ncheck-the-name"}"#);
    assert_snapshot!(result("locations"), @r#"[{"physicalLocation":{"artifactLocation":{"uri":"budget.bud"},"region":{"byteLength":12,"byteOffset":106,"endColumn":23,"endLine":4,"startColumn":19,"startLine":4}}}]"#);
    assert_snapshot!(result("relatedLocations"), @r#"[{"id":1,"message":{"text":"the-declaration"},"physicalLocation":{"artifactLocation":{"uri":"units.bud"},"region":{"byteLength":12,"byteOffset":23,"endColumn":10,"endLine":2,"startColumn":6,"startLine":2}}}]"#);
    assert_snapshot!(result("fixes"), @r#"[{"artifactChanges":[{"artifactLocation":{"uri":"budget.bud"},"replacements":[{"deletedRegion":{"byteLength":12,"byteOffset":106,"endColumn":23,"endLine":4,"startColumn":19,"startLine":4},"insertedContent":{"text":"人才中心"}}]}],"description":{"text":"write (name: 人才中心)"}}]"#);
}

#[test]
fn the_rules_of_sarif_are_the_codes_that_occur() {
    let sarif: serde_json::Value = serde_json::from_str(&both(Format::Sarif)).unwrap();
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
    }
    assert_snapshot!(none(Format::Sarif), @r#"{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"bdc","version":"0.1.0","rules":[]}},"language":"en-US","columnKind":"unicodeCodePoints","results":[]}]}"#);
}

#[test]
fn what_is_invisible_is_escaped_in_json_and_means_the_same() {
    let files = Files::default().with("a.bud", "x\n");
    let name = "\u{1b}[31m\u{9b}\u{202e}\"甲\u{e0001}";
    let finding = Diagnostic::new(Code::UndeclaredUnit, files.at(0, 1, "x"), Message::new("no-key").with("a", name));
    let json = files.show(Format::Json, &drawn(Language::English), &[finding]);
    assert!(json.contains(r#"\u001b[31m\u009b\u202e\"甲\udb40\udc01"#), "{json}");
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["diagnostics"][0]["message"], format!("no-key (a: {name})"));
}
