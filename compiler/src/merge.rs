//! Three texts of one file merged entry by entry: what two people made of a text that both had.
//!
//! An entry is known by what it is about (its keyword, names and codes), wherever it stands, and each of
//! its attributes is merged apart. So two people who add entries at one place, or change different things,
//! do not disturb each other; there is a conflict only where both gave one attribute different values, or
//! one took away what the other changed. Comments and blank lines keep their place among the entries, and
//! so do lines that cannot be read, each of which is taken as it is.
//!
//! What the merged budget comes to is not looked at here: the text is put together, and a check tells
//! whether its totals hold.

mod entry;
mod line;
mod pair;
mod place;

use crate::syntax::Keyword;

pub use line::Slot;

use entry::Outcome;
use line::Line;
use place::{Node, Texts};

/// The signs of a conflict are this many characters long, unless one asks for another length.
pub const MARKER: usize = 7;

/// A side of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The text that is merged into.
    Ours,
    /// The text that is merged.
    Theirs,
}

/// What came of a merge.
#[derive(Debug)]
pub struct Merged {
    mark: bool,
    pieces: Vec<Piece>,
    /// How a line ends that has no end of its own.
    end: &'static str,
    /// The last line has an end.
    ended: bool,
}

#[derive(Debug)]
enum Piece {
    Line { text: String, end: String },
    Conflict(Conflict),
}

/// A place where the sides do not agree.
#[derive(Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What the entry is; none for a comment or a line that cannot be read.
    pub keyword: Option<Keyword>,
    /// The parts that both changed; none if one side took the entry away, or it cannot be read.
    pub slots: Vec<Slot>,
    /// The side that took the entry away.
    pub removed: Option<Side>,
    /// The lines as they were, and as each side has them.
    pub base: Vec<String>,
    /// The lines of our side.
    pub ours: Vec<String>,
    /// The lines of the other side.
    pub theirs: Vec<String>,
}

/// Merges what two sides made of `base`.
///
/// ```
/// use bud::merge::{MARKER, merge};
///
/// let base = "project 修缮 unit 甲 amount 12.00\n";
/// let ours = "project 修缮 unit 甲 amount 15.00\nproject 绿化 unit 甲 amount 3.00\n";
/// let theirs = "project 修缮 unit 甲 amount 12.00 note 屋面\nproject 招聘会 unit 甲 amount 5.00\n";
/// let merged = merge(base, ours, theirs);
/// assert_eq!(merged.conflicts().count(), 0);
/// let both = "project 修缮 unit 甲 amount 15.00 note 屋面\nproject 绿化 unit 甲 amount 3.00\nproject 招聘会 unit 甲 amount 5.00\n";
/// assert_eq!(merged.text(MARKER, false), both);
/// ```
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    let texts = [base, ours, theirs];
    let one = |text: &str| Merged::whole(text);
    if ours == theirs || theirs == base {
        return one(ours);
    }
    if ours == base {
        return one(theirs);
    }
    let marks = texts.map(|text| text.starts_with('\u{feff}'));
    let ended = texts.map(|text| text.is_empty() || text.ends_with('\n'));
    let texts = Texts { base: Line::all(base), ours: Line::all(ours), theirs: Line::all(theirs) };
    let ends = [&texts.base, &texts.ours, &texts.theirs].map(|lines| uniform(lines));
    let end = chosen(ends).flatten();
    let mut merged = Merged {
        mark: chosen(marks).unwrap_or(marks[1]),
        pieces: Vec::new(),
        end: end.unwrap_or("\n"),
        ended: chosen(ended).unwrap_or(true),
    };
    let nodes = place::nodes(&texts);
    let mut above: Vec<String> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        // The comments that went with an entry are told with it.
        if goes_with_conflict(&texts, &nodes[at..]) {
            above.extend(node.base.map(|at| texts.base[at].text.to_owned()));
            continue;
        }
        let line_end = end.map_or_else(|| own_end(&texts, node), str::to_owned);
        match resolved(&texts, node) {
            None => {}
            Some(Ok(text)) => merged.pieces.push(Piece::Line { text, end: line_end }),
            Some(Err(mut conflict)) => {
                let side = match conflict.removed {
                    Some(Side::Ours) => &mut conflict.theirs,
                    _ => &mut conflict.ours,
                };
                if conflict.removed.is_some() {
                    side.splice(0..0, above.iter().cloned());
                    conflict.base.splice(0..0, above.iter().cloned());
                }
                merged.pieces.push(Piece::Conflict(conflict));
            }
        }
        above.clear();
    }
    merged
}

/// Whether the first of `nodes` is a comment that one side took away with the entry below it, which the other
/// side changed.
fn goes_with_conflict(texts: &Texts<'_>, nodes: &[Node]) -> bool {
    let mut gone = None;
    for node in nodes {
        let Some(base) = node.base else { return false };
        let of_ours = node.ours.is_none();
        if of_ours == node.theirs.is_none() || gone.is_some_and(|gone| gone != of_ours) {
            return false;
        }
        let line = &texts.base[base];
        let other = if of_ours { node.theirs.map(|at| &texts.theirs[at]) } else { node.ours.map(|at| &texts.ours[at]) };
        let unchanged = other.is_some_and(|other| line.says_the_same(other));
        if !line.is_text() {
            return gone.is_some() && !unchanged;
        }
        if line.is_blank() || !unchanged {
            return false;
        }
        gone = Some(of_ours);
    }
    false
}

