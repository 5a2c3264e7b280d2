//! The keywords of JSON Schema 2020-12 for which OpenAPI 3.0 has no words.

use crate::source::Pointer;
use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, de::Error};

/// These keywords of a schema; subschemas by their places.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Beyond {
    /// The first elements of a list, each its own schema.
    pub prefix_items: Vec<Subschema>,
    /// Members whose names match an expression.
    pub pattern_properties: IndexMap<String, Subschema>,
    /// What every name of a member fits.
    pub property_names: Option<Subschema>,
    /// The members that must be there if a member is.
    pub dependent_required: IndexMap<String, Vec<String>>,
    /// What the object fits if it has a member.
    pub dependent_schemas: IndexMap<String, Subschema>,
    /// What decides between `then` and `else`.
    #[serde(rename = "if")]
    pub condition: Option<Subschema>,
    /// What a value fits that fits the condition.
    pub then: Option<Subschema>,
    /// What a value fits that does not.
    #[serde(rename = "else")]
    pub otherwise: Option<Subschema>,
    /// What some elements of a list fit.
    pub contains: Option<Subschema>,
    /// How many at least.
    pub min_contains: Option<u64>,
    /// How many at most.
    pub max_contains: Option<u64>,
    /// Members that nothing has looked at.
    pub unevaluated_properties: Option<Undeclared>,
    /// Elements that nothing has looked at.
    pub unevaluated_items: Option<Undeclared>,
    /// How bytes are written as a text, where no format of 3.0 says it.
    pub content_encoding: Option<String>,
    /// What a text contains.
    pub content_media_type: Option<String>,
    /// The schema of what a text contains.
    pub content_schema: Option<Subschema>,
}

/// The place of a subschema.
#[derive(Clone, Debug, PartialEq)]
pub struct Subschema(pub Pointer);

/// What may stand where nothing is declared.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Undeclared {
    /// Anything, or nothing.
    Allowed(bool),
    /// What fits a schema.
    Typed(Subschema),
}

impl<'de> Deserialize<'de> for Subschema {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Reference {
            #[serde(rename = "$ref")]
            place: String,
        }
        let Reference { place } = Reference::deserialize(deserializer)?;
        let place = Pointer::parse(&place).map(Self);
        place.ok_or_else(|| D::Error::custom("a schema is expected"))
    }
}
