//! Text that is what it looks like: a name may hold an escape sequence, and no terminal may obey it.

use std::borrow::Cow;

/// `text` with control characters, bidirectional controls and other invisible characters written
/// as `\u{…}`. Line ends and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if hidden(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

fn hidden(c: char) -> bool {
    !matches!(c, '\n' | '\t') && invisible(c)
}

/// Whether a terminal shows nothing for `c`, or does something instead.
pub(super) fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_or_hide_is_spelled_out() {
        assert_eq!(visible("人才\u{1b}[31m红\u{202e}x\u{9b}y\u{200b}"), r"人才\u{1b}[31m红\u{202e}x\u{9b}y\u{200b}");
        assert_eq!(visible("a\tb\r\n"), "a\tb\\u{d}\n");
        assert!(matches!(visible("人才中心 30,800.00"), Cow::Borrowed(_)));
    }
}
