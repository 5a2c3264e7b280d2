//! Open enums of integers.

use super::whole::Whole;
use serde::de::{DeserializeSeed, Deserializer};

/// `Deserialize` of every enum of integers: all take any integer of 64 bits.
///
/// # Errors
/// If the value is not such an integer.
pub fn read_integer<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: From<i64>,
    D: Deserializer<'de>,
{
    let integer: i64 = Whole::new().deserialize(deserializer)?;
    Ok(T::from(integer))
}

/// Implements everything that an open enum of integers needs: `value`, the named values as
/// `VALUES`, `Display`, `From<i64>`, `Serialize`, `Deserialize`.
///
/// The enum has a variant `Unknown(i64)` beside the named ones.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
/// pub enum Level {
///     Low,
///     Unknown(i64),
/// }
///
/// clientwright_runtime::integer_enum!(Level { Low = 1 });
///
/// assert_eq!(Level::from(1), Level::Low);
/// assert_eq!(Level::from(9).value(), 9);
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($ty:path { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $ty {
            /// The values that the document names.
            pub const VALUES: &'static [i64] = &[$($value),*];

            /// The value on the wire.
            pub fn value(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => *value,
                }
            }
        }

        impl ::core::convert::From<i64> for $ty {
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(value),
                }
            }
        }

        $crate::open_enum!($ty, value, read_integer);
    };
}
