//! Merges of whole texts.

use super::*;

const BASE: &str = "\
budget 局 year 2024 measure 万元
unit 甲
unit 乙

# 项目
project 修缮 unit 甲 amount 12.00
# 两期
project 绿化 unit 甲 amount 3.00
project 修缮 unit 乙 amount 5.00

total amount 20.00
";

/// `BASE` with each of these texts replaced.
fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = BASE.to_owned();
    for (old, new) in edits {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replace(old, new);
    }
    text
}

/// The merge of two edited texts, whose conflicts are at that many places.
fn merged(ours: &str, theirs: &str, conflicts: usize) -> String {
    let merged = merge(BASE, ours, theirs);
    let text = merged.text(MARKER, false);
    assert_eq!(merged.conflicts().count(), conflicts, "{text}");
    text
}

#[test]
fn a_text_that_one_side_changed_is_what_that_side_has() {
    for text in ["", "\u{feff}unit 甲", "a\r\nb\n\n\n\nc", "unit 甲\r", "\n"] {
        for (ours, theirs) in [(text, BASE), (BASE, text), (text, text)] {
            assert_eq!(merge(BASE, ours, theirs).text(MARKER, false), text);
        }
    }
}

#[test]
fn both_add_at_one_place() {
    let at = "project 修缮 unit 乙 amount 5.00\n";
    let ours = edited(&[(at, &format!("{at}# 每年一次\nproject 招聘会 unit 甲 amount 1.00\n"))]);
    let theirs = edited(&[(at, &format!("{at}project 房票 unit 乙 amount 2.00\n"))]);
    let both = format!("{at}# 每年一次\nproject 招聘会 unit 甲 amount 1.00\nproject 房票 unit 乙 amount 2.00\n");
    assert_eq!(merged(&ours, &theirs, 0), edited(&[(at, &both)]));
    // The same entry, with its comment, is one entry.
    let theirs = edited(&[(
        at,
        &format!("{at}project 房票 unit 乙 amount 2.00\n# 每年一次\nproject 招聘会 unit 甲 amount 1.00\n"),
    )]);
    assert_eq!(merged(&ours, &theirs, 0).matches("每年一次").count(), 1);
    assert_eq!(merged(&ours, &theirs, 0).matches("招聘会").count(), 1);
    // Under one new heading both stand.
    let ours = edited(&[(at, &format!("{at}\n# 新增\nproject 招聘会 unit 甲 amount 1.00\n"))]);
    let theirs = edited(&[(at, &format!("{at}\n# 新增\nproject 房票 unit 乙 amount 2.00\n"))]);
    let both = format!("{at}\n# 新增\nproject 招聘会 unit 甲 amount 1.00\nproject 房票 unit 乙 amount 2.00\n");
    assert_eq!(merged(&ours, &theirs, 0), edited(&[(at, &both)]));
    // A new entry with two figures is a conflict.
    let theirs = edited(&[(at, &format!("{at}\n# 新增\nproject 招聘会 unit 甲 amount 2.00\n"))]);
    let conflict = "<<<<<<< ours\nproject 招聘会 unit 甲 amount 1.00\n=======\nproject 招聘会 unit 甲 amount 2.00\n>>>>>>> theirs\n";
    assert_eq!(merged(&ours, &theirs, 1), edited(&[(at, &format!("{at}\n# 新增\n{conflict}"))]));
}

#[test]
fn different_entries_and_different_attributes_side_by_side() {
    let ours = edited(&[("amount 12.00", "amount 13.00"), ("乙 amount 5.00", "乙 amount 5.00 func 208")]);
    let theirs = edited(&[("甲 amount 3.00", "甲 amount 4.00"), ("乙 amount 5.00", "乙 amount 6.00")]);
    let both = edited(&[
        ("amount 12.00", "amount 13.00"),
        ("甲 amount 3.00", "甲 amount 4.00"),
        ("乙 amount 5.00", "乙 amount 6.00 func 208"),
    ]);
    assert_eq!(merged(&ours, &theirs, 0), both);
    assert_eq!(merged(&theirs, &ours, 0), both);
}

#[test]
fn a_conflict_stands_at_its_entry_with_both_values() {
    let ours = edited(&[("amount 12.00", "amount 13.00"), ("甲 amount 3.00", "甲 amount 4.00")]);
    let theirs = edited(&[("amount 12.00", "amount 14.00 note 屋面"), ("amount 20.00", "amount 22.00")]);
    let merged = merge(BASE, &ours, &theirs);
    let conflict = "<<<<<<< ours\nproject 修缮 unit 甲 amount 13.00 note 屋面\n||||||| base\nproject 修缮 unit 甲 amount 12.00\n=======\nproject 修缮 unit 甲 amount 14.00 note 屋面\n>>>>>>> theirs\n";
    let expected = edited(&[
        ("project 修缮 unit 甲 amount 12.00\n", conflict),
        ("甲 amount 3.00", "甲 amount 4.00"),
        ("amount 20.00", "amount 22.00"),
    ]);
    assert_eq!(merged.text(MARKER, true), expected);
    assert_eq!(merged.lines(true), [6]);
    let conflict = merged.conflicts().next().unwrap();
    assert_eq!((conflict.keyword, conflict.removed), (Some(Keyword::Project), None));
    assert_eq!(conflict.slots, [Slot::Attribute(crate::syntax::Attribute::Amount)]);
    let (decided, lines) = merged.decided(Side::Theirs);
    assert_eq!(lines, [6]);
    assert_eq!(decided.lines().nth(5), Some("project 修缮 unit 甲 amount 14.00 note 屋面"));
    assert!(merged.text(12, false).contains("\n<<<<<<<<<<<< ours\n"));
}

