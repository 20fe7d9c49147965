//! The lines of JSON: each by the schema, each by itself.

use std::collections::BTreeSet;
use std::fs;

use bud::report::data::Table;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::{EVERYTHING, NASTY, all, cells, nasty, ndjson, of_type, read};
use crate::corpus::root;

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("grammar/data.schema.json")).unwrap()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

#[test]
fn every_line_is_of_the_form() {
    let schema = schema();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = validator();
    let mut keys = BTreeSet::new();
    for analysis in all() {
        let lines = ndjson(&analysis);
        for line in &lines {
            assert!(validator.is_valid(line), "{line}: {:?}", of_kind(line).validate(line).err());
            let kind = line["type"].as_str().unwrap();
            keys.extend(line.as_object().unwrap().keys().map(|key| format!("{kind}.{key}")));
        }
        let head = &lines[0];
        assert_eq!(head["type"], "budget");
        for (kind, count) in [("entry", "entries"), ("claim", "claims")] {
            assert_eq!(head[count], of_type(&lines, kind).len(), "{head}");
        }
        let findings = of_type(&lines, "finding");
        assert_eq!(findings.len(), analysis.diagnostics.len());
        assert_eq!(findings.iter().filter(|line| line["severity"] == "error").count(), head["errors"]);
        assert!(lines.iter().all(|line| line["valid"] == analysis.valid()));
    }
    let mut idle = Vec::new();
    for kind in ["budget", "entry", "claim", "finding"] {
        for key in schema["$defs"][kind]["properties"].as_object().unwrap().keys() {
            if !keys.contains(&format!("{kind}.{key}")) {
                idle.push(format!("{kind}.{key}"));
            }
        }
    }
    assert_eq!(idle, [""; 0], "the schema describes what no line has");
}

/// The schema of a line's type alone: it says what is wrong.
fn of_kind(line: &Value) -> Validator {
    let mut schema = schema();
    schema["oneOf"] = json!([{ "$ref": format!("#/$defs/{}", line["type"].as_str().unwrap()) }]);
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn what_the_form_does_not_know_is_refused() {
    let validator = validator();
    for line in ndjson(&read(EVERYTHING)) {
        for key in line.as_object().unwrap().keys() {
            let mut bad = line.clone();
            bad[key.as_str()] = json!([[1]]);
            assert!(!validator.is_valid(&bad), "{bad}");
        }
        let mut bad = line.clone();
        bad["more"] = json!(1);
        assert!(!validator.is_valid(&bad), "{bad}");
    }
}

/// A line has the columns of its table, but for those that can be told from others.
#[test]
fn lines_and_rows_are_the_same() {
    for analysis in all() {
        let lines = ndjson(&analysis);
        for (table, kind) in [(Table::Entries, "entry"), (Table::Claims, "claim")] {
            for (row, line) in cells(&analysis, table).iter().zip(of_type(&lines, kind)) {
                let kept = table.columns().into_iter().zip(row).filter(|(column, _)| !column.derived);
                let expected: Vec<(&str, &str)> =
                    kept.filter(|(_, cell)| !cell.is_empty()).map(|(column, cell)| (column.name, &**cell)).collect();
                assert_eq!(line.as_object().unwrap().len(), expected.len() + 1, "{line}");
                for (name, cell) in expected {
                    let said = line[name].as_str().map_or_else(|| line[name].to_string(), str::to_owned);
                    assert_eq!(said, cell, "{name}");
                }
            }
        }
    }
}

#[test]
fn a_level_can_be_told_from_the_code() {
    for analysis in all() {
        let columns = Table::Entries.columns();
        let at = |name: &str| columns.iter().position(|column| column.name == name).unwrap();
        for row in cells(&analysis, Table::Entries) {
            for (chart, level, digits) in [
                ("func", "class", 3),
                ("func", "section", 5),
                ("func", "item", 7),
                ("econ", "class", 3),
                ("econ", "section", 5),
            ] {
                let (code, above) = (&row[at(chart)], &row[at(&format!("{chart}_{level}"))]);
                assert!(above.is_empty() || code.get(..digits) == Some(above), "{above} above {code}");
            }
        }
    }
}

#[test]
fn no_terminal_obeys_a_line_and_no_name_breaks_it() {
    let analysis = nasty();
    let mut out = Vec::new();
    bud::report::ndjson::write(&analysis, &analysis.diagnostics, bud::diagnostic::Language::Chinese, &mut out).unwrap();
    assert!(!String::from_utf8(out).unwrap().contains(['\u{1b}', '\u{202e}']));
    let lines = ndjson(&analysis);
    let names: Vec<&str> = of_type(&lines, "entry").iter().filter_map(|line| line["project"].as_str()).collect();
    assert_eq!(names, NASTY, "a program reads the name as it is");
}