/// What becomes of a line: nothing, a text, or a conflict.
fn resolved(texts: &Texts<'_>, node: &Node) -> Option<Result<String, Conflict>> {
    let base = node.base.map(|at| &texts.base[at]);
    let ours = node.ours.map(|at| &texts.ours[at]);
    let theirs = node.theirs.map(|at| &texts.theirs[at]);
    let removed = |side, left: &Line<'_>| {
        let lines = |of: Side| if side == of { Vec::new() } else { vec![left.text.to_owned()] };
        Conflict {
            keyword: left.statement.as_ref().map(|it| it.keyword),
            slots: Vec::new(),
            removed: Some(side),
            base: base.map(|line| line.text.to_owned()).into_iter().collect(),
            ours: lines(Side::Ours),
            theirs: lines(Side::Theirs),
        }
    };
    match (base, ours, theirs) {
        (_, None, None) => None,
        (None, Some(line), None) | (None, None, Some(line)) => Some(Ok(line.text.to_owned())),
        (Some(base), Some(line), None) | (Some(base), None, Some(line)) if base.says_the_same(line) => None,
        (Some(_), Some(line), None) => Some(Err(removed(Side::Theirs, line))),
        (Some(_), None, Some(line)) => Some(Err(removed(Side::Ours, line))),
        (base, Some(ours), Some(theirs)) => Some(match entry::merge(base, ours, theirs) {
            Outcome::Merged(text) => Ok(text),
            Outcome::Conflict { ours: our_line, theirs: their_line, slots } => Err(Conflict {
                keyword: ours.statement.as_ref().map(|it| it.keyword),
                slots,
                removed: None,
                base: base.map(|line| line.text.to_owned()).into_iter().collect(),
                ours: vec![our_line],
                theirs: vec![their_line],
            }),
        }),
    }
}

/// What comes of a thing that each text has one of; none if all three differ.
fn chosen<T: PartialEq + Copy>([base, ours, theirs]: [T; 3]) -> Option<T> {
    if ours == theirs || theirs == base { Some(ours) } else { (ours == base).then_some(theirs) }
}

/// How all lines end, if they end alike.
fn uniform(lines: &[Line<'_>]) -> Option<&'static str> {
    let ends = |end: &str| lines.iter().all(|line| line.end == end || line.end.is_empty());
    ["\n", "\r\n"].into_iter().find(|end| ends(end))
}

fn own_end(texts: &Texts<'_>, node: &Node) -> String {
    let base = node.base.map_or("", |at| texts.base[at].end);
    let (ours, theirs) = (node.ours.map(|at| texts.ours[at].end), node.theirs.map(|at| texts.theirs[at].end));
    let (ours, theirs) = (ours.unwrap_or(base), theirs.unwrap_or(base));
    (if ours == base || ours.is_empty() { theirs } else { ours }).to_owned()
}

impl Merged {
    /// A text that only one side changed.
    fn whole(text: &str) -> Merged {
        let lines = text.strip_prefix('\u{feff}').unwrap_or(text).split_inclusive('\n');
        let line = |line: &str| {
            let text = line.trim_end_matches('\n');
            Piece::Line { text: text.to_owned(), end: line[text.len()..].to_owned() }
        };
        Merged {
            mark: text.starts_with('\u{feff}'),
            pieces: lines.map(line).collect(),
            end: "\n",
            ended: text.ends_with('\n'),
        }
    }

    /// The conflicts, in order.
    pub fn conflicts(&self) -> impl Iterator<Item = &Conflict> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Conflict(conflict) => Some(conflict),
            Piece::Line { .. } => None,
        })
    }

    /// The text, with signs of `marker` characters around what is not agreed on; with `base` also what it was.
    pub fn text(&self, marker: usize, base: bool) -> String {
        self.marked(marker, base).0
    }

    /// In which line of that text each conflict begins, counted from 1.
    pub fn lines(&self, base: bool) -> Vec<usize> {
        self.marked(MARKER, base).1
    }

    fn marked(&self, marker: usize, base: bool) -> (String, Vec<usize>) {
        self.written(|conflict| {
            let sign = |sign: &str, name: &str| format!("{}{name}", sign.repeat(marker));
            let mut lines = vec![sign("<", " ours")];
            lines.extend(conflict.ours.iter().cloned());
            if base {
                lines.push(sign("|", " base"));
                lines.extend(conflict.base.iter().cloned());
            }
            lines.push(sign("=", ""));
            lines.extend(conflict.theirs.iter().cloned());
            lines.push(sign(">", " theirs"));
            lines
        })
    }

    /// The text with all conflicts decided for one side, and in which line of it each begins, counted from 1.
    pub fn decided(&self, side: Side) -> (String, Vec<usize>) {
        self.written(|conflict| match side {
            Side::Ours => conflict.ours.clone(),
            Side::Theirs => conflict.theirs.clone(),
        })
    }

    fn written(&self, lines_of: impl Fn(&Conflict) -> Vec<String>) -> (String, Vec<usize>) {
        let mut out = String::from(if self.mark { "\u{feff}" } else { "" });
        let (mut starts, mut count, mut last) = (Vec::new(), 1, 0);
        let mut push = |text: &str, end: &str| {
            out.push_str(text);
            last = out.len();
            out.push_str(if end.ends_with('\n') { end } else { self.end });
        };
        for piece in &self.pieces {
            match piece {
                Piece::Line { text, end } => {
                    push(text, end);
                    count += 1;
                }
                Piece::Conflict(conflict) => {
                    let lines = lines_of(conflict);
                    starts.push(count);
                    count += lines.len();
                    lines.iter().for_each(|line| push(line, self.end));
                }
            }
        }
        // A sign of a conflict is a line.
        if !self.ended && matches!(self.pieces.last(), Some(Piece::Line { .. })) {
            out.truncate(last);
        }
        (out, starts)
    }
}

#[cfg(test)]
mod tests;
