//! What the name of a component comes to: namespaces and boilerplate are dropped as long as it stays alone.

use super::ident::same_words;
use super::words::{spelt_words, words};

/// Prefixes that only say where a schema was declared.
const BOILERPLATE: &[&[&str]] = &[
    &["components", "schemas"],
    &["components", "schema"],
    &["definitions"],
];

/// What ends a name and begins or ends its arguments, as in `Page[com.example.Pet]`.
const BRACKETS: &[char] = &[
    '[', ']', '<', '>', '(', ')', '{', '}', ',', ' ', '`', '«', '»',
];

/// The words of a component's name from the shortest to those that spell everything.
///
/// `com.example.v1.Pet` is `pet`, then `v1 pet`, then `example v1 pet`. What another component is called
/// has no say in it, so that a growing document renames nothing.
pub fn component(name: &str) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut add = |candidate: Vec<String>| {
        if !candidate.is_empty() && !all.contains(&candidate) {
            all.push(candidate);
        }
    };
    // Of very long names a hash is taken anyway; and there are no more words than fit.
    let deepest = name.split(BRACKETS).map(|part| namespace(part).len()).max();
    for kept in 0..deepest.unwrap_or(0).min(MOST) {
        let parts = name.split(BRACKETS).map(|part| {
            let ends = namespace(part);
            let start = ends.iter().rev().nth(kept).copied().unwrap_or(0);
            part.get(start..).unwrap_or(part)
        });
        add(without_boilerplate(words(
            &parts.collect::<Vec<_>>().join(" "),
        )));
    }
    add(without_boilerplate(words(name)));
    add(words(name));
    add(spelt_words(name));
    all
}

/// No more segments than these are tried one by one.
const MOST: usize = 8;

/// Where the segments of a namespace in front of a name end, as in `com.example.v1.Pet`,
/// `Company.Api.Models.PetDto` or `google/type/Date`.
///
/// A package is written in lower case; of capitalised segments the last two may be a type in a type.
fn namespace(name: &str) -> Vec<usize> {
    let ends = name.match_indices(['.', '/']).map(|(at, _)| at + 1);
    let mut ends: Vec<usize> = ends.collect();
    let capital = |at: usize| {
        let segment = name.get(at..).unwrap_or_default();
        segment.starts_with(char::is_uppercase)
    };
    let Some(&last) = ends.last() else {
        return ends;
    };
    if !capital(last) {
        return Vec::new();
    }
    let capitals = ends.iter().rev().take_while(|&&at| capital(at)).count();
    let first = usize::from(capitals == ends.len() && capital(0));
    if capitals + first == 2 {
        ends.pop();
    }
    ends
}

fn without_boilerplate(words: Vec<String>) -> Vec<String> {
    for phrase in BOILERPLATE {
        if words.len() > phrase.len() && same_words(&words, phrase) {
            return words.into_iter().skip(phrase.len()).collect();
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::ident::upper;

    fn candidates(name: &str) -> Vec<String> {
        component(name).iter().map(|words| upper(words)).collect()
    }

    #[test]
    fn namespaces_are_dropped_first_and_come_back_one_by_one() {
        assert_eq!(
            candidates("com.example.v1.Pet")[..4],
            ["Pet", "V1Pet", "ExampleV1Pet", "ComExampleV1Pet"]
        );
        assert_eq!(candidates("Company.Api.Models.PetDto")[0], "PetDto");
        assert_eq!(candidates("Order.Item")[0], "OrderItem");
        assert_eq!(candidates("shop.Order.Item")[0], "OrderItem");
        assert_eq!(candidates("model.User")[0], "User");
        assert_eq!(candidates("customer.created")[0], "CustomerCreated");
    }

    #[test]
    fn arguments_and_boilerplate_make_readable_names() {
        assert_eq!(candidates("components-schemas-Pet")[0], "Pet");
        assert_eq!(candidates("Foo_Bar.Baz[Qux]")[0], "FooBarBazQux");
        assert_eq!(
            candidates("Page[com.example.Pet]"),
            [
                "PagePet",
                "PageExamplePet",
                "PageComExamplePet",
                "PageOpenComDotExampleDotPetClose"
            ]
        );
        assert_eq!(candidates("Definitions")[0], "Definitions");
        assert_eq!(candidates("a-b"), ["AB", "AMinusB"]);
    }
}
