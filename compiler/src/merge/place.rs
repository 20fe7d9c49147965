//! Where everything goes: the lines of the base that nobody moved keep their order, and what a side added or
//! moved stands behind the line that it stands behind there.

use super::line::Line;
use super::pair::{Pairs, alike};

/// A line of the result, as it is in each of the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    pub base: Option<usize>,
    pub ours: Option<usize>,
    pub theirs: Option<usize>,
}

/// The three texts, line by line.
pub(super) struct Texts<'a> {
    pub base: Vec<Line<'a>>,
    pub ours: Vec<Line<'a>>,
    pub theirs: Vec<Line<'a>>,
}

/// The lines of the result in order, those that are gone too.
pub(super) fn nodes(texts: &Texts<'_>) -> Vec<Node> {
    let ours = Pairs::of(&texts.base, &texts.ours);
    let theirs = Pairs::of(&texts.base, &texts.theirs);
    let both = added_by_both(texts, &ours, &theirs);
    let node = |base: usize| Node { base: Some(base), ours: ours.of_base[base], theirs: theirs.of_base[base] };
    let stays = |base: usize| !ours.moved[base] && !theirs.moved[base];
    let mut places =
        Places { ours: vec![Vec::new(); texts.base.len() + 1], theirs: vec![Vec::new(); texts.base.len() + 1] };
    let mut behind = 0;
    for (at, base) in ours.of_side.iter().enumerate() {
        match *base {
            Some(base) if stays(base) => behind = base + 1,
            Some(base) if ours.moved[base] => places.ours[behind].push(node(base)),
            Some(_) => {}
            None => places.ours[behind].push(Node { ours: Some(at), theirs: both.of_ours[at], base: None }),
        }
    }
    behind = 0;
    for (at, base) in theirs.of_side.iter().enumerate() {
        match *base {
            Some(base) if stays(base) => behind = base + 1,
            // Where both moved a line, it stands where we have it.
            Some(base) if theirs.moved[base] && !ours.moved[base] => places.theirs[behind].push(node(base)),
            Some(_) => {}
            None if both.of_theirs[at] => {}
            None => places.theirs[behind].push(Node { theirs: Some(at), ..Node::default() }),
        }
    }
    let mut out = Vec::with_capacity(texts.ours.len() + texts.theirs.len() / 8);
    for (behind, (ours, theirs)) in places.ours.into_iter().zip(places.theirs).enumerate() {
        if let Some(base) = behind.checked_sub(1).filter(|&base| stays(base)) {
            out.push(node(base));
        }
        once(texts, ours, theirs, &mut out);
    }
    out
}

/// What each side has that the base does not have there, by the number of lines of the base before it.
struct Places {
    ours: Vec<Vec<Node>>,
    theirs: Vec<Vec<Node>>,
}

/// Which lines both sides added.
struct Both {
    of_ours: Vec<Option<usize>>,
    of_theirs: Vec<bool>,
}

/// The same entry is one entry, with the comments right above it that are the same.
fn added_by_both(texts: &Texts<'_>, ours: &Pairs, theirs: &Pairs) -> Both {
    let added =
        |pairs: &Pairs| -> Vec<usize> { (0..pairs.of_side.len()).filter(|&at| pairs.of_side[at].is_none()).collect() };
    let mut both = Both { of_ours: vec![None; texts.ours.len()], of_theirs: vec![false; texts.theirs.len()] };
    let pairs = alike((&texts.ours, &added(ours)), (&texts.theirs, &added(theirs)), &Line::identity);
    for (mut a, mut b) in pairs {
        loop {
            (both.of_ours[a], both.of_theirs[b]) = (Some(b), true);
            let (Some(above_a), Some(above_b)) = (a.checked_sub(1), b.checked_sub(1)) else { break };
            (a, b) = (above_a, above_b);
            let line = &texts.ours[a];
            let new = ours.of_side[a].is_none() && theirs.of_side[b].is_none() && both.of_ours[a].is_none();
            if !new || both.of_theirs[b] || !line.is_text() || line.is_blank() || line.text != texts.theirs[b].text {
                break;
            }
        }
    }
    both
}

/// What both sides have at one place: ours, then theirs. Comments that both begin with stand there once, as does all
/// if it is the same.
fn once(texts: &Texts<'_>, mut ours: Vec<Node>, mut theirs: Vec<Node>, out: &mut Vec<Node>) {
    let text = |node: &Node| match (node.base, node.ours, node.theirs) {
        (None, Some(at), None) => Some(&texts.ours[at]),
        (None, None, Some(at)) => Some(&texts.theirs[at]),
        _ => None,
    };
    let same = |(ours, theirs): (&Node, &Node)| match (text(ours), text(theirs)) {
        (Some(ours), Some(theirs)) => ours.is_text() && ours.text == theirs.text,
        _ => false,
    };
    // What is one node already stands with ours.
    let mut common = 0;
    let mut skipped = 0;
    while let Some(node) = ours.get(common + skipped) {
        if node.base.is_none() && node.theirs.is_some() {
            skipped += 1;
        } else if theirs.get(common).is_some_and(|other| same((node, other))) {
            common += 1;
        } else {
            break;
        }
    }
    let all = common + skipped == ours.len() && common == theirs.len();
    let mut at = 0;
    let mut taken = 0;
    let blank = |node: &Node| text(node).is_some_and(Line::is_blank);
    // A blank line that only parts what follows from what is above belongs to each.
    let last = (0..common).rev().find(|&at| !blank(&theirs[at]));
    let count = if all { common } else { last.map_or(0, |last| last + 1) };
    while taken < count {
        if text(&ours[at]).is_some() && ours[at].theirs.is_none() {
            ours[at].theirs = theirs[taken].theirs;
            taken += 1;
        }
        at += 1;
    }
    theirs.drain(..count);
    // Under one heading they are one block, which ends once.
    if count > 0
        && ours.last().is_some_and(|node| node.theirs.is_none() && blank(node))
        && theirs.last().is_some_and(blank)
    {
        ours.pop();
    }
    out.append(&mut ours);
    out.append(&mut theirs);
}
