//! Operations, their parameters, bodies and answers; and webhooks.

use super::facts::{Facts, Weight};
use super::subject::{Subject, required};
use super::{Version, wire, words};
use crate::diagnostic::code_span;
use crate::ir::{
    Content, Encoding, Envelope, Failures, Incoming, Operation, Output, Parameter,
    ParameterLocation, RequestBody, Response, SecurityNeed, StatusMatch,
};
use crate::names::{OperationNames, ServiceNames};

/// What an operation asks for, as documents are read: `GET /pets`.
pub fn line(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path.text)
}

/// What the service sees: the same whatever a template calls what stands in it.
fn request(operation: &Operation) -> String {
    let pieces = operation.path.text.split('{');
    let pieces = pieces.map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest));
    let pieces: Vec<&str> = pieces.collect();
    format!("{} {}", operation.method, pieces.join("{}"))
}

/// An operation, with everything that belongs to a call of it.
pub fn subject(
    version: &Version,
    service: &ServiceNames,
    operation: &Operation,
    names: &OperationNames,
) -> Subject {
    let module = format!("api::{}", service.module);
    let line = line(operation);
    let call = format!("{module}::{}", names.call);
    let path = format!("{}::{}", service.path(), names.method);
    let mut own = Subject::new("operation", &line, path).also("call", &call);
    for (what, name) in [
        ("body", &names.body_type),
        ("response", &names.response_type),
        ("error", &names.error_type),
        ("event", &names.event_type),
        ("headers", &names.headers_type),
    ] {
        own = own.also(what, format!("{module}::{name}"));
    }
    own = own.known(request(operation));
    if let Some(id) = &operation.wire_id {
        own = own.known(format!("id {id}"));
    }
    own = own.at(&operation.origin, &version.sources);
    facts(version, operation, &mut own.facts);
    let parameters = operation.parameters.iter().zip(&names.parameters);
    let parameters = parameters.enumerate().map(|(at, (one, name))| {
        let own = parameter(version, one, format!("{call}::{name}"));
        match one.style.location() {
            // A template may call what stands at a place as it likes.
            ParameterLocation::Path => own.known(format!("place {at}")),
            _ => own,
        }
    });
    own.children.extend(parameters);
    let body = operation.body.iter();
    own.children
        .extend(body.map(|one| self::body(version, one, names, &module, &call)));
    let responses = &operation.responses;
    for (status, response) in responses.successes() {
        own.children
            .push(answer(version, (status, response), &call, Weight::Shape));
    }
    for (status, response) in responses.failures() {
        // Without another success the default is one.
        if status.is_some() || responses.successes().iter().all(|(one, _)| one.is_some()) {
            own.children
                .push(answer(version, (status, response), &call, Weight::Cause));
        }
    }
    own
}

