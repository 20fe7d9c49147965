//! The list of what money is used for: every item that the budget spends on once, by its name.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::diagnostic::{Code, Message};
use crate::syntax::Source;

use super::super::ask::{Answer, Ask, Wanted};
use super::figures::Walk;
use super::phrase;
use super::reading::sentences;

/// What stands after the name of an item.
const ITEM: &[&str] = &["（项）", "(项)"];
/// What stands after the names above it.
const ABOVE: &[&str] = &["（款）", "(款)", "（类）", "(类)"];

/// What the heading of the list says.
const HEADING: &str = "具体使用情况";

/// From so many on items are a list, which must be whole.
const LIST: usize = 3;

pub fn check(walk: &mut Walk<'_, '_>) {
    let typed: Vec<_> = named(&walk.page.text).into_iter().filter(|it| walk.told.typed(it).is_some()).collect();
    if typed.is_empty() {
        return;
    }
    let all = spent(walk, "kind expense");
    let mut unknown = false;
    for place in typed.iter().filter(|_| !all.is_empty()) {
        let name = walk.text(place);
        if !all.iter().any(|item| same(item, name)) {
            unknown = true;
            let message = Message::new("text-item-unknown").with("name", squeezed(name));
            walk.told.tell(Code::TextItems, place, message);
        }
    }
    for section in lists(walk) {
        let listed: Vec<_> = typed.iter().filter(|place| section.contains(&place.start)).cloned().collect();
        whole(walk, &listed, unknown);
    }
}

/// Whether a list has every item once.
fn whole(walk: &mut Walk<'_, '_>, listed: &[Range<usize>], unknown: bool) {
    let spent = spent(walk, &format!("source {}", Source::General.zh()));
    let mut seen: FxHashSet<usize> = FxHashSet::default();
    for place in listed {
        let name = walk.text(place);
        let mut matching = spent.iter().enumerate().filter(|(_, item)| same(item, name)).map(|(at, _)| at);
        // Items of one name under several sections are told apart by these, not here.
        if let Some(at) = matching.next()
            && !seen.insert(at)
            && matching.next().is_none()
        {
            walk.told.tell(Code::TextItems, place, Message::new("text-item-twice").with("name", squeezed(name)));
        }
    }
    let is_listed = |name: &String| seen.iter().any(|&at| spent[at] == *name);
    let missing: Vec<&str> = spent.iter().filter(|name| !is_listed(name)).map(String::as_str).collect();
    // A name that is not known may be one that is missing.
    if let Some(last) = listed.last().filter(|_| listed.len() >= LIST && !unknown && !missing.is_empty()) {
        let message = Message::new("text-items-missing").with("count", missing.len()).with("names", missing.join("、"));
        walk.told.tell(Code::TextItems, last, message);
    }
}

/// The sections that list what the general public budget is used for.
fn lists(walk: &Walk<'_, '_>) -> Vec<Range<usize>> {
    let mut lists: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for sentence in sentences(&walk.page.text) {
        let Some(level) = sentence.level else { continue };
        if let Some((start, _)) = open.filter(|(_, above)| level <= *above) {
            lists.push(start..sentence.place.start);
            open = None;
        }
        if walk.text(&sentence.place).contains(HEADING) {
            open = Some((sentence.place.end, level));
        }
    }
    lists.extend(open.map(|(start, _)| start..walk.page.text.len()));
    lists
}

/// Whether two names are of one item: published texts leave 支出 out at the end.
fn same(one: &str, other: &str) -> bool {
    phrase::subject(&phrase::words(one, "")) == phrase::subject(&phrase::words(other, ""))
}

/// A name without the blanks that a printed document has put into it.
fn squeezed(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The items that some money is spent on.
fn spent(walk: &Walk<'_, '_>, slice: &str) -> Vec<String> {
    let (each, slice) = ("func".to_owned(), slice.to_owned());
    let ask = Ask::Rows(Wanted { each, slice, level: None, leaves: true });
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
