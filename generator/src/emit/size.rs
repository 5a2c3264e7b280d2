//! How large and how deep types are, each from those that it holds in place.

use crate::ir::{
    Api, Decision, Integer, Presence, Scalar, TypeId, TypeRef, TypeShape, Union, Variant,
};

/// What a value of a type takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// About how many bytes.
    pub bytes: usize,
    /// How many types hold each other in place.
    pub depth: usize,
}

/// The bytes of a box.
const BOX: usize = 8;

/// What a value whose type is not known yet is taken to be: cycles are boxed, so this is a text.
const TEXT: Size = Size {
    bytes: 24,
    depth: 0,
};

/// A variant this much bigger than the next one is boxed; clippy's `large_enum_variant` warns at 200 bytes.
const MUCH_BIGGER: usize = 160;

/// The size of a variant that the document does not name, in bytes.
const UNKNOWN: usize = 56;

/// Which of several sizes would make the others big, of which another is at least `least`: the biggest one,
/// and what is the biggest then.
fn outliers(sizes: &[usize], least: usize) -> Vec<bool> {
    let mut order: Vec<(usize, usize)> = sizes.iter().copied().zip(0..).collect();
    order.sort_unstable_by(|one, other| other.cmp(one));
    let mut found = vec![false; sizes.len()];
    for (rank, (size, at)) in order.iter().enumerate() {
        let next = order.get(rank + 1).map_or(0, |(size, _)| *size);
        if *size <= next.max(least) + MUCH_BIGGER {
            break;
        }
        if let Some(slot) = found.get_mut(*at) {
            *slot = true;
        }
    }
    found
}

/// Whether one of several sizes would make the others big, of which another is at least `least`.
pub fn stands_out(sizes: &[usize], at: usize, least: usize) -> bool {
    outliers(sizes, least).get(at) == Some(&true)
}

/// Which variants stand in a box: because of a cycle, or because they would make the others big.
pub fn boxed(union: &Union, size: &dyn Fn(&TypeRef) -> Size) -> Vec<bool> {
    let variants = union.variants.iter();
    let bytes = |variant: &Variant| variant.ty.as_ref().map_or(0, |ty| size(ty).bytes);
    let sizes: Vec<usize> = variants.clone().map(bytes).collect();
    let least = match union.decision {
        Decision::Tag { .. } => UNKNOWN,
        Decision::Shape => 0,
    };
    let outliers = match sizes.len() {
        1 => vec![false],
        _ => outliers(&sizes, least),
    };
    let circles = variants.map(|variant| matches!(variant.ty, Some(TypeRef::Boxed(_))));
    let both = circles.zip(outliers);
    both.map(|(circle, outlier)| circle || outlier).collect()
}

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
            let types = union.variants.iter().zip(boxed(union, &of));
            let types = types.filter_map(|(variant, boxed)| Some((variant.ty.as_ref()?, boxed)));
            let sizes = types.map(|(ty, boxed)| match (of(ty), boxed) {
                (size, true) => Size { bytes: BOX, ..size },
                (size, false) => size,
            });
            let largest = sizes.fold(Size::default(), |one, other| Size {
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
            | Scalar::Integer(
                Integer::I8
                | Integer::I16
                | Integer::I32
                | Integer::U8
                | Integer::U16
                | Integer::U32,
            )
            | Scalar::NonZeroU32
            | Scalar::F32
            | Scalar::Date,
        ) => flat(4),
        TypeRef::Scalar(
            Scalar::Integer(Integer::I64 | Integer::U64)
            | Scalar::UnixTime
            | Scalar::NonZeroU64
            | Scalar::F64,
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
        TypeRef::Boxed(_) => flat(BOX),
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
    for ty in shape.uses() {
        named(ty, &mut found);
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
