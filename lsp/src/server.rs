//! What the editor asks for, and the answers.
//!
//! The types of the protocol stay in this file.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    InitializeParams, InitializeResult, InitializedParams, MessageType, PositionEncodingKind, ServerCapabilities,
    ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
};
use tower_lsp::{Client, LanguageServer};

use crate::{NAME, VERSION};

/// Whether the editor has asked for `shutdown`: an `exit` without it is a failure.
#[derive(Clone, Debug, Default)]
pub struct Ending(Arc<AtomicBool>);

impl Ending {
    /// Whether `shutdown` came.
    pub fn is_orderly(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    fn announce(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// The server of one editor.
#[derive(Debug)]
pub struct Backend {
    client: Client,
    ending: Ending,
}

impl Backend {
    /// A server that talks to `client` and notes in `ending` how it ends.
    pub fn new(client: Client, ending: Ending) -> Backend {
        Backend { client, ending }
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let offered = params.capabilities.general.and_then(|general| general.position_encodings);
        Ok(InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(encoding(&offered.unwrap_or_default())),
                text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::NONE)),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo { name: NAME.to_owned(), version: Some(VERSION.to_owned()) }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let text = format!(
            "{NAME} {VERSION} is running. It does not show findings in the editor yet: run `bdc check --watch FILE` \
             in a terminal. / {NAME} {VERSION} 已启动，目前还不能在编辑器中显示检查结果，请在终端运行 \
             `bdc check --watch 文件`。"
        );
        self.client.log_message(MessageType::INFO, text).await;
    }

    async fn shutdown(&self) -> Result<()> {
        self.ending.announce();
        Ok(())
    }
}

/// How columns are counted: in bytes, as Bud does, where the editor can; else in UTF-16 units, which
/// every editor can.
fn encoding(offered: &[PositionEncodingKind]) -> PositionEncodingKind {
    match offered.contains(&PositionEncodingKind::UTF8) {
        true => PositionEncodingKind::UTF8,
        false => PositionEncodingKind::UTF16,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_counted_where_the_editor_can() {
        let (utf8, utf16, utf32) =
            (PositionEncodingKind::UTF8, PositionEncodingKind::UTF16, PositionEncodingKind::UTF32);
        assert_eq!(encoding(&[utf16.clone(), utf8.clone()]), utf8);
        assert_eq!(encoding(&[utf32]), utf16);
        assert_eq!(encoding(&[]), utf16);
    }
}
