//! An answer and what the document says of it, side by side.

use super::observation::Kind;
use super::table::{Field, Shape, Table, Use};
use crate::wire::JsonKind;
use serde_json::{Map, Value};

/// As deep as is looked: an answer is no deeper than the JSON reader allows, but types may go in circles.
const DEPTH: usize = 64;

/// A difference, as it is found.
pub(super) struct Difference<'v> {
    pub(super) kind: Kind,
    pub(super) pointer: String,
    pub(super) name: String,
    /// The value, and the name of the member that it is.
    pub(super) value: Option<(&'v str, &'v Value)>,
}

/// Goes through a value.
pub(super) struct Comparison<'v, 'f> {
    pub(super) table: &'static Table,
    pub(super) found: &'f mut dyn FnMut(Difference<'v>),
}

/// A value with where it stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    /// The place of its schema.
    at: &'p str,
    /// The member that it is.
    name: &'p str,
    /// The member that says which alternative it is.
    tag: Option<&'p str>,
    left: usize,
}

impl<'v> Comparison<'v, '_> {
    /// Compares a whole answer with its type.
    pub(super) fn answer(&mut self, value: &'v Value, ty: &'static Use, at: &str) {
        let place = Place {
            at,
            name: "",
            tag: None,
            left: DEPTH,
        };
        self.value("", value, ty, place);
    }

    fn value(&mut self, name: &'v str, value: &'v Value, ty: &'static Use, place: Place<'_>) {
        let Some(left) = place.left.checked_sub(1) else {
            return;
        };
        let place = Place { left, ..place };
        match (ty, value) {
            (Use::Any, _) | (Use::Nullable(_) | Use::Null, Value::Null) => {}
            (Use::Nullable(inner), _) => self.value(name, value, inner, place),
            (Use::Type(index), _) => {
                if let Some(shape) = self.table.types.get(*index) {
                    self.shape(name, value, shape, place);
                }
            }
            (_, Value::Null) => self.found(Kind::Null, place.at, place.name, Some((name, value))),
            (Use::Text, Value::String(_))
            | (Use::Number, Value::Number(_))
            | (Use::Bool, Value::Bool(_)) => {}
            (Use::List(inner), Value::Array(elements)) => {
                let at = format!("{}/items", place.at);
                let place = Place {
                    at: &at,
                    tag: None,
                    ..place
                };
                for element in elements {
                    self.value(name, element, inner, place);
                }
            }
            (Use::Map(inner), Value::Object(members)) => {
                let at = format!("{}/additionalProperties", place.at);
                let place = Place {
                    at: &at,
                    tag: None,
                    ..place
                };
                for (name, member) in members {
                    self.value(name, member, inner, Place { name, ..place });
                }
            }
            _ => self.found(Kind::OtherType, place.at, place.name, Some((name, value))),
        }
    }

    fn shape(&mut self, name: &'v str, value: &'v Value, shape: &'static Shape, place: Place<'_>) {
        match (shape, value) {
            (Shape::Any, _) => {}
            (Shape::Same(ty), _) => self.value(name, value, ty, place),
            (Shape::Either(all), _) => {
                let kind = kind(value);
                let mut fits = all.iter().filter(|(kinds, _)| kinds.contains(&kind));
                match (fits.next(), fits.next()) {
                    (Some((_, ty)), None) => self.value(name, value, ty, place),
                    (None, _) if value.is_null() => {
                        self.found(Kind::Null, place.at, place.name, Some((name, value)));
                    }
                    (None, _) => {
                        self.found(Kind::OtherType, place.at, place.name, Some((name, value)))
                    }
                    _ => {}
                }
            }
            (_, Value::Null) => self.found(Kind::Null, place.at, place.name, Some((name, value))),
            (Shape::Values { at, values }, _) => {
                let json = value.to_string();
                if !values.contains(&json.as_str()) {
                    self.found(Kind::UnknownValue, at, &json, Some((name, value)));
                }
            }
            (Shape::Record { at, fields, rest }, Value::Object(members)) => {
                self.record(members, at, fields, rest.as_ref(), place);
            }
            (Shape::Tagged { tag, variants }, Value::Object(members)) => {
                let Some(text) = members.get(*tag).and_then(Value::as_str) else {
                    return;
                };
                match variants.iter().find(|(known, _)| *known == text) {
                    Some((_, ty)) => {
                        let place = Place {
                            tag: Some(tag),
                            ..place
                        };
                        self.value(name, value, ty, place);
                    }
                    None => {
                        let value = members.get(*tag).map(|value| (*tag, value));
                        self.found(Kind::UnknownTag, place.at, text, value);
                    }
                }
            }
            _ => self.found(Kind::OtherType, place.at, place.name, Some((name, value))),
        }
    }

    fn record(
        &mut self,
        members: &'v Map<String, Value>,
        at: &str,
        fields: &'static [Field],
        rest: Option<&'static Use>,
        place: Place<'_>,
    ) {
        for (name, value) in members {
            let field = fields.iter().find(|field| field.name == name);
            let inside = |at| Place {
                at,
                name,
                tag: None,
                ..place
            };
            match (field, rest) {
                (Some(field), _) => {
                    self.value(name, value, &field.ty, inside(&field.place(at)));
                }
                (None, Some(rest)) => {
                    let at = format!("{at}/additionalProperties");
                    self.value(name, value, rest, inside(&at));
                }
                (None, None) if place.tag == Some(name.as_str()) => {}
                (None, None) => self.found(Kind::UnknownMember, at, name, Some((name, value))),
            }
        }
        for field in fields.iter().filter(|field| field.required) {
            if !members.contains_key(field.name) {
                self.found(Kind::MissingMember, at, field.name, None);
            }
        }
    }

    fn found(&mut self, kind: Kind, at: &str, name: &str, value: Option<(&'v str, &'v Value)>) {
        (self.found)(Difference {
            kind,
            pointer: at.to_owned(),
            name: name.to_owned(),
            value,
        });
    }
}

fn kind(value: &Value) -> JsonKind {
    match value {
        Value::Null => JsonKind::Null,
        Value::Bool(_) => JsonKind::Bool,
        Value::Number(_) => JsonKind::Number,
        Value::String(_) => JsonKind::String,
        Value::Array(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    }
}
