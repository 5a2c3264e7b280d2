//! Names of services, operations and their parameters.

use super::ident::{escape, escape_module, snake, upper};
use super::member::lower;
use super::operation::operation;
use super::pin::{Case, Pins};
use super::reserved;
use super::scope::{Scope, Wish, settle};
use super::words::{spelt_words, words};
use super::{OperationNames, Role, ServiceNames, feature, key, representation};
use crate::ir::{Api, Encoded, Operation, ParameterLocation, Service};
use std::collections::HashMap;

/// The struct that has the operations without a tag.
const CLIENT: &str = "Client";

/// Names all services and what is in them.
pub fn name(api: &Api, pins: &mut Pins<'_>) -> Vec<ServiceNames> {
    let mut wishes = Vec::with_capacity(api.services.len());
    // Operations without a tag are the client's own, unless their service was given a name.
    let mut own = Vec::with_capacity(api.services.len());
    for service in &api.services {
        let pinned = pins.get(
            service.pinned.as_deref(),
            &service.origin,
            Case::Lower,
            false,
        );
        own.push(service.tag.is_none() && pinned.is_none());
        wishes.push(wish(service, pinned, pins));
    }
    let modules = settle(&mut Scope::reserving(reserved::CLIENT), &wishes);
    let features = feature::name(&modules);
    let mut all = Vec::with_capacity(modules.len());
    let named = modules.iter().zip(features).zip(own);
    for (service, ((module, feature), is_own)) in api.services.iter().zip(named) {
        let mut names = ServiceNames {
            ident: if is_own {
                CLIENT.to_owned()
            } else {
                ident(module)
            },
            module: escape_module(module.clone()),
            accessor: (!is_own).then(|| escape(module.clone())),
            feature: (!is_own).then_some(feature),
            operations: Vec::new(),
        };
        let mut methods = Scope::reserving(reserved::SERVICE);
        if is_own {
            methods = Scope::reserving(reserved::CLIENT);
            for module in &modules {
                methods.take(module);
            }
        }
        names.operations = operations(service, &names, module, methods, pins);
        all.push(names);
    }
    all
}

/// The module of the service that the client's method of this name leads to.
pub fn module(accessor: &str) -> String {
    let plain = accessor.strip_prefix("r#").unwrap_or(accessor);
    escape_module(plain.to_owned())
}

/// The names of a service that the client's method of this name led to.
pub fn former(accessor: &str) -> ServiceNames {
    let plain = accessor.strip_prefix("r#").unwrap_or(accessor).to_owned();
    ServiceNames {
        ident: ident(&plain),
        module: module(accessor),
        accessor: Some(accessor.to_owned()),
        feature: feature::name(&[plain]).pop(),
        operations: Vec::new(),
    }
}

/// The struct of a service.
fn ident(module: &str) -> String {
    let mut ident = upper(&words(module));
    if [reserved::TYPES, reserved::CALLS]
        .concat()
        .contains(&ident.as_str())
    {
        ident.push_str("Service");
    }
    ident
}

fn wish(service: &Service, pinned: Option<String>, pins: &mut Pins<'_>) -> Wish {
    let locked = pins.locked(&key::service(service), Role::Service);
    let Some(tag) = &service.tag else {
        let wish = Wish::new("", vec!["operations".to_owned()]);
        return wish.pinned(pinned).locked(locked);
    };
    let own = lower(tag, "tag");
    if pinned.is_none() && !tag.contains(|c: char| c.is_ascii_alphanumeric()) {
        pins.recommend("tag", tag, &own, &service.origin);
    }
    let candidates = vec![own.clone(), format!("{own}_service")];
    Wish::new(tag, candidates).pinned(pinned).locked(locked)
}

