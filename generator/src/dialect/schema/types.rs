//! `type` as a list: `null` becomes `nullable`, several others one alternative each.

use super::kind::TYPES;
use super::{Pass, put};
use crate::document::{Member, Node, Number, Object, Value};

/// Keywords about values of one kind.
const ABOUT: &[(&[&str], &[&str])] = &[
    (
        &["string"],
        &[
            "minLength",
            "maxLength",
            "pattern",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
        ],
    ),
    (
        &["number", "integer"],
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
    ),
    (
        &["array"],
        &[
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
            "minContains",
            "maxContains",
            "unevaluatedItems",
        ],
    ),
    (
        &["object"],
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "dependentRequired",
            "dependentSchemas",
            "unevaluatedProperties",
            "discriminator",
        ],
    ),
];

/// Formats of numbers.
const NUMERIC: &[&str] = &[
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float",
    "double",
    "decimal",
    "double-int",
];

/// Brings `type` to one name.
pub(super) fn rewrite(members: &mut Object, _: &mut Pass<'_>) {
    let Some(kind) = members.get("type").map(|kind| kind.node.clone()) else {
        return;
    };
    let names: Vec<&Node> = match &kind.value {
        Value::Array(names) => names.iter().collect(),
        _ => vec![&kind],
    };
    let has = |name: &str| names.iter().any(|one| one.as_str() == Some(name));
    let null = has("null");
    let mut rest: Vec<&str> = Vec::new();
    for name in names.iter().filter_map(|name| name.as_str()) {
        // Every integer is a number.
        let within = name == "integer" && has("number");
        if name != "null" && !within && !rest.contains(&name) {
            rest.push(name);
        }
    }
    if let Some(values) = members.get_mut("enum") {
        filter(&mut values.node, &rest, null);
    }
    members.shift_remove("type");
    if rest.is_empty() {
        if !members.contains_key("enum") {
            let nothing = Node {
                span: kind.span,
                value: Value::Null,
            };
            put(members, "enum", kind.span, Value::Array(vec![nothing]));
        }
        return;
    }
    if null {
        put(members, "nullable", kind.span, Value::Bool(true));
    }
    if let [one] = rest.as_slice() {
        put(members, "type", kind.span, Value::String((*one).to_owned()));
        return;
    }
    // The alternatives of `anyOf`, or the values, tell their types themselves; all types together
    // restrict nothing.
    let told = ["anyOf", "oneOf", "$ref", "enum"]
        .iter()
        .any(|key| members.contains_key(*key));
    if !told && rest.len() < TYPES.len() - 2 {
        split(members, &kind, &rest);
    }
}

/// Leaves out values that no type allows.
fn filter(values: &mut Node, types: &[&str], null: bool) {
    let Value::Array(values) = &mut values.value else {
        return;
    };
    let fits = |value: &Node| match &value.value {
        Value::Null => null || types.is_empty(),
        Value::Bool(_) => types.contains(&"boolean"),
        Value::Number(Number::Float(value)) if value.fract() != 0.0 => types.contains(&"number"),
        Value::Number(_) => types.contains(&"number") || types.contains(&"integer"),
        Value::String(_) => types.contains(&"string"),
        Value::Array(_) => types.contains(&"array"),
        Value::Object(_) => types.contains(&"object"),
    };
    // If none fits, it is the type that is wrong.
    if types.len() > 1 && values.iter().any(fits) {
        values.retain(fits);
    }
}

fn split(members: &mut Object, kind: &Node, types: &[&str]) {
    let mut variants = Vec::with_capacity(types.len());
    for name in types {
        let mut variant = Object::default();
        put(
            &mut variant,
            "type",
            kind.span,
            Value::String((*name).to_owned()),
        );
        for (about, keywords) in ABOUT {
            if about.contains(name) {
                take(members, keywords, &mut variant);
            }
        }
        let numeric = |format: &Member| {
            let format = format.node.as_str();
            format.is_some_and(|format| NUMERIC.contains(&format))
        };
        let format = members.get("format").map(numeric);
        let number = matches!(*name, "number" | "integer");
        if format.is_some_and(|numeric| numeric == number) && (number || *name == "string") {
            take(members, &["format"], &mut variant);
        }
        variants.push(Node {
            span: kind.span,
            value: Value::Object(variant),
        });
    }
    put(members, "anyOf", kind.span, Value::Array(variants));
}

fn take(from: &mut Object, keywords: &[&str], into: &mut Object) {
    for key in keywords {
        if let Some(member) = from.shift_remove(*key) {
            into.insert((*key).to_owned(), member);
        }
    }
}
