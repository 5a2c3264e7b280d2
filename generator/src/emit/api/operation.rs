//! Statics: what the runtime has to know of an operation and of an envelope.

use super::service::Call;
use crate::emit::context::Context;
use crate::emit::ident::{ident, integer, string};
use crate::ir::{Codec, Envelope, Operation, Output, StatusMatch};
use crate::names::shouty;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// As many media types as a request names: servers refuse headers of more than some thousand bytes.
const ACCEPTED: usize = 16;

/// The name of an operation's static.
pub fn name(call: &Call<'_>) -> Ident {
    let name = shouty(&call.names.method);
    ident(&if name.starts_with("ENVELOPE") {
        format!("{name}_OPERATION")
    } else {
        name
    })
}

/// The static of an operation.
pub fn define(cx: &Context<'_>, call: &Call<'_>) -> TokenStream {
    let Call {
        operation,
        envelope,
        ..
    } = call;
    let name = name(call);
    let line = format!("{} {}", operation.method, operation.path.text);
    let id = string(operation.wire_id.as_deref().unwrap_or(&line));
    let (method, path) = (string(&operation.method), string(&operation.path.text));
    let mut members = Vec::new();
    if !operation.tags.is_empty() {
        let tags = operation.tags.iter().map(|tag| string(tag));
        members.push(quote!(tags: &[#(#tags),*]));
    }
    let accept = accept(operation);
    if !accept.is_empty() {
        let accept = string(&accept);
        members.push(quote!(accept: #accept));
    }
    if let Some(url) = crate::emit::server::own(cx, operation) {
        let url = string(&url);
        members.push(quote!(server: Some(#url)));
    }
    if !operation.security.is_empty() {
        let security = operation.security.iter().map(|need| {
            let schemes = need.schemes.iter().map(|needed| {
                let id = integer(i128::from(needed.id.0));
                let scopes = needed.scopes.iter().map(|scope| string(scope));
                quote!((#id, &[#(#scopes),*]))
            });
            quote!(&[#(#schemes),*])
        });
        members.push(quote!(security: &[#(#security),*]));
    }
    if let Some(name) = envelope {
        let name = ident(name);
        members.push(quote!(envelope: Some(&#name)));
    }
    if let Some(header) = &operation.idempotency_key {
        let header = string(header);
        members.push(quote!(idempotency_key: Some(#header)));
    }
    if let Some(header) = &operation.first_sent {
        let header = string(header);
        members.push(quote!(first_sent: Some(#header)));
    }
    let xml = answers(cx, operation);
    if !xml.is_empty() {
        members.push(quote!(xml: &[#(#xml),*]));
    }
    let plain = quote!(runtime::Operation::new(#id, #method, #path));
    let value = match members.is_empty() {
        true => plain,
        false => quote!(runtime::Operation { #(#members,)* ..#plain }),
    };
    quote!(static #name: runtime::Operation = #value;)
}

/// How the answers look that may come in XML, exact statuses first.
fn answers(cx: &Context<'_>, operation: &Operation) -> Vec<TokenStream> {
    let responses = &operation.responses;
    let by_status = responses.by_status.iter().map(|(status, response)| {
        let statuses = match *status {
            StatusMatch::Exact(status) => (status, status),
            StatusMatch::Class(class) => (u16::from(class) * 100, u16::from(class) * 100 + 99),
        };
        (statuses, response)
    });
    let default = responses
        .default
        .iter()
        .map(|response| ((100, 999), response));
    let all = by_status
        .chain(default)
        .filter_map(|((first, last), response)| {
            let root = response
                .contents
                .iter()
                .find_map(|content| content.xml.as_ref())?;
            let root = crate::emit::xml::root(cx, root);
            let (first, last) = (integer(i128::from(first)), integer(i128::from(last)));
            Some(quote!(runtime::xml::Answer { statuses: (#first, #last), root: #root }))
        });
    all.collect()
}

/// The media types of the successes that this crate can read; empty where there is no body.
fn accept(operation: &Operation) -> String {
    let codec = match operation.output {
        Output::Nothing => return String::new(),
        Output::Json(_) => Some(Codec::Json),
        Output::Text => Some(Codec::Text),
        Output::Bytes => Some(Codec::Bytes),
        Output::ByStatus | Output::Stream => None,
    };
    let mut types: Vec<&str> = Vec::new();
    for (_, response) in operation.responses.successes() {
        let Some(preferred) = response.contents.first() else {
            continue;
        };
        let codec = codec.unwrap_or(preferred.codec);
        for content in &response.contents {
            let media_type = content.media_type.as_str();
            let wanted = content.codec == codec && content.is_stream() == preferred.is_stream();
            if wanted && !types.contains(&media_type) {
                types.push(media_type);
            }
        }
    }
    let rest = types.len() > ACCEPTED;
    types.truncate(ACCEPTED);
    // What is not named may come all the same, where there is nothing better.
    types.extend(rest.then_some("*/*;q=0.1"));
    match (types.is_empty(), codec) {
        (false, _) => types.join(", "),
        (true, Some(Codec::Json)) => "application/json".to_owned(),
        (true, Some(Codec::Text)) => "text/plain".to_owned(),
        (true, _) => "*/*".to_owned(),
    }
}

/// The static of an envelope.
pub fn envelope(name: &str, envelope: &Envelope) -> TokenStream {
    let name = ident(name);
    let (code, message, data) = (
        string(&envelope.code),
        string(&envelope.message),
        string(&envelope.data),
    );
    let (success, data_optional) = (
        integer(i128::from(envelope.success)),
        envelope.data_optional,
    );
    let optional = |member: &Option<String>| match member {
        Some(member) => {
            let member = string(member);
            quote!(Some(#member))
        }
        None => quote!(None),
    };
    let (request_id, timestamp) = (
        optional(&envelope.request_id),
        optional(&envelope.timestamp),
    );
    quote! {
        static #name: runtime::Envelope = runtime::Envelope {
            code: #code,
            success: #success,
            message: #message,
            data: #data,
            data_optional: #data_optional,
            request_id: #request_id,
            timestamp: #timestamp,
        };
    }
}
