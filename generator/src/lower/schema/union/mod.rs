//! `oneOf` and `anyOf`: how a decoder will tell the variants apart is decided here.

mod decide;
mod flatten;
mod label;

use super::{Facts, Kind};
use crate::ir::{
    Decision, Enum, EnumRepr, Place, Scalar, TypeId, TypeRef, TypeShape, Union, Variant,
};
use crate::lower::Context;
pub(super) use flatten::Alternative;

impl Context<'_> {
    /// The shape that the alternatives of a schema make.
    pub(super) fn union(&mut self, facts: Facts, id: TypeId) -> TypeShape {
        let declared = facts.discriminator.clone();
        let Some(alternatives) = self.alternatives(facts) else {
            return TypeShape::Alias(TypeRef::AnyJson);
        };
        if let Some(shape) = self.one_kind(&alternatives) {
            return shape;
        }
        let declared = declared.or_else(|| {
            let mut own = alternatives.iter();
            own.find_map(|one| one.discriminator.clone())
        });
        let labels = self.labels(&alternatives);
        match self.tags(&alternatives, declared.as_ref()) {
            Some((property, tags)) => {
                let variant = |(alternative, tags): (Alternative, Vec<String>)| {
                    self.tagged(alternative, &property, tags, id)
                };
                let variants = alternatives.into_iter().zip(tags).map(variant).collect();
                TypeShape::Union(Union {
                    decision: Decision::Tag { property },
                    variants,
                })
            }
            None => {
                let variant = |(alternative, label): (Alternative, String)| {
                    self.untagged(alternative, label, id)
                };
                let variants = alternatives.into_iter().zip(labels).map(variant).collect();
                TypeShape::Union(Union {
                    decision: Decision::Shape,
                    variants,
                })
            }
        }
    }

    /// Alternatives that make no union: only one, only texts, only numbers.
    fn one_kind(&mut self, alternatives: &[Alternative]) -> Option<TypeShape> {
        let all = |kind: &dyn Fn(&Facts) -> bool| alternatives.iter().all(|one| kind(&one.facts));
        if all(&|facts| facts.kind == Some(Kind::String) && facts.format.is_none()) {
            let mut values = Vec::new();
            for one in alternatives {
                if let Some(at) = &one.facts.values {
                    self.values(at, Some(Kind::String), &mut values);
                }
            }
            // An enum is open: it takes every other text as well.
            return Some(if values.is_empty() {
                TypeShape::Alias(TypeRef::Scalar(Scalar::String))
            } else {
                TypeShape::Enum(Enum {
                    repr: EnumRepr::String,
                    values,
                })
            });
        }
        let number = |facts: &Facts| {
            matches!(facts.kind, Some(Kind::Number | Kind::Integer)) && facts.values.is_none()
        };
        (all(&number) && alternatives.len() > 1)
            .then_some(TypeShape::Alias(TypeRef::Scalar(Scalar::F64)))
    }

    fn tagged(
        &mut self,
        alternative: Alternative,
        property: &str,
        tags: Vec<String>,
        id: TypeId,
    ) -> Variant {
        let label = tags.first().cloned().unwrap_or_default();
        let mut variant = self.variant(&alternative, label, tags);
        let place = place(&variant, id);
        // A component without members is a map everywhere else; beside a tag it must be a record.
        let shared = alternative.component.is_some() && !alternative.facts.properties.is_empty();
        variant.ty = if shared {
            Some(self.schema(&alternative.at, place))
        } else {
            let mut facts = alternative.facts;
            facts.properties.shift_remove(property);
            facts.required.shift_remove(property);
            // What is left of an object that has only the tag would read as a map.
            let empty = facts.properties.is_empty()
                && facts.required.is_empty()
                && !self.config.keep_unknown
                && facts.additional.is_none();
            (!empty).then(|| self.tagged_record(facts, place))
        };
        variant
    }

    fn tagged_record(&mut self, facts: Facts, place: Place) -> TypeRef {
        let id = self.reserve(&facts.at, place);
        let facts = Facts {
            pinned: None,
            ..facts
        };
        self.describe(id, &facts);
        let record = self.record(&facts, id);
        self.define(id, TypeShape::Record(record))
    }

    fn untagged(&mut self, alternative: Alternative, label: String, id: TypeId) -> Variant {
        let mut variant = self.variant(&alternative, label, Vec::new());
        variant.required = alternative.facts.required.iter().cloned().collect();
        let place = place(&variant, id);
        variant.ty = Some(if alternative.component.is_some() {
            self.schema(&alternative.at, place)
        } else {
            self.variant_type(alternative.facts, place)
        });
        variant
    }

    /// The type of an alternative that is declared inline. Its pinned name is the variant's, and
    /// it may differ from what its place alone would give: it is not known by its place.
    fn variant_type(&mut self, facts: Facts, place: Place) -> TypeRef {
        let at = facts.at.clone();
        let ty = self.typed(
            Facts {
                pinned: None,
                nullable: false,
                ..facts
            },
            place,
        );
        self.known.remove(&at);
        ty
    }

    fn variant(&self, alternative: &Alternative, label: String, tags: Vec<String>) -> Variant {
        let inline = alternative.component.is_none();
        Variant {
            pinned: alternative.facts.pinned.clone().filter(|_| inline),
            label,
            tags,
            ty: None,
            kinds: self.kinds(&alternative.facts),
            required: Vec::new(),
            docs: alternative.facts.docs.clone(),
            origin: self.origin(&alternative.facts.at),
        }
    }
}

fn place(variant: &Variant, id: TypeId) -> Place {
    let label = variant.pinned.as_ref().unwrap_or(&variant.label);
    Place::Variant(id, label.clone())
}
