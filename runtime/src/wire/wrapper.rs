//! Types that only give another type a name.

/// Implements `Serialize`, `Deserialize` and [`Blank`](crate::wire::Blank) for a tuple struct of one
/// field, as that field does.
#[macro_export]
macro_rules! wrapper {
    ($ty:ty) => {
        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::core::result::Result::Ok(Self($crate::serde::Deserialize::deserialize(
                    deserializer,
                )?))
            }
        }

        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl $crate::wire::Blank for $ty {
            fn blank() -> Self {
                Self($crate::wire::Blank::blank())
            }
        }
    };
}
