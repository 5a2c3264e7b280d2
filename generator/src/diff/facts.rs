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
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Weight {
    /// The public items show it.
    Shape,
    /// It says why public items are as they are, and nothing more.
    Cause,
    /// Requests or answers look otherwise.
    Wire,
    /// A limit that the client checks: it must be at least this number.
    Least(f64),
    /// A limit that the client checks: it must be at most this number.
    Most(f64),
    /// A limit that the client checks: another one may refuse what this one lets pass.
    Limit,
    /// What a call must prove; empty where nothing is.
    Credential,
    /// Where calls go.
    Server,
    /// What failures carry.
    Failure,
    /// Nothing but documentation.
    Note,
    /// The same, too long to show.
    Text,
}

impl Weight {
    /// Whether it is a limit that the client checks, which says nothing where the type is another.
    pub fn is_limit(self) -> bool {
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
        let number = |value: &Bound| number(&value.value);
        for (what, bound, least) in [
            ("minimum", &limits.minimum, true),
            ("maximum", &limits.maximum, false),
        ] {
            let Some(bound) = bound else { continue };
            let what = match bound.exclusive {
                true => format!("exclusive {what}"),
                false => what.to_owned(),
            };
            let weight = match (number(bound), least) {
                (Some(number), true) => Weight::Least(number),
                (Some(number), false) => Weight::Most(number),
                (None, _) => Weight::Limit,
            };
            self.add(what, words::literal(&bound.value), weigh(weight));
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
            let weight = match least {
                true => Weight::Least(count as f64),
                false => Weight::Most(count as f64),
            };
            self.add(what, count.to_string(), weigh(weight));
        }
    }
}

fn number(value: &Literal) -> Option<f64> {
    match value {
        Literal::Integer(value) => Some(*value as f64),
        Literal::Float(value) => Some(*value),
        _ => None,
    }
}

/// What it means that a fact is not what it was; `None` where only public items can tell.
pub fn weigh(old: Option<&Fact>, new: Option<&Fact>) -> Option<Rule> {
    let weight = new.or(old)?.weight;
    let stricter = |yes: bool| Some(if yes { Rule::Stricter } else { Rule::Wider });
    match weight {
        Weight::Shape | Weight::Cause => None,
        Weight::Wire => Some(Rule::Wire),
        Weight::Server => Some(Rule::Server),
        Weight::Failure => Some(match new {
            // Nobody could read what was not declared.
            Some(_) if old.is_none() => Rule::Wire,
            _ => Rule::Failure,
        }),
        Weight::Note | Weight::Text => Some(Rule::Documentation),
        Weight::Limit => stricter(new.is_some()),
        Weight::Credential => {
            let (old, new) = (old.map(value), new.map(value));
            let enough = covers(old.unwrap_or_default(), new.unwrap_or_default());
            Some(if enough { Rule::Wire } else { Rule::Credential })
        }
        Weight::Least(number) | Weight::Most(number) => {
            let before = old.and_then(|old| match old.weight {
                Weight::Least(before) | Weight::Most(before) => Some(before),
                _ => None,
            });
            let (Some(before), Some(_)) = (before, new) else {
                return stricter(new.is_some());
            };
            stricter(match weight {
                Weight::Least(_) => number > before,
                _ => number < before,
            })
        }
    }
}

fn value(fact: &Fact) -> &str {
    &fact.value
}

/// What stands between alternatives.
pub const OR: &str = " or ";
/// What stands between credentials that must be there together.
pub const AND: &str = " and ";

/// Whether whoever has any alternative of `old` has one of `new` as well.
fn covers(old: &str, new: &str) -> bool {
    let needs = |alternative: &str| -> Vec<String> {
        let all = alternative.split(AND).map(str::to_owned);
        all.filter(|one| one != NONE).collect()
    };
    let offered: Vec<Vec<String>> = new.split(OR).map(needs).collect();
    old.split(OR).map(needs).all(|has| {
        let enough = |needed: &Vec<String>| needed.iter().all(|one| has.contains(one));
        offered.iter().any(enough)
    })
}

/// That no credential is needed.
pub const NONE: &str = "none";

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_credential_that_was_enough_may_be_enough() {
        for (old, new, enough) in [
            ("key", "key or token", true),
            ("key or token", "key", false),
            ("key and token", "key", true),
            ("key", "key and token", false),
            ("none", "key", false),
            ("none or key", "none", true),
            ("key", "none", true),
        ] {
            assert_eq!(covers(old, new), enough, "{old} -> {new}");
        }
    }
}