fn facts(version: &Version, operation: &Operation, facts: &mut Facts) {
    facts.add("request", line(operation), Weight::Wire);
    facts.some("operationId", operation.wire_id.as_deref(), Weight::Wire);
    facts.add("tags", words::list(&operation.tags), Weight::Wire);
    let security = operation.security.iter();
    let mut security: Vec<Vec<String>> = security.map(|need| credentials(version, need)).collect();
    if security.is_empty() {
        security.push(Vec::new());
    }
    let shown: Vec<String> = security.iter().map(|all| together(all)).collect();
    facts.add("security", shown.join(" or "), Weight::Credential(security));
    let server = operation.servers.first().map(|server| server.url.as_str());
    facts.some("server", server, Weight::Server);
    facts.some(
        "stream asked for by",
        operation.stream_switch.as_deref(),
        Weight::Wire,
    );
    let paging = operation
        .paging
        .as_ref()
        .map(|paging| paging.words.as_str());
    facts.some("pages", paging, Weight::Wire);
    let polling = operation
        .polling
        .as_ref()
        .map(|polling| polling.words.as_str());
    facts.some("waits", polling, Weight::Wire);
    facts.some(
        "envelope",
        operation.envelope.as_ref().map(envelope),
        Weight::Wire,
    );
    let key = operation.idempotency_key.as_deref();
    facts.some("idempotency key", key, Weight::Wire);
    let output = match &operation.output {
        Output::Nothing => "nothing".to_owned(),
        Output::Json(ty) => words::ty(&version.names, ty),
        Output::Text => "text".to_owned(),
        Output::Bytes => "bytes".to_owned(),
        Output::Stream => "a stream".to_owned(),
        Output::ByStatus => "what the status says".to_owned(),
    };
    facts.add("a success gives", output, Weight::Cause);
    facts.some(
        "a failure carries",
        failure(version, operation),
        Weight::Failure,
    );
    if let Some((_, stream)) = operation.stream() {
        facts.add(
            "stream",
            words::list(streamed(version, stream)),
            Weight::Cause,
        );
    }
    let codes: Vec<String> = operation.error_codes.iter().map(i64::to_string).collect();
    facts.some(
        "error codes",
        (!codes.is_empty()).then(|| codes.join(", ")),
        Weight::Note,
    );
    let callbacks = operation.callbacks.iter().map(|one| one.wire_name.as_str());
    let callbacks = words::list(callbacks);
    facts.some(
        "callbacks",
        (!callbacks.is_empty()).then_some(callbacks),
        Weight::Note,
    );
    facts.docs(&operation.docs);
}

/// What every failure carries, if it is the same and an envelope does not say for itself what went wrong.
fn failure(version: &Version, operation: &Operation) -> Option<String> {
    match operation.failures() {
        Failures::Same(content) => Some(words::ty(&version.names, &content.ty)),
        Failures::Nothing | Failures::ByStatus(_) => None,
    }
}

fn streamed(version: &Version, stream: &crate::ir::Stream) -> Vec<String> {
    let mut stream = stream.clone();
    let types = stream.types();
    types
        .into_iter()
        .map(|ty| words::ty(&version.names, ty))
        .collect()
}

fn envelope(envelope: &Envelope) -> String {
    let Envelope {
        code,
        success,
        message,
        data,
        ..
    } = envelope;
    format!("`{code}` = {success}, `{message}`, `{data}`")
}

/// All that a call must prove at once.
fn credentials(version: &Version, need: &SecurityNeed) -> Vec<String> {
    let each = need.schemes.iter().flat_map(|needed| {
        let scheme = version.api.security.get(needed.id.0 as usize);
        let name = code_span(scheme.map_or("?", |scheme| scheme.wire_name.as_str()));
        let scopes = needed.scopes.iter();
        let scopes = scopes.map(|scope| format!("scope {} of {name}", code_span(scope)));
        std::iter::once(name.clone())
            .chain(scopes)
            .collect::<Vec<_>>()
    });
    each.collect()
}

fn together(all: &[String]) -> String {
    match all.is_empty() {
        true => "none".to_owned(),
        false => all.join(" and "),
    }
}

fn parameter(version: &Version, parameter: &Parameter, path: String) -> Subject {
    let place = parameter.place();
    let mut own = Subject::new("parameter", &parameter.wire_name, path)
        .known(format!("{place} {}", parameter.wire_name))
        .known(&parameter.wire_name)
        .at(&parameter.origin, &version.sources);
    let facts = &mut own.facts;
    facts.add("name", &parameter.wire_name, Weight::Wire);
    facts.add("required", required(parameter.presence), Weight::Shape);
    facts.add(
        "type",
        words::ty(&version.names, &parameter.ty),
        Weight::Shape,
    );
    facts.add("in", &place, Weight::Wire);
    facts.add("style", wire::style(parameter.style), Weight::Wire);
    facts.flag(
        "reserved letters as they are",
        parameter.allow_reserved,
        Weight::Wire,
    );
    facts.flag("may be empty", parameter.allow_empty, Weight::Wire);
    encodings(&parameter.encodings, facts);
    let constant = parameter.constant.as_ref().map(words::literal);
    facts.some("always", constant, Weight::Wire);
    let default = parameter.default.as_ref().map(words::literal);
    facts.some("default", default, Weight::Note);
    facts.constraints(&parameter.constraints, true);
    facts.docs(&parameter.docs);
    own
}

