//! Markdown as blocks: what a document's text is made of, for the formats that set it themselves.
//!
//! CommonMark with tables. HTML in it is text like any other, pictures are their descriptions, and a link
//! leads to a page or a mailbox or is text: nothing that a text says can run or load anything. What a
//! block looks like is each format's own.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag};

/// Quotes and lists in each other, and emphasis in emphasis: what is deeper stands at this depth.
const DEEPEST: usize = 16;

/// The info word of a fenced block that stands for a published table.
const TABLE: &str = "table";

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// From 1, the highest, to 6.
        level: u8,
        /// Its text.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The number of its first item; none for a list of points.
        ordered: Option<u64>,
        /// What each item holds.
        items: Vec<Vec<Block>>,
    },
    /// What is quoted.
    Quote(Vec<Block>),
    /// A small table that stands in the text itself.
    Rows {
        /// Its captions.
        head: Vec<Vec<Inline>>,
        /// Its rows, each with a cell for each caption.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// The place of the published table with this id.
    Table(String),
    /// A line between two parts.
    Rule,
}

/// A piece of a line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// What stands as it was typed.
    Code(String),
    /// A link.
    Link {
        /// What is shown.
        text: Vec<Inline>,
        /// Where it leads: `http:`, `https:`, `mailto:`, or `#` and a place in the document.
        address: String,
    },
    /// A new line.
    Break,
}

/// The blocks of a text in Markdown.
pub fn read(markdown: &str) -> Vec<Block> {
    Reader { events: Parser::new_ext(markdown, Options::ENABLE_TABLES) }.blocks(0)
}

/// The text of a line without its emphasis and links.
pub fn plain(line: &[Inline]) -> String {
    let mut text = String::new();
    for piece in line {
        match piece {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
                text.push_str(&plain(inner));
            }
            Inline::Break => text.push(' '),
        }
    }
    text
}

struct Reader<'a> {
    events: Parser<'a>,
}

