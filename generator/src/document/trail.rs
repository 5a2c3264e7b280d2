//! Looking up places one after the other, most of which lie near the one before.

use super::{Node, Value};
use crate::source::Pointer;
use crate::source::pointer::step;
use std::cell::RefCell;

/// A document with the way to the place that was asked for last: the next one goes on from where the two part.
pub struct Trail<'d> {
    document: &'d Node,
    last: RefCell<Way>,
}

#[derive(Default)]
struct Way {
    /// The pointer, as far as it led.
    text: String,
    /// How much of the pointer leads to each step, and which of the children it is.
    steps: Vec<(usize, usize)>,
}

impl<'d> Trail<'d> {
    /// At the root.
    pub fn new(document: &'d Node) -> Self {
        Self {
            document,
            last: RefCell::default(),
        }
    }

    /// What the pointer leads to.
    pub fn at(&self, pointer: &Pointer) -> Option<&'d Node> {
        let text = pointer.as_str();
        let mut last = self.last.borrow_mut();
        let Way { text: way, steps } = &mut *last;
        let pairs = way.bytes().zip(text.bytes());
        let common = pairs.take_while(|(one, other)| one == other).count();
        // A step that is only the start of a longer one is not on the way.
        let is_step = |end: usize| end == text.len() || text.as_bytes().get(end) == Some(&b'/');
        while steps
            .last()
            .is_some_and(|(end, _)| *end > common || !is_step(*end))
        {
            steps.pop();
        }
        way.truncate(steps.last().map_or(0, |(end, _)| *end));
        let mut node = self.document;
        for (_, index) in steps.iter() {
            node = node.nth(*index)?;
        }
        for raw in text.get(way.len()..)?.split('/').skip(1) {
            let index = node.index_of(&step(raw))?;
            node = node.nth(index)?;
            way.push('/');
            way.push_str(raw);
            steps.push((way.len(), index));
        }
        Some(node)
    }
}

impl Node {
    /// Which of the children has this name.
    fn index_of(&self, name: &str) -> Option<usize> {
        match &self.value {
            Value::Object(object) => object.get_index_of(name),
            Value::Array(_) => name.parse().ok(),
            _ => None,
        }
    }

    fn nth(&self, index: usize) -> Option<&Node> {
        match &self.value {
            Value::Object(object) => object.get_index(index).map(|(_, member)| &member.node),
            Value::Array(elements) => elements.get(index),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Trail;
    use crate::diagnostic::Diagnostics;
    use crate::source::{Pointer, SourceMap};

    #[test]
    fn finds_what_the_pointer_alone_finds() {
        let text = r#"{"a": {"b": [1, {"c/d": 2}], "bc": 3}, "ab": {"b": 4}, "": {"": 5}}"#;
        let mut sources = SourceMap::new();
        let file = sources.add("a.json", text);
        let (limits, mut diagnostics) = (Default::default(), Diagnostics::default());
        let document = crate::document::read(&sources, file, &limits, &mut diagnostics).unwrap();
        let trail = Trail::new(&document);
        let places = [
            "",
            "/a",
            "/a/b",
            "/a/bc",
            "/a/b/1/c~1d",
            "/a/b/1",
            "/ab/b",
            "/a/b/0",
            "/a/b/7",
            "/a/b/1/c",
            "/a/bc/x",
            "/",
            "//",
            "/a/b/1/c~1d/x",
            "/ab",
            "/x/y",
            "/a/b/x",
        ];
        for one in places {
            for other in places {
                for place in [one, other] {
                    let pointer = Pointer::parse(place).unwrap();
                    assert_eq!(trail.at(&pointer), document.at(&pointer), "{one} {other}");
                }
            }
        }
    }
}
