//! What a schema says.

use super::xml::Xml;
use crate::ir::{Access, Constraints, Docs, EnumValue};
use crate::source::Pointer;
use indexmap::{IndexMap, IndexSet};

/// Schemas that hold together: nearly always one, more where `allOf` parts declare the same thing.
pub(crate) type Places = Vec<Pointer>;

/// What a schema says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// Where it stands.
    pub at: Pointer,
    /// `type`
    pub kind: Option<Kind>,
    /// `null` is a value too.
    pub nullable: bool,
    /// `format`
    pub format: Option<String>,
    /// `enum`, without `null`.
    pub values: Option<Vec<EnumValue>>,
    /// `properties`: the places of each.
    pub properties: IndexMap<String, Places>,
    /// Properties that are declared for some objects only (`then`, `else`, `dependentSchemas`):
    /// the places of which one holds, if any.
    pub conditional: IndexMap<String, Places>,
    /// `required`
    pub required: IndexSet<String>,
    /// `additionalProperties`, or else `unevaluatedProperties`.
    pub additional: Option<Undeclared>,
    /// `patternProperties`: the place of each.
    pub patterns: Places,
    /// `items`, or what is allowed after `prefixItems`: the places.
    pub items: Places,
    /// `prefixItems`: the places of each.
    pub prefix: Vec<Places>,
    /// No element comes after those that the prefix describes (`unevaluatedItems`).
    pub closed: bool,
    /// The lists of alternatives, `oneOf` and `anyOf`.
    pub unions: Vec<Choice>,
    /// The places of the `allOf` parts.
    pub parts: Places,
    /// The alternatives that a discriminator without such a list names: those who have this schema
    /// among their `allOf`. Whoever inherits from it does not inherit them.
    pub family: Option<Choice>,
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
    /// `xml`
    pub xml: Xml,
    /// `x-clientwright-name`
    pub pinned: Option<String>,
    /// No value fits: `false`, or `not: {}`.
    pub never: bool,
}

/// A list of alternatives.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Choice {
    /// Where it stands.
    pub at: Pointer,
    /// The place of each alternative.
    pub parts: Places,
    /// Any other value will do as well.
    pub open: bool,
}

/// `type`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
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
    /// The places of the schema of each.
    Typed(Places),
}

impl Facts {
    /// Whether it says anything about objects.
    pub(crate) fn is_object(&self) -> bool {
        self.kind == Some(Kind::Object)
            || (self.kind.is_none()
                && (!self.properties.is_empty()
                    || !self.conditional.is_empty()
                    || !self.patterns.is_empty()
                    || self.additional.is_some()
                    || (!self.required.is_empty() && self.unions.is_empty())))
    }

    /// Whether it says anything about lists.
    pub(crate) fn is_array(&self) -> bool {
        self.kind == Some(Kind::Array)
            || (self.kind.is_none()
                && !self.is_object()
                && !(self.items.is_empty() && self.prefix.is_empty()))
    }

    /// Whether no list can be longer than `prefixItems`.
    pub(crate) fn is_closed_list(&self) -> bool {
        let longest = self.constraints.max_items;
        self.closed || longest.is_some_and(|longest| longest <= self.prefix.len() as u64)
    }

    /// Whether it says anything about the type that `other` does not say as well.
    pub(crate) fn adds_to(&self, other: &Facts) -> bool {
        let new = |mine: &Places, others: &Places| mine.iter().any(|at| !others.contains(at));
        let kind = match (self.kind, other.kind) {
            (None, _) | (Some(Kind::Number), Some(Kind::Integer)) => false,
            (Some(Kind::Object), None) => !other.is_object(),
            (Some(Kind::Array), None) => !other.is_array(),
            (mine, others) => mine != others && !(other.kind.is_none() && other.chooses()),
        };
        let additional = match (&self.additional, &other.additional) {
            (None | Some(Undeclared::Allowed(_)), _) => false,
            (Some(Undeclared::Typed(mine)), Some(Undeclared::Typed(others))) => new(mine, others),
            (Some(Undeclared::Typed(_)), _) => true,
        };
        let members = |mine: &IndexMap<String, Places>, others: &IndexMap<String, Places>| {
            mine.iter()
                .any(|(name, places)| others.get(name).is_none_or(|known| new(places, known)))
        };
        kind || additional
            || self.format.is_some() && self.format != other.format
            || self.values.is_some() && self.values != other.values
            || members(&self.properties, &other.properties)
            || members(&self.conditional, &other.conditional)
            || self
                .required
                .iter()
                .any(|name| !other.required.contains(name))
            || new(&self.patterns, &other.patterns)
            || new(&self.items, &other.items)
            || self.prefix.len() > other.prefix.len()
            || self
                .prefix
                .iter()
                .zip(&other.prefix)
                .any(|(mine, others)| new(mine, others))
            || self
                .unions
                .iter()
                .any(|choice| !other.unions.contains(choice))
    }

    /// Whether it is an object with members that have names.
    pub(crate) fn is_record(&self) -> bool {
        let named = !(self.properties.is_empty()
            && self.conditional.is_empty()
            && self.required.is_empty());
        let none = self.additional == Some(Undeclared::Allowed(false)) && self.patterns.is_empty();
        let plain = self.values.is_none() && !self.chooses() && !self.never;
        plain && self.is_object() && (named || none)
    }

    /// Whether it consists of alternatives.
    pub(crate) fn chooses(&self) -> bool {
        !self.unions.is_empty() || self.family.is_some()
    }

    /// Whether others extend it, and a value of it alone will do: no list says that it must be one of
    /// theirs.
    pub(crate) fn is_base(&self) -> bool {
        let family = self.family.as_ref();
        family.is_some_and(|family| family.at == self.at.child("discriminator"))
    }

    /// Whether it says anything about the type.
    pub(crate) fn is_typed(&self) -> bool {
        self.family.is_some() || self.adds_to(&Facts::default())
    }
}
