//! What the charts are drawn of: figures of the tables, and none where the budget does not say.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::markup::{Node, read};
use super::{budget, builtin, page, real};

/// The chart of this name.
fn chart<'a>(page: &'a Node, id: &str) -> Option<&'a Node> {
    page.all("figure").into_iter().find(|it| it.attribute("id") == Some(id))
}

/// The figures of a chart as its tables give them: names and cells.
fn figures(chart: &Node) -> Vec<Vec<String>> {
    let rows = chart.all("tbody").into_iter().flat_map(|body| body.all("tr"));
    rows.map(|row| row.children().iter().map(Node::text).collect()).collect()
}

fn of(text: &str) -> Node {
    let analysis = budget(text);
    read(&page(&analysis, &builtin("zhejiang"), ""))
}

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn the_flow_is_what_the_tables_say() {
    let page = read(&real().0);
    let rows = figures(chart(&page, "flow").unwrap());
    let find = |name: &str| rows.iter().find(|row| row[0] == name).map(|row| row[1].as_str());
    assert_eq!(find("一般公共预算 → 项目支出"), Some("38491.00"));
    assert_eq!(find("项目支出 → 科技交流与合作"), Some("34010.00"));
    assert_eq!(find("人员经费 → 行政事业单位医疗"), Some("211.30"));
    // What flows into a node flows out of it.
    let (mut into, mut out): (BTreeMap<&str, Decimal>, BTreeMap<&str, Decimal>) = Default::default();
    for row in &rows {
        let (from, to) = row[0].split_once(" → ").unwrap();
        *out.entry(from).or_default() += amount(&row[1]);
        *into.entry(to).or_default() += amount(&row[1]);
    }
    let through: Vec<_> = into.keys().filter(|name| out.contains_key(*name)).collect();
    assert_eq!(through.len(), 3, "{rows:?}");
    // The budget rounds each of its figures by itself.
    let near = |name: &str| (into[name] - out[name]).abs() <= amount("0.02");
    through.into_iter().for_each(|name| assert!(near(name), "{name}: {} and {}", into[name], out[name]));
}

#[test]
fn streams_are_as_thick_as_they_are_large() {
    let page = read(&real().0);
    let wide = chart(&page, "flow").unwrap().all("svg")[0];
    let told = |node: &Node| node.all("title")[0].text();
    let stops: Vec<&Node> = wide.all("rect").into_iter().filter(|it| it.has_class("stop")).collect();
    let height = |name: &str| {
        let stop = stops.iter().find(|it| told(it).starts_with(name)).unwrap();
        amount(stop.attribute("height").unwrap())
    };
    let (all, projects, staff) = (height("一般公共预算"), height("项目支出"), height("人员经费"));
    let near = |drawn: Decimal, money: &str| {
        let wanted = all * amount(money) / amount("42583.08");
        assert!((drawn - wanted).abs() < amount("0.3"), "{drawn} and not {wanted}");
    };
    near(projects, "38491.00");
    near(staff, "3771.58");
    // Nothing is drawn outside the picture.
    let view: Vec<Decimal> = wide.attribute("viewBox").unwrap().split(' ').map(amount).collect();
    for stop in stops {
        let side = |key: &str| amount(stop.attribute(key).unwrap());
        assert!(side("x") >= Decimal::ZERO && side("x") + side("width") <= view[2]);
        assert!(side("y") >= Decimal::ZERO && side("y") + side("height") <= view[3]);
    }
}

#[test]
fn each_breakdown_comes_to_its_whole() {
    let page = read(&real().0);
    let chart = chart(&page, "treemaps").unwrap();
    let views: Vec<&Node> = chart.all("div").into_iter().filter(|it| it.has_class("view")).collect();
    assert_eq!(views.len(), 3);
    for view in views {
        let title = view.all("h4")[0].text();
        let whole = amount(title.split(['　', ' ']).nth(1).unwrap());
        let top = view.all("th").into_iter().filter(|it| it.has_class("i0")).map(Node::text).collect::<Vec<_>>();
        let rows = figures(view);
        let sum: Decimal = rows.iter().filter(|row| top.contains(&row[0])).map(|row| amount(&row[1])).sum();
        // The real budget prints rounded figures: nine units may be off by a fen each.
        assert!((sum - whole).abs() <= amount("0.05"), "{title}: {sum}");
    }
    let titles: Vec<String> = chart.all("h4").iter().map(|it| it.text()).collect();
    assert!(titles[1].starts_with("收入，按单位"), "its basic expenditure does not say whose it is: {titles:?}");
}

