//! The sums of the ledger against sums that are made here anew from its entries.

use std::collections::BTreeMap;
use std::path::Path;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::corpus::{analyze, budgets, ledger_text, root};
use super::{EVERYTHING, ledger_of};

/// Every node's own key to the keys of itself and all that is above it.
type Above = BTreeMap<String, Vec<String>>;

fn kinds() -> Above {
    let tree = json!({
        "resources": {"revenue": {}, "carryover": {}},
        "uses": {
            "expense": {
                "basic": {"personnel": {}, "operating": {}}, "project": {}, "business": {}, "remit": {}, "subsidy": {}
            },
            "carryforward": {}
        },
        "memo": {}
    });
    let mut above = Above::new();
    climb_keys(&tree, &[], &mut above);
    above
}

fn sources() -> Above {
    let tree = json!({
        "财政拨款": {"一般公共预算": {}, "政府性基金预算": {}, "国有资本经营预算": {}},
        "财政专户管理资金": {},
        "单位资金": {"事业收入": {}, "事业单位经营收入": {}, "上级补助收入": {}, "附属单位上缴收入": {}, "其他收入": {}}
    });
    let mut above = Above::new();
    climb_keys(&tree, &[], &mut above);
    above
}

fn climb_keys(tree: &Value, path: &[String], above: &mut Above) {
    for (key, children) in tree.as_object().unwrap() {
        let path: Vec<String> = [std::slice::from_ref(key), path].concat();
        climb_keys(children, &path, above);
        above.insert(key.clone(), path);
    }
}

fn climb(nodes: &Value, key: &str, path: &[String], above: &mut Above) {
    for node in nodes.as_array().unwrap() {
        let path: Vec<String> = [&[node[key].as_str().unwrap().to_owned()], path].concat();
        climb(&node["children"], key, &path, above);
        above.insert(path[0].clone(), path);
    }
}

/// Where an entry is with respect to a condition or a slice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Place {
    Out,
    Possible,
    In,
}

/// The trees of a ledger's dimensions.
struct Trees(BTreeMap<&'static str, Above>);

impl Trees {
    fn of(ledger: &Value) -> Trees {
        let mut trees = BTreeMap::from([("kind", kinds()), ("source", sources())]);
        for (dimension, list, key) in [
            ("unit", "units", "name"),
            ("func", "accounts", "code"),
            ("econ", "accounts", "code"),
            ("account", "accounts", "code"),
            ("project", "projects", "name"),
        ] {
            climb(&ledger[list], key, &[], trees.entry(dimension).or_default());
        }
        Trees(trees)
    }

    /// Where an entry is with respect to `node` of `dimension`.
    fn place(&self, entry: &Value, dimension: &str, node: &str) -> Place {
        let Some(value) = entry.get(dimension) else { return Place::Out };
        let Some(value) = value.as_str() else { return Place::Possible };
        // The two economic charts are two dimensions: a line with a code of one is open in the other.
        if dimension == "econ" && value.as_bytes().first() != node.as_bytes().first() {
            return Place::Possible;
        }
        let above = |node: &str| -> &[String] { self.0[dimension].get(node).map_or(&[], Vec::as_slice) };
        match () {
            () if above(value).iter().any(|it| it == node) => Place::In,
            // Money of a parent unit is its own.
            () if dimension != "unit" && above(node).iter().any(|it| it == value) => Place::Possible,
            () => Place::Out,
        }
    }

    /// The same for a whole slice. A memo's path is a tree by its text.
    fn slice(&self, entry: &Value, slice: &Value) -> Place {
        let path = |value: &Value| {
            let item = value["item"].as_str().map_or(String::new(), |item| format!("{item}/"));
            format!("{}/{item}", value["memo"].as_str().unwrap_or_default())
        };
        let memo = match slice.get("memo") {
            Some(_) if path(entry).starts_with(&path(slice)) => Place::In,
            Some(_) if path(slice).starts_with(&path(entry)) => Place::Possible,
            Some(_) => Place::Out,
            None => Place::In,
        };
        let conditions = slice.as_object().unwrap().iter().filter(|(key, _)| !matches!(key.as_str(), "memo" | "item"));
        let places = conditions.map(|(key, node)| self.place(entry, key, node.as_str().unwrap()));
        places.min().unwrap_or(Place::In).min(memo)
    }
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().unwrap_or_else(|| panic!("{value}")).parse().unwrap()
}

fn sum<'a>(entries: impl Iterator<Item = &'a Value>) -> Decimal {
    entries.map(|entry| decimal(&entry["amount"])).sum()
}

fn entries(ledger: &Value) -> Vec<&Value> {
    ledger["entries"].as_array().unwrap().iter().filter(|entry| entry["amount"].is_string()).collect()
}

/// Every ledger whose sums are made anew: valid ones, and one that is not.
fn summed() -> Vec<(String, Value)> {
    let named = |path: &Path| path.strip_prefix(root()).unwrap().display().to_string();
    let mut ledgers: Vec<(String, Value)> = budgets("")
        .iter()
        .filter(|path| !path.to_string_lossy().contains("faults"))
        .map(|path| (named(path), serde_json::from_str(&ledger_text(&analyze(path))).unwrap()))
        .collect();
    ledgers.push(("everything".to_owned(), ledger_of(EVERYTHING)));
    ledgers
}

