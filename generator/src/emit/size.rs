//! How large and how deep types are, each from those that it holds in place.

use crate::ir::{Api, Presence, Scalar, TypeId, TypeRef, TypeShape};

/// What a value of a type takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// About how many bytes.
    pub bytes: usize,
    /// How many types hold each other in place.
    pub depth: usize,
}

/// What a value whose type is not known yet is taken to be: cycles are boxed, so this is a text.
const TEXT: Size = Size {
    bytes: 24,
    depth: 0,
};

/// The size of each type, by [`TypeId`]. Chains of types can be long, so this goes without recursion.
pub fn sizes(api: &Api) -> Vec<Size> {
    let mut known: Vec<Option<Size>> = vec![None; api.types.len()];
    let mut open = vec![false; api.types.len()];
    for start in 0..api.types.len() {
        let mut stack = vec![start];
        while let Some(&index) = stack.last() {
            let shape = api.types.get(index).map(|ty| &ty.shape);
            let (Some(shape), Some(None)) = (shape, known.get(index)) else {
                stack.pop();
                continue;
            };
            let first = open
                .get_mut(index)
                .is_some_and(|open| !std::mem::replace(open, true));
            let before = stack.len();
            if first {
                let new = |id: &TypeId| {
                    let at = id.0 as usize;
                    known.get(at) == Some(&None) && open.get(at) == Some(&false)
                };
                let held = held(shape).into_iter().filter(new);
                stack.extend(held.map(|id| id.0 as usize));
            }
            if stack.len() == before {
                let size = of_shape(shape, &known);
                if let Some(slot) = known.get_mut(index) {
                    *slot = Some(size);
                }
                stack.pop();
            }
        }
    }
    known.into_iter().map(Option::unwrap_or_default).collect()
}

fn of_shape(shape: &TypeShape, known: &[Option<Size>]) -> Size {
    let of = |ty: &TypeRef| {
        size(ty, &|id| {
            known.get(id.0 as usize).copied().flatten().unwrap_or(TEXT)
        })
    };
    match shape {
        TypeShape::Record(record) => {
            let fields = record.fields.iter().map(|field| {
                let optional = usize::from(field.presence == Presence::Optional);
                let size = of(&field.ty);
                Size {
                    bytes: size.bytes.saturating_add(4 * optional),
                    depth: size.depth + optional,
                }
            });
            fields.fold(Size { bytes: 0, depth: 1 }, beside)
        }
        TypeShape::Union(union) => {
            let types = union
                .variants
                .iter()
                .filter_map(|variant| variant.ty.as_ref());
            let largest = types.map(of).fold(Size::default(), |one, other| Size {
                bytes: one.bytes.max(other.bytes),
                depth: one.depth.max(other.depth),
            });
            Size {
                bytes: largest.bytes.saturating_add(8),
                depth: largest.depth + 1,
            }
        }
        TypeShape::Alias(ty) => of(ty),
        TypeShape::Wrapper(ty) => {
            let size = of(ty);
            Size {
                depth: size.depth + 1,
                ..size
            }
        }
        TypeShape::Enum(_) => TEXT,
    }
}

fn beside(sum: Size, one: Size) -> Size {
    Size {
        bytes: sum.bytes.saturating_add(one.bytes),
        depth: sum.depth.max(one.depth + 1),
    }
}

/// The size of a use of a type.
pub fn size(ty: &TypeRef, named: &dyn Fn(TypeId) -> Size) -> Size {
    let flat = |bytes| Size { bytes, depth: 0 };
    match ty {
        TypeRef::Scalar(
            Scalar::Null
            | Scalar::Bool
            | Scalar::I8
            | Scalar::I16
            | Scalar::U8
            | Scalar::U16
            | Scalar::I32
            | Scalar::U32
            | Scalar::NonZeroU32
            | Scalar::F32
            | Scalar::Date,
        ) => flat(4),
        TypeRef::Scalar(
            Scalar::I64 | Scalar::U64 | Scalar::UnixTime | Scalar::NonZeroU64 | Scalar::F64,
        ) => flat(8),
        TypeRef::Scalar(Scalar::DateTime | Scalar::HttpDate) => flat(16),
        TypeRef::Scalar(Scalar::File) => flat(104),
        TypeRef::Scalar(Scalar::Bytes) | TypeRef::AnyJson | TypeRef::Foreign(_) => flat(32),
        TypeRef::Scalar(
            Scalar::String | Scalar::Base64 | Scalar::Base64Url | Scalar::TextOf(_),
        ) => flat(24),
        TypeRef::List(inner) | TypeRef::Map(inner) => Size {
            bytes: 24,
            depth: size(inner, named).depth + 1,
        },
        TypeRef::Boxed(_) => flat(8),
        TypeRef::Nullable(inner) => {
            let inner = size(inner, named);
            Size {
                bytes: inner.bytes.saturating_add(4),
                depth: inner.depth + 1,
            }
        }
        TypeRef::Tuple(all) => all.iter().map(|ty| size(ty, named)).fold(flat(0), beside),
        TypeRef::Named(id) => named(*id),
    }
}

/// The types that a shape holds in place, or in lists and maps.
fn held(shape: &TypeShape) -> Vec<TypeId> {
    let mut found = Vec::new();
    match shape {
        TypeShape::Record(record) => {
            let types = record.fields.iter().map(|field| &field.ty);
            types.for_each(|ty| named(ty, &mut found));
        }
        TypeShape::Union(union) => {
            let types = union
                .variants
                .iter()
                .filter_map(|variant| variant.ty.as_ref());
            types.for_each(|ty| named(ty, &mut found));
        }
        TypeShape::Alias(ty) | TypeShape::Wrapper(ty) => named(ty, &mut found),
        TypeShape::Enum(_) => {}
    }
    found
}

fn named(ty: &TypeRef, found: &mut Vec<TypeId>) {
    match ty {
        TypeRef::Named(id) => found.push(*id),
        TypeRef::Nullable(inner) | TypeRef::List(inner) | TypeRef::Map(inner) => {
            named(inner, found)
        }
        TypeRef::Tuple(all) => all.iter().for_each(|ty| named(ty, found)),
        _ => {}
    }
}
