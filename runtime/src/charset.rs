//! Texts in the encodings that answers are still found in.

use std::borrow::Cow;

/// The text of a body of this charset. A byte order mark knows better than the header; what no
/// charset explains is read as UTF-8. What is not text in it becomes `U+FFFD`.
pub(crate) fn decode<'b>(body: &'b [u8], charset: Option<&str>) -> Cow<'b, str> {
    match body {
        [0xef, 0xbb, 0xbf, text @ ..] => return String::from_utf8_lossy(text),
        [0xff, 0xfe, text @ ..] => return utf_16(text, u16::from_le_bytes).into(),
        [0xfe, 0xff, text @ ..] => return utf_16(text, u16::from_be_bytes).into(),
        _ => {}
    }
    match charset.unwrap_or_default().to_ascii_lowercase().as_str() {
        "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "windows-1252" | "cp1252"
        | "us-ascii" | "ascii" => body.iter().map(|byte| windows_1252(*byte)).collect(),
        "utf-16" | "utf-16le" => utf_16(body, u16::from_le_bytes).into(),
        "utf-16be" => utf_16(body, u16::from_be_bytes).into(),
        _ => String::from_utf8_lossy(body),
    }
}

fn utf_16(text: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = text.chunks(2).map(|bytes| match bytes {
        [first, second] => unit([*first, *second]),
        // Half a unit at the end is no text.
        _ => 0xfffd,
    });
    let text = char::decode_utf16(units);
    text.map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// What the names of ISO 8859-1 mean on the web (WHATWG Encoding, section 4.2).
fn windows_1252(byte: u8) -> char {
    const C1: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let special = byte
        .checked_sub(0x80)
        .and_then(|at| C1.get(usize::from(at)));
    special.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn each_charset_and_mark() {
        let cases: [(&[u8], Option<&str>, &str); 9] = [
            (b"caf\xc3\xa9", None, "café"),
            (b"caf\xc3\xa9", Some("UTF-8"), "café"),
            (b"\xef\xbb\xbfcaf\xc3\xa9", Some("iso-8859-1"), "café"),
            (b"caf\xe9 \x80", Some("ISO-8859-1"), "café €"),
            (b"caf\xe9", Some("utf-8"), "caf\u{fffd}"),
            (b"caf\xe9", Some("koi8-r"), "caf\u{fffd}"),
            (b"\xff\xfec\0\xe9\0", None, "cé"),
            (b"\0c\0\xe9", Some("UTF-16BE"), "cé"),
            (b"c\0\xd8", Some("utf-16"), "c\u{fffd}"),
        ];
        for (body, charset, text) in cases {
            assert_eq!(decode(body, charset), text, "{body:?} as {charset:?}");
        }
    }
}
