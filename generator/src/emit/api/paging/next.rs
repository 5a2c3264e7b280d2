//! The next step of a walk: what the answer says, and the call that asks for what comes after it.

use super::Plan;
use super::access::{boolean, field, field_of, number, text, walk};
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::ir::{
    CursorBack, CursorStep, Decision, Field, Literal, PageStep, PagingStep, Presence, Record,
    TypeId, TypeRef,
};
use proc_macro2::TokenStream;
use quote::quote;

impl Plan<'_> {
    /// `fn next`; `None` if a mode cannot be followed.
    pub fn next(&self, scope: &Scope<'_>) -> Option<TokenStream> {
        let cx = scope.cx;
        let ty = scope.named(self.answer.0);
        let names = &cx.type_names(self.answer.0).variants;
        let mut arms = Vec::new();
        for (at, (variant, name)) in self.answer.1.variants.iter().zip(names).enumerate() {
            let name = ident(name);
            let step = self
                .paging
                .modes
                .iter()
                .find(|mode| mode.answer == at)
                .map(|mode| &mode.step);
            let body = match (step, &variant.ty) {
                (Some(PagingStep::Cursor(step)), Some(answer)) => {
                    Some(self.cursor(scope, answer, step)?)
                }
                (Some(PagingStep::Page(step)), Some(answer)) => {
                    Some(self.page(scope, answer, step)?)
                }
                _ => None,
            };
            arms.push(match (body, &variant.ty) {
                (Some(body), _) => quote!(#ty::#name(answer) => { #body }),
                (None, Some(_)) => quote!(#ty::#name(_) => Next::end(),),
                (None, None) => quote!(#ty::#name => Next::end(),),
            });
        }
        if matches!(self.answer.1.decision, Decision::Tag { .. }) {
            arms.push(quote!(#ty::Unknown(answer) => Next::unknown_mode(answer.tag()),));
        }
        let page = match self.paging.answer.is_empty() {
            true => quote!(page),
            false => walk(&self.answer_path, quote!(page), false),
        };
        let body = if self.answer_path.iter().any(|step| step.optional) {
            quote!(let Some(answer) = #page else { return Next::end(); }; match answer { #(#arms)* })
        } else {
            quote!(match &#page { #(#arms)* })
        };
        let output = scope.ty(self.output);
        Some(quote!(fn next(&self, page: &#output) -> Next<Self> { #body }))
    }

    fn cursor(
        &self,
        scope: &Scope<'_>,
        answer: &TypeRef,
        step: &CursorStep,
    ) -> Option<TokenStream> {
        let cx = scope.cx;
        let (id, record) = cx.record(self.asked.1.variants.get(step.request)?.ty.as_ref()?)?;
        let limit = step
            .limit
            .as_ref()
            .and_then(|limit| field_of(cx, id, record, limit))
            .map(|(target, _)| {
                let found = self.limit(scope, target);
                quote!(let limit = #found;)
            });
        let (has_next, next_cursor) = (
            boolean(cx, answer, &step.has_next)?,
            text(cx, answer, &step.next_cursor)?,
        );
        let forward = quote!(Next::cursor(#has_next, #next_cursor));
        let (direction, next) = match &step.back {
            Some(back) => {
                let (direction, value) = self.direction(scope, step, back)?;
                let (has, cursor) = (
                    boolean(cx, answer, &back.has_previous)?,
                    text(cx, answer, &back.previous_cursor)?,
                );
                let next = quote! {
                    if direction == Some(#value) { Next::cursor(#has, #cursor) } else { #forward }
                };
                (Some(direction), quote!(let next = #next; next))
            }
            None => (None, forward),
        };
        let given = |wire: &str| match wire {
            wire if wire == step.cursor => Some(quote!(cursor)),
            wire if Some(wire) == step.limit.as_deref() => Some(quote!(limit)),
            wire if Some(wire) == step.back.as_ref().map(|back| back.direction.as_str()) => {
                Some(quote!(direction))
            }
            _ => None,
        };
        let request = self.request(scope, id, record, &given, &step.cursor)?;
        Some(quote!(#limit #direction #next.map(|cursor| { #request })))
    }

    /// The caller's direction, and the value that walks back.
    fn direction(
        &self,
        scope: &Scope<'_>,
        step: &CursorStep,
        back: &CursorBack,
    ) -> Option<(TokenStream, TokenStream)> {
        let cx = scope.cx;
        let (field, name) = field(
            cx,
            self.asked.1.variants.get(step.request)?.ty.as_ref()?,
            &back.direction,
        )?;
        if field.presence == Presence::Required {
            return None;
        }
        let (direction, values) = cx.enumeration(&field.ty)?;
        let at = values
            .values
            .iter()
            .position(|value| value.value == Literal::String(back.value.clone()))?;
        let value = ident(cx.type_names(direction).variants.get(at)?);
        let ty = scope.named(direction);
        let asked = self.asked_for(scope, &[(step.request, quote!(asked.#name.clone()))]);
        Some((quote!(let direction = #asked;), quote!(#ty::#value)))
    }

    fn page(&self, scope: &Scope<'_>, answer: &TypeRef, step: &PageStep) -> Option<TokenStream> {
        let cx = scope.cx;
        let (id, record) = cx.record(self.asked.1.variants.get(step.request)?.ty.as_ref()?)?;
        let (size, _) = field_of(cx, id, record, &step.request_page_size)?;
        let (has_next, page) = (
            boolean(cx, answer, &step.has_next)?,
            number(cx, answer, &step.page)?,
        );
        let answered = number(cx, answer, &step.page_size)?;
        let asked = self.limit(scope, size);
        let given = |wire: &str| match wire {
            wire if wire == step.request_page => Some(quote!(page)),
            wire if wire == step.request_page_size => Some(quote!(page_size)),
            _ => None,
        };
        let request = self.request(scope, id, record, &given, &step.request_page)?;
        Some(quote! {
            let asked = #asked;
            let page_size = asked.unwrap_or(#answered);
            Next::page(#has_next, #page).map(|page| { #request })
        })
    }

    /// The caller's page size, from whichever variant says one of the same type.
    fn limit(&self, scope: &Scope<'_>, target: &Field) -> TokenStream {
        let cx = scope.cx;
        let mut arms = Vec::new();
        for limit in &self.paging.limits {
            let ty = self
                .asked
                .1
                .variants
                .get(limit.variant)
                .and_then(|variant| variant.ty.as_ref());
            let Some((field, name)) = ty.and_then(|ty| field(cx, ty, &limit.field)) else {
                continue;
            };
            if cx.resolve(&field.ty) == cx.resolve(&target.ty) {
                let value = quote!(asked.#name);
                let value = if field.presence == Presence::Required {
                    quote!(Some(#value))
                } else {
                    value
                };
                arms.push((limit.variant, value));
            }
        }
        self.asked_for(scope, &arms)
    }

    /// The same call, asking with another variant.
    fn request(
        &self,
        scope: &Scope<'_>,
        id: TypeId,
        record: &Record,
        given: &dyn Fn(&str) -> Option<TokenStream>,
        position: &str,
    ) -> Option<TokenStream> {
        let ty = scope.named(id);
        let mut fields = Vec::new();
        for (field, name) in record.fields.iter().zip(&scope.cx.type_names(id).fields) {
            let name = ident(name);
            let wrapped = field.presence == Presence::Optional && field.wire_name == position;
            let value = match given(&field.wire_name) {
                Some(value) if wrapped => quote!(Some(#value)),
                Some(value) => value,
                None if field.presence == Presence::Optional => quote!(None),
                None => return None,
            };
            fields.push(if name == value.to_string() {
                quote!(#name)
            } else {
                quote!(#name: #value)
            });
        }
        let setter = &self.setter;
        let value = quote!(#ty { #(#fields),* });
        Some(match self.parameter.presence {
            Presence::Optional => quote!(self.clone().#setter(#value)),
            Presence::Required => quote!(Self { #setter: #value.into(), ..self.clone() }),
        })
    }
}
