//! The layout that `--layout` names: one that `bdc` knows, or a file.

use std::io;
use std::path::Path;

use bud::diagnostic::Message;
use bud::diagnostic::render::{Findings, Format};
use bud::report::layout::{BUILTIN, Layout};
use bud::source::{Disk, Files, Sources};

use super::session::{self, Session, Stream};
use super::status::Status;

/// Reads the layout; says what is wrong with it.
///
/// # Errors
/// The status of the call, which has been told.
pub fn read(name: Option<&str>, session: &Session) -> Result<Layout, Status> {
    let name = name.unwrap_or(BUILTIN[0].name);
    let text = match BUILTIN.iter().find(|layout| layout.name == name) {
        Some(builtin) => builtin.text.to_owned(),
        None => file(name, session)?,
    };
    let mut sources = Sources::default();
    let id = sources.add(name.to_owned(), name.into(), text);
    let (layout, diagnostics) = Layout::read(sources.file(id));
    if diagnostics.is_empty() {
        return Ok(layout);
    }
    let findings = [Findings { sources: &sources, diagnostics: &diagnostics }];
    session.write(Stream::Err, |out| Format::Human.write(&findings, &session.style(Stream::Err), out));
    Err(Status::Failed)
}

/// The text of a layout's file.
fn file(name: &str, session: &Session) -> Result<String, Status> {
    let path = Path::new(name);
    let bytes = Disk.read(path).map_err(|error| match error {
        // A word without a dot is more likely a misspelt name than a file.
        _ if path.extension().is_none() && path.components().count() == 1 => {
            let known = BUILTIN.iter().map(|layout| layout.name).collect::<Vec<_>>().join(", ");
            session.fail(&Message::new("unknown-layout").with("name", name).with("known", known))
        }
        error => session.fail(&session::unreadable(path, error)),
    })?;
    String::from_utf8(bytes).map_err(|_| {
        let error = io::Error::from(io::ErrorKind::InvalidData);
        session.fail(&session::about("cannot-read", path, session::reason(&error)))
    })
}
