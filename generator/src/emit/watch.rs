//! `watch.rs`: what the document says of answers, as a table that records where they differ.

use super::api_title;
use super::context::Context;
use super::docs::Doc;
use super::ident::{ident, integer, string};
use crate::format::Item;
use crate::ir::{
    Additional, Codec, Decision, Field, JsonKind, Literal, Operation, Origin, Presence, Record,
    Response, Scalar, StatusMatch, TypeDef, TypeRef, TypeShape, Union,
};

use proc_macro2::TokenStream;
use quote::quote;

/// The items of the file.
pub fn items(cx: &Context<'_>) -> Vec<Item> {
    let (title, version) = (string(&api_title(cx)), string(&cx.api.info.version));
    let types = cx.api.types.iter().map(|def| shape(cx, def));
    let services = cx.services();
    let operations = services.flat_map(|(service, _)| &service.operations);
    let operations = operations.map(|one| operation(cx, one));
    let (types, operations): (Vec<_>, Vec<_>) = (types.collect(), operations.collect());
    let head =
        "Where answers differ from the document: see [`watch`](clientwright_runtime::watch).";
    let head = Doc::text(head).inner();
    let builder = format!(
        "{}::ClientBuilder::attempt_middleware",
        cx.config.output.root
    );
    let doc = Doc::text(format!(
        "Records where answers differ from the document, once it is given to [`attempt_middleware`]({builder}) of a \
         client's builder."
    ));
    let doc = doc.outer();
    let all = [
        quote!(
            use clientwright_runtime::watch::*;
        ),
        quote! {
            #doc
            pub fn new() -> Watch {
                Watch::new(&TABLE)
            }
        },
        quote! {
            static TABLE: Table = Table {
                title: #title,
                version: #version,
                types: &[#(#types),*],
                operations: &[#(#operations),*],
            };
        },
    ];
    std::iter::once(head).chain(all).map(Item::Tokens).collect()
}

fn shape(cx: &Context<'_>, def: &TypeDef) -> TokenStream {
    if !def.usage.response {
        return quote!(Shape::Any);
    }
    let at = string(&def.origin.pointer.to_string());
    match &def.shape {
        TypeShape::Record(record) => self::record(&def.origin, record),
        TypeShape::Enum(all) => {
            let values = all.values.iter().map(|one| string(&json(&one.value)));
            quote!(Shape::Values { at: #at, values: &[#(#values),*] })
        }
        TypeShape::Union(union) => self::union(cx, union),
        TypeShape::Alias(ty) | TypeShape::Wrapper(ty) => {
            let ty = using(ty);
            quote!(Shape::Same(#ty))
        }
    }
}

fn record(origin: &Origin, record: &Record) -> TokenStream {
    let fields = record.fields.iter().map(|one| field(origin, one));
    let constants = record.constants.iter().map(|constant| {
        let name = string(&constant.wire_name);
        quote!(Field::new(#name, Use::Any, true))
    });
    let fields = fields.chain(constants);
    let rest = match &record.additional {
        Additional::Ignore => quote!(None),
        Additional::Keep(ty) => {
            let ty = using(ty);
            quote!(Some(#ty))
        }
    };
    let at = string(&origin.pointer.to_string());
    quote!(Shape::Record { at: #at, fields: &[#(#fields),*], rest: #rest })
}

fn field(object: &Origin, field: &Field) -> TokenStream {
    let usual = object.pointer.child("properties").child(&field.wire_name);
    let at = (field.origin.pointer != usual).then(|| {
        let at = string(&field.origin.pointer.to_string());
        quote!(.at(#at))
    });
    let (name, ty) = (string(&field.wire_name), using(&field.ty));
    let required = field.presence == Presence::Required;
    quote!(Field::new(#name, #ty, #required) #at)
}

fn union(cx: &Context<'_>, union: &Union) -> TokenStream {
    match &union.decision {
        Decision::Tag { property, base, .. } => {
            let tag = string(property);
            // Values of the base alone have tags that no variant names.
            let variants = union.variants.iter().flat_map(|variant| {
                let ty = match &variant.ty {
                    Some(ty) => using(ty),
                    None => quote!(Use::Any),
                };
                let tags = variant.tags.iter().map(|tag| string(tag));
                tags.map(|tag| quote!((#tag, #ty))).collect::<Vec<_>>()
            });
            match base {
                Some(_) => quote!(Shape::Any),
                None => quote!(Shape::Tagged { tag: #tag, variants: &[#(#variants),*] }),
            }
        }
        Decision::Shape => {
            let variants = union.variants.iter().map(|variant| {
                let kinds = variant.kinds.iter().map(|kind| kind_name(*kind));
                let ty = match &variant.ty {
                    Some(ty) => using(cx.resolve(ty)),
                    None => quote!(Use::Any),
                };
                quote!((&[#(#kinds),*], #ty))
            });
            quote!(Shape::Either(&[#(#variants),*]))
        }
    }
}

fn kind_name(kind: JsonKind) -> TokenStream {
    let name = ident(&format!("{kind:?}"));
    quote!(JsonKind::#name)
}

/// A use of a type; of what is never looked into, any JSON will do.
fn using(ty: &TypeRef) -> TokenStream {
    match ty {
        TypeRef::Named(id) => {
            let id = integer(i128::from(id.0));
            quote!(Use::Type(#id))
        }
        TypeRef::Scalar(scalar) => self::scalar(*scalar),
        TypeRef::List(inner) => {
            let inner = using(inner);
            quote!(Use::List(&#inner))
        }
        TypeRef::Map(inner) => {
            let inner = using(inner);
            quote!(Use::Map(&#inner))
        }
        TypeRef::Nullable(inner) => {
            let inner = using(inner);
            quote!(Use::Nullable(&#inner))
        }
        TypeRef::Boxed(inner) => using(inner),
        TypeRef::Tuple(_) | TypeRef::Foreign(_) | TypeRef::AnyJson => quote!(Use::Any),
    }
}

fn scalar(scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::Null => quote!(Use::Null),
        Scalar::Bool => quote!(Use::Bool),
        Scalar::Integer(_)
        | Scalar::F32
        | Scalar::F64
        | Scalar::NonZeroU32
        | Scalar::NonZeroU64 => quote!(Use::Number),
        Scalar::String | Scalar::Base64 | Scalar::Base64Url | Scalar::Date | Scalar::DateTime => {
            quote!(Use::Text)
        }
        Scalar::Bytes | Scalar::File | Scalar::HttpDate | Scalar::UnixTime | Scalar::TextOf(_) => {
            quote!(Use::Any)
        }
    }
}

/// A value as compact JSON.
fn json(value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Float(value) => serde_json::Value::from(*value).to_string(),
        Literal::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        Literal::Json(text) => text.clone(),
    }
}

fn operation(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let (method, path) = (string(&operation.method), string(&operation.path.text));
    let at = string(&operation.origin.pointer.to_string());
    let responses = &operation.responses;
    let declared = responses.by_status.iter();
    let declared = declared.map(|(status, response)| (range(*status), response));
    let rest = responses.default.iter();
    let all = declared.chain(rest.map(|response| ((100, 999), response)));
    let answers = all.map(|(statuses, response)| answer(operation, statuses, response));
    let codes = match operation.error_codes.is_empty() {
        // Those of all operations, where the document does not say which are whose.
        true => cx.api.error_codes.iter().map(|one| one.code).collect(),
        false => operation.error_codes.clone(),
    };
    let codes = codes.iter().map(|code| integer(i128::from(*code)));
    quote! {
        Operation {
            method: #method,
            path: #path,
            at: #at,
            answers: &[#(#answers),*],
            codes: &[#(#codes),*],
        }
    }
}

fn range(status: StatusMatch) -> (u16, u16) {
    match status {
        StatusMatch::Exact(status) => (status, status),
        StatusMatch::Class(class) => (u16::from(class) * 100, u16::from(class) * 100 + 99),
    }
}

fn answer(operation: &Operation, (first, last): (u16, u16), response: &Response) -> TokenStream {
    let content = response.contents.first();
    let json = content.filter(|content| content.codec == Codec::Json && content.xml.is_none());
    let at = content.map_or(&response.origin, |content| &content.origin);
    let mut at = format!("{}/schema", at.pointer);
    if let Some(envelope) = &operation.envelope {
        at = format!("{at}/properties/{}", envelope.data);
    }
    let ty = match json {
        Some(content) => {
            let ty = using(&content.ty);
            quote!(Some(#ty))
        }
        None => quote!(None),
    };
    let (first, last) = (integer(i128::from(first)), integer(i128::from(last)));
    quote!(Answer { statuses: (#first, #last), at: #at, ty: #ty })
}
