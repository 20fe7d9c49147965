//! The captions of a table as cells that span columns and rows.

use super::Column;

/// A cell of the captions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadCell {
    /// Its text.
    pub text: String,
    /// The row of captions that it begins in.
    pub row: usize,
    /// The column that it begins in.
    pub column: usize,
    /// How many rows it spans.
    pub rows: usize,
    /// How many columns it spans.
    pub columns: usize,
}

/// The cells of the captions, from the left to the right and from above to below. Neighbours of one panel
/// that begin alike share those cells; the last of a caption reaches down to the rows.
pub fn cells(columns: &[Column]) -> Vec<HeadCell> {
    let height = columns.iter().map(|column| column.head.len()).max().unwrap_or(0);
    let mut cells = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        for (row, text) in column.head.iter().enumerate() {
            let alike =
                |other: &Column| other.panel == column.panel && other.head.get(..=row) == column.head.get(..=row);
            if at > 0 && alike(&columns[at - 1]) {
                continue;
            }
            let span = columns[at..].iter().take_while(|other| alike(other)).count();
            let last = row + 1 == column.head.len();
            let rows = if last { height - row } else { 1 };
            cells.push(HeadCell { text: text.clone(), row, column: at, rows, columns: span });
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(head: &[&str], panel: usize) -> Column {
        Column { head: head.iter().map(|&it| it.to_owned()).collect(), figures: false, panel, parts: Vec::new() }
    }

    #[test]
    fn captions_that_begin_alike_share_cells() {
        let columns = [
            column(&["科目"], 0),
            column(&["基本支出", "小计"], 0),
            column(&["基本支出", "人员"], 0),
            column(&["基本支出", "公用"], 1),
        ];
        let drawn: Vec<_> =
            cells(&columns).into_iter().map(|it| (it.text, it.row, it.column, it.rows, it.columns)).collect();
        let cell = |text: &str, row, column, rows, columns| (text.to_owned(), row, column, rows, columns);
        assert_eq!(
            drawn,
            [
                cell("科目", 0, 0, 2, 1),
                cell("基本支出", 0, 1, 1, 2),
                cell("小计", 1, 1, 1, 1),
                cell("人员", 1, 2, 1, 1),
                cell("基本支出", 0, 3, 1, 1),
                cell("公用", 1, 3, 1, 1),
            ]
        );
    }
}
