//! How a command ends.

use std::process::ExitCode;

/// What the exit status says. Where several apply the last one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The budget is valid.
    Clean,
    /// The budget has errors.
    Invalid,
    /// The call or the disk failed.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Invalid => 1,
            Status::Failed => 2,
        })
    }
}
