//! What users of a generated crate can name: its public items, read from its text.
//!
//! The text rather than the IR is read because it is what the compiler sees: nothing of how code is
//! generated has to be known twice, and nothing can be forgotten.

mod gate;
mod item;
mod module;
mod paths;
mod read;
mod ty;

pub use gate::Gate;
pub use item::{Argument, Item, ItemKind};

use std::collections::{BTreeMap, BTreeSet};

/// The public items of a crate by how they are shown: `types::Work`, `types::Work::title` (a field),
/// `types::Work::title()` (a function), `impl Clone for types::Work`, `feature works`.
///
/// Paths begin at the crate's root. Aliases are replaced by what they stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surface {
    /// The items.
    pub items: BTreeMap<String, Item>,
}

impl Surface {
    /// The surface of the crate that these files make, by path and text.
    ///
    /// # Errors
    /// The path of a file that is no Rust, and why.
    pub fn read<'f>(files: impl Iterator<Item = (&'f str, &'f str)>) -> Result<Self, String> {
        read::read(files)
    }

    /// These features with all that they turn on.
    pub fn on(&self, features: &BTreeSet<String>) -> BTreeSet<String> {
        let mut on = features.clone();
        let mut waiting: Vec<String> = features.iter().cloned().collect();
        while let Some(feature) = waiting.pop() {
            let item = self.items.get(&format!("feature {feature}"));
            if let Some(ItemKind::Feature(brings)) = item.map(|item| &item.kind) {
                let new = brings.iter().filter(|one| on.insert((*one).clone()));
                waiting.extend(new.cloned());
            }
        }
        on
    }
}

/// The Rust path that a key begins with: of a function without the parentheses, of an implementation the
/// type's.
pub fn path_of(key: &str) -> &str {
    let key = key.rsplit_once(" for ").map_or(key, |(_, ty)| ty);
    let key = match key.strip_prefix('<') {
        Some(rest) => rest.split_once(" as ").map_or(rest, |(ty, _)| ty),
        None => key,
    };
    key.strip_suffix("()").unwrap_or(key)
}

#[cfg(test)]
mod tests;
