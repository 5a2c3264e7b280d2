//! A program that uses every public item of a crate in the strictest way: each type is written out, arguments
//! are no more than what their bounds ask for.

use clientwright::surface::{Argument, Item, ItemKind, Surface};
use std::fmt::Write;

/// The program, a library that knows the crate as `client`.
pub fn write(surface: &Surface) -> String {
    let mut out = "// Generated.\n#![allow(warnings)]\n\
         use client::*;\nuse std::fmt::Debug;\nuse std::hash::Hash;\n"
        .to_owned();
    for (at, (key, item)) in surface.items.iter().enumerate() {
        if let Some(text) = used(surface, key, item) {
            // Writing to a string does not fail.
            let _ = writeln!(out, "mod use_{at} {{\n    use super::*;\n    {text}\n}}");
        }
    }
    out
}

fn used(surface: &Surface, key: &str, item: &Item) -> Option<String> {
    let (whole, name) = key.rsplit_once("::").unwrap_or(("", key));
    let text = match &item.kind {
        ItemKind::Package | ItemKind::Feature(_) | ItemKind::Reexport(_) => return None,
        ItemKind::Struct { open: true } | ItemKind::Enum { open: true } => {
            format!("fn it(_: {key}) {{}}")
        }
        ItemKind::Struct { open: false } => built(surface, key),
        ItemKind::Enum { open: false } => matched(surface, key),
        ItemKind::Alias(ty) => format!("fn it(it: {key}) -> {ty} {{ it }}"),
        ItemKind::Constant(_) => variant(key, whole, &[]),
        ItemKind::Module(_) => format!("use {key} as it;"),
        ItemKind::Field(ty) => format!("fn it(it: {whole}) -> {ty} {{ it.{name} }}"),
        ItemKind::Variant(carries) => variant(key, whole, carries),
        ItemKind::Function {
            receiver,
            arguments,
            output,
        } => function(key, receiver.as_deref(), arguments, output),
        ItemKind::Implementation => {
            let (of, ty) = key.strip_prefix("impl ")?.rsplit_once(" for ")?;
            // What the runtime's macros give is the runtime's business.
            if of.ends_with('!') {
                return None;
            }
            let of = of.replace("<&", "<&'static ");
            format!("fn has<T: {of}>() {{}}\n    fn it() {{ has::<{ty}>() }}")
        }
        ItemKind::Associated(ty) => format!("fn it(it: {key}) -> {ty} {{ it }}"),
    };
    Some(text)
}

/// A struct that may be built member by member.
fn built(surface: &Surface, path: &str) -> String {
    let fields: Vec<(&str, &str)> = parts(surface, path)
        .filter_map(|(name, item)| match &item.kind {
            ItemKind::Field(ty) => Some((name, ty.as_str())),
            _ => None,
        })
        .collect();
    let arguments = fields
        .iter()
        .enumerate()
        .map(|(at, (_, ty))| format!("a{at}: {ty}"));
    let values = fields
        .iter()
        .enumerate()
        .map(|(at, (name, _))| format!("{name}: a{at}"));
    let (arguments, values): (Vec<_>, Vec<_>) = (arguments.collect(), values.collect());
    let (arguments, values) = (arguments.join(", "), values.join(", "));
    format!("fn it({arguments}) -> {path} {{ {path} {{ {values} }} }}")
}

/// An enum that may be matched in full.
fn matched(surface: &Surface, path: &str) -> String {
    let arms = parts(surface, path).filter_map(|(name, item)| match &item.kind {
        ItemKind::Variant(_) => Some(format!("{path}::{name} {{ .. }} => {{}}")),
        _ => None,
    });
    let arms: Vec<String> = arms.collect();
    format!("fn it(it: {path}) {{ match it {{ {} }} }}", arms.join(", "))
}

/// What stands in a type.
fn parts<'s>(surface: &'s Surface, path: &'s str) -> impl Iterator<Item = (&'s str, &'s Item)> {
    surface.items.iter().filter_map(move |(key, item)| {
        let name = key.strip_prefix(path)?.strip_prefix("::")?;
        Some((name, item))
    })
}

fn variant(key: &str, whole: &str, carries: &[String]) -> String {
    if carries.is_empty() {
        return format!("fn it(it: {whole}) -> {whole} {{ if let {key} = it {{}} {key} }}");
    }
    let names: Vec<String> = (0..carries.len()).map(|at| format!("a{at}")).collect();
    let arguments = names
        .iter()
        .zip(carries)
        .map(|(name, ty)| format!("{name}: {ty}"));
    let arguments: Vec<String> = arguments.collect();
    let (arguments, names, types) = (arguments.join(", "), names.join(", "), carries.join(", "));
    format!(
        "fn make({arguments}) -> {whole} {{ {key}({names}) }}\n    \
         fn it(it: {whole}) -> Option<({types},)> {{ match it {{ {key}({names}) => Some(({names},)), _ => None }} }}"
    )
}

/// A function that takes the same arguments and hands them on.
fn function(key: &str, receiver: Option<&str>, arguments: &[Argument], output: &str) -> String {
    let path = key.trim_end_matches("()");
    let whole = path.rsplit_once("::").map_or("", |(whole, _)| whole);
    let own = receiver.map(|receiver| match receiver {
        "&self" => format!("own: &{whole}"),
        "&mut self" => format!("own: &mut {whole}"),
        _ => format!("own: {whole}"),
    });
    let names: Vec<String> = (0..arguments.len()).map(|at| format!("a{at}")).collect();
    let others = names
        .iter()
        .zip(arguments)
        .map(|(name, one)| format!("{name}: {}", one.ty));
    let taken: Vec<String> = own.iter().cloned().chain(others).collect();
    // A value whose type the argument decides: a program may have written any.
    let inferred = names.iter().zip(arguments);
    let inferred = inferred.map(|(name, one)| match one.ty.starts_with("impl ") {
        true => name.clone(),
        false => format!("{name}.into()"),
    });
    let inferred: Vec<String> = inferred.collect();
    let taken = taken.join(", ");
    let call = |name: &str, given: &[String]| {
        let own = own.iter().map(|_| "own".to_owned());
        let given: Vec<String> = own.chain(given.iter().cloned()).collect();
        let given = given.join(", ");
        format!("fn {name}({taken}) -> {output} {{ {path}({given}) }}")
    };
    let exact = call("it", &names);
    match inferred == names {
        true => exact,
        false => format!("{exact}\n    {}", call("inferred", &inferred)),
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use clientwright::surface::Surface;

    #[test]
    fn every_item_is_used() {
        let lib = "
            #[derive(Clone)]
            pub struct Pet(pub String);
            #[non_exhaustive]
            pub enum Kind { Cat, Dog(Pet) }
            impl Pet { pub fn named(&self, name: impl Into<String>) -> Kind { loop {} } }
        ";
        let surface = Surface::read([("src/lib.rs", lib)].into_iter()).unwrap();
        let program = write(&surface);
        for line in [
            "fn it(it: Kind) -> Kind { if let Kind::Cat = it {} Kind::Cat }",
            "fn make(a0: Pet) -> Kind { Kind::Dog(a0) }",
            "fn it(a0: String) -> Pet { Pet { 0: a0 } }",
            "fn it(own: &Pet, a0: impl Into<String>) -> Kind { Pet::named(own, a0) }",
            "fn it() { has::<Pet>() }",
        ] {
            assert!(program.contains(line), "{line}\n{program}");
        }
    }
}
