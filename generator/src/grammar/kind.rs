//! The kinds of objects, and what stands under the keys of each.

use super::Role;

/// A kind of object (OpenAPI 3.2.0, "Schema", and the earlier dialects' own).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The whole document.
    Document,
    /// `components`
    Components,
    /// `paths`: path items by template.
    Paths,
    /// A path item.
    PathItem,
    /// An operation.
    Operation,
    /// A parameter, of Swagger 2.0 as well.
    Parameter,
    /// A request body.
    RequestBody,
    /// `responses` of an operation: responses by status.
    Responses,
    /// A response.
    Response,
    /// A header.
    Header,
    /// A media type.
    MediaType,
    /// An encoding.
    Encoding,
    /// A schema.
    Schema,
    /// An example.
    Example,
    /// A link.
    Link,
    /// A callback: path items by expression.
    Callback,
    /// A security scheme.
    SecurityScheme,
    /// A server.
    Server,
    /// A server variable.
    ServerVariable,
    /// A tag.
    Tag,
}

use Role::{Data, List, Map, One, Plain};

impl Kind {
    /// What stands under a key of an object of this kind.
    pub fn child(self, key: &str) -> Role {
        if key.starts_with("x-") {
            return Data;
        }
        match self {
            Kind::Document => document(key),
            Kind::Components => components(key),
            Kind::Paths | Kind::Callback => One(Kind::PathItem),
            Kind::PathItem => path_item(key),
            Kind::Operation => operation(key),
            Kind::Parameter | Kind::Header => parameter(key),
            Kind::RequestBody => match key {
                "content" => Map(Kind::MediaType),
                _ => Plain,
            },
            Kind::Responses => One(Kind::Response),
            Kind::Response => response(key),
            Kind::MediaType => media_type(key),
            Kind::Encoding => encoding(key),
            Kind::Schema => schema(key),
            Kind::Example => match key {
                "value" | "dataValue" | "serializedValue" => Data,
                _ => Plain,
            },
            Kind::Link => match key {
                "parameters" | "requestBody" => Data,
                "server" => One(Kind::Server),
                _ => Plain,
            },
            Kind::Server => match key {
                "variables" => Map(Kind::ServerVariable),
                _ => Plain,
            },
            Kind::SecurityScheme | Kind::ServerVariable | Kind::Tag => Plain,
        }
    }
}

fn document(key: &str) -> Role {
    match key {
        "paths" => One(Kind::Paths),
        "webhooks" => Map(Kind::PathItem),
        "components" => One(Kind::Components),
        "servers" => List(Kind::Server),
        "tags" => List(Kind::Tag),
        // Swagger 2.0.
        "definitions" => Map(Kind::Schema),
        "parameters" => Map(Kind::Parameter),
        "responses" => Map(Kind::Response),
        "securityDefinitions" => Map(Kind::SecurityScheme),
        _ => Plain,
    }
}

fn components(key: &str) -> Role {
    match key {
        "schemas" => Map(Kind::Schema),
        "responses" => Map(Kind::Response),
        "parameters" => Map(Kind::Parameter),
        "examples" => Map(Kind::Example),
        "requestBodies" => Map(Kind::RequestBody),
        "headers" => Map(Kind::Header),
        "securitySchemes" => Map(Kind::SecurityScheme),
        "links" => Map(Kind::Link),
        "callbacks" => Map(Kind::Callback),
        "pathItems" => Map(Kind::PathItem),
        "mediaTypes" => Map(Kind::MediaType),
        _ => Plain,
    }
}

fn path_item(key: &str) -> Role {
    match key {
        "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query" => {
            One(Kind::Operation)
        }
        "additionalOperations" => Map(Kind::Operation),
        "parameters" => List(Kind::Parameter),
        "servers" => List(Kind::Server),
        _ => Plain,
    }
}

fn operation(key: &str) -> Role {
    match key {
        "parameters" => List(Kind::Parameter),
        "requestBody" => One(Kind::RequestBody),
        "responses" => One(Kind::Responses),
        "callbacks" => Map(Kind::Callback),
        "servers" => List(Kind::Server),
        _ => Plain,
    }
}

fn parameter(key: &str) -> Role {
    match key {
        "schema" | "items" => One(Kind::Schema),
        "content" => Map(Kind::MediaType),
        "examples" => Map(Kind::Example),
        "example" | "default" | "enum" => Data,
        _ => Plain,
    }
}

fn response(key: &str) -> Role {
    match key {
        "headers" => Map(Kind::Header),
        "content" => Map(Kind::MediaType),
        "links" => Map(Kind::Link),
        // Swagger 2.0.
        "schema" => One(Kind::Schema),
        "examples" => Data,
        _ => Plain,
    }
}

fn media_type(key: &str) -> Role {
    match key {
        "schema" | "itemSchema" => One(Kind::Schema),
        "examples" => Map(Kind::Example),
        "example" => Data,
        "encoding" => Map(Kind::Encoding),
        "itemEncoding" => One(Kind::Encoding),
        "prefixEncoding" => List(Kind::Encoding),
        _ => Plain,
    }
}

fn encoding(key: &str) -> Role {
    match key {
        "headers" => Map(Kind::Header),
        "encoding" => Map(Kind::Encoding),
        "itemEncoding" => One(Kind::Encoding),
        "prefixEncoding" => List(Kind::Encoding),
        _ => Plain,
    }
}

fn schema(key: &str) -> Role {
    match key {
        "items"
        | "additionalProperties"
        | "not"
        | "additionalItems"
        | "contains"
        | "propertyNames"
        | "if"
        | "then"
        | "else"
        | "unevaluatedProperties"
        | "unevaluatedItems"
        | "contentSchema" => One(Kind::Schema),
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas"
        | "dependencies" => Map(Kind::Schema),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => List(Kind::Schema),
        "default" | "enum" | "const" | "example" | "examples" => Data,
        _ => Plain,
    }
}
