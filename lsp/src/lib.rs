//! The language server of Bud.
//!
//! It speaks the Language Server Protocol on standard input and output, for any editor. So far it
//! starts, agrees on how columns are counted, says what it is and ends as the protocol wants it; it
//! does not yet follow the text of a budget, and it announces no feature that it does not have.
//!
//! What a budget means is the library [`bud`]'s business; here is only what an editor asks and how
//! it is answered ([`server`]).

pub mod budget;
pub mod ide;
pub mod server;

use std::process::ExitCode;

use tower_lsp::{LspService, Server};

/// What the server is called, in the protocol and on the command line.
pub const NAME: &str = env!("CARGO_PKG_NAME");

/// The version of the server.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Serves one editor on standard input and output until it says `exit` or closes the input.
///
/// The exit status is the protocol's: 0 if the editor asked for `shutdown` first, else 1.
pub fn serve() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{NAME}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let ending = server::Ending::default();
    runtime.block_on(async {
        let (service, socket) = LspService::new(|client| server::Backend::new(client, ending.clone()));
        Server::new(tokio::io::stdin(), tokio::io::stdout(), socket).serve(service).await;
    });
    // A thread still waits for the next message, which will never come after `exit`: the runtime
    // must not wait for that thread.
    runtime.shutdown_background();
    if ending.is_orderly() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
