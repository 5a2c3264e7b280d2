//! Keywords that have another name in 3.0, and those that say nothing about values.

use super::{Pass, put, rename};
use crate::document::{Member, Object, Value};

/// Keywords about the schema's own text. (References by them were resolved before.)
const SILENT: &[&str] = &[
    "$anchor",
    "$comment",
    "$dynamicAnchor",
    "$id",
    "$recursiveAnchor",
    "$schema",
    "$vocabulary",
];

/// Renames the old, the new and the vendors' words.
pub(super) fn rewrite(members: &mut Object, pass: &mut Pass<'_>) {
    for key in SILENT {
        members.shift_remove(*key);
    }
    if members
        .get("id")
        .is_some_and(|id| id.node.as_str().is_some())
    {
        // Draft 4.
        members.shift_remove("id");
    }
    rename(members, "x-nullable", "nullable");
    definitions(members);
    dependencies(members);
    examples(members);
    discriminator(members, pass);
}

/// `definitions` became `$defs` in draft 2019-09.
fn definitions(members: &mut Object) {
    let Some(Member { key_span, node }) = members.shift_remove("definitions") else {
        return;
    };
    let Value::Object(more) = node.value else {
        return;
    };
    let span = node.span;
    let known = members.entry("$defs".to_owned()).or_insert(Member {
        key_span,
        node: crate::document::Node {
            span,
            value: Value::Object(Object::default()),
        },
    });
    if let Value::Object(known) = &mut known.node.value {
        for (name, schema) in more {
            known.entry(name).or_insert(schema);
        }
    }
}

/// `dependencies` was cut in two in draft 2019-09.
fn dependencies(members: &mut Object) {
    let Some(member) = members.shift_remove("dependencies") else {
        return;
    };
    let span = member.node.span;
    let Value::Object(all) = member.node.value else {
        return;
    };
    let lists = |(_, member): &(String, Member)| matches!(member.node.value, Value::Array(_));
    let (required, schemas): (Vec<_>, Vec<_>) = all.into_iter().partition(lists);
    for (key, part) in [
        ("dependentRequired", required),
        ("dependentSchemas", schemas),
    ] {
        if !part.is_empty() && !members.contains_key(key) {
            put(
                members,
                key,
                span,
                Value::Object(part.into_iter().collect()),
            );
        }
    }
}

/// Of `examples` the first is the `example` of 3.0. Some write them by name, as media types do.
fn examples(members: &mut Object) {
    let Some(member) = members.shift_remove("examples") else {
        return;
    };
    let key_span = member.key_span;
    let first = match member.node.value {
        Value::Array(values) => values.into_iter().next(),
        Value::Object(named) => {
            named
                .into_iter()
                .next()
                .map(|(_, mut first)| match first.node.get_mut("value") {
                    Some(value) => value.clone(),
                    None => first.node,
                })
        }
        _ => None,
    };
    if let Some(node) = first {
        let example = Member { key_span, node };
        members.entry("example".to_owned()).or_insert(example);
    }
}

/// In 2.0 the discriminator is the name of the property.
fn discriminator(members: &mut Object, pass: &mut Pass<'_>) {
    let Some(member) = members.get_mut("discriminator") else {
        return;
    };
    if member.node.as_str().is_some() {
        let name = member.node.clone();
        let mut object = Object::default();
        let key_span = member.key_span;
        object.insert(
            "propertyName".to_owned(),
            Member {
                key_span,
                node: name,
            },
        );
        member.node.value = Value::Object(object);
        return;
    }
    let named = member
        .node
        .get("propertyName")
        .is_some_and(|name| name.as_str().is_some());
    if !named {
        let span = member.node.span;
        members.shift_remove("discriminator");
        let message = "a discriminator without `propertyName`; it is ignored";
        pass.mended(
            span,
            message,
            "name the property that tells the alternatives apart",
        );
    }
}
