//! The page of a code, taken apart: `errors/*.md` is written for people, and read here.

use super::{Code, Language};

/// A page in one language. The examples are the same in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What it means and what to do, in Markdown.
    pub text: &'static str,
    /// An example that has the fault, in Markdown.
    pub bad: &'static str,
    /// The example without it, in Markdown.
    pub good: &'static str,
}

impl Page {
    /// The page of `code` in `language`.
    pub fn of(code: Code, language: Language) -> Page {
        let page = code.page();
        let (english, chinese) = match page.find("\n# ") {
            Some(at) => page.split_at(at),
            None => (page, ""),
        };
        let (english_text, examples) = english.split_once("\n## Bad").unwrap_or((english, ""));
        let (bad, good) = examples.split_once("\n## Good").unwrap_or((examples, ""));
        let text = match language {
            Language::English => below_heading(english_text),
            Language::Chinese => below_heading(chinese),
        };
        Page { title: code.title(language), text, bad: bad.trim(), good: good.trim() }
    }
}

/// A block of an example: one file of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// The path of the file, seen from the main file's folder; none for the main file.
    pub file: Option<&'a str>,
    /// The encoding the file is saved in, if it is not UTF-8.
    pub encoding: Option<&'a str>,
    /// Whether it is a layout of tables and no budget.
    pub layout: bool,
    /// Whether it is a part of a text and no budget.
    pub part: bool,
    /// Whether `\u{200B}` stands for a character and `\xFF` for a byte.
    pub escaped: bool,
    /// What is between the fences.
    pub text: &'a str,
}

/// The blocks of an example, the main file first.
///
/// # Errors
/// What is wrong with the page: text between the blocks, a fence that is not closed, or a word after
/// `bud` that says nothing.
pub fn blocks(example: &str) -> Result<Vec<Block<'_>>, String> {
    let mut blocks = Vec::new();
    let mut rest = example.trim_start();
    while !rest.is_empty() {
        let (fence, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let attributes = ["```bud", "```toml", "```markdown"].iter().find_map(|word| fence.strip_prefix(word));
        let Some(attributes) = attributes else { return Err(format!("not a block of bud: {fence}")) };
        let Some(end) = after.find("```") else { return Err(format!("the block is not closed: {fence}")) };
        let (layout, part) = (fence.starts_with("```toml"), fence.starts_with("```markdown"));
        let mut block = Block { file: None, layout, part, encoding: None, escaped: false, text: &after[..end] };
        for attribute in attributes.split_whitespace() {
            match attribute.split_once('=') {
                Some(("file", path)) => block.file = Some(path),
                Some(("encoding", name)) => block.encoding = Some(name),
                None if attribute == "escaped" => block.escaped = true,
                _ => return Err(format!("{attribute} says nothing about a block")),
            }
        }
        if block.file.is_some() == blocks.is_empty() {
            return Err(format!("the first block, and only it, is the main file: {fence}"));
        }
        blocks.push(block);
        rest = after[end + "```".len()..].trim_start();
    }
    Ok(blocks)
}

fn below_heading(text: &'static str) -> &'static str {
    text.trim_start().split_once('\n').map_or("", |(_, below)| below).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_comes_apart() {
        for &code in Code::ALL {
            for &language in Language::ALL {
                let page = Page::of(code, language);
                assert!(!page.title.is_empty(), "{code} has no title in {language}");
                for example in [page.bad, page.good] {
                    assert!(blocks(example).is_ok_and(|blocks| !blocks.is_empty()), "{code}: {example:?}");
                }
                assert!(!page.text.contains("\n# ") && !page.text.contains("## "), "{code}: {:?}", page.text);
            }
        }
    }
}
