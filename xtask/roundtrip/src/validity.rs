//! Whether an instance is valid, by the document's own text and an independent validator.

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

/// Where the document stands among the validator's resources.
const ADDRESS: &str = "document:///root";

/// Validators for the schemas of one document.
pub struct Validity {
    registry: Registry<'static>,
}

impl Validity {
    /// Makes the document's schemas known.
    pub fn new(document: Value) -> Result<Self, String> {
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(ADDRESS, document)
            .and_then(|registry| registry.prepare())
            .map_err(|error| error.to_string())?;
        Ok(Self { registry })
    }

    /// The validator of the schema at this place; `formats` says whether they count.
    pub fn of(&self, pointer: &str, formats: bool) -> Result<Validator, String> {
        let fragment = pointer.strip_prefix('#').unwrap_or(pointer);
        let schema = json!({ "$ref": format!("{ADDRESS}#{}", escaped(fragment)) });
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(formats)
            .build(&schema)
            .map_err(|error| error.to_string())
    }
}

/// A pointer as the fragment of an address.
fn escaped(pointer: &str) -> String {
    let mut out = String::with_capacity(pointer.len());
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"/~-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
