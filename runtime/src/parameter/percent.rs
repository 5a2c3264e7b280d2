//! Percent-encoding (RFC 3986).

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};
use std::borrow::Cow;

/// Everything but the unreserved characters.
const STRICT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Reserved characters stay too, except those that would end the query or split its pairs, and
/// `+`, which most services read as a space.
const RESERVED: &AsciiSet = &STRICT
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Only what a URL cannot have, and `#`, which would end the path. `%` stays.
const LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The same for a path, which `?` would end; `&` and `+` are nothing special there.
const PATH: &AsciiSet = &RESERVED.remove(b'&').remove(b'+').add(b'?');

/// What is encoded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Encode {
    /// Everything but unreserved characters.
    Strict,
    /// Reserved characters stay where they do no harm (`allowReserved`).
    Reserved,
    /// Reserved characters stay, except those that would end the path (`allowReserved`).
    Path,
    /// Only what a URL cannot have (the text of path templates).
    Literal,
    /// Nothing (headers).
    Nothing,
}

/// Encodes a text.
pub(crate) fn encode(text: &str, encode: Encode) -> Cow<'_, str> {
    match encode {
        Encode::Strict => utf8_percent_encode(text, STRICT).into(),
        Encode::Reserved => utf8_percent_encode(text, RESERVED).into(),
        Encode::Path => utf8_percent_encode(text, PATH).into(),
        Encode::Literal => utf8_percent_encode(text, LITERAL).into(),
        Encode::Nothing => text.into(),
    }
}

/// Decodes until nothing is left to decode: what a service sees behind any number of proxies.
pub(crate) fn decode_fully(text: &str) -> String {
    let mut text = text.to_owned();
    // Each round makes it shorter, so this ends.
    loop {
        let decoded = percent_decode_str(&text).decode_utf8_lossy().into_owned();
        if decoded.len() >= text.len() {
            return text;
        }
        text = decoded;
    }
}

#[cfg(test)]
mod tests {
    use super::{Encode, decode_fully, encode};

    #[test]
    fn only_unreserved_characters_stay() {
        let text = "aZ0-._~ %/?#[]@!$&'()*+,;=|\"é作";
        let strict =
            "aZ0-._~%20%25%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%7C%22%C3%A9%E4%BD%9C";
        assert_eq!(encode(text, Encode::Strict), strict);
        assert_eq!(
            encode("a/b?c=d&e#f+g", Encode::Reserved),
            "a/b?c=d%26e%23f%2Bg"
        );
        assert_eq!(encode("a b", Encode::Nothing), "a b");
        assert_eq!(
            encode("/作 品:a%20b#", Encode::Literal),
            "/%E4%BD%9C%20%E5%93%81:a%20b%23"
        );
    }

    #[test]
    fn decodes_any_number_of_times() {
        assert_eq!(decode_fully("%25252e%2E"), "..");
        assert_eq!(decode_fully("100%"), "100%");
    }
}
