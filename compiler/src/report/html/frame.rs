//! What stands around the text, the tables and the charts: the head of the page, its first figures, the list
//! of contents, the search.

use std::io;

use super::super::prose::{Block, plain};
use super::chart::{self, Change, money::Money};
use super::markup::Markup;
use super::{Page, SCRIPT, STYLE, blocks, policy, tables};
use crate::diagnostic::Message;
use crate::diagnostic::locale;
use crate::model::Slice;
use crate::syntax::{Kind, Stage};

/// Writes the page.
pub fn write(page: &Page<'_>, money: &Money<'_>, markup: &mut Markup<'_>) -> io::Result<()> {
    let title = title(page);
    markup.doctype()?;
    markup.open("html", &[("lang", if page.is_chinese() { "zh-CN" } else { "en" })])?;
    // A browser reads every end of a line as one character, and takes the hash of what it reads.
    let [style, script] = [STYLE, SCRIPT].map(|source| source.replace("\r\n", "\n"));
    head(&title, &style, &script, markup)?;
    markup.open("body", &[])?;
    markup.element("a", &[("class", "skip"), ("href", "#main")], &page.word("page-skip"))?;
    let changes = chart::changes(money);
    top(page, money, &title, &changes, markup)?;
    markup.open("div", &[("class", "columns")])?;
    contents(page, markup)?;
    markup.open("main", &[("id", "main"), ("tabindex", "-1")])?;
    markup.open("section", &[("id", "charts"), ("aria-labelledby", "charts-title")])?;
    markup.element("h2", &[("id", "charts-title")], &page.word("page-charts"))?;
    chart::write(page, money, &changes, markup)?;
    markup.close("section")?;
    document(page, markup)?;
    markup.close("main")?;
    markup.close("div")?;
    markup.element("footer", &[], &page.word("page-made"))?;
    markup.element("div", &[("id", "tip"), ("role", "presentation"), ("hidden", "")], "")?;
    markup.close("body")?;
    markup.close("html")?;
    markup.line()
}

fn head(title: &str, style: &str, script: &str, markup: &mut Markup<'_>) -> io::Result<()> {
    markup.open("head", &[])?;
    markup.open("meta", &[("charset", "utf-8")])?;
    let policy = policy::policy(style, script);
    markup.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)])?;
    markup.open("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")])?;
    markup.open("meta", &[("name", "color-scheme"), ("content", "light dark")])?;
    markup.open("meta", &[("name", "referrer"), ("content", "no-referrer")])?;
    markup.element("title", &[], title)?;
    markup.line()?;
    markup.own("style", style)?;
    markup.own("script", script)?;
    markup.close("head")
}

/// What the document is called: its own first heading, else after the first unit and the year.
fn title(page: &Page<'_>) -> String {
    if let Some(Block::Heading { level: 1, text }) = page.text.first() {
        return plain(text);
    }
    let model = &page.analysis.model;
    let header = model.header();
    let root = model.units.tree().roots().next().and_then(|root| model.units.get(root));
    let unit = root.map(|unit| unit.full_name.clone().unwrap_or_else(|| unit.name.clone()));
    let named = || header.at.zip(header.name).map(|(at, name)| name.of(page.analysis.sources.line(at)).into_owned());
    let unit = unit.or_else(named).unwrap_or_default();
    let stage = match header.stage {
        Stage::Budget => "page-title",
        Stage::Adjusted => "page-title-adjusted",
        Stage::Final => "page-title-final",
    };
    let year = header.year.map(|year| year.to_string()).unwrap_or_default();
    let title = Message::new(stage).with("unit", unit).with("year", year);
    locale::text(page.language, &title).trim().to_owned()
}

fn top(page: &Page<'_>, money: &Money<'_>, title: &str, changes: &[Change], markup: &mut Markup<'_>) -> io::Result<()> {
    markup.open("header", &[])?;
    markup.element("h1", &[], title)?;
    let errors = page.analysis.summary().errors;
    if errors > 0 {
        markup.element("p", &[("class", "invalid"), ("role", "alert")], &page.counted("page-invalid", errors))?;
    }
    first_figures(page, money, changes, markup)?;
    markup.close("header")
}

