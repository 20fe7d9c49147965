//! The same tables laid out in any other way: what is read does not depend on it.

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use bud::report::table::{Cell, Table};

use super::{imported, lines, printed, told, workbook};

/// How a table is laid out.
#[derive(Clone, Debug)]
struct Manner {
    /// Lines above the title.
    before: u32,
    /// The year and the name of the department in the title.
    title: usize,
    /// Where it says what its figures count: in the title's line, below it, or in the caption.
    unit: usize,
    /// Whether captions that span cells are merged, across and down.
    merged: (bool, bool),
    /// Whether the captions stand at the bottom of their rows where they are not merged.
    low: bool,
    /// Rows between the captions and the first row.
    gap: bool,
    /// Whether names are indented by blanks.
    indented: bool,
}

fn manner() -> impl Strategy<Value = Manner> {
    (0_u32..3, 0_usize..4, 0_usize..2, any::<(bool, bool)>(), any::<(bool, bool, bool)>()).prop_map(
        |(before, title, unit, merged, (low, gap, indented))| Manner {
            before,
            title,
            unit,
            merged,
            low,
            gap,
            indented,
        },
    )
}

/// Writes a table at a place; says below which row it ends.
fn put(sheet: &mut Worksheet, table: &Table, (top, left): (u32, u16), manner: &Manner) -> u32 {
    let mut row = top;
    for line in 0..manner.before {
        sheet.write(row, left, ["附件", "公开表"][line as usize % 2]).unwrap();
        row += 1;
    }
    let bare = table.title.trim_start_matches("2024年");
    let title = match manner.title {
        0 => table.title.clone(),
        1 => format!("绍兴市上虞区人力资源和社会保障局 2024年度{bare}"),
        2 => format!("２０２４年{bare}").replace('（', "(").replace('）', " )"),
        _ => table.title.chars().map(|c| format!("{c} ")).collect(),
    };
    sheet.write(row, left, title).unwrap();
    let last = left + table.columns.len() as u16 - 1;
    let unit_row = if manner.unit == 0 { row } else { row + 1 };
    sheet.write(unit_row, last.max(left + 1), "单位：万元").unwrap();
    row = captions(sheet, table, (unit_row + 1, left), manner);
    if manner.gap {
        row += 1;
    }
    for line in &table.rows {
        for (column, cell) in line.cells.iter().enumerate() {
            let place = (row, left + column as u16);
            match cell {
                Cell::Figure(figure) => {
                    sheet.write(place.0, place.1, figure.to_string()).unwrap();
                }
                Cell::Text(text, indent) => {
                    let indent = if manner.indented { "　".repeat(*indent) } else { String::new() };
                    sheet.write(place.0, place.1, format!("{indent}{text}")).unwrap();
                }
                Cell::Nothing | Cell::Absent => {}
            }
        }
        row += 1;
    }
    row
}

/// Writes the captions; says in which row they end.
fn captions(sheet: &mut Worksheet, table: &Table, (top, left): (u32, u16), manner: &Manner) -> u32 {
    let (across, down) = manner.merged;
    let depth = table.head_rows();
    let plain = Format::new();
    let same =
        |a: usize, b: usize, level: usize| table.columns[a].head.get(..=level) == table.columns[b].head.get(..=level);
    for (column, caption) in table.columns.iter().enumerate() {
        let place = left + column as u16;
        for (level, text) in caption.head.iter().enumerate() {
            let last = level + 1 == caption.head.len();
            if !last
                && column > 0
                && table.columns[column - 1].head.len() > level + 1
                && same(column - 1, column, level)
            {
                continue;
            }
            let end = (column..table.columns.len())
                .take_while(|&other| {
                    last && other == column
                        || !last && table.columns[other].head.len() > level + 1 && same(column, other, level)
                })
                .last()
                .unwrap_or(column);
            let bottom = if last { depth - 1 } else { level };
            let end = left + end as u16;
            let first = if manner.low && last && !down { bottom } else { level };
            let rows = (top + first as u32, top + if down { bottom } else { first } as u32);
            let wide = across && end > place;
            if wide || rows.1 > rows.0 {
                sheet.merge_range(rows.0, place, rows.1, if wide { end } else { place }, text, &plain).unwrap();
            } else {
                sheet.write(rows.0, place, text).unwrap();
            }
        }
    }
    top + depth as u32
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn tables_are_found_wherever_they_stand(
        order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(),
        sheets in proptest::collection::vec(0_usize..5, 12),
        beside in proptest::collection::vec(any::<bool>(), 12),
        manners in proptest::collection::vec(manner(), 12),
    ) {
        let printed = printed();
        let expected = imported(&workbook(&printed));
        let mut workbook = Workbook::new();
        for number in 0..5 {
            let sheet = workbook.add_worksheet().set_name(format!("第{number}页")).unwrap();
            let (mut top, mut left, mut bottom) = (0, 0, 0);
            for &at in order.iter().filter(|&&at| sheets[at] == number) {
                let table = &printed[at];
                if !beside[at] {
                    (top, left) = (bottom, 0);
                }
                let end = put(sheet, table, (top, left), &manners[at]);
                left += table.columns.len() as u16 + 1;
                bottom = bottom.max(end + 1);
            }
        }
        let read = imported(&workbook.save_to_buffer().unwrap());
        prop_assert_eq!(told(&read), [""; 0]);
        prop_assert_eq!(lines(&read), lines(&expected));
    }
}
