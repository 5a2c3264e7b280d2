//! The files of a crate as modules, and where users find what each of them defines.

use super::Gate;
use super::paths::{Path, Place, Uses};
use std::collections::BTreeMap;
use syn::{Item, UseTree, Visibility};

/// A file.
pub struct Module {
    /// The way to it from the root, public or not.
    pub path: Path,
    /// What it holds.
    pub items: Vec<Item>,
    /// What its imports and definitions call things.
    pub uses: Uses,
}

/// All modules by path.
pub type Modules = BTreeMap<Path, Module>;

/// Where a file stands: `src/api/works.rs` is `api::works`.
pub fn path_of(file: &str) -> Option<Path> {
    let inside = file.strip_prefix("src/")?.strip_suffix(".rs")?;
    let mut names: Vec<&str> = inside.split('/').collect();
    if matches!(names.last(), Some(&("mod" | "lib"))) {
        names.pop();
    }
    Some(names.into_iter().map(raw).collect())
}

/// A module's name as paths write it: the file of `r#type` is `type.rs`.
fn raw(name: &str) -> String {
    match syn::parse_str::<syn::Ident>(name) {
        Ok(_) => name.to_owned(),
        Err(_) => format!("r#{name}"),
    }
}

/// Reads a file.
pub fn parse(path: Path, text: &str) -> Result<Module, String> {
    let file = syn::parse_file(text).map_err(|error| error.to_string())?;
    let mut uses = Uses::of(&path);
    for item in &file.items {
        match item {
            Item::Struct(own) => uses.define(own.ident.to_string()),
            Item::Enum(own) => uses.define(own.ident.to_string()),
            Item::Type(own) => uses.define(own.ident.to_string()),
            Item::Mod(own) => uses.define(own.ident.to_string()),
            _ => {}
        }
    }
    for item in &file.items {
        if let Item::Use(own) = item {
            for (name, way) in imports(&own.tree, &Path::new()) {
                uses.import(name, &way);
            }
        }
    }
    Ok(Module {
        path,
        items: file.items,
        uses,
    })
}

/// What an import calls things, and the way to each as it is written.
fn imports(tree: &UseTree, before: &Path) -> Vec<(String, Path)> {
    let further = |name: String| [before.as_slice(), &[name]].concat();
    match tree {
        UseTree::Path(part) => imports(&part.tree, &further(part.ident.to_string())),
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            vec![(name.clone(), further(name))]
        }
        UseTree::Rename(name) => {
            vec![(name.rename.to_string(), further(name.ident.to_string()))]
        }
        UseTree::Group(group) => {
            let each = group.items.iter();
            each.flat_map(|tree| imports(tree, before)).collect()
        }
        UseTree::Glob(_) => Vec::new(),
    }
}

/// The features that each file needs, with all that it stands in.
pub fn gates(modules: &Modules) -> BTreeMap<Path, Gate> {
    let mut gates = BTreeMap::from([(Path::new(), Gate::default())]);
    // What stands in another comes after it.
    for (path, module) in modules {
        let own = gates.get(path).cloned().unwrap_or_default();
        for item in &module.items {
            if let Item::Mod(part) = item {
                let inside = [path.as_slice(), &[part.ident.to_string()]].concat();
                gates.insert(inside, own.clone().and(&Gate::of(&part.attrs)));
            }
        }
    }
    gates
}

/// What users find where: by the place of the definition, or what of other crates is passed on.
#[derive(Default)]
pub struct Shown {
    /// By the whole path of the definition.
    pub own: BTreeMap<Path, Path>,
    /// What stands where users find it.
    pub others: BTreeMap<Path, Path>,
    /// The features that it needs to pass something on, by where users find it.
    pub gates: BTreeMap<Path, Gate>,
}

impl Shown {
    /// Everything that is public from the root on.
    pub fn of(modules: &Modules) -> Self {
        let mut shown = Self::default();
        shown.visit(modules, &Path::new(), &Path::new());
        shown
    }

    fn visit(&mut self, modules: &Modules, at: &Path, shown: &Path) {
        let Some(module) = modules.get(at) else {
            return;
        };
        let inside = |path: &Path, name: String| [path.as_slice(), &[name]].concat();
        for item in &module.items {
            let (visibility, ident) = match item {
                Item::Mod(part) => (&part.vis, &part.ident),
                Item::Struct(part) => (&part.vis, &part.ident),
                Item::Enum(part) => (&part.vis, &part.ident),
                Item::Type(part) => (&part.vis, &part.ident),
                Item::Use(part) if is_public(&part.vis) => {
                    self.pass(module, part, shown);
                    continue;
                }
                _ => continue,
            };
            if !is_public(visibility) {
                continue;
            }
            let (at, shown) = (
                inside(at, ident.to_string()),
                inside(shown, ident.to_string()),
            );
            match item {
                Item::Mod(_) => self.visit(modules, &at, &shown),
                _ => {
                    self.own.entry(at).or_insert(shown);
                }
            }
        }
    }

    fn pass(&mut self, module: &Module, part: &syn::ItemUse, shown: &Path) {
        for (name, way) in imports(&part.tree, &Path::new()) {
            let shown = [shown.as_slice(), &[name]].concat();
            self.gates.insert(shown.clone(), Gate::of(&part.attrs));
            match module.uses.resolve(&way) {
                Place::Own(defined) => self.own.entry(defined).or_insert(shown),
                Place::Other(path) => self.others.entry(shown).or_insert(path),
            };
        }
    }
}

/// Whether everybody sees it.
pub fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
