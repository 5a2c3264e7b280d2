//! Names of services, operations and their parameters.

use super::ident::{escape, escape_module, singular_word, snake, upper, words};
use super::member::lower;
use super::pin::{Case, Pins};
use super::scope::{Scope, Wish, settle};
use super::{OperationNames, ServiceNames};
use crate::ir::{Api, Operation, ParameterLocation, PathPiece, Service};

/// What a call has besides its parameters.
const CALL: &[&str] = &[
    "clone",
    "core",
    "into_future",
    "into_items",
    "fetch",
    "items",
    "next",
    "pages",
    "request",
    "send",
    "send_raw",
    "to_request",
];
/// What the client has besides its services.
const CLIENT: &[&str] = &["builder", "clone"];
/// Types that files of services use by their plain names.
const RESERVED: &[&str] = &[
    "Clone",
    "Debug",
    "From",
    "Into",
    "IntoFuture",
    "Next",
    "None",
    "Option",
    "Paginated",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
    "Box",
    "BTreeMap",
    "NonZeroU32",
    "NonZeroU64",
    "Default",
    "Ok",
    "Err",
];

/// Names all services and what is in them.
pub fn name(api: &Api, pins: &mut Pins<'_>) -> Vec<ServiceNames> {
    let mut wishes = Vec::with_capacity(api.services.len());
    for (at, service) in api.services.iter().enumerate() {
        wishes.push(wish(at, service, pins));
    }
    let accessors = settle(&mut Scope::reserving(CLIENT), &wishes);
    let mut all = Vec::with_capacity(accessors.len());
    for (service, accessor) in api.services.iter().zip(accessors) {
        let ident = escape(upper(&words(&accessor)));
        let module = match accessor.as_str() {
            "api" | "mod" => format!("{accessor}_"),
            _ => escape_module(accessor.clone()),
        };
        let operations = operations(service, &accessor, &ident, pins);
        all.push(ServiceNames {
            ident,
            module,
            accessor: escape(accessor),
            operations,
        });
    }
    all
}

fn wish(at: usize, service: &Service, pins: &mut Pins<'_>) -> Wish {
    let pinned = pins.get(
        service.pinned.as_deref(),
        &service.origin,
        Case::Lower,
        false,
    );
    let Some(tag) = &service.tag else {
        return Wish {
            key: String::new(),
            pinned,
            candidates: vec!["operations".to_owned()],
        };
    };
    let own = lower(tag, "tag", at);
    if pinned.is_none() && words(tag).is_empty() {
        pins.recommend("tag", tag, &own, &service.origin);
    }
    Wish {
        key: tag.clone(),
        pinned,
        candidates: vec![own.clone(), format!("{own}_service")],
    }
}

fn operations(
    service: &Service,
    accessor: &str,
    ident: &str,
    pins: &mut Pins<'_>,
) -> Vec<OperationNames> {
    let noise = noise(service, accessor);
    let short: Vec<Vec<String>> = service
        .operations
        .iter()
        .map(|operation| without_noise(&full(operation), &noise))
        .collect();
    let mut wishes = Vec::with_capacity(short.len());
    for (operation, words) in service.operations.iter().zip(&short) {
        let pinned = pins.get(
            operation.pinned.as_deref(),
            &operation.origin,
            Case::Lower,
            false,
        );
        let unique = short.iter().filter(|other| *other == words).count() == 1;
        let long = snake(&full(operation));
        let mut candidates = vec![long.clone(), format!("{long}_operation")];
        if unique && !words.is_empty() {
            candidates.insert(0, snake(words));
        }
        let key = operation
            .wire_id
            .clone()
            .unwrap_or_else(|| operation.path.text.clone());
        wishes.push(Wish {
            key: format!("{key} {}", operation.method),
            pinned,
            candidates,
        });
    }
    let methods = settle(&mut Scope::reserving(&["new", "clone"]), &wishes);
    let calls = calls(&methods, ident);
    let mut all = Vec::with_capacity(methods.len());
    for ((operation, method), call) in service.operations.iter().zip(methods).zip(calls) {
        let (parameters, body) = parameters(operation, pins);
        all.push(OperationNames {
            method: escape(method),
            call,
            parameters,
            body,
        });
    }
    all
}

