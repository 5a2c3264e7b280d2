//! One file while it is made: how it writes types, and what it must import for that.

use super::context::Context;
use super::ident::ident;
use crate::format::{self, Item};
use crate::ir::{Presence, Scalar, TypeId, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// How a file refers to the generated types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// By their own names: a file of `types`.
    Plain,
    /// As `types::Name`.
    Qualified,
}

/// A file's imports, gathered while its items are made.
pub struct Scope<'a> {
    /// What is known of the whole.
    pub cx: &'a Context<'a>,
    style: Style,
    module: &'a str,
    std: RefCell<BTreeSet<&'static str>>,
    types: RefCell<BTreeSet<TypeId>>,
    runtime: Cell<bool>,
}

impl<'a> Scope<'a> {
    /// The file `module` of `types`.
    pub fn of_types(cx: &'a Context<'a>, module: &'a str) -> Self {
        Self {
            style: Style::Plain,
            ..Self::new(cx, module)
        }
    }

    /// A file elsewhere.
    pub fn new(cx: &'a Context<'a>, module: &'a str) -> Self {
        Self {
            cx,
            style: Style::Qualified,
            module,
            std: RefCell::default(),
            types: RefCell::default(),
            runtime: Cell::new(false),
        }
    }

    /// `runtime::…` or `types::…` is going to be written by the caller itself.
    pub fn runtime(&self) -> TokenStream {
        self.runtime.set(true);
        quote!(runtime)
    }

