//! The types: every shape, and names that get in each other's way.

use super::{HOSTILE, list, text};
use crate::parts::{docs, field, named, record, scalar, strings, ty, variant};
use clientwright::ir::*;

const BOTH: Usage = Usage {
    request: true,
    response: true,
};

fn nullable(ty: TypeRef) -> TypeRef {
    TypeRef::Nullable(Box::new(ty))
}

fn boxed(ty: TypeRef) -> TypeRef {
    TypeRef::Boxed(Box::new(ty))
}

fn integer(value: i128) -> Option<Bound> {
    Some(Bound {
        value: Literal::Integer(value),
        exclusive: false,
    })
}

fn limited(mut field: Field, limits: Constraints) -> Field {
    field.constraints = limits;
    field
}

fn described(mut field: Field) -> Field {
    field.docs = docs(HOSTILE);
    field.default = Some(Literal::String("a`b".to_owned()));
    field
}

fn integers(values: &[i128]) -> TypeShape {
    let value = |number: &i128| EnumValue {
        value: Literal::Integer(*number),
        pinned: None,
        docs: docs(""),
        origin: Default::default(),
    };
    TypeShape::Enum(Enum {
        repr: EnumRepr::Integer,
        values: values.iter().map(value).collect(),
    })
}

fn union(decision: Decision, variants: Vec<Variant>) -> TypeShape {
    TypeShape::Union(Union { decision, variants })
}

fn kinds(mut variant: Variant, kinds: &[JsonKind]) -> Variant {
    variant.kinds = kinds.to_vec();
    variant
}

fn tag(property: &str) -> Decision {
    Decision::Tag {
        property: property.to_owned(),
        required: true,
        base: None,
    }
}

fn open(fields: Vec<Field>, ty: TypeRef) -> TypeShape {
    TypeShape::Record(Record {
        fields,
        constants: Vec::new(),
        additional: Additional::Keep(ty),
    })
}

/// Adds types under the names of components.
#[derive(Default)]
pub struct Types(pub Vec<TypeDef>);

impl Types {
    fn add(&mut self, name: &str, shape: TypeShape) -> TypeRef {
        self.place(
            Place::Component(name.to_owned()),
            &format!("#/components/schemas/{name}"),
            shape,
        )
    }

    fn place(&mut self, place: Place, pointer: &str, shape: TypeShape) -> TypeRef {
        let id = self.0.len() as u32;
        let mut def = ty(id, place, None, shape, BOTH, pointer);
        def.docs = docs(HOSTILE);
        self.0.push(def);
        named(id)
    }
}

pub fn names(types: &mut Types) {
    let fields = [
        "type",
        "self",
        "new",
        "中文",
        "a-b",
        "a_b",
        "A B",
        "1st",
        "@id",
        "$ref",
        "Self",
        "additional",
        "async",
        "r#x",
    ];
    let fields = fields
        .iter()
        .map(|name| field(name, text(), name.len() % 2 == 0, ""))
        .collect();
    types.add("Option", open(fields, TypeRef::AnyJson));
    types.add(
        "self",
        record(vec![described(field("x", text(), true, ""))]),
    );
    types.add("中文", record(vec![]));
    types.add("Pet", record(vec![]));
    types.add("pet", record(vec![]));
    types.add(
        "String",
        strings(&[
            "",
            "unknown",
            "Unknown",
            "a",
            "A",
            "-1",
            "+1",
            ">=",
            "中",
            "日本",
            "self",
            "a\"b\\c\n\u{202e}",
            "1080p",
        ]),
    );
    types.add("types", integers(&[0, 1, -1, 9_007_199_254_740_993]));
    let long = "VeryLongNameOfSomething".repeat(8);
    types.add(&long, record(vec![field(&long, text(), true, "")]));
}

pub fn shapes(types: &mut Types) -> TypeRef {
    let all = [
        Scalar::Bool,
        Scalar::Integer(Integer::I32),
        Scalar::Integer(Integer::I64),
        Scalar::Integer(Integer::U32),
        Scalar::Integer(Integer::U64),
        Scalar::NonZeroU32,
        Scalar::NonZeroU64,
        Scalar::F32,
        Scalar::F64,
        Scalar::String,
        Scalar::Base64,
        Scalar::Date,
        Scalar::DateTime,
    ];
    let mut fields = Vec::new();
    for kind in all {
        let name = match kind {
            Scalar::Integer(integer) => format!("{integer:?}"),
            other => format!("{other:?}"),
        };
        fields.push(field(&format!("required{name}"), scalar(kind), true, ""));
        fields.push(field(&format!("optional{name}"), scalar(kind), false, ""));
        fields.push(field(
            &format!("nullable{name}"),
            nullable(scalar(kind)),
            true,
            "",
        ));
        fields.push(field(
            &format!("both{name}"),
            nullable(scalar(kind)),
            false,
            "",
        ));
    }
    fields.push(field("map", TypeRef::Map(Box::new(list(text()))), true, ""));
    fields.push(field(
        "pair",
        TypeRef::Tuple(vec![text(), scalar(Scalar::Integer(Integer::I64))]),
        true,
        "",
    ));
    fields.push(field("single", TypeRef::Tuple(vec![text()]), false, ""));
    fields.push(field("any", TypeRef::AnyJson, true, ""));
    fields.extend((0..12).map(|at| field(&format!("more{at}"), text(), at % 3 == 0, "")));
    types.add("Shapes", record(fields))
}

