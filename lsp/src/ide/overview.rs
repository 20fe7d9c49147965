//! A budget at a glance: what is wrong with it, and what it comes to.

use bud::diagnostic::Summary;
use bud::model::Header;
use bud::report::show;

use crate::budget::Budget;

/// A budget at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// What its header calls it; none without a header.
    pub name: Option<String>,
    /// The fiscal year, if its header says one.
    pub year: Option<u16>,
    /// How many findings there are in all its files.
    pub findings: Summary,
    /// What it spends in all, as reports print it; none if it spends nothing.
    pub total: Option<String>,
    /// What one of the total counts, in Chinese as on the tables: 元, 万元.
    pub measure: &'static str,
}

/// The budget at a glance.
pub fn overview(budget: &Budget) -> Overview {
    let header = budget.model().header();
    Overview {
        name: name(budget, header),
        year: header.year,
        findings: Summary::of(budget.findings()),
        total: show::grand_total(&budget.analysis),
        measure: header.display.zh(),
    }
}

/// What a header calls its budget.
pub fn name(budget: &Budget, header: &Header) -> Option<String> {
    let (at, name) = (header.at?, header.name?);
    Some(name.of(budget.sources().line(at)).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::tests::fixture::Fixture;

    fn of(text: &str) -> Overview {
        overview(&Fixture::new(text).budget)
    }

    #[test]
    fn the_total_is_what_a_report_prints() {
        let sum = of("budget 局预算 year 2024 measure 万元\nproject 甲 amount 1.004\nproject 乙 amount 1.004\n");
        assert_eq!((sum.name.as_deref(), sum.year, sum.measure), (Some("局预算"), Some(2024), "万元"));
        assert_eq!(sum.total.as_deref(), Some("2.01"));
        let claimed =
            of("budget 局预算 measure 万元\nproject 甲 amount 1.00\nproject 乙 amount 1.00\ntotal amount 2.01\n");
        assert_eq!(claimed.total.as_deref(), Some("2.01"), "a claim that holds stands before the sum");
        let wrong = of("budget 局预算 measure 万元\nproject 甲 amount 1.00\ntotal amount 9.00\n");
        assert_eq!((wrong.findings.errors, wrong.total.as_deref()), (1, Some("1.00")));
        let empty = of("unit 甲\n");
        assert_eq!((empty.name, empty.total, empty.measure), (None, None, "元"));
    }
}
