//! Width folding, and the characters that text must not hide.

use std::borrow::Cow;

use super::keyword::{Attribute, Keyword};

/// The ASCII form of a full-width character, if it is one.
pub fn fold_char(c: char) -> Option<char> {
    match c {
        '\u{3000}' => Some(' '),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        _ => None,
    }
}

/// `text` with full-width forms folded: names and figures are compared this way.
pub fn fold(text: &str) -> Cow<'_, str> {
    if !has_wide(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| fold_char(c).unwrap_or(c)).collect())
}

/// Whether any full-width form is in `text`.
pub fn has_wide(text: &str) -> bool {
    text.bytes().any(|byte| byte == 0xEF || byte == 0xE3) && text.chars().any(|c| fold_char(c).is_some())
}

/// The characters that cannot be seen: controls, bidirectional marks, zero-width and tag
/// characters. Text must be what it looks like, so none may stand in a file.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\x08' | '\x0A'..='\x1F' | '\x7F'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'
        | '\u{1160}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether deleting an invisible character changes nothing that can be seen: it has no width, breaks
/// no line and turns no direction of writing.
pub fn leaves_no_trace(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// `name` as it must be written in a statement: quoted only if it has to be.
pub fn written(name: &str, keyword: Keyword) -> Cow<'_, str> {
    let word = Attribute::read(&fold(name)).is_some_and(|attribute| keyword.takes(attribute));
    let sign = |c: char| c.is_whitespace() || matches!(c, '"' | '#' | '＃' | '“' | '”');
    let digits = name.bytes().all(|byte| byte.is_ascii_digit());
    // At its ends a separator would not be read as a part of it.
    let separator = name.trim_matches([',', ':', '，', '：', ';', '；']) != name;
    if word || digits || separator || name.contains(sign) { Cow::Owned(quoted(name)) } else { Cow::Borrowed(name) }
}

/// `name` in quotes.
pub fn quoted(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    out.push('"');
    for c in name.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_changes_width_only() {
        assert_eq!(fold("３０，８００．００（区级）"), "30,800.00(区级)");
        assert!(matches!(fold("人才房票、补贴。"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_name_is_quoted_only_if_it_has_to_be() {
        for (name, quotes) in [
            ("人才中心", false),
            ("(区级)人才房票", false),
            ("2024-2026年规划", false),
            ("12345", true),
            ("人才 房票", true),
            ("3#楼", true),
            ("归属", true),
            ("功能", false),
            ("", true),
            ("A，B补贴", false),
            ("补贴，", true),
        ] {
            assert_eq!(written(name, Keyword::Unit).starts_with('"'), quotes, "{name}");
        }
    }

    #[test]
    fn quoting_escapes_quotes() {
        assert_eq!(quoted(r#"a "b" \"#), r#""a \"b\" \\""#);
    }
}
