//! JSON (RFC 8259) to the builder: most large documents are JSON, and the general reader takes several times
//! as long. What is not JSON to the letter is left to that reader, which also says what is wrong.

use super::builder::Builder;
use super::{Node, Value, scalar};
use crate::diagnostic::Diagnostics;
use crate::limits::Limits;
use crate::source::{FileId, Span};

/// The tree of a JSON text that stands `skipped` bytes into its file. The outer `None` says that the text is
/// not JSON, the inner one that it was refused.
pub(super) fn read(
    text: &str,
    file: FileId,
    skipped: usize,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Option<Node>> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let mut found = Diagnostics::default();
    let mut reader = Reader {
        text,
        at: 0,
        file,
        skipped: skipped as u32,
        builder: Builder::new(limits, &mut found),
    };
    let whole = reader.document()?;
    let tree = reader.builder.finish().filter(|_| whole);
    for one in found.into_items() {
        diagnostics.push(one);
    }
    Some(tree)
}

struct Reader<'t, 'd> {
    text: &'t str,
    at: usize,
    file: FileId,
    skipped: u32,
    builder: Builder<'d>,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    /// A value.
    Value,
    /// A value, or the end of a list that has none.
    FirstValue,
    /// A key.
    Key,
    /// A key, or the end of an object that has none.
    FirstKey,
    /// A comma, or the end of what is open.
    Comma,
}

impl Reader<'_, '_> {
    /// Whether all was read; `None` if the text is not JSON.
    fn document(&mut self) -> Option<bool> {
        let mut open: Vec<bool> = Vec::new();
        let mut next = Next::Value;
        loop {
            self.space();
            let start = self.at;
            let byte = self.peek()?;
            match (byte, next) {
                (b'{' | b'[', Next::Value | Next::FirstValue) => {
                    self.at += 1;
                    let object = byte == b'{';
                    open.push(object);
                    if !self.builder.open(object, 0, self.span(start)) {
                        return Some(false);
                    }
                    next = if object {
                        Next::FirstKey
                    } else {
                        Next::FirstValue
                    };
                    continue;
                }
                (b'}', Next::FirstKey | Next::Comma) if open.last() == Some(&true) => {
                    self.end(&mut open);
                }
                (b']', Next::FirstValue | Next::Comma) if open.last() == Some(&false) => {
                    self.end(&mut open);
                }
                (b',', Next::Comma) => {
                    self.at += 1;
                    next = if *open.last()? {
                        Next::Key
                    } else {
                        Next::Value
                    };
                    continue;
                }
                (b'"', Next::Key | Next::FirstKey) => {
                    let key = self.string()?;
                    let span = self.span(start);
                    self.space();
                    if self.peek()? != b':' {
                        return None;
                    }
                    self.at += 1;
                    if !self.builder.name(key, span) {
                        return Some(false);
                    }
                    next = Next::Value;
                    continue;
                }
                (_, Next::Value | Next::FirstValue) => {
                    let value = self.scalar(byte)?;
                    if !self.builder.value(value, self.span(start)) {
                        return Some(false);
                    }
                }
                _ => return None,
            }
            next = Next::Comma;
            if open.is_empty() {
                self.space();
                return (self.at == self.text.len()).then_some(true);
            }
        }
    }

    fn end(&mut self, open: &mut Vec<bool>) {
        let start = self.at;
        self.at += 1;
        open.pop();
        self.builder.close(self.span(start));
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// From `start` to here.
    fn span(&self, start: usize) -> Span {
        Span {
            file: self.file,
            start: start as u32 + self.skipped,
            end: self.at as u32 + self.skipped,
        }
    }

    fn scalar(&mut self, first: u8) -> Option<Value> {
        if first == b'"' {
            return self.string().map(Value::String);
        }
        for (word, value) in [
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
            ("null", Value::Null),
        ] {
            if self.text.get(self.at..)?.starts_with(word) {
                self.at += word.len();
                return Some(value);
            }
        }
        let rest = self.text.as_bytes().get(self.at..)?;
        let length = number(rest)?;
        let text = self.text.get(self.at..self.at + length)?;
        self.at += length;
        Some(scalar::plain(text))
    }

    /// The text between the quotation marks here.
    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..)?;
            let stop = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
            let length = rest.as_bytes().iter().position(stop)?;
            let plain = rest.get(..length)?;
            self.at += length + 1;
            match rest.as_bytes().get(length)? {
                b'"' if text.is_empty() => return Some(plain.to_owned()),
                b'"' => {
                    text.push_str(plain);
                    return Some(text);
                }
                b'\\' => {
                    text.push_str(plain);
                    text.push(self.escape()?);
                }
                _ => return None,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.unit()?;
                if !(0xd800..0xdc00).contains(&high) {
                    return char::from_u32(u32::from(high));
                }
                if self.text.get(self.at..self.at + 2)? != "\\u" {
                    return None;
                }
                self.at += 2;
                let low = self.unit()?;
                return char::decode_utf16([high, low]).next()?.ok();
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u16> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        self.at += 4;
        plain
            .then(|| u16::from_str_radix(digits, 16).ok())
            .flatten()
    }
}

/// How long the number at the beginning is.
fn number(text: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut at = usize::from(text.first() == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 || whole > 1 && text.get(at) == Some(&b'0') {
        return None;
    }
    at += whole;
    if text.get(at) == Some(&b'.') {
        let part = digits(at + 1);
        if part == 0 {
            return None;
        }
        at += 1 + part;
    }
    if let Some(b'e' | b'E') = text.get(at) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let part = digits(at + 1 + sign);
        if part == 0 {
            return None;
        }
        at += 1 + sign + part;
    }
    Some(at)
}