/// The figures that a reader asks for first, each with what became of last year's.
fn first_figures(page: &Page<'_>, money: &Money<'_>, changes: &[Change], markup: &mut Markup<'_>) -> io::Result<()> {
    let kinds = [Kind::Resources, Kind::Expense, Kind::Basic, Kind::Project];
    let figures: Vec<_> = kinds.into_iter().filter_map(|kind| Some((kind, money.figure(&Slice::of(kind))?))).collect();
    if figures.is_empty() {
        return Ok(());
    }
    markup.open("dl", &[("class", "first")])?;
    for (kind, amount) in figures {
        markup.open("div", &[])?;
        let (en, zh) = kind.phrase();
        markup.element("dt", &[], &money.either(en, zh))?;
        markup.open("dd", &[])?;
        markup.element("strong", &[], &money.printed(amount))?;
        markup.element("span", &[("class", "unit")], page.measure())?;
        // The same money may be spoken of as revenue or as resources.
        let slices = [kind, Kind::Revenue].map(Slice::of);
        let spellings = if kind == Kind::Resources { &slices[..] } else { &slices[..1] };
        let same = |slice: &Slice| spellings.contains(slice);
        let change = changes.iter().find(|it| it.now == amount && it.slice.as_ref().is_some_and(same));
        if let Some(share) = change.and_then(chart::percent) {
            let class = if share.starts_with('-') { "less" } else { "more" };
            markup.element("span", &[("class", class)], &page.with("page-against", "share", share))?;
        }
        markup.close("dd")?;
        markup.close("div")?;
    }
    markup.close("dl")
}

/// The list of contents, and the search.
fn contents(page: &Page<'_>, markup: &mut Markup<'_>) -> io::Result<()> {
    let label = page.word("page-search");
    markup.open("aside", &[("aria-label", &page.word("page-aside"))])?;
    markup.open("form", &[("role", "search"), ("class", "search")])?;
    let hits = page.word("page-hits");
    let none = page.word("page-no-hits");
    let shown = page.word("page-shown");
    let more = page.word("page-more");
    let copied = page.word("page-copied");
    let sort = page.word("page-sort");
    let attributes = [
        ("type", "search"),
        ("id", "search"),
        ("aria-label", &label[..]),
        ("placeholder", &label),
        ("autocomplete", "off"),
        ("data-hits", &hits),
        ("data-none", &none),
        ("data-shown", &shown),
        ("data-more", &more),
        ("data-copied", &copied),
        ("data-sort", &sort),
    ];
    markup.open("input", &attributes)?;
    markup.element("output", &[("id", "hits"), ("aria-live", "polite")], "")?;
    markup.close("form")?;
    markup.element("ol", &[("id", "found"), ("hidden", "")], "")?;
    markup.open("details", &[("class", "contents"), ("open", "")])?;
    markup.element("summary", &[], &page.word("page-contents"))?;
    markup.open("nav", &[("aria-label", &page.word("page-contents"))])?;
    markup.open("ul", &[])?;
    entry("charts", &page.word("page-charts"), "", markup)?;
    for (at, _, text) in headings(page).filter(|(_, level, _)| *level <= 2) {
        entry(&blocks::anchor(at), &text, "", markup)?;
    }
    if !unplaced(page).is_empty() {
        entry("tables", &page.word("page-tables"), "", markup)?;
    }
    for (at, table) in page.tables.iter().enumerate() {
        entry(&tables::anchor(at), &table.title, "below", markup)?;
    }
    markup.close("ul")?;
    markup.close("nav")?;
    markup.close("details")?;
    markup.close("aside")
}

fn entry(anchor: &str, text: &str, class: &str, markup: &mut Markup<'_>) -> io::Result<()> {
    let class = [("class", class)];
    markup.open("li", if class[0].1.is_empty() { &[] } else { &class })?;
    markup.element("a", &[("href", &format!("#{anchor}"))], text)?;
    markup.close("li")
}

/// The text without the heading that is the page's own.
fn text<'a>(page: &Page<'a>) -> &'a [Block] {
    match page.text {
        [Block::Heading { level: 1, .. }, rest @ ..] => rest,
        text => text,
    }
}

fn headings<'a>(page: &Page<'a>) -> impl Iterator<Item = (usize, u8, String)> + use<'a> {
    blocks::headings(text(page))
}

/// The text with the tables that it places, then all other tables.
fn document(page: &Page<'_>, markup: &mut Markup<'_>) -> io::Result<()> {
    let text = text(page);
    if !text.is_empty() {
        markup.open("article", &[("class", "text")])?;
        blocks::write(page, text, markup)?;
        markup.close("article")?;
    }
    let rest: Vec<usize> = unplaced(page);
    if rest.is_empty() {
        return Ok(());
    }
    markup.open("section", &[("id", "tables"), ("aria-labelledby", "tables-title")])?;
    markup.element("h2", &[("id", "tables-title")], &page.word("page-tables"))?;
    rest.into_iter().try_for_each(|at| tables::write(page, at, markup))?;
    markup.close("section")
}

/// The tables that the text has no place for.
fn unplaced(page: &Page<'_>) -> Vec<usize> {
    let placed = |id: &String| text(page).iter().any(|block| matches!(block, Block::Table(table) if table == id));
    (0..page.tables.len()).filter(|&at| !placed(&page.tables[at].id)).collect()
}
