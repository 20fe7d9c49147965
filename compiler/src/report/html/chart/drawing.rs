//! Drawing in whole numbers: tenths of a unit of the picture. Widths of text are estimated, generously: a
//! page does not know its reader's fonts.

use std::fmt;
use std::io;

use super::super::markup::Markup;

/// A length or a place, in tenths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenths(pub i64);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.abs() / 10, self.0.abs() % 10);
        if part == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{part}") }
    }
}

/// A rectangle, in tenths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
}

impl Area {
    /// What is inside a border of `border`.
    pub fn inside(self, border: i64) -> Area {
        Area {
            x: self.x + border,
            y: self.y + border,
            width: (self.width - 2 * border).max(0),
            height: (self.height - 2 * border).max(0),
        }
    }
}

/// The two sizes of every picture: a page is wide or narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Wide,
    Narrow,
}

impl Size {
    pub const ALL: [Size; 2] = [Size::Wide, Size::Narrow];

    /// Its width, in tenths.
    pub fn width(self) -> i64 {
        if self == Size::Wide { 10_800 } else { 3_600 }
    }

    /// How high its letters are, and how far it is from one line of them to the next.
    pub fn letter(self) -> (i64, i64) {
        if self == Size::Wide { (150, 195) } else { (130, 175) }
    }

    pub fn class(self) -> &'static str {
        if self == Size::Wide { "wide" } else { "narrow" }
    }
}

/// A picture that is described by one sentence.
pub fn picture(
    markup: &mut Markup<'_>,
    size: Size,
    height: i64,
    label: &str,
    draw: impl FnOnce(&mut Markup<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let view = format!("0 0 {} {}", Tenths(size.width()), Tenths(height));
    markup.open("svg", &[("class", size.class()), ("viewBox", &view), ("role", "img"), ("aria-label", label)])?;
    draw(markup)?;
    markup.close("svg")
}

/// A rectangle with what a pointer over it is told.
pub fn rectangle(markup: &mut Markup<'_>, area: Area, class: &str, told: &str) -> io::Result<()> {
    let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(|it| Tenths(it).to_string());
    let attributes = [("class", class), ("x", &x[..]), ("y", &y), ("width", &width), ("height", &height)];
    markup.open("rect", &attributes)?;
    if !told.is_empty() {
        markup.element("title", &[], told)?;
    }
    markup.close("rect")
}

/// A line of text.
pub fn text(markup: &mut Markup<'_>, x: i64, y: i64, class: &str, words: &str) -> io::Result<()> {
    let (x, y) = (Tenths(x).to_string(), Tenths(y).to_string());
    markup.element("text", &[("class", class), ("x", &x), ("y", &y)], words)
}

/// How wide a text is in letters of height `size`, both in tenths.
pub fn width(words: &str, size: i64) -> i64 {
    words.chars().map(|c| em(c) * size / 100).sum()
}

/// The width of a character in hundredths of its height.
fn em(c: char) -> i64 {
    match c {
        'i' | 'l' | 'j' | '.' | ',' | ' ' | '\'' | '|' | '(' | ')' => 38,
        'm' | 'w' | 'M' | 'W' | '%' => 90,
        '\u{0}'..='\u{2FF}' => 62,
        _ => 102,
    }
}

/// `words` in at most `lines` lines that are no wider than `room`; the last ends in … if it is not all.
/// None if not even a few letters would be seen.
pub fn fitted(words: &str, room: i64, size: i64, lines: usize) -> Vec<String> {
    let mut fitted: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut characters = words.chars().peekable();
    while let Some(&c) = characters.peek() {
        if width(&line, size) + em(c) * size / 100 <= room {
            line.push(c);
            characters.next();
            continue;
        }
        if line.is_empty() || fitted.len() + 1 >= lines {
            break;
        }
        // A word of letters is not cut where it can be moved.
        let cut = line.rfind(' ').filter(|_| c.is_ascii_alphanumeric() && line.is_ascii());
        let rest = cut.map(|at| line.split_off(at).trim_start().to_owned()).unwrap_or_default();
        fitted.push(std::mem::replace(&mut line, rest));
    }
    if characters.peek().is_some() {
        while !line.is_empty() && width(&line, size) + em('…') * size / 100 > room {
            line.pop();
        }
        if line.chars().count() < 2 {
            return Vec::new();
        }
        line.push('…');
    }
    fitted.push(line);
    fitted.retain(|line| !line.is_empty());
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_decimals() {
        let drawn = [0, 5, -5, 10, 123, -123].map(|it| Tenths(it).to_string());
        assert_eq!(drawn, ["0", "0.5", "-0.5", "1", "12.3", "-12.3"]);
    }

    #[test]
    fn a_text_is_cut_where_it_ends_or_not_shown() {
        assert_eq!(fitted("一般公共预算", 1_000, 130, 1), ["一般公共预算"]);
        assert_eq!(fitted("一般公共预算", 500, 130, 1), ["一般…"]);
        assert_eq!(fitted("一般公共预算", 500, 130, 2), ["一般公", "共预算"]);
        assert_eq!(fitted("general public", 800, 130, 2), ["general", "public"]);
        assert!(fitted("一般公共预算", 200, 130, 1).is_empty());
    }
}
