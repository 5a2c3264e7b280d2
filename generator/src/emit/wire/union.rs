//! Unions on the wire.

use crate::emit::ident::{ident, string};
use crate::emit::scope::Scope;
use crate::format::Item;
use crate::ir::{Additional, Base, Decision, TypeId, Union, Variant};
use crate::names::TypeNames;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// `Tagged` or `Untagged`, and the macro that makes serde's traits of it.
pub fn implement(scope: &Scope<'_>, id: TypeId, union: &Union) -> Vec<Item> {
    match &union.decision {
        Decision::Tag {
            property,
            required,
            base,
        } => {
            let tag = Tag {
                property,
                required: *required,
                base: base.as_ref(),
            };
            tagged(scope, id, union, &tag)
        }
        Decision::Shape => shaped(scope, id, union),
    }
}

/// The member that tells the variants apart, and what holds beside it.
struct Tag<'u> {
    property: &'u str,
    required: bool,
    base: Option<&'u Base>,
}

fn tagged(scope: &Scope<'_>, id: TypeId, union: &Union, tag: &Tag<'_>) -> Vec<Item> {
    let names = scope.cx.type_names(id);
    let name = ident(&names.ident);
    let text = string(names.ident.trim_start_matches("r#"));
    let property = string(tag.property);
    let tags = union
        .variants
        .iter()
        .flat_map(|variant| &variant.tags)
        .map(|tag| string(tag));
    let methods = Tagged {
        scope,
        id,
        union,
        names,
    };
    let (start, layout, write) = (
        methods.start(),
        methods.layout(),
        methods.write(tag.property),
    );
    let (fill, keep) = (methods.fill(), methods.keep());
    let required = (!tag.required).then(|| {
        quote!(
            const REQUIRED: bool = false;
        )
    });
    let base = tag.base.map(|base| {
        let members = base.members.iter().map(|name| string(name));
        let required = base.required.iter().map(|name| string(name));
        quote! {
            const BASE: Option<wire::Base> = Some(wire::Base {
                members: &[#(#members),*],
                required: &[#(#required),*],
            });
        }
    });
    let tokens = quote! {
        impl wire::Tagged for types::#name {
            const NAME: &'static str = #text;
            const TAG: &'static str = #property;
            const TAGS: &'static [&'static str] = &[#(#tags),*];
            #required
            #base
            #start
            fn unknown(unknown: clientwright_runtime::UnknownVariant) -> Self {
                Self::Unknown(unknown)
            }
            #layout
            #fill
            #keep
            #write
        }
    };
    vec![
        Item::Tokens(tokens),
        Item::Text(format!("wire::tagged!(types::{});", names.ident)),
    ]
}

struct Tagged<'s> {
    scope: &'s Scope<'s>,
    id: TypeId,
    union: &'s Union,
    names: &'s TypeNames,
}

