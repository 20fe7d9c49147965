//! What a terminal adds to text: colours, and lines to draw with.

use std::fmt::Display;

use super::Style;
use crate::diagnostic::Severity;

/// The colours and signs of a [`Style`].
#[derive(Clone, Copy)]
pub(super) struct Ink {
    pub colour: bool,
    pub drawing: bool,
}

impl Ink {
    pub(super) fn of(style: &Style) -> Ink {
        Ink { colour: style.colour, drawing: style.drawing }
    }

    fn paint(self, code: &str, text: impl Display) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_string() }
    }

    pub(super) fn bold(self, text: impl Display) -> String {
        self.paint("1", text)
    }

    /// Frames and line numbers.
    pub(super) fn frame(self, text: impl Display) -> String {
        self.paint("38;5;246", text)
    }

    /// The captions of help.
    pub(super) fn caption(self, text: impl Display) -> String {
        self.paint("1;36", text)
    }

    /// Text that a fix puts in.
    pub(super) fn inserted(self, text: impl Display) -> String {
        self.paint("32", text)
    }

    pub(super) fn severity(self, severity: Severity, text: impl Display) -> String {
        let code = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Note => "1;32",
        };
        self.paint(code, text)
    }

    /// `drawn` where lines can be drawn, else `plain`.
    pub(super) fn sign(self, drawn: &'static str, plain: &'static str) -> &'static str {
        if self.drawing { drawn } else { plain }
    }
}
