//! Who reaches a type, and what follows from it.

use crate::ir::{Scalar, TypeRef};

/// Whether it is an integer, nullable or not.
pub(super) fn is_integer(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Nullable(inner) => is_integer(inner),
        TypeRef::Scalar(scalar) => matches!(
            scalar,
            Scalar::I32
                | Scalar::I64
                | Scalar::U32
                | Scalar::U64
                | Scalar::NonZeroU32
                | Scalar::NonZeroU64
        ),
        _ => false,
    }
}
