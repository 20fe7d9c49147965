//! `bud-lsp`, the language server of Bud.

use std::io::Write;
use std::process::ExitCode;

use bud_lsp::{NAME, VERSION};

/// A budget of 100,000 lines is worked out anew after every key: this allocator gives memory that was
/// just returned out again, where the system's asks the kernel for it each time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const HELP: &str = "\
The language server of Bud, the plain-text language for budgets.
Bud（纯文本预算语言）的语言服务器。

Usage: bud-lsp [--stdio | --version | --help]

Without arguments it speaks the Language Server Protocol on standard input and
output; an editor starts it.
不带参数时，由编辑器启动，通过标准输入输出使用语言服务器协议（LSP）通信。

  --stdio        The same as no argument, for editors that insist on it
                 与不带参数相同，供一定要传此参数的编辑器使用
  -V, --version  Print the version  显示版本
  -h, --help     Print help         显示帮助
";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(|argument| argument.to_str().unwrap_or("\u{FFFD}")).collect();
    match arguments[..] {
        [] | ["--stdio"] => bud_lsp::serve(),
        ["--version" | "-V"] => say(&format!("{NAME} {VERSION}\n")),
        ["--help" | "-h"] => say(HELP),
        _ => {
            eprintln!("{NAME}: unknown arguments: {}\n\n{HELP}", arguments.join(" "));
            ExitCode::from(2)
        }
    }
}

/// Prints `text`. A reader that has gone is no failure.
fn say(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::SUCCESS,
    }
}
