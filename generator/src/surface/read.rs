//! The files of a crate to its surface.

use super::module::{self, Module, Modules, Shown, is_public};
use super::paths::{Path, Place};
use super::ty::{Aliases, Writer};
use super::{Argument, Gate, Item, ItemKind, Surface};
use crate::format::line;
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::parse::Parser;
use syn::{Attribute, Fields, FnArg, ImplItem, Pat, ReceiverKind, ReturnType, Type};

/// Traits of the runtime that only generated code uses; what they come to is told by the macros there.
const INTERNAL: &str = "runtime::wire::";

/// The surface of the crate that the files make.
pub fn read<'f>(files: impl Iterator<Item = (&'f str, &'f str)>) -> Result<Surface, String> {
    let mut reader = Reader::default();
    let mut modules = Modules::new();
    for (file, text) in files {
        if file == "Cargo.toml" {
            reader
                .manifest(text)
                .map_err(|why| format!("{file}: {why}"))?;
        } else if let Some(path) = module::path_of(file).filter(|path| !is_repeated(path)) {
            let module = module::parse(path.clone(), text);
            modules.insert(path, module.map_err(|why| format!("{file}: {why}"))?);
        }
    }
    let shown = Shown::of(&modules);
    let aliases = aliases(&modules, &shown);
    let gates = module::gates(&modules);
    let gate = |module: &Path| gates.get(module).cloned().unwrap_or_default();
    for (path, target) in &shown.others {
        let (_, front) = path.split_last().unwrap_or((&String::new(), &[]));
        let passed = shown.gates.get(path).cloned().unwrap_or_default();
        reader.gate = gate(&front.to_vec()).and(&passed);
        reader.add(path.join("::"), ItemKind::Reexport(target.join("::")), &[]);
    }
    reader.types = types(&modules, &shown, &gate);
    for module in modules.values() {
        for item in &module.items {
            reader.gate = gate(&module.path).and(&Gate::of(attributes(item)));
            reader.item(module, &shown, &aliases, item);
        }
    }
    Ok(reader.surface)
}

/// Whether a module only repeats, for tests or as data, what others have.
fn is_repeated(path: &[String]) -> bool {
    let module = path.first().map(String::as_str);
    matches!(module, Some("testing" | "watch"))
}

/// The features that types need, by where users find them.
fn types(modules: &Modules, shown: &Shown, gate: &dyn Fn(&Path) -> Gate) -> BTreeMap<String, Gate> {
    let mut types = BTreeMap::new();
    for module in modules.values() {
        for item in &module.items {
            let ident = match item {
                syn::Item::Struct(own) => &own.ident,
                syn::Item::Enum(own) => &own.ident,
                syn::Item::Type(own) => &own.ident,
                _ => continue,
            };
            let defined = [module.path.as_slice(), &[ident.to_string()]].concat();
            let Some(path) = shown.own.get(&defined) else {
                continue;
            };
            let passed = shown.gates.get(path).cloned().unwrap_or_default();
            let own = gate(&module.path).and(&Gate::of(attributes(item)));
            types.insert(path.join("::"), own.and(&passed));
        }
    }
    types
}

fn attributes(item: &syn::Item) -> &[Attribute] {
    match item {
        syn::Item::Struct(own) => &own.attrs,
        syn::Item::Enum(own) => &own.attrs,
        syn::Item::Type(own) => &own.attrs,
        syn::Item::Impl(own) => &own.attrs,
        syn::Item::Macro(own) => &own.attrs,
        _ => &[],
    }
}

/// What aliases stand for, with paths from the root.
fn aliases(modules: &Modules, shown: &Shown) -> Aliases {
    let none = Aliases::default();
    let mut written = BTreeMap::new();
    for module in modules.values() {
        let writer = writer(module, shown, &none, None);
        for item in &module.items {
            if let syn::Item::Type(own) = item {
                let path = public(module, shown, &own.ident);
                let path = path.unwrap_or_else(|| own.ident.to_string());
                written.insert(path, writer.rewritten(&own.ty));
            }
        }
    }
    Aliases::of(written)
}

fn writer<'a>(
    module: &'a Module,
    shown: &'a Shown,
    aliases: &'a Aliases,
    own: Option<&'a str>,
) -> Writer<'a> {
    Writer {
        uses: &module.uses,
        shown,
        aliases,
        own,
    }
}

/// What users call what a file defines, if they see it.
fn public(module: &Module, shown: &Shown, ident: &syn::Ident) -> Option<String> {
    let defined = [module.path.as_slice(), &[ident.to_string()]].concat();
    shown.own.get(&defined).map(|path| path.join("::"))
}

#[derive(Default)]
struct Reader {
    surface: Surface,
    /// The features that what is read needs.
    gate: Gate,
    /// The features that types need, by where users find them.
    types: BTreeMap<String, Gate>,
}

