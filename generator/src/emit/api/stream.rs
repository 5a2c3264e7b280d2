//! Answers that are read as they come: streams of items, and downloads.

use super::answer::link;
use super::call::coded;
use super::operation;
use super::service::Call;
use crate::emit::docs::{Doc, code_span};
use crate::emit::ident::{ident, string};
use crate::emit::scope::Scope;
use crate::emit::size::stands_out;
use crate::ir::{Codec, Event, EventData, Output, Presence, Stream, TypeRef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The size of an event as it came, in bytes.
const EVENT: usize = 104;

/// The type of the stream that answers a call.
pub fn ty(scope: &Scope<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let (_, stream) = call.operation.stream()?;
    let (name, item) = match stream {
        Stream::Json(item) => ("JsonStream", scope.ty(item)),
        Stream::Events(_) => ("EventStream", data(scope, call, stream)),
    };
    let (name, item) = (ident(name), coded(scope, item));
    Some(quote!(runtime::stream::#name<#item>))
}

/// What the events of a stream carry.
fn data(scope: &Scope<'_>, call: &Call<'_>, stream: &Stream) -> TokenStream {
    match stream.plain() {
        Some(EventData::Json(ty)) => scope.ty(ty),
        Some(_) => quote!(String),
        None => {
            let name = ident(&call.names.event_type);
            quote!(#name)
        }
    }
}

/// The expression that sends the request for a stream.
pub fn send(call: &Call<'_>) -> Option<TokenStream> {
    let (content, stream) = call.operation.stream()?;
    let operation = operation::name(call);
    Some(match stream {
        Stream::Json(_) => {
            let media_type = string(&content.media_type);
            quote!(self.core.send_json_stream(&#operation, self.request(), #media_type))
        }
        Stream::Events(_) => {
            let method = ident(match stream.plain() {
                Some(EventData::Json(_)) => "send_events_json",
                Some(_) => "send_events_text",
                None => "send_events",
            });
            quote!(self.core.#method(&#operation, self.request()))
        }
    })
}

/// The methods of a call that read its answer as it comes, beside the one that reads it whole.
pub fn methods(scope: &Scope<'_>, call: &Call<'_>) -> Vec<TokenStream> {
    let mut all = Vec::new();
    let whole = call.operation.output != Output::Stream;
    if let (true, Some(ty), Some(send)) = (whole, ty(scope, call), send(call)) {
        let switch = switch(scope, call);
        let this = switch.is_some().then(|| quote!(mut));
        let doc = "Sends the request; the answer is read as it comes, item by item.";
        let doc = match &call.operation.stream_switch {
            Some(member) if switch.is_some() => {
                Doc::text(doc).and(format!("Sets {} in the body.", code_span(member)))
            }
            _ => Doc::text(doc),
        };
        let (doc, ty) = (doc.outer(), coded(scope, ty));
        all.push(quote! {
            #doc
            #[inline]
            pub fn send_stream(#this self) -> runtime::ResponseFuture<#ty> {
                #switch
                #send
            }
        });
    }
    if is_download(call) {
        let (operation, body) = (operation::name(call), coded(scope, quote!(runtime::Body)));
        all.push(quote! {
            /// Sends the request; the body of the answer is read as it comes, and nothing of it is kept.
            #[inline]
            pub fn send_download(self) -> runtime::ResponseFuture<#body> {
                self.core.send_download(&#operation, self.request())
            }
        });
    }
    all
}

/// The statement that asks for a stream in the body.
fn switch(scope: &Scope<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let member = call.operation.stream_switch.as_ref()?;
    let body = call.operation.body.as_ref()?;
    let (id, record) = scope.cx.record(&body.contents.first()?.ty)?;
    let mut fields = record.fields.iter().zip(&scope.cx.type_names(id).fields);
    let (field, name) = fields.find(|(field, _)| field.wire_name == *member)?;
    let value = match field.ty {
        TypeRef::Nullable(_) => quote!(runtime::Nullable::Value(true)),
        _ => quote!(true),
    };
    let value = match field.presence {
        Presence::Required => value,
        Presence::Optional => quote!(Some(#value)),
    };
    let (place, name) = (ident(&call.names.body), ident(name));
    Some(match body.presence {
        Presence::Required => quote!(self.#place.#name = #value;),
        Presence::Optional => quote!(if let Some(body) = &mut self.#place {
            body.#name = #value;
        }),
    })
}

/// Whether a success may be something other than JSON: then it may be large.
fn is_download(call: &Call<'_>) -> bool {
    let plain = |codec| matches!(codec, Codec::Text | Codec::Bytes | Codec::Multipart);
    match call.operation.output {
        Output::Text | Output::Bytes => true,
        Output::ByStatus => {
            let successes = call.operation.responses.successes().into_iter();
            let mut first = successes.filter_map(|(_, response)| response.contents.first());
            first.any(|content| plain(content.codec) && !content.is_stream())
        }
        Output::Nothing | Output::Json(_) | Output::Stream => false,
    }
}

/// What the documentation of a method says of its stream.
pub fn docs(scope: &Scope<'_>, call: &Call<'_>) -> Option<String> {
    let (_, stream) = call.operation.stream()?;
    let items = match (stream, stream.plain()) {
        (Stream::Json(item), _) => format!("values, each {}", link(scope, item)),
        (_, Some(EventData::Json(ty))) => format!("events with {}", link(scope, ty)),
        (_, Some(_)) => "events with text".to_owned(),
        (_, None) => {
            let name = call.names.event_type.trim_start_matches("r#");
            format!("events with [`{name}`]")
        }
    };
    Some(match call.operation.output {
        Output::Stream => format!("The answer is a stream of {items}."),
        _ => format!("With `send_stream` the answer is a stream of {items}."),
    })
}

/// The type of what events carry, where that depends on their names.
pub fn define(scope: &Scope<'_>, call: &Call<'_>) -> Vec<TokenStream> {
    let Some((_, stream @ Stream::Events(events))) = call.operation.stream() else {
        return Vec::new();
    };
    if stream.plain().is_some() {
        return Vec::new();
    }
    let kinds = Kinds::new(scope, call, events);
    vec![kinds.enumeration(scope, call), kinds.reader(call)]
}

/// The kinds of events, with the names of their variants.
struct Kinds<'a> {
    all: Vec<(&'a Event, Ident)>,
    sizes: Vec<usize>,
}

impl<'a> Kinds<'a> {
    fn new(scope: &Scope<'_>, call: &'a Call<'_>, events: &'a [Event]) -> Self {
        let names = call.names.events.iter().map(|name| ident(name));
        let all: Vec<_> = events.iter().zip(names).collect();
        let size = |(event, _): &(&Event, Ident)| match &event.data {
            EventData::Json(ty) => scope.cx.size_of(ty),
            EventData::Text => 24,
            EventData::End(_) => 0,
        };
        Self {
            sizes: all.iter().map(size).collect(),
            all,
        }
    }

    /// Whether any event can be read.
    fn is_closed(&self) -> bool {
        let mut others = self.all.iter();
        others.any(|(event, _)| event.name.is_none() && !is_end(event))
    }

    fn is_boxed(&self, at: usize) -> bool {
        let unknown = if self.is_closed() { 0 } else { EVENT };
        stands_out(&self.sizes, at, unknown)
    }

    fn enumeration(&self, scope: &Scope<'_>, call: &Call<'_>) -> TokenStream {
        let doc = format!("What an event carries that answers {}.", call.link());
        let (doc, name) = (Doc::text(doc).outer(), ident(&call.names.event_type));
        let kinds = self.all.iter().enumerate();
        let variants = kinds.filter_map(|(at, (event, variant))| {
            let named = match &event.name {
                Some(name) => code_span(name),
                None => "Events of any other name.".to_owned(),
            };
            let text = Doc::of(&event.docs).lines().join("\n");
            let doc = Doc::text(named);
            let doc = if text.is_empty() { doc } else { doc.and(text) };
            let doc = doc.outer();
            let ty = match &event.data {
                EventData::Json(ty) => scope.ty(ty),
                EventData::Text => quote!(String),
                EventData::End(_) => return None,
            };
            let ty = if self.is_boxed(at) {
                quote!(Box<#ty>)
            } else {
                ty
            };
            Some(quote!(#doc #variant(#ty),))
        });
        let variants: Vec<TokenStream> = variants.collect();
        let unknown = (!self.is_closed()).then(|| {
            quote! {
                /// An event of a name that the document does not have, as it came.
                Unknown(runtime::stream::Event<String>),
            }
        });
        quote! {
            #doc
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name { #(#variants)* #unknown }
        }
    }

    fn reader(&self, call: &Call<'_>) -> TokenStream {
        let name = ident(&call.names.event_type);
        let ends = self.all.iter().filter_map(|(event, _)| {
            let EventData::End(text) = &event.data else {
                return None;
            };
            let text = string(text);
            let pattern = match &event.name {
                Some(name) => {
                    let name = string(name);
                    quote!(#name)
                }
                None => quote!(_),
            };
            Some(quote!(#pattern if event.data() == #text => return None,))
        });
        let mut names: Vec<&Option<String>> = Vec::new();
        for (event, _) in self.all.iter().filter(|(event, _)| !is_end(event)) {
            if !names.contains(&&event.name) {
                names.push(&event.name);
            }
        }
        let arms = names.iter().filter_map(|name| {
            let pattern = string(name.as_ref()?);
            let read = self.read(name);
            Some(quote!(#pattern => #read,))
        });
        let rest = match self.is_closed() {
            true => self.read(&None),
            false => quote!(Ok(Self::Unknown(event.clone()))),
        };
        let (ends, arms): (Vec<_>, Vec<_>) = (ends.collect(), arms.collect());
        quote! {
            impl runtime::stream::EventData for #name {
                fn read(event: &runtime::stream::Event<String>) -> Option<Result<Self, runtime::DecodeFailure>> {
                    Some(match event.name() {
                        #(#ends)*
                        #(#arms)*
                        _ => #rest,
                    })
                }
            }
        }
    }

    /// Reads an event of this name: as the first kind that fits.
    fn read(&self, name: &Option<String>) -> TokenStream {
        let kinds = self.all.iter().filter(|(event, _)| event.name == *name);
        let reads = kinds.filter_map(|(event, variant)| match &event.data {
            EventData::Json(_) => Some(quote!(event.json().map(Self::#variant))),
            EventData::Text => Some(quote!(Ok(Self::#variant(event.data().clone())))),
            EventData::End(_) => None,
        });
        let read = reads.reduce(|first, next| quote!(#first.or_else(|_| #next)));
        read.unwrap_or_default()
    }
}

fn is_end(event: &Event) -> bool {
    matches!(event.data, EventData::End(_))
}
