//! Answers of megabytes: the outline, the colours or the folds of a whole file.
//!
//! The service makes a tree of JSON values of every answer before it is written. Of an outline of 100,000
//! lines that tree takes a gigabyte and most of the time. So a large answer is written as text where it is
//! made, goes through the service as the text of an error that no editor ever sees, and is put into its
//! response as it stands when that is written.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Response, Result};

/// What marks the text of an answer. It is no code that the protocol or the server gives an error.
const WRITTEN: ErrorCode = ErrorCode::ServerError(i64::MIN);

/// An answer as text.
///
/// # Errors
/// What cannot be written as JSON, which no answer is.
pub fn text(answer: &impl Serialize) -> Result<String> {
    serde_json::to_string(answer).map_err(|_| Error::internal_error())
}

/// Answers with what [`text`] has written.
///
/// # Errors
/// Always: that is how the text goes through.
pub fn answer<R>(text: String) -> Result<R> {
    Err(Error { code: WRITTEN, message: "".into(), data: Some(Value::String(text)) })
}

/// The body of a response in parts that follow each other; none for a response that holds no such text.
pub(super) fn parts(response: &Response) -> Option<[Cow<'_, str>; 3]> {
    let error = response.error().filter(|error| error.code == WRITTEN)?;
    let text = error.data.as_ref()?.as_str()?;
    let id = serde_json::to_string(response.id()).ok()?;
    Some([format!(r#"{{"jsonrpc":"2.0","id":{id},"result":"#).into(), text.into(), "}".into()])
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tower_lsp::jsonrpc::Id;

    use super::*;

    #[test]
    fn a_large_answer_is_written_as_any_other() {
        let value = json!({"data": [1, 2, 3], "name": "房票“\n"});
        for id in [Id::Number(7), Id::String("a\"b".to_owned())] {
            let error = answer::<()>(text(&value).unwrap()).unwrap_err();
            let response = Response::from_error(id.clone(), error);
            let written: Value = serde_json::from_str(&parts(&response).unwrap().concat()).unwrap();
            assert_eq!(written, serde_json::to_value(Response::from_ok(id, value.clone())).unwrap());
        }
    }

    #[test]
    fn an_error_stays_one() {
        let error = Error { data: Some(json!("text")), ..Error::internal_error() };
        assert!(parts(&Response::from_error(Id::Number(1), error)).is_none());
        assert!(parts(&Response::from_ok(Id::Number(1), json!("text"))).is_none());
    }
}
