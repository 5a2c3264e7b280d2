//! Every Rust name, decided once, before anything is emitted.
//!
//! Names depend on what the document calls things and on where they stand, not on the order in which they
//! come, so that a document may grow without renaming what was there.

mod component;
mod ident;
mod member;
mod operation;
mod pin;
mod representation;
mod reserved;
mod scope;
mod service;
mod standing;
mod types;
mod words;

use crate::config::PinnedNames;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, SchemeId, TypeId};
pub use ident::shouty;
use pin::Pins;

/// All names. Identifiers are written as in a source file: `r#type` for `type`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// By [`TypeId`].
    pub types: Vec<TypeNames>,
    /// By index in [`Api::services`].
    pub services: Vec<ServiceNames>,
    /// The variants of `Server`, by index in [`Api::servers`].
    pub servers: Vec<String>,
    /// The variants of `ErrorCode`, by index in [`Api::error_codes`].
    pub error_codes: Vec<String>,
    /// The setters of the client builder, by [`SchemeId`].
    pub schemes: Vec<String>,
}

/// The names of a type and its members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypeNames {
    /// The type.
    pub ident: String,
    /// The file it stands in, without the extension.
    pub module: String,
    /// The fields of a record, which are the names of its setters too.
    pub fields: Vec<String>,
    /// The field for undeclared members.
    pub additional: String,
    /// The variants of a union or an enum.
    pub variants: Vec<String>,
    /// The constructors of a union's variants.
    pub constructors: Vec<String>,
}

/// The names of a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceNames {
    /// The struct.
    pub ident: String,
    /// The file, without the extension.
    pub module: String,
    /// The client's method.
    pub accessor: String,
    /// By index in [`crate::ir::Service::operations`].
    pub operations: Vec<OperationNames>,
}

/// The names of an operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperationNames {
    /// The service's method.
    pub method: String,
    /// The struct of a call that is not sent yet.
    pub call: String,
    /// By index in [`crate::ir::Operation::parameters`]: fields and setters of the call.
    pub parameters: Vec<String>,
    /// The field and setter of the body.
    pub body: String,
    /// The type of the body where it has several representations.
    pub body_type: String,
    /// The variants of that type, by index in [`crate::ir::RequestBody::contents`].
    pub representations: Vec<String>,
}

impl Names {
    /// The names of a type.
    pub fn ty(&self, id: TypeId) -> &TypeNames {
        static NONE: TypeNames = TypeNames {
            ident: String::new(),
            module: String::new(),
            fields: Vec::new(),
            additional: String::new(),
            variants: Vec::new(),
            constructors: Vec::new(),
        };
        self.types.get(id.0 as usize).unwrap_or(&NONE)
    }

    /// The client builder's setter for a scheme.
    pub fn scheme(&self, id: SchemeId) -> &str {
        self.schemes
            .get(id.0 as usize)
            .map_or("credential", String::as_str)
    }
}

/// A text of the document as the name of a method.
pub fn snake_name(text: &str) -> String {
    ident::escape(ident::snake(&words::words(text)))
}

/// Whether generated files give this name a meaning of their own, so that no type may have it.
pub fn is_reserved(name: &str) -> bool {
    reserved::TYPES.contains(&name)
}

/// Names everything in `api`; pins that cannot be used are reported as `invalid-name`.
pub fn name(api: &Api, pinned: &PinnedNames, diagnostics: &mut Diagnostics) -> Names {
    let mut pins = Pins::new(pinned, diagnostics);
    let services = service::name(api, &mut pins);
    let mut types = types::name(api, &services, &mut pins);
    member::name(api, &mut types, &mut pins);
    let servers = standing::servers(api, &mut pins);
    let error_codes = standing::error_codes(api, &mut pins);
    let schemes = standing::schemes(api, &mut pins);
    pins.finish();
    Names {
        types,
        services,
        servers,
        error_codes,
        schemes,
    }
}
