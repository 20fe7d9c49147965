//! The charts of the page. Each is a picture that needs no script, drawn of exact figures, and has those
//! figures as a table; where a figure is not known, the chart is left out.

mod bars;
mod breakdown;
mod compare;
mod drawing;
mod flow;
pub mod money;
mod sankey;
mod tiles;
mod treemap;

use std::io;

use super::Page;
use super::markup::Markup;
use money::Money;

pub use bars::percent;
pub use compare::{Change, changes};

/// A row of the figures of a chart.
struct Row {
    depth: usize,
    name: String,
    cells: Vec<String>,
}

/// Writes all charts that can be drawn.
pub fn write(page: &Page<'_>, money: &Money<'_>, changes: &[Change], markup: &mut Markup<'_>) -> io::Result<()> {
    sankey::write(page, money, markup)?;
    treemap::write(page, money, markup)?;
    bars::write(page, money, changes, markup)
}

fn begin(markup: &mut Markup<'_>, id: &str, title: &str, note: &str) -> io::Result<()> {
    let label = format!("{id}-title");
    markup.open("figure", &[("class", "chart"), ("id", id), ("aria-labelledby", &label)])?;
    markup.open("figcaption", &[])?;
    markup.element("h3", &[("id", &label)], title)?;
    markup.element("p", &[("class", "note")], note)?;
    markup.close("figcaption")
}

fn end(markup: &mut Markup<'_>) -> io::Result<()> {
    markup.close("figure")?;
    markup.line()
}

/// The figures of a chart as a table, closed until asked for.
fn figures(page: &Page<'_>, title: &str, columns: &[String], rows: &[Row], markup: &mut Markup<'_>) -> io::Result<()> {
    markup.open("details", &[("class", "figures")])?;
    markup.element("summary", &[], &page.about("page-figures-of", title))?;
    markup.open("div", &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", title)])?;
    markup.open("table", &[])?;
    markup.element("caption", &[], &page.unit())?;
    markup.open("thead", &[])?;
    markup.open("tr", &[])?;
    markup.element("th", &[("scope", "col"), ("class", "name")], &page.word("page-name"))?;
    for column in columns {
        markup.element("th", &[("scope", "col"), ("class", "n")], column)?;
    }
    markup.close("tr")?;
    markup.close("thead")?;
    markup.open("tbody", &[])?;
    for row in rows {
        markup.open("tr", &[])?;
        let indent = ["i0", "i1", "i2", "i3", "i4"][row.depth.min(4)];
        markup.element("th", &[("scope", "row"), ("class", indent)], &row.name)?;
        for cell in &row.cells {
            markup.element("td", &[("class", "n")], cell)?;
        }
        markup.close("tr")?;
    }
    markup.close("tbody")?;
    markup.close("table")?;
    markup.close("div")?;
    markup.close("details")
}
