//! The picture of a terminal, as SVG, drawn from what `bdc` prints in colour.
//!
//! Every word and every Chinese character is given its place, so that all lines up whatever fonts
//! the reader has.

use unicode_width::UnicodeWidthChar;

/// Where a terminal of this width breaks its lines.
const COLUMNS: usize = 118;
const CELL: f32 = 8.4;
const LINE: f32 = 19.0;
const MARGIN: f32 = 20.0;

const GROUND: &str = "#1e2127";
const TEXT: &str = "#d7dae0";

/// A character and how it is shown.
#[derive(Clone, Copy)]
struct Shown {
    column: usize,
    character: char,
    colour: &'static str,
    bold: bool,
}

/// The colour that the parameters of an escape sequence choose, if they choose one.
fn colour(parameters: &str) -> Option<&'static str> {
    if parameters.contains("38;5;246") {
        return Some("#8b919d");
    }
    parameters.split(';').find_map(|parameter| match parameter {
        "31" => Some("#f0717b"),
        "32" => Some("#8fc878"),
        "33" => Some("#e5c07b"),
        "36" => Some("#56b6c2"),
        _ => None,
    })
}

/// The lines of coloured text as a terminal breaks them.
fn lines(text: &str) -> Vec<Vec<Shown>> {
    let (mut lines, mut column) = (vec![Vec::new()], 0);
    let (mut now, mut bold) = (TEXT, false);
    let mut rest = text.trim_end();
    while let Some(character) = rest.chars().next() {
        if let Some((parameters, after)) = rest.strip_prefix("\u{1b}[").and_then(|it| it.split_once('m')) {
            (now, bold) = match parameters {
                "0" => (TEXT, false),
                other => (colour(other).unwrap_or(now), bold || other.split(';').next() == Some("1")),
            };
            rest = after;
            continue;
        }
        rest = &rest[character.len_utf8()..];
        let width = character.width().unwrap_or(0);
        if character == '\n' || column + width > COLUMNS {
            lines.push(Vec::new());
            column = 0;
        }
        if width > 0 {
            lines.last_mut().unwrap().push(Shown { column, character, colour: now, bold });
            column += width;
        }
    }
    lines
}

fn escaped(character: char) -> String {
    match character {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        other => other.to_string(),
    }
}

/// Whether `b` is drawn in one word with `a`: of narrow characters in one colour without a blank.
fn together(a: &Shown, b: &Shown) -> bool {
    let plain = |shown: &Shown| shown.character != ' ' && shown.character.width() == Some(1);
    plain(a) && plain(b) && (a.colour, a.bold) == (b.colour, b.bold)
}

/// The picture of a terminal that shows `text`.
pub fn picture(title: &str, text: &str) -> String {
    let lines = lines(text);
    let width = COLUMNS as f32 * CELL + 2.0 * MARGIN;
    let height = lines.len() as f32 * LINE + 2.0 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">\n<title>{title}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{GROUND}\"/>\n\
         <g font-family=\"'DejaVu Sans Mono','Menlo','Consolas','Noto Sans Mono CJK SC','PingFang SC',\
         'Microsoft YaHei',monospace\" font-size=\"14\">\n",
    );
    for (number, line) in lines.iter().enumerate() {
        let y = MARGIN + (number as f32 + 0.75) * LINE;
        for word in line.chunk_by(together).filter(|word| word[0].character != ' ') {
            let Shown { column, colour, bold, .. } = word[0];
            let x = MARGIN + column as f32 * CELL;
            let weight = if bold { " font-weight=\"bold\"" } else { "" };
            let text: String = word.iter().map(|shown| escaped(shown.character)).collect();
            svg.push_str(&format!("<text x=\"{x:.1}\" y=\"{y:.1}\" fill=\"{colour}\"{weight}"));
            if word.len() > 1 {
                svg.push_str(&format!(" textLength=\"{:.1}\"", word.len() as f32 * CELL));
            }
            svg.push_str(&format!(">{text}</text>\n"));
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}