impl Reader {
    fn add(&mut self, key: String, kind: ItemKind, attributes: &[Attribute]) {
        let deprecated = attributes
            .iter()
            .any(|one| one.path().is_ident("deprecated"));
        let gate = self.gate.clone().and(&Gate::of(attributes));
        let item = Item {
            kind,
            deprecated,
            gate,
        };
        self.surface.items.insert(key, item);
    }

    /// What is read is, or belongs to, a type.
    fn of(&mut self, path: &str) {
        if let Some(gate) = self.types.get(path) {
            self.gate = std::mem::take(&mut self.gate).and(gate);
        }
    }

    /// The package and its features.
    fn manifest(&mut self, text: &str) -> Result<(), String> {
        let manifest: toml::Table = text.parse().map_err(|error| format!("{error}"))?;
        let name = manifest.get("package").and_then(|it| it.get("name"));
        if let Some(name) = name.and_then(toml::Value::as_str) {
            self.add(format!("package {name}"), ItemKind::Package, &[]);
        }
        let features = manifest.get("features").and_then(toml::Value::as_table);
        for (name, brings) in features.into_iter().flatten() {
            let brings = brings.as_array().into_iter().flatten();
            let brings = brings.filter_map(toml::Value::as_str).map(str::to_owned);
            let mut brings: Vec<String> = brings.collect();
            brings.sort_unstable();
            let kind = ItemKind::Feature(brings);
            self.add(format!("feature {name}"), kind, &[]);
        }
        Ok(())
    }

    fn item(&mut self, module: &Module, shown: &Shown, aliases: &Aliases, item: &syn::Item) {
        let plain = writer(module, shown, aliases, None);
        match item {
            syn::Item::Struct(own) => {
                if let Some(path) = public(module, shown, &own.ident) {
                    self.of(&path);
                    self.structure(&path, own, &plain);
                }
            }
            syn::Item::Enum(own) => {
                if let Some(path) = public(module, shown, &own.ident) {
                    self.of(&path);
                    self.enumeration(&path, own, &plain);
                }
            }
            syn::Item::Type(own) => {
                if let Some(path) = public(module, shown, &own.ident) {
                    self.of(&path);
                    self.add(path, ItemKind::Alias(plain.ty(&own.ty)), &own.attrs);
                }
            }
            syn::Item::Impl(own) => {
                if let Some(path) = shown_type(module, shown, &own.self_ty) {
                    self.of(&path);
                    let writer = writer(module, shown, aliases, Some(&path));
                    self.implementation(&path, own, &writer);
                }
            }
            syn::Item::Mod(own) if is_public(&own.vis) => self.module(own, &plain, &module.path),
            syn::Item::Macro(own) => self.invoked(module, shown, &own.mac, &plain),
            _ => {}
        }
    }

    fn structure(&mut self, path: &str, own: &syn::ItemStruct, writer: &Writer<'_>) {
        self.derived(path, &own.attrs, writer);
        let hidden = own.fields.iter().any(|field| !is_public(&field.vis));
        let open = is_open(&own.attrs) || hidden;
        self.add(path.to_owned(), ItemKind::Struct { open }, &own.attrs);
        for (at, field) in own.fields.iter().enumerate() {
            if !is_public(&field.vis) {
                continue;
            }
            let name = field
                .ident
                .as_ref()
                .map_or(at.to_string(), ToString::to_string);
            let kind = ItemKind::Field(writer.ty(&field.ty));
            self.add(format!("{path}::{name}"), kind, &field.attrs);
        }
    }

    fn enumeration(&mut self, path: &str, own: &syn::ItemEnum, writer: &Writer<'_>) {
        self.derived(path, &own.attrs, writer);
        let open = is_open(&own.attrs);
        self.add(path.to_owned(), ItemKind::Enum { open }, &own.attrs);
        for variant in &own.variants {
            let carries = match &variant.fields {
                Fields::Unit => Vec::new(),
                fields => fields.iter().map(|field| writer.ty(&field.ty)).collect(),
            };
            let key = format!("{path}::{}", variant.ident);
            self.add(key, ItemKind::Variant(carries), &variant.attrs);
        }
    }

    /// What `derive` gives a type.
    fn derived(&mut self, path: &str, attributes: &[Attribute], writer: &Writer<'_>) {
        for attribute in attributes
            .iter()
            .filter(|one| one.path().is_ident("derive"))
        {
            // A derive that is none does not compile.
            let _ = attribute.parse_nested_meta(|meta| {
                let key = format!("impl {} for {path}", writer.path(&meta.path));
                self.add(key, ItemKind::Implementation, &[]);
                Ok(())
            });
        }
    }

