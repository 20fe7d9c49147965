//! `bdc git`, in real repositories.

mod external;
mod hook;
mod install;
mod merging;

use std::env;
use std::fs;
use std::process::Command;

use super::Folder;

/// A budget that holds.
const BASE: &str = "\
budget 局 year 2024 measure 万元
unit 甲
unit 乙

# 一、项目支出
project 修缮 unit 甲 amount 12.00
project 绿化 unit 甲 amount 3.00
project 修缮 unit 乙 amount 5.00

total amount 20.00
";

/// The last entry of it.
const LAST: &str = "project 修缮 unit 乙 amount 5.00\n";

/// A repository, with nothing of the tester's settings.
struct Repository(Folder);

impl Repository {
    /// An empty one.
    fn new() -> Repository {
        let repository = Repository(Folder::new());
        repository.git(&["init", "--quiet", "--initial-branch=main", "."]);
        repository
    }

    /// One with `BASE` as `main.bud`, in which bdc is installed.
    fn installed() -> Repository {
        let repository = Repository::new();
        repository.write("main.bud", BASE);
        assert_eq!(
            repository
                .0
                .shown(&repository.command(env!("CARGO_BIN_EXE_bdc"), &["git", "install"]).output().unwrap())
                .lines()
                .next(),
            Some("exit 0")
        );
        repository.commit("base");
        repository
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = self.0.command(&[]);
        let environment: Vec<_> =
            command.get_envs().map(|(name, value)| (name.to_owned(), value.map(ToOwned::to_owned))).collect();
        command = Command::new(program);
        command.args(arguments).current_dir(self.0.path(""));
        for (name, value) in environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"] {
            command.env_remove(name);
        }
        let bdc = std::path::Path::new(env!("CARGO_BIN_EXE_bdc")).parent().unwrap().to_owned();
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(bdc).chain(env::split_paths(&path));
        command
            .env("PATH", env::join_paths(folders).unwrap())
            .env("HOME", self.0.path(""))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", if cfg!(windows) { "NUL" } else { "/dev/null" })
            .stdin(std::process::Stdio::null());
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "Clerk").env(format!("GIT_{role}_EMAIL"), "clerk@example.org");
            command.env(format!("GIT_{role}_DATE"), "2026-01-01T00:00:00Z");
        }
        command
    }

    /// All that can be seen of a call of git.
    fn git(&self, arguments: &[&str]) -> String {
        let output = self.command("git", arguments).output().unwrap();
        self.0.shown(&output)
    }

    /// All that can be seen of a call of bdc.
    fn bdc(&self, arguments: &[&str]) -> String {
        let output = self.command(env!("CARGO_BIN_EXE_bdc"), arguments).output().unwrap();
        self.0.shown(&output)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.0.path(name).parent().unwrap()).unwrap();
        fs::write(self.0.path(name), text).unwrap();
    }

    /// Commits all there is, whatever it is.
    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        let said = self.git(&["commit", "--quiet", "--no-verify", "--message", message]);
        assert!(said.starts_with("exit 0"), "{said}");
    }

    /// Merges what another branch made of `base` into what we made of it, and shows what git and the driver say.
    fn merge(&self, base: &[(&str, &str)], ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> String {
        let write = |files: &[(&str, &str)]| files.iter().for_each(|(name, text)| self.write(name, text));
        write(base);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--no-verify", "--message", "the base"]);
        self.git(&["switch", "--quiet", "--create", "other"]);
        write(theirs);
        self.commit("theirs");
        self.git(&["switch", "--quiet", "main"]);
        write(ours);
        self.commit("ours");
        self.git(&["merge", "--quiet", "--no-edit", "other"])
    }
}

/// `BASE` with each of these texts replaced.
fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = BASE.to_owned();
    for (old, new) in edits {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replace(old, new);
    }
    text
}
