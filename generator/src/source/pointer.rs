//! JSON pointers (RFC 6901), shown as URI fragments.

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
        text.push('/');
        for character in key.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// The element `index` of what this points to.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// What this points into, unless it is the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].to_owned()))
    }

    /// The unescaped members and indices on the way.
    pub fn segments(&self) -> impl Iterator<Item = String> + '_ {
        self.0
            .split('/')
            .skip(1)
            .map(|raw| raw.replace("~1", "/").replace("~0", "~"))
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

fn percent_decode(text: &str) -> Option<String> {
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
