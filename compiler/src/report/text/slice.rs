//! The words that say what a figure of a text is of: those of a `total`, with the names of this budget.

use crate::Analysis;
use crate::diagnostic::{Argument, Code, Message};
use crate::model::account::dimension;
use crate::model::dimension::source_node;
use crate::model::unit::Found;
use crate::model::{Dim, Node, Slice, claimed_kind};
use crate::syntax::{Attribute, Keyword, LineParser, Statement, Value};

/// The slice of a budget that `words` say; none if the budget has nothing of an account or an item that they
/// name.
///
/// # Errors
/// What is wrong with the words.
pub fn read(analysis: &Analysis, words: &str) -> Result<Option<Slice>, Message> {
    let line = format!("{} {words}", Keyword::Total.en());
    let mut read = LineParser::new().parse(&line);
    // A slice has no amount.
    read.problems.retain(|problem| problem.code != Code::MissingPart);
    if let Some(problem) = read.problems.into_iter().next() {
        return Err(problem.message);
    }
    let Some(statement) = read.statement else { return Ok(Some(Slice::of(crate::syntax::Kind::Expense))) };
    let Some(kind) = claimed_kind(&statement) else { return Ok(None) };
    let mut slice = Slice::of(kind);
    for field in &statement.fields {
        let place = match (field.attribute, field.value) {
            (Attribute::Kind | Attribute::Item, _) => continue,
            (_, Some(Value::Source(source))) => Some((Dim::Source, source_node(source))),
            (_, Some(Value::Code(code))) => {
                dimension(code).and_then(|dim| Some((dim, analysis.model.charts.chart(dim).find(code)?)))
            }
            (Attribute::Unit, Some(Value::Text(text))) => {
                Some((Dim::Unit, unit(analysis, &text.of(&line), &text.folded(&line))?))
            }
            (Attribute::Project, Some(Value::Text(text))) => {
                Some((Dim::Project, project(analysis, &text.of(&line), &text.folded(&line))?))
            }
            (Attribute::Memo, _) => item(analysis, &statement, &line).map(|node| (Dim::Item, node)),
            (attribute, _) => return Err(Message::new("text-no-condition").with("word", word(attribute))),
        };
        let Some((dim, node)) = place else { return Ok(None) };
        if !dim.applies(kind) {
            return Err(Message::new("text-impossible").with("word", word(field.attribute)));
        }
        slice = slice.with(dim, node);
    }
    Ok(Some(slice))
}

/// An attribute in the reader's language.
fn word(attribute: Attribute) -> Argument {
    Argument::Both(attribute.en().to_owned(), attribute.zh().to_owned())
}

fn unit(analysis: &Analysis, name: &str, folded: &str) -> Result<Node, Message> {
    match analysis.model.units.find(folded) {
        Found::One(node) => Ok(node),
        Found::None => Err(Message::new("text-no-unit").with("name", name)),
        Found::Several(_) => Err(Message::new("text-several").with("name", name)),
    }
}

fn project(analysis: &Analysis, name: &str, folded: &str) -> Result<Node, Message> {
    let units = analysis.model.units.tree().len();
    match analysis.model.projects.named(&analysis.sources, units, folded)[..] {
        [node] => Ok(node),
        [] => Err(Message::new("text-no-project").with("name", name)),
        _ => Err(Message::new("text-several").with("name", name)),
    }
}

/// The set of "of which" figures, or the item in it.
fn item(analysis: &Analysis, statement: &Statement, line: &str) -> Option<Node> {
    let items = &analysis.model.items;
    let set = items.set(&statement.text(Attribute::Memo)?.folded(line))?;
    let path = statement.text(Attribute::Item).map(|path| path.folded(line).into_owned()).unwrap_or_default();
    let mut steps = path.split('/').map(str::trim).filter(|step| !step.is_empty());
    steps.try_fold(set, |node, step| items.under(node, step))
}
