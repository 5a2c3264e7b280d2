//! What JSON does not allow, and YAML reads as something else without a word.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// A comment in a text that begins as JSON, which would be read as part of a key; spans count from the
/// beginning of the file, `skipped` bytes before the text.
pub(super) fn find(text: &str, file: FileId, skipped: usize) -> Option<Diagnostic> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let (mut inside, mut escaped) = (false, false);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'/' if !inside && matches!(bytes.get(at + 1), Some(b'/' | b'*')) => {
                // In YAML's flow style, a plain scalar may hold slashes: `https://…`, `*/*`.
                let start = bytes.get(..at).unwrap_or_default();
                let before = start.iter().rev().find(|byte| !byte.is_ascii_whitespace());
                let apart = start.last().is_none_or(u8::is_ascii_whitespace);
                let after = matches!(before, Some(b'{' | b'[' | b',' | b'}' | b']' | b'"'));
                if after || (before == Some(&b':') && apart) {
                    let length = text.get(at..)?.lines().next().map_or(2, str::len);
                    let start = (skipped + at) as u32;
                    let span = Span {
                        file,
                        start,
                        end: start + length as u32,
                    };
                    let message = "JSON has no comments";
                    let found = Diagnostic::error(Code::InvalidSyntax, message).at(span, "");
                    return Some(found.help("remove it, or write the document as YAML with `#`"));
                }
            }
            _ => {}
        }
    }
    None
}
