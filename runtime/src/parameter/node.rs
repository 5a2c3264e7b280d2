//! A value as parameters see it: texts, lists of them, members in their order.

use super::TooDeep;
use crate::wire::BorrowedText;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A value, which borrows what it can from its JSON text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node<'j> {
    Null,
    Text(Cow<'j, str>),
    List(Vec<Node<'j>>),
    Members(Vec<(Cow<'j, str>, Node<'j>)>),
}

/// Writes any value as JSON, in place of what is in the buffer; the text is what nodes are read from.
/// The way through JSON text keeps the order of members and the digits of numbers, and understands
/// pieces of raw JSON.
pub(crate) fn to_json<'b, T: Serialize + ?Sized>(
    value: &T,
    buffer: &'b mut Vec<u8>,
) -> serde_json::Result<&'b str> {
    buffer.clear();
    serde_json::to_writer(&mut *buffer, value)?;
    std::str::from_utf8(buffer).map_err(serde::ser::Error::custom)
}

impl<'j> Node<'j> {
    /// Its text, if it has no parts; `null` has none.
    pub(crate) fn text(&self) -> Result<Option<&str>, TooDeep> {
        match self {
            Self::Null => Ok(None),
            Self::Text(text) => Ok(Some(text)),
            Self::List(_) | Self::Members(_) => Err(TooDeep),
        }
    }

    /// Whether it is undefined in the sense of RFC 6570: there is nothing to write.
    pub(super) fn is_undefined(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(_) => false,
            Self::List(nodes) => nodes.iter().all(|node| *node == Self::Null),
            Self::Members(members) => members.iter().all(|(_, node)| *node == Self::Null),
        }
    }

    /// What a text of JSON says.
    pub(crate) fn parse(json: &'j str) -> serde_json::Result<Self> {
        Ok(match json.as_bytes().first() {
            Some(b'"') => {
                let BorrowedText(text) = serde_json::from_str(json)?;
                Self::Text(text)
            }
            Some(b'[') => {
                let list: Vec<&RawValue> = serde_json::from_str(json)?;
                let nodes = list.iter().map(|raw| Self::parse(raw.get()));
                Self::List(nodes.collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let Members(members) = serde_json::from_str(json)?;
                Self::Members(members)
            }
            Some(b'n') | None => Self::Null,
            // `2.0` is how JSON says that 2 is a float; nobody else wants to know.
            Some(_) => Self::Text(json.strip_suffix(".0").unwrap_or(json).into()),
        })
    }
}

/// The members of an object, in their order: as nodes, or as their JSON text.
pub(crate) struct Members<'j, V>(pub(crate) Vec<(Cow<'j, str>, V)>);

/// What a member can be read as.
pub(crate) trait Member<'j>: Sized {
    /// From its JSON text.
    fn of(raw: &'j RawValue) -> serde_json::Result<Self>;
}

impl<'j> Member<'j> for &'j RawValue {
    fn of(raw: &'j RawValue) -> serde_json::Result<Self> {
        Ok(raw)
    }
}

impl<'j> Member<'j> for Node<'j> {
    fn of(raw: &'j RawValue) -> serde_json::Result<Self> {
        Self::parse(raw.get())
    }
}

impl<'de, V: Member<'de>> Deserialize<'de> for Members<'de, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor(PhantomData))
    }
}

struct MembersVisitor<V>(PhantomData<V>);

impl<'de, V: Member<'de>> Visitor<'de> for MembersVisitor<V> {
    type Value = Members<'de, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((BorrowedText(name), raw)) = map.next_entry()? {
            members.push((name, V::of(raw).map_err(A::Error::custom)?));
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, to_json};

    #[test]
    fn keeps_order_and_digits() {
        let text = |text: &'static str| Node::Text(text.into());
        let member = |name: &'static str, node| (name.into(), node);
        let raw = serde_json::value::RawValue::from_string(
            r#"{"b": [2.0, 1.50, null, 12345678901234567890123], "a": "\u4f5c"}"#.to_owned(),
        );
        let list = vec![
            text("2"),
            text("1.50"),
            Node::Null,
            text("12345678901234567890123"),
        ];
        let members = vec![member("b", Node::List(list)), member("a", text("作"))];
        let mut buffer = b"what was there".to_vec();
        let json = to_json(&raw.unwrap(), &mut buffer).unwrap();
        assert_eq!(Node::parse(json).unwrap(), Node::Members(members));
    }
}
