//! The server introduces itself, to people and to editors.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::client::Client;

fn printed(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_bud-lsp")).args(arguments).stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn it_says_its_version_and_its_help() {
    let version = format!("bud-lsp {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(printed(&["--version"]), (Some(0), version.clone(), String::new()));
    assert_eq!(printed(&["-V"]).1, version);
    let (code, help, errors) = printed(&["--help"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(help.contains("Usage: bud-lsp") && help.contains("语言服务器"), "{help}");
    let (code, out, errors) = printed(&["--port", "80"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(errors.starts_with("bud-lsp: unknown arguments: --port 80\n"), "{errors}");
}

#[test]
fn it_announces_itself() {
    let mut client = Client::builder().start();
    let expected = json!({"name": "bud-lsp", "version": env!("CARGO_PKG_VERSION")});
    assert_eq!(client.introduction["serverInfo"], expected);
    let log = client.wait_for_notification("window/logMessage");
    assert_eq!(log["type"], 3);
    assert!(log["message"].as_str().unwrap().starts_with("bud-lsp "), "{log}");
    client.shutdown();
}

#[test]
fn columns_are_counted_as_the_editor_can() {
    let counted = |client: &Client| client.introduction["capabilities"]["positionEncoding"].clone();
    assert_eq!(counted(&Client::builder().utf8().start()), "utf-8");
    assert_eq!(counted(&Client::builder().utf16().arguments(&["--stdio"]).start()), "utf-16");
    let bare = Client::builder().bare().start();
    assert!([Value::Null, json!("utf-16")].contains(&counted(&bare)), "{}", bare.introduction);
    bare.shutdown();
}
