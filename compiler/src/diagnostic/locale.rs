//! Messages in the reader's language: the locale files, and the text of a [`Message`].
//!
//! What a message says is in `locales/*.ftl`, one file a language with the same keys in each; which
//! message a finding carries is decided where the finding is made.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

use super::{Argument, Message};

/// A language that messages exist in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// All languages.
    pub const ALL: &[Language] = &[Language::English, Language::Chinese];

    /// The name as the command line takes it: `en`, `zh`.
    pub fn as_str(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh",
        }
    }

    /// The language of a locale such as `zh_CN.UTF-8` or `en-GB`: Chinese for every Chinese locale,
    /// else English.
    pub fn of_locale(locale: &str) -> Language {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or("");
        if language.eq_ignore_ascii_case("zh") { Language::Chinese } else { Language::English }
    }

    fn bundle(self) -> &'static Bundle {
        match self {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        }
    }

    #[cfg(test)]
    fn source(self) -> &'static str {
        match self {
            Language::English => include_str!("../../locales/en.ftl"),
            Language::Chinese => include_str!("../../locales/zh-CN.ftl"),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that names no language of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Language, UnknownLanguage> {
        match text.to_ascii_lowercase().as_str() {
            "en" => Ok(Language::English),
            "zh" | "zh-cn" => Ok(Language::Chinese),
            _ => Err(UnknownLanguage),
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("en"), include_str!("../../locales/en.ftl")));
static CHINESE: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("zh-CN"), include_str!("../../locales/zh-CN.ftl")));

fn bundle(language: LanguageIdentifier, source: &str) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // It would put U+2068 and U+2069 around every argument.
    bundle.set_use_isolating(false);
    // What cannot be read in a file, and a key that is there twice, are found by the tests below.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The text of `message` in `language`.
///
/// A key that the locale files lack prints itself and its arguments: a poor sentence, but never a
/// lost finding.
pub fn text(language: Language, message: &Message) -> String {
    format(language, message).unwrap_or_else(|| bare(language, message))
}

/// The text of a key that takes no arguments.
pub fn word(language: Language, key: &'static str) -> String {
    text(language, &Message::new(key))
}

/// Whether `key` is in the locale files.
pub fn has(language: Language, key: &str) -> bool {
    language.bundle().has_message(key)
}

/// The text of `key`, which takes no arguments, if there is such a message: for keys that are put
/// together, where [`Message`] wants a literal.
pub fn find(language: Language, key: &str) -> Option<String> {
    let bundle = language.bundle();
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut errors);
    errors.is_empty().then(|| text.into_owned())
}

fn format(language: Language, message: &Message) -> Option<String> {
    let bundle = language.bundle();
    let pattern = bundle.get_message(message.key)?.value()?;
    let mut arguments = FluentArgs::with_capacity(message.arguments.len());
    for (name, argument) in &message.arguments {
        arguments.set(*name, value(language, argument));
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
    errors.is_empty().then(|| text.into_owned())
}

fn value(language: Language, argument: &Argument) -> FluentValue<'_> {
    match argument {
        Argument::Text(text) => FluentValue::from(shortened(text)),
        Argument::Count(count) => FluentValue::from(*count),
        Argument::Word(key) => FluentValue::from(word(language, key)),
        Argument::Both(english, chinese) => FluentValue::from(shortened(one_of(language, english, chinese))),
    }
}

fn one_of<'a>(language: Language, english: &'a str, chinese: &'a str) -> &'a str {
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// A text of any length as a sentence can hold it: of a very long one the beginning and the end.
fn shortened(text: &str) -> Cow<'_, str> {
    const HEAD: usize = 240;
    const TAIL: usize = 60;
    let at = |(at, _)| at;
    let Some(head) = text.char_indices().nth(HEAD).map(at) else { return Cow::Borrowed(text) };
    let tail = text.char_indices().nth_back(TAIL - 1).map_or(head, at);
    match text[..tail].chars().nth(HEAD) {
        Some(_) => Cow::Owned(format!("{}…{}", &text[..head], &text[tail..])),
        None => Cow::Borrowed(text),
    }
}

