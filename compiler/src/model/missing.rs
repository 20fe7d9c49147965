//! Names that are used and not declared: one report for each name, however often it is used.

use std::collections::BTreeMap;

use crate::diagnostic::{Argument, Code, Diagnostic, Edit, Fix, Message};
use crate::span::Span;
use crate::syntax::{AccountCode, Keyword, Nearest};

use super::account::known_name;

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

#[derive(Debug, Default)]
struct Uses {
    count: usize,
    spans: Vec<Span>,
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

    /// Notes a use of an undeclared name.
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

    /// The reports; `names` gives the declared names of a thing.
    pub fn report(self, names: impl Fn(Thing) -> Vec<String>) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let mut uses = self.uses.into_iter().peekable();
        while let Some(&((thing, _), _)) = uses.peek() {
            let declared = names(thing);
            let mut nearest = Nearest::new(declared.iter().map(String::as_str));
            while let Some(((_, name), uses)) = uses.next_if(|((of, _), _)| *of == thing) {
                let meant = nearest.find(&name).map(|near| near.best().to_owned());
                if self.lost && meant.is_none() {
                    // The file that cannot be read is the cause, and is reported.
                    continue;
                }
                diagnostics.extend(uses.spans.first().map(|&first| report(thing, &name, &uses, first, meant)));
            }
        }
        diagnostics
    }
}

/// The line that would declare an account, in both spellings.
fn declaration(code: &str, english: &str, chinese: &str) -> Argument {
    let line = |keyword, name| format!("{keyword} {code} {name}");
    Argument::Both(line(Keyword::Account.en(), english), line(Keyword::Account.zh(), chinese))
}

fn report(thing: Thing, name: &str, uses: &Uses, first: Span, meant: Option<String>) -> Diagnostic {
    let (code, key) = match thing {
        Thing::Unit => (Code::UndeclaredUnit, "undeclared-unit"),
        Thing::Account => (Code::UndeclaredAccount, "undeclared-account"),
        Thing::Project => (Code::UndeclaredProject, "undeclared-project"),
    };
    let message = Message::new(key).with("name", name).with("count", uses.count);
    let mut diagnostic = Diagnostic::new(code, first, message);
    for &span in uses.spans.iter().skip(1).take(3) {
        diagnostic = diagnostic.related(span, "used-here-too");
    }
    let known = AccountCode::read(name).filter(|_| thing == Thing::Account).and_then(known_name);
    if let Some(known) = known {
        let line = declaration(name, known, known);
        return diagnostic.help(Message::new("declare-account-help").with("line", line));
    }
    let Some(meant) = meant else {
        return diagnostic.help(match thing {
            Thing::Unit => Message::new("declare-unit-help").with("name", name),
            Thing::Account => Message::new("declare-account-help").with("line", declaration(name, "NAME", "名称")),
            Thing::Project => Message::new("declare-project-help").with("name", name),
        });
    };
    diagnostic = diagnostic.help(Message::new("did-you-mean").with("name", meant.as_str()));
    if uses.count == uses.spans.len() {
        let edits = uses.spans.iter().map(|&span| Edit { span, text: meant.clone() }).collect();
        diagnostic.fix = Some(Fix { title: Message::new("fix-write").with("text", meant), edits, certain: true });
    }
    diagnostic
}
