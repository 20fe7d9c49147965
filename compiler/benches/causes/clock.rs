//! What a piece of work costs this process.

use std::time::{Duration, Instant};

/// What one run cost.
#[derive(Clone, Copy)]
pub struct Cost {
    /// From start to end.
    pub wall: Duration,
    /// Seconds of processor time of all threads, the system's for them included; none where the
    /// system does not tell.
    pub cpu: Option<Duration>,
}

/// Does it, and says what it cost.
pub fn measure<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let (before, start) = (processor(), Instant::now());
    let result = work();
    let wall = start.elapsed();
    let cpu = processor().zip(before).map(|(after, before)| after.saturating_sub(before));
    (result, Cost { wall, cpu })
}

/// The processor time of this process so far.
#[cfg(unix)]
#[allow(unsafe_code, reason = "the standard library cannot say what a process has cost")]
fn processor() -> Option<Duration> {
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: `usage` is a valid place for what the call writes, and all zeros are valid for it too.
    let usage = unsafe {
        if libc::getrusage(libc::RUSAGE_SELF, usage.as_mut_ptr()) != 0 {
            return None;
        }
        usage.assume_init()
    };
    let duration = |time: libc::timeval| {
        Duration::from_secs(time.tv_sec.unsigned_abs())
            + Duration::from_micros(u64::from(time.tv_usec.unsigned_abs() as u32))
    };
    Some(duration(usage.ru_utime) + duration(usage.ru_stime))
}

#[cfg(not(unix))]
fn processor() -> Option<Duration> {
    None
}