pub fn cycles(types: &mut Types) {
    let id = types.0.len() as u32;
    let tree = vec![
        field("children", list(named(id)), true, ""),
        field("parent", boxed(named(id)), false, ""),
    ];
    types.add("Tree", record(tree));
    let id = types.0.len() as u32;
    types.add("Names", TypeShape::Wrapper(list(named(id))));
    let id = types.0.len() as u32;
    let expression = vec![
        kinds(
            variant("not", None, Some(named(id + 1)), &[], &["not"]),
            &[JsonKind::Object],
        ),
        kinds(
            variant("text", None, Some(text()), &[], &[]),
            &[JsonKind::String],
        ),
        kinds(
            variant("list", None, Some(list(named(id))), &[], &[]),
            &[JsonKind::Array],
        ),
        kinds(variant("null", None, None, &[], &[]), &[JsonKind::Null]),
        kinds(
            variant("number", None, Some(scalar(Scalar::F64)), &[], &[]),
            &[JsonKind::Number],
        ),
        kinds(
            variant("number", None, Some(scalar(Scalar::F64)), &[], &[]),
            &[JsonKind::Number],
        ),
    ];
    types.add("Expression", union(Decision::Shape, expression));
    types.place(
        Place::Variant(TypeId(id), "not".to_owned()),
        "#/components/schemas/Expression/anyOf/0",
        record(vec![field("not", boxed(named(id)), true, "")]),
    );
    types.add("Ids", TypeShape::Alias(list(text())));
}

pub fn unions(types: &mut Types, shapes: TypeRef) {
    let cat = types.add(
        "Cat",
        record(vec![
            field("kind", text(), true, ""),
            field("lives", scalar(Scalar::Integer(Integer::U32)), true, ""),
        ]),
    );
    let bag = types.add("Bag", open(vec![], scalar(Scalar::Integer(Integer::I64))));
    let constants = [
        ("text", Literal::String("a\"b".to_owned())),
        ("yes", Literal::Bool(true)),
        ("one", Literal::Integer(-1)),
        ("big", Literal::Integer(18_446_744_073_709_551_615)),
        ("half", Literal::Float(0.5)),
        ("nil", Literal::Null),
    ];
    let constants = constants
        .map(|(name, value)| Constant {
            wire_name: name.to_owned(),
            value,
        })
        .into();
    let fixed = types.add(
        "Fixed",
        TypeShape::Record(Record {
            constants,
            ..Record::default()
        }),
    );
    let variants = vec![
        variant("cat", None, Some(cat), &["cat", "kitten"], &[]),
        variant("bag", None, Some(bag), &["bag"], &[]),
        variant("shapes", None, Some(shapes), &["shapes"], &[]),
        variant("fixed", None, Some(fixed), &["fixed"], &[]),
        variant("unknown", None, None, &["unknown"], &[]),
    ];
    types.add("Animal", union(tag("kind"), variants));
    types.add(
        "Lone",
        union(tag("only"), vec![variant("a", None, None, &["a"], &[])]),
    );
    let only = kinds(variant("only", None, Some(text()), &[], &[]), &[]);
    types.add("Single", union(Decision::Shape, vec![only]));
}

pub fn limits(types: &mut Types) -> TypeRef {
    let number = |value, exclusive| {
        Some(Bound {
            value: Literal::Float(value),
            exclusive,
        })
    };
    let each = [
        (
            "int",
            scalar(Scalar::Integer(Integer::I32)),
            Constraints {
                minimum: integer(-3),
                maximum: integer(7),
                multiple_of: Some(Literal::Integer(2)),
                ..Constraints::default()
            },
        ),
        (
            "float",
            scalar(Scalar::F64),
            Constraints {
                minimum: number(0.0, true),
                ..Constraints::default()
            },
        ),
        (
            "text",
            text(),
            Constraints {
                min_length: Some(1),
                max_length: Some(9),
                pattern: Some("^[a-z\\d\"]+$".to_owned()),
                ..Constraints::default()
            },
        ),
        (
            "list",
            list(text()),
            Constraints {
                min_items: Some(1),
                unique_items: true,
                ..Constraints::default()
            },
        ),
    ];
    let mut fields = Vec::new();
    for (name, ty, limits) in each {
        fields.push(limited(field(name, ty.clone(), true, ""), limits.clone()));
        fields.push(limited(
            field(&format!("optional {name}"), ty.clone(), false, ""),
            limits.clone(),
        ));
        fields.push(limited(
            field(&format!("nullable {name}"), nullable(ty.clone()), true, ""),
            limits.clone(),
        ));
        fields.push(limited(
            field(&format!("both {name}"), nullable(ty), false, ""),
            limits,
        ));
    }
    let inner = types.add("Limits", record(fields));
    let nested = vec![
        field("one", inner.clone(), true, ""),
        field("many", list(inner.clone()), false, ""),
        field(
            "map",
            TypeRef::Map(Box::new(nullable(inner.clone()))),
            true,
            "",
        ),
        field("plain", text(), true, ""),
    ];
    let nested = types.add("Nested", record(nested));
    let variants = vec![
        variant("nested", None, Some(nested), &["nested"], &[]),
        variant("nothing", None, None, &["nothing"], &[]),
    ];
    types.add("Limited", union(tag("what"), variants))
}
