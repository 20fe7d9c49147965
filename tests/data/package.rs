//! The data package: its descriptor says what is in its tables, and its tables are what it says.

use std::collections::{BTreeMap, BTreeSet};

use bud::Analysis;
use bud::report::data::Table;
use bud::report::datapackage;
use rust_decimal::Decimal;
use serde_json::Value;

use super::{EVERYTHING, NASTY, all, cells, nasty, read};
use crate::corpus::{analyze, example};

fn descriptor(analysis: &Analysis) -> Value {
    let mut out = Vec::new();
    datapackage::write_descriptor(analysis, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn records(analysis: &Analysis, table: Table) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    datapackage::write_table(analysis, table, &mut out).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_slice());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn texts(list: &Value, key: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|it| it[key].as_str().unwrap().to_owned()).collect()
}

/// What the profiles of data packages demand of a descriptor, of its resources and of its fields.
#[test]
fn the_descriptor_is_of_the_profile() {
    for analysis in all() {
        let package = descriptor(&analysis);
        assert_eq!(package["profile"], "tabular-data-package");
        let is_name = |name: &Value| {
            let name = name.as_str().unwrap();
            !name.is_empty() && name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-' | '.' | '_' | '/'))
        };
        assert!(is_name(&package["name"]), "{}", package["name"]);
        assert!(!package["title"].as_str().unwrap().is_empty());
        assert_eq!(texts(&package["resources"], "name"), ["entries", "claims"]);
        for (resource, table) in package["resources"].as_array().unwrap().iter().zip(Table::ALL) {
            assert_eq!(resource["profile"], "tabular-data-resource");
            assert_eq!(resource["path"], datapackage::file_name(table));
            let fields = &resource["schema"]["fields"];
            let names = texts(fields, "name");
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
            assert_eq!(records(&analysis, table)[0], names);
            assert!(texts(fields, "type").iter().all(|it| ["string", "number", "integer", "boolean"].contains(&&**it)));
        }
    }
}

#[test]
fn every_cell_is_of_its_fields_type() {
    for analysis in all() {
        let package = descriptor(&analysis);
        for (resource, table) in package["resources"].as_array().unwrap().iter().zip(Table::ALL) {
            let types = texts(&resource["schema"]["fields"], "type");
            let records = records(&analysis, table);
            assert_eq!(records.len(), cells(&analysis, table).len() + 1);
            for record in &records[1..] {
                for (cell, of) in record.iter().zip(&types).filter(|(cell, _)| !cell.is_empty()) {
                    let right = match of.as_str() {
                        "number" => cell.parse::<Decimal>().is_ok(),
                        "integer" => cell.parse::<u32>().is_ok(),
                        "boolean" => ["true", "false"].contains(&cell.as_str()),
                        _ => true,
                    };
                    assert!(right, "{cell} is no {of}");
                }
            }
        }
    }
}

/// The model names columns that are there, and measures money in the budget's currency.
#[test]
fn the_model_is_of_the_columns() {
    let analysis = analyze(&example("shangyu-2024/budget.bud"));
    let package = descriptor(&analysis);
    assert_eq!((&package["title"], &package["name"]), (&"上虞人社".into(), &"budget-311-2024".into()));
    assert_eq!(package["fiscalPeriod"]["end"], "2024-12-31");
    let columns: BTreeSet<&str> = Table::Entries.columns().iter().map(|column| column.name).collect();
    let model = &package["model"];
    assert_eq!(model["measures"]["amount"]["currency"], "CNY");
    assert_eq!(model["measures"]["amount"]["phase"], "approved");
    let dimensions = model["dimensions"].as_object().unwrap();
    assert!(dimensions.len() >= 8);
    for (name, dimension) in dimensions {
        let attributes = dimension["attributes"].as_object().unwrap();
        for key in dimension["primaryKey"].as_array().unwrap() {
            assert!(attributes.contains_key(key.as_str().unwrap()), "{name}: {key}");
        }
        for (attribute, told) in attributes {
            assert!(columns.contains(told["source"].as_str().unwrap()), "{name}: {attribute}");
            for key in ["labelfor", "parent"] {
                assert!(told.get(key).is_none_or(|it| attributes.contains_key(it.as_str().unwrap())), "{name}");
            }
        }
    }
    assert_eq!(descriptor(&read(EVERYTHING))["model"]["measures"]["amount"]["phase"], "executed");
}

/// Types of columns that are labels or stand below others need those beside them.
#[test]
fn the_types_of_columns_are_complete() {
    let package = descriptor(&read(EVERYTHING));
    let fields = package["resources"][0]["schema"]["fields"].as_array().unwrap();
    let mut types: BTreeMap<&str, &str> = BTreeMap::new();
    for field in fields.iter().filter(|field| field.get("columnType").is_some()) {
        let (of, name) = (field["columnType"].as_str().unwrap(), field["name"].as_str().unwrap());
        assert_eq!(types.insert(of, name), None, "two columns of one type");
    }
    for (of, name) in &types {
        if let Some(labelled) = of.strip_suffix(":label") {
            assert!(types.contains_key(format!("{labelled}:code").as_str()), "{name} is the label of nothing");
        }
        for (level, above) in [("level2", "level1"), ("level3", "level2")] {
            assert!(!of.contains(level) || types.contains_key(of.replace(level, above).as_str()), "{name}");
        }
    }
    assert_eq!((types["value"], types["date:fiscal-year"]), ("amount", "year"));
}

#[test]
fn no_spreadsheet_runs_a_name_and_no_terminal_obeys_it() {
    let analysis = nasty();
    let records = records(&analysis, Table::Entries);
    let at = |name: &str| records[0].iter().position(|it| it == name).unwrap();
    let names: Vec<&str> = records[1..].iter().map(|row| row[at("project")].as_str()).collect();
    assert_eq!(names[..4], ["'=1+1", "'+cmd|' /C calc'!A0", "'-2+3", "'@SUM(A1)"]);
    assert_eq!(names[4..8], NASTY[4..]);
    assert!(!records.concat().concat().contains(['\u{1b}', '\u{202e}']));
    assert!(records[1..].iter().all(|row| row[at("budget")] == "'=2+2"));
}
