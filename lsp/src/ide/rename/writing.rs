//! How a new name is written where the old one stands: in quotes only if it has to be.

use std::borrow::Cow;

use bud::span::Place;
use bud::syntax::text::quoted;
use bud::syntax::{Attribute, Keyword, LineParser, Text, written};

use super::super::Read;
use super::super::mention::{Mention, steps};

/// What is replaced, and by what, to write `new` in place of the name at `whole`.
pub fn write_name(read: &Read<'_>, whole: Place, was_quoted: bool, new: &str) -> (Place, String) {
    let keyword = read.statement.as_ref().map(|statement| statement.keyword);
    let keyword = keyword.or_else(|| LineParser::keyword(read.text)).unwrap_or(Keyword::Project);
    let [before, after] = glued(read.text, whole);
    let text = match (was_quoted, written(new, keyword)) {
        // Quotes may be all that parts it from a word beside it.
        (true, Cow::Borrowed(name)) if before || after => quoted(name),
        // A full-width colon or comma parts words, but not from a quote.
        (false, Cow::Owned(name)) => {
            let blank = |glued| if glued { " " } else { "" };
            format!("{}{name}{}", blank(before), blank(after))
        }
        (_, text) => text.into_owned(),
    };
    (whole, text)
}

/// The same for a step of a path: alone if the path stays in quotes, or stays without, else with the
/// whole path.
pub fn write_step(read: &Read<'_>, mention: &Mention, new: &str) -> (Place, String) {
    let path = read.statement.as_ref().and_then(|statement| statement.text(Attribute::Item));
    let Some(path) = path.filter(|path| is_within(mention.place, path.inner)) else {
        return write_name(read, mention.whole, mention.place != mention.whole, new);
    };
    let whole = path.place(read.text);
    let of = |place: Place| Text { inner: place, ..path }.of(read.text).into_owned();
    let step = |&place: &Place| if place == mention.place { new.to_owned() } else { of(place) };
    let renamed: Vec<String> = steps(path, read.text).iter().map(step).collect();
    let (_, text) = write_name(read, whole, path.quoted, &renamed.join("/"));
    let straight = whole.of(read.text).starts_with('"');
    match (straight, path.quoted, text.trim_start().starts_with('"')) {
        (true, true, true) => {
            let inner = quoted(new);
            (mention.place, inner[1..inner.len() - 1].to_owned())
        }
        (_, false, false) => (mention.place, new.to_owned()),
        _ => (whole, text),
    }
}

fn is_within(inner: Place, outer: Place) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether something stands right before and right after a place.
fn glued(line: &str, whole: Place) -> [bool; 2] {
    let before = line.get(..whole.start as usize).and_then(|text| text.chars().next_back());
    let after = line.get(whole.end as usize..).and_then(|text| text.chars().next());
    [before, after].map(|c| c.is_some_and(|c| !c.is_whitespace()))
}
