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
                    assert!(example.starts_with("```bud") && example.ends_with("```"), "{code}: {example:?}");
                }
                assert!(!page.text.contains("\n# ") && !page.text.contains("## "), "{code}: {:?}", page.text);
            }
        }
    }
}
