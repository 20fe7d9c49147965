//! What a body says: a request, a notification, a response, or nothing that the protocol knows.
//!
//! A body is parsed once, for a document can be long. What comes out is what the service takes; what
//! is refused is refused with the `id` it had, if one can be made out, so that nobody waits for it.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use serde_json::error::Category;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

use super::frame::{Fault, LONGEST, LONGEST_HEADER};

/// A message from the editor.
#[derive(Debug, PartialEq)]
pub enum Incoming {
    /// It asks, or tells if there is no `id`.
    Request(Request),
    /// It answers.
    Response(Response),
}

/// The answer to what is no message.
#[derive(Debug, Serialize)]
pub struct Refusal {
    jsonrpc: &'static str,
    error: Error,
    /// As it came, also where it is none that the protocol allows.
    id: Value,
}

impl Refusal {
    /// The answer to `id` that `text` is wrong.
    fn new(code: ErrorCode, text: String, id: Value) -> Refusal {
        Refusal { jsonrpc: "2.0", error: Error { code, message: text.into(), data: None }, id }
    }

    fn invalid(text: &str, id: Value) -> Refusal {
        Refusal::new(ErrorCode::InvalidRequest, text.to_owned(), id)
    }

    /// What it says.
    pub fn message(&self) -> &str {
        &self.error.message
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Refusal {
        let (code, text) = match fault {
            Fault::Line => (
                ErrorCode::ParseError,
                "this is no header: is `Content-Length` the number of bytes, not of characters? / \
                 此处应为消息头，`Content-Length` 应为字节数而非字符数"
                    .to_owned(),
            ),
            Fault::Header => (
                ErrorCode::ParseError,
                format!(
                    "a header has at most {LONGEST_HEADER} bytes, this one has more / 消息头超过 {LONGEST_HEADER} 字节"
                ),
            ),
            Fault::Length => (
                ErrorCode::ParseError,
                "a header needs one `Content-Length`, the number of bytes of the message / \
                 消息头须有一个 `Content-Length`，其值为消息的字节数"
                    .to_owned(),
            ),
            Fault::Body(length) => (
                ErrorCode::InvalidRequest,
                format!(
                    "a message has at most {LONGEST} bytes, this one has {length} / \
                     消息长 {length} 字节，超过上限 {LONGEST} 字节"
                ),
            ),
            Fault::Charset(charset) => (
                ErrorCode::ParseError,
                format!("the charset of a message is utf-8, not {charset} / 消息编码须为 utf-8，不能是 {charset}"),
            ),
        };
        Refusal::new(code, text, Value::Null)
    }
}

/// The fields of a message, none of them checked. One that is `null` is there.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields {
    #[serde(deserialize_with = "present")]
    jsonrpc: Option<Value>,
    #[serde(deserialize_with = "present")]
    id: Option<Value>,
    #[serde(deserialize_with = "present")]
    method: Option<Value>,
    #[serde(deserialize_with = "present")]
    params: Option<Value>,
    #[serde(deserialize_with = "present")]
    result: Option<Value>,
    #[serde(deserialize_with = "present")]
    error: Option<Value>,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Parses a body. A response that answers nothing is nothing.
pub fn parse(body: &[u8]) -> Result<Option<Incoming>, Refusal> {
    let fields = fields(body)?;
    let id = fields.id.clone().unwrap_or_default();
    if fields.method.is_none() && (fields.result.is_some() || fields.error.is_some()) {
        return Ok(response(fields));
    }
    if fields.jsonrpc.as_ref().and_then(Value::as_str) != Some("2.0") {
        return Err(Refusal::invalid("`jsonrpc` must be \"2.0\" / `jsonrpc` 须为 \"2.0\"", id));
    }
    let Some(Value::String(method)) = fields.method else {
        return Err(Refusal::invalid("`method` must be a text / `method` 须为字符串", id));
    };
    let mut request = Request::build(method);
    if let Some(id) = fields.id {
        let refused = "an `id` is a whole number or a text / `id` 须为整数或字符串";
        request = request.id(known(&id).ok_or_else(|| Refusal::invalid(refused, id))?);
    }
    if let Some(params) = fields.params {
        request = request.params(params);
    }
    Ok(Some(Incoming::Request(request.finish())))
}

/// The fields of the object that a body is.
fn fields(body: &[u8]) -> Result<Fields, Refusal> {
    let broken = |why: String| Refusal::new(ErrorCode::ParseError, format!("{why} / 消息无法解析：{why}"), Value::Null);
    let not_json = |error: serde_json::Error| match error.classify() {
        Category::Data => Refusal::invalid(&format!("{error} / 消息无效：{error}"), Value::Null),
        Category::Io | Category::Syntax | Category::Eof => broken(error.to_string()),
    };
    let refused = match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => return serde_json::from_slice(body).map_err(not_json),
        Some(b'[') => "a message is one object, there are no batches / 消息须为单个对象，不支持批量",
        _ => "a message is an object / 消息须为对象",
    };
    // What is not UTF-8 is no JSON either, however short.
    let text = std::str::from_utf8(body).map_err(|error| broken(error.to_string()))?;
    serde_json::from_str::<Value>(text).map_err(not_json)?;
    Err(Refusal::invalid(refused, Value::Null))
}

