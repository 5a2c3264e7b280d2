//! Where references stand, and what becomes of each kind of place.

use crate::document::{Node, Value};
use crate::grammar::{Kind, Role};
use crate::source::Pointer;

/// The value of the `$ref` of an object that stands for something else. Names in a map may be `$ref` too.
pub(super) fn reference(node: &Node, role: Role) -> Option<&Node> {
    let Value::Object(members) = &node.value else {
        return None;
    };
    let value = &members.get("$ref")?.node;
    let due = match role {
        Role::Data => false,
        Role::One(Kind::Schema) => true,
        _ => value.as_str().is_some(),
    };
    due.then_some(value)
}

/// The references in a schema's `discriminator.mapping`: those that are no bare names.
pub(super) fn mapping(node: &Node, role: Role) -> impl Iterator<Item = &Node> {
    let schema = (role == Role::One(Kind::Schema)).then_some(node);
    schema
        .and_then(|schema| schema.get("discriminator")?.get("mapping")?.as_object())
        .into_iter()
        .flat_map(|mapping| mapping.values())
        .map(|member| &member.node)
        .filter(|target| target.as_str().is_some_and(names_place))
}

/// Whether a mapping's value is a reference and not the name of a schema (OpenAPI 3.2.0, "Discriminator
/// Object": a text that could be both is a name).
pub(super) fn names_place(text: &str) -> bool {
    let file = [".yaml", ".yml", ".json"];
    text.contains(['#', '/']) || file.iter().any(|end| text.ends_with(end))
}

/// The map that pieces of a kind are kept in, from where whoever needs them refers to them. Pieces of
/// other kinds are written out where they are needed.
pub(super) fn home(kind: Kind, swagger: bool) -> Option<Pointer> {
    let name = match (kind, swagger) {
        (Kind::Schema, true) => "definitions",
        (Kind::SecurityScheme, true) => "securityDefinitions",
        (Kind::Schema, false) => "schemas",
        (Kind::SecurityScheme, false) => "securitySchemes",
        (Kind::Parameter, _) => "parameters",
        (Kind::Response, _) => "responses",
        (Kind::Header, false) => "headers",
        (Kind::Example, false) => "examples",
        (Kind::RequestBody, false) => "requestBodies",
        (Kind::Link, false) => "links",
        (Kind::Callback, false) => "callbacks",
        _ => return None,
    };
    let root = Pointer::root();
    let root = if swagger {
        root
    } else {
        root.child("components")
    };
    Some(root.child(name))
}

/// Whether a reference of this role stays one: its target is looked up by whoever needs it.
pub(super) fn stays(role: Role, swagger: bool) -> bool {
    let kept = |kind| kind == Kind::PathItem || home(kind, swagger).is_some();
    role.kind().is_some_and(kept)
}
