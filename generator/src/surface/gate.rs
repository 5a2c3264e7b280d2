//! Which features of its crate an item needs.

use std::collections::BTreeSet;
use std::fmt;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Lit, Meta, Token};

/// A condition on features, as `#[cfg(…)]` says it: all of these, each of which asks for one of several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate(BTreeSet<BTreeSet<String>>);

impl Gate {
    /// What the attributes of an item ask for. Conditions on anything but features hold.
    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let conditions = attributes.iter().filter(|one| one.path().is_ident("cfg"));
        let conditions = conditions.filter_map(|one| one.parse_args::<Meta>().ok());
        conditions.fold(Self::default(), |gate, one| gate.and(&condition(&one)))
    }

    /// Both at once.
    pub(super) fn and(mut self, other: &Self) -> Self {
        self.0.extend(other.0.iter().cloned());
        self
    }

    /// One of them, or the other.
    fn or(&self, other: &Self) -> Self {
        let each = self.0.iter().flat_map(|one| {
            let others = other.0.iter();
            others.map(move |other| one.union(other).cloned().collect())
        });
        Self(each.collect())
    }

    /// Whether these features are enough.
    pub fn holds(&self, on: &BTreeSet<String>) -> bool {
        self.0.iter().all(|any| !any.is_disjoint(on))
    }

    /// The sets of features that are enough, without those that have another in them.
    pub fn alternatives(&self) -> Vec<BTreeSet<String>> {
        let mut all = vec![BTreeSet::new()];
        for any in &self.0 {
            let longer = all.iter().flat_map(|set: &BTreeSet<String>| {
                let have = !set.is_disjoint(any);
                let more = any.iter().filter(move |_| !have);
                let more = more.map(|one| set.iter().chain([one]).cloned().collect());
                have.then(|| set.clone()).into_iter().chain(more)
            });
            let longer: BTreeSet<BTreeSet<String>> = longer.collect();
            let least = |set: &&BTreeSet<String>| {
                !longer
                    .iter()
                    .any(|other| other != *set && other.is_subset(set))
            };
            all = longer.iter().filter(least).cloned().collect();
        }
        all
    }

    /// With other names for features.
    pub fn renamed(&self, name: impl Fn(&str) -> String) -> Self {
        let any = |any: &BTreeSet<String>| any.iter().map(|one| name(one)).collect();
        Self(self.0.iter().map(any).collect())
    }
}

impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("always");
        }
        let all = self.0.iter().map(|any| {
            let any: Vec<&str> = any.iter().map(String::as_str).collect();
            any.join(" or ")
        });
        let all: Vec<String> = all.collect();
        write!(f, "with {}", all.join(", and "))
    }
}

fn condition(meta: &Meta) -> Gate {
    match meta {
        Meta::NameValue(pair) if pair.path.is_ident("feature") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(name) => Gate([[name.value()].into()].into()),
                _ => Gate::default(),
            },
            _ => Gate::default(),
        },
        Meta::List(list) => {
            let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            let parts: Vec<Gate> = parts.iter().flatten().map(condition).collect();
            match () {
                () if list.path.is_ident("any") => {
                    let any = parts.into_iter().reduce(|one, other| one.or(&other));
                    any.unwrap_or_default()
                }
                () if list.path.is_ident("all") => {
                    let all = parts.iter();
                    all.fold(Gate::default(), |gate, one| gate.and(one))
                }
                () => Gate::default(),
            }
        }
        _ => Gate::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;
    use syn::parse_quote;

    #[test]
    fn conditions_are_read_as_sets_of_features() {
        let gate = Gate::of(&[
            parse_quote!(#[cfg(any(feature = "types", all(feature = "pets", feature = "client")))]),
            parse_quote!(#[cfg(not(target_arch = "wasm32"))]),
            parse_quote!(#[doc = "A pet."]),
        ]);
        assert_eq!(gate.to_string(), "with client or types, and pets or types");
        let set = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
        assert_eq!(
            gate.alternatives(),
            [set(&["client", "pets"]), set(&["types"])]
        );
        assert!(gate.holds(&set(&["types"])));
        assert!(!gate.holds(&set(&["pets"])));
        assert_eq!(Gate::default().alternatives(), [set(&[])]);
    }
}
