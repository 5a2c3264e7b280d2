//! Names of a generated crate: all of it is Rust, and nothing is there twice.

use crate::pipeline::crate_of;
use std::collections::HashSet;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Fields, File, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, Signature};

/// Names that are there twice in one scope.
#[derive(Default)]
struct Doubles {
    found: Vec<String>,
}

impl Doubles {
    fn scope<'n>(&mut self, place: &str, names: impl Iterator<Item = String> + 'n) {
        let mut seen = HashSet::new();
        for name in names {
            if !seen.insert(name.clone()) {
                self.found.push(format!("`{name}` is twice in {place}"));
            }
        }
    }

    fn items(&mut self, place: &str, items: &[Item]) {
        self.scope(place, items.iter().filter_map(of_types));
        self.scope(place, items.iter().filter_map(of_values));
    }
}

/// What is under a condition may be there once for each.
fn plain(attributes: &[Attribute]) -> bool {
    !attributes.iter().any(|one| one.path().is_ident("cfg"))
}

/// The name of an item, if it is one of types and modules.
fn of_types(item: &Item) -> Option<String> {
    let (attributes, name) = match item {
        Item::Struct(item) => (&item.attrs, &item.ident),
        Item::Enum(item) => (&item.attrs, &item.ident),
        Item::Type(item) => (&item.attrs, &item.ident),
        Item::Trait(item) => (&item.attrs, &item.ident),
        Item::Mod(item) => (&item.attrs, &item.ident),
        _ => return None,
    };
    plain(attributes).then(|| name.to_string())
}

/// The name of an item, if it is one of values.
fn of_values(item: &Item) -> Option<String> {
    let (attributes, name) = match item {
        Item::Fn(item) => (&item.attrs, &item.sig.ident),
        Item::Const(item) if item.ident != "_" => (&item.attrs, &item.ident),
        Item::Static(item) => (&item.attrs, &item.ident),
        _ => return None,
    };
    plain(attributes).then(|| name.to_string())
}

impl VisitMut for Doubles {
    fn visit_file_mut(&mut self, file: &mut File) {
        self.items("the file", &file.items);
        visit_mut::visit_file_mut(self, file);
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        if let Some((_, items)) = &module.content {
            self.items(&format!("mod {}", module.ident), items);
        }
        visit_mut::visit_item_mod_mut(self, module);
    }

    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        if let Fields::Named(fields) = &item.fields {
            let names = fields.named.iter().filter_map(|field| field.ident.as_ref());
            self.scope(&item.ident.to_string(), names.map(ToString::to_string));
        }
        visit_mut::visit_item_struct_mut(self, item);
    }

    fn visit_item_enum_mut(&mut self, item: &mut ItemEnum) {
        let names = item
            .variants
            .iter()
            .map(|variant| variant.ident.to_string());
        self.scope(&item.ident.to_string(), names);
        visit_mut::visit_item_enum_mut(self, item);
    }

    fn visit_item_impl_mut(&mut self, item: &mut ItemImpl) {
        let names = item.items.iter().filter_map(|item| match item {
            ImplItem::Fn(item) if plain(&item.attrs) => Some(item.sig.ident.to_string()),
            ImplItem::Const(item) if plain(&item.attrs) => Some(item.ident.to_string()),
            _ => None,
        });
        self.scope("an impl", names);
        visit_mut::visit_item_impl_mut(self, item);
    }

    fn visit_signature_mut(&mut self, signature: &mut Signature) {
        let names = signature.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Typed(input) => match &*input.pat {
                syn::Pat::Ident(name) => Some(name.ident.to_string()),
                _ => None,
            },
            syn::FnArg::Receiver(_) => None,
        });
        self.scope(&signature.ident.to_string(), names);
    }
}

/// All files parse, and in no scope a name is there twice.
pub fn run(bytes: &[u8]) -> Result<(), String> {
    let outcome = crate_of(bytes);
    let (mut doubles, mut paths) = (Doubles::default(), HashSet::new());
    for file in &outcome.files {
        // Some file systems do not tell them apart.
        if !paths.insert(file.path.to_lowercase()) {
            doubles
                .found
                .push(format!("two files are called {}", file.path));
        }
        if !file.path.starts_with("src/") {
            continue;
        }
        match syn::parse_file(&file.text) {
            Ok(mut parsed) => doubles.visit_file_mut(&mut parsed),
            Err(error) => doubles
                .found
                .push(format!("{} is no Rust: {error}", file.path)),
        }
    }
    match doubles.found.as_slice() {
        [] => Ok(()),
        found => Err(found.join("; ")),
    }
}
