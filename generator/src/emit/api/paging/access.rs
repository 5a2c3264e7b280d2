//! Members of answers and requests as expressions, along paths that may be broken off.

use crate::emit::context::Context;
use crate::emit::ident::ident;
use crate::ir::{Field, Presence, Record, TypeId, TypeRef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A value somewhere within another one.
pub struct Place<'a> {
    expression: TokenStream,
    /// The expression is an `Option`.
    is_optional: bool,
    /// Its type, without what makes it optional.
    pub ty: &'a TypeRef,
}

/// What a type comes to without `null`, and whether it takes `null`.
pub fn strip<'a>(cx: &'a Context<'a>, ty: &'a TypeRef) -> (&'a TypeRef, bool) {
    let mut ty = cx.resolve(ty);
    let mut nullable = false;
    while let TypeRef::Nullable(inner) = ty {
        (ty, nullable) = (cx.resolve(inner), true);
    }
    (ty, nullable)
}

impl<'a> Place<'a> {
    /// A value at hand; `present` says whether it is no `Option`.
    pub fn of(
        cx: &'a Context<'a>,
        expression: TokenStream,
        ty: &'a TypeRef,
        present: bool,
    ) -> Self {
        let (stripped, nullable) = strip(cx, ty);
        let expression = match (present, nullable) {
            (true, false) => expression,
            (true, true) => quote!(#expression.value()),
            (false, false) => quote!(#expression.as_ref()),
            (false, true) => quote!(#expression.as_ref().and_then(|value| value.value())),
        };
        Self {
            expression,
            is_optional: !present || nullable,
            ty: stripped,
        }
    }

    /// A value within this one, borrowed.
    pub fn follow(self, cx: &'a Context<'a>, path: &[String]) -> Option<Self> {
        path.iter().try_fold(self, |place, member| {
            let (found, name) = field(cx, place.ty, member)?;
            let present = found.presence == Presence::Required;
            let from = &place.expression;
            if !place.is_optional {
                return Some(Self::of(cx, quote!(#from.#name), &found.ty, present));
            }
            let (ty, nullable) = strip(cx, &found.ty);
            let expression = match (present, nullable) {
                (true, false) => quote!(#from.map(|value| &value.#name)),
                (true, true) => quote!(#from.and_then(|value| value.#name.value())),
                (false, false) => quote!(#from.and_then(|value| value.#name.as_ref())),
                (false, true) => quote!(#from.and_then(|value| value.#name.as_ref()?.value())),
            };
            Some(Self {
                expression,
                is_optional: true,
                ty,
            })
        })
    }

    /// As an `Option` of a reference.
    pub fn reference(&self) -> TokenStream {
        let expression = &self.expression;
        match self.is_optional {
            true => expression.clone(),
            false => quote!(Some(&#expression)),
        }
    }

    /// As what can be made an `Option<bool>`.
    pub fn truth(&self) -> TokenStream {
        let expression = &self.expression;
        match self.is_optional {
            true => quote!(#expression.copied()),
            false => expression.clone(),
        }
    }

    /// The elements of a list.
    pub fn slice(&self) -> TokenStream {
        let expression = &self.expression;
        match self.is_optional {
            true => quote!(#expression.map_or(&[][..], Vec::as_slice)),
            false => quote!(#expression.as_slice()),
        }
    }

    /// The last element of a list, as a place.
    pub fn last(&self, cx: &'a Context<'a>) -> Option<Self> {
        let TypeRef::List(item) = self.ty else {
            return None;
        };
        let (ty, nullable) = strip(cx, item);
        let expression = &self.expression;
        let last = match self.is_optional {
            true => quote!(#expression.and_then(|items| items.last())),
            false => quote!(#expression.last()),
        };
        Some(Self {
            expression: match nullable {
                true => quote!(#last.and_then(|value| value.value())),
                false => last,
            },
            is_optional: true,
            ty,
        })
    }

    /// As it is: an `Option` where it may be missing.
    pub fn plain(&self) -> (&TokenStream, bool) {
        (&self.expression, self.is_optional)
    }
}

/// The value at the end of a path, taken out of `from`: the list that it must be.
pub fn take(
    cx: &Context<'_>,
    from: TokenStream,
    ty: &TypeRef,
    path: &[String],
) -> Option<TokenStream> {
    let (ty, nullable) = strip(cx, ty);
    let (mut ty, mut optional) = (ty.clone(), nullable);
    let mut expression = match nullable {
        true => quote!(#from.into_value()),
        false => from,
    };
    for member in path {
        let (found, name) = field(cx, &ty, member)?;
        let (next, nullable) = strip(cx, &found.ty);
        let missing = found.presence == Presence::Optional;
        expression = match (optional, missing, nullable) {
            (false, false, false) | (false, true, false) => quote!(#expression.#name),
            (false, false, true) => quote!(#expression.#name.into_value()),
            (false, true, true) => {
                quote!(#expression.#name.and_then(|value| value.into_value()))
            }
            (true, false, false) => quote!(#expression.map(|value| value.#name)),
            (true, true, false) => quote!(#expression.and_then(|value| value.#name)),
            (true, false, true) => quote!(#expression.and_then(|value| value.#name.into_value())),
            (true, true, true) => quote!(#expression.and_then(|value| value.#name?.into_value())),
        };
        optional |= missing || nullable;
        ty = next.clone();
    }
    Some(match optional {
        true => quote!(#expression.unwrap_or_default()),
        false => expression,
    })
}

/// A statement that sets a value within a place that can be changed; optional records on the way
/// are made.
pub fn set(
    cx: &Context<'_>,
    place: TokenStream,
    ty: &TypeRef,
    present: bool,
    path: &[String],
    value: &TokenStream,
) -> Option<TokenStream> {
    let (stripped, nullable) = strip(cx, ty);
    let Some((member, rest)) = path.split_first() else {
        let value = match nullable {
            true => quote!(runtime::Nullable::Value(#value)),
            false => value.clone(),
        };
        return Some(match present {
            true => quote!(#place = #value;),
            false => quote!(#place = Some(#value);),
        });
    };
    let (found, name) = field(cx, stripped, member)?;
    let inner = match (present, nullable) {
        (_, true) => return None,
        (true, false) => quote!(#place.#name),
        (false, false) => quote!(#place.get_or_insert_default().#name),
    };
    let present = found.presence == Presence::Required;
    set(cx, inner, &found.ty, present, rest, value)
}

/// A member of the record that a type is, with its name.
pub fn field<'a>(cx: &Context<'a>, ty: &TypeRef, member: &str) -> Option<(&'a Field, Ident)> {
    let (id, record) = cx.record(ty)?;
    field_of(cx, id, record, member)
}

/// A member of a record with its name.
pub fn field_of<'r>(
    cx: &Context<'_>,
    id: TypeId,
    record: &'r Record,
    wire: &str,
) -> Option<(&'r Field, Ident)> {
    let names = &cx.type_names(id).fields;
    let mut fields = record.fields.iter().zip(names);
    let found = fields.find(|(field, _)| field.wire_name == wire);
    found.map(|(field, name)| (field, ident(name)))
}
