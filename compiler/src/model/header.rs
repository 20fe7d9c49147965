//! The header of a file: how its figures are read and what its lines default to.

use rust_decimal::Decimal;

use crate::diagnostic::{Argument, Code, Diagnostic, Fix, Message};
use crate::load::{Declaration, Loaded};
use crate::source::{LineRef, Sources};
use crate::syntax::{Attribute, Base, Measure, Rounding, Source, Stage, Text, Value, Zero};

use super::declare::keep_one;
use super::dimension::Node;

/// What a header says; a file without one is read under the header of the file that includes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Where it stands, if there is one.
    pub at: Option<LineRef>,
    /// The budget's name.
    pub name: Option<Text>,
    /// The code in the register of departments.
    pub code: Option<Text>,
    /// The fiscal year.
    pub year: Option<u16>,
    /// The currency, an ISO 4217 code.
    pub currency: [u8; 3],
    /// What a bare number counts.
    pub measure: Measure,
    /// The measure that reports use.
    pub display: Measure,
    /// Printed decimals.
    pub scale: u8,
    /// Whether figures are rounded one by one; none: by the measure.
    pub rounding: Option<Rounding>,
    /// What `prior` figures are.
    pub base: Option<Base>,
    /// The stage of the year.
    pub stage: Stage,
    /// How reports print nothing.
    pub zero: Zero,
    /// The source of the file's lines that name none.
    pub source: Option<Source>,
    /// The unit of the file's lines that name none: a node, or [`Node::UNKNOWN`] for no default.
    pub unit: Node,
}

impl Default for Header {
    fn default() -> Header {
        Header {
            at: None,
            name: None,
            code: None,
            year: None,
            currency: *b"CNY",
            measure: Measure::One,
            display: Measure::One,
            scale: 2,
            rounding: None,
            base: None,
            stage: Stage::Budget,
            zero: Zero::Blank,
            source: None,
            unit: Node::UNKNOWN,
        }
    }
}

impl Header {
    /// A figure in 元 as people read it in this file: in its measure, with all its digits, at least
    /// `scale` decimals.
    pub fn figure(&self, yuan: Decimal) -> String {
        in_measure(yuan, self.measure, self.scale)
    }
}

/// A figure in 元 written in `measure`, exactly, with at least `scale` decimals.
pub fn in_measure(yuan: Decimal, measure: Measure, scale: u8) -> String {
    let mut value = shifted(yuan, measure).normalize();
    if value.scale() < u32::from(scale) {
        value.rescale(u32::from(scale));
    }
    value.to_string()
}

/// A figure in 元 as a number of `measure`, exactly.
pub fn shifted(yuan: Decimal, measure: Measure) -> Decimal {
    let yuan = yuan.normalize();
    Decimal::try_from_i128_with_scale(yuan.mantissa(), yuan.scale() + measure.exponent()).unwrap_or(yuan)
}

/// Reads the headers: one for each file, by its id. Units are found by `unit`.
pub fn read(
    loaded: &Loaded,
    diagnostics: &mut Vec<Diagnostic>,
    mut unit: impl FnMut(&Declaration, Text) -> Node,
) -> Vec<Header> {
    let sources = &loaded.sources;
    let mut headers: Vec<Header> = Vec::new();
    for file in sources.iter() {
        let mut own = loaded.headers.iter().filter(|header| header.at.file == file.id);
        let includer = loaded.includers[file.id.0 as usize];
        let inherited = includer.and_then(|includer| headers.get(includer.0 as usize)).cloned().unwrap_or_default();
        let Some(first) = own.next() else {
            headers.push(inherited);
            continue;
        };
        for second in own {
            let span = sources.span(second.at, second.statement.place);
            let diagnostic = Diagnostic::new(Code::SecondHeader, span, "second-header")
                .related(sources.line_span(first.at), "first-header")
                .help("second-header-help");
            diagnostics.push(keep_one(diagnostic, sources, first.at, second.at));
        }
        let header = one(first, &mut unit);
        if let Some(main) = headers.first() {
            let of_main = loaded.headers.iter().find(|other| Some(other.at) == main.at);
            disagreements(sources, (main, of_main), &header, first, diagnostics);
        }
        headers.push(header);
    }
    headers
}

