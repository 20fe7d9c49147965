//! Merges of drawn budgets that two people edit: nothing is lost, nothing is doubled, and only what both changed is
//! a conflict.

use bud::format::{Style, format};
use bud::merge::{MARKER, Merged, Side, merge};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::config;
use crate::drawn::{Budget, Spelling, budget};

/// What is done to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    Amount,
    Remark,
    Delete,
    Insert,
    Move,
}

/// Who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Ours,
    Theirs,
    /// Both: the same, or different things about one entry.
    Both,
}

type Drawn = (Index, Edit, Who, Index);

fn edits() -> impl Strategy<Value = Vec<Drawn>> {
    let edit = prop::sample::select(&[Edit::Amount, Edit::Remark, Edit::Delete, Edit::Insert, Edit::Move][..]);
    let who = prop_oneof![4 => Just(Who::Ours), 4 => Just(Who::Theirs), 3 => Just(Who::Both)];
    prop::collection::vec((any::<Index>(), edit, who, any::<Index>()), 0..12)
}

/// A text that is edited: each line with the number that it had, none for a new one.
#[derive(Clone)]
struct Edited(Vec<(Option<usize>, String)>);

impl Edited {
    fn at(&self, number: usize) -> usize {
        self.0.iter().position(|(it, _)| *it == Some(number)).unwrap()
    }

    fn make(&mut self, number: usize, edit: Edit, to: &Index, name: &str) {
        let at = self.at(number);
        match edit {
            Edit::Amount => {
                let line = &mut self.0[at].1;
                let start = line.find(" amount ").unwrap() + " amount ".len();
                let end = line[start..].find(' ').map_or(line.len(), |end| start + end);
                line.replace_range(start..end, &format!("77{}.25", name.len()));
            }
            Edit::Remark => {
                let takes_reason = self.0[at].1.contains(" note ") && !self.0[at].1.starts_with("ceiling");
                let remark = if takes_reason { "reason" } else { "note" };
                if takes_reason || !self.0[at].1.contains(" note ") {
                    self.0[at].1.push_str(&format!(" {remark} {name}"));
                }
            }
            Edit::Delete => drop(self.0.remove(at)),
            Edit::Insert => {
                self.0.insert(at, (None, format!("project {name} unit 甲局 amount 9{}.50 note {name}", number)))
            }
            Edit::Move => {
                let line = self.0.remove(at);
                let to = to.index(self.0.len() + 1);
                self.0.insert(to, line);
            }
        }
    }

    fn text(&self) -> String {
        self.0.iter().map(|(_, line)| format!("{line}\n")).collect()
    }
}

/// The lines that say something, in their form and in order of the alphabet.
fn sorted(text: &str) -> Vec<String> {
    let text = format(text, 2, Style::default());
    let mut lines: Vec<String> = text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    lines.sort();
    lines
}

fn decided(merged: &Merged, side: Side) -> Vec<String> {
    sorted(&merged.decided(side).0)
}

/// A budget that two people edit.
struct Case {
    base: String,
    ours: String,
    theirs: String,
    /// What comes of it, with our side of what both changed.
    expected: String,
    conflicts: usize,
    moves: bool,
}

