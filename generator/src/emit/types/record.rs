//! Objects: a struct, its constructor and its setters.

use super::is_built;
use crate::emit::context::Context;
use crate::emit::docs::{Doc, code_span, deprecated, literal};
use crate::emit::former::Function;
use crate::emit::ident::{ident, string};
use crate::emit::scope::Scope;
use crate::format::{self, Item, Layout, Value, Written};
use crate::ir::{
    Access, Additional, Field, Literal, Presence, Record, TypeDef, TypeId, TypeRef, Usage,
};
use crate::names::TypeNames;
use proc_macro2::TokenStream;
use quote::quote;

/// More arguments than this and clippy asks for a reason.
const MANY: usize = 7;

/// The struct and its impl.
pub fn define(scope: &Scope<'_>, def: &TypeDef, record: &Record) -> Vec<Item> {
    let names = scope.cx.type_names(def.id);
    let mut all = vec![
        structure(scope, def, record, names),
        inherent(scope, def, record, names),
    ];
    if required(record).next().is_some() && asked(record, names).next().is_none() {
        let name = &names.ident;
        all.push(Item::Regular(format!(
            "impl Default for {name} {{\n    fn default() -> Self {{\n        Self::new()\n    }}\n}}"
        )));
    }
    all
}

fn structure(scope: &Scope<'_>, def: &TypeDef, record: &Record, names: &TypeNames) -> Item {
    let doc = Doc::of(&def.docs).headed().from(&def.origin).written("");
    let name = &names.ident;
    let blank = match required(record).next() {
        None => "Default, ",
        Some(_) => "",
    };
    let fields = record
        .fields
        .iter()
        .zip(&names.fields)
        .map(|(field, name)| {
            let ty = format::line(&scope.member(&field.ty, field.presence));
            format!(
                "{}    pub {name}: {ty},\n",
                field_doc(field, def.usage).written("    ")
            )
        });
    let mut fields: String = fields.collect();
    if let Some(ty) = additional(scope, record) {
        let (name, ty) = (&names.additional, format::line(&ty));
        fields +=
            &format!("    /// Members that the document does not name.\n    pub {name}: {ty},\n");
    }
    let fields = match fields.is_empty() {
        true => fields,
        false => format!("\n{fields}"),
    };
    Item::Regular(format!(
        "{doc}#[derive(Clone, Debug, {blank}PartialEq)]\n#[non_exhaustive]\npub struct {name} {{{fields}}}"
    ))
}

fn field_doc(field: &Field, usage: Usage) -> Doc {
    let default = field.default.as_ref();
    let default = default.filter(|_| field.presence == Presence::Optional);
    let mut doc = Doc::of(&field.docs)
        .or(code_span(&field.wire_name))
        .default(default, usage.request);
    if let Some(value) = &field.fixed {
        doc = doc.and(format!("`new` sets it to {}.", literal(value)));
    }
    match one_sided(field.access) {
        Some(note) => doc.and(note),
        None => doc,
    }
}

fn inherent(scope: &Scope<'_>, def: &TypeDef, record: &Record, names: &TypeNames) -> Item {
    let blank =
        "    /// With nothing set.\n    pub fn new() -> Self {\n        Self::default()\n    }\n";
    let mut all = vec![match required(record).next() {
        None => Written::Laid(blank.to_owned()),
        Some(_) => constructor(scope, record, names),
    }];
    if is_built(def.usage) {
        let setters = setters(scope, record, names);
        all.extend(setters.into_iter().map(Written::from));
        let back = walks_back(scope.cx, def.id, record, names);
        all.extend(back.map(Written::Tokens));
    }
    Item::Impl(format!("impl {}", names.ident), all)
}

/// What is worth knowing of a member that one side never sends.
fn one_sided(access: Access) -> Option<&'static str> {
    match access {
        Access::ReadWrite => None,
        Access::ReadOnly => Some("Read-only: only the service sets it."),
        Access::WriteOnly => Some("Write-only: the service does not send it."),
    }
}

/// `new`, with what is required and has more than one legal value.
fn constructor(scope: &Scope<'_>, record: &Record, names: &TypeNames) -> Written {
    let asked: Vec<(&Field, &String)> = asked(record, names).collect();
    let (arguments, mut values) = arguments(scope, &asked);
    for (field, name) in record.fields.iter().zip(&names.fields) {
        if let Some(value) = fixed_value(scope, field) {
            values.push(format!("{name}: {}", format::line(&value)));
        }
    }
    for (field, name) in record.fields.iter().zip(&names.fields) {
        if field.presence == Presence::Optional {
            values.push(format!("{name}: None"));
        }
    }
    if additional(scope, record).is_some() {
        values.push(format!("{}: Default::default()", names.additional));
    }
    let mut layout = Layout::default();
    layout.lines("    /// With what is required.\n");
    layout.lines(many(asked.len()));
    layout.head("pub fn new", &arguments, &Value::word("Self"));
    layout.regular(&format::value("Self", &values));
    layout.line(4, "}");
    layout.finish()
}

