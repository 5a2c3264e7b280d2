//! Types without a name of their own: scalars, lists, maps, whatever is left open.

use super::{Facts, Kind, enumeration, format};
use crate::ir::{
    Bound, Constraints, Integer, Literal, Openness, Place, Scalar, TypeRef, TypeShape, Untyped,
};
use crate::lower::Context;

impl Context<'_> {
    /// The type, if it needs no name.
    pub(super) fn plain(&mut self, facts: &Facts, place: &Place) -> Option<TypeRef> {
        if facts.never {
            return Some(self.untyped(facts, Openness::NoValue));
        }
        if facts.values.is_some() {
            return match enumeration::shape(facts) {
                TypeShape::Alias(ty) => Some(ty),
                _ => None,
            };
        }
        if facts.chooses() || facts.is_record() {
            return None;
        }
        Some(match facts.kind {
            Some(Kind::String | Kind::Integer | Kind::Number | Kind::Boolean | Kind::Null) => {
                self.scalar(facts)
            }
            _ if facts.is_array() => self.list(facts, place),
            _ if facts.is_object() => self.map(facts, place),
            _ => self.untyped(facts, Openness::NoType),
        })
    }

    /// The type of a scalar: by its format, or else by its kind and range.
    fn scalar(&self, facts: &Facts) -> TypeRef {
        let format = facts.format.as_deref().unwrap_or_default();
        if let Some(path) = self.config.types.formats.get(format) {
            return TypeRef::Foreign(path.clone());
        }
        let kind = facts.kind.unwrap_or(Kind::String);
        TypeRef::Scalar(match (kind, format::of(kind, format)) {
            (Kind::Integer, known) => integer(facts, known),
            (_, Some(known)) => known,
            (Kind::Number, None) => Scalar::F64,
            (Kind::Boolean, None) => Scalar::Bool,
            (Kind::Null, None) => Scalar::Null,
            _ => Scalar::String,
        })
    }

    /// Whether texts with this format are plain texts.
    pub(super) fn is_text(&self, facts: &Facts) -> bool {
        let ty = self.scalar(facts);
        facts.values.is_some() || matches!(ty, TypeRef::Scalar(scalar) if scalar.is_text())
    }

    /// Whatever JSON there is, with a line in the report.
    pub(super) fn untyped(&mut self, facts: &Facts, reason: Openness) -> TypeRef {
        if self.untyped.insert(facts.at.clone()) {
            let origin = self.origin(&facts.at);
            let untyped = Untyped { reason, origin };
            self.api.coverage.untyped.push(untyped);
        }
        TypeRef::AnyJson
    }
}

/// The integer that the format names, made narrower by the range where it names a signed one.
fn integer(facts: &Facts, format: Option<Scalar>) -> Scalar {
    let least = limit(facts.constraints.minimum.as_ref(), 1);
    let greatest = limit(facts.constraints.maximum.as_ref(), -1);
    let known = match format {
        None => Integer::I64,
        Some(Scalar::Integer(known @ (Integer::I32 | Integer::I64))) => known,
        Some(other) => return other,
    };
    let narrow = known == Integer::I32
        || (least.is_some_and(|least| least >= i128::from(i32::MIN))
            && greatest.is_some_and(|greatest| greatest <= i128::from(i32::MAX)));
    let signed = least.is_some_and(|least| least < 0);
    let beyond = |most: i128| greatest.is_some_and(|greatest| greatest > most);
    if format.is_none() && (beyond(MOST_UNSIGNED) || signed && beyond(MOST_SIGNED)) {
        // No integer of Rust's that JSON readers know holds it.
        return Scalar::F64;
    }
    match (least, narrow) {
        (Some(1..), true) => Scalar::NonZeroU32,
        (Some(1..), false) => Scalar::NonZeroU64,
        (Some(0), true) => Scalar::Integer(Integer::U32),
        (Some(0), false) => Scalar::Integer(Integer::U64),
        (_, true) => Scalar::Integer(Integer::I32),
        (None, false) if beyond(MOST_SIGNED) => Scalar::Integer(Integer::U64),
        (_, false) => Scalar::Integer(Integer::I64),
    }
}

/// The greatest `i64` and the greatest `u64` as tools write them that have no other numbers than
/// doubles.
const MOST_SIGNED: i128 = 9_223_372_036_854_776_000;
const MOST_UNSIGNED: i128 = 18_446_744_073_709_552_000;

/// The outermost integer that a bound lets through.
fn limit(bound: Option<&Bound>, inwards: i128) -> Option<i128> {
    let Bound { value, exclusive } = bound?;
    match value {
        Literal::Integer(value) if *exclusive => value.checked_add(inwards),
        Literal::Integer(value) => Some(*value),
        Literal::Float(value) if inwards > 0 => Some(value.ceil() as i128),
        Literal::Float(value) => Some(value.floor() as i128),
        _ => None,
    }
}

/// Integer bounds as inclusive ones.
pub(super) fn inclusive(constraints: Constraints) -> Constraints {
    let whole = |bound: Option<Bound>, inwards| {
        limit(bound.as_ref(), inwards).map(|value| Bound {
            value: Literal::Integer(value),
            exclusive: false,
        })
    };
    Constraints {
        minimum: whole(constraints.minimum, 1),
        maximum: whole(constraints.maximum, -1),
        ..constraints
    }
}
