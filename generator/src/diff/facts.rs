//! What a document says of one thing, fact by fact.

use super::rule::Rule;
use super::words;
use crate::ir::{Bound, Constraints, Docs, Literal};

/// A fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is about: `required`, `maximum`.
    pub what: String,
    /// What the document says.
    pub value: String,
    /// What a difference means.
    pub weight: Weight,
}

/// What a difference in a fact means where the public items do not show it.
#[derive(Clone, Debug, PartialEq)]
pub enum Weight {
    /// The public items show it.
    Shape,
    /// It says why public items are as they are, and nothing more.
    Cause,
    /// Requests or answers change on the wire.
    Wire,
    /// A limit that the client checks: no value is less.
    Least(End),
    /// A limit that the client checks: no value is greater.
    Most(End),
    /// A limit that the client checks: another one may refuse what this one lets pass.
    Limit,
    /// What a call must prove: alternatives, each with all that it asks for.
    Credential(Vec<Vec<String>>),
    /// Where calls go.
    Server,
    /// What failures carry.
    Failure,
    /// Nothing but documentation.
    Note,
    /// The same, too long to show.
    Text,
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    number: f64,
    /// The number itself is outside.
    exclusive: bool,
}

impl Weight {
    /// Whether it is a limit that the client checks, which says nothing where the type is another.
    pub fn is_limit(&self) -> bool {
        matches!(self, Self::Least(_) | Self::Most(_) | Self::Limit)
    }
}

/// The facts of one thing, gathered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts(pub Vec<Fact>);

impl Facts {
    /// Adds a fact.
    pub fn add(&mut self, what: impl Into<String>, value: impl Into<String>, weight: Weight) {
        self.0.push(Fact {
            what: what.into(),
            value: value.into(),
            weight,
        });
    }

    /// Adds a fact that may be missing.
    pub fn some(&mut self, what: &str, value: Option<impl Into<String>>, weight: Weight) {
        if let Some(value) = value {
            self.add(what, value, weight);
        }
    }

    /// Adds a fact that is one only if it holds.
    pub fn flag(&mut self, what: &str, holds: bool, weight: Weight) {
        self.some(what, holds.then_some("yes"), weight);
    }

    /// Adds the texts.
    pub fn docs(&mut self, docs: &Docs) {
        self.some("summary", docs.summary.as_deref(), Weight::Text);
        self.some("description", docs.description.as_deref(), Weight::Text);
        self.flag("deprecated", docs.deprecated, Weight::Note);
    }

    /// Adds limits; `checked` where the client refuses what is beyond them.
    pub fn constraints(&mut self, limits: &Constraints, checked: bool) {
        let weigh = |weight: Weight| if checked { weight } else { Weight::Wire };
        for (what, bound, beyond, least) in [
            ("minimum", &limits.minimum, "more than ", true),
            ("maximum", &limits.maximum, "less than ", false),
        ] {
            let Some(bound) = bound else { continue };
            let beyond = if bound.exclusive { beyond } else { "" };
            let value = format!("{beyond}{}", words::literal(&bound.value));
            let weight = end(bound).map_or(Weight::Limit, |end| limit(end, least));
            self.add(what, value, weigh(weight));
        }
        let step = limits.multiple_of.as_ref().map(words::literal);
        self.some("multiple of", step, weigh(Weight::Limit));
        self.some("pattern", limits.pattern.as_deref(), weigh(Weight::Limit));
        self.flag("unique items", limits.unique_items, weigh(Weight::Limit));
        for (what, count, least) in [
            ("minimum length", limits.min_length, true),
            ("maximum length", limits.max_length, false),
            ("minimum of items", limits.min_items, true),
            ("maximum of items", limits.max_items, false),
            ("minimum of members", limits.min_members, true),
            ("maximum of members", limits.max_members, false),
        ] {
            let Some(count) = count else { continue };
            let end = End {
                number: count as f64,
                exclusive: false,
            };
            self.add(what, count.to_string(), weigh(limit(end, least)));
        }
    }
}

fn limit(end: End, least: bool) -> Weight {
    match least {
        true => Weight::Least(end),
        false => Weight::Most(end),
    }
}

fn end(bound: &Bound) -> Option<End> {
    let number = match &bound.value {
        Literal::Integer(value) => *value as f64,
        Literal::Float(value) => *value,
        _ => return None,
    };
    Some(End {
        number,
        exclusive: bound.exclusive,
    })
}

/// What it means that a fact is not what it was; `None` where only public items can tell.
pub fn weigh(old: Option<&Fact>, new: Option<&Fact>) -> Option<Rule> {
    let weight = &new.or(old)?.weight;
    let before = old.map(|old| &old.weight);
    let stricter = |yes: bool| Some(if yes { Rule::Stricter } else { Rule::Wider });
    match (weight, before.filter(|_| new.is_some())) {
        (Weight::Shape | Weight::Cause, _) => None,
        (Weight::Wire, _) => Some(Rule::Wire),
        (Weight::Server, _) => Some(Rule::Server),
        (Weight::Failure, _) => Some(match new {
            // Nobody could read what was not declared.
            Some(_) if old.is_none() => Rule::Wire,
            _ => Rule::Failure,
        }),
        (Weight::Note | Weight::Text, _) => Some(Rule::Documentation),
        (Weight::Credential(new), Some(Weight::Credential(old))) => {
            let enough = covers(old, new);
            Some(if enough { Rule::Wire } else { Rule::Credential })
        }
        (Weight::Least(now), Some(Weight::Least(before))) => {
            stricter(now.number > before.number || now.number == before.number && now.exclusive)
        }
        (Weight::Most(now), Some(Weight::Most(before))) => {
            stricter(now.number < before.number || now.number == before.number && now.exclusive)
        }
        (Weight::Credential(_) | Weight::Least(_) | Weight::Most(_) | Weight::Limit, _) => {
            stricter(new.is_some())
        }
    }
}

/// Whether whoever has any alternative of `old` has one of `new` as well.
fn covers(old: &[Vec<String>], new: &[Vec<String>]) -> bool {
    old.iter().all(|has| {
        let enough = |needed: &Vec<String>| needed.iter().all(|one| has.contains(one));
        new.iter().any(enough)
    })
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_credential_that_was_enough_may_be_enough() {
        for (old, new, enough) in [
            (&[&["key"][..]][..], &[&["key"][..], &["token"]][..], true),
            (&[&["key"], &["token"]], &[&["key"]], false),
            (&[&["key", "token"]], &[&["key"]], true),
            (&[&["key"]], &[&["key", "token"]], false),
            (&[&[]], &[&["key"]], false),
            (&[&[], &["key"]], &[&[]], true),
            (&[&["key"]], &[&[]], true),
            // A name is one name, whatever is in it.
            (&[&["key or token"]], &[&["token"]], false),
        ] {
            let all = |all: &[&[&str]]| -> Vec<Vec<String>> {
                let each = all
                    .iter()
                    .map(|one| one.iter().map(|name| name.to_string()));
                each.map(Iterator::collect).collect()
            };
            assert_eq!(covers(&all(old), &all(new)), enough, "{old:?} -> {new:?}");
        }
    }
}