    /// The generated type.
    pub fn named(&self, id: TypeId) -> TokenStream {
        let names = self.cx.type_names(id);
        let name = ident(&names.ident);
        if self.style == Style::Qualified || names.module != self.module {
            self.types.borrow_mut().insert(id);
        }
        match self.style {
            Style::Plain => quote!(#name),
            Style::Qualified => quote!(types::#name),
        }
    }

    /// A use of a type.
    pub fn ty(&self, ty: &TypeRef) -> TokenStream {
        match ty {
            TypeRef::Named(id) => self.named(*id),
            TypeRef::Scalar(scalar) => self.scalar(*scalar),
            TypeRef::List(inner) => {
                let inner = self.ty(inner);
                quote!(Vec<#inner>)
            }
            TypeRef::Map(inner) => {
                let inner = self.ty(inner);
                self.std("std::collections::BTreeMap");
                quote!(BTreeMap<String, #inner>)
            }
            TypeRef::Tuple(all) => {
                let all: Vec<TokenStream> = all.iter().map(|ty| self.ty(ty)).collect();
                match all.as_slice() {
                    [one] => quote!((#one,)),
                    some => quote!((#(#some),*)),
                }
            }
            TypeRef::Nullable(inner) => {
                let (runtime, inner) = (self.runtime(), self.ty(inner));
                quote!(#runtime::Nullable<#inner>)
            }
            TypeRef::Boxed(inner) => {
                let inner = self.ty(inner);
                quote!(Box<#inner>)
            }
            TypeRef::Foreign(path) => super::ident::path(path),
            TypeRef::AnyJson => {
                let runtime = self.runtime();
                quote!(#runtime::Value)
            }
        }
    }

    /// A use of a type as its user writes it, for documentation: nothing is imported.
    pub fn written(&self, ty: &TypeRef) -> String {
        let scope = Scope::new(self.cx, self.module);
        format::line(&scope.ty(ty))
    }

    /// A blank value of a type.
    pub fn blank(&self, ty: &TypeRef) -> String {
        match self.cx.resolve(ty) {
            TypeRef::Foreign(_) => "Default::default()".to_owned(),
            TypeRef::Boxed(inner) if self.cx.has_foreign(inner) => {
                format!("Box::new({})", self.blank(inner))
            }
            TypeRef::Tuple(all) if self.cx.has_foreign(ty) => {
                let all: Vec<String> = all.iter().map(|ty| self.blank(ty)).collect();
                match all.as_slice() {
                    [one] => format!("({one},)"),
                    some => format!("({})", some.join(", ")),
                }
            }
            _ => "wire::blank()".to_owned(),
        }
    }

    /// A member: optional ones in an `Option`.
    pub fn member(&self, ty: &TypeRef, presence: Presence) -> TokenStream {
        let ty = self.ty(ty);
        match presence {
            Presence::Required => ty,
            Presence::Optional => quote!(Option<#ty>),
        }
    }

    /// A function's argument for a value of this type, and how `name` becomes the value.
    pub fn argument(&self, ty: &TypeRef, name: &TokenStream) -> (TokenStream, TokenStream) {
        let written = self.ty(ty);
        if self.is_copied(ty) {
            (written, name.clone())
        } else {
            (quote!(impl Into<#written>), quote!(#name.into()))
        }
    }

    /// Types that a caller has at hand as they are.
    pub fn is_copied(&self, ty: &TypeRef) -> bool {
        match self.cx.resolve(ty) {
            TypeRef::Scalar(scalar) => !matches!(
                scalar,
                Scalar::String
                    | Scalar::Base64
                    | Scalar::Base64Url
                    | Scalar::Bytes
                    | Scalar::File
                    | Scalar::HttpDate
                    | Scalar::UnixTime
                    | Scalar::TextOf(_)
            ),
            TypeRef::Tuple(_) => true,
            TypeRef::Foreign(_) => true,
            _ => false,
        }
    }

    fn scalar(&self, scalar: Scalar) -> TokenStream {
        match scalar {
            Scalar::Null => quote!(()),
            Scalar::Bool => quote!(bool),
            Scalar::Integer(integer) => {
                let name = ident(integer.as_str());
                quote!(#name)
            }
            Scalar::F32 => quote!(f32),
            Scalar::F64 => quote!(f64),
            Scalar::String => quote!(String),
            Scalar::NonZeroU32 => {
                self.std("std::num::NonZeroU32");
                quote!(NonZeroU32)
            }
            Scalar::NonZeroU64 => {
                self.std("std::num::NonZeroU64");
                quote!(NonZeroU64)
            }
            Scalar::Base64
            | Scalar::Base64Url
            | Scalar::Bytes
            | Scalar::File
            | Scalar::Date
            | Scalar::DateTime
            | Scalar::HttpDate
            | Scalar::UnixTime => {
                let (runtime, name) = (self.runtime(), ident(&format!("{scalar:?}")));
                quote!(#runtime::#name)
            }
            Scalar::TextOf(integer) => {
                let of = ident(integer.as_str());
                let runtime = self.runtime();
                quote!(#runtime::TextOf<#of>)
            }
        }
    }

    fn std(&self, path: &'static str) {
        self.std.borrow_mut().insert(path);
    }

    /// Whether any generated type was written.
    pub fn uses_types(&self) -> bool {
        !self.types.borrow().is_empty()
    }

    /// The imports for everything written so far, `others` (such as `crate::Error`) among them.
    pub fn imports(&self, others: Vec<TokenStream>) -> Option<Item> {
        let mut all: Vec<String> = others.iter().map(format::line).collect();
        let own = self.types.borrow();
        if self.style == Style::Plain && !own.is_empty() {
            let names: BTreeSet<&str> = own
                .iter()
                .map(|id| self.cx.type_names(*id).ident.as_str())
                .collect();
            let names: Vec<&str> = names.into_iter().collect();
            all.push(match names.as_slice() {
                [one] => format!("use super::{one};"),
                some => format!("use super::{{{}}};", some.join(", ")),
            });
        }
        if self.runtime.get() {
            all.push("use clientwright_runtime as runtime;".to_owned());
        }
        for path in self.std.borrow().iter() {
            all.push(format!("use {path};"));
        }
        (!all.is_empty()).then(|| Item::Regular(all.join("\n")))
    }
}
