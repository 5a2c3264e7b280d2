//! What has another name is the same thing: the old surface, written with the new names.

use super::pair::Pair;
use crate::surface::{Argument, Item, ItemKind, Surface};
use std::collections::BTreeMap;

/// New paths by old ones.
#[derive(Debug, Default)]
pub struct Renames {
    all: BTreeMap<String, String>,
    /// The same by old paths in which only the last name is an old one.
    parts: BTreeMap<String, String>,
}

impl Renames {
    /// Of everything that has another path.
    pub fn of(pairs: &[Pair<'_>]) -> Self {
        let mut all = BTreeMap::new();
        for (old, new) in pairs.iter().filter_map(|pair| pair.old.zip(pair.new)) {
            let mut add = |old: &str, new: &str| {
                if old != new {
                    all.insert(old.to_owned(), new.to_owned());
                }
            };
            add(&old.path, &new.path);
            for (what, path) in &old.more {
                let other = new.more.iter().find(|(own, _)| own == what);
                if let Some((_, other)) = other {
                    add(path, other);
                }
            }
        }
        Self::new(all)
    }

    fn new(all: BTreeMap<String, String>) -> Self {
        let part = |(old, new): (&String, &String)| {
            let (_, name) = old.rsplit_once("::")?;
            let (front, _) = new.rsplit_once("::")?;
            Some((format!("{front}::{name}"), new.clone()))
        };
        let parts = all.iter().filter_map(part).collect();
        Self { all, parts }
    }

    /// A path with the new names of all that it leads through.
    pub fn path(&self, path: &str) -> String {
        let mut front = path;
        loop {
            if let Some(new) = self.all.get(front) {
                let rest = path.get(front.len()..).unwrap_or_default();
                return format!("{new}{rest}");
            }
            match front.rsplit_once("::") {
                Some((shorter, _)) => front = shorter,
                None => return path.to_owned(),
            }
        }
    }

    /// The new path of a part of what has a new path already.
    pub fn inside(&self, whole: &str, part: &str) -> String {
        let path = format!("{whole}::{part}");
        self.parts.get(&path).cloned().unwrap_or(path)
    }

    /// Whether a path is another than that of what it stands in asks for.
    pub fn is_own(&self, old: &str, new: &str) -> bool {
        match old.rsplit_once("::") {
            Some((front, name)) => format!("{}::{name}", self.path(front)) != new,
            None => old != new,
        }
    }

    /// A type, or the key of an item, with the new names of all paths in it.
    pub fn text(&self, text: &str) -> String {
        if self.all.is_empty() {
            return text.to_owned();
        }
        if let Some(new) = self.all.get(text) {
            return new.clone();
        }
        let inside = |c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '#';
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(|c| !inside(c)).unwrap_or(rest.len());
            let (path, after) = rest.split_at(end);
            out.push_str(&self.path(path));
            let end = after.find(inside).unwrap_or(after.len());
            let (between, after) = after.split_at(end);
            out.push_str(between);
            rest = after;
        }
        out
    }

    /// A surface with the new names.
    pub fn surface(&self, surface: &Surface) -> Surface {
        if self.all.is_empty() {
            return surface.clone();
        }
        let items = surface.items.iter().map(|(key, item)| {
            let item = Item {
                kind: self.kind(&item.kind),
                deprecated: item.deprecated,
                gate: item.gate.renamed(|name| self.feature(name)),
            };
            (self.text(key), item)
        });
        Surface {
            items: items.collect(),
        }
    }

    fn feature(&self, name: &str) -> String {
        let new = self.path(&format!("feature {name}"));
        new.trim_start_matches("feature ").to_owned()
    }

    fn kind(&self, kind: &ItemKind) -> ItemKind {
        match kind {
            ItemKind::Alias(ty) => ItemKind::Alias(self.text(ty)),
            ItemKind::Constant(path) => ItemKind::Constant(self.path(path)),
            ItemKind::Module(path) => ItemKind::Module(self.path(path)),
            ItemKind::Feature(brings) => {
                let brings = brings.iter().map(|name| self.feature(name));
                let mut brings: Vec<String> = brings.collect();
                brings.sort_unstable();
                ItemKind::Feature(brings)
            }
            ItemKind::Field(ty) => ItemKind::Field(self.text(ty)),
            ItemKind::Associated(ty) => ItemKind::Associated(self.text(ty)),
            ItemKind::Variant(carries) => {
                ItemKind::Variant(carries.iter().map(|ty| self.text(ty)).collect())
            }
            ItemKind::Function {
                receiver,
                arguments,
                output,
            } => ItemKind::Function {
                receiver: receiver.clone(),
                arguments: arguments
                    .iter()
                    .map(|one| Argument {
                        name: one.name.clone(),
                        ty: self.text(&one.ty),
                    })
                    .collect(),
                output: self.text(output),
            },
            other => other.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Renames;

    #[test]
    fn whole_names_are_replaced_wherever_they_stand() {
        let pairs = [
            ("types::Pet", "types::Animal"),
            ("types::Pet::legs", "types::Animal::feet"),
            ("feature pets", "feature animals"),
        ];
        let pairs = pairs.map(|(old, new)| (old.to_owned(), new.to_owned()));
        let renames = Renames::new(pairs.into());
        for (old, new) in [
            ("Vec<types::Pet>", "Vec<types::Animal>"),
            ("types::Pets", "types::Pets"),
            ("types::Pet::legs()", "types::Animal::feet()"),
            ("types::Pet::new()", "types::Animal::new()"),
            ("impl Clone for types::Pet", "impl Clone for types::Animal"),
            ("feature pets", "feature animals"),
        ] {
            assert_eq!(renames.text(old), new);
        }
    }
}