impl<'a> Reader<'a> {
    /// The blocks up to the end of what holds them.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        // The items of a list without blank lines hold their words bare, without a paragraph.
        let mut bare = Vec::new();
        // What was too deep to be opened, and is not closed yet.
        let mut flattened = 0;
        while let Some(event) = self.events.next() {
            if is_inline(&event) {
                self.inline(event, depth, &mut bare);
                continue;
            }
            finish(&mut bare, &mut blocks);
            match event {
                Event::End(_) if flattened == 0 => return blocks,
                Event::End(_) => flattened -= 1,
                Event::Rule => blocks.push(Block::Rule),
                Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) if depth >= DEEPEST => flattened += 1,
                Event::Start(tag) => blocks.extend(self.block(&tag, depth)),
                _ => {}
            }
        }
        finish(&mut bare, &mut blocks);
        blocks
    }

    /// What `tag` begins.
    fn block(&mut self, tag: &Tag<'_>, depth: usize) -> Vec<Block> {
        let block = match tag {
            Tag::Heading { level, .. } => Block::Heading { level: level_of(*level), text: self.line(0) },
            Tag::BlockQuote(_) => Block::Quote(self.blocks(depth + 1)),
            Tag::List(first) => Block::List { ordered: *first, items: self.items(depth + 1) },
            Tag::CodeBlock(kind) => self.code(kind),
            Tag::Table(_) => self.rows(),
            Tag::Paragraph | Tag::HtmlBlock => Block::Paragraph(self.line(0)),
            // None of these is asked for.
            _ => return self.blocks(depth),
        };
        match block {
            Block::Paragraph(line) if line.is_empty() => Vec::new(),
            block => vec![block],
        }
    }

    fn items(&mut self, depth: usize) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            items.push(self.blocks(depth));
        }
        items
    }

    /// A fenced or indented block: a table's place, or text as it was typed.
    fn code(&mut self, kind: &CodeBlockKind<'_>) -> Block {
        let mut text = String::new();
        while let Some(Event::Text(words)) = self.events.next() {
            text.push_str(&words);
        }
        let text = text.trim_end();
        if matches!(kind, CodeBlockKind::Fenced(info) if info.trim() == TABLE) && text.lines().count() == 1 {
            return Block::Table(text.trim().to_owned());
        }
        let lines = text.lines().map(|line| Inline::Code(line.to_owned()));
        let mut typed: Vec<Inline> = lines.flat_map(|line| [Inline::Break, line]).skip(1).collect();
        typed.retain(|piece| !matches!(piece, Inline::Code(line) if line.is_empty()));
        Block::Paragraph(typed)
    }

    fn rows(&mut self) -> Block {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some(Event::Start(row)) = self.events.next() {
            let mut cells = Vec::new();
            while let Some(Event::Start(_)) = self.events.next() {
                cells.push(self.line(0));
            }
            if matches!(row, Tag::TableHead) { head = cells } else { rows.push(cells) }
        }
        Block::Rows { head, rows }
    }

    /// The words up to the end of what holds them.
    fn line(&mut self, depth: usize) -> Vec<Inline> {
        let mut line = Vec::new();
        let mut flattened = 0;
        while let Some(event) = self.events.next() {
            match event {
                Event::End(_) if flattened == 0 => break,
                Event::End(_) => flattened -= 1,
                Event::Start(_) if depth >= DEEPEST => flattened += 1,
                event => self.inline(event, depth, &mut line),
            }
        }
        joined(line)
    }

    fn inline(&mut self, event: Event<'a>, depth: usize, line: &mut Vec<Inline>) {
        match event {
            Event::Start(_) if depth >= DEEPEST => line.extend(self.line(depth)),
            Event::Start(Tag::Strong) => line.push(Inline::Strong(self.line(depth + 1))),
            Event::Start(Tag::Emphasis) => line.push(Inline::Emphasis(self.line(depth + 1))),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let text = self.line(depth + 1);
                match address(&dest_url) {
                    Some(address) => line.push(Inline::Link { text, address }),
                    None => line.extend(text),
                }
            }
            Event::Start(_) => line.extend(self.line(depth + 1)),
            Event::Code(words) => line.push(Inline::Code(words.into_string())),
            Event::HardBreak => line.push(Inline::Break),
            Event::SoftBreak => line.push(Inline::Text("\n".to_owned())),
            Event::Text(words) | Event::InlineHtml(words) | Event::Html(words) => {
                line.push(Inline::Text(words.into_string()));
            }
            _ => {}
        }
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. }),
        Event::End(_) | Event::Rule => false,
        _ => true,
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Makes a paragraph of words that stand bare.
fn finish(bare: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    let line = joined(std::mem::take(bare));
    if !line.is_empty() {
        blocks.push(Block::Paragraph(line));
    }
}

/// An address that a reader may follow; none for one that would run something or look into the reader's own
/// files.
fn address(address: &CowStr<'_>) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let good = ["http://", "https://", "mailto:", "#"].iter().any(|start| lower.starts_with(start));
    good.then(|| address.to_string())
}

/// A line whose neighbouring texts are one, and whose ends of lines are blanks: but Chinese has none between
/// its words.
fn joined(line: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(line.len());
    for piece in line {
        match (joined.last_mut(), piece) {
            (Some(Inline::Text(before)), Inline::Text(words)) => before.push_str(&words),
            (_, piece) => joined.push(piece),
        }
    }
    for at in 0..joined.len() {
        let (last, first) = (at.checked_sub(1).and_then(|at| edge(&joined[at], true)), joined.get(at + 1));
        let next = first.and_then(|it| edge(it, false));
        if let Inline::Text(words) = &mut joined[at] {
            *words = without_ends(words, last, next);
        }
    }
    joined.retain(|piece| !matches!(piece, Inline::Text(words) if words.is_empty()));
    joined
}

/// The first or the last character of a piece.
fn edge(piece: &Inline, last: bool) -> Option<char> {
    let text = plain(std::slice::from_ref(piece));
    if last { text.chars().next_back() } else { text.chars().next() }
}

fn without_ends(words: &str, before: Option<char>, after: Option<char>) -> String {
    let mut text = String::with_capacity(words.len());
    let lines: Vec<&str> = words.split('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            let last = text.chars().next_back().or(before);
            let next = lines[at..].iter().find_map(|line| line.chars().next()).or(after);
            let closed = |side: Option<char>| side.is_none_or(|c| is_chinese(c) || c == ' ');
            if !closed(last) && !closed(next) {
                text.push(' ');
            }
        }
        text.push_str(line);
    }
    text
}