/// An `id` that the protocol allows.
fn known(id: &Value) -> Option<Id> {
    match id {
        Value::Number(number) => number.as_i64().map(Id::Number),
        Value::String(text) => Some(Id::String(text.clone())),
        _ => None,
    }
}

/// A response, if it can belong to a request. Editors leave out what they should not, and an answer is
/// never answered.
fn response(fields: Fields) -> Option<Incoming> {
    let id = known(&fields.id?)?;
    Some(Incoming::Response(match fields.error.filter(|error| !error.is_null()) {
        Some(error) => Response::from_error(id, failure(error)),
        None => Response::from_ok(id, fields.result.unwrap_or_default()),
    }))
}

fn failure(mut error: Value) -> Error {
    let code = error.get("code").and_then(Value::as_i64).unwrap_or(ErrorCode::InternalError.code());
    let message = error.get("message").and_then(Value::as_str).unwrap_or_default().to_owned();
    Error { code: code.into(), message: message.into(), data: error.get_mut("data").map(Value::take) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refused(body: impl AsRef<[u8]>) -> (i64, Value) {
        let refusal = parse(body.as_ref()).unwrap_err();
        assert!(refusal.message().contains(" / "), "{}", refusal.message());
        (refusal.error.code.code(), refusal.id)
    }

    #[test]
    fn what_is_no_json_is_refused_without_an_id() {
        for body in ["{bad", "", " ", "{", "nul", "[1", "{\"id\":1} x", "{\"method\":\"\u{1}\"}", "\u{feff}{}", "1e999"]
        {
            assert_eq!(refused(body), (-32700, Value::Null), "{body:?}");
        }
        assert_eq!(refused(b"\"\xff\""), (-32700, Value::Null));
        let params = b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"x\":\"\xff\"}}";
        assert_eq!(refused(params), (-32700, Value::Null));
        let deep = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":{}", "[".repeat(100_000));
        assert_eq!(refused(deep), (-32700, Value::Null));
    }

    #[test]
    fn what_is_no_message_is_refused_with_the_id_it_has() {
        for body in ["42", "\"x\"", "null", "true", "[]", "[{\"jsonrpc\":\"2.0\",\"method\":\"m\"}]", "{}"] {
            assert_eq!(refused(body), (-32600, Value::Null), "{body:?}");
        }
        for (message, id) in [
            (json!({"jsonrpc": "2.0"}), Value::Null),
            (json!({"jsonrpc": "2.0", "id": 5}), json!(5)),
            (json!({"jsonrpc": "2.0", "id": "a", "method": 7}), json!("a")),
            (json!({"jsonrpc": "1.0", "id": 5, "method": "m"}), json!(5)),
            (json!({"id": 5, "method": "m"}), json!(5)),
            (json!({"jsonrpc": "2.0", "id": null, "method": "m"}), Value::Null),
            (json!({"jsonrpc": "2.0", "id": 1.5, "method": "m"}), json!(1.5)),
            (json!({"jsonrpc": "2.0", "id": u64::MAX, "method": "m"}), json!(u64::MAX)),
            (json!({"jsonrpc": "2.0", "id": [1], "method": "m"}), json!([1])),
        ] {
            assert_eq!(refused(message.to_string()), (-32600, id), "{message}");
        }
        assert_eq!(refused(r#"{"jsonrpc":"2.0","id":1,"id":2,"method":"m"}"#), (-32600, Value::Null));
    }

    fn parsed(message: Value) -> Option<Incoming> {
        parse(message.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn requests_and_notifications_come_out_as_they_are() {
        let told = Request::build("m").params(json!({"x": "预"})).finish();
        assert_eq!(
            parsed(json!({"jsonrpc": "2.0", "method": "m", "params": {"x": "预"}, "y": 1})),
            Some(Incoming::Request(told))
        );
        let asked = Request::build("m").id(-1).finish();
        assert_eq!(parsed(json!({"jsonrpc": "2.0", "id": -1, "method": "m"})), Some(Incoming::Request(asked)));
        let asked = Request::build("m").id("a").params(Value::Null).finish();
        assert_eq!(
            parsed(json!({"jsonrpc": "2.0", "id": "a", "method": "m", "params": null})),
            Some(Incoming::Request(asked))
        );
    }

    #[test]
    fn an_answer_is_taken_generously_and_never_answered() {
        let ok = |id: i64, result| Some(Incoming::Response(Response::from_ok(Id::Number(id), result)));
        assert_eq!(parsed(json!({"jsonrpc": "2.0", "id": 1, "result": null})), ok(1, Value::Null));
        assert_eq!(parsed(json!({"id": 1, "result": [1], "error": null})), ok(1, json!([1])));
        let error = Error { code: ErrorCode::MethodNotFound, message: "no".into(), data: Some(json!(7)) };
        assert_eq!(
            parsed(json!({"jsonrpc": "2.0", "id": "a", "error": {"code": -32601, "message": "no", "data": 7, "x": 1}})),
            Some(Incoming::Response(Response::from_error(Id::String("a".to_owned()), error)))
        );
        let unknown = Error { code: ErrorCode::InternalError, message: "".into(), data: None };
        assert_eq!(
            parsed(json!({"id": 2, "error": "no"})),
            Some(Incoming::Response(Response::from_error(Id::Number(2), unknown)))
        );
        for message in [json!({"result": 1}), json!({"id": null, "error": {}}), json!({"id": 1.5, "result": 1})] {
            assert_eq!(parsed(message), None);
        }
    }
}
