//! The files of a revision: a budget as it was committed, with all that it includes.
//!
//! One `git cat-file --batch` serves all of them. Paths are those of the repository, from its top.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Mutex, PoisonError};

use bud::diagnostic::Message;
use bud::source::{FileError, Files, normal};

use super::{ask, command, missing};

/// What stands at a path of a revision.
#[derive(Clone)]
enum Object {
    File(Vec<u8>),
    Folder,
}

/// The files of one revision of the repository.
pub struct Revision {
    /// How a path of it begins: `OBJECT:`.
    tree: String,
    reader: Mutex<Reader>,
}

struct Reader {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    known: BTreeMap<PathBuf, Result<Object, FileError>>,
}

/// `REV:PATH` cut in two, at the first colon that is in no braces: `HEAD@{10:20}:a.bud`.
pub fn split(name: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    let colon = name.char_indices().find(|&(_, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ':' && depth == 0
    });
    let (at, _) = colon?;
    Some((&name[..at], &name[at + 1..]))
}

impl Revision {
    /// The files of revision `rev`, and the path of the repository that `path` is: from its top, or with
    /// `./` or `../` from the current folder, as git reads it.
    ///
    /// # Errors
    /// What is wrong with the call.
    pub fn open(rev: &str, path: &str) -> Result<(Revision, PathBuf), Message> {
        let name = format!("{rev}:{path}");
        let Some(prefix) = ask(["rev-parse", "--show-prefix"])? else {
            return Err(Message::new("git-no-repository").with("name", name));
        };
        let tree = ask(["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{rev}^{{tree}}")])?;
        let Some(tree) = tree.filter(|_| !rev.is_empty()) else {
            return Err(Message::new("git-no-revision").with("revision", rev).with("name", name));
        };
        let relative = matches!(Path::new(path).components().next(), Some(Component::CurDir | Component::ParentDir));
        let inside = if relative { normal(&Path::new(&prefix).join(path)) } else { normal(Path::new(path)) };
        let reader = Reader::start().map_err(|error| missing(&error))?;
        let revision = Revision { tree: format!("{tree}:"), reader: Mutex::new(reader) };
        match revision.object(&inside) {
            Ok(Object::File(_)) => return Ok((revision, inside)),
            Ok(Object::Folder) => return Err(Message::new("git-folder").with("path", path).with("revision", rev)),
            Err(_) => {}
        }
        // A path from the top is what git takes, and a path from here what people mean.
        let here = normal(&Path::new(&prefix).join(path));
        let message = match !relative && matches!(revision.object(&here), Ok(Object::File(_))) {
            true => Message::new("git-path-from-top").with("here", format!("{rev}:./{path}")),
            false => Message::new("git-no-path"),
        };
        Err(message.with("path", path).with("revision", rev))
    }

    /// The folder of the repository that a folder of the disk is: the top one for all above it.
    ///
    /// # Errors
    /// Why git cannot be called.
    pub fn folder(&self, folder: &Path) -> Result<PathBuf, Message> {
        let top = ask(["rev-parse", "--show-toplevel"])?.unwrap_or_default();
        let [folder, top] = [folder, Path::new(&top)].map(|it| it.canonicalize().unwrap_or_else(|_| it.to_owned()));
        Ok(folder.strip_prefix(&top).map(Path::to_owned).unwrap_or_default())
    }

    fn object(&self, path: &Path) -> Result<Object, FileError> {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = reader.known.get(path) {
            return known.clone();
        }
        let object = match spelled(path) {
            Some(path) => reader.read(&format!("{}{path}", self.tree)),
            None => Err(FileError::Outside),
        };
        reader.known.insert(path.to_owned(), object.clone());
        object
    }
}

/// A path as git spells it; none if it leads out of the repository or no path of it can be this.
fn spelled(path: &Path) -> Option<String> {
    let parts = path.components().map(|part| match part {
        Component::Normal(part) => part.to_str().filter(|part| !part.contains('\n')),
        _ => None,
    });
    Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
}

impl Files for Revision {
    fn read(&self, path: &Path) -> Result<Vec<u8>, FileError> {
        match self.object(&normal(path))? {
            Object::File(bytes) => Ok(bytes),
            Object::Folder => Err(FileError::Folder),
        }
    }

    fn resolve(&self, path: &Path) -> Result<PathBuf, FileError> {
        let path = normal(path);
        self.object(&path).map(|_| path)
    }
}

impl Reader {
    fn start() -> io::Result<Reader> {
        // A link in the tree is followed in the tree.
        let mut call = command(["cat-file", "--batch", "--follow-symlinks"]);
        let mut child = call.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => {
                Ok(Reader { child, input, output: BufReader::new(output), known: BTreeMap::new() })
            }
            _ => Err(io::Error::from(io::ErrorKind::BrokenPipe)),
        }
    }

    fn read(&mut self, name: &str) -> Result<Object, FileError> {
        self.ask(name).map_err(|error| FileError::Other(error.to_string()))?
    }

    /// git answers `OBJECT TYPE SIZE` and the content, or the name and a word for what is wrong.
    fn ask(&mut self, name: &str) -> io::Result<Result<Object, FileError>> {
        writeln!(self.input, "{name}")?;
        self.input.flush()?;
        let mut head = String::new();
        self.output.read_line(&mut head)?;
        let head = head.trim_end_matches('\n');
        if head.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if head.strip_prefix(name).is_some_and(|rest| matches!(rest, " missing" | " ambiguous")) {
            return Ok(Err(FileError::Missing));
        }
        let mut words = head.split(' ');
        let (first, second, size) = (words.next().unwrap_or(""), words.next().unwrap_or(""), words.next());
        let content = |size: &str| size.parse().map_err(|_| io::Error::from(io::ErrorKind::InvalidData));
        if matches!(first, "dangling" | "loop" | "notdir" | "symlink") && size.is_none() {
            let mut rest = vec![0; content(second)? + 1];
            self.output.read_exact(&mut rest)?;
            return Ok(Err(if first == "symlink" { FileError::Outside } else { FileError::Missing }));
        }
        let size: usize = content(size.unwrap_or(""))?;
        let mut bytes = vec![0; size];
        self.output.read_exact(&mut bytes)?;
        self.output.read_exact(&mut [0])?;
        Ok(match second {
            "blob" => Ok(Object::File(bytes)),
            "tree" => Ok(Object::Folder),
            _ => Err(FileError::Missing),
        })
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // It has nothing to lose, and would otherwise outlive the call as a zombie.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_ends_at_the_first_colon_outside_braces() {
        for (name, expected) in [
            ("HEAD:a.bud", Some(("HEAD", "a.bud"))),
            ("HEAD@{2026-01-01 10:20}:d/a.bud", Some(("HEAD@{2026-01-01 10:20}", "d/a.bud"))),
            ("main~2:./a:b.bud", Some(("main~2", "./a:b.bud"))),
            ("a.bud", None),
        ] {
            assert_eq!(split(name), expected);
        }
    }
}
