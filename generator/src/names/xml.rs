//! Names of the tables that say how objects look in XML.

use super::TypeNames;
use super::ident::shouty;
use super::scope::{Scope, Wish, settle};
use crate::ir::Api;
use std::collections::HashMap;

/// The tables, by [`crate::ir::XmlId`]: called as the type that stands at the same place.
pub fn tables(api: &Api, types: &[TypeNames]) -> Vec<String> {
    let places = api.types.iter().map(|def| def.origin.pointer.to_string());
    let known: HashMap<String, &TypeNames> = places.zip(types).collect();
    let wishes = api.xml.iter().map(|object| {
        let name = known
            .get(&object.place.to_string())
            .map(|names| shouty(&names.ident));
        let last = shouty(&object.place.last().unwrap_or_default());
        let is_name = |name: &String| super::ident::is_identifier(name);
        let candidates = name.into_iter().chain([last]).filter(is_name);
        let candidates = candidates.chain(["OBJECT".to_owned()]).collect();
        Wish::new(object.place.to_string(), candidates)
    });
    let wishes: Vec<Wish> = wishes.collect();
    settle(&mut Scope::default(), &wishes)
}
