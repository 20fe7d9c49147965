//! The house is in order: what ARCHITECTURE.md says is absent is absent, nothing is over its length,
//! and lists that must agree do.
//!
//! These are greps, made a little cleverer ([`rust`]), so that a reviewer need not look for them.
//! Every complaint names the file and the line, and says what to do.

#![allow(clippy::unwrap_used)]

mod absences;
mod documents;
mod lengths;
mod messages;
mod repository;
mod rooms;
mod rust;

use std::path::{Path, PathBuf};

/// The folder of the whole project.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Fails with all complaints at once.
fn report(rule: &str, complaints: &[String]) {
    assert!(complaints.is_empty(), "{rule}\n  {}", complaints.join("\n  "));
}