#[test]
fn last_years_figures_stand_beside_this_years() {
    let page = read(&real().0);
    let rows = figures(chart(&page, "changes").unwrap());
    let row = |name: &str| rows.iter().find(|row| row[0].starts_with(name)).unwrap()[1..].to_vec();
    assert_eq!(row("支出"), ["42583.08", "52696.88", "-10113.80", "-19.2%"]);
    assert_eq!(row("机关运行经费"), ["252.88", "244.67", "+8.21", "+3.4%"]);
    assert_eq!(row("三公（"), ["6.00", "14.00", "-8.00", "-57.1%"]);
    assert_eq!(row("三公/因公出国"), ["0.00", "0.00", "0.00", "—"], "of nothing there is no percentage");
}

const HEAD: &str = "budget 镇 year 2025 source 一般公共预算\nunit 镇政府\naccount 207 文化\naccount 208 社会保障\n";

#[test]
fn without_last_years_figures_nothing_is_compared() {
    let page = of(&format!("{HEAD}project 修缮 unit 镇政府 func 207 amount 12.00\n"));
    assert!(chart(&page, "changes").is_none());
    assert!(chart(&page, "flow").is_some());
    let page = of(&format!("{HEAD}project 修缮 unit 镇政府 func 207 amount 12.00 prior 8.00\n"));
    assert_eq!(figures(chart(&page, "changes").unwrap()), [["修缮", "12.00", "8.00", "+4.00", "+50.0%"]]);
}

#[test]
fn a_claim_that_does_not_hold_is_no_figure_to_compare() {
    let page = of(&format!("{HEAD}project 修缮 unit 镇政府 func 207 amount 12.00\ntotal amount 13.00 prior 10.00\n"));
    let rows = chart(&page, "changes").map(figures).unwrap_or_default();
    assert!(rows.iter().flatten().all(|cell| cell != "13.00"), "{rows:?}");
}

#[test]
fn what_is_not_known_is_not_drawn() {
    // The functions of one line are not said: each may have more than is seen.
    let page = of(&format!(
        "{HEAD}project 修缮 unit 镇政府 func 207 amount 12.00\nproject 救助 unit 镇政府 func 208 amount 3.00\n\
         personnel unit 镇政府 amount 5.00\n"
    ));
    let titles: Vec<String> = page.all("h4").iter().map(|it| it.text()).collect();
    assert!(!titles.iter().any(|it| it.contains("按功能")), "{titles:?}");
    let flow = figures(chart(&page, "flow").unwrap());
    assert!(flow.iter().all(|row| !row[0].contains("文化")), "{flow:?}");
    assert!(flow.iter().any(|row| row[0] == "一般公共预算 → 人员经费"), "{flow:?}");
    // Money that is taken back has no area.
    let page = of(&format!(
        "{HEAD}project 修缮 unit 镇政府 func 207 amount 12.00\nproject 退回 unit 镇政府 func 208 amount -3.00\n"
    ));
    assert!(chart(&page, "treemaps").is_none() && chart(&page, "flow").is_none_or(|flow| !flow.text().contains("-3")));
}

#[test]
fn sources_that_expense_does_not_name_flow_together() {
    let lines = "revenue 一般公共预算 unit 镇政府 amount 10.00\nrevenue 事业收入 unit 镇政府 amount 4.00\n\
                 carryover 一般公共预算 unit 镇政府 amount 1.00\n\
                 project 修缮 unit 镇政府 func 207 amount 12.00\nproject 救助 unit 镇政府 func 208 amount 3.00\n";
    let page = of(&format!("{}{lines}", HEAD.replace(" source 一般公共预算", "")));
    let flow = figures(chart(&page, "flow").unwrap());
    let names: Vec<&str> = flow.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        names,
        [
            "一般公共预算 → 收入总计",
            "事业收入 → 收入总计",
            "上年结转 → 收入总计",
            "收入总计 → 项目支出",
            "项目支出 → 文化",
            "项目支出 → 社会保障",
        ]
    );
}

#[test]
fn many_small_parts_are_one() {
    let projects: String =
        (1..=3_000).map(|at| format!("project 项目{at} unit 镇政府 func 207 amount {at}.00\n")).collect();
    let page = of(&format!("{HEAD}{projects}"));
    let rows = figures(chart(&page, "treemaps").unwrap());
    let other = rows.iter().find(|row| row[0] == "其他 2977 项").unwrap();
    let sum: u64 = (1..=2_977).sum();
    assert_eq!(other[1], format!("{sum}.00"));
    assert!(page.all("rect").len() < 500);
    let table = page.all("table").into_iter().find(|it| it.attribute("id") == Some("t-9-table")).unwrap();
    let rows: usize = table.all("tbody").iter().map(|it| it.all("tr").len()).sum();
    assert_eq!(rows, 3_001, "the table has them all");
}
