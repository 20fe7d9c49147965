//! The Word file: what an office reads in it, part by part.

use std::io::{Cursor, Read};

use bud::Analysis;
use bud::report::prose;
use bud::report::table::{Cell, Table, tables};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{analyze, builtin, example, filled};

/// A package, opened.
struct Package(ZipArchive<Cursor<Vec<u8>>>);

fn written(analysis: &Analysis, text: &str, tables: &[Table]) -> Vec<u8> {
    let mut out = Vec::new();
    bud::report::docx::write(analysis, &prose::read(text), tables, &mut out).unwrap();
    out
}

impl Package {
    fn open(bytes: Vec<u8>) -> Package {
        Package(ZipArchive::new(Cursor::new(bytes)).unwrap())
    }

    fn part(&mut self, name: &str) -> String {
        let mut text = String::new();
        self.0.by_name(name).unwrap_or_else(|_| panic!("no {name}")).read_to_string(&mut text).unwrap();
        text
    }
}

fn value(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().map(Result::unwrap).find(|it| it.key.as_ref() == name);
    found.map(|it| it.value.into_owned())
}

/// What an office sees: paragraphs with their styles, and tables as rows of cells, a merged one once.
#[derive(Debug, Default)]
struct Seen {
    paragraphs: Vec<(String, String)>,
    tables: Vec<Vec<Vec<String>>>,
    /// How many rows of each table come again on each page.
    repeated: Vec<usize>,
    marks: Vec<String>,
    anchors: Vec<String>,
    /// Whether the pages of each section lie across.
    across: Vec<bool>,
}

fn seen(xml: &str) -> Seen {
    let mut seen = Seen::default();
    let (mut text, mut style, mut inside, mut reading) = (String::new(), String::new(), 0, false);
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event().expect("well-formed XML");
        match &event {
            Event::Start(start) | Event::Empty(start) => match start.name().as_ref() {
                "w:tbl" => {
                    inside += 1;
                    seen.tables.push(Vec::new());
                    seen.repeated.push(0);
                }
                "w:tr" => seen.tables.last_mut().unwrap().push(Vec::new()),
                "w:tblHeader" => *seen.repeated.last_mut().unwrap() += 1,
                "w:pStyle" => style = value(start, "w:val").unwrap(),
                "w:t" => reading = true,
                "w:bookmarkStart" => seen.marks.push(value(start, "w:name").unwrap()),
                "w:hyperlink" => seen.anchors.extend(value(start, "w:anchor")),
                "w:pgSz" => seen.across.push(value(start, "w:orient").is_some()),
                _ => {}
            },
            Event::Text(words) if reading => text.push_str(words),
            Event::GeneralRef(name) if reading => text.push_str(match name.as_ref() {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                other => panic!("{other:?}"),
            }),
            Event::End(end) => match end.name().as_ref() {
                "w:tbl" => inside -= 1,
                "w:t" => reading = false,
                "w:tc" => {
                    let row = seen.tables.last_mut().unwrap().last_mut().unwrap();
                    row.push(std::mem::take(&mut text));
                }
                "w:p" if inside == 0 => {
                    seen.paragraphs.push((std::mem::take(&mut style), std::mem::take(&mut text)));
                }
                _ => {}
            },
            Event::Eof => return seen,
            _ => {}
        }
    }
}

#[test]
fn every_cell_of_every_table_is_there() {
    let (analysis, tables) = (analyze(&example("shangyu-2024/budget.bud")), filled());
    let seen = seen(&Package::open(written(&analysis, "", &tables)).part("word/document.xml"));
    assert_eq!(seen.tables.len(), tables.len());
    for ((table, shown), repeated) in tables.iter().zip(&seen.tables).zip(&seen.repeated) {
        let rows = super::rows(table);
        assert_eq!(*repeated, table.head_rows(), "the captions of {} come again on each page", table.id);
        assert_eq!(shown[*repeated..], rows, "table {}", table.id);
        let captions: Vec<&String> = shown[..*repeated].iter().flatten().filter(|text| !text.is_empty()).collect();
        let mut head = table.head();
        head.sort_by_key(|cell| (cell.row, cell.column));
        assert_eq!(captions, head.iter().map(|cell| &cell.text).collect::<Vec<_>>(), "table {}", table.id);
    }
    let titles: Vec<&String> =
        seen.paragraphs.iter().filter(|(style, _)| style == "TableTitle").map(|(_, text)| text).collect();
    assert_eq!(titles, tables.iter().map(|table| &table.title).collect::<Vec<_>>());
    assert!(seen.across.contains(&true) && seen.across.contains(&false), "wide tables lie across: {:?}", seen.across);
}

