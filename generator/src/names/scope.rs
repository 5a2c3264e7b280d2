//! Names that must differ from each other.

use std::collections::BTreeSet;

/// The names taken in one namespace.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A namespace in which these names are taken from the start.
    pub fn reserving(names: &[&str]) -> Self {
        Self {
            taken: names.iter().map(|&name| name.to_owned()).collect(),
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
        let separator = if stem.chars().any(char::is_uppercase) {
            ""
        } else {
            "_"
        };
        let numbered = (2..).map(|number| format!("{stem}{separator}{number}"));
        numbered
            .into_iter()
            .find(|name| self.take(name))
            .unwrap_or(stem)
    }
}

/// One thing to name: what orders it among the others, the name it is pinned to, what it may be called.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Decides who gets a name that several want; never a position in the document if it can be helped.
    pub key: String,
    /// Goes before everyone else's wishes.
    pub pinned: Option<String>,
    /// From the best to the last resort.
    pub candidates: Vec<String>,
}

/// Gives every wish a name, pinned ones first, then by key, so that the order of the list does not matter.
pub fn settle(scope: &mut Scope, wishes: &[Wish]) -> Vec<String> {
    let mut names = vec![String::new(); wishes.len()];
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|&at| {
        wishes
            .get(at)
            .map(|wish| (wish.pinned.is_none(), &wish.key))
    });
    for at in order {
        if let (Some(wish), Some(name)) = (wishes.get(at), names.get_mut(at)) {
            *name = match &wish.pinned {
                Some(pinned) => scope.claim(std::slice::from_ref(pinned)),
                None => scope.claim(&wish.candidates),
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
        let wish = |key: &str, pinned: Option<&str>| Wish {
            key: key.to_owned(),
            pinned: pinned.map(str::to_owned),
            candidates: vec!["kwai".to_owned()],
        };
        let mut list = vec![wish("a", None), wish("b", Some("kwai")), wish("c", None)];
        let names = settle(&mut Scope::default(), &list);
        assert_eq!(names, ["kwai_2", "kwai", "kwai_3"]);
        list.reverse();
        assert_eq!(
            settle(&mut Scope::default(), &list),
            ["kwai_3", "kwai", "kwai_2"]
        );
    }
}
