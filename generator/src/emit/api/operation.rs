//! Statics: what the runtime has to know of an operation and of an envelope.

use super::service::Call;
use crate::emit::context::Context;
use crate::emit::ident::{ident, integer, quoted, string};
use crate::format::{self, Item, Layout, Value};
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
pub fn define(cx: &Context<'_>, call: &Call<'_>) -> Item {
    let operation = call.operation;
    let literal = |text: &str| Value::Literal(quoted(text));
    let line = format!("{} {}", operation.method, operation.path.text);
    let id = literal(operation.wire_id.as_deref().unwrap_or(&line));
    let plain = vec![
        id,
        literal(&operation.method),
        literal(&operation.path.text),
    ];
    let plain = Value::call("runtime::Operation::new(", plain);
    let members = members(cx, call);
    let value = match members.is_empty() {
        true => plain,
        false => Value::Struct("runtime::Operation", members, Some(Box::new(plain))),
    };
    let mut layout = Layout::default();
    let start = format!("static {}: runtime::Operation = ", name(call));
    layout.value(0, &start, &value, ";");
    Item::Written(layout.finish())
}

/// What there is to say of an operation beyond its line.
fn members(cx: &Context<'_>, call: &Call<'_>) -> Vec<(&'static str, Value)> {
    let operation = call.operation;
    let literal = |text: &str| Value::Literal(quoted(text));
    let some = |value: Value| Value::call("Some(", vec![value]);
    let mut members = Vec::new();
    if !operation.tags.is_empty() {
        let tags = operation.tags.iter().map(|tag| literal(tag));
        members.push(("tags", Value::list(tags.collect())));
    }
    let accept = accept(operation);
    if !accept.is_empty() {
        members.push(("accept", literal(&accept)));
    }
    if let Some(url) = crate::emit::server::own(cx, operation) {
        members.push(("server", some(literal(&url))));
    }
    if !operation.security.is_empty() {
        let security = operation.security.iter().map(|need| {
            let schemes = need.schemes.iter().map(|needed| {
                let id = Value::word(needed.id.0.to_string());
                let scopes = needed.scopes.iter().map(|scope| literal(scope));
                Value::call("(", vec![id, Value::list(scopes.collect())])
            });
            Value::list(schemes.collect())
        });
        members.push(("security", Value::list(security.collect())));
    }
    if let Some(name) = &call.envelope {
        members.push(("envelope", some(Value::word(format!("&{name}")))));
    }
    if let Some(header) = &operation.idempotency_key {
        members.push(("idempotency_key", some(literal(header))));
    }
    if let Some(header) = &operation.first_sent {
        members.push(("first_sent", some(literal(header))));
    }
    let xml = answers(cx, operation);
    if !xml.is_empty() {
        let xml = format::line(&quote!(&[#(#xml),*]));
        members.push(("xml", Value::Other(xml)));
    }
    members
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
