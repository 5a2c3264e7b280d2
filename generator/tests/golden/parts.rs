//! What APIs that are built by hand are made of.

use clientwright::ir::*;
use clientwright::source::{Pointer, Span};

pub fn origin(pointer: &str) -> Origin {
    Origin {
        pointer: Pointer::parse(pointer).unwrap(),
        span: Span::default(),
    }
}

pub fn needed(id: u32) -> NeededScheme {
    NeededScheme {
        id: SchemeId(id),
        scopes: Vec::new(),
    }
}

pub fn docs(text: &str) -> Docs {
    Docs {
        description: (!text.is_empty()).then(|| text.to_owned()),
        ..Docs::default()
    }
}

pub fn field(wire_name: &str, ty: TypeRef, required: bool, text: &str) -> Field {
    Field {
        wire_name: wire_name.to_owned(),
        pinned: None,
        ty,
        presence: if required {
            Presence::Required
        } else {
            Presence::Optional
        },
        access: Access::ReadWrite,
        default: None,
        example: None,
        fixed: None,
        constraints: Constraints::default(),
        docs: docs(text),
        origin: origin(&format!("#/hand/{wire_name}")),
    }
}

pub fn scalar(scalar: Scalar) -> TypeRef {
    TypeRef::Scalar(scalar)
}

pub fn named(id: u32) -> TypeRef {
    TypeRef::Named(TypeId(id))
}

pub fn record(fields: Vec<Field>) -> TypeShape {
    TypeShape::Record(Record {
        fields,
        ..Record::default()
    })
}

pub fn strings(values: &[&str]) -> TypeShape {
    let value = |text: &&str| EnumValue {
        value: Literal::String((*text).to_owned()),
        pinned: None,
        docs: docs(""),
        origin: Default::default(),
    };
    TypeShape::Enum(Enum {
        repr: EnumRepr::String,
        values: values.iter().map(value).collect(),
    })
}

pub fn variant(
    label: &str,
    pinned: Option<&str>,
    ty: Option<TypeRef>,
    tags: &[&str],
    required: &[&str],
) -> Variant {
    let own = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    Variant {
        pinned: pinned.map(str::to_owned),
        label: label.to_owned(),
        tags: own(tags),
        ty,
        kinds: vec![JsonKind::Object],
        fit: Fit::Exact,
        required: own(required),
        docs: Docs::default(),
        origin: origin(&format!("#/hand/variants/{label}")),
    }
}

pub fn ty(
    id: u32,
    place: Place,
    pinned: Option<&str>,
    shape: TypeShape,
    usage: Usage,
    pointer: &str,
) -> TypeDef {
    TypeDef {
        id: TypeId(id),
        place,
        pinned: pinned.map(str::to_owned),
        shape,
        usage,
        docs: Docs::default(),
        origin: origin(pointer),
    }
}

pub fn parameter(
    wire_name: &str,
    style: ParameterStyle,
    ty: TypeRef,
    required: bool,
    text: &str,
) -> Parameter {
    Parameter {
        wire_name: wire_name.to_owned(),
        pinned: None,
        style,
        part: None,
        allow_reserved: false,
        encodings: Vec::new(),
        constant: None,
        allow_empty: false,
        ty,
        presence: if required {
            Presence::Required
        } else {
            Presence::Optional
        },
        default: None,
        example: None,
        constraints: Constraints {
            min_length: (wire_name == "accountId").then_some(1),
            ..Constraints::default()
        },
        docs: docs(text),
        origin: origin(&format!("#/paths/~1works/get/parameters/{wire_name}")),
    }
}
