//! The checked ledger: its form against its schema, its bytes, and its sums against sums that are
//! made here anew from its entries.

#![allow(clippy::unwrap_used)]

mod corpus;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use bud::Options;
use bud::source::Memory;
use corpus::{analyze, bdc, budgets, example, ledger, ledger_text, root};
use insta::assert_snapshot;
use jsonschema::Validator;
use rust_decimal::Decimal;
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("grammar/ledger.schema.json")).unwrap()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

fn faults(validator: &Validator, ledger: &Value) -> Vec<String> {
    validator.iter_errors(ledger).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn ledger_of(text: &str) -> Value {
    let files = Memory::new().with("a.bud", text);
    let analysis = bud::analyze(&files, Path::new("a.bud"), &Options::default()).unwrap();
    serde_json::from_str(&ledger_text(&analysis)).unwrap()
}

/// A budget with every kind of line, dimension, claim and route.
const EVERYTHING: &str = "\
budget Town year 2026 code 7 measure 千元 display 万元 scale 1 rounding printed base budget stage final zero printed
unit 市 name 某市 code 001
unit 馆 under 市
account 103 非税收入
account 207 文化
account 20701 文化和旅游
account 2070104 图书馆
account 302 商品和服务
account 30201 办公费
account 502 机关商品和服务
revenue 其他收入 unit 馆 account 103 amount 4 prior 3.5 base actual reason 捐赠 note 一次性
revenue 一般公共预算 unit 馆 amount 120
carryover 单位资金 unit 馆 amount 1
carryforward 单位资金 unit 馆 amount 0.5
personnel 工资 unit 馆 func 2070104 amount 70.3 source 一般公共预算
operating unit 馆 func 2070104 econ 30201 amount 9万元/10 source 一般公共预算
basic unit 馆 func 20701 econ 502 amount -1.25 source 一般公共预算
business unit 馆 amount 2
remit unit 馆 amount 0.2
subsidy unit 馆 amount 0.1
project 书 unit 馆 amount 40 prior 10
project 小说 unit 馆 amount 30 under 书 func 2070104
project 诗 unit 馆 amount 10 under 书
project unit 馆 amount 3.1
memo 三公 unit 馆 item 公务用车/购置费 amount 1
memo 政府采购 amount 2 prior 1
goal 书 \"多买书\"
total amount 124.5 partial econ
total func 207 amount 100
total func 20701 amount 100
total kind personnel econ 302 amount 5
total kind personnel econ 30201 amount 5
total kind personnel econ 302 amount 6
total kind carryover func 207 amount 0.5
total memo 三公 item 公务用车 unit 馆 amount 1
ceiling kind project unit 市 amount 50 note 上限
ceiling kind project amount 5
";

#[test]
fn the_schema_is_one() {
    jsonschema::meta::validate(&schema()).unwrap();
}

#[test]
fn every_budget_has_a_ledger_of_the_form() {
    let validator = validator();
    for path in budgets("") {
        let ledger: Value = serde_json::from_str(&ledger_text(&analyze(&path))).unwrap();
        assert_eq!(faults(&validator, &ledger), [""; 0], "{}", path.display());
    }
    for text in
        ["", EVERYTHING, "total amount 5\n", "memo\nproject\nunit\n", "budget\namount 5\ntotal kind memo amount 5"]
    {
        assert_eq!(faults(&validator, &ledger_of(text)), [""; 0], "{text}");
    }
}

/// Every word that the schema allows is there in some ledger, so that it describes nothing else.
#[test]
fn nothing_in_the_schema_is_idle() {
    let mut keys = BTreeSet::new();
    for path in budgets("") {
        gather(&serde_json::from_str(&ledger_text(&analyze(&path))).unwrap(), &mut keys);
    }
    gather(&ledger_of(EVERYTHING), &mut keys);
    let schema = schema();
    let mut idle = Vec::new();
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        for key in definition["properties"].as_object().into_iter().flat_map(|properties| properties.keys()) {
            if !keys.contains(key) {
                idle.push(format!("{name}.{key}"));
            }
        }
    }
    assert_eq!(idle, [""; 0]);
}

