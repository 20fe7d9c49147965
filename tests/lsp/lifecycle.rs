//! The edges of the protocol: how a connection begins and ends, and what comes of messages that are
//! none. Whatever an editor does, the server answers with an error or leaves cleanly.

use serde_json::{Value, json};

use crate::client::{Client, Failure, Folder, framed, message};

const NOT_INITIALIZED: i64 = -32002;
const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const CANCELLED: i64 = -32800;

const URI: &str = "file:///tmp/%E9%A2%84%E7%AE%97.bud";
const TEXT: &str = "project 甲 unit 乙 amount 1.00\n";

fn at(line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": character}})
}

fn code(answer: Result<Value, Failure>) -> i64 {
    answer.map_or_else(|failure| failure.code, |result| panic!("{result} instead of an error"))
}

/// Asks what the server can answer at any place: an answer, unless it does not announce that.
fn hover(client: &mut Client, line: u32, character: u32) {
    let id = client.ask("textDocument/hover", at(line, character));
    answered(client, id);
}

fn answered(client: &mut Client, id: i64) {
    let announced = &client.introduction["capabilities"]["hoverProvider"];
    let announced = !matches!(announced, Value::Null | Value::Bool(false));
    match client.answer(id) {
        Ok(_) => assert!(announced, "an answer to what is not announced"),
        Err(failure) => assert_eq!((announced, failure.code), (false, METHOD_NOT_FOUND), "{failure:?}"),
    }
}

/// Waits for the answer to a message that could not be read as one.
fn refusal(client: &mut Client, id: &Value) -> i64 {
    let is = |it: &Value| it["id"] == *id && it.get("error").is_some();
    client.wait_for(&format!("an error, of `id` {id}"), is)["error"]["code"].as_i64().unwrap()
}

#[test]
fn before_initialize_there_is_nothing() {
    let mut client = Client::builder().spawn();
    client.notify("$/none", json!({}));
    client.open(URI, TEXT);
    assert_eq!(code(client.request("textDocument/hover", at(0, 0))), NOT_INITIALIZED);
    assert_eq!(code(client.request("bud/none", Value::Null)), NOT_INITIALIZED);
    assert_eq!(code(client.request("shutdown", Value::Null)), NOT_INITIALIZED);
    client.notify("exit", Value::Null);
    assert_eq!(client.ending(), Some(1), "there was nothing to shut down");
    client.faultless();
}

#[test]
fn the_server_says_who_it_is() {
    let folder = Folder::new(&[("预算/主.bud", TEXT)]);
    let client = Client::builder().folder(&folder).start();
    let server = &client.introduction["serverInfo"];
    assert_eq!((&server["name"], &server["version"]), (&json!("bud-lsp"), &json!(env!("CARGO_PKG_VERSION"))));
    client.shutdown();
}

#[test]
fn after_shutdown_there_is_only_exit() {
    let mut client = Client::builder().start();
    assert_eq!(client.request("shutdown", Value::Null), Ok(Value::Null));
    for method in ["textDocument/hover", "bud/none", "shutdown", "initialize"] {
        assert_eq!(code(client.request(method, at(0, 0))), INVALID_REQUEST, "{method}");
    }
    client.open(URI, TEXT);
    client.notify("exit", Value::Null);
    assert_eq!(client.ending(), Some(0));
    client.faultless();
}

#[test]
fn initialize_comes_once() {
    let mut client = Client::builder().start();
    assert_eq!(code(client.request("initialize", json!({"capabilities": {}}))), INVALID_REQUEST);
    client.shutdown();
}

#[test]
fn without_shutdown_the_end_is_a_failure() {
    let mut client = Client::builder().start();
    client.notify("exit", Value::Null);
    assert_eq!(client.ending(), Some(1), "`exit`");

    let mut client = Client::builder().start();
    client.close_input();
    assert_eq!(client.ending(), Some(1), "the end of the input");

    let mut client = Client::builder().start();
    client.raw("Content-Length: 100\r\n\r\n{\"jsonrpc\":");
    client.close_input();
    assert_eq!(client.ending(), Some(1), "the end of the input, within a message");

    let mut client = Client::builder().spawn();
    client.close_input();
    assert_eq!(client.ending(), Some(1), "the end of the input, before anything");
}

#[test]
fn the_end_of_the_input_after_shutdown_is_no_failure() {
    let mut client = Client::builder().start();
    client.request("shutdown", Value::Null).unwrap();
    client.close_input();
    assert_eq!(client.ending(), Some(0));
}

