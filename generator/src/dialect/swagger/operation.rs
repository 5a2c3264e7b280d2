//! Operations of 2.0: parameters that are bodies, media types, schemes.

use super::{Whole, body, form, response, servers, texts};
use crate::diagnostic::Diagnostics;
use crate::dialect::targets::unmark;
use crate::dialect::{Version, mended};
use crate::document::{Member, Node, Object, Value};
use crate::grammar::{Kind, Role, visit};
use crate::source::Pointer;
use std::collections::HashMap;

/// The parameters of bodies and forms that references lead to, by the text of the reference.
pub(super) type Bodies = HashMap<String, Node>;

/// Where a parameter goes.
pub(super) fn place(parameter: &Node) -> Option<&str> {
    let place = parameter.get("in").and_then(Node::as_str)?;
    // Some write it in small letters.
    Some(if place.eq_ignore_ascii_case("formdata") {
        "formData"
    } else {
        place
    })
}

/// Every such parameter that is referred to.
pub(super) fn bodies(document: &Node) -> Bodies {
    let mut bodies = Bodies::new();
    visit(document, &mut |role, _, node| {
        let reference = node.get("$ref").and_then(Node::as_str);
        let (Role::One(Kind::Parameter), Some(text)) = (role, reference) else {
            return;
        };
        let mut target = Some(node);
        // A chain longer than this is a circle, which was reported before.
        for _ in 0..16 {
            let next = target
                .and_then(|node| node.get("$ref"))
                .and_then(Node::as_str);
            let Some(next) = next else { break };
            target = Pointer::parse(next).and_then(|at| document.at(&at));
        }
        let target = target.filter(|node| matches!(place(node), Some("body" | "formData")));
        if let Some(target) = target {
            bodies.entry(text.to_owned()).or_insert_with(|| {
                let mut copy = target.clone();
                unmark(&mut copy);
                copy
            });
        }
    });
    bodies
}

/// Rewrites the operations of a path item.
pub(super) fn item(
    item: &mut Object,
    bodies: &Bodies,
    whole: &mut Whole,
    diagnostics: &mut Diagnostics,
) {
    let around = item
        .get_mut("parameters")
        .map(|list| take(&mut list.node, bodies));
    let around = around.unwrap_or_default();
    let role = Role::One(Kind::PathItem);
    for (key, member) in item.iter_mut() {
        match role.member(key) {
            Role::One(Kind::Operation) => {
                operation(&mut member.node, &around, bodies, whole, diagnostics);
            }
            Role::Map(Kind::Operation) => {
                if let Value::Object(more) = &mut member.node.value {
                    for member in more.values_mut() {
                        operation(&mut member.node, &around, bodies, whole, diagnostics);
                    }
                }
            }
            _ => {}
        }
    }
}

fn operation(
    node: &mut Node,
    around: &[Node],
    bodies: &Bodies,
    whole: &mut Whole,
    diagnostics: &mut Diagnostics,
) {
    let Value::Object(members) = &mut node.value else {
        return;
    };
    let old = whole.version == Version::V2;
    let consumes = members
        .shift_remove("consumes")
        .filter(|_| old)
        .map(|one| texts(Some(&one.node)));
    let produces = members
        .shift_remove("produces")
        .filter(|_| old)
        .map(|one| texts(Some(&one.node)));
    if let Some(schemes) = members.shift_remove("schemes") {
        servers::of_operation(
            members,
            &schemes.node,
            whole.address.as_deref(),
            diagnostics,
        );
    }
    let mut own = members
        .get_mut("parameters")
        .map(|list| take(&mut list.node, bodies));
    let own = own.get_or_insert_default();
    if own.is_empty() {
        own.extend(around.iter().cloned().map(|mut copy| {
            unmark(&mut copy);
            copy
        }));
    }
    if let Some(body) = request_body(own, consumes.as_deref(), bodies, whole, diagnostics) {
        let key_span = body.span;
        let member = Member {
            key_span,
            node: body,
        };
        members.entry("requestBody".to_owned()).or_insert(member);
    }
    let produces = produces.unwrap_or_else(|| whole.produces.clone());
    if let Some(Value::Object(responses)) = members
        .get_mut("responses")
        .map(|member| &mut member.node.value)
    {
        for member in responses.values_mut() {
            let span = member.node.span;
            if let Value::Object(response) = &mut member.node.value {
                response::rewrite(response, span, Some(&produces), whole);
            }
        }
    }
}

/// Takes the parameters of bodies and forms out of a list; references to them stay references.
fn take(list: &mut Node, bodies: &Bodies) -> Vec<Node> {
    let Value::Array(elements) = &mut list.value else {
        return Vec::new();
    };
    let is_body = |element: &Node| {
        let reference = element.get("$ref").and_then(Node::as_str);
        reference.is_some_and(|text| bodies.contains_key(text))
            || matches!(place(element), Some("body" | "formData"))
    };
    let (taken, kept) = std::mem::take(elements).into_iter().partition(is_body);
    *elements = kept;
    taken
}

/// The body that these parameters make.
fn request_body(
    parameters: &[Node],
    consumes: Option<&[String]>,
    bodies: &Bodies,
    whole: &mut Whole,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let target = |node: &Node| {
        let reference = node.get("$ref").and_then(Node::as_str);
        reference
            .and_then(|text| bodies.get(text))
            .unwrap_or(node)
            .clone()
    };
    let targets: Vec<Node> = parameters.iter().map(target).collect();
    let first = parameters.first()?;
    if whole.version > Version::V2 {
        let message = "parameters in `body` and `formData` belong to Swagger 2.0";
        let help = "write a `requestBody`; it is read so";
        diagnostics.push(mended(first.span, message, help));
    }
    let all = consumes.map_or_else(|| whole.consumes.clone(), <[String]>::to_vec);
    let body = targets
        .iter()
        .position(|target| place(target) == Some("body"));
    let Some(index) = body else {
        return Some(form::body(&targets, &all, whole));
    };
    let (written, mut node) = (parameters.get(index)?, targets.get(index)?.clone());
    let shared = written
        .get("$ref")
        .and_then(Node::as_str)
        .is_some_and(is_shared);
    if shared && consumes.is_none() {
        // Where the body is kept, `follow` finds out.
        return Some(written.clone());
    }
    let span = node.span;
    if let Value::Object(parameter) = &mut node.value {
        body::rewrite(parameter, span, &all, whole);
    }
    Some(node)
}

/// Whether a reference leads to a parameter that all operations share.
fn is_shared(text: &str) -> bool {
    ["#/parameters/", "#/components/parameters/"]
        .iter()
        .any(|start| {
            let name = text.strip_prefix(start);
            name.is_some_and(|name| !name.contains('/'))
        })
}
