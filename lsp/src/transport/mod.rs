//! The way between an editor and the server: frames on an input and an output.
//!
//! ```text
//! input → frame → message → queue → dispatch ⇄ the service
//!                    │ refused          │ answers, the server's own requests
//!                    └──────→ write ←───┘ → output
//! ```
//!
//! One thread reads: it takes frames apart (`frame`), parses each once (`message`) and refuses
//! what is no message of the protocol, so that nothing an editor sends can end the server. One task
//! runs the handlers (`dispatch`), one thread writes (`write`): a frame is never torn by another.
//! Neither what waits for a handler nor what waits to be written is bounded, for an editor that first
//! writes all and then reads all must not wait for itself.
//!
//! Here is also when the server leaves, whatever its handlers do: `exit`, the end of the input, an
//! output that nobody reads, an editor whose process has gone (`watch`). What a message means is
//! the service's business.

mod dispatch;
mod frame;
pub mod large;
mod message;
mod watch;
mod write;

#[cfg(test)]
mod tests;

use std::fmt;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use futures::channel::mpsc::{UnboundedSender, unbounded};
use tokio::runtime::Handle;
use tower_lsp::ClientSocket;
use tower_lsp::jsonrpc::{Request, Response};
use tower_service::Service;

use dispatch::Dispatcher;
use frame::{Frames, Taken};
use message::Incoming;
use write::Outgoing;

/// How long the server goes on after `exit` or the end of the input, to write what is answered
/// already; a handler that takes longer is left where it stands.
const GRACE: Duration = Duration::from_millis(500);

/// Takes a line for whoever looks after the server: a handler that panicked, the first message that
/// could not be read.
pub type Log = fn(&str);

/// Why the server leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The editor said `exit`.
    Exit {
        /// Whether `shutdown` came before it.
        orderly: bool,
    },
    /// The input ended, without `exit`.
    InputEnded {
        /// Whether `shutdown` came before it.
        orderly: bool,
    },
    /// Nobody reads the output.
    OutputClosed,
    /// The process that the editor named as its own has gone.
    EditorGone,
}

impl Ending {
    /// Whether the editor asked for `shutdown` first: the status is 0 then, else 1.
    pub fn is_orderly(self) -> bool {
        matches!(self, Ending::Exit { orderly: true } | Ending::InputEnded { orderly: true })
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Ending::Exit { orderly: true } => "`exit` / 编辑器已通知退出",
            Ending::Exit { orderly: false } => "`exit` without `shutdown` / 编辑器未发 `shutdown` 就通知退出",
            Ending::InputEnded { .. } => "the input has ended without `exit` / 输入已结束，未收到 `exit`",
            Ending::OutputClosed => "nobody reads the output / 输出已无人接收",
            Ending::EditorGone => "the editor's process has gone / 编辑器进程已不存在",
        })
    }
}

/// What the threads report to the one that waits for the end.
#[derive(Clone, Copy, Debug)]
enum Report {
    Ended(Ending),
    /// All that was to be written is written.
    Drained,
}

/// Serves one editor until it leaves, and says how it left. The handlers run on `runtime`.
///
/// `service` and `socket` are the two halves that [`tower_lsp::LspService::new`] gives.
///
/// A handler starts when its message has arrived and runs up to its first wait before the next
/// message is looked at, so that what a `didChange` does before it waits is done in the editor's
/// order; after that it runs beside the others. However many handlers wait, none keeps another from
/// starting, but one that computes does: what takes long belongs on a thread of its own. What a
/// handler has sent to the editor stands before its answer.
pub fn serve<I, O, S>(runtime: &Handle, input: I, output: O, service: S, socket: ClientSocket, log: Log) -> Ending
where
    I: Read + Send + 'static,
    O: Write + Send + 'static,
    S: Service<Request, Response = Option<Response>> + Send + 'static,
    S::Future: Send + 'static,
{
    let (reports, reported) = channel();
    let (to_write, written) = channel();
    let (queue, queued) = unbounded();

    let reader = Reader {
        queue,
        output: to_write.clone(),
        reports: reports.clone(),
        log,
        initialized: false,
        orderly: false,
        refused: false,
    };
    std::thread::spawn(move || reader.run(Frames::new(input)));
    std::thread::spawn(move || {
        let _ = match write::all(&written, output) {
            Ok(()) => reports.send(Report::Drained),
            Err(_) => reports.send(Report::Ended(Ending::OutputClosed)),
        };
    });
    runtime.spawn(Dispatcher::new(service, socket, to_write, log).run(queued));
    wait(&reported)
}

/// Waits for the end, and then for what is still to be written.
fn wait(reported: &Receiver<Report>) -> Ending {
    let ending = match reported.recv() {
        Ok(Report::Ended(ending)) => ending,
        Ok(Report::Drained) | Err(_) => Ending::OutputClosed,
    };
    if matches!(ending, Ending::OutputClosed | Ending::EditorGone) {
        return ending;
    }
    let end = Instant::now() + GRACE;
    loop {
        match reported.recv_timeout(end.saturating_duration_since(Instant::now())) {
            // An editor that has closed its end after `exit` does nothing wrong.
            Ok(Report::Drained | Report::Ended(Ending::OutputClosed)) => return ending,
            Ok(Report::Ended(_)) => {}
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return ending,
        }
    }
}

/// What reads the input.
struct Reader {
    queue: UnboundedSender<Incoming>,
    output: Sender<Outgoing>,
    reports: Sender<Report>,
    log: Log,
    initialized: bool,
    orderly: bool,
    /// Whether a message has been refused: an editor that counts wrongly is not worth a line each time.
    refused: bool,
}

impl Reader {
    fn run<I: Read>(mut self, mut frames: Frames<I>) {
        let ending = loop {
            let incoming = match frames.take() {
                Taken::Body(body) => message::parse(&body),
                Taken::Fault(fault) => Err(fault.into()),
                Taken::End => break Ending::InputEnded { orderly: self.orderly },
            };
            match incoming {
                Ok(Some(Incoming::Request(request))) => {
                    let leaves = request.method() == "exit" && request.id().is_none();
                    self.note(&request);
                    let _ = self.queue.unbounded_send(Incoming::Request(request));
                    if leaves {
                        break Ending::Exit { orderly: self.orderly };
                    }
                }
                Ok(Some(response)) => drop(self.queue.unbounded_send(response)),
                Ok(None) => {}
                Err(refusal) => {
                    if !std::mem::replace(&mut self.refused, true) {
                        (self.log)(refusal.message());
                    }
                    let _ = self.output.send(Outgoing::Refusal(refusal));
                }
            }
        };
        // `self` ends here, and with it the queue: what is in it is still handled.
        let _ = self.reports.send(Report::Ended(ending));
    }

    /// Notes what decides about the end of the server.
    fn note(&mut self, request: &Request) {
        match request.method() {
            "initialize" if !self.initialized => {
                self.initialized = true;
                let process = request.params().and_then(|params| params.get("processId")).and_then(|id| id.as_u64());
                if let Some(process) = process.and_then(|id| u32::try_from(id).ok()) {
                    watch::start(process, self.reports.clone());
                }
            }
            "shutdown" if self.initialized => self.orderly = true,
            _ => {}
        }
    }
}
