//! Two schemas that hold together, as one.

use super::facts::{Facts, Kind, Places, Undeclared};
use crate::ir::{Access, Bound, Constraints, Docs, EnumValue, Literal};

impl Facts {
    /// Takes over what `other` says: what holds of a value is what both say. Where they contradict
    /// each other, the later one has the word.
    pub(crate) fn absorb(&mut self, other: &Facts) {
        self.nullable = match (self.is_typed(), other.is_typed()) {
            (true, true) => self.nullable && other.nullable,
            (true, false) if !other.nullable => self.nullable,
            (false, true) if !self.nullable => other.nullable,
            _ => self.nullable || other.nullable,
        };
        self.kind = match (self.kind, other.kind) {
            (Some(Kind::Integer), Some(Kind::Number)) => Some(Kind::Integer),
            (mine, others) => others.or(mine),
        };
        self.format = other.format.clone().or(self.format.take());
        self.values = common(self.values.take(), other.values.as_ref());
        for (name, places) in &other.properties {
            unite(self.properties.entry(name.clone()).or_default(), places);
        }
        for (name, places) in &other.conditional {
            unite(self.conditional.entry(name.clone()).or_default(), places);
        }
        self.required.extend(other.required.iter().cloned());
        self.additional = undeclared(self.additional.take(), other.additional.clone());
        unite(&mut self.patterns, &other.patterns);
        unite(&mut self.items, &other.items);
        for (index, places) in other.prefix.iter().enumerate() {
            match self.prefix.get_mut(index) {
                Some(known) => unite(known, places),
                None => self.prefix.push(places.clone()),
            }
        }
        self.closed |= other.closed;
        for choice in &other.unions {
            if !self.unions.contains(choice) {
                self.unions.push(choice.clone());
            }
        }
        if self.discriminator.is_none() {
            self.discriminator.clone_from(&other.discriminator);
        }
        self.constraints = narrower(&self.constraints, &other.constraints);
        if other.access != Access::ReadWrite {
            self.access = other.access;
        }
        self.docs.deprecated |= other.docs.deprecated;
        self.default = other.default.clone().or(self.default.take());
        self.xml = other.xml.clone().or(&self.xml);
        self.never |= other.never;
    }

    /// Whether no value can be of both.
    pub(crate) fn excludes(&self, other: &Facts) -> bool {
        let kind = |facts: &Facts| match facts.kind {
            Some(Kind::Integer) => Some(Kind::Number),
            None if facts.is_object() => Some(Kind::Object),
            None if facts.is_array() => Some(Kind::Array),
            other => other,
        };
        matches!((kind(self), kind(other)), (Some(mine), Some(others)) if mine != others)
    }
}

impl Docs {
    /// These texts, and where there are none, those.
    pub(crate) fn or(&self, other: &Docs) -> Docs {
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

fn unite(mine: &mut Places, others: &Places) {
    for at in others {
        if !mine.contains(at) {
            mine.push(at.clone());
        }
    }
}

/// The values that both lists allow; lists without a common value were meant to add up.
fn common(mine: Option<Vec<EnumValue>>, others: Option<&Vec<EnumValue>>) -> Option<Vec<EnumValue>> {
    let (Some(mine), Some(others)) = (&mine, others) else {
        return mine.or_else(|| others.cloned());
    };
    let has = |list: &[EnumValue], value: &EnumValue| {
        list.iter().any(|known| known.value.equals(&value.value))
    };
    let both: Vec<EnumValue> = mine
        .iter()
        .filter(|value| has(others, value))
        .cloned()
        .collect();
    if !both.is_empty() {
        return Some(both);
    }
    let more = others.iter().filter(|value| !has(mine, value));
    Some(mine.iter().chain(more).cloned().collect())
}

/// `false` in one part does not forbid what another part describes: that is how it is written.
fn undeclared(mine: Option<Undeclared>, others: Option<Undeclared>) -> Option<Undeclared> {
    use Undeclared::{Allowed, Typed};
    match (mine, others) {
        (Some(Typed(mut mine)), Some(Typed(others))) => {
            unite(&mut mine, &others);
            Some(Typed(mine))
        }
        (Some(Typed(places)), _) | (_, Some(Typed(places))) => Some(Typed(places)),
        (Some(Allowed(mine)), Some(Allowed(others))) => Some(Allowed(mine || others)),
        (mine, others) => mine.or(others),
    }
}

fn narrower(one: &Constraints, other: &Constraints) -> Constraints {
    let least = |one: Option<u64>, other: Option<u64>| match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    Constraints {
        minimum: end(&one.minimum, &other.minimum, 1.0),
        maximum: end(&one.maximum, &other.maximum, -1.0),
        multiple_of: other
            .multiple_of
            .clone()
            .or_else(|| one.multiple_of.clone()),
        min_length: one.min_length.max(other.min_length),
        max_length: least(one.max_length, other.max_length),
        pattern: other.pattern.clone().or_else(|| one.pattern.clone()),
        min_items: one.min_items.max(other.min_items),
        max_items: least(one.max_items, other.max_items),
        unique_items: one.unique_items || other.unique_items,
        min_members: one.min_members.max(other.min_members),
        max_members: least(one.max_members, other.max_members),
    }
}

/// The end of a range that lies further inwards.
fn end(one: &Option<Bound>, other: &Option<Bound>, inwards: f64) -> Option<Bound> {
    let (Some(mine), Some(others)) = (one, other) else {
        return one.clone().or_else(|| other.clone());
    };
    let (a, b) = (mine.value.number()?, others.value.number()?);
    let mine_is_narrower = (a - b) * inwards > 0.0 || (a == b && mine.exclusive);
    Some(if mine_is_narrower { mine } else { others }.clone())
}

impl Literal {
    /// The value of a number.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Literal::Integer(value) => Some(*value as f64),
            Literal::Float(value) => Some(*value),
            _ => None,
        }
    }

    /// Whether both are the same JSON value: 1 and 1.0 are.
    pub(crate) fn equals(&self, other: &Literal) -> bool {
        match (self, other) {
            (Literal::Integer(_), Literal::Float(_)) | (Literal::Float(_), Literal::Integer(_)) => {
                self.number() == other.number()
            }
            _ => self == other,
        }
    }
}