fn operations(
    service: &Service,
    names: &ServiceNames,
    module: &str,
    mut scope: Scope,
    pins: &mut Pins<'_>,
) -> Vec<OperationNames> {
    let noise = noise(service, module);
    let words = |one: &Operation| -> Vec<String> {
        let all = operation(one, &noise);
        all.iter().map(|words| snake(words)).collect()
    };
    let candidates: Vec<Vec<String>> = service.operations.iter().map(words).collect();
    // What several would be called for short is no name for any of them: which one it is for should
    // not change when another comes.
    let mut wanted: HashMap<&str, usize> = HashMap::new();
    for short in candidates.iter().filter_map(|all| all.first()) {
        *wanted.entry(short).or_default() += 1;
    }
    let mut wishes = Vec::with_capacity(candidates.len());
    for (operation, all) in service.operations.iter().zip(&candidates) {
        let pinned = pins.get(
            operation.pinned.as_deref(),
            &operation.origin,
            Case::Lower,
            false,
        );
        let alone = |short: &&String| wanted.get(short.as_str()) == Some(&1);
        let skipped = usize::from(all.len() > 1 && all.first().filter(alone).is_none());
        let own = all.iter().skip(skipped).cloned().collect();
        let id = operation.wire_id.as_deref().unwrap_or_default();
        let route = format!("{} {}", operation.path.text, operation.method);
        let locked = pins.locked(&key::operation(operation), Role::Method);
        let wish = Wish::new(id, own).at(&route);
        wishes.push(wish.pinned(pinned).locked(locked));
    }
    let methods = settle(&mut scope, &wishes);
    let mut scope = Scope::reserving(reserved::TYPES);
    for name in reserved::CALLS {
        scope.take(name);
    }
    scope.take(&names.ident);
    let mut beside = |role: Role, endings: &[&str]| {
        let keys = service.operations.iter().map(key::operation);
        let locked = keys.map(|key| pins.locked(&key, role));
        beside(&mut scope, &methods, locked, endings)
    };
    let calls = beside(Role::Call, &["", "Call"]);
    let bodies = beside(Role::Body, &["Body", "RequestBody"]);
    let responses = beside(Role::Success, &["Response", "SuccessResponse"]);
    let errors = beside(Role::Failure, &["Error", "ErrorResponse"]);
    let headers = beside(Role::Headers, &["Headers", "ResponseHeaders"]);
    let events = beside(Role::Event, &["Event", "StreamEvent"]);
    let mut all = Vec::with_capacity(methods.len());
    let names = methods.into_iter().zip(calls).zip(bodies);
    let answers = responses
        .into_iter()
        .zip(errors)
        .zip(headers.into_iter().zip(events));
    let names = service.operations.iter().zip(names.zip(answers));
    for (operation, (((method, call), body_type), answer)) in names {
        let ((response_type, error_type), (headers_type, event_type)) = answer;
        let (parameters, body) = parameters(operation, pins);
        all.push(OperationNames {
            method: escape(method),
            call,
            parameters,
            body,
            body_type,
            representations: representation::name(operation),
            response_type,
            error_type,
            event_type,
            events: representation::events(operation),
            headers_type,
            headers: headers_of(operation),
        });
    }
    all
}

/// A field for each header of an operation's answers.
fn headers_of(operation: &Operation) -> Vec<String> {
    let mut scope = Scope::default();
    let headers = operation.headers().into_iter();
    let names = headers.map(|header| lower(&header.wire_name, "header"));
    names.map(|name| escape(scope.claim(&[name]))).collect()
}

/// Types named after each method, with the first ending that is free.
fn beside(
    scope: &mut Scope,
    methods: &[String],
    locked: impl Iterator<Item = Option<String>>,
    endings: &[&str],
) -> Vec<String> {
    let wish = |(method, locked): (&String, Option<String>)| {
        let own = upper(&words(method));
        let candidates = endings.iter().map(|end| format!("{own}{end}")).collect();
        Wish::new(method, candidates).locked(locked)
    };
    let wishes: Vec<Wish> = methods.iter().zip(locked).map(wish).collect();
    settle(scope, &wishes).into_iter().map(escape).collect()
}

/// Phrases that only repeat which service this is.
fn noise(service: &Service, module: &str) -> Vec<Vec<String>> {
    let last = service
        .tag
        .as_deref()
        .and_then(|tag| tag.rsplit('/').next())
        .unwrap_or_default();
    let mut phrases = vec![words(module), words(last)];
    phrases.retain(|phrase| !phrase.is_empty());
    phrases.dedup();
    phrases
}

fn parameters(operation: &Operation, pins: &mut Pins<'_>) -> (Vec<String>, String) {
    let mut scope = Scope::reserving(reserved::CALL);
    let mut wishes = Vec::with_capacity(operation.parameters.len());
    for parameter in &operation.parameters {
        let text = &parameter.wire_name;
        let part = match &parameter.part {
            Some(Encoded::Member(name)) => format!("{name} "),
            Some(Encoded::Part(index)) => format!("part {index} "),
            Some(Encoded::Parts) => "part ".to_owned(),
            None => String::new(),
        };
        let own = lower(&format!("{part}{text}"), "parameter");
        // The place is only a way out: a path parameter keeps its plain name before one of the query does.
        let (rank, place) = match parameter.style.location() {
            ParameterLocation::Path => ("1", "path"),
            ParameterLocation::Query => ("2", "query"),
            ParameterLocation::Header => ("3", "header"),
            ParameterLocation::Cookie => ("4", "cookie"),
            ParameterLocation::Part => ("5", "header"),
        };
        let pinned = pins.get(
            parameter.pinned.as_deref(),
            &parameter.origin,
            Case::Lower,
            true,
        );
        let mut candidates = vec![own.clone(), format!("{own}_{place}")];
        candidates.push(snake(&spelt_words(text)));
        candidates.retain(|name| !name.is_empty());
        let locked = pins.locked(&key::parameter(operation, parameter), Role::Parameter);
        let wish = Wish::new(text, candidates).before(rank);
        wishes.push(wish.pinned(pinned).locked(locked));
    }
    let names = settle(&mut scope, &wishes)
        .into_iter()
        .map(escape)
        .collect();
    let body = scope.claim(&["body".to_owned(), "request_body".to_owned()]);
    (names, body)
}
