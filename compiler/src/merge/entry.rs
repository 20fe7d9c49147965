//! One entry that was changed on both sides, put together part by part.

use crate::syntax::{Attribute, LineParser, with_blank};

use super::line::{Line, Part, Slot};

/// What comes of an entry that both sides have.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// One line.
    Merged(String),
    /// The line as each side has it, with what is agreed on in both, and the parts that are not; none if the
    /// line cannot be read whole.
    Conflict { ours: String, theirs: String, slots: Vec<Slot> },
}

/// Which side a part is taken from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pick {
    Ours,
    Theirs,
    Neither,
}

/// Puts together what `ours` and `theirs` made of `base`, or both have new.
pub(super) fn merge(base: Option<&Line<'_>>, ours: &Line<'_>, theirs: &Line<'_>) -> Outcome {
    let whole = Outcome::Conflict { ours: ours.text.to_owned(), theirs: theirs.text.to_owned(), slots: Vec::new() };
    if let Some(base) = base {
        if base.text == ours.text || base.says_the_same(ours) && base.text != theirs.text {
            return Outcome::Merged(theirs.text.to_owned());
        }
        if base.says_the_same(theirs) {
            return Outcome::Merged(ours.text.to_owned());
        }
    }
    if ours.says_the_same(theirs) {
        return Outcome::Merged(ours.text.to_owned());
    }
    let keyword = |line: &Line<'_>| line.statement.as_ref().map(|it| it.keyword).filter(|_| line.whole);
    let same = keyword(ours).is_some() && keyword(ours) == keyword(theirs);
    if !same || base.is_some_and(|base| keyword(base) != keyword(ours)) {
        return whole;
    }
    let of_base = base.map(Line::parts).unwrap_or_default();
    let (of_ours, of_theirs) = (ours.parts(), theirs.parts());
    let pick = |slot: &Slot| {
        let (base, ours, theirs) = (part(&of_base, *slot), part(&of_ours, *slot), part(&of_theirs, *slot));
        match () {
            () if ours == theirs || theirs == base => Pick::Ours,
            () if ours == base => Pick::Theirs,
            () => Pick::Neither,
        }
    };
    let picks: Vec<(Slot, Pick)> = slots(ours).map(|slot| (slot, pick(&slot))).collect();
    let only = |wanted: &[Pick]| -> Vec<Slot> {
        picks.iter().filter(|(_, pick)| wanted.contains(pick)).map(|(slot, _)| *slot).collect()
    };
    let with = |taken: &[Slot]| rewritten((ours, &of_ours), (theirs, &of_theirs), taken);
    let slots = only(&[Pick::Neither]);
    match (with(&only(&[Pick::Theirs])), with(&only(&[Pick::Theirs, Pick::Neither]))) {
        (Some(merged), _) if slots.is_empty() => Outcome::Merged(merged),
        (Some(ours), Some(theirs)) => Outcome::Conflict { ours, theirs, slots },
        _ => whole,
    }
}

fn part<'p, 'a>(parts: &'p [Part<'a>], slot: Slot) -> Option<&'p Part<'a>> {
    parts.iter().find(|part| part.slot == slot)
}

/// All parts that the line may have, in the order that it has them in.
fn slots(line: &Line<'_>) -> impl Iterator<Item = Slot> {
    let attributes: &[Attribute] = line.statement.as_ref().map_or(&[], |statement| statement.keyword.attributes());
    let heads = [Slot::Head(0), Slot::Head(1)].into_iter();
    heads.chain(attributes.iter().map(|it| Slot::Attribute(*it))).chain([Slot::Comment])
}

