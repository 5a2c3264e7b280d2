//! A parameter in the body is a request body.

use super::{Whole, contents};
use crate::dialect::put;
use crate::document::{Node, Object, Value};
use crate::source::Span;

/// Makes the parameter a request body of these media types.
pub(super) fn rewrite(parameter: &mut Object, span: Span, consumes: &[String], whole: &mut Whole) {
    let schema = parameter.shift_remove("schema").map(|member| member.node);
    let schema = schema.unwrap_or_else(|| any(parameter, span));
    for key in ["in", "name", "type", "format", "items"] {
        parameter.shift_remove(key);
    }
    let json = ["application/json".to_owned()];
    let media = if consumes.is_empty() { &json } else { consumes };
    let mut content = contents(schema, media, whole);
    examples(parameter, &mut content);
    put(parameter, "content", span, Value::Object(content));
}

/// What a body without a schema says of itself.
fn any(parameter: &Object, span: Span) -> Node {
    let mut schema = Object::default();
    for key in ["type", "format", "items"] {
        if let Some(member) = parameter.get(key) {
            schema.insert(key.to_owned(), member.clone());
        }
    }
    Node {
        span,
        value: Value::Object(schema),
    }
}

/// The vendors' `x-example` and `x-examples`, the latter by media type.
fn examples(parameter: &mut Object, content: &mut Object) {
    let one = parameter.shift_remove("x-example");
    let several = parameter.shift_remove("x-examples");
    for (media, member) in content.iter_mut() {
        let named = several
            .as_ref()
            .and_then(|several| several.node.as_object());
        let example = named.and_then(|named| named.get(media)).or(one.as_ref());
        if let (Some(example), Value::Object(content)) = (example, &mut member.node.value) {
            content.insert("example".to_owned(), example.clone());
        }
    }
}
