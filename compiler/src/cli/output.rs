//! Writing a file, or several new ones, whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

/// How many links are followed before they are taken for a circle.
const LINKS: usize = 40;

/// Writes the file at `path`: beside it first, then in its place, so that no reader and no failure
/// ever sees half of it. A link stays a link, an existing file keeps its permissions. What is no
/// file (a device, a pipe) is written to as it is.
///
/// # Errors
/// Whatever the disk or `write` says; then `path` is what it was.
pub fn write(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let path = followed(path);
    let permissions = match fs::metadata(&path) {
        Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => {
            let mut out = BufWriter::new(File::options().write(true).open(&path)?);
            return write(&mut out).and_then(|()| out.flush());
        }
        Ok(found) if found.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
        Ok(found) => Some(found.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = created(folder)?;
    let mut out = BufWriter::with_capacity(1 << 16, file.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(&path).map(drop).map_err(|failed| failed.error)
}

/// Why new files were not written.
pub enum Failed {
    /// This is there already.
    Exists(PathBuf),
    /// The disk failed.
    Disk(PathBuf, io::Error),
}

/// Writes new files into a folder, made if need be: all of them or none. What is there already stays as it is. The
/// first file is written last, so that whoever sees it sees all.
///
/// # Errors
/// One of them is there, or the disk fails; then nothing is there that was not before.
pub fn create(folder: &Path, files: &[(&str, &str)]) -> Result<(), Failed> {
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    if let Some(path) = files.iter().map(|(name, _)| folder.join(name)).find(|path| is_there(path)) {
        return Err(Failed::Exists(path));
    }
    let new = !is_there(folder);
    fs::create_dir_all(folder).map_err(|error| Failed::Disk(folder.to_owned(), error))?;
    let mut written: Vec<PathBuf> = Vec::new();
    for (name, text) in files.iter().rev() {
        let path = folder.join(name);
        if let Err(error) = write(&path, |out| out.write_all(text.as_bytes())) {
            // What cannot be taken back either stays without the first file.
            for path in &written {
                let _ = fs::remove_file(path);
            }
            if new {
                let _ = fs::remove_dir(folder);
            }
            return Err(Failed::Disk(path, error));
        }
        written.push(path);
    }
    Ok(())
}

/// A new file in `folder` with the permissions that any new file has.
fn created(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".bdc-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// The file that `path` leads to over links, there or not.
pub fn followed(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => break,
        }
    }
    path
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn what_was_there_stays_whole_when_writing_fails() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ledger.json");
        fs::write(&path, "old").unwrap();
        let failed = write(&path, |out| {
            out.write_all(&[b'x'; 1 << 20])?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn new_files_are_all_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("new");
        create(&new, &[("a", "1"), ("b", "2")]).unwrap_or_else(|_| panic!("they are not written"));
        assert_eq!(fs::read_to_string(new.join("a")).unwrap(), "1");
        assert!(matches!(create(&new, &[("c", "3"), ("b", "4")]), Err(Failed::Exists(path)) if path == new.join("b")));
        assert!(!new.join("c").exists());
        assert_eq!(fs::read_to_string(new.join("b")).unwrap(), "2");
        let other = folder.path().join("other");
        assert!(matches!(create(&other, &[("no/folder", "1"), ("b", "2")]), Err(Failed::Disk(..))));
        assert!(!other.exists(), "what was written is taken back");
    }

    #[test]
    fn links_and_permissions_stay() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        symlink("file", &link).unwrap();
        write(&link, |out| out.write_all(b"new")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        write(&link, |out| out.write_all(b"newer")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "newer");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn what_is_no_file_is_written_to_or_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(write(folder.path(), |_| Ok(())).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        write(Path::new("/dev/null"), |out| out.write_all(b"x")).unwrap();
        let circle = folder.path().join("circle");
        symlink("circle", &circle).unwrap();
        assert!(write(&circle, |_| Ok(())).is_err());
    }
}
