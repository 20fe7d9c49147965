//! How a figure of a sheet is made from others.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Formula, utility::row_col_to_cell};

use super::super::table::{Cell, Table};

/// The most cells and ranges that a sum names.
const MOST: usize = 200;

/// The formula of a cell with a figure, if its parts in the column or else in the row come to the figure
/// itself: printed figures are rounded, and a formula that comes to another would be wrong.
pub fn of(table: &Table, row: usize, column: usize, first: u32) -> Option<Formula> {
    let Cell::Figure(figure) = table.rows[row].cells[column] else { return None };
    let panel = table.columns[column].panel;
    let below = table.rows[row].parts.get(panel)?.iter().map(|&at| (at, column)).collect();
    let beside = table.columns[column].parts.iter().map(|&at| (row, at)).collect();
    [below, beside].into_iter().find_map(|cells: Vec<(usize, usize)>| {
        let filled: Vec<(usize, usize)> =
            cells.into_iter().filter(|&(row, column)| value(table, row, column).is_some()).collect();
        let sum: Decimal = filled.iter().filter_map(|&(row, column)| value(table, row, column)).sum();
        if filled.is_empty() || sum != figure {
            return None;
        }
        let ranges = ranges(&filled, first);
        (ranges.len() <= MOST)
            .then(|| Formula::new(format!("=SUM({})", ranges.join(","))).set_result(figure.to_string()))
    })
}

fn value(table: &Table, row: usize, column: usize) -> Option<Decimal> {
    match table.rows.get(row)?.cells.get(column)? {
        Cell::Figure(figure) => Some(*figure),
        _ => None,
    }
}

/// The cells in the words of a formula, neighbours in a column as one range.
fn ranges(cells: &[(usize, usize)], first: u32) -> Vec<String> {
    let name = |(row, column): (usize, usize)| row_col_to_cell(first + row as u32, column as u16);
    let mut runs: Vec<[(usize, usize); 2]> = Vec::new();
    for &cell in cells {
        match runs.last_mut() {
            Some([_, end]) if *end == (cell.0.wrapping_sub(1), cell.1) => *end = cell,
            _ => runs.push([cell, cell]),
        }
    }
    runs.into_iter()
        .map(|[start, end]| if start == end { name(start) } else { format!("{}:{}", name(start), name(end)) })
        .collect()
}
