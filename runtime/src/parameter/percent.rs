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

/// The same for a cookie, which `,` and `;` would end.
const COOKIE: &AsciiSet = &PATH.remove(b'?').remove(b'#').add(b',').add(b';');

/// What is encoded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Encode {
    /// Everything but unreserved characters.
    Strict,
    /// Reserved characters of a query stay where they do no harm (`allowReserved`), and so does
    /// what is percent-encoded.
    Reserved,
    /// The same for a path.
    Path,
    /// The same for a cookie.
    Cookie,
    /// Only what a URL cannot have (the text of path templates).
    Literal,
    /// Nothing (headers).
    Nothing,
}

impl Encode {
    /// How the names are encoded that go with such values.
    pub(crate) fn of_names(self) -> Self {
        match self {
            Self::Nothing => Self::Nothing,
            _ => Self::Strict,
        }
    }
}

/// Encodes a text.
pub(crate) fn encode(text: &str, encode: Encode) -> Cow<'_, str> {
    match encode {
        Encode::Strict => utf8_percent_encode(text, STRICT).into(),
        Encode::Reserved => reserved(text, RESERVED),
        Encode::Path => reserved(text, PATH),
        Encode::Cookie => reserved(text, COOKIE),
        Encode::Literal => utf8_percent_encode(text, LITERAL).into(),
        Encode::Nothing => text.into(),
    }
}

/// A pair of a query or a form.
pub(crate) fn pair(name: &str, value: &str) -> String {
    let (name, value) = (encode(name, Encode::Strict), encode(value, Encode::Strict));
    format!("{name}={value}")
}

/// Reserved expansion (RFC 6570, section 3.2.3): what is percent-encoded already stays.
fn reserved<'t>(text: &'t str, set: &'static AsciiSet) -> Cow<'t, str> {
    let is_encoded = |at: usize| {
        let digits = text.as_bytes().get(at + 1..at + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let mut encoded = text.match_indices('%').map(|(at, _)| at);
    if !encoded.clone().any(is_encoded) {
        return utf8_percent_encode(text, set).into();
    }
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    for at in encoded.by_ref().filter(|at| is_encoded(*at)) {
        out.extend(utf8_percent_encode(&text[start..at], set));
        out.push_str(&text[at..at + 3]);
        start = at + 3;
    }
    out.extend(utf8_percent_encode(&text[start..], set));
    out.into()
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
        assert_eq!(
            encode("%2F%zz%%41作%", Encode::Path),
            "%2F%25zz%25%41%E4%BD%9C%25"
        );
        assert_eq!(encode("a=b;c,d&e", Encode::Cookie), "a=b%3Bc%2Cd&e");
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
