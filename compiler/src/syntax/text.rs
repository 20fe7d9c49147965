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

/// `name` as it is written in a statement of `keyword`: quoted only if it has to be.
pub fn written(name: &str, keyword: Keyword) -> Cow<'_, str> {
    let word = name.trim_matches([',', ':', '，', '：', ';', '；']) == name;
    let plain = !name.chars().any(|c| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '#' | '＃'));
    let digits = name.bytes().all(|byte| byte.is_ascii_digit());
    let attribute = Attribute::read(name).is_some_and(|attribute| keyword.takes(attribute));
    if word && plain && !digits && !attribute { Cow::Borrowed(name) } else { Cow::Owned(quoted(name)) }
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
    fn a_name_is_quoted_where_it_must_be() {
        let written = |name| written(name, Keyword::Project).into_owned();
        assert_eq!(
            ["(区级)人才房票", "A，B补贴", "2024届补贴"].map(written),
            ["(区级)人才房票", "A，B补贴", "2024届补贴"]
        );
        assert_eq!(["2024", "金额", "a b", "补贴，"].map(written), ["\"2024\"", "\"金额\"", "\"a b\"", "\"补贴，\""]);
    }

    #[test]
    fn quoting_escapes_quotes() {
        assert_eq!(quoted(r#"a "b" \"#), r#""a \"b\" \\""#);
    }
}
