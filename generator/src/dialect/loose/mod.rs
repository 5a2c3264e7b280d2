//! Pieces that break OpenAPI's rules in ways that leave no doubt of what is meant.

mod example;
mod exclusive;
mod keys;
mod parameter;
mod required;

use super::{Version, put};
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Value};
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
