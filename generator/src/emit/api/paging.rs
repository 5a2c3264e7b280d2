//! `Paginated`: how a walk goes on from an answer.

use super::call::{code, output};
use super::service::Call;
use crate::emit::context::Context;
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::ir::{
    CursorBack, CursorStep, Decision, Field, Literal, Output, PageStep, Paging, PagingStep,
    Parameter, Presence, Record, Scalar, TypeId, TypeRef, Union,
};
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

/// One member on the way into a page.
struct Step {
    name: Ident,
    optional: bool,
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

/// The members on a path from a type, and the type at its end.
fn follow(cx: &Context<'_>, from: &TypeRef, path: &[String]) -> Option<(Vec<Step>, TypeRef)> {
    let mut ty = from.clone();
    let mut steps = Vec::new();
    for member in path {
        let (field, name) = field(cx, &ty, member)?;
        steps.push(Step {
            name,
            optional: field.presence == Presence::Optional,
        });
        ty = field.ty.clone();
    }
    Some((steps, ty))
}

fn field<'a>(cx: &Context<'a>, ty: &TypeRef, member: &str) -> Option<(&'a Field, Ident)> {
    let (id, record) = cx.record(ty)?;
    let names = &cx.type_names(id).fields;
    let found = record
        .fields
        .iter()
        .zip(names)
        .find(|(field, _)| field.wire_name == member);
    found.map(|(field, name)| (field, ident(name)))
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

    fn next(&self, scope: &Scope<'_>) -> Option<TokenStream> {
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

    fn items(&self) -> TokenStream {
        let items = walk(&self.items_path, quote!(page), true);
        if self.items_path.iter().any(|step| step.optional) {
            quote!(#items.unwrap_or_default())
        } else {
            items
        }
    }
}

fn field_of<'r>(
    cx: &Context<'_>,
    id: TypeId,
    record: &'r Record,
    wire: &str,
) -> Option<(&'r Field, Ident)> {
    let names = &cx.type_names(id).fields;
    let found = record
        .fields
        .iter()
        .zip(names)
        .find(|(field, _)| field.wire_name == wire);
    found.map(|(field, name)| (field, ident(name)))
}

/// The expression at the end of a path: an `Option` if any step is optional.
fn walk(path: &[Step], start: TokenStream, owned: bool) -> TokenStream {
    let mut expression = start;
    let mut optional = false;
    for step in path {
        let name = &step.name;
        expression = match (optional, step.optional, owned) {
            (false, false, _) | (false, true, true) => quote!(#expression.#name),
            (false, true, false) => quote!(#expression.#name.as_ref()),
            (true, false, true) => quote!(#expression.map(|value| value.#name)),
            (true, false, false) => quote!(#expression.map(|value| &value.#name)),
            (true, true, true) => quote!(#expression.and_then(|value| value.#name)),
            (true, true, false) => quote!(#expression.and_then(|value| value.#name.as_ref())),
        };
        optional |= step.optional;
    }
    expression
}

fn boolean(cx: &Context<'_>, answer: &TypeRef, member: &str) -> Option<TokenStream> {
    let (field, name) = field(cx, answer, member)?;
    matches!(cx.resolve(&field.ty), TypeRef::Scalar(Scalar::Bool)).then(|| match field.presence {
        Presence::Required => quote!(answer.#name),
        Presence::Optional => quote!(answer.#name == Some(true)),
    })
}

fn text(cx: &Context<'_>, answer: &TypeRef, member: &str) -> Option<TokenStream> {
    let (field, name) = field(cx, answer, member)?;
    let text = TypeRef::Scalar(Scalar::String);
    match (cx.resolve(&field.ty), field.presence) {
        (ty, Presence::Required) if *ty == text => Some(quote!(Some(answer.#name.as_str()))),
        (ty, Presence::Optional) if *ty == text => Some(quote!(answer.#name.as_deref())),
        (TypeRef::Nullable(inner), Presence::Required) if **inner == text => {
            Some(quote!(answer.#name.value().map(String::as_str)))
        }
        (TypeRef::Nullable(inner), Presence::Optional) if **inner == text => Some(
            quote!(answer.#name.as_ref().and_then(|cursor| cursor.value()).map(String::as_str)),
        ),
        _ => None,
    }
}

fn number(cx: &Context<'_>, answer: &TypeRef, member: &str) -> Option<TokenStream> {
    let (field, name) = field(cx, answer, member)?;
    let TypeRef::Scalar(scalar) = cx.resolve(&field.ty) else {
        return None;
    };
    if field.presence == Presence::Optional {
        return None;
    }
    match scalar {
        Scalar::U64 => Some(quote!(answer.#name)),
        Scalar::NonZeroU64 => Some(quote!(answer.#name.get())),
        Scalar::U32 => Some(quote!(u64::from(answer.#name))),
        Scalar::NonZeroU32 => Some(quote!(u64::from(answer.#name.get()))),
        Scalar::I32 | Scalar::I64 => Some(quote!(u64::try_from(answer.#name).unwrap_or_default())),
        _ => None,
    }
}