/// What the constructor writes into a field of its own accord.
fn fixed_value(scope: &Scope<'_>, field: &Field) -> Option<TokenStream> {
    let value = field.fixed.as_ref()?;
    if let Some((id, variant)) = enum_variant(scope.cx, &field.ty, value) {
        let (ty, variant) = (scope.named(id), ident(variant));
        return Some(quote!(#ty::#variant));
    }
    let Literal::String(text) = value else {
        return None;
    };
    let text = string(text);
    Some(quote!(#text.into()))
}

/// Why a constructor may have many arguments: the document requires as many members. A line before the function.
pub fn many(arguments: usize) -> &'static str {
    match arguments > MANY {
        true => {
            "    #[expect(\n        clippy::too_many_arguments,\n        \
             reason = \"the document requires as many members\"\n    )]\n"
        }
        false => "",
    }
}

/// The arguments for required members, and the initialisers of their fields.
pub fn arguments(scope: &Scope<'_>, required: &[(&Field, &String)]) -> (Vec<String>, Vec<String>) {
    let each = required.iter().map(|(field, name)| {
        let argument = ident(name);
        let (ty, value) = scope.argument(&field.ty, &quote!(#argument));
        let (ty, value) = (format::line(&ty), format::line(&value));
        let value = match value == **name {
            true => value,
            false => format!("{name}: {value}"),
        };
        (format!("{name}: {ty}"), value)
    });
    each.unzip()
}

/// The required members of a record.
pub fn required(record: &Record) -> impl Iterator<Item = &Field> {
    record
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
}

/// The members, with their names, that a constructor asks for.
pub fn asked<'r>(
    record: &'r Record,
    names: &'r TypeNames,
) -> impl Iterator<Item = (&'r Field, &'r String)> {
    record
        .fields
        .iter()
        .zip(&names.fields)
        .filter(|(field, _)| field.presence == Presence::Required && field.fixed.is_none())
}

fn additional(scope: &Scope<'_>, record: &Record) -> Option<TokenStream> {
    match &record.additional {
        Additional::Keep(ty) => Some(scope.ty(&TypeRef::Map(Box::new(ty.clone())))),
        Additional::Ignore => None,
    }
}

fn setters(scope: &Scope<'_>, record: &Record, names: &TypeNames) -> Vec<String> {
    let mut all = Vec::new();
    for (field, name) in record.fields.iter().zip(&names.fields) {
        // What only the service sets is never asked of a caller.
        if field.presence == Presence::Optional && field.access != Access::ReadOnly {
            let doc = Doc::of(&field.docs)
                .or(format!("Sets {}.", code_span(&field.wire_name)))
                .current()
                .written("    ");
            let deprecated = deprecated(&field.docs);
            let (ty, value) = scope.argument(&field.ty, &quote!(value));
            let (ty, value) = (format::line(&ty), format::line(&value));
            all.push(format!(
                "{doc}{deprecated}    #[must_use]\n    \
                 pub fn {name}(mut self, value: {ty}) -> Self {{\n        \
                 self.{name} = Some({value});\n        self\n    }}\n"
            ));
            let path = format!("types::{}", names.ident);
            let former = scope.cx.names.former_part(&path, name);
            let setter = Function {
                name,
                receiver: Some("self"),
                arguments: vec![("value".to_owned(), ty)],
                output: "Self",
                attributes: "    #[must_use]\n",
            };
            all.extend(setter.under(former));
        }
    }
    if let Some(ty) = additional(scope, record) {
        let (name, ty) = (&names.additional, format::line(&ty));
        all.push(format!(
            "    /// Members that the document does not name.\n    #[must_use]\n    \
             pub fn {name}(mut self, value: impl Into<{ty}>) -> Self {{\n        \
             self.{name} = value.into();\n        self\n    }}\n"
        ));
    }
    all
}

/// A short way to walk back, where the paging of some operation says how: `previous()`.
fn walks_back(
    cx: &Context<'_>,
    id: TypeId,
    record: &Record,
    names: &TypeNames,
) -> Option<TokenStream> {
    let (member, value) = cx.backs.get(&id)?;
    let (field, name) = record
        .fields
        .iter()
        .zip(&names.fields)
        .find(|(field, _)| field.wire_name == *member)?;
    let (direction, chosen) = enum_variant(cx, &field.ty, &Literal::String(value.clone()))?;
    let method = crate::names::snake_name(value);
    let path = format!("types::{}", names.ident);
    let is =
        |field: &String| *field == method || cx.names.former_part(&path, field).contains(&method);
    if names.fields.iter().any(is) {
        return None;
    }
    let doc = Doc::text(format!(
        "Sets {} to {}.",
        code_span(member),
        code_span(value)
    ))
    .outer();
    let (method, name) = (ident(&method), ident(name));
    let (direction, chosen) = (ident(&cx.type_names(direction).ident), ident(chosen));
    let path = quote!(#direction::#chosen);
    let set = if field.presence == Presence::Optional {
        quote!(Some(#path))
    } else {
        path
    };
    Some(quote! {
        #doc
        #[must_use]
        pub fn #method(mut self) -> Self {
            self.#name = #set;
            self
        }
    })
}

/// The variant of an enum that stands for a value.
fn enum_variant<'c>(
    cx: &'c Context<'_>,
    ty: &TypeRef,
    value: &Literal,
) -> Option<(TypeId, &'c str)> {
    let (id, values) = cx.enumeration(ty)?;
    let at = values
        .values
        .iter()
        .position(|known| known.value == *value)?;
    cx.type_names(id)
        .variants
        .get(at)
        .map(|name| (id, name.as_str()))
}
