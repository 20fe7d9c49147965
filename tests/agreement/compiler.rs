//! What the compiler reads in a line.

use bud::diagnostic::{Code, Problem};
use bud::span::Place;
use bud::syntax::amount::MAX_PROBLEMS;
use bud::syntax::keyword::{Expects, Head};
use bud::syntax::lexer::{self, TokenKind};
use bud::syntax::text::fold;
use bud::syntax::{Attribute, LineParser, Statement, Value};

use super::{Field, Part, Row};

/// The line that begins at byte `start` of its text.
pub fn row(parser: &mut LineParser, start: usize, line: &str) -> Row {
    let read = parser.parse(line);
    let mut row = Row { comment: comment(start, line), ..Row::default() };
    let Some(statement) = read.statement else { return row };
    row.head.push(part(start, statement.keyword.en(), statement.place));
    for (head, kind) in statement.head.iter().zip(head_kinds(&statement)) {
        row.head.push(part(start, if is_readable(kind, head.value) { kind } else { "invalid" }, head.place));
    }
    row.fields = statement.fields.iter().map(|it| field(start, line, it, &read.problems)).collect();
    row
}

fn field(start: usize, line: &str, field: &bud::syntax::Field, problems: &[Problem]) -> Field {
    let kind = kind(field.attribute.expects());
    let inside = |problem: &&Problem| field.place.start <= problem.place.start && problem.place.end <= field.place.end;
    let twice = problems.iter().any(|problem| is_twice(problem, line, field.attribute));
    let readable = if twice {
        "twice"
    } else if is_readable(kind, field.value) {
        kind
    } else {
        "invalid"
    };
    let value = (field.place.end > 0).then(|| part(start, readable, field.place));
    let faults = (kind == "amount" && value.is_some()).then(|| {
        let faults = problems.iter().filter(inside).filter(|problem| is_no_number(problem));
        faults.map(|problem| part(start, "invalid", problem.place)).collect()
    });
    let is_read = problems.len() < MAX_PROBLEMS && !problems.iter().filter(inside).any(hides);
    Field { name: part(start, "attribute", field.name), value, faults: faults.filter(|_| is_read) }
}

/// Whether the problem is that the attribute stands twice.
fn is_twice(problem: &Problem, line: &str, attribute: Attribute) -> bool {
    problem.code == Code::AttributeTwice && Attribute::read(&fold(problem.place.of(line))) == Some(attribute)
}

/// Whether a word is no number, or none with a unit.
fn is_no_number(problem: &Problem) -> bool {
    let too_long = problem.code == Code::NumberOutOfBounds && problem.message.key == "number-too-long";
    too_long || matches!(problem.code, Code::NotANumber | Code::UnitSuffix | Code::BadGrouping)
}

/// Whether a word is so faulty that nothing more is said of it.
fn hides(problem: &Problem) -> bool {
    use Code::{HashInsideWord, InvisibleCharacter, QuoteInsideWord, UnclosedString};
    matches!(problem.code, HashInsideWord | InvisibleCharacter | QuoteInsideWord | UnclosedString)
}

fn part(start: usize, kind: &'static str, place: Place) -> Part {
    Part { kind, start: start + place.start as usize, end: start + place.end as usize }
}

fn comment(start: usize, line: &str) -> Option<Part> {
    let mut tokens = Vec::new();
    lexer::tokens(line, &mut tokens);
    let comment = tokens.last().filter(|token| token.kind == TokenKind::Comment)?;
    Some(part(start, "comment", comment.place))
}

fn head_kinds(statement: &Statement) -> &'static [&'static str] {
    match statement.keyword.head() {
        Head::None => &[],
        Head::Name | Head::OptionalName => &["name"],
        Head::Path => &["path"],
        Head::CodeName => &["code", "name"],
        Head::Source => &["source"],
        Head::NameText => &["name", "text"],
    }
}

/// What the grammar calls a value.
fn kind(expects: Expects) -> &'static str {
    match expects {
        Expects::Name => "name",
        Expects::Text => "text",
        Expects::Code => "code",
        Expects::Amount => "amount",
        Expects::Year => "year",
        Expects::Scale => "scale",
        Expects::Currency => "currency",
        Expects::Measure => "measure",
        Expects::Rounding => "rounding",
        Expects::Base => "base",
        Expects::Stage => "stage",
        Expects::Zero => "zero",
        Expects::Kind => "kind",
        Expects::Source => "source",
        Expects::Dimension => "dimension",
    }
}

/// Names and texts are what they are, whatever is wrong with their characters; what is wrong with an
/// amount is told of its parts.
fn is_readable(kind: &str, value: Option<Value>) -> bool {
    matches!(kind, "name" | "text" | "path" | "amount") || value.is_some()
}
