//! What OpenAPI knows in each kind of piece, in the shape that `dialect` gives, and how nested pieces are cut off.

/// A kind of piece.
pub(super) struct Kind {
    /// What it is called, with its article.
    pub(super) name: &'static str,
    /// The keys known there.
    pub(super) keys: &'static [(&'static str, Nested)],
}

/// What stands under a key.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Nested {
    /// A value of this piece.
    Plain,
    /// A piece.
    One,
    /// A list of pieces.
    List,
    /// Pieces by name.
    Map,
    /// Pieces by name, in a place where the model has no reference.
    Blank,
    /// A piece, in a place where the model has no reference.
    Skip,
}

use Nested::{Blank, List, Map, One, Plain, Skip};

macro_rules! kinds {
    ($($kind:ident = $name:literal { $($key:literal $nested:ident,)* })+) => {
        $(pub(super) static $kind: Kind = Kind { name: $name, keys: &[$(($key, $nested)),*] };)+
    };
}

kinds! {
    SCHEMA = "a schema" {
        "type" Plain, "format" Plain, "enum" Plain, "title" Plain, "description" Plain,
        "default" Plain, "example" Plain, "nullable" Plain, "deprecated" Plain,
        "readOnly" Plain, "writeOnly" Plain, "required" Plain, "pattern" Plain,
        "multipleOf" Plain, "minimum" Plain, "maximum" Plain, "exclusiveMinimum" Plain,
        "exclusiveMaximum" Plain, "minLength" Plain, "maxLength" Plain, "minItems" Plain,
        "maxItems" Plain, "uniqueItems" Plain, "minProperties" Plain, "maxProperties" Plain,
        "discriminator" Plain, "externalDocs" Plain, "xml" Plain,
        "properties" Map, "items" One, "additionalProperties" One, "not" One,
        "allOf" List, "oneOf" List, "anyOf" List,
        "prefixItems" List, "patternProperties" Map, "propertyNames" One, "if" One, "then" One,
        "else" One, "contains" One, "minContains" Plain, "maxContains" Plain,
        "dependentRequired" Plain, "dependentSchemas" Map, "unevaluatedItems" One,
        "unevaluatedProperties" One, "contentEncoding" Plain, "contentMediaType" Plain,
        "contentSchema" One, "$defs" Skip,
    }
    PATH_ITEM = "a path item" {
        "$ref" Plain, "summary" Plain, "description" Plain, "servers" Skip, "parameters" Skip,
        "get" Skip, "put" Skip, "post" Skip, "delete" Skip, "options" Skip, "head" Skip,
        "patch" Skip, "trace" Skip, "query" Skip, "additionalOperations" Skip,
    }
    OPERATION = "an operation" {
        "tags" Plain, "summary" Plain, "description" Plain, "externalDocs" Plain,
        "operationId" Plain, "parameters" Skip, "requestBody" Skip, "responses" Skip,
        "callbacks" Skip, "deprecated" Plain, "security" Skip, "servers" Skip,
    }
    PARAMETER = "a parameter" {
        "name" Plain, "in" Plain, "description" Plain, "required" Plain, "deprecated" Plain,
        "allowEmptyValue" Plain, "style" Plain, "explode" Plain, "allowReserved" Plain,
        "schema" Skip, "example" Plain, "examples" Skip, "content" Skip,
    }
    REQUEST_BODY = "a request body" {
        "description" Plain, "content" Skip, "required" Plain,
    }
    RESPONSE = "a response" {
        "summary" Plain, "description" Plain, "headers" Skip, "content" Skip, "links" Skip,
    }
    HEADER = "a header" {
        "description" Plain, "required" Plain, "deprecated" Plain, "allowEmptyValue" Plain,
        "style" Plain, "explode" Plain, "allowReserved" Plain, "schema" One, "example" Plain,
        "examples" Map, "content" Blank,
    }
    MEDIA_TYPE = "a media type" {
        "schema" Skip, "example" Plain, "examples" Skip, "encoding" Skip,
        "itemSchema" Skip, "itemEncoding" Skip, "prefixEncoding" Skip,
        "description" Plain,
    }
    EXAMPLE = "an example" {
        "summary" Plain, "description" Plain, "value" Plain, "externalValue" Plain,
        "dataValue" Plain, "serializedValue" Plain,
    }
    SECURITY_SCHEME = "a security scheme" {
        "type" Plain, "description" Plain, "name" Plain, "in" Plain, "scheme" Plain,
        "bearerFormat" Plain, "flows" Skip, "openIdConnectUrl" Plain, "oauth2MetadataUrl" Plain,
        "deprecated" Plain,
    }
    SERVER = "a server" {
        "url" Plain, "name" Plain, "description" Plain, "variables" Plain,
    }
    TAG = "a tag" {
        "name" Plain, "summary" Plain, "description" Plain, "externalDocs" Plain,
        "parent" Plain, "kind" Plain,
    }
    INFO = "`info`" {
        "title" Plain, "summary" Plain, "description" Plain, "termsOfService" Plain,
        "contact" Plain, "license" Plain, "version" Plain,
    }
}
