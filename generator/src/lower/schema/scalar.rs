//! Types without a name of their own: scalars, lists, maps, whatever is left open.

use super::{Facts, Kind, Undeclared};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Bound, Constraints, Literal, Place, Scalar, TypeRef};
use crate::lower::Context;

impl Context<'_> {
    /// The type, if it needs no name.
    pub(super) fn plain(&mut self, facts: &Facts, place: &Place) -> Option<TypeRef> {
        if facts.values.is_some() {
            return self.unnamed_values(facts);
        }
        if !facts.unions.is_empty() {
            return None;
        }
        Some(match facts.kind {
            Some(Kind::Boolean) => TypeRef::Scalar(Scalar::Bool),
            Some(Kind::Integer) => TypeRef::Scalar(integer(facts)),
            Some(Kind::Number) if facts.format.as_deref() == Some("float") => {
                TypeRef::Scalar(Scalar::F32)
            }
            Some(Kind::Number) => TypeRef::Scalar(Scalar::F64),
            Some(Kind::String) => TypeRef::Scalar(text(facts)),
            Some(Kind::Array) => {
                let element = Place::Element(Box::new(place.clone()));
                TypeRef::List(Box::new(match &facts.items {
                    Some(items) => self.schema(items, element),
                    None => self.untyped(facts),
                }))
            }
            _ if facts.is_object() && facts.properties.is_empty() => return self.map(facts, place),
            _ if facts.is_object() => return None,
            _ => self.untyped(facts),
        })
    }

    /// An object without declared members: a map, unless it is to have none at all.
    fn map(&mut self, facts: &Facts, place: &Place) -> Option<TypeRef> {
        if !facts.required.is_empty() {
            return None;
        }
        let value = match &facts.additional {
            Some(Undeclared::Allowed(false)) => return None,
            Some(Undeclared::Typed(at)) => {
                self.schema(at, Place::MapValue(Box::new(place.clone())))
            }
            Some(Undeclared::Allowed(true)) | None => self.untyped(facts),
        };
        Some(TypeRef::Map(Box::new(value)))
    }

    /// Whatever JSON there is, with a line in the report.
    pub(super) fn untyped(&mut self, facts: &Facts) -> TypeRef {
        let untyped = &mut self.api.coverage.untyped;
        if !untyped.contains(&facts.at) {
            untyped.push(facts.at.clone());
        }
        TypeRef::AnyJson
    }

    /// Values that make no enum: truth values, fractions, mixtures.
    fn unnamed_values(&mut self, facts: &Facts) -> Option<TypeRef> {
        let values = facts.values.as_ref().and_then(|at| self.node(at));
        let values = values.and_then(|node| node.as_array()).unwrap_or_default();
        let all = |kind: &[&str]| values.iter().all(|value| kind.contains(&value.kind()));
        if all(&["a boolean", "null"]) {
            return Some(TypeRef::Scalar(Scalar::Bool));
        }
        if facts.kind == Some(Kind::String) || all(&["a string", "null"]) {
            return None;
        }
        if all(&["a number", "null"]) {
            let whole = |value: &crate::document::Node| {
                !matches!(
                    value.value,
                    crate::document::Value::Number(crate::document::Number::Float(_))
                )
            };
            let whole = values.iter().all(whole) && facts.kind != Some(Kind::Number);
            return (!whole).then_some(TypeRef::Scalar(Scalar::F64));
        }
        let message = "the values of this `enum` are of several kinds: it stays any JSON";
        let diagnostic = Diagnostic::warning(Code::InvalidDocument, message)
            .at(self.span(&facts.at.child("enum")), "")
            .help("let all values be of the `type` that the schema declares");
        self.once(&facts.at, diagnostic);
        Some(self.untyped(facts))
    }
}

fn text(facts: &Facts) -> Scalar {
    match facts.format.as_deref() {
        Some("date-time") => Scalar::DateTime,
        Some("date") => Scalar::Date,
        Some("byte") => Scalar::Base64,
        _ => Scalar::String,
    }
}

/// The narrowest integer that holds the range.
fn integer(facts: &Facts) -> Scalar {
    let least = limit(facts.constraints.minimum.as_ref(), 1);
    let greatest = limit(facts.constraints.maximum.as_ref(), -1);
    let narrow = facts.format.as_deref() == Some("int32")
        || (least.is_some_and(|least| least >= i128::from(i32::MIN))
            && greatest.is_some_and(|greatest| greatest <= i128::from(i32::MAX)));
    match (least, narrow) {
        (Some(1..), true) => Scalar::NonZeroU32,
        (Some(1..), false) => Scalar::NonZeroU64,
        (Some(0), true) => Scalar::U32,
        (Some(0), false) => Scalar::U64,
        (_, true) => Scalar::I32,
        (_, false) if greatest.is_some_and(|greatest| greatest > i128::from(i64::MAX)) => {
            Scalar::U64
        }
        (_, false) => Scalar::I64,
    }
}

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
