//! What a shape consists of.

use super::{Additional, TypeRef, TypeShape};

impl TypeShape {
    /// The types of its members, variants or elements.
    pub fn uses(&self) -> Vec<&TypeRef> {
        match self {
            Self::Record(record) => {
                let rest = match &record.additional {
                    Additional::Keep(ty) => Some(ty),
                    Additional::Ignore => None,
                };
                let fields = record.fields.iter().map(|field| &field.ty);
                fields.chain(rest).collect()
            }
            Self::Union(union) => {
                let variants = union.variants.iter();
                variants.filter_map(|variant| variant.ty.as_ref()).collect()
            }
            Self::Alias(ty) | Self::Wrapper(ty) => vec![ty],
            Self::Enum(_) => Vec::new(),
        }
    }
}
