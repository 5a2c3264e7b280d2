//! Open enums of numbers, mixtures, or whatever else JSON has.

use crate::Value;
use serde::de::{Deserialize, Deserializer};

/// `Deserialize` of every enum of any JSON: all take any value.
///
/// # Errors
/// If the value is not JSON.
pub fn read_value<'de, T: From<Value>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Value::deserialize(deserializer).map(T::from)
}

/// The value that a JSON text is. (Generated code has valid ones only.)
pub fn value_of(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

/// Whether both are the same JSON value: `1` and `1.0` are.
pub fn same_value(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| same_value(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let mut members = one.iter();
            one.len() == other.len()
                && members.all(|(name, one)| {
                    let other = other.get(name);
                    other.is_some_and(|other| same_value(one, other))
                })
        }
        _ => one == other,
    }
}

/// Implements everything that an open enum of any JSON needs: `value`, the named values as JSON
/// texts in `VALUES`, `Display`, `From<Value>`, `Serialize`, `Deserialize`.
///
/// The enum has a variant `Unknown(Value)` beside the named ones.
///
/// ```
/// use clientwright_runtime::Value;
///
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Scale {
///     Half,
///     Auto,
///     Unknown(Value),
/// }
///
/// clientwright_runtime::json_enum!(Scale { Half = "0.5", Auto = "\"auto\"" });
///
/// assert_eq!(Scale::from(Value::from(0.5)), Scale::Half);
/// assert_eq!(Scale::Auto.value(), "auto");
/// ```
#[macro_export]
macro_rules! json_enum {
    ($ty:path { $($variant:ident = $json:literal),* $(,)? }) => {
        impl $ty {
            /// The values that the document names, as JSON.
            pub const VALUES: &'static [&'static str] = &[$($json),*];

            /// The value on the wire.
            pub fn value(&self) -> $crate::Value {
                match self {
                    $(Self::$variant => $crate::wire::value_of($json),)*
                    Self::Unknown(value) => value.clone(),
                }
            }
        }

        impl ::core::convert::From<$crate::Value> for $ty {
            fn from(value: $crate::Value) -> Self {
                $(if $crate::wire::same_value(&value, &$crate::wire::value_of($json)) {
                    return Self::$variant;
                })*
                Self::Unknown(value)
            }
        }

        $crate::open_enum!($ty, value, read_value);
    };
}
