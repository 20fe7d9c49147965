//! The text as paragraphs: headings that the contents list, lists that the office goes on numbering, links.

use std::fmt::Write;

use super::super::prose::{Block, Inline, plain};
use super::super::table::Table;
use super::grid::{Grid, small};
use super::markup::{open, paragraph, run};
use super::page::Page;

/// The most levels of headings that there are styles for.
const HEADINGS: u8 = 5;
/// The most levels of a list.
const LEVELS: usize = 8;

/// What the paragraphs of a document come to.
#[derive(Default)]
pub struct Body {
    /// The paragraphs and tables.
    pub xml: String,
    /// What the contents list.
    pub headings: Vec<Heading>,
    /// Where links lead, each once.
    pub links: Vec<String>,
    /// The lists, each with its first number if it has numbers.
    pub lists: Vec<Option<u64>>,
    page: Option<Page>,
}

/// A line of the contents.
pub struct Heading {
    /// From 1, the highest.
    pub level: u8,
    pub text: String,
}

impl Heading {
    /// What the place of the nth heading is called.
    pub fn mark(number: usize) -> String {
        format!("_Toc{number:08}")
    }
}

impl Body {
    /// Appends blocks; a published table stands where a block says.
    pub fn blocks(&mut self, blocks: &[Block], tables: &[Table]) {
        for block in blocks {
            match block {
                Block::Table(id) => match tables.iter().find(|table| table.id == *id) {
                    Some(table) => self.table(table),
                    // Whoever made the text has told of it.
                    None => self.words("BodyText", "", &[Inline::Text(id.clone())]),
                },
                block => self.block(block, tables),
            }
        }
    }

    /// Appends a published table on a page on which it has room.
    pub fn table(&mut self, table: &Table) {
        let grid = Grid::of(table);
        self.turn(grid.page());
        self.heading_of("TableTitle", 2, &[Inline::Text(table.title.clone())]);
        grid.write(&mut self.xml);
    }

    /// Ends the last section: how its pages lie.
    pub fn finish(mut self) -> (Body, String) {
        let page = self.page.take().unwrap_or(Page::Upright);
        (self, page.section())
    }

    /// Goes on on pages that lie so.
    fn turn(&mut self, page: Page) {
        if let Some(before) = self.page.replace(page)
            && before != page
        {
            open("SectionEnd", &before.section(), &mut self.xml);
            self.xml.push_str("</w:p>");
        }
    }

    fn block(&mut self, block: &Block, tables: &[Table]) {
        self.turn(Page::Upright);
        match block {
            Block::Heading { level, text } => {
                let level = level.saturating_sub(1).clamp(1, HEADINGS);
                self.heading_of(&format!("Heading{level}"), level, text);
            }
            Block::Paragraph(line) => self.words("BodyText", "", line),
            Block::List { ordered, items } => self.list(*ordered, items, 0, tables),
            Block::Quote(blocks) => {
                for block in blocks {
                    match block {
                        Block::Paragraph(line) => self.words("Quote", "", line),
                        block => self.block(block, tables),
                    }
                }
            }
            Block::Rows { head, rows } => {
                let texts = |cells: &[Vec<Inline>]| cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>();
                let rows: Vec<Vec<String>> = rows.iter().map(|row| texts(row)).collect();
                small(&texts(head), &rows, &mut self.xml);
            }
            Block::Table(id) => self.blocks(&[Block::Table(id.clone())], tables),
            Block::Rule => {
                let line = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"808080\"/></w:pBdr>";
                open("Normal", line, &mut self.xml);
                self.xml.push_str("</w:p>");
            }
        }
    }