#[test]
fn exit_is_heard_though_nothing_before_it_is_answered() {
    let mut client = Client::builder().start();
    client.open(URI, &TEXT.repeat(10_000));
    let mut all = Vec::new();
    for id in 1000..1200 {
        all.extend(framed(&message(Some(id), "textDocument/hover", at(0, 0))));
    }
    all.extend(framed(&message(Some(1200), "shutdown", Value::Null)));
    all.extend(framed(&message(None, "exit", Value::Null)));
    client.raw(all);
    assert_eq!(client.ending(), Some(0));
}

#[test]
fn what_is_not_known_is_refused_or_ignored() {
    let mut client = Client::builder().start();
    for method in ["bud/none", "$/none", "", "textDocument/none", "预算"] {
        assert_eq!(code(client.request(method, json!({}))), METHOD_NOT_FOUND, "{method:?}");
        client.notify(method, json!({}));
        client.notify(method, Value::Null);
    }
    for (method, params) in [("textDocument/hover", json!({"x": 1})), ("textDocument/hover", Value::Null)] {
        assert_eq!(code(client.request(method, params)), INVALID_PARAMS, "{method}");
    }
    // A notification with parameters that are none, and one that is sent as a request.
    client.notify("textDocument/didOpen", json!({"x": 1}));
    assert_eq!(code(client.request("textDocument/didClose", json!({"textDocument": {"uri": URI}}))), INVALID_REQUEST);
    assert_eq!(code(client.request("exit", Value::Null)), INVALID_REQUEST);
    hover(&mut client, 0, 0);
    let unasked: Vec<Value> = client.unclaimed().into_iter().filter(|it| it.get("method").is_none()).collect();
    assert_eq!(unasked, Vec::<Value>::new(), "a notification is not answered");
    client.shutdown();
}

