//! Runs a program from start to end and asks the system what it cost.

use std::io;
use std::process::Command;
use std::time::Duration;

/// What one run of a program cost.
#[derive(Clone, Copy)]
pub struct Cost {
    /// From before the start to after the end.
    pub wall: Duration,
    /// Seconds of processor time, the program's and the system's for it, over all threads.
    pub cpu: Duration,
    /// The most memory that it held, in bytes.
    pub peak: u64,
    /// How it ended.
    pub ended: Ended,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this status.
    Status(i32),
    /// By a signal.
    Signal(i32),
    /// It took longer than allowed.
    TooLong,
}

#[cfg(unix)]
pub use unix::run;

#[cfg(unix)]
#[allow(unsafe_code, reason = "the standard library waits for a child but cannot say what it cost")]
mod unix {
    use std::mem::MaybeUninit;
    use std::sync::mpsc::{self, RecvTimeoutError};
    use std::time::Instant;

    use super::*;

    /// Runs `command`, kills it after `limit`.
    ///
    /// Linux counts this process's own peak in the child's, so a smaller one cannot be seen:
    /// [`own_peak`] says which.
    pub fn run(command: &mut Command, limit: Duration) -> io::Result<Cost> {
        let start = Instant::now();
        let child = command.spawn()?;
        let id = child.id().cast_signed();
        let (ended, waiting) = mpsc::channel::<()>();
        let (wall, too_long) = std::thread::scope(|scope| {
            let guard = scope.spawn(move || {
                let too_long = waiting.recv_timeout(limit) == Err(RecvTimeoutError::Timeout);
                if too_long {
                    // SAFETY: a plain system call. `id` is our child, and it is not reaped before this
                    // thread has ended, so the number cannot be another process's.
                    unsafe { libc::kill(id, libc::SIGKILL) };
                }
                too_long
            });
            let waited = wait_without_reaping(id);
            let wall = start.elapsed();
            drop(ended);
            let too_long = guard.join().unwrap_or(false);
            waited.map(|()| (wall, too_long))
        })?;
        let (status, usage) = reap(id)?;
        let ended = match (too_long, libc::WIFEXITED(status)) {
            (true, _) => Ended::TooLong,
            (false, true) => Ended::Status(libc::WEXITSTATUS(status)),
            (false, false) => Ended::Signal(libc::WTERMSIG(status)),
        };
        Ok(Cost { wall, cpu: duration(usage.ru_utime) + duration(usage.ru_stime), peak: peak(&usage), ended })
    }

    fn wait_without_reaping(id: libc::pid_t) -> io::Result<()> {
        let mut info = MaybeUninit::<libc::siginfo_t>::zeroed();
        retry(|| {
            // SAFETY: `info` is a valid place for one siginfo; nothing reads it.
            unsafe { libc::waitid(libc::P_PID, id.cast_unsigned(), info.as_mut_ptr(), libc::WEXITED | libc::WNOWAIT) }
        })
    }

    fn reap(id: libc::pid_t) -> io::Result<(libc::c_int, libc::rusage)> {
        let mut status = 0;
        let mut usage = MaybeUninit::<libc::rusage>::zeroed();
        // SAFETY: both are valid places for what the call writes.
        retry(|| unsafe { libc::wait4(id, &raw mut status, 0, usage.as_mut_ptr()) })?;
        // SAFETY: the call has succeeded, so it is filled; and all zeros is valid too.
        Ok((status, unsafe { usage.assume_init() }))
    }

    /// Calls again while a signal interrupts.
    fn retry(mut call: impl FnMut() -> libc::c_int) -> io::Result<()> {
        while call() == -1 {
            let error = io::Error::last_os_error();
            if error.kind() != io::ErrorKind::Interrupted {
                return Err(error);
            }
        }
        Ok(())
    }

    fn duration(time: libc::timeval) -> Duration {
        Duration::from_secs(time.tv_sec.unsigned_abs())
            + Duration::from_micros(u64::from(time.tv_usec.unsigned_abs() as u32))
    }

    fn peak(usage: &libc::rusage) -> u64 {
        // Apple counts bytes, the others kibibytes.
        usage.ru_maxrss.unsigned_abs() * if cfg!(target_vendor = "apple") { 1 } else { 1024 }
    }
}

/// Without `wait4` there is nothing to measure with.
#[cfg(not(unix))]
pub fn run(_: &mut Command, _: Duration) -> io::Result<Cost> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this benchmark asks Unix what a process cost (wait4)"))
}

/// The most memory that this process itself has held, in bytes, where Linux tells it.
pub fn own_peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kibibytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(kibibytes.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}