fn gather(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            keys.insert(key.clone());
            gather(value, keys);
        }),
        Value::Array(list) => list.iter().for_each(|value| gather(value, keys)),
        _ => {}
    }
}

/// The pointers to everything in `value`.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), found)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), found));
        }
        _ => {}
    }
}

#[test]
fn what_the_form_does_not_know_is_refused_everywhere() {
    let validator = validator();
    let good = ledger_of(EVERYTHING);
    assert_eq!(faults(&validator, &good), [""; 0]);
    let mut all = Vec::new();
    pointers(&good, "", &mut all);
    for pointer in all {
        let mut bad = good.clone();
        match bad.pointer_mut(&pointer).unwrap() {
            Value::Object(map) => drop(map.insert("unknown".to_owned(), json!("x"))),
            Value::Array(list) => list.push(json!(true)),
            other => *other = json!([]),
        }
        assert!(!validator.is_valid(&bad), "{pointer}");
    }
}

#[test]
fn wrong_ledgers_are_refused() {
    let validator = validator();
    let good = ledger("shangyu-2024/budget.bud");
    let wrong = |pointer: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
        assert!(!validator.is_valid(&bad), "{pointer}");
    };
    for amount in ["1e5", "-0.00", "007.00", "1.", ".5", "1,000.00", "+1.00", " 1.00", "1.00元", ""] {
        wrong("/entries/0/amount", json!(amount));
    }
    wrong("/entries/0/amount", json!(2221.02));
    wrong("/version", json!(2));
    wrong("/valid", json!("true"));
    wrong("/budget/measure", json!("yuan"));
    wrong("/budget/currency", json!("cny"));
    wrong("/budget/files/1", json!("budget.bud"));
    wrong("/entries/0/kind", json!("expense"));
    wrong("/entries/0/kind", json!("project"));
    wrong("/entries/0/source", json!("general-public"));
    wrong("/entries/0/line", json!(0));
    wrong("/claims/0/status", json!("fine"));
    wrong("/claims/0/status", json!("unsettled"));
    wrong("/claims/0/routes", json!([]));
    wrong("/claims/0/routes/0/verdict", json!("bounded"));
    wrong("/claims/0/routes/0/route", json!("bounds"));
    wrong("/claims/0/role", json!("ceiling"));
    wrong("/claims/0/slice", json!({"project": "人力社保信息专项"}));
    wrong("/claims/0/slice", json!({"kind": "project", "func": "301", "project": "人力社保信息专项"}));
    wrong("/claims/0/slice", json!({"kind": "project", "memo": "三公", "project": "人力社保信息专项"}));
    wrong("/accounts/0/chart", json!("gov-econ"));
    wrong("/checks/proved", json!(-1));
    for (object, key) in [
        ("", "checks"),
        ("/budget", "year"),
        ("/units/0", "sums"),
        ("/units/0", "children"),
        ("/accounts/0", "chart"),
        ("/projects/0", "unit"),
        ("/entries/0", "unit"),
        ("/entries/0", "account"),
        ("/claims/0", "routes"),
        ("/claims/0/slice", "kind"),
        ("/claims/0/routes/0", "envelope"),
        ("/checks/claims", "refuted"),
    ] {
        let mut bad = good.clone();
        assert!(bad.pointer_mut(object).unwrap().as_object_mut().unwrap().remove(key).is_some(), "{object}/{key}");
        assert!(!validator.is_valid(&bad), "{object} without {key}");
    }
}

#[test]
fn a_whole_ledger_beside_its_budget() {
    let source = fs::read_to_string(example("hello/hello.bud")).unwrap();
    let ledger = ledger_text(&analyze(&example("hello/hello.bud")));
    assert_snapshot!("hello", format!("{source}\n{ledger}"));
}