fn bare(language: Language, message: &Message) -> String {
    let arguments = message.arguments.iter().map(|(name, argument)| match argument {
        Argument::Text(text) => format!("{name}: {text}"),
        Argument::Count(count) => format!("{name}: {count}"),
        Argument::Word(key) => format!("{name}: {}", find(language, key).unwrap_or_else(|| (*key).to_owned())),
        Argument::Both(english, chinese) => format!("{name}: {}", one_of(language, english, chinese)),
    });
    let arguments: Vec<String> = arguments.collect();
    if arguments.is_empty() { message.key.to_owned() } else { format!("{} ({})", message.key, arguments.join(", ")) }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// The messages of a locale file: key to the names of its arguments.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut key = String::new();
        for (number, line) in language.source().lines().enumerate() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                key = line.split([' ', '=']).next().unwrap_or("").to_owned();
                let twice = found.insert(key.clone(), BTreeSet::new());
                assert!(twice.is_none(), "{language}, line {}: `{key}` is there twice", number + 1);
            }
            let arguments = line.split('$').skip(1).map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
                rest[..end.unwrap_or(rest.len())].to_owned()
            });
            found.entry(key.clone()).or_default().extend(arguments);
        }
        found.remove("");
        found
    }

    #[test]
    fn the_languages_have_the_same_messages_with_the_same_arguments() {
        let (english, chinese) = (messages(Language::English), messages(Language::Chinese));
        let keys = |of: &BTreeMap<String, _>| of.keys().cloned().collect::<BTreeSet<_>>();
        let (en, zh) = (keys(&english), keys(&chinese));
        assert_eq!(en.difference(&zh).collect::<Vec<_>>(), Vec::<&String>::new(), "only in en.ftl");
        assert_eq!(zh.difference(&en).collect::<Vec<_>>(), Vec::<&String>::new(), "only in zh-CN.ftl");
        for (key, arguments) in &english {
            assert_eq!(arguments, &chinese[key], "the arguments of `{key}` (left: English)");
        }
    }

    #[test]
    fn every_locale_file_is_read_whole() {
        for &language in Language::ALL {
            let errors = FluentResource::try_new(language.source().to_owned()).err().map(|(_, errors)| errors);
            assert_eq!(errors, None, "{language}");
            for (key, arguments) in messages(language) {
                assert!(has(language, &key), "{language}: `{key}` is not a message");
                let mut message = Message::new(Box::leak(key.into_boxed_str()));
                for name in arguments {
                    message = message.with(Box::leak(name.into_boxed_str()), 2_usize);
                }
                assert!(format(language, &message).is_some(), "{language}: {message:?} does not format");
            }
        }
    }

    #[test]
    fn a_locale_gives_a_language() {
        for chinese in ["zh_CN.UTF-8", "zh-Hans-CN", "zh", "zh_TW@radical", "ZH"] {
            assert_eq!(Language::of_locale(chinese), Language::Chinese, "{chinese}");
        }
        for english in ["en_GB.UTF-8", "C", "POSIX", "", "de_DE", "zhuang"] {
            assert_eq!(Language::of_locale(english), Language::English, "{english}");
        }
        assert_eq!("zh-CN".parse(), Ok(Language::Chinese));
        assert_eq!("fr".parse::<Language>(), Err(UnknownLanguage));
    }

    #[test]
    fn counts_choose_the_plural() {
        let text = |count: usize| text(Language::English, &Message::new("summary-errors").with("count", count));
        assert_eq!((text(1).as_str(), text(2).as_str()), ("1 error", "2 errors"));
        assert_eq!(text(12345), "12345 errors");
    }

    #[test]
    fn words_are_shown_in_the_readers_language_and_money_digit_for_digit() {
        let message =
            Message::new("no-such-message").with("what", Argument::Word("severity-error")).with("sum", "1.10");
        assert_eq!(text(Language::Chinese, &message), "no-such-message (what: 错误, sum: 1.10)");
    }

    #[test]
    fn a_very_long_argument_shows_its_ends() {
        let shown = |text: String| shortened(&text).into_owned();
        assert_eq!(shown("长".repeat(300)), "长".repeat(300));
        assert_eq!(shown("头".repeat(400) + &"尾".repeat(400)), "头".repeat(240) + "…" + &"尾".repeat(60));
        assert_eq!(shown(String::new()), "");
    }

    #[test]
    fn a_missing_argument_prints_the_key_instead_of_a_hole() {
        assert_eq!(text(Language::English, &Message::new("summary-errors")), "summary-errors");
    }
}
