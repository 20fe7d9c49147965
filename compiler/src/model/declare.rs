//! Where a declaration that is missing would go, and how it would read: the fixes that declare.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Message};
use crate::load::{Declaration, Loaded};
use crate::source::{LineRef, Sources, lines};
use crate::span::{FileId, Span};
use crate::syntax::{AccountCode, Attribute, Keyword, LineParser, with_blank, written};

use super::Model;
use super::account::{Account, Charts, aligned, known_name};

/// How many equally good edits are offered.
const MOST: usize = 4;

/// Keeps one of two lines that declare the same: the first, if the second says nothing else; otherwise
/// which of the two is for a person to say.
pub fn keep_one(diagnostic: Diagnostic, sources: &Sources, first: LineRef, second: LineRef) -> Diagnostic {
    let [without_first, without_second] = [first, second].map(|at| Fix::without_line(sources, at));
    match sources.line(first).trim() == sources.line(second).trim() {
        true => diagnostic.fix(without_second.certain_if(true)),
        false => diagnostic.alternatives([without_second, without_first]),
    }
}

/// Breaks a circle by one of the fixes `open`, each of which opens it: the only one, or whichever a
/// person chooses.
pub fn break_circle(diagnostic: Diagnostic, mut open: Vec<Fix>) -> Diagnostic {
    match open.len() {
        1 => diagnostic.fix(open.pop()),
        _ => diagnostic.alternatives(open.into_iter().take(MOST)),
    }
}

/// Takes the `under` out of a line.
pub fn without_under(sources: &Sources, at: LineRef) -> Option<Fix> {
    let line = sources.line(at);
    let field = *LineParser::new().parse(line).statement?.field(Attribute::Under)?;
    let place = field.name.to(field.place);
    let title = Message::new("fix-delete").with("text", place.of(line));
    Some(Fix::guess(title, sources.span(at, with_blank(line, place)), ""))
}

/// The declarations of a budget, and those that are known but not made.
#[derive(Clone, Copy, Debug)]
pub struct Declarations<'a> {
    sources: &'a Sources,
    charts: &'a Charts,
    /// The last line that declares a unit, and the main file's header.
    last_unit: Option<LineRef>,
    header: Option<LineRef>,
}

/// A place for further lines.
enum Place {
    Before(LineRef),
    After(LineRef),
}

