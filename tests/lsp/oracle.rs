//! What the files of a folder should show: each budget analysed afresh from the texts alone, with none of
//! the server's own code between. Which budgets there are is told by what each file reads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bud::diagnostic::{Diagnostic, Language, Severity, locale};
use bud::source::{Memory, SourceFile};
use bud::span::Span;
use bud::{Analysis, Options, analyze};
use serde_json::{Value, json};

use crate::client::{Buffer, Columns, uri};

/// The files of one folder, and what is found in them.
pub struct Oracle {
    files: BTreeMap<PathBuf, String>,
    judged: BTreeMap<PathBuf, Judged>,
    columns: Columns,
}

/// A file judged as the main file of a budget.
struct Judged {
    analysis: Analysis,
    reads: BTreeSet<PathBuf>,
    /// The findings by file: as the check gives them, and with their causes once these are asked for.
    plain: Found,
    causes: Option<Found>,
}

type Found = BTreeMap<PathBuf, Vec<Value>>;

impl Oracle {
    pub fn new(columns: Columns) -> Oracle {
        Oracle { files: BTreeMap::new(), judged: BTreeMap::new(), columns }
    }

    /// A file has this text now.
    pub fn set(&mut self, path: PathBuf, text: &str) {
        if self.files.get(&path).is_some_and(|before| before == text) {
            return;
        }
        let new = self.files.insert(path.clone(), text.to_owned()).is_none();
        // A file that is new may be one that another lacked.
        self.judged.retain(|_, judged| !new && !judged.reads.contains(&path));
    }

    /// The paths of all files.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.files.keys().cloned().collect()
    }

    fn judge(&mut self) {
        let lacking = self.files.keys().filter(|path| !self.judged.contains_key(*path));
        let lacking: Vec<PathBuf> = lacking.cloned().collect();
        if lacking.is_empty() {
            return;
        }
        let memory = self.files.iter().fold(Memory::new(), |memory, (path, text)| memory.with(path, text.as_str()));
        for main in lacking {
            let analysis = analyze(&memory, &main, &Options::default()).unwrap();
            let reads = analysis.sources.iter().map(|file| file.path.clone()).collect();
            let plain = self.found(&analysis, &analysis.diagnostics);
            self.judged.insert(main, Judged { analysis, reads, plain, causes: None });
        }
    }

    /// The main files of all budgets: of each file, those that nobody else reads; else itself.
    fn mains(&self) -> BTreeSet<PathBuf> {
        let reads = |main: &Path, file: &Path| self.judged[main].reads.contains(file);
        let others = |file: &PathBuf| self.files.keys().filter(move |it| *it != file).cloned().collect::<Vec<_>>();
        let first = |main: &PathBuf| others(main).iter().all(|other| !reads(other, main));
        let mut mains = BTreeSet::new();
        for file in self.files.keys() {
            let above: Vec<PathBuf> =
                others(file).into_iter().filter(|main| reads(main, file) && first(main)).collect();
            if above.is_empty() {
                mains.insert(file.clone());
            }
            mains.extend(above);
        }
        mains
    }

    /// Complains if a file does not show what it should: `shown` as the server gave it. Whether the causes
    /// have been found already is left open, for that is a matter of time.
    pub fn complaint(&mut self, path: &Path, shown: &[Value]) -> Option<String> {
        self.judge();
        let shown: Vec<Value> = shown.iter().map(essence).collect();
        let mains: Vec<PathBuf> =
            self.mains().into_iter().filter(|main| self.judged[main].reads.contains(path)).collect();
        let plain = self.union(path, &mains, 0);
        if shown == plain {
            return None;
        }
        for main in &mains {
            if self.judged[main].causes.is_none() {
                let causes = self.judged[main].analysis.with_causes();
                let found = self.found(&self.judged[main].analysis, &causes);
                self.judged.get_mut(main).unwrap().causes = Some(found);
            }
        }
        if (1..1_u32 << mains.len()).any(|which| self.union(path, &mains, which) == shown) {
            return None;
        }
        let list = |items: &[Value]| items.iter().map(|it| format!("\n    {it}")).collect::<String>();
        let text = &self.files[path];
        Some(format!("{}: shown{}\n  and not{}\n  of {text:?}", path.display(), list(&shown), list(&plain)))
    }

    /// What the budgets of `mains` find in a file, each thing once; with causes those that `which` has a
    /// bit for.
    fn union(&self, path: &Path, mains: &[PathBuf], which: u32) -> Vec<Value> {
        let mut all: Vec<Value> = Vec::new();
        for (at, main) in mains.iter().enumerate() {
            let judged = &self.judged[main];
            let found = if which >> at & 1 == 1 { judged.causes.as_ref().unwrap() } else { &judged.plain };
            // Two findings of one budget may look alike.
            let before = all.clone();
            let new = found.get(path).into_iter().flatten().filter(|it| !before.contains(it));
            all.extend(new.cloned());
        }
        all
    }

    fn found(&self, analysis: &Analysis, diagnostics: &[Diagnostic]) -> Found {
        let mut buffers: BTreeMap<PathBuf, Buffer> = BTreeMap::new();
        let mut place = |span: Span| {
            let file: &SourceFile = analysis.sources.file(span.file);
            let text = &self.files[&file.path];
            assert_eq!(*file.text, *text, "the compiler reads another text of {}", file.name);
            let buffer = buffers.entry(file.path.clone()).or_insert_with(|| Buffer::new(text, self.columns));
            (file.path.clone(), buffer.range(span.start as usize..span.end as usize))
        };
        let text = |message| locale::text(Language::English, message);
        let mut found = Found::new();
        for it in diagnostics {
            let (path, range) = place(it.span);
            let mut message = text(&it.message);
            for help in &it.help {
                message += "\n";
                message += &text(help);
            }
            let related = it.related.iter().map(|other| {
                let (path, range) = place(other.span);
                json!({"location": {"uri": uri(&path), "range": range}, "message": text(&other.message)})
            });
            let related: Vec<Value> = related.collect();
            let severity = match it.severity() {
                Severity::Error => 1,
                Severity::Warning => 2,
                Severity::Note => 3,
            };
            found.entry(path).or_default().push(json!({
                "code": it.code.as_str(),
                "message": message,
                "range": range,
                "related": related,
                "severity": severity,
            }));
        }
        found
    }
}

/// Of a finding what is compared.
fn essence(it: &Value) -> Value {
    json!({
        "code": it["code"],
        "message": it["message"],
        "range": it["range"],
        "related": it["relatedInformation"].as_array().cloned().unwrap_or_default(),
        "severity": it["severity"],
    })
}
