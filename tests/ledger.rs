//! The checked ledger: its form against its schema, its bytes, and its sums against sums that are
//! made here anew from its entries.

#![allow(clippy::unwrap_used)]

mod corpus;
mod sums;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bud::Options;
use bud::source::Memory;
use corpus::{analyze, bdc, budgets, example, ledger, ledger_text, root};
use insta::assert_snapshot;
use jsonschema::Validator;
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
