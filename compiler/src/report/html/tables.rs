//! The published tables in the page: captions that span, names that head their rows, figures as they are
//! printed. What a reader sorts and filters by is the page's script's.

use std::io;

use super::super::table::{Cell, Column, Row, Table};
use super::Page;
use super::markup::{Attribute, Markup};

/// From so many columns on a table lies across its sheet of paper.
const WIDE: usize = 8;

/// So many rows are shown at once; a table without any has an empty part, which the form wants.
const AT_ONCE: usize = 300;

/// How deep a name can be indented.
const DEPTHS: [&str; 7] = ["", "i1", "i2", "i3", "i4", "i5", "i6"];

/// What a table is linked by; its place, since a layout may call its tables anything.
pub fn anchor(table: usize) -> String {
    format!("t-{table}")
}

/// Writes a table of the page with what belongs to it.
pub fn write(page: &Page<'_>, at: usize, markup: &mut Markup<'_>) -> io::Result<()> {
    let table = &page.tables[at];
    let (anchor, title, body) = (anchor(at), format!("t-{at}-title"), format!("t-{at}-table"));
    let across = if table.columns.len() >= WIDE { "published across" } else { "published" };
    markup.open("section", &[("class", across), ("id", &anchor)])?;
    markup.element("h3", &[("id", &title)], &table.title)?;
    let several = table.rows.len() > 3;
    if several {
        controls(page, table, &body, markup)?;
    }
    markup.open("div", &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", &title)])?;
    let panels = table.columns.last().map_or(0, |column| column.panel + 1);
    let count = panels.to_string();
    markup.open("table", &[("id", &body), ("aria-labelledby", &title), ("data-panels", &count)])?;
    markup.element("caption", &[], &table.unit)?;
    // The rows of two sides stand beside each other by their order, which is the form's.
    head(table, several && panels == 1, markup)?;
    rows(table, markup)?;
    markup.close("table")?;
    markup.close("div")?;
    if let Some(sentence) = &table.empty {
        markup.element("p", &[("class", "note")], sentence)?;
    }
    if table.untold > 0 {
        markup.element("p", &[("class", "note")], &page.counted("page-untold", table.untold))?;
    }
    markup.close("section")?;
    markup.line()
}

/// What a reader filters a table by, and how many rows are shown.
fn controls(page: &Page<'_>, table: &Table, body: &str, markup: &mut Markup<'_>) -> io::Result<()> {
    let label = page.about("page-filter-label", &table.title);
    markup.open("div", &[("class", "controls")])?;
    let place = page.word("page-filter");
    markup.open(
        "input",
        &[
            ("type", "search"),
            ("class", "filter"),
            ("aria-controls", body),
            ("aria-label", &label),
            ("placeholder", &place),
            ("autocomplete", "off"),
        ],
    )?;
    markup.element("output", &[("class", "count"), ("aria-live", "polite")], "")?;
    let copy = page.about("page-copy-label", &table.title);
    markup.element(
        "button",
        &[("type", "button"), ("class", "copy"), ("aria-label", &copy)],
        &page.word("page-copy"),
    )?;
    markup.close("div")
}

/// The captions; those of a table that can be sorted say of which column they are.
fn head(table: &Table, sorts: bool, markup: &mut Markup<'_>) -> io::Result<()> {
    let cells = table.head();
    let height = table.head_rows();
    markup.open("thead", &[])?;
    for row in 0..height {
        markup.open("tr", &[])?;
        for cell in cells.iter().filter(|cell| cell.row == row) {
            let (rows, columns) = (cell.rows.to_string(), cell.columns.to_string());
            let leaf = cell.columns == 1 && cell.row + cell.rows == height;
            let mut attributes: Vec<Attribute<'_>> = vec![("scope", if cell.columns > 1 { "colgroup" } else { "col" })];
            attributes.extend((cell.rows > 1).then_some(("rowspan", &rows[..])));
            attributes.extend((cell.columns > 1).then_some(("colspan", &columns[..])));
            let column = cell.column.to_string();
            let panel = table.columns[cell.column].panel;
            let name = name_of_panel(&table.columns, panel) == Some(cell.column);
            attributes.extend(class(&table.columns[cell.column], name, leaf).map(|class| ("class", class)));
            attributes.extend((leaf && sorts).then_some(("data-column", &column[..])));
            markup.element("th", &attributes, &cell.text)?;
        }
        markup.close("tr")?;
    }
    markup.close("thead")
}

fn class(column: &Column, name: bool, leaf: bool) -> Option<&'static str> {
    match (column.figures && leaf, name) {
        (true, _) => Some("n"),
        (_, true) => Some("name"),
        _ => None,
    }
}

/// The column of a panel that says what its rows are called: the last before its figures.
fn name_of_panel(columns: &[Column], panel: usize) -> Option<usize> {
    let mut of = (0..columns.len()).filter(|&at| columns[at].panel == panel);
    let figure = of.clone().find(|&at| columns[at].figures)?;
    of.find(|&at| at + 1 == figure)
}

fn rows(table: &Table, markup: &mut Markup<'_>) -> io::Result<()> {
    let columns = &table.columns;
    let panels = columns.last().map_or(0, |column| column.panel + 1);
    let names: Vec<Option<usize>> = (0..panels).map(|panel| name_of_panel(columns, panel)).collect();
    for (part, some) in table.rows.chunks(AT_ONCE).enumerate() {
        // The script takes away what nobody could look through; a browser need not lay it out before.
        markup.open("tbody", if part > 0 { &[("class", "rest")] } else { &[] })?;
        some.iter().try_for_each(|row| self::row(table, row, &names, markup))?;
        markup.close("tbody")?;
    }
    Ok(())
}

fn row(table: &Table, row: &Row, names: &[Option<usize>], markup: &mut Markup<'_>) -> io::Result<()> {
    markup.line()?;
    let total = names.len() == 1 && is_total(row);
    markup.open("tr", if total { &[("class", "total")] } else { &[] })?;
    for (cell, (at, column)) in row.cells.iter().zip(table.columns.iter().enumerate()) {
        self::cell(cell, names[column.panel] == Some(at), markup)?;
    }
    markup.close("tr")
}

/// Whether a row of a table sums up others of its own rank: it stays where it is when the rest is sorted.
fn is_total(row: &Row) -> bool {
    let flat = row.cells.iter().all(|cell| !matches!(cell, Cell::Text(_, depth) if *depth > 0));
    // A code says that it is one account among others.
    let coded =
        row.cells.iter().any(|cell| matches!(cell, Cell::Text(text, _) if text.bytes().all(|c| c.is_ascii_digit())));
    flat && !coded && row.parts.iter().any(|parts| !parts.is_empty())
}

fn cell(cell: &Cell, name: bool, markup: &mut Markup<'_>) -> io::Result<()> {
    let text = match cell {
        Cell::Figure(figure) => return markup.element("td", &[("class", "n")], &figure.to_string()),
        Cell::Nothing | Cell::Absent => return markup.element("td", &[], ""),
        Cell::Text(text, _) => text,
    };
    let depth = if let Cell::Text(_, depth) = cell { *depth } else { 0 };
    let indent = DEPTHS[depth.min(DEPTHS.len() - 1)];
    let attributes: &[Attribute<'_>] = match (name, indent) {
        (true, "") => &[("scope", "row")],
        (true, indent) => &[("scope", "row"), ("class", indent)],
        (false, "") => &[],
        (false, indent) => &[("class", indent)],
    };
    markup.element(if name { "th" } else { "td" }, attributes, text)
}
