//! Types as they are shown: with paths from the root, whatever a file imports, and without aliases.

use super::module::Shown;
use super::paths::{Path, Place, Uses};
use crate::format::line;
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::visit_mut::{VisitMut, visit_path_mut, visit_type_mut};
use syn::{PathSegment, Type};

/// Writes the types of one file.
pub struct Writer<'a> {
    /// What the file calls things.
    pub uses: &'a Uses,
    /// What users call them.
    pub shown: &'a Shown,
    /// What aliases stand for.
    pub aliases: &'a Aliases,
    /// What `Self` is.
    pub own: Option<&'a str>,
}

impl Writer<'_> {
    /// A type.
    pub fn ty(&self, ty: &Type) -> String {
        line(&self.rewritten(ty).to_token_stream())
    }

    /// A type with the paths that are shown.
    pub fn rewritten(&self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        Rewrite(self).visit_type_mut(&mut ty);
        ty
    }

    /// A path, such as that of a trait.
    pub fn path(&self, path: &syn::Path) -> String {
        let mut path = path.clone();
        Rewrite(self).visit_path_mut(&mut path);
        line(&path.to_token_stream())
    }

    /// What users call the definition that a path means; others keep their names.
    pub fn shown(&self, way: &[String]) -> Path {
        match self.uses.resolve(way) {
            Place::Other(path) => path,
            Place::Own(path) => self.shown_of(path),
        }
    }

    /// A path of the crate may lead through what is passed on, as `types::Cat` does.
    fn shown_of(&self, path: Path) -> Path {
        self.shown.own.get(&path).cloned().unwrap_or(path)
    }
}

struct Rewrite<'a>(&'a Writer<'a>);

impl VisitMut for Rewrite<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_type_mut(self, ty);
        if let Some(target) = self.0.aliases.target(ty) {
            *ty = target.clone();
        }
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_path_mut(self, path);
        let way: Path = path
            .segments
            .iter()
            .map(|one| one.ident.to_string())
            .collect();
        let shown = match (self.0.own, way.as_slice()) {
            (Some(own), [first]) if first == "Self" => own.split("::").map(str::to_owned).collect(),
            _ => self.0.shown(&way),
        };
        let Some(mut last) = path.segments.last().cloned() else {
            return;
        };
        path.leading_colon = None;
        path.segments.clear();
        let count = shown.len();
        for (at, name) in shown.into_iter().enumerate() {
            let Ok(ident) = syn::parse_str::<syn::Ident>(&name) else {
                continue;
            };
            if at + 1 == count {
                last.ident = ident;
            } else {
                path.segments.push(PathSegment::from(ident));
            }
        }
        path.segments.push(last);
    }
}

/// What aliases stand for, by the path of each: types without aliases in them.
#[derive(Default)]
pub struct Aliases(BTreeMap<String, Type>);

impl Aliases {
    /// Follows aliases to what they stand for in the end; one that would fill pages keeps its name.
    pub fn of(mut written: BTreeMap<String, Type>) -> Self {
        // Aliases cannot form a cycle in a crate that compiles; a longer chain than there are aliases is one.
        for _ in 0..written.len() {
            let known = Self(written.clone());
            let mut changed = false;
            for ty in written.values_mut() {
                changed |= known.expand(ty);
            }
            written.retain(|_, ty| ty.to_token_stream().to_string().len() <= LONGEST);
            if !changed {
                break;
            }
        }
        Self(written)
    }

    fn target(&self, ty: &Type) -> Option<&Type> {
        let Type::Path(path) = ty else { return None };
        self.0.get(&line(&path.to_token_stream()))
    }

    /// Replaces the aliases in a type by what they stand for; whether there were any.
    fn expand(&self, ty: &mut Type) -> bool {
        struct Expand<'a>(&'a Aliases, bool);
        impl VisitMut for Expand<'_> {
            fn visit_type_mut(&mut self, ty: &mut Type) {
                visit_type_mut(self, ty);
                if let Some(target) = self.0.target(ty) {
                    *ty = target.clone();
                    self.1 = true;
                }
            }
        }
        let mut expand = Expand(self, false);
        expand.visit_type_mut(ty);
        expand.1
    }
}

/// No alias with more letters than these is written out.
const LONGEST: usize = 2000;
