//! Whether the server finds what the library finds in the same text.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::Duration;

use bud::diagnostic::{Diagnostic, Language, locale};
use bud::source::{Memory, SourceFile};
use bud::{Analysis, Options};
use serde_json::Value;

use crate::budget::{Budget, MAIN};
use crate::text::Encoding;
use crate::typist::{CAUSES, Typist, What};

/// A finding, as far as it is compared: its code, where it begins and ends, and the first line of its text.
type Finding = (String, [u64; 4], String);

/// How long the server is quiet when it has told everything: longer than it waits before it looks for
/// causes.
const QUIET: Duration = Duration::from_millis(600);

impl Typist {
    /// Waits until everything is told.
    pub fn settle(&mut self) -> io::Result<()> {
        while self.server.next_within(QUIET)?.is_some() {}
        if self.habits.pull {
            self.pull_all()?;
        }
        Ok(())
    }

    /// Slips in an amount, and how long it takes until the cause is told; then takes it back.
    pub fn measure_causes(&mut self, count: usize, budget: &Budget, folder: &Path) -> io::Result<()> {
        for _ in 0..count {
            self.settle()?;
            self.compare("as generated", budget, folder)?;
            let line = self.entry();
            let at = self.amount(line);
            let (start, _) = self.change(at, at, "1")?;
            let asked = self.ask_for_findings()?;
            self.findings(asked)?;
            let analysis = self.analyze(budget, folder)?;
            if analysis.with_causes().iter().any(|it| CAUSES.contains(&it.code.as_str())) {
                let at = self.cause()?;
                self.took(What::Causes, at.duration_since(start));
            }
            self.settle()?;
            self.compare("with a digit too many", budget, folder)?;
            self.change(at, (at.0, at.1 + 1), "")?;
            let asked = self.ask_for_findings()?;
            self.findings(asked)?;
        }
        Ok(())
    }

    /// Compares what the server has told with a fresh analysis.
    pub fn compare(&mut self, when: &str, budget: &Budget, folder: &Path) -> io::Result<()> {
        let analysis = self.analyze(budget, folder)?;
        let mut expected: BTreeMap<&str, Vec<Finding>> = BTreeMap::new();
        let causes = analysis.with_causes();
        for diagnostic in &causes {
            let file = analysis.sources.file(diagnostic.span.file);
            let name = file.name.rsplit('/').next().unwrap_or_default();
            expected.entry(name).or_default().push(finding(diagnostic, file, self.habits.encoding));
        }
        for (name, _) in &budget.files {
            let told = self.server.published.get(name).map(Vec::as_slice).unwrap_or_default();
            let mut told: Vec<Finding> = told.iter().map(told_finding).collect();
            let mut expected = expected.remove(name.as_str()).unwrap_or_default();
            told.sort_unstable();
            expected.sort_unstable();
            if told != expected {
                let only = |one: &[Finding], other: &[Finding]| {
                    let only: Vec<_> = one.iter().filter(|it| !other.contains(it)).take(3).cloned().collect();
                    format!("{only:?}")
                };
                self.wrong.push(format!(
                    "{name}, {when}: the server tells {} findings, the library {}; only the server's: {}; only the library's: {}",
                    told.len(),
                    expected.len(),
                    only(&told, &expected),
                    only(&expected, &told),
                ));
            }
        }
        Ok(())
    }

    fn analyze(&self, budget: &Budget, folder: &Path) -> io::Result<Analysis> {
        let mut files = Memory::new();
        for (name, text) in &budget.files {
            let text = if *name == self.name { self.text.whole() } else { text.clone() };
            files.insert(folder.join(name), text);
        }
        let unread = |error| io::Error::other(format!("the generated budget cannot be read: {error:?}"));
        bud::analyze(&files, &folder.join(MAIN), &Options::default()).map_err(unread)
    }
}

fn finding(diagnostic: &Diagnostic, file: &SourceFile, encoding: Encoding) -> Finding {
    let position = |at: u32| {
        let before = &file.text[..at as usize];
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = before.bytes().filter(|&byte| byte == b'\n').count();
        [line as u64, encoding.columns(&before[start..]) as u64]
    };
    let ([line, column], [last, end]) = (position(diagnostic.span.start), position(diagnostic.span.end));
    let text = locale::text(Language::English, &diagnostic.message);
    (diagnostic.code.as_str().to_owned(), [line, column, last, end], first_line(&text))
}

fn told_finding(told: &Value) -> Finding {
    let number = |path: &str| told.pointer(path).and_then(Value::as_u64).unwrap_or(u64::MAX);
    let range = ["/range/start/line", "/range/start/character", "/range/end/line", "/range/end/character"].map(number);
    let text = |key: &str| told[key].as_str().unwrap_or_default();
    (text("code").to_owned(), range, first_line(text("message")))
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
