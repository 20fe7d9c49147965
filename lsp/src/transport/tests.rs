//! The whole transport over real pipes, with a small server behind it.

mod double;

use std::io::Read;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Ending;
use double::{ASKS, BLOCKS, Editor, LOGS, NEVER_ENDS, PANICS, TOLD, ask, cancel, change, hover, outcome, tell};

#[test]
fn changes_are_made_in_the_order_in_which_they_were_sent() {
    let mut editor = Editor::start();
    let mut messages = vec![ask(0, "initialize", json!({"capabilities": {}})), tell("initialized", json!({}))];
    messages.extend((0..500).map(change));
    messages.push(hover(1, TOLD));
    editor.send(&messages);
    assert_eq!(outcome(&editor.receive()), (&json!(0), 0));
    let all: Vec<String> = (0..500).map(|version| version.to_string()).collect();
    assert_eq!(editor.receive()["result"]["contents"], all.join(" "));
}

#[test]
fn what_is_no_message_is_answered_and_forgotten() {
    let mut editor = Editor::initialized();
    for (bytes, id, code) in [
        (&b"Content-Length: 4\r\n\r\n{bad"[..], Value::Null, -32700),
        (b"Content-Length: 0\r\n\r\n", Value::Null, -32700),
        (b"Content-Length: 3\r\n\r\n\"\xff\"", Value::Null, -32700),
        (b"hello\r\n", Value::Null, -32700),
        (b"Content-Length: 2000000000\r\n\r\n", Value::Null, -32600),
        (b"Content-Length: 2\r\n\r\n42", Value::Null, -32600),
        (b"Content-Length: 2\r\n\r\n[]", Value::Null, -32600),
        (b"Content-Length: 36\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":7,\"params\":[]}", json!(7), -32600),
        (b"Content-Length: 39\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"m\"}", json!(1.5), -32600),
    ] {
        editor.write(bytes);
        let answer = editor.receive();
        assert_eq!((outcome(&answer), answer["jsonrpc"].as_str()), ((&id, code), Some("2.0")), "{answer}");
        assert_eq!(outcome(&editor.exchange(&[hover("h", TOLD)])[0]), (&json!("h"), 0));
    }
}

#[test]
fn a_message_may_come_in_any_pieces() {
    let mut editor = Editor::initialized();
    let body = hover("预算", TOLD).to_string();
    for byte in format!("Content-Length: {}\r\n\r\n{body}", body.len()).bytes() {
        editor.write([byte]);
    }
    assert_eq!(outcome(&editor.receive()), (&json!("预算"), 0));
}

#[test]
fn a_handler_that_panics_is_answered_and_harms_no_other() {
    let mut editor = Editor::initialized();
    for _ in 0..2 {
        // The second time with the same `id`: the first request must be over for the service too.
        let answer = &editor.exchange(&[hover(1, PANICS)])[0];
        assert_eq!(outcome(answer), (&json!(1), -32603));
        let message = answer["error"]["message"].as_str().unwrap();
        for part in ["textDocument/hover", "line 1", "please report it", "内部错误"] {
            assert!(message.contains(part), "{message}");
        }
    }
    editor.send(&[change(-1)]);
    let told = editor.receive();
    assert_eq!((&told["method"], &told["params"]["type"]), (&json!("window/logMessage"), &json!(1)));
    assert!(told["params"]["message"].as_str().unwrap().contains("a version below zero"), "{told}");
    editor.send(&[change(7)]);
    assert_eq!(editor.exchange(&[hover(3, TOLD)])[0]["result"]["contents"], "7");
}

#[test]
fn requests_that_wait_keep_no_other_from_starting_and_can_be_cancelled() {
    let mut editor = Editor::initialized();
    editor.send(&(0..200).map(|id| hover(id, NEVER_ENDS)).collect::<Vec<_>>());
    assert_eq!(outcome(&editor.exchange(&[hover("h", TOLD)])[0]), (&json!("h"), 0));
    // Taken already: it is refused, and the first is still there.
    assert_eq!(outcome(&editor.exchange(&[hover(7, TOLD)])[0]), (&json!(7), -32600));
    let answers = editor.exchange(&(0..200).map(cancel).collect::<Vec<_>>());
    let mut ids: Vec<i64> = answers.iter().map(|answer| answer["id"].as_i64().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, (0..200).collect::<Vec<_>>());
    assert!(answers.iter().all(|answer| outcome(answer).1 == -32800), "{answers:?}");
    // Each was answered once: nothing stands before the next answer.
    assert_eq!(outcome(&editor.exchange(&[hover("i", TOLD)])[0]), (&json!("i"), 0));
}