impl Tagged<'_> {
    /// The variants without a payload, and the unknown one, as a pattern.
    fn empty(&self) -> TokenStream {
        let units = self
            .union
            .variants
            .iter()
            .zip(&self.names.variants)
            .filter(|(variant, _)| variant.ty.is_none());
        let units = units.map(|(_, name)| ident(name));
        quote!(#(Self::#units |)* Self::Unknown(_))
    }

    fn start(&self) -> TokenStream {
        let mut arms = Vec::new();
        let mut index = 0;
        for (variant, name) in self.union.variants.iter().zip(&self.names.variants) {
            let name = ident(name);
            let value = match &variant.ty {
                None => quote!(Self::#name),
                Some(_) => quote!(Self::#name(wire::blank())),
            };
            let (first, next) = (index, index + variant.tags.len());
            index = next;
            arms.push((indices(first, next), value));
        }
        let last = arms.pop().map(|(_, value)| value);
        let last = last.unwrap_or_else(|| quote!(Self::Unknown(wire::blank())));
        let arms: Vec<TokenStream> = arms
            .into_iter()
            .map(|(at, value)| quote!(#at => #value,))
            .collect();
        if arms.is_empty() {
            return quote!(#[inline] fn start(_: usize) -> Self { #last });
        }
        quote!(#[inline] fn start(tag: usize) -> Self { match tag { #(#arms)* _ => #last, } })
    }

    fn layout(&self) -> TokenStream {
        let arms = self
            .union
            .variants
            .iter()
            .zip(&self.names.variants)
            .filter_map(|(variant, name)| {
                let (id, _) = self.scope.cx.record(variant.ty.as_ref()?)?;
                let (name, ty) = (ident(name), self.scope.named(id));
                Some(quote!(Self::#name(_) => wire::Layout::of::<#ty>(),))
            });
        let (arms, empty): (Vec<TokenStream>, _) = (arms.collect(), self.empty());
        quote!(fn layout(&self) -> wire::Layout { match self { #(#arms)* #empty => wire::Layout::EMPTY, } })
    }

    fn fill(&self) -> TokenStream {
        let payloads = self
            .union
            .variants
            .iter()
            .zip(&self.names.variants)
            .enumerate();
        let arms = payloads
            .filter(|(_, (variant, _))| variant.ty.is_some())
            .map(|(at, (_, name))| self.forward(at, name, &quote!(fill), &quote!(field)));
        let (arms, empty): (Vec<TokenStream>, _) = (arms.collect(), self.empty());
        if arms.is_empty() {
            return quote! {
                fn fill<'de, M: wire::MapAccess<'de>>(&mut self, _: usize, map: &mut M) -> Result<(), M::Error> {
                    wire::skip(map)
                }
            };
        }
        quote! {
            fn fill<'de, M: wire::MapAccess<'de>>(&mut self, field: usize, map: &mut M) -> Result<(), M::Error> {
                match self { #(#arms)* #empty => wire::skip(map), }
            }
        }
    }

    /// The arm that hands a member to a variant's record.
    fn forward(
        &self,
        at: usize,
        name: &str,
        method: &TokenStream,
        key: &TokenStream,
    ) -> TokenStream {
        let name = ident(name);
        let value = if self.scope.cx.is_boxed(self.id, at) {
            quote!(value.as_mut())
        } else {
            quote!(value)
        };
        quote!(Self::#name(value) => wire::Record::#method(#value, #key, map),)
    }

    /// Undeclared members go to those variants that keep them.
    fn keep(&self) -> TokenStream {
        let open = |variant: &Variant| {
            let record = variant.ty.as_ref().and_then(|ty| self.scope.cx.record(ty));
            record.is_some_and(|(_, record)| matches!(record.additional, Additional::Keep(_)))
        };
        let payloads = self
            .union
            .variants
            .iter()
            .zip(&self.names.variants)
            .enumerate();
        let arms = payloads
            .filter(|(_, (variant, _))| open(variant))
            .map(|(at, (_, name))| self.forward(at, name, &quote!(keep), &quote!(key)));
        let arms: Vec<TokenStream> = arms.collect();
        if arms.is_empty() {
            return quote!();
        }
        quote! {
            fn keep<'de, M: wire::MapAccess<'de>>(&mut self, key: String, map: &mut M) -> Result<(), M::Error> {
                match self { #(#arms)* _ => wire::skip(map), }
            }
        }
    }

    /// Whether the variant's record says the tag itself.
    fn says_tag(&self, variant: &Variant, property: &str) -> bool {
        let record = variant.ty.as_ref().and_then(|ty| self.scope.cx.record(ty));
        record.is_some_and(|(_, record)| {
            record
                .fields
                .iter()
                .any(|field| field.wire_name == property)
                || record
                    .constants
                    .iter()
                    .any(|constant| constant.wire_name == property)
        })
    }

    fn write(&self, property: &str) -> TokenStream {
        let tag = string(property);
        let variants = self
            .union
            .variants
            .iter()
            .zip(&self.names.variants)
            .enumerate();
        let arms = variants.map(|(at, (variant, name))| {
            let (name, text) = (
                ident(name),
                string(variant.tags.first().map_or("", String::as_str)),
            );
            if variant.ty.is_none() {
                return quote!(Self::#name => out.field(#tag, #text),);
            }
            let value = if self.scope.cx.is_boxed(self.id, at) {
                quote!(&**value)
            } else {
                quote!(value)
            };
            if self.says_tag(variant, property) {
                quote!(Self::#name(value) => out.record(#value),)
            } else {
                quote!(Self::#name(value) => out.tagged(#tag, #text, #value),)
            }
        });
        quote! {
            fn write<M: wire::SerializeMap>(&self, out: &mut wire::Writer<M>) {
                match self {
                    #(#arms)*
                    Self::Unknown(value) => out.unknown(#tag, value),
                }
            }
        }
    }
}

fn shaped(scope: &Scope<'_>, id: TypeId, union: &Union) -> Vec<Item> {
    let names = scope.cx.type_names(id);
    let name = ident(&names.ident);
    let text = string(names.ident.trim_start_matches("r#"));
    let shapes = union
        .variants
        .iter()
        .zip(&names.variants)
        .map(|(variant, name)| {
            let label = string(name.trim_start_matches("r#"));
            let kinds = variant.kinds.iter().map(|kind| format_ident!("{kind:?}"));
            let required = variant.required.iter().map(|member| string(member));
            let fit = ident(&format!("{:?}", variant.fit));
            quote! {
                wire::Shape {
                    variant: #label,
                    kinds: &[#(wire::JsonKind::#kinds),*],
                    required: &[#(#required),*],
                    fit: wire::Fit::#fit,
                }
            }
        });
    let shapes: Vec<TokenStream> = shapes.collect();
    let mut arms: Vec<TokenStream> = Vec::new();
    let last = union.variants.len().saturating_sub(1);
    for (at, (variant, name)) in union.variants.iter().zip(&names.variants).enumerate() {
        let name = ident(name);
        let pattern = if at == last {
            quote!(_)
        } else {
            crate::emit::ident::integer(at as i128)
        };
        arms.push(match &variant.ty {
            Some(_) => quote!(#pattern => raw.decode().map(Self::#name),),
            None => quote!(#pattern => Ok(Self::#name),),
        });
    }
    let body = match names.variants.as_slice() {
        [only] => {
            let name = ident(only);
            quote!(#[inline] fn decode(_: usize, raw: &wire::Raw<'_>) -> Result<Self, wire::JsonError> { raw.decode().map(Self::#name) })
        }
        _ => quote! {
            #[inline]
            fn decode(variant: usize, raw: &wire::Raw<'_>) -> Result<Self, wire::JsonError> {
                match variant { #(#arms)* }
            }
        },
    };
    let tokens = quote! {
        impl wire::Untagged for types::#name {
            const NAME: &'static str = #text;
            const SHAPES: &'static [wire::Shape] = &[#(#shapes),*];
            #body
        }
    };
    let listed = union
        .variants
        .iter()
        .zip(&names.variants)
        .map(|(variant, name)| match variant.ty {
            Some(_) => name.clone(),
            None => format!("{name} = ()"),
        });
    let listed: Vec<String> = listed.collect();
    let serde = format!(
        "wire::untagged!(types::{} {{ {} }});",
        names.ident,
        listed.join(", ")
    );
    vec![
        Item::Tokens(tokens),
        Item::Text(serde),
        Item::Tokens(blank(scope, id, union, names)),
    ]
}

/// Blank as the first variant whose blank is finite.
fn blank(scope: &Scope<'_>, id: TypeId, union: &Union, names: &TypeNames) -> TokenStream {
    let chosen = scope.cx.blank_variant(id).unwrap_or(0);
    let value = names.variants.get(chosen).map(|name| {
        let name = ident(name);
        match union
            .variants
            .get(chosen)
            .and_then(|variant| variant.ty.as_ref())
        {
            Some(ty) => {
                let value: TokenStream = scope.blank(ty).parse().unwrap_or_default();
                quote!(Self::#name(#value))
            }
            None => quote!(Self::#name),
        }
    });
    let name = ident(&names.ident);
    quote!(impl wire::Blank for types::#name { fn blank() -> Self { #value } })
}

/// A pattern of neighbouring numbers, without the last; a range where there are more than two.
fn indices(first: usize, next: usize) -> TokenStream {
    let number = |at: usize| crate::emit::ident::integer(at as i128);
    if next - first > 2 {
        let (first, last) = (number(first), number(next - 1));
        return quote!(#first..=#last);
    }
    let all = (first..next).map(number);
    quote!(#(#all)|*)
}
