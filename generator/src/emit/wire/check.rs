//! `Check`: limits that are looked at before a request is sent.

use crate::emit::check::{Limited, is_needed, member};
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::emit::statement::Statement;
use crate::format::{Item, Layout, Value};
use crate::ir::{Constraints, Record, TypeDef, TypeShape, Union};
use crate::names::TypeNames;
use proc_macro2::TokenStream;
use quote::quote;

/// The impl for a type that has limits or leads to some.
pub fn implement(scope: &Scope<'_>, def: &TypeDef) -> Option<Item> {
    let names = scope.cx.type_names(def.id);
    let statements = match &def.shape {
        TypeShape::Record(record) => members(scope, record, names),
        TypeShape::Union(union) => {
            let text = variants(scope, union, names).to_string();
            vec![Statement::Other(text)]
        }
        TypeShape::Wrapper(_) => {
            let arguments = vec![Value::word("&self.0"), Value::word("check")];
            vec![Statement::Call(Value::call(
                "wire::Check::check(",
                arguments,
            ))]
        }
        // An enum has no limits, an alias no impl of its own.
        TypeShape::Enum(_) | TypeShape::Alias(_) => return None,
    };
    let mut layout = Layout::default();
    layout.line(
        0,
        &format!("impl wire::Check for types::{} {{", names.ident),
    );
    let start = "fn check(&self, check: &mut wire::Checker) {";
    if statements.is_empty() {
        layout.line(4, &format!("{start}}}"));
    } else {
        layout.line(4, start);
        for statement in &statements {
            statement.write(&mut layout, 8);
        }
        layout.line(4, "}");
    }
    layout.line(0, "}");
    Some(Item::Written(layout.finish()))
}

fn members(scope: &Scope<'_>, record: &Record, names: &TypeNames) -> Vec<Statement> {
    let fields = record.fields.iter().zip(&names.fields);
    let all = fields.flat_map(|(field, name)| {
        let limited = Limited {
            wire_name: &field.wire_name,
            ty: &field.ty,
            presence: field.presence,
            limits: &field.constraints,
        };
        member(scope, "check", &format!("self.{name}"), &limited)
    });
    all.collect()
}

fn variants(scope: &Scope<'_>, union: &Union, names: &TypeNames) -> TokenStream {
    let none = Constraints::default();
    let mut arms = Vec::new();
    for (variant, name) in union.variants.iter().zip(&names.variants) {
        if !variant
            .ty
            .as_ref()
            .is_some_and(|ty| is_needed(scope.cx, ty, &none))
        {
            continue;
        }
        let name = ident(name);
        arms.push((
            quote!(Self::#name(value)),
            quote!(wire::Check::check(value, check)),
        ));
    }
    let tagged = matches!(union.decision, crate::ir::Decision::Tag { .. });
    let more = tagged || arms.len() < union.variants.len();
    if let ([(pattern, check)], true) = (arms.as_slice(), more) {
        return quote!(if let #pattern = self { #check });
    }
    let arms = arms
        .into_iter()
        .map(|(pattern, check)| quote!(#pattern => #check,));
    let rest = more.then(|| quote!(_ => {}));
    quote!(match self { #(#arms)* #rest })
}
