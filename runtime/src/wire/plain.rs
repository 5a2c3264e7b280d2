//! Values that are blank by default and have no limits within.

/// Implements [`Blank`](super::Blank) by `Default`, and an empty [`Check`](super::Check).
macro_rules! plain {
    ($($ty:ty),* $(,)?) => {
        $(impl $crate::wire::Blank for $ty {
            fn blank() -> Self {
                <$ty>::default()
            }
        }

        impl $crate::wire::Check for $ty {})*
    };
}

pub(crate) use plain;

plain!(
    bool,
    i8,
    i16,
    i32,
    i64,
    i128,
    u8,
    u16,
    u32,
    u64,
    u128,
    f32,
    f64,
    String,
    serde_json::Value,
);
