//! Which crate each module lives in: one table. It has one crate unless the output is split; then it has the crate
//! that users depend on, one for what several parts of the API share, and one for each part.

use super::context::Context;
use super::gate::needs;
use super::ident::ident;
use crate::config::Config;
use crate::ir::{Api, Service, TypeId};
use crate::names::ServiceNames;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// The folder of all crates but the one that users depend on.
const FOLDER: &str = "crates";

/// Tags with fewer operations than this share a crate: each crate reads what it depends on, which costs more
/// than few calls. Measured in decision 0032.
const FEW: usize = 40;

/// The crate that users depend on.
pub const FACADE: usize = 0;

/// One crate.
#[derive(Clone, Debug, Default)]
pub struct Crate<'a> {
    /// The package's name.
    pub package: String,
    /// Its folder in the output, with a slash at the end; empty for the crate that users depend on.
    pub folder: String,
    /// The features of the tags whose types it may have, sorted.
    pub tags: Vec<&'a str>,
    /// Whether all of it is for some tags, so that others do without it.
    pub is_part: bool,
}

impl Crate<'_> {
    /// The crate as code names it.
    pub fn path(&self) -> TokenStream {
        let name = ident(&self.package.replace('-', "_"));
        quote!(#name)
    }
}

/// The crates, and what lives in each.
#[derive(Clone, Debug, Default)]
pub struct Crates<'a> {
    all: Vec<Crate<'a>>,
    /// By file of types; what is not there lives in the facade.
    types: BTreeMap<&'a str, usize>,
    /// By the module of a service.
    services: BTreeMap<&'a str, usize>,
}

/// Whether the output is more than one crate: that is asked for, and there are tags to go by.
pub fn is_split(api: &Api, config: &Config) -> bool {
    config.output.split && can_split(api, config)
}

/// Whether there is a crate to split, and tags to go by.
pub fn can_split(api: &Api, config: &Config) -> bool {
    whole(api, config).is_none()
}

/// Why the output stays whole in any case.
pub fn whole(api: &Api, config: &Config) -> Option<&'static str> {
    let tagged = |service: &Service| service.tag.is_some() && !service.operations.is_empty();
    if config.output.root != "crate" {
        Some("a module of another crate is generated")
    } else if config.output.types_only {
        Some("types alone are generated")
    } else if !api.services.iter().any(tagged) {
        Some("no operation has a tag to go by")
    } else {
        None
    }
}

impl<'a> Crates<'a> {
    /// Decides.
    pub fn new(cx: &Context<'a>) -> Self {
        let name = cx.config.output.crate_name.as_str();
        let mut tags: Vec<&str> = cx
            .services()
            .filter_map(|(_, names)| names.feature.as_deref())
            .collect();
        tags.sort_unstable();
        let facade = Crate {
            package: name.to_owned(),
            tags: tags.clone(),
            ..Crate::default()
        };
        let mut crates = Self {
            all: vec![facade],
            ..Self::default()
        };
        if is_split(cx.api, cx.config) {
            crates.all.push(Crate {
                tags,
                ..inner(name, &["types"])
            });
            crates.add_parts(cx, name);
            crates.types = homes(cx, &crates);
        }
        crates
    }

    /// A crate for each tag with many operations, and for several with few.
    fn add_parts(&mut self, cx: &Context<'a>, name: &str) {
        let tagged = cx.services().filter(|(_, names)| names.feature.is_some());
        let mut tagged: Vec<(&Service, &'a ServiceNames)> = tagged.collect();
        tagged.sort_unstable_by_key(|(_, names)| names.feature.as_deref());
        let (many, few): (Vec<_>, Vec<_>) = tagged
            .into_iter()
            .partition(|(service, _)| service.operations.len() >= FEW);
        for (_, names) in many {
            self.add(&[names], name, names.feature.as_deref().unwrap_or_default());
        }
        let (mut together, mut operations, mut number) = (Vec::new(), 0, 0);
        let last = few.len();
        for (at, (service, names)) in few.into_iter().enumerate() {
            together.push(names);
            operations += service.operations.len();
            if operations >= FEW || at + 1 == last {
                number += 1;
                self.add(&together, name, &number.to_string());
                (together, operations) = (Vec::new(), 0);
            }
        }
    }

    fn add(&mut self, services: &[&'a ServiceNames], name: &str, word: &str) {
        let modules = services.iter().map(|names| names.module.as_str());
        let at = self.all.len();
        self.services.extend(modules.map(|module| (module, at)));
        let tags = services.iter().filter_map(|names| names.feature.as_deref());
        self.all.push(Crate {
            tags: tags.collect(),
            is_part: true,
            ..inner(name, &["api", word])
        });
    }

    /// All of them, with their numbers: users' first.
    pub fn all(&self) -> impl Iterator<Item = (usize, &Crate<'a>)> {
        self.all.iter().enumerate()
    }

    /// One of them.
    pub fn get(&self, at: usize) -> Option<&Crate<'a>> {
        self.all.get(at)
    }

    /// Those that one is made of.
    pub fn below(&self, here: usize) -> impl Iterator<Item = &Crate<'a>> {
        let shared = self.shared();
        let part = self.get(here).is_some_and(|krate| krate.is_part);
        let used = move |at: usize| match here {
            FACADE => at != FACADE,
            _ => part && at == shared,
        };
        self.all()
            .filter(move |(at, _)| used(*at))
            .map(|(_, used)| used)
    }

