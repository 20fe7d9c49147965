//! Codes of the chart of accounts: those of the budget, and those that published budgets use, which
//! are declared when they are taken.

use bud::diagnostic::{Edit, locale};
use bud::model::account::dimension;
use bud::model::{Declarations, Dim, known, known_name};
use bud::syntax::{AccountCode, Attribute, Keyword, Value, written};

use super::super::actions::with_line_ends;
use super::gather::{Gather, Names};
use super::resolve::Subject;
use super::{Context, Item, ItemKind};

/// A code with its name.
#[derive(Clone, Debug)]
struct Named<'a> {
    code: AccountCode,
    digits: String,
    name: &'a str,
    is_declared: bool,
}

/// The codes that an attribute takes, found by their digits and their names, the declared ones first.
pub fn codes(context: &Context<'_>, attribute: Attribute, gather: &mut Gather<'_>) {
    let charts = &context.view.budget.model().charts;
    let dims: &[Dim] = match attribute {
        Attribute::Func => &[Dim::Func],
        Attribute::Account => &[Dim::Account],
        _ => &[Dim::Econ, Dim::GovEcon],
    };
    let named = |code: AccountCode, name, is_declared| Named { code, digits: code.to_string(), name, is_declared };
    let declared = dims.iter().flat_map(|&dim| charts.chart(dim).iter());
    let declared = declared.map(|(_, account)| (0, named(account.code, account.name.as_str(), true)));
    let others = context.undeclared().filter(|(code, _)| dimension(*code).is_some_and(|dim| dims.contains(&dim)));
    let others = others.map(|(code, name)| (1, named(code, name, false)));
    gather.offer_all(declared.chain(others), found_by, |named| {
        let item = context.code(named).text(named.digits.as_str());
        if named.is_declared {
            return item.detail(context.above(named.code));
        }
        let further = context.declared_too(named.code);
        let key = if further.is_empty() { "lsp-undeclared" } else { "lsp-declared-too" };
        let detail = locale::word(context.view.language, key);
        Item { further, ..item.detail(detail) }
    });
}

/// Codes to declare: those that are known and not declared yet, with their names.
pub fn undeclared(context: &Context<'_>, gather: &mut Gather<'_>) {
    let named =
        |(code, name): (AccountCode, _)| (0, Named { code, digits: code.to_string(), name, is_declared: false });
    // Where a name stands already, only the code is missing.
    let has_name = context.cursor.rest.as_ref().is_some_and(|statement| !statement.head.is_empty());
    gather.offer_all(context.undeclared().map(named), found_by, |named| {
        let text = match has_name {
            true => named.digits.clone(),
            false => format!("{} {}", named.digits, written(named.name, Keyword::Account)),
        };
        context.code(named).text(text).detail(context.above(named.code))
    });
}

/// The name that is known of the code before it.
pub fn name(context: &Context<'_>, gather: &mut Gather<'_>) {
    let head = context.cursor.rest.as_ref().and_then(|statement| statement.head.first());
    let Some(Value::Code(code)) = head.and_then(|head| head.value) else { return };
    if let Some(name) = known_name(code) {
        gather.offer(0, &[name], || {
            let item = Item::new(ItemKind::Name, name).text(context.cursor.written(name, Keyword::Account));
            item.about(Subject::Code(code))
        });
    }
}

fn found_by(named: &Named<'_>, found_by: Names<'_>) {
    found_by(&named.digits);
    found_by(named.name);
}

impl Context<'_> {
    fn code(&self, named: &Named<'_>) -> Item {
        let label = format!("{} {}", named.digits, named.name);
        Item::new(ItemKind::Code, label.trim_end()).about(Subject::Code(named.code))
    }

    /// The known codes that are not declared.
    fn undeclared(&self) -> impl Iterator<Item = (AccountCode, &'static str)> {
        let charts = &self.view.budget.model().charts;
        known().filter(|&(code, _)| dimension(code).is_some_and(|dim| charts.chart(dim).find(code).is_none()))
    }

    /// The names above a code, the highest first.
    fn above(&self, code: AccountCode) -> String {
        let charts = &self.view.budget.model().charts;
        let Some(dim) = dimension(code) else { return String::new() };
        let name = |above: AccountCode| match charts.chart(dim).find(above) {
            Some(node) => charts.chart(dim).get(node).map(|account| account.name.as_str()),
            None => known_name(above),
        };
        let above = (3..code.digits).map(|digits| code.prefix(digits)).filter_map(name).filter(|name| !name.is_empty());
        above.collect::<Vec<_>>().join(" › ")
    }

    /// The lines that declare a known code and those above it; none if they would go into another
    /// file, which taking an item cannot change.
    fn declared_too(&self, code: AccountCode) -> Vec<Edit> {
        let budget = self.view.budget;
        let fix = Declarations::of(budget.sources(), budget.model()).account(code);
        let edits = fix.map_or(Vec::new(), |fix| fix.edits);
        match edits.iter().all(|edit| edit.span.file == self.view.file) {
            true => edits.iter().map(|edit| with_line_ends(self.view, edit)).collect(),
            false => Vec::new(),
        }
    }
}
