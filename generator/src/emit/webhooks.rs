//! `webhooks.rs`: what the service sends of its own accord.

use super::api::held;
use super::context::Context;
use super::docs::{Doc, code_span};
use super::former;
use super::ident::ident;
use super::scope::Scope;
use crate::format::Item;
use crate::ir::Codec;
use quote::quote;

/// The items of the file.
pub fn items(cx: &Context<'_>) -> Vec<Item> {
    let scope = Scope::new(cx, "webhooks");
    let webhooks = cx.api.webhooks.iter().zip(&cx.names.webhooks);
    let aliases = webhooks.flat_map(|(webhook, name)| {
        let line = format!(
            "The body of the webhook {} ({}), {}",
            code_span(&webhook.wire_name),
            code_span(&webhook.method),
            code_span(&webhook.origin.pointer.to_string())
        );
        let doc = Doc::of(&webhook.docs).and(line).outer();
        let former = former::types(cx.names.former_part("webhooks", name), name);
        let name = ident(name);
        let ty = match &webhook.payload {
            // Nothing of a client is needed to read them.
            Some(content) => match content.codec {
                Codec::Form | Codec::Multipart | Codec::Bytes => quote!(Vec<u8>),
                Codec::Json | Codec::JsonSequence | Codec::Text => held(&scope, content),
            },
            None => quote!(()),
        };
        std::iter::once(quote!(#doc pub type #name = #ty;)).chain(former)
    });
    let aliases: Vec<_> = aliases.collect();
    let head =
        "What the service sends of its own accord: the body of each webhook, to be read from JSON.";
    let mut all = vec![Doc::text(head).inner()]
        .into_iter()
        .map(Item::Tokens)
        .collect::<Vec<_>>();
    let root = cx.root();
    let types = scope.uses_types().then(|| quote!(use #root::types;));
    all.extend(scope.imports(types.into_iter().collect()));
    all.extend(aliases.into_iter().map(Item::Tokens));
    all
}
