//! The pages of keywords and attributes: `grammar/words.*.md`, one file a language, taken apart.

use bud::diagnostic::Language;
use bud::syntax::{Attribute, Keyword};

const ENGLISH: &str = include_str!("../../../grammar/words.en.md");
const CHINESE: &str = include_str!("../../../grammar/words.zh-CN.md");

/// The page of a keyword, in Markdown.
pub fn keyword(language: Language, keyword: Keyword) -> Option<&'static str> {
    page(language, "## statement ", keyword.en())
}

/// The page of an attribute, in Markdown.
pub fn attribute(language: Language, attribute: Attribute) -> Option<&'static str> {
    page(language, "## attribute ", attribute.en())
}

fn page(language: Language, heading: &str, word: &str) -> Option<&'static str> {
    let pages = match language {
        Language::English => ENGLISH,
        Language::Chinese => CHINESE,
    };
    let at = pages.match_indices(heading).map(|(at, _)| at + heading.len()).find(|&at| {
        pages.get(at..).is_some_and(|rest| rest.strip_prefix(word).is_some_and(|rest| rest.starts_with(['\n', '\r'])))
    })?;
    let (_, below) = pages.get(at..)?.split_once('\n')?;
    Some(below.split_once("\n## ").map_or(below, |(page, _)| page).trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use bud::syntax::LineParser;

    /// The page's example, and that it reads without a fault.
    fn example(page: &str) -> &str {
        let (_, rest) = page.split_once("```bud\n").expect(page);
        let line = rest.strip_suffix("\n```").expect(page);
        let read = LineParser::new().parse(line);
        assert!(read.problems.is_empty() && read.statement.is_some(), "{line}: {:?}", read.problems);
        line
    }

    #[test]
    fn every_keyword_has_a_page_with_an_example_in_both_languages() {
        for &language in Language::ALL {
            for &word in Keyword::ALL {
                let page = keyword(language, word).unwrap_or_else(|| panic!("{language}: no page of {word:?}"));
                let spelled = if language == Language::English { word.en() } else { word.zh() };
                assert!(example(page).starts_with(spelled), "{language}, {word:?}: {page}");
            }
        }
    }

    #[test]
    fn every_attribute_has_a_page_with_an_example_in_both_languages() {
        for &language in Language::ALL {
            for &word in Attribute::ALL {
                let page = attribute(language, word).unwrap_or_else(|| panic!("{language}: no page of {word:?}"));
                let line = example(page);
                let statement = LineParser::new().parse(line).statement.unwrap();
                let field = statement.field(word).unwrap_or_else(|| panic!("{language}, {word:?}: {line}"));
                let spelled = if language == Language::English { word.en() } else { word.zh() };
                assert_eq!(field.name.of(line), spelled);
            }
        }
    }

    #[test]
    fn no_page_is_of_a_word_that_is_gone() {
        for pages in [ENGLISH, CHINESE] {
            let headings = pages.lines().filter(|line| line.starts_with("## ")).count();
            assert_eq!(headings, Keyword::ALL.len() + Attribute::ALL.len());
        }
    }
}
