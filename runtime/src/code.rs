//! Enums of the codes that a service answers with.

/// Implements everything that an open enum of business codes needs: `value`, `name`, `Display`,
/// conversions from and to `i64`.
///
/// The enum has a variant `Other(UnknownCode)` beside the named ones.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
/// pub enum ErrorCode {
///     NotFound,
///     Other(clientwright_runtime::UnknownCode),
/// }
///
/// clientwright_runtime::error_code!(ErrorCode { NotFound = 404 });
///
/// assert_eq!(ErrorCode::from(404), ErrorCode::NotFound);
/// assert_eq!(ErrorCode::from(7).value(), 7);
/// assert_eq!(ErrorCode::from(7).name(), None);
/// ```
#[macro_export]
macro_rules! error_code {
    ($ty:path { $($variant:ident = $code:literal),* $(,)? }) => {
        impl $ty {
            /// The number on the wire.
            pub fn value(self) -> i64 {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Other(code) => code.value(),
                }
            }

            /// The name, if it has one.
            pub fn name(self) -> ::core::option::Option<&'static str> {
                match self {
                    $(Self::$variant => ::core::option::Option::Some(::core::stringify!($variant)),)*
                    Self::Other(_) => ::core::option::Option::None,
                }
            }
        }

        impl ::core::convert::From<i64> for $ty {
            fn from(code: i64) -> Self {
                match code {
                    $($code => Self::$variant,)*
                    _ => Self::Other($crate::UnknownCode::new(code)),
                }
            }
        }

        impl ::core::convert::From<$ty> for i64 {
            fn from(code: $ty) -> Self {
                code.value()
            }
        }

        impl ::core::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self.name() {
                    ::core::option::Option::Some(name) => {
                        ::core::write!(f, "{} ({name})", self.value())
                    }
                    ::core::option::Option::None => ::core::write!(f, "{}", self.value()),
                }
            }
        }
    };
}
