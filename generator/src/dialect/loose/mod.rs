//! Pieces that break OpenAPI's rules in ways that leave no doubt of what is meant.

mod example;
mod exclusive;
mod keys;
mod parameter;
mod required;

use super::{Version, mended, put};
use crate::diagnostic::Diagnostics;
use crate::document::{Member, Node, Object, Value};
use crate::grammar::{Kind, Role, visit_mut};

/// Mends every piece by itself.
pub(super) fn rewrite(document: &mut Node, version: Version, diagnostics: &mut Diagnostics) {
    let whole = Role::One(Kind::Document);
    visit_mut(document, whole, &mut |role, node| {
        let span = node.span;
        match (role, &mut node.value) {
            (Role::One(kind), Value::Object(members)) => {
                keys::check(kind, members, span, version, diagnostics);
                exclusive::rewrite(kind, members, diagnostics);
                required::rewrite(kind, members, diagnostics);
                match kind {
                    Kind::ServerVariable => values(members, diagnostics),
                    Kind::Example => example::rewrite(members),
                    Kind::Parameter | Kind::Header => {
                        parameter::rewrite(kind, members, span, version, diagnostics);
                    }
                    _ => {}
                }
            }
            (Role::Map(Kind::Example), Value::Object(examples)) => {
                example::values(examples, diagnostics);
            }
            (Role::Map(Kind::Header), Value::Object(headers)) => {
                parameter::headers(headers, diagnostics);
            }
            (Role::List(Kind::Parameter), Value::Array(parameters)) => {
                parameter::list(parameters, diagnostics);
            }
            _ => {}
        }
    });
}

/// A server variable without values to choose from may have any.
fn values(variable: &mut Object, diagnostics: &mut Diagnostics) {
    let empty = |member: &Member| member.node.as_array().is_some_and(<[Node]>::is_empty);
    if let Some(span) = variable
        .get("enum")
        .filter(|one| empty(one))
        .map(|one| one.node.span)
    {
        variable.shift_remove("enum");
        let message = "an `enum` without values allows none; it is ignored";
        diagnostics.push(mended(span, message, "list the values, or remove it"));
    }
}
