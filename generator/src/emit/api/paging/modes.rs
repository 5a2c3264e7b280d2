//! Walks whose answers name the mode of their pages.

use super::access::{Place, field, field_of};
use crate::emit::api::service::Call;
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::emit::types::asked;
use crate::ir::{
    CursorBack, Decision, Field, Literal, ModeCursor, ModePage, ModeStep, PagingModes, Parameter,
    Presence, Record, Scalar, TypeId, TypeRef, Union,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The modes with everything looked up.
pub struct Plan<'a> {
    modes: &'a PagingModes,
    parameter: &'a Parameter,
    /// The call's field and setter for the page.
    setter: Ident,
    asked: (TypeId, &'a Union),
}

impl<'a> Plan<'a> {
    /// `None` if the parameter is not what the modes need.
    pub fn new(scope: &Scope<'a>, call: &Call<'a>, modes: &'a PagingModes) -> Option<Self> {
        let mut parameters = call.operation.parameters.iter().zip(&call.names.parameters);
        let (parameter, setter) =
            parameters.find(|(parameter, _)| parameter.wire_name == modes.parameter)?;
        Some(Self {
            modes,
            parameter,
            setter: ident(setter),
            asked: scope.cx.union(&parameter.ty)?,
        })
    }

    /// `fn position`, the body of `fn at`, and `fn next`; `None` if a mode cannot be followed.
    pub fn functions(
        &self,
        scope: &Scope<'a>,
        output: &'a TypeRef,
        list: &Place<'a>,
    ) -> Option<(TokenStream, TokenStream, TokenStream)> {
        let (next, at) = (self.next(scope, output, list)?, self.at(scope)?);
        Some((self.position(scope), at, next))
    }

    fn next(
        &self,
        scope: &Scope<'a>,
        output: &'a TypeRef,
        list: &Place<'a>,
    ) -> Option<TokenStream> {
        let cx = scope.cx;
        let place = Place::of(cx, quote!(page), output, true);
        let place = place.follow(cx, &self.modes.answer)?;
        let (id, union) = cx.union(place.ty)?;
        let (ty, names) = (scope.named(id), &cx.type_names(id).variants);
        let mut arms = Vec::new();
        for (at, (variant, name)) in union.variants.iter().zip(names).enumerate() {
            let name = ident(name);
            let mut modes = self.modes.modes.iter();
            let step = modes.find(|mode| mode.answer == at).map(|mode| &mode.step);
            let body = match (step, &variant.ty) {
                (Some(ModeStep::Cursor(step)), Some(ty)) => Some(self.cursor(scope, ty, step)?),
                (Some(ModeStep::Page(step)), Some(ty)) => Some(page(scope, ty, step)?),
                _ => None,
            };
            arms.push(match (body, &variant.ty) {
                (Some(body), _) => quote!(#ty::#name(answer) => { #body }),
                (None, Some(_)) => quote!(#ty::#name(_) => Next::end(),),
                (None, None) => quote!(#ty::#name => Next::end(),),
            });
        }
        if matches!(union.decision, Decision::Tag { .. }) {
            arms.push(quote!(#ty::Unknown(answer) => Next::unknown_mode(answer.tag()),));
        }
        arms.extend(scope.is_elsewhere(id).then(|| quote!(_ => Next::end(),)));
        let items = list.slice();
        let body = match place.plain() {
            (value, false) => quote!(let next = match &#value { #(#arms)* }; next.items(#items)),
            (value, true) => quote! {
                let Some(answer) = #value else { return Next::end(); };
                let next = match answer { #(#arms)* };
                next.items(#items)
            },
        };
        Some(super::next(scope, output, false, &body))
    }

    fn cursor(
        &self,
        scope: &Scope<'a>,
        answer: &TypeRef,
        step: &ModeCursor,
    ) -> Option<TokenStream> {
        let forward = next_cursor(scope, answer, &step.has_next, &step.next_cursor)?;
        let Some(back) = &step.back else {
            return Some(forward);
        };
        let (direction, value) = self.direction(scope, step, back)?;
        let backward = next_cursor(scope, answer, &back.has_previous, &back.previous_cursor)?;
        Some(quote! {
            let direction = #direction;
            if direction == Some(#value) { #backward } else { #forward }
        })
    }

    /// The caller's direction, and the value that walks back.
    fn direction(
        &self,
        scope: &Scope<'a>,
        step: &ModeCursor,
        back: &CursorBack,
    ) -> Option<(TokenStream, TokenStream)> {
        let cx = scope.cx;
        let (field, name) = field(cx, self.variant(step.request)?, &back.direction)?;
        if field.presence == Presence::Required {
            return None;
        }
        let (direction, values) = cx.enumeration(&field.ty)?;
        let wanted = Literal::String(back.value.clone());
        let at = values.values.iter().position(|one| one.value == wanted)?;
        let value = ident(cx.type_names(direction).variants.get(at)?);
        let ty = scope.named(direction);
        let asked = self.asked_for(scope, &[(step.request, quote!(asked.#name.clone()))]);
        Some((asked, quote!(#ty::#value)))
    }

    /// The body of `fn at`: the first mode that goes by such a place.
    fn at(&self, scope: &Scope<'a>) -> Option<TokenStream> {
        let steps = || self.modes.modes.iter().map(|mode| &mode.step);
        let mut ways = Vec::new();
        let cursor = steps().find_map(|step| match step {
            ModeStep::Cursor(step) => Some(step),
            _ => None,
        });
        if let Some(step) = cursor {
            let call = self.at_cursor(scope, step)?;
            let ty = self.asked_type(scope, step.request, &step.cursor)?;
            ways.push(quote!(if let Some(cursor) = position.to_cursor::<#ty>() { #call }));
        }
        let page = steps().find_map(|step| match step {
            ModeStep::Page(step) => Some(step),
            _ => None,
        });
        if let Some(step) = page {
            let call = self.at_page(scope, step)?;
            let ty = self.asked_type(scope, step.request, &step.request_page)?;
            ways.push(quote!(if let Some(page) = position.to_page::<#ty>() { #call }));
        }
        Some(quote!(#(#ways)* None))
    }

    /// The type of the member that says where a page is: its constructor takes more than one.
    fn asked_type(&self, scope: &Scope<'a>, variant: usize, member: &str) -> Option<TokenStream> {
        let (id, record) = scope.cx.record(self.variant(variant)?)?;
        let (field, _) = field_of(scope.cx, id, record, member)?;
        Some(scope.ty(&field.ty))
    }

    fn at_cursor(&self, scope: &Scope<'a>, step: &ModeCursor) -> Option<TokenStream> {
        let (id, record) = scope.cx.record(self.variant(step.request)?)?;
        let limit = step.limit.as_ref();
        let limit = limit.and_then(|limit| field_of(scope.cx, id, record, limit));
        let limit = limit.map(|(target, _)| {
            let found = self.limit(scope, target);
            quote!(let limit = #found;)
        });
        let direction = match &step.back {
            Some(back) => {
                let (asked, _) = self.direction(scope, step, back)?;
                Some(quote!(let direction = #asked;))
            }
            None => None,
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
        Some(quote!(#limit #direction #request))
    }

    fn at_page(&self, scope: &Scope<'a>, step: &ModePage) -> Option<TokenStream> {
        let (id, record) = scope.cx.record(self.variant(step.request)?)?;
        let (size, _) = field_of(scope.cx, id, record, &step.request_page_size)?;
        let asked = self.limit(scope, size);
        let given = |wire: &str| match wire {
            wire if wire == step.request_page => Some(quote!(page)),
            wire if wire == step.request_page_size => Some(quote!(page_size)),
            _ => None,
        };
        let request = self.request(scope, id, record, &given, &step.request_page)?;
        Some(quote! {
            let asked = #asked;
            let page_size = asked.or_else(|| position.to_size())?;
            #request
        })
    }

    /// Where the call begins, so that an answer that leads back to it is known.
    fn position(&self, scope: &Scope<'a>) -> TokenStream {
        let mut arms: Vec<(usize, TokenStream)> = Vec::new();
        for mode in &self.modes.modes {
            let (variant, member) = match &mode.step {
                ModeStep::Cursor(step) => (step.request, &step.cursor),
                ModeStep::Page(step) => (step.request, &step.request_page),
                ModeStep::End => continue,
            };
            let found = self.variant(variant);
            let Some((field, name)) = found.and_then(|ty| field(scope.cx, ty, member)) else {
                continue;
            };
            let known = arms.iter().any(|(other, _)| *other == variant);
            if !known && field.presence == Presence::Required {
                let text = matches!(scope.cx.resolve(&field.ty), TypeRef::Scalar(Scalar::String));
                let value = match text {
                    true => quote!(Some(Position::cursor(&asked.#name))),
                    false => {
                        quote!(runtime::paging::number(Some(&asked.#name)).map(Position::page))
                    }
                };
                arms.push((variant, value));
            }
        }
        if arms.is_empty() {
            return quote!();
        }
        let found = self.asked_for(scope, &arms);
        quote! {
            fn position(&self) -> Position {
                let asked = #found;
                asked.unwrap_or_else(Position::start)
            }
        }
    }

    /// `match` on what was asked, each arm giving an `Option`, everything else `None`.
    fn asked_for(&self, scope: &Scope<'a>, arms: &[(usize, TokenStream)]) -> TokenStream {
        let ty = scope.named(self.asked.0);
        let names = &scope.cx.type_names(self.asked.0).variants;
        let setter = &self.setter;
        let optional = self.parameter.presence == Presence::Optional;
        let patterns = arms.iter().filter_map(|(variant, value)| {
            let name = ident(names.get(*variant)?);
            let pattern = quote!(#ty::#name(asked));
            let pattern = match optional {
                true => quote!(Some(#pattern)),
                false => pattern,
            };
            Some(quote!(#pattern => #value,))
        });
        let patterns: Vec<TokenStream> = patterns.collect();
        if patterns.is_empty() {
            return quote!(None);
        }
        let tagged = matches!(self.asked.1.decision, Decision::Tag { .. });
        let more = optional || tagged || patterns.len() < names.len();
        let more = more || scope.is_elsewhere(self.asked.0);
        let rest = more.then(|| quote!(_ => None,));
        quote!(match &self.#setter { #(#patterns)* #rest })
    }

    /// The caller's page size, from whichever variant says one of the same type.
    fn limit(&self, scope: &Scope<'a>, target: &Field) -> TokenStream {
        let cx = scope.cx;
        let mut arms = Vec::new();
        for limit in &self.modes.limits {
            let ty = self.variant(limit.variant);
            let Some((field, name)) = ty.and_then(|ty| field(cx, ty, &limit.field)) else {
                continue;
            };
            if cx.resolve(&field.ty) == cx.resolve(&target.ty) {
                let value = match field.presence {
                    Presence::Required => quote!(Some(asked.#name)),
                    Presence::Optional => quote!(asked.#name),
                };
                arms.push((limit.variant, value));
            }
        }
        self.asked_for(scope, &arms)
    }

    /// Returns the same call, asking with another variant.
    fn request(
        &self,
        scope: &Scope<'a>,
        id: TypeId,
        record: &Record,
        given: &dyn Fn(&str) -> Option<TokenStream>,
        position: &str,
    ) -> Option<TokenStream> {
        let (ty, names) = (scope.named(id), scope.cx.type_names(id));
        let (mut arguments, mut sets) = (Vec::new(), Vec::new());
        let asked: Vec<&String> = asked(record, names).map(|(_, name)| name).collect();
        for (field, name) in record.fields.iter().zip(&names.fields) {
            let optional = field.presence == Presence::Optional;
            let value = match given(&field.wire_name) {
                Some(value) if optional && field.wire_name == position => quote!(Some(#value)),
                Some(value) => value,
                None if optional => continue,
                None => return None,
            };
            if asked.contains(&name) {
                arguments.push(value);
            } else {
                let name = ident(name);
                sets.push(quote!(next.#name = #value;));
            }
        }
        // A literal would be shorter, but the type may live in another crate.
        let (setter, changed) = (&self.setter, (!sets.is_empty()).then(|| quote!(mut)));
        let next = quote!(let #changed next = #ty::new(#(#arguments),*); #(#sets)*);
        Some(match self.parameter.presence {
            Presence::Optional => quote!(#next return Some(self.clone().#setter(next));),
            Presence::Required => quote! {
                #next
                return Some(Self { #setter: next.into(), ..self.clone() });
            },
        })
    }

    /// The type of one of the request's alternatives.
    fn variant(&self, at: usize) -> Option<&'a TypeRef> {
        self.asked.1.variants.get(at)?.ty.as_ref()
    }
}

/// A member of the answer's variant.
fn member<'a>(scope: &Scope<'a>, answer: &'a TypeRef, member: &str) -> Option<Place<'a>> {
    let path = [member.to_owned()];
    Place::of(scope.cx, quote!(answer), answer, true).follow(scope.cx, &path)
}

fn next_cursor(
    scope: &Scope<'_>,
    answer: &TypeRef,
    has_more: &str,
    cursor: &str,
) -> Option<TokenStream> {
    let has_more = member(scope, answer, has_more)?.truth();
    let cursor = member(scope, answer, cursor)?.reference();
    Some(quote!(Next::cursor(#has_more, #cursor)))
}

fn page(scope: &Scope<'_>, answer: &TypeRef, step: &ModePage) -> Option<TokenStream> {
    let has_next = member(scope, answer, &step.has_next)?.truth();
    let page = member(scope, answer, &step.page)?.reference();
    let size = member(scope, answer, &step.page_size)?.reference();
    Some(quote! {
        let size = runtime::paging::number(#size);
        match runtime::paging::number(#page) {
            Some(page) => Next::page(page).more(#has_next).sized(size),
            None => Next::last_number(),
        }
    })
}
