//! The public names of the generated crate, each with the place it comes from.

use crate::ir::Api;
use crate::names::Names;
use serde::Serialize;

/// A public name.
#[derive(Debug, Serialize)]
pub struct PublicName {
    /// `type`, `operation`, `server`, `error code` or `credential`.
    pub kind: &'static str,
    /// The Rust path.
    pub path: String,
    /// The place in the document.
    pub pointer: String,
}

/// All public names, by kind, then in the order of the API.
pub fn public(api: &Api, names: &Names) -> Vec<PublicName> {
    let mut all = Vec::new();
    let mut add = |kind, path: String, pointer: &crate::source::Pointer| {
        all.push(PublicName {
            kind,
            path,
            pointer: pointer.to_string(),
        });
    };
    for (server, name) in api.servers.iter().zip(&names.servers) {
        add("server", format!("Server::{name}"), &server.origin.pointer);
    }
    for scheme in &api.security {
        add(
            "credential",
            format!("ClientBuilder::{}", names.scheme(scheme.id)),
            &scheme.origin.pointer,
        );
    }
    for (service, own) in api.services.iter().zip(&names.services) {
        for (operation, name) in service.operations.iter().zip(&own.operations) {
            let path = format!("api::{}::{}::{}", own.module, own.ident, name.method);
            add("operation", path, &operation.origin.pointer);
        }
    }
    for ty in &api.types {
        add(
            "type",
            format!("types::{}", names.ty(ty.id).ident),
            &ty.origin.pointer,
        );
    }
    for (code, name) in api.error_codes.iter().zip(&names.error_codes) {
        add(
            "error code",
            format!("ErrorCode::{name}"),
            &code.origin.pointer,
        );
    }
    all
}