    fn implementation(&mut self, path: &str, own: &syn::ItemImpl, writer: &Writer<'_>) {
        let Some((of, _)) = &own.trait_ else {
            for item in &own.items {
                match item {
                    ImplItem::Fn(function) if is_public(&function.vis) => {
                        self.function(path, function, writer);
                    }
                    ImplItem::Const(own) if is_public(&own.vis) => {
                        self.constant(path, own, writer);
                    }
                    _ => {}
                }
            }
            return;
        };
        let of = writer.path(of);
        if of.starts_with(INTERNAL) {
            return;
        }
        let key = format!("impl {of} for {path}");
        self.add(key, ItemKind::Implementation, &own.attrs);
        for item in &own.items {
            if let ImplItem::Type(ty) = item {
                let key = format!("<{path} as {of}>::{}", ty.ident);
                let kind = ItemKind::Associated(writer.ty(&ty.ty));
                self.add(key, kind, &ty.attrs);
            }
        }
    }

    /// A constant that stands for a variant.
    fn constant(&mut self, path: &str, own: &syn::ImplItemConst, writer: &Writer<'_>) {
        if let syn::Expr::Path(value) = &own.expr {
            let names = value.path.segments.iter().map(|one| one.ident.to_string());
            let names: Vec<String> = names.collect();
            let value = match names.as_slice() {
                [own, variant] if own == "Self" => format!("{path}::{variant}"),
                _ => writer.path(&value.path),
            };
            let key = format!("{path}::{}", own.ident);
            self.add(key, ItemKind::Constant(value), &own.attrs);
        }
    }

    /// A module inside of a file has nothing but aliases of what stands in another one.
    fn module(&mut self, own: &syn::ItemMod, plain: &Writer<'_>, path: &Path) {
        let inside = own.content.iter().flat_map(|(_, items)| items);
        let mut targets = inside.filter_map(|item| match item {
            syn::Item::Type(alias) => Some(plain.ty(&alias.ty)),
            _ => None,
        });
        let target = targets.next();
        if let Some((target, _)) = target.as_deref().and_then(|path| path.rsplit_once("::")) {
            let key = [path.as_slice(), &[own.ident.to_string()]].concat();
            let kind = ItemKind::Module(target.to_owned());
            self.add(key.join("::"), kind, &own.attrs);
        }
    }

    fn function(&mut self, path: &str, own: &syn::ImplItemFn, writer: &Writer<'_>) {
        let mut receiver = None;
        let mut arguments = Vec::new();
        for argument in &own.sig.inputs {
            match argument {
                // Whether a value can be changed inside is nobody else's business.
                FnArg::Receiver(own) => {
                    receiver = Some(match &own.kind {
                        ReceiverKind::Value => "self".to_owned(),
                        ReceiverKind::Reference(_, _, None) => "&self".to_owned(),
                        ReceiverKind::Reference(..) => "&mut self".to_owned(),
                        ReceiverKind::Typed(_, ty) => format!("self: {}", writer.ty(ty)),
                        _ => "self: ?".to_owned(),
                    });
                }
                FnArg::Typed(own) => {
                    let name = match &*own.pat {
                        Pat::Ident(name) => name.ident.to_string(),
                        other => line(&other.to_token_stream()),
                    };
                    let ty = writer.ty(&own.ty);
                    arguments.push(Argument { name, ty });
                }
            }
        }
        let output = match &own.sig.output {
            ReturnType::Default => "()".to_owned(),
            ReturnType::Type(_, ty) => writer.ty(ty),
        };
        let kind = ItemKind::Function {
            receiver,
            arguments,
            output,
        };
        let key = format!("{path}::{}()", own.sig.ident);
        self.add(key, kind, &own.attrs);
    }

    /// A macro of the runtime that gives a type what it can do: `wire::record!(types::Work)`.
    fn invoked(&mut self, module: &Module, shown: &Shown, own: &syn::Macro, writer: &Writer<'_>) {
        let first = |input: syn::parse::ParseStream<'_>| {
            let ty: Type = input.parse()?;
            input.parse::<proc_macro2::TokenStream>()?;
            Ok(ty)
        };
        let Ok(ty) = first.parse2(own.tokens.clone()) else {
            return;
        };
        if let Some(path) = shown_type(module, shown, &ty) {
            self.of(&path);
            let key = format!("impl {}! for {path}", writer.path(&own.path));
            self.add(key, ItemKind::Implementation, &[]);
        }
    }
}

/// What users call a type that an implementation is for, if they see it.
fn shown_type(module: &Module, shown: &Shown, ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    let way: Path = path
        .path
        .segments
        .iter()
        .map(|one| one.ident.to_string())
        .collect();
    let Place::Own(defined) = module.uses.resolve(&way) else {
        return None;
    };
    let passed = || shown.own.values().find(|shown| **shown == defined);
    let path = shown.own.get(&defined).or_else(passed)?;
    Some(path.join("::"))
}

fn is_open(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|one| one.path().is_ident("non_exhaustive"))
}
