//! Names that are used and not declared: one report for each name, however often it is used.

use std::collections::BTreeMap;

use crate::diagnostic::{Argument, Code, Diagnostic, Edit, Fix, Message};
use crate::source::Sources;
use crate::span::Span;
use crate::syntax::{AccountCode, Keyword, LineParser, Near, Nearest, written};

use super::account::known_name;
use super::declare::Declarations;

/// What a name should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A unit.
    Unit,
    /// An account.
    Account,
    /// A project.
    Project,
}

/// How many uses of one name get the fix; beyond that it would be a list nobody reads.
const MAX_USES: usize = 1_000;

/// How many codes that a slip of one digit leads to are named.
const MOST_OFF: usize = 4;

#[derive(Debug, Default)]
struct Uses {
    count: usize,
    spans: Vec<Span>,
    /// The first that puts a project under this one.
    above: Option<Span>,
}

/// The undeclared names met so far.
#[derive(Debug, Default)]
pub struct Missing {
    uses: BTreeMap<(Thing, String), Uses>,
    /// Whether a file that could not be read may declare them.
    lost: bool,
}

impl Missing {
    /// No names yet; `lost` says that a file of the budget could not be read.
    pub fn new(lost: bool) -> Missing {
        Missing { uses: BTreeMap::new(), lost }
    }

    /// Notes a use of an undeclared name; `span` is the name with its quotes.
    pub fn used(&mut self, thing: Thing, name: &str, span: Span) {
        let uses = match self.uses.get_mut(&(thing, name.to_owned())) {
            Some(uses) => uses,
            None => self.uses.entry((thing, name.to_owned())).or_default(),
        };
        uses.count += 1;
        if uses.spans.len() < MAX_USES {
            uses.spans.push(span);
        }
    }

    /// The same of a level-1 project, by a line that belongs under it.
    pub fn used_above(&mut self, name: &str, span: Span) {
        self.used(Thing::Project, name, span);
        if let Some(uses) = self.uses.get_mut(&(Thing::Project, name.to_owned())) {
            uses.above.get_or_insert(span);
        }
    }

    /// The reports; `names` gives the declared names of a thing, `declarations` where it would be
    /// declared.
    pub fn report(
        self,
        sources: &Sources,
        declarations: &Declarations<'_>,
        names: impl Fn(Thing) -> Vec<String>,
    ) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let mut uses = self.uses.into_iter().peekable();
        while let Some(&((thing, _), _)) = uses.peek() {
            let declared = names(thing);
            let mut nearest = Nearest::new(declared.iter().map(String::as_str));
            while let Some(((_, name), uses)) = uses.next_if(|((of, _), _)| *of == thing) {
                let near = nearest.find(&name);
                if self.lost && near.is_none() {
                    // The file that cannot be read is the cause, and is reported.
                    continue;
                }
                let undeclared = Undeclared { thing, sources, declarations, name: &name, uses: &uses };
                diagnostics.extend(uses.spans.first().map(|&first| match thing {
                    Thing::Unit => undeclared.unit(first, near),
                    Thing::Account => undeclared.account(first, near),
                    Thing::Project => undeclared.project(first, near),
                }));
            }
        }
        diagnostics
    }
}

/// A name that is used and not declared.
struct Undeclared<'a> {
    thing: Thing,
    sources: &'a Sources,
    declarations: &'a Declarations<'a>,
    name: &'a str,
    uses: &'a Uses,
}

impl Undeclared<'_> {
    fn unit(&self, first: Span, near: Option<Near<'_>>) -> Diagnostic {
        let diagnostic = self.diagnostic(Code::UndeclaredUnit, first, "undeclared-unit");
        // As it is written, which need not be how it is compared.
        let written = self.sources.text(first).trim_matches(['"', '“', '”']);
        let declare = self.declarations.unit(if written.contains('\\') { self.name } else { written });
        match near {
            Some(near) => self.respelled(diagnostic, &near).alternatives([declare]),
            None => diagnostic.help(Message::new("declare-unit-help").with("name", self.name)).fix(declare),
        }
    }

    fn account(&self, first: Span, near: Option<Near<'_>>) -> Diagnostic {
        let diagnostic = self.diagnostic(Code::UndeclaredAccount, first, "undeclared-account");
        let code = AccountCode::read(self.name);
        let known = code.and_then(|code| Some((code, known_name(code)?)));
        if let Some((code, known)) = known {
            let line = declaration(self.name, known, known);
            return diagnostic
                .help(Message::new("declare-account-help").with("line", line))
                .fix(self.declarations.account(code))
                .alternatives(self.a_digit_off(code));
        }
        let Some(near) = near else {
            let line = declaration(self.name, "NAME", "名称");
            return diagnostic.help(Message::new("declare-account-help").with("line", line));
        };
        // A code is never corrected without asking: each is some account.
        let mut off = code.map_or(Vec::new(), |code| self.a_digit_off(code)).into_iter();
        diagnostic.help(Message::new("did-you-mean").with("name", near.best())).fix(off.next()).alternatives(off)
    }

    /// The declared codes that a slip of one digit leads to.
    fn a_digit_off(&self, code: AccountCode) -> Vec<Fix> {
        let off = self.declarations.a_digit_off(code);
        off.iter().take(MOST_OFF).filter_map(|code| self.write(code, false)).collect()
    }

    fn project(&self, first: Span, near: Option<Near<'_>>) -> Diagnostic {
        let diagnostic = self.diagnostic(Code::UndeclaredProject, first, "undeclared-project");
        // A level-1 project needs no money of its own, so that its name alone declares it.
        let declare = self.uses.above.map(|span| self.declarations.project(self.name, span));
        match near {
            Some(near) => self.respelled(diagnostic, &near).alternatives(declare),
            None => diagnostic.help(Message::new("declare-project-help").with("name", self.name)).fix(declare),
        }
    }

    fn diagnostic(&self, code: Code, first: Span, key: &'static str) -> Diagnostic {
        let message = Message::new(key).with("name", self.name).with("count", self.uses.count);
        let mut diagnostic = Diagnostic::new(code, first, message);
        for &span in self.uses.spans.iter().skip(1).take(3) {
            diagnostic = diagnostic.related(span, "used-here-too");
        }
        diagnostic
    }

    /// Suggests the names that are near.
    fn respelled(&self, diagnostic: Diagnostic, near: &Near<'_>) -> Diagnostic {
        diagnostic
            .help(Message::new("did-you-mean").with("name", near.best()))
            .fix(self.write(near.best(), near.is_name(self.name)))
            .alternatives(near.others().iter().filter_map(|other| self.write(other, false)))
    }

    /// Another name in all places, if they are not too many.
    fn write(&self, meant: &str, certain: bool) -> Option<Fix> {
        let text = |span: Span| match self.thing {
            Thing::Account => meant.to_owned(),
            Thing::Unit | Thing::Project => {
                let keyword = LineParser::keyword(self.sources.line(self.sources.line_of(span)));
                written(meant, keyword.unwrap_or(Keyword::Project)).into_owned()
            }
        };
        let edit = |&span: &Span| Edit { span, text: text(span) };
        let edits = self.uses.spans.iter().map(edit).collect();
        let title = Message::new("fix-write").with("text", meant);
        (self.uses.count == self.uses.spans.len()).then_some(Fix { title, edits, certain })
    }
}

/// The line that would declare an account, in both spellings.
fn declaration(code: &str, english: &str, chinese: &str) -> Argument {
    let line = |keyword, name| format!("{keyword} {code} {name}");
    Argument::Both(line(Keyword::Account.en(), english), line(Keyword::Account.zh(), chinese))
}
