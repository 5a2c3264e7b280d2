//! Bytes to text: UTF-8, and UTF-16 with a byte order mark.

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{Limit, Limits};

/// The text of a file's bytes.
///
/// # Errors
/// The finding, if the bytes are no text.
pub fn text(name: &str, bytes: Vec<u8>, limits: &Limits) -> Result<String, Diagnostic> {
    let refused = |message| Err(Diagnostic::error(Code::InvalidSyntax, message));
    if bytes.len() > limits.of(Limit::DocumentSize) {
        let mut found = limits.beyond(Limit::DocumentSize);
        found.message = format!("{name}: {}", found.message);
        return Err(found);
    }
    let utf16 = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => Some(units(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(units(rest, u16::from_be_bytes)),
        _ => None,
    };
    if let Some(units) = utf16 {
        return String::from_utf16(&units).or_else(|_| {
            refused(format!(
                "{name} begins as UTF-16 and is no text in it: write it as UTF-8"
            ))
        });
    }
    String::from_utf8(bytes)
        .or_else(|error| {
            let at = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..at).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            let message = format!(
                "{name} is not UTF-8 text: byte {at} ({byte:#04x}, line {line}) begins no character"
            );
            refused(message)
        })
        .map_err(|diagnostic| diagnostic.help("save the file as UTF-8"))
}

fn units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u16> {
    let pairs = bytes.chunks(2).map(|pair| match pair {
        [one, other] => [*one, *other],
        // Half a character, which is none.
        _ => [0xff, 0xdf],
    });
    pairs.map(unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_tells_utf_16() {
        for bytes in [&b"\xff\xfea\0\x2d\x4e"[..], &b"\xfe\xff\0a\x4e\x2d"[..]] {
            assert_eq!(
                text("x", bytes.to_vec(), &Limits::default()).as_deref(),
                Ok("a\u{4e2d}")
            );
        }
        assert_eq!(
            text("x", b"caf\xc3\xa9".to_vec(), &Limits::default()).as_deref(),
            Ok("caf\u{e9}")
        );
    }

    #[test]
    fn other_bytes_are_refused_with_their_place() {
        let refused = text("x", b"a: b\nc: caf\xe9".to_vec(), &Limits::default()).unwrap_err();
        assert!(
            refused.message.contains("0xe9, line 2"),
            "{}",
            refused.message
        );
        assert!(text("x", b"\xff\xfea".to_vec(), &Limits::default()).is_err());
    }
}
