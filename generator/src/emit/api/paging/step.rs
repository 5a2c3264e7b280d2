//! Walks that go the same way from every page.

use super::access::{Place, set};
use super::next;
use crate::emit::api::service::Call;
use crate::emit::api::{body, operation};
use crate::emit::ident::{ident, integer, string};
use crate::emit::scope::Scope;
use crate::ir::{
    CursorStep, LinkStep, OffsetStep, PageStep, PagingSize, PagingSource, PagingStep, PagingTarget,
    Path, Presence, TypeRef,
};
use proc_macro2::TokenStream;
use quote::quote;

/// What a walk is made of.
pub struct Plan<'a> {
    pub call: &'a Call<'a>,
    pub output: &'a TypeRef,
    /// The list of items within `page`.
    pub list: Place<'a>,
}

/// `fn position`, the body of `fn at`, and `fn next`.
type Functions = (TokenStream, TokenStream, TokenStream);

impl<'a> Plan<'a> {
    /// The functions that differ from walk to walk.
    pub fn functions(&self, scope: &Scope<'a>, step: &PagingStep) -> Option<Functions> {
        match step {
            PagingStep::Cursor(step) => self.cursor(scope, step),
            PagingStep::Page(step) => self.page(scope, step),
            PagingStep::Offset(step) => self.offset(scope, step),
            PagingStep::Link(step) => self.link(scope, step),
            PagingStep::Modes(_) => None,
        }
    }

