//! What a file calls things: its imports and its definitions.

use std::collections::{BTreeMap, BTreeSet};

/// Names from the root of a crate on.
pub type Path = Vec<String>;

/// The crate that generated code calls, and what it is called here.
const RUNTIME: (&str, &str) = ("clientwright_runtime", "runtime");

/// Where something is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the crate: the way from its root.
    Own(Path),
    /// Elsewhere: the way from the name of a crate, or a name that every file knows.
    Other(Path),
}

/// What the names of one file mean.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    module: Path,
    defined: BTreeSet<String>,
    imported: BTreeMap<String, Place>,
}

impl Uses {
    /// Of the file of a module, which defines nothing yet.
    pub fn of(module: &Path) -> Self {
        Self {
            module: module.clone(),
            ..Self::default()
        }
    }

    /// The file defines something of this name.
    pub fn define(&mut self, name: String) {
        self.defined.insert(name);
    }

    /// The file imports something under a name; definitions are known before.
    pub fn import(&mut self, name: String, way: &Path) {
        let place = self.resolve(way);
        self.imported.insert(name, place);
    }

    /// What a path means in this file.
    pub fn resolve(&self, way: &[String]) -> Place {
        let Some((first, rest)) = way.split_first() else {
            return Place::Other(Path::new());
        };
        let from = |base: &[String]| Place::Own([base, rest].concat());
        match first.as_str() {
            "crate" => from(&[]),
            "self" => from(&self.module),
            "super" => {
                let above = self.module.len().saturating_sub(1);
                from(self.module.get(..above).unwrap_or_default())
            }
            name if name == RUNTIME.0 => Place::Other([&[RUNTIME.1.to_owned()], rest].concat()),
            name if self.defined.contains(name) => {
                Place::Own([self.module.as_slice(), way].concat())
            }
            name => match self.imported.get(name) {
                Some(Place::Own(base)) => from(base),
                Some(Place::Other(base)) => Place::Other([base.as_slice(), rest].concat()),
                None => Place::Other(way.to_vec()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Path {
        text.split("::").map(str::to_owned).collect()
    }

    #[test]
    fn names_are_followed_to_where_they_are_defined() {
        let mut uses = Uses::of(&path("types::work"));
        uses.define("Work".to_owned());
        uses.import("Cat".to_owned(), &path("super::Cat"));
        uses.import("runtime".to_owned(), &path("clientwright_runtime"));
        uses.import("Duration".to_owned(), &path("std::time::Duration"));
        for (written, meant) in [
            ("Work", Place::Own(path("types::work::Work"))),
            ("Cat", Place::Own(path("types::Cat"))),
            ("crate::Error", Place::Own(path("Error"))),
            ("runtime::Value", Place::Other(path("runtime::Value"))),
            ("Duration", Place::Other(path("std::time::Duration"))),
            ("String", Place::Other(path("String"))),
        ] {
            assert_eq!(uses.resolve(&path(written)), meant, "{written}");
        }
    }
}
