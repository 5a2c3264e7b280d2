//! What all open enums have in common, whatever their values are.

/// Implements `Display`, `Serialize`, `Deserialize` and [`Blank`](crate::wire::Blank) for an open enum,
/// given the method that gives its value and the function of the runtime that reads it.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($ty:path, $value:ident, $read:ident) => {
        impl ::core::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.$value(), f)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let value = $crate::wire::$read(deserializer)?;
                if let Self::Unknown(_) = value {
                    $crate::wire::doubt();
                }
                ::core::result::Result::Ok(value)
            }
        }

        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.$value(), serializer)
            }
        }

        impl $crate::wire::Blank for $ty {
            fn blank() -> Self {
                Self::Unknown(::core::default::Default::default())
            }
        }

        impl $crate::wire::Check for $ty {}
    };
}
