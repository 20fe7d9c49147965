//! The list of what money is used for: every item that the budget spends on once, by its name.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Message};
use crate::syntax::Source;

use super::super::ask::{Answer, Ask, Wanted};
use super::figures::Walk;
use super::phrase;

/// What stands after the name of an item.
const ITEM: &[&str] = &["（项）", "(项)"];
/// What stands after the names above it.
const ABOVE: &[&str] = &["（款）", "(款)", "（类）", "(类)"];

/// From so many on items are a list, which must be whole.
const LIST: usize = 3;

pub fn check(walk: &mut Walk<'_, '_>) {
    let named = named(&walk.page.text);
    let typed: Vec<_> = named.into_iter().filter(|place| walk.told.typed(place).is_some()).collect();
    if typed.is_empty() {
        return;
    }
    let spent = spent(walk);
    if spent.is_empty() {
        return;
    }
    let same =
        |one: &str, other: &str| phrase::subject(&phrase::words(one, "")) == phrase::subject(&phrase::words(other, ""));
    let mut seen: FxHashSet<usize> = FxHashSet::default();
    let mut unknown = false;
    for place in &typed {
        let name = walk.text(place);
        let mut matching = spent.iter().enumerate().filter(|(_, item)| same(item, name)).map(|(at, _)| at);
        let squeezed: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        let found = matching.next();
        match found {
            None => {
                unknown = true;
                walk.told.tell(Code::TextItems, place, Message::new("text-item-unknown").with("name", squeezed));
            }
            // Items of one name under several sections are told apart by these, not here.
            Some(at) if !seen.insert(at) && matching.next().is_none() => {
                walk.told.tell(Code::TextItems, place, Message::new("text-item-twice").with("name", squeezed));
            }
            Some(_) => {}
        }
    }
    let listed = |name: &String| seen.iter().any(|&at| spent[at] == *name);
    let missing: Vec<&str> = spent.iter().filter(|name| !listed(name)).map(String::as_str).collect();
    // A name that is not known may be one that is missing.
    if let Some(last) = typed.last().filter(|_| typed.len() >= LIST && !unknown && !missing.is_empty()) {
        let message = Message::new("text-items-missing").with("count", missing.len()).with("names", missing.join("、"));
        walk.told.tell(Code::TextItems, last, message);
    }
}

/// The items that the general public budget spends on.
fn spent(walk: &Walk<'_, '_>) -> Vec<String> {
    let slice = format!("source {}", Source::General.zh());
    let ask = Ask::Rows(Wanted { each: "func".to_owned(), slice, level: None, leaves: true });
    let Ok(Answer::Rows(rows)) = walk.known.desk.answer(&ask) else { return Vec::new() };
    rows.into_iter().map(|row| row.name).collect()
}

/// The most characters between an item and its amount: 事务, say.
const BETWEEN: usize = 6;

/// The names of items in a text that an amount follows; elsewhere they may be explained.
fn named(text: &str) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    for mark in ITEM {
        for (end, _) in text.match_indices(mark) {
            let after = text[end + mark.len()..].chars().filter(|c| !c.is_whitespace()).take(BETWEEN);
            if !after.take_while(|c| !"，。；：、".contains(*c)).any(|c| c.is_ascii_digit()) {
                continue;
            }
            let before = &text[..end];
            let above = ABOVE.iter().filter_map(|above| before.rfind(above).map(|at| at + above.len())).max();
            let Some(start) = above else { continue };
            let name = &before[start..];
            let blanks = name.len() - name.trim_start().len();
            // A stop between the two: it is no name.
            if !name.contains(['。', '；', '，', '、']) && !name.trim().is_empty() {
                names.push(start + blanks..start + name.trim_end().len());
            }
        }
    }
    names.sort_unstable_by_key(|place| place.start);
    names
}
