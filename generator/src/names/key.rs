//! What a name is kept by: a place in the document that stays where it is when a list grows or is sorted.
//!
//! Where a JSON pointer counts (`/parameters/0`, `/oneOf/1`, `/enum/2`), a key says what stands there
//! (`/parameters/query limit`, `/oneOf/cat`, `/enum/"cat"`).

use crate::ir::{
    Api, EnumValue, ErrorCode, Field, Literal, Operation, Parameter, Place, Server, Service,
    TypeId, Variant,
};
use std::collections::{BTreeMap, HashMap};

/// No place stands deeper than this in others.
const DEEPEST: usize = 256;

/// The key of an operation.
pub fn operation(operation: &Operation) -> String {
    operation.origin.pointer.to_string()
}

/// The key of a parameter of an operation.
pub fn parameter(operation: &Operation, parameter: &Parameter) -> String {
    let own = format!("{} {}", parameter.place(), parameter.wire_name);
    child(&child(&self::operation(operation), "parameters"), &own)
}

/// The key of a server.
pub fn server(server: &Server) -> String {
    child("#/servers", &server.url)
}

/// The key of a tag; operations without one share one.
pub fn service(service: &Service) -> String {
    match &service.tag {
        Some(tag) => child("#/tags", tag),
        None => "#/tags".to_owned(),
    }
}

/// The key of a code of the business envelope.
pub fn error_code(code: &ErrorCode) -> String {
    format!("#/error-codes/{}", code.code)
}

/// The key of a member of a type.
pub fn member(ty: &str, field: &Field) -> String {
    child(&child(ty, "properties"), &field.wire_name)
}

/// The key of a variant of a union.
pub fn variant(ty: &str, variant: &Variant) -> String {
    let own = variant.tags.first().unwrap_or(&variant.label);
    child(&child(ty, "oneOf"), own)
}

/// The key of a value of an enum.
pub fn value(ty: &str, value: &EnumValue) -> String {
    let text = match &value.value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Float(value) => value.to_string(),
        Literal::String(text) => format!("\"{text}\""),
        Literal::Json(text) => text.clone(),
    };
    child(&child(ty, "enum"), &text)
}

/// The keys of all types, by [`TypeId`]. Of two at the same place each is known by its pointer.
pub fn types(api: &Api) -> Vec<String> {
    let mut operations = BTreeMap::new();
    for one in api.services.iter().flat_map(|service| &service.operations) {
        let key = operation(one);
        let line = format!("{} {}", one.method, one.path.text);
        operations.insert(line, key.clone());
        if let Some(id) = &one.wire_id {
            operations.insert(id.clone(), key);
        }
    }
    let keys = Keys { api, operations };
    let mut all: Vec<String> = api
        .types
        .iter()
        .map(|ty| keys.place(&ty.place, 0))
        .collect();
    let mut known: HashMap<String, usize> = HashMap::new();
    for key in &all {
        *known.entry(key.clone()).or_default() += 1;
    }
    for (key, ty) in all.iter_mut().zip(&api.types) {
        if known.get(key).is_some_and(|count| *count > 1) {
            *key = ty.origin.pointer.to_string();
        }
    }
    all
}

struct Keys<'a> {
    api: &'a Api,
    /// By the labels that places may use.
    operations: BTreeMap<String, String>,
}

impl Keys<'_> {
    fn place(&self, place: &Place, depth: usize) -> String {
        if depth > DEEPEST {
            return "#".to_owned();
        }
        let of = |id: &TypeId| match self.api.types.get(id.0 as usize) {
            Some(ty) => self.place(&ty.place, depth + 1),
            None => "#".to_owned(),
        };
        let inside = |place: &Place| self.place(place, depth + 1);
        match place {
            Place::Component(name) => child("#/components/schemas", name),
            Place::Property(id, name) => child(&child(&of(id), "properties"), name),
            Place::Variant(id, label) => child(&child(&of(id), "oneOf"), label),
            Place::Element(list) => child(&inside(list), "items"),
            Place::Item(list, at) => child(&child(&inside(list), "prefixItems"), &at.to_string()),
            Place::MapValue(map) => child(&inside(map), "additionalProperties"),
            Place::Parameter(label, name) => self.operation(label, &["parameters", name]),
            Place::RequestBody(label) => self.operation(label, &["requestBody"]),
            Place::Form(label) => self.operation(label, &["requestBody", "form"]),
            Place::Response(label, status) => self.operation(label, &["responses", status]),
            Place::Event(label, name) => self.operation(label, &["responses", "events", name]),
            Place::Header(label, name) => self.operation(label, &["responses", "headers", name]),
        }
    }

    fn operation(&self, label: &str, way: &[&str]) -> String {
        let own = self.operations.get(label);
        let own = own.cloned().unwrap_or_else(|| child("#/paths", label));
        way.iter().fold(own, |key, part| child(&key, part))
    }
}

/// A member of what a key is for, escaped as in JSON pointers.
fn child(key: &str, name: &str) -> String {
    format!("{key}/{}", name.replace('~', "~0").replace('/', "~1"))
}