/// Whether a character is of a script, or a mark of it, that puts no blanks between words.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' | '“'..='”' | '—' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    fn paragraph(words: &str) -> Block {
        Block::Paragraph(vec![text(words)])
    }

    #[test]
    fn a_text_is_blocks() {
        let markdown = "# 一、*概况*\n\n职能：\n\n1. 甲\n2. 乙\n   - 丙\n\n> 引文\n\n---\n\n```table\n10-1\n```\n";
        let points = Block::List { ordered: None, items: vec![vec![paragraph("丙")]] };
        let list =
            Block::List { ordered: Some(1), items: vec![vec![paragraph("甲")], vec![paragraph("乙"), points]] };
        assert_eq!(
            read(markdown),
            [
                Block::Heading { level: 1, text: vec![text("一、"), Inline::Emphasis(vec![text("概况")])] },
                paragraph("职能："),
                list,
                Block::Quote(vec![paragraph("引文")]),
                Block::Rule,
                Block::Table("10-1".to_owned()),
            ]
        );
    }

    #[test]
    fn a_small_table_keeps_its_cells() {
        let rows = read("| 科目 | 金额 |\n| --- | ---: |\n| **甲** | 1.00 |\n| 乙 | |\n");
        let head = vec![vec![text("科目")], vec![text("金额")]];
        let first = vec![vec![Inline::Strong(vec![text("甲")])], vec![text("1.00")]];
        assert_eq!(rows, [Block::Rows { head, rows: vec![first, vec![vec![text("乙")], vec![]]] }]);
    }

    #[test]
    fn html_is_text() {
        assert_eq!(read("甲<b onclick=x>乙</b>"), [paragraph("甲<b onclick=x>乙</b>")]);
        assert_eq!(read("<script>\nalert(1)\n</script>\n"), [paragraph("<script> alert(1) </script>")]);
        assert_eq!(read("![图](https://example.org/a.png)"), [paragraph("图")]);
    }

    #[test]
    fn a_link_leads_to_a_page_or_is_text() {
        let link = Inline::Link { text: vec![text("法")], address: "https://example.org/a?b".to_owned() };
        assert_eq!(read("见[法](https://example.org/a?b)。"), [Block::Paragraph(vec![text("见"), link, text("。")])]);
        for address in ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc/passwd", "//a/b"] {
            assert_eq!(read(&format!("[法]({address})")), [paragraph("法")], "{address}");
        }
    }

    #[test]
    fn the_end_of_a_line_is_a_blank_only_between_words_that_have_one() {
        assert_eq!(read("预算\n收入"), [paragraph("预算收入")]);
        assert_eq!(read("budget\nfor 2024"), [paragraph("budget for 2024")]);
        assert_eq!(read("预算\n**收入**"), [Block::Paragraph(vec![text("预算"), Inline::Strong(vec![text("收入")])])]);
        assert_eq!(read("a  \nb"), [Block::Paragraph(vec![text("a"), Inline::Break, text("b")])]);
    }

    #[test]
    fn what_is_typed_stays_as_it_is() {
        let typed = |line: &str| Inline::Code(line.to_owned());
        assert_eq!(
            read("```\na  b\n\n<c>\n```"),
            [Block::Paragraph(vec![typed("a  b"), Inline::Break, Inline::Break, typed("<c>"),])]
        );
        assert_eq!(read("```table\n1\n2\n```").len(), 1, "a place has one line");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = ">".repeat(50_000) + "甲";
        fn depth(blocks: &[Block]) -> usize {
            let inner = |block: &Block| if let Block::Quote(inner) = block { 1 + depth(inner) } else { 0 };
            blocks.iter().map(inner).max().unwrap_or(0)
        }
        assert_eq!(depth(&read(&deep)), DEEPEST);
        read(&("*a **b ".repeat(2_000) + &"** *".repeat(2_000)));
        read(&"- ".repeat(20_000));
    }
}
