//! Statics: what the runtime has to know of an operation and of an envelope.

use super::service::Call;
use crate::emit::ident::{ident, integer, string};
use crate::ir::{Codec, Envelope, Operation, Output};
use crate::names::shouty;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

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
pub fn define(call: &Call<'_>) -> TokenStream {
    let Call {
        operation,
        envelope,
        ..
    } = call;
    let name = name(call);
    let line = format!("{} {}", operation.method, operation.path.text);
    let id = string(operation.wire_id.as_deref().unwrap_or(&line));
    let (method, path, accept) = (
        string(&operation.method),
        string(&operation.path.text),
        string(&accept(operation)),
    );
    let security = operation.security.iter().map(|need| {
        let schemes = need
            .schemes
            .iter()
            .map(|scheme| integer(i128::from(scheme.0)));
        quote!(&[#(#schemes),*])
    });
    let envelope = match envelope {
        Some(name) => {
            let name = ident(name);
            quote!(Some(&#name))
        }
        None => quote!(None),
    };
    quote! {
        static #name: runtime::Operation = runtime::Operation {
            id: #id,
            method: #method,
            path: #path,
            accept: #accept,
            security: &[#(#security),*],
            envelope: #envelope,
        };
    }
}

/// The media types of the successes that this crate can read; empty where there is no body.
fn accept(operation: &Operation) -> String {
    let (fallback, codec) = match operation.output {
        Output::Nothing => return String::new(),
        Output::Json(_) => ("application/json", Codec::Json),
        Output::Text => ("text/plain", Codec::Text),
        Output::Bytes => ("*/*", Codec::Bytes),
    };
    let success = operation.responses.by_status.iter().find(|(status, _)| {
        matches!(
            status,
            crate::ir::StatusMatch::Exact(200..=299) | crate::ir::StatusMatch::Class(2)
        )
    });
    let response = success
        .map(|(_, response)| response)
        .or(operation.responses.default.as_ref());
    let contents = response
        .map(|response| response.contents.as_slice())
        .unwrap_or_default();
    let types: Vec<&str> = contents
        .iter()
        .filter(|content| content.codec == codec)
        .map(|content| content.media_type.as_str())
        .collect();
    if types.is_empty() {
        fallback.to_owned()
    } else {
        types.join(", ")
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