    fn list(&mut self, ordered: Option<u64>, items: &[Vec<Block>], level: usize, tables: &[Table]) {
        self.lists.push(ordered);
        let number = self.lists.len();
        for item in items {
            for (at, block) in item.iter().enumerate() {
                let level = level.min(LEVELS);
                match block {
                    Block::Paragraph(line) if at == 0 => {
                        let numbered =
                            format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>");
                        self.words("ListParagraph", &numbered, line);
                    }
                    Block::Paragraph(line) => {
                        let indent = format!("<w:ind w:left=\"{}\"/>", indent_of(level));
                        self.words("ListParagraph", &indent, line);
                    }
                    Block::List { ordered, items } => self.list(*ordered, items, level + 1, tables),
                    block => self.block(block, tables),
                }
            }
        }
    }

    fn words(&mut self, style: &str, properties: &str, line: &[Inline]) {
        open(style, properties, &mut self.xml);
        self.inline(line, "");
        self.xml.push_str("</w:p>");
    }

    fn heading_of(&mut self, style: &str, level: u8, line: &[Inline]) {
        self.headings.push(Heading { level, text: plain(line) });
        let number = self.headings.len();
        let mark = Heading::mark(number);
        open(style, "", &mut self.xml);
        let _ = write!(self.xml, "<w:bookmarkStart w:id=\"{number}\" w:name=\"{mark}\"/>");
        self.inline(line, "");
        let _ = write!(self.xml, "<w:bookmarkEnd w:id=\"{number}\"/></w:p>");
    }

    fn inline(&mut self, line: &[Inline], look: &str) {
        for piece in line {
            match piece {
                Inline::Text(text) => run(text, look, &mut self.xml),
                Inline::Code(text) => run(text, &format!("<w:rStyle w:val=\"Code\"/>{look}"), &mut self.xml),
                Inline::Strong(inner) => self.inline(inner, &with(look, "<w:b/><w:bCs/>")),
                Inline::Emphasis(inner) => self.inline(inner, &with(look, "<w:i/><w:iCs/>")),
                // What stands elsewhere in the document has no name there.
                Inline::Link { text, address } if address.starts_with('#') => self.inline(text, look),
                Inline::Link { text, address } => {
                    let known = self.links.iter().position(|it| it == address);
                    let at = known.unwrap_or_else(|| {
                        self.links.push(address.clone());
                        self.links.len() - 1
                    });
                    let _ = write!(self.xml, "<w:hyperlink r:id=\"link{at}\">");
                    self.inline(text, &format!("<w:rStyle w:val=\"Hyperlink\"/>{look}"));
                    self.xml.push_str("</w:hyperlink>");
                }
                Inline::Break => self.xml.push_str("<w:r><w:br/></w:r>"),
            }
        }
    }
}

/// A look and another one, once.
fn with(look: &str, further: &str) -> String {
    if look.contains(further) { look.to_owned() } else { format!("{look}{further}") }
}

/// How far the items of a level of a list are indented.
pub fn indent_of(level: usize) -> usize {
    640 + 480 * (level + 1)
}

/// The contents: a field that lists the headings. On which pages they stand only the office knows; the settings ask
/// it to fill them in as it opens the document.
pub fn contents(caption: &str, headings: &[Heading], xml: &mut String) {
    let listed: Vec<(usize, &Heading)> = (1..).zip(headings).filter(|(_, heading)| heading.level <= 2).collect();
    if listed.is_empty() {
        return;
    }
    xml.push_str(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/>\
         </w:docPartObj></w:sdtPr><w:sdtContent>",
    );
    paragraph("TOCHeading", caption, xml);
    for (at, (number, heading)) in listed.iter().enumerate() {
        open(&format!("TOC{}", heading.level), "", xml);
        if at == 0 {
            xml.push_str("<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r>");
            xml.push_str(
                "<w:instrText xml:space=\"preserve\"> TOC \\o &quot;1-2&quot; \\h \\z \\u </w:instrText></w:r>",
            );
            xml.push_str("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
        }
        let mark = Heading::mark(*number);
        let _ = write!(xml, "<w:hyperlink w:anchor=\"{mark}\" w:history=\"1\">");
        run(&heading.text, "", xml);
        xml.push_str("</w:hyperlink></w:p>");
    }
    xml.push_str("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:sdtContent></w:sdt>");
    xml.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
}
