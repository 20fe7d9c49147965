//! The ledger as JSON.

use std::io;

use crate::Analysis;

/// Writes the ledger of `analysis`.
///
/// # Errors
/// Whatever `out` says.
pub fn write(analysis: &Analysis, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{{\n  \"version\": 1,\n  \"valid\": {}\n}}", analysis.valid())
}
