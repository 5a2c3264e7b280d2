//! Percent-encoding (RFC 3986).

use super::Pieces;
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

/// Adds a text, encoded.
pub(crate) fn push_encoded(out: &mut String, text: &str, encode: Encode) {
    match encode {
        Encode::Strict => out.extend(utf8_percent_encode(text, STRICT)),
        Encode::Reserved => push_reserved(out, text, RESERVED),
        Encode::Path => push_reserved(out, text, PATH),
        Encode::Cookie => push_reserved(out, text, COOKIE),
        Encode::Literal => out.extend(utf8_percent_encode(text, LITERAL)),
        Encode::Nothing => out.push_str(text),
    }
}

/// Adds a pair of a query or a form.
pub(crate) fn push_pair(pairs: &mut Pieces<'_>, name: &str, value: &str) {
    let out = pairs.next();
    push_encoded(out, name, Encode::Strict);
    out.push('=');
    push_encoded(out, value, Encode::Strict);
}

/// Reserved expansion (RFC 6570, section 3.2.3): what is percent-encoded already stays.
fn push_reserved(out: &mut String, text: &str, set: &'static AsciiSet) {
    let is_encoded = |at: usize| {
        let digits = text.as_bytes().get(at + 1..at + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let encoded = text.match_indices('%').map(|(at, _)| at);
    let mut start = 0;
    for at in encoded.filter(|at| is_encoded(*at)) {
        out.extend(utf8_percent_encode(&text[start..at], set));
        out.push_str(&text[at..at + 3]);
        start = at + 3;
    }
    out.extend(utf8_percent_encode(&text[start..], set));
}

/// Decodes until nothing is left to decode: what a service sees behind any number of proxies.
pub(crate) fn decode_fully(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    // Each round makes it shorter, so this ends.
    loop {
        let decoded = percent_decode_str(&text).decode_utf8_lossy();
        if decoded.len() >= text.len() {
            return text;
        }
        text = Cow::Owned(decoded.into_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::{Encode, decode_fully, push_encoded};

    fn encode(text: &str, how: Encode) -> String {
        let mut out = String::new();
        push_encoded(&mut out, text, how);
        out
    }

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
