//! JSON pointers (RFC 6901), shown as URI fragments.

use std::borrow::Cow;
use std::fmt;

/// A JSON pointer such as `/components/schemas/Pet`; the empty one is the whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads a pointer such as `/a/b` or, from a reference, `#/a/b` (percent escapes decoded).
    /// `None` if it is neither empty nor starts with a slash.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, fragment) = match text.strip_prefix('#') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if !text.is_empty() && !text.starts_with('/') {
            return None;
        }
        if !fragment || !text.contains('%') {
            return Some(Self(text.to_owned()));
        }
        percent_decode(text).map(Self)
    }

    /// The member `key` of what this points to.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        let mut child = Self(text);
        child.push(key);
        child
    }

    /// The element `index` of what this points to.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// Goes on to the member `key`.
    pub(crate) fn push(&mut self, key: &str) {
        self.0.push('/');
        for piece in key.split_inclusive(['~', '/']) {
            match piece.as_bytes().last() {
                Some(b'~') => self.0.extend([piece, "0"]),
                Some(b'/') => self.0.extend([&piece[..piece.len() - 1], "~1"]),
                _ => self.0.push_str(piece),
            }
        }
    }

    /// Goes back to where the text was this long.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// The place that is reached from `other` as this one is from the root.
    pub(crate) fn under(&self, other: &Pointer) -> Self {
        Self(format!("{}{}", other.0, self.0))
    }

    /// The way from `outer` to here, if it leads here.
    pub(crate) fn below(&self, outer: &Pointer) -> Option<Self> {
        let rest = self.0.strip_prefix(&outer.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(rest.to_owned()))
    }

    /// What this points into, unless it is the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].to_owned()))
    }

    /// The unescaped members and indices on the way.
    pub fn segments(&self) -> impl Iterator<Item = String> + '_ {
        self.steps().map(Cow::into_owned)
    }

    /// The same without a copy of each: few are escaped.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(step)
    }

    /// The unescaped last member or index.
    pub fn last(&self) -> Option<String> {
        self.segments().last()
    }

    /// The pointer as RFC 6901 writes it, without the `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// A member or an index without its escapes.
pub(crate) fn step(raw: &str) -> Cow<'_, str> {
    let Some(first) = raw.find('~') else {
        return Cow::Borrowed(raw);
    };
    let mut out = String::with_capacity(raw.len());
    let (plain, mut rest) = raw.split_at(first);
    out.push_str(plain);
    while let Some(escaped) = rest.strip_prefix('~') {
        let (sign, after) = match escaped.as_bytes().first() {
            Some(b'1') => ('/', &escaped[1..]),
            Some(b'0') => ('~', &escaped[1..]),
            _ => ('~', escaped),
        };
        out.push(sign);
        let next = after.find('~').unwrap_or(after.len());
        let (plain, more) = after.split_at(next);
        out.push_str(plain);
        rest = more;
    }
    Cow::Owned(out)
}

/// The text with percent escapes decoded; `None` if they are broken.
pub(crate) fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}
