//! The published document as a page: its text, every table, and charts, in one file that loads nothing and
//! runs only its own script.
//!
//! Everything can be read, looked at and printed without the script, which sorts, filters, searches and opens.
//! The page is in the language of the tables' captions.

mod blocks;
mod chart;
mod frame;
mod markup;
mod policy;
mod tables;

use std::io::{self, Write};

use crate::Analysis;
use crate::diagnostic::{Argument, Language, Message, locale};
use crate::ledger::Millionths;

use super::prose::Block;
use super::table::Table;
use chart::money::{Money, share};
use markup::Markup;

/// The page's own style and script.
const STYLE: &str =
    concat!(include_str!("html/page.css"), include_str!("html/chart.css"), include_str!("html/print.css"));
const SCRIPT: &str =
    concat!(include_str!("html/page.js"), include_str!("html/search.js"), include_str!("html/start.js"));

/// What a page is made of.
pub struct Page<'a> {
    analysis: &'a Analysis,
    tables: &'a [Table],
    text: &'a [Block],
    language: Language,
}

impl<'a> Page<'a> {
    /// The page of a budget with these tables and this text, which may be empty.
    pub fn new(analysis: &'a Analysis, tables: &'a [Table], text: &'a [Block]) -> Page<'a> {
        Page { analysis, tables, text, language: language(tables) }
    }

    /// Writes the page.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let header = self.analysis.model.header();
        let (measure, scale) =
            self.tables.first().map_or((header.display, header.scale), |table| (table.measure, table.scale));
        let money = Money { analysis: self.analysis, language: self.language, measure, scale };
        frame::write(self, &money, &mut Markup::new(out))
    }

    fn word(&self, key: &'static str) -> String {
        locale::word(self.language, key)
    }

    fn about(&self, key: &'static str, title: &str) -> String {
        self.with(key, "title", title)
    }

    fn counted(&self, key: &'static str, count: usize) -> String {
        self.with(key, "count", count)
    }

    fn with(&self, key: &'static str, name: &'static str, value: impl Into<Argument>) -> String {
        locale::text(self.language, &Message::new(key).with(name, value))
    }

    /// Whether the page is in Chinese.
    fn is_chinese(&self) -> bool {
        self.language == Language::Chinese
    }

    /// What figures count.
    fn measure(&self) -> &'static str {
        self.tables.first().map_or(self.analysis.model.header().display, |table| table.measure).zh()
    }

    /// The same as it stands above a table.
    fn unit(&self) -> String {
        self.tables.first().map(|table| table.unit.clone()).unwrap_or_default()
    }

    /// What a pointer over a part of a chart is told.
    fn told(&self, name: &str, amount: Millionths, whole: Option<Millionths>, money: &Money<'_>) -> String {
        let amount_of = format!("{name}\n{} {}", money.printed(amount), self.measure());
        match whole {
            Some(whole) => format!("{amount_of}\n{}", self.with("page-is-share", "share", share(amount, whole))),
            None => amount_of,
        }
    }
}

/// The language that the captions of tables are in.
fn language(tables: &[Table]) -> Language {
    let captions = tables.iter().flat_map(|table| table.columns.iter().flat_map(|column| &column.head));
    let mut texts = captions.chain(tables.iter().map(|table| &table.title));
    let chinese = |text: &String| text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
    if tables.is_empty() || texts.any(chinese) { Language::Chinese } else { Language::English }
}
