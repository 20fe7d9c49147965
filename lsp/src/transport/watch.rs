//! Watches the process of the editor: a server whose editor has crashed must not stay behind, also
//! where somebody else still holds its input open.

use std::sync::mpsc::Sender;
use std::time::Duration;

use process_alive::{Pid, State, state};

use super::{Ending, Report};

/// How often it is looked.
const INTERVAL: Duration = Duration::from_secs(2);

/// Reports when the process has gone.
///
/// One that cannot be seen from the start is not watched: it has just spoken, so it is alive, on
/// another machine or outside of this container.
pub fn start(process: u32, reports: Sender<Report>) {
    // To a process of number 0 a signal means all of its group.
    if process == 0 || !is_alive(process) {
        return;
    }
    std::thread::spawn(move || {
        while is_alive(process) {
            std::thread::sleep(INTERVAL);
        }
        let _ = reports.send(Report::Ended(Ending::EditorGone));
    });
}

/// A process that could be seen and now cannot is gone too: its number belongs to somebody else.
fn is_alive(process: u32) -> bool {
    state(Pid::from(process)) == State::Alive
}