#[test]
fn every_run_from_every_folder_writes_the_same_bytes() {
    let expected = ledger_text(&analyze(&example("shangyu-2024/budget.bud")));
    assert_eq!(ledger_text(&analyze(&example("shangyu-2024/budget.bud"))), expected);
    let main = example("shangyu-2024/budget.bud");
    let main = main.to_str().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    for (folder, file) in [
        (root(), "examples/shangyu-2024/budget.bud"),
        (root().join("tests"), "../examples/shangyu-2024/budget.bud"),
        (example("shangyu-2024"), "budget.bud"),
        (example("shangyu-2024"), "./budget.bud"),
        (example("hello"), "../shangyu-2024/budget.bud"),
        (elsewhere.path().to_owned(), main),
    ] {
        let built = bdc(&folder, &["build", file, "-o", "-"]);
        assert_eq!((built.status, built.stdout == expected), (0, true), "{file} from {}", folder.display());
    }
    let target = elsewhere.path().join("x.json");
    let built = bdc(&root(), &["build", main, "-o", target.to_str().unwrap(), "--lang", "zh"]);
    assert_eq!((built.status, fs::read_to_string(target).unwrap() == expected), (0, true), "{}", built.stderr);
}

/// A main file may include files beside or above its folder, if the root is told.
#[test]
fn files_outside_the_main_files_folder_are_named_the_same_from_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["a/town", "b"] {
        fs::create_dir_all(at(name)).unwrap();
    }
    fs::write(at("units.bud"), "unit 馆\n").unwrap();
    fs::write(at("b/money.bud"), "project 书 unit 馆 amount 8.00\n").unwrap();
    fs::write(at("a/town/main.bud"), "include ../../units.bud\ninclude ../../b/money.bud\n").unwrap();
    let main = at("a/town/main.bud");
    for (from, file) in [
        ("", "a/town/main.bud"),
        ("b", "../a/town/main.bud"),
        ("a/town", "main.bud"),
        ("a/town", main.to_str().unwrap()),
    ] {
        let built = bdc(&at(from), &["build", "--root", folder.path().to_str().unwrap(), file, "-o", "-"]);
        let ledger: Value = serde_json::from_str(&built.stdout).unwrap_or_else(|_| panic!("{}", built.stderr));
        assert_eq!(ledger["budget"]["files"], json!(["main.bud", "../../units.bud", "../../b/money.bud"]), "{from}");
        assert_eq!(ledger["entries"][0]["file"], "../../b/money.bud");
    }
}

#[test]
fn with_errors_the_ledger_says_so_and_keeps_its_form() {
    let built = bdc(&example("shangyu-2024"), &["build", "--keep-going", "published.bud", "-o", "-"]);
    assert_eq!(built.status, 1);
    let ledger: Value = serde_json::from_str(&built.stdout).unwrap();
    assert_eq!(ledger["valid"], false);
    assert_eq!(faults(&validator(), &ledger), [""; 0]);
    let built = bdc(&example("shangyu-2024"), &["build", "published.bud", "-o", "-"]);
    assert_eq!((built.status, built.stdout.as_str()), (1, ""));
}

// ---- The sums, made anew.

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
    let named = |path: &std::path::PathBuf| path.strip_prefix(root()).unwrap().display().to_string();
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
                        if route["open"] == false {
                            assert_eq!(decimal(&route["computed"]), parts + decimal(&route["outside"]), "{whole}");
                        }
                        compared[2] += 1;
                    }
                }
            }
            if claim["role"] == "ceiling" {
                assert_eq!(decimal(&claim["computed"]), bound(Decimal::is_sign_negative), "{name}: {claim}");
            }
        }
        let settled = claims.iter().filter(|claim| claim["role"] != "ceiling");
        for (status, count) in ledger["checks"]["claims"].as_object().unwrap() {
            assert_eq!(settled.clone().filter(|claim| claim["status"] == **status).count() as u64, *count, "{name}");
        }
        let proved = claims.iter().filter(|claim| claim["proved"] == true).count() as u64;
        assert_eq!(ledger["checks"]["proved"], proved, "{name}");
    }
    assert!(compared.iter().all(|&count| count > 50), "{compared:?}");
}
