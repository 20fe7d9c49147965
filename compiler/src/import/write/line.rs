//! One line, word by word.

use std::fmt;

use crate::diagnostic::Language;
use crate::syntax::{Attribute, Keyword};

use super::name_in;

/// A line as it grows.
#[derive(Clone, Debug)]
pub struct Line {
    keyword: Keyword,
    language: Language,
    text: String,
}

impl Line {
    /// A line that begins with a keyword.
    pub fn new(keyword: Keyword, language: Language) -> Line {
        let text = match language {
            Language::English => keyword.en(),
            Language::Chinese => keyword.zh(),
        };
        Line { keyword, language, text: text.to_owned() }
    }

    /// Adds a word as it is.
    #[must_use]
    pub fn bare(mut self, word: &str) -> Line {
        self.text.push(' ');
        self.text.push_str(word);
        self
    }

    /// Adds a name, in quotes if it needs them.
    #[must_use]
    pub fn head(self, name: &str) -> Line {
        let name = name_in(self.keyword, name);
        self.bare(&name)
    }

    /// Adds an attribute whose value is a word of the language, a code or an amount.
    #[must_use]
    pub fn word(self, attribute: Attribute, value: &str) -> Line {
        self.bare_attribute(attribute, value)
    }

    /// Adds an attribute whose value is a name.
    #[must_use]
    pub fn name(self, attribute: Attribute, name: &str) -> Line {
        let name = name_in(self.keyword, name);
        self.bare_attribute(attribute, &name)
    }

    /// Adds an attribute with a value as it is.
    #[must_use]
    pub fn bare_attribute(self, attribute: Attribute, value: &str) -> Line {
        let word = match self.language {
            Language::English => attribute.en(),
            Language::Chinese => attribute.zh(),
        };
        self.bare(word).bare(value)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
