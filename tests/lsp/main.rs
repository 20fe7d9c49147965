//! The language server as an editor meets it: a process, and messages on its standard input and
//! output. The editor's part is [`client`].

#![allow(clippy::unwrap_used)]

mod announce;
mod capabilities;
mod client;
mod completion;
mod editor;
mod gone;
mod lifecycle;
mod names;
mod oracle;
mod random;
mod sessions;
mod stress;