    /// The folder of one, in the output.
    pub fn folder(&self, at: usize) -> &str {
        self.get(at).map_or("", |krate| &krate.folder)
    }

    /// Whether there is more than one.
    pub fn are_many(&self) -> bool {
        self.all.len() > 1
    }

    /// The one with what others share: errors, tables of XML, types that several parts use.
    pub fn shared(&self) -> usize {
        usize::from(self.are_many())
    }

    /// The one with a file of types.
    pub fn of_types(&self, file: &str) -> usize {
        self.types.get(file).copied().unwrap_or(FACADE)
    }

    /// The one with the module of a service.
    pub fn of_service(&self, module: &str) -> usize {
        self.services.get(module).copied().unwrap_or(FACADE)
    }

    /// How `here` brings in a module of the API that lives in `home`: it is declared, or taken from there.
    pub fn module(&self, here: usize, home: usize, parent: &str, name: &str) -> TokenStream {
        let (parent, name) = (ident(parent), ident(name));
        match self.get(home).filter(|_| home != here) {
            None => quote!(pub mod #name;),
            Some(home) => {
                let home = home.path();
                quote!(#[doc(inline)] pub use #home::#parent::#name;)
            }
        }
    }

    /// How far what only the generated code uses can be seen: `within` is enough in one crate.
    pub fn visibility(&self, within: &'static str) -> &'static str {
        match self.are_many() {
            // Laid out for a method, which is where it is written as text.
            true => "#[doc(hidden)]\n    pub",
            false => within,
        }
    }
}

/// A crate beside the facade.
fn inner<'a>(name: &str, words: &[&str]) -> Crate<'a> {
    let dash = if name.contains('_') { "_" } else { "-" };
    let words = words.iter().map(|word| word.replace('_', dash));
    let package = std::iter::once(name.to_owned()).chain(words);
    let package = package.collect::<Vec<_>>().join(dash);
    Crate {
        folder: format!("{FOLDER}/{package}/"),
        package,
        ..Crate::default()
    }
}

/// The package of the runtime where it is embedded beside several crates, and its folder.
pub fn runtime(name: &str) -> (String, String) {
    let krate = inner(name, &["runtime"]);
    let folder = krate.folder.trim_end_matches('/').to_owned();
    (krate.package, folder)
}

/// Where each file of types lives: with the only crate that leads to it, else with what is shared. What no call
/// leads to lives in the facade, which sees all.
fn homes<'a>(cx: &Context<'a>, crates: &Crates<'a>) -> BTreeMap<&'a str, usize> {
    let module = |id: TypeId| cx.type_names(id).module.as_str();
    let files = cx.files();
    let mut led: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (service, names) in cx.services() {
        let home = led.entry(crates.of_service(&names.module)).or_default();
        home.extend(service.types.iter().map(|id| module(*id)));
    }
    let needed: BTreeMap<&str, BTreeSet<&str>> = files
        .iter()
        .map(|(file, ids)| {
            (
                *file,
                needs(cx, Some(ids)).into_iter().map(module).collect(),
            )
        })
        .collect();
    let mut homes: BTreeMap<&str, usize> = BTreeMap::new();
    for (home, from) in led {
        settle(&mut homes, home, closure(from, &needed), crates.shared());
    }
    let rest = files.keys().filter(|file| !homes.contains_key(*file));
    let rest = closure(rest.copied().collect(), &needed);
    settle(&mut homes, FACADE, rest, crates.shared());
    homes
}

/// Takes files for one crate, or for the one with what is shared if another has them.
fn settle<'a>(
    homes: &mut BTreeMap<&'a str, usize>,
    home: usize,
    files: BTreeSet<&'a str>,
    shared: usize,
) {
    for file in files {
        let known = homes.entry(file).or_insert(home);
        if *known != home {
            *known = shared;
        }
    }
}

/// These files, and all that they need.
fn closure<'a>(
    from: BTreeSet<&'a str>,
    needed: &BTreeMap<&'a str, BTreeSet<&'a str>>,
) -> BTreeSet<&'a str> {
    let mut waiting: Vec<&str> = from.iter().copied().collect();
    let mut found = from;
    while let Some(file) = waiting.pop() {
        let more = needed.get(file).into_iter().flatten();
        waiting.extend(more.filter(|more| found.insert(more)));
    }
    found
}
