//! The types of the crate, by their names.

use super::{Page, visible, words};
use crate::ir::{
    Access, Additional, Decision, Enum, Field, Literal, Presence, Record, TypeDef, TypeShape,
    Union, Usage,
};
use crate::names::TypeNames;
use maud::{Markup, html};

impl Page<'_> {
    pub(super) fn types(&self) -> Markup {
        let mut all: Vec<(&TypeDef, &TypeNames)> = (self.api.types.iter())
            .map(|def| (def, self.names.ty(def.id)))
            .collect();
        all.sort_by_key(|(_, names)| &names.ident);
        html! {
            section id="types" data-group aria-labelledby="types-title" {
                h2 id="types-title" { "Types " span class="count" { (all.len()) } }
                @for (def, names) in all {
                    details class="item ty" id=(Self::type_id(def.id)) data-item {
                        summary {
                            span class="kind-name" { (kind(&def.shape)) }
                            code class="path" { (names.ident) }
                            span class="tags" {
                                @if def.docs.deprecated { span class="tag warning" { "deprecated" } }
                                (usage(def.usage))
                            }
                        }
                        div class="inside" {
                            @if let Some(words) = words(&def.docs) { p class="lead" { (words) } }
                            dl {
                                dt { "Rust" } dd { code { "types::" (names.ident) } }
                                dt { "From" } dd { (self.origin(&def.origin)) }
                            }
                            (self.shape(def, names))
                        }
                    }
                }
            }
        }
    }

    fn shape(&self, def: &TypeDef, names: &TypeNames) -> Markup {
        html! {
            pre class="rust-code" tabindex="0" {
                @match &def.shape {
                    TypeShape::Record(record) => (self.record(record, names)),
                    TypeShape::Union(union) => (self.union(union, names)),
                    TypeShape::Enum(values) => (enumeration(values, names)),
                    TypeShape::Alias(ty) => { b { "type " } (names.ident) " = " (self.ty(ty)) ";" }
                    TypeShape::Wrapper(ty) => { b { "struct " } (names.ident) "(" (self.ty(ty)) ");" }
                }
            }
        }
    }

    fn record(&self, record: &Record, names: &TypeNames) -> Markup {
        html! {
            b { "struct " } (names.ident) " {\n"
            @for (field, name) in record.fields.iter().zip(&names.fields) {
                "    " (name) ": "
                @if field.presence == Presence::Optional { "Option<" (self.ty(&field.ty)) ">" }
                @else { (self.ty(&field.ty)) }
                "," (field_note(field, name)) "\n"
            }
            @if let Additional::Keep(ty) = &record.additional {
                "    " (names.additional) ": BTreeMap<String, " (self.ty(ty)) ">,"
                i { "  // all other members" } "\n"
            }
            "}"
        }
    }

    fn union(&self, union: &Union, names: &TypeNames) -> Markup {
        let tag = match &union.decision {
            Decision::Tag { property, .. } => Some(property),
            Decision::Shape => None,
        };
        html! {
            b { "enum " } (names.ident) " {"
            @match tag {
                Some(property) => i { "  // told apart by " (visible(property)) },
                None => i { "  // told apart by their shape" },
            }
            "\n"
            @for (variant, name) in union.variants.iter().zip(&names.variants) {
                "    " (name)
                @if let Some(ty) = &variant.ty { "(" (self.ty(ty)) ")" }
                ","
                @if !variant.tags.is_empty() { i { "  // " (visible(&variant.tags.join(", "))) } }
                "\n"
            }
            "}"
        }
    }
}

fn enumeration(values: &Enum, names: &TypeNames) -> Markup {
    html! {
        b { "enum " } (names.ident) " {\n"
        @for (value, name) in values.values.iter().zip(&names.variants) {
            "    " (name) "," i { "  // " (visible(&literal(&value.value))) } "\n"
        }
        "}"
    }
}

/// What a field's name and type do not say.
fn field_note(field: &Field, name: &str) -> Markup {
    let wire = (name.trim_start_matches("r#") != field.wire_name).then(|| {
        let name = visible(&field.wire_name);
        format!("in JSON {name:?}")
    });
    let access = match field.access {
        Access::ReadWrite => None,
        Access::ReadOnly => Some("only read".to_owned()),
        Access::WriteOnly => Some("only written".to_owned()),
    };
    let default = field.default.as_ref();
    let default = default.map(|value| format!("default {}", visible(&literal(value))));
    let deprecated = field.docs.deprecated.then(|| "deprecated".to_owned());
    let notes: Vec<String> = [wire, access, default, deprecated]
        .into_iter()
        .flatten()
        .collect();
    html! {
        @if !notes.is_empty() { i { "  // " (notes.join("; ")) } }
    }
}

fn usage(usage: Usage) -> Markup {
    html! {
        @if usage.request { span class="tag" { "sent" } }
        @if usage.response { span class="tag" { "received" } }
    }
}

fn kind(shape: &TypeShape) -> &'static str {
    match shape {
        TypeShape::Record(_) | TypeShape::Wrapper(_) => "struct",
        TypeShape::Union(_) => "union",
        TypeShape::Enum(_) => "enum",
        TypeShape::Alias(_) => "alias",
    }
}

fn literal(value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Float(value) => value.to_string(),
        Literal::String(value) => format!("{value:?}"),
        Literal::Json(value) => value.clone(),
    }
}
