//! The language server of Bud.
//!
//! It speaks the Language Server Protocol on standard input and output, for any editor. What a budget
//! means is the library [`bud`]'s business; here is what an editor asks, and how it is answered:
//!
//! [`transport`] brings messages, [`server`] says who answers each. What changes the text ([`changes`])
//! goes into the [`workspace`], and the [`worker`] works the budgets out in the background, finds which
//! there are, and tells the editor what is wrong with them ([`findings`], [`publish`], [`outbox`]). What
//! asks about the text waits in the [`session`] until the budgets of that text are worked out. The
//! answers are [`ide`]'s, in the words of Bud; [`rim`] puts them into those of the protocol.

pub mod budget;
pub mod changes;
pub mod findings;
pub mod ide;
pub mod outbox;
pub mod page;
pub mod publish;
pub mod rim;
pub mod server;
pub mod session;
pub mod settings;
pub mod transport;
pub mod worker;
pub mod workspace;

use std::io::Write;
use std::process::ExitCode;

use bud::diagnostic::Language;
use tower_lsp::LspService;

/// What the server is called, in the protocol and on the command line.
pub const NAME: &str = env!("CARGO_PKG_NAME");

/// The version of the server.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Serves one editor on standard input and output until it says `exit`, closes the input or is gone.
///
/// The exit status is the protocol's: 0 if the editor asked for `shutdown` first, else 1.
pub fn serve() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            log(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    // The backend starts tasks of its own.
    let entered = runtime.enter();
    let (service, socket) = LspService::build(|client| server::Backend::new(client, system_language()))
        .custom_method(rim::overview::METHOD, server::Backend::overview)
        .custom_method(rim::roll_up::METHOD, server::Backend::roll_up)
        .finish();
    drop(entered);
    let ending = transport::serve(runtime.handle(), std::io::stdin(), std::io::stdout(), service, socket, log);
    // What still runs has nobody to answer to.
    runtime.shutdown_background();
    if ending.is_orderly() {
        return ExitCode::SUCCESS;
    }
    log(&ending.to_string());
    ExitCode::FAILURE
}

/// The language of the system, for an editor that does not say its own.
fn system_language() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os).find(|it| !it.is_empty());
    set.map_or(Language::English, |locale| Language::of_locale(&locale.to_string_lossy()))
}

/// Tells whoever looks after the server; most editors keep what it prints in a log.
fn log(text: &str) {
    // A closed standard error must not end the server, as `eprintln!` would.
    let _ = writeln!(std::io::stderr(), "{NAME}: {text}");
}
