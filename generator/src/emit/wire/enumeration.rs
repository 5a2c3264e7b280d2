//! Enums on the wire: a table for the runtime's macro.

use crate::emit::ident::string;
use crate::format::Item;
use crate::ir::{Enum, EnumRepr, Literal};
use crate::names::TypeNames;

/// The call of the macro, laid out as a list.
pub fn implement(names: &TypeNames, shape: &Enum) -> Item {
    let name = match shape.repr {
        EnumRepr::String => "string_enum",
        EnumRepr::Integer => "integer_enum",
        EnumRepr::Json => "json_enum",
    };
    let mut out = format!("wire::{name}!(types::{} {{\n", names.ident);
    for (value, variant) in shape.values.iter().zip(&names.variants) {
        let text = match (shape.repr, &value.value) {
            (EnumRepr::Json, value) => string(&json(value)).to_string(),
            (_, Literal::String(text)) => string(text).to_string(),
            (_, Literal::Integer(number)) => number.to_string(),
            _ => continue,
        };
        out.push_str(&format!("    {variant} = {text},\n"));
    }
    out.push_str("});");
    Item::Text(out)
}

/// The value as JSON text.
fn json(value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(truth) => truth.to_string(),
        Literal::Integer(number) => number.to_string(),
        Literal::Float(number) => serde_json::Value::from(*number).to_string(),
        Literal::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        Literal::Json(text) => text.clone(),
    }
}
