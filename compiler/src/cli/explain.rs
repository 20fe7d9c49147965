//! `bdc explain`: the page of a code.

use std::io::{self, Write};

use bud::diagnostic::locale::word;
use bud::diagnostic::page::{Page, blocks};
use bud::diagnostic::{Code, Message};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::session::{Session, Stream};
use super::status::Status;

/// The widest that a paragraph is set, however wide the terminal is.
const MEASURE: usize = 88;

#[derive(clap::Args)]
pub struct Arguments {
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub fn run(arguments: &Arguments, session: &Session) -> Status {
    let Some(text) = &arguments.code else {
        return session.write(Stream::Out, |out| list(session, out)).status();
    };
    match Code::read(text) {
        Some(code) => session.write(Stream::Out, |out| page(code, session, out)).status(),
        None => session.fail(&unknown(text)),
    }
}

fn unknown(text: &str) -> Message {
    let wanted = text.to_ascii_uppercase();
    let near = Code::ALL.iter().map(|code| (strsim::osa_distance(&wanted, code.as_str()), code));
    match near.min().filter(|&(distance, _)| distance <= 2) {
        Some((_, near)) => Message::new("unknown-code-near").with("code", text).with("near", near.as_str()),
        None => Message::new("unknown-code").with("code", text),
    }
}

fn list(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let bold = Bold(session.colour(Stream::Out));
    for &code in Code::ALL {
        writeln!(out, "{}  {}", bold.of(code.as_str()), code.title(session.language))?;
    }
    Ok(())
}

fn page(code: Code, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let bold = Bold(session.colour(Stream::Out));
    let page = Page::of(code, session.language);
    let colon = word(session.language, "colon");
    writeln!(out, "{}\n", bold.of(&format!("{code}{colon}{}", page.title)))?;
    for line in page.text.lines().flat_map(|line| wrap(line, session.style(Stream::Out).width.min(MEASURE))) {
        writeln!(out, "{line}")?;
    }
    for (heading, example) in [("explain-bad", page.bad), ("explain-good", page.good)] {
        writeln!(out, "\n{}", bold.of(&word(session.language, heading)))?;
        write_example(example, out)?;
    }
    Ok(())
}

/// Writes an example indented, each block under the name of its file where that is of interest.
fn write_example(example: &str, out: &mut dyn Write) -> io::Result<()> {
    let blocks = blocks(example).unwrap_or_default();
    for block in &blocks {
        writeln!(out)?;
        if blocks.len() > 1 || block.encoding.is_some() {
            let encoding = block.encoding.map_or(String::new(), |name| format!(" ({})", name.to_uppercase()));
            writeln!(out, "  {}{encoding}", block.file.unwrap_or("budget.bud"))?;
        }
        for line in block.text.lines() {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}

/// Breaks a paragraph into rows of at most `width` columns: at blanks, and between Chinese
/// characters, but not before a mark that closes or after one that opens.
fn wrap(paragraph: &str, width: usize) -> Vec<String> {
    let wide = |c: char| c.width() == Some(2);
    let breaks = |before: char, after: char| {
        let glued = "，。、；：！？）”’》".contains(after) || "（“‘《".contains(before) || after == ' ';
        before == ' ' || (wide(before) || wide(after)) && !glued
    };
    let ends = paragraph.char_indices().zip(paragraph.char_indices().skip(1));
    let ends = ends.filter(|((_, before), (_, after))| breaks(*before, *after)).map(|(_, (at, _))| at);
    let mut rows = vec![String::new()];
    let mut start = 0;
    for end in ends.chain([paragraph.len()]) {
        let piece = &paragraph[start..end];
        start = end;
        match rows.last_mut() {
            Some(row) if row.is_empty() || row.width() + piece.trim_end().width() <= width => row.push_str(piece),
            _ => rows.push(piece.to_owned()),
        }
    }
    rows.into_iter().map(|row| row.trim_end().to_owned()).collect()
}

struct Bold(bool);

impl Bold {
    fn of(&self, text: &str) -> String {
        if self.0 { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn paragraphs_break_where_a_reader_expects() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("", 8), [""]);
        assert_eq!(wrap("金额没有终点。", 12), ["金额没有终", "点。"]);
        assert_eq!(wrap("见（附表）", 4), ["见", "（附", "表）"]);
        assert_eq!(wrap("averylongword", 4), ["averylongword"]);
    }
}
