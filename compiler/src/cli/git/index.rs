//! The files of the index: what is staged, as it will be committed.
//!
//! Paths are those of the repository, from its top.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Mutex, PoisonError};

use bud::diagnostic::Message;
use bud::source::{FileError, Files, normal};

/// The mode of a link.
const LINK: &str = "120000";

/// How many links are followed before they are taken for a circle.
const LINKS: usize = 8;

/// The index of the repository.
pub struct Index {
    /// The mode and the object of each file.
    files: BTreeMap<PathBuf, (String, String)>,
    reader: Mutex<Reader>,
}

/// A `git cat-file` that answers object by object.
struct Reader {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Index {
    /// The index as it is.
    ///
    /// # Errors
    /// Why git cannot tell.
    pub fn open() -> Result<Index, Message> {
        let mut files = BTreeMap::new();
        // `MODE OBJECT STAGE<tab>PATH`; of a file with conflicts there is nothing to be committed.
        for item in super::list(["ls-files", "--stage", "--full-name", "-z", "--", ":/"])? {
            let Some((head, path)) = item.split_once('\t') else { continue };
            if let [mode, object, "0"] = head.split(' ').collect::<Vec<_>>()[..] {
                files.insert(PathBuf::from(path), (mode.to_owned(), object.to_owned()));
            }
        }
        let reader = Mutex::new(Reader::start().map_err(|error| super::missing(&error))?);
        Ok(Index { files, reader })
    }

    /// The paths of its files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }

    fn object(&self, object: &str) -> Result<Vec<u8>, FileError> {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        reader.read(object).map_err(|error| FileError::Other(error.to_string()))
    }
}

impl Files for Index {
    fn read(&self, path: &Path) -> Result<Vec<u8>, FileError> {
        let path = self.resolve(path)?;
        match self.files.get(&path) {
            Some((_, object)) => self.object(object),
            None => Err(FileError::Folder),
        }
    }

    fn resolve(&self, path: &Path) -> Result<PathBuf, FileError> {
        let mut path = normal(path);
        for _ in 0..LINKS {
            match self.files.get(&path) {
                Some((mode, object)) if mode == LINK => {
                    let target = self.object(object)?;
                    let target = PathBuf::from(String::from_utf8_lossy(&target).into_owned());
                    path = normal(&path.parent().unwrap_or(Path::new("")).join(target));
                }
                Some(_) => return Ok(path),
                None if self.files.keys().any(|known| known.starts_with(&path)) => return Ok(path),
                None => break,
            }
        }
        Err(FileError::Missing)
    }
}

impl Reader {
    fn start() -> io::Result<Reader> {
        let mut call = super::command(["cat-file", "--batch"]);
        let mut child = call.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok(Reader { child, input, output: BufReader::new(output) }),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    /// git answers `OBJECT TYPE SIZE`, then the content and a line feed.
    fn read(&mut self, object: &str) -> io::Result<Vec<u8>> {
        writeln!(self.input, "{object}")?;
        self.input.flush()?;
        let mut head = String::new();
        self.output.read_line(&mut head)?;
        let size = match head.trim_end().split(' ').collect::<Vec<_>>()[..] {
            [_, "blob", size] => size.parse().map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?,
            _ => return Err(io::ErrorKind::NotFound.into()),
        };
        let mut bytes: Vec<u8> = vec![0; size];
        self.output.read_exact(&mut bytes)?;
        self.output.read_exact(&mut [0])?;
        Ok(bytes)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