impl Case {
    /// Makes the drawn edits of `lines`, at most one of each line, and those that fit it.
    fn of(lines: Vec<String>, drawn: &[Drawn]) -> Case {
        let base = Edited(lines.into_iter().enumerate().map(|(at, line)| (Some(at), line)).collect());
        let (mut ours, mut theirs, mut expected) = (base.clone(), base.clone(), base.clone());
        let mut touched = vec![false; base.0.len()];
        let (mut conflicts, mut moves) = (0, false);
        for (at, edit, who, to) in drawn {
            let number = at.index(base.0.len());
            let line = &base.0[number].1;
            let fits = match edit {
                Edit::Amount => line.contains(" amount "),
                Edit::Remark if *who == Who::Both => line.contains(" amount "),
                Edit::Insert => true,
                _ => !line.is_empty() && !line.starts_with('#'),
            };
            if !fits || std::mem::replace(&mut touched[number], true) {
                continue;
            }
            moves |= *edit == Edit::Move;
            let (our_name, their_name) = (format!("甲方{number}"), format!("乙方{number}"));
            let make = |edited: &mut Edited, edit: Edit, name: &str, to: &Index| {
                edited.make(number, edit, to, name);
            };
            match (who, edit) {
                (Who::Ours, edit) => {
                    make(&mut ours, *edit, &our_name, to);
                    make(&mut expected, *edit, &our_name, to);
                }
                (Who::Theirs, edit) => {
                    make(&mut theirs, *edit, &their_name, to);
                    make(&mut expected, *edit, &their_name, to);
                }
                // One amount, two figures.
                (Who::Both, Edit::Amount) => {
                    make(&mut ours, *edit, "甲", to);
                    make(&mut theirs, *edit, "乙方", to);
                    make(&mut expected, *edit, "甲", to);
                    conflicts += 1;
                }
                // Two attributes of one entry.
                (Who::Both, Edit::Remark) => {
                    make(&mut ours, Edit::Amount, &our_name, to);
                    make(&mut theirs, Edit::Remark, &their_name, to);
                    make(&mut expected, Edit::Amount, &our_name, to);
                    make(&mut expected, Edit::Remark, &their_name, to);
                }
                // The same entry added or taken away, or moved to two places: ours counts.
                (Who::Both, edit) => {
                    make(&mut ours, *edit, &our_name, to);
                    make(&mut theirs, *edit, &our_name, at);
                    make(&mut expected, *edit, &our_name, to);
                }
            }
        }
        let text = Edited::text;
        let (base, ours, theirs, expected) = (text(&base), text(&ours), text(&theirs), text(&expected));
        Case { base, ours, theirs, expected, conflicts, moves }
    }
}

/// The lines of a budget under headings. Each says something that no other line says, so that it is known which one
/// was edited.
fn lines(budget: &Budget) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, line) in budget.written(Spelling::English).into_iter().enumerate() {
        if at % 5 == 0 {
            lines.extend([String::new(), format!("# 第{at}段")]);
        }
        let claim = line.starts_with("total") || line.starts_with("ceiling");
        lines.push(if claim { format!("{line} note 合计{at}") } else { line });
    }
    lines
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn edits_of_different_entries_are_all_made(budget in budget(0..8), drawn in edits()) {
        let Case { base, ours, theirs, expected, conflicts, moves } = Case::of(lines(&budget), &drawn);
        let merged = merge(&base, &ours, &theirs);
        let text = merged.text(MARKER, false);
        prop_assert_eq!(merged.conflicts().count(), conflicts, "{}", text);
        prop_assert_eq!(decided(&merged, Side::Ours), sorted(&expected));
        let back = merge(&base, &theirs, &ours);
        for (one, other) in [(Side::Ours, Side::Theirs), (Side::Theirs, Side::Ours)] {
            prop_assert_eq!(decided(&merged, one), decided(&back, other), "it matters who merges");
        }
        for conflict in merged.conflicts() {
            prop_assert_eq!((conflict.ours.len(), conflict.theirs.len()), (1, 1));
            prop_assert!(conflict.ours[0].contains(" 773.25") && conflict.theirs[0].contains(" 776.25"));
        }
        if !moves {
            let kept = |text: &str| -> Vec<String> {
                text.lines().filter(|line| base.lines().any(|it| it == *line)).map(str::to_owned).collect()
            };
            prop_assert_eq!(kept(&merged.decided(Side::Ours).0), kept(&expected), "the order is kept");
        }
        prop_assert_eq!(merge(&base, &base, &theirs).text(MARKER, true), theirs);
    }

    #[test]
    fn any_three_texts_are_merged(base in "(unit|[甲乙# \n\r])*", ours in "(unit|[甲乙# \n\r])*", theirs in "(unit|[甲乙# \n\r])*") {
        let merged = merge(&base, &ours, &theirs);
        // What one side added is in one of the two ways to decide it. Other blanks are no change.
        let both = [merged.decided(Side::Ours).0, merged.decided(Side::Theirs).0].concat();
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        for line in ours.lines().chain(theirs.lines()).filter(|line| !squeezed(&base).contains(&squeezed(line))) {
            prop_assert!(both.contains(line.trim()), "{:?} is lost in {:?}", line, both);
        }
    }
}
