//! What a schema says.

use crate::ir::{Access, Constraints, Docs};
use crate::source::Pointer;
use indexmap::{IndexMap, IndexSet};

/// What a schema says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// Where it stands.
    pub at: Pointer,
    /// `type`
    pub kind: Option<Kind>,
    /// `nullable`
    pub nullable: bool,
    /// `format`
    pub format: Option<String>,
    /// The place of `enum`.
    pub values: Option<Pointer>,
    /// `properties`: the place of each.
    pub properties: IndexMap<String, Pointer>,
    /// `required`
    pub required: IndexSet<String>,
    /// `additionalProperties`
    pub additional: Option<Undeclared>,
    /// The place of `items`.
    pub items: Option<Pointer>,
    /// The alternatives of `oneOf` and `anyOf`, and the place of each list.
    pub unions: Vec<(Pointer, Vec<Pointer>)>,
    /// `discriminator`
    pub discriminator: Option<openapiv3::Discriminator>,
    /// Limits.
    pub constraints: Constraints,
    /// Descriptions.
    pub docs: Docs,
    /// `title`
    pub title: Option<String>,
    /// `readOnly`, `writeOnly`
    pub access: Access,
    /// The place of `default`.
    pub default: Option<Pointer>,
    /// `x-clientwright-name`
    pub pinned: Option<String>,
}

/// `type`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
}

/// `additionalProperties`
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Undeclared {
    /// `true` or `false`
    Allowed(bool),
    /// The place of the schema of each.
    Typed(Pointer),
}

impl Facts {
    /// Takes over what `other` says; where both speak, the later one has the word, except that a
    /// limit stays the narrower of both.
    pub(crate) fn absorb(&mut self, other: Facts) {
        let typed = other.kind.is_some() || !other.unions.is_empty();
        self.nullable = if typed || self.kind.is_some() {
            (self.nullable || self.kind.is_none()) && (other.nullable || !typed)
        } else {
            self.nullable || other.nullable
        };
        self.kind = other.kind.or(self.kind);
        self.format = other.format.or(self.format.take());
        self.values = other.values.or(self.values.take());
        self.properties.extend(other.properties);
        self.required.extend(other.required);
        self.additional = other.additional.or(self.additional.take());
        self.items = other.items.or(self.items.take());
        self.unions.extend(other.unions);
        self.discriminator = self.discriminator.take().or(other.discriminator);
        self.constraints = narrower(&self.constraints, other.constraints);
        if other.access != Access::ReadWrite {
            self.access = other.access;
        }
        self.docs.deprecated |= other.docs.deprecated;
        self.default = other.default.or(self.default.take());
    }

    /// Whether it says anything about objects.
    pub(crate) fn is_object(&self) -> bool {
        self.kind == Some(Kind::Object)
            || (self.kind.is_none()
                && (!self.properties.is_empty()
                    || self.additional.is_some()
                    || (!self.required.is_empty() && self.unions.is_empty())))
    }
}

impl Docs {
    /// These texts, and where there are none, those.
    pub(super) fn or(&self, other: &Docs) -> Docs {
        Docs {
            summary: self.summary.clone().or_else(|| other.summary.clone()),
            description: self
                .description
                .clone()
                .or_else(|| other.description.clone()),
            deprecated: self.deprecated || other.deprecated,
        }
    }
}

fn narrower(one: &Constraints, other: Constraints) -> Constraints {
    Constraints {
        minimum: other.minimum.or_else(|| one.minimum.clone()),
        maximum: other.maximum.or_else(|| one.maximum.clone()),
        multiple_of: other.multiple_of.or_else(|| one.multiple_of.clone()),
        min_length: one.min_length.max(other.min_length),
        max_length: least(one.max_length, other.max_length),
        pattern: other.pattern.or_else(|| one.pattern.clone()),
        min_items: one.min_items.max(other.min_items),
        max_items: least(one.max_items, other.max_items),
        unique_items: one.unique_items || other.unique_items,
    }
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
