//! What the editor's user can set, under `bud` in the editor's settings.

use bud::diagnostic::Language;
use bud::format::{Keywords, Style};
use serde::Deserialize;

/// The section of the editor's settings that is ours.
pub const SECTION: &str = "bud";

/// The settings. What is not set has its default; what cannot be read is ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Settings {
    /// The language of messages.
    pub language: Chosen,
    /// Which hints stand in the text.
    pub hints: Hints,
    /// What stands above declarations.
    pub lenses: Lenses,
    /// Which files findings are shown of.
    pub diagnostics: Scope,
    /// How files are formatted.
    pub format: Format,
}

/// A language, or the editor's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Chosen {
    /// As the editor is.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Chinese.
    #[serde(rename = "zh", alias = "zh-CN", alias = "zh-cn")]
    Chinese,
}

/// Which hints stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Hints {
    /// The name behind a code.
    pub names: bool,
    /// The sum, and the difference, beside a total that does not hold.
    pub sums: bool,
    /// What is left of a level-1 project.
    pub rest: bool,
}

impl Default for Hints {
    fn default() -> Hints {
        Hints { names: true, sums: true, rest: true }
    }
}

/// What stands above declarations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Lenses {
    /// The sums of units, accounts and level-1 projects.
    pub sums: bool,
}

/// Which files findings are shown of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Scope {
    /// All budgets in the editor's folders, also those of which no file is open.
    pub workspace: bool,
}

impl Default for Scope {
    fn default() -> Scope {
        Scope { workspace: true }
    }
}

/// How files are formatted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Format {
    /// The language of keywords.
    pub keywords: Words,
}

/// The language of keywords.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Words {
    /// Each as it is written.
    #[default]
    #[serde(rename = "keep")]
    Keep,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Chinese.
    #[serde(rename = "zh")]
    Chinese,
}

impl Format {
    /// The style that the formatter knows.
    pub fn style(self) -> Style {
        let keywords = match self.keywords {
            Words::Keep => Keywords::Keep,
            Words::English => Keywords::English,
            Words::Chinese => Keywords::Chinese,
        };
        Style { keywords }
    }
}

impl Settings {
    /// Reads the section, or a value that holds it under its name. Parts that cannot be read have their
    /// defaults.
    pub fn read(value: &serde_json::Value) -> Settings {
        let section = value.get(SECTION).unwrap_or(value);
        fn part<T: serde::de::DeserializeOwned + Default>(section: &serde_json::Value, name: &str) -> T {
            section.get(name).and_then(|part| T::deserialize(part).ok()).unwrap_or_default()
        }
        Settings {
            language: part(section, "language"),
            hints: part(section, "hints"),
            lenses: part(section, "lenses"),
            diagnostics: part(section, "diagnostics"),
            format: part(section, "format"),
        }
    }

    /// The language of messages, where the editor itself speaks `editor`.
    pub fn language(&self, editor: Language) -> Language {
        match self.language {
            Chosen::Auto => editor,
            Chosen::English => Language::English,
            Chosen::Chinese => Language::Chinese,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_set_has_its_default_and_nonsense_harms_nothing() {
        let read = |value| Settings::read(&value);
        assert_eq!(read(json!(null)), Settings::default());
        assert_eq!(read(json!({"bud": {"language": "zh"}})).language, Chosen::Chinese);
        let odd = read(json!({"language": 7, "hints": {"names": false}, "lenses": {"sums": true}}));
        assert_eq!((odd.language, odd.hints), (Chosen::Auto, Hints { names: false, ..Hints::default() }));
        assert!(odd.lenses.sums && odd.diagnostics.workspace);
    }
}
