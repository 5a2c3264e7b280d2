//! Programs that choose their features: whether `gated` is what the compiler says too.

use super::program;
use clientwright::output::File;
use clientwright::surface::Surface;
use std::collections::BTreeSet;

/// A feature, and a program of what it brings in the old crate and does not in the new one, where it is all the same.
pub struct Few {
    /// The only feature that is on.
    pub feature: String,
    /// What uses the items that it brought.
    pub program: String,
}

impl Few {
    /// The first feature that brings less than before.
    pub fn of(old: &Surface, new: &Surface) -> Option<Self> {
        let features = old.items.keys().filter(|key| new.items.contains_key(*key));
        let mut features = features.filter_map(|key| key.strip_prefix("feature "));
        features.find_map(|feature| {
            let set = BTreeSet::from([feature.to_owned()]);
            let (was, is) = (old.on(&set), new.on(&set));
            let mut lost = old.clone();
            lost.items.retain(|key, item| {
                let same = new.items.get(key).filter(|other| other.kind == item.kind);
                same.is_some_and(|other| item.gate.holds(&was) && !other.gate.holds(&is))
            });
            (!lost.items.is_empty()).then(|| Self {
                feature: feature.to_owned(),
                program: program::write(&lost),
            })
        })
    }

    /// A crate of which only the feature is on. Cargo would add up what all programs of a workspace ask for, so this is
    /// a package of its own.
    pub fn files(&self, package: &str, files: &[File]) -> Vec<File> {
        let line = |line: &str| match line.split_once(" = ") {
            Some(("default", _)) => format!("default = [\"{}\"]", self.feature),
            Some(("name", own)) if own.starts_with('"') => format!("name = \"{package}\""),
            _ => line.to_owned(),
        };
        let each = files.iter().map(|file| {
            let lines = file.text.lines().map(line);
            let text = match file.path.as_str() {
                "Cargo.toml" => lines.map(|line| line + "\n").collect(),
                _ => file.text.clone(),
            };
            File {
                path: file.path.clone(),
                text,
            }
        });
        each.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surface(gate: &str) -> Surface {
        let lib = format!("pub mod a; #[cfg(feature = \"{gate}\")] pub mod b;");
        let manifest = "[features]\ndefault = [\"cats\", \"dogs\"]\ncats = []\ndogs = []\n";
        let files = [
            ("Cargo.toml", manifest),
            ("src/lib.rs", lib.as_str()),
            ("src/a.rs", "pub struct Pet { pub legs: i64 }"),
            ("src/b.rs", "pub struct Cat { pub lives: i64 }"),
        ];
        Surface::read(files.into_iter()).unwrap()
    }

    #[test]
    fn only_what_a_feature_does_not_bring_any_more_is_used() {
        let few = Few::of(&surface("cats"), &surface("dogs")).unwrap();
        assert_eq!(few.feature, "cats");
        assert!(few.program.contains("b::Cat") && !few.program.contains("a::Pet"));
        assert!(Few::of(&surface("cats"), &surface("cats")).is_none());
    }
}
