//! What a benchmark says of the machine that it runs on.

use std::{env, fs};

/// The processor, as Linux names it.
pub fn processor() -> String {
    let known = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = known.lines().filter_map(|line| line.split_once(':')).find(|(key, _)| key.trim() == "model name");
    model.map_or_else(|| env::consts::ARCH.to_owned(), |(_, model)| model.trim().to_owned())
}

/// The load averages of one, five and fifteen minutes, where Linux tells them.
pub fn load() -> String {
    let known = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let averages: Vec<_> = known.split_whitespace().take(3).collect();
    if averages.is_empty() { "not known".to_owned() } else { averages.join(" ") }
}