#[test]
fn a_request_that_is_cancelled_before_its_turn_is_not_started() {
    let mut editor = Editor::initialized();
    let gate = editor.gate.clone();
    let closed = gate.lock().unwrap();
    editor.send(&[hover(0, BLOCKS), hover(1, PANICS), hover(2, TOLD), cancel(1), cancel(2), cancel(3), hover(3, TOLD)]);
    // It is refused as soon as it is read, and so all before it has been read.
    assert_eq!(outcome(&editor.exchange(&[json!(42)])[0]), (&Value::Null, -32600));
    drop(closed);
    let answers: Vec<Value> = (0..4).map(|_| editor.receive()).collect();
    let expected = [(&json!(0), 0), (&json!(1), -32800), (&json!(2), -32800), (&json!(3), 0)];
    assert_eq!(answers.iter().map(outcome).collect::<Vec<_>>(), expected, "{answers:?}");
}

#[test]
fn what_a_handler_sends_stands_before_its_answer() {
    let mut editor = Editor::initialized();
    editor.send(&[hover(1, LOGS)]);
    let sent: Vec<Value> = (0..3).map(|_| editor.receive()["params"]["message"].take()).collect();
    assert_eq!(sent, ["a", "b", "c"]);
    assert_eq!(outcome(&editor.receive()), (&json!(1), 0));
}

#[test]
fn a_handler_may_ask_the_editor() {
    let mut editor = Editor::initialized();
    editor.send(&[hover(1, ASKS)]);
    let question = editor.receive();
    assert_eq!(question["method"], "workspace/configuration");
    // An answer to what was never asked is nothing.
    editor.send(&[json!({"jsonrpc": "2.0", "id": 4711, "result": 1}), json!({"id": question["id"], "result": [5]})]);
    assert_eq!(editor.receive()["result"]["contents"], "Ok([Number(5)])");
}

#[test]
fn there_is_nothing_before_initialize_and_nothing_after_shutdown_but_exit() {
    let mut editor = Editor::start();
    editor.send(&[change(1), tell("$/none", json!({})), tell("bud/none", json!({}))]);
    let answers = editor.exchange(&[hover(1, TOLD), ask(2, "bud/none", json!({})), ask(3, "shutdown", Value::Null)]);
    assert_eq!(answers.iter().map(|it| outcome(it).1).collect::<Vec<_>>(), [-32002; 3], "{answers:?}");
    let answers = editor.exchange(&[
        ask(4, "initialize", json!({"capabilities": {}})),
        ask(5, "initialize", json!({"capabilities": {}})),
        ask(6, "exit", Value::Null),
        ask(7, "bud/none", json!({})),
        ask(8, "$/none", json!({})),
        ask(9, "textDocument/didChange", change(1)["params"].clone()),
        ask(10, "textDocument/hover", json!({"x": 1})),
        hover(11, TOLD),
        ask(12, "shutdown", Value::Null),
        hover(13, TOLD),
        ask(14, "bud/none", json!({})),
        ask(15, "initialize", json!({"capabilities": {}})),
    ]);
    let codes: Vec<i64> = answers.iter().map(|it| outcome(it).1).collect();
    let expected = [0, -32600, -32600, -32601, -32601, -32600, -32602, 0, 0, -32600, -32600, -32600];
    assert_eq!(codes, expected, "{answers:?}");
    assert_eq!(answers[7]["result"]["contents"], "", "the change before `initialize` is not for the service");
    editor.send(&[tell("exit", Value::Null)]);
    assert_eq!(editor.ending(), Ending::Exit { orderly: true });
}