fn calls(methods: &[String], service: &str) -> Vec<String> {
    let mut scope = Scope::reserving(RESERVED);
    scope.take(service);
    let wish = |method: &String| {
        let own = upper(&words(method));
        Wish {
            key: method.clone(),
            pinned: None,
            candidates: vec![own.clone(), format!("{own}Call")],
        }
    };
    let wishes: Vec<Wish> = methods.iter().map(wish).collect();
    settle(&mut scope, &wishes)
        .into_iter()
        .map(escape)
        .collect()
}

/// Phrases that only repeat which service this is.
fn noise(service: &Service, accessor: &str) -> Vec<Vec<String>> {
    let last = service
        .tag
        .as_deref()
        .and_then(|tag| tag.rsplit('/').next())
        .unwrap_or_default();
    let mut phrases = vec![words(accessor), words(last)];
    phrases.retain(|phrase| !phrase.is_empty());
    phrases.dedup();
    phrases
}

fn full(operation: &Operation) -> Vec<String> {
    let named = operation.wire_id.as_deref().map(words).unwrap_or_default();
    if !named.is_empty() {
        return named;
    }
    let mut all = words(&operation.method);
    for piece in &operation.path.pieces {
        match piece {
            PathPiece::Literal(text) => all.extend(words(text)),
            PathPiece::Parameter(name) => {
                all.push("by".to_owned());
                all.extend(words(name));
            }
        }
    }
    all
}

/// `works_controller_list_works_v2` in the service `works` is `list`.
fn without_noise(full: &[String], noise: &[Vec<String>]) -> Vec<String> {
    let mut left: Vec<String> = full
        .iter()
        .filter(|word| *word != "controller")
        .cloned()
        .collect();
    let version = |word: &String| {
        word.len() > 1 && word.starts_with('v') && word.bytes().skip(1).all(|b| b.is_ascii_digit())
    };
    if left.len() > 1 && left.last().is_some_and(version) {
        left.pop();
    }
    for phrase in noise {
        let mut kept = Vec::with_capacity(left.len());
        let mut rest = left.as_slice();
        while let Some((first, tail)) = rest.split_first() {
            if starts_with(rest, phrase) {
                rest = rest.get(phrase.len()..).unwrap_or_default();
            } else {
                kept.push(first.clone());
                rest = tail;
            }
        }
        if !kept.is_empty() {
            left = kept;
        }
    }
    left
}

fn starts_with(text: &[String], phrase: &[String]) -> bool {
    let same = |(a, b): (&String, &String)| {
        let stem = |word: &String| singular_word(word).unwrap_or_else(|| word.clone());
        stem(a) == stem(b)
    };
    text.len() >= phrase.len() && text.iter().zip(phrase).all(same)
}

fn parameters(operation: &Operation, pins: &mut Pins<'_>) -> (Vec<String>, String) {
    let mut scope = Scope::reserving(CALL);
    let mut wishes = Vec::with_capacity(operation.parameters.len());
    for (at, parameter) in operation.parameters.iter().enumerate() {
        let own = lower(&parameter.wire_name, "parameter", at);
        let place = match parameter.style.location() {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
        };
        wishes.push(Wish {
            key: format!("{place} {}", parameter.wire_name),
            pinned: pins.get(
                parameter.pinned.as_deref(),
                &parameter.origin,
                Case::Lower,
                true,
            ),
            candidates: vec![own.clone(), format!("{own}_{place}")],
        });
    }
    // The place is only a way out: a path parameter keeps its plain name before one of the query does.
    for wish in &mut wishes {
        if wish.key.starts_with("path ") {
            wish.key.insert(0, ' ');
        }
    }
    let names = settle(&mut scope, &wishes)
        .into_iter()
        .map(escape)
        .collect();
    let body = scope.claim(&["body".to_owned(), "request_body".to_owned()]);
    (names, body)
}
