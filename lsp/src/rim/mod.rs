//! Where the editor's protocol ends: what it asks, in the words of [`crate::ide`], and the answer in its
//! own. One file a feature.
//!
//! What an answer says is not decided here.

pub mod across;
pub mod actions;
pub mod capabilities;
pub mod completion;
pub mod convert;
pub mod diagnostics;
pub mod editor;
pub mod edits;
pub mod formatting;
pub mod hierarchy;
pub mod hints;
pub mod hover;
pub mod lenses;
pub mod navigation;
pub mod overview;
pub mod rename;
pub mod roll_up;
pub mod structure;
pub mod symbols;
pub mod tokens;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bud::diagnostic::Language;
use bud::source::SourceFile;
use bud::span::Span;
use tower_lsp::ls_types::{Location, Position, Range, Uri};

use crate::budget::Budget;
use crate::ide::View;
use crate::settings::Settings;
use crate::workspace::{Place, Workspace};
use convert::Encoding;
use editor::Editor;

/// What a request is answered from.
#[derive(Debug)]
pub struct Ask {
    /// The true path of the file that it is about.
    pub path: PathBuf,
    /// The budgets that the file belongs to, the one that answers first.
    pub places: Vec<Place>,
    /// The language of the answer.
    pub language: Language,
    /// What the editor can.
    pub editor: Editor,
    /// What its user has set.
    pub settings: Settings,
    /// What the editor calls the files.
    pub addresses: Addresses,
    /// The colours that it was last given.
    pub given: Arc<tokens::Given>,
}

/// What the editor calls files: an open one by the name that it gave, another by its path.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    open: BTreeMap<PathBuf, (Uri, i32)>,
}

impl Addresses {
    /// The names of what is open now.
    pub fn of(workspace: &Workspace) -> Addresses {
        let documents = workspace.documents.iter();
        let open = documents.map(|(path, document)| (path.clone(), (document.uri.clone(), document.version)));
        Addresses { open: open.collect() }
    }

    /// The version of a file that is open.
    pub fn version(&self, file: &SourceFile) -> Option<i32> {
        self.open.get(&file.path).map(|(_, version)| *version)
    }

    /// What the editor calls a file of a budget.
    pub fn uri(&self, file: &SourceFile) -> Option<Uri> {
        let open = self.open.get(&file.path).map(|(uri, _)| uri.clone());
        // As its includes lead to it, which may be through a link.
        open.or_else(|| Some(Path::new(&file.name)).filter(|name| name.is_absolute()).and_then(convert::uri))
            .or_else(|| convert::uri(&file.path))
    }
}

impl Ask {
    /// The file in the budget that answers what has one answer.
    pub fn view(&self) -> Option<View<'_>> {
        self.views().next()
    }

    /// The file in all budgets that it belongs to.
    pub fn views(&self) -> impl Iterator<Item = View<'_>> {
        self.places.iter().map(|place| View { budget: &place.budget, file: place.file, language: self.language })
    }

    /// How columns are counted.
    pub fn encoding(&self) -> Encoding {
        self.editor.encoding
    }

    /// The byte at a position of the file.
    pub fn offset(&self, view: &View<'_>, position: Position) -> u32 {
        let file = view.source();
        convert::offset(&file.text, file.editor_index(), position, self.encoding())
    }

    /// The range of a span.
    pub fn range(&self, budget: &Budget, span: Span) -> Range {
        convert::range(budget.sources().file(span.file), span, self.encoding())
    }

    /// The place of a span in its file.
    pub fn location(&self, budget: &Budget, span: Span) -> Option<Location> {
        let uri = self.addresses.uri(budget.sources().file(span.file))?;
        Some(Location { uri, range: self.range(budget, span) })
    }
}
