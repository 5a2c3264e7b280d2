//! Responses of 2.0: one schema for all media types.

use super::{Whole, contents, inner};
use crate::dialect::put;
use crate::document::{Node, Object, Value};
use crate::source::Span;

/// Gives the response its contents; without `produces`, those of the document.
pub(super) fn rewrite(
    response: &mut Object,
    span: Span,
    produces: Option<&[String]>,
    whole: &mut Whole,
) {
    if response.contains_key("$ref") {
        return;
    }
    let examples = response.shift_remove("examples");
    let Some(schema) = response.shift_remove("schema") else {
        return;
    };
    if response.contains_key("content") {
        return;
    }
    let schema = schema.node;
    let file = schema.get("type").and_then(Node::as_str) == Some("file");
    let produces = produces.unwrap_or(&whole.produces);
    let usual = if file {
        "application/octet-stream"
    } else {
        "application/json"
    };
    let media = if produces.is_empty() {
        vec![usual.to_owned()]
    } else {
        produces.to_vec()
    };
    let content = contents(schema, &media, whole);
    put(response, "content", span, Value::Object(content));
    let examples = examples.map(|examples| examples.node.value);
    if let (Some(Value::Object(examples)), Some(content)) = (examples, response.get_mut("content"))
    {
        let Value::Object(content) = &mut content.node.value else {
            return;
        };
        for (media, example) in examples {
            if content.contains_key(&media) {
                let content = inner(content, &media, span);
                content.map(|content| content.insert("example".to_owned(), example));
            }
        }
    }
}