impl<'a> Declarations<'a> {
    /// Those of `loaded`, whose accounts are `charts`.
    pub(super) fn new(loaded: &'a Loaded, charts: &'a Charts) -> Declarations<'a> {
        let main = |declaration: &&Declaration| declaration.at.file == FileId(0);
        let last_unit = loaded.units.last().map(|unit| unit.at);
        let header = loaded.headers.iter().find(main).map(|header| header.at);
        Declarations { sources: &loaded.sources, charts, last_unit, header }
    }

    /// Those of a budget that is read and resolved.
    pub fn of(sources: &'a Sources, model: &'a Model) -> Declarations<'a> {
        let last_unit = model.units.iter().map(|(_, unit)| unit.at).max();
        Declarations { sources, charts: &model.charts, last_unit, header: model.header().at }
    }

    /// Declares a unit below the others. Which unit it is under is not known, so that it is a guess.
    pub fn unit(&self, name: &str) -> Fix {
        let place = self.below_units();
        let line = format!("{} {}", self.spelled(&place, Keyword::Unit), written(name, Keyword::Unit));
        self.lines(&place, &[line], false)
    }

    /// Declares a project above the line that puts another one under it.
    pub fn project(&self, name: &str, under: Span) -> Fix {
        let place = Place::Before(self.sources.line_of(under));
        let line = format!("{} {}", self.spelled(&place, Keyword::Project), written(name, Keyword::Project));
        self.lines(&place, &[line], false)
    }

    /// Declares an account whose name is known at its place in the order of codes, with those above it
    /// that are not declared either and whose names are known.
    ///
    /// It is certain if all of these are known, and no declared code is a digit off: then the code that
    /// is used may be a slip.
    pub fn account(&self, code: AccountCode) -> Option<Fix> {
        known_name(code)?;
        let mut codes = self.charts.missing_above(code);
        let complete = codes.iter().all(|&above| known_name(above).is_some());
        codes.retain(|&above| known_name(above).is_some());
        codes.push(code);
        let place = self.place_of(codes[0]);
        Some(self.accounts(&place, &codes, complete && self.a_digit_off(code).is_empty()))
    }

    /// Reports the accounts that lack the one above them: one report for each that is missing, at the
    /// first that lacks it.
    pub fn missing_parents(&self) -> Vec<Diagnostic> {
        let mut below: BTreeMap<AccountCode, Vec<&Account>> = BTreeMap::new();
        for account in self.charts.iter() {
            if let Some(parent) = self.charts.missing_parent(account.code) {
                below.entry(parent).or_default().push(account);
            }
        }
        let report = |(parent, mut accounts): (AccountCode, Vec<&Account>)| {
            accounts.sort_by_key(|account| account.at);
            Some(self.missing_parent(parent, accounts.first()?, &accounts[1..]))
        };
        below.into_iter().filter_map(report).collect()
    }

    fn missing_parent(&self, parent: AccountCode, first: &Account, others: &[&Account]) -> Diagnostic {
        let message =
            Message::new("missing-parent").with("code", first.code.to_string()).with("parent", parent.to_string());
        let mut diagnostic = Diagnostic::new(Code::MissingParent, self.code_span(first), message);
        for other in others.iter().take(3) {
            diagnostic = diagnostic.related(self.code_span(other), "missing-parent-too");
        }
        let Some(name) = known_name(parent) else {
            return diagnostic.help(Message::new("missing-parent-help").with("parent", parent.to_string()));
        };
        let place = Place::Before(first.at);
        let line = format!("{} {parent} {name}", self.spelled(&place, Keyword::Account));
        let mut codes = self.charts.missing_above(parent);
        codes.retain(|&above| known_name(above).is_some());
        codes.push(parent);
        let fix = self.accounts(&place, &codes, true);
        diagnostic.help(Message::new("declare-account-help").with("line", line)).fix(fix)
    }

    /// Where the code of an account is declared.
    fn code_span(&self, account: &Account) -> Span {
        let sources = self.sources;
        let statement = LineParser::new().parse(sources.line(account.at)).statement;
        match statement.as_ref().and_then(|statement| statement.head.first()) {
            Some(head) => sources.span(account.at, head.place),
            None => sources.line_span(account.at),
        }
    }

    /// The declared codes that differ from `code` in one digit, or in two neighbours swapped.
    pub fn a_digit_off(&self, code: AccountCode) -> Vec<String> {
        let digits = code.to_string();
        let off = |other: &String| {
            let differing: Vec<usize> =
                (0..digits.len()).filter(|&at| digits.as_bytes()[at] != other.as_bytes()[at]).collect();
            match differing[..] {
                [_] => true,
                [a, b] => {
                    a + 1 == b
                        && digits.as_bytes()[a] == other.as_bytes()[b]
                        && digits.as_bytes()[b] == other.as_bytes()[a]
                }
                _ => false,
            }
        };
        let declared = self.charts.iter().filter(|account| account.code.digits == code.digits);
        declared.map(|account| account.code.to_string()).filter(off).collect()
    }

    fn accounts(&self, place: &Place, codes: &[AccountCode], certain: bool) -> Fix {
        let keyword = self.spelled(place, Keyword::Account);
        let line = |&code: &AccountCode| format!("{keyword} {code} {}", known_name(code).unwrap_or_default());
        self.lines(place, &codes.iter().map(line).collect::<Vec<_>>(), certain)
    }

    fn lines(&self, place: &Place, lines: &[String], certain: bool) -> Fix {
        let sources = self.sources;
        let edit = match *place {
            Place::Before(at) => Edit::before(sources, at, lines),
            Place::After(at) => Edit::after(sources, at, lines),
        };
        let title = Message::new("fix-declare").with("line", lines.join("; "));
        Fix { title, edits: vec![edit], certain }
    }

    /// `keyword` as the line beside it spells its own.
    fn spelled(&self, place: &Place, keyword: Keyword) -> &'static str {
        let (Place::Before(at) | Place::After(at)) = *place;
        let line = self.sources.line(at);
        if LineParser::is_chinese(line) { keyword.zh() } else { keyword.en() }
    }

    /// Below the last unit; without units below the header, else above the first statement.
    fn below_units(&self) -> Place {
        if let Some(last) = self.last_unit.or(self.header) {
            return Place::After(last);
        }
        let file = self.sources.file(FileId(0));
        let says = |line: &str| !line.trim_start().is_empty() && !line.trim_start().starts_with(['#', '＃']);
        let first = lines(&file.text).find(|(_, line)| says(line)).or_else(|| lines(&file.text).next());
        Place::Before(LineRef { file: file.id, start: first.map_or(0, |(start, _)| start) })
    }

    /// After the account before it, in the order of codes, or before the first.
    fn place_of(&self, code: AccountCode) -> Place {
        let before = self.charts.iter().take_while(|account| aligned(account.code) < aligned(code)).last();
        match (before, self.charts.iter().next()) {
            (Some(before), _) => Place::After(before.at),
            (None, Some(first)) => Place::Before(first.at),
            (None, None) => self.below_units(),
        }
    }
}
