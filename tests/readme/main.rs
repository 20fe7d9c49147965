//! The README shows what a terminal shows: every `console` block of it is run, and its picture drawn.
//!
//! A line after `$ ` is a command, given to a shell in a copy of `examples/` with `bdc` on the path;
//! what follows is all it prints. A line `…` alone stands for any lines. `BLESS=1` writes what was
//! printed into the README, and the picture anew.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod picture;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// What `command` prints in `folder`.
fn run(command: &str, folder: &Path, locale: &str) -> String {
    let bin = Path::new(env!("CARGO_BIN_EXE_bdc")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(bin.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{{ {command}\n}} 2>&1")]).current_dir(folder).stdin(Stdio::null());
    for name in ["LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        shell.env_remove(name);
    }
    shell.env("LC_ALL", locale).env("PATH", path.unwrap());
    String::from_utf8(shell.output().unwrap().stdout).unwrap()
}

/// Whether `printed` is `shown`, in which a line `…` stands for any lines.
fn matches(shown: &[&str], printed: &[&str]) -> bool {
    match (shown.split_first(), printed.split_first()) {
        (None, None) => true,
        (Some((&"…", rest)), _) => (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..])),
        (Some((first, shown)), Some((line, printed))) => first.trim_end() == line.trim_end() && matches(shown, printed),
        _ => false,
    }
}

/// The README `name` as it should be, each `console` block with what its commands print.
fn told(name: &str, locale: &str) -> (String, String) {
    let text = fs::read_to_string(root().join(name)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("examples"), &folder.path().join("examples"));
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    let mut blocks = 0;
    while let Some(line) = lines.next() {
        out.push_str(&format!("{line}\n"));
        if line != "```console" {
            continue;
        }
        blocks += 1;
        while let Some(command) = lines.next_if(|line| *line != "```") {
            let mut shown = Vec::new();
            while let Some(line) = lines.next_if(|line| *line != "```" && !line.starts_with("$ ")) {
                shown.push(line);
            }
            let printed = run(command.strip_prefix("$ ").unwrap(), folder.path(), locale);
            let printed: Vec<&str> = printed.trim_end().lines().collect();
            let kept = if matches(&shown, &printed) { shown } else { printed };
            for line in std::iter::once(command).chain(kept) {
                out.push_str(&format!("{}\n", line.trim_end()));
            }
        }
    }
    assert!(blocks > 0, "{name} shows no terminal");
    (text, out)
}

#[test]
fn the_readmes_show_what_a_terminal_shows() {
    for (name, locale) in [("README.md", "C"), ("README.zh-CN.md", "zh_CN.UTF-8")] {
        let (text, told) = told(name, locale);
        if std::env::var_os("BLESS").is_some() && text != told {
            fs::write(root().join(name), told).unwrap();
            continue;
        }
        let pairs = text.lines().zip(told.lines()).enumerate();
        let first = pairs.clone().find(|(_, (is, should))| is != should);
        assert!(text == told, "{name} shows something else (BLESS=1 writes it anew): {first:#?}");
    }
}

#[test]
fn the_picture_shows_what_a_terminal_shows() {
    for (name, locale, title) in [
        ("terminal.svg", "C", "bdc check in a terminal: two errors with their places, figures and fixes"),
        ("terminal.zh-CN.svg", "zh_CN.UTF-8", "终端里的 bdc check：两个错误，各有位置、金额和改法"),
    ] {
        let command = "bdc check examples/faults/amount-digits-swapped.bud examples/faults/letter-o-in-amount.bud";
        let printed = run(&format!("{command} --color always"), &root(), locale);
        let drawn = picture::picture(title, &format!("$ {command}\n{printed}"));
        let path = root().join("examples").join(name);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &drawn).unwrap();
        }
        let is = fs::read_to_string(&path).unwrap_or_default();
        assert!(is == drawn, "examples/{name} shows something else (BLESS=1 draws it anew)");
    }
}
