//! The roll-up of a budget, as `bdc show` prints it, with the places where its rows are declared.

use bud::diagnostic::Language;
use bud::report::show::{By, Table, table};
use bud::span::Span;

use super::mention::{Thing, declaration};
use crate::budget::Budget;

/// A roll-up.
#[derive(Clone, Debug)]
pub struct RollUp {
    /// The table.
    pub table: Table,
    /// Where what each row is of is declared; none for what is declared nowhere, such as the total.
    pub places: Vec<Option<Span>>,
}

/// The roll-up of a budget, the first of `by` down, the second across.
pub fn roll_up(budget: &Budget, by: &[By], language: Language) -> RollUp {
    let dim = by.first().map(|by| by.dim());
    let table = table(&budget.analysis, by, language);
    let place = |node| declaration(budget, Thing::Node(dim?, node?));
    let places = table.rows.iter().map(|row| place(row.node)).collect();
    RollUp { table, places }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    #[test]
    fn a_row_leads_to_what_it_is_of() {
        let fixture = Fixture::new("unit 甲\nunit 乙 under 甲\nproject 修缮 unit 乙 amount 2.00\n");
        let shown = roll_up(&fixture.budget, &[By::Unit, By::Kind], Language::English);
        let file = fixture.budget.sources().file(fixture.file);
        let text = |span: &Span| file.text[span.start as usize..span.end as usize].to_owned();
        let rows = shown.table.rows.iter().zip(&shown.places);
        let rows: Vec<_> = rows.map(|(row, place)| (row.cells.join(" "), place.as_ref().map(text))).collect();
        assert_eq!(
            rows,
            [
                ("Total 2.00 2.00 2.00".to_owned(), None),
                ("甲 2.00 2.00 2.00".to_owned(), Some("甲".to_owned())),
                ("乙 2.00 2.00 2.00".to_owned(), Some("乙".to_owned())),
            ]
        );
    }
}
