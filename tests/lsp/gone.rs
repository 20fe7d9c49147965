//! An editor that is gone without a word leaves no server behind.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::json;

use crate::client::{Client, framed, message};

/// What makes a test play the editor that it is about, as a process that can be killed.
const ROLE: &str = "BUD_LSP_TEST_PLAYS_THE_EDITOR";

/// Starts `test` once more, in the [`ROLE`] of its editor, until its input ends.
fn process(test: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "--nocapture", test]).env(ROLE, "");
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn plays_the_editor() -> bool {
    std::env::var_os(ROLE).is_some()
}

/// The rest of what a server says to its standard error, which ends with the server.
fn read_to_end(mut errors: impl Read + Send + 'static) -> String {
    let (ended, ending) = channel();
    std::thread::spawn(move || {
        let mut rest = String::new();
        let _ = ended.send(errors.read_to_string(&mut rest).map(|_| rest));
    });
    ending.recv_timeout(Duration::from_secs(20)).expect("the server stays behind").unwrap()
}

/// The editor that is killed: it has started the server, and holds the pipes.
fn hold_the_pipes() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bud-lsp"));
    let mut server = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let first = message(Some(0), "initialize", json!({"capabilities": {}, "processId": null}));
    server.stdin.as_mut().unwrap().write_all(&framed(&first)).unwrap();
    // The whole of it: nothing is left to be written.
    let (mut output, mut header) = (BufReader::new(server.stdout.as_mut().unwrap()), String::new());
    while !header.ends_with("\r\n\r\n") {
        output.read_line(&mut header).unwrap();
    }
    let length: usize = header.trim().strip_prefix("Content-Length: ").unwrap().parse().unwrap();
    output.read_exact(&mut vec![0; length]).unwrap();
    eprintln!("the server has answered");
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
    // Where nobody kills it, it takes the server with it.
    drop(server.stdin.take());
    server.wait().unwrap();
}

#[test]
fn a_server_whose_editor_was_killed_leaves() {
    if plays_the_editor() {
        return hold_the_pipes();
    }
    let mut editor = process("gone::a_server_whose_editor_was_killed_leaves");
    // The server has inherited it, so that it ends only with the server.
    let mut errors = BufReader::new(editor.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("the server has answered") {
        assert_ne!(errors.read_line(&mut line).unwrap(), 0, "{line}");
    }
    editor.kill().unwrap();
    editor.wait().unwrap();
    let rest = read_to_end(errors);
    assert!(rest.contains("the input has ended without `exit`"), "{rest}");
}

#[test]
fn a_server_whose_editor_has_gone_leaves_though_its_input_is_open() {
    if plays_the_editor() {
        std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
        return;
    }
    let mut editor = process("gone::a_server_whose_editor_has_gone_leaves_though_its_input_is_open");
    let mut client = Client::builder().process(editor.id()).start();
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(client.ending(), Some(1));
}

#[test]
fn a_server_that_nobody_listens_to_leaves() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bud-lsp"));
    let mut server = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(server.stdout.take());
    // Its input stays open.
    let input = server.stdin.as_mut().unwrap();
    input.write_all(&framed(&message(Some(0), "initialize", json!({"capabilities": {}})))).unwrap();
    let errors = read_to_end(server.stderr.take().unwrap());
    assert_eq!(server.wait().unwrap().code(), Some(1), "{errors}");
    assert!(errors.contains("nobody reads the output"), "{errors}");
}
