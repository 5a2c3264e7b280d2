//! `Paginated`: how a walk goes on from an answer.

mod access;
mod next;

use super::call::{code, output};
use super::service::Call;
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::ir::{
    Decision, Output, Paging, PagingStep, Parameter, Presence, Scalar, TypeId, TypeRef, Union,
};
use access::{Step, field, follow, walk};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A walk with everything looked up; there is none if a piece does not fit what the runtime walks by.
pub struct Plan<'a> {
    paging: &'a Paging,
    parameter: &'a Parameter,
    output: &'a TypeRef,
    /// The call's field and setter for the page.
    setter: Ident,
    asked: (TypeId, &'a Union),
    answer: (TypeId, &'a Union),
    answer_path: Vec<Step>,
    items_path: Vec<Step>,
    item: TypeRef,
}

/// The walk of an operation.
pub fn plan<'a>(scope: &Scope<'a>, call: &Call<'a>) -> Option<Plan<'a>> {
    let cx = scope.cx;
    let paging = call.operation.paging.as_ref()?;
    let Output::Json(output) = &call.operation.output else {
        return None;
    };
    let mut parameters = call.operation.parameters.iter().zip(&call.names.parameters);
    let (parameter, setter) =
        parameters.find(|(parameter, _)| parameter.wire_name == paging.parameter)?;
    let (answer_path, answer) = follow(cx, output, &paging.answer)?;
    let (items_path, items) = follow(cx, output, &paging.items)?;
    let TypeRef::List(item) = cx.resolve(&items).clone() else {
        return None;
    };
    let (asked, answer) = (cx.union(&parameter.ty)?, cx.union(&answer)?);
    let plan = Plan {
        paging,
        parameter,
        output,
        setter: ident(setter),
        asked,
        answer,
        answer_path,
        items_path,
        item: *item,
    };
    plan.next(scope).is_some().then_some(plan)
}

/// The impl, if the operation has pages.
pub fn implement(scope: &Scope<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let plan = plan(scope, call)?;
    let name = ident(&call.names.call);
    let (page, item, code) = (output(scope, call), scope.ty(&plan.item), code(scope));
    let (position, next, items) = (plan.position(scope), plan.next(scope)?, plan.items());
    Some(quote! {
        impl Paginated for #name {
            type Page = #page;
            type Item = #item;
            type Code = #code;
            fn fetch(&self) -> runtime::ValueFuture<#page, #code> {
                self.clone().into_future()
            }
            #position
            #next
            fn into_items(page: #page) -> Vec<#item> {
                #items
            }
        }
    })
}

impl Plan<'_> {
    /// `match` on what was asked, each arm giving `Some`, everything else `None`.
    fn asked_for(&self, scope: &Scope<'_>, arms: &[(usize, TokenStream)]) -> TokenStream {
        let ty = scope.named(self.asked.0);
        let names = &scope.cx.type_names(self.asked.0).variants;
        let setter = &self.setter;
        let optional = self.parameter.presence == Presence::Optional;
        let patterns = arms.iter().filter_map(|(variant, value)| {
            let name = ident(names.get(*variant)?);
            let pattern = quote!(#ty::#name(asked));
            let pattern = if optional {
                quote!(Some(#pattern))
            } else {
                pattern
            };
            Some(quote!(#pattern => #value,))
        });
        let patterns: Vec<TokenStream> = patterns.collect();
        if patterns.is_empty() {
            return quote!(None);
        }
        let tagged = matches!(self.asked.1.decision, Decision::Tag { .. });
        let rest = (optional || tagged || patterns.len() < names.len()).then(|| quote!(_ => None,));
        quote!(match &self.#setter { #(#patterns)* #rest })
    }

    /// Where the call begins, so that an answer that leads back to it is known.
    fn position(&self, scope: &Scope<'_>) -> TokenStream {
        let mut arms: Vec<(usize, TokenStream)> = Vec::new();
        for mode in &self.paging.modes {
            let (variant, member, function) = match &mode.step {
                PagingStep::Cursor(step) => (step.request, &step.cursor, quote!(cursor)),
                PagingStep::Page(step) => (step.request, &step.request_page, quote!(page)),
                PagingStep::End => continue,
            };
            let ty = self
                .asked
                .1
                .variants
                .get(variant)
                .and_then(|variant| variant.ty.as_ref());
            let Some((field, name)) = ty.and_then(|ty| field(scope.cx, ty, member)) else {
                continue;
            };
            let known = arms.iter().any(|(other, _)| *other == variant);
            if !known && field.presence == Presence::Required {
                let text = matches!(scope.cx.resolve(&field.ty), TypeRef::Scalar(Scalar::String));
                let value = if text {
                    quote!(&asked.#name)
                } else {
                    quote!(asked.#name)
                };
                arms.push((
                    variant,
                    quote!(Some(runtime::paging::Position::#function(#value))),
                ));
            }
        }
        if arms.is_empty() {
            return quote!();
        }
        let found = self.asked_for(scope, &arms);
        quote!(fn position(&self) -> Option<runtime::paging::Position> { #found })
    }

    fn items(&self) -> TokenStream {
        let items = walk(&self.items_path, quote!(page), true);
        if self.items_path.iter().any(|step| step.optional) {
            quote!(#items.unwrap_or_default())
        } else {
            items
        }
    }
}
