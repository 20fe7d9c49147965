//! Runs the templates of the parts, within limits, and says in the words of Bud what is wrong with them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};

use minijinja::syntax::SyntaxConfig;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, OutputSpan, OutputSpanKind, UndefinedBehavior, Value, context,
};

use crate::Analysis;
use crate::diagnostic::{Code, Diagnostic, Message};
use crate::source::SourceFile;
use crate::span::FileId;

use super::super::markdown;
use super::desk::Desk;
use super::figure::{CLOSE, Money, NUMBERED, OPEN, Print, Shown, clean};
use super::functions::{self, Fault, Line, Question, fault};
use super::parts::Part;

/// The most steps of one template, the most bytes of one text, and how deep templates nest: a mistake in one
/// must not take the machine.
const MOST_STEPS: u64 = 2_000_000;
const MOST_BYTES: usize = 16 * 1024 * 1024;
const DEEPEST: usize = 40;

/// A part as it was rendered.
#[derive(Clone, Debug)]
pub struct Page {
    /// The part's name.
    pub name: String,
    /// The file that it comes from, if that is the department's.
    pub own: Option<FileId>,
    /// Its text.
    pub text: String,
    /// What of the text stands word for word in the department's file: where, and from which byte on.
    pub typed: Vec<(Range<usize>, usize)>,
    /// The figures that come from the budget.
    pub figures: Vec<(Range<usize>, Shown)>,
}

/// What templates say of the budget besides its figures.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub department: String,
    pub budget: String,
    pub year: Option<u16>,
    /// Id and title of each published table.
    pub tables: Vec<(String, String)>,
    /// The parts that the department has files of.
    pub written: BTreeSet<String>,
}

