//! Answers in words and tables: what a hover or a tooltip holds, before it is Markdown or plain text.
//!
//! Names come from budgets, where anything may stand in them: they are escaped here and nowhere else.

use std::fmt::Write;

use bud::source::LineRef;
use unicode_width::UnicodeWidthStr;

/// Some blocks, one below the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Block {
    Heading(String),
    Text(String),
    Written(&'static str),
    Table(Table),
}

/// A table of names and figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The captions; a column of figures stands to the right.
    pub columns: Vec<Column>,
    /// The rows, a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands over a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// A column of words.
    Words(String),
    /// A column of figures.
    Figures(String),
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// The line that it leads to.
    pub at: Option<LineRef>,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell { text: text.into(), at: None }
    }
}

impl Cell {
    /// A cell that leads to a line.
    pub fn to(text: impl Into<String>, at: LineRef) -> Cell {
        Cell { text: text.into(), at: Some(at) }
    }
}

impl Column {
    fn caption(&self) -> &str {
        match self {
            Column::Words(caption) | Column::Figures(caption) => caption,
        }
    }
}

/// Where a line can be opened: an address, if the reader's editor can follow one.
pub type Link<'a> = &'a dyn Fn(LineRef) -> Option<String>;

impl Prose {
    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    /// Adds a paragraph, unless it is empty.
    pub fn text(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Text(text));
        }
    }

    /// Adds what is Markdown already.
    pub fn written(&mut self, markdown: &'static str) {
        self.blocks.push(Block::Written(markdown));
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The whole as Markdown.
    pub fn markdown(&self, link: Link<'_>) -> String {
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Heading(text) => format!("**{}**", escaped(text)),
            Block::Text(text) => escaped(text),
            Block::Written(text) => (*text).to_owned(),
            Block::Table(table) => table.markdown(link),
        });
        blocks.collect::<Vec<_>>().join("\n\n")
    }

    /// The whole as plain text, tables in columns.
    pub fn plain(&self) -> String {
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Heading(text) | Block::Text(text) => text.clone(),
            // A blank line takes the place of a fence.
            Block::Written(text) => {
                let lines = text.lines().map(|line| if line.starts_with("```") { "" } else { line });
                lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
            }
            Block::Table(table) => table.plain(),
        });
        blocks.collect::<Vec<_>>().join("\n\n")
    }
}

impl Table {
    fn markdown(&self, link: Link<'_>) -> String {
        let captions: Vec<String> = self.columns.iter().map(|column| escaped(column.caption())).collect();
        let rules = self.columns.iter().map(|column| match column {
            Column::Words(_) => "---",
            Column::Figures(_) => "---:",
        });
        let mut out = format!("| {} |\n| {} |", captions.join(" | "), rules.collect::<Vec<_>>().join(" | "));
        for row in &self.rows {
            out.push_str("\n|");
            for cell in row {
                let text = escaped(&cell.text);
                // Writing to a `String` cannot fail.
                let _ = match cell.at.and_then(link) {
                    Some(address) => write!(out, " [{text}]({address}) |"),
                    None => write!(out, " {text} |"),
                };
            }
        }
        out
    }

    fn plain(&self) -> String {
        let captions = self.columns.iter().map(Column::caption).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect());
        let rows: Vec<Vec<&str>> = std::iter::once(captions).chain(rows).collect();
        let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|text| text.width()).max();
        let widths: Vec<usize> = (0..self.columns.len()).map(|column| width(column).unwrap_or(0)).collect();
        let lines = rows.iter().map(|row| {
            let cells = row.iter().zip(&self.columns).zip(&widths).map(|((text, column), width)| {
                let blanks = " ".repeat(width - text.width());
                match column {
                    Column::Words(_) => format!("{text}{blanks}"),
                    Column::Figures(_) => format!("{blanks}{text}"),
                }
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// `text` so that Markdown shows it as it is.
///
/// Figures and names stay readable in the source: only what would be taken for a sign is escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let sign = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '&' | '~' => true,
            // Between letters an underscore is one.
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '#' | '>' | '+' | '-' | '=' => before.is_none() && next.is_none_or(|next| next == ' ' || next == c),
            '.' | ')' => next.is_none_or(|next| next == ' ') && out.chars().all(|c| c.is_ascii_digit()),
            _ => false,
        };
        match c {
            '\n' | '\r' => out.push(' '),
            _ if sign => out.extend(['\\', c]),
            _ => out.push(c),
        }
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use bud::span::FileId;

    fn prose() -> Prose {
        let at = LineRef { file: FileId(0), start: 0 };
        let mut prose = Prose::default();
        prose.heading("208 社会保障");
        prose.text("类 208 › a*b_c|d");
        prose.table(Table {
            columns: vec![Column::Words("类别".into()), Column::Figures("万元".into())],
            rows: vec![vec![Cell::to("支出 a|b", at), "30800.00".into()], vec!["· 人员".into(), "-5.00".into()]],
        });
        prose.table(Table::default());
        prose
    }

    #[test]
    fn markdown_shows_names_as_they_are() {
        insta::assert_snapshot!(prose().markdown(&|_| Some("file:///a.bud#L1".to_owned())), @r"
        **208 社会保障**

        类 208 › a\*b_c\|d

        | 类别 | 万元 |
        | --- | ---: |
        | [支出 a\|b](file:///a.bud#L1) | 30800.00 |
        | · 人员 | -5.00 |
        ");
    }

    #[test]
    fn plain_text_stands_in_columns() {
        insta::assert_snapshot!(prose().plain(), @r"
        208 社会保障

        类 208 › a*b_c|d

        类别          万元
        支出 a|b  30800.00
        · 人员       -5.00
        ");
    }

    #[test]
    fn signs_are_escaped_where_they_are_signs() {
        for (text, expected) in [
            ("30800.00", "30800.00"),
            ("1. 人才", r"1\. 人才"),
            ("# 一", r"\# 一"),
            ("3#楼", "3#楼"),
            ("- 5", r"\- 5"),
            ("-5.00", "-5.00"),
            ("__init__", r"\_\_init\_\_"),
            ("<b>&amp;", r"\<b>\&amp;"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(escaped(text), expected, "{text}");
        }
    }
}
