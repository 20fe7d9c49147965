//! Writes messages to the output, one after the other.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};
use std::sync::mpsc::{Receiver, TryRecvError};

use serde::Serialize;
use tower_lsp::jsonrpc::{Request, Response};

use super::large;
use super::message::Refusal;

/// A message to the editor.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Outgoing {
    /// The server asks or tells.
    Request(Request),
    /// The server answers.
    Response(Response),
    /// What the editor sent is no message.
    Refusal(Refusal),
}

/// Writes all messages until nobody can send one any more. What is written is seen at once: the
/// output is flushed whenever no further message waits.
pub fn all(messages: &Receiver<Outgoing>, output: impl Write) -> io::Result<()> {
    let mut output = BufWriter::with_capacity(64 << 10, output);
    loop {
        let message = match messages.try_recv() {
            Ok(message) => message,
            Err(TryRecvError::Disconnected) => return output.flush(),
            Err(TryRecvError::Empty) => {
                output.flush()?;
                match messages.recv() {
                    Ok(message) => message,
                    Err(_) => return Ok(()),
                }
            }
        };
        let large = match &message {
            Outgoing::Response(response) => large::parts(response),
            Outgoing::Request(_) | Outgoing::Refusal(_) => None,
        };
        let parts = match large {
            Some(parts) => parts.into(),
            None => vec![Cow::Owned(serde_json::to_string(&message)?)],
        };
        write!(output, "Content-Length: {}\r\n\r\n", parts.iter().map(|part| part.len()).sum::<usize>())?;
        parts.iter().try_for_each(|part| output.write_all(part.as_bytes()))?;
    }
}
