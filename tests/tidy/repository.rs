//! What lies where in the repository.

use std::path::Path;
use std::process::Command;

use super::{read, report, root};

/// What may stand at the top.
const TOP: &[&str] = &[
    ".ci",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "clippy.toml",
    "compiler",
    "examples",
    "grammar",
    "lsp",
    "rustfmt.toml",
    "tests",
];

/// The crates.
const PACKAGES: [&str; 3] = ["compiler", "lsp", "grammar/tree-sitter-bud"];

/// The files of the project, by their paths with `/`: what git knows or would add; without git
/// everything but what is built.
pub fn files() -> Vec<String> {
    let git = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output();
    let mut files = Vec::new();
    match git {
        Ok(output) if output.status.success() => {
            let listed = String::from_utf8(output.stdout).unwrap();
            files.extend(listed.split_terminator('\0').map(str::to_owned));
        }
        _ => walk(&root(), "", &mut files),
    }
    files.retain(|file| root().join(file).is_file());
    files.sort();
    files.dedup();
    assert!(files.len() > 100, "only {} files found", files.len());
    files
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{prefix}{name}");
        let built = ["target", ".git", "corpus", "artifacts"].contains(&name.as_str());
        if entry.file_type().unwrap().is_dir() {
            if !built {
                walk(&entry.path(), &format!("{path}/"), files);
            }
        } else if !built && !path.ends_with(".ledger.json") && !path.ends_with("pending-snap") {
            files.push(path);
        }
    }
}

#[test]
fn nothing_stands_at_the_top_but_what_belongs_there() {
    let mut found: Vec<String> = files().iter().map(|file| file.split('/').next().unwrap().to_owned()).collect();
    found.dedup();
    let strange = |name: &&String| !TOP.contains(&name.as_str());
    let complaints: Vec<String> = found.iter().filter(strange).map(|name| format!("{name}: move it")).collect();
    report("Only these may stand at the top; a new one needs a row in tests/tidy/repository.rs.", &complaints);
    let missing = |name: &&&str| !found.iter().any(|it| it == **name);
    let complaints: Vec<String> = TOP.iter().filter(missing).map(|name| format!("{name}: missing")).collect();
    report("The project promises these.", &complaints);
}

#[test]
fn nothing_depends_on_one_machine() {
    // Put together here so that this file does not accuse itself.
    let homes = ["work", "root", "home", "Users"].map(|name| format!("/{name}/"));
    let hosts =
        ["index.crates.io", "static.crates.io", "rsproxy", "ustc.edu", "tuna.tsinghua", "goproxy", "artifactory"]
            .map(str::to_owned);
    let mut complaints = Vec::new();
    for file in files().iter().filter(|file| !file.starts_with("tests/tidy/")) {
        // What is not text holds no path of ours.
        let Ok(text) = std::fs::read_to_string(root().join(file)) else { continue };
        for (number, line) in text.lines().enumerate() {
            let home = homes.iter().any(|home| {
                line.match_indices(home.as_str())
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "._-)}/~".contains(c)))
            });
            if home || hosts.iter().any(|host| line.contains(host.as_str())) {
                complaints.push(format!("{file}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    report("A path of one machine, or a registry's host: the project must build anywhere.", &complaints);
}

#[test]
fn every_path_that_a_manifest_names_exists() {
    let mut complaints = Vec::new();
    for package in PACKAGES {
        for line in read(&format!("{package}/Cargo.toml")).lines() {
            let Some(path) = line.strip_prefix("path = ") else { continue };
            let path = path.trim().trim_matches('"');
            if !root().join(package).join(path).is_file() {
                complaints.push(format!("{package}/Cargo.toml: {path}"));
            }
        }
    }
    report("A manifest names a file that is not there.", &complaints);
}

#[test]
fn every_test_file_belongs_to_a_manifest() {
    let manifests = PACKAGES.map(|package| read(&format!("{package}/Cargo.toml")));
    // Paths are as deep as their package: here they are told from the top.
    let manifests = manifests.concat().replace("../../tests/", "../tests/");
    let mut complaints = Vec::new();
    let files = files();
    for file in files.iter().filter(|file| file.starts_with("tests/") && file.ends_with(".rs")) {
        // A test is a file, or a folder with a `main.rs`.
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut owners = folder.match_indices('/').map(|(at, _)| &folder[..at]).collect::<Vec<_>>();
        owners.push(folder);
        let by_main = owners.iter().any(|folder| manifests.contains(&format!("\"../{folder}/main.rs\"")));
        // Or a part of a test that stands beside it.
        let part = file.rsplit(['/', '.']).nth(1).unwrap();
        let by_another = files.iter().any(|other| {
            let beside = other.rsplit_once('/').is_some_and(|(it, _)| it == folder) && other != file;
            beside && manifests.contains(&format!("\"../{other}\"")) && read(other).contains(&format!("mod {part};"))
        });
        if !by_main && !by_another && !manifests.contains(&format!("\"../{file}\"")) {
            complaints.push(format!("{file}: no [[test]] has it as its path, so it never runs"));
        }
    }
    report("Tests are run by the crate whose binary they need.", &complaints);
}
