//! Parameters in a form are the properties of one body.

use super::parameter::{SCHEMA, separator};
use super::{Whole, contents};
use crate::dialect::put;
use crate::document::{Member, Node, Object, Value};

const MULTIPART: &str = "multipart/form-data";
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// The body that these parameters make.
pub(super) fn body(parameters: &[Node], consumes: &[String], whole: &mut Whole) -> Node {
    let span = parameters
        .first()
        .map(|first| first.span)
        .unwrap_or_default();
    let (mut properties, mut encoding) = (Object::default(), Object::default());
    let (mut required, mut file) = (Vec::new(), false);
    for parameter in parameters {
        let (Some(members), Some(name)) = (parameter.as_object(), parameter.get("name")) else {
            continue;
        };
        let Some(text) = name.as_str() else { continue };
        file |= parameter.get("type").and_then(Node::as_str) == Some("file");
        if parameter
            .get("required")
            .is_some_and(|flag| flag.value == Value::Bool(true))
        {
            required.push(name.clone());
        }
        if let Some(style) = style(parameter) {
            put(&mut encoding, text, parameter.span, Value::Object(style));
        }
        let node = Node {
            span: parameter.span,
            value: Value::Object(property(members)),
        };
        let key_span = name.span;
        properties.insert(text.to_owned(), Member { key_span, node });
    }
    let needed = !required.is_empty();
    let mut schema = Object::default();
    put(
        &mut schema,
        "type",
        span,
        Value::String("object".to_owned()),
    );
    put(&mut schema, "properties", span, Value::Object(properties));
    if needed {
        put(&mut schema, "required", span, Value::Array(required));
    }
    let schema = Node {
        span,
        value: Value::Object(schema),
    };
    let mut content = contents(schema, &media(consumes, file), whole);
    if !encoding.is_empty() {
        for member in content.values_mut() {
            if let Value::Object(content) = &mut member.node.value {
                put(content, "encoding", span, Value::Object(encoding.clone()));
            }
        }
    }
    let mut body = Object::default();
    put(&mut body, "content", span, Value::Object(content));
    put(&mut body, "required", span, Value::Bool(needed));
    Node {
        span,
        value: Value::Object(body),
    }
}

/// The media types of forms among those that are consumed; a file goes as a part only.
fn media(consumes: &[String], file: bool) -> Vec<String> {
    let essence = |media: &str| {
        media
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    };
    let fits = |media: &&String| {
        let essence = essence(media);
        essence == MULTIPART || (essence == URLENCODED && !file)
    };
    let listed: Vec<String> = consumes.iter().filter(fits).cloned().collect();
    if !listed.is_empty() {
        return listed;
    }
    vec![if file { MULTIPART } else { URLENCODED }.to_owned()]
}

fn property(parameter: &Object) -> Object {
    let mut schema = Object::default();
    for (key, member) in parameter {
        let kept = SCHEMA.contains(&key.as_str())
            || key == "description"
            || (key.starts_with("x-") && key != "x-example");
        if kept {
            schema.insert(key.clone(), member.clone());
        }
    }
    if let Some(example) = parameter.get("x-example") {
        schema.insert("example".to_owned(), example.clone());
    }
    if let Some(written) = parameter
        .get("schema")
        .and_then(|schema| schema.node.as_object())
    {
        // Not allowed in 2.0, and meant all the same.
        schema.extend(written.clone());
    }
    schema
}

/// How a list is written, where it is not one pair an element.
fn style(parameter: &Node) -> Option<Object> {
    let list = parameter.get("type").and_then(Node::as_str) == Some("array");
    let format = parameter.get("collectionFormat");
    let written = format.and_then(Node::as_str).unwrap_or("csv");
    if !list || written == "multi" {
        return None;
    }
    let span = format.map_or(parameter.span, |format| format.span);
    let mut style = Object::default();
    put(
        &mut style,
        "style",
        span,
        Value::String(separator(written).to_owned()),
    );
    put(&mut style, "explode", span, Value::Bool(false));
    Some(style)
}
