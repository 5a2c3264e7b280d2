//! Values that the document writes out.

/// A constant, an enum value, a default.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer.
    Integer(i128),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// A text.
    String(String),
    /// Anything else, as compact JSON.
    Json(String),
}
