//! The public names of the generated crate, each with the place it comes from.

use crate::ir::{Api, Operation, TypeDef, TypeShape};
use crate::names::{Names, OperationNames, ServiceNames, TypeNames};
use crate::source::Pointer;

/// A public name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicName {
    /// What it names.
    pub kind: Kind,
    /// The Rust path, from the crate's root.
    pub path: String,
    /// The place in the document.
    pub pointer: String,
}

/// What a public name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A variant of `Server`.
    Server,
    /// A setter of the client builder.
    Credential,
    /// A struct with the operations of a tag.
    Service,
    /// A method of a service.
    Operation,
    /// A setter of an operation's call.
    Parameter,
    /// A type.
    Type,
    /// A field of a record.
    Field,
    /// A variant of a union or an enum.
    Variant,
    /// A variant of `ErrorCode`.
    ErrorCode,
}

impl Kind {
    /// The kind in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Credential => "credential",
            Self::Service => "service",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Type => "type",
            Self::Field => "field",
            Self::Variant => "variant",
            Self::ErrorCode => "error code",
        }
    }

    /// Whether it stands in an item rather than being one.
    pub fn is_member(self) -> bool {
        matches!(self, Self::Parameter | Self::Field | Self::Variant)
    }
}

/// All public names, by kind, then in the order of the API.
pub fn public(api: &Api, names: &Names) -> Vec<PublicName> {
    let mut all = List::default();
    for (server, name) in api.servers.iter().zip(&names.servers) {
        all.add(
            Kind::Server,
            format!("Server::{name}"),
            &server.origin.pointer,
        );
    }
    for scheme in &api.security {
        let path = format!("ClientBuilder::{}", names.scheme(scheme.id));
        all.add(Kind::Credential, path, &scheme.origin.pointer);
    }
    for (service, own) in api.services.iter().zip(&names.services) {
        if own.accessor.is_some() {
            all.add(Kind::Service, own.path(), &service.origin.pointer);
        }
        for (operation, name) in service.operations.iter().zip(&own.operations) {
            all.operation(own, operation, name);
        }
    }
    for ty in &api.types {
        all.ty(ty, names.ty(ty.id));
    }
    for (code, name) in api.error_codes.iter().zip(&names.error_codes) {
        let path = format!("ErrorCode::{name}");
        all.add(Kind::ErrorCode, path, &code.origin.pointer);
    }
    all.0
}

#[derive(Default)]
struct List(Vec<PublicName>);

impl List {
    fn add(&mut self, kind: Kind, path: String, pointer: &Pointer) {
        self.0.push(PublicName {
            kind,
            path,
            pointer: pointer.to_string(),
        });
    }

    fn operation(&mut self, service: &ServiceNames, operation: &Operation, names: &OperationNames) {
        let path = format!("{}::{}", service.path(), names.method);
        self.add(Kind::Operation, path, &operation.origin.pointer);
        for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
            let path = format!("api::{}::{}::{name}", service.module, names.call);
            self.add(Kind::Parameter, path, &parameter.origin.pointer);
        }
    }

    fn ty(&mut self, ty: &TypeDef, names: &TypeNames) {
        let path = format!("types::{}", names.ident);
        match &ty.shape {
            TypeShape::Record(record) => {
                for (field, name) in record.fields.iter().zip(&names.fields) {
                    let path = format!("{path}::{name}");
                    self.add(Kind::Field, path, &field.origin.pointer);
                }
            }
            TypeShape::Union(union) => {
                for (variant, name) in union.variants.iter().zip(&names.variants) {
                    let path = format!("{path}::{name}");
                    self.add(Kind::Variant, path, &variant.origin.pointer);
                }
            }
            TypeShape::Enum(values) => {
                for (value, name) in values.values.iter().zip(&names.variants) {
                    let path = format!("{path}::{name}");
                    self.add(Kind::Variant, path, &value.origin.pointer);
                }
            }
            TypeShape::Alias(_) | TypeShape::Wrapper(_) => {}
        }
        self.add(Kind::Type, path, &ty.origin.pointer);
    }
}
