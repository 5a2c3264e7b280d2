//! Names of servers, error codes and security setters.

use super::ident::{escape, snake, upper};
use super::pin::{Case, Pins};
use super::reserved;
use super::scope::{Scope, Wish, settle};
use super::words::words;
use super::{Role, key};
use crate::ir::{Api, SchemeKind, SecurityScheme, Server};
use std::collections::HashMap;

/// The variants of `Server`.
pub fn servers(api: &Api, pins: &mut Pins<'_>) -> Vec<String> {
    let mut wishes = Vec::with_capacity(api.servers.len());
    for server in &api.servers {
        let pinned = pins.get(server.pinned.as_deref(), &server.origin, Case::Upper, false);
        let host = hosted(&server.url);
        let whole = upper(&words(server.url.rsplit("://").next().unwrap_or_default()));
        let mut candidates = vec![described(server).unwrap_or_else(|| host.clone()), host];
        candidates.extend(Some(whole).filter(|name| !name.is_empty()));
        let locked = pins.locked(&key::server(server), Role::Server);
        let wish = Wish::new(&server.url, candidates);
        wishes.push(wish.pinned(pinned).locked(locked));
    }
    let names = settle(&mut Scope::default(), &wishes);
    names.into_iter().map(escape).collect()
}

/// A short description in ASCII makes a name.
fn described(server: &Server) -> Option<String> {
    let text = server
        .docs
        .summary
        .as_deref()
        .or(server.docs.description.as_deref())?;
    let words = words(text);
    let short = text.is_ascii() && (1..=3).contains(&words.len());
    short.then(|| upper(&words))
}

fn hosted(url: &str) -> String {
    let host = url.split("://").last().unwrap_or(url);
    let host = host.split(['/', ':']).next().unwrap_or(host);
    let name = upper(&words(host));
    if name.is_empty() {
        "Default".to_owned()
    } else {
        name
    }
}

/// The types of `webhooks`.
pub fn webhooks(api: &Api, pins: &mut Pins<'_>) -> Vec<String> {
    let mut wishes = Vec::with_capacity(api.webhooks.len());
    for webhook in &api.webhooks {
        let own = upper(&words(&webhook.wire_name));
        let own = if own.is_empty() {
            "Webhook".to_owned()
        } else {
            own
        };
        let method = upper(&words(&webhook.method));
        let candidates = vec![
            own.clone(),
            format!("{own}Webhook"),
            format!("{own}{method}"),
        ];
        let pinned = pins.get(
            webhook.pinned.as_deref(),
            &webhook.origin,
            Case::Upper,
            false,
        );
        // Nearly every webhook is a POST, which keeps its name when another method comes.
        let method = Some(webhook.method.as_str()).filter(|method| *method != "POST");
        let wish = Wish::new(&webhook.wire_name, candidates).at(method.unwrap_or_default());
        let locked = pins.locked(&webhook.origin.pointer.to_string(), Role::Webhook);
        wishes.push(wish.pinned(pinned).locked(locked));
    }
    let names = settle(&mut Scope::reserving(super::reserved::TYPES), &wishes);
    names.into_iter().map(escape).collect()
}

/// The variants of `ErrorCode`.
pub fn error_codes(api: &Api, pins: &mut Pins<'_>) -> Vec<String> {
    let wish = |code: &crate::ir::ErrorCode| {
        let own = upper(&words(code.wire_name.as_deref().unwrap_or_default()));
        let number = upper(&[
            "code".to_owned(),
            code.code.to_string().replace('-', "minus_"),
        ]);
        let named = format!("{own}{}", code.code.unsigned_abs());
        let candidates = if own.is_empty() {
            vec![number]
        } else {
            vec![own, named, number]
        };
        let pinned = pins.get(None, &code.origin, Case::Upper, true);
        let order = format!("{:020}", i128::from(code.code) + i128::from(u64::MAX));
        let locked = pins.locked(&key::error_code(code), Role::ErrorCode);
        Wish::new(order, candidates).pinned(pinned).locked(locked)
    };
    let wishes: Vec<Wish> = api.error_codes.iter().map(wish).collect();
    settle(&mut Scope::reserving(reserved::ERROR_CODES), &wishes)
        .into_iter()
        .map(escape)
        .collect()
}

/// The setters of the client builder: named after the kind where there is one of it, else after the scheme.
pub fn schemes(api: &Api, pins: &mut Pins<'_>) -> Vec<String> {
    let mut kinds: HashMap<&str, usize> = HashMap::new();
    for scheme in &api.security {
        *kinds.entry(kind(scheme)).or_default() += 1;
    }
    let mut wishes = Vec::with_capacity(api.security.len());
    for scheme in &api.security {
        let pinned = pins.get(scheme.pinned.as_deref(), &scheme.origin, Case::Lower, false);
        let alone = kinds.get(kind(scheme)) == Some(&1);
        let own = snake(&words(&scheme.wire_name));
        let mut candidates = Vec::new();
        if alone || own.is_empty() {
            candidates.push(kind(scheme).to_owned());
        }
        if !own.is_empty() {
            candidates.push(own.clone());
            candidates.push(format!("{own}_credential"));
        }
        let locked = pins.locked(&scheme.origin.pointer.to_string(), Role::Credential);
        let wish = Wish::new(&scheme.wire_name, candidates);
        wishes.push(wish.pinned(pinned).locked(locked));
    }
    settle(&mut Scope::reserving(reserved::BUILDER), &wishes)
        .into_iter()
        .map(escape)
        .collect()
}

fn kind(scheme: &SecurityScheme) -> &'static str {
    match scheme.kind {
        SchemeKind::ApiKey { .. } => "api_key",
        SchemeKind::Basic => "basic_auth",
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
            "bearer_token"
        }
        SchemeKind::Http { .. } => "authorization",
        SchemeKind::MutualTls => "mutual_tls",
    }
}