fn encodings(encodings: &[Encoding], facts: &mut Facts) {
    for encoding in encodings {
        let what = format!("encoding of {}", wire::encoded(&encoding.of));
        facts.add(what, wire::encoding(encoding), Weight::Wire);
    }
}

fn body(
    version: &Version,
    body: &RequestBody,
    names: &OperationNames,
    module: &str,
    call: &str,
) -> Subject {
    let mut own = Subject::new("body", "body", format!("{call}::{}", names.body))
        .known("body")
        .at(&body.origin, &version.sources);
    own.facts
        .add("required", required(body.presence), Weight::Shape);
    own.facts.docs(&body.docs);
    let choice = format!("{module}::{}", names.body_type);
    for (content, name) in body.contents.iter().zip(&names.representations) {
        let mut child = Subject::new(
            "representation",
            &content.media_type,
            format!("{choice}::{name}"),
        )
        .known(&content.media_type)
        .at(&content.origin, &version.sources);
        if body.contents.len() == 1 {
            child = child.known("the only one");
        }
        described(version, content, Weight::Shape, &mut child.facts);
        own.children.push(child);
    }
    own
}

/// What a body is, and how it is written.
fn described(version: &Version, content: &Content, weight: Weight, facts: &mut Facts) {
    facts.add("media type", &content.media_type, Weight::Wire);
    facts.add("type", words::ty(&version.names, &content.ty), weight);
    if let Some(xml) = &content.xml {
        facts.add("XML", wire::root(xml), Weight::Wire);
    }
    encodings(&content.encodings, facts);
}

fn answer(
    version: &Version,
    (status, response): (Option<StatusMatch>, &Response),
    call: &str,
    weight: Weight,
) -> Subject {
    let status = match status {
        Some(StatusMatch::Exact(code)) => code.to_string(),
        Some(StatusMatch::Class(class)) => format!("{class}XX"),
        None => "default".to_owned(),
    };
    let mut own = Subject::new("response", &status, format!("{call} {status}"))
        .known(&status)
        .at(&response.origin, &version.sources);
    // Only the preferred representation is read.
    if let Some(read) = response.contents.first() {
        own.facts
            .add("type", words::ty(&version.names, &read.ty), weight);
        if let Some(xml) = &read.xml {
            own.facts.add("XML", wire::root(xml), Weight::Wire);
        }
        let all = response.contents.iter();
        let all = all.map(|content| content.media_type.as_str());
        own.facts.add("media type", words::list(all), Weight::Wire);
    }
    for header in &response.headers {
        let what = format!("header `{}`", header.wire_name);
        own.facts
            .add(what, words::ty(&version.names, &header.ty), Weight::Shape);
    }
    for link in &response.links {
        own.facts.add(
            format!("link `{}`", link.wire_name),
            &link.target,
            Weight::Note,
        );
    }
    own.facts.docs(&response.docs);
    own
}

/// What the service sends of its own accord.
pub fn webhook(version: &Version, webhook: &Incoming, name: &str) -> Subject {
    let mut own = Subject::new("webhook", &webhook.wire_name, format!("webhooks::{name}"))
        .known(format!("webhook {} {}", webhook.method, webhook.wire_name))
        .at(&webhook.origin, &version.sources);
    own.facts.add("method", &webhook.method, Weight::Wire);
    if let Some(payload) = &webhook.payload {
        described(version, payload, Weight::Shape, &mut own.facts);
    }
    own.facts.docs(&webhook.docs);
    own
}