#[test]
fn what_one_side_takes_away() {
    let entry = "# 两期\nproject 绿化 unit 甲 amount 3.00\n";
    let ours = edited(&[(entry, "")]);
    let theirs = edited(&[("amount 12.00", "amount 13.00")]);
    assert_eq!(merged(&ours, &theirs, 0), edited(&[(entry, ""), ("amount 12.00", "amount 13.00")]));
    // And the other changes: with its comment.
    let theirs = edited(&[("甲 amount 3.00", "甲 amount 4.00")]);
    let changed = "# 两期\nproject 绿化 unit 甲 amount 4.00\n";
    let conflict = format!("<<<<<<< ours\n=======\n{changed}>>>>>>> theirs\n");
    assert_eq!(merged(&ours, &theirs, 1), edited(&[(entry, &conflict)]));
    let conflict = format!("<<<<<<< ours\n{changed}=======\n>>>>>>> theirs\n");
    assert_eq!(merged(&theirs, &ours, 1), edited(&[(entry, &conflict)]));
    // And the other only writes otherwise.
    let theirs = edited(&[("绿化 unit 甲 amount 3.00", "绿化 amount 3 unit 甲"), ("amount 20.00", "amount 17.00")]);
    assert_eq!(merged(&ours, &theirs, 0), edited(&[(entry, ""), ("amount 20.00", "amount 17.00")]));
}

#[test]
fn what_is_moved_is_merged_where_it_stands() {
    let second = "project 修缮 unit 乙 amount 5.00\n";
    let ours = edited(&[(second, ""), ("# 项目\n", &format!("# 项目\n{second}"))]);
    let theirs = edited(&[("乙 amount 5.00", "乙 amount 6.00")]);
    assert_eq!(merged(&ours, &theirs, 0), ours.replace("amount 5.00", "amount 6.00"));
    assert_eq!(merged(&theirs, &ours, 0), ours.replace("amount 5.00", "amount 6.00"));
    // Both move it: it stands where we have it, once.
    let theirs = edited(&[(second, ""), ("unit 乙\n\n", &format!("unit 乙\n\n{second}"))]);
    assert_eq!(merged(&ours, &theirs, 0), ours);
    // One gives it another name, the other another figure.
    let ours = edited(&[("project 绿化", "project 养护")]);
    let theirs = edited(&[("甲 amount 3.00", "甲 amount 4.00")]);
    assert_eq!(
        merged(&ours, &theirs, 0),
        edited(&[("project 绿化", "project 养护"), ("甲 amount 3.00", "甲 amount 4.00")])
    );
}

#[test]
fn entries_that_are_alike_are_told_apart() {
    let base = "personnel unit 甲 func 208 amount 1.00 note 一\npersonnel unit 甲 func 208 amount 2.00 note 二\n";
    let ours = "personnel unit 甲 func 208 amount 2.00 note 二\n";
    let theirs = base.replace("2.00", "3.00");
    let merged = merge(base, ours, &theirs);
    assert_eq!(merged.text(MARKER, false), "personnel unit 甲 func 208 amount 3.00 note 二\n");
}

#[test]
fn comments_and_lines_that_cannot_be_read_are_texts() {
    let ours = edited(&[("# 两期", "# 三期"), ("unit 乙\n", "unit 乙\n???\n")]);
    let theirs = edited(&[("# 项目", "# 项目支出"), ("甲 amount 3.00", "甲 amount 4.00")]);
    let both = edited(&[
        ("# 两期", "# 三期"),
        ("unit 乙\n", "unit 乙\n???\n"),
        ("# 项目", "# 项目支出"),
        ("甲 amount 3.00", "甲 amount 4.00"),
    ]);
    assert_eq!(merged(&ours, &theirs, 0), both);
    let theirs = edited(&[("# 两期", "# 四期")]);
    let conflict = "<<<<<<< ours\n# 三期\n=======\n# 四期\n>>>>>>> theirs\n";
    assert_eq!(merged(&ours, &theirs, 1), edited(&[("# 两期\n", conflict), ("unit 乙\n", "unit 乙\n???\n")]));
}

#[test]
fn line_ends_and_the_mark_are_merged_too() {
    let crlf = BASE.replace('\n', "\r\n");
    let theirs = edited(&[("unit 乙\n", "unit 乙\nunit 丙\n")]);
    let expected = theirs.replace('\n', "\r\n");
    assert_eq!(merge(BASE, &crlf, &theirs).text(MARKER, false), expected);
    assert_eq!(merge(BASE, &theirs, &crlf).text(MARKER, false), expected);
    let ours = format!("\u{feff}{}", edited(&[("amount 12.00", "amount 13.00")]));
    assert!(merge(BASE, &ours, &theirs).text(MARKER, false).starts_with("\u{feff}budget"));
    // A last line without an end, behind which the other side adds a line.
    let base = "unit 甲\nunit 乙";
    let merged = |ours, theirs| merge(base, ours, theirs).text(MARKER, false);
    assert_eq!(merged("unit 甲\nunit 乙\nunit 丙", "unit 丁\nunit 甲\nunit 乙"), "unit 丁\nunit 甲\nunit 乙\nunit 丙");
    assert_eq!(merged("unit 甲\nunit 乙\n", "unit 丁\nunit 甲\nunit 乙"), "unit 丁\nunit 甲\nunit 乙\n");
}
