//! Writes messages to the output, one after the other.

use std::io::{self, BufWriter, Write};
use std::sync::mpsc::{Receiver, TryRecvError};

use serde::Serialize;
use tower_lsp::jsonrpc::{Request, Response};

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
        let body = serde_json::to_vec(&message)?;
        write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
        output.write_all(&body)?;
    }
}