    fn cursor(&self, scope: &Scope<'a>, step: &CursorStep) -> Option<Functions> {
        let cursor = self.source(scope, &step.from)?;
        let more = self.more(scope, step.more.as_ref())?;
        let more = more.unwrap_or_else(|| quote!(None));
        let items = self.list.slice();
        let body = quote!(Next::cursor(#more, #cursor).items(#items));
        let asked = self.asked(scope, &step.to)?.reference();
        let position = position(&quote!(Position::or_start(#asked, Position::cursor)));
        let at = self.at(scope, &step.to, &quote!(position.to_cursor()?))?;
        Some((position, at, next(scope, self.output, false, &body)))
    }

    fn page(&self, scope: &Scope<'a>, step: &PageStep) -> Option<Functions> {
        let first = integer(i128::from(step.first.unwrap_or(1)));
        let more = self
            .more(scope, step.more.as_ref())?
            .map(|more| quote!(.more(#more)));
        let items = self.list.slice();
        let pages = self.number(scope, step.pages.as_ref())?;
        let pages = pages.map(|pages| quote!(.pages(#first, #pages)));
        let next = match self.number(scope, step.current.as_ref())? {
            Some(current) => quote!(Next::page_told(#current)),
            None => quote!(Next::page_after(at, #first)),
        };
        let size = self.size(scope, step.size.as_ref())?;
        let body = quote!(#next #more .items(#items) #pages #size);
        let at = step.current.is_none();
        self.numbered(scope, &step.to, at, (quote!(page), quote!(to_page)), &body)
    }

    fn offset(&self, scope: &Scope<'a>, step: &OffsetStep) -> Option<Functions> {
        let more = self
            .more(scope, step.more.as_ref())?
            .map(|more| quote!(.more(#more)));
        let items = self.list.slice();
        let size = self.size(scope, step.size.as_ref())?;
        let total = self.number(scope, step.total.as_ref())?;
        let total = total.map(|total| quote!(.total(#total)));
        let body = quote! {
            let items = #items;
            Next::offset_after(at, items.len()) #more .items(items) #total #size
        };
        let functions = (quote!(offset), quote!(to_offset));
        self.numbered(scope, &step.to, true, functions, &body)
    }

    fn numbered(
        &self,
        scope: &Scope<'a>,
        to: &PagingTarget,
        reads_place: bool,
        (of, out): (TokenStream, TokenStream),
        body: &TokenStream,
    ) -> Option<Functions> {
        let asked = self.asked(scope, to)?.reference();
        let position =
            position(&quote!(Position::or_start(runtime::paging::number(#asked), Position::#of)));
        let at = self.at(scope, to, &quote!(position.#out()?))?;
        Some((position, at, next(scope, self.output, reads_place, body)))
    }

    fn link(&self, scope: &Scope<'a>, step: &LinkStep) -> Option<Functions> {
        let link = self.source(scope, &step.from)?;
        let more = self.more(scope, step.more.as_ref())?;
        let more = more.unwrap_or_else(|| quote!(None));
        let operation = operation::name(self.call);
        let items = self.list.slice();
        let body = quote! {
            let next = self.core.next_link(&#operation, self.request(), at, #more, #link);
            next.items(#items)
        };
        let at = quote! {
            let mut call = self.clone();
            call.core = self.core.at_link(position)?;
            Some(call)
        };
        Some((quote!(), at, next(scope, self.output, true, &body)))
    }

    /// The size of the page that was asked for, as a further fact.
    fn size(&self, scope: &Scope<'a>, size: Option<&PagingSize>) -> Option<Option<TokenStream>> {
        let Some(size) = size else { return Some(None) };
        let asked = self.asked(scope, &size.to)?;
        let reference = asked.reference();
        let default = size.default.filter(|_| asked.plain().1);
        let default = default.map(|size| integer(i128::from(size)));
        let default = default.map(|size| quote!(.or(Some(#size))));
        Some(Some(
            quote!(.asked(runtime::paging::number(#reference) #default)),
        ))
    }

    /// A value of the answer, `page` being at hand.
    fn member(&self, scope: &Scope<'a>, path: &[String]) -> Option<Place<'a>> {
        Place::of(scope.cx, quote!(page), self.output, true).follow(scope.cx, path)
    }

    /// Whether there is more, if the answer says so.
    fn more(&self, scope: &Scope<'a>, path: Option<&Path>) -> Option<Option<TokenStream>> {
        match path {
            None => Some(None),
            Some(path) => Some(Some(self.member(scope, path)?.truth())),
        }
    }

    /// A number of the answer, if it has it.
    fn number(&self, scope: &Scope<'a>, path: Option<&Path>) -> Option<Option<TokenStream>> {
        let Some(path) = path else { return Some(None) };
        let number = self.member(scope, path)?.reference();
        Some(Some(quote!(runtime::paging::number(#number))))
    }

    /// The cursor or link of the answer, as an `Option` of a reference.
    fn source(&self, scope: &Scope<'a>, source: &PagingSource) -> Option<TokenStream> {
        Some(match source {
            PagingSource::Member(path) => self.member(scope, path)?.reference(),
            PagingSource::LastItem(path) => {
                let last = self.list.last(scope.cx)?;
                last.follow(scope.cx, path)?.reference()
            }
            PagingSource::Header(name) => {
                let name = string(name);
                quote!(runtime::paging::header(answer, #name))
            }
            PagingSource::LinkHeader => quote!(runtime::paging::link_header(answer)),
        })
    }

    /// What the caller asked for at a place of the request.
    fn asked(&self, scope: &Scope<'a>, to: &PagingTarget) -> Option<Place<'a>> {
        let (name, ty, present) = self.root(to)?;
        let name = ident(name);
        Place::of(scope.cx, quote!(self.#name), ty, present).follow(scope.cx, &to.members)
    }

    /// The body of `fn at`.
    fn at(&self, scope: &Scope<'a>, to: &PagingTarget, value: &TokenStream) -> Option<TokenStream> {
        let (name, ty, present) = self.root(to)?;
        let name = ident(name);
        let set = set(
            scope.cx,
            quote!(call.#name),
            ty,
            present,
            &to.members,
            value,
        )?;
        Some(quote!(let mut call = self.clone(); #set Some(call)))
    }

    /// The call's member for a parameter or the body: its name, its type, whether it must be given.
    fn root(&self, to: &PagingTarget) -> Option<(&'a str, &'a TypeRef, bool)> {
        let required = |presence| presence == Presence::Required;
        let Some(wanted) = &to.parameter else {
            let body = body::of(self.call)?;
            let [content] = body.contents.as_slice() else {
                return None;
            };
            let name = self.call.names.body.as_str();
            return Some((name, &content.ty, required(body.presence)));
        };
        let parameters = &self.call.operation.parameters;
        let mut named = parameters.iter().zip(&self.call.names.parameters);
        let (parameter, name) = named.find(|(one, _)| one.wire_name == *wanted)?;
        Some((name, &parameter.ty, required(parameter.presence)))
    }
}

fn position(found: &TokenStream) -> TokenStream {
    quote!(fn position(&self) -> Position { #found })
}
