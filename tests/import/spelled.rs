//! Amounts in every way that people type them are read right, and whatever cannot be placed is listed.

use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::{budget, imported, lines, told};

/// How an amount is typed.
#[derive(Clone, Copy, Debug)]
enum Spelling {
    Number,
    FormattedNumber,
    Text,
    Grouped,
    GroupedByBlanks,
    FullWidth,
    Currency,
    Blanks,
    InYuan,
}

const SPELLINGS: [Spelling; 9] = [
    Spelling::Number,
    Spelling::FormattedNumber,
    Spelling::Text,
    Spelling::Grouped,
    Spelling::GroupedByBlanks,
    Spelling::FullWidth,
    Spelling::Currency,
    Spelling::Blanks,
    Spelling::InYuan,
];

fn grouped(amount: Decimal, by: &str) -> String {
    let text = format!("{:.2}", amount.abs());
    let (whole, fraction) = text.split_once('.').unwrap();
    let groups: Vec<&str> =
        whole.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    let sign = if amount.is_sign_negative() { "-" } else { "" };
    format!("{sign}{}.{fraction}", groups.join(by))
}

fn full_width(text: &str) -> String {
    text.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect()
}

/// Writes an amount as it is typed, in a sheet of 万元.
fn put(sheet: &mut Worksheet, row: u32, column: u16, amount: Decimal, spelling: Spelling) {
    let number = amount.to_string().parse::<f64>().unwrap();
    let text = match spelling {
        Spelling::Number => {
            sheet.write(row, column, number).unwrap();
            return;
        }
        Spelling::FormattedNumber => {
            let format = Format::new().set_num_format("#,##0.00");
            sheet.write_with_format(row, column, number, &format).unwrap();
            return;
        }
        Spelling::Text => format!("{amount:.2}"),
        Spelling::Grouped => grouped(amount, ","),
        Spelling::GroupedByBlanks => grouped(amount, " "),
        Spelling::FullWidth => full_width(&grouped(amount, ",")),
        Spelling::Currency => format!("¥{}", grouped(amount.abs(), ",")).replacen(
            '¥',
            if amount.is_sign_negative() { "-¥" } else { "¥" },
            1,
        ),
        Spelling::Blanks => format!("　{amount:.2}\u{A0}"),
        Spelling::InYuan => format!("{}元", grouped(amount * Decimal::from(10_000), ",")),
    };
    sheet.write(row, column, text).unwrap();
}

/// The codes of the rows.
const CODES: [&str; 4] = ["2080101", "2080102", "2080106", "2080109"];

/// A sheet with the captions of 支出预算总表 and its rows, without amounts.
fn expenditure(sheet: &mut Worksheet) {
    sheet.write(0, 0, "2024年部门支出预算总表").unwrap();
    sheet.write(1, 3, "单位：万元").unwrap();
    for (column, caption) in ["科目编码", "科目名称", "人员支出", "公用经费"].into_iter().enumerate() {
        sheet.write(2, column as u16, caption).unwrap();
    }
    for (row, code) in CODES.into_iter().enumerate() {
        sheet.write(3 + row as u32, 0, code).unwrap();
        sheet.write(3 + row as u32, 1, format!("科目{code}")).unwrap();
    }
}

/// Amounts of 万元 with two decimals, perhaps negative, perhaps zero.
fn amount() -> impl Strategy<Value = Decimal> {
    prop_oneof![3 => -99_999_999_i64..=999_999_999, 1 => Just(0), 1 => 1_i64..100]
        .prop_map(|cents| Decimal::new(cents, 2))
}

fn spelled() -> impl Strategy<Value = (Decimal, Spelling)> {
    (amount(), proptest::sample::select(SPELLINGS.to_vec()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn amounts_are_read_however_they_are_typed(cells in proptest::collection::vec(proptest::option::of(spelled()), 8)) {
        prop_assume!(cells.iter().any(Option::is_some));
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        expenditure(sheet);
        let mut expected = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            let Some((amount, spelling)) = *cell else { continue };
            let (row, column) = (at / 2, at % 2);
            put(sheet, 3 + row as u32, 2 + column as u16, amount, spelling);
            expected.push((["personnel", "operating"][column], CODES[row], amount));
        }
        let imported = imported(&workbook.save_to_buffer().unwrap());
        let lost: Vec<String> = told(&imported).into_iter().filter(|line| line.starts_with('!')).collect();
        prop_assert!(lost.is_empty(), "{lost:?}");
        let budget = budget(&imported);
        let mut read = Vec::new();
        for entry in &budget.model.entries {
            let line = budget.sources.line(entry.at);
            let words: Vec<&str> = line.split(' ').collect();
            let code = *CODES.iter().find(|code| **code == words[2]).unwrap();
            let amount = words[4].strip_suffix('元');
            let value = amount.map_or_else(|| words[4].parse::<Decimal>().unwrap(), |yuan| yuan.parse::<Decimal>().unwrap() / Decimal::from(10_000));
            let keyword = if words[0] == "personnel" { "personnel" } else { "operating" };
            read.push((keyword, code, value));
        }
        read.sort();
        expected.sort();
        prop_assert_eq!(read, expected);
        let zeros = cells.iter().flatten().any(|(amount, _)| amount.is_zero());
        prop_assert_eq!(imported.files[0].text.contains("zero printed"), zeros);
    }

    #[test]
    fn what_has_no_place_is_listed_with_its_cell(
        amounts in proptest::collection::vec(spelled(), 4),
        strays in proptest::collection::btree_map((0_u32..14, 0_u16..9), (spelled(), proptest::bool::ANY), 1..6),
    ) {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("支出").unwrap();
        expenditure(sheet);
        for (row, (amount, spelling)) in amounts.iter().enumerate() {
            put(sheet, 3 + row as u32, 2, *amount, *spelling);
        }
        // Nothing is put into the table and its captions: below it and beside it only.
        let strays: Vec<_> = strays.into_iter().filter(|&((row, column), _)| row > 8 || column > 5 && row > 2).collect();
        let mut expected = Vec::new();
        for ((row, column), ((amount, spelling), broken)) in &strays {
            if *broken {
                sheet.write(*row, *column, format!("{amount:.1}O")).unwrap();
            } else {
                put(sheet, *row, *column, *amount, *spelling);
            }
            expected.push(format!("!支出!{}{}: ", char::from(b'A' + *column as u8), row + 1));
        }
        let imported = imported(&workbook.save_to_buffer().unwrap());
        let mut lost: Vec<String> = told(&imported).into_iter().filter(|line| line.starts_with('!')).collect();
        prop_assert_eq!(lost.len(), expected.len(), "{:?} {:?} {:?}", lost, expected, strays);
        for place in &expected {
            let at = lost.iter().position(|line| line.starts_with(place.as_str()));
            prop_assert!(at.is_some(), "{place}: {lost:?}");
            lost.remove(at.unwrap());
        }
        prop_assert_eq!(imported.entries, amounts.len());
        prop_assert!(lines(&imported).len() > amounts.len());
    }
}