/// Renders parts one by one: each page, or what is wrong with its template. What is built in they may include.
pub fn pages(
    analysis: &Analysis,
    parts: &[Part<'_>],
    builtin: &[Part<'_>],
    names: &Names,
    print: &Arc<Print>,
) -> Vec<Result<Page, Box<Diagnostic>>> {
    let (asks, questions) = mpsc::channel::<Question>();
    // The engine borrows nothing, and a budget cannot be given away: so it runs beside, and asks.
    std::thread::scope(|scope| {
        let running = scope.spawn(move || run(parts, builtin, names, asks, print));
        let desk = Desk::new(analysis);
        for (ask, reply) in questions {
            // Whoever asked may have stopped listening.
            let _ = reply.send(desk.answer(&ask));
        }
        running.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn run(
    parts: &[Part<'_>],
    builtin: &[Part<'_>],
    names: &Names,
    asks: Sender<Question>,
    print: &Arc<Print>,
) -> Vec<Result<Page, Box<Diagnostic>>> {
    let mut env = Environment::new();
    let written = Arc::new(AtomicUsize::new(0));
    limit(&mut env, &written);
    let tables = names.tables.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    functions::add(&mut env, &Line::new(asks, Arc::clone(print)), names.written.clone(), tables);
    // Only what is built in can be included: a file of the department is a part, not a piece of one.
    for part in builtin {
        let _ = env.add_template(part.name, part.text);
    }
    let year = names.year.map(i64::from);
    let tables =
        names.tables.iter().map(|(id, title)| context! { id => clean(id), title => clean(title) }).collect::<Value>();
    let values = context! {
        department => clean(&names.department), budget => clean(&names.budget), year, last_year => year.map(|year| year - 1),
        measure => print.measure.zh(), tables,
    };
    let page = |part: &Part<'_>| {
        written.store(0, Ordering::Relaxed);
        let rendered = env.template_from_named_str(part.name, part.text).and_then(|it| it.render_with_spans(&values));
        match rendered {
            Ok((text, spans)) => Ok(unmarked(part, &text, &spans, &print.shown())),
            Err(error) => Err(Box::new(wrong(part, &error))),
        }
    };
    parts.iter().map(page).collect()
}

fn limit(env: &mut Environment<'_>, written: &Arc<AtomicUsize>) {
    env.set_fuel(Some(MOST_STEPS));
    env.set_recursion_limit(DEEPEST);
    env.set_debug(true);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::None);
    // A text could be doubled again and again through a namespace; `debug` shows what is nobody's business.
    env.remove_global("namespace");
    env.remove_global("debug");
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        env.set_syntax(syntax);
    }
    let written = Arc::clone(written);
    env.set_formatter(move |out, _, value| {
        if value.is_undefined() {
            return Err(Error::from(ErrorKind::UndefinedError));
        }
        let text = text_of(value);
        if written.fetch_add(text.len(), Ordering::Relaxed) + text.len() > MOST_BYTES {
            return Err(fault("text-too-long"));
        }
        Ok(out.write_str(&text)?)
    });
}

/// What a value looks like in a text: names mean nothing to Markdown.
pub fn text_of(value: &Value) -> String {
    match value {
        value if value.is_none() => String::new(),
        value if value.is_safe() || value.downcast_object_ref::<Money>().is_some() => value.to_string(),
        value => plain(&value.to_string()),
    }
}

/// A text that means nothing to Markdown.
pub fn plain(text: &str) -> String {
    markdown::plain(text)
}

/// Takes the marks out of a text, and notes what they stood around.
fn unmarked(part: &Part<'_>, text: &str, spans: &[OutputSpan], shown: &[Shown]) -> Page {
    let mut page = Page {
        name: part.name.to_owned(),
        own: part.own.map(|file| file.id),
        text: String::with_capacity(text.len()),
        typed: Vec::new(),
        figures: Vec::new(),
    };
    for span in spans {
        let piece = text.get(span.output_range()).unwrap_or("");
        let start = page.text.len();
        if span.kind() == OutputSpanKind::Raw {
            page.text.push_str(piece);
            if part.own.is_some() && span.name() == part.name {
                page.typed.push((start..page.text.len(), span.source_range().start));
            }
            continue;
        }
        let mut rest = piece;
        while let Some((before, marked)) = rest.split_once(OPEN) {
            page.text.push_str(before);
            let (number, after) = marked.split_once(NUMBERED).unwrap_or((marked, ""));
            let (figure, after) = after.split_once(CLOSE).unwrap_or((after, ""));
            let start = page.text.len();
            page.text.push_str(figure);
            if let Some(shown) = number.parse::<usize>().ok().and_then(|at| shown.get(at)) {
                page.figures.push((start..page.text.len(), shown.clone()));
            }
            rest = after;
        }
        page.text.push_str(rest);
    }
    page
}

/// What is wrong with a template. Only a department's can be: those that are built in are tested.
fn wrong(part: &Part<'_>, error: &Error) -> Diagnostic {
    let own = part.own.filter(|_| error.name().is_none_or(|name| name == part.name));
    let range = error.range().filter(|_| own.is_some());
    let line = error.line().filter(|_| own.is_some());
    let place = |file: &SourceFile| match (range, line) {
        (Some(range), _) if range.end <= file.text.len() => {
            // The engine counts bytes: its places may begin or end inside a character.
            let whole = |at: &usize| file.text.is_char_boundary(*at);
            let start = (0..=range.start).rev().find(whole).unwrap_or(0);
            let end = (range.end..file.text.len()).find(whole).unwrap_or(file.text.len());
            file.span(start as u32, end.max(start) as u32)
        }
        (_, Some(line)) => {
            let start = crate::source::lines(&file.text).nth(line.saturating_sub(1)).map_or(0, |(start, _)| start);
            file.span(start, start + file.line(start).len() as u32)
        }
        _ => file.span(0, 0),
    };
    let span = match part.own {
        Some(file) => place(file),
        None => crate::span::Span { file: FileId(0), start: 0, end: 0 },
    };
    let (code, message) = said(part, error, span.range());
    Diagnostic::new(code, span, message).help("text-help")
}

/// The code and the sentence for an error of the engine, whose own words are English.
fn said(part: &Part<'_>, error: &Error, range: Range<usize>) -> (Code, Message) {
    if let Some(Fault(message)) = std::error::Error::source(error).and_then(|it| it.downcast_ref::<Fault>()) {
        return (Code::TextCall, message.clone());
    }
    // "filter x is unknown", "unknown function x": the word that the engine names is one of the place.
    let place = part.text.get(range).unwrap_or("");
    let mut words = place.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let detail = error.detail().unwrap_or("");
    let named = |word: &&str| detail.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|it| it == *word);
    let word = words.find(named).unwrap_or_else(|| place.trim()).to_owned();
    match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => (Code::TextSyntax, Message::new("text-syntax")),
        ErrorKind::UnknownFilter => (Code::TextWord, Message::new("text-no-filter").with("word", word)),
        ErrorKind::UnknownTest => (Code::TextWord, Message::new("text-no-test").with("word", word)),
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
            (Code::TextWord, Message::new("text-no-function").with("word", word))
        }
        ErrorKind::UndefinedError => (Code::TextWord, Message::new("text-undefined").with("word", word)),
        ErrorKind::TemplateNotFound => {
            let name = place.split(['"', '\'']).nth(1).unwrap_or(&word);
            (Code::TextWord, Message::new("text-no-part").with("word", name))
        }
        ErrorKind::OutOfFuel => (Code::TextCall, Message::new("text-too-many-steps")),
        ErrorKind::MissingArgument => (Code::TextCall, Message::new("text-too-few")),
        ErrorKind::TooManyArguments if place.contains(&format!("{word}=")) => {
            (Code::TextCall, Message::new("text-no-option").with("word", word))
        }
        ErrorKind::TooManyArguments => (Code::TextCall, Message::new("text-too-many")),
        _ => (Code::TextCall, Message::new("text-cannot")),
    }
}