#[test]
fn the_trees_come_to_what_the_entries_come_to() {
    let mut compared = 0;
    for (name, ledger) in summed() {
        let trees = Trees::of(&ledger);
        let mut nodes: Vec<(&str, &str, &Value)> = Vec::new();
        let mut open: Vec<(&str, &Value)> = Vec::new();
        open.extend(ledger["units"].as_array().unwrap().iter().map(|unit| ("unit", unit)));
        open.extend(ledger["accounts"].as_array().unwrap().iter().map(|it| (it["chart"].as_str().unwrap(), it)));
        while let Some((dimension, node)) = open.pop() {
            let key = if dimension == "unit" { "name" } else { "code" };
            nodes.push((dimension, node[key].as_str().unwrap(), node));
            open.extend(node["children"].as_array().unwrap().iter().map(|child| (dimension, child)));
        }
        for (dimension, key, node) in nodes {
            for kind in kinds().keys().filter(|kind| *kind != "memo") {
                let slice = json!({"kind": kind, dimension: key});
                let at = |place: Place| -> Vec<&Value> {
                    entries(&ledger).into_iter().filter(|entry| trees.slice(entry, &slice) == place).collect()
                };
                for (place, sums) in [(Place::In, "sums"), (Place::Possible, "possible")] {
                    let lines = at(place);
                    let written = node[sums].get(kind).map(decimal);
                    let expected = (!lines.is_empty()).then(|| sum(lines.into_iter()));
                    assert_eq!(written, expected, "{name}: {sums} of {kind} at {dimension} {key}");
                    compared += usize::from(written.is_some());
                }
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn projects_come_to_what_their_lines_come_to() {
    for (name, ledger) in summed() {
        let mut open: Vec<&Value> = ledger["projects"].as_array().unwrap().iter().collect();
        while let Some(project) = open.pop() {
            let children = project["children"].as_array().unwrap();
            open.extend(children);
            let own = |entry: &&&Value| entry["project"] == project["name"] && entry["unit"] == project["unit"];
            let lines: Vec<&Value> =
                entries(&ledger).iter().filter(|it| it["kind"] == "project").filter(own).copied().collect();
            let below: Decimal = children.iter().map(|child| decimal(&child["amount"])).sum();
            let count = children.iter().map(|child| child["lines"].as_u64().unwrap()).sum::<u64>() + lines.len() as u64;
            assert_eq!(decimal(&project["amount"]), sum(lines.into_iter()) + below, "{name}: {}", project["name"]);
            assert_eq!(project["lines"], count, "{name}: {}", project["name"]);
        }
    }
}

#[test]
fn claims_are_compared_with_what_the_entries_come_to() {
    let mut compared = [0; 3];
    for (name, ledger) in summed() {
        let trees = Trees::of(&ledger);
        let claims = ledger["claims"].as_array().unwrap();
        for claim in claims {
            let amount = decimal(&claim["amount"]);
            let slice = &claim["slice"];
            let at = |place: Place| -> Vec<&Value> {
                entries(&ledger).into_iter().filter(|entry| trees.slice(entry, slice) == place).collect()
            };
            let (inside, possible) = (at(Place::In), at(Place::Possible));
            let certain = sum(inside.into_iter());
            let bound = |keep: fn(&Decimal) -> bool| -> Decimal {
                certain + possible.iter().map(|entry| decimal(&entry["amount"])).filter(keep).sum::<Decimal>()
            };
            for route in claim["routes"].as_array().unwrap() {
                let whole = format!("{name}: {claim}");
                assert_eq!(amount - decimal(&route["computed"]), decimal(&route["difference"]), "{whole}");
                match route["route"].as_str().unwrap() {
                    "entries" => {
                        assert_eq!((possible.len(), decimal(&route["computed"])), (0, certain), "{whole}");
                        compared[0] += 1;
                    }
                    "bounds" => {
                        assert_eq!(decimal(&route["low"]), bound(Decimal::is_sign_negative), "{whole}");
                        assert_eq!(decimal(&route["high"]), bound(Decimal::is_sign_positive), "{whole}");
                        compared[1] += 1;
                    }
                    _ => {
                        let parts = route["parts"].as_array().unwrap();
                        let parts: Decimal =
                            parts.iter().map(|at| decimal(&claims[at.as_u64().unwrap() as usize]["amount"])).sum();
                        assert_eq!(decimal(&route["computed"]), parts + decimal(&route["outside"]), "{whole}");
                        compared[2] += 1;
                    }
                }
            }
            if claim["role"] == "ceiling" {
                assert_eq!(decimal(&claim["computed"]), bound(Decimal::is_sign_negative), "{name}: {claim}");
            }
        }
        for (status, count) in ledger["checks"]["claims"].as_object().unwrap() {
            assert_eq!(claims.iter().filter(|claim| claim["status"] == **status).count() as u64, *count, "{name}");
        }
        let proved = claims.iter().filter(|claim| claim["proved"] == true).count() as u64;
        assert_eq!(ledger["checks"]["proved"], proved, "{name}");
    }
    assert!(compared.iter().all(|&count| count > 50), "{compared:?}");
}
