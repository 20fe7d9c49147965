//! A published table as a table of the office: captions that span cells and come again on each page, columns as wide
//! as their cells want, on a page that lies where they need it.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::super::table::{Cell, HeadCell, Table};
use super::markup::{open, paragraph, run};
use super::page::Page;

/// How wide a Latin character and a digit of a table are, in twentieths of a point, in the widest of the usual fonts.
const CHARACTER: usize = 104;
const DIGIT: usize = 118;
/// What a cell keeps free on both sides together.
const MARGIN: usize = 150;
/// The most characters in a line of a cell; longer texts are wrapped.
const WIDEST: usize = 36;
/// The most characters that a caption alone asks for.
const NARROW: usize = 8;
/// How far a name is indented for each level, in twentieths of a point.
const INDENT: usize = 180;

/// What a column without figures asks for at least, in characters.
const LEAST: usize = 2;

/// A table, and how much room its columns want.
pub struct Grid<'a> {
    table: &'a Table,
    /// What each column needs: a figure is not broken over lines.
    needed: Vec<usize>,
    /// What each column would like, so that no name is broken either.
    wanted: Vec<usize>,
}

impl<'a> Grid<'a> {
    pub fn of(table: &'a Table) -> Grid<'a> {
        let (mut needed, mut wanted) = (Vec::new(), Vec::new());
        for (at, column) in table.columns.iter().enumerate() {
            let cells = || table.rows.iter().filter_map(|row| row.cells.get(at));
            let figures = cells().map(|cell| if let Cell::Figure(_) = cell { cell.text().len() } else { 0 });
            let texts = cells().map(|cell| match cell {
                Cell::Text(text, indent) => (text.width() + 2 * indent).min(WIDEST),
                _ => 0,
            });
            let caption = column.head.last().map_or(0, |text| text.width().min(NARROW));
            let need = MARGIN + (figures.max().unwrap_or(0) * DIGIT).max(LEAST * CHARACTER);
            needed.push(need);
            wanted.push(need.max(MARGIN + caption.max(texts.max().unwrap_or(0)) * CHARACTER));
        }
        Grid { table, needed, wanted }
    }

    /// The page on which its columns have room.
    pub fn page(&self) -> Page {
        if self.wanted.iter().sum::<usize>() <= Page::Upright.room() { Page::Upright } else { Page::Across }
    }

    /// The widths of its columns: the whole width of the page is used, and where it is too little names are wrapped.
    fn widths(&self) -> Vec<usize> {
        let room = self.page().room();
        let (needed, wanted): (usize, usize) = (self.needed.iter().sum(), self.wanted.iter().sum());
        let columns = self.needed.iter().zip(&self.wanted);
        let share = |(need, want): (&usize, &usize)| match room.checked_sub(needed) {
            None => need * room / needed,
            Some(spare) if wanted > room => need + (want - need) * spare / (wanted - needed),
            Some(_) => want * room / wanted.max(1),
        };
        columns.map(share).collect()
    }

    /// Appends the table, with its title, its unit and its sentence if it is empty.
    pub fn write(&self, xml: &mut String) {
        paragraph("TableUnit", &self.table.unit, xml);
        let widths = self.widths();
        begin(&widths, xml);
        self.head(&widths, xml);
        for row in &self.table.rows {
            xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (cell, &width) in row.cells.iter().zip(&widths) {
                cell_of(cell, width, xml);
            }
            xml.push_str("</w:tr>");
        }
        xml.push_str("</w:tbl>");
        paragraph("TableNote", self.table.empty.as_deref().unwrap_or(""), xml);
    }

    fn head(&self, widths: &[usize], xml: &mut String) {
        let cells = self.table.head();
        for row in 0..self.table.head_rows() {
            xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            let mut column = 0;
            while column < widths.len() {
                let here = |cell: &&HeadCell| {
                    (cell.row..cell.row + cell.rows).contains(&row)
                        && (cell.column..cell.column + cell.columns).contains(&column)
                };
                let cell = cells.iter().find(here);
                let columns = cell.map_or(1, |cell| cell.columns).max(1);
                let merge = match cell {
                    Some(cell) if cell.rows > 1 && cell.row == row => "<w:vMerge w:val=\"restart\"/>",
                    Some(cell) if cell.row < row => "<w:vMerge/>",
                    _ => "",
                };
                let text = cell.filter(|cell| cell.row == row).map_or("", |cell| &cell.text);
                let end = (column + columns).min(widths.len());
                let width: usize = widths[column..end].iter().sum();
                let span = if columns > 1 { format!("<w:gridSpan w:val=\"{columns}\"/>") } else { String::new() };
                head_cell(width, &(span + merge), text, xml);
                column = end;
            }
            xml.push_str("</w:tr>");
        }
    }
}

/// A small table that stands in the text.
pub fn small(head: &[String], rows: &[Vec<String>], xml: &mut String) {
    let columns = head.len().max(1);
    let widths = vec![Page::Upright.room() / columns; columns];
    begin(&widths, xml);
    xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (text, &width) in head.iter().zip(&widths) {
        head_cell(width, "", text, xml);
    }
    xml.push_str("</w:tr>");
    for row in rows {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (text, &width) in row.iter().zip(&widths) {
            cell_of(&Cell::Text(text.clone(), 0), width, xml);
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    paragraph("TableNote", "", xml);
}

fn begin(widths: &[usize], xml: &mut String) {
    let width: usize = widths.iter().sum();
    xml.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"BudgetTable\"/>");
    let _ = write!(xml, "<w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>");
    xml.push_str("<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    for width in widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
}

fn head_cell(width: usize, merge: &str, text: &str, xml: &mut String) {
    let _ = write!(
        xml,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{merge}<w:shd w:val=\"clear\" w:color=\"auto\" \
         w:fill=\"EDEDED\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
    );
    paragraph("TableHead", text, xml);
    xml.push_str("</w:tc>");
}

fn cell_of(cell: &Cell, width: usize, xml: &mut String) {
    let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>");
    match cell {
        Cell::Text(text, indent) => {
            let indent = if *indent > 0 { format!("<w:ind w:left=\"{}\"/>", indent * INDENT) } else { String::new() };
            open("TableText", &indent, xml);
            run(text, "", xml);
            xml.push_str("</w:p>");
        }
        Cell::Figure(_) => paragraph("TableFigure", &cell.text(), xml),
        Cell::Nothing | Cell::Absent => {
            open("TableFigure", "", xml);
            xml.push_str("</w:p>");
        }
    }
    xml.push_str("</w:tc>");
}
