//! The tables that the generated budget prints: its totals.

use std::fmt::Write as _;

use bud::syntax::{Kind, Source};

use super::words::{DEPARTMENTS, SOURCES, codes};
use super::{Line, Town, rounded, yuan};

/// The kinds that have a column of their own.
const COLUMNS: [Kind; 3] = [Kind::Personnel, Kind::Operating, Kind::Project];

/// How a table prints its figures.
#[derive(Clone, Copy)]
enum Print {
    /// In 元, to the cent.
    Yuan,
    /// In 万元, rounded.
    Rounded,
}

impl Town {
    /// The totals of all tables.
    pub fn tables(&self) -> String {
        let mut text = "# 各表的合计\nbudget 临江市 year 2025\n".to_owned();
        self.summary(&mut text);
        self.by_unit(&mut text);
        self.by_function(&mut text);
        self.by_item(&mut text);
        self.by_unit_and_function(&mut text);
        text
    }

    /// One total, if there is any money in it.
    fn total(&self, text: &mut String, print: Print, slice: &str, holds: impl Fn(&Line) -> bool) {
        let cents = self.sum(holds);
        let figure = match print {
            Print::Yuan => yuan(cents),
            Print::Rounded => format!("{}万元", rounded(cents)),
        };
        if cents != 0 {
            let _ = writeln!(text, "total{slice} amount {figure}");
        }
    }

    fn summary(&self, text: &mut String) {
        text.push_str("\n# 收支总表\n");
        for kind in [Kind::Resources, Kind::Uses, Kind::Expense] {
            self.total(text, Print::Yuan, &format!(" kind {}", kind.en()), |_| true);
        }
        self.total(text, Print::Yuan, " kind basic", |line| line.kind != Kind::Project);
        for kind in COLUMNS {
            self.total(text, Print::Yuan, &format!(" kind {}", kind.en()), |line| line.kind == kind);
        }
        for source in SOURCES {
            let name = source.zh();
            self.total(text, Print::Yuan, &format!(" source {name}"), |line| line.source == source);
            self.total(text, Print::Yuan, &format!(" kind resources source {name}"), |line| line.source == source);
        }
        let fiscal = |line: &Line| line.source.parent() == Some(Source::Fiscal);
        self.total(text, Print::Rounded, " source 财政拨款", fiscal);
    }

    fn by_unit(&self, text: &mut String) {
        text.push_str("\n# 按单位\n");
        for (department, of) in DEPARTMENTS.iter().enumerate() {
            self.total(text, Print::Yuan, &format!(" unit {}", of.name), |line| line.department == department);
            for unit in (0..self.size.units).filter(|_| of.printed) {
                let here = |line: &Line| (line.department, line.unit) == (department, unit);
                let name = of.unit(unit);
                self.total(text, Print::Yuan, &format!(" unit {name}"), here);
                self.total(text, Print::Rounded, &format!(" kind resources unit {name}"), here);
                for kind in COLUMNS {
                    let slice = format!(" kind {} unit {name}", kind.en());
                    self.total(text, Print::Yuan, &slice, |line| here(line) && line.kind == kind);
                }
            }
        }
    }

    /// By class, group and item, in all and by kind; of the third department's the class only.
    fn by_function(&self, text: &mut String) {
        text.push_str("\n# 按功能科目\n");
        for code in codes().into_iter().filter(|code| code.starts_with('2')) {
            let here = |line: &Line| line.func.starts_with(&code);
            if code.starts_with("212") && code.len() > 3 {
                continue;
            }
            let print = if code.len() == 5 { Print::Rounded } else { Print::Yuan };
            self.total(text, print, &format!(" func {code}"), here);
            for kind in COLUMNS.into_iter().filter(|_| !code.starts_with("212")) {
                let slice = format!(" kind {} func {code}", kind.en());
                self.total(text, Print::Yuan, &slice, |line| here(line) && line.kind == kind);
            }
        }
    }

    fn by_item(&self, text: &mut String) {
        text.push_str("\n# 按经济科目\n");
        for code in codes().into_iter().filter(|code| code.starts_with('3')) {
            let here = |line: &Line| line.econ.starts_with(&code);
            self.total(text, Print::Yuan, &format!(" econ {code}"), here);
            let basic = |line: &Line| here(line) && line.kind != Kind::Project;
            self.total(text, Print::Rounded, &format!(" kind basic econ {code}"), basic);
        }
    }

    fn by_unit_and_function(&self, text: &mut String) {
        text.push_str("\n# 按单位和功能科目\n");
        let cells = DEPARTMENTS.iter().enumerate().filter(|(_, of)| of.printed).flat_map(|(department, of)| {
            (0..self.size.units).flat_map(move |unit| {
                of.functions[1..].iter().map(move |func| (department, of.unit(unit), unit, *func))
            })
        });
        for (department, name, unit, func) in cells.take(self.size.detail) {
            let here = |line: &Line| (line.department, line.unit, line.func) == (department, unit, func);
            self.total(text, Print::Yuan, &format!(" unit {name} func {func}"), here);
        }
    }
}
