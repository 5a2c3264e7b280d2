//! Values of the wrong form, as what was meant: texts that are numbers to YAML, a single value where a list
//! is due, a list where an object is. What can mean nothing is taken out, with a warning.

mod object;
mod table;
mod value;

use super::Version;
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Value};
use crate::grammar::{Kind, Role, visit_mut};
use table::{Form, form};

/// Gives every value the form that is due where it stands.
pub(super) fn rewrite(document: &mut Node, _: Version, diagnostics: &mut Diagnostics) {
    let whole = Role::One(Kind::Document);
    visit_mut(document, whole, &mut |role, node| match &mut node.value {
        Value::Object(members) => members.retain(|key, member| {
            let node = &mut member.node;
            if key == "$ref" && node.as_str().is_some() {
                return true;
            }
            match (role.member(key), role) {
                (Role::Plain, Role::One(kind)) => match form(kind, key) {
                    Some(form) => value::fits(node, key, form, diagnostics),
                    None => true,
                },
                (Role::One(due), _) => object::one(node, key, due, diagnostics),
                (Role::Map(due), _) => object::map(node, key, due, diagnostics),
                (Role::List(due), _) => object::list(node, key, due, diagnostics),
                _ => true,
            }
        }),
        Value::Array(elements) => {
            if let Role::List(kind) = role {
                elements.retain_mut(|element| object::one(element, "", kind, diagnostics));
            }
        }
        _ => {}
    });
}
