//! How many there are of something: 共计10个一级项目.

use crate::diagnostic::{Code, Message};

use super::figures::Walk;
use super::phrase;
use super::reading::Number;

pub fn check(walk: &mut Walk<'_, '_>, number: &Number) {
    let lead = walk.text(&number.lead);
    // Of some of them there may be any number.
    let all = ["共", "共计", "合计", "共有", "总计", "包括"].iter().any(|word| lead.trim_end().ends_with(word));
    if !all || lead.contains("其中") {
        return;
    }
    let found = walk.known.counts(&walk.page.text, number);
    let Some(first) = found.first().copied().filter(|_| !phrase::is_vague(lead, walk.year)) else { return };
    if found.contains(&number.value) {
        return;
    }
    let figure = first.to_string();
    let message = Message::new("text-count").with("typed", walk.text(&number.whole)).with("figure", figure.as_str());
    walk.told.tell_right(Code::TextCount, &number.place, message, &figure, None);
}
