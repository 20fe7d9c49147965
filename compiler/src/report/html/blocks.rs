//! The document's text in the page.

use std::io;

use super::super::prose::{Block, Inline, plain};
use super::markup::Markup;
use super::{Page, tables};

/// Where the reader is sent from the list of contents: the headings of the text, in order.
pub fn headings(text: &[Block]) -> impl Iterator<Item = (usize, u8, String)> {
    let headings = text.iter().filter_map(|block| match block {
        Block::Heading { level, text } => Some((*level, plain(text))),
        _ => None,
    });
    headings.enumerate().map(|(at, (level, text))| (at, level, text))
}

/// What a heading of the text is linked by.
pub fn anchor(heading: usize) -> String {
    format!("h-{heading}")
}

/// Writes the text, with the published tables where it places them.
pub fn write(page: &Page<'_>, text: &[Block], markup: &mut Markup<'_>) -> io::Result<()> {
    let mut writer = Writer { page, markup, headings: 0, placed: Vec::new() };
    text.iter().try_for_each(|block| writer.block(block, true))
}

struct Writer<'a, 'w, 'm> {
    page: &'a Page<'a>,
    markup: &'m mut Markup<'w>,
    headings: usize,
    /// The tables that are there already: each is there once.
    placed: Vec<usize>,
}

impl Writer<'_, '_, '_> {
    fn block(&mut self, block: &Block, top: bool) -> io::Result<()> {
        match block {
            Block::Heading { level, text } => {
                // The page has one first heading, which a text begins with.
                let name = match level {
                    0..=2 => "h2",
                    3 => "h3",
                    4 => "h4",
                    5 => "h5",
                    _ => "h6",
                };
                let anchor = anchor(self.headings);
                if top {
                    self.headings += 1;
                }
                self.line(name, if top { &anchor } else { "" }, text)
            }
            Block::Paragraph(text) => self.line("p", "", text),
            Block::Quote(blocks) => self.within("blockquote", blocks),
            Block::Rule => self.markup.open("hr", &[]),
            Block::Rows { head, rows } => self.rows(head, rows),
            Block::Table(id) => match self.page.tables.iter().position(|table| table.id == *id) {
                Some(at) if top && !self.placed.contains(&at) => {
                    self.placed.push(at);
                    tables::write(self.page, at, self.markup)
                }
                _ => Ok(()),
            },
            Block::List { ordered: None, items } => self.items("ul", None, items),
            Block::List { ordered: Some(first), items } => {
                let first = first.to_string();
                self.items("ol", Some(&first).filter(|first| *first != "1").map(String::as_str), items)
            }
        }
    }

    fn items(&mut self, name: &'static str, first: Option<&str>, items: &[Vec<Block>]) -> io::Result<()> {
        let start = first.map(|first| [("start", first)]);
        self.markup.open(name, start.as_ref().map_or(&[], |start| start))?;
        for item in items {
            match &item[..] {
                [Block::Paragraph(text)] => self.line("li", "", text)?,
                blocks => self.within("li", blocks)?,
            }
        }
        self.markup.close(name)
    }

    fn within(&mut self, name: &'static str, blocks: &[Block]) -> io::Result<()> {
        self.markup.open(name, &[])?;
        blocks.iter().try_for_each(|block| self.block(block, false))?;
        self.markup.close(name)
    }

    fn line(&mut self, name: &'static str, id: &str, text: &[Inline]) -> io::Result<()> {
        let id = [("id", id)];
        self.markup.open(name, if id[0].1.is_empty() { &[] } else { &id })?;
        self.words(text)?;
        self.markup.close(name)?;
        self.markup.line()
    }

    fn words(&mut self, text: &[Inline]) -> io::Result<()> {
        for piece in text {
            match piece {
                Inline::Text(words) => self.markup.text(words)?,
                Inline::Code(words) => self.markup.element("code", &[], words)?,
                Inline::Break => self.markup.open("br", &[])?,
                Inline::Strong(text) => self.emphasis("strong", text)?,
                Inline::Emphasis(text) => self.emphasis("em", text)?,
                Inline::Link { text, address } => {
                    // A page elsewhere learns nothing of where its reader comes from.
                    self.markup.open("a", &[("href", address), ("rel", "noreferrer")])?;
                    self.words(text)?;
                    self.markup.close("a")?;
                }
            }
        }
        Ok(())
    }

    fn emphasis(&mut self, name: &'static str, text: &[Inline]) -> io::Result<()> {
        self.markup.open(name, &[])?;
        self.words(text)?;
        self.markup.close(name)
    }

    fn rows(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> io::Result<()> {
        let named = plain(head.first().map_or(&[], |first| first));
        self.markup
            .open("div", &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", &named)])?;
        self.markup.open("table", &[("class", "small")])?;
        self.markup.open("thead", &[])?;
        self.cells("th", head)?;
        self.markup.close("thead")?;
        self.markup.open("tbody", &[])?;
        rows.iter().try_for_each(|row| self.cells("td", row))?;
        self.markup.close("tbody")?;
        self.markup.close("table")?;
        self.markup.close("div")
    }

    fn cells(&mut self, name: &'static str, cells: &[Vec<Inline>]) -> io::Result<()> {
        self.markup.open("tr", &[])?;
        for cell in cells {
            let text = plain(cell);
            let figure = text.ends_with(|c: char| c.is_ascii_digit() || c == '%')
                && text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
            let attributes: &[(&str, &str)] = match (name, figure) {
                ("th", _) => &[("scope", "col")],
                (_, true) => &[("class", "n")],
                _ => &[],
            };
            self.markup.open(name, attributes)?;
            self.words(cell)?;
            self.markup.close(name)?;
        }
        self.markup.close("tr")
    }
}
