//! `clientwright.lock`: the Rust name of everything that the document names, so that regenerating renames
//! nothing.
//!
//! A line a name, sorted, so that branches that add different things merge line by line:
//!
//! ```text
//! #/components/schemas/Work type types::Work
//! #/components/schemas/Work/properties/title member types::Work::title
//! ```
//!
//! Before the names stand the hashes of what was read. They say which document the names are of, and are
//! written anew every time.

mod read;

pub use read::read;

use crate::names::Locked;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Before what a name is for that something had in earlier releases; the last of them stands behind it.
const FORMER: &str = "former-";

/// What the names were made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// What was read: `document` or `overlay`, its path, and its hash.
    pub inputs: Vec<(&'static str, String, String)>,
    /// The command that writes the file.
    pub command: String,
}

/// The hash of a file as the lock writes it.
pub fn hash(bytes: &[u8]) -> String {
    let mut text = "sha256:".to_owned();
    for byte in Sha256::digest(bytes) {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The text of the file.
pub fn write(locked: &Locked, made: &Made) -> String {
    let command = &made.command;
    let mut text = format!(
        "# The Rust name of everything that the document names, so that regenerating renames nothing.\n\
         # Written by `{command}`; commit it. After a merge keep the lines of both sides, and run it again.\n\
         generator {}\nversion {}\n",
        env!("CARGO_PKG_VERSION"),
        escape(&locked.version)
    );
    for (kind, path, hash) in &made.inputs {
        let _ = writeln!(text, "{kind} {hash} {}", escape(path));
    }
    text.push('\n');
    for ((key, role), path) in &locked.names {
        let _ = writeln!(text, "{} {} {path}", escape(key), role.as_str());
    }
    if !locked.former.is_empty() {
        text.push('\n');
    }
    for one in &locked.former {
        let (key, role, until) = (escape(&one.key), one.role.as_str(), escape(&one.until));
        let _ = writeln!(text, "{key} {FORMER}{role} {} {until}", one.path);
    }
    text
}

/// Without what would end a word or a line, as URIs are written.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '%' || letter.is_whitespace() || letter.is_control() {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests;
