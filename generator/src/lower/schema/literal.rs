//! Values that the document writes out.

use crate::document::{Node, Number, Value};
use crate::ir::Literal;
use crate::model;

/// The value as the IR has it.
pub(crate) fn literal(node: &Node) -> Literal {
    match &node.value {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Bool(*value),
        Value::Number(Number::Integer(value)) => Literal::Integer(*value),
        Value::Number(Number::Float(value)) => Literal::Float(*value),
        Value::String(text) => Literal::String(text.clone()),
        Value::Array(_) | Value::Object(_) => Literal::Json(model::json(node).to_string()),
    }
}
