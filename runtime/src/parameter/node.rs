//! A value as parameters see it: texts, lists of them, members in their order.

use crate::wire::Raw;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Null,
    Text(String),
    List(Vec<Node>),
    Members(Vec<(String, Node)>),
}

impl Node {
    /// Any value that can be written as JSON. The way through JSON text keeps the order of
    /// members and the digits of numbers, and understands pieces of raw JSON.
    pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Self> {
        Self::parse(&serde_json::to_string(value)?)
    }

    /// Its text, if it has no parts; `null` has none.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn parse(json: &str) -> serde_json::Result<Self> {
        Ok(match json.as_bytes().first() {
            Some(b'"') => Self::Text(serde_json::from_str(json)?),
            Some(b'[') => {
                let list: Vec<Raw<'_>> = serde_json::from_str(json)?;
                let nodes = list.iter().map(|raw| Self::parse(raw.get()));
                Self::List(nodes.collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let Members(members) = serde_json::from_str(json)?;
                let member = |(name, raw): (String, Raw<'_>)| Ok((name, Self::parse(raw.get())?));
                Self::Members(members.into_iter().map(member).collect::<Result<_, _>>()?)
            }
            Some(b'n') | None => Self::Null,
            // `2.0` is how JSON says that 2 is a float; nobody else wants to know.
            Some(_) => Self::Text(json.strip_suffix(".0").unwrap_or(json).to_owned()),
        })
    }
}

/// The members of an object, in their order.
struct Members<'de>(Vec<(String, Raw<'de>)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::Node;

    #[test]
    fn keeps_order_and_digits() {
        let text = |text: &str| Node::Text(text.to_owned());
        let member = |name: &str, node| (name.to_owned(), node);
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
        assert_eq!(Node::of(&raw.unwrap()).unwrap(), Node::Members(members));
    }
}