#[test]
fn the_text_has_the_styles_of_an_office() {
    let analysis = analyze(&example("hello/hello.bud"));
    let text = "# 部门预算\n\n## 一、概况\n\n本部门见[名录](https://example.org/a?b=1&c=2)。\n\n1. 第一\n   - 之一\n2. 第二\n\n> 引文\n\n\
                ### （一）<b>收入</b>\n\n**共** 3 万元。\n\n| 项 | 数 |\n| --- | --- |\n| 甲 | 1.00 |\n\n---\n\n```table\n没有\n```\n";
    let mut package = Package::open(written(&analysis, text, &[]));
    let seen = seen(&package.part("word/document.xml"));
    let shown: Vec<String> = seen.paragraphs.iter().map(|(style, text)| format!("{style}: {text}")).collect();
    insta::assert_snapshot!(shown.join("\n"), @"
    Title: 部门预算
    TOCHeading: 目录
    TOC1: 一、概况
    TOC2: （一）<b>收入</b>
    : 
    : 
    Heading1: 一、概况
    BodyText: 本部门见名录。
    ListParagraph: 第一
    ListParagraph: 之一
    ListParagraph: 第二
    Quote: 引文
    Heading2: （一）<b>收入</b>
    BodyText: 共 3 万元。
    TableNote: 
    Normal: 
    BodyText: 没有
    ");
    assert_eq!(seen.tables, [[["项", "数"], ["甲", "1.00"]]]);
    // What the contents list is where they say.
    assert!(!seen.anchors.is_empty() && seen.anchors.iter().all(|anchor| seen.marks.contains(anchor)));
    let links = package.part("word/_rels/document.xml.rels");
    assert!(links.contains("Target=\"https://example.org/a?b=1&amp;c=2\" TargetMode=\"External\""), "{links}");
    // Every part that the others name is there, and each list counts for itself.
    for part in ["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "docProps/app.xml", "word/settings.xml"] {
        assert!(!package.part(part).is_empty());
    }
    assert!(package.part("word/footer.xml").contains(" PAGE "));
    assert_eq!(package.part("word/numbering.xml").matches("<w:num ").count(), 2);
    let styles = package.part("word/styles.xml");
    for (style, _) in seen.paragraphs.iter().filter(|(style, _)| !style.is_empty()) {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "no style {style}");
    }
}

#[test]
fn names_that_look_like_markup_come_out_as_text() {
    let names = ["<w:br/>", "a&b \"c\"", "]]>", "=1+1", "甲\u{1b}[31m", "乙\u{FFFF}"];
    let analysis = analyze(&example("hello/hello.bud"));
    let mut tables = tables(&analysis, &builtin("zhejiang"));
    let row = tables[0].rows[0].clone();
    tables.truncate(1);
    tables[0].rows = names
        .iter()
        .map(|name| {
            let mut row = row.clone();
            row.cells[0] = Cell::Text((*name).to_owned(), 0);
            row
        })
        .collect();
    let seen = seen(&Package::open(written(&analysis, "", &tables)).part("word/document.xml"));
    let shown: Vec<&str> = seen.tables[0][seen.repeated[0]..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(shown, ["<w:br/>", "a&b \"c\"", "]]>", "=1+1", "甲\\u{1b}[31m", "乙\\u{ffff}"]);
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let (analysis, tables) = (analyze(&example("shangyu-2024/budget.bud")), filled());
    let text = "# 题\n\n## 一\n\n文。\n\n```table\n6\n```\n";
    assert_eq!(written(&analysis, text, &tables), written(&analysis, text, &tables));
}
