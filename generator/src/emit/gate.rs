//! Which features of the generated crate bring each file of types: `types` brings all, a tag those that
//! its calls lead to.

use super::context::Context;
use super::ident::string;
use super::uses;
use crate::ir::{TypeId, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// A file that more tags than these lead to is always there: hardly a choice of tags goes without it, and
/// the attribute would be longer than what it spares.
const MOST: usize = 8;

/// The tags that lead to a file, by their features; `None` where the file is always there.
type Tags<'a> = Option<BTreeSet<&'a str>>;

/// For each file of types, the tags that lead to it.
pub struct Gates<'a>(BTreeMap<&'a str, Tags<'a>>);

impl<'a> Gates<'a> {
    /// Goes from the services to the files that they lead to, and on to the files that these need: all types
    /// of a file come and go together.
    pub fn new(cx: &Context<'a>) -> Self {
        let module = |id: TypeId| cx.type_names(id).module.as_str();
        let files = cx.files();
        let mut tags: BTreeMap<&str, Tags<'_>> = files
            .keys()
            .map(|file| (*file, Some(BTreeSet::new())))
            .collect();
        let mut waiting = BTreeSet::new();
        for (service, names) in cx.services() {
            // The client's own operations are there with it.
            let feature = names.feature.as_deref().unwrap_or("client");
            for file in service.types.iter().map(|id| module(*id)) {
                if add(&mut tags, file, &Some([feature].into())) {
                    waiting.insert(file);
                }
            }
        }
        while let Some(file) = waiting.pop_first() {
            let of_file = tags.get(file).cloned().flatten();
            for needed in needs(cx, files.get(file)).into_iter().map(module) {
                if needed != file && add(&mut tags, needed, &of_file) {
                    waiting.insert(needed);
                }
            }
        }
        Self(tags)
    }

    /// The attribute of what belongs to a file of types, in the crate `here`.
    pub fn of(&self, cx: &Context<'_>, here: usize, file: &str) -> Option<TokenStream> {
        let home = cx.crates.of_types(file);
        let lives = cx.crates.get(home)?;
        let tags: Vec<&str> = match self.0.get(file)? {
            Some(tags) => tags.iter().copied().collect(),
            // Always there, where its crate is.
            None if here != home && lives.is_part => lives.tags.clone(),
            None => return None,
        };
        if tags.is_empty() {
            return cx.with_feature("types");
        }
        let tags = tags.iter().map(|tag| string(tag));
        cx.has_features()
            .then(|| quote!(#[cfg(any(feature = "types", #(feature = #tags),*))]))
    }
}

/// Adds tags to a file; whether that changed anything.
fn add<'a>(all: &mut BTreeMap<&'a str, Tags<'a>>, file: &'a str, more: &Tags<'a>) -> bool {
    let Some(tags) = all.get_mut(file) else {
        return false;
    };
    let Some(known) = tags else { return false };
    let before = known.len();
    if let Some(more) = more {
        known.extend(more);
    }
    let changed = known.len() != before;
    if more.is_none() || known.len() > MOST {
        *tags = None;
        return true;
    }
    changed
}

/// The types that those of a file are made of.
pub fn needs(cx: &Context<'_>, file: Option<&Vec<TypeId>>) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    for def in file.into_iter().flatten().filter_map(|id| cx.ty(*id)) {
        uses::each(&def.shape, &mut |ty| {
            if let TypeRef::Named(id) = ty {
                found.insert(*id);
            }
        });
    }
    found
}
