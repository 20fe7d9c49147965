//! Words and figures as the reader of an answer wants them: in their language, in the measure of the file
//! that is asked about.

use bud::diagnostic::{Argument, Message, locale};
use bud::ledger::Millionths;
use bud::model::header::in_measure;
use bud::model::{Dim, Node, Slice};
use bud::source::LineRef;
use bud::span::FileId;
use bud::syntax::{Amount, Kind, Measure};

use super::View;

impl View<'_> {
    /// The text of a message in the reader's language.
    pub fn message(&self, message: &Message) -> String {
        locale::text(self.language, message)
    }

    /// A word in the reader's language.
    pub fn word(&self, key: &'static str) -> String {
        locale::word(self.language, key)
    }

    /// A phrase in the reader's language.
    pub fn phrase(&self, argument: Argument) -> String {
        match argument {
            Argument::Both(english, chinese) => self.say(english, chinese),
            Argument::Text(text) => text,
            Argument::Count(count) => count.to_string(),
            Argument::Word(key) => self.word(key),
        }
    }

    /// A figure in the measure of the file.
    pub fn figure(&self, amount: Millionths) -> String {
        self.header().figure(amount.decimal())
    }

    /// The figure that a line enters or claims, in the measure of its file.
    pub fn amount_at(&self, at: LineRef) -> Option<String> {
        let (budget, model) = (self.budget, self.budget.model());
        let claimed = || model.claims.get(budget.claim_at(at)?).map(|claim| claim.amount);
        let entered = || budget.entry_at(at).filter(|entry| !entry.unreadable).map(|entry| entry.amount);
        Some(model.header_at(at).figure(claimed().or_else(entered)?))
    }

    /// A slice in the reader's words.
    pub fn slice(&self, slice: &Slice) -> String {
        self.phrase(slice.describe(self.budget.model(), self.budget.sources()))
    }

    /// An amount of the file in 元.
    pub fn in_yuan(&self, amount: &Amount) -> Option<Millionths> {
        let measure = amount.unit.unwrap_or(self.header().measure);
        amount.value.checked_mul(measure.factor()).map(Millionths::of)
    }

    /// What the file's figures count: 元, 万元.
    pub fn measure(&self) -> &'static str {
        self.header().measure.zh()
    }

    /// A figure with its measure, and the same in 元, or of 元 in 万元.
    pub fn figure_twice(&self, amount: Millionths) -> String {
        let header = self.header();
        let other = if header.measure == Measure::One { Measure::TenThousand } else { Measure::One };
        let figure = self.figure(amount);
        let there = in_measure(amount.decimal(), other, header.scale);
        format!("{figure} {} = {there} {}", header.measure.zh(), other.zh())
    }

    /// Where a line stands: `main.bud:12`.
    pub fn place(&self, at: LineRef) -> String {
        format!("{}:{}", self.file_name(at.file), self.budget.sources().line_number(at))
    }

    /// A file as people call it: seen from the main file's folder.
    pub fn file_name(&self, file: FileId) -> String {
        let sources = self.budget.sources();
        let folder = sources.iter().next().and_then(|main| main.path.parent());
        let file = sources.file(file);
        let inside = folder.and_then(|folder| file.path.strip_prefix(folder).ok());
        inside.map_or_else(|| file.name.clone(), |path| path.to_string_lossy().replace('\\', "/"))
    }

    /// A node in the reader's language.
    pub fn name(&self, dim: Dim, node: Node) -> String {
        match (dim, Kind::ALL.get(node.index()), bud::syntax::Source::ALL.get(node.index())) {
            (Dim::Kind, Some(kind), _) => self.say(kind.en(), kind.zh()).to_owned(),
            (Dim::Source, _, Some(source)) => self.say(source.en(), source.zh()).to_owned(),
            _ => self.budget.model().label(self.budget.sources(), dim, node),
        }
    }
}
