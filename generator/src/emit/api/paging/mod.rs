//! `Paginated`: what follows a page, and the call that asks for it.

mod access;
mod modes;
mod step;

use super::call::{code, coded, output};
use super::service::Call;
use crate::emit::INLINE;
use crate::emit::docs::Doc;
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::format::Written;
use crate::ir::{Output, Paging, PagingStep, TypeRef};
use access::{Place, take};
use proc_macro2::TokenStream;
use quote::quote;

/// A walk with everything looked up; there is none if a piece does not fit what the runtime walks by.
pub struct Plan<'a> {
    paging: &'a Paging,
    /// `fn position`, where a call can begin anywhere but at the start.
    position: TokenStream,
    /// The body of `fn at`.
    at: TokenStream,
    /// The body of `fn next`.
    next: TokenStream,
    item: TypeRef,
    /// The expression that takes the items out of `page`.
    items: TokenStream,
}

/// The walk of an operation.
pub fn plan<'a>(scope: &Scope<'a>, call: &Call<'a>) -> Option<Plan<'a>> {
    let cx = scope.cx;
    let paging = call.operation.paging.as_ref()?;
    let Output::Json(output) = &call.operation.output else {
        return None;
    };
    let list = Place::of(cx, quote!(page), output, true).follow(cx, &paging.items)?;
    let TypeRef::List(item) = list.ty else {
        return None;
    };
    let (position, at, next) = match &paging.step {
        PagingStep::Modes(modes) => {
            modes::Plan::new(scope, call, modes)?.functions(scope, output, &list)?
        }
        step => step::Plan { call, output, list }.functions(scope, step)?,
    };
    Some(Plan {
        paging,
        position,
        at,
        next,
        item: (**item).clone(),
        items: take(cx, quote!(page), output, &paging.items)?,
    })
}

impl Plan<'_> {
    /// `pages()` and `items()`.
    pub fn methods(&self) -> Written {
        let pages = Doc::text("The pages, one after the other.").and(self.paging.words.clone());
        let items = Doc::text("The items of all pages.").and(self.paging.words.clone());
        let method = |doc: Doc, name: &str, ty: &str| {
            format!(
                "{}    {INLINE}\n    pub fn {name}(self) -> runtime::paging::{ty}<Self> {{\n        \
                 runtime::paging::{ty}::new(self)\n    }}\n",
                doc.written("    ")
            )
        };
        let pages = method(pages, "pages", "Pages");
        Written::Laid(pages + "\n" + &method(items, "items", "Items"))
    }
}

/// The impl, if the operation has pages.
pub fn implement(scope: &Scope<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let plan = plan(scope, call)?;
    let name = ident(&call.names.call);
    let (page, item) = (output(scope, call), scope.ty(&plan.item));
    let (code, coded) = (code(scope), coded(scope, page.clone()));
    let Plan {
        position,
        at,
        next,
        items,
        ..
    } = plan;
    Some(quote! {
        impl Paginated for #name {
            type Page = #page;
            type Item = #item;
            type Code = #code;
            #[inline]
            fn fetch(&self) -> runtime::ResponseFuture<#coded> {
                self.clone().send()
            }
            #position
            fn at(&self, position: &Position) -> Option<Self> {
                #at
            }
            #next
            fn into_items(page: #page) -> Vec<#item> {
                #items
            }
        }
    })
}

/// `fn next`, whose body reads `page` and may read where it was asked for.
fn next(scope: &Scope<'_>, output: &TypeRef, at: bool, body: &TokenStream) -> TokenStream {
    let page = scope.ty(output);
    let at = if at { quote!(at) } else { quote!(_) };
    quote! {
        #[inline]
        fn next(&self, #at: &Position, answer: &runtime::Response<#page>) -> Next {
            let page = answer.value();
            #body
        }
    }
}
