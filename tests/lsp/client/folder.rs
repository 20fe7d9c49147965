//! A folder of budgets on the disk, as long as a test runs.

use std::path::{Path, PathBuf};

/// A folder that is removed in the end.
pub struct Folder {
    // It is kept for its end.
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Folder {
    /// A folder with these files: a path with `/` and a text each.
    pub fn new(files: &[(&str, &str)]) -> Folder {
        let folder = tempfile::tempdir().unwrap();
        // An editor names a folder by the path that has no links in it.
        let path = folder.path().canonicalize().unwrap();
        let folder = Folder { _folder: folder, path };
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    /// Where a file is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// What is in a file.
    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Removes a file.
    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.path(name)).unwrap();
    }

    /// The folder as the protocol names it.
    pub fn root(&self) -> String {
        uri(&self.path)
    }

    /// A file as the protocol names it.
    pub fn uri(&self, name: &str) -> String {
        uri(&self.path(name))
    }
}

/// A path as editors write it: what is not plain ASCII is escaped.
pub fn uri(path: &Path) -> String {
    let path = path.to_str().unwrap().replace('\\', "/");
    let path = path.strip_prefix("//?").unwrap_or(&path);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let written = path.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    format!("file://{}{}", if path.starts_with('/') { "" } else { "/" }, written.collect::<String>())
}

#[test]
fn a_path_is_escaped() {
    assert_eq!(uri(Path::new("/a b/预算-1.bud")), "file:///a%20b/%E9%A2%84%E7%AE%97-1.bud");
}

#[test]
fn files_come_and_go() {
    let folder = Folder::new(&[("a/预算.bud", "1")]);
    assert_eq!(folder.text("a/预算.bud"), "1");
    assert_eq!(folder.uri("a/预算.bud"), folder.root() + "/a/%E9%A2%84%E7%AE%97.bud");
    folder.remove("a/预算.bud");
    assert!(!folder.path("a/预算.bud").exists());
}
