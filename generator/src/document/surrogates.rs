//! JSON writes characters beyond U+FFFF as two escapes (RFC 8259, section 7), which YAML does not know.

use std::borrow::Cow;

/// A JSON text with such pairs written as YAML does, `\U0001F600`, and the bytes of the result
/// after each of which the original has two more.
pub(super) fn join(text: &str) -> (Cow<'_, str>, Vec<u32>) {
    let json = text.trim_start().starts_with(['{', '[']);
    if !json || !text.contains("\\u") {
        return (Cow::Borrowed(text), Vec::new());
    }
    let (mut joined, mut removed) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        joined.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(character) = pair(rest) {
            joined.push_str(&format!("\\U{:08X}", u32::from(character)));
            removed.push(joined.len() as u32);
            rest = &rest[12..];
            continue;
        }
        // The escaped character may be a backslash itself.
        let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        joined.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    joined.push_str(rest);
    (Cow::Owned(joined), removed)
}

/// The character that two escapes at the beginning make.
fn pair(text: &str) -> Option<char> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (high, low) = (unit(0)?, unit(6)?);
    let mut decoded = char::decode_utf16([high, low]);
    let character = decoded.next()?.ok()?;
    decoded.next().is_none().then_some(character)
}
