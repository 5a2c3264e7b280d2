//! Every Rust name, decided once, before anything is emitted.
//!
//! Names depend on what the document calls things and on where they stand, not on the order in which they
//! come, so that a document may grow without renaming what was there.

mod component;
pub mod feature;
mod former;
mod ident;
mod key;
mod locked;
mod member;
mod moved;
mod operation;
mod path;
mod pin;
mod representation;
mod reserved;
mod scope;
mod service;
mod standing;
mod status;
mod types;
mod words;
mod xml;

use crate::config::PinnedNames;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, SchemeId, TypeId};
pub use former::Former;
pub use ident::shouty;
pub use locked::{Locked, Role, beside};
pub use moved::has_lost;
use pin::Pins;
pub use service::former as former_service;
pub use status::status_name;
use std::collections::BTreeMap;

/// All names. Identifiers are written as in a source file: `r#type` for `type`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// By [`TypeId`].
    pub types: Vec<TypeNames>,
    /// By index in [`Api::services`].
    pub services: Vec<ServiceNames>,
    /// The types of `webhooks`, by index in [`Api::webhooks`].
    pub webhooks: Vec<String>,
    /// The variants of `Server`, by index in [`Api::servers`].
    pub servers: Vec<String>,
    /// The variants of `ErrorCode`, by index in [`Api::error_codes`].
    pub error_codes: Vec<String>,
    /// The setters of the client builder, by [`SchemeId`].
    pub schemes: Vec<String>,
    /// The statics that say how objects look in XML, by [`crate::ir::XmlId`].
    pub xml: Vec<String>,
    /// What things were called in earlier releases.
    pub former: Vec<Former>,
    /// The same names, and those that follow from them, by the paths that things have now.
    pub aliases: BTreeMap<String, Vec<String>>,
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
    /// The struct that has its operations.
    pub ident: String,
    /// The file, without the extension.
    pub module: String,
    /// The client's method that leads to it; `None` where its operations are the client's own.
    pub accessor: Option<String>,
    /// The feature of the generated crate that it is there with; `None` where it always is.
    pub feature: Option<String>,
    /// By index in [`crate::ir::Service::operations`].
    pub operations: Vec<OperationNames>,
}

impl ServiceNames {
    /// The path of the struct that has its operations, from the crate's root.
    pub fn path(&self) -> String {
        match self.accessor {
            Some(_) => format!("api::{}::{}", self.module, self.ident),
            None => self.ident.clone(),
        }
    }

    /// What leads from a client to a call of this method, such as `client.pets().list`.
    pub fn way(&self, client: &str, method: &str) -> String {
        match &self.accessor {
            Some(accessor) => format!("{client}.{accessor}().{method}"),
            None => format!("{client}.{method}"),
        }
    }
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
    /// The type of successes that carry different things.
    pub response_type: String,
    /// The type of failures that carry different things.
    pub error_type: String,
    /// The type of what events carry, where that depends on their names.
    pub event_type: String,
    /// The variants of that type, by index in [`crate::ir::Stream::Events`].
    pub events: Vec<String>,
    /// The type of the headers of answers.
    pub headers_type: String,
    /// The fields of that type, in the order of [`crate::ir::Operation::headers`].
    pub headers: Vec<String>,
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

/// Texts of the document as the names of fields, all different.
pub fn snake_names(texts: &[&str]) -> Vec<String> {
    let mut scope = scope::Scope::default();
    let name = |text: &&str| ident::escape(scope.claim(&[member::lower(text, "member")]));
    texts.iter().map(name).collect()
}

/// Texts of the document as the names of types or variants, all different.
pub fn upper_names(texts: &[&str]) -> Vec<String> {
    let mut scope = scope::Scope::reserving(&["Self"]);
    let name = |text: &&str| {
        let own = ident::upper(&words::words(text));
        let own = if own.is_empty() {
            "Empty".to_owned()
        } else {
            own
        };
        ident::escape(scope.claim(&[own]))
    };
    texts.iter().map(name).collect()
}

/// Whether generated files give this name a meaning of their own, so that no type may have it.
pub fn is_reserved(name: &str) -> bool {
    reserved::TYPES.contains(&name)
}

/// Whether a module, and the folder that it stands in, can be called so.
pub fn is_module(name: &str) -> bool {
    let lower = !name.contains(|c: char| c.is_ascii_uppercase());
    ident::is_identifier(name) && lower && ident::escape_module(name.to_owned()) == name
}

/// Names everything in `api`; pins that cannot be used are reported as `invalid-name`.
/// What had a name before keeps it, unless a pin says otherwise.
pub fn name(
    api: &Api,
    pinned: &PinnedNames,
    locked: &Locked,
    diagnostics: &mut Diagnostics,
) -> Names {
    let mut pins = Pins::new(pinned, locked, diagnostics);
    let services = service::name(api, &mut pins);
    let mut types = types::name(api, &services, &mut pins);
    member::name(api, &mut types, &mut pins);
    let servers = standing::servers(api, &mut pins);
    let error_codes = standing::error_codes(api, &mut pins);
    let schemes = standing::schemes(api, &mut pins);
    let webhooks = standing::webhooks(api, &mut pins);
    pins.finish();
    let xml = xml::tables(api, &types);
    Names {
        types,
        services,
        webhooks,
        servers,
        error_codes,
        schemes,
        xml,
        former: Vec::new(),
        aliases: BTreeMap::new(),
    }
}
