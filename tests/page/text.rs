//! What is in the page, and what is not.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bud::report::table::{Cell, Table};
use sha2::{Digest, Sha256};

use super::markup::{Node, read};
use super::{budget, builtin, layout, page, real};

/// The cells of a published table's rows, as the page has them.
fn cells(page: &Node, at: usize) -> Vec<Vec<String>> {
    let id = format!("t-{at}-table");
    let table = page.all("table").into_iter().find(|table| table.attribute("id") == Some(&id)).unwrap();
    let rows = table.all("tbody").into_iter().flat_map(|body| body.all("tr"));
    let cells = |row: &Node| row.children().iter().map(Node::text).collect();
    rows.map(cells).collect()
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.cells.iter().map(Cell::text).collect()).collect()
}

#[test]
fn every_cell_of_every_table_is_in_the_page() {
    let (page, tables) = real();
    let page = read(&page);
    let mut figures = 0;
    for (at, table) in tables.iter().enumerate() {
        assert_eq!(cells(&page, at), rows(table), "table {}", table.id);
        figures += table.rows.iter().flat_map(|row| &row.cells).filter(|it| matches!(it, Cell::Figure(_))).count();
    }
    // What the document prints, and the two of the project that it lacks.
    assert_eq!(figures, 416 + 2);
}

#[test]
fn names_head_their_rows_and_captions_their_columns() {
    let (page, tables) = real();
    let page = read(&page);
    for (at, table) in tables.iter().enumerate() {
        let id = format!("t-{at}-table");
        let found = page.all("table").into_iter().find(|it| it.attribute("id") == Some(&id)).unwrap();
        let captions: usize = found.all("thead")[0]
            .all("th")
            .iter()
            .map(|it| {
                let span = |key| it.attribute(key).map_or(1, |span| span.parse::<usize>().unwrap());
                assert!(matches!(it.attribute("scope"), Some("col" | "colgroup")));
                span("rowspan") * span("colspan")
            })
            .sum();
        assert_eq!(captions, table.columns.len() * table.head_rows(), "the captions of {} cover it", table.id);
        for row in found.all("tbody").iter().flat_map(|body| body.all("tr")) {
            let named =
                row.children().iter().any(|it| !it.all("th").is_empty() && it.attribute("scope") == Some("row"));
            assert!(named || row.children().iter().all(|it| it.text().is_empty()), "{}", row.text());
        }
    }
}

