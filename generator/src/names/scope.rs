//! Names that must differ from each other.

use std::collections::{BTreeSet, HashMap};

/// The names taken in one namespace.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
    /// The last number given to a name that several wanted.
    numbers: HashMap<String, usize>,
}

impl Scope {
    /// A namespace in which these names are taken from the start.
    pub fn reserving(names: &[&str]) -> Self {
        Self {
            taken: names.iter().map(|&name| name.to_owned()).collect(),
            numbers: HashMap::new(),
        }
    }

    /// Takes exactly this name; `false` if it was taken.
    pub fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Takes the first candidate that is free, or the last one with a number.
    pub fn claim(&mut self, candidates: &[String]) -> String {
        for candidate in candidates {
            if self.take(candidate) {
                return candidate.clone();
            }
        }
        let stem = candidates.last().cloned().unwrap_or_default();
        let upper = stem.contains(|c: char| c.is_ascii_uppercase());
        let separator = match stem.ends_with(|c: char| c.is_ascii_digit()) || !upper {
            true => "_",
            false => "",
        };
        let mut number = self.numbers.get(&stem).copied().unwrap_or(1);
        loop {
            number += 1;
            let name = format!("{stem}{separator}{number}");
            if self.take(&name) {
                self.numbers.insert(stem, number);
                return name;
            }
        }
    }
}

/// One thing to name: what orders it among the others, the name it is pinned to, what it may be called.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    key: String,
    pinned: Option<String>,
    locked: Option<String>,
    /// The document writes the best candidate letter by letter, so it goes before others that come to it.
    exact: bool,
    candidates: Vec<String>,
}

impl Wish {
    /// Something that the document calls `text`, and what it may be called here, from the best to the
    /// last resort. Who gets a name that several want is decided by the text, never by the order of things.
    pub fn new(text: impl Into<String>, candidates: Vec<String>) -> Self {
        let key = text.into();
        let exact = candidates.first() == Some(&key);
        Self {
            key,
            pinned: None,
            locked: None,
            exact,
            candidates,
        }
    }

    /// A pinned name goes before everyone else's wishes.
    #[must_use]
    pub fn pinned(self, pinned: Option<String>) -> Self {
        Self { pinned, ..self }
    }

    /// The name that it had before goes before the wishes of what had none.
    #[must_use]
    pub fn locked(self, locked: Option<String>) -> Self {
        Self { locked, ..self }
    }

    /// Orders by this text first.
    #[must_use]
    pub fn before(self, rank: &str) -> Self {
        Self {
            key: format!("{rank}\0{}", self.key),
            ..self
        }
    }

    /// Tells it from others with the same text.
    #[must_use]
    pub fn at(self, place: &str) -> Self {
        Self {
            key: format!("{}\0{place}", self.key),
            ..self
        }
    }
}

/// Gives every wish a name: pinned ones first, then those that had one, then those written so, then by key, so that the order of
/// the list does not matter.
pub fn settle(scope: &mut Scope, wishes: &[Wish]) -> Vec<String> {
    let mut names = vec![String::new(); wishes.len()];
    let mut order: Vec<(bool, bool, bool, &str, usize)> = wishes
        .iter()
        .enumerate()
        .map(|(at, wish)| {
            let (pinned, locked) = (wish.pinned.is_some(), wish.locked.is_some());
            (!pinned, !locked, !wish.exact, wish.key.as_str(), at)
        })
        .collect();
    order.sort();
    for (.., at) in order {
        if let (Some(wish), Some(name)) = (wishes.get(at), names.get_mut(at)) {
            *name = match (&wish.pinned, &wish.locked) {
                (Some(pinned), _) => scope.claim(std::slice::from_ref(pinned)),
                (None, Some(locked)) if scope.take(locked) => locked.clone(),
                _ => scope.claim(&wish.candidates),
            };
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter_and_pins_go_first() {
        let wish = |key: &str, pinned: Option<&str>| {
            Wish::new(key, vec!["kwai".to_owned()]).pinned(pinned.map(str::to_owned))
        };
        let mut list = vec![
            wish("a", None),
            wish("b", Some("kwai")),
            wish("c", None),
            wish("kwai", None),
        ];
        let names = settle(&mut Scope::default(), &list);
        assert_eq!(names, ["kwai_3", "kwai", "kwai_4", "kwai_2"]);
        list.reverse();
        let mut turned = settle(&mut Scope::default(), &list);
        turned.reverse();
        assert_eq!(turned, names);
    }

    #[test]
    fn a_great_many_of_one_name_take_no_time() {
        let wish = |at: usize| Wish::new(format!("{at:06}"), vec!["Value".to_owned()]);
        let wishes: Vec<Wish> = (0..50_000).map(wish).collect();
        let names = settle(&mut Scope::default(), &wishes);
        assert_eq!(names.last().map(String::as_str), Some("Value50000"));
    }
}