#[test]
fn exit_ends_it_at_once_whatever_runs() {
    let mut editor = Editor::initialized();
    editor.send(&[hover(1, NEVER_ENDS), tell("exit", Value::Null)]);
    assert_eq!(editor.ending(), Ending::Exit { orderly: false });

    let mut editor = Editor::initialized();
    let gate = editor.gate.clone();
    let _closed = gate.lock().unwrap();
    editor.send(&[hover(1, BLOCKS), ask(2, "shutdown", Value::Null), tell("exit", Value::Null)]);
    assert_eq!(editor.ending(), Ending::Exit { orderly: true });

    let mut editor = Editor::start();
    editor.send(&[ask(1, "shutdown", Value::Null), tell("exit", Value::Null)]);
    assert_eq!(editor.ending(), Ending::Exit { orderly: false }, "`shutdown` before `initialize` is none");
}

#[test]
fn the_end_of_the_input_ends_it_after_the_answers() {
    let mut editor = Editor::initialized();
    editor.send(&[hover(1, LOGS), ask(2, "shutdown", Value::Null)]);
    editor.to = None;
    assert_eq!(editor.ending(), Ending::InputEnded { orderly: true });
    let received: Vec<Value> = (0..5).map(|_| editor.receive()).collect();
    assert!([1, 2].iter().all(|id| received.iter().any(|it| outcome(it) == (&json!(id), 0))), "{received:?}");

    let mut editor = Editor::initialized();
    editor.write("Content-Length: 100\r\n\r\n{\"jsonrpc\"");
    editor.to = None;
    assert_eq!(editor.ending(), Ending::InputEnded { orderly: false });
}

#[test]
fn an_output_that_nobody_reads_ends_it() {
    let mut editor = Editor::initialized();
    editor.from = None;
    editor.send(&[hover(1, TOLD)]);
    assert_eq!(editor.ending(), Ending::OutputClosed);
}

#[test]
fn an_editor_that_is_slow_to_read_keeps_nobody_from_answering() {
    let mut editor = Editor::initialized();
    // Far more than a pipe holds, in both directions, and read only afterwards.
    let text = "预算".repeat(1000);
    for id in 0..500 {
        editor.send(&[hover(format!("{id}{text}"), TOLD)]);
    }
    for id in 0..500 {
        assert!(editor.receive()["id"].as_str().unwrap().starts_with(&id.to_string()));
    }
}

#[test]
fn a_long_document_arrives_whole() {
    let mut editor = Editor::initialized();
    let text = "project 人才房票 unit 人才中心 amount 30800.00 func 2080799\n".repeat(8 << 20 >> 6);
    let document = json!({"uri": "file:///a.bud", "languageId": "bud", "version": 1, "text": text});
    let start = Instant::now();
    editor.send(&[tell("textDocument/didOpen", json!({"textDocument": document})), hover(1, TOLD)]);
    let sent = start.elapsed();
    assert_eq!(editor.receive()["result"]["contents"], format!("{} bytes", text.len()));
    println!("{} bytes: sent in {sent:?}, there in {:?}", text.len(), start.elapsed());
}

#[test]
fn an_editor_whose_process_has_gone_ends_it() {
    // The test itself, started once more, plays the editor's process: it waits for the end of its input.
    const ROLE: &str = "BUD_LSP_TEST_PLAYS_THE_EDITOR";
    if std::env::var_os(ROLE).is_some() {
        std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
        return;
    }
    let mut process = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "transport::tests::an_editor_whose_process_has_gone_ends_it", "--nocapture"])
        .env(ROLE, "")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut editor = Editor::start();
    editor.send(&[ask(0, "initialize", json!({"capabilities": {}, "processId": process.id()}))]);
    assert_eq!(outcome(&editor.receive()), (&json!(0), 0));
    process.kill().unwrap();
    process.wait().unwrap();
    assert_eq!(editor.ending(), Ending::EditorGone);
}

#[test]
fn a_process_that_cannot_be_seen_is_not_waited_for() {
    let mut editor = Editor::start();
    for (id, process) in
        [json!(i32::MAX), json!(0), json!(-1), json!(u64::MAX), json!("x"), Value::Null].iter().enumerate()
    {
        editor.send(&[ask(id, "initialize", json!({"capabilities": {}, "processId": process}))]);
        editor.receive();
    }
    assert_eq!(editor.ending.recv_timeout(Duration::from_millis(100)).ok(), None);
    editor.send(&[tell("exit", Value::Null)]);
    assert_eq!(editor.ending(), Ending::Exit { orderly: false });
}
