//! The tree: JSON's data model with spans.

use crate::source::{Pointer, Span};
use foldhash::fast::RandomState;
use indexmap::IndexMap;

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where the value stands. A value brought in by an overlay stands in the overlay's file.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Node>),
    /// Members in the document's order.
    Object(Object),
}

/// A number, as exact as the document wrote it.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// An integer that fits.
    Integer(i128),
    /// Everything else that `f64` holds.
    Float(f64),
}

/// The members of an object. They are looked up all the time, by a hash that is seeded anew in each process.
pub type Object = IndexMap<String, Member, RandomState>;

/// The value of a key, and where the key stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The member `key`, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key).map(|member| &member.node)
    }

    /// The members, if this is an object.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The member `key`, if this is an object that has it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        match &mut self.value {
            Value::Object(object) => object.get_mut(key).map(|member| &mut member.node),
            _ => None,
        }
    }

    /// The elements, if this is a list.
    pub fn as_array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The text, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The elements or the values of the members, if this is a list or an object.
    pub fn children(&self) -> impl Iterator<Item = &Node> {
        let elements = self.as_array().unwrap_or_default();
        let members = self
            .as_object()
            .into_iter()
            .flat_map(|object| object.values());
        elements.iter().chain(members.map(|member| &member.node))
    }

    /// How many values there are from here on, and how many lists and objects stand in each other.
    pub(crate) fn measure(&self) -> (usize, usize) {
        let (mut nodes, mut deepest) = (0, 0);
        let mut open = vec![(self, 0)];
        while let Some((node, depth)) = open.pop() {
            nodes += 1;
            let plain = node.as_object().is_none() && node.as_array().is_none();
            let depth = depth + usize::from(!plain);
            deepest = deepest.max(depth);
            open.extend(node.children().map(|child| (child, depth)));
        }
        (nodes, deepest)
    }

    /// What the pointer leads to.
    pub fn at(&self, pointer: &Pointer) -> Option<&Node> {
        pointer
            .steps()
            .try_fold(self, |node, segment| match &node.value {
                Value::Object(object) => object.get(segment.as_ref()).map(|member| &member.node),
                Value::Array(elements) => elements.get(segment.parse::<usize>().ok()?),
                _ => None,
            })
    }

    /// What the pointer leads to, to change it.
    pub fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Node> {
        let mut node = self;
        for segment in pointer.segments() {
            node = match &mut node.value {
                Value::Object(object) => &mut object.get_mut(&segment)?.node,
                Value::Array(elements) => elements.get_mut(segment.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// The kind of value in JSON's words, for messages.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}
