//! The text of the file that is typed in, as the editor has it.

use serde_json::{Value, json};

/// A place between two characters: a line from 0, and the byte in it.
pub type Place = (usize, usize);

/// What a column counts.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Encoding {
    /// Bytes.
    #[value(name = "utf-8")]
    Utf8,
    /// UTF-16 units.
    #[value(name = "utf-16")]
    Utf16,
}

impl Encoding {
    /// What the protocol calls it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        }
    }

    /// How many columns a text has.
    pub fn columns(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// A text that is edited.
pub struct Text {
    lines: Vec<String>,
    encoding: Encoding,
}

impl Text {
    /// A text whose columns are counted so.
    pub fn new(text: &str, encoding: Encoding) -> Text {
        Text { lines: text.split('\n').map(str::to_owned).collect(), encoding }
    }

    /// The whole of it.
    pub fn whole(&self) -> String {
        self.lines.join("\n")
    }

    /// How many lines it has.
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// A line.
    pub fn line(&self, line: usize) -> &str {
        self.lines.get(line).map_or("", String::as_str)
    }

    /// The lines that begin with a word.
    pub fn beginning(&self, word: &str) -> Vec<usize> {
        (0..self.lines.len()).filter(|&line| self.lines[line].starts_with(word)).collect()
    }

    /// A place as the protocol writes it.
    pub fn position(&self, (line, byte): Place) -> Value {
        let before = self.line(line).get(..byte).unwrap_or("");
        json!({"line": line, "character": self.encoding.columns(before)})
    }

    /// Replaces what stands between two places. The change as the protocol writes it, and the place
    /// after what was put in.
    pub fn replace(&mut self, from: Place, to: Place, with: &str) -> (Value, Place) {
        let change = json!({"range": {"start": self.position(from), "end": self.position(to)}, "text": with});
        let before = self.lines[from.0][..from.1].to_owned();
        let after = self.lines[to.0][to.1..].to_owned();
        let mut new: Vec<String> = format!("{before}{with}").split('\n').map(str::to_owned).collect();
        let last = new.len() - 1;
        let cursor = (from.0 + last, new[last].len());
        new[last].push_str(&after);
        self.lines.splice(from.0..=to.0, new);
        (change, cursor)
    }
}