/// `ours` with the parts `taken` as `theirs` has them. None if that does not say what it should, as where
/// a word would be read as something else in its new place.
fn rewritten(
    (ours, of_ours): (&Line<'_>, &[Part<'_>]),
    (theirs, of_theirs): (&Line<'_>, &[Part<'_>]),
    taken: &[Slot],
) -> Option<String> {
    let statement = ours.statement.as_ref()?;
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    // Where a part goes that is new: behind the last one that comes before it.
    let mut behind = statement.place.end as usize;
    let mut expected: Vec<&Part<'_>> = Vec::new();
    for slot in slots(ours) {
        let (own, other) = (part(of_ours, slot), part(of_theirs, slot));
        let takes = taken.contains(&slot);
        expected.extend(if takes { other } else { own });
        match (own, other) {
            (Some(own), Some(other)) if takes => {
                edits.push((own.place.start as usize, own.place.end as usize, other.text.to_owned()));
            }
            (Some(own), None) if takes => {
                let place = with_blank(ours.text, own.whole);
                edits.push((place.start as usize, place.end as usize, String::new()));
            }
            (None, Some(other)) if takes => {
                let blank = if slot == Slot::Comment { "  " } else { " " };
                let at = if slot == Slot::Comment { statement.end() as usize } else { behind };
                edits.push((at, at, format!("{blank}{}", other.whole.of(theirs.text))));
            }
            _ => {}
        }
        if let Some(own) = own {
            behind = own.whole.end as usize;
        }
    }
    edits.sort_by_key(|(start, ..)| *start);
    let mut out = String::new();
    let mut at = 0;
    for (start, end, text) in edits {
        out.push_str(ours.text.get(at..start)?);
        out.push_str(&text);
        at = end;
    }
    out.push_str(ours.text.get(at..)?);
    let again = LineParser::new().parse(&out);
    let line = Line { text: &out, end: "", whole: true, statement: again.statement };
    let says = line.statement.as_ref().map(|it| it.keyword) == Some(statement.keyword)
        && line.parts().iter().eq(expected.iter().copied());
    says.then(|| out.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of three lines; of a conflict both lines and how many parts are not agreed on.
    fn merged(base: &'static str, ours: &'static str, theirs: &'static str) -> String {
        let line = |text: &'static str| Line::all(text).pop();
        match merge(line(base).as_ref(), &line(ours).unwrap(), &line(theirs).unwrap()) {
            Outcome::Merged(line) => line,
            Outcome::Conflict { ours, theirs, slots } => format!("{ours} | {theirs} | {}", slots.len()),
        }
    }

    #[test]
    fn parts_are_merged_apart() {
        for (base, ours, theirs, expected) in [
            (
                "project 修缮 unit 甲 amount 1.00",
                "project 修缮 unit 甲 amount 2.00",
                "project 修缮 unit 甲 amount 1.00 note 屋面",
                "project 修缮 unit 甲 amount 2.00 note 屋面",
            ),
            (
                "project 修缮 unit 甲 amount 1.00 func 208 note 旧  # 说明",
                "project 修缮 unit 甲 amount 1.00 note 旧  # 说明",
                "project 修缮 unit 甲 amount 1.00 func 208 econ 302 note 新",
                "project 修缮 unit 甲 amount 1.00 econ 302 note 新",
            ),
            // What was only written otherwise is not a change.
            (
                "project 修缮 amount 1,200 unit 甲",
                "project 修缮 unit 甲 amount 1200.00",
                "project 修缮 amount 1,300 unit 甲",
                "project 修缮 amount 1,300 unit 甲",
            ),
            // Both say the same.
            ("total amount 1.00", "total amount 2.00", "合计 金额 2", "total amount 2.00"),
            (
                "total amount 1.00",
                "total amount 2.00 note 甲",
                "total amount 3.00",
                "total amount 2.00 note 甲 | total amount 3.00 note 甲 | 1",
            ),
            // Both have it new.
            ("", "total unit 甲 amount 1.00", "total unit 甲 amount 1.00  # 核", "total unit 甲 amount 1.00  # 核"),
            ("", "total amount 1.00", "total amount 1.10", "total amount 1.00 | total amount 1.10 | 1"),
            // A name where there was none, and a line that cannot be read.
            ("project amount 1.00", "project amount 2.00", "project 修缮 amount 1.00", "project 修缮 amount 2.00"),
            ("total amont 1,0", "total amount 1.00", "total amont 1,0", "total amount 1.00"),
            ("total amount 1,0", "total amount 1.00", "total amount 10", "total amount 1.00 | total amount 10 | 0"),
        ] {
            assert_eq!(merged(base, ours, theirs), expected, "{base} → {ours} / {theirs}");
        }
    }
}
