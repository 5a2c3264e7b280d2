//! `oneOf` and `anyOf`: how a decoder will tell the variants apart is decided here.

mod decide;
mod flatten;
mod label;

use super::{Facts, Kind, enumeration, plain};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{
    Base, Decision, Fit, Integer, Openness, Place, Scalar, TypeId, TypeRef, TypeShape, Union,
    Variant,
};
use crate::lower::Context;
use flatten::Alternative;

impl Context<'_> {
    /// The shape that the alternatives of a schema make.
    pub(super) fn union(&mut self, facts: &Facts, id: TypeId) -> TypeShape {
        let alternatives = self.alternatives(facts);
        if let Some(shape) = self.one_kind(&alternatives) {
            return shape;
        }
        let declared = facts.discriminator.clone().or_else(|| {
            let mut own = alternatives.iter();
            own.find_map(|one| one.discriminator.clone())
        });
        if let Some((property, tags)) = self.tags(&alternatives, declared.as_ref()) {
            let all = alternatives.iter();
            let required = all.fold(self.base_says(facts, &property), |all, one| {
                all & self.always_says(&one.facts, &property)
            });
            let base = facts.is_base().then(|| Base {
                members: facts.properties.keys().cloned().collect(),
                required: facts.required.iter().cloned().collect(),
            });
            let variant = |(alternative, tags): (Alternative, Vec<String>)| {
                self.tagged(alternative, &property, tags, id)
            };
            let variants = alternatives.into_iter().zip(tags).map(variant).collect();
            return TypeShape::Union(Union {
                decision: Decision::Tag {
                    property,
                    required,
                    base,
                },
                variants,
            });
        }
        if let Some(declared) = declared {
            self.unusable(facts, &declared.property_name);
        }
        let with_base = self.with_base(alternatives, facts);
        self.shaped(with_base, facts, id)
    }

    fn unusable(&mut self, facts: &Facts, property: &str) {
        let message = format!(
            "the discriminator `{property}` does not tell the alternatives apart; their shapes do"
        );
        let help = "let every alternative be an object with a value of its own for this member, \
                    or list them in `mapping`";
        let own = facts.at.child("discriminator");
        let at = if self.node(&own).is_some() {
            &own
        } else {
            &facts.at
        };
        let diagnostic = Diagnostic::warning(Code::InvalidDocument, message)
            .at(self.span(at), "")
            .help(help);
        self.once(&facts.at, diagnostic);
    }

    /// Told apart by shape. Alternatives of the same type are one.
    fn shaped(&mut self, alternatives: Vec<Alternative>, facts: &Facts, id: TypeId) -> TypeShape {
        let labels = self.labels(&alternatives);
        let mut variants: Vec<Variant> = Vec::new();
        for (alternative, label) in alternatives.into_iter().zip(labels) {
            let variant = self.untagged(alternative, label, id);
            match variants.iter_mut().find(|known| known.ty == variant.ty) {
                Some(known) => {
                    known
                        .required
                        .retain(|name| variant.required.contains(name));
                    let more = variant.kinds.iter().copied();
                    let more: Vec<_> = more.filter(|kind| !known.kinds.contains(kind)).collect();
                    known.kinds.extend(more);
                }
                None => variants.push(variant),
            }
        }
        match variants.as_slice() {
            [] => TypeShape::Alias(self.untyped(facts, Openness::NoAlternative)),
            [Variant { ty: Some(ty), .. }] => TypeShape::Alias(ty.clone()),
            _ => TypeShape::Union(Union {
                decision: Decision::Shape,
                variants,
            }),
        }
    }

    /// Alternatives that make no union: only texts, only numbers, only truth values.
    fn one_kind(&mut self, alternatives: &[Alternative]) -> Option<TypeShape> {
        let first = alternatives.first()?;
        if alternatives
            .iter()
            .any(|one| self.override_of(&one.at).is_some())
        {
            return None;
        }
        let all = |fits: &dyn Fn(&Facts) -> bool| alternatives.iter().all(|one| fits(&one.facts));
        let scalar = |facts: &Facts| facts.values.is_none() && !facts.chooses();
        if all(&|facts| facts.kind == Some(Kind::String) && self.is_text(facts)) {
            let values = alternatives
                .iter()
                .flat_map(|one| one.facts.values.iter().flatten());
            let values: Vec<_> = values.cloned().collect();
            // An enum is open: it takes every other text as well.
            return Some(if values.is_empty() {
                TypeShape::Alias(TypeRef::Scalar(Scalar::String))
            } else {
                enumeration::shape(&Facts {
                    values: Some(values),
                    ..first.facts.clone()
                })
            });
        }
        if alternatives.len() < 2 {
            return None;
        }
        let number = |facts: &Facts| {
            scalar(facts) && matches!(facts.kind, Some(Kind::Number | Kind::Integer))
        };
        let integer = |facts: &Facts| scalar(facts) && facts.kind == Some(Kind::Integer);
        let scalar = if all(&integer) {
            Scalar::Integer(Integer::I64)
        } else if all(&number) {
            Scalar::F64
        } else {
            return None;
        };
        Some(TypeShape::Alias(TypeRef::Scalar(scalar)))
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
        let shared = alternative.component.is_some() && alternative.facts.is_record();
        variant.ty = if shared {
            Some(plain(self.schema(&alternative.at, place)))
        } else {
            let mut facts = alternative.facts;
            facts.properties.shift_remove(property);
            facts.required.shift_remove(property);
            // What is left of an object that has only the tag would read as a map.
            let empty = facts.properties.is_empty()
                && facts.required.is_empty()
                && !self.config.keep_unknown
                && facts.conditional.is_empty()
                && facts.patterns.is_empty()
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
        // The union as a whole is nullable, not its alternatives.
        let ty = if alternative.component.is_some() {
            self.schema(&alternative.at, place)
        } else {
            let facts = Facts {
                pinned: None,
                ..alternative.facts
            };
            // Its name may differ from what its place alone would give: it is not known by its place.
            self.typed(&facts, place, None)
        };
        let ty = plain(ty);
        variant.fit = decide::fit(&ty);
        variant.ty = Some(ty);
        variant
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
            fit: Fit::Exact,
            docs: alternative.facts.docs.clone(),
            origin: self.origin(&alternative.facts.at),
        }
    }
}

fn place(variant: &Variant, id: TypeId) -> Place {
    let label = variant.pinned.as_ref().unwrap_or(&variant.label);
    Place::Variant(id, label.clone())
}