#[test]
fn what_is_no_message_is_answered_and_the_server_lives_on() {
    let mut client = Client::builder().start();
    client.open(URI, TEXT);
    let framed = |body: &[u8]| [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat();
    for (bytes, code) in [
        (framed(b"{bad"), PARSE_ERROR),
        (framed(b""), PARSE_ERROR),
        (framed(b"\"\xff\""), PARSE_ERROR),
        (framed(b"{\"jsonrpc\":\"2.0\",\"method\":\"\xff\"}"), PARSE_ERROR),
        (framed(b"42"), INVALID_REQUEST),
        (framed(b"null"), INVALID_REQUEST),
        (framed(b"[]"), INVALID_REQUEST),
        (framed(b"[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\"}]"), INVALID_REQUEST),
        (framed(b"{}"), INVALID_REQUEST),
        (framed(b"{\"jsonrpc\":\"1.0\",\"method\":\"exit\"}"), INVALID_REQUEST),
        (framed(b"{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"shutdown\"}"), INVALID_REQUEST),
        (b"nonsense\r\n\r\n".to_vec(), PARSE_ERROR),
        (b"Content-Length: many\r\n\r\n".to_vec(), PARSE_ERROR),
        (b"Content-Length: 5000000000000\r\n\r\n".to_vec(), INVALID_REQUEST),
        (b"Content-Length: 99999999999999999999999999\r\n\r\n".to_vec(), INVALID_REQUEST),
        (b"Content-Length: 2\r\nContent-Type: text/plain; charset=gbk\r\n\r\n{}".to_vec(), PARSE_ERROR),
        (format!("X-Padding: {}\r\nContent-Length: ?\r\n\r\n", "x".repeat(1 << 20)).into_bytes(), PARSE_ERROR),
    ] {
        client.raw(&bytes);
        assert_eq!(
            refusal(&mut client, &Value::Null),
            code,
            "{}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(80)])
        );
        hover(&mut client, 0, 8);
    }
    client.shutdown();
}

#[test]
fn what_is_wrong_is_refused_under_its_own_id() {
    let mut client = Client::builder().start();
    for (body, id) in [
        (json!({"jsonrpc": "2.0", "id": "a"}), json!("a")),
        (json!({"jsonrpc": "2.0", "id": "b", "method": 7}), json!("b")),
        (json!({"id": "c", "method": "shutdown"}), json!("c")),
        (json!({"jsonrpc": "2.0", "id": 1.5, "method": "shutdown"}), json!(1.5)),
        (json!({"jsonrpc": "2.0", "id": [1], "method": "shutdown"}), json!([1])),
    ] {
        client.expect(&id);
        client.raw(framed(&body));
        assert_eq!(refusal(&mut client, &id), INVALID_REQUEST, "{body}");
    }
    // Texts and numbers of any sign are fine.
    for id in [json!(""), json!("预"), json!(-7), json!(i64::MAX)] {
        client.expect(&id);
        client.raw(framed(&json!({"jsonrpc": "2.0", "id": id, "method": "bud/none"})));
        assert_eq!(refusal(&mut client, &id), METHOD_NOT_FOUND, "{id}");
    }
    // Answers to what was never asked are nothing.
    client.raw(framed(&json!({"jsonrpc": "2.0", "id": 4711, "result": {}})));
    client.raw(framed(&json!({"jsonrpc": "2.0", "id": null, "error": {"code": 1, "message": "?"}})));
    client.shutdown();
}

#[test]
fn headers_may_be_written_in_any_way() {
    let mut client = Client::builder().start();
    for header in [
        "Content-Length: {}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n",
        "Content-Type: application/vscode-jsonrpc; charset=\"UTF8\"\r\nContent-Length: {}\r\n\r\n",
        "Content-Type: application/vscode-jsonrpc\r\nContent-Length: {}\r\n\r\n",
        "content-length:{}\r\n\r\n",
        "X-Other: 1\r\nCONTENT-LENGTH:   {}  \r\nX-Another: 2\r\n\r\n",
        "Content-Length: {}\n\n",
        "\r\nContent-Length: {}\r\n\r\n",
    ] {
        let id = json!(header);
        let body = json!({"jsonrpc": "2.0", "id": id, "method": "bud/none"}).to_string();
        client.expect(&id);
        client.raw(header.replace("{}", &body.len().to_string()) + &body);
        assert_eq!(refusal(&mut client, &id), METHOD_NOT_FOUND);
    }
    client.shutdown();
}

#[test]
fn an_editor_that_counts_characters_loses_only_the_messages_it_counts_wrongly() {
    let mut client = Client::builder().start();
    let body = json!({"jsonrpc": "2.0", "method": "bud/none", "params": {"text": "人才引进专项经费"}}).to_string();
    for _ in 0..3 {
        client.raw(format!("Content-Length: {}\r\n\r\n{body}", body.chars().count()));
        hover(&mut client, 0, 0);
        assert_eq!(refusal(&mut client, &Value::Null), PARSE_ERROR);
    }
    client.shutdown();
}

#[test]
fn messages_come_in_any_pieces() {
    // An editor that is asked nothing: its answers would come between the pieces.
    let mut client = Client::builder().bare().start();
    client.open(URI, TEXT);
    // Byte by byte, in the middle of characters too.
    client.expect(&json!("逐字节"));
    for byte in framed(&json!({"jsonrpc": "2.0", "id": "逐字节", "method": "bud/none"})) {
        client.raw([byte]);
    }
    assert_eq!(refusal(&mut client, &json!("逐字节")), METHOD_NOT_FOUND);
    // Two and a half in one write, and then the rest.
    let all: Vec<u8> = (900..903).flat_map(|id| framed(&message(Some(id), "bud/none", Value::Null))).collect();
    (900..903).for_each(|id| client.expect(&json!(id)));
    client.raw(&all[..all.len() - 20]);
    assert_eq!([refusal(&mut client, &json!(900)), refusal(&mut client, &json!(901))], [METHOD_NOT_FOUND; 2]);
    client.raw(&all[all.len() - 20..]);
    assert_eq!(refusal(&mut client, &json!(902)), METHOD_NOT_FOUND);
    client.shutdown();
}

#[test]
fn places_and_edits_that_are_not_there_do_no_harm() {
    let mut client = Client::builder().start();
    hover(&mut client, 0, 0);
    client.change(URI, 2, json!([{"text": "x"}]));
    hover(&mut client, 0, 0);
    client.open(URI, TEXT);
    for (line, character) in [(0, 9), (0, 10), (0, 9999), (9999, 0), (1, 5), (u32::MAX >> 1, u32::MAX >> 1)] {
        hover(&mut client, line, character);
    }
    let range = json!({"start": {"line": 90, "character": 0}, "end": {"line": 99, "character": 9}});
    client.change(URI, 2, json!([{"range": range, "text": "x"}]));
    hover(&mut client, 0, 0);
    client.close(URI);
    client.close(URI);
    hover(&mut client, 0, 0);
    client.shutdown();
}

#[test]
fn requests_that_are_cancelled_are_answered_once_each() {
    let mut client = Client::builder().start();
    client.open(URI, &"total 1\n".repeat(2_000));
    let ids: Vec<i64> = (0..200)
        .map(|line| {
            let id = client.ask("textDocument/hover", at(line, 0));
            client.notify("$/cancelRequest", json!({"id": id}));
            id
        })
        .collect();
    for id in ids {
        match client.answer(id) {
            Err(failure) if failure.code == CANCELLED => {}
            Err(failure) => assert_eq!(failure.code, METHOD_NOT_FOUND, "{failure:?}"),
            Ok(_) => {}
        }
    }
    // A second answer to one would be a fault, and so would a request without any.
    client.notify("$/cancelRequest", json!({"id": 1}));
    client.notify("$/cancelRequest", json!({"id": "none"}));
    client.notify("$/cancelRequest", json!({}));
    hover(&mut client, 0, 0);
    client.shutdown();
}
