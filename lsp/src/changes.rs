//! What the editor tells: that a session begins, which files are open and what is typed in them, what
//! changed on the disk, and what its user has set.

use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp::Client;
use tower_lsp::ls_types::{
    ConfigurationItem, DidChangeTextDocumentParams, DidChangeWatchedFilesRegistrationOptions, FileChangeType,
    FileEvent, FileSystemWatcher, GlobPattern, InitializeParams, Registration, TextDocumentItem, Uri,
    WorkspaceFoldersChangeEvent,
};

use crate::rim::convert::path;
use crate::rim::editor::Editor;
use crate::session::Session;
use crate::settings::{SECTION, Settings};
use crate::workspace::disk::EXTENSION;
use crate::workspace::document::Document;
use crate::workspace::files::true_path;

/// A session begins with `editor`.
#[allow(deprecated)] // Editors from before there were several folders still give one.
pub fn begin(session: &Session, editor: Editor, params: InitializeParams) {
    session.meet(editor);
    let one = params.root_uri.map(|uri| path(&uri)).or_else(|| params.root_path.map(PathBuf::from));
    let folders = match params.workspace_folders {
        Some(folders) => folders.iter().map(|folder| path(&folder.uri)).collect(),
        None => one.into_iter().collect(),
    };
    session.change(|workspace| {
        workspace.folders = folders;
        if let Some(options) = &params.initialization_options {
            workspace.settings = Settings::read(options);
        }
        workspace.touch_folders();
    });
}

/// Asks the editor to tell of what the server would hear of, and for its user's settings.
pub async fn register(client: Client, session: Arc<Session>) {
    let mut registrations = Vec::new();
    if session.editor().watches {
        let watcher = FileSystemWatcher { glob_pattern: GlobPattern::String(format!("**/*.{EXTENSION}")), kind: None };
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
        registrations.push(Registration {
            id: "bud/files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        });
    }
    if session.editor().registers_settings {
        registrations.push(Registration {
            id: "bud/settings".to_owned(),
            method: "workspace/didChangeConfiguration".to_owned(),
            register_options: Some(serde_json::json!({ "section": SECTION })),
        });
    }
    if !registrations.is_empty() {
        // An editor that refuses tells less; nothing else depends on it.
        let _ = client.register_capability(registrations).await;
    }
    if session.editor().configures {
        ask_for_settings(&client, &session).await;
    }
}

/// A file is opened.
pub fn open(session: &Session, item: TextDocumentItem) {
    let there = true_path(&path(&item.uri));
    let document = Document::new(item.uri, item.version, item.text);
    session.change(|workspace| workspace.open(there, Some(document)));
}

/// Its text is changed.
pub fn edit(session: &Session, params: DidChangeTextDocumentParams) {
    let there = true_path(&path(&params.text_document.uri));
    let encoding = session.editor().encoding;
    session.change(|workspace| {
        // What was never opened has no text that could change.
        let Some(document) = workspace.documents.get_mut(&there) else { return };
        let mut includes = false;
        for change in params.content_changes {
            includes |= document.edit(change, encoding);
        }
        document.version = params.text_document.version;
        workspace.touch_text(&there, includes);
    });
}

/// It is closed: what counts is what stands on the disk.
pub fn close(session: &Session, uri: &Uri) {
    let there = true_path(&path(uri));
    session.change(|workspace| workspace.open(there, None));
}

/// It is saved: a new file stands on the disk now, and other tools may have changed more.
pub fn save(session: &Session, uri: &Uri) {
    let there = true_path(&path(uri));
    // An editor that watches files tells of this as well.
    if !session.editor().watches {
        session.change(|workspace| workspace.touch_disk(&[there], true));
    }
}

/// Files changed on the disk.
pub fn watched(session: &Session, events: &[FileEvent]) {
    let paths: Vec<PathBuf> = events.iter().map(|event| path(&event.uri)).collect();
    let come_or_gone = events.iter().any(|event| event.typ != FileChangeType::CHANGED);
    session.change(|workspace| workspace.touch_disk(&paths, come_or_gone));
}

/// Folders were added and removed.
pub fn folders(session: &Session, event: &WorkspaceFoldersChangeEvent) {
    let removed: Vec<PathBuf> = event.removed.iter().map(|folder| path(&folder.uri)).collect();
    session.change(|workspace| {
        workspace.folders.retain(|folder| !removed.contains(folder));
        workspace.folders.extend(event.added.iter().map(|folder| path(&folder.uri)));
        workspace.touch_folders();
    });
}

/// The settings changed. An editor that can be asked for them is asked, since what it sends then says
/// little.
pub async fn configure(client: &Client, session: &Arc<Session>, settings: &serde_json::Value) {
    if session.editor().configures {
        tokio::spawn({
            let (client, session) = (client.clone(), Arc::clone(session));
            async move { ask_for_settings(&client, &session).await }
        });
    } else if settings.get(SECTION).is_some() {
        set(session, Settings::read(settings));
    }
}

async fn ask_for_settings(client: &Client, session: &Session) {
    let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
    let answer = client.configuration(vec![item]).await.unwrap_or_default();
    // Nothing set is no answer: what came with `initialize` stands.
    if let Some(value) = answer.into_iter().next().filter(|value| value.is_object()) {
        set(session, Settings::read(&value));
    }
}

fn set(session: &Session, settings: Settings) {
    session.change(|workspace| {
        if workspace.settings != settings {
            workspace.settings = settings;
            workspace.touch_all();
        }
    });
}
