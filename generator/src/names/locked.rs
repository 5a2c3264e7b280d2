//! Names that were given before, which nothing takes away but a pin.

use super::{Former, Names, OperationNames, key};
use crate::ir::{Api, Failures, Operation, Output, Stream};
use std::collections::BTreeMap;

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The struct of a call that is not sent yet.
    Call,
    /// The type of a body with several representations.
    Body,
    /// The setter of the client builder for a credential.
    Credential,
    /// A variant of `ErrorCode`.
    ErrorCode,
    /// The type of failures that carry different things.
    Failure,
    /// The type of what events carry.
    Event,
    /// The type of the headers of answers.
    Headers,
    /// A field of a record.
    Member,
    /// A method of a service.
    Method,
    /// A parameter of a call.
    Parameter,
    /// A variant of `Server`.
    Server,
    /// The client's method for a tag.
    Service,
    /// The type of successes that carry different things.
    Success,
    /// A type.
    Type,
    /// A variant of an enum.
    Value,
    /// A variant of a union.
    Variant,
    /// The type of a webhook.
    Webhook,
}

impl Role {
    /// All.
    pub const ALL: [Self; 17] = [
        Self::Call,
        Self::Body,
        Self::Credential,
        Self::ErrorCode,
        Self::Failure,
        Self::Event,
        Self::Headers,
        Self::Member,
        Self::Method,
        Self::Parameter,
        Self::Server,
        Self::Service,
        Self::Success,
        Self::Type,
        Self::Value,
        Self::Variant,
        Self::Webhook,
    ];

    /// The role in a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Body => "body",
            Self::Credential => "credential",
            Self::ErrorCode => "error-code",
            Self::Failure => "failure",
            Self::Event => "event",
            Self::Headers => "headers",
            Self::Member => "member",
            Self::Method => "method",
            Self::Parameter => "parameter",
            Self::Server => "server",
            Self::Service => "service",
            Self::Success => "success",
            Self::Type => "type",
            Self::Value => "value",
            Self::Variant => "variant",
            Self::Webhook => "webhook",
        }
    }

    /// Whether names of the role are in capitals.
    pub fn is_upper(self) -> bool {
        !matches!(
            self,
            Self::Credential | Self::Member | Self::Method | Self::Parameter | Self::Service
        )
    }

    /// The role that a word means.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// The names that were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locked {
    /// A Rust path for each thing, by what it is kept by and what it is for.
    pub names: BTreeMap<(String, Role), String>,
    /// What things were called before.
    pub former: Vec<Former>,
    /// The version of the crate that has the names.
    pub version: String,
}

impl Locked {
    /// Whether nothing had a name.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.former.is_empty()
    }

    /// The name of something, as it is written in paths.
    pub fn name(&self, key: &str, role: Role) -> Option<&str> {
        let path = self.names.get(&(key.to_owned(), role))?;
        Some(
            path.rsplit_once("::")
                .map_or(path.as_str(), |(_, name)| name),
        )
    }

    /// The names that things have.
    pub fn of(api: &Api, names: &Names) -> Self {
        let mut all = Self::default();
        for (server, name) in api.servers.iter().zip(&names.servers) {
            all.add(key::server(server), Role::Server, format!("Server::{name}"));
        }
        for scheme in &api.security {
            let path = format!("ClientBuilder::{}", names.scheme(scheme.id));
            all.add(scheme.origin.pointer.to_string(), Role::Credential, path);
        }
        for (code, name) in api.error_codes.iter().zip(&names.error_codes) {
            all.add(
                key::error_code(code),
                Role::ErrorCode,
                format!("ErrorCode::{name}"),
            );
        }
        for (webhook, name) in api.webhooks.iter().zip(&names.webhooks) {
            let key = webhook.origin.pointer.to_string();
            all.add(key, Role::Webhook, format!("webhooks::{name}"));
        }
        all.services(api, names);
        all.types(api, names);
        all.former.clone_from(&names.former);
        all
    }

    fn services(&mut self, api: &Api, names: &Names) {
        for (service, own) in api.services.iter().zip(&names.services) {
            // Operations without a tag are the client's own, and their service has no name.
            if let Some(accessor) = &own.accessor {
                let path = format!("Client::{accessor}");
                self.add(key::service(service), Role::Service, path);
            }
            let module = format!("api::{}", own.module);
            for (operation, name) in service.operations.iter().zip(&own.operations) {
                let key = key::operation(operation);
                let method = format!("{}::{}", own.path(), name.method);
                self.add(key.clone(), Role::Method, method);
                for (role, name) in beside(operation, name) {
                    self.add(key.clone(), role, format!("{module}::{name}"));
                }
                for (parameter, own) in operation.parameters.iter().zip(&name.parameters) {
                    let path = format!("{module}::{}::{own}", name.call);
                    self.add(key::parameter(operation, parameter), Role::Parameter, path);
                }
            }
        }
    }

    fn types(&mut self, api: &Api, names: &Names) {
        use crate::ir::TypeShape::{Alias, Enum, Record, Union, Wrapper};
        for (ty, key) in api.types.iter().zip(key::types(api)) {
            let own = names.ty(ty.id);
            let path = format!("types::{}", own.ident);
            match &ty.shape {
                Record(record) => {
                    for (field, name) in record.fields.iter().zip(&own.fields) {
                        let path = format!("{path}::{name}");
                        self.add(key::member(&key, field), Role::Member, path);
                    }
                }
                Union(union) => {
                    for (variant, name) in union.variants.iter().zip(&own.variants) {
                        let path = format!("{path}::{name}");
                        self.add(key::variant(&key, variant), Role::Variant, path);
                    }
                }
                Enum(values) => {
                    for (value, name) in values.values.iter().zip(&own.variants) {
                        let path = format!("{path}::{name}");
                        self.add(key::value(&key, value), Role::Value, path);
                    }
                }
                Alias(_) | Wrapper(_) => {}
            }
            self.add(key, Role::Type, path);
        }
    }

    /// The first one stays where several share a key.
    fn add(&mut self, key: String, role: Role, path: String) {
        self.names.entry((key, role)).or_insert(path);
    }
}

/// The types that belong to an operation, and what they are for.
pub fn beside<'n>(operation: &Operation, names: &'n OperationNames) -> Vec<(Role, &'n str)> {
    let contents = operation
        .body
        .as_ref()
        .map_or(0, |body| body.contents.len());
    let failures = matches!(operation.failures(), Failures::ByStatus(_));
    let events = operation
        .stream()
        .is_some_and(|(_, stream)| matches!(stream, Stream::Events(_)) && stream.plain().is_none());
    let all = [
        (true, Role::Call, &names.call),
        (contents > 1, Role::Body, &names.body_type),
        (
            operation.output == Output::ByStatus,
            Role::Success,
            &names.response_type,
        ),
        (failures, Role::Failure, &names.error_type),
        (
            !operation.headers().is_empty(),
            Role::Headers,
            &names.headers_type,
        ),
        (events, Role::Event, &names.event_type),
    ];
    let there = all.into_iter().filter(|(there, ..)| *there);
    there.map(|(_, role, name)| (role, name.as_str())).collect()
}
