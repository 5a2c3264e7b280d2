//! Swagger 2.0 as OpenAPI 3.0. Its words in documents of 3.x are taken as meant, too.

mod body;
mod form;
mod operation;
mod parameter;
mod response;
mod security;
mod servers;

use super::{Version, mended, put};
use crate::diagnostic::Diagnostics;
use crate::document::{Member, Node, Object, Value};
use crate::grammar::{Kind, Role, visit_mut};
use crate::source::Span;

/// What holds for the whole document.
struct Whole {
    version: Version,
    /// Media types of requests, where an operation lists none.
    consumes: Vec<String>,
    /// Media types of responses.
    produces: Vec<String>,
    /// Host and base path, for operations that list schemes of their own.
    address: Option<String>,
    /// How many schemas have been shared.
    shared: usize,
}

/// Rewrites the document.
pub(super) fn rewrite(document: &mut Node, version: Version, diagnostics: &mut Diagnostics) {
    let mut whole = Whole {
        version,
        consumes: texts(document.get("consumes")),
        produces: texts(document.get("produces")),
        address: servers::address(document),
        shared: 0,
    };
    let bodies = operation::bodies(document);
    servers::rewrite(document, version, diagnostics);
    visit_mut(document, Role::One(Kind::Document), &mut |role, node| {
        let span = node.span;
        match (role, &mut node.value) {
            (Role::One(Kind::PathItem), Value::Object(item)) => {
                operation::item(item, &bodies, &mut whole, diagnostics);
            }
            (Role::One(Kind::SecurityScheme), Value::Object(scheme)) => {
                security::rewrite(scheme, span, diagnostics);
            }
            _ => {}
        }
    });
    let Value::Object(members) = &mut document.value else {
        return;
    };
    homes(members, &mut whole, diagnostics);
    visit_mut(document, Role::One(Kind::Document), &mut |role, node| {
        let span = node.span;
        match (role, &mut node.value) {
            (Role::One(kind @ (Kind::Parameter | Kind::Header)), Value::Object(members)) => {
                parameter::rewrite(members, kind, span, version, diagnostics);
            }
            (Role::One(Kind::Response), Value::Object(response)) => {
                // Of components; those of operations are done.
                response::rewrite(response, span, None, &mut whole);
            }
            _ => {}
        }
    });
}

/// Moves what 2.0 keeps at the root to where 3.0 keeps it.
fn homes(root: &mut Object, whole: &mut Whole, diagnostics: &mut Diagnostics) {
    let moved: Vec<(&str, &str, Member)> = [
        ("definitions", "schemas"),
        ("parameters", "parameters"),
        ("responses", "responses"),
        ("securityDefinitions", "securitySchemes"),
    ]
    .into_iter()
    .filter_map(|(from, to)| Some((from, to, root.shift_remove(from)?)))
    .collect();
    for (from, to, member) in moved {
        let span = member.key_span;
        if whole.version > Version::V2 {
            let message = format!("`{from}` belongs to Swagger 2.0");
            let help = format!("move it to `components.{to}`; it is read so");
            diagnostics.push(mended(span, message, help));
        }
        let components = inner(root, "components", span);
        let known = components.and_then(|components| inner(components, to, span));
        if let (Some(known), Value::Object(more)) = (known, member.node.value) {
            for (name, piece) in more {
                known.entry(name).or_insert(piece);
            }
        }
    }
    for key in [
        "swagger", "host", "basePath", "schemes", "consumes", "produces",
    ] {
        if let Some(member) = root.shift_remove(key) {
            if key == "swagger" {
                let version = Value::String("3.0.3".to_owned());
                put(root, "openapi", member.node.span, version);
            }
        }
    }
    let Some(components) = root.get_mut("components") else {
        return;
    };
    if let Value::Object(components) = &mut components.node.value {
        shared_bodies(components, whole);
    }
}

/// Parameters of bodies that operations share are request bodies; those of forms have been copied.
fn shared_bodies(components: &mut Object, whole: &mut Whole) {
    let mut bodies = Vec::new();
    let span = match components
        .get_mut("parameters")
        .map(|member| &mut member.node)
    {
        Some(Node {
            span,
            value: Value::Object(parameters),
        }) => {
            parameters.retain(|name, member| match operation::place(&member.node) {
                Some("body") => {
                    bodies.push((name.clone(), member.clone()));
                    false
                }
                Some("formData") => false,
                _ => true,
            });
            *span
        }
        _ => return,
    };
    if bodies.is_empty() {
        return;
    }
    let Some(known) = inner(components, "requestBodies", span) else {
        return;
    };
    for (name, mut member) in bodies {
        let consumes = whole.consumes.clone();
        if let Value::Object(parameter) = &mut member.node.value {
            body::rewrite(parameter, member.node.span, &consumes, whole);
        }
        known.entry(name).or_insert(member);
    }
}

/// The object under a key, made if need be; `None` if something else is there.
fn inner<'a>(members: &'a mut Object, key: &str, span: Span) -> Option<&'a mut Object> {
    let value = Value::Object(Object::default());
    let node = Node { span, value };
    let key_span = span;
    let member = members
        .entry(key.to_owned())
        .or_insert(Member { key_span, node });
    match &mut member.node.value {
        Value::Object(inner) => Some(inner),
        _ => None,
    }
}

/// The texts of a list.
fn texts(node: Option<&Node>) -> Vec<String> {
    let list = node.and_then(Node::as_array).unwrap_or_default();
    let texts = list.iter().filter_map(Node::as_str);
    texts
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

/// The contents of a body: its schema under each media type. The first has the schema, the others refer to it.
fn contents(schema: Node, media: &[String], whole: &mut Whole) -> Object {
    let mut schema = schema;
    let mut contents = Object::default();
    let span = schema.span;
    let rest = (media.len() > 1).then(|| {
        whole.shared += 1;
        super::targets::share(
            &mut schema,
            &format!("/x-clientwright-shared/{}", whole.shared),
        )
    });
    let mut first = Some(schema);
    for name in media {
        let Some(schema) = first.take().or_else(|| rest.clone()) else {
            continue;
        };
        let mut content = Object::default();
        content.insert(
            "schema".to_owned(),
            Member {
                key_span: span,
                node: schema,
            },
        );
        put(&mut contents, name, span, Value::Object(content));
    }
    contents
}