#[test]
fn the_policy_names_the_style_and_the_script_that_are_there() {
    let page = read(&real().0);
    let hash = |name: &str| {
        let all = page.all(name);
        assert_eq!(all.len(), 1, "one {name}");
        format!("'sha256-{}'", STANDARD.encode(Sha256::digest(all[0].text())))
    };
    let policy = page.all("meta").into_iter().find(|it| it.attribute("http-equiv") == Some("Content-Security-Policy"));
    let policy = policy.unwrap().attribute("content").unwrap();
    let rules: Vec<&str> = policy.split("; ").collect();
    assert_eq!(rules[0], "default-src 'none'");
    assert!(rules.contains(&format!("script-src {}", hash("script")).as_str()), "{policy}");
    assert!(rules.contains(&format!("style-src {}", hash("style")).as_str()), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
}

#[test]
fn the_page_loads_nothing_and_styles_nothing_in_place() {
    let page = read(&real().0);
    page.visit(&mut |node| {
        let Node::Element { name, attributes, .. } = node else { return };
        assert!(
            !["img", "link", "iframe", "object", "embed", "base", "use", "image"].contains(&name.as_str()),
            "{name}"
        );
        for (key, value) in attributes {
            assert!(!key.starts_with("on") && key != "style" && key != "src", "{name} {key}");
            let elsewhere = value.contains("//") || value.contains("url(");
            assert!(!elsewhere || key == "content", "{name} {key}=\"{value}\"");
        }
    });
    for source in ["style", "script"] {
        let text = page.all(source)[0].text();
        assert!(!text.contains("http") && !text.contains("url(") && !text.contains("@import"), "{source}");
        assert!(!text.contains("innerHTML") && !text.contains("eval("), "{source}");
    }
}

#[test]
fn an_anchor_is_there_once_and_each_link_within_leads_to_one() {
    let (analysis, layout) = (budget(TOWN), builtin("zhejiang"));
    for html in [real().0, page(&analysis, &layout, TEXT)] {
        let page = read(&html);
        let mut ids = BTreeSet::new();
        page.visit(&mut |node| {
            if let Some(id) = node.attribute("id") {
                assert!(ids.insert(id), "{id} is there twice");
            }
        });
        let wanted = |node: &Node| -> Vec<String> {
            let keys = ["aria-labelledby", "aria-controls", "data-view", "data-level"];
            let named = keys.iter().filter_map(|key| node.attribute(key)).map(str::to_owned);
            let linked = node.attribute("href").and_then(|it| it.strip_prefix('#')).map(str::to_owned);
            named.chain(linked).collect()
        };
        page.visit(&mut |node| wanted(node).iter().for_each(|id| assert!(ids.contains(id.as_str()), "no {id}")));
    }
}

/// Names that a browser could take for more than text.
const NASTY: [&str; 5] = [
    "<script>alert(1)</script>",
    "</title></style></script><img src=x onerror=alert(1)>",
    "a' onclick='b",
    "&lt;&#60;",
    "--><!--",
];

#[test]
fn names_that_look_like_markup_come_out_as_text() {
    let quoted =
        NASTY.iter().map(|name| format!("project \"{name}\" unit \"{name}\" func 207 amount 1.00 prior 2.00\n"));
    let units: String = NASTY.iter().map(|name| format!("unit \"{name}\"\n")).collect();
    let text = format!("{units}account 207 \"{}\"\n{}", NASTY[0], quoted.collect::<String>());
    let analysis = budget(&text);
    assert_eq!(analysis.summary().errors, 0, "{:?}", analysis.diagnostics);
    let markdown = NASTY.join("\n\n") + "\n\n[甲](javascript:alert(1)) [乙](https://example.org/?a=\"><script>)";
    let html = page(&analysis, &builtin("zhejiang"), &markdown);
    let page = read(&html);
    assert_eq!(page.all("script").len(), 1, "only the page's own");
    assert!(page.all("img").is_empty());
    let cells: Vec<String> = cells(&page, 9).into_iter().map(|row| row[1].clone()).collect();
    for name in NASTY {
        assert!(cells.iter().any(|cell| cell == name), "{name} in {cells:?}");
    }
    let links: Vec<_> = page.all("a").into_iter().filter(|it| it.attribute("rel").is_some()).collect();
    assert_eq!(links.len(), 1, "a script is no link");
}

/// A budget and a text that places one table, one that there is not, and one twice.
const TOWN: &str =
    "budget 镇 year 2025\nunit 镇政府\naccount 207 文化\nproject 修缮 unit 镇政府 func 207 amount 12.00\n";
const TEXT: &str = "# 镇政府2025年预算公开\n\n## 一、概况\n\n共支出 **12.00** 元。\n\n```table\n3\n```\n\n```table\n3\n```\n\n```table\n99\n```\n\n| 项 | 数 |\n| --- | --- |\n| 甲 | 1.00 |\n";

#[test]
fn the_text_stands_with_the_tables_that_it_places() {
    let page = read(&page(&budget(TOWN), &builtin("zhejiang"), TEXT));
    assert_eq!(page.all("h1")[0].text(), "镇政府2025年预算公开");
    assert_eq!(page.all("title")[0].text(), "镇政府2025年预算公开");
    let article = page.all("article")[0];
    let placed: Vec<_> = article.all("section").iter().map(|it| it.attribute("id").unwrap().to_owned()).collect();
    assert_eq!(placed, ["t-2"], "once, and nothing for a table that is not there");
    assert!(article.text().contains("共支出 12.00 元。"));
    let rest: Vec<_> = page.all("section").into_iter().filter(|it| it.has_class("published")).collect();
    assert_eq!(rest.len(), 12, "every table is in the page");
}

#[test]
fn a_page_is_in_the_language_of_its_captions() {
    let english = layout(
        "unit = \"in {measure}\"\n[[table]]\nid = \"1\"\ntitle = \"Expense\"\n\
         columns = [{ head = [\"Name\"], show = \"name\" }, { head = [\"Amount\"], slice = \"kind expense\" }]\n\
         rows = [{ name = \"Total\" }, { each = \"unit\" }]\n",
    );
    let analysis = budget("budget Town year 2025\nunit Hall\nproject Repairs unit Hall amount 12.00\n");
    let html = read(&page(&analysis, &english, ""));
    assert_eq!(html.all("html")[0].attribute("lang"), Some("en"));
    assert_eq!(html.all("h1")[0].text(), "Hall: Budget 2025");
    let html = read(&page(&analysis, &builtin("zhejiang"), ""));
    assert_eq!(html.all("html")[0].attribute("lang"), Some("zh-CN"));
}

#[test]
fn a_budget_with_errors_says_so() {
    let wrong = budget("unit 甲\nproject 修缮 unit 甲 amount 12.00\ntotal amount 13.00\n");
    assert!(!wrong.valid());
    let page = read(&page(&wrong, &builtin("zhejiang"), ""));
    let invalid = page.all("p").into_iter().filter(|it| it.has_class("invalid")).count();
    assert_eq!(invalid, 1);
}

#[test]
fn the_same_budget_gives_the_same_bytes() {
    assert_eq!(real().0, real().0);
}