/// How many decimals the figures of each file have at least, by its id; none where neither the file nor one that
/// includes it has a header, which is to say that nobody knows.
pub fn scales(loaded: &Loaded) -> Vec<Option<u8>> {
    let headers = read(loaded, &mut Vec::new(), |_, _| Node::UNKNOWN);
    headers.iter().map(|header| header.at.map(|_| header.scale)).collect()
}

fn one(declaration: &Declaration, unit: &mut impl FnMut(&Declaration, Text) -> Node) -> Header {
    let statement = &declaration.statement;
    let mut header = Header { at: Some(declaration.at), name: statement.head_text(0), ..Header::default() };
    let mut display = None;
    for field in &statement.fields {
        match field.value {
            Some(Value::Year(year)) => header.year = Some(year),
            Some(Value::Scale(scale)) => header.scale = scale,
            Some(Value::Currency(currency)) => header.currency = currency,
            Some(Value::Measure(measure)) if field.attribute == Attribute::Display => display = Some(measure),
            Some(Value::Measure(measure)) => header.measure = measure,
            Some(Value::Rounding(rounding)) => header.rounding = Some(rounding),
            Some(Value::Base(base)) => header.base = Some(base),
            Some(Value::Stage(stage)) => header.stage = stage,
            Some(Value::Zero(zero)) => header.zero = zero,
            Some(Value::Source(source)) => header.source = Some(source),
            Some(Value::Text(text)) if field.attribute == Attribute::Unit => header.unit = unit(declaration, text),
            Some(Value::Text(text)) if field.attribute == Attribute::Code => header.code = Some(text),
            None if field.attribute == Attribute::Unit => header.unit = Node::ERROR,
            _ => {}
        }
    }
    header.display = display.unwrap_or(header.measure);
    header
}

/// One budget is one year, one stage and one currency.
fn disagreements(
    sources: &Sources,
    (main, of_main): (&Header, Option<&Declaration>),
    header: &Header,
    declaration: &Declaration,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let both = |text: String| Argument::Both(text.clone(), text);
    let year = |header: &Header| header.year.map(|year| both(year.to_string()));
    let currency = |header: &Header| Some(both(String::from_utf8_lossy(&header.currency).into_owned()));
    let stage = |header: &Header| Some(Argument::Both(header.stage.en().to_owned(), header.stage.zh().to_owned()));
    let rows: [(Attribute, Option<Argument>, Option<Argument>); 3] = [
        (Attribute::Year, year(main), year(header)),
        (Attribute::Currency, currency(main), currency(header)),
        (Attribute::Stage, stage(main), stage(header)),
    ];
    for (attribute, ours, theirs) in rows {
        let (Some(ours), Some(theirs)) = (ours, theirs) else { continue };
        // What a header does not say is not held against it.
        if ours == theirs || declaration.statement.field(attribute).is_none() {
            continue;
        }
        let span = sources.span(declaration.at, declaration.statement.place_of(attribute));
        let message = Message::new("header-disagrees")
            .with("attribute", Argument::Both(attribute.en().to_owned(), attribute.zh().to_owned()))
            .with("value", theirs)
            .with("main", ours);
        let mut diagnostic = Diagnostic::new(Code::HeaderDisagrees, span, message).help("header-disagrees-help");
        if let Some(at) = main.at {
            diagnostic = diagnostic.related(sources.line_span(at), "main-header");
        }
        // Which of the two is right, or whether the file belongs here at all, is not known.
        let value = |of: &Declaration| {
            let field = of.statement.field(attribute)?;
            Some(sources.span(of.at, field.place))
        };
        let both = value(declaration).zip(of_main.and_then(value));
        let write = |(ours, theirs)| [Fix::write(ours, sources.text(theirs)), Fix::write(theirs, sources.text(ours))];
        diagnostics.push(diagnostic.alternatives(both.map(write).into_iter().flatten()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_in_the_measure() {
        let yuan = Decimal::new(308_000_000, 0);
        assert_eq!(in_measure(yuan, Measure::TenThousand, 2), "30800.00");
        assert_eq!(in_measure(Decimal::new(1, 2), Measure::HundredMillion, 2), "0.0000000001");
        assert_eq!(in_measure(Decimal::ZERO, Measure::One, 2), "0.00");
    }
}
