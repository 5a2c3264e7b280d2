//! Names of fields, variants and constructors.

use super::TypeNames;
use super::ident::{escape, snake, upper, words};
use super::pin::{Case, Pins};
use super::scope::{Scope, Wish, settle};
use crate::ir::{
    Additional, Api, Decision, Enum, Field, Literal, Record, TypeRef, TypeShape, Union,
};

/// Names of the constructor and of methods that every value has; a setter must not hide them.
const METHODS: &[&str] = &["new", "clone"];

/// Names the members of every type.
pub fn name(api: &Api, types: &mut [TypeNames], pins: &mut Pins<'_>) {
    for (ty, names) in api.types.iter().zip(types) {
        match &ty.shape {
            TypeShape::Record(record) => fields(api, record, names, pins),
            TypeShape::Union(union) => variants(union, names, pins),
            TypeShape::Enum(values) => enum_values(values, names),
            TypeShape::Alias(_) | TypeShape::Wrapper(_) => {}
        }
    }
}

fn fields(api: &Api, record: &Record, names: &mut TypeNames, pins: &mut Pins<'_>) {
    let mut scope = Scope::reserving(METHODS);
    let wish = |(at, field): (usize, &Field)| Wish {
        key: field.wire_name.clone(),
        pinned: pins.get(
            field.pinned.as_deref(),
            &field.origin,
            Case::Lower,
            inline(api, field),
        ),
        candidates: vec![
            lower(&field.wire_name, "field", at),
            format!("{}_field", lower(&field.wire_name, "n", at)),
        ],
    };
    let wishes: Vec<Wish> = record.fields.iter().enumerate().map(wish).collect();
    names.fields = settle(&mut scope, &wishes)
        .into_iter()
        .map(escape)
        .collect();
    if matches!(record.additional, Additional::Keep(_)) {
        names.additional = scope.claim(&["additional".to_owned(), "additional_members".to_owned()]);
    }
}

/// Whether a type with a name of its own is declared where the field is.
fn inline(api: &Api, field: &Field) -> bool {
    fn named(api: &Api, ty: &TypeRef, field: &Field) -> bool {
        match ty {
            TypeRef::Named(id) => api.types.get(id.0 as usize).is_some_and(|ty| {
                ty.origin
                    .pointer
                    .as_str()
                    .starts_with(field.origin.pointer.as_str())
            }),
            TypeRef::List(inner)
            | TypeRef::Map(inner)
            | TypeRef::Nullable(inner)
            | TypeRef::Boxed(inner) => named(api, inner, field),
            TypeRef::Tuple(all) => all.iter().any(|ty| named(api, ty, field)),
            TypeRef::Scalar(_) | TypeRef::Foreign(_) | TypeRef::AnyJson => false,
        }
    }
    named(api, &field.ty, field)
}

fn variants(union: &Union, names: &mut TypeNames, pins: &mut Pins<'_>) {
    let reserved: &[&str] = match union.decision {
        Decision::Tag { .. } => &["Unknown"],
        Decision::Shape => &[],
    };
    let mut wishes = Vec::with_capacity(union.variants.len());
    for (at, variant) in union.variants.iter().enumerate() {
        let own = upper(&words(&variant.label));
        let own = if own.is_empty() {
            format!("Variant{}", at + 1)
        } else {
            own
        };
        wishes.push(Wish {
            key: variant.label.clone(),
            pinned: pins.get(
                variant.pinned.as_deref(),
                &variant.origin,
                Case::Upper,
                true,
            ),
            candidates: vec![own.clone(), format!("{own}Variant")],
        });
    }
    let chosen = settle(&mut Scope::reserving(reserved), &wishes);
    names.constructors = chosen
        .iter()
        .map(|name| escape(snake(&words(name))))
        .collect();
    names.variants = chosen.into_iter().map(escape).collect();
}

fn enum_values(values: &Enum, names: &mut TypeNames) {
    let wish = |(at, value): (usize, &crate::ir::EnumValue)| {
        let text = match &value.value {
            Literal::String(text) => text.clone(),
            Literal::Integer(number) => number.to_string(),
            Literal::Float(number) => number.to_string(),
            Literal::Bool(truth) => truth.to_string(),
            Literal::Json(text) => text.clone(),
            Literal::Null => "null".to_owned(),
        };
        let own = match (text.as_str(), upper(&words(&text))) {
            ("", _) => "Empty".to_owned(),
            (_, own) if own.is_empty() => format!("Value{}", at + 1),
            (_, own) => own,
        };
        let pinned = value
            .pinned
            .as_deref()
            .map(|name| upper(&words(name)))
            .filter(|name| !name.is_empty());
        let own = pinned.unwrap_or(own);
        Wish {
            key: text,
            pinned: None,
            candidates: vec![own.clone(), format!("{own}Value")],
        }
    };
    let wishes: Vec<Wish> = values.values.iter().enumerate().map(wish).collect();
    let chosen = settle(&mut Scope::reserving(&["Unknown"]), &wishes);
    names.variants = chosen.into_iter().map(escape).collect();
}

/// The snake-case name of a text, or `stem` with a position where there is nothing to take.
pub fn lower(text: &str, stem: &str, at: usize) -> String {
    let own = snake(&words(text));
    if own.is_empty() {
        format!("{stem}_{}", at + 1)
    } else {
        own
    }
}
